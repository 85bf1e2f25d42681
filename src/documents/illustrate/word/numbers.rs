//! Numbers of captions: counted as Word counts them, so that new captions fit in and later ones move up.

use std::collections::BTreeMap;

use super::captions::Sequence;
use super::styles::Styles;
use crate::documents::markup::tree::Element;

/// What a new caption after a block is numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    /// In its sequence.
    pub number: usize,
    /// The first-level headings up to it: the chapter.
    pub chapter: usize,
}

/// Counts the sequence's fields through the body. A caption of ours stands after each of the children `after`
/// (ascending); every later field's cached number is written anew. Returns our numbers, and the ones that changed: old
/// to new, none where numbers start again within the document.
pub(super) fn count(
    body: &mut Element<'_>,
    after: &[usize],
    name: &str,
    styles: &Styles,
) -> (Vec<Number>, BTreeMap<usize, usize>) {
    let mut counter = Counter {
        name,
        styles,
        level: None,
        count: 0,
        chapter: 0,
        moved: false,
        restarts: false,
        changed: BTreeMap::new(),
        open: Vec::new(),
    };
    let mut numbers = Vec::new();
    for (index, node) in body.children.iter_mut().enumerate() {
        if let crate::documents::markup::tree::Node::Element(element) = node {
            counter.visit(element);
        }
        for _ in after.iter().filter(|&&at| at == index) {
            counter.count += 1;
            counter.moved = true;
            numbers.push(Number { number: counter.count, chapter: counter.chapter });
        }
    }
    let changed =
        if counter.level.is_none() && !counter.restarts { counter.changed } else { BTreeMap::new() };
    (numbers, changed)
}

struct Counter<'s> {
    name: &'s str,
    styles: &'s Styles,
    /// After headings of this level and above it starts again.
    level: Option<u8>,
    count: usize,
    chapter: usize,
    /// Whether a caption of ours came before.
    moved: bool,
    /// Whether a field starts the count again.
    restarts: bool,
    changed: BTreeMap<usize, usize>,
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// The number its result must show, once the result has begun; taken by the first text.
    wanted: Option<usize>,
    has_result: bool,
}

impl Counter<'_> {
    fn visit(&mut self, element: &mut Element<'_>) {
        match element.local() {
            "txbxContent" | "Fallback" | "moveFrom" => return,
            "p" => self.heading(element),
            "instrText" => {
                if let Some(field) = self.open.last_mut().filter(|field| !field.has_result) {
                    field.instruction.push_str(&element.own_text());
                }
            }
            "fldChar" => self.mark(element),
            "fldSimple" => {
                let instruction = element.attribute("instr").unwrap_or_default();
                let wanted = self.next(&instruction);
                self.open.push(Field { instruction, wanted, has_result: true });
                element.elements_mut().for_each(|child| self.visit(child));
                self.open.pop();
                return;
            }
            "t" => self.result(element),
            _ => {}
        }
        element.elements_mut().for_each(|child| self.visit(child));
    }

    fn heading(&mut self, paragraph: &Element<'_>) {
        let style =
            paragraph.child("pPr").and_then(|properties| properties.child("pStyle")?.attribute("val"));
        let Some(level) = self.styles.role(style.as_deref()).heading else { return };
        self.chapter += usize::from(level == 0);
        if self.level.is_some_and(|resets| level < resets) {
            self.count = 0;
        }
    }

    fn mark(&mut self, element: &Element<'_>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.open.push(Field::default()),
            Some("separate") => {
                let instruction = self.open.last().map(|field| field.instruction.clone()).unwrap_or_default();
                let wanted = self.next(&instruction);
                if let Some(field) = self.open.last_mut() {
                    (field.wanted, field.has_result) = (wanted, true);
                }
            }
            Some("end") => {
                // A field without a result still counts.
                if let Some(field) = self.open.pop().filter(|field| !field.has_result) {
                    self.next(&field.instruction);
                }
            }
            _ => {}
        }
    }

    /// Counts a field of the sequence on; the number it must show, when that is ours to write.
    fn next(&mut self, instruction: &str) -> Option<usize> {
        let sequence =
            Sequence::read(instruction).filter(|sequence| sequence.name.eq_ignore_ascii_case(self.name))?;
        self.level = self.level.or(sequence.level);
        self.restarts |= sequence.reset.is_some();
        self.count = sequence.next(self.count);
        (self.moved && sequence.is_arabic).then_some(self.count)
    }

    fn result(&mut self, element: &mut Element<'_>) {
        let Some(wanted) = self.open.last_mut().and_then(|field| field.wanted.take()) else { return };
        let text = element.own_text();
        let Some(old) = text.trim().parse().ok().filter(|old| *old != wanted) else { return };
        element.set_own_text(&wanted.to_string());
        self.changed.entry(old).or_insert(wanted);
    }
}
