//! The numbering part: bullets, numbers, and numbered headings.

use super::Page;
use super::paragraph::colour;
use crate::documents::docx::root;
use crate::documents::docx::styles::valued;
use crate::documents::drawing::element::Element;

/// How far each level stands in, and how far its sign hangs, in twentieths of a point.
const STEP: i64 = 380;
pub(super) const HANGING: i64 = 320;

/// Where the words of a level begin.
pub(super) fn left(level: usize) -> i64 {
    STEP * (level as i64 + 1)
}

/// The lists of a document: each numbered one counts by itself.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: Vec<(usize, u64)>,
}

/// The abstract lists.
const BULLETS: usize = 0;
const NUMBERS: usize = 1;
const HEADINGS: usize = 2;

impl Numbering {
    /// The number of the bulleted list; all of them are one.
    pub const BULLETS: usize = 1;
    /// The number of the headings' list.
    pub const HEADINGS: usize = 2;

    /// A new numbered list at this level, which begins at `start`.
    pub fn numbered(&mut self, level: usize, start: u64) -> usize {
        self.lists.push((level, start));
        self.lists.len() + Self::HEADINGS
    }
}

/// The whole part.
pub(super) fn part(numbering: &Numbering, page: Page<'_>) -> Vec<u8> {
    let number =
        |id: usize, of: usize| Element::new("w:num").with("w:numId", id).child(valued("w:abstractNumId", of));
    let list = |(index, (level, start)): (usize, &(usize, u64))| {
        let begins = Element::new("w:lvlOverride")
            .with("w:ilvl", level)
            .child(valued("w:startOverride", (*start).min(30_000)));
        number(index + 1 + Numbering::HEADINGS, NUMBERS).child(begins)
    };
    root("w:numbering")
        .child(kind(BULLETS, "hybridMultilevel", (0..9).map(|level| bullet(level, page))))
        .child(kind(NUMBERS, "hybridMultilevel", (0..9).map(numbered)))
        .child(kind(HEADINGS, "multilevel", (0..9).map(heading)))
        .child(number(Numbering::BULLETS, BULLETS))
        .child(number(Numbering::HEADINGS, HEADINGS))
        .children(numbering.lists.iter().enumerate().map(list))
        .into_part()
}

fn kind(id: usize, kind: &str, levels: impl Iterator<Item = Element>) -> Element {
    Element::new("w:abstractNum")
        .with("w:abstractNumId", id)
        .child(valued("w:multiLevelType", kind))
        .children(levels)
}

fn level(level: usize, format: &str, text: &str, style: Option<&str>) -> Element {
    Element::new("w:lvl")
        .with("w:ilvl", level)
        .child(valued("w:start", 1))
        .child(valued("w:numFmt", format))
        .children(style.map(|style| valued("w:pStyle", style)))
        .child(valued("w:lvlText", text))
        .child(valued("w:lvlJc", "left"))
}

fn indent(level: usize) -> Element {
    let indent = Element::new("w:ind").with("w:left", left(level)).with("w:hanging", HANGING);
    Element::new("w:pPr").child(indent)
}

fn bullet(depth: usize, page: Page<'_>) -> Element {
    let sign = if depth.is_multiple_of(2) { "•" } else { "–" };
    let look = Element::new("w:rPr").child(colour(page.palette.primary, page.look.scheme));
    level(depth, "bullet", sign, None).child(indent(depth)).child(look)
}

fn numbered(depth: usize) -> Element {
    let (format, text) = match depth % 3 {
        0 => ("decimal", format!("%{}.", depth + 1)),
        1 => ("lowerLetter", format!("%{}.", depth + 1)),
        _ => ("lowerRoman", format!("%{}.", depth + 1)),
    };
    level(depth, format, &text, None).child(indent(depth))
}

fn heading(depth: usize) -> Element {
    let styles = ["Heading1", "Heading2", "Heading3", "Heading4"];
    let text: Vec<String> = (1..=depth + 1).map(|level| format!("%{level}")).collect();
    let text = if depth == 0 { "%1.".to_owned() } else { text.join(".") };
    let hanging = [420, 560, 700, 840].get(depth).copied().unwrap_or(1_000);
    let indent = Element::new("w:ind").with("w:left", hanging).with("w:hanging", hanging);
    level(depth, "decimal", &text, styles.get(depth).copied()).child(Element::new("w:pPr").child(indent))
}
