//! One job's steps: call the studio's verb, then keep what it made.

use super::progress::Stage;
use super::{
    BatchWork, DesignWork, EditWork, Failure, FailureKind, FillWork, IllustrateWork, PictureWork, RefineWork,
    Request, StoredText, WriteWork,
};
use crate::documents::Format;
use crate::engine::{EngineError, Watch};
use crate::store::StoreError;
use crate::studio::{
    Delivery, Design, DesignRequest, Files, FillRequest, Studio, StudioError, Tally, file_name,
};

/// What a verb made, before it is kept.
pub(super) struct Fresh {
    pub seed: u64,
    pub candidates: Vec<FreshCandidate>,
    pub rows: Option<Tally>,
    pub notices: Vec<String>,
}

/// One of the things to choose from.
pub(super) struct FreshCandidate {
    pub seed: u64,
    pub name: String,
    pub alt: String,
    pub deliveries: Vec<Delivery>,
}

/// Why there is nothing to keep.
pub(super) enum WorkError {
    /// The verb failed or was stopped.
    Studio(StudioError),
    /// The row makes no sense.
    Row,
    /// The verb panicked; the panic is in the log.
    Panicked,
    /// It was asked to stop and did not within the time it was given.
    Stuck,
    /// It was stopped, as it did not come to its end in time.
    Late(FailureKind),
    /// What it made could not be kept.
    Keep(StoreError),
}

impl<T: Into<StudioError>> From<T> for WorkError {
    fn from(error: T) -> Self {
        Self::Studio(error.into())
    }
}

impl WorkError {
    /// Whether it was asked to stop.
    pub fn is_stop(&self) -> bool {
        matches!(self, Self::Studio(StudioError::Engine(EngineError::Cancelled)) | Self::Stuck)
    }

    /// What the job's owner is told.
    pub fn failure(&self) -> Failure {
        match self {
            Self::Studio(error) => Failure::from(error),
            Self::Late(kind) => Failure::late(*kind),
            Self::Row | Self::Panicked | Self::Stuck | Self::Keep(_) => Failure::internal(),
        }
    }

    /// What the log is told: nothing of the words, only the cause of what is our fault.
    pub fn cause(&self) -> Option<String> {
        match self {
            Self::Late(_) => None,
            Self::Studio(error) if error.is_callers_fault() => None,
            Self::Studio(error) => Some(error.to_string()),
            Self::Row => Some("the row of the job cannot be read".to_owned()),
            Self::Panicked => Some("the verb panicked".to_owned()),
            Self::Stuck => Some("the verb did not stop".to_owned()),
            Self::Keep(error) => Some(error.to_string()),
        }
    }
}

/// Does the work. Blocks its thread until it is done.
pub(super) fn run(
    studio: &Studio,
    request: &Request,
    input: Vec<u8>,
    files: Files,
    watch: &dyn Watch,
) -> Result<Fresh, WorkError> {
    match request {
        Request::Design(work) => design(studio, work, watch),
        Request::Picture(work) => picture(studio, work, watch),
        Request::Refine(work) => refine(studio, work, watch),
        Request::Edit(work) => edit(studio, work, &input, watch),
        Request::Fill(work) => fill(studio, work, input, files, watch),
        Request::Batch(work) => batch(studio, work, input, files, watch),
        Request::Write(work) => write(studio, work, &input, watch),
        Request::Illustrate(work) => illustrate(studio, work, input, watch),
    }
}

/// Pictures take most of the time, documents the rest: hundredths of the way.
const PAINTED: u32 = 70;

fn design(studio: &Studio, work: &DesignWork, watch: &dyn Watch) -> Result<Fresh, WorkError> {
    let request = work.request().ok_or(WorkError::Row)?;
    let set = studio.design(&request, &Stage { watch, from: 0, to: PAINTED })?;
    let candidates = deliver(studio, &set.designs, &work.formats(), request.seed, watch)?;
    Ok(Fresh { seed: request.seed, candidates, rows: None, notices: Vec::new() })
}

fn picture(studio: &Studio, work: &PictureWork, watch: &dyn Watch) -> Result<Fresh, WorkError> {
    let request = work.design.request().ok_or(WorkError::Row)?;
    let output = work.output().ok_or(WorkError::Row)?;
    let pictured = match (studio.picture(&request, output, watch), work.fallback()) {
        (Err(StudioError::Engine(error)), Some(fallback)) if error.is_models_fault() => {
            tracing::warn!(fallback, %error, "the model failed, and another steps in");
            let model = Some(fallback.to_owned());
            studio.picture(&DesignRequest { model, ..request.clone() }, output, watch)?
        }
        (pictured, _) => pictured?,
    };
    let candidate = |(design, delivery): (Design, Delivery)| FreshCandidate {
        deliveries: vec![delivery],
        ..FreshCandidate::of(&design, request.seed)
    };
    let candidates = pictured.into_iter().map(candidate).collect();
    Ok(Fresh { seed: request.seed, candidates, rows: None, notices: Vec::new() })
}

/// Remakes a version of a design; its words were judged before it was queued.
fn refine(studio: &Studio, work: &RefineWork, watch: &dyn Watch) -> Result<Fresh, WorkError> {
    let history = work.history().ok_or(WorkError::Row)?;
    let refined = studio.refine(&history, &Stage { watch, from: 0, to: PAINTED })?;
    let seed = history.design.seed;
    let candidates = deliver(studio, &[refined.design], &work.formats(), seed, watch)?;
    Ok(Fresh { seed, candidates, rows: None, notices: refined.notices })
}

/// Every design in every format.
fn deliver(
    studio: &Studio,
    designs: &[Design],
    formats: &[Format],
    seed: u64,
    watch: &dyn Watch,
) -> Result<Vec<FreshCandidate>, WorkError> {
    let total = (designs.len() * formats.len()) as u32;
    let delivering = Stage { watch, from: PAINTED, to: 100 };
    let mut candidates = Vec::new();
    for design in designs {
        let mut candidate = FreshCandidate::of(design, seed);
        for format in formats {
            let done = (candidates.len() * formats.len() + candidate.deliveries.len()) as u32;
            if delivering.step(done, total).is_break() {
                return Err(EngineError::Cancelled.into());
            }
            candidate.deliveries.push(studio.deliver(design, *format)?);
        }
        candidates.push(candidate);
    }
    Ok(candidates)
}

fn fill(
    studio: &Studio,
    work: &FillWork,
    template: Vec<u8>,
    files: Files,
    watch: &dyn Watch,
) -> Result<Fresh, WorkError> {
    let request = FillRequest {
        template,
        data: work.data.clone(),
        files,
        seed: work.seed,
        model: work.model.clone(),
        options: work.options(),
    };
    let delivery = studio.fill(&request, watch)?;
    let candidate = FreshCandidate {
        seed: work.seed,
        name: work.name.clone(),
        alt: String::new(),
        deliveries: vec![delivery],
    };
    Ok(Fresh { seed: work.seed, candidates: vec![candidate], rows: None, notices: Vec::new() })
}

fn edit(studio: &Studio, work: &EditWork, files: &[u8], watch: &dyn Watch) -> Result<Fresh, WorkError> {
    let request = work.request(files).ok_or(WorkError::Row)?;
    let candidate = |delivery: Delivery| FreshCandidate {
        seed: delivery.records.first().map_or(work.seed(), |record| record.seed),
        name: work.name.clone(),
        alt: request.words.clone().unwrap_or_default(),
        deliveries: vec![delivery],
    };
    let candidates = studio.edit(&request, watch)?.into_iter().map(candidate).collect();
    Ok(Fresh { seed: work.seed(), candidates, rows: None, notices: Vec::new() })
}

fn write(studio: &Studio, work: &WriteWork, text: &[u8], watch: &dyn Watch) -> Result<Fresh, WorkError> {
    let text: StoredText = serde_json::from_slice(text).map_err(|_| WorkError::Row)?;
    let written = studio.write(&work.request(&text)?, watch)?;
    let title = file_name(&written.title);
    let candidate = FreshCandidate {
        seed: work.seed,
        name: if title.is_empty() { "document".to_owned() } else { title },
        alt: String::new(),
        deliveries: written.deliveries,
    };
    Ok(Fresh { seed: work.seed, candidates: vec![candidate], rows: None, notices: Vec::new() })
}

fn batch(
    studio: &Studio,
    work: &BatchWork,
    input: Vec<u8>,
    files: Files,
    watch: &dyn Watch,
) -> Result<Fresh, WorkError> {
    let (zip, tally) = super::batch::run(studio, work, input, files, watch)?;
    let candidate = FreshCandidate {
        seed: work.seed,
        name: work.title.clone(),
        alt: String::new(),
        deliveries: vec![zip],
    };
    Ok(Fresh { seed: work.seed, candidates: vec![candidate], rows: Some(tally), notices: Vec::new() })
}

fn illustrate(
    studio: &Studio,
    work: &IllustrateWork,
    document: Vec<u8>,
    watch: &dyn Watch,
) -> Result<Fresh, WorkError> {
    let illustrated = studio.illustrate(&work.request(document), watch)?;
    let candidate = FreshCandidate {
        seed: work.seed,
        name: work.name.clone(),
        alt: String::new(),
        deliveries: vec![illustrated.delivery],
    };
    Ok(Fresh { seed: work.seed, candidates: vec![candidate], rows: None, notices: Vec::new() })
}

impl FreshCandidate {
    fn of(design: &Design, seed: u64) -> Self {
        let alt = design.scene.frames().map(|frame| frame.alt.as_str()).find(|alt| !alt.is_empty());
        let title = file_name(&design.scene.title);
        Self {
            seed: design.records.first().map_or(seed, |record| record.seed),
            name: if title.is_empty() { "design".to_owned() } else { title },
            alt: alt.unwrap_or_default().to_owned(),
            deliveries: Vec::new(),
        }
    }
}
