//! People side by side before a great disc: a team, in cut shapes.

use kurbo::Point;
use rand_chacha::ChaCha8Rng;

use super::person::{CUTS, Person};
use crate::engine::vector::kit::{Canvas, Chance, Tones, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let focal = canvas.focal(rng, (0.4, 0.46));
    let wall = if tones.night { tones.ground } else { tones.ground.mix(tones.side, 0.3) };
    let mut shapes = vec![canvas.cover(light::down(0.0, canvas.height, &[tones.lit(wall), wall]))];
    let radius = (canvas.height.min(canvas.width * 1.2) * 0.34).min(430.0);
    let disc = if tones.night { [tones.main, tones.ground] } else { [tones.sun, tones.sun.mix(wall, 0.45)] };
    shapes.push(Shape::filled(
        form::disc(focal, radius),
        light::down(focal.y - radius, focal.y + radius, &disc),
    ));
    let size = (canvas.height * 0.25).clamp(180.0, 300.0);
    // The back row stands higher and smaller, in paler tones.
    for (row, (up, scale)) in [(0.74, 0.8), (0.4, 1.0)].into_iter().enumerate() {
        shapes.extend(people(
            canvas,
            &tones,
            focal,
            Row { row, level: canvas.covered_from() - size * (up + 0.35), size: size * scale },
            rng,
        ));
    }
    shapes
}

/// One row of people.
#[derive(Clone, Copy)]
struct Row {
    row: usize,
    level: f64,
    size: f64,
}

fn people(canvas: &Canvas, tones: &Tones, focal: Point, row: Row, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let pitch = row.size * 1.7;
    let reach = (canvas.width / pitch).ceil() as i32;
    let shift = if row.row == 0 { 0.5 } else { 0.0 };
    let mut shapes = Vec::new();
    let start = rng.below(60);
    for index in -reach..=reach {
        let x = focal.x + (f64::from(index) + shift) * pitch + rng.about(pitch * 0.08);
        if !(-pitch..canvas.width + pitch).contains(&x) {
            continue;
        }
        let y = row.level + rng.about(row.size * 0.2);
        if canvas.calm(Point::new(x, y)) < 0.4 {
            continue;
        }
        let person = somebody(tones, (index + 30) as usize + start, row.row, focal.x <= canvas.width / 2.0);
        shapes.extend(person.bust(tones, Point::new(x, y), row.size));
    }
    shapes
}

/// Somebody who differs from the neighbours in clothes, hair and skin.
pub fn somebody(tones: &Tones, index: usize, row: usize, lit_left: bool) -> Person {
    let cloths = if tones.night {
        [tones.main, tones.accent, tones.side, tones.light, tones.main.mix(tones.accent, 0.5)]
    } else {
        [tones.main, tones.accent, tones.depth(0.85), tones.depth(0.35), tones.light]
    };
    let hairs = [tones.deep, tones.shade(), Colour::oklch(0.33, 0.06, 50.0), tones.depth(0.8)];
    let cloth = cloths[(index * 2 + row) % 5];
    Person {
        cloth: if row == 0 { cloth.mix(tones.depth(0.4), 0.35) } else { cloth },
        skin: tones.skin(index * 3 + row),
        hair: hairs[(index * 7 + row * 2 + 1) % 4],
        cut: (index * 2 + row * 3 + index / 5) % CUTS,
        lit_left,
    }
}
