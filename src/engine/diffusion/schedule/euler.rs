//! Euler's method on the probability flow (Karras et al.: Elucidating the Design Space of Diffusion-Based Generative
//! Models, 2022), on latents of variance 1 + σ²; the ancestral form steps too far down and adds noise after.

use super::config::{Prediction, ScheduleConfig, Spacing};
use super::sigmas;
use super::{Schedule, Step, Wish};

/// The schedule; steps are 1 to the trained steps.
pub(super) fn schedule(config: &ScheduleConfig, wish: &Wish, ancestral: bool) -> Schedule {
    let spacing = config.timestep_spacing.unwrap_or(Spacing::Linspace);
    let visits = sigmas::euler(config, wish, spacing);
    let largest = visits.sigmas.iter().copied().fold(0.0, f64::max);
    let initial = if spacing == Spacing::Leading { largest.hypot(1.0) } else { largest };
    let step = |(&timestep, pair): (&f64, &[f64])| {
        let (sigma, next) = (pair[0], pair[1]);
        let (down, up) = if ancestral { downs_and_ups(sigma, next) } else { (next, 0.0) };
        Step { timestep, next_from_noise: up, ..weights(config.prediction_type, sigma, down) }
    };
    Schedule { initial, steps: visits.times.iter().zip(visits.sigmas.windows(2)).map(step).collect() }
}

/// How far down an ancestral step goes, and how much noise is added to come to `next`.
fn downs_and_ups(sigma: f64, next: f64) -> (f64, f64) {
    let up = next * ((sigma * sigma - next * next) / (sigma * sigma)).max(0.0).sqrt();
    ((next * next - up * up).max(0.0).sqrt(), up)
}

/// The weights of a step from noise `sigma` to noise `next`.
fn weights(prediction: Prediction, sigma: f64, next: f64) -> Step {
    let variance = 1.0 + sigma * sigma;
    let (clean_from_latents, clean_from_answer) = match prediction {
        Prediction::Noise => (1.0, -sigma),
        Prediction::Velocity => (1.0 / variance, -sigma / variance.sqrt()),
        Prediction::Clean => (0.0, 1.0),
    };
    Step {
        input: 1.0 / variance.sqrt(),
        clean_from_latents,
        clean_from_answer,
        next_from_latents: next / sigma,
        next_from_cleans: [1.0 - next / sigma, 0.0, 0.0],
        noisy: (1.0, sigma),
        ..Step::default()
    }
}
