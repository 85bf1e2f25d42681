//! Which colours a design gets: by the brief's style words, else by its subject's mood, else by the seed.
//!
//! [`curated`] holds the palettes, [`lexicon`] the words that ask for them.

mod curated;
mod lexicon;

use super::dice::Dice;
use crate::brief::Brief;
use crate::scene::Palette;
use curated::{CURATED, Curated};

/// What a style word weighs against the subject's mood: a person who names a colour gets it.
const STYLE_WEIGHT: f64 = 6.0;
/// What the mood of the title or subject weighs.
const MOOD_WEIGHT: f64 = 2.0;

/// Palettes for a brief, best first. When the style names colours or tones, only palettes that have one are given
/// (a caller who needs more goes round again); else every palette is, those that suit the mood first.
pub(super) fn choose(brief: &Brief, dice: &mut Dice) -> Vec<Palette> {
    let wish = brief.style.as_deref().unwrap_or_default();
    let style = lexicon::tags(wish);
    let subject = [brief.title.as_deref(), brief.subject.as_deref(), Some(brief.prompt.as_str())];
    let mood = lexicon::tags(&subject.into_iter().flatten().collect::<Vec<_>>().join(" "));
    let mut ranked: Vec<(f64, usize, &Curated)> = CURATED
        .iter()
        .map(|curated| {
            let named = usize::from(lexicon::has_word(wish, curated.name)) * 2;
            let matches = shared(curated, &style) + named;
            let score = matches as f64 * STYLE_WEIGHT
                + shared(curated, &mood) as f64 * MOOD_WEIGHT
                + dice.unit() * 1.9;
            (score, matches, curated)
        })
        .collect();
    let most = ranked.iter().map(|(_, matches, _)| *matches).max().unwrap_or(0);
    if most > 0 {
        ranked.retain(|(_, matches, _)| *matches == most);
    }
    ranked.sort_by(|one, two| two.0.total_cmp(&one.0));
    ranked.into_iter().map(|(_, _, curated)| curated.palette()).collect()
}

/// Whether style words ask for a dark page.
pub(super) fn wants_dark(style: &str) -> bool {
    lexicon::tags(style).contains(&"dark")
}

/// The house's own palette.
pub(super) fn house() -> Palette {
    CURATED[0].palette()
}

fn shared(curated: &Curated, tags: &[&str]) -> usize {
    tags.iter().filter(|tag| curated.tags.contains(tag)).count()
}

/// Every palette there is, for tests of the laws that hold for all.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, Palette)> {
    CURATED.iter().map(|curated| (curated.name, curated.palette()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(title: &str, style: &str) -> Brief {
        let some = |words: &str| (!words.is_empty()).then(|| words.to_owned());
        Brief { title: some(title), style: some(style), ..Brief::default() }
    }

    #[test]
    fn text_reads_on_every_palette() {
        assert!(CURATED.len() >= 12);
        for (name, palette) in all() {
            for under in [palette.ground, palette.surface] {
                assert!(palette.ink.contrast(under) >= 7.0, "{name}: ink on {under}");
                assert!(palette.muted.contrast(under) >= 4.5, "{name}: muted on {under}");
            }
        }
    }

    #[test]
    fn a_style_is_obeyed_for_every_seed() {
        for seed in 0..20 {
            let dark = choose(&brief("여름 축제", "dark"), &mut Dice::new(seed));
            assert!(dark.len() >= 4);
            assert!(dark.iter().all(|palette| palette.ground.luminance() < 0.1), "seed {seed}");
            let blue = choose(&brief("Harvest", "파란색"), &mut Dice::new(seed));
            let hue = blue[0].primary.to_oklch()[2];
            assert!((180.0..290.0).contains(&hue), "seed {seed}: hue {hue}");
        }
    }

    #[test]
    fn a_mood_goes_first_and_others_follow() {
        let palettes = choose(&brief("크리스마스 파티", ""), &mut Dice::new(3));
        assert_eq!(palettes.len(), CURATED.len());
        let evergreen = CURATED.iter().find(|curated| curated.name == "evergreen").unwrap();
        assert_eq!(palettes[0], evergreen.palette());
    }
}
