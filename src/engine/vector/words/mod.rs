//! What a prompt names: a scene, a single object, or neither. [`matcher`] finds words, [`table`] knows them.

use rand_chacha::ChaCha8Rng;

use super::kit::Chance;
use super::motif::Motif;

mod matcher;
mod table;

pub use matcher::has;

/// What to draw for these words: the surest subject of the prompt, else the style's own motif, else one that suits
/// any subject, by the seed.
pub fn subject(prompt: &str, style: Option<&str>, rng: &mut ChaCha8Rng) -> Motif {
    let chosen = matcher::find(prompt, table::SCENES).first().map(|found| found.meaning);
    let styled = || {
        let all = format!("{prompt} {}", style.unwrap_or_default());
        matcher::find(&all, table::STYLES).first().map(|found| found.meaning)
    };
    chosen.or_else(styled).unwrap_or_else(|| {
        let any: Vec<_> = Motif::abstracts().collect();
        any.get(rng.below(any.len())).copied().unwrap_or(Motif::Geometry)
    })
}

#[cfg(test)]
mod tests {
    use rand_chacha::rand_core::SeedableRng;

    use super::*;

    fn check(prompt: &str, expected: Motif) {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        assert_eq!(subject(prompt, None, &mut rng), expected, "{prompt}");
    }

    #[test]
    fn prompts_name_their_scene() {
        check("여름 바다 배경", Motif::Sea);
        check("an ocean at sunset", Motif::Sea);
        check("등산 동호회 모집", Motif::Landscape);
        check("mountains in fog", Motif::Landscape);
        check("geometric pattern", Motif::Geometry);
    }

    #[test]
    fn every_motif_answers_to_its_own_name() {
        for motif in Motif::all() {
            check(motif.name(), motif);
        }
    }
}
