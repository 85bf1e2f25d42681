//! A speaker on a stage before a great screen, and the audience from behind.

use std::f64::consts::PI;

use kurbo::{BezPath, Point, Rect};
use rand_chacha::ChaCha8Rng;

use super::team::somebody;
use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let focal = canvas.focal(rng, (0.42, 0.5));
    // Of a sheet whose foot is covered, the audience lies below the cover, not the speaker.
    let stage = (focal.y + 190.0).min(canvas.height * 0.7).min((canvas.covered_from() - 110.0).max(330.0));
    let hall = if tones.night { [tones.deep, tones.ground] } else { [tones.depth(0.92), tones.depth(0.7)] };
    let mut shapes = vec![canvas.cover(light::down(0.0, stage, &hall))];
    shapes.extend(curtains(canvas, &tones, stage));
    shapes.extend(screen(&tones, focal, stage));
    shapes.extend(beams(&tones, focal, stage));
    shapes.extend(platform(canvas, &tones, focal, stage));
    shapes.extend(speaker(&tones, focal, stage, rng));
    shapes.extend(audience(canvas, &tones, focal, stage, rng));
    shapes
}

/// Soft folds on the back wall.
fn curtains(canvas: &Canvas, tones: &Tones, stage: f64) -> Vec<Shape> {
    let count = canvas.count(120.0, 8, 40);
    let pitch = canvas.width / count as f64;
    let fold = tones.main;
    (0..=count)
        .map(|index| {
            let x = pitch * index as f64;
            let paint = light::along(
                Point::new(x - pitch / 2.0, 0.0),
                Point::new(x + pitch / 2.0, 0.0),
                &[fold.with_alpha(0.0), fold.with_alpha(0.16), fold.with_alpha(0.0)],
            );
            Shape::filled(Rect::new(x - pitch / 2.0, -20.0, x + pitch / 2.0, stage), paint)
        })
        .collect()
}

/// A round screen with a rising sun of rings: the talk's one picture.
fn screen(tones: &Tones, focal: Point, stage: f64) -> Vec<Shape> {
    let radius = (stage - 60.0).min(330.0);
    let centre = Point::new(focal.x, stage - radius * 0.86);
    let mut shapes = vec![light::glow(centre, radius * 1.9, tones.accent, 0.34)];
    let colours =
        [tones.accent, tones.accent.mix(tones.light, 0.28), tones.accent.mix(tones.light, 0.5), tones.light];
    for (index, colour) in colours.into_iter().enumerate() {
        shapes.push(Shape::filled(form::disc(centre, radius * (1.0 - 0.2 * index as f64)), colour));
    }
    shapes
}

/// Two cones of light that meet on the stage.
fn beams(tones: &Tones, focal: Point, stage: f64) -> Vec<Shape> {
    [-1.0, 1.0]
        .map(|side| {
            let from = Point::new(focal.x + side * 620.0, -60.0);
            let (left, right) =
                (Point::new(focal.x - 130.0, stage + 20.0), Point::new(focal.x + 130.0, stage + 20.0));
            let paint = light::along(
                from,
                Point::new(focal.x, stage),
                &[tones.light.with_alpha(0.3), tones.light.with_alpha(0.03)],
            );
            Shape::filled(curve::polygon(&[from, left, right]), paint)
        })
        .to_vec()
}

fn platform(canvas: &Canvas, tones: &Tones, focal: Point, stage: f64) -> Vec<Shape> {
    let edge = tones.depth(0.6);
    let floor = form::rect(-20.0, stage, canvas.width + 20.0, canvas.height + 20.0);
    vec![
        Shape::filled(
            floor,
            light::down(stage, stage + 240.0, &[tones.lit(tones.depth(0.5)), tones.depth(0.82)]),
        ),
        Shape::filled(form::rect(-20.0, stage, canvas.width + 20.0, stage + 7.0), tones.lit(tones.lit(edge))),
        Shape::filled(
            form::oval(Point::new(focal.x, stage + 46.0), 235.0, 30.0),
            tones.light.with_alpha(0.3),
        ),
    ]
}

/// The speaker stands at a lectern, one arm raised.
fn speaker(tones: &Tones, focal: Point, stage: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let side = if rng.flip(0.5) { 1.0 } else { -1.0 };
    let foot = Point::new(focal.x, stage + 44.0);
    let at = |x: f64, y: f64| Point::new(foot.x + side * x, foot.y - y);
    let suit = tones.deep;
    let skin = tones.skin(2);
    let mut body = BezPath::new();
    body.move_to(at(-40.0, 0.0));
    body.line_to(at(-44.0, 122.0));
    body.curve_to(at(-44.0, 152.0), at(-22.0, 162.0), at(-8.0, 164.0));
    body.line_to(at(10.0, 164.0));
    body.curve_to(at(26.0, 162.0), at(44.0, 150.0), at(44.0, 122.0));
    body.line_to(at(38.0, 0.0));
    body.close_path();
    let head = at(1.0, 198.0);
    let mut stand = BezPath::new();
    stand.move_to(at(-14.0, 0.0));
    stand.line_to(at(-2.0, 92.0));
    stand.line_to(at(92.0, 92.0));
    stand.line_to(at(84.0, 0.0));
    stand.close_path();
    vec![
        Shape::filled(form::bar(at(-36.0, 136.0), at(-92.0, 172.0), 24.0), suit),
        Shape::filled(form::bar(at(-92.0, 172.0), at(-104.0, 226.0), 19.0), tones.lit(suit)),
        Shape::filled(form::disc(at(-105.0, 238.0), 12.0), skin),
        Shape::filled(body, suit),
        Shape::filled(
            form::rounded(Rect::from_points(at(-9.0, 180.0), at(11.0, 150.0)), 9.0),
            tones.shaded(skin),
        ),
        Shape::filled(form::disc(head, 29.0), skin),
        Shape::filled(form::turned(&form::slice(head, 31.0, -1.0, -0.12), head, side * 0.2), tones.shade()),
        Shape::filled(stand, light::down(foot.y - 92.0, foot.y, &[tones.accent, tones.shaded(tones.accent)])),
        Shape::filled(form::bar(at(-10.0, 94.0), at(100.0, 94.0), 9.0), tones.lit(tones.accent)),
    ]
}

/// Rows of heads from behind, larger and darker to the front, with light on the rims that face the stage.
fn audience(canvas: &Canvas, tones: &Tones, focal: Point, stage: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let room = canvas.height - stage;
    let rows = ((room / 105.0) as usize).clamp(2, 7);
    for row in 0..rows {
        let share = (row as f64 + 1.0) / rows as f64;
        let size = 36.0 + 50.0 * share;
        let y = stage + 60.0 + (room - 30.0) * share * 0.86;
        let pitch = size * 2.75;
        let count = (canvas.width / pitch).ceil() as usize + 1;
        let shift = if row.is_multiple_of(2) { 0.0 } else { pitch / 2.0 };
        for index in 0..=count {
            let x = index as f64 * pitch - shift + rng.about(pitch * 0.1);
            let head = Point::new(x, y + rng.about(size * 0.2));
            let look = somebody(tones, index * 3 + row * 7 + rng.below(2), row, head.x < focal.x);
            let near = 0.55 + 0.45 * share;
            let cloth = look.cloth.mix(tones.depth(near), 0.55);
            let hair = look.hair.mix(tones.shade(), 0.3);
            let rim = (focal.x - head.x).clamp(-1.0, 1.0);
            shapes.push(Shape::filled(
                form::arch(x - size * 1.18, x + size * 1.18, head.y + size * 0.82, canvas.height + 60.0),
                light::down(
                    head.y + size * 0.8,
                    head.y + size * 3.0,
                    &[tones.lit(cloth), tones.shaded(cloth)],
                ),
            ));
            shapes.push(Shape::filled(
                form::rounded(
                    Rect::new(x - size * 0.3, head.y, x + size * 0.3, head.y + size * 1.15),
                    size * 0.3,
                ),
                look.skin.mix(tones.shade(), 0.45),
            ));
            shapes.push(Shape::filled(form::disc(head, size * 0.74), hair));
            shapes.push(Shape::stroked(
                form::arc(head, size * 0.7, -PI / 2.0 - 0.55 + 0.5 * rim, 1.1),
                tones.accent.mix(tones.light, 0.35).with_alpha(0.75),
                size * 0.07,
            ));
            if look.cut == 3 {
                shapes.push(Shape::filled(form::disc((x, head.y - size * 0.72), size * 0.32), hair));
            }
            if look.cut == 1 {
                shapes.push(Shape::filled(
                    form::rounded(
                        Rect::new(x - size * 0.72, head.y - size * 0.2, x + size * 0.72, head.y + size * 1.5),
                        size * 0.5,
                    ),
                    hair,
                ));
            }
        }
    }
    shapes
}
