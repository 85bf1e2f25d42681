//! Numbers as waves: sines and cosines of falling frequency (Vaswani et al. 2017), how networks are told times and sizes.

use candle_core::{Device, Result, Tensor};

/// The slowest wave is so many times slower than the fastest.
const PERIODS: f64 = 10_000.0;

/// Each value as `channels` waves, side by side: `[1, values * channels]` f32. The cosines come first where
/// `order.0` says so; `order.1` shifts the frequencies.
///
/// # Errors
/// candle's.
pub(super) fn waves(values: &[f64], channels: usize, order: (bool, f64), device: &Device) -> Result<Tensor> {
    let all: Vec<f32> = values.iter().flat_map(|&value| of_one(value, channels, order)).collect();
    let width = all.len();
    Tensor::from_vec(all, (1, width), device)
}

fn of_one(value: f64, channels: usize, (cosines_first, shift): (bool, f64)) -> Vec<f32> {
    let half = channels / 2;
    let angle = |index: usize| value * (-PERIODS.ln() * index as f64 / (half as f64 - shift)).exp();
    let sines = (0..half).map(|index| angle(index).sin() as f32);
    let cosines = (0..half).map(|index| angle(index).cos() as f32);
    if cosines_first { cosines.chain(sines).collect() } else { sines.chain(cosines).collect() }
}
