//! Subjects repeated over the whole sheet, a little turned, as on wrapping paper.

use kurbo::{Affine, Point, Size};
use rand_chacha::ChaCha8Rng;

use super::{Library, drawn, fitted, tints, works};
use crate::engine::vector::find::Cast;
use crate::engine::vector::kit::{Canvas, Chance, Tones, form};
use crate::scene::{Colour, Shape};

/// Subjects stand this far apart on a sheet of a thousand units, the short side.
const STEP: (f64, f64) = (300.0, 420.0);
/// No sheet has more of them than about this.
const MOST: f64 = 60.0;

/// Draws the cast; the first shape covers the sheet.
pub fn draw(
    library: &Library,
    cast: &Cast,
    canvas: &Canvas,
    tones: &Tones,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let works = works(cast);
    let step = rng.between(STEP.0, STEP.1).max((canvas.width * canvas.height / MOST).sqrt());
    let ground = ground(library, cast, tones, rng);
    let mut shapes = vec![canvas.cover(ground)];
    let (across, down) = ((canvas.width / step).ceil() as i32 + 1, (canvas.height / step).ceil() as i32 + 1);
    let start = Point::new(
        (canvas.width - f64::from(across - 1) * step) / 2.0,
        (canvas.height - f64::from(down - 1) * step) / 2.0,
    );
    for row in 0..down {
        for column in 0..across {
            let shift = if row % 2 == 0 { -0.25 } else { 0.25 } * step;
            let at = Point::new(start.x + f64::from(column) * step + shift, start.y + f64::from(row) * step);
            let (angle, fleck) = (rng.about(0.3), rng.below(3));
            let nth = (column + row * 2).unsigned_abs() as usize;
            let work = works[nth % works.len()];
            let own = if (nth / works.len()) % 2 == 1 { tints::swapped(tones) } else { *tones };
            let place = fitted(library, work, at, Size::new(step * 0.62, step * 0.62));
            let turn = Affine::rotate_about(angle, at);
            if canvas.is_free(at) {
                shapes.extend(drawn(library, work, place, &own).iter().map(|shape| shape.transformed(turn)));
            }
            let between =
                Point::new(at.x + step * 0.5, at.y + step * 0.5 * if fleck == 0 { 0.9 } else { 1.0 });
            if canvas.is_free(between) {
                shapes.push(small(between, step, fleck, flecks(ground, tones)[fleck]));
            }
        }
    }
    shapes
}

/// The sheet's colour: one that the main subject stands out on.
fn ground(library: &Library, cast: &Cast, tones: &Tones, rng: &mut ChaCha8Rng) -> Colour {
    let place = fitted(library, cast.main, Point::ORIGIN, Size::new(100.0, 100.0));
    let shapes = drawn(library, cast.main, place, tones);
    let mut grounds = tints::grounds(tones).to_vec();
    grounds.rotate_left(rng.below(3));
    tints::behind(&shapes, &grounds)
}

/// The colours of the small things between: of the picture, and apart from its ground.
fn flecks(ground: Colour, tones: &Tones) -> [Colour; 3] {
    let apart =
        |colour: Colour| if colour.contrast(ground) < 1.2 { tints::beside(ground, tones) } else { colour };
    [apart(tones.accent), apart(tones.main), apart(tones.side)]
}

/// A dot, a ring or a cross.
fn small(at: Point, step: f64, kind: usize, colour: Colour) -> Shape {
    match kind {
        0 => Shape::filled(form::disc(at, step * 0.035), colour),
        1 => Shape::stroked(form::disc(at, step * 0.045), colour, step * 0.018),
        _ => {
            let arm = step * 0.045;
            let mut path = form::bar(at + (-arm, 0.0), at + (arm, 0.0), step * 0.02);
            path.extend(form::bar(at + (0.0, -arm), at + (0.0, arm), step * 0.02));
            Shape::filled(path, colour)
        }
    }
}
