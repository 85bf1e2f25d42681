//! Brings a work's colours into the picture's palette, in OKLCH, so that works of several hands look like one.
//!
//! Things that come in any colour take the palette's hues, cluster by cluster, and keep their own light and shade.
//! What has a colour of its own (a lemon, a face) only takes on a little of the picture's light.

use crate::engine::vector::kit::Tones;
use crate::scene::{Colour, Paint, Shape, Stop};

/// Below this chroma a colour is a grey.
const GREY: f32 = 0.035;
/// Hues nearer than this belong together, in degrees.
const NEAR: f32 = 42.0;
/// How much of the picture's light falls on what keeps its colours.
const AIR: f32 = 0.07;
/// How far such a colour's hue turns to the nearest one of the palette, as a share of the way, and at most in degrees.
const TURN: (f32, f32) = (0.35, 7.0);
/// How far a cluster's lightness moves to the palette's, leaving the rest to the work.
const PULL: f32 = 0.5;

/// The shapes in the picture's colours.
pub fn recolour(shapes: &[Shape], is_natural: bool, tones: &Tones) -> Vec<Shape> {
    if is_natural {
        let air = tones.ground.mix(tones.main, 0.4);
        let own = |colour: Colour| harmonised(colour, tones).mix(air.with_alpha(1.0), AIR);
        return mapped(shapes, |colour| keep_alpha(colour, own(colour)));
    }
    let clusters = clusters(shapes);
    let targets = [tones.main, tones.accent, tones.side, tones.depth(0.35)];
    mapped(shapes, |colour| match clusters.iter().position(|cluster| cluster.holds(colour)) {
        Some(nth) => keep_alpha(colour, clusters[nth].moved(colour, targets[nth % targets.len()])),
        None => keep_alpha(colour, grey(colour, tones)),
    })
}

/// Every colour of the shapes changed.
pub fn mapped(shapes: &[Shape], change: impl Fn(Colour) -> Colour) -> Vec<Shape> {
    let stops = |stops: &[Stop]| {
        stops.iter().map(|stop| Stop { colour: change(stop.colour), ..*stop }).collect::<Vec<_>>()
    };
    let paint = |paint: &Paint| match paint {
        Paint::Solid(colour) => Paint::Solid(change(*colour)),
        Paint::Linear { from, to, stops: all } => Paint::Linear { from: *from, to: *to, stops: stops(all) },
        Paint::Radial { centre, radius, stops: all } => {
            Paint::Radial { centre: *centre, radius: *radius, stops: stops(all) }
        }
    };
    let one = |shape: &Shape| Shape {
        path: shape.path.clone(),
        fill: shape.fill.as_ref().map(paint),
        stroke: shape.stroke.map(|stroke| crate::scene::Stroke { colour: change(stroke.colour), ..stroke }),
    };
    shapes.iter().map(one).collect()
}

/// A colour turned a little to the palette's nearest hue, and no more vivid than the palette is.
fn harmonised(colour: Colour, tones: &Tones) -> Colour {
    let [lightness, chroma, hue] = colour.to_oklch();
    if chroma < GREY {
        return colour;
    }
    let own = [tones.main, tones.side, tones.accent].map(Colour::to_oklch);
    let vivid = own.iter().map(|[_, chroma, _]| *chroma).fold(0.11, f32::max);
    let turns = own.iter().filter(|[_, chroma, _]| *chroma > GREY);
    let turn = turns
        .map(|[_, _, aim]| (aim - hue + 540.0).rem_euclid(360.0) - 180.0)
        .min_by(|one, other| one.abs().total_cmp(&other.abs()))
        .map_or(0.0, |turn| (turn * TURN.0).clamp(-TURN.1, TURN.1));
    Colour::oklch(lightness, chroma.min((vivid * 1.05).max(chroma * 0.88)), hue + turn)
}

fn keep_alpha(was: Colour, now: Colour) -> Colour {
    Colour { alpha: was.alpha, ..now }
}

/// Greys take a breath of the leading hue; black becomes the picture's deepest tone.
fn grey(colour: Colour, tones: &Tones) -> Colour {
    let [lightness, ..] = colour.to_oklch();
    let [_, chroma, hue] = tones.main.to_oklch();
    if lightness < 0.35 {
        return colour.mix(tones.deep.with_alpha(1.0), 0.5);
    }
    Colour::oklch(lightness.min(0.985), chroma.min(0.16) * 0.14, hue)
}

/// Colours of about one hue.
#[derive(Debug)]
struct Cluster {
    hue: f32,
    lightness: f32,
    chroma: f32,
    area: f32,
}

impl Cluster {
    fn holds(&self, colour: Colour) -> bool {
        let [_, chroma, hue] = colour.to_oklch();
        chroma >= GREY && apart(hue, self.hue) < NEAR
    }

    /// `colour` at its place in the cluster, moved so that the cluster's middle becomes `target`.
    fn moved(&self, colour: Colour, target: Colour) -> Colour {
        let [lightness, chroma, hue] = colour.to_oklch();
        let [aim, strength, aim_hue] = target.to_oklch();
        let lightness = lightness + (aim - self.lightness) * PULL;
        let strength = strength * 0.92 * (chroma / self.chroma).clamp(0.45, 1.3);
        let turn = (hue - self.hue + 540.0).rem_euclid(360.0) - 180.0;
        Colour::oklch(lightness.clamp(0.12, 0.97), strength, aim_hue + turn * 0.25)
    }

    fn take(&mut self, [lightness, chroma, hue]: [f32; 3], area: f32) {
        let share = area / (self.area + area);
        let turn = (hue - self.hue + 540.0).rem_euclid(360.0) - 180.0;
        self.hue = (self.hue + turn * share).rem_euclid(360.0);
        self.lightness += (lightness - self.lightness) * share;
        self.chroma += (chroma - self.chroma) * share;
        self.area += area;
    }
}

/// The hues of the shapes, the one with the largest area first.
fn clusters(shapes: &[Shape]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for (colour, area) in shapes.iter().flat_map(painted) {
        let [lightness, chroma, hue] = colour.to_oklch();
        if chroma < GREY {
            continue;
        }
        match clusters.iter_mut().find(|cluster| apart(hue, cluster.hue) < NEAR * 0.7) {
            Some(cluster) => cluster.take([lightness, chroma, hue], area),
            None => clusters.push(Cluster { hue, lightness, chroma, area }),
        }
    }
    clusters.sort_by(|one, other| other.area.total_cmp(&one.area));
    clusters
}

/// The colours of a shape with the area each covers, in square units.
pub fn painted(shape: &Shape) -> Vec<(Colour, f32)> {
    let bounds = shape.bounds();
    let area = (bounds.width() * bounds.height()) as f32 + 1.0;
    let mut colours = match &shape.fill {
        Some(Paint::Solid(colour)) => vec![*colour],
        Some(Paint::Linear { stops, .. } | Paint::Radial { stops, .. }) => {
            stops.iter().map(|stop| stop.colour).collect()
        }
        None => Vec::new(),
    };
    colours.extend(shape.stroke.map(|stroke| stroke.colour));
    let share = area / colours.len().max(1) as f32;
    colours.into_iter().map(|colour| (colour, share * f32::from(colour.alpha) / 255.0)).collect()
}

/// The angle between two hues, in degrees.
fn apart(one: f32, other: f32) -> f32 {
    let turn = (one - other).rem_euclid(360.0);
    turn.min(360.0 - turn)
}

#[cfg(test)]
mod tests {
    use kurbo::Rect;

    use super::*;
    use crate::scene::Palette;

    fn tones() -> Tones {
        Tones::new(&Palette {
            ground: Colour::hex(0xF7_F5_F0),
            surface: Colour::WHITE,
            ink: Colour::BLACK,
            muted: Colour::hex(0x55_55_55),
            primary: Colour::hex(0x2A_5C_D0),
            secondary: Colour::hex(0x7F_B4_E0),
            accent: Colour::hex(0xF0_8A_4B),
        })
    }

    fn square(colour: u32, side: f64) -> Shape {
        Shape::filled(Rect::new(0.0, 0.0, side, side), Colour::hex(colour))
    }

    fn solid(shape: &Shape) -> Colour {
        match shape.fill {
            Some(Paint::Solid(colour)) => colour,
            _ => panic!("a solid stays solid"),
        }
    }

    #[test]
    fn a_thing_takes_the_palette_and_keeps_its_shading() {
        let shapes = [square(0xC0_20_20, 100.0), square(0xE8_60_60, 40.0), square(0x20_A0_40, 30.0)];
        let now: Vec<_> = recolour(&shapes, false, &tones()).iter().map(solid).collect();
        let hue = |colour: Colour| colour.to_oklch()[2];
        let main = hue(tones().main);
        assert!(apart(hue(now[0]), main) < 15.0 && apart(hue(now[1]), main) < 20.0, "{now:?}");
        assert!(apart(hue(now[2]), hue(tones().accent)) < 20.0, "{now:?}");
        assert!(now[1].luminance() > now[0].luminance());
    }

    #[test]
    fn what_has_a_colour_of_its_own_keeps_it() {
        let lemon = Colour::hex(0xF9_C2_3C);
        let now = solid(&recolour(&[square(0xF9_C2_3C, 100.0)], true, &tones())[0]);
        assert!(apart(now.to_oklch()[2], lemon.to_oklch()[2]) < 12.0, "{now}");
        let clear = [Shape::filled(Rect::new(0.0, 0.0, 9.0, 9.0), lemon.with_alpha(0.4))];
        assert_eq!(solid(&recolour(&clear, false, &tones())[0]).alpha, 102);
    }
}
