//! Non-zero winding for a format that only knows even-odd.
//!
//! Office fills a DrawingML path by the even-odd rule, scenes by the non-zero rule. The two agree on one subpath and
//! on a subpath with holes that run the other way round; where two subpaths of the same direction overlap they do
//! not. So every subpath becomes a path of its own, with the holes that lie in it.

use kurbo::{BezPath, PathEl, Rect, Shape as _};

/// The path as parts that even-odd and non-zero winding fill alike.
pub(super) fn separate(path: &BezPath) -> Vec<BezPath> {
    let subpaths: Vec<Subpath> = subpaths(path);
    let overlap = subpaths.iter().enumerate().any(|(index, one)| {
        subpaths[index + 1..]
            .iter()
            .any(|two| one.forward() == two.forward() && touches(one.bounds, two.bounds))
    });
    if !overlap {
        return vec![path.clone()];
    }
    let largest = subpaths.iter().max_by(|one, two| one.area.abs().total_cmp(&two.area.abs()));
    let forward = largest.is_none_or(Subpath::forward);
    let (mut solids, holes): (Vec<_>, Vec<_>) =
        subpaths.into_iter().partition(|subpath| subpath.forward() == forward);
    for hole in holes {
        // The smallest solid around it; a hole in nothing is a solid.
        let around = solids
            .iter_mut()
            .filter(|solid| solid.bounds.inflate(0.01, 0.01).contains_rect(hole.bounds))
            .min_by(|one, two| one.bounds.area().total_cmp(&two.bounds.area()));
        match around {
            Some(solid) => solid.path.extend(hole.path),
            None => solids.push(hole),
        }
    }
    solids.into_iter().map(|solid| solid.path).collect()
}

struct Subpath {
    path: BezPath,
    bounds: Rect,
    area: f64,
}

impl Subpath {
    fn forward(&self) -> bool {
        self.area >= 0.0
    }
}

fn subpaths(path: &BezPath) -> Vec<Subpath> {
    let mut parts: Vec<BezPath> = Vec::new();
    for element in path.elements() {
        if matches!(element, PathEl::MoveTo(_)) || parts.is_empty() {
            parts.push(BezPath::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(*element);
        }
    }
    let measure = |path: BezPath| Subpath { bounds: path.bounding_box(), area: path.area(), path };
    parts.into_iter().map(measure).collect()
}

fn touches(one: Rect, two: Rect) -> bool {
    one.x0 < two.x1 && two.x0 < one.x1 && one.y0 < two.y1 && two.y0 < one.y1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(svg: &str, expected: usize) {
        assert_eq!(separate(&BezPath::from_svg(svg).unwrap()).len(), expected, "{svg}");
    }

    #[test]
    fn only_overlaps_of_one_direction_are_taken_apart() {
        let square = "M0 0 H10 V10 H0 Z";
        check(square, 1);
        check(&format!("{square} M20 0 H30 V10 H20 Z"), 1);
        check(&format!("{square} M2 2 V8 H8 V2 Z"), 1);
        check(&format!("{square} M5 5 H15 V15 H5 Z"), 2);
        check(&format!("{square} M5 5 H15 V15 H5 Z M2 2 V3 H3 V2 Z"), 2);
    }
}
