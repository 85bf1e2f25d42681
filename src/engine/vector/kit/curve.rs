//! Smooth lines through points, and the areas under them.

use std::f64::consts::TAU;

use kurbo::{BezPath, Point, Vec2};
use rand_chacha::ChaCha8Rng;

use super::Chance;

/// A smooth open line through `points`: a uniform Catmull-Rom spline as Bézier curves (Catmull and Rom 1974).
pub fn through(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    if let Some(first) = points.first() {
        path.move_to(*first);
        join(&mut path, points, false);
    }
    path
}

/// A smooth closed line through `points`.
pub fn around(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    if let Some(first) = points.first() {
        path.move_to(*first);
        join(&mut path, points, true);
        path.close_path();
    }
    path
}

/// Straight lines through `points`, closed.
pub fn polygon(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    for (index, point) in points.iter().enumerate() {
        if index == 0 { path.move_to(*point) } else { path.line_to(*point) }
    }
    path.close_path();
    path
}

/// The area between a smooth line through `points` (left to right) and the level `bottom`.
pub fn under(points: &[Point], bottom: f64) -> BezPath {
    let mut path = through(points);
    floor(&mut path, points, bottom);
    path
}

/// The area between two smooth lines of the same direction.
pub fn between(one: &[Point], other: &[Point]) -> BezPath {
    let mut path = through(one);
    let back: Vec<_> = other.iter().rev().copied().collect();
    if let Some(first) = back.first() {
        path.line_to(*first);
        join(&mut path, &back, false);
    }
    path.close_path();
    path
}

/// A pebble: a closed line of about `radius` around `centre`; `wobble` is the share it strays by.
pub fn pebble(centre: Point, radius: f64, wobble: f64, rng: &mut ChaCha8Rng) -> BezPath {
    let turn = rng.between(0.0, TAU);
    let points: Vec<_> = (0..8)
        .map(|step| {
            let reach = radius * (1.0 + rng.about(wobble));
            centre + Vec2::from_angle(turn + TAU * f64::from(step) / 8.0) * reach
        })
        .collect();
    around(&points)
}

/// A line of hills: a sum of three sines of falling size, the same for the same seed on any width.
#[derive(Clone, Copy, Debug)]
pub struct Swell {
    parts: [(f64, f64, f64); 3],
}

impl Swell {
    /// A swell of about `height` units up and down whose longest wave is `length` units.
    pub fn new(height: f64, length: f64, rng: &mut ChaCha8Rng) -> Self {
        let part = |rng: &mut ChaCha8Rng, size: f64, pace: f64| {
            (height * size, TAU / (length * pace * rng.between(0.85, 1.15)), rng.between(0.0, TAU))
        };
        Self { parts: [part(rng, 0.62, 1.0), part(rng, 0.28, 0.47), part(rng, 0.1, 0.21)] }
    }

    /// How far the line lies from its level at `x`, in units.
    pub fn at(&self, x: f64) -> f64 {
        self.parts.iter().map(|(size, pace, phase)| size * (x * pace + phase).sin()).sum()
    }

    /// The line's points from left to right over `width`, one every `step` units, around the level `y`.
    pub fn line(&self, width: f64, y: f64, step: f64) -> Vec<Point> {
        let count = ((width + 80.0) / step).ceil() as usize;
        (0..=count)
            .map(|index| {
                let x = -40.0 + (width + 80.0) * index as f64 / count as f64;
                Point::new(x, y + self.at(x))
            })
            .collect()
    }
}

fn floor(path: &mut BezPath, points: &[Point], bottom: f64) {
    if let (Some(first), Some(last)) = (points.first(), points.last()) {
        path.line_to((last.x, bottom));
        path.line_to((first.x, bottom));
        path.close_path();
    }
}

/// Adds the curves from `points[0]`, where the path already is, through the others.
fn join(path: &mut BezPath, points: &[Point], closed: bool) {
    let count = points.len();
    let pick = |index: isize| {
        let last = count as isize - 1;
        points[if closed { index.rem_euclid(count as isize) } else { index.clamp(0, last) } as usize]
    };
    let segments = if closed { count } else { count - 1 } as isize;
    for index in 0..segments {
        let [before, from, to, after] = [-1, 0, 1, 2].map(|step| pick(index + step));
        path.curve_to(from + (to - before) / 6.0, to - (after - from) / 6.0, to);
    }
}

#[cfg(test)]
mod tests {
    use kurbo::Shape as _;

    use super::*;

    #[test]
    fn lines_touch_their_points_and_areas_close() {
        let points = [(0.0, 5.0), (10.0, 0.0), (20.0, 5.0)].map(Point::from);
        let line = through(&points);
        assert_eq!(line.segments().count(), 2);
        assert_eq!(line.elements().last().and_then(kurbo::PathEl::end_point), Some(points[2]));
        assert!(under(&points, 10.0).area().abs() > 100.0);
        assert!((polygon(&points).area().abs() - 50.0).abs() < 1e-9);
        assert!(around(&points).area().abs() > 50.0);
        assert!(through(&[]).is_empty() && around(&[]).is_empty());
    }
}
