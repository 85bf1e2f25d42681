//! Euler's method on flow matching (Lipman et al. 2023; Esser et al. 2024 for the shift): latents are (1 − σ) of the picture
//! and σ of the noise, and the network answers with the way from the picture to the noise.

use serde::Deserialize;

use super::config::ScheduleConfig;
use super::{Flow, Schedule, Step, Wish};

/// The schedule.
pub(super) fn schedule(config: &ScheduleConfig, wish: &Wish) -> Schedule {
    let mut sigmas = sigmas(config, wish);
    let times: Vec<f64> = sigmas.iter().map(|sigma| sigma * config.trained_steps() as f64).collect();
    sigmas.push(0.0);
    let step = |(&timestep, pair): (&f64, &[f64])| {
        let (sigma, next) = (pair[0], pair[1]);
        Step {
            timestep,
            input: 1.0,
            clean_from_latents: 1.0,
            clean_from_answer: -sigma,
            next_from_latents: 1.0,
            next_from_answer: next - sigma,
            noisy: (1.0 - sigma, sigma),
            ..Step::default()
        }
    };
    Schedule { initial: 1.0, steps: times.iter().zip(sigmas.windows(2)).map(step).collect() }
}

/// The noise at each step, noisiest first.
fn sigmas(config: &ScheduleConfig, wish: &Wish) -> Vec<f64> {
    let trained = config.trained_steps() as f64;
    let shift = |sigma: f64| match wish.flow {
        Flow::Even { tokens } | Flow::ToZero { tokens } if config.flow.use_dynamic_shifting => {
            config.flow.shifted_for(sigma, tokens)
        }
        _ => config.flow.shifted(sigma),
    };
    let (first, last) = match wish.flow {
        Flow::Even { .. } => (1.0, 1.0 / wish.steps as f64),
        // The training's own ends are shifted already, and diffusers shifts them again.
        Flow::Trained => (config.flow.shifted(1.0), config.flow.shifted(1.0 / trained)),
        Flow::ToZero { .. } => (1.0, 0.0),
    };
    let way = |index: usize| index as f64 / (wish.steps - 1).max(1) as f64;
    let sigmas = (0..wish.steps).map(|index| first + (last - first) * way(index)).map(shift);
    config.flow.stretched(sigmas.collect())
}

/// What a flow's config says about where its noise lies.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct FlowConfig {
    #[serde(default = "one")]
    shift: f64,
    /// Whether the shift grows with the picture.
    #[serde(default)]
    use_dynamic_shifting: bool,
    #[serde(default)]
    base_shift: Option<f64>,
    #[serde(default)]
    max_shift: Option<f64>,
    #[serde(default)]
    base_image_seq_len: Option<usize>,
    #[serde(default)]
    max_image_seq_len: Option<usize>,
    #[serde(default)]
    shift_terminal: Option<f64>,
    #[serde(default)]
    time_shift_type: Option<String>,
}

fn one() -> f64 {
    1.0
}

impl FlowConfig {
    /// A reason when it makes no sense.
    pub fn check(&self) -> Result<(), String> {
        if !(self.shift > 0.0 && self.shift.is_finite()) {
            return Err(format!("shift is {}", self.shift));
        }
        let (least, most) = self.lengths();
        if least >= most {
            return Err(format!("base_image_seq_len {least} is not below max_image_seq_len {most}"));
        }
        match self.time_shift_type.as_deref() {
            None | Some("exponential" | "linear") => Ok(()),
            Some(other) => Err(format!("the time_shift_type {other} is not supported")),
        }
    }

    fn lengths(&self) -> (usize, usize) {
        (self.base_image_seq_len.unwrap_or(256), self.max_image_seq_len.unwrap_or(4096))
    }

    /// Noise moved up by the fixed shift (Esser et al. 2024, equation 23).
    fn shifted(&self, sigma: f64) -> f64 {
        self.shift * sigma / (1.0 + (self.shift - 1.0) * sigma)
    }

    /// Noise moved up as far as a picture of so many tokens wants it.
    fn shifted_for(&self, sigma: f64, tokens: usize) -> f64 {
        let (least, most) = self.lengths();
        let (low, high) = (self.base_shift.unwrap_or(0.5), self.max_shift.unwrap_or(1.15));
        let mu = low + (high - low) * (tokens as f64 - least as f64) / (most - least) as f64;
        let scale = if self.time_shift_type.as_deref() == Some("linear") { mu } else { mu.exp() };
        if sigma > 0.0 { scale / (scale + (1.0 / sigma - 1.0)) } else { 0.0 }
    }

    /// The same noise, stretched so that it ends where the config says.
    fn stretched(&self, sigmas: Vec<f64>) -> Vec<f64> {
        let (Some(goal), Some(&last)) = (self.shift_terminal.filter(|goal| *goal > 0.0), sigmas.last())
        else {
            return sigmas;
        };
        let scale = (1.0 - last) / (1.0 - goal);
        sigmas.into_iter().map(|sigma| 1.0 - (1.0 - sigma) / scale).collect()
    }
}
