//! A night of celebration: fireworks like flowers, strings of lamps, confetti.

use std::f64::consts::{FRAC_PI_2, TAU};

use kurbo::{Point, Rect, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let sky = if tones.night {
        [tones.deep, tones.ground, tones.horizon]
    } else {
        [tones.deep, tones.deep.mix(tones.main, 0.35), tones.main]
    };
    let mut shapes = vec![canvas.cover(light::down(0.0, canvas.height, &sky))];
    let focal = canvas.focal(rng, (0.42, 0.5));
    shapes.extend(fireworks(canvas, &tones, focal, rng));
    shapes.extend(confetti(canvas, &tones, focal, rng));
    shapes.extend(lamps(canvas, &tones, rng));
    shapes
}

/// One great burst at the focal point, lesser ones around it.
fn fireworks(canvas: &Canvas, tones: &Tones, focal: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let lesser = canvas.count(330.0, 5, 14);
    for index in 0..lesser {
        let across = (index as f64 + 0.5) / lesser as f64;
        let at = canvas.at(across, rng.between(0.26, 0.9));
        let radius = rng.between(105.0, 190.0);
        if at.distance(focal) > 320.0 + radius && canvas.is_free(at) {
            shapes.extend(burst(tones, at, radius, index, rng));
        }
    }
    shapes.extend(burst(tones, focal, rng.between(285.0, 330.0), lesser, rng));
    shapes
}

/// Petals in rings around a bright heart, a ring of sparks outside.
fn burst(tones: &Tones, centre: Point, radius: f64, index: usize, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let schemes = [
        [tones.accent, tones.main.mix(tones.light, 0.25), tones.side.mix(tones.light, 0.2)],
        [tones.main.mix(tones.light, 0.35), tones.accent, tones.side],
        [tones.side.mix(tones.light, 0.3), tones.accent, tones.light],
    ];
    let colours = schemes[index % 3];
    let turn = rng.between(0.0, TAU);
    let mut shapes = vec![light::glow(centre, radius * 1.5, colours[0], 0.3)];
    let petals: u32 = if radius > 200.0 { 18 } else { 12 };
    for (ring, (from, to, thick)) in
        [(0.52, 1.0, 0.075), (0.3, 0.74, 0.085), (0.13, 0.46, 0.085)].into_iter().enumerate()
    {
        for petal in 0..petals {
            let angle =
                turn + TAU * (f64::from(petal) + if ring == 1 { 0.5 } else { 0.0 }) / f64::from(petals);
            let way = Vec2::from_angle(angle);
            let outline =
                form::leaf(centre + way * (radius * from), centre + way * (radius * to), radius * thick, 0.0);
            shapes.push(Shape::filled(outline, colours[ring]));
        }
    }
    for spark in 0..petals {
        let way = Vec2::from_angle(turn + TAU * (f64::from(spark) + 0.5) / f64::from(petals));
        shapes.push(Shape::filled(
            form::disc(centre + way * (radius * 0.94), radius * 0.018 + 2.0),
            colours[1],
        ));
        shapes.push(Shape::filled(
            form::disc(centre + way * (radius * 1.08), radius * 0.012 + 1.5),
            colours[0],
        ));
    }
    shapes.push(Shape::filled(form::disc(centre, radius * 0.075), tones.light));
    shapes
}

/// Confetti that thickens downwards: bars, discs and curls in few colours.
fn confetti(canvas: &Canvas, tones: &Tones, focal: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let colours = [tones.accent, tones.main.mix(tones.light, 0.3), tones.side, tones.light];
    let mut shapes = Vec::new();
    for _ in 0..canvas.count(11.0, 90, 420) {
        let fall = rng.share().sqrt();
        let at = canvas.at(rng.share(), fall);
        let colour: Colour = colours[rng.below(4)];
        let (angle, kind) = (rng.between(0.0, TAU), rng.below(5));
        if at.distance(focal) < 300.0 || rng.share() > canvas.calm(at) * (0.25 + 0.75 * fall) {
            continue;
        }
        let size = rng.between(7.0, 15.0);
        let way = Vec2::from_angle(angle);
        shapes.push(match kind {
            0 => Shape::filled(form::disc(at, size * 0.6), colour),
            1 => Shape::stroked(form::arc(at, size, angle, 2.6), colour, 4.5),
            2 => Shape::filled(form::sector(at, size * 1.1, angle, FRAC_PI_2), colour),
            _ => Shape::filled(form::bar(at, at + way * size * 1.4, size * 0.62), colour),
        });
    }
    shapes
}

/// Strings of lamps hung across the top.
fn lamps(canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let cord = tones.light.with_alpha(0.5);
    let mut shapes = Vec::new();
    for (level, sag) in [(30.0, 70.0), (84.0, 96.0)] {
        let spans = canvas.count(620.0, 2, 10);
        let span = canvas.width / (spans as f64 - 0.4);
        let mut left = -span * rng.between(0.3, 0.7);
        while left < canvas.width {
            let at = |share: f64| Point::new(left + span * share, level + sag * 4.0 * share * (1.0 - share));
            let line: Vec<_> = (0..=8).map(|step| at(f64::from(step) / 8.0)).collect();
            shapes.push(Shape::stroked(curve::through(&line), cord, 3.0));
            for lamp in 0..6 {
                let hook = at((f64::from(lamp) + 0.5) / 6.0);
                if canvas.is_free(hook) {
                    shapes.extend(bulb(tones, hook, lamp));
                }
            }
            left += span;
        }
    }
    shapes
}

fn bulb(tones: &Tones, hook: Point, index: i32) -> Vec<Shape> {
    let colour = if index % 2 == 0 { tones.accent } else { tones.light };
    let centre = Point::new(hook.x, hook.y + 26.0);
    let cap = Rect::new(hook.x - 6.0, hook.y - 2.0, hook.x + 6.0, hook.y + 11.0);
    vec![
        light::glow(centre, 52.0, colour, 0.45),
        Shape::filled(form::rounded(cap, 3.0), tones.deep),
        Shape::filled(
            form::disc(centre, 15.0),
            light::ball(centre, 15.0, Vec2::new(-0.4, -0.5), [tones.light, colour, colour]),
        ),
    ]
}
