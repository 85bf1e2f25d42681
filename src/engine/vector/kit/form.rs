//! Outlines that recur.

use std::f64::consts::{PI, TAU};

use kurbo::{Affine, BezPath, Circle, Point, Rect, RoundedRect, Shape as _, Vec2};

use super::curve;

/// How exactly arcs follow their circle, in canvas units (1000 on the short side).
const EXACT: f64 = 0.05;

/// A disc.
pub fn disc(centre: impl Into<Point>, radius: f64) -> BezPath {
    Circle::new(centre, radius.max(0.0)).to_path(EXACT)
}

/// A filled part of a disc from `start`, over `sweep` (radians, clockwise from the right), to its centre.
pub fn sector(centre: Point, radius: f64, start: f64, sweep: f64) -> BezPath {
    let mut path = BezPath::new();
    path.move_to(centre);
    path.line_to(centre + Vec2::from_angle(start) * radius);
    arc_to(&mut path, centre, radius, start, sweep);
    path.close_path();
    path
}

/// A part of a ring between two radii.
pub fn band(centre: Point, inner: f64, outer: f64, start: f64, sweep: f64) -> BezPath {
    let mut path = BezPath::new();
    path.move_to(centre + Vec2::from_angle(start) * outer);
    arc_to(&mut path, centre, outer, start, sweep);
    path.line_to(centre + Vec2::from_angle(start + sweep) * inner);
    arc_to(&mut path, centre, inner, start + sweep, -sweep);
    path.close_path();
    path
}

/// An open arc.
pub fn arc(centre: Point, radius: f64, start: f64, sweep: f64) -> BezPath {
    let mut path = BezPath::new();
    path.move_to(centre + Vec2::from_angle(start) * radius);
    arc_to(&mut path, centre, radius, start, sweep);
    path
}

/// An upright arch: a rectangle under a half circle, standing on `bottom`; a low one is cut by the floor.
pub fn arch(left: f64, right: f64, top: f64, bottom: f64) -> BezPath {
    let radius = (right - left) / 2.0;
    let centre = Point::new(left + radius, top + radius);
    let mut path = BezPath::new();
    path.move_to((left, bottom.max(centre.y)));
    path.line_to((left, centre.y));
    arc_to(&mut path, centre, radius, PI, PI);
    path.line_to((right, bottom.max(centre.y)));
    path.close_path();
    path
}

/// A rectangle with round corners.
pub fn rounded(rect: Rect, radius: f64) -> BezPath {
    RoundedRect::from_rect(rect, radius.min(rect.width().abs() / 2.0).min(rect.height().abs() / 2.0))
        .to_path(EXACT)
}

/// A plain rectangle.
pub fn rect(x0: f64, y0: f64, x1: f64, y1: f64) -> BezPath {
    Rect::new(x0, y0, x1, y1).to_path(EXACT)
}

/// A leaf from `base` to `tip`: `width` is its broadest measure, `bend` moves its middle to the left (shares of
/// the length). Its broadest part lies two fifths from the base, as in most real leaves.
pub fn leaf(base: Point, tip: Point, width: f64, bend: f64) -> BezPath {
    let along = tip - base;
    let across = Vec2::new(along.y, -along.x);
    let half = width / 2.0 / along.hypot().max(1e-9);
    let mid = base + across * bend;
    let side = |sign: f64| {
        let swell = across * (half * sign);
        (mid + along * 0.18 + swell * 1.15, mid + along * 0.62 + swell * 1.25)
    };
    let ((a, b), (c, d)) = (side(1.0), side(-1.0));
    let mut path = BezPath::new();
    path.move_to(base);
    path.curve_to(a, b, tip);
    path.curve_to(d, c, base);
    path.close_path();
    path
}

/// One half of [`leaf`], between its edge and its midrib: the right one, or the left when `width` is negative.
pub fn half_leaf(base: Point, tip: Point, width: f64, bend: f64) -> BezPath {
    let along = tip - base;
    let across = Vec2::new(along.y, -along.x);
    let swell = across * (-width / 2.0 / along.hypot().max(1e-9));
    let mid = base + across * bend;
    let mut path = BezPath::new();
    path.move_to(base);
    path.curve_to(mid + along * 0.18 + swell * 1.15, mid + along * 0.62 + swell * 1.25, tip);
    path.curve_to(mid + along * 0.62, mid + along * 0.18, base);
    path.close_path();
    path
}

/// The line down the middle of [`leaf`].
pub fn midrib(base: Point, tip: Point, bend: f64, reach: f64) -> BezPath {
    let along = tip - base;
    let across = Vec2::new(along.y, -along.x);
    let mid = base + across * bend;
    let mut path = BezPath::new();
    path.move_to(base);
    path.curve_to(
        mid + along * 0.18,
        mid + along * (0.62 * reach),
        base + along * reach + across * (bend * 0.4),
    );
    path
}

/// A star of `points` rays with slightly rounded valleys left sharp; `turn` rotates it.
pub fn star(centre: Point, outer: f64, inner: f64, points: usize, turn: f64) -> BezPath {
    let corners: Vec<_> = (0..points * 2)
        .map(|step| {
            let radius = if step % 2 == 0 { outer } else { inner };
            centre + Vec2::from_angle(turn + PI * step as f64 / points as f64 - PI / 2.0) * radius
        })
        .collect();
    curve::polygon(&corners)
}

/// A path turned by `angle` radians about `centre`.
pub fn turned(path: &BezPath, centre: Point, angle: f64) -> BezPath {
    Affine::rotate_about(angle, centre) * path.clone()
}

/// The part of a disc between the levels `top` and `bottom`, given as heights above (-1) and below (1) its centre.
pub fn slice(centre: Point, radius: f64, top: f64, bottom: f64) -> BezPath {
    let (from, to) = (top.clamp(-1.0, 1.0).asin(), bottom.clamp(-1.0, 1.0).asin());
    let mut path = arc(centre, radius, from, to - from);
    path.line_to(centre + Vec2::from_angle(PI - to) * radius);
    arc_to(&mut path, centre, radius, PI - to, to - from);
    path.close_path();
    path
}

/// An upright or lying ellipse.
pub fn oval(centre: Point, across: f64, down: f64) -> BezPath {
    kurbo::Ellipse::new(centre, (across.max(0.0), down.max(0.0)), 0.0).to_path(EXACT)
}

/// A line with parallel sides and round ends from `from` to `to`, as an outline.
pub fn bar(from: Point, to: Point, width: f64) -> BezPath {
    let along = to - from;
    let length = along.hypot();
    let rect = Rect::new(-width / 2.0, -width / 2.0, length + width / 2.0, width / 2.0);
    Affine::translate(from.to_vec2()) * Affine::rotate(along.atan2()) * rounded(rect, width / 2.0)
}

/// A path moved.
pub fn moved(path: &BezPath, by: impl Into<Vec2>) -> BezPath {
    Affine::translate(by.into()) * path.clone()
}

/// Continues `path` along a circle.
pub fn arc_to(path: &mut BezPath, centre: Point, radius: f64, start: f64, sweep: f64) {
    let arc = kurbo::Arc::new(centre, (radius, radius), start, sweep.clamp(-TAU, TAU), 0.0);
    arc.to_cubic_beziers(EXACT, |one, two, to| path.curve_to(one, two, to));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_have_the_area_geometry_says() {
        let check = |path: BezPath, expected: f64| {
            let area = path.area().abs();
            assert!((area - expected).abs() < expected * 0.01, "{area} for {expected}");
        };
        let origin = Point::ORIGIN;
        check(disc(origin, 100.0), PI * 1e4);
        check(sector(origin, 100.0, 0.3, PI / 2.0), PI * 1e4 / 4.0);
        check(band(origin, 50.0, 100.0, 1.0, PI), PI * 7.5e3 / 2.0);
        check(arch(0.0, 100.0, 0.0, 150.0), 100.0 * 100.0 + PI * 2500.0 / 2.0);
        check(bar(origin, Point::new(30.0, 40.0), 10.0), 500.0 + PI * 25.0);
    }
}
