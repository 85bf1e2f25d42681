//! How much of the picture is left at each trained time.

use super::config::{Betas, ScheduleConfig};

/// ᾱ, the share of the picture's variance that is left, at each trained time: `[num_train_timesteps]`, falling.
pub(super) fn alphas(config: &ScheduleConfig) -> Vec<f64> {
    let count = config.trained_steps();
    let last = (count - 1).max(1) as f64;
    let at = |start: f64, end: f64, index: usize| start + (end - start) * index as f64 / last;
    let beta = |index: usize| match config.beta_schedule {
        Betas::Linear => at(config.beta_start, config.beta_end, index),
        Betas::ScaledLinear => at(config.beta_start.sqrt(), config.beta_end.sqrt(), index).powi(2),
        Betas::Cosine => cosine_beta(index, count),
    };
    let fall = |alpha: &mut f64, index: usize| {
        *alpha *= 1.0 - beta(index);
        Some(*alpha)
    };
    let alphas: Vec<f64> = (0..count).scan(1.0, fall).collect();
    if config.rescale_betas_zero_snr { without_signal_at_the_end(&alphas) } else { alphas }
}

/// The squared cosine's β (Nichol and Dhariwal 2021, equation 17), at most 0.999.
fn cosine_beta(index: usize, count: usize) -> f64 {
    let left = |time: f64| ((time + 0.008) / 1.008 * std::f64::consts::FRAC_PI_2).cos().powi(2);
    let (from, to) = (index as f64 / count as f64, (index + 1) as f64 / count as f64);
    (1.0 - left(to) / left(from)).min(0.999)
}

/// Shifts √ᾱ so that the last time holds no picture at all (Lin et al. 2023, algorithm 1).
fn without_signal_at_the_end(alphas: &[f64]) -> Vec<f64> {
    let first = alphas.first().copied().unwrap_or(1.0).sqrt();
    let last = alphas.last().copied().unwrap_or(0.0).sqrt();
    let shift = |alpha: &f64| ((alpha.sqrt() - last) * first / (first - last)).powi(2);
    alphas.iter().map(shift).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_falls_all_the_way() {
        let config =
            serde_json::json!({"_class_name": "DDIMScheduler", "beta_schedule": "squaredcos_cap_v2"});
        let alphas = alphas(&serde_json::from_value(config).unwrap());
        assert!(alphas.is_sorted_by(|left, right| left > right));
        // Half of the variance is left half-way but for the small shift of 0.008.
        assert!((alphas[499] - 0.5).abs() < 0.01, "{}", alphas[499]);
        assert!(alphas[0] > 0.999 && alphas[999] < 1e-4);
    }
}
