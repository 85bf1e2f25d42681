//! Tags where nothing is ever filled: comments, glossaries, and other parts of an Office document that people write in.

use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::package::Package;
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::template::tags;
use crate::documents::{DocumentError, TagProblem};

/// Parts with texts that are not filled, by how their content type ends.
const LEFT_ALONE: [&str; 9] = [
    "wordprocessingml.comments+xml",
    "wordprocessingml.document.glossary+xml",
    "presentationml.comments+xml",
    "ms-powerpoint.comments+xml",
    "presentationml.slide+xml",
    "presentationml.notesSlide+xml",
    "presentationml.slideLayout+xml",
    "presentationml.slideMaster+xml",
    "presentationml.handoutMaster+xml",
];

/// The tags in parts that are not among `filled`.
///
/// # Errors
/// [`DocumentError::Broken`] for a part that is not well-formed.
pub(super) fn find(package: &Package, filled: &[&str]) -> Result<Vec<TagProblem>, DocumentError> {
    let mut found = Vec::new();
    for name in package.names() {
        let is_left = LEFT_ALONE.iter().any(|ending| package.content_type(name).ends_with(ending));
        if !is_left || filled.contains(&name) {
            continue;
        }
        let text = package.text(name)?;
        if !text.contains('{') {
            continue;
        }
        for node in tree::parse(name, &text)?.iter().filter_map(Node::element) {
            search(name, node, &mut found);
        }
    }
    Ok(found)
}

fn search(part: &str, element: &Element<'_>, found: &mut Vec<TagProblem>) {
    if element.is_paragraph() {
        let mut text = String::new();
        collect(element, &mut text);
        for tag in tags::scan(&text) {
            let fault = Fault::new(FaultCode::WrongPlace, "nothing is filled in this part of the document")
                .hint("move the tag into the text, or take it out");
            found.push(fault.at(part, element.number, &text, &text[tag.range]));
        }
    }
    element.elements().for_each(|child| search(part, child, found));
}

/// The paragraph's own text; paragraphs within it speak for themselves.
fn collect(element: &Element<'_>, text: &mut String) {
    for child in element.elements().filter(|child| !child.is_paragraph()) {
        if matches!(child.space, Space::Word | Space::Drawing) && child.local() == "t" {
            text.push_str(&child.own_text());
        } else {
            collect(child, text);
        }
    }
}
