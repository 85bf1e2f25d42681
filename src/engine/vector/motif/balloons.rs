//! Hot-air balloons over hills and low cloud.

use kurbo::{BezPath, Point, Rect};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let hero = canvas.focal(rng, (0.34, 0.42));
    let sky = [tones.sky, tones.sky.mix(tones.horizon, 0.5), tones.horizon];
    let mut shapes = vec![canvas.cover(light::down(0.0, canvas.height * 0.8, &sky))];
    let side = canvas.open_side(hero, (canvas.width * 0.3).clamp(300.0, 800.0));
    let across = hero.x + side * (canvas.width * 0.3).clamp(300.0, 800.0);
    let sun = Point::new(across.clamp(130.0, canvas.width - 130.0), canvas.height * 0.68);
    shapes.push(light::glow(sun, 480.0, tones.halo, 0.42));
    shapes.push(Shape::filled(form::disc(sun, 120.0), tones.sun));
    shapes.extend(land(canvas, &tones, rng));
    for index in 0..canvas.count(380.0, 3, 12) {
        let at = canvas.at(rng.share(), rng.between(0.1, 0.55));
        let size = rng.between(46.0, 92.0);
        if at.distance(hero) > 250.0 + size * 1.6 && canvas.is_free(at) {
            let haze = 0.5 - size as f32 / 250.0;
            shapes.extend(balloon(&tones, at, size, index + 1, haze));
        }
    }
    shapes.extend(balloon(&tones, hero, rng.between(190.0, 215.0), 0, 0.0));
    shapes
}

fn land(canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for (level, near, high) in [(0.72, 0.12, 70.0), (0.79, 0.34, 60.0), (0.87, 0.6, 56.0), (0.95, 0.9, 46.0)]
    {
        let swell = curve::Swell::new(high, rng.between(700.0, 1200.0), rng);
        let y = canvas.height * level;
        let colour = tones.depth(near);
        let line = swell.line(canvas.width, y, 60.0);
        let foot = colour.mix(tones.horizon, 0.5 * (1.0 - near as f32));
        shapes.push(Shape::filled(
            curve::under(&line, canvas.height + 20.0),
            light::down(y - high, y + 210.0, &[tones.lit(colour), foot]),
        ));
        let x = canvas.width * rng.share();
        let at = Point::new(x, y + 34.0);
        if near < 0.5 && canvas.is_free(at) {
            shapes.push(cloud(tones, at, rng.between(200.0, 320.0)));
        }
    }
    shapes
}

fn cloud(tones: &Tones, at: Point, length: f64) -> Shape {
    let mut outline = BezPath::new();
    for (shift, half, up) in [(0.0, 0.5, 0.0), (-0.12, 0.3, -0.08), (0.16, 0.2, -0.08), (-0.06, 0.14, -0.15)]
    {
        let middle = Point::new(at.x + shift * length, at.y + up * length);
        outline.extend(form::rounded(
            Rect::from_center_size(middle, (half * length * 2.0, length * 0.1)),
            length,
        ));
    }
    Shape::filled(outline, tones.light.with_alpha(if tones.night { 0.16 } else { 0.8 }))
}

/// A balloon whose envelope is `size` units in radius: gores in two colours, a shaded side, a basket.
fn balloon(tones: &Tones, centre: Point, size: f64, index: usize, haze: f32) -> Vec<Shape> {
    let pairs = [
        [tones.accent, tones.light],
        [tones.main, tones.light.mix(tones.side, 0.4)],
        [tones.depth(0.35), tones.accent],
        [tones.light, tones.main],
    ];
    let far = |colour: Colour| colour.mix(tones.horizon, haze.max(0.0));
    let [one, other] = pairs[index % 4].map(far);
    let at = |x: f64, y: f64| Point::new(centre.x + x * size, centre.y + y * size);
    let mut shapes = Vec::new();
    // Gores from the outside in: each narrower one covers the middle of the last.
    for (gore, half) in [1.0, 0.76, 0.46, 0.15].into_iter().enumerate() {
        shapes.push(Shape::filled(envelope(&at, -half, half), if gore % 2 == 0 { one } else { other }));
    }
    let shade = light::along(
        at(-0.9, -0.6),
        at(1.0, 0.5),
        &[tones.light.with_alpha(0.22), tones.shade().with_alpha(0.0), tones.shade().with_alpha(0.5)],
    );
    shapes.push(Shape::filled(envelope(&at, -1.0, 1.0), shade));
    let rope = far(tones.deep);
    for x in [-0.13, 0.13] {
        shapes.push(Shape::stroked(kurbo::Line::new(at(x * 1.3, 1.24), at(x, 1.56)), rope, size * 0.016));
    }
    let basket = Rect::from_points(at(-0.16, 1.54), at(0.16, 1.78));
    let wicker = tones.accent.mix(tones.deep, 0.55);
    shapes.push(Shape::filled(
        form::rounded(Rect::from_points(at(-0.19, 1.22), at(0.19, 1.28)), size * 0.03),
        far(tones.shaded(one)),
    ));
    shapes.push(Shape::filled(form::rounded(basket, size * 0.05), far(wicker)));
    shapes.push(Shape::filled(Rect::from_points(at(-0.16, 1.57), at(0.16, 1.61)), far(tones.lit(wicker))));
    shapes
}

/// The envelope between two meridians (-1 the left edge, 1 the right one).
fn envelope(at: &impl Fn(f64, f64) -> Point, left: f64, right: f64) -> BezPath {
    let mut path = BezPath::new();
    path.move_to(at(0.0, -1.0));
    path.curve_to(at(right * 0.62, -1.0), at(right, -0.56), at(right, 0.0));
    path.curve_to(at(right, 0.52), at(right * 0.42, 0.9), at(right * 0.18, 1.25));
    path.line_to(at(left * 0.18, 1.25));
    path.curve_to(at(left * 0.42, 0.9), at(left, 0.52), at(left, 0.0));
    path.curve_to(at(left, -0.56), at(left * 0.62, -1.0), at(0.0, -1.0));
    path.close_path();
    path
}
