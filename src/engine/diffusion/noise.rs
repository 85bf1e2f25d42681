//! Seeded noise: where every picture starts, and what some samplers add on the way.

use std::f64::consts::TAU;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// `count` independent numbers from the normal distribution with mean 0 and variance 1: where the picture of a seed starts.
///
/// The same seed gives the same numbers on every run, and a longer request starts with those of a shorter one.
pub(super) fn normal(seed: u64, count: usize) -> Vec<f32> {
    normal_at(seed, 0, count)
}

/// The same for what step `number`, from 1, adds: streams of ChaCha8 that do not overlap, so that no step depends on how
/// much was drawn before. Numbers become normal by Box and Muller's transform (1958).
pub(super) fn normal_at(seed: u64, number: u64, count: usize) -> Vec<f32> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(number);
    let mut numbers = Vec::with_capacity(count + 1);
    while numbers.len() < count {
        // 1 - u lies in (0, 1], so the logarithm is finite.
        let radius = (-2.0 * (1.0 - unit(&mut random)).ln()).sqrt();
        let (sine, cosine) = (TAU * unit(&mut random)).sin_cos();
        numbers.push((radius * cosine) as f32);
        numbers.push((radius * sine) as f32);
    }
    numbers.truncate(count);
    numbers
}

/// A number in [0, 1) with 53 random bits.
fn unit(random: &mut ChaCha8Rng) -> f64 {
    (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_normal() {
        let numbers = normal(7, 100_000);
        let moment = |power: i32| {
            numbers.iter().map(|&number| f64::from(number).powi(power)).sum::<f64>() / numbers.len() as f64
        };
        let check = |power: i32, expected: f64, tolerance: f64| {
            assert!((moment(power) - expected).abs() < tolerance, "moment {power}: {}", moment(power));
        };
        check(1, 0.0, 0.02);
        check(2, 1.0, 0.02);
        check(3, 0.0, 0.05);
        check(4, 3.0, 0.1);
    }

    #[test]
    fn a_seed_gives_its_own_noise() {
        assert_eq!(normal(1, 101)[..100], normal(1, 100));
        assert_ne!(normal(1, 100), normal(2, 100));
        assert_ne!(normal(1, 100), normal_at(1, 1, 100));
        assert!(normal(1, 0).is_empty());
        assert!(normal_at(u64::MAX, u64::MAX, 1000).iter().all(|number| number.is_finite()));
    }
}
