//! The UNet of Stable Diffusion (Rombach et al. 2022): from noisy latents, a time and the text's states it predicts
//! the noise.
//!
//! [`blocks`] go down to coarse and up to fine again with a skip from each layer down to its mirror up;
//! [`transformer`] is where a block looks at the text, [`time`] how it learns the time. candle-transformers' UNet is not
//! used, because it ignores `norm_num_groups`, approximates GELU by tanh, and holds all attention scores at once.

mod blocks;
pub(super) mod time;
mod transformer;

use candle_core::{DType, Result, Tensor};
use candle_nn::VarBuilder;

use super::config::UnetConfig;
use super::ops::{Activation, Conv2d, ConvShape, GroupNorm, Linear, channels_first, channels_last};
use blocks::{DownBlock, MiddleBlock, UpBlock};
use time::TimeEmbedding;

/// The noise predictor.
#[derive(Debug)]
pub(super) struct Unet {
    conv_in: Conv2d,
    time: TimeEmbedding,
    added: Option<(Linear, Linear)>,
    down: Vec<DownBlock>,
    middle: MiddleBlock,
    up: Vec<UpBlock>,
    norm_out: GroupNorm,
    conv_out: Conv2d,
    center_input: bool,
    kind: DType,
}

impl Unet {
    /// Takes the tensors that the config calls for, by diffusers' names.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(config: &UnetConfig, tensors: &VarBuilder) -> Result<Self> {
        let first = config.block_out_channels[0];
        let waves = (config.flip_sin_to_cos, config.freq_shift);
        let blocks = config.block_out_channels.len();
        Ok(Self {
            conv_in: Conv2d::new(config.in_channels, first, ConvShape::SAME, &tensors.pp("conv_in"))?,
            time: TimeEmbedding::new(first, time_channels(config), waves, &tensors.pp("time_embedding"))?,
            added: config.added().map(|(_, inputs)| added(config, inputs, tensors)).transpose()?,
            down: (0..blocks).map(|block| DownBlock::new(config, block, tensors)).collect::<Result<_>>()?,
            middle: MiddleBlock::new(config, tensors)?,
            up: (0..blocks).rev().map(|block| UpBlock::new(config, block, tensors)).collect::<Result<_>>()?,
            norm_out: GroupNorm::new(
                config.norm_num_groups,
                first,
                config.norm_eps,
                &tensors.pp("conv_norm_out"),
            )?,
            conv_out: Conv2d::new(
                first,
                config.out_channels,
                ConvShape::SAME,
                &tensors.to_dtype(DType::F32).pp("conv_out"),
            )?,
            center_input: config.center_input_sample,
            kind: tensors.dtype(),
        })
    }

    /// The prediction, f32 `[batch, channels, height, width]` for latents of that shape at `timestep`, looking at the text
    /// states `[batch, length, cross_attention_dim]`, and at what Stable Diffusion XL is told besides,
    /// `[1, projection_class_embeddings_input_dim]`.
    ///
    /// # Errors
    /// candle's, when the shapes are others.
    pub fn forward(
        &self,
        latents: &Tensor,
        timestep: f64,
        text: &Tensor,
        told: Option<&Tensor>,
    ) -> Result<Tensor> {
        let time = self.time.forward(timestep, latents.device())?;
        let time = match (&self.added, told) {
            (Some((first, second)), Some(told)) => {
                (time
                    + second.forward(&first.forward_then(&told.to_dtype(DType::F32)?, Activation::Silu)?)?)?
            }
            _ => time,
        };
        // Each layer activates it first, all by the same function.
        let time = Activation::Silu.apply(&time)?.to_dtype(self.kind)?;
        let text = text.to_dtype(self.kind)?;
        let latents = if self.center_input { ((latents * 2.0)? - 1.0)? } else { latents.clone() };
        let mut states = self.conv_in.forward(&channels_last(&latents.to_dtype(self.kind)?)?)?;
        let mut skips = vec![states.clone()];
        for block in &self.down {
            states = block.forward(&states, &time, &text, &mut skips)?;
        }
        states = self.middle.forward(&states, &time, &text)?;
        for block in &self.up {
            states = block.forward(&states, &time, &text, &mut skips)?;
        }
        let states = self.norm_out.forward_then(&states, Activation::Silu)?;
        // The last convolution is f32, so that the answer is not rounded to the 8 bits of bf16.
        channels_first(&self.conv_out.forward(&states.to_dtype(DType::F32)?)?)
    }
}

/// What is added to the time, in f32 like it.
fn added(config: &UnetConfig, inputs: usize, tensors: &VarBuilder) -> Result<(Linear, Linear)> {
    let (width, tensors) = (time_channels(config), tensors.to_dtype(DType::F32).pp("add_embedding"));
    let first = Linear::new(inputs, width, &tensors.pp("linear_1"))?;
    Ok((first, Linear::new(width, width, &tensors.pp("linear_2"))?))
}

/// Numbers of the time embedding.
fn time_channels(config: &UnetConfig) -> usize {
    config.block_out_channels[0] * 4
}
