//! How an object's parts become shapes.

use kurbo::{Affine, BezPath, Point};

use crate::engine::vector::kit::Tones;
use crate::scene::{Colour, Shape};

/// What a part is inked with; the palette decides the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The leading colour and its shaded side.
    Main,
    /// The leading colour in the shade.
    Shade,
    /// The companion colour, kept apart from what lies behind.
    Side,
    /// The bright colour.
    Accent,
    /// The bright colour in the shade.
    AccentShade,
    /// Paper, glass, china.
    Light,
    /// The same in the shade.
    Tint,
    /// The deepest tone.
    Deep,
    /// Lines that lie on what is behind the object, and so must stand out from it.
    Pen,
    /// Light itself: a warm colour, whatever the bright one is.
    Glow,
    /// The same in the shade.
    GlowShade,
    /// What lies behind the object, for holes.
    Back,
    /// A highlight.
    Gloss,
    /// A shadow on the ground.
    Ghost,
    /// Skin and its shaded side.
    Skin,
    /// Skin in the shade.
    SkinShade,
    /// Hair.
    Hair,
    /// Wood.
    Trunk,
}

/// One part of an object: an area or a line with round ends of a width, as SVG path data on a grid of 100 by 100.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// A filled area.
    Fill(Ink, &'static str),
    /// A line of this width.
    Line(Ink, f64, &'static str),
}

/// The colours of all inks on one palette.
pub struct Inks {
    tones: Tones,
    back: Colour,
    main: Colour,
    accent: Colour,
    glow: Colour,
}

impl Inks {
    /// The inks for objects that lie on `back`, from which the leading and the bright colour keep a distance.
    pub fn new(tones: &Tones, back: Colour) -> Self {
        // 1.6 to 1: enough to see a large flat shape apart from its ground (text would need 4.5).
        let glow = if tones.night { tones.accent } else { tones.sun };
        let apart = |colour: Colour| colour.readable_on(back, 1.6);
        Self { tones: *tones, back, main: apart(tones.main), accent: apart(tones.accent), glow: apart(glow) }
    }

    fn colour(&self, ink: Ink) -> Colour {
        let tones = &self.tones;
        let shaded = |colour: Colour| colour.mix(tones.shade(), 0.26);
        let light = tones.light.mix(Colour::WHITE, 0.4);
        match ink {
            Ink::Main => self.main,
            Ink::Shade => shaded(self.main),
            Ink::Side => self.main.mix(light, 0.45),
            Ink::Accent => self.accent,
            Ink::AccentShade => shaded(self.accent),
            Ink::Light => light,
            Ink::Tint => light.mix(self.main, 0.2),
            Ink::Deep => tones.deep,
            Ink::Pen if tones.night => light.mix(self.main, 0.25),
            Ink::Pen => tones.deep,
            Ink::Glow => self.glow,
            Ink::GlowShade => shaded(self.glow),
            Ink::Back => self.back,
            Ink::Gloss => light.with_alpha(0.75),
            Ink::Ghost => tones.shade().with_alpha(0.22),
            Ink::Skin => tones.skin(0),
            Ink::SkinShade => tones.skin(2),
            Ink::Hair => Colour::oklch(0.3, 0.05, 50.0).mix(tones.deep, 0.3),
            Ink::Trunk => Colour::oklch(0.45, 0.06, 55.0).mix(tones.deep, 0.2),
        }
    }
}

/// The parts as shapes, `size` units high around `centre`.
pub fn placed(parts: &[Part], inks: &Inks, centre: Point, size: f64) -> Vec<Shape> {
    let scale = size / 100.0;
    let place =
        Affine::translate(centre.to_vec2()) * Affine::scale(scale) * Affine::translate((-50.0, -50.0));
    parts
        .iter()
        .map(|part| match *part {
            Part::Fill(ink, data) => Shape::filled(place * outline(data), inks.colour(ink)),
            Part::Line(ink, width, data) => {
                Shape::stroked(place * outline(data), inks.colour(ink), width * scale)
            }
        })
        .collect()
}

/// The outline of SVG path data; nothing when it cannot be read, which a test rules out for every object.
fn outline(data: &str) -> BezPath {
    BezPath::from_svg(data).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use kurbo::Shape as _;

    use super::super::ICONS;
    use super::*;

    #[test]
    fn every_part_can_be_read_and_lies_on_the_grid() {
        for (icon, name, parts) in ICONS {
            for part in *parts {
                let (Part::Fill(_, data) | Part::Line(_, _, data)) = *part;
                let path = BezPath::from_svg(data).unwrap_or_else(|error| panic!("{name}: {error}: {data}"));
                let bounds = path.bounding_box();
                assert!(bounds.x0 >= 0.0 && bounds.y0 >= 0.0, "{icon:?} {bounds:?}");
                assert!(bounds.x1 <= 100.0 && bounds.y1 <= 100.0, "{icon:?} {bounds:?}");
            }
        }
    }
}
