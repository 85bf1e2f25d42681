//! What governs whole slides: text shapes that hold nothing but statements, and openings at the top of the notes.

use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};
use crate::documents::template::filler::Block;
use crate::documents::template::office::text::{self, Stream};
use crate::documents::template::tags::{self, Statement, TagKind};

/// A statement that governs slides, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Mark {
    /// What it asks for.
    pub statement: Statement,
    /// The tag.
    pub tag: String,
    /// The part it stands in.
    pub part: String,
    /// The paragraph, counted from 1.
    pub position: usize,
}

impl Mark {
    /// Whether it ends what another one opened.
    pub fn is_end(&self) -> bool {
        matches!(self.statement, Statement::EndFor | Statement::EndIf)
    }

    /// The end of this opening.
    pub fn end(&self) -> Self {
        let statement = match self.statement {
            Statement::For { .. } => Statement::EndFor,
            _ => Statement::EndIf,
        };
        Self { statement, ..self.clone() }
    }
}

/// The marks of a slide in the order they are read.
pub(super) fn on_slide(nodes: &[Node<'_>], part: &str) -> Vec<Mark> {
    let shapes = nodes.iter().filter_map(Node::element).flat_map(shapes);
    shapes.filter_map(|shape| statements(shape, part)).flatten().collect()
}

/// The openings at the top of a slide's notes that do not end there.
pub(super) fn in_notes(nodes: &[Node<'_>], part: &str) -> Vec<Mark> {
    let Some(body) = nodes.iter().filter_map(Node::element).flat_map(shapes).find_map(notes_text) else {
        return Vec::new();
    };
    let marks: Vec<_> = body
        .elements()
        .filter(|child| child.is_paragraph())
        .map(|paragraph| lone_mark(paragraph, part))
        .collect();
    let statements: Vec<_> = marks.iter().map(|mark| mark.as_ref().map(|mark| &mark.statement)).collect();
    let governs = |at: &usize| {
        matches!(statements[*at], Some(Statement::For { .. } | Statement::If(_)))
            && Block::at(&statements, *at).is_none()
    };
    (0..marks.len()).take_while(governs).filter_map(|at| marks[at].clone()).collect()
}

/// Takes the marks out of a slide.
pub(in super::super) fn take_out(nodes: &mut [Node<'_>]) {
    for element in nodes.iter_mut().filter_map(Node::element_mut) {
        if element.local() == "spTree" {
            element
                .children
                .retain(|node| node.element().is_none_or(|shape| statements(shape, "").is_none()));
        }
        take_out(&mut element.children);
    }
}

/// Takes the openings out of a slide's notes; an emptied text keeps one paragraph.
pub(in super::super) fn take_out_of_notes(nodes: &mut [Node<'_>]) {
    let count = in_notes(nodes, "").len();
    if let Some(body) = nodes.iter_mut().filter_map(Node::element_mut).find_map(notes_text_mut) {
        let mut left = count;
        let mut last = None;
        body.children.retain(|node| {
            let is_mark = left > 0 && node.element().is_some_and(Element::is_paragraph);
            if is_mark {
                left -= 1;
                last = node.element().map(|paragraph| paragraph.sibling("p"));
            }
            !is_mark
        });
        if !body.elements().any(Element::is_paragraph) {
            body.children.extend(last.map(Node::Element));
        }
    }
}

/// The shapes that lie directly on the slide.
fn shapes<'e, 'a>(root: &'e Element<'a>) -> Vec<&'e Element<'a>> {
    let tree = root.child("cSld").and_then(|slide| slide.child("spTree"));
    tree.into_iter().flat_map(Element::elements).filter(|shape| shape.local() == "sp").collect()
}

/// A text shape's statements, when it holds nothing else.
fn statements(shape: &Element<'_>, part: &str) -> Option<Vec<Mark>> {
    let body = shape.child("txBody").filter(|_| shape.local() == "sp")?;
    let mut marks = Vec::new();
    for paragraph in body.elements().filter(|child| child.is(Space::Drawing, "p")) {
        let text = text::text_of(paragraph, Stream::Text);
        let mut at = 0;
        for tag in tags::scan(&text) {
            let TagKind::Statement(statement) = tag.kind else { return None };
            if !text[at..tag.range.start].trim().is_empty() {
                return None;
            }
            at = tag.range.end;
            let tag = text[tag.range].to_owned();
            marks.push(Mark { statement, tag, part: part.to_owned(), position: paragraph.number });
        }
        if !text[at..].trim().is_empty() {
            return None;
        }
    }
    (!marks.is_empty()).then_some(marks)
}

fn lone_mark(paragraph: &Element<'_>, part: &str) -> Option<Mark> {
    let text = text::text_of(paragraph, Stream::Text);
    match tags::lone(&text)? {
        TagKind::Statement(statement) => {
            let (tag, part) = (text.trim().to_owned(), part.to_owned());
            Some(Mark { statement, tag, part, position: paragraph.number })
        }
        _ => None,
    }
}

fn is_notes_text(shape: &Element<'_>) -> bool {
    let place = shape.child("nvSpPr").and_then(|own| own.child("nvPr")?.child("ph"));
    place.and_then(|place| place.attribute("type")).as_deref() == Some("body")
}

fn notes_text<'e, 'a>(shape: &'e Element<'a>) -> Option<&'e Element<'a>> {
    shape.child("txBody").filter(|_| is_notes_text(shape))
}

fn notes_text_mut<'e, 'a>(root: &'e mut Element<'a>) -> Option<&'e mut Element<'a>> {
    let tree = root.child_mut("cSld")?.child_mut("spTree")?;
    let mut shapes = tree.elements_mut().filter(|shape| shape.local() == "sp" && is_notes_text(shape));
    shapes.next()?.child_mut("txBody")
}
