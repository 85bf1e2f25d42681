//! A paragraph's running text, however many runs it is cut into, and its edits put back into those runs. What is
//! formatted gets a run of its own ([`super::runs`]).

use std::borrow::Cow;

use super::runs::{self, Cut};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};
use crate::documents::package::xml::escape;
use crate::documents::template::filler::Edit;
use crate::documents::template::values::rich::{PICTURE, Rich};

/// Which of a paragraph's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// What one reads.
    Text,
    /// The codes of fields, as in `HYPERLINK "…"`.
    Field,
}

/// Elements whose text is not the paragraph's own: settings, deleted text, and what floats with its own paragraphs.
const FOREIGN: [&str; 12] = [
    "pPr",
    "rPr",
    "sdtPr",
    "sdtEndPr",
    "del",
    "moveFrom",
    "drawing",
    "pict",
    "object",
    "AlternateContent",
    "p",
    "ruby",
];

impl Stream {
    /// What an element adds to this text: its content, or one character for a break.
    fn piece(self, element: &Element<'_>) -> Option<Cow<'static, str>> {
        let is_office = matches!(element.space, Space::Word | Space::Drawing | Space::Math);
        match (self, element.local()) {
            _ if !is_office => None,
            (Self::Text, "t") | (Self::Field, "instrText") => Some(element.own_text().into()),
            (Self::Text, "tab" | "ptab") => Some("\t".into()),
            (Self::Text, "br" | "cr") => Some("\n".into()),
            (Self::Text, "noBreakHyphen") => Some("\u{2011}".into()),
            _ => None,
        }
    }
}

/// The paragraph's text.
pub(super) fn text_of(paragraph: &Element<'_>, stream: Stream) -> String {
    let mut text = String::new();
    collect(paragraph, stream, &mut text);
    text
}

fn collect(element: &Element<'_>, stream: Stream, text: &mut String) {
    for child in element.elements() {
        match stream.piece(child) {
            Some(piece) => text.push_str(&piece),
            None if FOREIGN.contains(&child.local()) => {}
            None => collect(child, stream, text),
        }
    }
}

/// The pieces of a paragraph's text where no link can begin, in bytes of [`text_of`].
pub(super) fn walled(paragraph: &Element<'_>, stream: Stream) -> Vec<std::ops::Range<usize>> {
    let mut walled = Vec::new();
    wall(paragraph, stream, &mut 0, &mut walled);
    walled
}

fn wall(element: &Element<'_>, stream: Stream, at: &mut usize, walled: &mut Vec<std::ops::Range<usize>>) {
    for child in element.elements() {
        match stream.piece(child) {
            Some(piece) => *at += piece.len(),
            None if FOREIGN.contains(&child.local()) => {}
            None => {
                let start = *at;
                wall(child, stream, at, walled);
                if child.local() == "r" && !runs::can_hold_links(element) && *at > start {
                    walled.push(start..*at);
                }
            }
        }
    }
}

/// Puts edits of [`text_of`] into the runs. New text takes the place, and so the formatting, of the first character
/// it replaces.
pub(super) fn edit(paragraph: &mut Element<'_>, stream: Stream, edits: &[Edit]) {
    if edits.is_empty() {
        return;
    }
    edit_runs(paragraph, stream, edits, &mut 0); // a paragraph is no run: it has nothing to cut
    if paragraph.space == Space::Drawing {
        split_lines(paragraph);
    }
}

/// Edits what an element holds; where its new content must be cut into runs of different looks.
fn edit_runs(element: &mut Element<'_>, stream: Stream, edits: &[Edit], at: &mut usize) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for node in std::mem::take(&mut element.children) {
        let Node::Element(mut child) = node else {
            element.children.push(node);
            continue;
        };
        let Some(old) = stream.piece(&child) else {
            let cuts = match FOREIGN.contains(&child.local()) {
                true => Vec::new(),
                false => edit_runs(&mut child, stream, edits, at),
            };
            match cuts.is_empty() {
                true => element.children.push(Node::Element(child)),
                false => runs::cut(child, &cuts, element),
            }
            continue;
        };
        let start = *at;
        *at += old.len();
        match edited(&old, start, edits) {
            None => element.children.push(Node::Element(child)),
            Some(new) if new.marks.is_empty() => write(child, &new.text, &mut element.children),
            Some(new) => {
                for (text, look) in new.pieces() {
                    cuts.push(Cut { at: element.children.len(), look: look.cloned() });
                    if text != PICTURE {
                        write(child.clone(), text, &mut element.children);
                    }
                }
                cuts.push(Cut { at: element.children.len(), look: None });
            }
        }
    }
    cuts
}

/// Text in the place of `model`.
fn write<'a>(mut model: Element<'a>, text: &str, nodes: &mut Vec<Node<'a>>) {
    if model.space == Space::Word {
        return spell_out(&model, text, nodes);
    }
    model.set_own_text(text);
    nodes.push(Node::Element(model));
}

/// The text of one piece that starts at `start` in the whole; `None` when no edit touches it.
fn edited(old: &str, start: usize, edits: &[Edit]) -> Option<Rich> {
    let end = start + old.len();
    let first = edits.partition_point(|edit| edit.end <= start);
    let touching: Vec<&Edit> = edits[first..].iter().take_while(|edit| edit.start < end).collect();
    if touching.is_empty() {
        return None;
    }
    let mut new = Rich::default();
    let mut at = start;
    for edit in touching {
        new.push_str(&old[at - start..edit.start.max(at) - start]);
        if edit.start >= start {
            new.push(&edit.new);
        }
        at = edit.end.min(end);
    }
    new.push_str(&old[at - start..]);
    Some(new)
}

/// Text of Word as elements: text, and breaks and tabs between. `model` gives the name.
fn spell_out<'a>(model: &Element<'a>, text: &str, nodes: &mut Vec<Node<'a>>) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if model.local() == "instrText" {
        let mut element = model.clone();
        element.set_own_text(&text.replace('\n', " "));
        nodes.push(Node::Element(element));
        return;
    }
    for (number, piece) in text.split_inclusive(['\n', '\t', '\u{2011}']).enumerate() {
        let plain = piece.trim_end_matches(['\n', '\t', '\u{2011}']);
        if !plain.is_empty() {
            let mut element =
                if model.local() == "t" && number == 0 { model.clone() } else { model.sibling("t") };
            element.set_attribute("xml:space", "preserve");
            element.children = vec![Node::Text(Cow::Owned(escape(plain).into_owned()))];
            nodes.push(Node::Element(element));
        }
        let mark = match piece.chars().last() {
            Some('\n') => "br",
            Some('\t') => "tab",
            Some('\u{2011}') => "noBreakHyphen",
            _ => continue,
        };
        nodes.push(Node::Element(model.sibling(mark)));
    }
}

/// DrawingML breaks lines between runs, not in them: a run with several lines becomes several runs.
fn split_lines(paragraph: &mut Element<'_>) {
    for node in std::mem::take(&mut paragraph.children) {
        let text = node
            .element()
            .filter(|run| run.local() == "r")
            .and_then(|run| run.child("t"))
            .map(Element::own_text);
        let (Some(text), Node::Element(run)) = (text.filter(|text| text.contains('\n')), &node) else {
            paragraph.children.push(node);
            continue;
        };
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                let mut line_break = run.sibling("br");
                line_break.children.extend(run.child("rPr").cloned().map(Node::Element));
                paragraph.children.push(Node::Element(line_break));
            }
            let mut run = run.clone();
            if let Some(text) = run.child_mut("t") {
                text.set_own_text(line.trim_end_matches('\r'));
            }
            paragraph.children.push(Node::Element(run));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::documents::markup::tree::parse;
    use crate::documents::template::filler::edits::applied;

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// A paragraph whose text is cut into a run at each of these places.
    fn paragraph(text: &str, cuts: &[usize]) -> String {
        let mut runs = vec![String::new()];
        for (at, character) in text.chars().enumerate() {
            if cuts.contains(&at) {
                runs.push(String::new());
            }
            let run = runs.last_mut().unwrap();
            run.push_str(&escape(&character.to_string()));
        }
        let runs: String =
            runs.iter().map(|run| format!("<w:r><w:t>{run}</w:t></w:r><w:proofErr/>")).collect();
        format!("<w:p xmlns:w=\"{WORD}\">{runs}</w:p>")
    }

    proptest! {
        #[test]
        fn edits_do_not_care_how_the_text_is_cut(
            text in "[a가<& ]{1,20}",
            cuts in prop::collection::vec(0_usize..20, 0..6),
            places in prop::collection::vec(0_usize..=20, 0..6),
            new in "[xy\n\t&]{0,4}",
        ) {
            let mut places: Vec<usize> = places
                .into_iter()
                .filter_map(|at| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(at))
                .collect();
            places.sort_unstable();
            places.dedup();
            let edits: Vec<Edit> = places
                .chunks_exact(2)
                .map(|pair| Edit { start: pair[0], end: pair[1], new: Rich::from(new.clone()) })
                .collect();
            let source = paragraph(&text, &cuts);
            let mut nodes = parse("a.xml", &source).unwrap();
            let Node::Element(element) = &mut nodes[0] else { panic!() };
            prop_assert_eq!(&text_of(element, Stream::Text), &text);
            edit(element, Stream::Text, &edits);
            prop_assert_eq!(text_of(element, Stream::Text), applied(&text, &edits).text);
        }
    }
}
