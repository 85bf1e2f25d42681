//! What sticks out of the page is cut off, because Word moves shapes that leave the page back into it.

use kurbo::{BezPath, PathEl, Point, Rect};

use crate::scene::Shape;

/// How far a straight piece may be from its curve, in points.
const FLATNESS: f64 = 0.05;

/// The part of a shape that is on the page; none when it is wholly off it. Only filled outlines are cut: a line that
/// sticks out stays whole, as its cut end would be seen.
pub(super) fn to_page(shape: &Shape, page: Rect) -> Option<Shape> {
    let reach = shape.stroke.map_or(0.0, |stroke| stroke.width / 2.0);
    let bounds = shape.bounds();
    if bounds.inflate(reach, reach).intersect(page).is_zero_area() {
        return None;
    }
    if shape.stroke.is_some() || page.contains_rect(bounds) {
        return Some(shape.clone());
    }
    let path = cut(&shape.path, page);
    (!path.is_empty()).then(|| Shape { path, ..shape.clone() })
}

/// Cuts a filled path to a rectangle (Sutherland and Hodgman 1974), curves flattened.
fn cut(path: &BezPath, page: Rect) -> BezPath {
    let mut polygons: Vec<Vec<Point>> = Vec::new();
    kurbo::flatten(path, FLATNESS, |element| match element {
        PathEl::MoveTo(to) => polygons.push(vec![to]),
        PathEl::LineTo(to) => {
            if let Some(polygon) = polygons.last_mut() {
                polygon.push(to);
            }
        }
        _ => {}
    });
    let edges: [Edge; 4] = [
        (|point, page| point.x - page.x0),
        (|point, page| page.x1 - point.x),
        (|point, page| point.y - page.y0),
        (|point, page| page.y1 - point.y),
    ];
    let mut kept = BezPath::new();
    for polygon in polygons {
        let inside =
            edges.iter().fold(polygon, |polygon, edge| keep_inside(&polygon, |point| edge(point, page)));
        let mut points = inside.into_iter();
        if let Some(first) = points.next() {
            kept.move_to(first);
            points.for_each(|point| kept.line_to(point));
            kept.close_path();
        }
    }
    kept
}

/// How far a point is inside one edge of the page.
type Edge = fn(Point, Rect) -> f64;

fn keep_inside(polygon: &[Point], depth: impl Fn(Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::with_capacity(polygon.len() + 4);
    for (index, to) in polygon.iter().enumerate() {
        let from = polygon[(index + polygon.len() - 1) % polygon.len()];
        let (before, after) = (depth(from), depth(*to));
        if (before < 0.0) != (after < 0.0) {
            kept.push(from.lerp(*to, before / (before - after)));
        }
        if after >= 0.0 {
            kept.push(*to);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use kurbo::{Circle, Shape as _};

    use super::*;
    use crate::scene::Colour;

    const PAGE: Rect = Rect::new(0.0, 0.0, 100.0, 100.0);

    #[test]
    fn a_circle_on_the_corner_keeps_its_quarter() {
        let circle = Shape::filled(Circle::new((0.0, 0.0), 40.0), Colour::BLACK);
        let cut = to_page(&circle, PAGE).unwrap();
        assert!(PAGE.inflate(0.01, 0.01).contains_rect(cut.bounds()));
        let quarter = std::f64::consts::PI * 400.0;
        assert!((cut.path.area().abs() - quarter).abs() < quarter * 0.01);
    }

    #[test]
    fn what_is_on_the_page_is_untouched_and_what_is_off_it_goes() {
        let on = Shape::filled(Circle::new((50.0, 50.0), 40.0), Colour::BLACK);
        assert_eq!(to_page(&on, PAGE).unwrap(), on);
        assert!(to_page(&Shape::filled(Circle::new((-50.0, 0.0), 40.0), Colour::BLACK), PAGE).is_none());
    }
}
