//! The verb `design`: words in, designed pages out.

use jiff::civil::Date;

use super::progress::Parts;
use super::{Delivery, Studio, StudioError};
use crate::art::House;
use crate::brief::{Brief, Words};
use crate::documents::pdf::Print;
use crate::documents::{self, Format};
use crate::engine::{Engine, PaintRequest, Sampling, Watch};
use crate::safety::{self, Cleared, Record};
use crate::scene::{Frame, Picture, PixelSize, Scene};
use crate::{art, brief};

/// What a caller asks for.
#[derive(Clone, Debug)]
pub struct DesignRequest {
    /// The words, fields and invitation.
    pub words: Words,
    /// The day that "tomorrow" is counted from.
    pub today: Date,
    /// How many candidates, 1 to 10.
    pub candidates: u32,
    /// The seed; the same request with the same seed gives the same bytes.
    pub seed: u64,
    /// The model; the default one when `None`.
    pub model: Option<String>,
    /// What the pictures must not show.
    pub negative: Option<String>,
    /// Denoising steps, for models that have them.
    pub steps: Option<u32>,
    /// Guidance scale, for models that have one.
    pub guidance: Option<f64>,
    /// How noise is taken away, where the model leaves a choice.
    pub sampling: Sampling,
    /// How a PDF is made ready for a printer.
    pub print: Print,
}

/// What was understood and the designs made of it, best first.
#[derive(Clone, Debug)]
pub struct DesignSet {
    /// What was understood.
    pub brief: Brief,
    /// The candidates.
    pub designs: Vec<Design>,
}

/// One designed page with its pictures, ready to be placed in any format.
#[derive(Clone, Debug)]
pub struct Design {
    /// The page.
    pub scene: Scene,
    pub(super) pictures: Vec<Cleared<Picture>>,
    print: Print,
    /// One record for each picture.
    pub records: Vec<Record>,
}

impl Studio {
    /// Reads the words and nothing more.
    ///
    /// # Errors
    /// [`StudioError::Brief`].
    pub fn understand(&self, words: &Words, today: Date) -> Result<Brief, StudioError> {
        Ok(brief::read(words, today)?)
    }

    /// Designs pages: brief, clearance, art direction, pictures.
    ///
    /// # Errors
    /// [`StudioError`] of the step that failed.
    pub fn design(&self, request: &DesignRequest, watch: &dyn Watch) -> Result<DesignSet, StudioError> {
        self.design_on(request, false, watch)
    }

    /// The same, on pages without a ground where `transparent`.
    pub(super) fn design_on(
        &self,
        request: &DesignRequest,
        transparent: bool,
        watch: &dyn Watch,
    ) -> Result<DesignSet, StudioError> {
        let engine = self.engines.get(request.model.as_deref())?;
        let brief = safety::clear_brief(brief::read(&request.words, request.today)?)?;
        let scenes = art::direct(brief.get(), self.house(), request.seed, request.candidates)?;
        let watch = Parts::new(watch, scenes.iter().map(|scene| scene.frames().count()).sum());
        let designs = scenes
            .into_iter()
            .map(|mut scene| {
                if transparent {
                    scene.background = scene.background.with_alpha(0.0);
                }
                let paints = paint_requests(&scene, brief.get(), request);
                paint(scene, brief.get(), &paints, request.print, engine.as_ref(), &watch)
            })
            .collect::<Result<_, _>>()?;
        Ok(DesignSet { brief: brief.into_inner(), designs })
    }

    /// What pages are designed with.
    pub(super) fn house(&self) -> House<'_> {
        let palettes = self.brand.as_deref().map_or(&[][..], |brand| &brand.palettes);
        let layouts = self.layouts.as_deref().unwrap_or_else(|| super::Layouts::built_in());
        House { fonts: &self.fonts, layouts, palettes }
    }

    /// Places a design in a document.
    ///
    /// # Errors
    /// [`StudioError::Document`].
    pub fn deliver(&self, design: &Design, format: Format) -> Result<Delivery, StudioError> {
        let pictures: Vec<_> = design.pictures.iter().map(|picture| picture.get().clone()).collect();
        Ok(Delivery {
            bytes: documents::place_for_print(&design.scene, &pictures, format, design.print, &self.fonts)?,
            media_type: format.media_type(),
            extension: format.extension(),
            records: design.records.clone(),
            remarks: Vec::new(),
        })
    }
}

/// Paints a page's frames, in their order; their alternative text says what was painted.
pub(super) fn paint(
    mut scene: Scene,
    brief: &Brief,
    requests: &[PaintRequest],
    print: Print,
    engine: &dyn Engine,
    watch: &Parts<'_>,
) -> Result<Design, StudioError> {
    let mut pictures = Vec::new();
    let mut records = Vec::new();
    for (request, frame) in requests.iter().zip(scene.frames_mut()) {
        let mut picture = engine.paint(request, watch)?;
        if let Some(alt) = art::alt_of(brief, &picture.shows) {
            frame.alt.clone_from(&alt);
            picture.alt = alt;
        }
        let (picture, record) = safety::clear_picture(picture);
        watch.next_part();
        pictures.push(picture);
        records.push(record);
    }
    Ok(Design { scene, pictures, print, records })
}

/// What is asked of the engine for each frame of a page.
pub(super) fn paint_requests(scene: &Scene, brief: &Brief, request: &DesignRequest) -> Vec<PaintRequest> {
    scene.frames().map(|frame| paint_request(frame, scene, brief, request)).collect()
}

fn paint_request(frame: &Frame, scene: &Scene, brief: &Brief, request: &DesignRequest) -> PaintRequest {
    PaintRequest {
        prompt: frame.prompt.clone(),
        negative: request.negative.clone(),
        style: brief.style.clone(),
        alt: frame.alt.clone(),
        size: frame_pixels(frame, scene),
        seed: frame.seed,
        palette: Some(scene.palette),
        quiet: frame.quiet.iter().map(|rect| relative(*rect, frame.bounds)).collect(),
        focus: frame.focus,
        steps: request.steps,
        guidance: request.guidance,
        sampling: request.sampling,
        source: None,
        transparent: scene.background.alpha == 0,
    }
}

/// The pixels a frame covers on its page.
fn frame_pixels(frame: &Frame, scene: &Scene) -> PixelSize {
    let pixels = |length: f64| (length * scene.page.scale()).round().max(1.0) as u32;
    PixelSize::new(pixels(frame.bounds.width()), pixels(frame.bounds.height()))
}

/// `rect` as shares of `frame`: left, top, right, bottom from 0 to 1.
fn relative(rect: kurbo::Rect, frame: kurbo::Rect) -> [f64; 4] {
    let across = |x: f64| ((x - frame.x0) / frame.width()).clamp(0.0, 1.0);
    let down = |y: f64| ((y - frame.y0) / frame.height()).clamp(0.0, 1.0);
    [across(rect.x0), down(rect.y0), across(rect.x1), down(rect.y1)]
}
