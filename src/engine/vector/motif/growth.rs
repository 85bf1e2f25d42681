//! Growth: bars that rise like towers under a climbing line, before a low sun.

use kurbo::{Point, Rect};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    // Few broad bars, or many slender ones.
    let dense = rng.flip(0.4);
    let plot = Plot::new(canvas, dense, rng);
    let (top, low) = if tones.night { (tones.deep, tones.horizon) } else { (tones.light, tones.horizon) };
    let mut shapes = vec![canvas.cover(light::down(0.0, plot.floor, &[top, tones.ground, low]))];
    shapes.extend(back(canvas, &tones, &plot, rng));
    shapes.extend(bars(canvas, &tones, &plot));
    shapes.extend(line(canvas, &tones, &plot));
    shapes
}

/// Where the values stand, from the lowest on the left to the highest at the focal point.
struct Plot {
    floor: f64,
    step: f64,
    tops: Vec<Point>,
}

impl Plot {
    fn new(canvas: &Canvas, dense: bool, rng: &mut ChaCha8Rng) -> Self {
        let floor = canvas.height * 0.84;
        let peak = canvas.focal(rng, (0.2, 0.27));
        let peak = Point::new(peak.x.max(canvas.width * 0.7), peak.y);
        let step = if dense {
            (canvas.width / 30.0).clamp(36.0, 60.0)
        } else {
            (canvas.width / 9.0).clamp(96.0, 190.0)
        };
        let count = (peak.x / step).ceil() as usize + 1;
        let steepness = rng.between(1.5, 2.3);
        let low = (floor - peak.y) * 0.1;
        let tops = (0..count)
            .map(|index| {
                let back = (count - 1 - index) as f64;
                let share = 1.0 - back / (count - 1).max(1) as f64;
                // A dip now and then makes the climb believable.
                let dip = if back == 3.0 { 0.05 } else { rng.about(if dense { 0.045 } else { 0.025 }) };
                let height = low
                    + (floor - peak.y - low) * (share.powf(steepness) - if back == 0.0 { 0.0 } else { dip });
                Point::new(peak.x - back * step, floor - height.max(low * 0.6))
            })
            .collect();
        Self { floor, step, tops }
    }

    fn peak(&self) -> Point {
        self.tops.last().copied().unwrap_or_default()
    }
}

/// The sun behind the highest value and faint levels.
fn back(canvas: &Canvas, tones: &Tones, plot: &Plot, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let peak = plot.peak();
    let sun = Point::new(peak.x - plot.step * 0.3, peak.y + (plot.floor - peak.y) * 0.42);
    let radius = ((plot.floor - peak.y) * rng.between(0.5, 0.58)).min(420.0);
    let disc = tones.side;
    let fade = [disc.with_alpha(0.95), disc.with_alpha(0.12)];
    let mut shapes =
        vec![Shape::filled(form::disc(sun, radius), light::down(sun.y - radius, sun.y + radius, &fade))];
    for level in 1..=4 {
        let y = plot.floor - (plot.floor - peak.y) * f64::from(level) / 4.0;
        let hair = kurbo::Line::new((-10.0, y), (canvas.width + 10.0, y));
        shapes.push(Shape::stroked(hair, tones.depth(0.4).with_alpha(0.16), 2.0));
    }
    shapes
}

/// One bar for each value, with a lit and a shaded side and its reflection on the floor.
fn bars(canvas: &Canvas, tones: &Tones, plot: &Plot) -> Vec<Shape> {
    let floor = Rect::new(-20.0, plot.floor, canvas.width + 20.0, canvas.height + 20.0);
    let ground = if tones.night { tones.deep } else { tones.depth(0.12) };
    let mut shapes =
        vec![Shape::filled(floor, light::down(plot.floor, canvas.height, &[ground, tones.ground]))];
    let half = plot.step * 0.31;
    let last = plot.tops.len().saturating_sub(1);
    for (index, top) in plot.tops.iter().enumerate() {
        let share = index as f64 / last.max(1) as f64;
        let base = if tones.night {
            tones.main.mix(tones.ground, 0.55 * (1.0 - share as f32))
        } else {
            tones.depth(0.2 + 0.5 * share)
        };
        let colour = if index == last { tones.accent } else { base };
        let foot = colour.mix(tones.ground, 0.3);
        let (left, right) = (top.x - half, top.x + half);
        let front = form::rounded(Rect::new(left, top.y, right, plot.floor + half), half * 0.28);
        let face = light::down(top.y, plot.floor, &[tones.lit(colour), colour, foot]);
        let mirrored = Rect::new(left, plot.floor, right, plot.floor + (plot.floor - top.y) * 0.3);
        let pale = [colour.with_alpha(0.32), colour.with_alpha(0.0)];
        shapes.push(Shape::filled(front, face));
        let side = Rect::new(top.x + half * 0.3, top.y + half * 0.28, right, plot.floor);
        shapes.push(Shape::filled(side, tones.shaded(colour).with_alpha(0.35)));
        shapes.push(Shape::filled(
            Rect::new(left - 1.0, plot.floor, right + 1.0, plot.floor + half + 2.0),
            ground,
        ));
        shapes.push(Shape::filled(mirrored, light::down(plot.floor, mirrored.y1, &pale)));
    }
    shapes
}

/// The climbing line over the values, ending in a bright point.
fn line(canvas: &Canvas, tones: &Tones, plot: &Plot) -> Vec<Shape> {
    let lift = plot.step.clamp(90.0, 150.0) * 0.42;
    // The line follows the trend, not every bar.
    let every = (110.0 / plot.step).ceil().max(1.0) as usize;
    let mut points: Vec<_> =
        plot.tops.iter().rev().step_by(every).map(|top| Point::new(top.x, top.y - lift)).collect();
    points.reverse();
    let Some(end) = points.last().copied() else { return Vec::new() };
    let colour = if tones.night { tones.accent } else { tones.deep };
    let mut start = vec![Point::new(points[0].x.min(0.0) - 60.0, points[0].y + 10.0)];
    start.extend(&points);
    let alpha = if canvas.is_free(end) { 1.0 } else { 0.5 };
    vec![
        Shape::stroked(curve::through(&start), colour.with_alpha(alpha), 7.0),
        light::glow(end, 90.0, tones.accent, 0.5),
        Shape::filled(form::disc(end, 25.0), colour),
        Shape::filled(form::disc(end, 11.0), tones.light),
    ]
}
