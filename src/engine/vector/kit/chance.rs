//! Chance numbers from the seed.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng as _;

/// What motifs ask of chance. The numbers depend on the seed alone, not on a library's sampling methods.
pub trait Chance {
    /// From 0 up to, not including, 1.
    fn share(&mut self) -> f64;

    /// From `low` up to `high`.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// From `-spread` to `spread`, small numbers more often.
    fn about(&mut self, spread: f64) -> f64 {
        (self.share() + self.share() - 1.0) * spread
    }

    /// A whole number below `count` (0 when `count` is 0).
    fn below(&mut self, count: usize) -> usize {
        ((self.share() * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// True with this probability.
    fn flip(&mut self, probability: f64) -> bool {
        self.share() < probability
    }
}

impl Chance for ChaCha8Rng {
    fn share(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
