//! What a job is to do, as it is kept in its row: plain values that outlive a restart and a new version.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{BatchWork, EditWork, RefineWork, WriteWork};
use crate::brief::{Fields, Intent, RequestedSize, Words};
use crate::documents::Format;
use crate::documents::pdf::Print;
use crate::documents::template::FillOptions;
use crate::scene::{Language, PixelSize};
use crate::studio::{DesignRequest, IllustrateRequest, Plan, Sampling};

/// What a job is to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Request {
    /// Designs, each in several formats.
    Design(DesignWork),
    /// Pictures for a caller of the image API: designs as PNG only.
    Picture(DesignWork),
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

/// A template to be filled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FillWork {
    /// The template's id in the store.
    pub template: String,
    /// What the filled document is called, without its ending.
    pub name: String,
    /// The values for its tags and picture places.
    pub data: serde_json::Value,
    /// The seed of the pictures made for it.
    pub seed: u64,
    /// The model that makes them.
    pub model: Option<String>,
    /// The code of the language that numbers and dates are written in, as in `ko`.
    #[serde(default)]
    pub language: Option<String>,
    /// Whether a PDF form becomes page content.
    #[serde(default)]
    pub flatten: bool,
    /// Places for text and pictures on a PDF's pages.
    #[serde(default)]
    pub slots: Option<serde_json::Value>,
    /// Whether the signatures of a signed document are removed.
    #[serde(default)]
    pub remove_signatures: bool,
    /// Whether what leads outside an Office document is taken out.
    #[serde(default)]
    pub strip_external: bool,
}

/// A document to be illustrated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IllustrateWork {
    /// The document's id in the store.
    pub document: String,
    /// What the illustrated document is called, without its ending.
    pub name: String,
    /// The plan to apply; made by the job when missing.
    pub plan: Option<Plan>,
    /// How many pictures at most.
    pub pictures: Option<usize>,
    /// Style words.
    pub style: Option<String>,
    /// The seed of the pictures.
    pub seed: u64,
    /// The model that makes them.
    pub model: Option<String>,
}

impl IllustrateWork {
    /// The request for the studio, with the document's bytes.
    pub fn request(&self, document: Vec<u8>) -> IllustrateRequest {
        IllustrateRequest {
            document,
            plan: self.plan.clone(),
            pictures: self.pictures,
            style: self.style.clone(),
            seed: self.seed,
            model: self.model.clone(),
        }
    }
}

impl FillWork {
    /// How it is filled beyond the data.
    pub fn options(&self) -> FillOptions {
        FillOptions {
            language: self.language.as_deref().and_then(Language::from_code),
            flatten: self.flatten,
            slots: self.slots.clone(),
            remove_signatures: self.remove_signatures,
            strip_external: self.strip_external,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct StoredSampling {
    /// As in `dpm++_2m_karras`.
    sampler: Option<String>,
    guided: Option<(f64, f64)>,
}

impl From<Sampling> for StoredSampling {
    fn from(sampling: Sampling) -> Self {
        Self { sampler: sampling.name(), guided: sampling.guided }
    }
}

impl StoredSampling {
    pub fn sampling(&self) -> Option<Sampling> {
        let sampling =
            both(self.sampler.as_deref(), |name| Sampling::from_name(name).ok())?.unwrap_or_default();
        Some(Sampling { guided: self.guided, ..sampling })
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct StoredWords {
    prompt: String,
    invitation: Option<String>,
    intent: Option<String>,
    subject: Option<String>,
    title: Option<String>,
    date: Option<String>,
    time: Option<String>,
    place: Option<String>,
    host: Option<String>,
    lines: Vec<String>,
    style: Option<String>,
    size: Option<StoredSize>,
    language: Option<String>,
    #[serde(default)]
    layout: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "unit", rename_all = "snake_case")]
enum StoredSize {
    Px { width: u32, height: u32 },
    Mm { width: f64, height: f64 },
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

impl From<Words> for StoredWords {
    fn from(words: Words) -> Self {
        let fields = words.fields;
        Self {
            prompt: words.prompt,
            invitation: words.invitation,
            intent: fields.intent.map(|intent| intent.name().to_owned()),
            subject: fields.subject,
            title: fields.title,
            date: fields.date.map(|date| date.to_string()),
            time: fields.time.map(|time| time.to_string()),
            place: fields.place,
            host: fields.host,
            lines: fields.lines,
            style: fields.style,
            size: fields.size.map(StoredSize::from),
            language: fields.language.map(|language| language.code().to_owned()),
            layout: fields.layout,
        }
    }
}

impl StoredWords {
    fn words(&self) -> Option<Words> {
        let stored = self.clone();
        let fields = Fields {
            intent: both(stored.intent, |name| Intent::from_name(&name))?,
            subject: stored.subject,
            title: stored.title,
            date: both(stored.date, |date| date.parse::<Date>().ok())?,
            time: both(stored.time, |time| time.parse::<Time>().ok())?,
            place: stored.place,
            host: stored.host,
            lines: stored.lines,
            style: stored.style,
            size: stored.size.map(RequestedSize::from),
            language: both(stored.language, |code| Language::from_code(&code))?,
            layout: stored.layout,
        };
        Some(Words { prompt: stored.prompt, fields, invitation: stored.invitation })
    }
}

/// `Some(None)` for nothing, `Some(Some(…))` for what can be read, `None` for what cannot.
fn both<T, U>(value: Option<T>, read: impl FnOnce(T) -> Option<U>) -> Option<Option<U>> {
    match value {
        None => Some(None),
        Some(value) => read(value).map(Some),
    }
}

impl From<RequestedSize> for StoredSize {
    fn from(size: RequestedSize) -> Self {
        match size {
            RequestedSize::Pixels(PixelSize { width, height }) => Self::Px { width, height },
            RequestedSize::Paper { width_mm, height_mm } => Self::Mm { width: width_mm, height: height_mm },
        }
    }
}

impl From<StoredSize> for RequestedSize {
    fn from(size: StoredSize) -> Self {
        match size {
            StoredSize::Px { width, height } => Self::Pixels(PixelSize::new(width, height)),
            StoredSize::Mm { width, height } => Self::Paper { width_mm: width, height_mm: height },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
