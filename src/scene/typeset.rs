//! Live text to positioned glyphs: shaping (HarfBuzz rules), bidirectional order and line breaking by parley.
//!
//! Korean breaks between words, never between the syllables of one (CSS `word-break: keep-all`), unless a single
//! word is wider than its box; [`PlacedText::breaks_words`] tells, so that the art director picks a smaller size.

use std::ops::Range;

use kurbo::Rect;
use parley::layout::{Alignment, AlignmentOptions, BreakReason, Cluster, Layout};
use parley::style::{
    FontFamily, FontVariation, FontVariations, FontWeight, LineHeight, OverflowWrap, StyleProperty, WordBreak,
};

pub use parley::FontData;

use super::fonts::Shaper;
use super::{Align, Anchor, Fonts, Language, Paragraph, Run, TextBox, TextStyle};

/// Why text could not be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypesetError {
    /// No installed font has this character; setting it would print an empty box.
    #[error("no installed font has the character “{character}” (U+{:04X}) in “{text}”", *character as u32)]
    MissingGlyph {
        /// The character.
        character: char,
        /// The paragraph it stands in.
        text: String,
    },
}

/// A text box after setting: every glyph at its place on the page.
#[derive(Clone, Debug)]
pub struct PlacedText {
    /// The lines from top to bottom.
    pub lines: Vec<PlacedLine>,
    /// The smallest rectangle around the lines, in points on the page.
    pub bounds: Rect,
    /// Whether the lines are wider or higher than the box they were set in.
    pub overflows: bool,
    /// Whether a line ends inside a word, because the word alone is wider than the box.
    pub breaks_words: bool,
}

/// One line of set text.
#[derive(Clone, Debug)]
pub struct PlacedLine {
    /// The paragraph of the text box it belongs to.
    pub paragraph: usize,
    /// The words on it.
    pub text: String,
    /// The line's box, in points on the page.
    pub bounds: Rect,
    /// Where the letters stand, in points from the page's top.
    pub baseline: f64,
    /// The glyphs, in visual order.
    pub runs: Vec<PlacedRun>,
}

/// Glyphs of one font and style that follow each other.
#[derive(Clone, Debug)]
pub struct PlacedRun {
    /// The font file and the face in it.
    pub font: FontData,
    /// The variable font's position, in normalised 2.14 coordinates; empty for a static font.
    pub coordinates: Vec<i16>,
    /// How the letters look.
    pub style: TextStyle,
    /// Which of the paragraph's runs it is a piece of.
    pub source: usize,
    /// The characters the glyphs stand for, in logical order.
    pub text: String,
    /// The glyphs, left to right.
    pub glyphs: Vec<PlacedGlyph>,
}

/// One glyph at its place.
#[derive(Clone, Debug)]
pub struct PlacedGlyph {
    /// The glyph's number in its font.
    pub id: u32,
    /// Left end of its baseline, in points on the page.
    pub x: f64,
    /// Height of its baseline, in points from the page's top.
    pub y: f64,
    /// How far the next glyph is, in points.
    pub advance: f64,
    /// The bytes of [`PlacedRun::text`] it stands for.
    pub text: Range<usize>,
}

impl Fonts {
    /// Sets `text` in its box.
    ///
    /// # Errors
    /// [`TypesetError::MissingGlyph`] names the first character that no installed font has.
    pub fn typeset(&self, text: &TextBox, language: Language) -> Result<PlacedText, TypesetError> {
        let mut shaper = self.lock();
        let mut lines = Vec::new();
        let mut breaks_words = false;
        let mut top = 0.0;
        for (index, paragraph) in text.paragraphs.iter().enumerate() {
            let words = paragraph.plain();
            let layout = lay_out(&mut shaper, paragraph, &words, language, text.bounds.width());
            refuse_missing_glyphs(&layout, &words)?;
            breaks_words |= layout.lines().any(|line| line.break_reason() == BreakReason::Emergency);
            lines.extend(place_lines(&layout, paragraph, &words, index, (text.bounds.x0, top)));
            top += f64::from(layout.height()) + paragraph.space_after;
        }
        let bottom = lines.last().map_or(0.0, |line: &PlacedLine| line.bounds.y1);
        shift(&mut lines, text.bounds.y0 + anchor_offset(text.anchor, text.bounds.height() - bottom));
        let bounds = around(&lines).unwrap_or(Rect::from_origin_size(text.bounds.origin(), (0.0, 0.0)));
        let overflows = bottom > text.bounds.height() + 0.5 || bounds.width() > text.bounds.width() + 0.5;
        Ok(PlacedText { lines, bounds, overflows, breaks_words })
    }
}

fn lay_out(
    shaper: &mut Shaper,
    paragraph: &Paragraph,
    words: &str,
    language: Language,
    width: f64,
) -> Layout<usize> {
    let stacks: Vec<_> =
        paragraph.runs.iter().map(|run| shaper.stack(run.style.typeface, language)).collect();
    let mut builder = shaper.layouts.ranged_builder(&mut shaper.fonts, words, 1.0, false);
    builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(paragraph.leading as f32)));
    builder.push_default(StyleProperty::WordBreak(WordBreak::KeepAll));
    builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
    builder.push_default(StyleProperty::Locale(parley::style::Language::parse(language.tag()).ok()));
    // The default style is also every line's strut; parley's own is 16 points, which would spread small type.
    let smallest =
        paragraph.runs.iter().zip(&stacks).min_by(|a, b| a.0.style.size.total_cmp(&b.0.style.size));
    if let Some((Run { style: strut, .. }, families)) = smallest {
        let families = families.clone();
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(families.into())));
        builder.push_default(StyleProperty::FontSize(strut.size as f32));
    }
    let mut start = 0;
    for (index, (run, families)) in paragraph.runs.iter().zip(stacks).enumerate() {
        let range = start..start + run.text.len();
        start = range.end;
        let style = &run.style;
        // Variable fonts need the weight as an axis too; static ones ignore it.
        let weight = [FontVariation::new(parley::setting::Tag::new(b"wght"), f32::from(style.weight))];
        builder.push(StyleProperty::FontFamily(FontFamily::List(families.into())), range.clone());
        builder.push(StyleProperty::FontSize(style.size as f32), range.clone());
        builder.push(StyleProperty::FontWeight(FontWeight::new(style.weight.into())), range.clone());
        builder.push(StyleProperty::FontVariations(FontVariations::List((&weight).into())), range.clone());
        builder.push(StyleProperty::LetterSpacing(style.tracking as f32), range.clone());
        builder.push(StyleProperty::Brush(index), range);
    }
    let mut layout = builder.build(words);
    layout.break_all_lines(Some(width as f32));
    let alignment = match paragraph.align {
        Align::Start => Alignment::Start,
        Align::Centre => Alignment::Center,
        Align::End => Alignment::End,
    };
    layout.align(alignment, AlignmentOptions::default());
    layout
}

fn refuse_missing_glyphs(layout: &Layout<usize>, words: &str) -> Result<(), TypesetError> {
    for cluster in
        layout.lines().flat_map(|line| line.runs()).flat_map(|run| run.clusters().collect::<Vec<_>>())
    {
        let character = words[cluster.text_range()].chars().next().unwrap_or(' ');
        let invisible = character.is_whitespace() || character.is_control();
        if !invisible && cluster.glyphs().any(|glyph| glyph.id == 0) {
            return Err(TypesetError::MissingGlyph { character, text: words.to_owned() });
        }
    }
    Ok(())
}

fn place_lines(
    layout: &Layout<usize>,
    paragraph: &Paragraph,
    words: &str,
    index: usize,
    (left, top): (f64, f64),
) -> Vec<PlacedLine> {
    layout
        .lines()
        .map(|line| {
            let metrics = line.metrics();
            let baseline = top + f64::from(metrics.baseline);
            let mut x = left + f64::from(metrics.offset);
            let width = f64::from(metrics.advance - metrics.hanging_advance);
            // The space that hangs at a line's end hangs on the left where lines run to the left.
            let inked = if layout.is_rtl() { x + f64::from(metrics.hanging_advance) } else { x };
            let bounds = Rect::new(
                inked,
                top + f64::from(metrics.block_min_coord),
                inked + width,
                top + f64::from(metrics.block_max_coord),
            );
            let mut runs = Vec::new();
            for run in line.runs() {
                let blank = |source: usize| PlacedRun {
                    font: run.font().clone(),
                    coordinates: run
                        .normalized_coords()
                        .iter()
                        .map(|coordinate| coordinate.to_bits())
                        .collect(),
                    style: paragraph.runs[source].style.clone(),
                    source,
                    text: String::new(),
                    glyphs: Vec::new(),
                };
                let clusters: Vec<_> = run.visual_clusters().collect();
                for same_style in clusters.chunk_by(|one, two| one.style().brush == two.style().brush) {
                    let mut placed = blank(same_style[0].style().brush);
                    place_clusters(same_style, words, &mut placed, &mut x, baseline);
                    runs.push(placed);
                }
            }
            let text = words[line.text_range()].trim_end().to_owned();
            PlacedLine { paragraph: index, text, bounds, baseline, runs }
        })
        .collect()
}

fn place_clusters(
    clusters: &[Cluster<'_, usize>],
    words: &str,
    placed: &mut PlacedRun,
    x: &mut f64,
    baseline: f64,
) {
    let start = clusters.iter().map(|cluster| cluster.text_range().start).min().unwrap_or(0);
    let end = clusters.iter().map(|cluster| cluster.text_range().end).max().unwrap_or(0);
    words[start..end].clone_into(&mut placed.text);
    // Of letters that share a glyph, the first has it; where lines run to the left, the others come before it, and
    // the glyph begins where they do.
    let mut shared = 0.0;
    for cluster in clusters {
        let range = cluster.text_range();
        if cluster.is_rtl() && cluster.is_ligature_continuation() {
            shared += f64::from(cluster.advance());
            *x += f64::from(cluster.advance());
            continue;
        }
        let mut pen = *x - std::mem::take(&mut shared);
        for glyph in cluster.glyphs() {
            placed.glyphs.push(PlacedGlyph {
                id: glyph.id,
                x: pen + f64::from(glyph.x),
                y: baseline + f64::from(glyph.y),
                advance: glyph.advance.into(),
                text: range.start - start..range.end - start,
            });
            pen += f64::from(glyph.advance);
        }
        *x += f64::from(cluster.advance());
    }
}

fn anchor_offset(anchor: Anchor, room: f64) -> f64 {
    match anchor {
        Anchor::Top => 0.0,
        Anchor::Middle => room / 2.0,
        Anchor::Bottom => room,
    }
}

fn shift(lines: &mut [PlacedLine], down: f64) {
    for line in lines {
        line.bounds = line.bounds + kurbo::Vec2::new(0.0, down);
        line.baseline += down;
        for glyph in line.runs.iter_mut().flat_map(|run| &mut run.glyphs) {
            glyph.y += down;
        }
    }
}

fn around(lines: &[PlacedLine]) -> Option<Rect> {
    lines.iter().map(|line| line.bounds).reduce(|one, two| one.union(two))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Colour, Role, Typeface};

    fn set(text: &str, size: f64, width: f64) -> Result<PlacedText, TypesetError> {
        let style =
            TextStyle { typeface: Typeface::Sans, size, weight: 700, colour: Colour::BLACK, tracking: 0.0 };
        let text = TextBox {
            role: Role::Title,
            bounds: Rect::new(50.0, 100.0, 50.0 + width, 400.0),
            anchor: Anchor::Top,
            paragraphs: vec![Paragraph::of(text, style)],
        };
        Fonts::system().typeset(&text, Language::Korean)
    }

    #[test]
    fn korean_breaks_between_words_only() {
        let placed = set("전사 타운홀 미팅에 여러분을 초대합니다", 40.0, 260.0).unwrap();
        let lines: Vec<_> = placed.lines.iter().map(|line| line.text.as_str()).collect();
        assert!(lines.len() > 1 && !placed.breaks_words);
        assert_eq!(lines.join(" "), "전사 타운홀 미팅에 여러분을 초대합니다");
    }

    #[test]
    fn lines_are_as_high_as_their_type_asks() {
        for size in [4.0, 9.0, 20.0, 80.0] {
            let placed = set("회의", size, 400.0).unwrap();
            assert!((placed.bounds.height() - size * 1.3).abs() < 0.01, "{size}: {:?}", placed.bounds);
        }
    }

    #[test]
    fn a_word_wider_than_its_box_is_reported() {
        assert!(set("초대합니다초대합니다초대합니다", 40.0, 120.0).unwrap().breaks_words);
    }

    #[test]
    fn glyphs_stay_on_their_line_and_in_order() {
        let placed = set("Town hall 2026 전사", 20.0, 400.0).unwrap();
        assert_eq!(placed.lines.len(), 1);
        let glyphs: Vec<_> = placed.lines[0].runs.iter().flat_map(|run| &run.glyphs).collect();
        assert!(glyphs.windows(2).all(|pair| pair[0].x < pair[1].x));
        let last = glyphs.last().unwrap();
        assert!((last.x + last.advance - placed.lines[0].bounds.x1).abs() < 0.5);
        assert!(glyphs[0].x >= 50.0 && placed.bounds.y0 >= 100.0 && !placed.overflows);
    }

    #[test]
    fn a_character_without_a_glyph_is_named() {
        let error = set("로고 \u{E123} 여기", 20.0, 400.0).unwrap_err();
        assert!(matches!(error, TypesetError::MissingGlyph { character: '\u{E123}', .. }));
    }
}
