//! What a prompt names: a scene, a single object, or neither. [`matcher`] finds words; [`scenes`], [`things`] and
//! [`styles`] know them.

use rand_chacha::ChaCha8Rng;

use super::icon::Icon;
use super::kit::Chance;
use super::motif::Motif;
use crate::scene::PixelSize;
use matcher::Found;

mod matcher;
mod scenes;
mod styles;
mod things;

pub use matcher::has;

/// What to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A scene.
    Scene(Motif),
    /// One object.
    Thing(Icon),
}

/// Pictures up to this many pixels on the longer side show an object better than a scene.
const SMALL: u32 = 256;

/// As [`weighed`], without the weight.
#[cfg(test)]
fn subject(prompt: &str, style: Option<&str>, size: PixelSize, rng: &mut ChaCha8Rng) -> Subject {
    weighed(prompt, style, size, rng).0
}

/// What to draw for these words: an object when one is named and an icon is wanted, else the surest scene, else the
/// object, else the style's own motif, else one that suits any subject, by the seed; and how much of the prompt its
/// word explains, 0 when none does.
pub fn weighed(prompt: &str, style: Option<&str>, size: PixelSize, rng: &mut ChaCha8Rng) -> (Subject, usize) {
    let any: Vec<_> = Motif::abstracts().collect();
    let by_seed = any.get(rng.below(any.len())).copied().unwrap_or(Motif::Geometry);
    let all = format!("{prompt} {}", style.unwrap_or_default());
    let scene = scene(prompt);
    let thing = matcher::find(prompt, things::THINGS).into_iter().next();
    if wants_icon(&all, size) {
        let named = thing.map(|found| (found.meaning, found.weight));
        let stands_for = scene.and_then(|found| Some((things::standing_for(found.meaning)?, 1)));
        if let Some((icon, weight)) = named.or(stands_for) {
            return (Subject::Thing(icon), weight);
        }
    }
    match (scene, thing) {
        (Some(scene), Some(thing)) if is_surer(thing, scene) => (Subject::Thing(thing.meaning), thing.weight),
        (Some(scene), _) => (Subject::Scene(scene.meaning), scene.weight),
        (None, Some(thing)) => (Subject::Thing(thing.meaning), thing.weight),
        (None, None) => {
            let styled = matcher::find(&all, styles::STYLES).first().map(|found| found.meaning);
            (Subject::Scene(styled.unwrap_or(by_seed)), 0)
        }
    }
}

/// The surest scene. An occasion counts less than a topic by as much as one long syllable.
fn scene(prompt: &str) -> Option<Found<Motif>> {
    let mut found = matcher::find(prompt, scenes::SCENES);
    for scene in &mut found {
        if scenes::is_occasion(scene.meaning) {
            scene.weight = scene.weight.saturating_sub(6);
        }
    }
    found.sort_by_key(|found| (std::cmp::Reverse(found.weight), found.start));
    found.into_iter().next()
}

/// Whether a single object is wanted: by the words, or because the picture is small.
pub fn wants_icon(words: &str, size: PixelSize) -> bool {
    let small = size.width.max(size.height) <= SMALL && (0.7..1.43).contains(&size.ratio());
    small || has(words, styles::ICON)
}

/// An object beats a scene only when its word is clearly the longer one: "coffee" is a still life, "a paper
/// airplane for the trip" an airplane.
fn is_surer(thing: Found<Icon>, scene: Found<Motif>) -> bool {
    thing.weight > scene.weight + 10
}

#[cfg(test)]
mod tests;
