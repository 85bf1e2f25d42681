//! The sea from above it and from below.

use kurbo::{Point, Rect, Vec2};
use rand_chacha::ChaCha8Rng;

use super::outdoors;
use crate::engine::vector::compose::stage::Stage;
use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Colour, Shape};

/// Waves behind the subjects and before their feet, under a sky.
pub fn sea(
    canvas: &Canvas,
    stage: &Stage,
    tones: &Tones,
    main: Rect,
    rng: &mut ChaCha8Rng,
) -> (Vec<Shape>, Vec<Shape>) {
    let mut shapes = outdoors::heaven(canvas, stage, tones, main, rng);
    let horizon = stage.floor - stage.room().height * 0.24;
    shapes.extend(wave(canvas, horizon, 5.0, water(tones, 0.12), tones, rng));
    shapes.extend(wave(
        canvas,
        stage.floor - stage.room().height * 0.13,
        12.0,
        water(tones, 0.28),
        tones,
        rng,
    ));
    let mut front = Vec::new();
    let feet = stage.floor - main.height() * 0.12;
    front.extend(wave(canvas, feet, 16.0, water(tones, 0.42), tones, rng));
    let lower = (canvas.height - feet) * 0.4;
    front.extend(wave(canvas, feet + lower, 18.0, water(tones, 0.6), tones, rng));
    front.extend(wave(canvas, feet + lower * 1.9, 18.0, water(tones, 0.8), tones, rng));
    (shapes, front)
}

/// Light from above, sand below, weed and bubbles.
pub fn deep(
    canvas: &Canvas,
    stage: &Stage,
    tones: &Tones,
    main: Rect,
    rng: &mut ChaCha8Rng,
) -> (Vec<Shape>, Vec<Shape>) {
    let (top, bottom) = (water(tones, 0.05), water(tones, 0.72));
    let mut shapes = vec![canvas.cover(light::down(0.0, canvas.height, &[top, water(tones, 0.4), bottom]))];
    for _ in 0..4 {
        let x = canvas.width * rng.share();
        let (wide, lean) = (rng.between(60.0, 150.0), rng.between(80.0, 220.0));
        let beam = curve::polygon(&[
            Point::new(x, -20.0),
            Point::new(x + wide, -20.0),
            Point::new(x + wide * 1.8 + lean, canvas.height * 0.8),
            Point::new(x + lean - wide * 0.6, canvas.height * 0.8),
        ]);
        let paint = light::down(
            0.0,
            canvas.height * 0.8,
            &[tones.light.with_alpha(0.2), tones.light.with_alpha(0.0)],
        );
        shapes.push(Shape::filled(beam, paint));
    }
    shapes.push(light::glow(main.center(), main.width().max(main.height()) * 0.9, tones.light, 0.3));
    let sand = curve::Swell::new(26.0, 900.0, rng);
    let level = stage.floor + (canvas.height - stage.floor) * 0.3;
    for _ in 0..canvas.count(120.0, 5, 22) {
        let x = canvas.width * rng.share();
        let foot = Point::new(x, level + sand.at(x) + 12.0);
        if canvas.is_free(foot) {
            shapes.extend(weed(foot, rng.between(90.0, 240.0), tones, rng));
        }
    }
    let bed = tones.depth(0.9);
    let line = sand.line(canvas.width, level, 60.0);
    shapes.push(Shape::filled(
        curve::under(&line, canvas.height + 20.0),
        light::down(level - 30.0, canvas.height, &[tones.lit(bed), bed]),
    ));
    for _ in 0..14 {
        let at = Point::new(
            main.center().x + rng.about(main.width() * 0.8),
            main.center().y - rng.about(main.height() * 0.9),
        );
        let size = rng.between(6.0, 20.0);
        if canvas.is_free(at) {
            shapes.push(Shape::stroked(form::disc(at, size), tones.light.with_alpha(0.6), 3.0));
        }
    }
    (shapes, Vec::new())
}

/// The water's colour from far to near: never warm, whatever the palette leads with.
fn water(tones: &Tones, near: f64) -> Colour {
    let [lightness, chroma, hue] = tones.depth(near).to_oklch();
    if (140.0..300.0).contains(&hue) && chroma > 0.03 {
        return tones.depth(near);
    }
    Colour::oklch(lightness, chroma.clamp(0.05, 0.1), 225.0).mix(tones.depth(near), 0.2)
}

fn wave(
    canvas: &Canvas,
    level: f64,
    high: f64,
    colour: Colour,
    tones: &Tones,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let swell = curve::Swell::new(high, rng.between(240.0, 420.0), rng);
    let line = swell.line(canvas.width, level, 30.0);
    let crest: Vec<_> = line.iter().map(|point| *point + Vec2::new(0.0, 7.0)).collect();
    vec![
        Shape::filled(curve::under(&line, canvas.height + 20.0), tones.lit(tones.lit(colour))),
        Shape::filled(
            curve::under(&crest, canvas.height + 20.0),
            light::down(level, level + 240.0, &[tones.lit(colour), colour]),
        ),
    ]
}

fn weed(foot: Point, height: f64, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let colour = tones.depth(rng.between(0.55, 0.85));
    let sway = rng.about(height * 0.3);
    (0..3)
        .map(|blade| {
            let lean = sway + (f64::from(blade) - 1.0) * height * 0.22;
            let tall = height * rng.between(0.6, 1.0);
            let leaf = form::leaf(foot, foot + Vec2::new(lean, -tall), tall * 0.13, 0.12);
            Shape::filled(leaf, if blade == 1 { tones.lit(colour) } else { colour })
        })
        .collect()
}
