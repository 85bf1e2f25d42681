//! How set text keeps its lines in another program: where each baseline is, and how wide the box may be.
//!
//! Word, PowerPoint and LibreOffice break lines themselves. They break as designed in any box that is at least as
//! wide as the widest line and narrower than a line with the next line's first word on it. The width written is well
//! inside that range, so that another program's rounding, or a substituted font, changes nothing.

use kurbo::Rect;

use crate::scene::{Fonts, Language, Paragraph, PlacedLine, TextBox, TextStyle, TypesetError};
use room::{Room, edges, room_of};

mod room;

/// A text box with its lines.
#[derive(Clone, Debug)]
pub(in crate::documents) struct Wording<'a> {
    /// What is said.
    pub text: &'a TextBox,
    /// The set paragraphs from top to bottom; those without a line are left out.
    pub paragraphs: Vec<SetParagraph<'a>>,
    /// Left and right edge in points between which every paragraph breaks as designed.
    pub edges: (f64, f64),
    /// Whether a program may break lines. Not where all paragraphs are one line each and their neighbours leave no
    /// air: better that a substituted font reaches over the edge than that the lines run into the text below.
    pub wraps: bool,
}

/// A set paragraph.
#[derive(Clone, Debug)]
pub(in crate::documents) struct SetParagraph<'a> {
    /// What is said.
    pub paragraph: &'a Paragraph,
    /// Where each line ends, in bytes of the paragraph, when no box makes another program break there: each but the
    /// last is then a hard break.
    pub hard_breaks: Vec<usize>,
    /// Distance between baselines in points.
    pub pitch: f64,
    /// The first line's baseline, in points from the page's top.
    pub baseline: f64,
    /// The largest type size in it, in points.
    pub size: f64,
    /// How many lines it has; at least one.
    pub lines: usize,
}

/// A piece of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::documents) enum Piece<'a> {
    /// Words in one style.
    Text(&'a TextStyle, &'a str),
    /// A hard break between two lines.
    Break(&'a TextStyle),
}

impl<'a> SetParagraph<'a> {
    fn last_baseline(&self) -> f64 {
        self.baseline + (self.lines - 1) as f64 * self.pitch
    }

    /// The runs, taken apart at the hard breaks; the space that a break stands for is left out.
    pub fn pieces(&self) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for run in &self.paragraph.runs {
            let end = start + run.text.len();
            let mut rest = run.text.as_str();
            for cut in self.hard_breaks.iter().filter(|cut| (start..end).contains(*cut)) {
                let (line, after) = rest.split_at_checked(cut + rest.len() - end).unwrap_or((rest, ""));
                pieces.push(Piece::Text(&run.style, line));
                pieces.push(Piece::Break(&run.style));
                rest = after.trim_start();
            }
            pieces.push(Piece::Text(&run.style, rest));
            start = end;
        }
        pieces.retain(|piece| !matches!(piece, Piece::Text(_, "")));
        pieces
    }
}

/// Where a program's own line boxes must lie so that its baselines are the designed ones.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::documents) struct Block {
    /// The first line's top, in points from the page's top.
    pub top: f64,
    /// All lines and the gaps between them, in points.
    pub height: f64,
    /// The gap above each paragraph, in points; none above the first.
    pub gaps: Vec<f64>,
}

impl<'a> Wording<'a> {
    /// Sets a text box that may become as wide as the `free` space. It breaks as designed with and
    /// without [`SCRIPT_GAP`].
    ///
    /// # Errors
    /// [`TypesetError::MissingGlyph`] as for [`Fonts::typeset`].
    pub fn set(
        text: &'a TextBox,
        free: Rect,
        language: Language,
        fonts: &Fonts,
    ) -> Result<Self, TypesetError> {
        let placed = fonts.typeset(text, language)?;
        let mut room = Room { least: 0.0, most: f64::INFINITY };
        let mut paragraphs = Vec::new();
        for (index, paragraph) in text.paragraphs.iter().enumerate() {
            let lines: Vec<_> = placed.lines.iter().filter(|line| line.paragraph == index).collect();
            let own = room_of(&lines, language);
            let is_hard = own.most - own.least < 0.5;
            room.least = room.least.max(own.least);
            if !is_hard {
                room.most = room.most.min(own.most);
            }
            paragraphs.extend(set_paragraph(paragraph, &lines, is_hard));
        }
        let edges = edges(text, free, room);
        let is_tight = edges.1 - edges.0 < room.least * 1.05;
        let wraps = !is_tight || paragraphs.iter().any(|paragraph| paragraph.lines > 1);
        Ok(Self { edges, wraps, paragraphs, text })
    }

    /// The line boxes of a program that sets each baseline `rise` points above its line's bottom.
    pub fn block(&self, rise: impl Fn(&SetParagraph<'_>) -> f64) -> Block {
        let mut gaps = Vec::new();
        let mut bottom = None;
        let mut start = self.text.bounds.y0;
        for paragraph in &self.paragraphs {
            let top = paragraph.baseline + rise(paragraph) - paragraph.pitch;
            if bottom.is_none() {
                start = top;
            }
            gaps.push((top - bottom.unwrap_or(top)).max(0.0));
            bottom = Some(paragraph.last_baseline() + rise(paragraph));
        }
        let lines: f64 =
            self.paragraphs.iter().map(|paragraph| paragraph.lines as f64 * paragraph.pitch).sum();
        Block { top: start, height: lines + gaps.iter().sum::<f64>(), gaps }
    }
}

fn set_paragraph<'a>(
    paragraph: &'a Paragraph,
    lines: &[&PlacedLine],
    is_hard: bool,
) -> Option<SetParagraph<'a>> {
    let first = lines.first()?;
    let size = paragraph.runs.iter().map(|run| run.style.size).fold(0.0, f64::max);
    let pitch = match lines {
        [one, two, ..] => two.baseline - one.baseline,
        _ => size * paragraph.leading,
    };
    Some(SetParagraph {
        paragraph,
        hard_breaks: if is_hard { line_ends(&paragraph.plain(), lines) } else { Vec::new() },
        pitch,
        baseline: first.baseline,
        size,
        lines: lines.len(),
    })
}

/// Where each line but the last ends in the paragraph's words, in bytes.
fn line_ends(words: &str, lines: &[&PlacedLine]) -> Vec<usize> {
    let mut at = 0;
    let mut ends = Vec::new();
    for line in lines.iter().take(lines.len().saturating_sub(1)) {
        let Some(found) = words[at..].find(line.text.as_str()) else { continue };
        at += found + line.text.len();
        ends.push(at);
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Align;
    use crate::scene::{Anchor, Colour, Role, Typeface};

    fn text(words: &str, width: f64, align: Align) -> TextBox {
        let style = TextStyle {
            typeface: Typeface::Sans,
            size: 40.0,
            weight: 400,
            colour: Colour::BLACK,
            tracking: 0.0,
        };
        TextBox {
            role: Role::Title,
            bounds: Rect::new(100.0, 100.0, 100.0 + width, 400.0),
            anchor: Anchor::Top,
            paragraphs: vec![Paragraph { align, ..Paragraph::of(words, style) }],
        }
    }

    const PAGE: Rect = Rect::new(0.0, 0.0, 600.0, 800.0);

    /// Sets the words in the widened box and expects the lines of the designed one.
    fn check(words: &str, width: f64, align: Align) {
        let fonts = Fonts::system();
        let designed = text(words, width, align);
        let wording = Wording::set(&designed, PAGE, Language::Korean, &fonts).unwrap();
        assert!(wording.paragraphs.iter().all(|paragraph| paragraph.hard_breaks.is_empty()));
        for nudge in [-2.0, 0.0, 2.0] {
            let mut widened = designed.clone();
            (widened.bounds.x0, widened.bounds.x1) = (wording.edges.0, wording.edges.1 + nudge);
            let lines = |text: &TextBox| {
                let placed = fonts.typeset(text, Language::Korean).unwrap();
                placed.lines.into_iter().map(|line| line.text).collect::<Vec<_>>()
            };
            assert_eq!(lines(&widened), lines(&designed), "{words} at {width}");
        }
    }

    #[test]
    fn widened_boxes_break_as_designed() {
        for align in [Align::Start, Align::Centre, Align::End] {
            check("전사 타운홀 미팅에 여러분을 초대합니다", 260.0, align);
            check("전사 타운홀", 204.0, align);
            check("Quarterly growth in all of our regions", 240.0, align);
        }
    }

    #[test]
    fn a_block_keeps_the_baselines() {
        let fonts = Fonts::system();
        let mut designed = text("전사 타운홀 미팅", 160.0, Align::Start);
        designed.paragraphs[0].space_after = 12.0;
        designed.paragraphs.push(designed.paragraphs[0].clone());
        let placed = fonts.typeset(&designed, Language::Korean).unwrap();
        let wording = Wording::set(&designed, PAGE, Language::Korean, &fonts).unwrap();
        let block = wording.block(|paragraph| paragraph.pitch * 0.2);
        let mut y = block.top;
        let mut baselines = Vec::new();
        for (paragraph, gap) in wording.paragraphs.iter().zip(&block.gaps) {
            y += gap;
            for _ in 0..paragraph.lines {
                baselines.push(y + paragraph.pitch * 0.8);
                y += paragraph.pitch;
            }
        }
        assert!((y - block.top - block.height).abs() < 1e-6);
        assert_eq!(baselines.len(), placed.lines.len());
        for (line, baseline) in placed.lines.iter().zip(baselines) {
            assert!((line.baseline - baseline).abs() < 0.1, "{} {baseline}", line.baseline);
        }
    }
}
