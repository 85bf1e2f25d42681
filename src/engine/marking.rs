//! The number in a neural picture's pixels: which one, and putting it there.

use sha2::{Digest as _, Sha256};

use crate::scene::PixelSize;

/// Marks pixels of `channels` bytes each, red, green and blue first, and says by which number; `None` when there is no room. The
/// number is the first 64 bits of SHA-256 over the model, the seed and the picture as it was, so that the same request gives the
/// same bytes, and no two pictures are likely to share one.
pub fn mark(pixels: &mut [u8], channels: usize, size: PixelSize, model: &str, seed: u64) -> Option<u64> {
    let mut digest = Sha256::new();
    for part in [b"vignette mark 1".as_slice(), model.as_bytes(), &seed.to_be_bytes(), pixels] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    let number = u64::from_be_bytes(*digest.finalize().first_chunk()?);
    let (width, height) = (size.width as usize, size.height as usize);
    vignette_watermark::embed(pixels, channels, width, height, number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_picture_carries_the_number_that_is_said() {
        let size = PixelSize::new(320, 256);
        let plain: Vec<u8> = (0..320 * 256 * 3).map(|at| (at / 300 % 200) as u8).collect();
        let (mut one, mut other) = (plain.clone(), plain);
        let number = mark(&mut one, 3, size, "m", 1).unwrap();
        assert_eq!(vignette_watermark::find(&one, 3, 320, 256).map(|found| found.number), Some(number));
        assert_ne!(mark(&mut other, 3, size, "m", 2), Some(number));
        assert_eq!(mark(&mut [9; 192], 3, PixelSize::new(8, 8), "m", 1), None, "no room");
    }
}
