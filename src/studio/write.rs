//! The verb `write`: a text in Markdown or JSON in, new documents out.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::progress::Parts;
use super::{Delivery, Studio, StudioError, shown};
use crate::documents::report::{self, Figure, Kind, Report, Source};
use crate::documents::{self, Format, Limits};
use crate::engine::{Engine, PaintRequest, Watch};
use crate::safety::Record;
use crate::scene::{Language, Palette, Picture, PixelSize};
use crate::{art, safety};

/// What a caller asks for.
#[derive(Clone, Debug)]
pub struct WriteRequest {
    /// The text, read by [`read_markdown`] or [`read_json`].
    pub report: Report,
    /// What it is for; as the text says when `None`.
    pub kind: Option<Kind>,
    /// The language of labels and proofing; as the text says when `None`.
    pub language: Option<Language>,
    /// The formats.
    pub formats: Vec<Format>,
    /// Style words for colours and pictures, as in `green, calm`.
    pub style: Option<String>,
    /// The seed; the same request with the same seed gives the same bytes.
    pub seed: u64,
    /// The model that makes the pictures; the default one when `None`.
    pub model: Option<String>,
    /// The pictures that the text names: PNG, JPEG, WebP or SVG files.
    pub pictures: BTreeMap<String, Vec<u8>>,
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The document's title, for its file's name.
    pub title: String,
    /// One document for each format.
    pub deliveries: Vec<Delivery>,
}

/// Reads a text in Markdown.
///
/// # Errors
/// [`StudioError::Document`] with the line.
pub fn read_markdown(text: &[u8]) -> Result<Report, StudioError> {
    let text = std::str::from_utf8(text).map_err(|error| documents::DocumentError::Text {
        place: format!("byte {}", error.valid_up_to()),
        reason: "it is not UTF-8".to_owned(),
    })?;
    Ok(report::markdown::read(text)?)
}

/// Reads a text in JSON.
///
/// # Errors
/// [`StudioError::Document`] with the field.
pub fn read_json(text: &[u8]) -> Result<Report, StudioError> {
    Ok(report::json::read(text)?)
}

/// Pixels per point of a picture made for a document: 150 to the inch, what office printers resolve.
const PIXELS_PER_POINT: f64 = 150.0 / 72.0;

/// The longest side of a picture made for a document, in pixels.
const LONGEST_SIDE: f64 = 2048.0;

impl Studio {
    /// Writes documents: pictures are checked first, then made, then everything is placed in each format.
    ///
    /// # Errors
    /// [`StudioError`] of the step that failed.
    pub fn write(&self, request: &WriteRequest, watch: &dyn Watch) -> Result<Written, StudioError> {
        let engine = self.engines.get(request.model.as_deref())?;
        let report = request.report.clone().settled(request.kind, request.language);
        let palette = art::palette_for(request.style.as_deref(), request.seed);
        let sources = sources(&report, &request.pictures, &self.limits)?;
        let watch = Parts::new(watch, sources.len() * request.formats.len());
        let mut painter = Painter {
            request,
            palette,
            language: report.language(),
            engine: engine.as_ref(),
            watch: &watch,
            painted: Vec::new(),
        };
        let mut deliveries = Vec::new();
        for format in &request.formats {
            let (pictures, records) = painter.pictures(&report, &sources, *format)?;
            let written = report::write(&report, &pictures, &palette, *format, &self.fonts)?;
            deliveries.push(Delivery {
                remarks: remarks(&report, &written.boxed),
                bytes: written.bytes,
                media_type: format.media_type(),
                extension: format.extension(),
                records,
            });
        }
        Ok(Written { title: report.title(), deliveries })
    }
}

/// What of the text was passed over.
fn remarks(report: &Report, boxed: &[String]) -> Vec<String> {
    let unread = report.unread.iter().map(|name| format!("the header's “{name}” means nothing here"));
    let boxes = format!(
        "no installed font has {}: the PDF shows a box for each, and says what it stands for to who listens or copies; \
         install a font, such as fonts-symbola on Debian",
        boxed.join(" ")
    );
    unread.chain((!boxed.is_empty()).then_some(boxes)).collect()
}

/// Makes the pictures of a document, each once for every shape it is seen in.
struct Painter<'a> {
    request: &'a WriteRequest,
    palette: Palette,
    /// The language of alternative text.
    language: Language,
    engine: &'a dyn Engine,
    watch: &'a Parts<'a>,
    /// The figure, its ratio, and what was made.
    painted: Vec<(usize, f64, Picture)>,
}

/// How far a picture's ratio may be from its place's, as a share: the rest is cut.
const NEAR: f64 = 0.1;

impl Painter<'_> {
    /// The pictures of a document in one format, with their records.
    fn pictures(
        &mut self,
        report: &Report,
        sources: &[Ready],
        format: Format,
    ) -> Result<(Vec<Picture>, Vec<Record>), StudioError> {
        let sizes = report.figure_sizes(format);
        let mut made = (Vec::new(), Vec::new());
        for (index, (source, size)) in sources.iter().zip(sizes).enumerate() {
            let picture = match source {
                Ready::Given(picture) => picture.clone(),
                Ready::Prompt(prompt) => self.painted(index, prompt, &report.figures[index], size)?,
            };
            self.watch.next_part();
            let (picture, record) = safety::clear_picture(picture);
            made.0.push(picture.into_inner());
            made.1.push(record);
        }
        Ok(made)
    }

    fn painted(
        &mut self,
        index: usize,
        prompt: &str,
        figure: &Figure,
        size: kurbo::Size,
    ) -> Result<Picture, StudioError> {
        let ratio = size.width / size.height;
        let near = |known: &&(usize, f64, Picture)| known.0 == index && (known.1 / ratio - 1.0).abs() < NEAR;
        if let Some((_, _, picture)) = self.painted.iter().find(near) {
            return Ok(picture.clone());
        }
        let request = PaintRequest {
            seed: self.request.seed.wrapping_add(index as u64),
            ..paint_request(prompt, figure, size, self.request, self.palette)
        };
        let mut picture = self.engine.paint(&request, self.watch)?;
        if figure.alt.is_empty() {
            picture.alt = shown::alt(prompt, &picture.shows, self.language);
        }
        self.painted.push((index, ratio, picture.clone()));
        Ok(picture)
    }
}

/// A picture that is there, or words to make it from.
enum Ready {
    Given(Picture),
    Prompt(String),
}

/// Every figure's picture or prompt. All are looked at before the first is made, so that a wrong one costs nothing.
fn sources(
    report: &Report,
    pictures: &BTreeMap<String, Vec<u8>>,
    limits: &Limits,
) -> Result<Vec<Ready>, StudioError> {
    let one = |figure: &Figure| {
        let refuse = |reason: String| {
            StudioError::Document(documents::DocumentError::Picture { place: figure.place.clone(), reason })
        };
        let file = match &figure.source {
            Source::Prompt(prompt) if prompt.trim().is_empty() => {
                return Err(refuse("its prompt is empty".to_owned()));
            }
            Source::Prompt(prompt) => {
                safety::clear_words([prompt.as_str()])?;
                return Ok(Ready::Prompt(prompt.clone()));
            }
            Source::Data(url) => decode(url).map_err(|reason| refuse(reason.to_owned()))?,
            Source::Named(name) => match pictures.get(name) {
                Some(file) => file.clone(),
                None => return Err(refuse(format!("no picture “{name}” came with the text"))),
            },
        };
        Ok(Ready::Given(documents::read_picture(file, &figure.place, &figure.alt, limits)?))
    };
    report.figures.iter().map(one).collect()
}

/// The picture file in a `data:` URL that is passed in as `name`.
///
/// # Errors
/// [`StudioError::Document`] when it holds none.
pub fn picture_file(name: &str, url: &str) -> Result<Vec<u8>, StudioError> {
    decode(url).map_err(|reason| {
        StudioError::Document(documents::DocumentError::Picture {
            place: name.to_owned(),
            reason: reason.to_owned(),
        })
    })
}

/// The file in a `data:` URL.
fn decode(url: &str) -> Result<Vec<u8>, &'static str> {
    let base64 = url.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,"));
    let (_, base64) = base64.ok_or("it is no data: URL in base64")?;
    BASE64_STANDARD.decode(base64.trim()).map_err(|_| "its base64 is broken")
}

fn paint_request(
    prompt: &str,
    figure: &Figure,
    size: kurbo::Size,
    request: &WriteRequest,
    palette: Palette,
) -> PaintRequest {
    let scale = PIXELS_PER_POINT.min(LONGEST_SIDE / size.width.max(size.height).max(1.0));
    let side = |points: f64| (points * scale).round().max(1.0) as u32;
    PaintRequest {
        prompt: prompt.to_owned(),
        negative: None,
        style: request.style.clone(),
        alt: if figure.alt.is_empty() { prompt.to_owned() } else { figure.alt.clone() },
        size: PixelSize::new(side(size.width), side(size.height)),
        seed: request.seed,
        palette: Some(palette),
        quiet: Vec::new(),
        focus: (0.5, 0.5),
        steps: None,
        guidance: None,
        ..PaintRequest::default()
    }
}
