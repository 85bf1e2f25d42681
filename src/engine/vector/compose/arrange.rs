//! In which of four ways a cast is put together.

use rand_chacha::ChaCha8Rng;

use super::setting::Setting;
use crate::engine::vector::kit::{Canvas, Chance};

/// A way to put works together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Subjects in surroundings of their own.
    Stage,
    /// One subject, large, before a flat field.
    Hero,
    /// Subjects and figures in square tiles.
    Quilt,
    /// Subjects repeated over the whole sheet.
    Pattern,
}

/// On a sheet longer than this a stage is mostly empty.
const LONG: f64 = 1.75;

impl Arrangement {
    /// The way for a sheet, by chance. Surroundings outdoors are worth seeing; a table top is one of many. Tiles and
    /// patterns leave no calm ground for words, and no end of a long sheet empty.
    pub fn choose(canvas: &Canvas, setting: Setting, rng: &mut ChaCha8Rng) -> Self {
        if canvas.small {
            return Self::Hero;
        }
        let long = canvas.ratio().max(1.0 / canvas.ratio()) > LONG;
        let worded = !canvas.quiet().is_empty();
        let outdoors = !matches!(setting, Setting::Room | Setting::Plain);
        let stage = match (outdoors, long) {
            (true, false) => 4.0,
            (true, true) => 0.4,
            (false, false) => 0.7,
            (false, true) => 0.0,
        };
        let (quilt, pattern) = if worded { (0.0, 0.0) } else { (1.6, if long { 1.2 } else { 0.7 }) };
        let shares = [
            (Self::Stage, stage),
            (Self::Hero, if long && !worded { 1.2 } else { 2.4 }),
            (Self::Quilt, quilt),
            (Self::Pattern, pattern),
        ];
        let whole: f64 = shares.iter().map(|(_, share)| share).sum();
        let mut at = rng.between(0.0, whole);
        for (arrangement, share) in shares {
            if at < share {
                return arrangement;
            }
            at -= share;
        }
        Self::Hero
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::rand_core::SeedableRng;

    use super::*;
    use crate::scene::PixelSize;

    #[test]
    fn every_way_comes_up_and_words_keep_their_calm() {
        let seen = |size: (u32, u32), quiet: &[[f64; 4]], setting| {
            let canvas = Canvas::new(PixelSize::new(size.0, size.1), (0.5, 0.5), quiet);
            let mut ways: Vec<_> = (0..60)
                .map(|seed| Arrangement::choose(&canvas, setting, &mut ChaCha8Rng::seed_from_u64(seed)))
                .collect();
            ways.sort_by_key(|way| *way as u8);
            ways.dedup();
            ways
        };
        use Arrangement::{Hero, Pattern, Quilt, Stage};
        assert_eq!(seen((800, 600), &[], Setting::Room), [Stage, Hero, Quilt, Pattern]);
        assert_eq!(seen((600, 1800), &[], Setting::Room), [Hero, Quilt, Pattern]);
        assert_eq!(seen((300, 300), &[], Setting::Land), [Hero]);
        assert_eq!(seen((800, 600), &[[0.0, 0.5, 1.0, 1.0]], Setting::Land), [Stage, Hero]);
    }
}
