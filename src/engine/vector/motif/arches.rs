//! Nested arches and a sun: quiet forms in warm flats.

use std::f64::consts::PI;

use kurbo::{Point, Rect};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let floor = (canvas.height * rng.between(0.8, 0.86)).min((canvas.covered_from() - 40.0).max(380.0));
    let hero = canvas.focal(rng, (0.24, 0.34));
    let wall = if tones.night { tones.ground } else { tones.ground.mix(tones.side, 0.35) };
    let mut shapes = vec![canvas.cover(light::down(0.0, floor, &[tones.lit(wall), wall]))];
    let sun = Point::new(hero.x + rng.between(-0.25, 0.25) * 600.0, (hero.y - 40.0).max(190.0));
    let radius = rng.between(150.0, 205.0);
    shapes.push(Shape::filled(
        form::disc(sun, radius),
        light::down(sun.y - radius, sun.y + radius, &[tones.sun, tones.sun.mix(wall, 0.35)]),
    ));
    let ground = tones.depth(0.9);
    shapes.extend(row(canvas, &tones, hero, floor, rng));
    let strip = Rect::new(-20.0, floor, canvas.width + 20.0, canvas.height + 20.0);
    shapes.push(Shape::filled(strip, light::down(floor, canvas.height, &[tones.lit(ground), ground])));
    shapes
}

/// Arches side by side, the great one at the focal point, lower ones to both sides, some overlapping.
fn row(canvas: &Canvas, tones: &Tones, hero: Point, floor: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let mut places = vec![(hero.x, (floor - hero.y) * 0.92, 250.0)];
    for side in [-1.0, 1.0] {
        let mut x = hero.x + side * rng.between(330.0, 430.0);
        while (-260.0..canvas.width + 260.0).contains(&x) {
            let half = rng.between(120.0, 215.0);
            places.push((x, (floor - hero.y).min(900.0) * rng.between(0.4, 0.74), half));
            x += side * (half * 1.05 + rng.between(110.0, 230.0));
        }
    }
    // Tall ones stand behind.
    places.sort_by(|one, other| other.1.total_cmp(&one.1));
    let mut shapes = Vec::new();
    for (index, (x, height, half)) in places.into_iter().enumerate() {
        let calm = canvas.calm(Point::new(x, floor - height * 0.7)).max(0.3);
        let height = (height * calm).max(half * 1.1);
        let body = Rect::new(x - half, floor - height, x + half, floor);
        let detailed = canvas.is_free(body.center());
        shapes.extend(arch(tones, body, index, detailed, rng));
    }
    shapes
}

/// One arch: nested bands, a doorway in light and shade, or stripes of steps.
fn arch(tones: &Tones, body: Rect, index: usize, detailed: bool, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    // By night the deep tone would sink into the wall.
    let low = if tones.night { tones.depth(0.0) } else { tones.depth(0.78) };
    let colours = [tones.main, tones.depth(0.3), low, tones.accent, tones.side];
    let pick = |step: usize| colours[(index * 2 + step) % colours.len()];
    let half = body.width() / 2.0;
    let nested = |inset: f64| form::arch(body.x0 + inset, body.x1 - inset, body.y0 + inset, body.y1);
    let shade =
        |colour: Colour| light::down(body.y0, body.y1, &[tones.lit(colour), colour, tones.shaded(colour)]);
    let mut shapes = vec![Shape::filled(nested(0.0), shade(pick(0)))];
    if !detailed {
        return shapes;
    }
    match if index == 0 { 0 } else { rng.below(3) } {
        0 => {
            for step in 1..5 {
                let inset = half * 0.2 * step as f64;
                shapes.push(Shape::filled(nested(inset), shade(pick(step))));
            }
        }
        1 => {
            // A doorway: the reveal is dark, the light falls in from the left.
            let inset = half * 0.3;
            shapes.push(Shape::filled(nested(inset), tones.shaded(tones.shaded(pick(0)))));
            let inner = form::arch(body.x0 + inset * 1.5, body.x1 - inset, body.y0 + inset * 1.5, body.y1);
            shapes.push(Shape::filled(inner, shade(pick(1))));
        }
        _ => {
            let centre = Point::new(body.center().x, body.y0 + half);
            for step in 0..3 {
                let outer = half * (0.82 - 0.26 * f64::from(step));
                shapes.push(Shape::filled(form::band(centre, outer - half * 0.12, outer, PI, PI), pick(1)));
            }
        }
    }
    shapes
}
