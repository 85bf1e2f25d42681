//! An XML part as a tree that writes back what it read: tags, texts and comments keep the very bytes they had until
//! somebody changes them. [`reading`] reads and writes, [`attributes`] looks into tags and changes them.

use std::borrow::Cow;

use super::names::Space;
use crate::documents::package::xml::{escape, unescape};

mod attributes;
mod reading;
#[cfg(test)]
mod tests;

pub(in crate::documents) use attributes::attributes;
pub(in crate::documents) use reading::{parse, write};

/// One node of a part.
#[derive(Clone, Debug)]
pub(in crate::documents) enum Node<'a> {
    /// An element.
    Element(Element<'a>),
    /// Character data as it stands in the part, escaped.
    Text(Cow<'a, str>),
    /// A declaration, comment, instruction or CDATA section with its delimiters.
    Verbatim(&'a str),
}

/// An element with its namespace resolved; attributes are read from its tag when asked for.
#[derive(Clone, Debug)]
pub(in crate::documents) struct Element<'a> {
    /// The namespace, whatever its prefix here.
    pub space: Space,
    /// What stands between `<` and `>`, without the slash of an empty element.
    tag: Cow<'a, str>,
    /// The end tag where it is not the one we would write: of a pair that holds nothing, or with white space in it.
    end: Option<&'a str>,
    /// What it holds.
    pub children: Vec<Node<'a>>,
    /// Paragraphs: which of the part's paragraphs it is. Pictures: which of the document's described pictures.
    /// Counted from 1; 0 for everything else.
    pub number: usize,
}

impl<'a> Element<'a> {
    /// A new empty element with this tag, its name with prefix and its attributes escaped.
    pub fn new(space: Space, tag: String) -> Self {
        Element { space, tag: Cow::Owned(tag), children: Vec::new(), end: None, number: 0 }
    }

    /// This element with one more child.
    pub fn holding(mut self, child: Element<'a>) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// A new empty element beside this one, in the same namespace with the same prefix.
    pub fn sibling(&self, local: &str) -> Element<'a> {
        let prefix = self.prefix();
        let colon = if prefix.is_empty() { "" } else { ":" };
        let tag = Cow::Owned(format!("{prefix}{colon}{local}"));
        Element { space: self.space, tag, end: None, children: Vec::new(), number: 0 }
    }

    /// The same element with its attributes and nothing in it.
    pub fn shell(&self) -> Element<'a> {
        Element { tag: self.tag.clone(), ..self.sibling("") }
    }

    /// Whether it has neither attributes nor content.
    pub fn is_bare(&self) -> bool {
        self.children.is_empty() && self.tag.trim_end().len() == self.full_name().len()
    }

    /// Whether it is this element of this namespace.
    pub fn is(&self, space: Space, local: &str) -> bool {
        self.space == space && self.local() == local
    }

    /// Whether it is a paragraph of Word or of a drawing.
    pub fn is_paragraph(&self) -> bool {
        self.is(Space::Word, "p") || self.is(Space::Drawing, "p")
    }

    /// The name without its prefix.
    pub fn local(&self) -> &str {
        let name = self.full_name();
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// The prefix of its name, empty when it has none.
    pub fn prefix(&self) -> &str {
        self.full_name().split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// The name as it stands, with its prefix.
    pub fn full_name(&self) -> &str {
        let end = self.tag.find(|character: char| character.is_ascii_whitespace());
        &self.tag[..end.unwrap_or(self.tag.len())]
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The child elements, to change.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element<'a>> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The first child of that local name, whatever its namespace.
    pub fn child(&self, local: &str) -> Option<&Element<'a>> {
        self.elements().find(|element| element.local() == local)
    }

    /// The first child of that local name, to change.
    pub fn child_mut(&mut self, local: &str) -> Option<&mut Element<'a>> {
        self.elements_mut().find(|element| element.local() == local)
    }

    /// Takes out the child elements of that local name; whether there were any.
    pub fn remove_children(&mut self, local: &str) -> bool {
        let before = self.children.len();
        self.children.retain(|node| !matches!(node, Node::Element(element) if element.local() == local));
        before != self.children.len()
    }

    /// The character data directly in it, unescaped.
    pub fn own_text(&self) -> String {
        self.children
            .iter()
            .map(|node| match node {
                Node::Text(raw) => unescape(raw),
                Node::Verbatim(raw) => Cow::Borrowed(cdata(raw)),
                Node::Element(_) => Cow::Borrowed(""),
            })
            .collect()
    }

    /// Replaces everything in it by text.
    pub fn set_own_text(&mut self, text: &str) {
        self.children = vec![Node::Text(Cow::Owned(escape(text).into_owned()))];
    }

    /// How many bytes it writes to, about: what copying it costs.
    pub fn weight(&self) -> u64 {
        let children = self.children.iter().map(Node::weight).sum::<u64>();
        self.tag.len() as u64 * 2 + 64 + children
    }
}

impl<'a> Node<'a> {
    /// The node as an element.
    pub fn element(&self) -> Option<&Element<'a>> {
        match self {
            Node::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The node as an element, to change.
    pub fn element_mut(&mut self) -> Option<&mut Element<'a>> {
        match self {
            Node::Element(element) => Some(element),
            _ => None,
        }
    }

    /// How many bytes it writes to, about.
    pub fn weight(&self) -> u64 {
        match self {
            Node::Element(element) => element.weight(),
            Node::Text(text) => text.len() as u64,
            Node::Verbatim(text) => text.len() as u64,
        }
    }
}

/// The text of a CDATA section; nothing of a comment or an instruction.
fn cdata(raw: &str) -> &str {
    let inner = raw.strip_prefix("<![CDATA[").and_then(|raw| raw.strip_suffix("]]>"));
    inner.unwrap_or_default()
}
