//! The verb `fill`: a template and data in, the finished document out.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::progress::Parts;
use super::{Delivery, Studio, StudioError};
use crate::documents::template::{FillOptions, Template, WantedPicture};
use crate::documents::{self, Format, Limits};
use crate::engine::{Engine, PaintRequest, Watch};
use crate::safety::{self, Cleared, Record};
use crate::scene::{Content, Drawing, Origin, Picture, PixelSize};

/// What a caller asks for.
#[derive(Clone, Debug)]
pub struct FillRequest {
    /// The whole template file: DOCX or PDF.
    pub template: Vec<u8>,
    /// The values for its tags and picture places. A picture's value is `{"prompt": "…", "alt": "…"}` or a `data:`
    /// URL of a PNG, JPEG or WebP file.
    pub data: Value,
    /// The seed of the pictures that are made for it.
    pub seed: u64,
    /// The model that makes them; the default one when `None`.
    pub model: Option<String>,
    /// How it is filled beyond the data.
    pub options: FillOptions,
}

/// Pixels per point of a picture made for a document: 150 to the inch, what office printers resolve.
const PIXELS_PER_POINT: f64 = 150.0 / 72.0;

/// The longest side of a picture made for a document, in pixels.
const LONGEST_SIDE: f64 = 2048.0;

/// Where a place's picture comes from.
enum Source {
    /// Made from words.
    Prompt { prompt: String, alt: String },
    /// A file that was passed in.
    Given(Picture),
}

impl Studio {
    /// Fills a template: its pictures are made or taken first, then all tags are filled at once.
    ///
    /// # Errors
    /// [`StudioError`] of the step that failed; tags that cannot be filled are reported before any picture is made.
    pub fn fill(&self, request: &FillRequest, watch: &dyn Watch) -> Result<Delivery, StudioError> {
        let engine = self.engines.get(request.model.as_deref())?;
        let template = Template::open(&request.template, &self.limits)?;
        // Evaluates everything, so that a wrong tag is reported before minutes go into pictures.
        let wanted = template.wanted(&request.data, &request.options)?;
        let sources = sources(&wanted, &self.limits)?;
        // A form reports its fields only when it is filled.
        if template.format() == Format::Pdf && !sources.is_empty() {
            let stand_ins = sources.keys().map(|name| (name.clone(), stand_in())).collect();
            template.fill(&request.data, &stand_ins, &request.options, &self.fonts)?;
        }
        let watch = Parts::new(watch, sources.len());
        let made = make(&wanted, sources, request.seed, engine.as_ref(), &watch)?;
        let records = made.values().map(|made| made.record.clone()).collect();
        let pictures = made.into_iter().map(|(name, made)| (name, made.picture.into_inner())).collect();
        Ok(Delivery {
            bytes: template.fill(&request.data, &pictures, &request.options, &self.fonts)?,
            media_type: template.format().media_type(),
            extension: template.format().extension(),
            records,
        })
    }
}

/// A cleared picture with its record.
struct Made {
    picture: Cleared<Picture>,
    record: Record,
}

/// Makes or takes the picture of every place that has a source.
fn make(
    wanted: &[WantedPicture],
    mut sources: BTreeMap<String, Source>,
    seed: u64,
    engine: &dyn Engine,
    watch: &Parts<'_>,
) -> Result<BTreeMap<String, Made>, StudioError> {
    let mut made = BTreeMap::new();
    for (index, place) in wanted.iter().enumerate() {
        let picture = match sources.remove(&place.name) {
            None => continue,
            Some(Source::Given(picture)) => picture,
            Some(Source::Prompt { prompt, alt }) => {
                engine.paint(&paint_request(place, prompt, alt, seed.wrapping_add(index as u64)), watch)?
            }
        };
        watch.next_part();
        let (picture, record) = safety::clear_picture(picture);
        made.insert(place.name.clone(), Made { picture, record });
    }
    Ok(made)
}

/// A picture of one clear pixel.
fn stand_in() -> Picture {
    Picture {
        content: Content::Drawn(Drawing { size: kurbo::Size::new(1.0, 1.0), shapes: Vec::new() }),
        size: PixelSize::new(1, 1),
        seed: 0,
        model: String::new(),
        alt: String::new(),
        origin: Origin::Procedural,
    }
}

/// The source of each place that has one: the data's value wins over the template's own prompt.
fn sources(wanted: &[WantedPicture], limits: &Limits) -> Result<BTreeMap<String, Source>, StudioError> {
    let mut sources = BTreeMap::new();
    for place in wanted {
        let source = match (&place.value, &place.prompt) {
            (Some(value), _) => from_value(place, value, limits)?,
            (None, Some(prompt)) => from_prompt(place, prompt, None)?,
            (None, None) => continue,
        };
        sources.insert(place.name.clone(), source);
    }
    Ok(sources)
}

fn from_value(place: &WantedPicture, value: &Value, limits: &Limits) -> Result<Source, StudioError> {
    let refuse = |reason: &str| StudioError::Data { place: place.name.clone(), reason: reason.to_owned() };
    let alt = value.get("alt").and_then(Value::as_str);
    if let Some(prompt) = value.get("prompt").and_then(Value::as_str) {
        return from_prompt(place, prompt, alt);
    }
    let url = value.as_str().or_else(|| value.get("data").and_then(Value::as_str));
    let url = url.ok_or_else(|| refuse("it is neither an object with a prompt nor a data: URL"))?;
    let base64 = url
        .strip_prefix("data:")
        .and_then(|rest| rest.split_once(";base64,"))
        .ok_or_else(|| refuse("it is no data: URL in base64; addresses on the network are not fetched"))?
        .1;
    let file =
        BASE64_STANDARD.decode(base64).map_err(|error| refuse(&format!("its base64 is broken: {error}")))?;
    let alt = alt.or(place.alt.as_deref()).unwrap_or_default();
    Ok(Source::Given(documents::read_picture(file, &place.name, alt, limits)?))
}

fn from_prompt(place: &WantedPicture, prompt: &str, alt: Option<&str>) -> Result<Source, StudioError> {
    if prompt.trim().is_empty() {
        return Err(StudioError::Data {
            place: place.name.clone(),
            reason: "its prompt is empty".to_owned(),
        });
    }
    safety::clear_words([prompt])?;
    Ok(Source::Prompt { prompt: prompt.to_owned(), alt: alt.unwrap_or(prompt).to_owned() })
}

fn paint_request(place: &WantedPicture, prompt: String, alt: String, seed: u64) -> PaintRequest {
    PaintRequest {
        prompt,
        negative: None,
        style: None,
        alt,
        size: pixels(place.size),
        seed,
        palette: None,
        quiet: Vec::new(),
        focus: (0.5, 0.5),
        steps: None,
        guidance: None,
    }
}

/// The pixels for a place of so many points; for a place of unknown size, those of a page-wide figure.
fn pixels(size: kurbo::Size) -> PixelSize {
    let size = if size.area() > 0.0 { size } else { kurbo::Size::new(480.0, 320.0) };
    let scale = PIXELS_PER_POINT.min(LONGEST_SIDE / size.width.max(size.height).max(1.0));
    let side = |points: f64| (points * scale).round().max(1.0) as u32;
    PixelSize::new(side(size.width), side(size.height))
}
