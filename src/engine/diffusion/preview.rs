//! A small picture of how far a picture is, straight from the latents.

use candle_core::{DType, Result, Tensor};

use crate::engine::Preview;
use crate::scene::PixelSize;

/// What each of Stable Diffusion 1's four latent channels adds to red, green and blue: a least-squares fit published by
/// Keturah (“Decoding latents to RGB without upscaling”, the Hugging Face forum, 2022). Near enough to see what it becomes.
const COLOURS: [[f64; 3]; 4] =
    [[0.298, 0.207, 0.208], [0.187, 0.286, 0.173], [-0.158, 0.189, 0.264], [-0.184, -0.271, -0.473]];

/// The first picture of a batch of guessed clean latents `[batch, 4, height/8, width/8]`, a pixel for each latent; `None` for
/// latents of other channels, whose colours are not known.
///
/// # Errors
/// candle's.
pub(super) fn preview(clean: &Tensor) -> Result<Option<Preview>> {
    let (_, channels, height, width) = clean.dims4()?;
    if channels != COLOURS.len() {
        return Ok(None);
    }
    let latents: Vec<Vec<f32>> = clean.get(0)?.to_dtype(DType::F32)?.flatten_from(1)?.to_vec2()?;
    let colour = |place: usize, part: usize| {
        let sum: f64 = COLOURS
            .iter()
            .zip(&latents)
            .map(|(weights, channel)| weights[part] * f64::from(channel[place]))
            .sum();
        // `as` saturates, and makes 0 of what is no number.
        ((sum / 2.0 + 0.5) * 255.0).round() as u8
    };
    let pixels = (0..height * width).flat_map(|place| [0, 1, 2].map(|part| colour(place, part))).collect();
    Ok(Some(Preview { size: PixelSize::new(width as u32, height as u32), pixels }))
}

#[cfg(test)]
mod tests {
    use candle_core::Device;

    use super::*;

    #[test]
    fn latents_have_colours() {
        let check = |latents: [f32; 4], expected: [u8; 3]| {
            let tensor = Tensor::new(&latents, &Device::Cpu).unwrap().reshape((1, 4, 1, 1)).unwrap();
            assert_eq!(preview(&tensor).unwrap().unwrap().pixels.as_ref(), expected, "{latents:?}");
        };
        check([0.0; 4], [128, 128, 128]);
        check([2.0, 0.0, 0.0, 0.0], [203, 180, 181]);
        check([0.0, 0.0, 0.0, 9.0], [0, 0, 0]);
        let other = Tensor::zeros((1, 16, 2, 2), DType::F32, &Device::Cpu).unwrap();
        assert!(preview(&other).unwrap().is_none());
    }
}
