//! Contour lines of a hilly land, thin and even, as on a good map.

use std::f64::consts::TAU;

use kurbo::{Point, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let summit = canvas.focal(rng, (0.32, 0.6));
    let (near, far) = if tones.night { (tones.ground, tones.deep) } else { (tones.light, tones.depth(0.0)) };
    let reach = canvas.width.hypot(canvas.height);
    let ground =
        crate::scene::Paint::Radial { centre: summit, radius: reach * 0.8, stops: light::even(&[near, far]) };
    let mut shapes = vec![canvas.cover(ground)];
    let land = Land::new(summit, rng);
    let steps = (reach / 52.0).ceil() as usize;
    for step in (1..steps).rev() {
        shapes.extend(ring(canvas, &tones, &land, step));
    }
    shapes.extend(peak(&tones, summit));
    shapes
}

/// A hill whose outline changes with the height.
struct Land {
    summit: Point,
    /// Lobes: how many around, how strong, where, and how they turn with each ring.
    lobes: [(f64, f64, f64, f64); 4],
}

impl Land {
    fn new(summit: Point, rng: &mut ChaCha8Rng) -> Self {
        let mut lobe = |count: f64, size: f64| {
            (count, size * rng.between(0.7, 1.2), rng.between(0.0, TAU), rng.about(0.1))
        };
        Self { summit, lobes: [lobe(2.0, 0.22), lobe(3.0, 0.17), lobe(5.0, 0.075), lobe(7.0, 0.035)] }
    }

    fn ring(&self, step: f64) -> Vec<Point> {
        let radius = 44.0 * step;
        (0..44)
            .map(|index| {
                let angle = TAU * f64::from(index) / 44.0;
                let stray: f64 = self
                    .lobes
                    .iter()
                    .map(|(count, size, phase, turn)| size * (angle * count + phase + turn * step).sin())
                    .sum();
                self.summit + Vec2::from_angle(angle) * (radius * (1.0 + stray))
            })
            .collect()
    }
}

/// One contour; every fifth is heavier and tints what it encloses.
fn ring(canvas: &Canvas, tones: &Tones, land: &Land, step: usize) -> Option<Shape> {
    let line = land.ring(step as f64);
    let share = 1.0 / (1.0 + step as f64 * 0.09);
    let in_sight = line.iter().any(|point| canvas.bounds().inflate(60.0, 60.0).contains(*point));
    if !in_sight {
        return None;
    }
    let heavy = step.is_multiple_of(5);
    let line_colour = if tones.night { tones.main.mix(tones.light, 0.3) } else { tones.main };
    let colour = line_colour.mix(tones.accent, if heavy { 0.0 } else { (share * share) as f32 });
    let alpha = (0.2 + 0.7 * share as f32) * if heavy { 1.0 } else { 0.75 };
    let mut shape =
        Shape::stroked(curve::around(&line), colour.with_alpha(alpha), if heavy { 4.6 } else { 2.4 });
    // Every fifth area is tinted; tints lie on each other, so that the land rises in steps of tone.
    if heavy {
        shape.fill = Some(tones.side.with_alpha(if tones.night { 0.09 } else { 0.15 }).into());
    }
    Some(shape)
}

fn peak(tones: &Tones, summit: Point) -> Vec<Shape> {
    vec![
        light::glow(summit, 120.0, tones.accent, 0.4),
        Shape::filled(form::disc(summit, 17.0), tones.accent),
        Shape::filled(form::disc(summit, 7.0), tones.light),
    ]
}
