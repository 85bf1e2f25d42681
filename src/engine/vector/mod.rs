//! The procedural engine `vector-1`: pictures from rules, a palette and a seed; no weights, no network.
//!
//! [`choose`] decides what is drawn: [`words`] knows our own scenes ([`motif`]) and objects ([`icon`]), [`find`] the works of
//! a [`library`], which [`compose`] puts together; [`colours`] finds a palette where none was given; [`kit`] has the tools of all.
//! Pictures are outlines, sharp at any size. What nothing is known about becomes an abstract motif. Of a given picture
//! it makes the same in other colours ([`recolour`]), and nothing else.

use std::sync::Arc;

use kurbo::{Affine, Rect, Shape as _, Size, Vec2};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::{Engine, EngineError, PaintRequest, Watch};
use crate::scene::{Colour, Content, Drawing, Origin, Paint, Palette, Picture, PixelSize, Shape, Shown};
use choose::Subject;
pub use find::Finder;
use kit::Canvas;
use library::Library;

mod choose;
mod colours;
mod compose;
mod find;
mod icon;
mod kit;
pub mod library;
mod motif;
mod recolour;
mod words;

/// The engine's public name.
pub const MODEL: &str = "vector-1";

/// The procedural engine, with an art library or without.
#[derive(Clone, Debug, Default)]
pub struct VectorEngine {
    finder: Option<Arc<Finder>>,
}

impl VectorEngine {
    /// The engine with an art library.
    pub fn new(library: Arc<Library>) -> Self {
        Self::finding_by(Finder::new(library))
    }

    /// The engine with a library and what its names mean.
    pub fn finding_by(finder: Finder) -> Self {
        Self { finder: Some(Arc::new(finder)) }
    }
}

/// Reading the words, drawing, and placing on the canvas are the steps a watch hears of.
const STEPS: u32 = 3;

/// How much of the picture's own ground lies over quiet places, on top of what the motif leaves out there: enough
/// to nearly halve the contrast that is left, too little to look like a panel.
const HUSH: f32 = 0.42;
/// The veil's edge fades over this many canvas units.
const HUSH_FADE: f64 = 150.0;

impl Engine for VectorEngine {
    fn model(&self) -> &str {
        MODEL
    }

    fn paint(&self, request: &PaintRequest, watch: &dyn Watch) -> Result<Picture, EngineError> {
        check_size(request.size)?;
        if let Some(source) = &request.source {
            return recolour::paint(source, request, watch);
        }
        report(watch, 0)?;
        let (mut subject, palette) = self.understood(request);
        let canvas = Canvas::new(request.size, request.focus, &request.quiet);
        if let (Subject::Works(cast), true) = (&mut subject, canvas.small) {
            cast.supporting.clear();
        }
        report(watch, 1)?;
        let subject = match subject {
            Subject::Works(cast) if request.transparent => Subject::Work(cast.main),
            subject => subject,
        };
        let shows = self.shows(&subject);
        let shapes = match request.transparent {
            true => self.cut_out(&subject, &canvas, &palette, request.seed),
            false => self.draw(&subject, &canvas, &palette, request.seed),
        };
        report(watch, 2)?;
        let drawing = placed(&shapes, &canvas, request.size);
        report(watch, STEPS)?;
        Ok(Picture {
            content: Content::Drawn(drawing),
            size: request.size,
            seed: request.seed,
            model: MODEL.to_owned(),
            alt: request.alt.clone(),
            origin: Origin::Procedural,
            shows,
            mark: None,
        })
    }
}

impl VectorEngine {
    /// What to draw, and in which colours.
    fn understood(&self, request: &PaintRequest) -> (Subject, Palette) {
        let mut rng = ChaCha8Rng::seed_from_u64(request.seed ^ hash("words"));
        let subject = choose::subject(self.finder.as_deref(), request, &mut rng);
        let words = format!("{} {}", request.prompt, request.style.as_deref().unwrap_or_default());
        let palette = request.palette.unwrap_or_else(|| colours::palette(&words, &mut rng));
        (subject, palette)
    }

    /// What the picture will show, as far as it has a name.
    fn shows(&self, subject: &Subject) -> Vec<Shown> {
        let works = match subject {
            Subject::Works(cast) => [&[cast.main][..], &cast.supporting].concat(),
            Subject::Work(work) => vec![*work],
            Subject::Scene(motif) => return motif.shows().into_iter().collect(),
            Subject::Thing(_) => return Vec::new(),
        };
        let library = self.finder.as_deref().map(Finder::library);
        library.map_or_else(Vec::new, |library| works.iter().map(|work| library.shown(*work)).collect())
    }

    /// The outlines, lowest first; places that must be quiet are veiled.
    fn draw(&self, subject: &Subject, canvas: &Canvas, palette: &Palette, seed: u64) -> Vec<Shape> {
        let chance = |name: &str| ChaCha8Rng::seed_from_u64(seed ^ hash(name));
        let mut shapes = match (subject, &self.finder) {
            (Subject::Scene(motif), _) => motif.draw(canvas, palette, &mut chance(motif.name())),
            (Subject::Thing(icon), _) => icon.draw(canvas, palette, &mut chance(icon.name())),
            (Subject::Works(cast), Some(finder)) => {
                compose::scene(finder.library(), cast, canvas, palette, &mut chance("compose"))
            }
            (Subject::Work(work), Some(finder)) => {
                compose::emblem(finder.library(), *work, canvas, palette, &mut chance("emblem"))
            }
            (Subject::Works(_) | Subject::Work(_), None) => Vec::new(),
        };
        let ground = shapes.first().map_or(palette.ground, |cover| mean(cover).unwrap_or(palette.ground));
        for place in canvas.quiet() {
            shapes.extend(kit::light::veil(*place, HUSH_FADE, ground.with_alpha(HUSH)));
        }
        shapes
    }
}

impl VectorEngine {
    /// The subject without what lies around it: a work or an object without the round behind it; of a scene all
    /// that does not cover the whole sheet.
    fn cut_out(&self, subject: &Subject, canvas: &Canvas, palette: &Palette, seed: u64) -> Vec<Shape> {
        /// The cover, and the round that objects and emblems stand before.
        const BEHIND: usize = 2;
        let shapes = self.draw(subject, canvas, palette, seed);
        match subject {
            Subject::Scene(_) => {
                let sheet = Rect::new(0.0, 0.0, canvas.width, canvas.height).inset(-1.0);
                let covers =
                    |shape: &Shape| shape.path.bounding_box().union(sheet) == shape.path.bounding_box();
                shapes.into_iter().filter(|shape| !covers(shape)).collect()
            }
            _ => shapes.into_iter().skip(BEHIND).collect(),
        }
    }
}

/// The middle of the colours that fill a shape.
fn mean(shape: &Shape) -> Option<Colour> {
    match shape.fill.as_ref()? {
        Paint::Solid(colour) => Some(*colour),
        Paint::Linear { stops, .. } | Paint::Radial { stops, .. } => {
            let (first, last) = (stops.first()?, stops.last()?);
            Some(first.colour.mix(last.colour, 0.5))
        }
    }
}

fn check_size(size: PixelSize) -> Result<(), EngineError> {
    if size.width == 0 || size.height == 0 {
        let reason = "a picture needs at least one pixel each way".to_owned();
        return Err(EngineError::Size { model: MODEL.to_owned(), size, reason });
    }
    Ok(())
}

fn report(watch: &dyn Watch, done: u32) -> Result<(), EngineError> {
    if watch.step(done, STEPS).is_break() { Err(EngineError::Cancelled) } else { Ok(()) }
}

/// Canvas units to the picture's own size; of a picture longer than the canvas can be, the middle strip.
fn placed(shapes: &[Shape], canvas: &Canvas, size: PixelSize) -> Drawing {
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let scale = (width / canvas.width).max(height / canvas.height);
    let spare = Vec2::new(width - canvas.width * scale, height - canvas.height * scale) / 2.0;
    let transform = Affine::translate(spare) * Affine::scale(scale);
    let shapes = shapes.iter().map(|shape| shape.transformed(transform)).collect();
    Drawing { size: Size::new(width, height), shapes }
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo 1991): stable across releases, unlike the standard library's hasher.
fn hash(name: &str) -> u64 {
    name.bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests;
