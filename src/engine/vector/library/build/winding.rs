//! Outlines filled by the even-odd rule, turned into ones that look the same filled by the non-zero rule.

use kurbo::{BezPath, Point, Shape as _};

/// The same figure for the non-zero rule: closed parts turn one way or the other by how many others they lie in.
/// Right for parts that do not cross one another, as the parts of drawn holes never do.
pub(super) fn from_even_odd(path: &BezPath) -> BezPath {
    let parts: Vec<BezPath> = parts(path);
    let mut whole = BezPath::new();
    for (nth, part) in parts.iter().enumerate() {
        let start = on(part);
        let around = |(other, outline): &(usize, &BezPath)| *other != nth && outline.winding(start) != 0;
        let depth = parts.iter().enumerate().filter(around).count();
        let wants_positive = depth % 2 == 0;
        let is_positive = part.area() >= 0.0;
        let turned = if wants_positive == is_positive { part.clone() } else { part.reverse_subpaths() };
        whole.extend(turned);
    }
    whole
}

/// The closed parts of a path.
fn parts(path: &BezPath) -> Vec<BezPath> {
    let mut parts: Vec<BezPath> = Vec::new();
    for element in path.elements() {
        if matches!(element, kurbo::PathEl::MoveTo(_)) || parts.is_empty() {
            parts.push(BezPath::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(*element);
        }
    }
    parts.retain(|part| part.elements().len() > 1);
    parts
}

/// A point of the outline: the middle of its first segment, as corners are more often shared.
fn on(part: &BezPath) -> Point {
    use kurbo::ParamCurve as _;
    part.segments().next().map_or(Point::ORIGIN, |segment| segment.eval(0.5))
}

#[cfg(test)]
mod tests {
    use kurbo::Rect;

    use super::*;

    #[test]
    fn holes_stay_holes_whichever_way_they_were_drawn() {
        let ring = |hole: BezPath| {
            let mut path = Rect::new(0.0, 0.0, 100.0, 100.0).to_path(0.1);
            path.extend(hole);
            from_even_odd(&path)
        };
        let hole = Rect::new(25.0, 25.0, 75.0, 75.0).to_path(0.1);
        for path in [ring(hole.clone()), ring(hole.reverse_subpaths())] {
            assert_eq!(path.winding(Point::new(50.0, 50.0)), 0);
            assert_ne!(path.winding(Point::new(10.0, 50.0)), 0);
            assert!((path.area().abs() - 7500.0).abs() < 1.0);
        }
    }
}
