//! The logical structure: what a screen reader reads, in the order of the scene's items.

use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::geom::Rect;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{BBox, Identifier, Tag, TagGroup, TagKind, TagTree};

use super::convert;
use crate::scene::{Language, Role};

/// The tags gathered while the page is painted.
pub(super) struct Structure {
    language: Language,
    groups: Vec<TagGroup>,
    headings: Vec<Heading>,
}

/// A heading for the outline.
struct Heading {
    level: NonZeroU16,
    text: String,
    top_left: kurbo::Point,
}

impl Structure {
    pub fn new(language: Language) -> Self {
        Self { language, groups: Vec::new(), headings: Vec::new() }
    }

    /// Adds a heading or paragraph of `text` whose pieces on the page are `pieces`.
    pub fn add_text(&mut self, role: Role, text: &str, top_left: kurbo::Point, pieces: Vec<Identifier>) {
        let tag: TagKind = match self.heading_level(role) {
            Some(level) => {
                self.headings.push(Heading { level, text: text.to_owned(), top_left });
                Tag::Hn(level, Some(text.to_owned())).into()
            }
            None => Tag::P.into(),
        };
        self.add(tag, pieces);
    }

    /// Adds a picture with what it shows.
    pub fn add_figure(&mut self, alt: &str, bounds: Option<Rect>, piece: Identifier) {
        let place = bounds.map(|bounds| BBox::new(0, bounds));
        self.add(Tag::Figure(Some(alt.to_owned())).with_bbox(place).into(), vec![piece]);
    }

    /// The whole tree, ready for the document.
    pub fn tree(&self) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(self.language.tag().to_owned()));
        for group in &self.groups {
            tree.push(group.clone());
        }
        tree
    }

    /// The headings as bookmarks; the page under `title` when it has none.
    pub fn outline(&self, title: &str) -> Outline {
        let mut outline = Outline::new();
        let node = |text: &str, place: kurbo::Point| {
            OutlineNode::new(text.to_owned(), XyzDestination::new(0, convert::point(place)))
        };
        if self.headings.is_empty() {
            outline.push_child(node(title, kurbo::Point::ZERO));
        }
        let mut headings = self.headings.iter().peekable();
        while let Some(heading) = headings.next() {
            let mut entry = node(&heading.text, heading.top_left);
            while let Some(below) = headings.next_if(|next| next.level > heading.level) {
                entry.push_child(node(&below.text, below.top_left));
            }
            outline.push_child(entry);
        }
        outline
    }

    fn add(&mut self, tag: TagKind, pieces: Vec<Identifier>) {
        let mut group = TagGroup::new(tag);
        for piece in pieces {
            group.push(piece);
        }
        self.groups.push(group);
    }

    /// A subtitle is a level 2 heading below a title only: PDF/UA-1 7.4.2 lets no page begin at level 2.
    fn heading_level(&self, role: Role) -> Option<NonZeroU16> {
        match role {
            Role::Title => NonZeroU16::new(1),
            Role::Subtitle if !self.headings.is_empty() => NonZeroU16::new(2),
            _ => None,
        }
    }
}
