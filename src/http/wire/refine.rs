//! A change to a design, in words.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::documents::Format;
use crate::http::error::ApiError;
use crate::http::validate;
use crate::jobs::RefineWork;
use crate::studio::Step;

/// What should change.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefineBody {
    /// What should change, in Korean or English: `더 밝게`, `swap the date to Friday`, `undo`. At most 400 characters.
    #[schema(example = "장소를 3층으로 바꿔줘")]
    pub words: String,
    /// Which candidate of the design; the first is 1, and it is that when not said. A refined design has only one.
    pub candidate: Option<u32>,
    /// png, svg, pdf, docx, pptx; those of the design when not said.
    pub formats: Option<Vec<String>>,
    /// The day that "tomorrow" is counted from; the server's own when not said.
    pub today: Option<String>,
}

/// A read [`RefineBody`].
#[derive(Clone, Debug)]
pub struct RefineOrder {
    /// The sentence.
    pub step: Step,
    /// Which candidate, from 1.
    pub candidate: Option<u32>,
    /// In which formats.
    pub formats: Option<Vec<Format>>,
}

impl RefineBody {
    /// The order, every field judged. `today` is the server's day.
    ///
    /// # Errors
    /// Names the first field that cannot be used.
    pub fn read(self, today: Date) -> Result<RefineOrder, ApiError> {
        if self.words.trim().is_empty() {
            return Err(
                ApiError::field("words", "it is empty").hint("say what should change, as in “더 밝게”")
            );
        }
        if self.candidate == Some(0) {
            return Err(ApiError::field("candidate", "it must be at least 1"));
        }
        let formats =
            self.formats.as_deref().map(|formats| validate::formats(Some(formats), &[])).transpose()?;
        let today = self.today.as_deref().map_or(Ok(today), |day| validate::date("today", day))?;
        Ok(RefineOrder { step: Step { words: self.words, today }, candidate: self.candidate, formats })
    }
}

/// What was said of a design since its first version.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = History)]
pub struct HistoryBody {
    /// Every sentence, in order; those that were undone too.
    changes: Vec<String>,
    /// How many of them hold: 0 is the first version.
    at: usize,
}

impl From<&RefineWork> for HistoryBody {
    fn from(work: &RefineWork) -> Self {
        let (changes, at) = work.sentences();
        Self { changes, at }
    }
}
