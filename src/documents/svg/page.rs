//! A scene's items as SVG elements, in paint order.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kurbo::{Rect, Size};

use super::xml::{Xml, number};
use super::{shapes, text};
use crate::documents::DocumentError;
use crate::scene::{Content, Drawing, Encoding, Fonts, Frame, Item, Paint, Picture, Scene, Shape};

/// A page being written.
pub(super) struct PageWriter<'a> {
    xml: Xml,
    scene: &'a Scene,
    fonts: &'a Fonts,
    next_id: usize,
}

impl<'a> PageWriter<'a> {
    pub fn new(xml: Xml, scene: &'a Scene, fonts: &'a Fonts) -> Self {
        Self { xml, scene, fonts, next_id: 0 }
    }

    /// Writes the ground and every item.
    pub fn write(&mut self, pictures: &[Picture]) -> Result<(), DocumentError> {
        self.decorate(&Shape::filled(self.scene.page.bounds(), Paint::Solid(self.scene.background)));
        let mut pictures = pictures.iter();
        for item in &self.scene.items {
            match item {
                Item::Shape(shape) => self.decorate(shape),
                Item::Text(words) => {
                    let placed = self.fonts.typeset(words, self.scene.language)?;
                    text::write(&mut self.xml, words, &placed, self.fonts, self.scene.language);
                }
                Item::Frame(frame) => {
                    if let Some(picture) = pictures.next() {
                        self.fill_frame(frame, picture);
                    }
                }
            }
        }
        Ok(())
    }

    /// Hands over what was written.
    pub fn finish(self) -> Xml {
        self.xml
    }

    /// An outline that screen readers pass over.
    fn decorate(&mut self, shape: &Shape) {
        self.xml.open("g", &[("aria-hidden", "true")]);
        shapes::write(&mut self.xml, &mut self.next_id, shape);
        self.xml.close();
    }

    fn fill_frame(&mut self, frame: &Frame, picture: &Picture) {
        let alt = if picture.alt.is_empty() { &frame.alt } else { &picture.alt };
        let (role, hidden) = if alt.is_empty() { ("", "true") } else { ("img", "") };
        let clip = shapes::clip(&mut self.xml, &mut self.next_id, &frame.outline());
        let attributes =
            [("clip-path", clip.as_str()), ("role", role), ("aria-label", alt), ("aria-hidden", hidden)];
        self.xml.open("g", &attributes);
        match &picture.content {
            Content::Drawn(drawing) => self.draw_all(drawing, frame.placement(drawing.size)),
            Content::Encoded { encoding, bytes } => {
                let size = Size::new(picture.size.width.into(), picture.size.height.into());
                self.embed(bytes, *encoding, frame.placement(size));
            }
            Content::Svg { png, .. } => {
                let size = Size::new(picture.size.width.into(), picture.size.height.into());
                self.embed(png, Encoding::Png, frame.placement(size));
            }
        }
        self.xml.close();
    }

    /// A drawing in a view of its own, which lays its canvas on `place` and cuts what sticks out.
    fn draw_all(&mut self, drawing: &Drawing, place: Rect) {
        let canvas = format!("0 0 {} {}", number(drawing.size.width), number(drawing.size.height));
        self.open_on("svg", place, ("viewBox", &canvas));
        for shape in &drawing.shapes {
            shapes::write(&mut self.xml, &mut self.next_id, shape);
        }
        self.xml.close();
    }

    fn embed(&mut self, bytes: &[u8], encoding: Encoding, place: Rect) {
        let address = format!("data:{};base64,{}", encoding.media_type(), STANDARD.encode(bytes));
        self.open_on("image", place, ("href", &address));
        self.xml.close();
    }

    /// Opens an element that fills `place`.
    fn open_on(&mut self, element: &'static str, place: Rect, own: (&str, &str)) {
        let [x, y, width, height] = [place.x0, place.y0, place.width(), place.height()].map(number);
        let place = [("x", x.as_str()), ("y", &y), ("width", &width), ("height", &height)];
        let [one, two, three, four] = place;
        self.xml.open(element, &[one, two, three, four, ("preserveAspectRatio", "none"), own]);
    }
}
