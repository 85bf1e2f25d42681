//! A page as people see it: its size, which way up it stands, and where a place on it lies in the page's own space
//! (ISO 32000-1, 7.7.3.3 and 14.11.2).

use std::collections::HashSet;

use kurbo::{Affine, Point, Rect, Size};
use lopdf::{Document, Object, ObjectId};

/// US Letter, which readers show when a page says nothing.
const USUAL: Rect = Rect::new(0.0, 0.0, 612.0, 792.0);

/// The visible part of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PageFrame {
    /// In the page's own units, y upwards.
    visible: Rect,
    /// Quarter turns clockwise, 0 to 3.
    turns: u8,
    /// Points in one of its units.
    unit: f64,
}

impl PageFrame {
    /// Reads the frame of a page, with what it inherits.
    pub fn of(page: ObjectId, document: &Document) -> Self {
        let media = inherited(page, b"MediaBox", document).and_then(|value| rect(value, document));
        let media = media.filter(|media| media.area() > 0.0).unwrap_or(USUAL);
        let crop = inherited(page, b"CropBox", document).and_then(|value| rect(value, document));
        let visible = crop.map(|crop| crop.intersect(media)).filter(|visible| visible.area() > 0.0);
        let degrees =
            inherited(page, b"Rotate", document).and_then(|value| value.as_float().ok()).unwrap_or(0.0);
        let unit = document.get_dictionary(page).and_then(|page| page.get_deref(b"UserUnit", document));
        let unit = unit.and_then(Object::as_float).ok().filter(|unit| *unit > 0.0 && unit.is_finite());
        Self {
            visible: visible.unwrap_or(media),
            turns: (degrees as i64).rem_euclid(360).div_euclid(90) as u8,
            unit: unit.map_or(1.0, f64::from),
        }
    }

    /// Width and height as people see them, in points.
    pub fn size(&self) -> Size {
        let size = self.visible.size() * self.unit;
        if self.turns.is_multiple_of(2) { size } else { Size::new(size.height, size.width) }
    }

    /// From points right of and below the top left corner that people see to the page's own space.
    pub fn seen_to_own(&self) -> Affine {
        let Rect { x0, y0, x1, y1 } = self.visible;
        let scale = 1.0 / self.unit;
        Affine::new(match self.turns {
            0 => [scale, 0.0, 0.0, -scale, x0, y1],
            1 => [0.0, scale, scale, 0.0, x0, y0],
            2 => [-scale, 0.0, 0.0, scale, x1, y0],
            _ => [0.0, -scale, -scale, 0.0, x1, y1],
        })
    }

    /// From a box of a place's size, y upwards, to the page's own space.
    pub fn place_to_own(&self, place: Rect) -> Affine {
        self.seen_to_own() * Affine::new([1.0, 0.0, 0.0, -1.0, place.x0, place.y1])
    }

    /// A rectangle of the page's own space as people see it.
    pub fn place(&self, rect: Rect) -> Rect {
        self.seen_to_own().inverse().transform_rect_bbox(rect)
    }
}

/// What a page has under a key, or the nearest node above it.
pub(super) fn inherited<'a>(page: ObjectId, key: &[u8], document: &'a Document) -> Option<&'a Object> {
    let mut seen = HashSet::new();
    let mut id = page;
    while seen.insert(id) {
        let node = document.get_dictionary(id).ok()?;
        if let Ok(value) = node.get_deref(key, document) {
            return Some(value);
        }
        id = node.get(b"Parent").and_then(Object::as_reference).ok()?;
    }
    None
}

/// Four numbers as a rectangle, whichever corners they are.
pub(super) fn rect(value: &Object, document: &Document) -> Option<Rect> {
    let number = |corner: &Object| {
        let number = document.dereference(corner).ok()?.1.as_float().ok()?;
        number.is_finite().then_some(f64::from(number))
    };
    let corners: Vec<f64> = value.as_array().ok()?.iter().map(number).collect::<Option<_>>()?;
    let [x0, y0, x1, y1] = corners[..] else { return None };
    Some(Rect::from_points(Point::new(x0, y0), Point::new(x1, y1)))
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn places_follow_the_turn_the_crop_and_the_unit() {
        let check = |turn: i64, unit: f32, size: (f64, f64), expected: Rect| {
            let mut document = Document::new();
            let parent = document.add_object(dictionary! {
                "MediaBox" => vec![(-10).into(), 0.into(), 500.into(), 700.into()], "Rotate" => turn,
            });
            let page = document.add_object(dictionary! {
                "Parent" => parent, "UserUnit" => unit,
                "CropBox" => vec![300.into(), 620.into(), 100.into(), 20.into()],
            });
            let frame = PageFrame::of(page, &document);
            assert_eq!(frame.size(), Size::new(size.0, size.1), "{turn}");
            let place = Rect::from_origin_size((10.0, 20.0), (40.0, 30.0));
            let own = frame.place_to_own(place).transform_rect_bbox(Rect::new(0.0, 0.0, 40.0, 30.0));
            assert_eq!(own, expected, "{turn}");
            assert_eq!(frame.place(own), place);
        };
        check(0, 1.0, (200.0, 600.0), Rect::new(110.0, 570.0, 150.0, 600.0));
        check(90, 1.0, (600.0, 200.0), Rect::new(120.0, 30.0, 150.0, 70.0));
        check(180, 1.0, (200.0, 600.0), Rect::new(250.0, 40.0, 290.0, 70.0));
        check(-90, 1.0, (600.0, 200.0), Rect::new(250.0, 570.0, 280.0, 610.0));
        check(360, 2.0, (400.0, 1200.0), Rect::new(105.0, 595.0, 125.0, 610.0));
    }
}
