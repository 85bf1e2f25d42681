//! Folded ribbons of colour that flow across the sheet.

use kurbo::{Affine, Point};
use rand_chacha::ChaCha8Rng;

use crate::engine::vector::kit::{Canvas, Chance, Tones, curve, light};
use crate::scene::{Colour, Paint, Palette, Shape, Stop};

/// Strips in one ribbon: enough that a fold reads as a smooth turn.
const STRIPS: usize = 40;
/// Places along a ribbon where its two edges are set.
const KNOTS: usize = 7;

/// Draws the motif.
pub fn draw(canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
    let tones = Tones::new(palette);
    let (top, bottom) =
        if tones.night { (tones.deep, tones.ground) } else { (tones.light, tones.depth(0.0)) };
    let mut shapes =
        vec![canvas.cover(light::along(canvas.at(0.0, 0.0), canvas.at(1.0, 1.0), &[top, bottom]))];
    // Ribbons flow along the longer side, a little downhill, through the focal point.
    let centre = canvas.focal(rng, (0.35, 0.65));
    let tilt = rng.between(0.12, 0.4) * if rng.flip(0.5) { 1.0 } else { -1.0 };
    let upright = if canvas.ratio() < 0.9 { std::f64::consts::FRAC_PI_2 } else { 0.0 };
    let flow = Affine::translate(centre.to_vec2()) * Affine::rotate(upright + tilt);
    let length = canvas.width.hypot(canvas.height) * 1.25;
    let colours = [
        [tones.side, tones.main, tones.depth(0.8)],
        [tones.accent, tones.accent.mix(tones.main, 0.55), tones.main],
        [tones.depth(0.2), tones.side.mix(tones.accent, 0.4), tones.accent],
    ];
    for (index, share) in [(0, -0.3), (1, 0.16), (2, 0.42)] {
        let level = share * 620.0 + rng.about(70.0);
        let ribbon = Ribbon::new(length, level, 330.0 - 70.0 * index as f64, rng);
        shapes.extend(ribbon.strips(flow, &tones, colours[index]));
    }
    shapes
}

/// The two edges of a ribbon, knot by knot, in its own frame: x along the flow.
struct Ribbon {
    one: Vec<Point>,
    other: Vec<Point>,
}

impl Ribbon {
    /// A ribbon along `length` around `level`, up to `breadth` wide, whose edges cross once or twice: folds.
    fn new(length: f64, level: f64, breadth: f64, rng: &mut ChaCha8Rng) -> Self {
        let swell = curve::Swell::new(breadth * 0.75, length * 0.62, rng);
        let phase = rng.between(0.0, std::f64::consts::TAU);
        let turns = rng.between(0.7, 1.25) * std::f64::consts::TAU;
        let mut ribbon = Self { one: Vec::new(), other: Vec::new() };
        for knot in 0..KNOTS {
            let share = knot as f64 / (KNOTS - 1) as f64;
            let x = (share - 0.5) * length;
            let middle = level + swell.at(x);
            let half = breadth * 0.5 * (phase + turns * share).cos() + breadth * 0.12;
            let lean = breadth * 0.5 * (phase + turns * share).sin();
            ribbon.one.push(Point::new(x - lean, middle - half));
            ribbon.other.push(Point::new(x + lean, middle + half));
        }
        ribbon
    }

    fn strips(&self, flow: Affine, tones: &Tones, colours: [Colour; 3]) -> Vec<Shape> {
        let line = |share: f64| -> Vec<_> {
            self.one.iter().zip(&self.other).map(|(one, other)| flow * one.lerp(*other, share)).collect()
        };
        (0..STRIPS)
            .map(|strip| {
                let share = strip as f64 / STRIPS as f64;
                // Half a strip of overlap hides the seam that anti-aliasing would show.
                let far = (share + 1.5 / STRIPS as f64).min(1.0);
                let outline = curve::between(&line(share), &line(far));
                Shape::filled(outline, self.paint(flow, tones, blend(colours, share)))
            })
            .collect()
    }

    /// Where the ribbon turns its edge to the viewer it lies in its own shade; where it is broad it is lit.
    fn paint(&self, flow: Affine, tones: &Tones, colour: Colour) -> Paint {
        let stops = self.one.iter().zip(&self.other).enumerate().map(|(knot, (one, other))| {
            let open = ((other.y - one.y) / 330.0).clamp(-1.0, 1.0);
            let colour = if open > 0.0 {
                colour.mix(tones.lit(colour), open as f32)
            } else {
                colour.mix(tones.shaded(colour), (0.45 - open) as f32)
            };
            Stop { offset: knot as f32 / (KNOTS - 1) as f32, colour }
        });
        let ends = [self.one.first(), self.one.last()].map(|end| end.copied().unwrap_or_default());
        let level = |point: Point| flow * Point::new(point.x, 0.0);
        Paint::Linear { from: level(ends[0]), to: level(ends[1]), stops: stops.collect() }
    }
}

fn blend(colours: [Colour; 3], share: f64) -> Colour {
    let place = share as f32 * 2.0;
    if place < 1.0 { colours[0].mix(colours[1], place) } else { colours[1].mix(colours[2], place - 1.0) }
}
