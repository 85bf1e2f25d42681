//! Pictures put into their places: the frame, wrap, border, effects and links stay; the pixels, the crop and the
//! alternative text are new.

use std::collections::BTreeMap;

use super::alt;
use super::frames::{self, Prefixes, Shown};
use super::inline;
use super::places::fit_of;
use super::render::stop_prompting;
use super::vml;
use crate::documents::DocumentError;
use crate::documents::drawing::stored::{Related, Stored};
use crate::documents::markup::tree::{Element, Node};
use crate::documents::package::Package;
use crate::documents::template::wall::{Hanging, Wall, WantedPicture};
use crate::scene::{Fit, Picture, PixelSize};
use kurbo::{Rect, Size};

/// The pictures of one filling.
pub(super) struct Gallery<'d> {
    pictures: &'d BTreeMap<String, Picture>,
    wall: &'d Wall,
    stored: BTreeMap<String, Stored>,
}

/// A picture for one place.
struct Hung {
    stored: Stored,
    crop: [i64; 4],
    focus: (f64, f64),
    /// What it shows; `None` when it is only decoration.
    alt: Option<String>,
}

impl Hung {
    /// Stores it and relates a part to it.
    fn show(&self, crop: [i64; 4], room: &mut Room<'_>) -> Result<Shown, DocumentError> {
        let Related { image, svg } = self.stored.relate(room.part, room.package)?;
        Ok(Shown { image, drawing: svg, crop })
    }
}

/// The part that pictures are hung in.
struct Room<'r> {
    part: &'r str,
    package: &'r mut Package,
    prefixes: Prefixes,
    /// The relationships of the pictures that were there before.
    replaced: Vec<String>,
    /// What goes behind the whole slide.
    background: Option<Shown>,
}

impl<'d> Gallery<'d> {
    /// The pictures by the names that are wanted; the data may say `fit`, `focus` and `alt` there too.
    pub fn new(pictures: &'d BTreeMap<String, Picture>, wall: &'d Wall) -> Self {
        Self { pictures, wall, stored: BTreeMap::new() }
    }

    /// Fills every marked picture of a part. Returns the relationship ids of the pictures that were there before.
    ///
    /// # Errors
    /// [`DocumentError::Picture`] for a picture that is no picture; [`DocumentError::Writer`] when a drawing has no
    /// pixels.
    pub fn hang<'a>(
        &mut self,
        nodes: &mut Vec<Node<'a>>,
        part: &str,
        package: &mut Package,
    ) -> Result<Vec<String>, DocumentError> {
        let prefixes = Prefixes::of(nodes);
        let mut room = Room { part, package, prefixes, replaced: Vec::new(), background: None };
        self.hang_all(nodes, &mut room)?;
        let slide = nodes.iter_mut().find_map(Node::element_mut).and_then(|root| root.child_mut("cSld"));
        if let (Some(shown), Some(slide)) = (room.background.take(), slide) {
            room.replaced.extend(frames::set_background(slide, &shown, &room.prefixes));
        }
        Ok(room.replaced)
    }

    fn hang_all<'a>(&mut self, nodes: &mut Vec<Node<'a>>, room: &mut Room<'_>) -> Result<(), DocumentError> {
        let mut kept = Vec::with_capacity(nodes.len());
        for mut node in std::mem::take(nodes) {
            let stays = match &mut node {
                Node::Element(element) => self.hang_one(element, room)?,
                _ => true,
            };
            if stays {
                kept.push(node);
            }
        }
        *nodes = kept;
        Ok(())
    }

    /// Fills an element and what it holds; whether it stays.
    fn hang_one(&mut self, element: &mut Element<'_>, room: &mut Room<'_>) -> Result<bool, DocumentError> {
        let number = if element.is_paragraph() { 0 } else { element.number };
        if let Some((hanging, wanted)) = self.wall.hanging(number) {
            if element.local() == "inline" {
                self.fill_inline(element, hanging, wanted, room)?;
                return Ok(true);
            }
            match self.hung(hanging, wanted)? {
                Some(hung) if !self.fill_place(element, &hung, room)? => return Ok(false),
                Some(_) => {}
                None => return Ok(!frames::is_place(element)),
            }
        } else if element.local() == "drawing" && self.is_left_empty(element) {
            return Ok(false);
        }
        let before = room.replaced.len();
        self.hang_all(&mut element.children, room)?;
        if room.replaced.len() > before {
            stop_prompting(element);
        }
        Ok(true)
    }

    /// Puts a picture into a marked element, or its words; whether the element stays.
    fn fill_place(
        &mut self,
        element: &mut Element<'_>,
        hung: &Hung,
        room: &mut Room<'_>,
    ) -> Result<bool, DocumentError> {
        if !frames::is_place(element) {
            alt::describe(element, hung.alt.as_deref(), &room.prefixes);
            return Ok(true);
        }
        let shown = hung.show(hung.crop, room)?;
        if frames::is_background(element) {
            room.replaced.extend(frames::images(element));
            room.background = Some(shown);
            return Ok(false);
        }
        room.replaced.extend(match vml::is_picture(element) {
            true => vml::show(element, &shown, hung.alt.as_deref(), &room.prefixes.relations),
            false => frames::show(element, &shown, &room.prefixes),
        });
        Ok(true)
    }

    /// Puts a picture into a drawing that was made for it in running text.
    fn fill_inline(
        &mut self,
        drawing: &mut Element<'_>,
        hanging: &Hanging,
        wanted: &WantedPicture,
        room: &mut Room<'_>,
    ) -> Result<(), DocumentError> {
        let Some(picture) = self.pictures.get(&wanted.name) else { return Ok(()) };
        let Some(hung) = self.hung(hanging, wanted)? else { return Ok(()) };
        let (frame, fit) = inline::frame(drawing, hanging.fit, picture.size);
        let shown = hung.show(crop(fit, frame, picture.size, hung.focus), room)?;
        inline::show(drawing, &shown, hung.alt.as_deref(), &room.prefixes);
        Ok(())
    }

    /// Whether it is a drawing of Word whose picture the data leaves out.
    fn is_left_empty(&self, drawing: &Element<'_>) -> bool {
        let own = drawing.elements().filter_map(|frame| frame.child("docPr")).next();
        let hanging = own.and_then(|own| self.wall.hanging(own.number));
        hanging.is_some_and(|(_, wanted)| !self.pictures.contains_key(&wanted.name))
    }

    fn hung(&mut self, hanging: &Hanging, wanted: &WantedPicture) -> Result<Option<Hung>, DocumentError> {
        let name = &wanted.name;
        let Some(picture) = self.pictures.get(name) else {
            return Ok(None);
        };
        let stored = match self.stored.get(name) {
            Some(stored) => stored.clone(),
            None => {
                let stored = Stored::of(picture)?;
                self.stored.insert(name.clone(), stored.clone());
                stored
            }
        };
        let said = |key: &str| wanted.value.as_ref().and_then(|value| value.get(key));
        let fit = said("fit").and_then(|fit| fit_of(fit.as_str()?)).unwrap_or(hanging.fit);
        // Only the data can say that a picture says nothing.
        let alt = match said("alt").and_then(|alt| alt.as_str()) {
            Some("") => None,
            alt => Some(alt.unwrap_or(&picture.alt).to_owned()),
        };
        let focus = said("focus").and_then(focus).unwrap_or((0.5, 0.5));
        Ok(Some(Hung { stored, crop: crop(fit, hanging.size, picture.size, focus), focus, alt }))
    }
}

/// `[x, y]`, each 0 to 1: the point that stays in sight.
fn focus(value: &serde_json::Value) -> Option<(f64, f64)> {
    let part = |at: usize| value.get(at)?.as_f64().filter(|part| (0.0..=1.0).contains(part));
    Some((part(0)?, part(1)?))
}

/// How much of each side is cut (left, top, right, bottom), in thousandths of a percent of the picture; negative
/// where the frame stays empty. Word and PowerPoint write just this for "fill" and "fit" (ECMA-376 part 1,
/// 20.1.8.55).
fn crop(fit: Fit, frame: Size, picture: PixelSize, focus: (f64, f64)) -> [i64; 4] {
    if fit == Fit::Stretch || frame.area() <= 0.0 || picture.area() == 0 {
        return [0; 4];
    }
    let frame = frame.to_rect();
    let whole = Size::new(picture.width.into(), picture.height.into());
    let place: Rect = fit.place(whole, frame, focus);
    let share = |cut: f64, length: f64| (cut / length * 100_000.0).round() as i64;
    [
        share(frame.x0 - place.x0, place.width()),
        share(frame.y0 - place.y0, place.height()),
        share(place.x1 - frame.x1, place.width()),
        share(place.y1 - frame.y1, place.height()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cover_cuts_and_contain_leaves_room() {
        let at = |fit, frame: (f64, f64), pixels: (u32, u32), focus, expected| {
            assert_eq!(crop(fit, frame.into(), PixelSize::new(pixels.0, pixels.1), focus), expected);
        };
        let check = |fit, frame, pixels, expected| at(fit, frame, pixels, (0.5, 0.5), expected);
        check(Fit::Cover, (100.0, 100.0), (200, 100), [25_000, 0, 25_000, 0]);
        check(Fit::Cover, (200.0, 100.0), (100, 100), [0, 25_000, 0, 25_000]);
        check(Fit::Contain, (100.0, 100.0), (200, 100), [0, -50_000, 0, -50_000]);
        check(Fit::Contain, (200.0, 100.0), (100, 100), [-50_000, 0, -50_000, 0]);
        check(Fit::Cover, (16.0, 9.0), (1600, 900), [0; 4]);
        check(Fit::Stretch, (200.0, 100.0), (100, 100), [0; 4]);
        check(Fit::Cover, (0.0, 100.0), (100, 100), [0; 4]);
        check(Fit::Cover, (100.0, 100.0), (0, 100), [0; 4]);
        at(Fit::Cover, (100.0, 100.0), (200, 100), (0.0, 0.5), [0, 0, 50_000, 0]);
        at(Fit::Cover, (100.0, 100.0), (200, 100), (0.4, 0.5), [15_000, 0, 35_000, 0]);
        at(Fit::Cover, (200.0, 100.0), (100, 100), (0.5, 1.0), [0, 50_000, 0, 0]);
        at(Fit::Contain, (100.0, 100.0), (200, 100), (0.0, 0.0), [0, -50_000, 0, -50_000]);
    }
}
