//! A skyline at dusk: three depths of towers, lit windows, a great disc behind.

use kurbo::{BezPath, Point, Rect};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Windows drawn at most; more would slow printing without being seen.
const MOST_WINDOWS: usize = 1400;

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let shore = canvas.height * rng.between(0.8, 0.86);
    let sun = canvas.focal(rng, (0.28, 0.42));
    let mut shapes = vec![canvas.cover(light::down(
        0.0,
        shore,
        &[tones.sky, tones.sky.mix(tones.horizon, 0.6), tones.horizon],
    ))];
    let radius = rng.between(165.0, 230.0);
    shapes.push(light::glow(sun, radius * 3.0, tones.halo, 0.36));
    shapes.push(Shape::filled(form::disc(sun, radius), tones.sun));
    let high = (shore * 0.62).min(900.0);
    let mut windows = MOST_WINDOWS;
    for (near, tall, wide) in [(0.14, 0.86, 0.8), (0.42, 0.72, 1.0), (0.84, 0.5, 1.15)] {
        let row = Row { shore, near, high: high * tall, wide, sun };
        shapes.extend(row.draw(canvas, &tones, &mut windows, rng));
    }
    shapes.extend(quay(canvas, &tones, shore, sun, radius, rng));
    shapes
}

/// One depth of buildings.
struct Row {
    shore: f64,
    near: f64,
    high: f64,
    wide: f64,
    sun: Point,
}

impl Row {
    fn draw(&self, canvas: &Canvas, tones: &Tones, windows: &mut usize, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let mut x = -rng.between(10.0, 90.0);
        while x < canvas.width + 20.0 {
            let width = rng.between(64.0, 132.0) * self.wide;
            let middle = x + width / 2.0;
            // Lower before the disc, so that it is framed, and where words will stand.
            let away = ((middle - self.sun.x).abs() / 330.0).clamp(0.0, 1.0);
            let frame = if self.near > 0.3 { 0.36 + 0.64 * away } else { 0.6 + 0.4 * away };
            let height = self.high * rng.between(0.42, 1.0) * frame;
            let calm = canvas.calm(Point::new(middle, self.shore - height * 0.7)).max(0.35);
            let body = Rect::new(x, self.shore - height * calm, x + width, self.shore + 30.0);
            shapes.extend(self.building(canvas, tones, body, windows, rng));
            x += width + if rng.flip(0.25) { rng.between(8.0, 40.0) } else { -2.0 };
        }
        shapes
    }

    fn building(
        &self,
        canvas: &Canvas,
        tones: &Tones,
        body: Rect,
        windows: &mut usize,
        rng: &mut ChaCha8Rng,
    ) -> Vec<Shape> {
        let colour = tones.depth((self.near + rng.about(0.07)).clamp(0.0, 1.0));
        let foot = colour.mix(tones.horizon, 0.35 * (1.0 - self.near as f32));
        let paint = light::down(body.y0, body.y1, &[tones.lit(colour), colour, foot]);
        let (outline, flat_top) = tower(body, rng.below(7));
        let mut shapes = vec![Shape::filled(outline, paint)];
        let lit = if self.sun.x < body.center().x { -1.0 } else { 1.0 };
        let edge = body.center().x + lit * body.width() * 0.22;
        let shade = if lit < 0.0 {
            Rect::new(edge, flat_top, body.x1, body.y1)
        } else {
            Rect::new(body.x0, flat_top, edge, body.y1)
        };
        shapes.push(Shape::filled(shade, tones.shaded(colour).with_alpha(0.5)));
        if self.near > 0.3 && canvas.is_free(body.center()) {
            let glass = Glass { tones, strength: self.near as f32 };
            shapes.extend(glass.windows(Rect::new(body.x0, flat_top, body.x1, self.shore), windows, rng));
        }
        shapes
    }
}

/// The outline of a tower of one of seven kinds, and the level below which its walls are straight.
fn tower(body: Rect, kind: usize) -> (BezPath, f64) {
    let (width, middle) = (body.width(), body.center().x);
    let at = |x: f64, y: f64| Point::new(body.x0 + width * x, body.y0 + width * y);
    let with_top = |top: &[Point]| {
        let mut points = vec![Point::new(body.x0, body.y1)];
        points.extend(top);
        points.push(Point::new(body.x1, body.y1));
        curve::polygon(&points)
    };
    match kind {
        0 => (with_top(&[at(0.0, 0.35), at(1.0, 0.0)]), body.y0 + width * 0.35),
        1 => (
            with_top(&[
                at(0.0, 0.5),
                at(0.18, 0.5),
                at(0.18, 0.22),
                at(0.36, 0.22),
                at(0.36, 0.0),
                at(0.64, 0.0),
                at(0.64, 0.22),
                at(0.82, 0.22),
                at(0.82, 0.5),
                at(1.0, 0.5),
            ]),
            body.y0 + width * 0.5,
        ),
        2 => (form::arch(body.x0, body.x1, body.y0, body.y1), body.y0 + width / 2.0),
        3 => {
            let mut path = with_top(&[
                at(0.0, 0.3),
                at(0.3, 0.3),
                at(0.42, 0.05),
                at(0.58, 0.05),
                at(0.7, 0.3),
                at(1.0, 0.3),
            ]);
            path.extend(form::bar(
                Point::new(middle, body.y0 - width * 0.5),
                Point::new(middle, body.y0 + 10.0),
                width * 0.05,
            ));
            (path, body.y0 + width * 0.3)
        }
        4 => (with_top(&[at(0.0, 0.24), at(0.5, 0.0), at(1.0, 0.24)]), body.y0 + width * 0.24),
        _ => (with_top(&[at(0.0, 0.0), at(1.0, 0.0)]), body.y0),
    }
}

/// Windows in the colour of lamps.
struct Glass<'a> {
    tones: &'a Tones,
    strength: f32,
}

impl Glass<'_> {
    fn windows(&self, wall: Rect, left: &mut usize, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let columns = ((wall.width() / 26.0) as usize).clamp(2, 5);
        let pitch = wall.width() / (columns as f64 + 0.6);
        let rows = ((wall.height() / 34.0) as usize).saturating_sub(1).min(24);
        let share = rng.between(0.16, 0.5);
        let band = rng.flip(0.25);
        let lamp = self.colour();
        let mut shapes = Vec::new();
        for row in 0..rows {
            let y = wall.y0 + 24.0 + row as f64 * 34.0;
            if band {
                if rng.flip(share + 0.2) {
                    let pane = Rect::new(wall.x0 + pitch * 0.4, y, wall.x1 - pitch * 0.4, y + 9.0);
                    shapes.push(Shape::filled(pane, lamp.with_alpha(0.5 + 0.4 * self.strength)));
                }
                continue;
            }
            for column in 0..columns {
                if rng.flip(share) {
                    let x = wall.x0 + pitch * (column as f64 + 0.52);
                    let alpha = (0.45 + 0.55 * rng.share() as f32) * (0.45 + 0.55 * self.strength);
                    shapes.push(Shape::filled(
                        Rect::new(x, y, x + pitch * 0.52, y + 17.0),
                        lamp.with_alpha(alpha),
                    ));
                }
            }
        }
        shapes.truncate(*left);
        *left -= shapes.len();
        shapes
    }

    fn colour(&self) -> Colour {
        if self.tones.night {
            self.tones.accent.mix(self.tones.light, 0.25)
        } else {
            self.tones.sun.mix(self.tones.light, 0.45)
        }
    }
}

/// The water before the city, with the disc's path of light.
fn quay(
    canvas: &Canvas,
    tones: &Tones,
    shore: f64,
    sun: Point,
    radius: f64,
    rng: &mut ChaCha8Rng,
) -> Vec<Shape> {
    let bed = Rect::new(-20.0, shore, canvas.width + 20.0, canvas.height + 20.0);
    let mut shapes =
        vec![Shape::filled(bed, light::down(shore, canvas.height, &[tones.depth(0.9), tones.depth(0.6)]))];
    let depth = canvas.height - shore;
    let mut down = depth * 0.1;
    while down < depth {
        let share = down / depth;
        for _ in 0..canvas.count(500.0, 2, 8) {
            let near_sun = rng.flip(0.5);
            let x = if near_sun { sun.x + rng.about(radius * 1.3) } else { canvas.width * rng.share() };
            let half = rng.between(20.0, 80.0) * (0.6 + share);
            let colour = if near_sun { tones.sun.with_alpha(0.6) } else { tones.horizon.with_alpha(0.22) };
            let bar = Rect::new(x - half, shore + down, x + half, shore + down + 5.0 + 4.0 * share);
            shapes.push(Shape::filled(form::rounded(bar, 6.0), colour));
        }
        down += 15.0 + 12.0 * share;
    }
    shapes
}
