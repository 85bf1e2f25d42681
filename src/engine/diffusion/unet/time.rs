//! The time as numbers, then two linear layers.

use candle_core::{DType, Device, Result, Tensor};
use candle_nn::VarBuilder;

use crate::engine::diffusion::ops::{Activation, Linear};
use crate::engine::diffusion::waves::waves;

/// The time embedding, computed in f32.
#[derive(Debug)]
pub(in crate::engine::diffusion) struct TimeEmbedding {
    channels: usize,
    cosines_first: bool,
    shift: f64,
    first: Linear,
    second: Linear,
}

impl TimeEmbedding {
    /// Takes `linear_1` and `linear_2`; `channels` waves become `width` numbers.
    pub fn new(
        channels: usize,
        width: usize,
        (cosines_first, shift): (bool, f64),
        tensors: &VarBuilder,
    ) -> Result<Self> {
        let tensors = tensors.to_dtype(DType::F32);
        let first = Linear::new(channels, width, &tensors.pp("linear_1"))?;
        let second = Linear::new(width, width, &tensors.pp("linear_2"))?;
        Ok(Self { channels, cosines_first, shift, first, second })
    }

    /// `[1, width]` f32.
    pub fn forward(&self, timestep: f64, device: &Device) -> Result<Tensor> {
        let waves = waves(&[timestep], self.channels, (self.cosines_first, self.shift), device)?;
        self.second.forward(&self.first.forward_then(&waves, Activation::Silu)?)
    }
}
