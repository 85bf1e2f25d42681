//! Engines make pictures: [`vector`] by rules, [`diffusion`] by a neural network on candle.
//!
//! All are reached through [`Engine::paint`], which blocks its thread, reports each step to a [`Watch`] and stops
//! when the watch says so. An engine never learns of documents; it meets them in [`Picture`].

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::scene::{Palette, Picture, PixelSize};

pub mod diffusion;
mod enlarging;
mod marking;
mod registry;
mod sampling;
pub mod vector;

pub use diffusion::Upscaler;
pub use marking::mark;
pub use registry::Engines;
pub use sampling::{Sampler, Sampling};

/// The type that networks compute in; by default the faster one of this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// 32-bit floats.
    F32,
    /// 16-bit floats with 8 bits of fraction, summed in 32 bits: half the memory.
    Bf16,
}

/// Something that makes pictures. Same request, same engine, same machine kind: same bytes.
pub trait Engine: Send + Sync {
    /// The model's name, as in `vector-1`.
    fn model(&self) -> &str;

    /// Makes one picture. Blocks; call it from a worker thread.
    ///
    /// # Errors
    /// [`EngineError::Cancelled`] when `watch` asked to stop, else what went wrong.
    fn paint(&self, request: &PaintRequest, watch: &dyn Watch) -> Result<Picture, EngineError>;
}

/// One picture, described.
#[derive(Clone, Debug)]
pub struct PaintRequest {
    /// What it shows.
    pub prompt: String,
    /// What it must not show.
    pub negative: Option<String>,
    /// Style words, such as `watercolor`.
    pub style: Option<String>,
    /// What it shows, for people who cannot see it.
    pub alt: String,
    /// The size wanted; an engine may answer with another size of about the same shape.
    pub size: PixelSize,
    /// The seed.
    pub seed: u64,
    /// The colours of the design it goes into.
    pub palette: Option<Palette>,
    /// Places that text will lie on, as `[left, top, right, bottom]` from 0 to 1: kept calm where the engine can.
    pub quiet: Vec<[f64; 4]>,
    /// The point that must stay in sight, 0 to 1 across and down.
    pub focus: (f64, f64),
    /// Denoising steps; the model's own number when `None`.
    pub steps: Option<u32>,
    /// Classifier-free guidance scale; the model's own when `None`.
    pub guidance: Option<f64>,
    /// How noise is taken away, where the model leaves a choice.
    pub sampling: Sampling,
    /// The picture it is made from; from nothing when `None`.
    pub source: Option<Source>,
    /// Whether what lies around the subject is left out, where the engine can.
    pub transparent: bool,
}

/// A picture that another one is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its size.
    pub size: PixelSize,
    /// Red, green and blue of each pixel, row by row.
    pub pixels: Arc<[u8]>,
    /// How far each pixel may change, 0 (not at all) to 255, row by row; all may when `None`.
    pub mask: Option<Arc<[u8]>>,
    /// How far to go from it, 0 to 1.
    pub strength: f64,
}

impl Default for PaintRequest {
    /// 512x512 pixels of nothing in particular, seed 0: what a request does not say.
    fn default() -> Self {
        Self {
            prompt: String::new(),
            negative: None,
            style: None,
            alt: String::new(),
            size: PixelSize::new(512, 512),
            seed: 0,
            palette: None,
            quiet: Vec::new(),
            focus: (0.5, 0.5),
            steps: None,
            guidance: None,
            sampling: Sampling::default(),
            source: None,
            transparent: false,
        }
    }
}

/// Watches work go on, and may stop it.
pub trait Watch: Send + Sync {
    /// `done` of `total` steps are made. `Break` stops the work at this step.
    fn step(&self, done: u32, total: u32) -> ControlFlow<()>;

    /// Whether somebody would look at a preview now.
    fn wants_preview(&self) -> bool {
        false
    }

    /// How the picture looks so far.
    fn preview(&self, _preview: Preview) {}
}

/// A small picture of one that is not finished.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Its size, an eighth of the picture's.
    pub size: PixelSize,
    /// Red, green and blue of each pixel, row by row.
    pub pixels: Arc<[u8]>,
}

/// Lets everything run to its end, unwatched.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _done: u32, _total: u32) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The watch asked to stop.
    #[error("the work was cancelled")]
    Cancelled,
    /// The size is none this engine can make.
    #[error("the model {model} cannot make a picture of {}x{} pixels: {reason}", size.width, size.height)]
    Size {
        /// The model asked.
        model: String,
        /// The size asked for.
        size: PixelSize,
        /// Why not.
        reason: String,
    },
    /// There is no model of that name.
    #[error("there is no model “{name}”; there are: {}", known.join(", "))]
    UnknownModel {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// The model's files are missing, broken or of a kind that no engine here can use.
    #[error("the model {model} cannot be used: {reason}")]
    Unusable {
        /// The model asked.
        model: String,
        /// Which file, and what is wrong with it.
        reason: String,
    },
    /// The model does not know the prompt's words.
    #[error("the model {model} cannot follow the prompt: {reason}")]
    Words {
        /// The model asked.
        model: String,
        /// Why not.
        reason: String,
    },
    /// The model cannot be sampled that way.
    #[error("the model {model} cannot be sampled that way: {reason}")]
    Sampler {
        /// The model asked.
        model: String,
        /// Why not.
        reason: String,
    },
    /// The model makes nothing from a picture.
    #[error("the model {model} cannot start from a picture: {reason}")]
    Source {
        /// The model asked.
        model: String,
        /// Why not.
        reason: String,
    },
    /// The model's computation failed.
    #[error("the model {model} failed: {reason}")]
    Failed {
        /// The model asked.
        model: String,
        /// The cause, for the log.
        reason: String,
    },
}

impl EngineError {
    /// Whether another model could make what this one could not.
    pub fn is_models_fault(&self) -> bool {
        matches!(self, Self::Failed { .. } | Self::Unusable { .. } | Self::UnknownModel { .. })
    }
}
