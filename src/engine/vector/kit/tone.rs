//! A palette as light: what is near and far, lit and shaded, day and night.

use crate::scene::{Colour, Palette};

/// The tones of one picture, derived from its palette in OKLCH and OKLAB.
#[derive(Clone, Copy, Debug)]
pub struct Tones {
    /// Whether the ground is dark: far things are then lighter than the sky, near ones darker.
    pub night: bool,
    /// The page's own colour.
    pub ground: Colour,
    /// The leading colour.
    pub main: Colour,
    /// Its companion.
    pub side: Colour,
    /// The small bright one.
    pub accent: Colour,
    /// The deepest tone, of the leading hue; never black.
    pub deep: Colour,
    /// The lightest tone: paper, snow, foam.
    pub light: Colour,
    /// The sky's upper end.
    pub sky: Colour,
    /// The sky at the horizon, warmed by the sun.
    pub horizon: Colour,
    /// The disc in the sky: a warm sun by day, a pale moon by night.
    pub sun: Colour,
    /// The glow around it.
    pub halo: Colour,
    /// Far to near, four steps.
    depth: [Colour; 4],
}

/// Grounds below this luminance are night (WCAG relative luminance; white text reads on them).
const NIGHT: f64 = 0.18;

impl Tones {
    /// The tones of a palette.
    pub fn new(palette: &Palette) -> Self {
        let night = palette.ground.luminance() < NIGHT;
        if night { Self::night(palette) } else { Self::day(palette) }
    }

    /// From far (0) to near (1): pale and hazy to deep by day, softly lit to dark by night.
    pub fn depth(&self, near: f64) -> Colour {
        let place = (near.clamp(0.0, 1.0) * 3.0) as f32;
        let step = (place as usize).min(2);
        self.depth[step].mix(self.depth[step + 1], place - step as f32)
    }

    /// A colour as it looks in the light: lighter, a little towards the accent.
    pub fn lit(&self, colour: Colour) -> Colour {
        shifted(colour, 0.07).mix(self.accent, 0.07)
    }

    /// A colour as it looks in the shade: darker, a little towards the deep tone.
    pub fn shaded(&self, colour: Colour) -> Colour {
        shifted(colour, -0.06).mix(self.deep, 0.14)
    }

    /// Flat colours for cut shapes, all of which stand out on the ground.
    pub fn cuts(&self) -> [Colour; 4] {
        [self.main, self.accent, self.depth(0.35), self.depth(0.85)]
    }

    /// Skin, four natural tones that the light of the picture colours a little.
    pub fn skin(&self, index: usize) -> Colour {
        let tones = [(0.86, 0.055, 62.0), (0.56, 0.075, 52.0), (0.76, 0.08, 58.0), (0.42, 0.06, 48.0)];
        let (lightness, chroma, hue) = tones[index % tones.len()];
        Colour::oklch(lightness, chroma, hue).mix(self.main, 0.08)
    }

    /// The shadow's colour: the deep tone, so that shadows never turn grey.
    pub fn shade(&self) -> Colour {
        shifted(self.deep, -0.08)
    }

    fn day(palette: &Palette) -> Self {
        let Palette { ground, primary, secondary, accent, .. } = *palette;
        let [lightness, chroma, hue] = primary.to_oklch();
        let deep = Colour::oklch((lightness * 0.56).clamp(0.17, 0.31), chroma * 0.8, hue);
        let light = ground.mix(Colour::WHITE, 0.7);
        let sun = [accent, primary].into_iter().find(|colour| is_sunny(*colour)).unwrap_or(light);
        Self {
            night: false,
            ground,
            main: primary,
            side: secondary,
            accent,
            deep,
            light,
            sky: ground.mix(secondary, 0.72),
            horizon: ground.mix(sun, 0.16),
            sun,
            halo: sun,
            depth: falling([ground.mix(secondary, 0.62), between(secondary, primary, 0.42), primary, deep]),
        }
    }

    fn night(palette: &Palette) -> Self {
        let Palette { ground, primary, secondary, accent, .. } = *palette;
        let [lightness, chroma, hue] = ground.to_oklch();
        let deep = Colour::oklch((lightness * 0.62).clamp(0.08, 0.17), chroma, hue);
        let light = accent.mix(Colour::WHITE, 0.72);
        Self {
            night: true,
            ground,
            main: primary,
            side: secondary,
            accent,
            deep,
            light,
            sky: ground,
            horizon: shifted(secondary, 0.07).mix(accent, 0.07),
            sun: light,
            halo: shifted(secondary, 0.2).mix(light, 0.15),
            depth: falling([between(secondary, primary, 0.38), secondary, ground.mix(secondary, 0.3), deep]),
        }
    }
}

/// Colours from the lightest to the deepest: a palette may name its colours in any order of lightness.
fn falling(mut colours: [Colour; 4]) -> [Colour; 4] {
    colours.sort_by(|one, other| other.luminance().total_cmp(&one.luminance()));
    colours
}

/// A mix of two colours; of hues that lie far apart, which would meet in mud, the first one's hue with the mix's
/// lightness.
fn between(one: Colour, other: Colour, share: f32) -> Colour {
    let ([_, first, hue], [_, second, other_hue]) = (one.to_oklch(), other.to_oklch());
    let turn = (hue - other_hue).rem_euclid(360.0);
    let apart = turn.min(360.0 - turn) > 70.0 && first > 0.04 && second > 0.04;
    let mixed = one.mix(other, share);
    if apart { one.with_lightness(mixed.to_oklch()[0]) } else { mixed }
}

/// Whether a colour can be a sun: bright, or warm (hues from red to yellow).
fn is_sunny(colour: Colour) -> bool {
    let [lightness, chroma, hue] = colour.to_oklch();
    lightness > 0.72 || (chroma > 0.08 && lightness > 0.5 && (0.0..110.0).contains(&hue))
}

/// A colour moved in OKLCH lightness.
fn shifted(colour: Colour, by: f32) -> Colour {
    let [lightness, ..] = colour.to_oklch();
    colour.with_lightness(lightness + by)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn palette(ground: u32) -> Palette {
        Palette {
            ground: Colour::hex(ground),
            surface: Colour::WHITE,
            ink: Colour::BLACK,
            muted: Colour::hex(0x55_55_55),
            primary: Colour::hex(0x2A_5C_D0),
            secondary: Colour::hex(0x7F_B4_E0),
            accent: Colour::hex(0xF0_8A_4B),
        }
    }

    #[test]
    fn nearer_is_darker_by_day_and_by_night() {
        for ground in [0xF7_F5_F0, 0x12_18_2E] {
            let tones = Tones::new(&palette(ground));
            let steps: Vec<_> = (0..=6).map(|step| tones.depth(f64::from(step) / 6.0).luminance()).collect();
            assert!(steps.windows(2).all(|pair| pair[0] >= pair[1]), "{steps:?}");
            assert_eq!(tones.night, ground == 0x12_18_2E);
        }
    }
}
