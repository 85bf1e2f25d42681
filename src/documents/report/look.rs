//! The colours of paper: a report is printed, so its page is white whatever the palette's ground is.

use crate::scene::{Colour, Palette};

/// The palette on white paper: every text colour reads on white and on the tint.
pub(super) fn paper(palette: &Palette) -> Palette {
    let white = Colour::WHITE;
    let primary = palette.primary.readable_on(white, 4.5);
    let surface = white.mix(palette.primary, 0.07);
    let readable = |colour: Colour, ratio: f64| colour.readable_on(white, ratio).readable_on(surface, ratio);
    let [_, _, hue] = primary.to_oklch();
    Palette {
        ground: white,
        surface,
        ink: readable(Colour::oklch(0.24, 0.02, hue), 9.0),
        muted: readable(Colour::oklch(0.48, 0.03, hue), 4.6),
        primary: readable(primary, 4.6),
        secondary: palette.secondary,
        accent: palette.accent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_on_paper_whatever_the_palette() {
        for [ground, primary] in
            [[0x10_12_20, 0xF7_E9_48], [0xFF_FF_FF, 0x1F_4E_79], [0x20_00_00, 0xFF_FF_FF]]
        {
            let ground = Colour::hex(ground);
            let palette = Palette {
                ground,
                surface: ground,
                ink: Colour::WHITE,
                muted: Colour::WHITE,
                primary: Colour::hex(primary),
                secondary: ground,
                accent: ground,
            };
            let paper = paper(&palette);
            for colour in [paper.ink, paper.muted, paper.primary] {
                assert!(colour.contrast(paper.surface) >= 4.5, "{colour} of {primary:x}");
            }
        }
    }
}
