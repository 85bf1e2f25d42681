//! One step of any sampler.

use std::collections::VecDeque;

use candle_core::{Result, Tensor};

/// Guesses of the clean picture that a step looks at: the newest and two before.
pub(super) const MOST_CLEANS: usize = 3;

/// One denoising step, from latents `x` and the network's answer `y` to the next latents:
/// `x0 = clip(clean_from_latents · x + clean_from_answer · y)`; when there is a correction, `x` is corrected by it; then
/// `next_from_latents · x + next_from_answer · y + Σ next_from_cleans · x0 + next_from_noise · noise`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::engine::diffusion) struct Step {
    /// The time the network is told, from 999 (noise) to 0 (picture).
    pub timestep: f64,
    /// The latents are multiplied by this before the network sees them.
    pub input: f64,
    /// Weights of the estimated clean picture.
    pub clean_from_latents: f64,
    pub clean_from_answer: f64,
    /// The clean picture is limited to plus and minus this, if at all.
    pub clip: Option<f64>,
    /// What is made of the latents once the network has answered.
    pub correction: Option<Correction>,
    /// Weights of the next latents.
    pub next_from_latents: f64,
    pub next_from_answer: f64,
    /// Of the guesses of the clean picture, the newest first.
    pub next_from_cleans: [f64; MOST_CLEANS],
    pub next_from_noise: f64,
    /// Weights of a clean picture and of noise in latents of this step's noise.
    pub noisy: (f64, f64),
}

/// Latents made anew from those before the last step and all guesses of the clean picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::engine::diffusion) struct Correction {
    pub from_before: f64,
    /// The newest first.
    pub from_cleans: [f64; MOST_CLEANS + 1],
}

/// What is known from earlier steps of the same pictures.
#[derive(Clone, Debug, Default)]
pub(in crate::engine::diffusion) struct Known {
    cleans: VecDeque<Tensor>,
    before: Option<Tensor>,
}

impl Known {
    /// The newest guess of the clean picture, `[batch, channels, height/8, width/8]`; none before the first step.
    pub fn clean(&self) -> Option<&Tensor> {
        self.cleans.front()
    }
}

impl Step {
    /// The next latents. All tensors are `[batch, channels, height/8, width/8]`; `noise` is asked for only when the step
    /// needs it.
    ///
    /// # Errors
    /// candle's, when the shapes differ.
    pub fn advance(
        &self,
        known: &mut Known,
        latents: &Tensor,
        answer: &Tensor,
        noise: impl FnOnce() -> Result<Tensor>,
    ) -> Result<Tensor> {
        let clean = ((latents * self.clean_from_latents)? + (answer * self.clean_from_answer)?)?;
        let clean = match self.clip {
            Some(limit) => clean.clamp(-limit, limit)?,
            None => clean,
        };
        known.cleans.push_front(clean);
        let latents = match (&self.correction, &known.before) {
            (Some(correction), Some(before)) => {
                add_all((before * correction.from_before)?, &known.cleans, &correction.from_cleans)?
            }
            _ => latents.clone(),
        };
        known.cleans.truncate(MOST_CLEANS);
        let kept = (&latents * self.next_from_latents)?;
        let kept =
            if self.next_from_answer == 0.0 { kept } else { (kept + (answer * self.next_from_answer)?)? };
        let next = add_all(kept, &known.cleans, &self.next_from_cleans)?;
        known.before = Some(latents);
        if self.next_from_noise == 0.0 { Ok(next) } else { next + (noise()? * self.next_from_noise)? }
    }

    /// Latents of this step's noise from clean ones and noise of variance 1.
    ///
    /// # Errors
    /// candle's, when the shapes differ.
    pub fn noisy(&self, clean: &Tensor, noise: &Tensor) -> Result<Tensor> {
        (clean * self.noisy.0)? + (noise * self.noisy.1)?
    }
}

fn add_all(mut sum: Tensor, tensors: &VecDeque<Tensor>, weights: &[f64]) -> Result<Tensor> {
    for (tensor, weight) in tensors.iter().zip(weights).filter(|(_, weight)| **weight != 0.0) {
        sum = (sum + (tensor * *weight)?)?;
    }
    Ok(sum)
}
