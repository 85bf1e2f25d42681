//! What a design that was chosen keeps, and what has been asked of it since.

use crate::scene::{Colour, Palette};

/// What chance and merit decided for one design. A brief and its choice make the same page again.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The layout's name; [`Choice::PICTURE`] when the page is one picture.
    pub layout: String,
    /// Its colours, before they are shifted.
    pub palette: Palette,
    /// Whether left and right are exchanged.
    pub flip: bool,
    /// The seed of its picture.
    pub seed: u64,
}

impl Choice {
    /// The layout of a page that is one picture.
    pub const PICTURE: &str = "picture";
}

/// What was asked of a design in words, on top of its choice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Directions {
    /// Added to the OKLCH lightness of every colour, -1 to 1; text colours follow until they read.
    pub lightness: f32,
    /// The title's size as a multiple of what it would be.
    pub title: f64,
    /// The size of all other text as a multiple of what it would be.
    pub text: f64,
}

impl Default for Directions {
    fn default() -> Self {
        Self { lightness: 0.0, title: 1.0, text: 1.0 }
    }
}

/// Text that carries the page, and quieter text: the contrasts that the palettes themselves are made with.
const READABLE: [f64; 2] = [7.5, 4.6];
/// What black or white always reaches on one colour, as the law asks (4.5).
const LEAST: f64 = 4.55;

/// Between these a ground is neither light nor dark: mud to look at, and hard to read on. It is leapt over.
const MUD: (f32, f32) = (0.42, 0.84);
/// Where the leap lands: a dark and a light ground as the palettes have them.
const LANDS: (f32, f32) = (0.23, 0.955);
/// Shapes follow the ground by so much of its shift, and never further, so that they keep their colour.
const FOLLOW: (f32, f32) = (0.7, 0.14);
/// The least difference in lightness between a shape's colour and the ground, where the ground has leapt.
const APART: f32 = 0.28;

impl Directions {
    /// The palette as light or dark as it is wanted.
    pub(super) fn shifted(&self, palette: Palette) -> Palette {
        if self.lightness == 0.0 {
            return palette;
        }
        let [from, ..] = palette.ground.to_oklch();
        let to = landed(from, self.lightness);
        let leapt = (to - from).abs() > self.lightness.abs() + 0.01;
        let ground = tinted(palette.ground, palette.primary, to, leapt);
        let [step, ..] = palette.surface.to_oklch();
        let surface_at = if leapt { to + 0.05 * if to < 0.5 { 1.0 } else { 0.6 } } else { step + to - from };
        let surface = tinted(palette.surface, palette.primary, surface_at.clamp(0.08, 0.995), leapt);
        let shape = |colour: Colour| {
            let [lightness, ..] = colour.to_oklch();
            let follow = (self.lightness * FOLLOW.0).clamp(-FOLLOW.1, FOLLOW.1);
            let moved = if leapt { lightness } else { (lightness + follow).clamp(0.1, 0.98) };
            let close = leapt && (moved - to).abs() < APART;
            colour.with_lightness(if close { to + if to < 0.5 { APART } else { -APART } } else { moved })
        };
        let reads = |text: Colour, ratio: f64| {
            let text = text.readable_on(ground, ratio).readable_on(surface, ratio);
            let least = text.contrast(ground).min(text.contrast(surface));
            if least >= LEAST { text } else { strongest(ground) }
        };
        let text = |colour: Colour, [on_dark, on_light]: [f32; 2]| match leapt {
            true => colour.with_lightness(if to < 0.5 { on_dark } else { on_light }),
            false => colour,
        };
        Palette {
            ground,
            surface,
            ink: reads(text(palette.ink, [0.96, 0.2]), READABLE[0]),
            muted: reads(text(palette.muted, [0.8, 0.45]), READABLE[1]),
            primary: shape(palette.primary),
            secondary: shape(palette.secondary),
            accent: shape(palette.accent),
        }
    }
}

/// Where a ground's lightness goes: on its own side as far as it stays light or dark, else to the other side.
fn landed(from: f32, shift: f32) -> f32 {
    let to = (from + shift).clamp(from.min(0.1), 0.99);
    let light = from > MUD.1;
    if !light && from > MUD.0 {
        return to; // a page of a strong colour stays one
    }
    if light && shift < 0.0 && to < MUD.1 {
        return LANDS.0 + (to - MUD.1).max(-0.3) * 0.2;
    }
    if !light && shift > 0.0 && to > MUD.0 { LANDS.1 } else { to }
}

/// A ground at another lightness; after a leap it takes the hue of the leading colour, as the palettes' own do.
fn tinted(colour: Colour, lead: Colour, lightness: f32, leapt: bool) -> Colour {
    if !leapt {
        return colour.with_lightness(lightness);
    }
    let [_, chroma, hue] = lead.to_oklch();
    Colour::oklch(lightness, if lightness < 0.5 { chroma.min(0.045) } else { chroma.min(0.012) }, hue)
}

/// Black or white: one of them has a contrast of at least 4.58 with any colour.
fn strongest(ground: Colour) -> Colour {
    if Colour::BLACK.contrast(ground) > Colour::WHITE.contrast(ground) {
        Colour::BLACK
    } else {
        Colour::WHITE
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::art::{choices, direct, redirect};
    use crate::brief::{Brief, Intent};
    use crate::scene::{Fonts, Language, Role, Scene};

    #[test]
    fn text_reads_on_every_shifted_palette() {
        for (name, palette) in crate::art::palette::all() {
            for lightness in [-0.5, -0.3, -0.1, 0.1, 0.2, 0.3, 0.5] {
                let shifted = Directions { lightness, ..Directions::default() }.shifted(palette);
                for under in [shifted.ground, shifted.surface] {
                    assert!(shifted.ink.contrast(under) >= 4.5, "{name} {lightness}: ink on {under}");
                    assert!(shifted.muted.contrast(under) >= 4.5, "{name} {lightness}: muted on {under}");
                }
            }
        }
    }

    fn brief(intent: Intent) -> Brief {
        let some = |words: &str| Some(words.to_owned());
        let (date, time) = (Some(date(2026, 11, 26)), Some(time(15, 0, 0, 0)));
        let (title, place) = (some("전사 타운홀"), some("대회의실"));
        Brief {
            intent: Some(intent),
            title,
            date,
            time,
            place,
            language: Language::Korean,
            ..Brief::default()
        }
    }

    fn title(scene: &Scene) -> f64 {
        let text = scene.texts().find(|text| text.role == Role::Title).unwrap();
        text.paragraphs[0].runs[0].style.size
    }

    #[test]
    fn a_choice_makes_its_page_again() {
        let fonts = Fonts::system();
        for intent in [Intent::Poster, Intent::Banner, Intent::SlideIllustration] {
            let brief = brief(intent);
            let choices = choices(&brief, &fonts, 7, 4).unwrap();
            let again: Vec<_> = choices
                .iter()
                .map(|choice| redirect(&brief, &fonts, choice, &Directions::default()).unwrap())
                .collect();
            assert_eq!(again, direct(&brief, &fonts, 7, 4).unwrap(), "{}", intent.name());
        }
    }

    #[test]
    fn a_title_grows_and_shrinks_and_the_picture_stays() {
        let (fonts, brief) = (Fonts::system(), brief(Intent::Poster));
        let (mut grown, mut stayed) = (0, 0);
        for choice in choices(&brief, &fonts, 7, 8).unwrap() {
            let made = |title| {
                redirect(&brief, &fonts, &choice, &Directions { title, ..Directions::default() }).unwrap()
            };
            let (plain, large, small) = (made(1.0), made(1.25), made(0.8));
            let frames =
                |scene: &Scene| scene.frames().map(|frame| (frame.bounds, frame.seed)).collect::<Vec<_>>();
            assert_eq!(frames(&small), frames(&plain), "{}", choice.layout);
            stayed += usize::from(frames(&large) == frames(&plain));
            assert!(title(&small) < title(&plain) * 0.9, "{}", choice.layout);
            assert!(title(&large) >= title(&plain), "{}", choice.layout);
            grown += usize::from(title(&large) > title(&plain) * 1.1);
        }
        // Most titles fill the width of their column already, and take height from the picture to grow.
        assert!(grown >= 5 && stayed >= 1, "{grown} of 8 titles grew, {stayed} pictures stayed");
    }

    #[test]
    fn lighter_is_lighter() {
        for (name, palette) in crate::art::palette::all() {
            let lighter = Directions { lightness: 0.1, ..Directions::default() }.shifted(palette);
            // A dark page that becomes a light one keeps its shapes' colours, as far as they show on it.
            let leapt = lighter.ground.luminance() > palette.ground.luminance() + 0.4;
            assert!(leapt || lighter.primary.luminance() > palette.primary.luminance(), "{name}");
            assert!(lighter.ground.luminance() >= palette.ground.luminance(), "{name}");
            let darker = Directions { lightness: -0.1, ..Directions::default() }.shifted(palette);
            assert!(darker.ground.luminance() <= palette.ground.luminance(), "{name}");
        }
    }
}
