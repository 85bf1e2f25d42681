//! Where a field shows: a widget annotation's place, turn, border and state (ISO 32000-1, 12.5.6.19).

use kurbo::{Rect, Size};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{border, geometry};

/// One place on a page where a field shows.
#[derive(Clone, Debug)]
pub(super) struct Widget {
    pub id: ObjectId,
    /// In points on its page.
    pub bounds: Rect,
    /// A quarter turn counter-clockwise, 0 to 3.
    pub turns: u8,
    /// The border's width in points.
    pub border: f64,
    /// The state of a tick that is on.
    pub on_state: Option<Vec<u8>>,
}

impl Widget {
    /// Width and height as its content runs: a quarter turn exchanges them.
    pub fn upright_size(&self) -> Size {
        let size = self.bounds.size();
        if self.turns.is_multiple_of(2) { size } else { Size::new(size.height, size.width) }
    }

    /// What its text is set in: the upright size and the border's width.
    pub fn frame(&self) -> (Size, f64) {
        (self.upright_size(), self.border)
    }
}

/// Reads the widget; `None` when it has no place.
pub(super) fn read(document: &Document, id: ObjectId) -> Option<Widget> {
    let dictionary = document.get_dictionary(id).ok()?;
    let bounds = geometry::rect(dictionary.get_deref(b"Rect", document).ok()?, document)?;
    let look = dictionary.get_deref(b"MK", document).and_then(Object::as_dict);
    let degrees = look.and_then(|look| look.get(b"R")).and_then(Object::as_i64).unwrap_or(0);
    let turns = u8::try_from(degrees.rem_euclid(360) / 90).unwrap_or(0);
    let border = border::width(dictionary, document);
    Some(Widget { id, bounds, turns, border, on_state: on_state(dictionary, document) })
}

/// The first state of the normal appearance that is not `Off`.
fn on_state(dictionary: &Dictionary, document: &Document) -> Option<Vec<u8>> {
    let appearances = dictionary.get_deref(b"AP", document).and_then(Object::as_dict).ok()?;
    let normal = appearances.get_deref(b"N", document).and_then(Object::as_dict).ok()?;
    normal.iter().map(|(state, _)| state.clone()).find(|state| state != b"Off")
}
