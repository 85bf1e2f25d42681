//! Outlines: a kurbo path becomes a preset that people can edit (rectangle, rounded rectangle, ellipse, line), or
//! else a free-form in EMU.

use kurbo::{BezPath, PathEl, PathSeg, Point, Rect, Shape as _};

use super::element::Element;
use super::winding;
use crate::scene::units::emu;

/// An outline in the terms of DrawingML.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::documents) enum Outline {
    /// The bounds.
    Rectangle,
    /// The bounds with round corners of this radius in points.
    Rounded(f64),
    /// The largest ellipse in the bounds.
    Ellipse,
    /// A straight line from the bounds' top left to bottom right; `true`: from bottom left to top right.
    Line(bool),
    /// Anything else.
    Free(BezPath),
}

/// How far, in points, an outline may be from a preset to be taken for it: a fifth of a pixel at 150 to the inch.
const TOLERANCE: f64 = 0.1;

impl Outline {
    /// The simplest outline that looks like `path`.
    pub fn of(path: &BezPath) -> Self {
        let bounds = path.bounding_box();
        if let Some(rising) = straight(path) {
            return Self::Line(rising);
        }
        if path.elements().iter().filter(|element| matches!(element, PathEl::MoveTo(_))).count() == 1
            && bounds.width() > 1.0
            && bounds.height() > 1.0
            && is_closed(path)
        {
            let (points, area) = (samples(path), path.area().abs());
            if is_ellipse(&points, area, bounds) {
                return Self::Ellipse;
            }
            let radius = corner_radius(&points, bounds);
            if let Some(radius) = radius.filter(|radius| is_rounded(&points, area, bounds, *radius)) {
                return if radius < TOLERANCE { Self::Rectangle } else { Self::Rounded(radius) };
            }
        }
        Self::Free(path.clone())
    }

    /// `a:prstGeom` or `a:custGeom` for a shape with these bounds.
    pub fn geometry(&self, bounds: Rect) -> Element {
        match self {
            Self::Rectangle => preset("rect", None),
            Self::Rounded(radius) => {
                let shorter = bounds.width().min(bounds.height()).max(f64::EPSILON);
                let share = (radius / shorter * 100_000.0).round().clamp(0.0, 50_000.0);
                preset("roundRect", Some(share as i64))
            }
            Self::Ellipse => preset("ellipse", None),
            Self::Line(_) => preset("line", None),
            Self::Free(path) => free(path, bounds),
        }
    }
}

fn preset(name: &str, adjust: Option<i64>) -> Element {
    let guide = |value: i64| Element::new("a:gd").with("name", "adj").with("fmla", format!("val {value}"));
    Element::new("a:prstGeom").with("prst", name).child(Element::new("a:avLst").children(adjust.map(guide)))
}

fn free(path: &BezPath, bounds: Rect) -> Element {
    let (width, height) = (emu(bounds.width()).max(1), emu(bounds.height()).max(1));
    let paths = winding::separate(path).into_iter().map(|part| {
        let commands = part.elements().iter().map(|element| command(*element, bounds.origin()));
        Element::new("a:path").with("w", width).with("h", height).children(commands)
    });
    let whole = Element::new("a:rect").with("l", "0").with("t", "0").with("r", "r").with("b", "b");
    Element::new("a:custGeom")
        .children(["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"].map(Element::new))
        .child(whole)
        .child(Element::new("a:pathLst").children(paths))
}

fn command(element: PathEl, origin: Point) -> Element {
    let point = |point: Point| {
        Element::new("a:pt").with("x", emu(point.x - origin.x)).with("y", emu(point.y - origin.y))
    };
    match element {
        PathEl::MoveTo(to) => Element::new("a:moveTo").child(point(to)),
        PathEl::LineTo(to) => Element::new("a:lnTo").child(point(to)),
        PathEl::QuadTo(one, to) => Element::new("a:quadBezTo").children([one, to].map(point)),
        PathEl::CurveTo(one, two, to) => Element::new("a:cubicBezTo").children([one, two, to].map(point)),
        PathEl::ClosePath => Element::new("a:close"),
    }
}

/// Whether the path is one straight line, and if so whether it rises to the right.
fn straight(path: &BezPath) -> Option<bool> {
    match path.elements() {
        [PathEl::MoveTo(from), PathEl::LineTo(to)] => Some((to.x - from.x) * (to.y - from.y) < 0.0),
        _ => None,
    }
}

fn is_closed(path: &BezPath) -> bool {
    let ends = (path.segments().next(), path.segments().last());
    match (path.elements().last(), ends) {
        (Some(PathEl::ClosePath), _) => true,
        (_, (Some(first), Some(last))) => (end(first, 0.0) - end(last, 1.0)).hypot() < TOLERANCE,
        _ => false,
    }
}

fn end(segment: PathSeg, at: f64) -> Point {
    use kurbo::ParamCurve as _;
    segment.eval(at)
}

/// Points along the path: five on each segment, its ends included.
fn samples(path: &BezPath) -> Vec<Point> {
    path.segments().flat_map(|segment| [0.0, 0.25, 0.5, 0.75, 1.0].map(|at| end(segment, at))).collect()
}

/// The corner radius the path would have if it were a rounded rectangle: how far the first point on the top edge is
/// from the corner.
fn corner_radius(points: &[Point], bounds: Rect) -> Option<f64> {
    points
        .iter()
        .filter(|point| point.y - bounds.y0 < TOLERANCE / 4.0)
        .map(|point| point.x - bounds.x0)
        .reduce(f64::min)
        .map(|radius| radius.min(bounds.width().min(bounds.height()) / 2.0))
}

fn is_rounded(points: &[Point], area: f64, bounds: Rect, radius: f64) -> bool {
    let expected = bounds.area() - (4.0 - std::f64::consts::PI) * radius * radius;
    let half = bounds.size().to_vec2() / 2.0;
    // The distance to a rounded rectangle (I. Quilez, 2D distance functions): 0 on its edge.
    let distance = |point: &Point| {
        let from_centre = *point - bounds.center();
        let across = from_centre.x.abs() - half.x + radius;
        let down = from_centre.y.abs() - half.y + radius;
        across.max(0.0).hypot(down.max(0.0)) + across.max(down).min(0.0) - radius
    };
    near(area, expected) && points.iter().all(|point| distance(point).abs() < TOLERANCE)
}

fn is_ellipse(points: &[Point], area: f64, bounds: Rect) -> bool {
    let (across, down) = (bounds.width() / 2.0, bounds.height() / 2.0);
    let distance = |point: &Point| {
        let from_centre = *point - bounds.center();
        ((from_centre.x / across).hypot(from_centre.y / down) - 1.0) * across.min(down)
    };
    near(area, std::f64::consts::PI * across * down)
        && points.iter().all(|point| distance(point).abs() < TOLERANCE)
}

/// Within one part in two hundred: a path that runs its edge twice has twice the area.
fn near(area: f64, expected: f64) -> bool {
    (area - expected).abs() <= expected * 0.005
}

#[cfg(test)]
mod tests {
    use kurbo::{Circle, Ellipse, Line, RoundedRect};

    use super::*;

    fn check(shape: impl kurbo::Shape, expected: fn(&Outline) -> bool) {
        let outline = Outline::of(&shape.to_path(0.05));
        assert!(expected(&outline), "{outline:?}");
    }

    #[test]
    fn simple_outlines_become_presets() {
        check(Rect::new(3.0, 4.0, 50.0, 60.0), |outline| *outline == Outline::Rectangle);
        check(Circle::new((40.0, 40.0), 30.0), |outline| *outline == Outline::Ellipse);
        check(Ellipse::new((40.0, 40.0), (300.0, 90.0), 0.0), |outline| *outline == Outline::Ellipse);
        check(
            RoundedRect::new(0.0, 0.0, 90.0, 60.0, 12.0),
            |outline| matches!(outline, Outline::Rounded(radius) if (radius - 12.0).abs() < 0.1),
        );
        check(
            RoundedRect::new(0.0, 0.0, 6.0, 90.0, 3.0),
            |outline| matches!(outline, Outline::Rounded(radius) if (radius - 3.0).abs() < 0.1),
        );
        check(Line::new((9.0, 9.0), (3.0, 20.0)), |outline| *outline == Outline::Line(true));
    }

    #[test]
    fn other_outlines_stay_free() {
        let triangle = BezPath::from_svg("M0 0 L90 0 L45 60 Z").unwrap();
        check(triangle, |outline| matches!(outline, Outline::Free(_)));
        let tilted = BezPath::from_svg("M50 0 L100 50 L50 100 L0 50 Z").unwrap();
        check(tilted, |outline| matches!(outline, Outline::Free(_)));
        check(Ellipse::new((40.0, 40.0), (30.0, 9.0), 0.5), |outline| matches!(outline, Outline::Free(_)));
        let mut two = Circle::new((0.0, 0.0), 9.0).to_path(0.05);
        two.extend(Circle::new((40.0, 40.0), 9.0).to_path(0.05));
        check(two, |outline| matches!(outline, Outline::Free(_)));
    }
}
