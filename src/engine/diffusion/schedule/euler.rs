//! Euler's method on the probability flow (Karras et al.: Elucidating the Design Space of Diffusion-Based Generative
//! Models, 2022), on latents of variance 1 + σ².

use super::config::{Prediction, ScheduleConfig, Spacing};
use super::{Schedule, Step};

/// σ of the last time when ᾱ there is 0: it would be infinite. diffusers' number.
const SMALLEST_ALPHA: f64 = 1.0 / 16_777_216.0;

/// The schedule in `steps` steps, 1 to the trained steps.
pub(super) fn schedule(config: &ScheduleConfig, steps: usize) -> Schedule {
    let sigma = |alpha: &f64| {
        let alpha = alpha.max(SMALLEST_ALPHA);
        ((1.0 - alpha) / alpha).sqrt()
    };
    let trained: Vec<f64> = config.alphas().iter().map(sigma).collect();
    let spacing = config.timestep_spacing.unwrap_or(Spacing::Linspace);
    let times = config.times(spacing, steps);
    let mut sigmas: Vec<f64> = times.iter().map(|&time| between(&trained, time)).collect();
    let largest = sigmas.iter().copied().fold(0.0, f64::max);
    sigmas.push(0.0);
    let initial = if spacing == Spacing::Leading { largest.hypot(1.0) } else { largest };
    let step = |(&timestep, pair): (&f64, &[f64])| Step {
        timestep,
        ..weights(config.prediction_type, pair[0], pair[1])
    };
    Schedule { initial, steps: times.iter().zip(sigmas.windows(2)).map(step).collect() }
}

/// The weights of a step from noise `sigma` to noise `next`.
fn weights(prediction: Prediction, sigma: f64, next: f64) -> Step {
    let variance = 1.0 + sigma * sigma;
    let (clean_from_latents, clean_from_answer) = match prediction {
        Prediction::Noise => (1.0, -sigma),
        Prediction::Velocity => (1.0 / variance, -sigma / variance.sqrt()),
    };
    Step {
        input: 1.0 / variance.sqrt(),
        clean_from_latents,
        clean_from_answer,
        next_from_latents: next / sigma,
        next_from_clean: 1.0 - next / sigma,
        ..Step::default()
    }
}

/// The value at a time between whole ones, by straight lines.
fn between(values: &[f64], time: f64) -> f64 {
    let last = values.len() - 1;
    let low = (time.max(0.0) as usize).min(last);
    let high = (low + 1).min(last);
    values[low] + (values[high] - values[low]) * (time - low as f64).clamp(0.0, 1.0)
}
