//! Autumn woods: trunks in three depths, a canopy of leaves, leaves that fall.

use std::f64::consts::{PI, TAU};

use kurbo::{Point, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let floor = canvas.height * rng.between(0.78, 0.83);
    let sun = canvas.focal(rng, (0.44, 0.54));
    let mut shapes =
        vec![canvas.cover(light::down(0.0, floor, &[tones.sky.mix(tones.horizon, 0.4), tones.horizon]))];
    shapes.push(light::glow(sun, 620.0, tones.halo, 0.5));
    shapes.push(Shape::filled(form::disc(sun, 165.0), tones.sun));
    for (near, wide, pitch, ground) in
        [(0.12, 22.0, 92.0, 0.0), (0.36, 40.0, 190.0, 0.28), (0.92, 84.0, 430.0, 0.72)]
    {
        let wood = Wood { sun, near, wide, pitch, floor: floor + (canvas.height - floor) * ground };
        shapes.extend(wood.draw(canvas, &tones, rng));
    }
    shapes.extend(falling(canvas, &tones, rng));
    shapes
}

/// Leaves turn through these colours.
fn foliage(tones: &Tones, pick: usize) -> Colour {
    let colours = [
        tones.accent,
        tones.main,
        tones.accent.mix(tones.main, 0.5),
        tones.lit(tones.accent),
        tones.depth(0.4),
    ];
    colours[pick % colours.len()]
}

/// One depth of trees with its ground and its part of the canopy.
struct Wood {
    sun: Point,
    near: f64,
    wide: f64,
    pitch: f64,
    floor: f64,
}

impl Wood {
    fn draw(&self, canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let colour = tones.depth(self.near);
        let count = canvas.count(self.pitch, 3, 60);
        for index in 0..=count {
            let x = canvas.width * (index as f64 + rng.about(0.3)) / count as f64;
            let away = (x - self.sun.x).abs();
            let hides_sun = self.near > 0.3 && away < 210.0;
            if hides_sun || canvas.calm(Point::new(x, self.floor * 0.5)) < 0.4 {
                continue;
            }
            shapes.extend(self.trunk(tones, x, colour, rng));
        }
        shapes.extend(self.canopy(canvas, tones, rng));
        let swell = curve::Swell::new(20.0, 700.0, rng);
        let line = swell.line(canvas.width, self.floor, 60.0);
        let paint = light::down(self.floor, canvas.height + 60.0, &[tones.lit(colour), colour]);
        shapes.push(Shape::filled(curve::under(&line, canvas.height + 20.0), paint));
        shapes
    }

    /// A trunk that leaves the sheet above, lit on the side of the sun, with two boughs.
    fn trunk(&self, tones: &Tones, x: f64, colour: Colour, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let half = self.wide * rng.between(0.38, 0.6);
        let lean = rng.about(self.wide * 0.9);
        let foot = self.floor + 30.0;
        let side = |sign: f64, top: f64| {
            vec![
                Point::new(x + sign * half * 1.7, foot),
                Point::new(x + sign * half, foot - self.wide * 2.0),
                Point::new(x + lean * 0.4 + sign * half * 0.9, foot * 0.45),
                Point::new(x + lean + sign * half * top, -40.0),
            ]
        };
        let to_sun = (self.sun.x - x).signum();
        let edge = |share: f64| -> Vec<_> {
            side(1.0, 0.8).iter().zip(side(-1.0, 0.8)).map(|(one, other)| one.lerp(other, share)).collect()
        };
        let rim = if to_sun > 0.0 {
            curve::between(&edge(0.0), &edge(0.22))
        } else {
            curve::between(&edge(0.78), &edge(1.0))
        };
        let mut shapes = Vec::new();
        for (level, sign) in [(0.34, 1.0), (0.22, -1.0)] {
            let at = Point::new(x + lean * (1.0 - level), foot * level + 40.0);
            let reach = self.wide * rng.between(2.2, 3.6);
            let mut bough = kurbo::BezPath::new();
            bough.move_to(at);
            bough.quad_to(
                at + Vec2::new(sign * reach * 0.5, -reach * 0.2),
                at + Vec2::new(sign * reach, -reach * 0.95),
            );
            shapes.push(Shape::stroked(bough, colour, half * 0.55));
        }
        shapes.push(Shape::filled(curve::between(&edge(0.0), &edge(1.0)), colour));
        shapes.push(Shape::filled(rim, tones.lit(tones.lit(colour)).mix(tones.sun, 0.22)));
        shapes
    }

    /// Leaves along the upper edge, larger and lower in front.
    fn canopy(&self, canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let high = canvas.height.min(1300.0);
        let size = 26.0 + 42.0 * self.near;
        let haze = 0.55 * (1.0 - self.near as f32);
        let mut shapes = Vec::new();
        for index in 0..canvas.count(15.0, 60, 240) {
            let at = Point::new(
                canvas.width * rng.share(),
                high * (rng.share() * rng.share()) * (0.4 - 0.1 * self.near) - 14.0,
            );
            let tip = at + Vec2::from_angle(rng.between(0.3, PI - 0.3)) * size * rng.between(0.7, 1.2);
            if canvas.is_free(at) && at.distance(self.sun) > 240.0 {
                let colour = foliage(tones, index).mix(tones.horizon, haze);
                shapes.push(Shape::filled(form::leaf(at, tip, size * 0.5, 0.0), colour));
                shapes.push(Shape::filled(form::half_leaf(at, tip, size * 0.5, 0.0), tones.shaded(colour)));
            }
        }
        shapes
    }
}

/// Leaves in the air and on the ground.
fn falling(canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for index in 0..canvas.count(26.0, 34, 150) {
        let low = index % 3 == 0;
        let at = canvas.at(rng.share(), if low { rng.between(0.84, 0.99) } else { rng.share() });
        let size = rng.between(20.0, 44.0);
        let tip = at + Vec2::from_angle(rng.between(0.0, TAU)) * size;
        let bend = rng.about(0.12);
        if canvas.is_free(at) {
            let colour = foliage(tones, index);
            shapes.push(Shape::filled(form::leaf(at, tip, size * 0.5, bend), tones.lit(colour)));
            shapes.push(Shape::filled(form::half_leaf(at, tip, size * 0.5, bend), tones.shaded(colour)));
        }
    }
    shapes
}
