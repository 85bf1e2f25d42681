//! Pictures in running text: where they are asked for, their drawings, and the frame once the picture is known.

use std::sync::LazyLock;

use kurbo::Size;

use super::alt;
use super::frames::{self, Prefixes, Shown};
use super::text::{self, Stream};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::template::PicturePlace;
use crate::documents::template::inline;
use crate::documents::template::tags::{self, TagKind};
use crate::documents::template::values::rich::InlinePicture;
use crate::documents::template::wall::{Place, Wall};
use crate::scene::units::EMU_PER_POINT;
use crate::scene::{Fit, PixelSize};

/// Adds the pictures that a part's running text asks for.
pub(super) fn find(nodes: &[Node<'_>], wall: &mut Wall) {
    for element in nodes.iter().filter_map(Node::element) {
        if element.is(Space::Word, "p") {
            find_in(element, wall);
        }
        find(&element.children, wall);
    }
}

fn find_in(paragraph: &Element<'_>, wall: &mut Wall) {
    let text = text::text_of(paragraph, Stream::Text);
    if !text.contains('|') {
        return;
    }
    for tag in tags::scan(&text) {
        let TagKind::Value(expression) = &tag.kind else { continue };
        let Some(Ok(asked)) = inline::asked(expression) else { continue };
        let size = asked.size(None);
        let place = PicturePlace { name: asked.name, size, fit: asked.fit, prompt: None, alt: None };
        wall.add(Place { place, position: paragraph.number, tag: text[tag.range].to_owned() });
    }
}

/// Gives a drawing of this module the frame of its picture; the frame, and how the picture meets it.
pub(super) fn frame(drawing: &mut Element<'_>, fit: Fit, picture: PixelSize) -> (Size, Fit) {
    let side = |name| drawing.child("extent").and_then(|extent| extent.attribute(name)?.parse::<f64>().ok());
    let room = ["cx", "cy"].map(|name| side(name).unwrap_or(0.0) / EMU_PER_POINT);
    let room = Size::new(room[0], room[1]);
    let ratio = if picture.area() > 0 { picture.ratio() } else { 1.0 };
    let frame = inline::frame(room, fit, ratio);
    resize(drawing, frame);
    (frame, if room.width > 0.0 && room.height > 0.0 && fit == Fit::Cover { fit } else { Fit::Stretch })
}

/// Shows a picture in a drawing of this module.
pub(super) fn show(element: &mut Element<'_>, shown: &Shown, alt: Option<&str>, prefixes: &Prefixes) {
    match element.local() {
        "docPr" => alt::describe(element, alt, prefixes),
        "pic" => drop(frames::show(element, shown, prefixes)),
        _ => element.elements_mut().for_each(|child| show(child, shown, alt, prefixes)),
    }
}

fn resize(element: &mut Element<'_>, frame: Size) {
    if matches!(element.local(), "extent" | "ext") {
        element.set_attribute("cx", &emu(frame.width));
        element.set_attribute("cy", &emu(frame.height));
    }
    element.elements_mut().for_each(|child| resize(child, frame));
}

/// A drawing in a line of text. The room of the picture stands in its extent; its pixels come later.
const DRAWING: &str = concat!(
    "<wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" ",
    "distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"0\" cy=\"0\"/>",
    "<wp:docPr id=\"0\" name=\"Picture\" descr=\"\"/><wp:cNvGraphicFramePr>",
    "<a:graphicFrameLocks xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" noChangeAspect=\"1\"/>",
    "</wp:cNvGraphicFramePr>",
    "<a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">",
    "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">",
    "<pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">",
    "<pic:nvPicPr><pic:cNvPr id=\"0\" name=\"Picture\"/><pic:cNvPicPr/></pic:nvPicPr>",
    "<pic:blipFill><a:blip r:embed=\"\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>",
    "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/></a:xfrm>",
    "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
);

/// The same with the namespaces of strict documents (ECMA-376 part 1, annex A).
static STRICT_DRAWING: LazyLock<String> = LazyLock::new(|| {
    let strict = DRAWING.replace(
        "http://schemas.openxmlformats.org/drawingml/2006/",
        "http://purl.oclc.org/ooxml/drawingml/",
    );
    strict.replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/",
        "http://purl.oclc.org/ooxml/officeDocument/",
    )
});

/// A drawing beside a run's text.
pub(super) fn drawing<'a>(run: &Element<'a>, picture: InlinePicture, is_strict: bool) -> Node<'a> {
    let text: &'static str = if is_strict { &STRICT_DRAWING } else { DRAWING };
    let mut drawing = run.sibling("drawing");
    drawing.children = tree::parse("drawing", text).unwrap_or_default();
    if let Some(inline) = drawing.child_mut("inline") {
        inline.number = picture.hanging;
        if let Some(extent) = inline.child_mut("extent") {
            for (name, points) in [("cx", picture.room.width), ("cy", picture.room.height)] {
                extent.set_attribute(name, &emu(points));
            }
        }
    }
    Node::Element(drawing)
}

/// Points as whole EMU.
fn emu(points: f64) -> String {
    format!("{:.0}", points * EMU_PER_POINT)
}
