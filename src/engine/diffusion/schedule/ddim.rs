//! DDIM with eta 0 (Song, Meng, Ermon: Denoising Diffusion Implicit Models, 2021, equation 12).

use super::betas;
use super::config::{Prediction, ScheduleConfig, Spacing};
use super::sigmas::clean;
use super::{Schedule, Step, Wish};

/// The schedule; steps are 1 to the trained steps.
pub(super) fn schedule(config: &ScheduleConfig, wish: &Wish) -> Schedule {
    let alphas = betas::alphas(config);
    let stride = config.trained_steps() / wish.steps;
    let spacing = config.timestep_spacing.unwrap_or(Spacing::Leading);
    let step = |time: f64| {
        let time = time.round_ties_even().max(0.0);
        let index = time as usize;
        let alpha = alphas[index.min(alphas.len() - 1)];
        let next = index.checked_sub(stride).map_or_else(|| config.last_alpha(&alphas), |next| alphas[next]);
        Step { timestep: time, clip: config.clip(), ..weights(config.prediction_type, alpha, next) }
    };
    Schedule { initial: 1.0, steps: config.times(spacing, wish.steps).into_iter().map(step).collect() }
}

/// The weights of a step from ᾱ `alpha` to ᾱ `next`.
fn weights(prediction: Prediction, alpha: f64, next: f64) -> Step {
    let (signal, noise) = (alpha.sqrt(), (1.0 - alpha).sqrt());
    let (next_signal, next_noise) = (next.sqrt(), (1.0 - next).max(0.0).sqrt());
    let (clean_from_latents, clean_from_answer) = clean(prediction, (signal, noise));
    let step = Step {
        input: 1.0,
        clean_from_latents,
        clean_from_answer,
        next_from_cleans: [next_signal, 0.0, 0.0],
        noisy: (signal, noise),
        ..Step::default()
    };
    match prediction {
        Prediction::Noise => Step { next_from_answer: next_noise, ..step },
        Prediction::Velocity => {
            Step { next_from_latents: next_noise * noise, next_from_answer: next_noise * signal, ..step }
        }
        Prediction::Clean => Step {
            next_from_latents: next_noise / noise,
            next_from_answer: -next_noise * signal / noise,
            ..step
        },
    }
}
