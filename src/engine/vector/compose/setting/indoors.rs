//! A table before a wall, and a plain ground.

use kurbo::{Affine, Point, Rect, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::compose::decor;
use crate::engine::vector::compose::stage::Stage;
use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Colour, Shape};

/// A wall with a large soft shape, and a table across the sheet.
pub fn room(
    canvas: &Canvas,
    stage: &Stage,
    tones: &Tones,
    main: Rect,
    rng: &mut ChaCha8Rng,
) -> (Vec<Shape>, Vec<Shape>) {
    let wall = wall(tones);
    let mut shapes = vec![canvas.cover(light::down(0.0, canvas.height, &[tones.lit(wall), wall]))];
    let top = stage.floor - stage.room().height * 0.05;
    shapes.extend(backing(canvas, stage, tones, main, rng, Some(top)));
    let mut front = table(canvas, tones, top);
    let foot = Point::new(
        (main.center().x - stage.side * (main.width() * 0.5 + stage.area.width() * 0.2))
            .clamp(stage.area.x0 + 60.0, stage.area.x1 - 60.0),
        top + 6.0,
    );
    // A plant fills the side that the subjects leave open.
    if canvas.is_free(foot) && stage.area.width() > stage.area.height() * 1.15 {
        front.extend(plant(foot, stage.room().height * rng.between(0.34, 0.44), tones, rng));
    }
    (shapes, front)
}

/// A plain ground with one soft shape behind the subjects, and their shadow on it.
pub fn plain(
    canvas: &Canvas,
    stage: &Stage,
    tones: &Tones,
    main: Rect,
    rng: &mut ChaCha8Rng,
) -> (Vec<Shape>, Vec<Shape>) {
    let wall = wall(tones);
    let mut shapes = vec![canvas.cover(light::down(0.0, canvas.height, &[tones.lit(wall), wall]))];
    shapes.extend(backing(canvas, stage, tones, main, rng, None));
    let middle = Point::new(main.center().x, stage.floor + stage.room().height * 0.02);
    let flat = Affine::translate(middle.to_vec2()) * Affine::scale_non_uniform(1.0, 0.11);
    for (reach, strength) in [(0.52, 0.10_f32), (0.38, 0.14)] {
        let oval = flat * form::disc(Point::ORIGIN, main.width() * reach);
        shapes.push(Shape::filled(oval, tones.shade().with_alpha(strength)));
    }
    for side in [-1.0, 1.0] {
        let foot = middle + Vec2::new(side * main.width() * rng.between(0.62, 0.74), 4.0);
        if canvas.is_free(foot) && canvas.bounds().inflate(-90.0, 0.0).contains(foot) {
            let height = stage.room().height * rng.between(0.2, 0.3);
            shapes.extend(decor::sprig(foot, height, side * 0.28, tones, rng));
        }
    }
    (shapes, Vec::new())
}

/// The wall: the ground with a breath of the companion colour.
fn wall(tones: &Tones) -> Colour {
    tones.ground.mix(tones.side, if tones.night { 0.16 } else { 0.14 })
}

/// The large shape behind the subjects: a disc, an arch, a pebble or a window, by the seed.
fn backing(
    canvas: &Canvas,
    stage: &Stage,
    tones: &Tones,
    main: Rect,
    rng: &mut ChaCha8Rng,
    table: Option<f64>,
) -> Vec<Shape> {
    let colour = tones.ground.mix(tones.side, if tones.night { 0.62 } else { 0.58 });
    let most = stage.area.width().min(stage.area.height()) * 0.47;
    let radius = (main.width().max(main.height()) * 0.68).min(most);
    let centre = Point::new(main.center().x, main.center().y - main.height() * 0.02);
    let bottom = table.unwrap_or(centre.y + radius);
    let outline = match rng.below(4) {
        0 => form::disc(centre, radius),
        1 => form::arch(
            centre.x - radius * 0.86,
            centre.x + radius * 0.86,
            centre.y - radius,
            bottom.max(centre.y + radius * 0.5),
        ),
        2 => {
            Affine::translate(centre.to_vec2())
                * Affine::scale_non_uniform(1.22, 0.95)
                * curve::pebble(Point::ORIGIN, radius * 0.95, 0.1, rng)
        }
        _ => form::rounded(Rect::from_center_size(centre, (radius * 2.1, radius * 1.75)), radius * 0.24),
    };
    let paint = light::along(
        centre - Vec2::new(radius * 0.6, radius),
        centre + Vec2::new(radius * 0.6, radius),
        &[tones.lit(colour), colour, colour.mix(tones.main, 0.12)],
    );
    let mut shapes = vec![Shape::filled(outline, paint)];
    // A thin ring and a disc of the accent loosen the large shape.
    let turn = rng.between(0.7, 1.0);
    let ring = centre + Vec2::new(stage.side * radius * turn, -radius * 0.62);
    if canvas.is_free(ring) {
        let warm = tones.accent.with_alpha(if tones.night { 0.75 } else { 0.85 });
        shapes.push(Shape::filled(form::disc(ring, radius * 0.15), warm));
        let other = centre - Vec2::new(stage.side * radius * 0.95, radius * 0.35);
        shapes.push(Shape::stroked(
            form::disc(other, radius * 0.1),
            tones.main.with_alpha(0.5),
            radius * 0.02,
        ));
    }
    shapes
}

/// A table top seen a little from above.
fn table(canvas: &Canvas, tones: &Tones, top: f64) -> Vec<Shape> {
    let wood = if tones.night { tones.depth(0.45) } else { tones.ground.mix(tones.side, 0.8) };
    let surface = form::rect(-20.0, top, canvas.width + 20.0, canvas.height + 20.0);
    vec![Shape::filled(surface, light::down(top, canvas.height, &[tones.lit(wood), wood]))]
}

/// A plant in a pot.
fn plant(foot: Point, height: f64, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let (half, high) = (height * 0.2, height * 0.3);
    let mut shapes = Vec::new();
    let oval = form::oval(foot + Vec2::new(0.0, 2.0), half * 1.3, height * 0.035);
    shapes.push(Shape::filled(oval, tones.shade().with_alpha(0.2)));
    for lean in [-0.34, 0.3, 0.02] {
        let from = foot - Vec2::new(-lean * half, high * 0.9);
        shapes.extend(decor::sprig(from, height * rng.between(0.58, 0.74), lean, tones, rng));
    }
    let corners = [
        foot + Vec2::new(-half, -high),
        foot + Vec2::new(half, -high),
        foot + Vec2::new(half * 0.72, 0.0),
        foot + Vec2::new(-half * 0.72, 0.0),
    ];
    shapes.push(Shape::filled(curve::polygon(&corners), tones.accent));
    let rim = Rect::new(foot.x - half * 1.1, foot.y - high * 1.16, foot.x + half * 1.1, foot.y - high * 0.86);
    shapes.push(Shape::filled(form::rounded(rim, high * 0.1), tones.shaded(tones.accent)));
    shapes
}
