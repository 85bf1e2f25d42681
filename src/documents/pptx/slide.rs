//! The slide: every graphic in paint order, which is the order it is read in.

use kurbo::Rect;

use super::frame;
use super::text::{self, Style};
use crate::documents::DocumentError;
use crate::documents::drawing::element::Element;
use crate::documents::drawing::picture::{blip_fill, described, named};
use crate::documents::drawing::plan::{Figure, Graphic, Ornament, Placed, around};
use crate::documents::drawing::wording::Wording;
use crate::documents::drawing::{figure_properties, group_transform, transform};
use crate::documents::package::Package;
use crate::documents::package::ids::Ids;
use crate::scene::{Anchor, Role, Scene};

/// The part `part`, with its pictures added to the package.
///
/// # Errors
/// [`DocumentError::Broken`] as for [`Package::relate`].
pub(super) fn part(
    package: &mut Package,
    part: &str,
    scene: &Scene,
    graphics: &[Graphic<'_>],
    style: &Style<'_>,
) -> Result<Vec<u8>, DocumentError> {
    let mut writer = SlideWriter { package, part, style, ids: Ids::default(), has_title: false };
    writer.ids.take(Some(1)); // the tree's own
    let mut shapes = Vec::new();
    for graphic in graphics {
        shapes.push(writer.graphic(graphic)?);
    }
    if !writer.has_title && !scene.title.is_empty() {
        shapes.push(writer.hidden_title(scene));
    }
    let slide =
        Element::new("p:cSld").child(frame::background(scene, style.scheme)).child(frame::tree(shapes));
    let mapping = Element::new("p:clrMapOvr").child(Element::new("a:masterClrMapping"));
    Ok(frame::root("p:sld").child(slide).child(mapping).into_part())
}

struct SlideWriter<'a> {
    package: &'a mut Package,
    part: &'a str,
    style: &'a Style<'a>,
    ids: Ids,
    has_title: bool,
}

impl SlideWriter<'_> {
    fn graphic(&mut self, graphic: &Graphic<'_>) -> Result<Element, DocumentError> {
        match graphic {
            Graphic::Decoration(ornaments) => self.decoration(ornaments),
            Graphic::Picture(placed) => self.picture(placed),
            Graphic::Text(wording) => Ok(self.text(wording)),
        }
    }

    /// One ornament alone, several as a group, so that people can move them out of the way in one go.
    fn decoration(&mut self, ornaments: &[Ornament]) -> Result<Element, DocumentError> {
        if let [only] = ornaments {
            return self.ornament(only);
        }
        let id = self.ids.take(None);
        let own = Element::new("p:nvGrpSpPr")
            .child(described("p:cNvPr", id, &format!("Decoration {id}"), ""))
            .child(Element::new("p:cNvGrpSpPr"))
            .child(Element::new("p:nvPr"));
        let around = around(ornaments);
        let place = group_transform(around, around);
        let mut group = Element::new("p:grpSp").child(own).child(Element::new("p:grpSpPr").child(place));
        for ornament in ornaments {
            group = group.child(self.ornament(ornament)?);
        }
        Ok(group)
    }

    fn ornament(&mut self, ornament: &Ornament) -> Result<Element, DocumentError> {
        match ornament {
            Ornament::Outline(figure) => Ok(self.figure(figure)),
            Ornament::Picture(placed) => self.picture(placed),
        }
    }

    fn figure(&mut self, figure: &Figure) -> Element {
        let id = self.ids.take(None);
        let own = Element::new("p:nvSpPr")
            .child(described("p:cNvPr", id, &format!("Shape {id}"), ""))
            .child(Element::new("p:cNvSpPr"))
            .child(Element::new("p:nvPr"));
        let form = figure_properties("p:spPr", figure, figure.bounds, self.style.scheme);
        Element::new("p:sp").child(own).child(form)
    }

    fn picture(&mut self, placed: &Placed) -> Result<Element, DocumentError> {
        let related = placed.stored.relate(self.part, self.package)?;
        let id = self.ids.take(None);
        let locks = Element::new("a:picLocks").with("noChangeAspect", 1);
        let own = Element::new("p:nvPicPr")
            .child(described("p:cNvPr", id, &format!("Picture {id}"), &placed.alt))
            .child(Element::new("p:cNvPicPr").child(locks))
            .child(Element::new("p:nvPr"));
        let form = Element::new("p:spPr")
            .child(transform(placed.bounds, false))
            .child(placed.outline.geometry(placed.bounds));
        Ok(Element::new("p:pic").child(own).child(blip_fill("p:blipFill", &related, placed)).child(form))
    }

    fn text(&mut self, wording: &Wording<'_>) -> Element {
        let block = wording.block(text::rise);
        let bounds = wording.text.bounds;
        // The program sets the block in the box by the same anchor; what is left is the difference of its baselines.
        let room = bounds.height() - block.height;
        let down = block.top - (bounds.y0 + room * anchor_share(wording));
        let place = Rect::new(wording.edges.0, bounds.y0 + down, wording.edges.1, bounds.y1 + down);
        let is_title = wording.text.role == Role::Title && !self.has_title;
        self.has_title |= is_title;
        let body = text::body(wording, &block.gaps, self.style);
        self.text_shape(name_of(wording.text.role), is_title, place, body)
    }

    /// The scene's title above the slide, where it is not seen but found.
    fn hidden_title(&mut self, scene: &Scene) -> Element {
        let page = scene.page.size;
        let height = 36.0;
        let place = Rect::new(0.0, -height - 12.0, page.width, -12.0);
        let run = Element::new("a:r")
            .child(Element::new("a:rPr").with("lang", scene.language.tag()).with("sz", 1_800))
            .child(Element::new("a:t").text(scene.title.as_str()));
        let body = Element::new("p:txBody")
            .child(Element::new("a:bodyPr").with("anchor", "b").child(Element::new("a:normAutofit")))
            .child(Element::new("a:lstStyle"))
            .child(Element::new("a:p").child(run));
        self.text_shape("Title", true, place, body)
    }

    fn text_shape(&mut self, name: &str, is_title: bool, place: Rect, body: Element) -> Element {
        let id = self.ids.take(None);
        let (kind, form) = match is_title {
            true => (
                Element::new("p:cNvSpPr").child(Element::new("a:spLocks").with("noGrp", 1)),
                Element::new("p:nvPr").child(Element::new("p:ph").with("type", "title")),
            ),
            false => (Element::new("p:cNvSpPr").with("txBox", 1), Element::new("p:nvPr")),
        };
        let own = Element::new("p:nvSpPr")
            .child(named("p:cNvPr", id, &format!("{name} {id}")))
            .child(kind)
            .child(form);
        let shape = Element::new("p:spPr")
            .child(transform(place, false))
            .child(Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst")))
            .child(Element::new("a:noFill"));
        Element::new("p:sp").child(own).child(shape).child(body)
    }
}

/// How much of the empty room in a box is above its lines.
fn anchor_share(wording: &Wording<'_>) -> f64 {
    match wording.text.anchor {
        Anchor::Top => 0.0,
        Anchor::Middle => 0.5,
        Anchor::Bottom => 1.0,
    }
}

fn name_of(role: Role) -> &'static str {
    match role {
        Role::Title => "Title",
        Role::Subtitle => "Subtitle",
        Role::Kicker => "Kicker",
        Role::Date => "Date",
        Role::Place => "Place",
        Role::Host => "Host",
        Role::Body => "Text",
        Role::Note => "Note",
    }
}
