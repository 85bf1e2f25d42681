//! How wide a box may be that breaks its lines as designed.

use kurbo::Rect;

use crate::scene::{Align, Language, PlacedLine, TextBox};

/// The narrowest and the widest box that breaks a paragraph as designed, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    pub least: f64,
    pub most: f64,
}

/// The space in type sizes that LibreOffice 7.4 puts between Hangul and digits: a fifth of the font's height, and Noto
/// Sans CJK is 1.45 high. Nothing in a PowerPoint or Word file makes it stop. PowerPoint puts nothing there, and Word
/// obeys `w:autoSpaceDE`.
const SCRIPT_GAP: f64 = 0.29;

/// How much wider than needed a line's box may become.
const SLACK: f64 = 0.3;

/// The room of a paragraph's lines.
pub(super) fn room_of(lines: &[&PlacedLine], language: Language) -> Room {
    let widths = lines.iter().map(|line| line.bounds.width() + SCRIPT_GAP * script_changes(line));
    let widest = widths.fold(0.0, f64::max);
    let most = lines.windows(2).map(|pair| pair[0].bounds.width() + first_word(pair[1], language));
    let most = most.fold(f64::INFINITY, f64::min);
    Room { least: widest, most }
}

/// The type sizes of all places in a line where Hangul, kana or Han meets another script, added up.
fn script_changes(line: &PlacedLine) -> f64 {
    let mut last: Option<bool> = None;
    let mut sum = 0.0;
    for run in &line.runs {
        for letter in run.text.chars() {
            let is_east_asian = letter >= '\u{1100}';
            if !letter.is_whitespace()
                && last.replace(is_east_asian).is_some_and(|last| last != is_east_asian)
            {
                sum += run.style.size;
            }
        }
    }
    sum
}

/// How much a line grows when the next line's first word joins it, in points. Office breaks Japanese and Chinese
/// after any character, so there the first character is enough. The space between them is left out: it may hang.
fn first_word(line: &PlacedLine, language: Language) -> f64 {
    let any_character = matches!(language, Language::Japanese | Language::Chinese);
    let mut width = 0.0;
    for run in &line.runs {
        for glyph in &run.glyphs {
            let letters = run.text.get(glyph.text.clone()).unwrap_or_default();
            if letters.chars().all(char::is_whitespace) {
                return width;
            }
            width += glyph.advance;
            if any_character || letters.ends_with('-') {
                return width;
            }
        }
    }
    width
}

/// The box's own edges, moved as little as needed to leave the lines air on both sides of the range.
pub(super) fn edges(text: &TextBox, free: Rect, room: Room) -> (f64, f64) {
    let air = (room.most - room.least).clamp(0.0, room.least * SLACK) * 0.4;
    let (least, most) = (room.least + air, (room.most - air).max(room.least + air));
    let width = text.bounds.width().clamp(least, most);
    let (left, right) = (text.bounds.x0, text.bounds.x1);
    let aligns = || text.paragraphs.iter().map(|paragraph| paragraph.align);
    let (left, right) = match text.paragraphs.first().map(|paragraph| paragraph.align) {
        Some(first) if aligns().any(|align| align != first) => (left, right),
        Some(Align::Centre) => {
            let centre = (left + right) / 2.0;
            (centre - width / 2.0, centre + width / 2.0)
        }
        Some(Align::End) => (right - width, right),
        _ => (left, left + width),
    };
    within(free, text.bounds, (left, right))
}

/// Keeps widened edges in the free space, where the designed ones are in it.
fn within(free: Rect, designed: Rect, (left, right): (f64, f64)) -> (f64, f64) {
    (left.max(free.x0.min(designed.x0)), right.min(free.x1.max(designed.x1)))
}
