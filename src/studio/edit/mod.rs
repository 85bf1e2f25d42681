//! The verb `edit`: a picture in, the picture with a part of it made anew, a wider or larger one, or others like it.
//!
//! [`Canvas`](canvas::Canvas) reads the picture and its mask, gives the engine what it starts from, and puts what comes back
//! over the picture: what the mask keeps stays as it was, byte for byte, its transparency too. [`larger`] only makes it larger.

mod canvas;
mod larger;

use super::picture::exported;
use super::progress::Parts;
use super::{Delivery, Output, Record, Studio, StudioError};
use crate::documents::raster;
use crate::engine::{Engine, PaintRequest, Sampling, Watch, mark};
use crate::safety;
use crate::scene::{Origin, Picture, PixelSize};
use canvas::Canvas;
pub use canvas::Edges;
pub use larger::TIMES;

/// How far variations go from their picture, and how far a picture without a mask is repainted, when nobody says.
const USUAL_STRENGTH: f64 = 0.6;

/// What a caller asks for.
#[derive(Clone, Debug, Default)]
pub struct EditRequest {
    /// A PNG, JPEG or WebP file.
    pub picture: Vec<u8>,
    /// A PNG or WebP file of the same size whose transparent pixels may change. Without one the picture's own transparent
    /// pixels may, and all of a picture that has none.
    pub mask: Option<Vec<u8>>,
    /// What it shall show; `None` for variations.
    pub words: Option<String>,
    /// What it must not show.
    pub negative: Option<String>,
    /// How much wider it becomes at each edge.
    pub outpaint: Edges,
    /// How far the result may go from what is there, 0 to 1; all the way where a mask says what may change.
    pub strength: Option<f64>,
    /// The size of the result; the picture's own (with its new edges) when `None`.
    pub size: Option<PixelSize>,
    /// How many times as wide it becomes, where nothing else of it shall change: nothing is painted, and only the picture and
    /// this number count.
    pub upscale: Option<u32>,
    /// How many, 1 to 10.
    pub count: u32,
    /// The seed of the first; the next has the next one.
    pub seed: u64,
    /// The model; the first checkpoint there is when `None`.
    pub model: Option<String>,
    /// Denoising steps.
    pub steps: Option<u32>,
    /// Guidance scale.
    pub guidance: Option<f64>,
    /// How noise is taken away.
    pub sampling: Sampling,
    /// How the results are handed over; SVG is PNG here, for there are no outlines.
    pub output: Output,
}

impl Studio {
    /// Makes a picture from a picture.
    ///
    /// # Errors
    /// [`StudioError::Picture`] when a file cannot be used, else those of the policy and the engine.
    pub fn edit(&self, request: &EditRequest, watch: &dyn Watch) -> Result<Vec<Delivery>, StudioError> {
        safety::clear_words(request.words.as_deref().into_iter().chain(request.negative.as_deref()))?;
        if let Some(times) = request.upscale {
            return Ok(vec![self.enlarge(request, times, watch)?]);
        }
        let engine = self.engines.get(self.editor(request).as_deref())?;
        let canvas = Canvas::open(request, &self.limits)?;
        let parts = Parts::new(watch, request.count as usize);
        (0..u64::from(request.count.max(1)))
            .map(|number| {
                self.edited(engine.as_ref(), &canvas, request, request.seed.wrapping_add(number), &parts)
            })
            .collect()
    }

    /// One result.
    fn edited(
        &self,
        engine: &dyn Engine,
        canvas: &Canvas,
        request: &EditRequest,
        seed: u64,
        parts: &Parts<'_>,
    ) -> Result<Delivery, StudioError> {
        let painted = engine.paint(&paint_request(canvas, request, seed), parts)?;
        let origin = if painted.origin == Origin::Trained { Origin::Edited } else { painted.origin };
        let painted = Picture { origin, ..painted };
        let size = request.size.unwrap_or_else(|| canvas.size());
        let merged = canvas.merge(&painted)?;
        let mut pixels = larger::scaled(self.engines.upscaler(), merged, size, &mut |_, _| parts.step(1, 1))?;
        let is_new = size != canvas.size() && origin == Origin::Edited;
        let mark = if is_new { mark(&mut pixels, 4, size, &painted.model, seed) } else { painted.mark };
        parts.next_part();
        let bytes = raster::write_png(&pixels, size, origin)?;
        let (_, record) = safety::clear_picture(Picture { mark, ..painted });
        exported(delivery(bytes, record), request.output)
    }

    /// Looks at the words, the files and the sizes, and makes nothing.
    ///
    /// # Errors
    /// [`StudioError::Picture`], [`StudioError::Refused`].
    pub fn check_edit(&self, request: &EditRequest) -> Result<(), StudioError> {
        safety::clear_words(request.words.as_deref().into_iter().chain(request.negative.as_deref()))?;
        match request.upscale {
            Some(times) => larger::open(request, times, &self.limits).map(drop),
            None => Canvas::open(request, &self.limits).map(drop),
        }
    }

    /// The model that edits: the one named, else the first that can.
    fn editor(&self, request: &EditRequest) -> Option<String> {
        let usable = self.engines.catalogue().models().iter();
        let mut usable = usable.filter(|model| model.folder.is_some() && model.problem.is_none());
        request.model.clone().or_else(|| usable.next().map(|model| model.name.clone()))
    }
}

fn delivery(bytes: Vec<u8>, record: Record) -> Delivery {
    Delivery { bytes, media_type: "image/png", extension: "png", records: vec![record], remarks: Vec::new() }
}

fn paint_request(canvas: &Canvas, request: &EditRequest, seed: u64) -> PaintRequest {
    let strength = request.strength.unwrap_or(if canvas.has_mask() { 1.0 } else { USUAL_STRENGTH });
    let words = request.words.clone().unwrap_or_default();
    PaintRequest {
        alt: words.clone(),
        prompt: words,
        negative: request.negative.clone(),
        size: canvas.size(),
        seed,
        steps: request.steps,
        guidance: request.guidance,
        sampling: request.sampling,
        source: Some(canvas.source(strength)),
        ..PaintRequest::default()
    }
}
