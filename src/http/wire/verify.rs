//! What is known of a file.

use serde::Serialize;
use utoipa::ToSchema;

use super::timestamp;
use crate::documents::marks::Mark;
use crate::documents::watermarks::Watermark;
use crate::store::MadeHere;

/// What is known of a file.
#[derive(Serialize, ToSchema)]
#[schema(as = Verified)]
pub struct VerifyBody {
    /// When exactly this file was made here; null when it was not, or was changed since, or its record is gone.
    pub made_here: Option<MadeHereBody>,
    /// What the file says of its pictures.
    pub marks: Vec<MarkBody>,
    /// The numbers that lie in the pixels of its pictures.
    pub watermarks: Vec<WatermarkBody>,
}

/// A number that lies in a picture's pixels, not seen.
#[derive(Serialize, ToSchema)]
#[schema(as = Watermark)]
pub struct WatermarkBody {
    /// The part of the document the picture lies in; empty for the file itself and for PDFs.
    place: String,
    /// The number: 16 hexadecimal digits.
    number: String,
    /// How far it stands out of what chance gives, in standard deviations.
    certainty: f32,
}

impl From<Watermark> for WatermarkBody {
    fn from(mark: Watermark) -> Self {
        Self { place: mark.place, number: format!("{:016x}", mark.number), certainty: mark.certainty }
    }
}

/// A file that was made here.
#[derive(Serialize, ToSchema)]
#[schema(as = MadeHere)]
pub struct MadeHereBody {
    at: String,
    /// The models of the pictures in it.
    models: Vec<String>,
}

/// What a file says of one picture.
#[derive(Serialize, ToSchema)]
#[schema(as = Mark)]
pub struct MarkBody {
    /// The part of the document the picture lies in; empty for the file itself.
    place: String,
    /// IPTC's digital source type, as in `trainedAlgorithmicMedia`.
    source_type: String,
    /// The program that says so.
    program: String,
}

impl From<&MadeHere> for MadeHereBody {
    fn from(made: &MadeHere) -> Self {
        Self { at: timestamp(made.at), models: made.models.clone() }
    }
}

impl From<Mark> for MarkBody {
    fn from(mark: Mark) -> Self {
        Self { place: mark.place, source_type: mark.source_type, program: mark.program }
    }
}
