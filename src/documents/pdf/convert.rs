//! Scene geometry and colours in krilla's types. krilla keeps the scene's convention: points, y downwards.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::num::NormalizedF32;
use krilla::paint::{self, Fill, FillRule, LineCap, LineJoin, LinearGradient, RadialGradient, SpreadMethod};
use kurbo::{Affine, BezPath, PathEl};

use crate::scene::{Colour, Paint, Stop, Stroke};

/// The outline; `None` when it encloses and draws nothing.
pub(super) fn path(outline: &BezPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let at = |point: kurbo::Point| (point.x as f32, point.y as f32);
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(to) => builder.move_to(at(to).0, at(to).1),
            PathEl::LineTo(to) => builder.line_to(at(to).0, at(to).1),
            PathEl::QuadTo(one, to) => builder.quad_to(at(one).0, at(one).1, at(to).0, at(to).1),
            PathEl::CurveTo(one, two, to) => {
                builder.cubic_to(at(one).0, at(one).1, at(two).0, at(two).1, at(to).0, at(to).1);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

/// The rectangle; `None` when it is empty or not finite.
pub(in crate::documents) fn rect(rect: kurbo::Rect) -> Option<Rect> {
    Rect::from_ltrb(rect.x0 as f32, rect.y0 as f32, rect.x1 as f32, rect.y1 as f32)
}

pub(in crate::documents) fn point(point: kurbo::Point) -> Point {
    Point::from_xy(point.x as f32, point.y as f32)
}

pub(super) fn transform(affine: Affine) -> Transform {
    let [sx, ky, kx, sy, tx, ty] = affine.as_coeffs().map(|part| part as f32);
    Transform::from_row(sx, ky, kx, sy, tx, ty)
}

/// The fill of an outline: non-zero winding.
pub(super) fn fill(paint: &Paint) -> Fill {
    let gradient = match paint {
        Paint::Solid(colour) => return solid(*colour),
        Paint::Linear { stops, .. } | Paint::Radial { stops, .. } if is_plain(paint) => {
            return solid(stops.last().map_or(Colour::BLACK.with_alpha(0.0), |stop| stop.colour));
        }
        Paint::Linear { from, to, stops } => linear(*from, *to, stops).into(),
        Paint::Radial { centre, radius, stops } => radial(*centre, *radius, stops).into(),
    };
    Fill { paint: gradient, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

/// One colour with its opacity.
pub(super) fn solid(colour: Colour) -> Fill {
    Fill { paint: rgb(colour).into(), opacity: opacity(colour), rule: FillRule::NonZero }
}

/// A line with round ends and joins.
pub(super) fn stroke(stroke: Stroke) -> paint::Stroke {
    paint::Stroke {
        paint: rgb(stroke.colour).into(),
        width: stroke.width as f32,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        opacity: opacity(stroke.colour),
        ..paint::Stroke::default()
    }
}

/// A gradient without length or with fewer than two stops shows its last colour only.
fn is_plain(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(_) => true,
        Paint::Linear { from, to, stops } => stops.len() < 2 || from.distance(*to) < 1e-6,
        Paint::Radial { radius, stops, .. } => stops.len() < 2 || *radius < 1e-6,
    }
}

fn linear(from: kurbo::Point, to: kurbo::Point, stops: &[Stop]) -> LinearGradient {
    let (from, to) = (point(from), point(to));
    LinearGradient {
        x1: from.x,
        y1: from.y,
        x2: to.x,
        y2: to.y,
        transform: Transform::identity(),
        spread_method: SpreadMethod::Pad,
        stops: gradient_stops(stops),
        anti_alias: false,
    }
}

fn radial(centre: kurbo::Point, radius: f64, stops: &[Stop]) -> RadialGradient {
    let centre = point(centre);
    RadialGradient {
        fx: centre.x,
        fy: centre.y,
        fr: 0.0,
        cx: centre.x,
        cy: centre.y,
        cr: radius as f32,
        transform: Transform::identity(),
        spread_method: SpreadMethod::Pad,
        stops: gradient_stops(stops),
        anti_alias: false,
    }
}

/// The stops in growing order, as PDF's stitching functions want them.
fn gradient_stops(stops: &[Stop]) -> Vec<paint::Stop> {
    let mut reached = 0.0_f32;
    let convert = |stop: &Stop| {
        reached = stop.offset.clamp(reached, 1.0);
        paint::Stop {
            offset: NormalizedF32::new(reached).unwrap_or(NormalizedF32::ONE),
            color: rgb(stop.colour).into(),
            opacity: opacity(stop.colour),
        }
    };
    stops.iter().map(convert).collect()
}

fn rgb(colour: Colour) -> rgb::Color {
    rgb::Color::new(colour.red, colour.green, colour.blue)
}

fn opacity(colour: Colour) -> NormalizedF32 {
    NormalizedF32::new(f32::from(colour.alpha) / 255.0).unwrap_or(NormalizedF32::ONE)
}
