//! The parts of a template that may hold tags.

use std::collections::HashMap;
use std::sync::Arc;

use super::deck::Deck;
use super::layouts::{self, Surroundings};
use super::shapes;
use crate::documents::DocumentError;
use crate::documents::markup::tree::Node;
use crate::documents::package::Package;

/// Parts with paragraphs, by how their content type ends.
const STORIES: [&str; 13] = [
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
    "wordprocessingml.header+xml",
    "wordprocessingml.footer+xml",
    "wordprocessingml.footnotes+xml",
    "wordprocessingml.endnotes+xml",
    "drawingml.diagramData+xml",
    "drawingml.diagramDrawing+xml",
    "drawingml.chartshapes+xml",
    "presentationml.slide+xml",
    "presentationml.notesSlide+xml",
];

/// Charts.
const CHARTS: [&str; 2] = ["drawingml.chart+xml", "ms-office.chartex+xml"];

/// Parts that others are made after.
const PATTERNS: [&str; 2] = ["presentationml.slideLayout+xml", "presentationml.slideMaster+xml"];

/// Parts that are lists of texts.
const FIELDS: [&str; 3] = ["core-properties+xml", "extended-properties+xml", "custom-properties+xml"];

/// A part that may hold tags, as text.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub name: String,
    pub text: String,
    pub kind: PartKind,
    /// How many places before it only say what they show.
    pub described: usize,
    /// What lies around its shapes.
    pub around: Arc<Surroundings>,
}

/// What a part may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    /// Paragraphs and shapes.
    Story,
    /// The same; its placeholders are prompts for whoever edits a slide, and stay.
    Pattern,
    /// Paragraphs, and words of a workbook.
    Chart,
    /// Nothing but texts.
    Fields,
}

impl PartKind {
    /// What the part of that name and content type holds; `None` for a part that holds no tags.
    fn of(name: &str, content_type: &str) -> Option<Self> {
        let ends = |endings: &[&str]| endings.iter().any(|ending| content_type.ends_with(ending));
        let is_bound_data = name.starts_with("customXml/item") && !name.contains("Props");
        match () {
            () if ends(&STORIES) => Some(Self::Story),
            () if ends(&PATTERNS) => Some(Self::Pattern),
            () if ends(&CHARTS) => Some(Self::Chart),
            () if is_bound_data || ends(&FIELDS) => Some(Self::Fields),
            () => None,
        }
    }
}

impl Part {
    /// Takes out what must not be filled; see [`shapes::put_back`].
    pub fn set_aside<'a>(&self, nodes: &mut [Node<'a>]) -> Vec<(usize, Node<'a>)> {
        if self.kind == PartKind::Pattern { shapes::set_aside(nodes) } else { Vec::new() }
    }
}

/// The parts that may hold tags, the main part first.
pub(super) fn parts(package: &Package, deck: &Deck) -> Result<Vec<Part>, DocumentError> {
    let around = layouts::of_deck(package, deck)?;
    let mut parts = Vec::new();
    for name in package.names() {
        if let Some(kind) = PartKind::of(name, package.content_type(name)) {
            let around = around.get(name).cloned().unwrap_or_default();
            parts.push(Part { name: name.to_owned(), text: package.text(name)?, kind, described: 0, around });
        }
    }
    let order: HashMap<&String, usize> = deck.slides.iter().flat_map(|slide| &slide.own).zip(1..).collect();
    let place = |part: &Part| match package.content_type(&part.name).contains("main+xml") {
        true => 0,
        false => order.get(&part.name).copied().unwrap_or(usize::MAX),
    };
    parts.sort_by_key(place);
    Ok(parts)
}
