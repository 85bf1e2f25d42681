//! Which flat colours of a picture a work stands out on.

use super::recolour;
use crate::engine::vector::kit::Tones;
use crate::scene::{Colour, Paint, Shape};

/// A work stands out at this contrast between its mean colour and the ground (WCAG's ratio; shapes need no more to be
/// told apart, as their inner edges help).
const APART: f64 = 1.7;

/// The flat colours a picture has, from the quietest to the loudest.
pub fn grounds(tones: &Tones) -> [Colour; 6] {
    let pale =
        if tones.night { tones.ground.mix(tones.side, 0.45) } else { tones.ground.mix(tones.side, 0.35) };
    [tones.light, pale, tones.side, tones.main, tones.accent, tones.deep]
}

/// The first of these colours that the shapes stand out on, else the one they stand out on most.
pub fn behind(shapes: &[Shape], colours: &[Colour]) -> Colour {
    let own = mean(shapes);
    let apart = |colour: &&Colour| colour.contrast(own);
    let first = colours.iter().find(|colour| apart(colour) >= APART);
    let most = || colours.iter().max_by(|one, other| apart(one).total_cmp(&apart(other)));
    first.or_else(most).copied().unwrap_or(Colour::WHITE)
}

/// The mean colour, by area.
fn mean(shapes: &[Shape]) -> Colour {
    let mut whole = 0.0_f32;
    let mut mean = Colour::WHITE;
    for (colour, area) in shapes.iter().flat_map(recolour::painted) {
        whole += area;
        mean = mean.mix(colour.with_alpha(1.0), (area / whole.max(f32::EPSILON)).min(1.0));
    }
    mean
}

/// The roles of the leading colour and the accent exchanged: the same work in another colourway.
pub fn swapped(tones: &Tones) -> Tones {
    let mut swapped = *tones;
    std::mem::swap(&mut swapped.main, &mut swapped.accent);
    swapped
}

/// A tint of a flat colour that can be seen on it and no more.
pub fn beside(colour: Colour, tones: &Tones) -> Colour {
    let towards = if colour.luminance() > 0.5 { tones.deep } else { tones.light };
    colour.mix(towards, 0.1)
}

/// The outlines of shapes as one silhouette; what is translucent throws none.
pub fn silhouette(shapes: &[Shape], colour: Colour) -> Shape {
    let solid = |paint: &Paint| match paint {
        Paint::Solid(colour) => colour.alpha > 128,
        Paint::Linear { stops, .. } | Paint::Radial { stops, .. } => {
            stops.iter().all(|stop| stop.colour.alpha > 128)
        }
    };
    let mut path = kurbo::BezPath::new();
    for shape in shapes.iter().filter(|shape| shape.fill.as_ref().is_some_and(solid)) {
        // All one way round, so that no two outlines cancel each other.
        let outline = if kurbo::Shape::area(&shape.path) < 0.0 {
            shape.path.reverse_subpaths()
        } else {
            shape.path.clone()
        };
        path.extend(outline);
    }
    Shape { path, fill: Some(colour.into()), stroke: None }
}
