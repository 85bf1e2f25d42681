//! Noise by its size σ = √((1 − ᾱ) / ᾱ): which sizes are visited, and where they lie among the trained times.

use super::Wish;
use super::betas;
use super::config::{Prediction, ScheduleConfig, Spacing};

/// ᾱ of the last time when it would be 0: σ would be infinite. diffusers' number.
const SMALLEST_ALPHA: f64 = 1.0 / 16_777_216.0;

/// The exponent of Karras' rule.
const RHO: f64 = 7.0;

/// The times and noise sizes of a picture.
pub(super) struct Visits {
    /// The times, noisiest first.
    pub times: Vec<f64>,
    /// The noise at each of them, and 0 behind.
    pub sigmas: Vec<f64>,
}

/// σ at each trained time, rising.
pub(super) fn trained(config: &ScheduleConfig) -> Vec<f64> {
    let sigma = |alpha: f64| {
        let alpha = alpha.max(SMALLEST_ALPHA);
        ((1.0 - alpha) / alpha).sqrt()
    };
    betas::alphas(config).into_iter().map(sigma).collect()
}

/// What Euler's method visits: Karras' rule lies between the ends of the spacing, and its times are no whole numbers.
pub(super) fn euler(config: &ScheduleConfig, wish: &Wish, spacing: Spacing) -> Visits {
    let trained = trained(config);
    let mut times = config.times(spacing, wish.steps);
    let mut sigmas: Vec<f64> = times.iter().map(|&time| between(&trained, time)).collect();
    if wish.karras(config) {
        let (largest, smallest) = (sigmas.first().copied(), sigmas.last().copied());
        sigmas = karras(smallest.unwrap_or(0.0), largest.unwrap_or(0.0), wish.steps);
        times = sigmas.iter().map(|&sigma| time_of(&trained, sigma)).collect();
    }
    sigmas.push(0.0);
    Visits { times, sigmas }
}

/// What the solvers of DPM-Solver's kind visit: one time more is laid out than is visited, Karras' rule lies between the
/// ends of the training, and times are whole numbers.
pub(super) fn solver(config: &ScheduleConfig, wish: &Wish) -> Visits {
    let trained = trained(config);
    let mut times = solver_times(config, wish.steps, &trained);
    let mut sigmas: Vec<f64> = times.iter().map(|&time| between(&trained, time)).collect();
    if wish.karras(config) {
        let (smallest, largest) = (trained.first().copied(), trained.last().copied());
        sigmas = karras(smallest.unwrap_or(0.0), largest.unwrap_or(0.0), wish.steps);
        times = sigmas.iter().map(|&sigma| time_of(&trained, sigma).round_ties_even()).collect();
    }
    sigmas.push(0.0);
    Visits { times, sigmas }
}

fn solver_times(config: &ScheduleConfig, steps: usize, trained: &[f64]) -> Vec<f64> {
    // Beyond a least λ = −ln σ there is nothing but noise: the squared cosine ends there.
    let clipped = config.least_lambda();
    let last = trained.iter().filter(|sigma| -sigma.ln() >= clipped).count().max(1);
    let time = |index: usize| match config.timestep_spacing.unwrap_or(Spacing::Linspace) {
        // As numpy does it: which way 499.5 is rounded hangs on the order.
        Spacing::Linspace => (index as f64 * ((last - 1) as f64 / steps as f64)).round_ties_even(),
        Spacing::Leading => (index * (last / (steps + 1)) + config.steps_offset) as f64,
        Spacing::Trailing => {
            let stride = config.trained_steps() as f64 / steps as f64;
            (last as f64 - (steps - index) as f64 * stride).round_ties_even() - 1.0
        }
    };
    (1..=steps).rev().map(|index| time(index).clamp(0.0, (trained.len() - 1) as f64)).collect()
}

/// `steps` noise sizes from `largest` to `smallest` (Karras et al. 2022, equation 5).
fn karras(smallest: f64, largest: f64, steps: usize) -> Vec<f64> {
    let (low, high) = (smallest.powf(1.0 / RHO), largest.powf(1.0 / RHO));
    let at = |index: usize| {
        let way = if steps > 1 { index as f64 / (steps - 1) as f64 } else { 0.0 };
        (high + way * (low - high)).powf(RHO)
    };
    (0..steps).map(at).collect()
}

/// The time at which the noise is `sigma`, by straight lines through ln σ.
fn time_of(trained: &[f64], sigma: f64) -> f64 {
    let log = sigma.max(1e-10).ln();
    let after = trained.partition_point(|known| known.ln() <= log);
    let low = after.saturating_sub(1).min(trained.len().saturating_sub(2));
    let (below, above) = (trained[low].ln(), trained[low + 1].ln());
    let way = ((below - log) / (below - above)).clamp(0.0, 1.0);
    low as f64 + way
}

/// The value at a time between whole ones, by straight lines.
fn between(values: &[f64], time: f64) -> f64 {
    let last = values.len() - 1;
    let low = (time.max(0.0) as usize).min(last);
    let high = (low + 1).min(last);
    values[low] + (values[high] - values[low]) * (time - low as f64).clamp(0.0, 1.0)
}

/// √ᾱ and √(1 − ᾱ) at noise `sigma`.
pub(super) fn signal_and_noise(sigma: f64) -> (f64, f64) {
    let signal = 1.0 / sigma.hypot(1.0);
    (signal, sigma * signal)
}

/// What of the latents and of the network's answer is the clean picture, on latents of variance 1.
pub(super) fn clean(prediction: Prediction, (signal, noise): (f64, f64)) -> (f64, f64) {
    match prediction {
        Prediction::Noise => (1.0 / signal, -noise / signal),
        Prediction::Velocity => (signal, -noise),
        Prediction::Clean => (0.0, 1.0),
    }
}
