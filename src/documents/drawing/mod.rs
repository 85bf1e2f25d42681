//! DrawingML: what Word and PowerPoint share when they show a scene.
//!
//! [`plan`] turns a scene into graphics: outlines ([`outline`], cut to the page by [`clip`], taken apart by
//! [`winding`]), pictures ([`picture`], their files in [`stored`]) and set text ([`wording`]). [`paint`] says fills and lines; [`scheme`],
//! [`typography`] and [`theme`] say the palette and the fonts, so that people can change them in one place.
//! [`properties`] are the parts about the document. [`element`] writes XML. `docx` and `pptx` wrap all of it in their
//! own elements.

use std::borrow::Cow;

use kurbo::{Affine, Rect};

use crate::scene::units::emu;
use crate::scene::{Item, Page, Paragraph, Scene, TextBox};
use element::Element;
use plan::Figure;
use scheme::Scheme;

mod clip;
pub(super) mod element;
pub(super) mod outline;
pub(super) mod paint;
pub(super) mod picture;
pub(super) mod plan;
pub(super) mod properties;
pub(super) mod scheme;
pub(super) mod stored;
pub(super) mod theme;
pub(super) mod typography;
mod winding;
pub(super) mod wording;

/// The namespace of relationship ids.
pub(super) const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// `a:xfrm` in EMU; a line that rises is flipped.
pub(super) fn transform(bounds: Rect, rising: bool) -> Element {
    let frame = Element::new("a:xfrm").with_some("flipV", rising.then_some("1"));
    frame.child(corner("a:off", bounds)).child(extent("a:ext", bounds))
}

/// `a:xfrm` of a group at `at` whose members say their places within `inside`.
pub(super) fn group_transform(at: Rect, inside: Rect) -> Element {
    transform(at, false).child(corner("a:chOff", inside)).child(extent("a:chExt", inside))
}

fn corner(name: &'static str, bounds: Rect) -> Element {
    Element::new(name).with("x", emu(bounds.x0)).with("y", emu(bounds.y0))
}

/// An element with width and height in EMU.
pub(super) fn extent(name: &'static str, bounds: Rect) -> Element {
    Element::new(name).with("cx", emu(bounds.width())).with("cy", emu(bounds.height()))
}

/// An outline's place, form, fill and line, in `element` (`p:spPr`, `wps:spPr`), drawn with its top left corner at
/// `bounds`.
pub(super) fn figure_properties(
    element: &'static str,
    figure: &Figure,
    at: Rect,
    scheme: &Scheme,
) -> Element {
    let rising = figure.outline == outline::Outline::Line(true);
    Element::new(element)
        .child(transform(at, rising))
        .child(figure.outline.geometry(figure.bounds))
        .child(paint::fill(figure.fill.as_ref(), figure.bounds, scheme))
        .child(paint::line(figure.stroke, scheme))
}

/// The scene at a scale that brings its page within a program's smallest and largest sides, in points. A page too
/// long for both limits keeps the largest.
pub(super) fn within_limits(scene: &Scene, smallest: f64, largest: f64) -> Cow<'_, Scene> {
    let size = scene.page.size;
    let (short, long) = (size.width.min(size.height), size.width.max(size.height));
    let scale = (smallest / short).max(1.0).min(largest / long);
    if (scale - 1.0).abs() < 1e-9 { Cow::Borrowed(scene) } else { Cow::Owned(scaled(scene, scale)) }
}

fn scaled(scene: &Scene, scale: f64) -> Scene {
    let transform = Affine::scale(scale);
    let items = scene.items.iter().cloned().map(|item| match item {
        Item::Shape(shape) => Item::Shape(shape.transformed(transform)),
        Item::Text(text) => Item::Text(scaled_text(text, scale)),
        Item::Frame(mut frame) => {
            frame.bounds = transform.transform_rect_bbox(frame.bounds);
            if let crate::scene::page::Crop::Rounded(radius) = &mut frame.crop {
                *radius *= scale;
            }
            Item::Frame(frame)
        }
    });
    let page = Page { size: scene.page.size * scale, ..scene.page };
    Scene { page, items: items.collect(), ..scene.clone() }
}

fn scaled_text(mut text: TextBox, scale: f64) -> TextBox {
    text.bounds = Affine::scale(scale).transform_rect_bbox(text.bounds);
    for Paragraph { space_after, runs, .. } in &mut text.paragraphs {
        *space_after *= scale;
        for run in runs {
            run.style.size *= scale;
            run.style.tracking *= scale;
        }
    }
    text
}
