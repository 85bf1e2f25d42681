//! Why a verb failed, and what its caller can do about it.

use super::rows::RowsError;
use crate::art::ArtError;
use crate::brief::BriefError;
use crate::brief::refine::RefineError;
use crate::documents::DocumentError;
use crate::engine::EngineError;
use crate::safety::Refusal;
use crate::scene::TypesetError;

/// Why a verb failed. Each room's own error, unchanged.
#[derive(Debug, thiserror::Error)]
pub enum StudioError {
    /// The words could not be read.
    #[error(transparent)]
    Brief(#[from] BriefError),
    /// A sentence that should change a design does not.
    #[error(transparent)]
    Refine(#[from] RefineError),
    /// The policy refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The design failed.
    #[error(transparent)]
    Art(#[from] ArtError),
    /// The engine failed or was cancelled.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The document failed.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// There is nothing in the document that a picture would help.
    #[error("nothing was changed: {reason}")]
    NothingToIllustrate {
        /// Why there is no place or no subject.
        reason: String,
    },
    /// A picture that was sent to be edited, its mask, or its size.
    #[error("the {name} cannot be used: {reason}")]
    Picture {
        /// Which: `image`, `mask` or `size`.
        name: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The plan is not one.
    #[error("the plan cannot be read: {reason}")]
    BadPlan {
        /// What is wrong with it, and where.
        reason: String,
    },
    /// The rows of a batch cannot be read, or one of them.
    #[error(transparent)]
    Rows(#[from] RowsError),
    /// The documents of a batch could not be written.
    #[error("the documents could not be written: {0}")]
    Shelf(#[source] std::io::Error),
    /// The data for a template is not what its places need.
    #[error("the value for {place} cannot be used: {reason}")]
    Data {
        /// The name of the place in the template.
        place: String,
        /// What is wrong with it.
        reason: String,
    },
}

const REFINE: &str = "say one change, as in “더 밝게”, “장소를 3층으로 바꿔줘”, “make the title bigger”, “swap the date to \
                      Friday”, “different background”, “undo”";
const UNSUITABLE: &str = "pass the DOCX or PPTX file that it was made from";
const NOTHING: &str = "`vignette illustrate --plan` lists what was skipped and why";
const PLAN: &str = "make a new plan for this document, or take the entry out of the plan";
const LOCKED: &str =
    "unlock it in Office (Review, Restrict Editing; or File, Info, Protect) and pass the saved copy";

impl StudioError {
    /// What the caller can do about it, in one sentence; `None` when nothing is known to help.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Brief(BriefError::Empty) => {
                "say what you need, as in “회의 포스터 디자인해줘” or “an image for my slide about growth”"
            }
            Self::Brief(BriefError::TooLong { .. }) => {
                "shorten the prompt; long texts belong in a document to illustrate"
            }
            Self::Brief(BriefError::BadInvitation { .. }) => {
                "pass the .ics file that the calendar exports, whole"
            }
            Self::Refine(RefineError::NotUnderstood { .. }) => REFINE,
            Self::Refine(RefineError::Nothing { .. }) => return None,
            Self::Refused(_) => "say it in other words, or ask your administrator about the policy",
            Self::Art(ArtError::Typeset(error)) => return Some(font_hint(error)),
            Self::Art(ArtError::NoLayout { hint, .. }) => return Some(hint.clone()),
            Self::Art(ArtError::Unsuited { .. }) => {
                "leave the layout out and the best that suits is taken; `vignette layout list` says what each is for"
            }
            Self::Art(ArtError::TooMuchText { .. }) => "shorten the text or choose a larger page",
            Self::Art(ArtError::Size { .. }) | Self::Engine(EngineError::Size { .. }) => {
                "choose a size such as 1024x1024, 1920x1080 or A4"
            }
            Self::Engine(EngineError::UnknownModel { .. }) => {
                "`vignette model list` and GET /v1/models list the models"
            }
            Self::Engine(EngineError::Cancelled) => return None,
            Self::Engine(EngineError::Source { .. }) => {
                "name a checkpoint as the model (GET /v1/models), or ask for a variation without words and mask"
            }
            Self::Picture { name: "mask", .. } => {
                "send a PNG of the picture's own size, transparent where it may change"
            }
            Self::Picture { name: "size", .. } => "leave the size out, or widen the picture with outpaint",
            Self::Picture { .. } => "send a whole PNG, JPEG or WebP file of at most 4096 pixels a side",
            Self::Engine(EngineError::Sampler { .. }) => "leave the sampler out: the model knows its own",
            Self::Engine(EngineError::Words { .. }) => "describe the picture in English, or use vector-1",
            Self::Engine(EngineError::Failed { .. } | EngineError::Unusable { .. }) => {
                "check the model's folder with `vignette model list`, or use vector-1"
            }
            Self::Document(error) => return document_hint(error),
            Self::NothingToIllustrate { .. } => NOTHING,
            Self::BadPlan { .. } => PLAN,
            Self::Rows(error) => error.hint(),
            Self::Shelf(_) => "check who may write there and the room left on the disk",
            Self::Data { .. } => {
                "a picture's value is {\"prompt\": \"…\"}, {\"file\": \"…\"} or a data: URL of a PNG, JPEG, WebP or SVG"
            }
        };
        Some(hint.to_owned())
    }

    /// Whether another request could succeed where this one failed: what the caller sent is at fault.
    pub fn is_callers_fault(&self) -> bool {
        !matches!(
            self,
            Self::Engine(EngineError::Failed { .. } | EngineError::Unusable { .. } | EngineError::Cancelled)
                | Self::Document(DocumentError::Writer { .. })
                | Self::Shelf(_)
        )
    }
}

/// What the caller can do about a document that failed.
fn document_hint(error: &DocumentError) -> Option<String> {
    let hint = match error {
        DocumentError::Typeset(error) => return Some(font_hint(error)),
        DocumentError::NotADocument | DocumentError::Unsupported { save_as: "", .. } => {
            "pass a .docx, .pptx or .pdf file"
        }
        DocumentError::Unsupported { save_as, .. } => {
            return Some(format!("open it in its own program, save it as {save_as}, and pass that file"));
        }
        DocumentError::Encrypted => "open it with the password, save it without one, and pass that file",
        DocumentError::Broken { .. } => {
            "open it in Office or a PDF reader, save it again, and pass that file"
        }
        DocumentError::Refused { .. } => {
            "pass a document that an office program saved, within the size limits"
        }
        DocumentError::Unsuitable { .. } => UNSUITABLE,
        DocumentError::Locked { .. } => LOCKED,
        DocumentError::Plan { .. } => PLAN,
        DocumentError::Tags(_) => "add the missing values to the data, or mend the tags in the template",
        DocumentError::Text { .. } => "mend the text there; docs/documents.md says what a text may hold",
        DocumentError::Signed { .. } => {
            "fill it before it is signed, or ask for its signatures to be removed"
        }
        DocumentError::Slots(_) => {
            "a slot is {\"name\": \"title\", \"page\": 1, \"rect\": [20, 30, 170, 25]}: x, y, width and height in \
             millimetres from the page's top left corner"
        }
        DocumentError::Picture { .. } => "pass a whole PNG or JPEG file",
        DocumentError::Writer { .. } => return None,
    };
    Some(hint.to_owned())
}

/// The package that has the character's script, on Debian.
fn font_hint(error: &TypesetError) -> String {
    let TypesetError::MissingGlyph { character, .. } = error;
    let package = match u32::from(*character) {
        0x1100..=0x11FF | 0x2E80..=0x9FFF | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF => {
            "fonts-noto-cjk"
        }
        0x2600..=0x27BF | 0x1_F000..=0x1_FAFF => "fonts-symbola or fonts-noto-core",
        0xE000..=0xF8FF => return "the character is from a private font: replace it".to_owned(),
        _ => "fonts-noto-core",
    };
    format!("install a font that has it, such as {package} on Debian, or replace the character")
}
