//! Stable Diffusion 1 and 2 (Rombach et al. 2022), SD-Turbo, and Stable Diffusion XL (Podell et al. 2023) with its
//! Turbo and Lightning forms: CLIP's words, a UNet.
//!
//! XL reads with two text networks side by side, takes the states before their last layer, and is told the second
//! one's summary and three sizes.

use candle_core::{D, Tensor};

use super::loader::{Loader, Reader};
use super::{Conditioning, Habits, Model, Understood};
use crate::engine::diffusion::autoencoder::Autoencoder;
use crate::engine::diffusion::config::{SIZES_TOLD, UnetConfig, VaeConfig};
use crate::engine::diffusion::error::DiffusionError;
use crate::engine::diffusion::prompt::Text;
use crate::engine::diffusion::schedule::USUAL_STEPS;
use crate::engine::diffusion::size::Sizes;
use crate::engine::diffusion::unet::Unet;
use crate::engine::diffusion::waves::waves;
use crate::models::Family;
use crate::scene::PixelSize;

/// Guidance as published: Stable Diffusion's and XL's.
const GUIDANCE: f64 = 7.5;
const GUIDANCE_XL: f64 = 5.0;

/// A loaded model.
#[derive(Debug)]
pub(super) struct Stable {
    readers: Vec<Reader>,
    unet: Unet,
    autoencoder: Autoencoder,
    habits: Habits,
    sizes: Option<Told>,
}

/// What XL is told.
#[derive(Clone, Copy, Debug)]
struct Told {
    /// Waves of each number.
    waves: usize,
    /// How they are ordered.
    order: (bool, f64),
    /// Whether an empty text is nothing at all.
    empty_is_zero: bool,
}

impl Stable {
    /// Loads configs first, then weights, the text networks first as they are smallest.
    pub fn load(loader: &Loader) -> Result<Self, DiffusionError> {
        let checkpoint = loader.checkpoint;
        let unet: UnetConfig = loader.config(&checkpoint.denoiser.config)?;
        let vae: VaeConfig = loader.config(&checkpoint.vae.config)?;
        let xl = checkpoint.family == Family::StableDiffusionXl;
        let readers = (0..checkpoint.text_encoders.len()).map(|place| loader.reader(place));
        let readers = readers.collect::<Result<Vec<_>, _>>()?;
        check_together(&readers, &unet, &vae, xl).map_err(|reason| loader.misfit(reason))?;
        let told = unet.added().map(|(waves, _)| Told {
            waves,
            order: (unet.flip_sin_to_cos, unet.freq_shift),
            empty_is_zero: loader.index("force_zeros_for_empty_prompt").as_bool().unwrap_or(true),
        });
        Ok(Self {
            readers,
            unet: loader.network(&checkpoint.denoiser, |tensors| Unet::new(&unet, &tensors))?,
            autoencoder: loader.autoencoder(&vae)?,
            habits: Habits {
                channels: unet.in_channels,
                scale: vae.scale(),
                sizes: Sizes::new(unet.sample_size * vae.scale(), vae.scale()),
                steps: USUAL_STEPS,
                guidance: if xl { GUIDANCE_XL } else { GUIDANCE },
                english: true,
            },
            sizes: told,
        })
    }

    /// The states of one text, by its tokens for each reader.
    fn read(
        &self,
        tokens: &[&crate::engine::diffusion::tokens::Tokens],
        size: PixelSize,
        empty: bool,
    ) -> candle_core::Result<Conditioning> {
        let Some(told) = self.sizes else {
            let states = self.readers[0].read(tokens[0])?.last;
            return Ok(Conditioning { states, summary: None });
        };
        let read = self.readers.iter().zip(tokens).map(|(reader, tokens)| reader.read(tokens));
        let read = read.collect::<candle_core::Result<Vec<_>>>()?;
        let states =
            Tensor::cat(&read.iter().map(|states| &states.before_last).collect::<Vec<_>>(), D::Minus1)?;
        let summary = read[read.len() - 1].summary.clone();
        let (states, summary) = if empty && told.empty_is_zero {
            (states.zeros_like()?, summary.zeros_like()?)
        } else {
            (states, summary)
        };
        let sizes = told.sizes(size, summary.device())?;
        Ok(Conditioning {
            states,
            summary: Some(Tensor::cat(&[summary.to_dtype(sizes.dtype())?, sizes], 1)?),
        })
    }
}

impl Told {
    /// The picture as if it were of its own size and not cut: `[1, 6 * waves]`.
    fn sizes(self, size: PixelSize, device: &candle_core::Device) -> candle_core::Result<Tensor> {
        let (height, width) = (f64::from(size.height), f64::from(size.width));
        let sizes: [f64; SIZES_TOLD] = [height, width, 0.0, 0.0, height, width];
        waves(&sizes, self.waves, self.order, device)
    }
}

impl Model for Stable {
    fn habits(&self) -> &Habits {
        &self.habits
    }

    fn understand(&self, texts: &[Text], size: PixelSize) -> Result<Understood, DiffusionError> {
        let tokens = self.readers.iter().map(|reader| reader.tokens(texts));
        let tokens = tokens.collect::<Result<Vec<_>, _>>()?;
        let read = texts.iter().enumerate().map(|(place, text)| {
            let tokens: Vec<_> = tokens.iter().map(|of_reader| &of_reader[place]).collect();
            self.read(&tokens, size, place > 0 && text.is_empty())
        });
        let cut = tokens.iter().filter_map(|of_reader| of_reader.first()).map(|tokens| tokens.cut).max();
        Ok(Understood { texts: read.collect::<Result<_, _>>()?, cut: cut.unwrap_or(0) })
    }

    fn predict(&self, latents: &Tensor, time: f64, words: &Conditioning) -> Result<Tensor, DiffusionError> {
        Ok(self.unet.forward(latents, time, &words.states, words.summary.as_ref())?)
    }

    fn decode(&self, latents: &Tensor) -> Result<Tensor, DiffusionError> {
        Ok(self.autoencoder.decode(latents)?)
    }

    fn encode(&self, picture: &Tensor) -> Result<Tensor, DiffusionError> {
        Ok(self.autoencoder.encode(picture)?)
    }
}

/// Refuses networks that do not fit each other.
fn check_together(readers: &[Reader], unet: &UnetConfig, vae: &VaeConfig, xl: bool) -> Result<(), String> {
    let width = readers.iter().map(|reader| reader.width).sum();
    let pairs = [
        ("cross_attention_dim", unet.cross_attention_dim, "the text network's hidden_size", width),
        ("in_channels", unet.in_channels, "the autoencoder's latent_channels", vae.latent_channels),
    ];
    if let Some((name, left, other, right)) = pairs.iter().find(|(_, left, _, right)| left != right) {
        return Err(format!("{name} is {left}, and {other} is {right}"));
    }
    match (xl, unet.added().is_some()) {
        (true, false) => {
            Err("it has no addition_embed_type \"text_time\", which Stable Diffusion XL needs".to_owned())
        }
        (false, true) => Err("it needs a second text network, text_encoder_2".to_owned()),
        _ => Ok(()),
    }
}
