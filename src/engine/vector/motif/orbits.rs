//! Planets on their orbits, a ringed giant, a rocket on its way.

use std::f64::consts::{PI, TAU};

use kurbo::{Affine, BezPath, Point, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let centre = canvas.focal(rng, (0.45, 0.58));
    let radius = rng.between(190.0, 240.0);
    let far =
        if tones.night { [tones.deep, tones.ground] } else { [tones.deep, tones.deep.mix(tones.main, 0.55)] };
    let mut shapes = vec![canvas.cover(light::along(canvas.at(0.2, 0.0), canvas.at(0.8, 1.0), &far))];
    shapes.push(light::glow(centre, radius * 3.6, tones.main, 0.5));
    shapes.extend(stars(canvas, &tones, rng));
    let tilt = rng.between(-0.5, -0.28);
    shapes.extend(orbits(&tones, centre, radius, tilt, rng));
    shapes.extend(flight(canvas, &tones, centre, radius, rng));
    shapes.extend(giant(&tones, centre, radius, tilt, rng));
    shapes
}

fn stars(canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let count = canvas.count(9.0, 90, 420) + (canvas.height / 30.0) as usize;
    for index in 0..count {
        let place = canvas.at(rng.share(), rng.share());
        let size = rng.share();
        if rng.share() > canvas.calm(place).max(0.12) {
            continue;
        }
        if index % 23 == 0 && canvas.is_free(place) {
            shapes.push(Shape::filled(form::star(place, 9.0 + 13.0 * size, 2.6, 4, 0.0), tones.light));
        } else {
            let alpha = 0.25 + 0.6 * size as f32;
            shapes.push(Shape::filled(
                form::disc(place, 1.3 + 2.4 * size * size),
                tones.light.with_alpha(alpha),
            ));
        }
    }
    shapes
}

/// Thin ellipses with a small lit world on each.
fn orbits(tones: &Tones, centre: Point, radius: f64, tilt: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let colours = [tones.accent, tones.side, tones.light, tones.main];
    for (index, reach) in [2.25, 3.1, 4.2, 5.6].into_iter().enumerate() {
        let place =
            Affine::translate(centre.to_vec2()) * Affine::rotate(tilt) * Affine::scale_non_uniform(1.0, 0.36);
        let path = place * form::disc(Point::ORIGIN, radius * reach);
        shapes.push(Shape::stroked(path, tones.light.with_alpha(0.2), 2.2));
        let angle = rng.between(0.2, 1.2) + PI * index as f64 * 0.73;
        let at = place * (Vec2::from_angle(angle) * (radius * reach)).to_point();
        let size = radius * rng.between(0.13, 0.26);
        shapes.push(Shape::filled(form::disc(at, size), world(tones, at, size, colours[index])));
    }
    shapes
}

fn world(tones: &Tones, centre: Point, radius: f64, colour: Colour) -> crate::scene::Paint {
    light::ball(
        centre,
        radius,
        Vec2::new(-0.6, -0.6),
        [tones.lit(colour), colour, colour.mix(tones.deep, 0.6)],
    )
}

/// The ringed planet: bands of cloud, a shaded side, a ring that passes before and behind it.
fn giant(tones: &Tones, centre: Point, radius: f64, tilt: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let ring = |start: f64, inner: f64, outer: f64| {
        let place =
            Affine::translate(centre.to_vec2()) * Affine::rotate(tilt) * Affine::scale_non_uniform(1.0, 0.26);
        place * form::band(Point::ORIGIN, radius * inner, radius * outer, start, PI)
    };
    let halves = |start: f64| {
        [
            Shape::filled(ring(start, 1.32, 1.62), tones.light.mix(tones.accent, 0.3).with_alpha(0.85)),
            Shape::filled(ring(start, 1.68, 1.8), tones.light.with_alpha(0.5)),
        ]
    };
    let body = tones.accent;
    let mut shapes = halves(PI).to_vec();
    shapes.push(Shape::filled(form::disc(centre, radius), body));
    let turn = |path: BezPath| form::turned(&path, centre, tilt);
    let mut level: f64 = -0.86;
    let mut odd = false;
    while level < 0.9 {
        let thick = rng.between(0.1, 0.3);
        let colour = if odd {
            tones.lit(body).mix(tones.light, 0.2)
        } else {
            tones.shaded(body).mix(tones.main, 0.12)
        };
        shapes
            .push(Shape::filled(turn(form::slice(centre, radius, level, (level + thick).min(0.94))), colour));
        level += thick + rng.between(0.06, 0.18);
        odd = !odd;
    }
    // The night side, laid over everything as a clear-to-deep ball.
    let night = tones.deep;
    let shade = light::ball(
        centre,
        radius,
        Vec2::new(-0.75, -0.75),
        [night.with_alpha(0.0), night.with_alpha(0.12), night.with_alpha(0.78)],
    );
    shapes.push(Shape::filled(form::disc(centre, radius), shade));
    shapes.extend(halves(0.0));
    shapes
}

/// A rocket that climbs past the planet, with its trail.
fn flight(canvas: &Canvas, tones: &Tones, centre: Point, radius: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let reach = (canvas.width * 0.26).clamp(radius * 1.15, radius * 2.6);
    let side = canvas.open_side(centre, reach);
    let nose = Point::new(centre.x + side * reach, (centre.y - radius * rng.between(1.6, 1.95)).max(90.0));
    if !canvas.is_free(nose) {
        return Vec::new();
    }
    let heading = side * rng.between(0.45, 0.7);
    let place = Affine::translate(nose.to_vec2()) * Affine::rotate(heading) * Affine::scale(1.25);
    let mut shapes = vec![Shape::filled(
        trail(),
        light::down(
            70.0,
            520.0,
            &[tones.accent.with_alpha(0.85), tones.accent.with_alpha(0.25), tones.accent.with_alpha(0.0)],
        ),
    )];
    shapes.extend(rocket(tones));
    shapes.iter().map(|shape| shape.transformed(place)).collect()
}

/// A long flame that thins out below the rocket.
fn trail() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((-13.0, 92.0));
    path.curve_to((-22.0, 170.0), (-5.0, 300.0), (0.0, 540.0));
    path.curve_to((5.0, 300.0), (22.0, 170.0), (13.0, 92.0));
    path.close_path();
    path
}

/// A rocket with its nose at the origin, 100 units long, pointing up.
pub fn rocket(tones: &Tones) -> Vec<Shape> {
    let hull = |right: f64| {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        path.curve_to((right * 26.0, 22.0), (right * 30.0, 62.0), (right * 17.0, 96.0));
        path.line_to((0.0, 96.0));
        path.close_path();
        path
    };
    let fin = |right: f64| {
        let mut path = BezPath::new();
        path.move_to((right * 21.0, 58.0));
        path.curve_to((right * 42.0, 72.0), (right * 42.0, 92.0), (right * 38.0, 112.0));
        path.curve_to((right * 32.0, 98.0), (right * 24.0, 94.0), (right * 16.0, 96.0));
        path.close_path();
        path
    };
    let eye = Point::new(0.0, 44.0);
    vec![
        Shape::filled(fin(-1.0), tones.accent),
        Shape::filled(fin(1.0), tones.shaded(tones.accent)),
        Shape::filled(hull(-1.0), tones.light),
        Shape::filled(hull(1.0), tones.light.mix(tones.main, 0.28)),
        Shape::filled(form::disc(eye, 11.0), tones.deep),
        Shape::filled(
            form::sector(eye, 11.0, PI * 0.75, PI).into_iter().collect::<BezPath>(),
            tones.main.with_alpha(0.7),
        ),
        Shape::filled(form::turned(&form::oval(Point::new(0.0, 96.0), 14.0, 4.0), eye, TAU), tones.deep),
    ]
}
