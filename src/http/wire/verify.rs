//! What is known of a file.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::timestamp;
use crate::documents::marks::Mark;
use crate::documents::watermarks::Watermark;
use crate::store::{MadeHere, Signer, Statement};
use crate::studio::verify::Told;

/// What is known of a file.
#[derive(Serialize, ToSchema)]
#[schema(as = Verified)]
pub struct VerifyBody {
    /// When exactly this file was made here; null when it was not, or was changed since, or its record is gone.
    pub made_here: Option<MadeHereBody>,
    /// Which layers of provenance were found.
    pub layers: Layers,
    /// What this server stated of the pictures when it made them.
    pub records: Vec<RecordBody>,
    /// What the file says of its pictures.
    pub marks: Vec<MarkBody>,
    /// The numbers that lie in the pixels of its pictures.
    pub watermarks: Vec<WatermarkBody>,
}

/// Which layers of provenance a file has.
#[derive(Serialize, ToSchema)]
#[schema(as = ProvenanceLayers)]
pub struct Layers {
    /// It says itself how its pictures came to be.
    xmp: bool,
    /// A number lies in the pixels of a picture.
    watermark: bool,
    /// This server has a record of it.
    record: bool,
    /// Every record that was found is signed by this server, and unchanged.
    signature: bool,
}

impl Layers {
    /// The layers of what was found.
    pub fn of(told: &Told, records: &[RecordBody]) -> Self {
        Self {
            xmp: !told.marks.is_empty(),
            watermark: !told.watermarks.is_empty(),
            record: !records.is_empty(),
            signature: !records.is_empty() && records.iter().all(|record| record.signed),
        }
    }
}

/// What this server stated of a picture when it made it; not for whom, nor of what words.
#[derive(PartialEq, Serialize, ToSchema)]
#[schema(as = ProvenanceRecord)]
pub struct RecordBody {
    /// When it was made.
    at: String,
    /// The model that made it.
    model: String,
    /// The licence of the model's weights, an SPDX expression.
    licence: Option<String>,
    /// SHA-256 over the hashes of the model's files.
    weights_sha256: Option<String>,
    /// IPTC's digital source type.
    source_type: String,
    /// The number in the picture's pixels.
    number: Option<String>,
    /// What it was found by: `file` when these are exactly the bytes, else `watermark`.
    found_by: &'static str,
    /// Whether the record is as this server signed it.
    pub signed: bool,
}

impl RecordBody {
    /// A statement as everybody may see it.
    pub fn of(stated: &Statement, is_file: bool, signer: &Signer) -> Self {
        let told: Value = serde_json::from_str(&stated.statement).unwrap_or_default();
        let text = |name: &str| told[name].as_str().map(str::to_owned);
        let source_type = text("source_type").unwrap_or_default();
        Self {
            at: timestamp(stated.made_at),
            model: text("model").unwrap_or_default(),
            licence: text("licence"),
            weights_sha256: text("weights_sha256"),
            source_type: source_type.rsplit('/').next().unwrap_or_default().to_owned(),
            number: stated.mark.clone(),
            found_by: if is_file { "file" } else { "watermark" },
            signed: signer.signed(&stated.statement, &stated.signature),
        }
    }
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
