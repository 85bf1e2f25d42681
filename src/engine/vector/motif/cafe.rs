//! A cup on a table in morning light, with a vase and fruit: a still life in flats.

use kurbo::{Affine, BezPath, Point, Rect, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let table = (canvas.height * rng.between(0.72, 0.77)).min((canvas.covered_from() - 60.0).max(420.0));
    let focal = canvas.focal(rng, (0.5, 0.6));
    let wall = if tones.night { tones.ground } else { tones.ground.mix(tones.side, 0.42) };
    let mut shapes =
        vec![canvas.cover(light::along(canvas.at(0.0, 0.0), canvas.at(1.0, 1.0), &[tones.lit(wall), wall]))];
    shapes.extend(window_light(canvas, &tones, table));
    let sun = Point::new(focal.x, table - 285.0);
    shapes.push(Shape::filled(
        form::disc(sun, 300.0),
        light::down(sun.y - 300.0, sun.y + 300.0, &[tones.sun, tones.sun.mix(wall, 0.5)]),
    ));
    shapes.extend(table_top(canvas, &tones, table));
    let side = canvas.open_side(focal, 330.0);
    shapes.extend(still_life(canvas, &tones, Point::new(focal.x, table), side, rng));
    shapes
}

/// The window's light on the wall: leaning panes.
fn window_light(canvas: &Canvas, tones: &Tones, table: f64) -> Vec<Shape> {
    let colour = tones.light.with_alpha(if tones.night { 0.06 } else { 0.42 });
    let count = canvas.count(900.0, 1, 6);
    let mut shapes = Vec::new();
    for index in 0..count {
        let left = canvas.width * (index as f64 + 0.12) / count as f64;
        for pane in 0..2 {
            let x = left + 190.0 * f64::from(pane);
            let at = |across: f64, down: f64| {
                Point::new(x + across * 170.0 + down * 190.0, 40.0 + down * (table - 120.0))
            };
            shapes.push(Shape::filled(
                curve::polygon(&[at(0.0, 0.0), at(1.0, 0.0), at(1.0, 0.46), at(0.0, 0.46)]),
                colour,
            ));
            shapes.push(Shape::filled(
                curve::polygon(&[at(0.0, 0.5), at(1.0, 0.5), at(1.0, 0.96), at(0.0, 0.96)]),
                colour,
            ));
        }
    }
    shapes
}

fn table_top(canvas: &Canvas, tones: &Tones, table: f64) -> Vec<Shape> {
    let top = tones.depth(0.84);
    let board = Rect::new(-20.0, table, canvas.width + 20.0, canvas.height + 20.0);
    vec![
        Shape::filled(board, light::down(table, canvas.height, &[tones.lit(top), top, tones.shaded(top)])),
        Shape::filled(Rect::new(-20.0, table, canvas.width + 20.0, table + 8.0), tones.lit(tones.lit(top))),
    ]
}

/// The cup in the middle, vase and fruit to its sides while there is room, each with its long shadow.
fn still_life(canvas: &Canvas, tones: &Tones, middle: Point, side: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let foot = Point::new(middle.x, middle.y + 78.0);
    let mut shapes = Vec::new();
    let vase = Point::new(foot.x + side * 330.0, foot.y - 42.0);
    let fruit = Point::new(foot.x - side * 275.0, foot.y + 14.0);
    if canvas.is_free(vase) {
        shapes.extend(shadow(tones, vase, 80.0));
        shapes.extend(vase_with_stem(tones, vase, rng));
    }
    if canvas.is_free(fruit) {
        for (x, y, size) in [(-62.0, -8.0, 56.0), (48.0, 0.0, 62.0)] {
            let at = Point::new(fruit.x + x, fruit.y + y);
            shapes.extend(shadow(tones, at, size * 1.1));
            shapes.extend(orange(tones, at, size));
        }
    }
    shapes.extend(shadow(tones, foot, 165.0));
    shapes.extend(cup(tones, foot, side));
    shapes.extend(steam(tones, Point::new(foot.x, foot.y - 245.0), rng));
    shapes
}

fn shadow(tones: &Tones, foot: Point, half: f64) -> Vec<Shape> {
    let way = Vec2::new(half * 1.5, half * 0.16);
    let outline = form::oval(foot + way * 0.55, half * 1.5, half * 0.17);
    vec![Shape::filled(outline, tones.shade().with_alpha(0.35))]
}

/// Saucer, cup with a shaded side, handle, coffee.
fn cup(tones: &Tones, foot: Point, side: f64) -> Vec<Shape> {
    let place = Affine::translate(foot.to_vec2()) * Affine::scale_non_uniform(side, 1.0);
    let china = tones.light;
    let dim = tones.light.mix(tones.main, 0.3);
    let bowl = |from: f64, to: f64| {
        let mut path = BezPath::new();
        path.move_to((from, -215.0));
        path.line_to((to, -215.0));
        path.curve_to((to, -110.0), (to * 0.78, -20.0), (to * 0.4, -16.0));
        path.line_to((from * 0.4, -16.0));
        path.curve_to((from * 0.78, -20.0), (from, -110.0), (from, -215.0));
        path.close_path();
        path
    };
    // The light falls from the left of the page whichever way the handle points.
    let (lit, shaded) = if side > 0.0 { (china, dim) } else { (dim, china) };
    let handle = form::arc(Point::new(148.0, -135.0), 56.0, -1.5, 3.3);
    let shapes = [
        Shape::filled(form::oval(Point::new(0.0, -10.0), 215.0, 24.0), tones.light.mix(tones.main, 0.42)),
        Shape::filled(form::oval(Point::new(0.0, -16.0), 215.0, 22.0), china),
        Shape::stroked(handle, dim, 25.0),
        Shape::filled(bowl(-150.0, 150.0), lit),
        Shape::filled(half_bowl(), shaded),
        Shape::filled(form::oval(Point::new(0.0, -215.0), 150.0, 27.0), china.mix(tones.main, 0.12)),
        Shape::filled(form::oval(Point::new(0.0, -211.0), 134.0, 21.0), tones.accent.mix(tones.deep, 0.72)),
        Shape::filled(form::oval(Point::new(-24.0, -215.0), 76.0, 10.0), tones.accent.mix(tones.deep, 0.5)),
    ];
    shapes.iter().map(|shape| shape.transformed(place)).collect()
}

fn half_bowl() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((40.0, -215.0));
    path.line_to((150.0, -215.0));
    path.curve_to((150.0, -110.0), (117.0, -20.0), (60.0, -16.0));
    path.line_to((0.0, -16.0));
    path.curve_to((58.0, -60.0), (58.0, -140.0), (40.0, -215.0));
    path.close_path();
    path
}

/// Two ribbons of steam that swell and thin out.
fn steam(tones: &Tones, from: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    [-42.0, 34.0]
        .map(|shift| {
            let high = rng.between(210.0, 270.0);
            let sway = rng.between(30.0, 40.0);
            let edge = |half: f64| -> Vec<Point> {
                (0..=6)
                    .map(|step| {
                        let share = f64::from(step) / 6.0;
                        let thick = half * (share * std::f64::consts::PI).sin();
                        Point::new(
                            from.x + shift + sway * (share * 5.6 + shift * 0.01).sin() + thick,
                            from.y - high * share,
                        )
                    })
                    .collect()
            };
            let fade = light::down(
                from.y - high,
                from.y,
                &[tones.light.with_alpha(0.1), tones.light.with_alpha(0.8), tones.light.with_alpha(0.35)],
            );
            Shape::filled(curve::between(&edge(-13.0), &edge(13.0)), fade)
        })
        .to_vec()
}

fn vase_with_stem(tones: &Tones, foot: Point, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let neck = Point::new(foot.x, foot.y - 215.0);
    let mut shapes = Vec::new();
    for (angle, length) in [(-0.42, 330.0), (0.06, 400.0), (0.5, 300.0)] {
        let tip = neck + Vec2::from_angle(angle - std::f64::consts::FRAC_PI_2) * length;
        shapes.push(Shape::stroked(kurbo::Line::new(neck, tip), tones.depth(0.7), 5.0));
        for pair in 0..5 {
            let at = neck.lerp(tip, 0.3 + 0.16 * f64::from(pair));
            for turn in [-0.8, 0.8] {
                let way = Vec2::from_angle(angle - std::f64::consts::FRAC_PI_2 + turn + rng.about(0.1));
                let end = at + way * (84.0 - 9.0 * f64::from(pair));
                let colour = tones.depth(0.58);
                shapes.push(Shape::filled(form::leaf(at, end, 32.0, 0.08 * turn), tones.lit(colour)));
                shapes.push(Shape::filled(form::half_leaf(at, end, 32.0, 0.08 * turn), tones.shaded(colour)));
            }
        }
    }
    let body = |from: f64, to: f64| {
        let at = |x: f64, y: f64| Point::new(foot.x + x, foot.y - y);
        let mut path = BezPath::new();
        path.move_to(at(from * 0.3, 225.0));
        path.line_to(at(to * 0.3, 225.0));
        path.curve_to(at(to * 0.3, 170.0), at(to, 150.0), at(to, 88.0));
        path.curve_to(at(to, 34.0), at(to * 0.7, 0.0), at(to * 0.5, 0.0));
        path.line_to(at(from * 0.5, 0.0));
        path.curve_to(at(from * 0.7, 0.0), at(from, 34.0), at(from, 88.0));
        path.curve_to(at(from, 150.0), at(from * 0.3, 170.0), at(from * 0.3, 225.0));
        path.close_path();
        path
    };
    shapes.push(Shape::filled(body(-92.0, 92.0), tones.main));
    shapes.push(Shape::filled(body(20.0, 92.0), tones.shaded(tones.shaded(tones.main))));
    shapes
}

fn orange(tones: &Tones, foot: Point, size: f64) -> Vec<Shape> {
    let centre = Point::new(foot.x, foot.y - size * 0.92);
    let colour: Colour = tones.accent;
    let paint = light::ball(
        centre,
        size,
        Vec2::new(-0.5, -0.55),
        [tones.lit(tones.lit(colour)), colour, tones.shaded(tones.shaded(colour))],
    );
    let stalk = Point::new(centre.x + size * 0.1, centre.y - size * 0.9);
    vec![
        Shape::filled(form::disc(centre, size), paint),
        Shape::filled(
            form::leaf(stalk, stalk + Vec2::new(size * 0.7, -size * 0.32), size * 0.36, 0.1),
            tones.depth(0.62),
        ),
    ]
}
