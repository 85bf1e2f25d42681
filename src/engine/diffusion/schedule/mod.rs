//! How noise is taken away: `scheduler/scheduler_config.json`, a request's wish and a number of steps become a
//! [`Schedule`].
//!
//! One step of any sampler is a weighted sum of what is known: the latents, the network's answer, clean pictures guessed at
//! earlier steps, and fresh noise. So a [`Step`] holds only weights, computed here in `f64` and tested against diffusers' own
//! answers; [`Step::advance`] applies them. Noise comes from outside (`noise.rs`), by seed and step.
//!
//! | the config's `_class_name` | sampler |
//! |---|---|
//! | `DDIMScheduler`, `PNDMScheduler`, `DDPMScheduler` | [`ddim`], eta 0 |
//! | `EulerDiscrete…`, `Heun…`, `LMS…`, `KDPM2…` | [`euler`] without churn |
//! | `EulerAncestral…`, `KDPM2Ancestral…` | [`euler`] with noise |
//! | `DPMSolver…`, `DEIS…` | [`dpm`]: 2M, whatever order and noise the config wants |
//! | `UniPCMultistepScheduler` | [`unipc`] |
//! | `LCMScheduler`, `TCDScheduler` | [`consistency`] |
//! | `FlowMatchEulerDiscreteScheduler` | [`flow`] |

mod betas;
mod config;
mod consistency;
mod ddim;
mod dpm;
mod euler;
mod flow;
mod sigmas;
mod step;
#[cfg(test)]
mod tests;
mod unipc;

use super::error::DiffusionError;
use crate::engine::{Sampler, Sampling};

pub(super) use config::ScheduleConfig;
use step::{Correction, MOST_CLEANS};
pub(super) use step::{Known, Step};

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

/// What a schedule is wanted for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    /// Steps of the whole way; those of a picture made from another one are the last of them.
    pub steps: usize,
    /// The part of the way that is made, 0 to 1: 1 for a picture made from noise alone.
    pub strength: f64,
    /// What the request says about sampling.
    pub sampling: Sampling,
    /// Where a flow's noise lies.
    pub flow: Flow,
}

/// Where a flow's noise lies; its pipelines differ.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(dead_code)] // Z-Image's is not used yet
pub(super) enum Flow {
    /// Between the ends of the training (Stable Diffusion 3).
    #[default]
    Trained,
    /// From 1 to one step before 0 (Flux), for so many tokens of latents.
    Even { tokens: usize },
    /// From 1 to 0 (Z-Image), for so many tokens of latents.
    ToZero { tokens: usize },
}

impl Wish {
    /// The usual wish for so many steps: the checkpoint's sampler from noise alone.
    pub fn steps(steps: u32) -> Self {
        let steps = steps.clamp(1, MOST_STEPS) as usize;
        Self { steps, strength: 1.0, sampling: Sampling::default(), flow: Flow::default() }
    }

    /// How many of the steps are left out at the beginning; at least one is made.
    fn start(&self) -> usize {
        let made = (self.steps as f64 * self.strength.clamp(0.0, 1.0)).floor() as usize;
        self.steps - made.clamp(1, self.steps)
    }

    fn karras(&self, config: &ScheduleConfig) -> bool {
        self.sampling.karras.unwrap_or(config.use_karras_sigmas())
    }
}

impl Schedule {
    /// The schedule of a checkpoint; steps are limited to [`MOST_STEPS`] and to those the network was trained with.
    ///
    /// # Errors
    /// [`DiffusionError::Sampler`] when the network was trained for another kind of sampler.
    pub fn new(config: &ScheduleConfig, wish: &Wish) -> Result<Self, DiffusionError> {
        let own = config.sampler();
        let sampler = wish.sampling.sampler.unwrap_or(own);
        if (sampler == Sampler::FlowEuler) != (own == Sampler::FlowEuler) {
            return Err(DiffusionError::Sampler { sampler: sampler.name(), own: own.name() });
        }
        let most = match sampler {
            Sampler::Lcm | Sampler::Tcd => config.distilled_steps(),
            _ => config.trained_steps(),
        };
        let wish = &Wish { steps: wish.steps.clamp(1, MOST_STEPS as usize).min(most), ..*wish };
        let mut schedule = match sampler {
            Sampler::Ddim => ddim::schedule(config, wish),
            Sampler::Euler => euler::schedule(config, wish, false),
            Sampler::EulerAncestral => euler::schedule(config, wish, true),
            Sampler::DpmPlusPlus2m => dpm::schedule(config, wish),
            Sampler::UniPc => unipc::schedule(config, wish),
            Sampler::Lcm => consistency::lcm(config, wish),
            Sampler::Tcd => consistency::tcd(config, wish),
            Sampler::FlowEuler => flow::schedule(config, wish),
        };
        schedule.steps.drain(..wish.start());
        Ok(schedule)
    }
}
