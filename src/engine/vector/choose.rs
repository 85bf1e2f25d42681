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
    match cast.motif.filter(|_| prefers_motif) {
        Some(motif) => Subject::Scene(motif),
        None => Subject::Works(cast),
    }
}

#[cfg(test)]
mod tests;
