//! The colours text is set in: always readable on everything that may lie under it.

use crate::scene::{Colour, Palette};

/// The least contrast of any text, a little above WCAG's 4.5 so that rounding never goes below.
pub(super) const LEAST: f64 = 4.6;

/// Text colours for one place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Inks {
    /// Titles and facts.
    pub strong: Colour,
    /// Labels, hosts, notes.
    pub quiet: Colour,
    /// The few words that should draw the eye.
    pub accent: Colour,
    /// Hairlines: decoration, so no contrast is promised.
    pub rule: Colour,
}

impl Inks {
    /// Text on the palette's ground and surface.
    pub fn on_ground(palette: &Palette) -> Self {
        let both =
            |colour: Colour| colour.readable_on(palette.ground, LEAST).readable_on(palette.surface, LEAST);
        Self {
            strong: palette.ink,
            quiet: palette.muted,
            accent: both(palette.primary),
            rule: palette.ink.mix(palette.ground, 0.78),
        }
    }

    /// Text on a block of any colour.
    pub fn on(colour: Colour, palette: &Palette) -> Self {
        let strong = strongest(colour, palette);
        Self {
            strong,
            quiet: strong.mix(colour, 0.22).readable_on(colour, LEAST),
            accent: palette.accent.readable_on(colour, LEAST),
            rule: strong.mix(colour, 0.7),
        }
    }
}

/// The palette's own light or dark that reads best, else black or white.
fn strongest(ground: Colour, palette: &Palette) -> Colour {
    let own = [palette.surface, palette.ink, palette.ground];
    let best = own.into_iter().max_by(|one, two| one.contrast(ground).total_cmp(&two.contrast(ground)));
    let best = best.unwrap_or(palette.ink);
    if best.contrast(ground) >= LEAST { best } else { best.readable_on(ground, LEAST) }
}

/// A translucent dark veil between a picture and light text, strong enough for any picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Veil {
    /// Its colour, with the opacity it needs under text.
    pub colour: Colour,
    /// The text on it.
    pub inks: Inks,
}

impl Veil {
    /// The veil of a palette: its darkest hue, at the least opacity that holds over white, and never under 0.8,
    /// where a busy picture stops pulling at the letters.
    pub fn of(palette: &Palette) -> Self {
        let darkest = [palette.ground, palette.ink, palette.primary]
            .into_iter()
            .min_by(|one, two| one.luminance().total_cmp(&two.luminance()))
            .unwrap_or(Colour::BLACK);
        let [lightness, ..] = darkest.to_oklch();
        let dark = darkest.with_lightness(lightness.min(0.22));
        let strong = Colour::WHITE.mix(palette.ground, 0.0);
        let holds = |alpha: f32, text: Colour| {
            let veil = dark.with_alpha(alpha);
            [Colour::WHITE, Colour::BLACK].iter().all(|under| text.contrast(veil.over(*under)) >= LEAST)
        };
        let alpha = (80..=100)
            .map(|percent| percent as f32 / 100.0)
            .find(|alpha| holds(*alpha, strong))
            .unwrap_or(1.0);
        let quiet = [0.2, 0.12, 0.06]
            .into_iter()
            .map(|share| strong.mix(dark, share))
            .find(|colour| holds(alpha, *colour))
            .unwrap_or(strong);
        let [_, chroma, hue] = palette.accent.to_oklch();
        let light = Colour::oklch(0.86, chroma.min(0.15), hue);
        let accent = if holds(alpha, light) { light } else { strong };
        let inks = Inks { strong, quiet, accent, rule: strong.mix(dark, 0.6) };
        Self { colour: dark.with_alpha(alpha), inks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::art::palette;

    #[test]
    fn text_reads_on_every_block_and_every_veil() {
        for (name, palette) in palette::all() {
            for ground in
                [palette.primary, palette.secondary, palette.accent, palette.surface, palette.ground]
            {
                let inks = Inks::on(ground, &palette);
                for text in [inks.strong, inks.quiet, inks.accent] {
                    assert!(text.contrast(ground) >= 4.5, "{name}: {text} on {ground}");
                }
            }
            let veil = Veil::of(&palette);
            for under in [Colour::WHITE, Colour::BLACK] {
                for text in [veil.inks.strong, veil.inks.quiet, veil.inks.accent] {
                    assert!(text.contrast(veil.colour.over(under)) >= 4.5, "{name}: {text} over {under}");
                }
            }
        }
    }
}
