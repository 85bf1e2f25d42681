//! What a job is to do, as it is kept in its row: plain values that outlive a restart and a new version.

use serde::{Deserialize, Serialize};

use super::stored::{StoredOutput, StoredSampling, StoredWords};
use super::{BatchWork, EditWork, FillWork, IllustrateWork, RefineWork, WriteWork};
use crate::documents::Format;
use crate::documents::pdf::Print;
use crate::studio::{DesignRequest, Output};

/// What a job is to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Request {
    /// Designs, each in several formats.
    Design(DesignWork),
    /// Pictures for a caller of the image API, each as one image file.
    Picture(PictureWork),
    /// A design changed in words.
    Refine(RefineWork),
    /// A picture edited or varied.
    Edit(EditWork),
    /// A template filled.
    Fill(FillWork),
    /// A template filled for each of many rows.
    Batch(BatchWork),
    /// A document written.
    Write(WriteWork),
    /// A document illustrated.
    Illustrate(IllustrateWork),
}

impl Request {
    /// The kind's name in the row and on the wire.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Design(_) => "design",
            Self::Picture(_) => "picture",
            Self::Refine(_) => "refine",
            Self::Edit(_) => "edit",
            Self::Fill(_) => "fill",
            Self::Batch(_) => "batch",
            Self::Write(_) => "write",
            Self::Illustrate(_) => "illustrate",
        }
    }

    /// Pixels of the pictures it asks for. Pictures inside documents are not counted: how many there are is not known yet.
    pub fn pixels(&self) -> u64 {
        match self {
            Self::Design(work) | Self::Picture(PictureWork { design: work, .. }) => work.pixels(),
            Self::Edit(work) => work.pixels(),
            Self::Refine(_) | Self::Fill(_) | Self::Batch(_) | Self::Write(_) | Self::Illustrate(_) => 0,
        }
    }

    /// The data that may name files of the account.
    pub fn data(&self) -> Option<&serde_json::Value> {
        match self {
            Self::Fill(work) => Some(&work.data),
            Self::Batch(work) => Some(&work.data),
            _ => None,
        }
    }

    /// The id of the stored file it works on; it is removed when the job ends.
    pub fn input(&self) -> Option<&str> {
        match self {
            Self::Design(_) | Self::Picture(_) | Self::Refine(_) => None,
            Self::Edit(work) => Some(&work.files),
            Self::Fill(work) => Some(&work.template),
            Self::Batch(work) => Some(&work.input),
            Self::Write(work) => Some(&work.text),
            Self::Illustrate(work) => Some(&work.document),
        }
    }
}

/// A design to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DesignWork {
    words: StoredWords,
    /// ISO 8601; kept, so that "tomorrow" still means the same after a restart.
    today: String,
    candidates: u32,
    seed: u64,
    model: Option<String>,
    negative: Option<String>,
    steps: Option<u32>,
    guidance: Option<f64>,
    #[serde(default)]
    sampling: StoredSampling,
    formats: Vec<String>,
    /// In points.
    #[serde(default)]
    bleed: f64,
    #[serde(default)]
    crop_marks: bool,
}

/// Pictures to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PictureWork {
    /// What they show.
    #[serde(flatten)]
    pub design: DesignWork,
    #[serde(default)]
    output: StoredOutput,
    /// The model that steps in when the one named fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fallback: Option<String>,
}

impl PictureWork {
    /// A request for pictures and how they are handed over.
    pub fn new(request: DesignRequest, output: Output) -> Self {
        Self { design: DesignWork::new(request, &[Format::Png]), output: output.into(), fallback: None }
    }

    /// The same with a model that steps in when the one named fails.
    #[must_use]
    pub fn or_else(self, fallback: Option<String>) -> Self {
        Self { fallback, ..self }
    }

    /// The model that steps in.
    pub fn fallback(&self) -> Option<&str> {
        self.fallback.as_deref()
    }

    /// How they are handed over; `None` when the row was written by hand and makes no sense.
    pub fn output(&self) -> Option<Output> {
        self.output.output()
    }
}

impl DesignWork {
    /// A design request and the formats it is wanted in.
    pub fn new(request: DesignRequest, formats: &[Format]) -> Self {
        Self {
            words: StoredWords::from(request.words),
            today: request.today.to_string(),
            candidates: request.candidates,
            seed: request.seed,
            model: request.model,
            negative: request.negative,
            steps: request.steps,
            guidance: request.guidance,
            sampling: StoredSampling::from(request.sampling),
            bleed: request.print.bleed,
            crop_marks: request.print.crop_marks,
            formats: formats.iter().map(|format| format.extension().to_owned()).collect(),
        }
    }

    /// The formats it is wanted in.
    pub fn formats(&self) -> Vec<Format> {
        self.formats.iter().filter_map(|name| Format::from_extension(name)).collect()
    }

    /// Pixels of its candidates.
    fn pixels(&self) -> u64 {
        u64::from(self.candidates) * self.words.pixels()
    }

    /// How many candidates it has.
    pub fn candidates(&self) -> u32 {
        self.candidates
    }

    /// The same design in other formats.
    pub fn in_formats(&self, formats: &[Format]) -> Self {
        let formats = formats.iter().map(|format| format.extension().to_owned()).collect();
        Self { formats, ..self.clone() }
    }

    /// The request for the studio; `None` when the row was written by hand and makes no sense.
    pub fn request(&self) -> Option<DesignRequest> {
        Some(DesignRequest {
            words: self.words.words()?,
            today: self.today.parse().ok()?,
            candidates: self.candidates,
            seed: self.seed,
            model: self.model.clone(),
            negative: self.negative.clone(),
            steps: self.steps,
            guidance: self.guidance,
            sampling: self.sampling.sampling()?,
            print: Print { bleed: self.bleed, crop_marks: self.crop_marks },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Fields, Intent, RequestedSize, Words};
    use crate::documents::export::Still;
    use crate::scene::Language;
    use crate::studio::{Ground, OutputKind, Sampling};

    #[test]
    fn a_request_comes_back_from_its_row_as_it_was() {
        let fields = Fields {
            intent: Some(Intent::Poster),
            title: Some("전사 타운홀".to_owned()),
            date: Some(jiff::civil::date(2026, 11, 26)),
            time: Some(jiff::civil::time(15, 0, 0, 0)),
            lines: vec!["1부".to_owned()],
            language: Some(Language::Korean),
            layout: Some("full bleed".to_owned()),
            size: Some(RequestedSize::Paper { width_mm: 210.0, height_mm: 297.0 }),
            ..Fields::default()
        };
        let request = DesignRequest {
            words: Words { prompt: "회의 포스터".to_owned(), fields, invitation: None },
            today: jiff::civil::date(2026, 11, 23),
            candidates: 4,
            seed: u64::MAX,
            model: Some("vector-1".to_owned()),
            negative: None,
            steps: Some(20),
            guidance: Some(7.5),
            sampling: Sampling { guided: Some((0.2, 0.8)), ..Sampling::from_name("unipc_karras").unwrap() },
            print: Print { bleed: 8.5, crop_marks: true },
        };
        let work = DesignWork::new(request.clone(), &[Format::Png, Format::Pdf]);
        let row = serde_json::to_string(&Request::Design(work.clone())).unwrap();
        assert_eq!(serde_json::from_str::<Request>(&row).unwrap(), Request::Design(work.clone()));
        assert_eq!(work.formats(), [Format::Png, Format::Pdf]);
        let again = work.request().unwrap();
        assert_eq!(again.words.fields, request.words.fields);
        assert_eq!((again.today, again.seed, again.guidance), (request.today, u64::MAX, Some(7.5)));
        assert_eq!((again.print, again.sampling), (request.print, request.sampling));

        let output = Output { kind: OutputKind::Still(Still::Jpeg(70)), ground: Ground::Opaque };
        let pictures = Request::Picture(PictureWork::new(request, output));
        let row = serde_json::to_string(&pictures).unwrap();
        let again = serde_json::from_str::<Request>(&row).unwrap();
        assert_eq!(again, pictures);
        assert!(matches!(again, Request::Picture(work) if work.output() == Some(output)));
    }

    #[test]
    fn a_row_that_makes_no_sense_is_no_request() {
        let words = Words { prompt: "x".to_owned(), ..Words::default() };
        let request = DesignRequest {
            words,
            today: jiff::civil::date(2026, 11, 23),
            candidates: 1,
            seed: 1,
            model: None,
            negative: None,
            steps: None,
            guidance: None,
            sampling: Sampling::default(),
            print: Print::default(),
        };
        let mut work = DesignWork::new(request, &[]);
        work.words.date = Some("yesterday".to_owned());
        assert!(work.request().is_none());
    }
}
