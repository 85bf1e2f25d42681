//! A design's history, as it is kept in a job's row: any version can be remade from it, after a restart and a month.

use serde::{Deserialize, Serialize};

use super::DesignWork;
use crate::documents::Format;
use crate::studio::{History, Step};

/// A version of a design to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RefineWork {
    design: DesignWork,
    candidate: u32,
    steps: Vec<StoredStep>,
    at: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct StoredStep {
    words: String,
    /// ISO 8601.
    today: String,
}

impl RefineWork {
    /// The first version of a candidate of a design; the first candidate is 0.
    pub fn of(design: DesignWork, candidate: u32) -> Self {
        Self { design, candidate, steps: Vec::new(), at: 0 }
    }

    /// The same design with another history, in `formats` when they are named.
    pub fn with(&self, history: &History, formats: Option<&[Format]>) -> Self {
        let steps = history
            .steps
            .iter()
            .map(|step| StoredStep { words: step.words.clone(), today: step.today.to_string() });
        let design = formats.map_or_else(|| self.design.clone(), |formats| self.design.in_formats(formats));
        Self { design, candidate: history.candidate, steps: steps.collect(), at: history.at }
    }

    /// The history for the studio; `None` when the row was written by hand and makes no sense.
    pub fn history(&self) -> Option<History> {
        let steps: Option<Vec<_>> = self
            .steps
            .iter()
            .map(|step| Some(Step { words: step.words.clone(), today: step.today.parse().ok()? }))
            .collect();
        let steps = steps?;
        let at = Some(self.at).filter(|at| *at <= steps.len())?;
        Some(History { design: self.design.request()?, candidate: self.candidate, steps, at })
    }

    /// The formats it is wanted in.
    pub fn formats(&self) -> Vec<Format> {
        self.design.formats()
    }

    /// The sentences said since the first version, those that were undone too, and how many hold.
    pub fn sentences(&self) -> (Vec<String>, usize) {
        (self.steps.iter().map(|step| step.words.clone()).collect(), self.at)
    }
}
