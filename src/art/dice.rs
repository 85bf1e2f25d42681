//! Chance from a seed: the only source of variety in this room.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of chance numbers. Same seed, same stream, on every machine.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// A stream for `seed`.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number from 0 up to, not including, 1.
    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A fresh seed, for something that has its own stream. Below 2^32, so that every engine takes it.
    pub fn seed(&mut self) -> u64 {
        u64::from(self.0.next_u32())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_stream() {
        let stream = |seed| {
            let mut dice = Dice::new(seed);
            [dice.unit(), dice.unit(), dice.seed() as f64]
        };
        assert_eq!(stream(7), stream(7));
        assert_ne!(stream(7), stream(8));
        assert!(stream(7)[..2].iter().all(|number| (0.0..1.0).contains(number)));
    }
}
