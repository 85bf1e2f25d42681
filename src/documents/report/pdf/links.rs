//! Links on a page, as annotations.

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::destination::XyzDestination;
use krilla::geom::Quadrilateral;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::Page;
use kurbo::{Point, Rect};

use super::flow::Writer;
use super::paint::Places;
use super::text::To;
use crate::documents::DocumentError;
use crate::documents::pdf::convert;

/// The places of links on one page: one link may stand on several lines.
#[derive(Debug, Default)]
pub(super) struct Reached(Vec<(usize, Vec<Rect>)>);

impl Reached {
    /// Another place of a link.
    pub fn push(&mut self, link: usize, place: Rect) {
        match self.0.last_mut() {
            Some((last, places)) if *last == link => places.push(place),
            _ => self.0.push((link, vec![place])),
        }
    }

    /// Makes the places lead where the links lead.
    ///
    /// # Errors
    /// None today; the structure is filled.
    pub fn annotate(
        self,
        page: &mut Page<'_>,
        writer: &mut Writer<'_>,
        places: &Places,
    ) -> Result<(), DocumentError> {
        for (number, rects) in self.0 {
            let Some(link) = writer.links.get(number) else { continue };
            let target = match &link.to {
                To::Address(address) => Target::Action(Action::Link(LinkAction::new(address.clone()))),
                To::Heading(heading) => match places.get(*heading) {
                    Some((page, at)) => Target::Destination(destination(*page, *at).into()),
                    None => continue,
                },
            };
            let quads: Vec<Quadrilateral> =
                rects.into_iter().filter_map(|rect| convert::rect(rect).map(Into::into)).collect();
            if quads.is_empty() {
                continue;
            }
            let words = link.text.trim().replace('\n', " ");
            let says = match &link.to {
                To::Address(address) if words.is_empty() => address.clone(),
                To::Address(address) if words != *address => format!("{words} ({address})"),
                _ => words,
            };
            let slot = link.slot;
            let annotation = LinkAnnotation::new_with_quad_points(quads, target);
            let piece = page.add_tagged_annotation(Annotation::new_link(annotation, Some(says)));
            writer.tree.fill(slot, piece);
        }
        Ok(())
    }
}

/// A place on a page.
pub(super) fn destination(page: usize, at: Point) -> XyzDestination {
    XyzDestination::new(page, convert::point(at))
}

/// The headings as bookmarks, each below the last one of a higher level; the first page when there are none.
pub(super) fn outline(writer: &Writer<'_>, places: &Places, title: &str) -> Outline {
    let mut outline = Outline::new();
    let entries = writer.entries.iter().zip(places);
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    for (entry, (page, at)) in entries {
        close(&mut open, entry.level, &mut outline);
        open.push((entry.level, OutlineNode::new(entry.numbered(), destination(*page, *at))));
    }
    if places.is_empty() {
        open.push((0, OutlineNode::new(title.to_owned(), destination(0, Point::ZERO))));
    }
    close(&mut open, 0, &mut outline);
    outline
}

/// Puts open bookmarks of this level and lower ones where they belong.
fn close(open: &mut Vec<(u8, OutlineNode)>, level: u8, outline: &mut Outline) {
    while open.last().is_some_and(|(last, _)| *last >= level) {
        let Some((_, node)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, parent)) => parent.push_child(node),
            None => outline.push_child(node),
        }
    }
}
