//! Which namespace a prefix means: producers choose their own prefixes.

use super::tree::attributes;

/// How many namespaces may be declared at one place; Word declares about 35.
const MOST_BINDINGS: usize = 512;

/// The namespaces that hold what a template can hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::documents) enum Space {
    /// WordprocessingML.
    Word,
    /// DrawingML.
    Drawing,
    /// Where a drawing sits in a Word text.
    WordDrawing,
    /// Mathematics.
    Math,
    /// PresentationML.
    Presentation,
    /// A picture within a drawing.
    Picture,
    /// What older readers get instead (ECMA-376 part 3).
    Compatibility,
    /// Any other.
    #[default]
    Other,
}

impl Space {
    /// The namespace of a URI, transitional or strict (ECMA-376 part 1, annex A).
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::Drawing,
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Self::WordDrawing,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/presentationml/2006/main"
            | "http://purl.oclc.org/ooxml/presentationml/main" => Self::Presentation,
            "http://schemas.openxmlformats.org/drawingml/2006/picture"
            | "http://purl.oclc.org/ooxml/drawingml/picture" => Self::Picture,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            _ => Self::Other,
        }
    }
}

/// The declarations in sight, the innermost last.
#[derive(Debug, Default)]
pub(in crate::documents) struct Bindings<'a> {
    known: Vec<(&'a str, Space, usize)>,
}

impl<'a> Bindings<'a> {
    /// Takes in what a tag at this depth declares; `false` when that is too much.
    pub fn enter(&mut self, tag: &'a str, depth: usize) -> bool {
        if tag.contains("xmlns") {
            for (name, value) in attributes(tag) {
                let prefix = match &tag[name] {
                    "xmlns" => "",
                    name => match name.strip_prefix("xmlns:") {
                        Some(prefix) => prefix,
                        None => continue,
                    },
                };
                if self.known.len() == MOST_BINDINGS {
                    return false;
                }
                self.known.push((prefix, Space::of(&tag[value]), depth));
            }
        }
        true
    }

    /// Forgets what the tag at this depth declared.
    pub fn leave(&mut self, depth: usize) {
        while self.known.last().is_some_and(|&(.., declared)| declared >= depth) {
            self.known.pop();
        }
    }

    /// What a prefix means here.
    pub fn space(&self, prefix: &str) -> Space {
        let found = self.known.iter().rev().find(|(known, ..)| *known == prefix);
        found.map_or(Space::Other, |&(_, space, _)| space)
    }
}
