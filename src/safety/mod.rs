//! May this be asked, may this be shown; marks and records.
//!
//! [`Cleared`] is the proof: only this room makes one, and delivery takes nothing else.

mod normal;
mod policy;

pub use policy::Category;

use crate::brief::Brief;
use crate::scene::{Picture, WorkRecord};

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
    /// The number that lies in its pixels.
    pub mark: Option<u64>,
    /// Works by others that are a part of it.
    pub works: Vec<WorkRecord>,
}

/// Why something may not be made or shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the request was refused by the content policy ({})", .category.name())]
pub struct Refusal {
    /// The policy's category.
    pub category: Category,
}

/// Clears a brief, or refuses it for what its words say outright.
///
/// # Errors
/// [`Refusal`] names the policy's category.
pub fn clear_brief(brief: Brief) -> Result<Cleared<Brief>, Refusal> {
    let texts = [&brief.subject, &brief.title, &brief.place, &brief.host, &brief.style];
    let parts = [Some(&brief.prompt)].into_iter().chain(texts.map(Option::as_ref));
    let words = parts.flatten().chain(&brief.lines);
    clear_words(words.map(String::as_str))?;
    Ok(Cleared(brief))
}

/// Clears words that a picture is to be made from.
///
/// # Errors
/// [`Refusal`] names the policy's category.
pub fn clear_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<(), Refusal> {
    match words.into_iter().find_map(policy::refusing) {
        Some(category) => Err(Refusal { category }),
        None => Ok(()),
    }
}

/// Clears a picture and writes its record.
pub fn clear_picture(picture: Picture) -> (Cleared<Picture>, Record) {
    let record = Record {
        model: picture.model.clone(),
        seed: picture.seed,
        source_type: picture.origin.source_type(),
        mark: picture.mark,
        works: picture.shows.iter().filter_map(|shown| shown.work.clone()).collect(),
    };
    (Cleared(picture), record)
}
