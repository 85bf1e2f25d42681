//! The markup of a picture on a slide.

use kurbo::{Rect, Size};

use super::shapes::{id, placeholder, shape_tree};
use crate::documents::drawing::stored::{Related, blip};
use crate::documents::illustrate::{Insertion, Spot, source_rect};
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::package::ids::Ids;
use crate::documents::package::xml::escape;
use crate::scene::units::EMU_PER_POINT;

const SLIDES: [&str; 2] = [
    "http://schemas.openxmlformats.org/presentationml/2006/main",
    "http://purl.oclc.org/ooxml/presentationml/main",
];
const DRAWING: [&str; 2] =
    ["http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main"];
const RELATIONSHIPS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

/// Whether a presentation is a transitional one (0) or strict (1).
#[derive(Clone, Copy, Debug)]
pub(super) struct Dialect {
    edition: usize,
}

impl Dialect {
    /// That of a part, by its root.
    pub fn of(root: &Element<'_>) -> Self {
        let prefix = root.prefix();
        let declared = root.attribute(if prefix.is_empty() { "xmlns" } else { prefix });
        Self { edition: usize::from(declared.is_some_and(|space| space == SLIDES[1])) }
    }
}

/// The picture's element; `None` when its placeholder is not on the slide.
pub(super) fn picture(
    dialect: &Dialect,
    slide: &Element<'_>,
    insertion: &Insertion,
    related: &Related,
    ids: &mut Ids,
) -> Option<String> {
    let at = |spaces: [&'static str; 2]| spaces[dialect.edition];
    let (id, holder, own, frame) = match insertion.spot {
        Spot::Placeholder { shape, wants_picture, bounds, .. } => {
            let element = shape_tree(slide)?.elements().find(|element| id(element) == Some(shape))?;
            placeholder(element)?;
            let holder = written(
                element
                    .elements()
                    .find(|child| child.local().starts_with("nv"))?
                    .child("nvPr")?
                    .child("ph")?,
            );
            let own = element.child("spPr").map(inner).unwrap_or_default();
            (shape, holder, own, (!wants_picture).then(|| centred(bounds, insertion.size)))
        }
        Spot::Area { bounds, .. } => {
            (ids.take(None), String::new(), String::new(), Some(centred(bounds, insertion.size)))
        }
        Spot::After { .. } => return None,
    };
    let shape = match (frame, own.is_empty()) {
        (Some(bounds), _) => transform(bounds),
        (None, _) => own,
    };
    let lock = if holder.is_empty() { "" } else { " noGrp=\"1\"" };
    let geometry = if holder.is_empty() { "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>" } else { "" };
    let size = frame.map_or(insertion.size, |frame| frame.size());
    Some(format!(
        "<p:pic xmlns:p=\"{}\" xmlns:a=\"{}\" xmlns:r=\"{}\"><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Picture {id}\" descr=\"{}\"/>\
         <p:cNvPicPr><a:picLocks{lock} noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr>{holder}</p:nvPr></p:nvPicPr>\
         <p:blipFill>{}{}<a:stretch><a:fillRect/></a:stretch></p:blipFill>\
         <p:spPr>{shape}{geometry}</p:spPr></p:pic>",
        at(SLIDES),
        at(DRAWING),
        at(RELATIONSHIPS),
        escape(&insertion.picture.alt),
        blip(related).to_text(),
        source_rect(insertion.picture.size, size),
    ))
}

/// Puts the element in its place: instead of its placeholder, or right behind the title, so that it is read after the
/// title and lies under everything else that could ever grow into it.
pub(super) fn put<'a>(tree: &mut Element<'a>, spot: Spot, markup: &'a str) -> Option<()> {
    let position = |wanted: &dyn Fn(&Element<'_>) -> bool| {
        tree.children.iter().position(|node| node.element().is_some_and(wanted))
    };
    match spot {
        Spot::Placeholder { shape, .. } => {
            let at = position(&|element| id(element) == Some(shape))?;
            tree.children[at] = Node::Verbatim(markup);
        }
        _ => {
            let is_title = |element: &Element<'_>| {
                placeholder(element)
                    .is_some_and(|holder| matches!(holder.kind.as_str(), "title" | "ctrTitle"))
            };
            let head = |element: &Element<'_>| matches!(element.local(), "grpSpPr" | "nvGrpSpPr");
            let title = position(&is_title);
            let last_head = tree.children.iter().rposition(|node| node.element().is_some_and(head));
            let at = title.or(last_head).map_or(0, |at| at + 1);
            tree.children.insert(at, Node::Verbatim(markup));
        }
    }
    Some(())
}

fn centred(bounds: Rect, size: Size) -> Rect {
    Rect::from_center_size(bounds.center(), size)
}

fn transform(bounds: Rect) -> String {
    let emu = |points: f64| (points * EMU_PER_POINT).round() as i64;
    let Size { width, height } = bounds.size();
    format!(
        "<a:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>",
        emu(bounds.x0),
        emu(bounds.y0),
        emu(width),
        emu(height)
    )
}

fn written(element: &Element<'_>) -> String {
    let mut text = String::new();
    tree::write(&[Node::Element(element.clone())], &mut text);
    text
}

fn inner(element: &Element<'_>) -> String {
    let mut text = String::new();
    tree::write(&element.children, &mut text);
    text
}
