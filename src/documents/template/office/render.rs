//! One element with its tags filled: its running text, what people read in its attributes, then what it holds.

use super::text::{self, Stream};
use super::{blocks, columns, shapes};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::template::filler::{Edit, Filler, Holds};
use crate::documents::template::values::Scope;

/// Attributes that people read: alternative texts, tool tips, watermarks, field codes. By element, then attribute.
const READ_BY_PEOPLE: [(&str, &str); 13] = [
    ("docPr", "descr"),
    ("docPr", "title"),
    ("cNvPr", "descr"),
    ("cNvPr", "title"),
    ("shape", "alt"),
    ("shape", "title"),
    ("rect", "alt"),
    ("imagedata", "title"),
    ("textpath", "string"),
    ("hyperlink", "tooltip"),
    ("hlinkClick", "tooltip"),
    ("fldSimple", "instr"),
    ("tblCaption", "val"),
];

/// Fills one node in place.
pub(super) fn fill_node(node: &mut Node<'_>, filler: &mut Filler<'_>, scope: &Scope) {
    let Node::Element(element) = node else { return };
    let outer = filler.position;
    if element.is_paragraph() {
        filler.position = element.number;
        for stream in [Stream::Text, Stream::Field] {
            let mut edits = filler.edits(&text::text_of(element, stream), holds(element, stream), scope);
            if stream == Stream::Field {
                edits.iter_mut().for_each(|edit| edit.new.text = quoted(&edit.new.text));
            }
            refuse_links(element, stream, &mut edits, filler);
            text::edit(element, stream, &edits);
        }
    }
    fill_attributes(element, filler, scope);
    let (before, rows) = (filler.filled, shapes::rows(element));
    let repeated = columns::region(element);
    blocks::fill(&mut element.children, filler, scope);
    if let (Some(repeated), false) = (repeated, filler.values.is_looking()) {
        columns::follow(element, &repeated, filler);
    }
    if filler.filled > before {
        tidy(element);
        shapes::tidy(element, rows);
    }
    filler.position = outer;
}

/// A link where none can stand would only look like one: a problem.
fn refuse_links(paragraph: &Element<'_>, stream: Stream, edits: &mut Vec<Edit>, filler: &mut Filler<'_>) {
    let has_link = |edit: &Edit| edit.new.marks.iter().any(|(_, look)| look.link.is_some());
    if paragraph.space != Space::Word || !edits.iter().any(has_link) {
        return;
    }
    let walled = text::walled(paragraph, stream);
    let text = text::text_of(paragraph, stream);
    edits.retain(|edit| {
        let is_walled = has_link(edit) && walled.iter().any(|range| range.contains(&edit.start));
        if is_walled {
            let fault = Fault::new(
                FaultCode::WrongPlace,
                "a link cannot stand in another link, a field or a tracked change",
            )
            .hint("take the link around the tag away, or fill the address of that link with {{ … }}");
            filler.problem(text.get(edit.start..edit.end).unwrap_or_default(), fault);
        }
        !is_walled
    });
}

/// What a paragraph's text can hold: pictures stand in Word's text only, nothing but text in the code of a field.
fn holds(paragraph: &Element<'_>, stream: Stream) -> Holds {
    match (stream, paragraph.space) {
        (Stream::Field, _) => Holds::Text,
        (Stream::Text, Space::Word) => Holds::Pictures,
        (Stream::Text, _) => Holds::Formatting,
    }
}

/// In a field code a quote ends the text and a backslash begins a switch.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

fn fill_attributes(element: &mut Element<'_>, filler: &mut Filler<'_>, scope: &Scope) {
    if element.local() == "inline" {
        return; // a value's picture: it hangs already
    }
    if element.number > 0 && !element.is_paragraph() {
        element.number = filler.hang(element.number, scope); // it names a picture
        return;
    }
    let name = element.local().to_owned();
    for (_, attribute) in READ_BY_PEOPLE.iter().filter(|(element, _)| *element == name) {
        let old = element.attribute(attribute).filter(|old| old.contains('{'));
        if let Some(new) = old.and_then(|old| filler.text(&old, scope)) {
            element.set_attribute(attribute, &new);
        }
    }
}

/// What Word needs after its content changed: a cell ends with a paragraph, a table has a row, a content control no
/// longer shows its prompt.
fn tidy(element: &mut Element<'_>) {
    if element.space != Space::Word {
        return;
    }
    element.children.retain(|node| {
        !node.element().is_some_and(|table| table.is(Space::Word, "tbl") && table.child("tr").is_none())
    });
    let ends_with_paragraph = element.elements().last().is_some_and(Element::is_paragraph);
    if element.local() == "tc" && !ends_with_paragraph {
        let paragraph = element.sibling("p");
        element.children.push(Node::Element(paragraph));
    }
    stop_prompting(element);
}

/// A content control that was filled no longer shows its prompt.
pub(super) fn stop_prompting(element: &mut Element<'_>) {
    let settings = element.child_mut("sdtPr");
    if settings.is_some_and(|settings| settings.remove_children("showingPlcHdr")) {
        element.elements_mut().for_each(drop_prompt_style);
    }
}

fn drop_prompt_style(element: &mut Element<'_>) {
    let is_prompt = |style: &Element<'_>| {
        style.local() == "rStyle" && style.attribute("val").is_some_and(|name| name == "PlaceholderText")
    };
    if element.is(Space::Word, "rPr") && element.elements().any(is_prompt) {
        element.remove_children("rStyle");
    }
    element.elements_mut().for_each(drop_prompt_style);
}
