//! DPM-Solver++ (2M), midpoint form (Lu et al.: DPM-Solver++: Fast Solver for Guided Sampling of Diffusion Probabilistic
//! Models, 2022, algorithm 2), on latents of variance 1.

use super::config::ScheduleConfig;
use super::sigmas::{self, clean, signal_and_noise};
use super::{Schedule, Step, Wish};

/// The schedule; steps are 1 to the trained steps. The first step made and the last one are of first order: before the
/// one nothing is known, and at the other λ is infinite.
pub(super) fn schedule(config: &ScheduleConfig, wish: &Wish) -> Schedule {
    let visits = sigmas::solver(config, wish);
    let step = |(index, &timestep): (usize, &f64)| {
        let (sigma, next) = (visits.sigmas[index], visits.sigmas[index + 1]);
        let before = (index > wish.start() && next > 0.0).then(|| visits.sigmas[index - 1]);
        let (clean_from_latents, clean_from_answer) = clean(config.prediction_type, signal_and_noise(sigma));
        Step {
            timestep,
            input: 1.0,
            clean_from_latents,
            clean_from_answer,
            noisy: signal_and_noise(sigma),
            ..weights(before, sigma, next)
        }
    };
    Schedule { initial: 1.0, steps: visits.times.iter().enumerate().map(step).collect() }
}

/// The weights of a step from noise `sigma` to `next`; of second order when the noise `before` is known.
fn weights(before: Option<f64>, sigma: f64, next: f64) -> Step {
    let (next_signal, next_noise) = signal_and_noise(next);
    // exp(−h), with h the growth of λ = −ln σ.
    let shrink = next / sigma;
    let pull = next_signal * (1.0 - shrink);
    let bend = before.map_or(0.0, |before| {
        let ratio = (before / sigma).ln() / -shrink.ln();
        0.5 * pull / ratio
    });
    Step {
        next_from_latents: next_noise / signal_and_noise(sigma).1,
        next_from_cleans: [pull + bend, -bend, 0.0],
        ..Step::default()
    }
}
