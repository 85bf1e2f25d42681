//! From a part's text to its nodes, and back.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Element, Node};
use crate::documents::DocumentError;
use crate::documents::markup::names::{Bindings, Space};
use crate::documents::package::xml::unescape;

/// Word itself stops at far less; beyond it a file only means to exhaust the stack.
const DEEPEST: usize = 256;

/// Reads a part: its nodes, the root element among them. Paragraphs are numbered.
///
/// # Errors
/// [`DocumentError::Broken`] when it is not well-formed; [`DocumentError::Refused`] for a DOCTYPE and for nesting
/// deeper than 256.
pub(in crate::documents) fn parse<'a>(part: &str, text: &'a str) -> Result<Vec<Node<'a>>, DocumentError> {
    let wrong = || DocumentError::Broken { reason: format!("{part} is not well-formed") };
    let refused = |what: &str| DocumentError::Refused { reason: format!("{part} {what}") };
    let mut reader = Reader::from_str(text);
    let mut bindings = Bindings::default();
    let mut open: Vec<Element<'a>> = Vec::new();
    let mut top = Vec::new();
    let mut paragraphs = 0;
    let mut start = 0;
    loop {
        let event = reader.read_event().map_err(|_| wrong())?;
        let end = usize::try_from(reader.buffer_position()).map_err(|_| wrong())?;
        let raw = text.get(start..end).ok_or_else(wrong)?;
        start = end;
        let node = match event {
            Event::Eof if open.is_empty() && is_one_element(&top) => return Ok(top),
            Event::Eof => return Err(wrong()),
            Event::DocType(_) => return Err(refused("has a DOCTYPE")),
            Event::Start(_) | Event::Empty(_) => {
                let is_empty = raw.ends_with("/>");
                let tag = &raw[1..raw.len() - 1 - usize::from(is_empty)];
                if open.len() == DEEPEST || !bindings.enter(tag, open.len()) {
                    return Err(refused("is nested too deeply or declares too many namespaces"));
                }
                let mut element = Element::read(tag, &bindings);
                if element.is_paragraph() {
                    paragraphs += 1;
                    element.number = paragraphs;
                }
                if !is_empty {
                    open.push(element);
                    continue;
                }
                bindings.leave(open.len());
                Node::Element(element)
            }
            Event::End(_) => {
                let mut element = open.pop().ok_or_else(wrong)?;
                element.keep_end(raw);
                bindings.leave(open.len());
                Node::Element(element)
            }
            Event::GeneralRef(_) if !is_reference(raw) => return Err(wrong()),
            Event::Text(_) | Event::GeneralRef(_) => Node::Text(Cow::Borrowed(raw)),
            _ => Node::Verbatim(raw),
        };
        open.last_mut().map_or(&mut top, |parent| &mut parent.children).push(node);
    }
}

/// Whether there is one element, or nothing at all: some producers leave parts empty.
fn is_one_element(top: &[Node<'_>]) -> bool {
    let elements = top.iter().filter(|node| node.element().is_some()).count();
    let is_text = |node: &Node<'_>| matches!(node, Node::Text(text) if !text.trim_ascii().is_empty());
    !top.iter().any(is_text) && (elements == 1 || top.is_empty())
}

/// Whether it means a character: without a DOCTYPE there are no other entities.
fn is_reference(raw: &str) -> bool {
    unescape(raw) != raw
}

/// The nodes as a part's text.
pub(in crate::documents) fn write(nodes: &[Node<'_>], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(raw) => text.push_str(raw),
            Node::Verbatim(raw) => text.push_str(raw),
            Node::Element(element) => {
                text.push('<');
                text.push_str(&element.tag);
                if element.children.is_empty() && element.end.is_none() {
                    text.push_str("/>");
                    continue;
                }
                text.push('>');
                write(&element.children, text);
                match element.end {
                    Some(end) => text.push_str(end),
                    None => text.extend(["</", element.full_name(), ">"]),
                }
            }
        }
    }
}

impl<'a> Element<'a> {
    pub(super) fn read(tag: &'a str, bindings: &Bindings<'a>) -> Self {
        let mut element =
            Self { space: Space::Other, tag: Cow::Borrowed(tag), end: None, children: Vec::new(), number: 0 };
        element.space = bindings.space(element.prefix());
        element
    }

    /// Remembers an end tag that would not be written as it was read.
    fn keep_end(&mut self, end: &'a str) {
        let is_usual = !self.children.is_empty() && end.len() == self.full_name().len() + 3;
        self.end = (!is_usual).then_some(end);
    }
}
