//! Shapes and pictures at their place on the page, behind the text.

use kurbo::Rect;

use crate::documents::DocumentError;
use crate::documents::drawing::element::Element;
use crate::documents::drawing::outline::Outline;
use crate::documents::drawing::paint::line;
use crate::documents::drawing::picture::{blip_fill, described, shape_fill};
use crate::documents::drawing::plan::{Figure, Ornament, Placed, around};
use crate::documents::drawing::scheme::Scheme;
use crate::documents::drawing::{extent, figure_properties, group_transform, theme, transform};
use crate::documents::package::Package;
use crate::documents::package::ids::Ids;
use crate::scene::units::emu;

const PLACES: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
const GROUP: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// The root of a part with drawings, with the prefixes they use.
pub(in crate::documents) fn with_namespaces(root: Element) -> Element {
    root.with("xmlns:mc", COMPATIBILITY)
        .with("xmlns:wp", PLACES)
        .with("xmlns:a", theme::MAIN)
        .with("xmlns:pic", PICTURE)
        .with("xmlns:wps", SHAPE)
        .with("xmlns:wpg", GROUP)
}

/// Writes drawings, each with its own id and its place in the stack.
pub(in crate::documents) struct Anchors<'a> {
    package: &'a mut Package,
    part: &'a str,
    scheme: &'a Scheme,
    ids: Ids,
    height: u32,
}

impl<'a> Anchors<'a> {
    /// A writer of drawings for `part`.
    pub fn new(package: &'a mut Package, part: &'a str, scheme: &'a Scheme) -> Self {
        Self { package, part, scheme, ids: Ids::default(), height: 0 }
    }

    /// Ornaments behind the text: one alone, several as a group.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] as for [`Package::relate`].
    pub fn decoration(&mut self, name: &str, ornaments: &[Ornament]) -> Result<Element, DocumentError> {
        let bounds = around(ornaments);
        let at_origin = bounds - bounds.origin().to_vec2();
        let id = self.ids.take(None);
        let properties = described("wp:docPr", id, &format!("{name} {id}"), "");
        let graphic = match ornaments {
            [Ornament::Picture(placed)] => {
                let graphic = self.graphic_of(placed)?;
                return Ok(self.anchor(bounds, properties, graphic));
            }
            [Ornament::Outline(figure)] => graphic(SHAPE, shape(None, figure, at_origin, self.scheme)),
            several => {
                let place = group_transform(at_origin, bounds);
                let mut group = Element::new("wpg:wgp")
                    .child(Element::new("wpg:cNvGrpSpPr"))
                    .child(Element::new("wpg:grpSpPr").child(place));
                for ornament in several {
                    group = group.child(self.member(ornament)?);
                }
                graphic(GROUP, group)
            }
        };
        let prefix = if ornaments.len() > 1 { "wpg" } else { "wps" };
        Ok(needing(prefix, self.anchor(bounds, properties, graphic)))
    }

    /// A picture behind the text.
    ///
    /// # Errors
    /// As for [`Anchors::decoration`].
    pub fn picture(&mut self, placed: &Placed) -> Result<Element, DocumentError> {
        if placed.outline != Outline::Rectangle {
            return self.cut_picture(placed);
        }
        let (properties, graphic) = self.picture_parts(placed)?;
        Ok(self.anchor(placed.bounds, properties, graphic))
    }

    /// A picture cut to another form than a rectangle, as a shape filled with it: LibreOffice 7.4 shows a `pic:pic` of
    /// such a form without its picture.
    fn cut_picture(&mut self, placed: &Placed) -> Result<Element, DocumentError> {
        let related = placed.stored.relate(self.part, self.package)?;
        let id = self.ids.take(None);
        let properties = described("wp:docPr", id, &format!("Picture {id}"), &placed.alt);
        let form = Element::new("wps:spPr")
            .child(transform(placed.bounds - placed.bounds.origin().to_vec2(), false))
            .child(placed.outline.geometry(placed.bounds))
            .child(shape_fill(&related, placed))
            .child(line(None, self.scheme));
        let shape = Element::new("wps:wsp")
            .child(Element::new("wps:cNvSpPr"))
            .child(form)
            .child(Element::new("wps:bodyPr"));
        Ok(needing("wps", self.anchor(placed.bounds, properties, graphic(SHAPE, shape))))
    }

    /// A picture in the line of text, at its own size in points.
    ///
    /// # Errors
    /// As for [`Anchors::decoration`].
    pub fn inline_picture(&mut self, placed: &Placed) -> Result<Element, DocumentError> {
        let (properties, graphic) = self.picture_parts(placed)?;
        let inline = distances(Element::new("wp:inline"))
            .child(extent("wp:extent", placed.bounds))
            .child(properties)
            .child(locks())
            .child(graphic);
        Ok(Element::new("w:drawing").child(inline))
    }

    fn picture_parts(&mut self, placed: &Placed) -> Result<(Element, Element), DocumentError> {
        let id = self.ids.take(None);
        let properties = described("wp:docPr", id, &format!("Picture {id}"), &placed.alt);
        Ok((properties, self.graphic_of(placed)?))
    }

    fn graphic_of(&mut self, placed: &Placed) -> Result<Element, DocumentError> {
        let at_origin = placed.bounds - placed.bounds.origin().to_vec2();
        Ok(graphic(PICTURE, self.image(placed, at_origin)?))
    }

    fn member(&mut self, ornament: &Ornament) -> Result<Element, DocumentError> {
        match ornament {
            Ornament::Outline(figure) => {
                let id = self.ids.take(None);
                Ok(shape(Some(id), figure, figure.bounds, self.scheme))
            }
            Ornament::Picture(placed) => self.image(placed, placed.bounds),
        }
    }

    /// `pic:pic`.
    fn image(&mut self, placed: &Placed, at: Rect) -> Result<Element, DocumentError> {
        let related = placed.stored.relate(self.part, self.package)?;
        let id = self.ids.take(None);
        let own = Element::new("pic:nvPicPr")
            .child(described("pic:cNvPr", id, &format!("Picture {id}"), &placed.alt))
            .child(Element::new("pic:cNvPicPr"));
        let form = Element::new("pic:spPr")
            .child(transform(at, false))
            .child(placed.outline.geometry(placed.bounds));
        Ok(Element::new("pic:pic").child(own).child(blip_fill("pic:blipFill", &related, placed)).child(form))
    }

    /// `w:drawing` at its place on the page, above the drawings before it.
    fn anchor(&mut self, bounds: Rect, properties: Element, graphic: Element) -> Element {
        self.height += 1;
        let place = |name: &'static str, points: f64| {
            let offset = Element::new("wp:posOffset").text(emu(points).to_string());
            Element::new(name).with("relativeFrom", "page").child(offset)
        };
        let no_effect = ["l", "t", "r", "b"]
            .into_iter()
            .fold(Element::new("wp:effectExtent"), |effect, side| effect.with(side, 0));
        let anchor = distances(Element::new("wp:anchor"))
            .with("simplePos", 0)
            .with("relativeHeight", self.height)
            .with("behindDoc", 1)
            .with("locked", 0)
            .with("layoutInCell", 1)
            .with("allowOverlap", 1)
            .child(Element::new("wp:simplePos").with("x", 0).with("y", 0))
            .child(place("wp:positionH", bounds.x0))
            .child(place("wp:positionV", bounds.y0))
            .child(extent("wp:extent", bounds))
            .child(no_effect)
            .child(Element::new("wp:wrapNone"))
            .child(properties)
            .child(Element::new("wp:cNvGraphicFramePr"))
            .child(graphic);
        Element::new("w:drawing").child(anchor)
    }
}

/// `wps:wsp`: with an id of its own in a group, where no `wp:docPr` gives it one.
fn shape(id: Option<u32>, figure: &Figure, at: Rect, scheme: &Scheme) -> Element {
    let own = id.map(|id| described("wps:cNvPr", id, &format!("Shape {id}"), ""));
    Element::new("wps:wsp")
        .children(own)
        .child(Element::new("wps:cNvSpPr"))
        .child(figure_properties("wps:spPr", figure, at, scheme))
        .child(Element::new("wps:bodyPr"))
}

fn graphic(uri: &str, content: Element) -> Element {
    let data = Element::new("a:graphicData").with("uri", uri).child(content);
    Element::new("a:graphic").child(data)
}

/// A drawing for readers that know the namespace of `prefix`: Word 2010 and later, LibreOffice.
fn needing(prefix: &str, drawing: Element) -> Element {
    let choice = Element::new("mc:Choice").with("Requires", prefix).child(drawing);
    Element::new("mc:AlternateContent").child(choice)
}

fn distances(element: Element) -> Element {
    ["distT", "distB", "distL", "distR"].into_iter().fold(element, |element, side| element.with(side, 0))
}

fn locks() -> Element {
    let ratio = Element::new("a:graphicFrameLocks").with("noChangeAspect", 1);
    Element::new("wp:cNvGraphicFramePr").child(ratio)
}
