//! The time as numbers: sines and cosines of falling frequency (Vaswani et al. 2017), then two linear layers.

use candle_core::{DType, Device, Result, Tensor};
use candle_nn::VarBuilder;

use crate::engine::diffusion::ops::{Activation, Linear};

/// The slowest wave is so many times slower than the fastest.
const PERIODS: f64 = 10_000.0;

/// The time embedding, computed in f32.
#[derive(Debug)]
pub(super) struct TimeEmbedding {
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
        let waves = Tensor::from_vec(self.waves(timestep), (1, self.channels), device)?;
        self.second.forward(&self.first.forward_then(&waves, Activation::Silu)?)
    }

    fn waves(&self, timestep: f64) -> Vec<f32> {
        let half = self.channels / 2;
        let angle =
            |index: usize| timestep * (-PERIODS.ln() * index as f64 / (half as f64 - self.shift)).exp();
        let sines = (0..half).map(|index| angle(index).sin() as f32);
        let cosines = (0..half).map(|index| angle(index).cos() as f32);
        if self.cosines_first { cosines.chain(sines).collect() } else { sines.chain(cosines).collect() }
    }
}
