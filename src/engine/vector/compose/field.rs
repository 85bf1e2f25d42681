//! Flat fields that a subject stands out on, and that leave no part of a sheet empty: rays, rings, scales, dots, a
//! horizon.

use std::f64::consts::TAU;

use kurbo::{Point, Vec2};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, curve, form};
use crate::scene::{Colour, Shape};

/// The kinds of field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Rays from the subject's middle.
    Rays,
    /// Rings around it.
    Rings,
    /// Overlapping scales, as waves are drawn on East Asian cloth.
    Scales,
    /// A grid of dots.
    Dots,
    /// A second colour from a level downwards.
    Horizon,
    /// Great quarter rounds in two corners.
    Corners,
}

const ALL: [Field; 6] =
    [Field::Rays, Field::Rings, Field::Scales, Field::Dots, Field::Horizon, Field::Corners];

/// A long sheet has no more marks than this: a field is a texture, not a burden.
const MOST: f64 = 420.0;

impl Field {
    /// One of them by chance.
    pub fn choose(rng: &mut ChaCha8Rng) -> Self {
        ALL[rng.below(ALL.len())]
    }

    /// The field around `centre`, whose subject reaches `radius` far, in a ground colour and one beside it.
    pub fn draw(self, canvas: &Canvas, centre: Point, radius: f64, colours: [Colour; 2]) -> Vec<Shape> {
        let mut shapes = vec![canvas.cover(colours[0])];
        shapes.extend(match self {
            Self::Rays => rays(canvas, centre, colours[1]),
            Self::Rings => rings(canvas, centre, radius, colours),
            Self::Scales => scales(canvas, colours),
            Self::Dots => dots(canvas, colours[1]),
            Self::Horizon => vec![Shape::filled(
                form::rect(-20.0, centre.y + radius * 0.62, canvas.width + 20.0, canvas.height + 20.0),
                colours[1],
            )],
            Self::Corners => corners(canvas, centre, colours[1]),
        });
        shapes
    }
}

fn rays(canvas: &Canvas, centre: Point, colour: Colour) -> Vec<Shape> {
    let reach = canvas.width.hypot(canvas.height) * 1.1;
    let count = 18;
    let step = TAU / f64::from(count * 2);
    let ray = |number: i32| {
        let from = step * f64::from(number * 2);
        curve::polygon(&[
            centre,
            centre + Vec2::from_angle(from) * reach,
            centre + Vec2::from_angle(from + step) * reach,
        ])
    };
    (0..count).map(|number| Shape::filled(ray(number), colour)).collect()
}

fn rings(canvas: &Canvas, centre: Point, radius: f64, colours: [Colour; 2]) -> Vec<Shape> {
    let reach = canvas.width.hypot(canvas.height);
    let step = (radius * 0.3).max(reach / 24.0);
    let count = ((reach - radius) / step).ceil().max(1.0) as usize;
    (0..count)
        .rev()
        .map(|ring| {
            let colour = colours[(ring + 1) % 2];
            Shape::filled(form::disc(centre, radius + step * (ring as f64 + 1.0)), colour)
        })
        .collect()
}

fn scales(canvas: &Canvas, colours: [Colour; 2]) -> Vec<Shape> {
    let radius = 110.0_f64.max((canvas.width * canvas.height / MOST).sqrt() * 1.5);
    let middle = colours[0].mix(colours[1], 0.5);
    let (across, down) =
        ((canvas.width / radius / 2.0).ceil() as i32 + 1, (canvas.height / radius * 2.0).ceil() as i32 + 2);
    let mut shapes = Vec::new();
    for row in 0..down {
        let shift = if row % 2 == 0 { 0.0 } else { radius };
        for column in 0..across {
            let at =
                Point::new(f64::from(column) * 2.0 * radius + shift - radius, f64::from(row) * radius / 2.0);
            for (share, colour) in [(1.0, colours[1]), (0.88, colours[0]), (0.62, middle), (0.5, colours[0])]
            {
                shapes.push(Shape::filled(form::disc(at, radius * share), colour));
            }
        }
    }
    shapes
}

fn dots(canvas: &Canvas, colour: Colour) -> Vec<Shape> {
    let step = 84.0_f64.max((canvas.width * canvas.height / MOST).sqrt());
    let (across, down) = ((canvas.width / step).ceil() as usize, (canvas.height / step).ceil() as usize);
    (0..across * down)
        .map(|index| {
            let at = Point::new((index % across) as f64 + 0.5, (index / across) as f64 + 0.5);
            Shape::filled(form::disc((at.to_vec2() * step).to_point(), step * 0.13), colour)
        })
        .collect()
}

/// Quarter rounds in the corners that lie farthest from and nearest to the subject, the first one larger.
fn corners(canvas: &Canvas, centre: Point, colour: Colour) -> Vec<Shape> {
    let left = centre.x > canvas.width / 2.0;
    let far = Point::new(if left { 0.0 } else { canvas.width }, canvas.height);
    let near = Point::new(if left { canvas.width } else { 0.0 }, 0.0);
    let side = canvas.width.min(canvas.height);
    vec![
        Shape::filled(form::disc(far, side * 0.62), colour),
        Shape::filled(form::disc(near, side * 0.36), colour),
    ]
}
