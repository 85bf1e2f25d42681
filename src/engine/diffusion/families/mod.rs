//! The families of models, each behind one small door: words in, conditioning out; latents and a time in, the
//! network's answer out; latents in, a picture out. `pipeline` tells the story and knows none of them.
//!
//! [`stable`] is Stable Diffusion 1, 2 and XL, with a UNet; [`flow`] is Stable Diffusion 3 and Flux, whose transformers are in
//! [`joint`]. [`loader`] is what loading them shares.

mod flow;
mod joint;
mod loader;
mod pieces;
mod stable;

use std::fmt::Debug;
use std::path::Path;

use candle_core::Tensor;

use super::Precision;
use super::error::DiffusionError;
use super::prompt::Text;
use super::schedule::Flow as Noise;
use super::size::Sizes;
use crate::models::{Checkpoint, Family};
use crate::scene::PixelSize;
use loader::Loader;

/// A loaded model of any family.
pub(super) trait Model: Debug + Send {
    /// What the model makes, and how it is used best.
    fn habits(&self) -> &Habits;

    /// Where its noise lies for latents of a height and width, if it was trained on a flow.
    fn noise(&self, _latents: (usize, usize)) -> Noise {
        Noise::default()
    }

    /// What the network looks at for each text, all equally long, for pictures of `size`.
    ///
    /// # Errors
    /// [`DiffusionError`] when a text cannot be read.
    fn understand(&self, texts: &[Text], size: PixelSize) -> Result<Understood, DiffusionError>;

    /// The network's answer for latents `[batch, channels, height/scale, width/scale]`, f32 of the same shape.
    ///
    /// # Errors
    /// candle's.
    fn predict(&self, latents: &Tensor, time: f64, words: &Conditioning) -> Result<Tensor, DiffusionError>;

    /// The picture `[batch, 3, height, width]` from -1 to 1 of latents.
    ///
    /// # Errors
    /// candle's.
    fn decode(&self, latents: &Tensor) -> Result<Tensor, DiffusionError>;

    /// The latents of a picture `[batch, 3, height, width]` from -1 to 1.
    ///
    /// # Errors
    /// candle's.
    fn encode(&self, picture: &Tensor) -> Result<Tensor, DiffusionError>;
}

/// What a model makes, and how it is used best.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits {
    /// Channels of its latents.
    pub channels: usize,
    /// Pixels per latent, across and down.
    pub scale: u32,
    /// The sizes it makes.
    pub sizes: Sizes,
    /// Steps when the request does not say.
    pub steps: u32,
    /// Guidance when the request does not say; 1 where the model needs none.
    pub guidance: f64,
    /// Whether it reads only English.
    pub english: bool,
}

/// Texts as the network looks at them.
#[derive(Debug)]
pub(super) struct Understood {
    /// One for each text.
    pub texts: Vec<Conditioning>,
    /// Tokens of the first text that were left out.
    pub cut: usize,
}

/// What the network looks at.
#[derive(Clone, Debug)]
pub(super) struct Conditioning {
    /// The words' states `[1, length, width]`.
    pub states: Tensor,
    /// What it is told besides in one row: the text's summary, sizes.
    pub summary: Option<Tensor>,
}

/// Loads the model in `folder`, whatever its family.
///
/// # Errors
/// [`DiffusionError`] names the first file that is missing, broken or unsupported.
pub(super) fn load(
    folder: &Path,
    precision: Precision,
) -> Result<(Checkpoint, Box<dyn Model>), DiffusionError> {
    let checkpoint = Checkpoint::find(folder)?;
    let loader = Loader::new(&checkpoint, precision)?;
    let model: Box<dyn Model> = match checkpoint.family {
        Family::StableDiffusion | Family::StableDiffusionXl => Box::new(stable::Stable::load(&loader)?),
        Family::StableDiffusion3 | Family::Flux => Box::new(flow::Flow::load(&loader)?),
        family @ Family::ZImage => {
            return Err(DiffusionError::Unsupported {
                file: "model_index.json".to_owned(),
                reason: format!("{} is not supported yet", family.title()),
            });
        }
    };
    loader.finish()?;
    Ok((checkpoint, model))
}
