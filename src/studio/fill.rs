//! The verb `fill`: a template and data in, the finished document out. [`Press`] is a template opened once, for one
//! document or for many.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::cache::{Key, PictureCache};
use super::files::Files;
use super::progress::Parts;
use super::sources::{Source, sources};
use super::{Delivery, Studio, StudioError, shown};
use crate::brief;
use crate::documents::package::Pieces;
use crate::documents::template::{FillOptions, Template, WantedPicture};
use crate::documents::{self, Format};
use crate::engine::{Engine, PaintRequest, Watch};
use crate::safety::{self, Cleared, Record};
use crate::scene::{Content, Drawing, Language, Origin, Palette, Picture, PixelSize};

/// What a caller asks for.
#[derive(Clone, Debug)]
pub struct FillRequest {
    /// The whole template file: DOCX, PPTX or PDF.
    pub template: Vec<u8>,
    /// The values for its tags and picture places. A picture's value is `{"prompt": "…", "alt": "…"}`, `{"file": "…"}`
    /// or a `data:` URL of a PNG, JPEG, WebP or SVG file.
    pub data: Value,
    /// Where the files are that the data names.
    pub files: Files,
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

impl Studio {
    /// Fills a template: its pictures are made or taken first, then all tags are filled at once.
    ///
    /// # Errors
    /// [`StudioError`] of the step that failed; tags that cannot be filled are reported before any picture is made.
    pub fn fill(&self, request: &FillRequest, watch: &dyn Watch) -> Result<Delivery, StudioError> {
        let press = Press::open(self, request, PictureCache::new(0))?;
        let printed = press.print(&request.data, watch)?;
        Ok(Delivery {
            bytes: printed.pieces.into_vec(),
            media_type: printed.media_type,
            extension: printed.extension,
            records: printed.records,
            remarks: press.template.remarks(&request.options),
        })
    }
}

/// A template opened once, with what all documents made from it share.
pub(super) struct Press<'s> {
    studio: &'s Studio,
    engine: Arc<dyn Engine>,
    template: Template,
    /// The template's own colours, for the pictures that are made for it.
    palette: Option<Palette>,
    options: FillOptions,
    files: Files,
    seed: u64,
    cache: PictureCache,
}

/// A finished document of a [`Press`].
pub(super) struct Printed {
    pub pieces: Pieces,
    pub media_type: &'static str,
    pub extension: &'static str,
    pub records: Vec<Record>,
}

impl<'s> Press<'s> {
    /// Opens the request's template; the data is left for [`Press::print`].
    ///
    /// # Errors
    /// [`StudioError::Engine`] for an unknown model, [`StudioError::Document`] for a template that cannot be opened.
    pub fn open(studio: &'s Studio, request: &FillRequest, cache: PictureCache) -> Result<Self, StudioError> {
        let engine = studio.engines.get(request.model.as_deref())?;
        let template = Template::open(&request.template, &studio.limits)?;
        Ok(Self {
            studio,
            engine,
            palette: template.palette()?,
            template,
            options: request.options.clone(),
            files: request.files.clone(),
            seed: request.seed,
            cache,
        })
    }

    /// What its documents are.
    pub fn format(&self) -> Format {
        self.template.format()
    }

    /// One document.
    ///
    /// # Errors
    /// As for [`Studio::fill`].
    pub fn print(&self, data: &Value, watch: &dyn Watch) -> Result<Printed, StudioError> {
        // Evaluates everything, so that a wrong tag is reported before minutes go into pictures.
        let draft = self.template.begin(data, &self.options)?;
        let wanted = draft.wanted();
        let sources = sources(&wanted)?;
        // A form reports its fields only when it is filled.
        if self.format() == Format::Pdf && sources.values().any(Source::takes_time) {
            let stand_ins = sources.keys().map(|name| (name.clone(), stand_in())).collect();
            self.fill(data, &stand_ins)?;
        }
        let watch = Parts::new(watch, sources.len());
        let made = self.make(&wanted, sources, &watch)?;
        let records = made.values().map(|made| made.record.clone()).collect();
        let pictures = made.into_iter().map(|(name, made)| (name, made.picture.into_inner())).collect();
        let (media_type, extension) = (self.format().media_type(), self.format().extension());
        let pieces = draft.finish(&pictures, &self.studio.fonts)?;
        Ok(Printed { pieces, media_type, extension, records })
    }

    fn fill(&self, data: &Value, pictures: &BTreeMap<String, Picture>) -> Result<Pieces, StudioError> {
        Ok(self.template.fill_in_pieces(data, pictures, &self.options, &self.studio.fonts)?)
    }

    /// Makes or takes the picture of every place that has a source.
    fn make(
        &self,
        wanted: &[WantedPicture],
        mut sources: BTreeMap<String, Source>,
        watch: &Parts<'_>,
    ) -> Result<BTreeMap<String, Made>, StudioError> {
        let mut made = BTreeMap::new();
        for (index, place) in wanted.iter().enumerate() {
            let Some(source) = sources.remove(&place.name) else { continue };
            let picture = self.picture(place, source, self.seed.wrapping_add(index as u64), watch)?;
            watch.next_part();
            let (picture, record) = safety::clear_picture(picture);
            made.insert(place.name.clone(), Made { picture, record });
        }
        Ok(made)
    }

    /// The picture of one place; the same one is made or read once.
    fn picture(
        &self,
        place: &WantedPicture,
        source: Source,
        seed: u64,
        watch: &Parts<'_>,
    ) -> Result<Picture, StudioError> {
        let (picture, alt) = match source {
            Source::Prompt { prompt, alt } => {
                let request = paint_request(place, prompt, alt.clone().unwrap_or_default(), seed);
                let request = PaintRequest { palette: self.palette, ..request };
                let key = || Key { from: request.prompt.clone(), size: Some(request.size), seed };
                let paint = || Ok(self.template.ready(self.engine.paint(&request, watch)?)?);
                let picture = self.cache.get(key, paint)?;
                let said = || shown::alt(&request.prompt, &picture.shows, self.language(&request.prompt));
                let alt = alt.unwrap_or_else(said);
                (picture, alt)
            }
            Source::Given { from, alt } => {
                let key = || Key { from: from.clone(), size: None, seed: 0 };
                (self.cache.get(key, || self.given(place, &from))?, alt)
            }
        };
        Ok(Picture { alt, ..picture })
    }

    /// The language of alternative text: as asked for, else the template's, else that of the words themselves.
    fn language(&self, words: &str) -> Language {
        let own = self.options.language.or_else(|| self.template.language());
        own.unwrap_or_else(|| brief::language_of(words).unwrap_or_default())
    }

    /// The picture at a data: URL or in a file.
    fn given(&self, place: &WantedPicture, from: &str) -> Result<Picture, StudioError> {
        let refuse = |reason: String| StudioError::Data { place: place.name.clone(), reason };
        let limits = &self.studio.limits;
        let file = match from.strip_prefix("data:") {
            None => self.files.read(from, limits.file_bytes).map_err(refuse)?,
            Some(url) => {
                let base64 = url.split_once(";base64,").map_or("", |(_, base64)| base64);
                let file = BASE64_STANDARD.decode(base64);
                file.map_err(|error| refuse(format!("its base64 is broken: {error}")))?.into()
            }
        };
        Ok(documents::read_picture(file, &place.name, "", limits)?)
    }
}

/// A cleared picture with its record.
struct Made {
    picture: Cleared<Picture>,
    record: Record,
}

/// A picture of one clear pixel.
pub(super) fn stand_in() -> Picture {
    Picture {
        content: Content::Drawn(Drawing { size: kurbo::Size::new(1.0, 1.0), shapes: Vec::new() }),
        size: PixelSize::new(1, 1),
        seed: 0,
        model: String::new(),
        alt: String::new(),
        origin: Origin::Procedural,
        shows: Vec::new(),
        mark: None,
    }
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
        ..PaintRequest::default()
    }
}

/// The pixels for a place of so many points; for a place of unknown size, those of a page-wide figure.
pub(super) fn pixels(size: kurbo::Size) -> PixelSize {
    let size = if size.area() > 0.0 { size } else { kurbo::Size::new(480.0, 320.0) };
    let scale = PIXELS_PER_POINT.min(LONGEST_SIDE / size.width.max(size.height).max(1.0));
    let side = |points: f64| (points * scale).round().max(1.0) as u32;
    PixelSize::new(side(size.width), side(size.height))
}
