//! What rows hold of words, sizes and choices: plain values, read back into those of the rooms below.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::brief::{Fields, Intent, RequestedSize, Words};
use crate::documents::export::Still;
use crate::scene::{Language, PixelSize};
use crate::studio::{Ground, Output, OutputKind, Sampling};

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
pub(super) struct StoredWords {
    prompt: String,
    invitation: Option<String>,
    intent: Option<String>,
    subject: Option<String>,
    title: Option<String>,
    pub date: Option<String>,
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

/// How pictures are handed over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct StoredOutput {
    /// png, jpeg, webp or svg; png when missing.
    kind: Option<String>,
    /// Of a JPEG, 1 to 100.
    quality: Option<u8>,
    /// opaque or transparent; as the picture comes when missing.
    ground: Option<String>,
}

/// A JPEG's quality when nobody says: what OpenAI's API has.
const USUAL_QUALITY: u8 = 100;

impl From<Output> for StoredOutput {
    fn from(output: Output) -> Self {
        let quality = match output.kind {
            OutputKind::Still(Still::Jpeg(quality)) => Some(quality),
            _ => None,
        };
        let ground = match output.ground {
            Ground::Own => None,
            Ground::Opaque => Some("opaque".to_owned()),
            Ground::Transparent => Some("transparent".to_owned()),
        };
        Self { kind: Some(output.kind.name().to_owned()), quality, ground }
    }
}

impl StoredOutput {
    pub fn output(&self) -> Option<Output> {
        let kind = match self.kind.as_deref() {
            None | Some("png") => OutputKind::Still(Still::Png),
            Some("jpeg") => OutputKind::Still(Still::Jpeg(self.quality.unwrap_or(USUAL_QUALITY))),
            Some("webp") => OutputKind::Still(Still::Webp),
            Some("svg") => OutputKind::Svg,
            Some(_) => return None,
        };
        let ground = match self.ground.as_deref() {
            None => Ground::Own,
            Some("opaque") => Ground::Opaque,
            Some("transparent") => Ground::Transparent,
            Some(_) => return None,
        };
        Some(Output { kind, ground })
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

/// Pixels of a page or picture whose size is not said, or said as paper: 1024 by 1024.
pub(super) const USUAL_PIXELS: u64 = 1 << 20;

impl StoredWords {
    /// Pixels of the page or picture.
    pub fn pixels(&self) -> u64 {
        match self.size {
            Some(StoredSize::Px { width, height }) => u64::from(width) * u64::from(height),
            _ => USUAL_PIXELS,
        }
    }

    pub fn words(&self) -> Option<Words> {
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
