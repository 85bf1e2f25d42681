//! Samplers of distilled networks, which guess the clean picture at once and make it noisy again, less each time:
//! LCM (Luo et al.: Latent Consistency Models, 2023, algorithm 3) and TCD (Zheng et al.: Trajectory Consistency
//! Distillation, 2024, algorithm 4).

use super::betas;
use super::config::{Prediction, ScheduleConfig};
use super::sigmas::clean;
use super::{Schedule, Step, Wish};

/// Standard deviation of data in LCM's boundary condition.
const DATA: f64 = 0.5;

/// How much of each TCD step is noise: the authors' γ.
const GAMMA: f32 = 0.3;

/// LCM's schedule; at most as many steps as the network was distilled with.
pub(super) fn lcm(config: &ScheduleConfig, wish: &Wish) -> Schedule {
    let alphas = betas::alphas(config);
    let times = times(config, wish.steps);
    let step = |(index, &time): (usize, &usize)| {
        let alpha = alphas[time];
        let (signal, noise) = (alpha.sqrt(), (1.0 - alpha).sqrt());
        let (clean_from_latents, clean_from_answer) = clean(config.prediction_type, (signal, noise));
        let scaled = time as f64 * config.timestep_scaling();
        let (skip, out) = (DATA * DATA / (scaled * scaled + DATA * DATA), scaled / scaled.hypot(DATA));
        let next = times.get(index + 1).map(|&next| alphas[next]);
        let kept = next.map_or(1.0, f64::sqrt);
        Step {
            timestep: time as f64,
            input: 1.0,
            clean_from_latents,
            clean_from_answer,
            clip: config.clip(),
            next_from_latents: kept * skip,
            next_from_cleans: [kept * out, 0.0, 0.0],
            next_from_noise: next.map_or(0.0, |next| (1.0 - next).sqrt()),
            noisy: (signal, noise),
            ..Step::default()
        }
    };
    Schedule { initial: 1.0, steps: times.iter().enumerate().map(step).collect() }
}

/// TCD's schedule; at most as many steps as the network was distilled with.
pub(super) fn tcd(config: &ScheduleConfig, wish: &Wish) -> Schedule {
    let alphas = betas::alphas(config);
    let times = times(config, wish.steps);
    let step = |(index, &time): (usize, &usize)| {
        let alpha = alphas[time];
        let next = times.get(index + 1).copied();
        // diffusers multiplies in 32 bits, and the next whole number below depends on it.
        let goal = ((1.0 - GAMMA) * next.unwrap_or(0) as f32).floor() as usize;
        let again = next.map_or(1.0, |next| alphas[next] / alphas[goal]);
        let step = towards(config.prediction_type, alpha, alphas[goal], again.sqrt());
        Step { timestep: time as f64, next_from_noise: (1.0 - again).max(0.0).sqrt(), ..step }
    };
    Schedule { initial: 1.0, steps: times.iter().enumerate().map(step).collect() }
}

/// A DDIM step from ᾱ `alpha` to ᾱ `goal`, of which `kept` is kept.
fn towards(prediction: Prediction, alpha: f64, goal: f64, kept: f64) -> Step {
    let (signal, noise) = (alpha.sqrt(), (1.0 - alpha).sqrt());
    let (clean_from_latents, clean_from_answer) = clean(prediction, (signal, noise));
    // The noise in the latents is (x − signal · x0) / noise.
    let left = kept * (1.0 - goal).sqrt() / noise;
    Step {
        input: 1.0,
        clean_from_latents,
        clean_from_answer,
        next_from_latents: left,
        next_from_cleans: [kept * goal.sqrt() - left * signal, 0.0, 0.0],
        noisy: (signal, noise),
        ..Step::default()
    }
}

/// The times visited: spread over those the network was distilled at, noisiest first.
fn times(config: &ScheduleConfig, steps: usize) -> Vec<usize> {
    let distilled = config.distilled_steps();
    let stride = config.trained_steps() / distilled;
    let apart = distilled as f64 / steps as f64;
    let at = |index: usize| (distilled - (index as f64 * apart).floor() as usize) * stride - 1;
    (0..steps).map(at).collect()
}
