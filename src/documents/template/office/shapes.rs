//! What PowerPoint needs after its content changed: a table has a row and a frame of its rows' height.

use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};

/// Mends what filling left: called for every element in which something was filled, with the [`rows`] it had before.
pub(super) fn tidy(element: &mut Element<'_>, rows_before: usize) {
    element.children.retain(|node| !node.element().is_some_and(is_empty_frame));
    if rows(element) != rows_before {
        fit_frame(element);
    }
}

/// How many rows a frame's table has; none for everything else.
pub(super) fn rows(element: &Element<'_>) -> usize {
    let table = if element.local() == "graphicFrame" { table(element) } else { None };
    table.map_or(0, |table| table.elements().filter(|row| row.local() == "tr").count())
}

/// A frame whose table has no row left; PowerPoint calls a file with one damaged.
fn is_empty_frame(element: &Element<'_>) -> bool {
    element.local() == "graphicFrame"
        && table(element).is_some_and(|table| table.child("tblGrid").is_some() && table.child("tr").is_none())
}

fn table<'e, 'a>(frame: &'e Element<'a>) -> Option<&'e Element<'a>> {
    let graphic = frame.child("graphic")?.child("graphicData")?;
    graphic.child("tbl").filter(|table| table.space == Space::Drawing)
}

/// A frame is as high as its rows together, or readers that trust it draw what stands below over the table.
fn fit_frame(frame: &mut Element<'_>) {
    let rows = table(frame).into_iter().flat_map(Element::elements).filter(|row| row.local() == "tr");
    let heights =
        rows.map(|row| row.attribute("h").and_then(|height| height.parse::<i64>().ok()).unwrap_or(0));
    let height = heights.fold(0, i64::saturating_add);
    let extent = frame.child_mut("xfrm").and_then(|place| place.child_mut("ext"));
    if let Some(extent) = extent.filter(|_| height > 0) {
        extent.set_attribute("cy", &height.to_string());
    }
}

/// Whether it is a placeholder of a layout or master: its text only prompts whoever edits a slide.
pub(super) fn is_placeholder(shape: &Element<'_>) -> bool {
    placeholder(shape).is_some()
}

/// What says that a shape is a placeholder: `p:ph`.
pub(super) fn placeholder<'e, 'a>(shape: &'e Element<'a>) -> Option<&'e Element<'a>> {
    let own =
        shape.elements().find(|child| ["nvSpPr", "nvPicPr", "nvGraphicFramePr"].contains(&child.local()))?;
    own.child("nvPr")?.child("ph")
}

/// Whether a placeholder is for a picture.
pub(super) fn is_for_picture(place: &Element<'_>) -> bool {
    place.attribute("type").as_deref() == Some("pic")
}

/// Takes the placeholders out of a layout or master while the rest is filled, and gives them back with where they stood.
pub(super) fn set_aside<'a>(nodes: &mut [Node<'a>]) -> Vec<(usize, Node<'a>)> {
    let mut aside = Vec::new();
    let Some(tree) = shape_tree(nodes) else { return aside };
    let old = std::mem::take(&mut tree.children);
    for (at, node) in old.into_iter().enumerate() {
        match node.element().is_some_and(is_placeholder) {
            true => aside.push((at, node)),
            false => tree.children.push(node),
        }
    }
    aside
}

/// Puts back what [`set_aside`] took.
pub(super) fn put_back<'a>(nodes: &mut [Node<'a>], aside: Vec<(usize, Node<'a>)>) {
    let Some(tree) = shape_tree(nodes) else { return };
    for (at, node) in aside {
        tree.children.insert(at.min(tree.children.len()), node);
    }
}

fn shape_tree<'e, 'a>(nodes: &'e mut [Node<'a>]) -> Option<&'e mut Element<'a>> {
    nodes.iter_mut().find_map(Node::element_mut)?.child_mut("cSld")?.child_mut("spTree")
}
