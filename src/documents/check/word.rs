//! Laws of Word's tables that the order of children does not say.

use super::finding::Rule;
use super::walk::{Here, Notes};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::Element;

/// Content around which a structured tag, a custom element, a tracked change or a choice may stand.
const WRAPPERS: [&str; 8] =
    ["sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice", "del"];

/// Checks an element of Word.
pub(super) fn check(here: &Here<'_, '_, '_>, notes: &mut Notes) {
    let element = here.element;
    if element.space != Space::Word {
        return;
    }
    match element.local() {
        "tc" if !ends_with_paragraph(element) => {
            notes.add(Rule::CellWithoutParagraph, here, "a table cell does not end with a paragraph");
        }
        "tbl" => table(here, notes),
        "tr" if !holds(element, "tc") => {
            notes.add(Rule::RowWithoutCells, here, "a table row has no cell");
        }
        _ => {}
    }
}

fn table(here: &Here<'_, '_, '_>, notes: &mut Notes) {
    if !holds(here.element, "tr") {
        notes.add(Rule::TableWithoutRows, here, "a table has no row");
    }
    if here.element.child("tblGrid").is_none() {
        notes.add(Rule::TableWithoutGrid, here, "a table has no grid");
    }
}

fn ends_with_paragraph(element: &Element<'_>) -> bool {
    let is_content = |child: &&Element<'_>| {
        child.is(Space::Word, "p") || child.is(Space::Word, "tbl") || WRAPPERS.contains(&child.local())
    };
    match element.elements().filter(is_content).last() {
        Some(last) if WRAPPERS.contains(&last.local()) => ends_with_paragraph(last),
        Some(last) => last.is(Space::Word, "p"),
        None => false,
    }
}

/// Whether such a child stands in it, perhaps wrapped.
fn holds(element: &Element<'_>, local: &str) -> bool {
    element.elements().any(|child| {
        child.is(Space::Word, local) || (WRAPPERS.contains(&child.local()) && holds(child, local))
    })
}
