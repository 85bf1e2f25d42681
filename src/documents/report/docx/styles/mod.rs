//! The styles: Word's own by their own names, so that its style gallery, navigation and table of contents know them.
//!
//! Headings, titles and lists are here; [`texts`] has quotes, captions and code, [`tables`] the tables, [`around`] header,
//! footer, notes and the table of contents.

use super::Page;
use super::numbering::{HANGING, Numbering, left};
use super::paragraph::{colour, line};
use super::table::columns_of;
use crate::documents::docx::root;
use crate::documents::docx::styles::{built_in, defaults, style, valued};
use crate::documents::drawing::element::Element;
use crate::documents::report::model::Kind;
use crate::scene::Colour;

mod around;
mod tables;
mod texts;

/// One paragraph style. Sizes in half points, spaces in twentieths of a point.
struct Sheet {
    id: &'static str,
    name: &'static str,
    based: &'static str,
    next: &'static str,
    size: i64,
    bold: bool,
    colour: Colour,
    before: i64,
    after: i64,
    /// Line pitch in 240ths of the font's own.
    pitch: i64,
    keep: bool,
    /// More paragraph properties: those before the spacing, and those after it.
    first: Vec<Element>,
    last: Vec<Element>,
    gallery: bool,
}

/// The whole part.
pub(super) fn part(page: Page<'_>) -> Vec<u8> {
    root("w:styles")
        .child(defaults(page.look))
        .child(normal(page))
        .children(built_in())
        .children(headings(page))
        .children(titles(page))
        .children(lists(page))
        .children(texts::styles(page))
        .children(tables::cells(page))
        .children(around::styles(page))
        .children(texts::characters(page))
        .children(tables::styles(page))
        .into_part()
}

/// Running text: 10.5 points, a line and a sixth of the font's own pitch. No gap between Hangul and digits.
fn normal(page: Page<'_>) -> Element {
    let off = ["w:autoSpaceDE", "w:autoSpaceDN"].map(|name| valued(name, 0));
    let spacing = spacing(0, 140, 276);
    let paragraph = Element::new("w:pPr").child(Element::new("w:widowControl")).children(off).child(spacing);
    let run = Element::new("w:rPr")
        .child(colour(page.palette.ink, page.look.scheme))
        .child(valued("w:sz", 21))
        .child(valued("w:szCs", 21));
    style("paragraph", "Normal", "Normal")
        .with("w:default", 1)
        .child(Element::new("w:qFormat"))
        .child(paragraph)
        .child(run)
}

fn spacing(before: i64, after: i64, pitch: i64) -> Element {
    Element::new("w:spacing")
        .with("w:before", before)
        .with("w:after", after)
        .with("w:line", pitch)
        .with("w:lineRule", "auto")
}

impl Sheet {
    fn new(id: &'static str, name: &'static str, page: Page<'_>) -> Self {
        Self {
            id,
            name,
            based: "Normal",
            next: "",
            size: 21,
            bold: false,
            colour: page.palette.ink,
            before: 0,
            after: 140,
            pitch: 276,
            keep: false,
            first: Vec::new(),
            last: Vec::new(),
            gallery: true,
        }
    }

    fn element(self, page: Page<'_>) -> Element {
        let is_heading = self.id.starts_with("Heading") || self.id == "Title";
        let keep = ["w:keepNext", "w:keepLines"].map(Element::new);
        let paragraph = Element::new("w:pPr")
            .children(self.keep.then_some(keep).into_iter().flatten())
            .children(self.first)
            .child(spacing(self.before, self.after, self.pitch))
            .children(self.last);
        let theme = is_heading.then(|| {
            Element::new("w:rFonts")
                .with("w:asciiTheme", "majorHAnsi")
                .with("w:eastAsiaTheme", "majorEastAsia")
                .with("w:hAnsiTheme", "majorHAnsi")
        });
        let weight = self.bold.then(|| ["w:b", "w:bCs"].map(Element::new));
        let run = Element::new("w:rPr")
            .children(theme)
            .children(weight.into_iter().flatten())
            .child(colour(self.colour, page.look.scheme))
            .child(valued("w:sz", self.size))
            .child(valued("w:szCs", self.size));
        style("paragraph", self.id, self.name)
            .child(valued("w:basedOn", self.based))
            .children((!self.next.is_empty()).then(|| valued("w:next", self.next)))
            .children(self.gallery.then(|| Element::new("w:qFormat")))
            .child(paragraph)
            .child(run)
    }
}

fn headings(page: Page<'_>) -> Vec<Element> {
    let palette = page.palette;
    let look = [
        ("Heading1", "heading 1", 32, palette.primary, 400, 120),
        ("Heading2", "heading 2", 26, palette.ink, 300, 90),
        ("Heading3", "heading 3", 22, palette.primary, 240, 70),
        ("Heading4", "heading 4", 21, palette.muted, 200, 60),
    ];
    let numbering = |level: usize| {
        page.report.head.numbered.then(|| {
            Element::new("w:numPr")
                .child(valued("w:ilvl", level))
                .child(valued("w:numId", Numbering::HEADINGS))
        })
    };
    let heading = |(level, (id, name, size, colour, before, after))| {
        Sheet {
            next: "Normal",
            size,
            bold: true,
            colour,
            before,
            after,
            pitch: 252,
            keep: true,
            first: numbering(level).into_iter().collect(),
            last: vec![valued("w:outlineLvl", level)],
            ..Sheet::new(id, name, page)
        }
        .element(page)
    };
    look.into_iter().enumerate().map(heading).collect()
}

fn titles(page: Page<'_>) -> Vec<Element> {
    let (palette, scheme) = (page.palette, page.look.scheme);
    let rule = Element::new("w:pBdr").child(line("w:bottom", 12, 10, palette.primary, scheme));
    let title_after = if page.report.kind == Kind::Minutes { 220 } else { 80 };
    let base = |id, name| Sheet { keep: true, next: "Normal", ..Sheet::new(id, name, page) };
    let sheets = [
        Sheet {
            size: 18,
            bold: true,
            colour: palette.primary,
            after: 60,
            pitch: 240,
            ..base("Kicker", "Kicker")
        },
        Sheet {
            size: title_size(page),
            bold: true,
            after: title_after,
            pitch: 228,
            ..base("Title", "Title")
        },
        Sheet { size: 27, colour: palette.muted, after: 120, pitch: 252, ..base("Subtitle", "Subtitle") },
        Sheet {
            size: 19,
            colour: palette.muted,
            after: 400,
            pitch: 252,
            first: vec![rule],
            ..base("TitleNote", "Title Note")
        },
        Sheet { size: 21, after: 0, ..Sheet::new("Address", "Address", page) },
        Sheet { size: 25, bold: true, before: 240, after: 200, ..base("Subject", "Subject") },
    ];
    sheets.into_iter().map(|sheet| sheet.element(page)).collect()
}

/// A long title is set smaller, so that it takes two lines and not four.
fn title_size(page: Page<'_>) -> i64 {
    match columns_of(&page.report.head.title) {
        short if short <= 30.0 => 54,
        middle if middle <= 60.0 => 46,
        _ => 38,
    }
}

fn lists(page: Page<'_>) -> Vec<Element> {
    const BULLETS: [(&str, &str); 5] = [
        ("ListBullet", "List Bullet"),
        ("ListBullet2", "List Bullet 2"),
        ("ListBullet3", "List Bullet 3"),
        ("ListBullet4", "List Bullet 4"),
        ("ListBullet5", "List Bullet 5"),
    ];
    const NUMBERS: [(&str, &str); 5] = [
        ("ListNumber", "List Number"),
        ("ListNumber2", "List Number 2"),
        ("ListNumber3", "List Number 3"),
        ("ListNumber4", "List Number 4"),
        ("ListNumber5", "List Number 5"),
    ];
    let indent = |level: usize| Element::new("w:ind").with("w:left", left(level)).with("w:hanging", HANGING);
    let bullet = |(level, (id, name)): (usize, (&'static str, &'static str))| {
        let numbering = Element::new("w:numPr")
            .child(valued("w:ilvl", level))
            .child(valued("w:numId", Numbering::BULLETS));
        Sheet { after: 70, first: vec![numbering], last: vec![indent(level)], ..Sheet::new(id, name, page) }
    };
    let number = |(level, (id, name)): (usize, (&'static str, &'static str))| Sheet {
        after: 70,
        last: vec![indent(level)],
        ..Sheet::new(id, name, page)
    };
    let others = [
        Sheet { after: 70, last: vec![indent(0)], ..Sheet::new("Task", "Task", page) },
        Sheet { after: 70, ..Sheet::new("ListContinue", "List Continue", page) },
    ];
    let bullets = BULLETS.into_iter().enumerate().map(bullet);
    let numbers = NUMBERS.into_iter().enumerate().map(number);
    bullets.chain(numbers).chain(others).map(|sheet| sheet.element(page)).collect()
}
