//! Stable Diffusion 3 and 3.5 (Esser et al. 2024) and Flux: CLIP's summary, T5's words, a transformer that answers with the
//! velocity of a flow.
//!
//! Stable Diffusion 3 reads with both of CLIP's text networks too, and may be used without T5, which is three
//! quarters of its weights: it then follows long prompts less closely.

use candle_core::{D, DType, Result as TensorResult, Tensor};

use super::joint::flux::FluxTransformer;
use super::joint::sd3::Sd3Transformer;
use super::loader::{Loader, Reader};
use super::pieces::Pieces;
use super::{Conditioning, Habits, Model, Understood};
use crate::engine::diffusion::autoencoder::Autoencoder;
use crate::engine::diffusion::config::{FluxConfig, Sd3Config, T5Config, VaeConfig};
use crate::engine::diffusion::error::DiffusionError;
use crate::engine::diffusion::prompt::Text;
use crate::engine::diffusion::schedule::Flow as Noise;
use crate::engine::diffusion::size::Sizes;
use crate::engine::diffusion::text::T5Encoder;
use crate::engine::diffusion::tokens::Tokens;
use crate::models::Family;
use crate::scene::PixelSize;

/// Tokens of T5: what Stable Diffusion 3 and Flux schnell were made for, and Flux dev.
const WORDS: usize = 256;
const WORDS_GUIDED: usize = 512;

/// Pixels that Flux was trained on; no config says it.
const FLUX_SIDE: u32 = 1024;

/// A loaded model.
#[derive(Debug)]
pub(super) struct Flow {
    readers: Vec<Reader>,
    t5: Option<(Pieces, T5Encoder)>,
    network: Network,
    autoencoder: Autoencoder,
    habits: Habits,
    /// Tokens of T5, and numbers of each state that the transformer looks at.
    words: (usize, usize),
}

#[derive(Debug)]
enum Network {
    Sd3(Sd3Transformer),
    Flux(FluxTransformer),
}

impl Flow {
    /// Loads configs first, then weights, the text networks first as they are smallest.
    pub fn load(loader: &Loader) -> Result<Self, DiffusionError> {
        match loader.checkpoint.family {
            Family::Flux => Self::load_flux(loader),
            _ => Self::load_sd3(loader),
        }
    }

    fn load_sd3(loader: &Loader) -> Result<Self, DiffusionError> {
        let checkpoint = loader.checkpoint;
        let config: Sd3Config = loader.config(&checkpoint.denoiser.config)?;
        let vae: VaeConfig = loader.config(&checkpoint.vae.config)?;
        let readers = vec![loader.reader(0)?, loader.reader(1)?];
        let width: usize = readers.iter().map(|reader| reader.width).sum();
        if width > config.joint_attention_dim {
            return Err(loader.misfit(format!(
                "joint_attention_dim is {}, and the text networks' states are {width}",
                config.joint_attention_dim
            )));
        }
        check_channels(config.in_channels, &vae).map_err(|reason| loader.misfit(reason))?;
        let has_t5 = checkpoint.text_encoders.len() > 2;
        let t5 = has_t5.then(|| load_t5(loader, 2, config.joint_attention_dim)).transpose()?;
        let network =
            loader.network(&checkpoint.denoiser, |tensors| Sd3Transformer::new(&config, &tensors))?;
        Ok(Self {
            readers,
            t5,
            network: Network::Sd3(network),
            autoencoder: loader.autoencoder(&vae)?,
            habits: Habits {
                channels: config.in_channels,
                scale: vae.scale(),
                sizes: Sizes::new(config.sample_size * vae.scale(), vae.scale() * config.patch_size as u32),
                steps: 28,
                guidance: 7.0,
                english: true,
            },
            words: (WORDS, config.joint_attention_dim),
        })
    }

    fn load_flux(loader: &Loader) -> Result<Self, DiffusionError> {
        let checkpoint = loader.checkpoint;
        let config: FluxConfig = loader.config(&checkpoint.denoiser.config)?;
        let vae: VaeConfig = loader.config(&checkpoint.vae.config)?;
        let readers = vec![loader.reader(0)?];
        if readers[0].width != config.pooled_projection_dim {
            return Err(loader.misfit(format!(
                "pooled_projection_dim is {}, and the text network's hidden_size is {}",
                config.pooled_projection_dim, readers[0].width
            )));
        }
        check_channels(config.in_channels / 4, &vae).map_err(|reason| loader.misfit(reason))?;
        let t5 = load_t5(loader, 1, config.joint_attention_dim)?;
        let network =
            loader.network(&checkpoint.denoiser, |tensors| FluxTransformer::new(&config, &tensors))?;
        Ok(Self {
            readers,
            t5: Some(t5),
            network: Network::Flux(network),
            autoencoder: loader.autoencoder(&vae)?,
            habits: Habits {
                channels: config.in_channels / 4,
                scale: vae.scale(),
                sizes: Sizes::new(FLUX_SIDE, 2 * vae.scale()),
                steps: if config.guidance_embeds { 28 } else { 4 },
                // It was distilled: guidance is in its weights.
                guidance: 1.0,
                english: true,
            },
            words: (if config.guidance_embeds { WORDS_GUIDED } else { WORDS }, config.joint_attention_dim),
        })
    }

    /// T5's states `[1, length, width]`; zeros where it was left out. And how many tokens were cut.
    fn t5_states(&self, text: &str, device: &candle_core::Device) -> Result<(Tensor, usize), DiffusionError> {
        let (length, width) = self.words;
        let Some((pieces, encoder)) = &self.t5 else {
            return Ok((Tensor::zeros((1, length, width), DType::F32, device)?, 0));
        };
        let (tokens, cut) = pieces.filled(text, length)?;
        Ok((encoder.forward(&tokens)?.to_dtype(DType::F32)?, cut))
    }

    /// What the transformer looks at for one text, by CLIP's tokens of it for each reader.
    fn read(&self, tokens: &[&Tokens], t5: &Tensor) -> TensorResult<Conditioning> {
        let read = self.readers.iter().zip(tokens).map(|(reader, tokens)| reader.read(tokens));
        let read = read.collect::<TensorResult<Vec<_>>>()?;
        let summaries: Vec<_> = read.iter().map(|states| &states.summary).collect();
        let summary = Some(Tensor::cat(&summaries, D::Minus1)?);
        if matches!(self.network, Network::Flux(_)) {
            return Ok(Conditioning { states: t5.clone(), summary });
        }
        let states =
            Tensor::cat(&read.iter().map(|states| &states.before_last).collect::<Vec<_>>(), D::Minus1)?;
        let states = states.to_dtype(DType::F32)?;
        let missing = self.words.1 - states.dim(D::Minus1)?;
        let states = states.pad_with_zeros(D::Minus1, 0, missing)?;
        Ok(Conditioning { states: Tensor::cat(&[&states, t5], 1)?, summary })
    }
}

fn load_t5(loader: &Loader, place: usize, width: usize) -> Result<(Pieces, T5Encoder), DiffusionError> {
    let network = &loader.checkpoint.text_encoders[place];
    let config: T5Config = loader.config(&network.config)?;
    if config.d_model != width {
        let reason = format!("joint_attention_dim is {width}, and T5's d_model is {}", config.d_model);
        return Err(loader.misfit(reason));
    }
    let pieces = Pieces::load(loader.checkpoint, place, config.vocab_size, (Some("</s>"), "<pad>"))?;
    Ok((pieces, loader.network(network, |tensors| T5Encoder::new(&config, &tensors))?))
}

fn check_channels(channels: usize, vae: &VaeConfig) -> Result<(), String> {
    if channels == vae.latent_channels {
        return Ok(());
    }
    Err(format!(
        "it has {channels} channels, and the autoencoder's latent_channels is {}",
        vae.latent_channels
    ))
}

impl Model for Flow {
    fn habits(&self) -> &Habits {
        &self.habits
    }

    fn noise(&self, (height, width): (usize, usize)) -> Noise {
        match self.network {
            Network::Sd3(_) => Noise::Trained,
            Network::Flux(_) => Noise::Even { tokens: (height / 2) * (width / 2) },
        }
    }

    fn understand(&self, texts: &[Text], _: PixelSize) -> Result<Understood, DiffusionError> {
        let tokens = self.readers.iter().map(|reader| reader.tokens(texts));
        let tokens = tokens.collect::<Result<Vec<_>, _>>()?;
        let mut understood = Understood { texts: Vec::new(), cut: 0 };
        for (place, text) in texts.iter().enumerate() {
            let (t5, cut) = self.t5_states(&text.plain(), &candle_core::Device::Cpu)?;
            let of_text: Vec<_> = tokens.iter().map(|of_reader| &of_reader[place]).collect();
            understood.texts.push(self.read(&of_text, &t5)?);
            if place == 0 {
                understood.cut = if self.t5.is_some() { cut } else { of_text[0].cut };
            }
        }
        Ok(understood)
    }

    fn predict(&self, latents: &Tensor, time: f64, words: &Conditioning) -> Result<Tensor, DiffusionError> {
        let summary =
            words.summary.as_ref().ok_or_else(|| DiffusionError::Compute("no summary".to_owned()))?;
        Ok(match &self.network {
            Network::Sd3(network) => network.forward(latents, time, &words.states, summary)?,
            Network::Flux(network) => network.forward(latents, time, &words.states, summary)?,
        })
    }

    fn decode(&self, latents: &Tensor) -> Result<Tensor, DiffusionError> {
        Ok(self.autoencoder.decode(latents)?)
    }

    fn encode(&self, picture: &Tensor) -> Result<Tensor, DiffusionError> {
        Ok(self.autoencoder.encode(picture)?)
    }
}
