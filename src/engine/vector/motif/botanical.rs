//! Stems and leaves as if cut from paper, in three depths, before a pale sun.

use kurbo::{Point, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let sun = canvas.focal(rng, (0.3, 0.45));
    let radius = rng.between(190.0, 250.0);
    let ground = if tones.night { tones.ground } else { tones.ground.mix(tones.side, 0.22) };
    let mut shapes =
        vec![canvas.cover(light::down(0.0, canvas.height, &[tones.horizon.mix(ground, 0.5), ground]))];
    shapes.push(light::glow(sun, radius * 2.6, tones.halo, 0.22));
    shapes.push(Shape::filled(form::disc(sun, radius), tones.sun));
    for (near, tall, pitch) in [(0.12, 0.74, 240.0), (0.46, 0.62, 290.0), (0.86, 0.46, 330.0)] {
        shapes.extend(Bed { sun, near, tall, pitch }.draw(canvas, &tones, rng));
    }
    shapes
}

/// One depth of plants along the bottom edge; lower below the sun, so that it stays in sight.
struct Bed {
    sun: Point,
    /// 0 far, 1 near.
    near: f64,
    /// Height as a share of the canvas.
    tall: f64,
    /// Units from plant to plant.
    pitch: f64,
}

impl Bed {
    fn draw(&self, canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let count = canvas.count(self.pitch, 3, 26);
        let high = canvas.height.min(1500.0) * self.tall;
        for index in 0..count {
            let x = canvas.width * (index as f64 + 0.5) / count as f64 + rng.about(self.pitch * 0.3);
            let away = ((x - self.sun.x).abs() / 420.0).min(1.0);
            let height = high * rng.between(0.72, 1.1) * (0.55 + 0.45 * away);
            let lean = (x - self.sun.x).signum() * height * rng.between(0.02, 0.2);
            let foot = Point::new(x, canvas.height + 40.0);
            let tip = Point::new(x + lean, canvas.height - height);
            if !canvas.is_free(foot.lerp(tip, 0.6)) && self.near > 0.2 {
                continue;
            }
            let colour = tones.depth((self.near + rng.about(0.1)).max(0.0));
            shapes.extend(plant(tones, foot, tip, colour, self.near, rng));
        }
        shapes
    }
}

fn plant(
    tones: &Tones,
    foot: Point,
    tip: Point,
    colour: Colour,
    near: f64,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    match rng.below(if near > 0.2 { 5 } else { 3 }) {
        0 => paired(tones, foot, tip, colour, (0.3, 0.42), rng),
        1 => paired(tones, foot, tip, colour, (0.34, 0.2), rng),
        2 => broad(tones, foot, tip, colour, rng),
        3 => flower(tones, foot, tip, colour, rng),
        _ => berries(tones, foot, tip, colour, rng),
    }
}

/// A stem as a slender bow, and the points along it with their directions.
fn bow(foot: Point, tip: Point, bend: f64) -> (kurbo::BezPath, impl Fn(f64) -> (Point, Vec2)) {
    let across = Vec2::new(tip.y - foot.y, foot.x - tip.x) * bend;
    let middle = foot.lerp(tip, 0.5) + across;
    let mut path = kurbo::BezPath::new();
    path.move_to(foot);
    path.quad_to(middle, tip);
    let along = move |share: f64| {
        let (one, two) = (foot.lerp(middle, share), middle.lerp(tip, share));
        (one.lerp(two, share), (two - one).normalize())
    };
    (path, along)
}

/// A leaf in two tones: the half away from the light is shaded.
fn leaf(tones: &Tones, base: Point, tip: Point, width: f64, bend: f64, colour: Colour) -> Vec<Shape> {
    let flip = if tip.x < base.x { 1.0 } else { -1.0 };
    vec![
        Shape::filled(form::leaf(base, tip, width, bend), tones.lit(colour)),
        Shape::filled(form::half_leaf(base, tip, width * flip, bend), tones.shaded(colour)),
    ]
}

/// Leaves in pairs, smaller towards the tip; `shape` is their length and breadth as shares.
fn paired(
    tones: &Tones,
    foot: Point,
    tip: Point,
    colour: Colour,
    shape: (f64, f64),
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let (stem, along) = bow(foot, tip, rng.about(0.14));
    let height = foot.distance(tip);
    let mut shapes = vec![Shape::stroked(stem, tones.shaded(colour), 7.0)];
    let pairs = 5 + rng.below(3);
    for pair in 0..pairs {
        let share = 0.3 + 0.66 * pair as f64 / pairs as f64;
        let (at, heading) = along(share);
        let length = height * shape.0 * (1.15 - 0.75 * share);
        for side in [-1.0, 1.0] {
            let turn = kurbo::Affine::rotate(side * (0.95 - 0.3 * share));
            let reach = turn * (heading * length).to_point();
            let bend = 0.06 * side;
            shapes.extend(leaf(tones, at, at + reach.to_vec2(), length * shape.1, bend, colour));
        }
    }
    let (top, heading) = along(1.0);
    shapes.extend(leaf(
        tones,
        top,
        top + heading * (height * shape.0 * 0.5),
        height * shape.0 * 0.2,
        0.0,
        colour,
    ));
    shapes
}

/// One great leaf with cut veins.
fn broad(tones: &Tones, foot: Point, tip: Point, colour: Colour, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let base = foot.lerp(tip, 0.36);
    let length = base.distance(tip);
    let bend = rng.about(0.1);
    let mut shapes = vec![Shape::stroked(kurbo::Line::new(foot, base), tones.shaded(colour), 9.0)];
    shapes.extend(leaf(tones, base, tip, length * rng.between(0.42, 0.56), bend, colour));
    let vein = tones.lit(tones.lit(colour));
    shapes.push(Shape::stroked(form::midrib(base, tip, bend, 0.92), vein, 3.5));
    shapes
}

/// A poppy: an open cup of petals on a bare stem.
fn flower(tones: &Tones, foot: Point, tip: Point, colour: Colour, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let (stem, along) = bow(foot, tip, rng.about(0.12));
    let size = foot.distance(tip) * 0.13 + 28.0;
    let (at, heading) = along(0.98);
    let mut shapes = vec![Shape::stroked(stem, colour, 7.0)];
    let (low, turn) = along(0.5);
    let side = if rng.flip(0.5) { 1.0 } else { -1.0 };
    let reach = (kurbo::Affine::rotate(side * 0.7) * (turn * size * 2.6).to_point()).to_vec2();
    shapes.extend(leaf(tones, low, low + reach, size * 0.8, 0.08 * side, colour));
    let petal = |angle: f64, length: f64| {
        let reach = (kurbo::Affine::rotate(angle) * (heading * size * length).to_point()).to_vec2();
        form::leaf(at, at + reach, size * 1.25, 0.0)
    };
    for (angle, length, tone) in [
        (-0.85, 1.25, tones.shaded(tones.accent)),
        (0.85, 1.25, tones.shaded(tones.accent)),
        (-0.38, 1.5, tones.accent),
        (0.38, 1.5, tones.lit(tones.accent)),
    ] {
        shapes.push(Shape::filled(petal(angle, length), tone));
    }
    shapes
}

/// A twig with round berries.
fn berries(tones: &Tones, foot: Point, tip: Point, colour: Colour, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let (stem, along) = bow(foot, tip, rng.about(0.16));
    let size = foot.distance(tip) * 0.035 + 12.0;
    let mut shapes = vec![Shape::stroked(stem, colour, 6.0)];
    for step in 0..7 {
        let share = 0.42 + 0.58 * f64::from(step) / 6.0;
        let (at, heading) = along(share);
        let side = if step % 2 == 0 { 0.75 } else { -0.75 };
        let reach =
            (kurbo::Affine::rotate(side) * (heading * size * 3.2 * (1.3 - 0.6 * share)).to_point()).to_vec2();
        let end = if step == 6 { at } else { at + reach };
        shapes.push(Shape::stroked(kurbo::Line::new(at, end), colour, 4.5));
        let berry = curve::pebble(end, size, 0.04, rng);
        let paint = light::ball(
            end,
            size,
            Vec2::new(-0.4, -0.5),
            [tones.lit(tones.accent), tones.accent, tones.shaded(tones.accent)],
        );
        shapes.push(Shape::filled(berry, paint));
    }
    shapes
}
