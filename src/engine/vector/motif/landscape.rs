//! Mountains in mist behind hills with pines, a sun or a moon beside the summit.

use kurbo::{Point, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let horizon = canvas.height * rng.between(0.66, 0.74);
    let summit = canvas.focal(rng, (0.2, 0.3));
    let mut shapes = sky(canvas, &tones, horizon);
    shapes.extend(sun(canvas, &tones, summit, rng));
    let far = curve::Swell::new(70.0, 900.0, rng);
    shapes.push(range(canvas, &tones, 0.1, &far.line(canvas.width, horizon - 190.0, 60.0)));
    let near = curve::Swell::new(80.0, 760.0, rng);
    shapes.push(range(canvas, &tones, 0.25, &near.line(canvas.width, horizon - 110.0, 60.0)));
    shapes.extend(massif(canvas, &tones, summit, horizon, rng));
    shapes.extend(mist(canvas, &tones, horizon));
    shapes.extend(hills(canvas, &tones, horizon, rng));
    shapes
}

fn sky(canvas: &Canvas, tones: &Tones, horizon: f64) -> Vec<Shape> {
    vec![canvas.cover(light::down(
        0.0,
        horizon,
        &[tones.sky, tones.sky.mix(tones.horizon, 0.55), tones.horizon],
    ))]
}

/// The disc stands a golden step beside the summit, on the side with more room.
fn sun(canvas: &Canvas, tones: &Tones, summit: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let radius = rng.between(78.0, 118.0);
    let reach = (canvas.width * 0.3).clamp(230.0, 620.0);
    let side = canvas.open_side(summit, reach);
    let across = (summit.x + side * reach).clamp(radius * 1.2, canvas.width - radius * 1.2);
    let centre = Point::new(across, (summit.y - rng.between(20.0, 80.0)).max(radius * 1.3));
    vec![
        light::glow(centre, radius * 4.6, tones.halo, 0.34),
        Shape::filled(form::disc(centre, radius * 1.55), tones.halo.with_alpha(0.2)),
        Shape::filled(form::disc(centre, radius), tones.sun),
    ]
}

/// A range of hills that fades into the mist at its foot.
fn range(canvas: &Canvas, tones: &Tones, near: f64, line: &[Point]) -> Shape {
    let top = line.iter().map(|point| point.y).fold(f64::MAX, f64::min);
    let foot = tones.depth(near).mix(tones.horizon, 0.7);
    let paint = light::down(top, top + 330.0, &[tones.depth(near), foot]);
    Shape::filled(curve::under(line, canvas.height + 20.0), paint)
}

/// The main mountain, and companions that stand lower and further back.
fn massif(canvas: &Canvas, tones: &Tones, summit: Point, horizon: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let height = (horizon - summit.y).max(240.0);
    let lit_left = summit.x > canvas.width / 2.0;
    let step = height * 1.12;
    let count = (canvas.width / step).ceil() as i32 + 1;
    let mut peaks = Vec::new();
    for index in -count..=count {
        let size = if index == 0 { 1.0 } else { rng.between(0.38, 0.7) };
        let stray = if index == 0 { 0.0 } else { rng.about(step * 0.2) };
        let x = summit.x + f64::from(index) * step + stray;
        if (-step..canvas.width + step).contains(&x) {
            peaks.push((size, Point::new(x, horizon - height * size)));
        }
    }
    // Smaller peaks stand behind.
    peaks.sort_by(|one, other| one.0.total_cmp(&other.0));
    peaks
        .iter()
        .flat_map(|(size, peak)| Mountain::new(*peak, horizon + 60.0, *size, rng).draw(tones, lit_left, rng))
        .collect()
}

/// A mountain with two faces that meet in a broken ridge.
struct Mountain {
    /// Height as a share of the main summit's.
    size: f64,
    height: f64,
    west: Vec<Point>,
    ridge: Vec<Point>,
    east: Vec<Point>,
}

impl Mountain {
    fn new(peak: Point, foot: f64, size: f64, rng: &mut ChaCha8Rng) -> Self {
        let height = foot - peak.y;
        let mut way = |share: f64, stray: f64| {
            let to = Point::new(peak.x + height * share * rng.between(0.85, 1.1), foot);
            broken(peak, to, height * stray, rng)
        };
        Self { size, height, west: way(-0.98, 0.026), ridge: way(0.1, 0.075), east: way(0.98, 0.026) }
    }

    fn draw(&self, tones: &Tones, lit_left: bool, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let mut shapes =
            vec![self.face(tones, &self.west, lit_left), self.face(tones, &self.east, !lit_left)];
        // Only the highest carry snow.
        if self.size > 0.6 {
            shapes.push(self.cap(tones, &self.west, lit_left, rng));
            shapes.push(self.cap(tones, &self.east, !lit_left, rng));
        }
        shapes
    }

    fn face(&self, tones: &Tones, edge: &[Point], lit: bool) -> Shape {
        let base = tones.depth(0.3 + 0.22 * self.size);
        let colour = if lit { tones.lit(tones.lit(base)) } else { tones.shaded(base) };
        let mist = base.mix(tones.horizon, 0.8);
        let mut outline = edge.to_vec();
        outline.extend(self.ridge.iter().rev());
        let top = self.ridge.first().map_or(0.0, |peak| peak.y);
        let paint = light::down(top, top + self.height, &[colour, colour.mix(mist, 0.45), mist]);
        Shape::filled(curve::polygon(&outline), paint)
    }

    /// The snow on one face, down to a zigzag line.
    fn cap(&self, tones: &Tones, edge: &[Point], lit: bool, rng: &mut ChaCha8Rng) -> Shape {
        let level = self.ridge.first().map_or(0.0, |peak| peak.y) + self.height * rng.between(0.24, 0.31);
        let (mut outline, inner) = (cut(edge, level), cut(&self.ridge, level + self.height * 0.05));
        let from = outline.last().copied().unwrap_or_default();
        let to = inner.last().copied().unwrap_or_default();
        for step in 1..6 {
            let drop = if step % 2 == 1 { rng.between(0.03, 0.08) } else { -rng.between(0.02, 0.05) };
            outline.push(from.lerp(to, f64::from(step) / 6.0) + Vec2::new(0.0, drop * self.height));
        }
        outline.extend(inner.iter().rev());
        let colour = if lit { tones.light } else { tones.light.mix(tones.depth(0.4), 0.42) };
        Shape::filled(curve::polygon(&outline), colour)
    }
}

/// The points of a line going down, as far as `level`, which its last point meets.
fn cut(line: &[Point], level: f64) -> Vec<Point> {
    let mut kept = Vec::new();
    for pair in line.windows(2) {
        kept.push(pair[0]);
        if pair[1].y >= level {
            let share = (level - pair[0].y) / (pair[1].y - pair[0].y).max(1e-9);
            kept.push(pair[0].lerp(pair[1], share.clamp(0.0, 1.0)));
            break;
        }
    }
    kept
}

/// A straight way from `from` to `to` in eight steps that stray sideways by up to `stray` units.
fn broken(from: Point, to: Point, stray: f64, rng: &mut ChaCha8Rng) -> Vec<Point> {
    let steps = 8;
    (0..=steps)
        .map(|step| {
            let share = f64::from(step) / f64::from(steps);
            let sway = if step == 0 || step == steps { 0.0 } else { stray * rng.between(0.25, 1.0) };
            let sign = if step % 2 == 0 { 1.0 } else { -1.0 };
            from.lerp(to, share) + Vec2::new(sway * sign, 0.0)
        })
        .collect()
}

/// Bands of mist at the mountains' feet.
fn mist(canvas: &Canvas, tones: &Tones, horizon: f64) -> Vec<Shape> {
    let colour = tones.horizon;
    let band = form::rect(-20.0, horizon - 120.0, canvas.width + 20.0, horizon + 90.0);
    vec![Shape::filled(
        band,
        light::down(
            horizon - 120.0,
            horizon + 90.0,
            &[colour.with_alpha(0.0), colour.with_alpha(0.75), colour.with_alpha(0.85)],
        ),
    )]
}

/// Hills to the front, the nearest deepest, with pines on their crests.
fn hills(canvas: &Canvas, tones: &Tones, horizon: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let room = canvas.height - horizon;
    for (level, near, pine) in [(0.0, 0.48, 34.0), (0.26, 0.68, 66.0), (0.62, 0.92, 150.0)] {
        let swell = curve::Swell::new(room.min(420.0) * 0.12, rng.between(900.0, 1500.0), rng);
        let y = horizon + room * level;
        let line = swell.line(canvas.width, y, 60.0);
        let colour = tones.depth(near);
        shapes.extend(pines(canvas, &swell, y, pine, colour, rng));
        let paint = light::down(y - 60.0, y + room * 0.4, &[tones.lit(colour), colour]);
        shapes.push(Shape::filled(curve::under(&line, canvas.height + 20.0), paint));
    }
    shapes
}

/// Groups of pines along a crest, with gaps: woods, not a fence.
fn pines(
    canvas: &Canvas,
    crest: &curve::Swell,
    level: f64,
    height: f64,
    colour: crate::scene::Colour,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let mut shapes = Vec::new();
    if height <= 0.0 {
        return shapes;
    }
    let mut x = rng.between(-80.0, 60.0);
    while x < canvas.width + 40.0 {
        for _ in 0..(3 + rng.below(6)) {
            let tall = height * rng.between(0.65, 1.3);
            let foot = Point::new(x, level + crest.at(x) + height * 0.12);
            if canvas.is_free(foot) {
                shapes.push(Shape::filled(pine(foot, tall), colour));
            }
            x += height * rng.between(0.24, 0.46);
        }
        x += height * rng.between(1.2, 6.0);
    }
    shapes
}

/// A pine: three tiers on a short trunk.
pub fn pine(foot: Point, height: f64) -> kurbo::BezPath {
    let tier = |level: f64, half: f64| {
        let y = foot.y - height * level;
        [Point::new(foot.x + height * half, y), Point::new(foot.x + height * half * 0.55, y - height * 0.03)]
    };
    let right: Vec<_> =
        [(0.1, 0.24), (0.36, 0.19), (0.62, 0.13)].iter().flat_map(|(y, half)| tier(*y, *half)).collect();
    let trunk = height * 0.03;
    let mut outline =
        vec![Point::new(foot.x + trunk, foot.y), Point::new(foot.x + trunk, foot.y - height * 0.1)];
    outline.extend(&right);
    outline.push(Point::new(foot.x, foot.y - height));
    let mirrored: Vec<_> =
        outline.iter().rev().skip(1).map(|point| Point::new(2.0 * foot.x - point.x, point.y)).collect();
    outline.extend(mirrored);
    curve::polygon(&outline)
}
