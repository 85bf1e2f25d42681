//! `scheduler/scheduler_config.json`.

use serde::Deserialize;
use serde_json::Value;

use super::flow::FlowConfig;
use crate::engine::Sampler;
use crate::engine::diffusion::config::Config;

/// What the samplers need to know. The names are diffusers'.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ScheduleConfig {
    #[serde(rename = "_class_name", default = "default_class")]
    class: String,
    #[serde(default = "default_trained_steps")]
    num_train_timesteps: usize,
    #[serde(default = "default_beta_start")]
    pub beta_start: f64,
    #[serde(default = "default_beta_end")]
    pub beta_end: f64,
    #[serde(default)]
    pub beta_schedule: Betas,
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
    pub rescale_betas_zero_snr: bool,
    /// What only flow matching has.
    #[serde(flatten)]
    pub flow: FlowConfig,
    #[serde(default)]
    set_alpha_to_one: Option<bool>,
    #[serde(default)]
    clip_sample: Option<bool>,
    #[serde(default)]
    clip_sample_range: Option<f64>,
    #[serde(default)]
    use_karras_sigmas: Option<bool>,
    #[serde(default)]
    solver_order: Option<usize>,
    /// A number, or a text for minus infinity.
    #[serde(default)]
    lambda_min_clipped: Value,
    #[serde(default)]
    original_inference_steps: Option<usize>,
    #[serde(default)]
    timestep_scaling: Option<f64>,
    /// Everything else, to be looked through for what is asked for and not made here.
    #[serde(flatten)]
    rest: serde_json::Map<String, Value>,
}

/// How the noise of the training grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum Betas {
    /// β in even steps.
    #[default]
    #[serde(rename = "linear")]
    Linear,
    /// √β in even steps.
    #[serde(rename = "scaled_linear")]
    ScaledLinear,
    /// ᾱ as a squared cosine.
    #[serde(rename = "squaredcos_cap_v2")]
    Cosine,
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
    /// The clean latents.
    #[serde(rename = "sample")]
    Clean,
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

fn default_beta_start() -> f64 {
    1e-4
}

fn default_beta_end() -> f64 {
    0.02
}

impl ScheduleConfig {
    /// The sampler for the scheduler the checkpoint names.
    pub fn sampler(&self) -> Sampler {
        sampler_of(&self.class).unwrap_or(Sampler::Ddim)
    }

    /// Times the network was trained on.
    pub fn trained_steps(&self) -> usize {
        self.num_train_timesteps
    }

    /// Steps that a consistency model was distilled with.
    pub fn distilled_steps(&self) -> usize {
        self.original_inference_steps.unwrap_or(50).clamp(1, self.num_train_timesteps)
    }

    /// What LCM's times are multiplied by.
    pub fn timestep_scaling(&self) -> f64 {
        self.timestep_scaling.unwrap_or(10.0)
    }

    /// Whether steps lie by Karras' rule when nobody says.
    pub fn use_karras_sigmas(&self) -> bool {
        self.use_karras_sigmas.unwrap_or(false)
    }

    /// The order of a solver.
    pub fn solver_order(&self) -> usize {
        self.solver_order.unwrap_or(2).clamp(1, super::MOST_CLEANS)
    }

    /// The least λ that is visited.
    pub fn least_lambda(&self) -> f64 {
        self.lambda_min_clipped.as_f64().unwrap_or(f64::NEG_INFINITY)
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

fn sampler_of(class: &str) -> Option<Sampler> {
    match class {
        "DDIMScheduler" | "PNDMScheduler" | "DDPMScheduler" => Some(Sampler::Ddim),
        "UniPCMultistepScheduler" => Some(Sampler::UniPc),
        "LCMScheduler" => Some(Sampler::Lcm),
        "TCDScheduler" => Some(Sampler::Tcd),
        "FlowMatchEulerDiscreteScheduler" => Some(Sampler::FlowEuler),
        "EulerAncestralDiscreteScheduler" | "KDPM2AncestralDiscreteScheduler" => {
            Some(Sampler::EulerAncestral)
        }
        _ if class.starts_with("DPMSolver") || class.starts_with("DEIS") => Some(Sampler::DpmPlusPlus2m),
        _ if ["Euler", "Heun", "LMS", "KDPM2"].iter().any(|name| class.starts_with(name)) => {
            Some(Sampler::Euler)
        }
        _ => None,
    }
}

/// What no sampler here does.
const UNSUPPORTED: [&str; 9] = [
    "trained_betas",
    "thresholding",
    "use_exponential_sigmas",
    "use_beta_sigmas",
    "use_lu_lambdas",
    "use_flow_sigmas",
    "invert_sigmas",
    "stochastic_sampling",
    "solver_p",
];

/// The only values made here of what has several.
const ONLY: [(&str, &str); 3] =
    [("final_sigmas_type", "zero"), ("interpolation_type", "linear"), ("timestep_type", "discrete")];

impl Config for ScheduleConfig {
    fn check(&self) -> Result<(), String> {
        if sampler_of(&self.class).is_none() {
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
        if self.rescale_betas_zero_snr && self.prediction_type == Prediction::Noise {
            return Err("rescale_betas_zero_snr needs v_prediction".to_owned());
        }
        self.flow.check()?;
        let is_wanted =
            |name: &str| !matches!(self.rest.get(name), None | Some(Value::Null | Value::Bool(false)));
        if let Some(name) = UNSUPPORTED.into_iter().find(|name| is_wanted(name)) {
            return Err(format!("{name} is not supported"));
        }
        let is_other = |(name, only): &&(&str, &str)| {
            self.rest.get(*name).and_then(Value::as_str).is_some_and(|value| value != *only)
        };
        match ONLY.iter().find(is_other) {
            Some((name, only)) => Err(format!("only the {name} {only} is supported")),
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
        check("_class_name", json!("LCMScheduler"), None);
        check("_class_name", json!("FlowMatchEulerDiscreteScheduler"), None);
        check("_class_name", json!("VQDiffusionScheduler"), Some("VQDiffusionScheduler is not supported"));
        check("shift", json!(0), Some("shift is 0"));
        check("final_sigmas_type", json!("sigma_min"), Some("only the final_sigmas_type zero"));
        check("num_train_timesteps", json!(0), Some("num_train_timesteps is 0"));
        check("num_train_timesteps", json!(1_u64 << 40), Some("num_train_timesteps"));
        check("beta_start", json!(0), Some("do not rise"));
        check("beta_end", json!(1.5), Some("do not rise"));
        check("beta_schedule", json!("squaredcos_cap_v2"), None);
        check("beta_schedule", json!("sigmoid"), Some("unknown variant"));
        check("trained_betas", json!([0.1]), Some("trained_betas"));
        check("use_karras_sigmas", json!(true), None);
        check("use_beta_sigmas", json!(true), Some("use_beta_sigmas"));
        check("rescale_betas_zero_snr", json!(true), Some("needs v_prediction"));
        let config: ScheduleConfig = serde_json::from_value(valid.clone()).unwrap();
        assert_eq!((config.sampler(), config.clip()), (Sampler::Ddim, None));
    }
}
