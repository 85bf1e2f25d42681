//! The sea: a low sun over the horizon, its path of light on the water, a sail.

use kurbo::Point;
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let horizon = canvas.height * rng.between(0.5, 0.6);
    let sun = Point::new(canvas.focal(rng, (0.3, 0.5)).x, horizon - rng.between(10.0, 120.0));
    let radius = rng.between(120.0, 175.0);
    let mut shapes = sky(canvas, &tones, horizon, sun, radius, rng);
    shapes.extend(coast(canvas, &tones, horizon, sun, rng));
    shapes.extend(water(canvas, &tones, horizon));
    shapes.extend(path_of_light(canvas, &tones, horizon, sun, radius, rng));
    shapes.extend(sail(canvas, &tones, horizon, sun, rng));
    shapes.extend(glints(canvas, &tones, horizon, rng));
    shapes.extend(waves(canvas, &tones, horizon, rng));
    shapes
}

pub(super) fn sky(
    canvas: &Canvas,
    tones: &Tones,
    horizon: f64,
    sun: Point,
    radius: f64,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let mut shapes = vec![canvas.cover(light::down(
        0.0,
        horizon,
        &[tones.sky, tones.sky.mix(tones.horizon, 0.6), tones.horizon],
    ))];
    shapes.push(light::glow(sun, radius * 4.2, tones.halo, 0.4));
    shapes.push(Shape::filled(form::disc(sun, radius), tones.sun));
    for _ in 0..canvas.count(420.0, 2, 9) {
        let place = canvas.at(rng.share(), rng.between(0.1, 0.8) * horizon / canvas.height);
        if canvas.is_free(place) {
            shapes.push(cloud(place, rng.between(110.0, 260.0), tones, rng));
        }
    }
    shapes
}

/// A flat cloud: three rounded bars, one on the other, as one outline.
fn cloud(centre: Point, length: f64, tones: &Tones, rng: &mut ChaCha8Rng) -> Shape {
    let thick = length * 0.12;
    let colour = tones.light.with_alpha(if tones.night { 0.14 } else { 0.7 });
    let mut outline = kurbo::BezPath::new();
    for (row, share) in [0.5, 0.36, 0.2].into_iter().enumerate() {
        let half = length * share * rng.between(0.85, 1.1);
        let middle = Point::new(centre.x + rng.about(length * 0.2), centre.y - thick * 0.8 * row as f64);
        let bar = kurbo::Rect::from_center_size(middle, (half * 2.0, thick));
        outline.extend(form::rounded(bar, thick / 2.0));
    }
    Shape::filled(outline, colour)
}

/// Land on the horizon, on the side away from the sun.
fn coast(canvas: &Canvas, tones: &Tones, horizon: f64, sun: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let right = sun.x < canvas.width / 2.0;
    let edge = if right { canvas.width + 60.0 } else { -60.0 };
    let inward = if right { -1.0 } else { 1.0 };
    [(0.46, 120.0, 0.18), (0.3, 78.0, 0.36)]
        .map(|(share, high, near)| {
            let reach = (canvas.width * share).min(900.0) * rng.between(0.85, 1.15);
            let at = |along: f64, up: f64| Point::new(edge + inward * reach * along, horizon - high * up);
            let mut line =
                vec![at(0.0, 1.0), at(0.25, 0.86), at(0.4, 0.98), at(0.6, 0.5), at(0.8, 0.34), at(1.0, 0.0)];
            if right {
                line.reverse();
            }
            let colour = tones.depth(near);
            Shape::filled(
                curve::under(&line, horizon + 4.0),
                light::down(horizon - high, horizon, &[colour, colour.mix(tones.horizon, 0.45)]),
            )
        })
        .to_vec()
}

pub(super) fn water(canvas: &Canvas, tones: &Tones, horizon: f64) -> Vec<Shape> {
    let far = tones.depth(0.3).mix(tones.horizon, 0.35);
    let bed = form::rect(-20.0, horizon, canvas.width + 20.0, canvas.height + 20.0);
    vec![Shape::filled(bed, light::down(horizon, canvas.height, &[far, tones.depth(0.5), tones.depth(0.72)]))]
}

/// Bars of light below the sun: close and narrow far off, wider and looser near the viewer.
pub(super) fn path_of_light(
    canvas: &Canvas,
    tones: &Tones,
    horizon: f64,
    sun: Point,
    radius: f64,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let glint = tones.sun;
    let depth = canvas.height - horizon;
    let mut shapes = Vec::new();
    let mut down = 10.0;
    while down < depth * 0.42 {
        let share = down / depth;
        let thick = 5.0 + 15.0 * share;
        let half = radius * (0.95 - 0.25 * (share * 9.0).sin() + 0.5 * share) * rng.between(0.45, 1.0);
        let middle = sun.x + rng.about(radius * 0.35);
        let alpha = 0.9 - 0.75 * share as f32;
        let bar = kurbo::Rect::new(middle - half, horizon + down, middle + half, horizon + down + thick);
        shapes.push(Shape::filled(form::rounded(bar, thick), glint.with_alpha(alpha)));
        down += thick * rng.between(1.5, 2.3);
    }
    shapes
}

/// A sailing boat between the sun and the wider side, with its broken reflection.
fn sail(canvas: &Canvas, tones: &Tones, horizon: f64, sun: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let reach = (canvas.width * 0.3).min(720.0);
    let side = canvas.open_side(sun, reach);
    let foot = Point::new(sun.x + side * reach, horizon + rng.between(40.0, 80.0));
    if !canvas.is_free(foot) {
        return Vec::new();
    }
    let size = rng.between(120.0, 165.0);
    let at = |x: f64, y: f64| Point::new(foot.x + x * size, foot.y + y * size);
    let mut main = kurbo::BezPath::new();
    main.move_to(at(0.03, -1.25));
    main.quad_to(at(0.5, -0.72), at(0.52, -0.17));
    main.line_to(at(0.03, -0.17));
    main.close_path();
    let mut jib = kurbo::BezPath::new();
    jib.move_to(at(-0.02, -1.08));
    jib.quad_to(at(-0.3, -0.55), at(-0.36, -0.17));
    jib.line_to(at(-0.02, -0.17));
    jib.close_path();
    let mut hull = kurbo::BezPath::new();
    hull.move_to(at(-0.44, -0.11));
    hull.line_to(at(0.6, -0.11));
    hull.quad_to(at(0.46, 0.07), at(0.26, 0.07));
    hull.line_to(at(-0.2, 0.07));
    hull.quad_to(at(-0.36, 0.06), at(-0.44, -0.11));
    hull.close_path();
    let mut shapes = vec![
        Shape::filled(
            main,
            light::along(at(0.0, -1.0), at(0.5, -0.2), &[tones.light, tones.light.mix(tones.side, 0.35)]),
        ),
        Shape::filled(jib, tones.light.mix(tones.depth(0.3), 0.35)),
        Shape::filled(hull, tones.deep),
    ];
    for (row, (half, shift)) in
        [(0.5, 0.06), (0.36, -0.04), (0.24, 0.05), (0.13, -0.02)].into_iter().enumerate()
    {
        let y = 0.16 + 0.12 * row as f64;
        let bar = kurbo::Rect::from_points(at(shift - half, y), at(shift + half, y + 0.045));
        shapes.push(Shape::filled(form::rounded(bar, size), tones.deep.with_alpha(0.4 - 0.08 * row as f32)));
    }
    shapes
}

/// Waves to the front: each band deeper and larger than the one behind, with pointed crests and a lit edge.
pub(super) fn waves(canvas: &Canvas, tones: &Tones, horizon: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let depth = canvas.height - horizon;
    let mut shapes = Vec::new();
    for step in 0..5 {
        let share = f64::from(step) / 4.0;
        let y = horizon + depth * (0.36 + 0.54 * share.powf(1.1));
        let length = 130.0 + 190.0 * share;
        let crest = crest(canvas, y, length, 12.0 + 30.0 * share, rng);
        let mut body = crest.clone();
        body.line_to((canvas.width + 400.0, canvas.height + 20.0));
        body.line_to((-400.0, canvas.height + 20.0));
        body.close_path();
        let colour = tones.depth(0.5 + 0.46 * share);
        let paint = light::down(y - 30.0, y + 120.0 + 120.0 * share, &[tones.lit(tones.lit(colour)), colour]);
        shapes.push(Shape::filled(body, paint));
        let foam = tones.light.with_alpha(0.5 + 0.3 * share as f32);
        shapes.push(Shape::stroked(crest, foam, 2.5 + 4.0 * share));
    }
    shapes
}

/// A line of hollow arcs that meet in points, as the sea is drawn on old prints.
fn crest(canvas: &Canvas, level: f64, length: f64, height: f64, rng: &mut ChaCha8Rng) -> kurbo::BezPath {
    let mut path = kurbo::BezPath::new();
    let mut x = -rng.between(80.0, 380.0);
    let mut peak = level;
    path.move_to((x, peak));
    while x < canvas.width + 60.0 {
        let (reach, next) = (length * rng.between(0.75, 1.3), level - height * rng.between(0.5, 1.2));
        // Waves lean with the wind: the hollow lies nearer to the crest that follows.
        path.curve_to(
            (x + reach * 0.3, level + height * 0.75),
            (x + reach * 0.78, level + height * 0.9),
            (x + reach, next),
        );
        x += reach;
        peak = next;
    }
    path.line_to((canvas.width + 400.0, peak));
    path
}

/// Thin still streaks on the far water.
pub(super) fn glints(canvas: &Canvas, tones: &Tones, horizon: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let depth = canvas.height - horizon;
    (0..canvas.count(90.0, 10, 70))
        .filter_map(|_| {
            let (across, share) = (rng.share(), rng.between(0.03, 0.34));
            let at = Point::new(canvas.width * across, horizon + depth * share);
            let half = rng.between(24.0, 90.0) * (0.4 + share * 2.0);
            let bar = kurbo::Rect::new(at.x - half, at.y, at.x + half, at.y + 2.0 + 7.0 * share);
            canvas.is_free(at).then(|| Shape::filled(form::rounded(bar, 5.0), tones.light.with_alpha(0.24)))
        })
        .collect()
}
