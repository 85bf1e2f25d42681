//! The mark of a ticked box, drawn as its caption asks (ISO 32000-1, table 189: `CA` in ZapfDingbats).

use kurbo::{Circle, PathEl, Rect, Shape, Size};
use lopdf::{Dictionary, Document, Object};

/// The operators that draw the mark in a box of that size, in black.
pub(super) fn operators(widget: &Dictionary, size: Size, document: &Document) -> String {
    let look = widget.get_deref(b"MK", document).and_then(Object::as_dict);
    let caption = look.and_then(|look| look.get_deref(b"CA", document)).and_then(Object::as_str);
    let caption = caption.ok().and_then(|caption| caption.first().copied()).unwrap_or(b'4');
    let side = 0.6 * size.width.min(size.height);
    let origin = ((size.width - side) / 2.0, (size.height - side) / 2.0);
    let at = |across: f64, up: f64| format!("{:.3} {:.3}", origin.0 + side * across, origin.1 + side * up);
    let middle = Rect::from_origin_size(origin, (side, side)).center();
    match caption {
        b'l' => format!("q 0 g {} f Q\n", path(Circle::new(middle, 0.4 * side))),
        b'n' => format!("q 0 g {} {side:.3} {side:.3} re f Q\n", at(0.0, 0.0)),
        b'u' => format!(
            "q 0 g {} m {} l {} l {} l h f Q\n",
            at(0.5, 0.0),
            at(1.0, 0.5),
            at(0.5, 1.0),
            at(0.0, 0.5)
        ),
        b'8' => format!(
            "q 0 G {:.3} w {} m {} l {} m {} l S Q\n",
            0.15 * side,
            at(0.05, 0.05),
            at(0.95, 0.95),
            at(0.05, 0.95),
            at(0.95, 0.05)
        ),
        _ => format!(
            "q 0 G {:.3} w 1 J 1 j {} m {} l {} l S Q\n",
            0.15 * side,
            at(0.05, 0.5),
            at(0.4, 0.12),
            at(0.95, 0.9)
        ),
    }
}

/// A shape as path operators.
fn path(shape: impl Shape) -> String {
    let at = |point: kurbo::Point| format!("{:.3} {:.3}", point.x, point.y);
    let element = |element| match element {
        PathEl::MoveTo(to) => format!("{} m", at(to)),
        PathEl::LineTo(to) => format!("{} l", at(to)),
        PathEl::QuadTo(one, to) => format!("{} {} {} c", at(one), at(one), at(to)),
        PathEl::CurveTo(one, two, to) => format!("{} {} {} c", at(one), at(two), at(to)),
        PathEl::ClosePath => "h".to_owned(),
    };
    shape.path_elements(0.05).map(element).collect::<Vec<_>>().join(" ")
}
