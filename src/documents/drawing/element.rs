//! XML elements as values: well-formed by construction, every text escaped.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use crate::documents::package::xml::{DECLARATION, escape};

/// One XML element with its attributes and children, in order.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::documents) struct Element {
    name: Cow<'static, str>,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An empty element of that name, prefix included.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), attributes: Vec::new(), children: Vec::new() }
    }

    /// The element with one more attribute.
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// The element with an attribute if there is a value for it.
    pub fn with_some(self, name: &'static str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The element with one more child.
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The element with more children: a list, or an `Option`.
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The element with one more child at the front of its own child of that name.
    pub fn first_in(mut self, name: &str, child: Self) -> Self {
        let found = self.children.iter_mut().find_map(|node| match node {
            Node::Element(element) if element.name == name => Some(element),
            _ => None,
        });
        if let Some(element) = found {
            element.children.insert(0, Node::Element(child));
        }
        self
    }

    /// The element with text in it.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// A whole part: the XML declaration and this element as its root.
    pub fn into_part(self) -> Vec<u8> {
        let mut xml = String::from(DECLARATION);
        self.write(&mut xml);
        xml.into_bytes()
    }

    /// The element alone, to go into a text where its prefixes are known.
    pub fn to_text(&self) -> String {
        let mut xml = String::new();
        self.write(&mut xml);
        xml
    }

    fn write(&self, xml: &mut String) {
        let _ = write!(xml, "<{}", self.name);
        for (name, value) in &self.attributes {
            let _ = write!(xml, " {name}=\"{}\"", escape(value));
        }
        if self.children.is_empty() {
            xml.push_str("/>");
            return;
        }
        xml.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(xml),
                Node::Text(text) => xml.push_str(&escape(text)),
            }
        }
        let _ = write!(xml, "</{}>", self.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(element: Element, expected: &str) {
        let part = String::from_utf8(element.into_part()).unwrap();
        assert_eq!(part.lines().nth(1).unwrap(), expected);
    }

    #[test]
    fn elements_are_well_formed_whatever_they_hold() {
        check(Element::new("a:t"), "<a:t/>");
        check(Element::new("a:t").text("R&D <1> \u{0}끝"), "<a:t>R&amp;D &lt;1&gt; 끝</a:t>");
        check(Element::new("a:t").with("descr", "a \"b\"\nc"), "<a:t descr=\"a &quot;b&quot;&#10;c\"/>");
        check(Element::new("a").child(Element::new("b")).children(None), "<a><b/></a>");
    }
}
