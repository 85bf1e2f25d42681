//! A road that winds through fields to a far sun: a way, a plan, a goal.

use kurbo::{BezPath, Point};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let goal = canvas.focal(rng, (0.4, 0.46));
    let sky = [tones.sky, tones.sky.mix(tones.horizon, 0.5), tones.horizon];
    let mut shapes = vec![canvas.cover(light::down(0.0, goal.y, &sky))];
    let radius = rng.between(165.0, 215.0);
    let sun = Point::new(goal.x, goal.y - radius * 0.22);
    shapes.push(light::glow(sun, radius * 3.2, tones.halo, 0.42));
    shapes.push(Shape::filled(form::disc(sun, radius), tones.sun));
    shapes.extend(far_hills(canvas, &tones, goal, rng));
    shapes.extend(fields(canvas, &tones, goal, rng));
    shapes.extend(way(canvas, &tones, goal, rng));
    shapes
}

fn far_hills(canvas: &Canvas, tones: &Tones, goal: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    [(0.1, 120.0), (0.24, 66.0)]
        .map(|(near, high)| {
            let swell = curve::Swell::new(high * 0.6, 820.0, rng);
            // The hills open where the road meets the sun.
            let line: Vec<_> = swell
                .line(canvas.width, goal.y, 50.0)
                .into_iter()
                .map(|point| {
                    let open = ((point.x - goal.x).abs() / 420.0).min(1.0);
                    Point::new(point.x, goal.y + 20.0 - (goal.y - point.y + high).max(10.0) * open)
                })
                .collect();
            let colour = tones.depth(near);
            Shape::filled(
                curve::under(&line, canvas.height + 20.0),
                light::down(goal.y - high * 2.0, goal.y + 60.0, &[colour, colour.mix(tones.horizon, 0.5)]),
            )
        })
        .to_vec()
}

/// Fields in sweeping bands with furrows, nearer ones deeper.
fn fields(canvas: &Canvas, tones: &Tones, goal: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let room = canvas.height - goal.y;
    let mut shapes = Vec::new();
    for step in 0..6 {
        let share = f64::from(step) / 6.0;
        let y = goal.y + 14.0 + room * share.powf(1.5);
        let swell = curve::Swell::new(14.0 + 44.0 * share, 900.0, rng);
        let colour = tones.depth(0.34 + 0.1 * f64::from(step));
        let line = swell.line(canvas.width, y, 60.0);
        let paint = light::down(y - 30.0, y + 60.0 + room * 0.3, &[tones.lit(colour), colour]);
        shapes.push(Shape::filled(curve::under(&line, canvas.height + 20.0), paint));
        if step > 1 {
            for furrow in 1..4 {
                let drop = f64::from(furrow) * (10.0 + 26.0 * share);
                let lower: Vec<_> = line.iter().map(|point| Point::new(point.x, point.y + drop)).collect();
                shapes.push(Shape::stroked(
                    curve::through(&lower),
                    tones.lit(colour).with_alpha(0.35),
                    1.5 + 3.0 * share,
                ));
            }
        }
    }
    shapes
}

/// The road in perspective: its half width grows as the square of the way down, its middle swings from side to side.
fn way(canvas: &Canvas, tones: &Tones, goal: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let room = canvas.height + 60.0 - goal.y;
    let sign = if rng.flip(0.5) { 1.0 } else { -1.0 };
    let swing = (canvas.width * 0.26).clamp(220.0, 520.0) * sign;
    let at = |share: f64, off: f64| {
        let half = 5.0 + 190.0 * share.powf(1.9);
        let middle = goal.x + swing * (share * 7.6).sin() * share.powf(0.9);
        Point::new(middle + half * off, goal.y + 16.0 + (room - 16.0) * share)
    };
    let line = |off: f64| -> Vec<Point> { (0..=30).map(|step| at(f64::from(step) / 30.0, off)).collect() };
    let tarmac = if tones.night { tones.depth(0.0) } else { tones.light.mix(tones.side, 0.14) };
    let mark = if tones.night { tones.accent } else { tones.main };
    let mut shapes = vec![
        Shape::filled(curve::between(&line(-1.12), &line(1.12)), tones.shade().with_alpha(0.3)),
        Shape::filled(
            curve::between(&line(-1.0), &line(1.0)),
            light::down(goal.y, canvas.height, &[tarmac.mix(tones.sun, 0.35), tarmac]),
        ),
    ];
    for dash in 0..14 {
        let (from, to) = ((f64::from(dash) + 0.2) / 14.0, (f64::from(dash) + 0.62) / 14.0);
        let mut path = BezPath::new();
        let corners: Vec<_> =
            (0..=4).map(|step| at(from + (to - from) * f64::from(step) / 4.0, -0.045)).collect();
        let back: Vec<_> =
            (0..=4).map(|step| at(from + (to - from) * f64::from(step) / 4.0, 0.045)).collect();
        path.extend(curve::between(&corners, &back));
        shapes.push(Shape::filled(path, mark));
    }
    for (share, side) in [(0.34, 1.3), (0.58, -1.3), (0.82, 1.3)] {
        let foot = at(share, side);
        if canvas.is_free(foot) {
            shapes.extend(flag(tones, foot, 60.0 + 190.0 * share));
        }
    }
    shapes
}

/// A milestone's flag.
fn flag(tones: &Tones, foot: Point, height: f64) -> Vec<Shape> {
    let at = |x: f64, y: f64| Point::new(foot.x + x * height, foot.y - y * height);
    let mut cloth = BezPath::new();
    cloth.move_to(at(0.0, 1.0));
    cloth.curve_to(at(0.16, 1.08), at(0.3, 0.92), at(0.5, 0.98));
    cloth.line_to(at(0.42, 0.82));
    cloth.line_to(at(0.5, 0.66));
    cloth.curve_to(at(0.3, 0.6), at(0.16, 0.76), at(0.0, 0.68));
    cloth.close_path();
    vec![
        Shape::filled(form::oval(at(0.0, 0.0), height * 0.12, height * 0.03), tones.shade().with_alpha(0.3)),
        Shape::filled(form::bar(at(0.0, 0.0), at(0.0, 1.0), height * 0.035), tones.deep),
        Shape::filled(
            cloth,
            light::along(
                at(0.0, 1.0),
                at(0.5, 0.7),
                &[tones.lit(tones.accent), tones.accent, tones.shaded(tones.accent)],
            ),
        ),
    ]
}
