//! What came of a job, as it is kept in its row.

use serde::{Deserialize, Serialize};

/// What a job made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The seed; the same request with the same seed gives the same bytes.
    pub seed: u64,
    /// The candidates of a design, best first; a filled document is the only one.
    pub candidates: Vec<MadeCandidate>,
    /// What came of the rows of a batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<MadeRows>,
    /// What is worth knowing about the work as a whole, in sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
}

/// What came of the rows of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeRows {
    /// Documents made.
    pub filled: u64,
    /// Rows that could not be filled; `errors.jsonl` in the zip says why.
    pub failed: u64,
}

/// One of the things to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeCandidate {
    /// The seed of its picture.
    pub seed: u64,
    /// What it shows, for people who cannot see it.
    pub alt: String,
    /// The same thing in each format.
    pub files: Vec<MadeFile>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFile {
    /// Its format, as in `docx`.
    pub format: String,
    /// Its id in the store.
    pub id: String,
    /// How large it is.
    pub bytes: u64,
    /// What is worth knowing about it, in sentences.
    #[serde(default)]
    pub remarks: Vec<String>,
}
