//! A failure as the person at the terminal sees it: one sentence, one hint, an exit code.

use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;

use vignette::documents::{DocumentError, TagProblem};
use vignette::studio::StudioError;

/// Why a command stopped.
#[derive(Debug)]
pub struct Failure {
    sentence: String,
    details: Vec<String>,
    hint: Option<String>,
    code: u8,
}

impl Failure {
    /// The words on the command line or an input file are wrong.
    pub fn input(sentence: impl Display, hint: impl Into<String>) -> Self {
        Self { sentence: sentence.to_string(), details: Vec::new(), hint: Some(hint.into()), code: 2 }
    }

    /// The work failed.
    pub fn work(sentence: impl Display) -> Self {
        Self { sentence: sentence.to_string(), details: Vec::new(), hint: None, code: 1 }
    }

    /// Some rows of a batch could not be filled; the others are.
    pub fn rows(failed: u64, all: u64, list: &str) -> Self {
        let hint = format!("{list} says why for each; mend the rows and run them again");
        Self { code: 3, ..Self::input(format!("{failed} of {all} rows could not be filled"), hint) }
    }

    /// A file could not be read or written.
    pub fn file(path: &Path, doing: &str, error: &std::io::Error) -> Self {
        let hint = match error.kind() {
            std::io::ErrorKind::NotFound => "check the spelling of the path",
            std::io::ErrorKind::PermissionDenied => "check who may read and write there",
            _ => "check the path and the room left on the disk",
        };
        Self::input(format!("{} could not be {doing}: {error}", path.display()), hint)
    }

    /// Prints `error: …`, what there is to say about each tag, and `hint: …` on standard error.
    pub fn report(self) -> ExitCode {
        eprintln!("error: {}", self.sentence);
        self.details.iter().for_each(|detail| eprintln!("{detail}"));
        if let Some(hint) = self.hint {
            eprintln!("hint: {hint}");
        }
        ExitCode::from(self.code)
    }
}

impl From<StudioError> for Failure {
    fn from(error: StudioError) -> Self {
        let code = if error.is_callers_fault() { 2 } else { 1 };
        let (sentence, details) = match &error {
            StudioError::Document(DocumentError::Tags(problems)) => (
                format!("{} of the template's tags cannot be filled", problems.len()),
                problems.iter().map(detail).collect(),
            ),
            error => (error.to_string(), Vec::new()),
        };
        Self { sentence, details, hint: error.hint(), code }
    }
}

/// A tag that cannot be filled: where it stands, then what is wrong and what helps.
fn detail(problem: &TagProblem) -> String {
    let around = match problem.around.as_str() {
        "" => String::new(),
        around => format!(" in “{around}”"),
    };
    let hint = problem.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("  {}: {}{around}\n    {}{hint}", problem.place(), problem.tag, problem.problem)
}
