//! A sentence that changes a design that is there: "더 밝게", "swap the date to Friday", "장소를 3층으로 바꿔줘".
//!
//! [`read`] gives the [`Change`]s it asks for; [`apply`] makes those that are the brief's own. The others are for whoever
//! keeps the design: art directions and history. Nothing is guessed: a sentence with a part that is not understood
//! changes nothing. [`words`] has the words, [`fields`] reads what is put in place of what, [`looks`] what it looks
//! like.

mod apply;
mod fields;
mod looks;
#[cfg(test)]
mod tests;
mod words;

use jiff::civil::{Date, Time};

pub use apply::apply;

use super::text::Text;
use super::{Brief, RequestedSize};
use crate::scene::Language;

/// One change that a sentence asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Another headline.
    Title(String),
    /// Another day.
    Date(Date),
    /// Another hour; the end when it was said.
    Time(Time, Option<Time>),
    /// Another place.
    Place(String),
    /// Another host.
    Host(String),
    /// Another thing in the picture.
    Subject(String),
    /// Another manner of drawing, as in `watercolor`.
    Style(String),
    /// Other colours or tones, as in `blue, gold`.
    Colours(String),
    /// Another page.
    Size(RequestedSize),
    /// Another language of dates and labels.
    Language(Language),
    /// One more line.
    AddLine(String),
    /// A part less.
    Remove(Part),
    /// Fewer words.
    LessText,
    /// Lighter by so much OKLCH lightness; darker when negative.
    Lightness(f32),
    /// The title so many times as large.
    TitleSize(f64),
    /// All other text so many times as large.
    TextSize(f64),
    /// The same words in another layout.
    AnotherLayout,
    /// The same page in other colours.
    AnotherPalette,
    /// The same page with another picture of the same thing.
    AnotherPicture,
    /// Left and right exchanged.
    Mirror,
    /// One version back.
    Undo,
    /// One version forward again.
    Redo,
    /// The version before every change.
    First,
}

/// A part of a page that can be taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The day, and with it the hour.
    Date,
    /// The hour.
    Time,
    /// The place.
    Place,
    /// The host.
    Host,
    /// All further lines.
    Lines,
    /// One of them, as it is on the page.
    Line(String),
}

impl Part {
    /// Its name in messages.
    pub fn name(&self) -> &str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Place => "place",
            Self::Host => "host",
            Self::Lines => "agenda",
            Self::Line(line) => line,
        }
    }
}

/// Why a sentence changed nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefineError {
    /// It, or a part of it, says nothing that is known.
    #[error("it is not understood what “{said}” should change")]
    NotUnderstood {
        /// The words, at most 80 characters of them.
        said: String,
    },
    /// What should go is not there, or nothing is before or after.
    #[error("nothing was changed: {reason}")]
    Nothing {
        /// What is missing.
        reason: String,
    },
}

/// The longest sentence that is read, in characters.
pub const MAX_SENTENCE: usize = 400;

/// The changes a sentence asks of a design made from `brief`, in the order they are said. Days are counted from `today`.
///
/// # Errors
/// [`RefineError::NotUnderstood`] when any part of it is not.
pub fn read(sentence: &str, brief: &Brief, today: Date) -> Result<Vec<Change>, RefineError> {
    let unknown = || RefineError::NotUnderstood { said: sentence.trim().chars().take(80).collect() };
    if sentence.chars().count() > MAX_SENTENCE || sentence.trim().is_empty() {
        return Err(unknown());
    }
    if let Some(step) = words::history(&Text::new(sentence)) {
        return Ok(vec![step]);
    }
    let clauses = words::clauses(sentence);
    let each: Option<Vec<_>> = clauses.iter().map(|clause| clause_changes(clause, brief, today)).collect();
    // "흑백으로, 그리고 blue and white": a comma or an "and" may as well be inside one change.
    let changes = match each {
        Some(changes) => joined(changes.concat()),
        None => clause_changes(sentence, brief, today).ok_or_else(unknown)?,
    };
    if changes.is_empty() { Err(unknown()) } else { Ok(changes) }
}

/// "navy and gold" was cut in two: colours beside colours are one change, and manners beside manners.
fn joined(changes: Vec<Change>) -> Vec<Change> {
    let mut joined: Vec<Change> = Vec::new();
    for change in changes {
        match (joined.last_mut(), change) {
            (Some(Change::Colours(names)), Change::Colours(more))
            | (Some(Change::Style(names)), Change::Style(more)) => {
                *names = format!("{names}, {more}");
            }
            (_, change) => joined.push(change),
        }
    }
    joined
}

/// The changes of one clause; `None` when it has none.
fn clause_changes(clause: &str, brief: &Brief, today: Date) -> Option<Vec<Change>> {
    let text = Text::new(clause);
    let removed = fields::removed(&text, brief).map(|change| vec![change]);
    let changes = removed
        .or_else(|| looks::sizes(&text).map(|change| vec![change]))
        .or_else(|| fields::named(&text))
        .or_else(|| fields::moved(&text, brief))
        .or_else(|| fields::days_and_hours(&text, today))
        .or_else(|| looks::read(&text))?;
    (!changes.is_empty()).then_some(changes)
}
