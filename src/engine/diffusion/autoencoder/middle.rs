//! The coarsest place of encoder and decoder: attention among all pixels between two residual layers.

use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::{EPS, residual};
use crate::engine::diffusion::config::VaeConfig;
use crate::engine::diffusion::ops::{Attention, GroupNorm, Linear, Mask};
use crate::engine::diffusion::residual::Residual;

/// The middle block.
#[derive(Debug)]
pub(super) struct Middle {
    before: Residual,
    norm: GroupNorm,
    query: Linear,
    key: Linear,
    value: Linear,
    out: Linear,
    after: Residual,
}

impl Middle {
    /// The block of the last of the config's channels.
    pub fn new(config: &VaeConfig, tensors: &VarBuilder) -> Result<Self> {
        let channels = config.block_out_channels.last().copied().unwrap_or_default();
        let layer = |index: usize| {
            Residual::new(&residual(config, channels, channels), &tensors.pp("resnets").pp(index))
        };
        let attention = tensors.pp("attentions.0");
        // Stable Diffusion 1.5 is published with the names of 2022.
        let older = attention.contains_tensor("query.weight");
        let project = |name: &str, before: &str| {
            Linear::new(channels, channels, &attention.pp(if older { before } else { name }))
        };
        Ok(Self {
            before: layer(0)?,
            norm: GroupNorm::new(config.norm_num_groups, channels, EPS, &attention.pp("group_norm"))?,
            query: project("to_q", "query")?,
            key: project("to_k", "key")?,
            value: project("to_v", "value")?,
            out: project("to_out.0", "proj_attn")?,
            after: layer(1)?,
        })
    }

    /// `[batch, height, width, channels]` to the same.
    pub fn forward(&self, states: &Tensor) -> Result<Tensor> {
        let states = self.before.forward(states, None)?;
        let (batch, height, width, channels) = states.dims4()?;
        let tokens = self.norm.forward(&states)?.reshape((batch, height * width, channels))?;
        let (query, key, value) =
            (self.query.forward(&tokens)?, self.key.forward(&tokens)?, self.value.forward(&tokens)?);
        let seen = Attention::new(1).forward(&query, &key, &value, Mask::None)?;
        let states = self.out.forward_add(&seen.reshape(states.shape())?, &states)?;
        self.after.forward(&states, None)
    }
}
