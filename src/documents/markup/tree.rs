//! An XML part as a tree that writes back what it read: tags, texts and comments keep the very bytes they had until
//! somebody changes them.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::names::{Bindings, Space};
use crate::documents::DocumentError;
use crate::documents::package::xml::{escape, unescape};

/// Word itself stops at far less; beyond it a file only means to exhaust the stack.
const DEEPEST: usize = 256;

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
    fn read(tag: &'a str, bindings: &Bindings<'a>) -> Self {
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

    /// A new empty element with this tag, its name with prefix and its attributes escaped.
    pub fn new(space: Space, tag: String) -> Self {
        Element { space, tag: Cow::Owned(tag), children: Vec::new(), end: None, number: 0 }
    }

    /// This element with one more child.
    pub fn holding(mut self, child: Element<'a>) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The prefix that this element declares for one of these namespaces.
    pub fn declared(&self, namespaces: &[&str]) -> Option<&str> {
        let mut known = attributes(&self.tag).map(|(name, value)| (&self.tag[name], &self.tag[value]));
        known.find_map(|(name, value)| name.strip_prefix("xmlns:").filter(|_| namespaces.contains(&value)))
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

    /// An attribute's name with this element's own prefix.
    pub fn prefixed(&self, local: &str) -> String {
        match self.prefix() {
            "" => local.to_owned(),
            prefix => format!("{prefix}:{local}"),
        }
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

    /// An attribute by its local name, unescaped.
    pub fn attribute(&self, local: &str) -> Option<String> {
        let (_, value) =
            attributes(&self.tag).find(|(name, _)| local_of(&self.tag[name.clone()]) == local)?;
        Some(unescape(&self.tag[value]).into_owned())
    }

    /// Every attribute: its name with prefix, and its value as it stands, escaped.
    pub fn raw_attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        attributes(&self.tag).map(|(name, value)| (&self.tag[name], &self.tag[value]))
    }

    /// An attribute that has a prefix, by its local name, unescaped: `r:id`, not `id`.
    pub fn qualified_attribute(&self, local: &str) -> Option<String> {
        let named = |name: &str| name.split_once(':').is_some_and(|(_, own)| own == local);
        let (_, value) = attributes(&self.tag).find(|(name, _)| named(&self.tag[name.clone()]))?;
        Some(unescape(&self.tag[value]).into_owned())
    }

    /// Changes the attribute of that local name, or adds it as `name`.
    pub fn set_attribute(&mut self, name: &str, value: &str) {
        let local = local_of(name);
        let old = attributes(&self.tag).find(|(name, _)| local_of(&self.tag[name.clone()]) == local);
        let value = escape(value);
        let tag = self.tag.to_mut();
        match old {
            Some((_, range)) => tag.replace_range(range, &value.replace('\'', "&apos;")),
            None => {
                tag.truncate(tag.trim_end().len());
                tag.push_str(&format!(" {name}=\"{value}\""));
            }
        }
    }

    /// An attribute by its whole name, as `id` beside `r:id`; unescaped.
    pub fn exact(&self, name: &str) -> Option<String> {
        let (_, value) = attributes(&self.tag).find(|(known, _)| self.tag[known.clone()] == *name)?;
        Some(unescape(&self.tag[value]).into_owned())
    }

    /// Changes the attribute of that whole name, or adds it.
    pub fn set_exact(&mut self, name: &str, value: &str) {
        let old = attributes(&self.tag).find(|(known, _)| self.tag[known.clone()] == *name);
        let value = escape(value);
        let tag = self.tag.to_mut();
        match old {
            Some((_, range)) => tag.replace_range(range, &value.replace('\'', "&apos;")),
            None => {
                tag.truncate(tag.trim_end().len());
                tag.push_str(&format!(" {name}=\"{value}\""));
            }
        }
    }

    /// The whole name of the attribute that refers to a relationship, as in `r:id` whatever its prefix.
    pub fn relation_name(&self) -> Option<&str> {
        let mut names = attributes(&self.tag).map(|(name, _)| &self.tag[name]);
        names.find(|name| name.split_once(':').is_some_and(|(_, local)| local == "id"))
    }

    /// Takes out the attribute of that local name.
    pub fn remove_attribute(&mut self, local: &str) {
        let old = attributes(&self.tag).find(|(name, _)| local_of(&self.tag[name.clone()]) == local);
        if let Some((name, value)) = old {
            self.tag.to_mut().replace_range(name.start..value.end + 1, "");
        }
    }

    /// Takes out the attribute of that whole name.
    pub fn remove_exact(&mut self, name: &str) {
        let old = attributes(&self.tag).find(|(known, _)| self.tag[known.clone()] == *name);
        if let Some((name, value)) = old {
            let start = self.tag[..name.start].trim_end().len();
            self.tag.to_mut().replace_range(start..value.end + 1, "");
        }
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

fn local_of(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// The places of each attribute's name and raw value in a tag. Stops at the first thing that is no attribute.
pub(in crate::documents) fn attributes(
    tag: &str,
) -> impl Iterator<Item = (std::ops::Range<usize>, std::ops::Range<usize>)> + '_ {
    let mut at = tag.find(|character: char| character.is_ascii_whitespace()).unwrap_or(tag.len());
    std::iter::from_fn(move || {
        let start = at + tag[at..].find(|character: char| !character.is_ascii_whitespace())?;
        let equals = start + tag[start..].find('=')?;
        let name = start..start + tag[start..equals].trim_end().len();
        let open = equals + 1 + tag[equals + 1..].find(['"', '\''])?;
        let quote = char::from(*tag.as_bytes().get(open)?);
        let close = open + 1 + tag[open + 1..].find(quote)?;
        at = close + 1;
        Some((name, open + 1..close))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    #[test]
    fn what_is_read_is_written_back() {
        let body = "<w:p w:a='1' ><!-- c --><w:t xml:space=\"preserve\"> a &amp; b&#10; </w:t><w:r/><w:r></w:r><w:r\n></w:r ><?pi x?><![CDATA[<]]></w:p\t>";
        let text = format!("<?xml version=\"1.0\"?>\n<w:document xmlns:w=\"{WORD}\">{body}</w:document>\n");
        let nodes = parse("a.xml", &text).unwrap();
        let mut written = String::new();
        write(&nodes, &mut written);
        assert_eq!(written, text);
    }

    #[test]
    fn paragraphs_are_numbered_whatever_the_prefix() {
        let text = format!("<x xmlns=\"{WORD}\"><p/><a><p><b xmlns:o=\"{WORD}\"><o:p/></b></p></a></x>");
        let nodes = parse("a.xml", &text).unwrap();
        let root = nodes[0].element().unwrap();
        let second = root.child("a").unwrap().child("p").unwrap();
        assert_eq!(root.child("p").unwrap().number, 1);
        assert_eq!((second.number, second.child("b").unwrap().child("p").unwrap().number), (2, 3));
        assert!(!parse("a.xml", "<p/>").unwrap()[0].element().unwrap().is_paragraph());
    }

    #[test]
    fn attributes_change_in_place() {
        let mut element = Element::read("a:blip r:embed=\"rId1\" cstate='x&amp;y' ", &Bindings::default());
        assert_eq!(element.attribute("cstate").as_deref(), Some("x&y"));
        element.set_attribute("r:embed", "a\"'b");
        element.set_attribute("n", "1");
        assert_eq!(element.tag, "a:blip r:embed=\"a&quot;&apos;b\" cstate='x&amp;y' n=\"1\"");
        element.remove_attribute("embed");
        let mut slide = Element::read("p:sldId id=\"256\" r:id='rId1'", &Bindings::default());
        assert_eq!((slide.relation_name(), slide.exact("id").as_deref()), (Some("r:id"), Some("256")));
        slide.set_exact("r:id", "rId2");
        slide.set_exact("id", "257");
        assert_eq!(slide.tag, "p:sldId id=\"257\" r:id='rId2'");
        assert_eq!((element.attribute("embed"), element.attribute("n").as_deref()), (None, Some("1")));
    }

    #[test]
    fn what_is_not_well_formed_is_broken() {
        for text in ["<a>", "<a></b>", "</a>", "<a", "<a><b></a></b>", "<a/><b/>", "x<a/>", "<a>&b;</a>"] {
            assert!(matches!(parse("a.xml", text), Err(DocumentError::Broken { .. })), "{text}");
        }
    }

    #[test]
    fn depth_and_floods_are_bounded() {
        let deep = "<a>".repeat(300) + &"</a>".repeat(300);
        assert!(matches!(parse("a.xml", &deep), Err(DocumentError::Refused { .. })));
        let flood: String = (0..2_000).map(|number| format!(" xmlns:n{number}=\"u\"")).collect();
        assert!(matches!(parse("a.xml", &format!("<a{flood}/>")), Err(DocumentError::Refused { .. })));
        let wide: String = (0..200_000).map(|number| format!(" a{number}=\"\"")).collect();
        assert!(parse("a.xml", &format!("<a{wide}/>")).is_ok());
    }
}
