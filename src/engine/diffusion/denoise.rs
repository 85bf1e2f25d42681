//! The loop that takes noise away: the same for every family of networks, for one picture and for several at once.

use std::ops::ControlFlow;

use candle_core::{Result, Tensor};

use super::error::DiffusionError;
use super::noise;
use super::schedule::{Known, Schedule};

/// What is made: one picture for each seed, all of one shape.
pub(super) struct Denoising<'a> {
    /// The steps.
    pub schedule: &'a Schedule,
    /// The seed of each picture of the batch: noise of its own comes from it alone, wherever it stands in the batch.
    pub seeds: &'a [u64],
    /// The part of the way on which guidance is used.
    pub guided: (f64, f64),
    /// What of another picture stays.
    pub keep: Option<Keep>,
}

/// A picture of which a part stays. A network that was not trained for it learns of that part only through the latents:
/// after each step they are put back, as noisy as the rest is by then (Lugmayr et al. 2022, equation 8).
pub(super) struct Keep {
    /// Its latents, `[1, channels, height/scale, width/scale]`.
    pub clean: Tensor,
    /// The noise the loop started with.
    pub noise: Tensor,
    /// 1 where latents may change, 0 where they stay, `[1, 1, height/scale, width/scale]`.
    pub mask: Tensor,
}

impl Keep {
    /// The latents before step `index`, with what stays put back.
    fn put_back(&self, latents: &Tensor, schedule: &Schedule, index: usize) -> Result<Tensor> {
        let kept = match schedule.steps.get(index) {
            Some(step) => step.noisy(&self.clean, &self.noise)?,
            None => self.clean.clone(),
        };
        let kept = kept.broadcast_as(latents.shape())?;
        &kept + (latents - &kept)?.broadcast_mul(&self.mask)?
    }
}

/// Where the loop stands, as a network and whoever watches see it.
pub(super) struct Place {
    /// The time the network is told.
    pub timestep: f64,
    /// Whether guidance is used at this step.
    pub guided: bool,
}

impl Denoising<'_> {
    /// Takes the noise out of `latents`, `[seeds, channels, height/scale, width/scale]`.
    ///
    /// `predict` answers for scaled latents; `watch` is told the number of steps done, of how many, and what is known.
    ///
    /// # Errors
    /// [`DiffusionError::Cancelled`] when `watch` breaks, else those of `predict`.
    pub fn run(
        &self,
        mut latents: Tensor,
        predict: impl Fn(&Tensor, &Place) -> std::result::Result<Tensor, DiffusionError>,
        watch: impl Fn(u32, u32, &Known) -> ControlFlow<()>,
    ) -> std::result::Result<Tensor, DiffusionError> {
        let mut known = Known::default();
        let total = self.schedule.steps.len();
        for (index, step) in self.schedule.steps.iter().enumerate() {
            let place = Place { timestep: step.timestep, guided: self.is_guided(index) };
            let seen = if step.input == 1.0 { latents.clone() } else { (&latents * step.input)? };
            let answer = predict(&seen, &place)?;
            let noise = || fresh(self.seeds, index as u64 + 1, &latents);
            latents = step.advance(&mut known, &latents, &answer, noise)?;
            if let Some(keep) = &self.keep {
                latents = keep.put_back(&latents, self.schedule, index + 1)?;
            }
            if watch(index as u32 + 1, total as u32, &known).is_break() {
                return Err(DiffusionError::Cancelled);
            }
        }
        Ok(latents)
    }

    fn is_guided(&self, index: usize) -> bool {
        let way = index as f64 / self.schedule.steps.len() as f64;
        (self.guided.0..self.guided.1).contains(&way)
    }
}

/// Noise for each seed of a batch, of the shape of `like`; number 0 is where pictures start, the others are steps.
///
/// # Errors
/// candle's, when `like` has another batch.
pub(super) fn fresh(seeds: &[u64], number: u64, like: &Tensor) -> Result<Tensor> {
    let count = like.elem_count() / seeds.len().max(1);
    let numbers: Vec<f32> = seeds.iter().flat_map(|&seed| noise::normal_at(seed, number, count)).collect();
    Tensor::from_vec(numbers, like.shape(), like.device())
}

#[cfg(test)]
mod tests {
    use candle_core::Device;
    use serde_json::json;

    use super::*;
    use crate::engine::diffusion::schedule::{ScheduleConfig, Wish};
    use crate::engine::{Sampler, Sampling};

    fn schedule(sampler: Sampler) -> Schedule {
        let config = json!({"_class_name": "EulerDiscreteScheduler", "beta_start": 0.00085, "beta_end": 0.012,
            "beta_schedule": "scaled_linear"});
        let config: ScheduleConfig = serde_json::from_value(config).unwrap();
        let sampling = Sampling { sampler: Some(sampler), ..Sampling::default() };
        Schedule::new(&config, &Wish { sampling, ..Wish::steps(4) }).unwrap()
    }

    fn run(schedule: &Schedule, seeds: &[u64]) -> Vec<Vec<f32>> {
        let start = Tensor::zeros((seeds.len(), 4, 2, 2), candle_core::DType::F32, &Device::Cpu).unwrap();
        let latents = (fresh(seeds, 0, &start).unwrap() * schedule.initial).unwrap();
        let denoising = Denoising { schedule, seeds, guided: (0.0, 1.0), keep: None };
        let predict = |latents: &Tensor, _: &Place| Ok((latents * 0.7)?);
        let made = denoising.run(latents, predict, |_, _, _| ControlFlow::Continue(())).unwrap();
        made.flatten_from(1).unwrap().to_vec2().unwrap()
    }

    #[test]
    fn a_picture_is_the_same_alone_and_at_any_place_of_a_batch() {
        for sampler in Sampler::ALL.into_iter().filter(|sampler| *sampler != Sampler::FlowEuler) {
            let schedule = schedule(sampler);
            let alone = run(&schedule, &[7]);
            assert_eq!(run(&schedule, &[1, 7, 2])[1], alone[0], "{sampler:?}");
            assert_eq!(run(&schedule, &[7, 1])[0], alone[0], "{sampler:?}");
            assert_ne!(run(&schedule, &[8])[0], alone[0], "{sampler:?}");
        }
    }

    #[test]
    fn what_stays_is_there_at_the_end() {
        let schedule = schedule(Sampler::EulerAncestral);
        let tensor =
            |numbers: [f32; 4]| Tensor::new(&numbers, &Device::Cpu).unwrap().reshape((1, 1, 2, 2)).unwrap();
        let noise = tensor([0.3, -1.0, 0.5, 2.0]);
        let keep = Keep { clean: tensor([1.0; 4]), noise: noise.clone(), mask: tensor([0.0, 0.0, 1.0, 0.0]) };
        let denoising = Denoising { schedule: &schedule, seeds: &[5], guided: (0.0, 1.0), keep: Some(keep) };
        let start = schedule.steps[0].noisy(&tensor([1.0; 4]), &noise).unwrap();
        let predict = |latents: &Tensor, _: &Place| Ok((latents * 0.7)?);
        let made = denoising.run(start, predict, |_, _, _| ControlFlow::Continue(())).unwrap();
        let made: Vec<f32> = made.flatten_all().unwrap().to_vec1().unwrap();
        assert_eq!((made[0], made[1], made[3]), (1.0, 1.0, 1.0));
        assert_ne!(made[2], 1.0);
    }

    #[test]
    fn guidance_is_used_on_its_part_of_the_way() {
        let schedule = schedule(Sampler::Ddim);
        let check = |guided: (f64, f64), expected: [bool; 4]| {
            let denoising = Denoising { schedule: &schedule, seeds: &[1], guided, keep: None };
            assert_eq!([0, 1, 2, 3].map(|index| denoising.is_guided(index)), expected, "{guided:?}");
        };
        check((0.0, 1.0), [true; 4]);
        check((0.25, 0.75), [false, true, true, false]);
        check((0.0, 0.0), [false; 4]);
    }
}
