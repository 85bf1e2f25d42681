//! `scheduler/scheduler_config.json`.

use serde::Deserialize;
use serde_json::Value;

use crate::engine::diffusion::config::Config;

/// What both samplers need to know. The names are diffusers'.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ScheduleConfig {
    #[serde(rename = "_class_name", default = "default_class")]
    class: String,
    #[serde(default = "default_trained_steps")]
    num_train_timesteps: usize,
    beta_start: f64,
    beta_end: f64,
    beta_schedule: String,
    #[serde(default)]
    trained_betas: Value,
    /// What the network's answer means.
    #[serde(default)]
    pub prediction_type: Prediction,
    /// Which of the trained times are visited.
    #[serde(default)]
    pub timestep_spacing: Option<Spacing>,
    /// Added to every time of leading spacing.
    #[serde(default)]
    pub steps_offset: usize,
    #[serde(default)]
    set_alpha_to_one: Option<bool>,
    #[serde(default)]
    clip_sample: Option<bool>,
    #[serde(default)]
    clip_sample_range: Option<f64>,
    #[serde(default)]
    rescale_betas_zero_snr: bool,
    #[serde(default)]
    thresholding: bool,
    #[serde(default)]
    use_karras_sigmas: Option<bool>,
}

/// The sampler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Denoising diffusion implicit model.
    Ddim,
    /// Euler's method on the probability flow.
    Euler,
}

/// What the network's answer means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum Prediction {
    /// The noise in the latents.
    #[default]
    #[serde(rename = "epsilon")]
    Noise,
    /// The velocity `√ᾱ ε − √(1−ᾱ) x0` (Salimans and Ho 2022).
    #[serde(rename = "v_prediction")]
    Velocity,
}

/// Which of the trained times are visited (Lin et al. 2023, table 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Spacing {
    /// Both ends.
    Linspace,
    /// The low end.
    Leading,
    /// The high end.
    Trailing,
}

fn default_class() -> String {
    "DDIMScheduler".to_owned()
}

fn default_trained_steps() -> usize {
    1000
}

impl ScheduleConfig {
    /// The sampler for the scheduler the checkpoint names.
    pub fn kind(&self) -> Kind {
        kind_of(&self.class).unwrap_or(Kind::Ddim)
    }

    /// Times the network was trained on.
    pub fn trained_steps(&self) -> usize {
        self.num_train_timesteps
    }

    /// The limit of the estimated clean latents. Only DDIM's own config clips unless it says otherwise.
    pub fn clip(&self) -> Option<f64> {
        let clips = self.clip_sample.unwrap_or(self.class == "DDIMScheduler");
        clips.then(|| self.clip_sample_range.unwrap_or(1.0))
    }

    /// ᾱ after the last step. DDIM's own config ends at 1 unless it says otherwise, the others at the first time.
    pub fn last_alpha(&self, alphas: &[f64]) -> f64 {
        let to_one = self.set_alpha_to_one.unwrap_or(self.class == "DDIMScheduler");
        if to_one { 1.0 } else { alphas.first().copied().unwrap_or(1.0) }
    }

    /// ᾱ, the share of the picture's variance that is left, at each trained time: `[num_train_timesteps]`, falling.
    pub fn alphas(&self) -> Vec<f64> {
        let last = (self.num_train_timesteps - 1).max(1) as f64;
        let at = |start: f64, end: f64, index: usize| start + (end - start) * index as f64 / last;
        let beta = |index: usize| match self.beta_schedule.as_str() {
            "linear" => at(self.beta_start, self.beta_end, index),
            _ => at(self.beta_start.sqrt(), self.beta_end.sqrt(), index).powi(2),
        };
        let fall = |alpha: &mut f64, index: usize| {
            *alpha *= 1.0 - beta(index);
            Some(*alpha)
        };
        let alphas: Vec<f64> = (0..self.num_train_timesteps).scan(1.0, fall).collect();
        if self.rescale_betas_zero_snr { without_signal_at_the_end(&alphas) } else { alphas }
    }

    /// The times visited in `steps` steps, noisiest first, before any rounding that is the sampler's own.
    pub fn times(&self, spacing: Spacing, steps: usize) -> Vec<f64> {
        let trained = self.num_train_timesteps;
        let last = (trained - 1) as f64;
        let time = |index: usize| match spacing {
            Spacing::Linspace if steps == 1 => 0.0,
            Spacing::Linspace => last * index as f64 / (steps - 1) as f64,
            Spacing::Leading => ((index * (trained / steps) + self.steps_offset) as f64).min(last),
            Spacing::Trailing => {
                let back = (steps - 1 - index) as f64 * trained as f64 / steps as f64;
                (trained as f64 - back).round_ties_even() - 1.0
            }
        };
        (0..steps).rev().map(time).collect()
    }
}

/// Shifts √ᾱ so that the last time holds no picture at all (Lin et al. 2023, algorithm 1).
fn without_signal_at_the_end(alphas: &[f64]) -> Vec<f64> {
    let first = alphas.first().copied().unwrap_or(1.0).sqrt();
    let last = alphas.last().copied().unwrap_or(0.0).sqrt();
    let shift = |alpha: &f64| ((alpha.sqrt() - last) * first / (first - last)).powi(2);
    alphas.iter().map(shift).collect()
}

fn kind_of(class: &str) -> Option<Kind> {
    let ddim = ["DDIMScheduler", "PNDMScheduler", "DDPMScheduler", "UniPCMultistepScheduler"];
    let euler = ["Euler", "Heun", "LMS", "DPMSolver", "KDPM2"];
    if ddim.contains(&class) {
        Some(Kind::Ddim)
    } else {
        euler.iter().any(|name| class.starts_with(name)).then_some(Kind::Euler)
    }
}

impl Config for ScheduleConfig {
    fn check(&self) -> Result<(), String> {
        if kind_of(&self.class).is_none() {
            return Err(format!("the scheduler {} is not supported", self.class));
        }
        if !(2..=100_000).contains(&self.num_train_timesteps) {
            return Err(format!("num_train_timesteps is {}", self.num_train_timesteps));
        }
        let ordered = 0.0 < self.beta_start && self.beta_start <= self.beta_end && self.beta_end < 1.0;
        if !ordered {
            return Err(format!(
                "beta_start {} and beta_end {} do not rise in 0 to 1",
                self.beta_start, self.beta_end
            ));
        }
        if !["linear", "scaled_linear"].contains(&self.beta_schedule.as_str()) {
            return Err(format!("the beta_schedule {} is not supported", self.beta_schedule));
        }
        if self.rescale_betas_zero_snr && self.prediction_type == Prediction::Noise {
            return Err("rescale_betas_zero_snr needs v_prediction".to_owned());
        }
        let extras = [
            ("trained_betas", !self.trained_betas.is_null()),
            ("thresholding", self.thresholding),
            ("use_karras_sigmas", self.use_karras_sigmas == Some(true)),
        ];
        match extras.iter().find(|(_, wanted)| *wanted) {
            Some((name, _)) => Err(format!("{name} is not supported")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::diffusion::config::tests::check_change;
    use serde_json::json;

    #[test]
    fn impossible_schedules_are_refused() {
        // The file that Stable Diffusion 1.5 is published with.
        let valid = json!({"_class_name": "PNDMScheduler", "beta_end": 0.012, "beta_schedule": "scaled_linear",
            "beta_start": 0.00085, "num_train_timesteps": 1000, "set_alpha_to_one": false, "skip_prk_steps": true,
            "steps_offset": 1, "trained_betas": null, "clip_sample": false});
        let check = |key: &str, value: Value, expected: Option<&str>| {
            check_change::<ScheduleConfig>(&valid, key, value, expected);
        };
        check("prediction_type", json!("v_prediction"), None);
        check("prediction_type", json!("flow_prediction"), Some("unknown variant"));
        check("_class_name", json!("EulerAncestralDiscreteScheduler"), None);
        check("_class_name", json!("LCMScheduler"), Some("the scheduler LCMScheduler is not supported"));
        check("_class_name", json!("FlowMatchEulerDiscreteScheduler"), Some("is not supported"));
        check("num_train_timesteps", json!(0), Some("num_train_timesteps is 0"));
        check("num_train_timesteps", json!(1_u64 << 40), Some("num_train_timesteps"));
        check("beta_start", json!(0), Some("do not rise"));
        check("beta_end", json!(1.5), Some("do not rise"));
        check("beta_schedule", json!("squaredcos_cap_v2"), Some("beta_schedule squaredcos_cap_v2"));
        check("trained_betas", json!([0.1]), Some("trained_betas"));
        check("use_karras_sigmas", json!(true), Some("use_karras_sigmas"));
        check("rescale_betas_zero_snr", json!(true), Some("needs v_prediction"));
        let config: ScheduleConfig = serde_json::from_value(valid.clone()).unwrap();
        assert_eq!((config.kind(), config.clip()), (Kind::Ddim, None));
    }
}
