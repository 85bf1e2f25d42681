//! A lighthouse on its rock over the sea at the end of the day, its lamp lit.

use kurbo::{BezPath, Point, Rect};
use rand_chacha::ChaCha8Rng;

use super::sea;
use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Palette, Shape};

/// Half the tower's width at its foot and under the gallery, and where the gallery is, in heights of the whole.
const FOOT: f64 = 0.125;
const NECK: f64 = 0.082;
const GALLERY: f64 = 0.74;

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let horizon = canvas.height * rng.between(0.58, 0.64);
    let foot = Point::new(canvas.focal(rng, (0.4, 0.6)).x, horizon - canvas.height * 0.02);
    let high = (canvas.height * 0.5).min(canvas.width * 0.62);
    let side = canvas.open_side(foot, canvas.width * 0.3);
    let sun = Point::new(foot.x + side * (canvas.width * 0.3).min(620.0), horizon - rng.between(30.0, 110.0));
    let radius = rng.between(90.0, 125.0);
    let mut shapes = sea::sky(canvas, &tones, horizon, sun, radius, rng);
    shapes.extend(beams(foot, high, &tones, canvas.width));
    shapes.extend(sea::water(canvas, &tones, horizon));
    shapes.extend(sea::path_of_light(canvas, &tones, horizon, sun, radius, rng));
    shapes.extend(sea::glints(canvas, &tones, horizon, rng));
    shapes.extend(rock(foot, high, side, horizon + canvas.height * 0.2, &tones));
    shapes.extend(cottage(foot, high, side, &tones));
    shapes.extend(tower(foot, high, side, &tones));
    shapes.extend(sea::waves(canvas, &tones, horizon, rng));
    shapes
}

/// Two wedges of light from the lamp that fade out.
fn beams(foot: Point, high: f64, tones: &Tones, reach: f64) -> Vec<Shape> {
    let lamp = Point::new(foot.x, foot.y - high * 0.815);
    let wedge = |side: f64| {
        let far = lamp.x + side * reach * 0.6;
        let outline = curve::polygon(&[
            lamp,
            Point::new(far, lamp.y - high * 0.16),
            Point::new(far, lamp.y + high * 0.1),
        ]);
        let clear = tones.sun.with_alpha(0.0);
        Shape::filled(
            outline,
            light::along(lamp, Point::new(far, lamp.y), &[tones.sun.with_alpha(0.5), clear]),
        )
    };
    vec![wedge(-1.0), wedge(1.0), light::glow(lamp, high * 0.3, tones.sun, 0.7)]
}

/// The headland: a ledge behind and a darker one before it, falling to the water on the sun's side.
fn rock(foot: Point, high: f64, side: f64, bottom: f64, tones: &Tones) -> Vec<Shape> {
    let at = |x: f64, y: f64| Point::new(foot.x + side * x * high, foot.y + y * high);
    let ledge = |points: &[(f64, f64)], near: f64| {
        let mut line: Vec<_> = points.iter().map(|&(x, y)| at(x, y)).collect();
        let slope = side * 0.14 * high;
        let (first, last) = (points.first(), points.last());
        line.push(Point::new(last.map_or(foot.x, |&(x, y)| at(x, y).x + slope), bottom));
        line.push(Point::new(first.map_or(foot.x, |&(x, y)| at(x, y).x - slope), bottom));
        let colour = tones.depth(near);
        Shape::filled(
            curve::polygon(&line),
            light::down(foot.y, bottom, &[tones.lit(colour), tones.shaded(colour)]),
        )
    };
    vec![
        ledge(&[(-0.95, 0.2), (-0.62, 0.03), (-0.4, -0.01), (0.24, -0.01), (0.4, 0.05), (0.6, 0.2)], 0.62),
        ledge(
            &[
                (-1.1, 0.3),
                (-0.8, 0.12),
                (-0.5, 0.08),
                (-0.26, 0.13),
                (0.06, 0.07),
                (0.3, 0.15),
                (0.46, 0.32),
            ],
            0.82,
        ),
    ]
}

/// The keeper's house on the side away from the sun.
fn cottage(foot: Point, high: f64, side: f64, tones: &Tones) -> Vec<Shape> {
    let at = |x: f64, y: f64| Point::new(foot.x - side * x * high, foot.y + y * high);
    let walls = Rect::from_points(at(0.15, -0.13), at(0.46, 0.0));
    let mut roof = BezPath::new();
    roof.move_to(at(0.12, -0.125));
    roof.line_to(at(0.2, -0.225));
    roof.line_to(at(0.41, -0.225));
    roof.line_to(at(0.49, -0.125));
    roof.close_path();
    let window = |x: f64| Rect::from_points(at(x, -0.09), at(x + 0.05, -0.035));
    vec![
        Shape::filled(form::rect(walls.x0, walls.y0, walls.x1, walls.y1), tones.light.mix(tones.side, 0.18)),
        Shape::filled(roof, tones.accent),
        Shape::filled(form::rounded(window(0.2), 3.0), tones.sun),
        Shape::filled(form::rounded(window(0.35), 3.0), tones.sun),
    ]
}

/// The tower from the ground to the finial, lit from the sun's side.
fn tower(foot: Point, high: f64, side: f64, tones: &Tones) -> Vec<Shape> {
    let at = |x: f64, y: f64| Point::new(foot.x + x * high, foot.y - y * high);
    let shade = tones.light.mix(tones.depth(0.5), 0.4);
    let across =
        |bright, dark| light::along(at(side * FOOT, 0.0), at(-side * FOOT, 0.0), &[bright, bright, dark]);
    let mut shapes = vec![
        Shape::filled(slab(&at, 0.0, GALLERY), across(tones.light, shade)),
        Shape::filled(slab(&at, 0.16, 0.32), across(tones.accent, tones.shaded(tones.accent))),
        Shape::filled(slab(&at, 0.48, 0.64), across(tones.accent, tones.shaded(tones.accent))),
        Shape::filled(form::arch(at(-0.034, 0.0).x, at(0.034, 0.0).x, at(0.0, 0.105).y, foot.y), tones.deep),
    ];
    for up in [0.37, 0.68] {
        shapes.push(Shape::filled(
            form::rounded(Rect::from_points(at(-0.017, up), at(0.017, up + 0.05)), 4.0),
            tones.deep,
        ));
    }
    shapes.extend(lantern(&at, high, tones));
    shapes
}

/// The tower's outline between two heights.
fn slab(at: &impl Fn(f64, f64) -> Point, from: f64, to: f64) -> BezPath {
    let half = |up: f64| FOOT + (NECK - FOOT) * up / GALLERY;
    curve::polygon(&[at(-half(from), from), at(half(from), from), at(half(to), to), at(-half(to), to)])
}

/// Gallery with its rail, lamp behind its panes, dome and finial.
fn lantern(at: &impl Fn(f64, f64) -> Point, high: f64, tones: &Tones) -> Vec<Shape> {
    let bar = |x: f64, low: f64, up: f64, half: f64| Rect::from_points(at(x - half, low), at(x + half, up));
    let filled = |rect: Rect, radius: f64, colour| Shape::filled(form::rounded(rect, radius), colour);
    let mut shapes = vec![
        filled(bar(0.0, GALLERY, GALLERY + 0.025, 0.125), 4.0, tones.deep),
        filled(bar(0.0, GALLERY + 0.06, GALLERY + 0.07, 0.118), 2.0, tones.deep),
        filled(bar(0.0, GALLERY + 0.025, 0.87, 0.06), 2.0, tones.sun),
        Shape::filled(form::disc(at(0.0, 0.818), high * 0.03), tones.light),
    ];
    for x in [-0.114, -0.09, 0.09, 0.114] {
        shapes.push(filled(bar(x, GALLERY + 0.02, GALLERY + 0.066, 0.004), 1.0, tones.deep));
    }
    for x in [-0.058, 0.0, 0.058] {
        shapes.push(filled(bar(x, GALLERY + 0.02, 0.87, 0.005), 1.0, tones.deep));
    }
    let dome = curve::polygon(&[
        at(-0.085, 0.868),
        at(0.085, 0.868),
        at(0.052, 0.915),
        at(0.016, 0.945),
        at(-0.016, 0.945),
        at(-0.052, 0.915),
    ]);
    shapes.push(Shape::filled(dome, tones.accent));
    shapes.push(filled(bar(0.0, 0.94, 0.985, 0.005), 1.0, tones.deep));
    shapes.push(Shape::filled(form::disc(at(0.0, 0.99), high * 0.012), tones.deep));
    shapes
}
