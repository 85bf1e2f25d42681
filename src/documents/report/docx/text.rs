//! Lines of text as runs, with links and note marks.

use std::collections::HashMap;

use super::paragraph::run;
use crate::documents::DocumentError;
use crate::documents::docx::styles::valued;
use crate::documents::drawing::element::Element;
use crate::documents::package::{Package, Relationship, relationship_type};
use crate::documents::report::headings::slug;
use crate::documents::report::model::{Span, Words, is_right_to_left};

/// The addresses that one part leads to, each once, and the document's own headings.
#[derive(Debug, Default)]
pub(super) struct Links {
    addresses: Vec<String>,
    numbers: HashMap<String, usize>,
    bookmarks: HashMap<String, String>,
}

impl Links {
    /// Links that may lead to these headings: name as in `#name`, and bookmark.
    pub fn to(bookmarks: HashMap<String, String>) -> Self {
        Self { bookmarks, ..Self::default() }
    }

    /// The element that leads there, empty; `None` for a heading there is not.
    fn element(&mut self, address: &str) -> Option<Element> {
        let link = Element::new("w:hyperlink");
        if let Some(name) = address.strip_prefix('#') {
            let bookmark = self.bookmarks.get(&slug(name))?;
            return Some(link.with("w:anchor", bookmark).with("w:history", 1));
        }
        let next = self.addresses.len();
        let number = *self.numbers.entry(address.to_owned()).or_insert(next);
        if number == next {
            self.addresses.push(address.to_owned());
        }
        Some(link.with("r:id", relation_id(number)).with("w:history", 1))
    }

    /// Adds the relationships to the package, all at once: a long text may have thousands.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] as for [`Package::relate`].
    pub fn relate(self, package: &mut Package, part: &str) -> Result<(), DocumentError> {
        if self.addresses.is_empty() {
            return Ok(());
        }
        let mut all = package.relationships(part)?;
        let kind = relationship_type("hyperlink");
        all.extend(self.addresses.into_iter().enumerate().map(|(number, target)| Relationship {
            id: relation_id(number),
            kind: kind.clone(),
            target,
            external: true,
        }));
        package.set_relationships(part, &all);
        Ok(())
    }
}

fn relation_id(number: usize) -> String {
    format!("link{}", number + 1)
}

/// The runs of a line. Words that follow each other with the same address are one link.
pub(super) fn runs(spans: &[Span], links: &mut Links) -> Vec<Element> {
    let mut runs: Vec<Element> = Vec::new();
    let mut open: Option<(&str, Element)> = None;
    for span in spans {
        let link = match span {
            Span::Words(words) => words.link.as_deref(),
            _ => None,
        };
        if open.as_ref().map(|(address, _)| *address) != link {
            runs.extend(open.take().map(|(_, element)| element));
            open = link.and_then(|address| Some((address, links.element(address)?)));
        }
        let run = match span {
            Span::Words(words) => run(look(words, open.is_some()), &words.text),
            Span::Break => Element::new("w:r").child(Element::new("w:br")),
            Span::Note(number) => note_mark(*number),
        };
        match open.take() {
            Some((address, element)) => open = Some((address, element.child(run))),
            None => runs.push(run),
        }
    }
    runs.extend(open.map(|(_, element)| element));
    runs
}

/// Word numbers notes from 1; 0 and -1 are the separators.
fn note_mark(number: usize) -> Element {
    let properties = Element::new("w:rPr").child(valued("w:rStyle", "FootnoteReference"));
    Element::new("w:r").child(properties).child(Element::new("w:footnoteReference").with("w:id", number + 1))
}

fn look(words: &Words, in_link: bool) -> Option<Element> {
    let marks = words.marks;
    let style = match (in_link, marks.code) {
        (true, _) => Some("Hyperlink"),
        (false, true) => Some("CodeCharacter"),
        _ => None,
    };
    let switch = |on: bool, names: &[&'static str]| {
        names.iter().filter(|_| on).map(|name| Element::new(*name)).collect::<Vec<_>>()
    };
    let properties: Vec<Element> = style
        .map(|style| valued("w:rStyle", style))
        .into_iter()
        .chain(switch(marks.bold, &["w:b", "w:bCs"]))
        .chain(switch(marks.italic, &["w:i", "w:iCs"]))
        .chain(switch(marks.strike, &["w:strike"]))
        .chain(switch(is_right_to_left(&words.text), &["w:rtl"]))
        .collect();
    (!properties.is_empty()).then(|| Element::new("w:rPr").children(properties))
}
