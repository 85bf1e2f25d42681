//! A winter night: snowy hills, pines under snow, a lit cabin, falling snow.

use kurbo::{Point, Rect};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let dusk = if tones.night {
        [tones.deep, tones.ground, tones.horizon]
    } else {
        [tones.depth(0.62), tones.depth(0.34), tones.horizon]
    };
    let horizon = canvas.height * rng.between(0.58, 0.66);
    let mut shapes = vec![canvas.cover(light::down(0.0, horizon + 40.0, &dusk))];
    let hero = canvas.focal(rng, (0.3, 0.4));
    let side = canvas.open_side(hero, (canvas.width * 0.3).clamp(250.0, 700.0));
    let across = hero.x + side * (canvas.width * 0.3).clamp(250.0, 700.0);
    let moon = Point::new(across.clamp(110.0, canvas.width - 110.0), canvas.height.min(1400.0) * 0.2);
    shapes.push(light::glow(moon, 380.0, tones.light, 0.34));
    shapes.push(Shape::filled(form::disc(moon, 82.0), tones.light));
    shapes.extend(woods(canvas, &tones, horizon, rng));
    let ground = Snow { tones, horizon };
    shapes.extend(ground.bank(canvas, 0.0, 0.42, rng));
    let cabin_at = Point::new(
        hero.x + side * (canvas.width * 0.22).clamp(260.0, 620.0),
        horizon + (canvas.height - horizon) * 0.3,
    );
    if canvas.is_free(cabin_at) {
        shapes.extend(cabin(&tones, cabin_at));
    }
    shapes.extend(ground.bank(canvas, 0.3, 0.22, rng));
    let foot = Point::new(hero.x, horizon + (canvas.height - horizon) * 0.62);
    let tall = (foot.y - hero.y).clamp(330.0, 720.0);
    for (shift, share) in [(-0.42, 0.56), (0.46, 0.64), (0.8, 0.42)] {
        let near = Point::new(foot.x + shift * tall, foot.y - 20.0);
        if canvas.is_free(near) {
            shapes.extend(pine(&tones, near, tall * share));
        }
    }
    shapes.extend(pine(&tones, foot, tall));
    shapes.extend(trimmings(&tones, foot, tall));
    shapes.extend(ground.bank(canvas, 0.62, 0.04, rng));
    shapes.extend(flakes(canvas, &tones, rng));
    shapes
}

/// Far woods: two rows of plain pines in haze.
fn woods(canvas: &Canvas, tones: &Tones, horizon: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for (up, near, size) in [(36.0, 0.4, 120.0), (0.0, 0.6, 160.0)] {
        let mut x = -30.0;
        while x < canvas.width + 40.0 {
            let height = size * rng.between(0.6, 1.25);
            let foot = Point::new(x, horizon + 40.0 - up);
            if canvas.calm(foot) > 0.3 {
                let colour = tones.depth(near);
                let paint = light::down(foot.y - height, foot.y, &[colour, colour.mix(tones.horizon, 0.6)]);
                shapes.push(Shape::filled(super::landscape::pine(foot, height), paint));
            }
            x += size * rng.between(0.22, 0.5);
        }
    }
    shapes
}

struct Snow {
    tones: Tones,
    horizon: f64,
}

impl Snow {
    /// A bank of snow from `level` (share of the way to the front); `dim` is how blue its shade is.
    fn bank(&self, canvas: &Canvas, level: f64, dim: f32, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let y = self.horizon + (canvas.height - self.horizon) * level;
        let swell = curve::Swell::new(38.0, rng.between(800.0, 1300.0), rng);
        let shade = self.tones.depth(0.4);
        let snow = self.tones.light.mix(shade, dim);
        let paint = light::down(y - 40.0, y + 260.0, &[snow, snow.mix(shade, 0.32)]);
        vec![Shape::filled(curve::under(&swell.line(canvas.width, y, 60.0), canvas.height + 20.0), paint)]
    }
}

/// A pine in four tiers, each with snow on its brow and a shaded right side.
fn pine(tones: &Tones, foot: Point, height: f64) -> Vec<Shape> {
    let at = |x: f64, y: f64| Point::new(foot.x + x * height, foot.y - y * height);
    let green = tones.depth(0.82);
    let trunk = Rect::from_points(at(-0.025, 0.12), at(0.025, -0.02));
    let mut shapes = vec![Shape::filled(trunk, tones.accent.mix(tones.deep, 0.8))];
    for (low, high, half) in [(0.07, 0.46, 0.27), (0.28, 0.64, 0.215), (0.47, 0.82, 0.16), (0.65, 1.0, 0.105)]
    {
        let mut skirt = kurbo::BezPath::new();
        skirt.move_to(at(0.0, high));
        skirt.quad_to(at(half * 0.35, low + 0.12), at(half, low));
        skirt.quad_to(at(0.0, low - 0.055), at(-half, low));
        skirt.quad_to(at(-half * 0.35, low + 0.12), at(0.0, high));
        skirt.close_path();
        let mut right = kurbo::BezPath::new();
        right.move_to(at(0.0, high));
        right.quad_to(at(half * 0.35, low + 0.12), at(half, low));
        right.quad_to(at(half * 0.5, low - 0.03), at(half * 0.1, low - 0.027));
        right.quad_to(at(half * 0.22, low + 0.1), at(0.0, high));
        right.close_path();
        let mut cap = kurbo::BezPath::new();
        let (edge, rise) = (half * 0.5, low + (high - low) * 0.36);
        cap.move_to(at(0.0, high + 0.006));
        cap.quad_to(at(half * 0.24, low + (high - low) * 0.5), at(edge, rise - 0.03));
        cap.quad_to(at(edge * 0.62, rise - 0.045), at(edge * 0.45, rise + 0.012));
        cap.quad_to(at(0.0, rise - 0.075), at(-edge * 0.35, rise + 0.005));
        cap.quad_to(at(-edge * 0.7, rise - 0.05), at(-edge, rise - 0.03));
        cap.quad_to(at(-half * 0.24, low + (high - low) * 0.5), at(0.0, high + 0.006));
        cap.close_path();
        shapes.push(Shape::filled(
            skirt,
            light::down(foot.y - height * high, foot.y - height * low, &[tones.lit(green), green]),
        ));
        shapes.push(Shape::filled(right, tones.shade().with_alpha(0.45)));
        shapes.push(Shape::filled(cap, tones.light));
    }
    shapes
}

/// A star and a few lamps on the great pine.
fn trimmings(tones: &Tones, foot: Point, height: f64) -> Vec<Shape> {
    let top = Point::new(foot.x, foot.y - height * 1.02);
    let mut shapes = vec![
        light::glow(top, height * 0.24, tones.accent, 0.6),
        Shape::filled(form::star(top, height * 0.06, height * 0.026, 5, 0.0), tones.accent),
    ];
    let lamps = [
        (-0.12, 0.12),
        (0.04, 0.1),
        (0.16, 0.14),
        (-0.06, 0.31),
        (0.1, 0.32),
        (-0.02, 0.5),
        (0.05, 0.66),
        (-0.16, 0.07),
    ];
    for (index, (x, y)) in lamps.into_iter().enumerate() {
        let at = Point::new(foot.x + x * height, foot.y - y * height);
        let colour = if index % 2 == 0 { tones.accent } else { tones.main.mix(tones.light, 0.3) };
        shapes.push(light::glow(at, height * 0.05, colour, 0.6));
        shapes.push(Shape::filled(form::disc(at, height * 0.014 + 2.0), colour));
    }
    shapes
}

/// A cabin with snow on its roof and light in its window.
fn cabin(tones: &Tones, foot: Point) -> Vec<Shape> {
    let at = |x: f64, y: f64| Point::new(foot.x + x, foot.y - y);
    let wall = tones.accent.mix(tones.deep, 0.74);
    let lamp = tones.accent.mix(tones.light, 0.35);
    let window = Rect::from_points(at(-22.0, 70.0), at(22.0, 28.0));
    vec![
        Shape::filled(Rect::from_points(at(46.0, 165.0), at(72.0, 90.0)), wall),
        Shape::filled(Rect::from_points(at(42.0, 172.0), at(76.0, 158.0)), tones.light),
        Shape::filled(
            curve::polygon(&[
                at(-80.0, -10.0),
                at(-80.0, 78.0),
                at(0.0, 146.0),
                at(80.0, 78.0),
                at(80.0, -10.0),
            ]),
            wall,
        ),
        Shape::filled(
            curve::polygon(&[at(0.0, 146.0), at(80.0, 78.0), at(80.0, -10.0), at(34.0, -10.0)]),
            tones.shade().with_alpha(0.4),
        ),
        Shape::filled(
            curve::polygon(&[
                at(-108.0, 66.0),
                at(0.0, 162.0),
                at(108.0, 66.0),
                at(94.0, 56.0),
                at(0.0, 138.0),
                at(-94.0, 56.0),
            ]),
            tones.light,
        ),
        light::glow(at(0.0, 48.0), 130.0, lamp, 0.6),
        Shape::filled(form::rounded(window, 4.0), lamp),
        Shape::stroked(kurbo::Line::new(at(0.0, 70.0), at(0.0, 28.0)), wall, 4.0),
        Shape::stroked(kurbo::Line::new(at(-22.0, 50.0), at(22.0, 50.0)), wall, 4.0),
    ]
}

fn flakes(canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    (0..canvas.count(6.0, 150, 520))
        .filter_map(|_| {
            let at = canvas.at(rng.share(), rng.share());
            let near = rng.share();
            let keep = rng.share() < canvas.calm(at).max(0.15);
            let alpha = 0.35 + 0.55 * near as f32;
            keep.then(|| {
                Shape::filled(form::disc(at, 1.6 + 5.4 * near * near * near), tones.light.with_alpha(alpha))
            })
        })
        .collect()
}
