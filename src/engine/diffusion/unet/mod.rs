//! The UNet of Stable Diffusion (Rombach et al. 2022): from noisy latents, a time and the text's states it predicts
//! the noise.
//!
//! [`blocks`] go down to coarse and up to fine again with a skip from each layer down to its mirror up;
//! [`transformer`] is where a block looks at the text. Residual layers and the time embedding are candle-transformers';
//! its own blocks and transformers are not used, because they ignore `norm_num_groups`, approximate GELU by tanh, and
//! hold all attention scores at once.

mod blocks;
mod transformer;

use candle_core::{Module, Result, Tensor};
use candle_nn::{Conv2d, Conv2dConfig, GroupNorm, VarBuilder, conv2d, group_norm};
use candle_transformers::models::stable_diffusion::embeddings::{TimestepEmbedding, Timesteps};

use super::config::UnetConfig;
use blocks::{DownBlock, MiddleBlock, UpBlock};

/// The noise predictor.
#[derive(Debug)]
pub(super) struct Unet {
    conv_in: Conv2d,
    time: Timesteps,
    time_embedding: TimestepEmbedding,
    down: Vec<DownBlock>,
    middle: MiddleBlock,
    up: Vec<UpBlock>,
    norm_out: GroupNorm,
    conv_out: Conv2d,
    center_input: bool,
}

impl Unet {
    /// Takes the tensors that the config calls for, by diffusers' names.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(config: &UnetConfig, tensors: &VarBuilder) -> Result<Self> {
        let first = config.block_out_channels[0];
        let conv = |from, to, name: &str| conv2d(from, to, 3, same_size(), tensors.pp(name));
        let blocks = config.block_out_channels.len();
        Ok(Self {
            conv_in: conv(config.in_channels, first, "conv_in")?,
            time: Timesteps::new(first, config.flip_sin_to_cos, config.freq_shift),
            time_embedding: TimestepEmbedding::new(
                tensors.pp("time_embedding"),
                first,
                time_channels(config),
            )?,
            down: (0..blocks).map(|block| DownBlock::new(config, block, tensors)).collect::<Result<_>>()?,
            middle: MiddleBlock::new(config, tensors)?,
            up: (0..blocks).rev().map(|block| UpBlock::new(config, block, tensors)).collect::<Result<_>>()?,
            norm_out: group_norm(
                config.norm_num_groups,
                first,
                config.norm_eps,
                tensors.pp("conv_norm_out"),
            )?,
            conv_out: conv(first, config.out_channels, "conv_out")?,
            center_input: config.center_input_sample,
        })
    }

    /// The prediction `[batch, channels, height, width]` for latents of that shape at `timestep`, looking at the text
    /// states `[batch, length, cross_attention_dim]`.
    ///
    /// # Errors
    /// candle's, when the shapes are others.
    pub fn forward(&self, latents: &Tensor, timestep: f64, text: &Tensor) -> Result<Tensor> {
        let time = self.embed_time(latents, timestep)?;
        let latents = if self.center_input { ((latents * 2.0)? - 1.0)? } else { latents.clone() };
        let mut states = self.conv_in.forward(&latents)?;
        let mut skips = vec![states.clone()];
        for block in &self.down {
            states = block.forward(&states, &time, text, &mut skips)?;
        }
        states = self.middle.forward(&states, &time, text)?;
        for block in &self.up {
            states = block.forward(&states, &time, text, &mut skips)?;
        }
        self.conv_out.forward(&self.norm_out.forward(&states)?.silu()?)
    }

    /// `[batch, 4 * first channels]`.
    fn embed_time(&self, latents: &Tensor, timestep: f64) -> Result<Tensor> {
        let times = Tensor::full(timestep as f32, latents.dim(0)?, latents.device())?;
        self.time_embedding.forward(&self.time.forward(&times)?)
    }
}

/// Numbers of the time embedding.
fn time_channels(config: &UnetConfig) -> usize {
    config.block_out_channels[0] * 4
}

/// A 3x3 convolution whose answer is as large as its input.
fn same_size() -> Conv2dConfig {
    Conv2dConfig { padding: 1, ..Conv2dConfig::default() }
}
