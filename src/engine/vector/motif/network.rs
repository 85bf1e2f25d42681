//! A globe of points joined by arcs of light: networks, data, the world connected.

use std::f64::consts::TAU;

use kurbo::{BezPath, Point, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, form, light};
use crate::scene::{Palette, Shape};

/// Points spread over the whole sphere; about half of them face the viewer, and less than half of those are land.
const POINTS: usize = 2600;
/// The golden angle, by which neighbouring points of a Fibonacci lattice turn.
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let (top, bottom) =
        if tones.night { (tones.deep, tones.ground) } else { (tones.light, tones.depth(0.05)) };
    let mut shapes = vec![canvas.cover(light::down(0.0, canvas.height, &[top, bottom]))];
    let focal = canvas.focal(rng, (0.5, 0.62));
    let radius = canvas.width.clamp(430.0, 560.0);
    let centre = Point::new(focal.x, focal.y + radius * 0.18);
    shapes.extend(dust(canvas, &tones, rng));
    shapes.extend(halo(&tones, centre, radius));
    let globe = Globe::new(centre, radius, rng);
    shapes.extend(globe.lands(&tones));
    shapes.extend(globe.arcs(canvas, &tones, rng));
    shapes
}

/// Far points in the background, sparse, none in quiet places.
fn dust(canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    (0..canvas.count(26.0, 24, 160))
        .filter_map(|_| {
            let place = canvas.at(rng.share(), rng.share());
            let size = rng.between(1.5, 4.2);
            canvas
                .is_free(place)
                .then(|| Shape::filled(form::disc(place, size), tones.depth(0.2).with_alpha(0.5)))
        })
        .collect()
}

fn halo(tones: &Tones, centre: Point, radius: f64) -> Vec<Shape> {
    let body = if tones.night {
        [tones.side.mix(tones.main, 0.35), tones.side.mix(tones.ground, 0.35), tones.deep]
    } else {
        [tones.main.mix(tones.side, 0.25), tones.main, tones.deep]
    };
    let paint = light::ball(centre, radius, Vec2::new(-0.5, -0.7), body);
    vec![
        light::glow(centre, radius * 1.5, tones.main.mix(tones.light, 0.2), 0.42),
        Shape::stroked(form::disc(centre, radius * 1.17), tones.main.with_alpha(0.22), 2.0),
        Shape::stroked(form::disc(centre, radius * 1.36), tones.main.with_alpha(0.14), 2.0),
        Shape::filled(form::disc(centre, radius), paint),
    ]
}

/// A sphere seen from the front: unit vectors with z towards the viewer.
struct Globe {
    centre: Point,
    radius: f64,
    /// Land lies where the sum of three plane waves over the sphere is high.
    waves: [([f64; 3], f64); 3],
}

impl Globe {
    fn new(centre: Point, radius: f64, rng: &mut ChaCha8Rng) -> Self {
        let mut wave = |pace: f64| {
            let [turn, rise] = [rng.between(0.0, TAU), rng.between(-0.9, 0.9)];
            let flat = (1.0 - rise * rise).sqrt();
            ([turn.cos() * flat * pace, rise * pace, turn.sin() * flat * pace], rng.between(0.0, TAU))
        };
        Self { centre, radius, waves: [wave(2.6), wave(3.7), wave(5.6)] }
    }

    fn is_land(&self, at: [f64; 3]) -> bool {
        let height: f64 = self
            .waves
            .iter()
            .map(|(pace, phase)| (at[0] * pace[0] + at[1] * pace[1] + at[2] * pace[2] + phase).sin())
            .sum();
        height > 0.25
    }

    fn seen(&self, at: [f64; 3]) -> Point {
        self.centre + Vec2::new(at[0], at[1]) * self.radius
    }

    /// One dot for each land point of a Fibonacci lattice on the near half, smaller towards the rim.
    fn lands(&self, tones: &Tones) -> Vec<Shape> {
        (0..POINTS)
            .filter_map(|index| {
                let y = 1.0 - 2.0 * (index as f64 + 0.5) / POINTS as f64;
                let (flat, turn) = ((1.0 - y * y).sqrt(), GOLDEN_ANGLE * index as f64);
                let at = [flat * turn.cos(), y, flat * turn.sin()];
                if at[2] < 0.06 || !self.is_land(at) {
                    return None;
                }
                let size = self.radius * (0.0042 + 0.0078 * at[2]);
                let colour = tones.light.mix(tones.side, 0.35).with_alpha(0.25 + 0.6 * at[2] as f32);
                Some(Shape::filled(form::disc(self.seen(at), size), colour))
            })
            .collect()
    }

    /// Arcs between places on the near half, rising from the sphere, with a bright point at each end.
    fn arcs(&self, canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let place = |angle: f64, reach: f64| {
            let flat = Vec2::from_angle(angle) * reach;
            [flat.x, flat.y, (1.0 - reach * reach).max(0.0).sqrt()]
        };
        let home = place(rng.between(-2.4, -0.8), rng.between(0.3, 0.5));
        let mut shapes = Vec::new();
        let turn = rng.between(0.0, TAU);
        for index in 0..9 {
            let to = place(turn + TAU * f64::from(index) / 9.0 + rng.about(0.25), rng.between(0.5, 0.93));
            let (one, other) = (self.seen(home), self.seen(to));
            let lift = one.distance(other) * 0.62;
            let out = (one.midpoint(other) - self.centre).normalize();
            let out = if out.hypot() > 0.5 { out } else { Vec2::new(0.0, -1.0) };
            let mut path = BezPath::new();
            path.move_to(one);
            path.curve_to(one.lerp(other, 0.25) + out * lift, one.lerp(other, 0.75) + out * lift, other);
            let calm = canvas.calm(other) as f32;
            let colour = if index % 3 == 0 { tones.light } else { tones.accent };
            shapes.push(Shape::stroked(
                path,
                colour.with_alpha(0.35 + 0.5 * calm),
                if index % 3 == 0 { 2.5 } else { 4.0 },
            ));
            shapes.push(light::glow(other, 34.0, tones.accent, 0.6));
            shapes.push(Shape::filled(form::disc(other, 7.5), tones.light));
        }
        let heart = self.seen(home);
        shapes.push(light::glow(heart, 110.0, tones.accent, 0.75));
        shapes.push(Shape::filled(form::disc(heart, 19.0), tones.accent));
        shapes.push(Shape::filled(form::disc(heart, 9.0), tones.light));
        shapes
    }
}
