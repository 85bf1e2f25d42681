//! Why a job failed, as its owner sees it: a stable code, a sentence, and what can be done.

use serde::{Deserialize, Serialize};

use crate::brief::BriefError;
use crate::brief::refine::RefineError;
use crate::documents::{DocumentError, TagProblem};
use crate::engine::EngineError;
use crate::studio::{ArtError, StudioError};

/// Why a job failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Which kind of failure; its name is the error's code.
    pub code: FailureKind,
    /// What happened, in one sentence.
    pub message: String,
    /// What can be done about it.
    pub hint: Option<String>,
    /// Each of a template's tags that cannot be filled.
    #[serde(default)]
    pub problems: Vec<Problem>,
    /// The category of the content policy that refused, as in `self_harm`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

/// One tag that cannot be filled, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A stable name for the kind of mistake, as in `missing_value`.
    #[serde(default)]
    pub code: String,
    /// The part it stands in.
    pub part: String,
    /// Where in the part, counted from 1.
    pub position: usize,
    /// The text around the tag, shortened; empty when it stands alone.
    #[serde(default)]
    pub around: String,
    /// The tag.
    pub tag: String,
    /// What is wrong with it.
    pub problem: String,
    /// What helps, when that is known.
    #[serde(default)]
    pub hint: Option<String>,
}

/// The kinds of failure; how each looks over HTTP is decided in `http::error`, for every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// There are no words.
    EmptyPrompt,
    /// A sentence that should change a design is not understood.
    NotUnderstood,
    /// A sentence asks for nothing that would change the design.
    NothingToChange,
    /// There are too many.
    PromptTooLong,
    /// The invitation cannot be read.
    BadInvitation,
    /// The policy refused.
    ContentPolicy,
    /// No font has a character.
    CharacterWithoutFont,
    /// The text does not fit the page.
    TooMuchText,
    /// The size cannot be made.
    BadSize,
    /// The model cannot be sampled that way.
    BadSampler,
    /// The model makes nothing from a picture.
    CannotEdit,
    /// A picture to be edited cannot be used.
    BadImage,
    /// A mask cannot be used.
    BadMask,
    /// There is no such layout, or it does not suit the page.
    BadLayout,
    /// There is no such model.
    UnknownModel,
    /// The engine failed.
    EngineFailed,
    /// Its owner called it off.
    Cancelled,
    /// The template is no document.
    NotADocument,
    /// The template is a document of another kind.
    UnsupportedDocument,
    /// The template needs a password.
    EncryptedDocument,
    /// The template is broken.
    BrokenDocument,
    /// The template tries to do harm, or is too large.
    RefusedDocument,
    /// The document is locked against changes.
    LockedDocument,
    /// A picture would help nowhere in the document.
    NothingToIllustrate,
    /// The plan is none, or none for this document.
    BadPlan,
    /// Tags have no data.
    UnfilledTags,
    /// A text cannot become a document.
    BadText,
    /// A change would make a signature invalid.
    SignedDocument,
    /// Slots cannot be used.
    BadSlots,
    /// A picture in the data cannot be used.
    BadPicture,
    /// A value in the data cannot be used.
    BadData,
    /// The rows of a batch cannot be read.
    BadRows,
    /// Its deadline passed.
    DeadlinePassed,
    /// It ran for longer than jobs may.
    TimedOut,
    /// A worker stopped three times while at it.
    Interrupted,
    /// A defect of ours.
    Internal,
}

impl FailureKind {
    /// The error's code, as in `unfilled_tags`.
    pub fn name(self) -> &'static str {
        match self {
            Self::EmptyPrompt => "empty_prompt",
            Self::NotUnderstood => "not_understood",
            Self::NothingToChange => "nothing_to_change",
            Self::PromptTooLong => "prompt_too_long",
            Self::BadInvitation => "bad_invitation",
            Self::ContentPolicy => "content_policy",
            Self::CharacterWithoutFont => "character_without_font",
            Self::TooMuchText => "too_much_text",
            Self::BadSize => "bad_size",
            Self::BadSampler => "bad_sampler",
            Self::CannotEdit => "cannot_edit",
            Self::BadImage => "bad_image",
            Self::BadMask => "bad_mask",
            Self::BadLayout => "bad_layout",
            Self::UnknownModel => "unknown_model",
            Self::EngineFailed => "engine_failed",
            Self::Cancelled => "cancelled",
            Self::NotADocument => "not_a_document",
            Self::UnsupportedDocument => "unsupported_document",
            Self::EncryptedDocument => "encrypted_document",
            Self::BrokenDocument => "broken_document",
            Self::RefusedDocument => "refused_document",
            Self::LockedDocument => "locked_document",
            Self::NothingToIllustrate => "nothing_to_illustrate",
            Self::BadPlan => "bad_plan",
            Self::UnfilledTags => "unfilled_tags",
            Self::BadText => "bad_text",
            Self::SignedDocument => "signed_document",
            Self::BadSlots => "bad_slots",
            Self::BadPicture => "bad_picture",
            Self::BadData => "bad_data",
            Self::BadRows => "bad_rows",
            Self::DeadlinePassed => "deadline_passed",
            Self::TimedOut => "timed_out",
            Self::Interrupted => "interrupted",
            Self::Internal => "internal",
        }
    }
}

impl From<&StudioError> for Failure {
    fn from(error: &StudioError) -> Self {
        let problems = match error {
            StudioError::Document(DocumentError::Tags(tags) | DocumentError::Slots(tags)) => {
                tags.iter().map(Problem::from).collect()
            }
            _ => Vec::new(),
        };
        let category = match error {
            StudioError::Refused(refusal) => Some(refusal.category.name().to_owned()),
            _ => None,
        };
        Self { code: kind(error), message: error.to_string(), hint: error.hint(), problems, category }
    }
}

impl From<&TagProblem> for Problem {
    fn from(tag: &TagProblem) -> Self {
        Self {
            code: tag.code.name().to_owned(),
            part: tag.part.clone(),
            position: tag.position,
            around: tag.around.clone(),
            tag: tag.tag.clone(),
            problem: tag.problem.clone(),
            hint: tag.hint.clone(),
        }
    }
}

impl Failure {
    /// A defect of ours; the cause is in the log, under the request's or the job's id.
    pub fn internal() -> Self {
        Self {
            code: FailureKind::Internal,
            message: "the server failed while working on this".to_owned(),
            hint: Some("try again; if it happens again, give your administrator the id".to_owned()),
            problems: Vec::new(),
            category: None,
        }
    }

    /// The work did not come to its end in time.
    pub fn late(code: FailureKind) -> Self {
        let (message, hint) = match code {
            FailureKind::TimedOut => ("the work took longer than it may", "ask for something smaller"),
            _ => ("the deadline passed before the work was done", "ask again with a later deadline"),
        };
        Self {
            code,
            message: message.to_owned(),
            hint: Some(hint.to_owned()),
            problems: Vec::new(),
            category: None,
        }
    }

    /// The work was started too often without coming to an end.
    pub fn interrupted() -> Self {
        Self {
            code: FailureKind::Interrupted,
            message: "the server stopped three times while working on this".to_owned(),
            hint: Some("ask for something smaller, and tell your administrator".to_owned()),
            problems: Vec::new(),
            category: None,
        }
    }
}

/// Every error of the studio has its kind; a new one does not compile until it is decided here.
fn kind(error: &StudioError) -> FailureKind {
    match error {
        StudioError::Brief(error) => match error {
            BriefError::Empty => FailureKind::EmptyPrompt,
            BriefError::TooLong { .. } => FailureKind::PromptTooLong,
            BriefError::BadInvitation { .. } => FailureKind::BadInvitation,
        },
        StudioError::Refine(RefineError::NotUnderstood { .. }) => FailureKind::NotUnderstood,
        StudioError::Refine(RefineError::Nothing { .. }) => FailureKind::NothingToChange,
        StudioError::Refused(_) => FailureKind::ContentPolicy,
        StudioError::Art(error) => match error {
            ArtError::Typeset(_) => FailureKind::CharacterWithoutFont,
            ArtError::TooMuchText { .. } => FailureKind::TooMuchText,
            ArtError::Size { .. } => FailureKind::BadSize,
            ArtError::NoLayout { .. } | ArtError::Unsuited { .. } => FailureKind::BadLayout,
        },
        StudioError::Engine(error) => match error {
            EngineError::Cancelled => FailureKind::Cancelled,
            EngineError::Size { .. } => FailureKind::BadSize,
            EngineError::UnknownModel { .. } => FailureKind::UnknownModel,
            // To the model it is as if nothing had been said.
            EngineError::Words { .. } => FailureKind::EmptyPrompt,
            EngineError::Sampler { .. } => FailureKind::BadSampler,
            EngineError::Source { .. } => FailureKind::CannotEdit,
            EngineError::Unusable { .. } | EngineError::Failed { .. } => FailureKind::EngineFailed,
        },
        StudioError::Document(error) => match error {
            DocumentError::NotADocument => FailureKind::NotADocument,
            DocumentError::Unsupported { .. } | DocumentError::Unsuitable { .. } => {
                FailureKind::UnsupportedDocument
            }
            DocumentError::Encrypted => FailureKind::EncryptedDocument,
            DocumentError::Locked { .. } => FailureKind::LockedDocument,
            DocumentError::Plan { .. } => FailureKind::BadPlan,
            DocumentError::Broken { .. } => FailureKind::BrokenDocument,
            DocumentError::Refused { .. } => FailureKind::RefusedDocument,
            DocumentError::Tags(_) => FailureKind::UnfilledTags,
            DocumentError::Text { .. } => FailureKind::BadText,
            DocumentError::Signed { .. } => FailureKind::SignedDocument,
            DocumentError::Slots(_) => FailureKind::BadSlots,
            DocumentError::Typeset(_) => FailureKind::CharacterWithoutFont,
            DocumentError::Picture { .. } => FailureKind::BadPicture,
            DocumentError::Writer { .. } => FailureKind::Internal,
        },
        StudioError::Picture { name: "mask", .. } => FailureKind::BadMask,
        StudioError::Picture { name: "size", .. } => FailureKind::BadSize,
        StudioError::Picture { .. } => FailureKind::BadImage,
        StudioError::NothingToIllustrate { .. } => FailureKind::NothingToIllustrate,
        StudioError::BadPlan { .. } => FailureKind::BadPlan,
        StudioError::Data { .. } => FailureKind::BadData,
        StudioError::Rows(_) => FailureKind::BadRows,
        StudioError::Shelf(_) => FailureKind::Internal,
    }
}
