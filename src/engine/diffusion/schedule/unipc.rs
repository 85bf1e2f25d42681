//! UniPC, B₂(h) form, of first to third order (Zhao et al.: UniPC: A Unified Predictor-Corrector Framework for Fast
//! Sampling of Diffusion Models, 2023, algorithms 1 and 2), on latents of variance 1 and clean pictures.

use super::config::ScheduleConfig;
use super::sigmas::{self, clean, signal_and_noise};
use super::{Correction, MOST_CLEANS, Schedule, Step, Wish};

/// The schedule; steps are 1 to the trained steps. Order rises from 1 at the first step made, and falls to 1 at the last.
pub(super) fn schedule(config: &ScheduleConfig, wish: &Wish) -> Schedule {
    let visits = sigmas::solver(config, wish);
    let start = wish.start();
    let order = |index: usize| {
        let left = visits.times.len() - index;
        config.solver_order().min(left).min(index + 1 - start.min(index)).max(1)
    };
    let step = |(index, &timestep): (usize, &f64)| {
        let sigma = visits.sigmas[index];
        let (clean_from_latents, clean_from_answer) = clean(config.prediction_type, signal_and_noise(sigma));
        let correction = (index > start).then(|| correct(&visits.sigmas, index, order(index - 1)));
        let predicted = predict(&visits.sigmas, index, order(index));
        Step {
            timestep,
            input: 1.0,
            clean_from_latents,
            clean_from_answer,
            correction,
            noisy: signal_and_noise(sigma),
            ..predicted
        }
    };
    Schedule { initial: 1.0, steps: visits.times.iter().enumerate().map(step).collect() }
}

/// The step from noise number `at` to the next one.
fn predict(sigmas: &[f64], at: usize, order: usize) -> Step {
    let (sigma, next) = (sigmas[at], sigmas[at + 1]);
    let (next_signal, next_noise) = signal_and_noise(next);
    let shrink = next / sigma;
    let pull = next_signal * (1.0 - shrink);
    let mut cleans = [pull, 0.0, 0.0];
    if order > 1 {
        let terms = Terms::new(sigmas, at, next, order);
        // For second order the authors take one half instead of the system's answer.
        let shares = if order == 2 { vec![0.5] } else { terms.solve(order - 1) };
        for (place, (share, ratio)) in shares.iter().zip(&terms.ratios).enumerate() {
            let weight = pull * share / ratio;
            cleans[place + 1] += weight;
            cleans[0] -= weight;
        }
    }
    Step {
        next_from_latents: next_noise / signal_and_noise(sigma).1,
        next_from_cleans: cleans,
        ..Step::default()
    }
}

/// The correction at noise number `at` of the step that led there, which was of `order`.
fn correct(sigmas: &[f64], at: usize, order: usize) -> Correction {
    let (before, sigma) = (sigmas[at - 1], sigmas[at]);
    let (signal, noise) = signal_and_noise(sigma);
    let pull = signal * (1.0 - sigma / before);
    let terms = Terms::new(sigmas, at - 1, sigma, order);
    let shares = if order == 1 { vec![0.5] } else { terms.solve(order) };
    // The clean pictures here, one step before, and so on.
    let mut cleans = [0.0; MOST_CLEANS + 1];
    cleans[1] = pull;
    for (place, (share, ratio)) in shares.iter().zip(&terms.ratios).enumerate() {
        let weight = pull * share / ratio;
        let of = if place + 1 == order { 0 } else { place + 2 };
        cleans[of] += weight;
        cleans[1] -= weight;
    }
    Correction { from_before: noise / signal_and_noise(before).1, from_cleans: cleans }
}

/// The linear system whose answer says how much each difference of clean pictures counts.
struct Terms {
    /// How far back each known λ lies, as a share of the step; the last is 1.
    ratios: Vec<f64>,
    right: Vec<f64>,
}

impl Terms {
    fn new(sigmas: &[f64], at: usize, next: f64, order: usize) -> Self {
        let growth = (sigmas[at] / next).ln();
        let back = |index: usize| (sigmas[at] / sigmas[at - index]).ln() / growth;
        let ratios = (1..order).map(back).chain([1.0]).collect();
        let step = -growth;
        let whole = step.exp_m1();
        let mut phi = whole / step - 1.0;
        let mut factorial = 1.0;
        let mut right = Vec::new();
        for index in 1..=order {
            right.push(phi * factorial / whole);
            factorial *= (index + 1) as f64;
            phi = phi / step - 1.0 / factorial;
        }
        Self { ratios, right }
    }

    /// The answer of the first `size` equations: the powers of the ratios, by Gauss' elimination.
    fn solve(&self, size: usize) -> Vec<f64> {
        let row = |power: usize| {
            let mut row: Vec<f64> =
                self.ratios[..size].iter().map(|ratio| ratio.powi(power as i32)).collect();
            row.push(self.right[power]);
            row
        };
        let mut rows: Vec<Vec<f64>> = (0..size).map(row).collect();
        for pivot in 0..size {
            for other in (0..size).filter(|&other| other != pivot) {
                let factor = rows[other][pivot] / rows[pivot][pivot];
                let taken = rows[pivot].clone();
                for (value, take) in rows[other].iter_mut().zip(taken) {
                    *value -= factor * take;
                }
            }
        }
        (0..size).map(|index| rows[index][size] / rows[index][index]).collect()
    }
}
