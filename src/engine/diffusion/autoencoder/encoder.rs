//! Pixels become latents.

use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::middle::Middle;
use super::{EPS, residual};
use crate::engine::diffusion::config::VaeConfig;
use crate::engine::diffusion::ops::{Activation, Conv2d, ConvShape, GroupNorm};
use crate::engine::diffusion::residual::Residual;

/// The encoder.
#[derive(Debug)]
pub(super) struct Encoder {
    conv_in: Conv2d,
    blocks: Vec<Block>,
    middle: Middle,
    norm_out: GroupNorm,
    conv_out: Conv2d,
}

/// Residual layers; all blocks but the last halve the size.
#[derive(Debug)]
struct Block {
    layers: Vec<Residual>,
    halve: Option<Conv2d>,
}

impl Encoder {
    /// Takes the tensors of `encoder`.
    pub fn new(config: &VaeConfig, tensors: &VarBuilder) -> Result<Self> {
        let channels = &config.block_out_channels;
        let (first, last) = (channels[0], channels[channels.len() - 1]);
        let conv =
            |inputs, outputs, name: &str| Conv2d::new(inputs, outputs, ConvShape::SAME, &tensors.pp(name));
        let block = |index: usize| {
            let inputs = channels[index.saturating_sub(1)];
            let size = (inputs, channels[index], index + 1 < channels.len());
            Block::new(config, size, &tensors.pp("down_blocks").pp(index))
        };
        Ok(Self {
            conv_in: conv(3, first, "conv_in")?,
            blocks: (0..channels.len()).map(block).collect::<Result<_>>()?,
            middle: Middle::new(config, &tensors.pp("mid_block"))?,
            norm_out: GroupNorm::new(config.norm_num_groups, last, EPS, &tensors.pp("conv_norm_out"))?,
            conv_out: conv(last, 2 * config.latent_channels, "conv_out")?,
        })
    }

    /// `[batch, height, width, 3]` to means and log variances `[batch, height/scale, width/scale, 2 * latent channels]`.
    pub fn forward(&self, picture: &Tensor) -> Result<Tensor> {
        let mut states = self.conv_in.forward(picture)?;
        for block in &self.blocks {
            states = block.forward(states)?;
        }
        let states = self.middle.forward(&states)?;
        self.conv_out.forward(&self.norm_out.forward_then(&states, Activation::Silu)?)
    }
}

impl Block {
    fn new(
        config: &VaeConfig,
        (inputs, outputs, halves): (usize, usize, bool),
        tensors: &VarBuilder,
    ) -> Result<Self> {
        let layer = |index: usize| {
            let inputs = if index == 0 { inputs } else { outputs };
            Residual::new(&residual(config, inputs, outputs), &tensors.pp("resnets").pp(index))
        };
        let halve =
            || Conv2d::new(outputs, outputs, ConvShape::HALVE_LATE, &tensors.pp("downsamplers.0.conv"));
        Ok(Self {
            layers: (0..config.layers_per_block).map(layer).collect::<Result<_>>()?,
            halve: halves.then(halve).transpose()?,
        })
    }

    fn forward(&self, mut states: Tensor) -> Result<Tensor> {
        for layer in &self.layers {
            states = layer.forward(&states, None)?;
        }
        match &self.halve {
            Some(halve) => halve.forward(&states),
            None => Ok(states),
        }
    }
}
