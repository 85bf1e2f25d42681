//! Outlines and their paint.

use std::fmt::Write as _;

use kurbo::{BezPath, PathEl};

use super::xml::{Xml, number};
use crate::scene::{Colour, Paint, Shape, Stop};

/// Writes a shape; `next_id` counts the file's gradients and clips.
pub(super) fn write(xml: &mut Xml, next_id: &mut usize, shape: &Shape) {
    if shape.path.is_empty() || (shape.fill.is_none() && shape.stroke.is_none()) {
        return;
    }
    let (fill, fill_opacity) = match &shape.fill {
        None => ("none".to_owned(), String::new()),
        Some(paint) => paint_reference(xml, next_id, paint),
    };
    let stroke =
        shape.stroke.map(|stroke| (hex(stroke.colour), opacity(stroke.colour), number(stroke.width)));
    let (stroke, stroke_opacity, stroke_width) = stroke.unwrap_or_default();
    let round = if stroke.is_empty() { "" } else { "round" };
    xml.empty(
        "path",
        &[
            ("d", &path_data(&shape.path)),
            ("fill", &fill),
            ("fill-opacity", &fill_opacity),
            ("stroke", &stroke),
            ("stroke-opacity", &stroke_opacity),
            ("stroke-width", &stroke_width),
            ("stroke-linecap", round),
            ("stroke-linejoin", round),
        ],
    );
}

/// Writes a clipping outline and gives its reference.
pub(super) fn clip(xml: &mut Xml, next_id: &mut usize, outline: &BezPath) -> String {
    let id = name(next_id);
    xml.open("clipPath", &[("id", &id)]);
    xml.empty("path", &[("d", &path_data(outline))]);
    xml.close();
    format!("url(#{id})")
}

/// The colour as `#rrggbb`.
pub(super) fn hex(colour: Colour) -> String {
    format!("#{colour}").to_lowercase()
}

/// The colour's opacity; empty when it is solid.
pub(super) fn opacity(colour: Colour) -> String {
    if colour.alpha == 255 { String::new() } else { number(f64::from(colour.alpha) / 255.0) }
}

/// A paint as the values of `fill` and `fill-opacity`; gradients are defined on the way.
fn paint_reference(xml: &mut Xml, next_id: &mut usize, paint: &Paint) -> (String, String) {
    match paint {
        Paint::Solid(colour) => (hex(*colour), opacity(*colour)),
        Paint::Linear { from, to, stops } => {
            let place = [("x1", from.x), ("y1", from.y), ("x2", to.x), ("y2", to.y)];
            (gradient(xml, next_id, "linearGradient", &place, stops), String::new())
        }
        Paint::Radial { centre, radius, stops } => {
            let place = [("cx", centre.x), ("cy", centre.y), ("r", *radius)];
            (gradient(xml, next_id, "radialGradient", &place, stops), String::new())
        }
    }
}

fn gradient(
    xml: &mut Xml,
    next_id: &mut usize,
    element: &'static str,
    place: &[(&str, f64)],
    stops: &[Stop],
) -> String {
    let id = name(next_id);
    let place: Vec<_> = place.iter().map(|(key, value)| (*key, number(*value))).collect();
    let mut attributes = vec![("id", id.as_str()), ("gradientUnits", "userSpaceOnUse")];
    attributes.extend(place.iter().map(|(key, value)| (*key, value.as_str())));
    xml.open(element, &attributes);
    for stop in stops {
        let offset = number(stop.offset.into());
        let (colour, opacity) = (hex(stop.colour), opacity(stop.colour));
        xml.empty("stop", &[("offset", &offset), ("stop-color", &colour), ("stop-opacity", &opacity)]);
    }
    xml.close();
    format!("url(#{id})")
}

fn name(next_id: &mut usize) -> String {
    *next_id += 1;
    format!("v{next_id}")
}

fn path_data(path: &BezPath) -> String {
    let mut data = String::new();
    let at = |point: kurbo::Point| format!("{} {}", number(point.x), number(point.y));
    for element in path.elements() {
        let _ = match *element {
            PathEl::MoveTo(to) => write!(data, "M{}", at(to)),
            PathEl::LineTo(to) => write!(data, "L{}", at(to)),
            PathEl::QuadTo(one, to) => write!(data, "Q{} {}", at(one), at(to)),
            PathEl::CurveTo(one, two, to) => write!(data, "C{} {} {}", at(one), at(two), at(to)),
            PathEl::ClosePath => write!(data, "Z"),
        };
    }
    data
}
