//! Latents become pixels.

use candle_core::{DType, Result, Tensor};
use candle_nn::VarBuilder;

use super::middle::Middle;
use super::{EPS, residual};
use crate::engine::diffusion::config::VaeConfig;
use crate::engine::diffusion::ops::{Activation, Conv2d, ConvShape, GroupNorm};
use crate::engine::diffusion::residual::Residual;

/// The decoder.
#[derive(Debug)]
pub(super) struct Decoder {
    conv_in: Conv2d,
    middle: Middle,
    blocks: Vec<Block>,
    norm_out: GroupNorm,
    conv_out: Conv2d,
}

/// Residual layers; all blocks but the last double the size.
#[derive(Debug)]
struct Block {
    layers: Vec<Residual>,
    double: Option<Conv2d>,
}

impl Decoder {
    /// Takes the tensors of `decoder`.
    pub fn new(config: &VaeConfig, tensors: &VarBuilder) -> Result<Self> {
        let channels: Vec<usize> = config.block_out_channels.iter().rev().copied().collect();
        let (first, last) = (channels[0], channels[channels.len() - 1]);
        let block = |index: usize| {
            let inputs = channels[index.saturating_sub(1)];
            let size = (inputs, channels[index], index + 1 < channels.len());
            Block::new(config, size, &tensors.pp("up_blocks").pp(index))
        };
        let exact = tensors.to_dtype(DType::F32);
        Ok(Self {
            conv_in: Conv2d::new(config.latent_channels, first, ConvShape::SAME, &tensors.pp("conv_in"))?,
            middle: Middle::new(config, &tensors.pp("mid_block"))?,
            blocks: (0..channels.len()).map(block).collect::<Result<_>>()?,
            norm_out: GroupNorm::new(config.norm_num_groups, last, EPS, &tensors.pp("conv_norm_out"))?,
            conv_out: Conv2d::new(last, 3, ConvShape::SAME, &exact.pp("conv_out"))?,
        })
    }

    /// `[batch, height, width, latent channels]` to f32 `[batch, scale * height, scale * width, 3]`.
    pub fn forward(&self, latents: &Tensor) -> Result<Tensor> {
        let mut states = self.middle.forward(&self.conv_in.forward(latents)?)?;
        for block in &self.blocks {
            states = block.forward(states)?;
        }
        let states = self.norm_out.forward_then(&states, Activation::Silu)?;
        // The last convolution is f32, so that colours are not rounded to the 8 bits of bf16.
        self.conv_out.forward(&states.to_dtype(DType::F32)?)
    }
}

impl Block {
    fn new(
        config: &VaeConfig,
        (inputs, outputs, doubles): (usize, usize, bool),
        tensors: &VarBuilder,
    ) -> Result<Self> {
        let layer = |index: usize| {
            let inputs = if index == 0 { inputs } else { outputs };
            Residual::new(&residual(config, inputs, outputs), &tensors.pp("resnets").pp(index))
        };
        let double = || Conv2d::new(outputs, outputs, ConvShape::SAME, &tensors.pp("upsamplers.0.conv"));
        Ok(Self {
            layers: (0..=config.layers_per_block).map(layer).collect::<Result<_>>()?,
            double: doubles.then(double).transpose()?,
        })
    }

    fn forward(&self, mut states: Tensor) -> Result<Tensor> {
        for layer in &self.layers {
            states = layer.forward(&states, None)?;
        }
        let Some(double) = &self.double else { return Ok(states) };
        let (_, height, width, _) = states.dims4()?;
        double.forward_enlarged(&states, 2 * height, 2 * width)
    }
}
