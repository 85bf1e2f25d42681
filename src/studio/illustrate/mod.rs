//! The verb `illustrate`: a finished document in, the same document with pictures out.
//!
//! [`choose`] reads the outline and decides which sections get a picture of what, by the words of [`subjects`] that
//! [`reading`] finds with [`words`]; [`wording`] writes alternative texts and captions. The result is a [`Plan`], which people may
//! edit; applying it makes the pictures and hands them to the document.

use super::fill::{pixels, stand_in};
use super::progress::Parts;
use super::{Delivery, Studio, StudioError};
use crate::documents::illustrate::{Insertion, Manuscript, Spot};
use crate::engine::{PaintRequest, Watch, vector};
use crate::safety;
use crate::scene::Palette;
use choose::Wish;

mod choose;
mod colours;
mod plan;
mod reading;
mod subjects;
#[cfg(test)]
mod tests;
mod wording;
mod words;

pub use colours::Colours;
pub use plan::{Entry, Plan, PlannedPlace, Skipped};

/// What a caller asks for.
#[derive(Clone, Debug)]
pub struct IllustrateRequest {
    /// The whole file: DOCX or PPTX.
    pub document: Vec<u8>,
    /// The plan to apply; made now when `None`.
    pub plan: Option<Plan>,
    /// How many pictures at most; by the document's length when `None`.
    pub pictures: Option<usize>,
    /// Style words, such as `watercolor`.
    pub style: Option<String>,
    /// The seed; the same request with the same seed gives the same bytes.
    pub seed: u64,
    /// The model; the plan's, else the default one when `None`.
    pub model: Option<String>,
}

/// An illustrated document and what was done to it.
#[derive(Clone, Debug)]
pub struct Illustrated {
    /// The document.
    pub delivery: Delivery,
    /// What went where.
    pub plan: Plan,
}

/// An entry of the plan that has found its place.
struct Placed<'p> {
    entry: &'p Entry,
    insertion: Insertion,
}

impl Studio {
    /// Plans pictures for a document and changes nothing.
    ///
    /// # Errors
    /// [`StudioError`] when the document cannot be read or the model is unknown. A plan without pictures is none.
    pub fn plan_pictures(&self, request: &IllustrateRequest) -> Result<Plan, StudioError> {
        self.engines.get(request.model.as_deref())?;
        let manuscript = Manuscript::open(&request.document, &self.limits)?;
        Ok(make_plan(&manuscript, request))
    }

    /// Illustrates a document: by the plan that came with it, else by one made now.
    ///
    /// # Errors
    /// [`StudioError::NothingToIllustrate`] when there is nothing to do; else that of the step that failed. An entry
    /// that does not fit is reported before any picture is made.
    pub fn illustrate(
        &self,
        request: &IllustrateRequest,
        watch: &dyn Watch,
    ) -> Result<Illustrated, StudioError> {
        let manuscript = Manuscript::open(&request.document, &self.limits)?;
        let plan = request.plan.clone().unwrap_or_else(|| make_plan(&manuscript, request));
        if plan.pictures.is_empty() {
            return Err(nothing_to_do(&plan));
        }
        let engine = self.engines.get(request.model.as_deref().or(plan.model.as_deref()))?;
        let palette = plan.palette.as_ref().map(Colours::palette).transpose()?;
        let style = request.style.clone().or_else(|| plan.style.clone());
        let placed = place(&manuscript, &plan)?;
        let watch = Parts::new(watch, placed.len());
        let (mut insertions, mut records) = (Vec::new(), Vec::new());
        for Placed { entry, insertion } in placed {
            let painted = engine.paint(&paint_request(entry, &insertion, palette, style.clone()), &watch)?;
            watch.next_part();
            let (picture, record) = safety::clear_picture(painted);
            records.push(record);
            insertions.push(Insertion { picture: picture.into_inner(), ..insertion });
        }
        let delivery = Delivery {
            bytes: manuscript.illustrate(&insertions)?,
            media_type: manuscript.format().media_type(),
            extension: manuscript.format().extension(),
            records,
            remarks: plan.notes.clone(),
        };
        Ok(Illustrated { delivery, plan })
    }
}

fn make_plan(manuscript: &Manuscript, request: &IllustrateRequest) -> Plan {
    let language = manuscript.language();
    let wish = Wish {
        pictures: request.pictures,
        seed: request.seed,
        language,
        reads_korean: request.model.as_deref().is_none_or(|model| model == vector::MODEL),
    };
    let (pictures, skipped) = choose::choose(manuscript, &wish);
    let spots: Vec<Spot> = pictures.iter().filter_map(|entry| entry.place.spot()).collect();
    Plan {
        version: plan::VERSION,
        format: manuscript.format().extension().to_owned(),
        language: language.code().to_owned(),
        model: request.model.clone(),
        style: request.style.clone(),
        palette: manuscript.palette().as_ref().map(Colours::of),
        pictures,
        skipped,
        notes: manuscript.notes(&spots).into_iter().map(plan::sentence).collect(),
    }
}

/// Why an empty plan is empty: every reason, the commonest first.
fn nothing_to_do(plan: &Plan) -> StudioError {
    let reason = match plan.skipped.as_slice() {
        [] => "the document has no text that a picture could help".to_owned(),
        [only] => format!("the only section gets no picture{}: {}", called(&only.heading), only.reason),
        many => format!("no section wants a picture: {}", counted(many)),
    };
    StudioError::NothingToIllustrate { reason }
}

/// The reasons with how often each holds, and one section's heading for the commonest that has one.
fn counted(skipped: &[Skipped]) -> String {
    let mut reasons: Vec<(&str, usize)> = Vec::new();
    for Skipped { reason, .. } in skipped {
        match reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, count)) => *count += 1,
            None => reasons.push((reason, 1)),
        }
    }
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let said = |(reason, count): &(&str, usize)| {
        let mut of =
            skipped.iter().filter(|skipped| skipped.reason == *reason && !skipped.heading.is_empty());
        let example = of.next().map(|skipped| called(&skipped.heading)).unwrap_or_default();
        format!("{count} because {reason}{example}")
    };
    reasons.iter().map(said).collect::<Vec<_>>().join("; ")
}

/// A heading behind what is said of its section; a text before the first heading has none.
fn called(heading: &str) -> String {
    if heading.is_empty() { String::new() } else { format!(" (“{heading}”)") }
}

/// Finds every entry's place and clears its words.
fn place<'p>(manuscript: &Manuscript, plan: &'p Plan) -> Result<Vec<Placed<'p>>, StudioError> {
    if plan.format != manuscript.format().extension() {
        let reason = format!("it is for a {} file", plan.format);
        return Err(StudioError::BadPlan { reason });
    }
    let mut placed: Vec<Placed<'_>> = Vec::new();
    for entry in &plan.pictures {
        let spot = entry.place.spot().ok_or_else(|| {
            entry.wrong("its place must be after_paragraph, or a slide with a placeholder or an area")
        })?;
        let place = manuscript.place(&entry.id, &entry.part, spot, &entry.place.hash)?;
        if placed.iter().any(|other| other.insertion.spot == place.spot) {
            return Err(entry.wrong("another entry goes to the same place").into());
        }
        if entry.prompt.trim().is_empty() {
            return Err(entry.wrong("its prompt is empty").into());
        }
        let caption = entry.caption.as_deref().map(str::trim).filter(|caption| !caption.is_empty());
        safety::clear_words([entry.prompt.as_str(), &entry.alt].into_iter().chain(caption))?;
        let size = match place.spot {
            Spot::Placeholder { wants_picture: true, .. } => place.room,
            _ => entry.size(place)?,
        };
        let insertion = Insertion {
            id: entry.id.clone(),
            spot: place.spot,
            hash: place.hash.clone(),
            picture: stand_in(),
            size,
            caption: caption.map(str::to_owned),
        };
        placed.push(Placed { entry, insertion });
    }
    Ok(placed)
}

fn paint_request(
    entry: &Entry,
    insertion: &Insertion,
    palette: Option<Palette>,
    style: Option<String>,
) -> PaintRequest {
    PaintRequest {
        prompt: entry.prompt.clone(),
        negative: None,
        style,
        alt: entry.alt.clone(),
        size: pixels(insertion.size),
        seed: entry.seed,
        palette,
        quiet: Vec::new(),
        focus: (0.5, 0.5),
        steps: None,
        guidance: None,
        ..PaintRequest::default()
    }
}
