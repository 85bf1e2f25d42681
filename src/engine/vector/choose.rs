//! Which of its means the engine draws a prompt with: a motif, an icon, or works of the library.

use rand_chacha::ChaCha8Rng;

use super::find::{Cast, Finder};
use super::icon::Icon;
use super::kit::Chance;
use super::library::WorkId;
use super::motif::Motif;
use super::words;
use crate::engine::PaintRequest;

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A scene of our own.
    Scene(Motif),
    /// An object of our own.
    Thing(Icon),
    /// Works of the library, composed.
    Works(Cast),
    /// One work as an icon.
    Work(WorkId),
}

/// Scenes of our own that are landscapes: what the library has for them is a thing in one.
const VIEWS: [Motif; 5] = [Motif::Landscape, Motif::Sea, Motif::Blossom, Motif::Winter, Motif::Autumn];
/// A scene of our own explains a prompt as well as the library when its word weighs so much of the works' score.
const AS_WELL: f64 = 0.6;
/// How often a motif is drawn where works of the library show the same: often, as it was drawn as a whole.
const MOTIF: f64 = 0.6;

/// What to draw for a request. What explains most of the prompt is drawn; of what explains as much, works of the
/// library, as there are more of them and so they fit better. Without a library, motifs and icons answer.
pub fn subject(finder: Option<&Finder>, request: &PaintRequest, rng: &mut ChaCha8Rng) -> Subject {
    let style = request.style.as_deref();
    let (own, weight) = words::weighed(&request.prompt, style, request.size, rng);
    let drawn = match own {
        words::Subject::Scene(motif) => Subject::Scene(motif),
        words::Subject::Thing(icon) => Subject::Thing(icon),
    };
    let prefers_motif = rng.flip(MOTIF);
    let Some(cast) = finder.and_then(|finder| finder.find(&request.prompt)) else { return drawn };
    let all = format!("{} {}", request.prompt, style.unwrap_or_default());
    if words::wants_icon(&all, request.size) {
        let is_known = matches!(drawn, Subject::Thing(_)) && weight as f64 >= cast.score;
        return if is_known { drawn } else { Subject::Work(cast.main) };
    }
    if weight as f64 > cast.score {
        return drawn;
    }
    let own_scene = match own {
        words::Subject::Scene(motif)
            if VIEWS.contains(&motif) && weight as f64 >= cast.score * AS_WELL && !cast.is_pair =>
        {
            Some(motif)
        }
        _ => None,
    };
    match cast.motif.or(own_scene).filter(|_| prefers_motif) {
        Some(motif) => Subject::Scene(motif),
        None => Subject::Works(cast),
    }
}

#[cfg(test)]
mod tests;
