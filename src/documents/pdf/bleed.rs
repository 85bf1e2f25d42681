//! Pages for a printer: what touches the page's edge reaches beyond it, so that a cut a little off shows no white, and
//! marks outside say where to cut. The page itself stays as it is.

use kurbo::{BezPath, PathEl, Point, Rect};

use crate::scene::page::Crop;
use crate::scene::{Fit, Frame, Shape, units};

/// How a page is made ready for a printer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Print {
    /// How far the page's ground reaches beyond its edges, in points; 0 for not at all.
    pub bleed: f64,
    /// Whether marks outside the bleed say where to cut.
    pub crop_marks: bool,
}

/// The largest bleed, in points: 20 mm.
pub const MAX_BLEED: f64 = 20.0 / 25.4 * 72.0;

/// What lies within so many points of an edge touches it.
const NEAR: f64 = 0.5;

impl Print {
    /// Whether the page is for a printer at all.
    pub fn is_plain(self) -> bool {
        self.bleed <= 0.0 && !self.crop_marks
    }

    /// The sheet: the page with its bleed and the room for its marks.
    pub(super) fn sheet(self, page: Rect) -> Rect {
        let marks = if self.crop_marks { units::mm(GAP + LENGTH + 1.0) } else { 0.0 };
        let room = self.bleed + marks;
        page.inflate(room, room)
    }

    /// The page with its bleed.
    pub(super) fn bled(self, page: Rect) -> Rect {
        page.inflate(self.bleed, self.bleed)
    }

    /// The shape, carried on into the bleed wherever a side of its ground lies on the page's edge.
    pub(super) fn shape(self, shape: &Shape, page: Rect) -> Shape {
        if self.bleed <= 0.0 || shape.fill.is_none() || shape.stroke.is_some() {
            return shape.clone();
        }
        Shape { path: self.outline(&shape.path, page), ..shape.clone() }
    }

    /// The frame, reaching into the bleed on the sides where it touches the page's edge: its picture covers the larger
    /// place and keeps its proportions.
    pub(super) fn frame(self, frame: &Frame, page: Rect) -> Frame {
        let Rect { x0, y0, x1, y1 } = frame.bounds;
        let (low, high) = (Point::new(x0, y0), Point::new(x1, y1));
        if self.bleed <= 0.0 || frame.crop != Crop::Rectangle || frame.fit == Fit::Contain {
            return frame.clone();
        }
        Frame { bounds: Rect::from_points(self.beyond(low, page), self.beyond(high, page)), ..frame.clone() }
    }

    fn outline(self, path: &BezPath, page: Rect) -> BezPath {
        let mut wider = BezPath::new();
        let (mut start, mut at) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(to) => start = to,
                PathEl::LineTo(to) => self.carry_on(at, to, page, &mut wider),
                PathEl::ClosePath => self.carry_on(at, start, page, &mut wider),
                PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
            }
            wider.push(*element);
            at = element.end_point().unwrap_or(start);
        }
        wider
    }

    /// Before a side that lies on an edge is drawn, goes round by way of the bleed.
    fn carry_on(self, from: Point, to: Point, page: Rect, path: &mut BezPath) {
        let (one, two) = (edges(from, page), edges(to, page));
        if one.iter().zip(two).any(|(one, two)| *one && two) {
            path.line_to(self.beyond(from, page));
            path.line_to(self.beyond(to, page));
            path.line_to(to);
        }
    }

    /// A point on an edge moved out to the end of the bleed; any other stays.
    fn beyond(self, point: Point, page: Rect) -> Point {
        let bled = self.bled(page);
        let [left, top, right, bottom] = edges(point, page);
        let along = |value: f64, low: bool, high: bool, ends: (f64, f64)| match (low, high) {
            (true, _) => value.min(ends.0),
            (_, true) => value.max(ends.1),
            _ => value,
        };
        let x = along(point.x, left, right, (bled.x0, bled.x1));
        Point::new(x, along(point.y, top, bottom, (bled.y0, bled.y1)))
    }
}

/// On or beyond which edges a point lies: left, top, right, bottom.
fn edges(point: Point, page: Rect) -> [bool; 4] {
    [
        point.x <= page.x0 + NEAR,
        point.y <= page.y0 + NEAR,
        point.x >= page.x1 - NEAR,
        point.y >= page.y1 - NEAR,
    ]
}

/// How far the marks stand from the bleed, and how long they are, in millimetres.
const GAP: f64 = 1.0;
const LENGTH: f64 = 5.0;

/// The width of the marks, in points: a hairline that every printer resolves.
pub(super) const MARK_WIDTH: f64 = 0.25;

/// The eight marks: two at each corner, on the lines of the cuts.
pub(super) fn marks(print: Print, page: Rect) -> BezPath {
    let near = print.bleed + units::mm(GAP);
    let far = near + units::mm(LENGTH);
    let mut path = BezPath::new();
    let mut line = |from: (f64, f64), to: (f64, f64)| {
        path.move_to(from);
        path.line_to(to);
    };
    for y in [page.y0, page.y1] {
        line((page.x0 - near, y), (page.x0 - far, y));
        line((page.x1 + near, y), (page.x1 + far, y));
    }
    for x in [page.x0, page.x1] {
        line((x, page.y0 - near), (x, page.y0 - far));
        line((x, page.y1 + near), (x, page.y1 + far));
    }
    path
}

#[cfg(test)]
mod tests {
    use kurbo::Shape as _;

    use super::*;
    use crate::scene::Colour;

    const PAGE: Rect = Rect::new(0.0, 0.0, 100.0, 200.0);
    const PRINT: Print = Print { bleed: 9.0, crop_marks: true };

    #[test]
    fn what_touches_an_edge_reaches_beyond_it() {
        let check = |outline: BezPath, expected: Rect, inside: (f64, f64)| {
            let shape = PRINT.shape(&Shape::filled(outline.clone(), Colour::BLACK), PAGE);
            assert_eq!(shape.path.bounding_box(), expected);
            // On the page nothing has changed, and the corners of the bleed are filled.
            for (x, y) in (1..100).flat_map(|x| (1..200).map(move |y| (f64::from(x), f64::from(y)))) {
                let at = Point::new(x, y);
                assert_eq!(shape.path.winding(at) != 0, outline.winding(at) != 0, "{at}");
            }
            assert!(shape.path.winding(inside.into()) != 0, "{inside:?}");
        };
        let all = PAGE.inflate(9.0, 9.0);
        check(PAGE.to_path(0.1), all, (-8.0, -8.0));
        check(
            Rect::new(0.0, 0.0, 100.0, 50.0).to_path(0.1),
            Rect::new(-9.0, -9.0, 109.0, 50.0),
            (108.0, -8.0),
        );
        check(
            Rect::new(-30.0, 20.0, 50.0, 50.0).to_path(0.1),
            Rect::new(-30.0, 20.0, 50.0, 50.0),
            (-29.0, 30.0),
        );
        check(
            Rect::new(10.0, 20.0, 50.0, 50.0).to_path(0.1),
            Rect::new(10.0, 20.0, 50.0, 50.0),
            (20.0, 30.0),
        );
        let slope = BezPath::from_svg("M0,150 L100,100 L100,200 L0,200 Z").unwrap();
        check(slope, Rect::new(-9.0, 100.0, 109.0, 209.0), (-8.0, 190.0));
        let hill = BezPath::from_svg("M0,150 C30,90 60,90 100,150 L100,200 L0,200 Z").unwrap();
        assert_eq!(PRINT.shape(&Shape::filled(hill, Colour::BLACK), PAGE).path.bounding_box().y1, 209.0);
    }

    #[test]
    fn frames_reach_only_beyond_the_edges_they_touch() {
        let frame = |bounds: Rect, fit: Fit, crop: Crop| {
            let (prompt, alt) = (String::new(), String::new());
            let frame = Frame { bounds, crop, fit, focus: (0.5, 0.5), prompt, alt, seed: 0, quiet: vec![] };
            PRINT.frame(&frame, PAGE).bounds
        };
        let top = Rect::new(0.0, 0.0, 100.0, 80.0);
        assert_eq!(frame(top, Fit::Cover, Crop::Rectangle), Rect::new(-9.0, -9.0, 109.0, 80.0));
        assert_eq!(frame(top, Fit::Contain, Crop::Rectangle), top);
        assert_eq!(frame(top, Fit::Cover, Crop::Ellipse), top);
        let middle = Rect::new(10.0, 10.0, 90.0, 80.0);
        assert_eq!(frame(middle, Fit::Cover, Crop::Rectangle), middle);
    }

    #[test]
    fn marks_stand_outside_the_bleed() {
        let bled = PRINT.bled(PAGE);
        let marks = marks(PRINT, PAGE);
        assert_eq!(marks.segments().count(), 8);
        for segment in marks.segments() {
            let bounds = segment.bounding_box().inflate(MARK_WIDTH, MARK_WIDTH);
            assert!(
                bounds.intersect(bled).area() == 0.0 && PRINT.sheet(PAGE).union(bounds) == PRINT.sheet(PAGE)
            );
        }
    }
}
