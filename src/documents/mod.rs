//! Documents: scenes become files, templates are filled. Pure: bytes in, bytes out, limits as an argument.
//!
//! `package` (the zip with its relationships and limits) and `drawing` (DrawingML) serve both Word and PowerPoint;
//! `docx`, `pptx`, `pdf`, `svg` and `raster` each write one format; `report`
//! writes documents from Markdown and JSON; `template` fills documents people made, `illustrate` puts pictures into
//! finished ones.

pub use given::read_picture;
pub use problem::{FaultCode, TagProblem, place_of};

use crate::scene::{Fonts, Picture, Scene, TypesetError};

pub mod check;
pub mod docx;
mod drawing;
pub mod export;
mod given;
pub mod illustrate;
mod image_file;
pub mod marks;
pub mod markup;
pub mod package;
pub mod pdf;
pub mod pptx;
mod problem;
pub mod raster;
pub mod report;
pub mod svg;
pub mod template;
mod theme;
mod variation;
pub mod watermarks;
mod xmp;

/// The formats a scene can become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// One picture of the page.
    Png,
    /// Scalable Vector Graphics with live text.
    Svg,
    /// Portable Document Format, tagged.
    Pdf,
    /// Word.
    Docx,
    /// PowerPoint.
    Pptx,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Png, Self::Svg, Self::Pdf, Self::Docx, Self::Pptx];

    /// The file name's ending, as in `docx`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Pptx => "pptx",
        }
    }

    /// The format of that ending, in any case.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension().eq_ignore_ascii_case(extension))
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        }
    }
}

/// How much of a document is read before it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Entries in a package.
    pub entries: usize,
    /// Bytes of all parts, unpacked.
    pub unpacked_bytes: u64,
    /// Unpacked bytes for each packed byte, judged on parts that unpack to more than `ratio_from`.
    pub ratio: u64,
    /// Parts of so many bytes may be packed as tightly as they like: a table of a thousand equal rows is.
    pub ratio_from: u64,
    /// Tags in all XML parts of a package together; each takes up to 200 bytes of memory once read.
    pub tags: u64,
    /// Pixels of a picture that is passed in.
    pub picture_pixels: u64,
}

impl Limits {
    /// What a company's documents need (OWASP ASVS 5.2.3; Safe Docx uses the same sizes). Of 1,506 real documents the
    /// largest had 383 entries and 611,963 tags; a deck of a thousand slides with notes has 8,000 entries.
    pub const DEFAULT: Self = Self {
        file_bytes: 64 << 20,
        entries: 10_000,
        unpacked_bytes: 200 << 20,
        ratio: 200,
        ratio_from: 8 << 20,
        tags: 4_000_000,
        picture_pixels: 50_000_000,
    };

    /// Small numbers, so that a test reaches each limit quickly.
    pub const fn for_testing() -> Self {
        Self {
            file_bytes: 1 << 20,
            entries: 50,
            unpacked_bytes: 2 << 20,
            ratio: 200,
            ratio_from: 1 << 20,
            tags: 10_000,
            picture_pixels: 1_000_000,
        }
    }
}

/// Why there is no document.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DocumentError {
    /// The file is none that can be filled.
    #[error("the file is not a DOCX, PPTX or PDF document")]
    NotADocument,
    /// The file is a document of another kind.
    #[error("the file is {kind}, which cannot be filled")]
    Unsupported {
        /// What it is, with its article, as in `a Word 97-2003 document (.doc)`.
        kind: &'static str,
        /// The ending its own program can save it with; empty when there is none.
        save_as: &'static str,
    },
    /// The file needs a password.
    #[error("the document is protected by a password")]
    Encrypted,
    /// The file is a document, but broken.
    #[error("the document cannot be read: {reason}")]
    Broken {
        /// What is wrong, and in which part.
        reason: String,
    },
    /// The file tries to do harm, or is larger than the limits.
    #[error("the document is refused: {reason}")]
    Refused {
        /// Which rule it breaks.
        reason: String,
    },
    /// The file is a document, but none of the kind that this can be done to.
    #[error("{what} cannot be illustrated")]
    Unsuitable {
        /// What it is.
        what: &'static str,
    },
    /// The document may not be changed.
    #[error("the document is locked: {reason}")]
    Locked {
        /// By what.
        reason: &'static str,
    },
    /// An entry of a plan does not fit the document.
    #[error("the plan's entry {entry} cannot be applied: {reason}")]
    Plan {
        /// Which entry.
        entry: String,
        /// Why not.
        reason: String,
    },
    /// Tags in the template cannot be filled: all of them at once.
    #[error("{} of the template's tags cannot be filled: {}", .0.len(), problem::summary(.0))]
    Tags(Vec<TagProblem>),
    /// A text cannot become a document.
    #[error("the text cannot become a document: {}{reason}", at(place))]
    Text {
        /// Where in the text, as in "line 3" or a JSON path; empty for the text as a whole.
        place: String,
        /// What is wrong there.
        reason: String,
    },
    /// A change would make the document's signature invalid.
    #[error("the document is signed: {reason}")]
    Signed {
        /// Which change, and which signature.
        reason: String,
    },
    /// Slots cannot be used: all of them at once.
    #[error("{} of the slots cannot be used: {}", .0.len(), problem::summary(.0))]
    Slots(Vec<TagProblem>),
    /// The text cannot be set.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
    /// A picture that was passed in cannot be used.
    #[error("the picture for {place} cannot be used: {reason}")]
    Picture {
        /// Which place it was for.
        place: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The writer of this format failed; a defect of ours.
    #[error("writing the {format} failed: {reason}")]
    Writer {
        /// Which format.
        format: &'static str,
        /// The cause, for the log.
        reason: String,
    },
}

fn at(place: &str) -> String {
    if place.is_empty() { String::new() } else { format!("{place}: ") }
}

/// As [`place`], a PDF made ready for a printer; the other formats have no bleed.
///
/// # Errors
/// As for [`place`].
pub fn place_for_print(
    scene: &Scene,
    pictures: &[Picture],
    format: Format,
    print: pdf::Print,
    fonts: &Fonts,
) -> Result<Vec<u8>, DocumentError> {
    match format {
        Format::Pdf => pdf::write_for_print(scene, pictures, print, fonts),
        other => place(scene, pictures, other, fonts),
    }
}

/// Places a scene with its pictures in a document of `format`. `pictures[n]` fills the scene's `n`th frame.
///
/// # Errors
/// [`DocumentError::Typeset`] for a character no font has; [`DocumentError::Writer`] for a defect of ours.
pub fn place(
    scene: &Scene,
    pictures: &[Picture],
    format: Format,
    fonts: &Fonts,
) -> Result<Vec<u8>, DocumentError> {
    match format {
        Format::Png => raster::render(scene, pictures, fonts),
        Format::Svg => svg::write(scene, pictures, fonts),
        Format::Pdf => pdf::write(scene, pictures, fonts),
        Format::Docx => docx::write(scene, pictures, fonts),
        Format::Pptx => pptx::write(scene, pictures, fonts),
    }
}
