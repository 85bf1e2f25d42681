//! Small things that settings share: clouds, sprigs, hills' trees, and dots, rings and sparks around the subjects.

use std::f64::consts::TAU;

use kurbo::{BezPath, Point, Rect, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, form};
use crate::scene::{Colour, Shape};

/// What floats around the subjects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sparkle {
    /// Dots, rings, crosses and sparks.
    Confetti,
    /// Few dots and rings: there is enough to see.
    Sparse,
    /// Nothing.
    None,
}

/// A flat cloud of `length` units around `at`.
pub fn cloud(at: Point, length: f64, colour: Colour) -> Shape {
    let mut outline = BezPath::new();
    let bars =
        [(0.0, 0.5, 0.0, 0.15), (-0.1, 0.3, -0.09, 0.2), (0.13, 0.2, -0.07, 0.18), (-0.04, 0.15, -0.16, 0.2)];
    for (shift, half, up, high) in bars {
        let middle = Point::new(at.x + shift * length, at.y + up * length);
        let bar = Rect::from_center_size(middle, (half * length * 2.0, length * high));
        outline.extend(form::rounded(bar, length));
    }
    Shape::filled(outline, colour)
}

/// A sprig of leaves growing from `foot`, `height` units high and leaning by `lean`.
pub fn sprig(foot: Point, height: f64, lean: f64, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tip = foot + Vec2::new(lean * height, -height);
    let bend = foot.lerp(tip, 0.5) + Vec2::new(-lean * height * 0.3, 0.0);
    let at = |share: f64| {
        let (one, other) = (foot.lerp(bend, share), bend.lerp(tip, share));
        one.lerp(other, share)
    };
    let mut stem = BezPath::new();
    stem.move_to(foot);
    stem.quad_to(bend, tip);
    let colour = tones.depth(rng.between(0.45, 0.7));
    let mut shapes = vec![Shape::stroked(stem, tones.shaded(colour), height * 0.025)];
    for pair in 0..4 {
        let share = 0.28 + 0.2 * f64::from(pair);
        for side in [-1.0, 1.0] {
            let base = at(share);
            let reach = height * 0.3 * (1.15 - share * 0.6);
            let tip = base + Vec2::new(side * reach * 0.9, -reach * 0.62);
            let leaf = form::leaf(base, tip, reach * 0.42, 0.06 * side);
            shapes.push(Shape::filled(leaf, if side < 0.0 { colour } else { tones.lit(colour) }));
        }
    }
    shapes.push(Shape::filled(
        form::leaf(at(0.94), tip + (tip - bend) * 0.22, height * 0.1, 0.0),
        tones.lit(colour),
    ));
    shapes
}

/// A round or a pointed tree on a hill.
pub fn tree(foot: Point, height: f64, colour: Colour, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let trunk = form::bar(foot, foot - Vec2::new(0.0, height * 0.5), height * 0.07);
    let mut shapes = vec![Shape::filled(trunk, tones.shaded(tones.shaded(colour)))];
    if rng.flip(0.5) {
        let crown = Point::new(foot.x, foot.y - height * 0.66);
        shapes.push(Shape::filled(form::oval(crown, height * 0.27, height * 0.36), colour));
        let lit = form::oval(crown + Vec2::new(-height * 0.07, -height * 0.06), height * 0.16, height * 0.24);
        shapes.push(Shape::filled(lit, tones.lit(colour)));
    } else {
        for (level, half) in [(0.2, 0.26), (0.42, 0.21), (0.64, 0.15)] {
            let base = foot.y - height * level;
            let corners = [
                Point::new(foot.x - height * half, base),
                Point::new(foot.x, base - height * 0.4),
                Point::new(foot.x + height * half, base),
            ];
            let outline = crate::engine::vector::kit::curve::polygon(&corners);
            shapes.push(Shape::filled(outline, if level > 0.5 { tones.lit(colour) } else { colour }));
        }
    }
    shapes
}

/// Small things in a loose ring around the subjects, away from them and from quiet places.
pub fn satellites(
    canvas: &Canvas,
    tones: &Tones,
    around: Rect,
    kind: Sparkle,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let count = match kind {
        Sparkle::Confetti => 11,
        Sparkle::Sparse => 5,
        Sparkle::None => return Vec::new(),
    };
    let colours = [tones.accent, tones.main, tones.side, tones.light, tones.accent];
    let reach = around.size().to_vec2() / 2.0;
    let turn = rng.between(0.0, TAU);
    let mut shapes = Vec::new();
    for nth in 0..count {
        let angle = turn + TAU * f64::from(nth) / f64::from(count) + rng.about(0.25);
        let far = rng.between(1.12, 1.5);
        let at = around.center() + Vec2::new(angle.cos() * reach.x * far, angle.sin() * reach.y * far * 0.94);
        let size = rng.between(7.0, 17.0);
        let colour = colours[rng.below(colours.len())];
        let shape = rng.below(5);
        let below = at.y > around.y1 - around.height() * 0.18;
        let inside = canvas.bounds().inflate(-size * 2.0, -size * 2.0).contains(at);
        if below || !inside || !canvas.is_free(at) || around.inflate(size, size).contains(at) {
            continue;
        }
        shapes.push(small(shape, at, size, colour));
    }
    shapes
}

fn small(shape: usize, at: Point, size: f64, colour: Colour) -> Shape {
    match shape {
        0 => Shape::stroked(form::disc(at, size), colour, size * 0.42),
        1 => Shape::filled(form::star(at, size * 1.5, size * 0.42, 4, 0.0), colour),
        2 => {
            let mut cross = BezPath::new();
            for step in [Vec2::new(size * 0.9, 0.0), Vec2::new(0.0, size * 0.9)] {
                cross.move_to(at - step);
                cross.line_to(at + step);
            }
            Shape::stroked(cross, colour, size * 0.45)
        }
        _ => Shape::filled(form::disc(at, size * 0.62), colour),
    }
}
