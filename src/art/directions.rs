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

impl Directions {
    /// The palette as light or dark as it is wanted.
    pub(super) fn shifted(&self, palette: Palette) -> Palette {
        if self.lightness == 0.0 {
            return palette;
        }
        let shift = |colour: Colour| {
            let [lightness, ..] = colour.to_oklch();
            colour.with_lightness((lightness + self.lightness).clamp(0.08, 0.995))
        };
        let ground = shift(palette.ground);
        let reads = |text: Colour, surface: Colour, ratio: f64| {
            text.readable_on(ground, ratio).readable_on(surface, ratio)
        };
        // On two middling colours no text reads; the surface then goes towards the ground.
        let holds = |surface: &Colour| {
            let ink = reads(palette.ink, *surface, READABLE[0]);
            ink.contrast(ground).min(ink.contrast(*surface)) >= LEAST
        };
        let own = shift(palette.surface);
        let surface = (0..=8).map(|step| own.mix(ground, step as f32 / 8.0)).find(holds).unwrap_or(ground);
        let reads = |text: Colour, ratio: f64| {
            let text = reads(text, surface, ratio);
            let least = text.contrast(ground).min(text.contrast(surface));
            if least >= LEAST { text } else { strongest(ground) }
        };
        Palette {
            ground,
            surface,
            ink: reads(palette.ink, READABLE[0]),
            muted: reads(palette.muted, READABLE[1]),
            primary: shift(palette.primary),
            secondary: shift(palette.secondary),
            accent: shift(palette.accent),
        }
    }
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
        assert!(grown >= 5 && stayed >= 2, "{grown} of 8 titles grew, {stayed} pictures stayed");
    }

    #[test]
    fn lighter_is_lighter() {
        for (name, palette) in crate::art::palette::all() {
            let lighter = Directions { lightness: 0.1, ..Directions::default() }.shifted(palette);
            assert!(lighter.primary.luminance() > palette.primary.luminance(), "{name}");
            assert!(lighter.ground.luminance() >= palette.ground.luminance(), "{name}");
        }
    }
}
