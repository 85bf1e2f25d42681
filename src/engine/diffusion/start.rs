//! What a picture that is made from another one starts with.

use candle_core::{Device, Result, Tensor};
use image::imageops::{self, FilterType};
use image::{GrayImage, RgbImage};

use super::error::DiffusionError;
use crate::engine::Source;
use crate::scene::PixelSize;

/// The source as the encoder reads it: `[1, 3, height, width]` from -1 to 1, in the size the model makes.
///
/// # Errors
/// [`DiffusionError::Size`] when there are more or fewer pixels than the size says.
pub(super) fn picture(source: &Source, size: PixelSize) -> std::result::Result<Tensor, DiffusionError> {
    let given = RgbImage::from_raw(source.size.width, source.size.height, source.pixels.to_vec());
    let given = given.ok_or_else(|| uneven(source))?;
    let pixels = imageops::resize(&given, size.width, size.height, FilterType::CatmullRom).into_raw();
    let numbers: Vec<f32> = pixels.iter().map(|&value| f32::from(value) / 127.5 - 1.0).collect();
    let shape = (1, size.height as usize, size.width as usize, 3);
    Ok(Tensor::from_vec(numbers, shape, &Device::Cpu)?.permute((0, 3, 1, 2))?.contiguous()?)
}

/// Which latents may change, 1 or 0, `[1, 1, height/scale, width/scale]`; `None` when all may. A latent may as soon as one
/// of its pixels may: what must stay is put back pixel by pixel afterwards.
///
/// # Errors
/// [`DiffusionError::Size`] when there are more or fewer pixels than the size says.
pub(super) fn mask(
    source: &Source,
    (width, height): (usize, usize),
) -> std::result::Result<Option<Tensor>, DiffusionError> {
    let Some(mask) = &source.mask else { return Ok(None) };
    let mask = GrayImage::from_raw(source.size.width, source.size.height, mask.to_vec());
    let mask = mask.ok_or_else(|| uneven(source))?;
    Ok(Some(shrunk(&mask, width, height)?))
}

fn shrunk(mask: &GrayImage, width: usize, height: usize) -> Result<Tensor> {
    let mut may = vec![0.0_f32; width * height];
    let at = |pixel: u32, side: u32, cells: usize| (pixel as usize * cells / side as usize).min(cells - 1);
    for (x, y, _) in mask.enumerate_pixels().filter(|(_, _, pixel)| pixel.0[0] > 0) {
        may[at(y, mask.height(), height) * width + at(x, mask.width(), width)] = 1.0;
    }
    Tensor::from_vec(may, (1, 1, height, width), &Device::Cpu)
}

fn uneven(source: &Source) -> DiffusionError {
    DiffusionError::Size { size: source.size, reason: "its pixels are not as many as it says".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(mask: Option<&[u8]>) -> Source {
        Source {
            size: PixelSize::new(4, 2),
            pixels: [0, 128, 255].repeat(8).into(),
            mask: mask.map(Into::into),
            strength: 1.0,
        }
    }

    #[test]
    fn pixels_become_numbers() {
        let tensor = picture(&source(None), PixelSize::new(4, 2)).unwrap();
        assert_eq!(tensor.dims(), [1, 3, 2, 4]);
        let first: Vec<f32> = tensor
            .flatten_from(2)
            .unwrap()
            .squeeze(0)
            .unwrap()
            .narrow(1, 0, 1)
            .unwrap()
            .flatten_all()
            .unwrap()
            .to_vec1()
            .unwrap();
        assert_eq!((first[0], first[2]), (-1.0, 1.0));
        assert!(picture(&Source { pixels: [0; 3].into(), ..source(None) }, PixelSize::new(8, 8)).is_err());
    }

    #[test]
    fn a_latent_may_change_when_one_of_its_pixels_may() {
        let check = |mask: [u8; 8], expected: [f32; 2]| {
            let tensor = super::mask(&source(Some(&mask)), (2, 1)).unwrap().unwrap();
            assert_eq!(tensor.flatten_all().unwrap().to_vec1::<f32>().unwrap(), expected);
        };
        check([0; 8], [0.0, 0.0]);
        check([0, 0, 0, 0, 0, 1, 0, 0], [1.0, 0.0]);
        check([0, 0, 255, 0, 0, 0, 0, 0], [0.0, 1.0]);
        assert!(mask(&source(None), (2, 1)).unwrap().is_none());
    }
}
