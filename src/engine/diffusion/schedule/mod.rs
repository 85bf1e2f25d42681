//! How noise is taken away: `scheduler/scheduler_config.json` and a number of steps become a [`Schedule`].
//!
//! Both samplers are deterministic. One step of either is a weighted sum of what is known, so a [`Step`] holds only
//! weights, computed here in `f64` and tested against diffusers' own answers; [`Step::advance`] applies them.
//!
//! | the config's `_class_name` | sampler |
//! |---|---|
//! | `DDIMScheduler`, `PNDMScheduler`, `DDPMScheduler`, `UniPCMultistepScheduler` | [`ddim`] (Song, Meng, Ermon 2021), eta 0 |
//! | `Euler…`, `Heun…`, `LMS…`, `DPMSolver…` | [`euler`] (Karras et al. 2022, algorithm 2 without churn) |
//! | others (`LCM…`, `FlowMatch…`) | refused: their networks need their own sampler |

mod config;
mod ddim;
mod euler;

use candle_core::{Result, Tensor};

pub(super) use config::{Kind, ScheduleConfig};

/// Steps when the request does not say.
pub(super) const USUAL_STEPS: u32 = 25;

/// Most steps; more change nothing one can see.
pub(super) const MOST_STEPS: u32 = 150;

/// All steps of one picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Schedule {
    /// The first latents are noise of variance 1 times this.
    pub initial: f64,
    /// The steps, noisiest first.
    pub steps: Vec<Step>,
}

/// One denoising step, from latents `x` and the network's answer `y` to the next latents:
/// `x0 = clip(clean_from_latents · x + clean_from_answer · y)`, then
/// `next_from_latents · x + next_from_answer · y + next_from_clean · x0`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Step {
    /// The time the network is told, from 999 (noise) to 0 (picture).
    pub timestep: f64,
    /// The latents are multiplied by this before the network sees them.
    pub input: f64,
    /// Weights of the estimated clean picture.
    pub clean_from_latents: f64,
    pub clean_from_answer: f64,
    /// The clean picture is limited to plus and minus this, if at all.
    pub clip: Option<f64>,
    /// Weights of the next latents.
    pub next_from_latents: f64,
    pub next_from_answer: f64,
    pub next_from_clean: f64,
}

impl Schedule {
    /// The schedule of a checkpoint for a number of steps, limited to 1 to [`MOST_STEPS`] and to the steps it was
    /// trained with.
    pub fn new(config: &ScheduleConfig, steps: u32) -> Self {
        let steps = steps.clamp(1, MOST_STEPS).min(config.trained_steps() as u32) as usize;
        match config.kind() {
            Kind::Ddim => ddim::schedule(config, steps),
            Kind::Euler => euler::schedule(config, steps),
        }
    }
}

impl Step {
    /// The next latents. All three tensors are `[1, channels, height/8, width/8]`.
    ///
    /// # Errors
    /// candle's, when the shapes differ.
    pub fn advance(&self, latents: &Tensor, answer: &Tensor) -> Result<Tensor> {
        let clean = ((latents * self.clean_from_latents)? + (answer * self.clean_from_answer)?)?;
        let clean = match self.clip {
            Some(limit) => clean.clamp(-limit, limit)?,
            None => clean,
        };
        let kept = ((latents * self.next_from_latents)? + (answer * self.next_from_answer)?)?;
        kept + (clean * self.next_from_clean)?
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::diffusion::tiny;
    use candle_core::Device;
    use serde_json::Value;

    fn close(made: &[f64], expected: &[f64], tolerance: f64, what: &str) {
        assert_eq!(made.len(), expected.len(), "{what}");
        for (made, expected) in made.iter().zip(expected) {
            assert!(
                (made - expected).abs() <= tolerance * expected.abs().max(1.0),
                "{what}: {made} {expected}"
            );
        }
    }

    fn check(case: &Value) {
        let what = format!("{} in {} steps", case["config"], case["steps"]);
        let floats = |value: &Value| serde_json::from_value::<Vec<f64>>(value.clone()).unwrap();
        let config: ScheduleConfig = serde_json::from_value(case["config"].clone()).unwrap();
        super::super::config::Config::check(&config).unwrap();
        let schedule = Schedule::new(&config, case["steps"].as_u64().unwrap() as u32);
        let timesteps: Vec<_> = schedule.steps.iter().map(|step| step.timestep).collect();
        close(&timesteps, &floats(&case["timesteps"]), 1e-6, &what);
        close(&[schedule.initial], &[case["initial"].as_f64().unwrap()], 1e-5, &what);
        // diffusers computes in 32 bits, on latents as large as the first noise.
        let tolerance = f64::from(f32::EPSILON).mul_add(schedule.initial, 1e-4);
        let start = tiny::probe("schedule", 8).map(|number| number * schedule.initial).collect();
        let mut latents = Tensor::from_vec::<_, f64>(start, 8, &Device::Cpu).unwrap();
        for (step, expected) in schedule.steps.iter().zip(case["path"].as_array().unwrap()) {
            let seen = (&latents * step.input).unwrap();
            let answer = ((seen * 0.5).unwrap() + 0.1).unwrap();
            latents = step.advance(&latents, &answer).unwrap();
            close(&latents.to_vec1::<f64>().unwrap(), &floats(expected), tolerance, &what);
        }
    }

    #[test]
    fn schedules_are_those_of_diffusers() {
        let cases = tiny::golden("schedules.json");
        let cases = cases.as_array().unwrap();
        assert!(cases.len() > 30);
        cases.iter().for_each(check);
    }

    #[test]
    fn odd_numbers_of_steps_are_made_possible() {
        for name in ["DDIMScheduler", "EulerDiscreteScheduler"] {
            for spacing in ["leading", "linspace", "trailing"] {
                let config = serde_json::json!({"_class_name": name, "timestep_spacing": spacing, "steps_offset": 1,
                    "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"});
                let config: ScheduleConfig = serde_json::from_value(config).unwrap();
                for (asked, made) in [(0, 1), (1, 1), (7, 7), (150, 150), (u32::MAX, 150)] {
                    let schedule = Schedule::new(&config, asked);
                    assert_eq!(schedule.steps.len(), made);
                    let finite = |step: &Step| {
                        [step.input, step.clean_from_latents, step.clean_from_answer, step.next_from_clean]
                            .iter()
                            .all(|weight| weight.is_finite())
                    };
                    assert!(schedule.steps.iter().all(finite), "{name} {spacing} {asked}");
                }
            }
        }
    }
}
