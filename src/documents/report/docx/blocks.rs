//! The text, block by block.

use std::collections::HashMap;

use super::Page;
use super::numbering::Numbering;
use super::paragraph::{Paragraph, field, run};
use super::text::{Links, runs};
use crate::documents::DocumentError;
use crate::documents::docx::drawing::Anchors;
use crate::documents::docx::styles::valued;
use crate::documents::drawing::element::Element;
use crate::documents::report::headings::{self, Entry, slug};
use crate::documents::report::model::{Block, DEEPEST, Item, List, Span, is_right_to_left, plain};
use crate::scene::Picture;

/// Writes the body.
pub(super) struct Writer<'a> {
    pub page: Page<'a>,
    pub anchors: Anchors<'a>,
    pub pictures: &'a [Picture],
    pub links: Links,
    pub body: Vec<Element>,
    /// The headings, for the table of contents.
    pub entries: Vec<Entry>,
    numbering: Numbering,
    /// How many headings, figures, tables and check boxes there are so far.
    headings: usize,
    pub figures: usize,
    pub tables: usize,
    boxes: usize,
    /// Whether a table has just ended: what follows needs air, and Word a paragraph.
    pub after_table: bool,
    /// Whether the last paragraph was of a list: the next one that is not needs some air too.
    after_list: bool,
    /// Whether the next paragraph starts a page.
    break_page: bool,
}

/// What was written.
pub(super) struct Written {
    pub body: Vec<Element>,
    pub links: Links,
    pub numbering: Numbering,
}

const LIST: [&str; 5] = ["ListBullet", "ListBullet2", "ListBullet3", "ListBullet4", "ListBullet5"];
const NUMBERS: [&str; 5] = ["ListNumber", "ListNumber2", "ListNumber3", "ListNumber4", "ListNumber5"];
const HEADINGS: [&str; 4] = ["Heading1", "Heading2", "Heading3", "Heading4"];

/// Space above what follows a table, in twentieths of a point.
const AIR: i64 = 200;

impl<'a> Writer<'a> {
    pub fn new(page: Page<'a>, anchors: Anchors<'a>, pictures: &'a [Picture]) -> Self {
        let entries = headings::entries(page.report);
        let mut bookmarks = HashMap::new();
        for entry in &entries {
            bookmarks.entry(slug(&entry.text)).or_insert_with(|| entry.bookmark.clone());
        }
        Self {
            page,
            anchors,
            pictures,
            links: Links::to(bookmarks),
            body: Vec::new(),
            entries,
            numbering: Numbering::default(),
            headings: 0,
            figures: 0,
            tables: 0,
            boxes: 0,
            after_table: false,
            after_list: false,
            break_page: false,
        }
    }

    pub fn finish(mut self) -> Written {
        if self.after_table {
            self.push(Paragraph::styled("TableNote"), Vec::new());
        }
        Written { body: self.body, links: self.links, numbering: self.numbering }
    }

    pub fn blocks(&mut self, blocks: &[Block]) -> Result<(), DocumentError> {
        blocks.iter().try_for_each(|block| self.block(block, 0))
    }

    /// `depth` counts the lists around the block.
    fn block(&mut self, block: &Block, depth: usize) -> Result<(), DocumentError> {
        match block {
            Block::Heading(level, spans) => self.heading(*level, spans),
            Block::Paragraph(spans) if depth > 0 => self.continued(spans, depth),
            Block::Paragraph(spans) => self.line(Paragraph::default(), spans),
            Block::List(list) => return self.list(list, depth),
            Block::Table(table) => self.table(table),
            Block::Picture(number) => return self.picture(*number),
            Block::Quote(blocks) => return self.quote(blocks, depth),
            Block::Code(text) => self.push(Paragraph::styled("Code"), vec![run(None, text)]),
            Block::Rule => self.push(Paragraph::styled("Rule"), Vec::new()),
            Block::PageBreak => self.break_page = true,
        }
        Ok(())
    }

    fn heading(&mut self, level: u8, spans: &[Span]) {
        let style = HEADINGS[usize::from(level.clamp(1, 4)) - 1];
        let runs = runs(spans, &mut self.links);
        let Some(entry) = self.entries.get(self.headings) else { return };
        let id = self.headings;
        let start = Element::new("w:bookmarkStart").with("w:id", id).with("w:name", &entry.bookmark);
        let end = Element::new("w:bookmarkEnd").with("w:id", id);
        self.headings += 1;
        let content = std::iter::once(start).chain(runs).chain([end]).collect();
        let right_to_left = is_right_to_left(&plain(spans));
        self.push(Paragraph { right_to_left, ..Paragraph::styled(style) }, content);
    }

    /// A paragraph of text.
    pub fn line(&mut self, paragraph: Paragraph, spans: &[Span]) {
        let runs = runs(spans, &mut self.links);
        let right_to_left = is_right_to_left(&plain(spans));
        self.push(Paragraph { right_to_left, ..paragraph }, runs);
    }

    /// A further paragraph of a list's item stands under its words.
    fn continued(&mut self, spans: &[Span], depth: usize) {
        let left = super::numbering::left(depth - 1);
        self.line(Paragraph { left: Some(left), ..Paragraph::styled("ListContinue") }, spans);
    }

    fn list(&mut self, list: &List, depth: usize) -> Result<(), DocumentError> {
        let level = depth.min(DEEPEST - 1);
        let number = match list.start {
            Some(start) => self.numbering.numbered(level, start),
            None => Numbering::BULLETS,
        };
        let styles = if list.start.is_some() { &NUMBERS } else { &LIST };
        for item in &list.items {
            self.item(item, styles[level.min(4)], (level, number), depth)?;
        }
        Ok(())
    }

    fn item(
        &mut self,
        item: &Item,
        style: &'static str,
        numbering: (usize, usize),
        depth: usize,
    ) -> Result<(), DocumentError> {
        let (first, rest) = match item.blocks.split_first() {
            Some((Block::Paragraph(spans), rest)) => (spans.as_slice(), rest),
            _ => (&[][..], item.blocks.as_slice()),
        };
        match item.done {
            Some(done) => self.task(done, first, numbering.0),
            None => self.line(Paragraph { numbering: Some(numbering), ..Paragraph::styled(style) }, first),
        }
        rest.iter().try_for_each(|block| self.block(block, depth + 1))
    }

    /// A task has a box that people tick in Word.
    fn task(&mut self, done: bool, spans: &[Span], level: usize) {
        self.boxes += 1;
        let check_box = check_box(done, self.boxes);
        let tab = Element::new("w:r").child(Element::new("w:tab"));
        let words = runs(spans, &mut self.links);
        let left = (level > 0).then(|| super::numbering::left(level));
        let content = [check_box, tab].into_iter().chain(words).collect();
        let task = Paragraph::styled("Task").element_with_left(left, content);
        self.add(task);
        self.after_list = true;
    }

    fn quote(&mut self, blocks: &[Block], depth: usize) -> Result<(), DocumentError> {
        for block in blocks {
            match block {
                Block::Paragraph(spans) => self.line(Paragraph::styled("Quote"), spans),
                other => self.block(other, depth)?,
            }
        }
        Ok(())
    }

    /// A caption with its number as a field.
    pub fn caption(&mut self, label: &str, sequence: &str, number: usize, words: &[Span], keep_next: bool) {
        let style = if keep_next { "TableCaption" } else { "Caption" };
        let mut content = vec![run(None, &format!("{label} "))];
        content.extend(field(&format!("SEQ {sequence} \\* ARABIC"), &number.to_string()));
        content.push(run(None, ". "));
        content.extend(runs(words, &mut self.links));
        self.push(Paragraph::styled(style), content);
    }

    /// Adds a paragraph, with the air and the page break that wait for one.
    pub fn push(&mut self, mut paragraph: Paragraph, mut content: Vec<Element>) {
        let is_list = paragraph.style.starts_with("List");
        let after_list = std::mem::replace(&mut self.after_list, is_list) && !is_list;
        let after_table = std::mem::take(&mut self.after_table);
        if paragraph.before.is_none() && !paragraph.style.starts_with("Heading") {
            paragraph.before = after_table.then_some(AIR).or(after_list.then_some(AIR / 2 + 20));
        }
        if std::mem::take(&mut self.break_page) {
            let page = Element::new("w:r").child(Element::new("w:br").with("w:type", "page"));
            content.insert(0, page);
        }
        self.body.push(paragraph.element(content));
    }

    /// Adds what is written already.
    pub fn add(&mut self, element: Element) {
        (self.after_table, self.after_list) = (false, false);
        self.body.push(element);
    }
}

impl Paragraph {
    /// The same at another distance from the left, its first line hanging as in its style.
    fn element_with_left(mut self, left: Option<i64>, content: Vec<Element>) -> Element {
        self.left = None;
        let Some(left) = left else { return self.element(content) };
        let indent = Element::new("w:ind").with("w:left", left).with("w:hanging", super::numbering::HANGING);
        let properties = Element::new("w:pPr").child(valued("w:pStyle", self.style)).child(indent);
        Element::new("w:p").child(properties).children(content)
    }
}

fn check_box(done: bool, id: usize) -> Element {
    const FONT: &str = "MS Gothic";
    let state =
        |name: &'static str, sign: &str| Element::new(name).with("w14:val", sign).with("w14:font", FONT);
    let own = Element::new("w14:checkbox")
        .child(Element::new("w14:checked").with("w14:val", i32::from(done)))
        .child(state("w14:checkedState", "2612"))
        .child(state("w14:uncheckedState", "2610"));
    let font = Element::new("w:rFonts")
        .with("w:ascii", FONT)
        .with("w:hAnsi", FONT)
        .with("w:eastAsia", FONT)
        .with("w:hint", "eastAsia");
    let sign = run(Some(Element::new("w:rPr").child(font)), if done { "☒" } else { "☐" });
    Element::new("w:sdt")
        .child(Element::new("w:sdtPr").child(valued("w:id", 1_000 + id)).child(own))
        .child(Element::new("w:sdtContent").child(sign))
}
