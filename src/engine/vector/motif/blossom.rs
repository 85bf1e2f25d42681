//! A branch in blossom across a pale sun, petals on the wind.

use std::f64::consts::TAU;

use kurbo::{Affine, Point, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, form, light};
use crate::scene::{Colour, Palette, Shape};

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let sun = canvas.focal(rng, (0.36, 0.5));
    let sky = if tones.night {
        [tones.ground, tones.horizon]
    } else {
        [tones.ground.mix(tones.side, 0.5), tones.ground]
    };
    let mut shapes = vec![canvas.cover(light::down(0.0, canvas.height, &sky))];
    let radius = rng.between(235.0, 285.0);
    shapes.push(Shape::filled(
        form::disc(sun, radius),
        light::down(sun.y - radius, sun.y + radius, &[tones.sun, tones.sun.mix(sky[1], 0.55)]),
    ));
    shapes.extend(hills(canvas, &tones, rng));
    // The branch enters on the far side of the sun, above, and reaches below and past its middle.
    let side = if sun.x > canvas.width / 2.0 { -1.0 } else { 1.0 };
    let reach = (canvas.width * 0.62).clamp(560.0, 1300.0);
    let tree = Tree { tones, canvas, side };
    let upper = Bough {
        from: Point::new(sun.x + side * reach, sun.y - radius * 0.9),
        to: Point::new(sun.x - side * radius * 0.75, sun.y + radius * 0.2),
        thick: 30.0,
        twigs: 2,
    };
    let lower = Bough {
        from: Point::new(sun.x + side * reach * 0.9, sun.y + 330.0),
        to: Point::new(sun.x + side * radius * 0.5, sun.y + radius * 1.08),
        thick: 20.0,
        twigs: 1,
    };
    tree.grow(upper, rng, &mut shapes);
    tree.grow(lower, rng, &mut shapes);
    shapes.extend(petals(canvas, &tones, rng));
    shapes
}

fn hills(canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    [(0.8, 0.06), (0.9, 0.2)]
        .map(|(level, near)| {
            let swell = curve::Swell::new(60.0, 1100.0, rng);
            let y = canvas.height * level;
            let colour = tones.depth(near);
            Shape::filled(
                curve::under(&swell.line(canvas.width, y, 60.0), canvas.height + 20.0),
                light::down(y - 60.0, canvas.height, &[colour, colour.mix(tones.horizon, 0.5)]),
            )
        })
        .to_vec()
}

struct Tree<'a> {
    tones: Tones,
    canvas: &'a Canvas,
    side: f64,
}

/// A branch to grow.
#[derive(Clone, Copy)]
struct Bough {
    from: Point,
    to: Point,
    thick: f64,
    /// Levels of twigs it bears.
    twigs: usize,
}

/// Places along a branch where it bends and bears.
const KNOTS: usize = 6;

impl Tree<'_> {
    /// Grows a branch: its twigs first, then the bark over them, then its blossoms.
    fn grow(&self, bough: Bough, rng: &mut ChaCha8Rng, shapes: &mut Vec<Shape>) {
        let along = bough.to - bough.from;
        let knots = self.knots(bough, rng);
        let mut flowers = Vec::new();
        for (knot, at) in knots.iter().copied().enumerate().skip(1) {
            if bough.twigs > 0 && knot < KNOTS {
                let turn = if knot % 2 == 0 { 0.75 } else { -0.62 };
                let way = Affine::rotate(turn + rng.about(0.15)) * along.normalize().to_point();
                let length = along.hypot() * rng.between(0.2, 0.34) * (1.15 - 0.1 * knot as f64);
                let to = at + way.to_vec2() * length;
                let twig = Bough { from: at, to, thick: bough.thick * 0.42, twigs: bough.twigs - 1 };
                self.grow(twig, rng, shapes);
            }
            for _ in 0..(1 + rng.below(2)) {
                let stray = Vec2::new(rng.about(46.0), rng.about(46.0));
                flowers.push((at + stray, rng.between(21.0, 41.0)));
            }
        }
        shapes.push(self.bark(bough, &knots));
        for (at, size) in flowers {
            if self.canvas.is_free(at) {
                shapes.extend(flower(&self.tones, at, size, rng));
            }
        }
    }

    /// The line of a branch: a slight bow that is broken at every knot.
    fn knots(&self, bough: Bough, rng: &mut ChaCha8Rng) -> Vec<Point> {
        let along = bough.to - bough.from;
        let across = Vec2::new(-along.y, along.x);
        (0..=KNOTS)
            .map(|knot| {
                let share = knot as f64 / KNOTS as f64;
                let sway = if knot == 0 { 0.0 } else { rng.about(0.035) };
                bough.from + along * share + across * (sway + 0.07 * (share * 3.0).sin() * self.side)
            })
            .collect()
    }

    /// The branch itself, tapering to a seventh of its width.
    fn bark(&self, bough: Bough, knots: &[Point]) -> Shape {
        let along = bough.to - bough.from;
        let across = Vec2::new(-along.y, along.x).normalize();
        let edge = |sign: f64| -> Vec<_> {
            let half = |knot: usize| sign * bough.thick * 0.5 * (1.0 - 0.86 * knot as f64 / KNOTS as f64);
            knots.iter().enumerate().map(|(knot, at)| *at + across * half(knot)).collect()
        };
        let colour = self.tones.accent.mix(self.tones.deep, 0.82);
        Shape::filled(curve::between(&edge(1.0), &edge(-1.0)), colour)
    }
}

/// The blossom's colour: the palette's warm side, paled.
fn petal(tones: &Tones) -> Colour {
    let [lightness, chroma, hue] = tones.main.to_oklch();
    let warm = chroma > 0.06 && !(75.0..330.0).contains(&hue);
    let base = if warm { tones.main } else { tones.accent };
    let paled = base.mix(tones.light, if lightness > 0.75 { 0.35 } else { 0.55 });
    if tones.night { paled.mix(tones.light, 0.25) } else { paled }
}

/// Five notched petals around a heart, or a bud when small.
fn flower(tones: &Tones, centre: Point, size: f64, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let colour = petal(tones);
    let turn = rng.between(0.0, TAU);
    if size < 24.0 {
        let tip = centre + Vec2::from_angle(turn) * size;
        return vec![Shape::filled(form::leaf(centre, tip, size * 0.8, 0.0), tones.shaded(colour))];
    }
    let (mut lit, mut plain, mut dust) =
        (kurbo::BezPath::new(), kurbo::BezPath::new(), kurbo::BezPath::new());
    for index in 0..5 {
        let way = Vec2::from_angle(turn + TAU * f64::from(index) / 5.0);
        let petal = notched(centre, way, size);
        if way.y < -0.2 {
            lit.extend(petal);
        } else {
            plain.extend(petal);
        }
        let between = Vec2::from_angle(turn + TAU * (f64::from(index) + 0.5) / 5.0);
        dust.extend(form::star(centre + between * (size * 0.36), size * 0.07, size * 0.05, 3, 0.0));
    }
    let edge = crate::scene::Stroke { colour: tones.shaded(colour).with_alpha(0.35), width: 1.2 };
    vec![
        Shape { path: plain, fill: Some(colour.into()), stroke: Some(edge) },
        Shape { path: lit, fill: Some(tones.light.mix(colour, 0.55).into()), stroke: Some(edge) },
        Shape::filled(form::disc(centre, size * 0.17), tones.accent.mix(tones.deep, 0.25)),
        Shape::filled(dust, tones.accent),
    ]
}

/// One petal with a notch at its end.
fn notched(centre: Point, way: Vec2, size: f64) -> kurbo::BezPath {
    let across = Vec2::new(-way.y, way.x);
    let at = |along: f64, side: f64| centre + way * (size * along) + across * (size * side);
    let mut path = kurbo::BezPath::new();
    path.move_to(centre);
    path.curve_to(at(0.2, 0.5), at(0.8, 0.62), at(1.0, 0.2));
    path.line_to(at(0.9, 0.0));
    path.line_to(at(1.0, -0.2));
    path.curve_to(at(0.8, -0.62), at(0.2, -0.5), centre);
    path.close_path();
    path
}

/// Single petals that drift down the wind.
fn petals(canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    (0..canvas.count(30.0, 26, 120))
        .filter_map(|_| {
            let at = canvas.at(rng.share(), rng.share());
            let (size, angle) = (rng.between(9.0, 22.0), rng.between(0.0, TAU));
            let tip = at + Vec2::from_angle(angle) * size;
            let alpha = rng.between(0.55, 1.0) as f32;
            canvas.is_free(at).then(|| {
                Shape::filled(form::leaf(at, tip, size * 0.66, 0.12), petal(tones).with_alpha(alpha))
            })
        })
        .collect()
}
