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
    /// A card under words: all of the above read on it too.
    pub panel: Colour,
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
            panel: palette.surface,
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
            panel: colour,
        }
    }
}

/// The palette's leading colour for a whole page or a large block: one of middling lightness, on which neither black
/// nor white is at ease, is deepened until white is.
pub(super) fn block(palette: &Palette) -> Colour {
    let primary = palette.primary;
    if vibrates(primary, palette.ground) {
        return palette.secondary.readable_on(Colour::WHITE, 5.6);
    }
    if primary.luminance() > 0.32 { primary } else { primary.readable_on(Colour::WHITE, 5.6) }
}

/// Whether two colours flicker side by side over large areas, as red and green of about one lightness do.
fn vibrates(one: Colour, other: Colour) -> bool {
    let ([light, strong, hue], [dark, vivid, away]) = (one.to_oklch(), other.to_oklch());
    let turn = (hue - away).rem_euclid(360.0);
    turn.min(360.0 - turn) > 90.0 && strong > 0.05 && vivid > 0.05 && (light - dark).abs() < 0.4
}

/// The palette's gentler colour for a whole page: its secondary one, or the accent where that is a mere grey.
pub(super) fn field(palette: &Palette) -> Colour {
    let [_, chroma, _] = palette.secondary.to_oklch();
    if chroma < 0.03 { palette.accent } else { palette.secondary }
}

/// The palette's own light or dark that reads best, else black or white.
fn strongest(ground: Colour, palette: &Palette) -> Colour {
    let own = [palette.surface, palette.ink, palette.ground];
    let best = own.into_iter().max_by(|one, two| one.contrast(ground).total_cmp(&two.contrast(ground)));
    best.unwrap_or(palette.ink).readable_on(ground, LEAST)
}

/// A translucent veil between a picture and the text over it, strong enough for any picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Veil {
    /// Its colour, with the opacity it needs under text.
    pub colour: Colour,
    /// The text on it.
    pub inks: Inks,
}

/// The veil is never weaker than this under text: a busy picture stops pulling at the letters.
const VEIL: f32 = 0.82;

impl Veil {
    /// The veil of a palette: its own ground, as if the picture faded into the page, at the least opacity that holds
    /// over white and over black.
    pub fn of(palette: &Palette) -> Self {
        let ground = palette.ground;
        let holds = |alpha: f32, text: Colour| {
            let veil = ground.with_alpha(alpha);
            [Colour::WHITE, Colour::BLACK].iter().all(|under| text.contrast(veil.over(*under)) >= LEAST)
        };
        // A strong colour turns muddy over a dark picture long before it stops being readable.
        let [_, chroma, _] = ground.to_oklch();
        let weakest = if chroma > 0.1 { 0.92 } else { VEIL };
        let mut steps = (0..=18).map(|step| (weakest + 0.01 * step as f32).min(1.0));
        let alpha = steps.find(|alpha| holds(*alpha, palette.ink)).unwrap_or(1.0);
        let or_ink = |colour: Colour| if holds(alpha, colour) { colour } else { palette.ink };
        let quiet = (1..=8)
            .map(|step| palette.muted.mix(palette.ink, 0.125 * step as f32))
            .find(|colour| holds(alpha, *colour));
        let ink = Inks::on_ground(palette);
        let inks = Inks {
            strong: palette.ink,
            quiet: quiet.unwrap_or(palette.ink),
            accent: or_ink(ink.accent),
            rule: ink.rule,
            panel: palette.surface,
        };
        Self { colour: ground.with_alpha(alpha), inks }
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
