//! Hills, the sky, and what is beyond it.

use kurbo::{Point, Rect, Vec2};
use rand_chacha::ChaCha8Rng;

use super::opposite;
use crate::engine::vector::compose::decor;
use crate::engine::vector::compose::stage::Stage;
use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Colour, Shape};

/// A sky, a sun, two hills with trees, and the meadow the subjects stand on.
pub fn land(
    canvas: &Canvas,
    stage: &Stage,
    tones: &Tones,
    main: Rect,
    rng: &mut ChaCha8Rng,
) -> (Vec<Shape>, Vec<Shape>) {
    let horizon = stage.floor - stage.room().height * 0.2;
    let mut shapes = heaven(canvas, stage, tones, main, rng);
    for (level, near, high) in [(-0.12, 0.12, 60.0), (0.0, 0.3, 50.0)] {
        let swell = curve::Swell::new(high, rng.between(700.0, 1300.0), rng);
        let y = horizon + stage.room().height * level;
        let colour = tones.depth(near).mix(tones.horizon, 0.25);
        shapes.extend(trees(canvas, (&swell, y, colour), tones, main, rng));
        let paint = light::down(y - high, y + 260.0, &[tones.lit(colour), colour]);
        shapes.push(Shape::filled(
            curve::under(&swell.line(canvas.width, y, 60.0), canvas.height + 20.0),
            paint,
        ));
    }
    let level = stage.floor - stage.room().height * 0.06;
    let swell = curve::Swell::new(16.0, 1400.0, rng);
    let meadow = tones.depth(0.46).mix(tones.side, 0.2);
    let paint = light::down(level - 20.0, canvas.height, &[tones.lit(meadow), meadow, tones.shaded(meadow)]);
    shapes.push(Shape::filled(
        curve::under(&swell.line(canvas.width, level, 60.0), canvas.height + 20.0),
        paint,
    ));
    shapes.extend(grass(canvas, stage, tones, meadow, rng));
    (shapes, Vec::new())
}

/// Sky all around, clouds above and below.
pub fn sky(
    canvas: &Canvas,
    stage: &Stage,
    tones: &Tones,
    main: Rect,
    rng: &mut ChaCha8Rng,
) -> (Vec<Shape>, Vec<Shape>) {
    let mut shapes = heaven(canvas, stage, tones, main, rng);
    for (level, near, high) in [(0.93, 0.1, 70.0), (1.0, 0.28, 60.0)] {
        let swell = curve::Swell::new(high, rng.between(700.0, 1200.0), rng);
        let y = canvas.height * level;
        let colour = tones.depth(near).mix(tones.horizon, 0.35);
        let paint = light::down(y - high, y + 200.0, &[tones.lit(colour), colour]);
        shapes.push(Shape::filled(
            curve::under(&swell.line(canvas.width, y, 60.0), canvas.height + 20.0),
            paint,
        ));
    }
    let white = cloud_colour(tones);
    for side in [-1.0, 1.0] {
        let at = Point::new(
            main.center().x + side * main.width() * 0.5,
            main.y1 - main.height() * rng.between(0.02, 0.2),
        );
        if canvas.is_free(at) {
            shapes.push(decor::cloud(at, main.width() * rng.between(0.42, 0.6), white));
        }
    }
    (shapes, Vec::new())
}

/// A dark sky with stars, a large planet's edge, and a glow behind the subject.
pub fn space(canvas: &Canvas, tones: &Tones, main: Rect, rng: &mut ChaCha8Rng) -> (Vec<Shape>, Vec<Shape>) {
    let deep = if tones.night { tones.ground } else { tones.deep };
    let (top, bottom) = (deep.mix(Colour::BLACK, 0.25), deep.mix(tones.main, 0.45));
    let mut shapes = vec![canvas.cover(light::down(0.0, canvas.height, &[top, deep, bottom]))];
    shapes.push(light::glow(main.center(), main.width().max(main.height()) * 1.1, tones.main, 0.5));
    for _ in 0..canvas.count(22.0, 40, 160) {
        let at = canvas.at(rng.share(), rng.share());
        let size = rng.between(1.4, 4.2);
        if canvas.calm(at) > 0.2 {
            shapes.push(Shape::filled(
                form::disc(at, size),
                tones.light.with_alpha(rng.between(0.35, 0.95) as f32),
            ));
        }
    }
    for radius in [0.62, 0.86, 1.12] {
        let ring = form::disc(main.center(), main.width().max(main.height()) * radius);
        shapes.push(Shape::stroked(ring, tones.side.with_alpha(0.22), 3.0));
    }
    let planet = Point::new(canvas.width * rng.between(0.3, 0.7), canvas.height + 620.0);
    let rim = tones.main.mix(tones.side, 0.4);
    shapes.push(light::glow(planet, 980.0, rim, 0.5));
    let ball =
        light::ball(planet, 760.0, Vec2::new(-0.3, -0.8), [tones.lit(rim), rim, tones.shaded(tones.main)]);
    shapes.push(Shape::filled(form::disc(planet, 760.0), ball));
    (shapes, Vec::new())
}

/// The sky with its sun or moon on the side away from the subjects, and clouds.
pub fn heaven(canvas: &Canvas, stage: &Stage, tones: &Tones, main: Rect, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let colours = [tones.sky, tones.sky.mix(tones.horizon, 0.5), tones.horizon];
    let mut shapes = vec![canvas.cover(light::down(0.0, stage.floor, &colours))];
    let sun = opposite(stage, main, rng.between(0.16, 0.26));
    let radius = stage.area.width().min(stage.area.height()) * rng.between(0.085, 0.115);
    if canvas.is_free(sun) && !main.inflate(radius, radius).contains(sun) {
        shapes.push(light::glow(sun, radius * 4.2, tones.halo, 0.36));
        shapes.push(Shape::filled(form::disc(sun, radius * 1.45), tones.halo.with_alpha(0.2)));
        shapes.push(Shape::filled(form::disc(sun, radius), tones.sun));
    }
    for _ in 0..canvas.count(520.0, 2, 6) {
        let at = canvas.at(rng.share(), rng.between(0.08, 0.4));
        let length = rng.between(150.0, 290.0);
        if canvas.is_free(at) && !main.inflate(length * 0.3, 20.0).contains(at) {
            shapes.push(decor::cloud(at, length, cloud_colour(tones)));
        }
    }
    shapes
}

fn cloud_colour(tones: &Tones) -> Colour {
    tones.light.with_alpha(if tones.night { 0.14 } else { 0.78 })
}

/// Trees on a hill's crest, which lies around a level and has a colour.
fn trees(
    canvas: &Canvas,
    (crest, level, colour): (&curve::Swell, f64, Colour),
    tones: &Tones,
    main: Rect,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for _ in 0..canvas.count(210.0, 3, 12) {
        let x = canvas.width * rng.share();
        let foot = Point::new(x, level + crest.at(x) + 8.0);
        let height = rng.between(90.0, 170.0);
        let hidden = (main.x0 + 30.0..main.x1 - 30.0).contains(&x);
        if canvas.is_free(foot) && !hidden {
            shapes.extend(decor::tree(foot, height, tones.shaded(colour), tones, rng));
        }
    }
    shapes
}

/// Tufts of grass and small flowers on the meadow.
fn grass(canvas: &Canvas, stage: &Stage, tones: &Tones, meadow: Colour, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for _ in 0..canvas.count(90.0, 8, 34) {
        let room = (canvas.height - stage.floor).max(10.0);
        let at = Point::new(canvas.width * rng.share(), stage.floor + room * rng.between(0.05, 0.9));
        let size = rng.between(12.0, 24.0);
        let kind = rng.below(3);
        if !canvas.is_free(at) {
            continue;
        }
        if kind == 0 {
            shapes.push(Shape::filled(form::disc(at, size * 0.3), tones.accent));
        } else {
            for lean in [-0.5, 0.0, 0.5] {
                let tip = at + Vec2::new(lean * size, -size);
                shapes.push(Shape::filled(form::leaf(at, tip, size * 0.3, 0.0), tones.shaded(meadow)));
            }
        }
    }
    shapes
}
