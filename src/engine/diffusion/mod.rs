//! The neural engine: Stable Diffusion checkpoints on candle.
//!
//! Read in this order: [`pipeline`] tells the whole story of one picture, [`families`] are the models it may be told of;
//! [`prompt`] and [`tokens`] read the words, [`text`] understands them, [`noise`] is where the picture starts, or [`start`] when it
//! is made from another one, [`schedule`], [`unet`] and [`denoise`] take the noise away, [`autoencoder`] makes pixels; [`ops`] has
//! the layers that networks are written with; [`size`] says which sizes can be
//! made; [`config`] reads what a checkpoint says about itself, [`weights`] its numbers. [`worker`] gives each model
//! its own thread and queue. [`upscaler`] is a network beside these that makes any picture larger.
//!
//! Deliberately absent: random numbers from candle (its CPU generator cannot be seeded), pickled weights, and every
//! network that `models::checkpoint` does not list. The pictures of one model are made one after the other; on a CPU
//! one picture already uses all cores.

mod autoencoder;
mod config;
mod denoise;
mod error;
mod families;
mod noise;
mod ops;
mod pipeline;
mod precision;
mod preview;
mod prompt;
mod residual;
mod schedule;
mod size;
mod start;
mod text;
mod tokens;
mod unet;
mod upscaler;
mod waves;
mod weights;
mod worker;

#[cfg(test)]
mod bench;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod golden_flow;
#[cfg(test)]
mod golden_xl;
#[cfg(test)]
#[path = "../../../tests/diffusion/tiny.rs"]
mod tiny;

use std::path::Path;

use super::{Engine, EngineError, PaintRequest, Precision, Watch};
use crate::scene::Picture;
pub use upscaler::Upscaler;
use worker::Worker;

/// A checkpoint as an engine. Nothing is read until the first picture is asked for.
#[derive(Debug)]
pub struct DiffusionEngine {
    worker: Worker,
    habits: (Option<u32>, Option<f64>),
}

impl DiffusionEngine {
    /// The engine of the checkpoint in `folder`, called `name`, computing in `precision`, with the steps and guidance that
    /// its card names.
    pub fn new(name: &str, folder: &Path, precision: Precision, habits: (Option<u32>, Option<f64>)) -> Self {
        Self { worker: Worker::new(name, folder, precision), habits }
    }
}

impl Engine for DiffusionEngine {
    fn model(&self) -> &str {
        self.worker.model()
    }

    /// Makes one picture on the model's thread. The size is rounded to the model's grid and limited to its largest
    /// area; `palette`, `quiet` and `focus` are not used.
    fn paint(&self, request: &PaintRequest, watch: &dyn Watch) -> Result<Picture, EngineError> {
        let (steps, guidance) = self.habits;
        let request = PaintRequest {
            steps: request.steps.or(steps),
            guidance: request.guidance.or(guidance),
            ..request.clone()
        };
        self.worker.paint(&request, watch)
    }
}
