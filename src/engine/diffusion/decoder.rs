//! Latents become pixels: the decoder half of the checkpoint's autoencoder, which is candle-transformers'.

use candle_core::{DType, Result, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::stable_diffusion::vae::{AutoEncoderKL, AutoEncoderKLConfig};

use super::config::VaeConfig;

/// The autoencoder, used to decode only.
#[derive(Debug)]
pub(super) struct Decoder {
    autoencoder: AutoEncoderKL,
    scaling: f64,
}

impl Decoder {
    /// Takes the tensors that the config calls for, by diffusers' names or their older form (`query` for `to_q`).
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(config: &VaeConfig, tensors: &VarBuilder) -> Result<Self> {
        let shape = AutoEncoderKLConfig {
            block_out_channels: config.block_out_channels.clone(),
            layers_per_block: config.layers_per_block,
            latent_channels: config.latent_channels,
            norm_num_groups: config.norm_num_groups,
            use_quant_conv: config.use_quant_conv,
            use_post_quant_conv: config.use_post_quant_conv,
        };
        let autoencoder = AutoEncoderKL::new(tensors.clone(), 3, 3, shape)?;
        Ok(Self { autoencoder, scaling: config.scaling_factor })
    }

    /// The picture `[1, 3, height, width]`, from -1 to 1 but for small overshoot, of latents
    /// `[1, latent_channels, height/scale, width/scale]`.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn decode(&self, latents: &Tensor) -> Result<Tensor> {
        self.autoencoder.decode(&(latents / self.scaling)?)
    }

    /// The bytes of a decoded picture, red, green and blue for each pixel, row by row; `None` when it holds anything
    /// that is no number.
    ///
    /// # Errors
    /// candle's, when `picture` is not `[1, 3, height, width]`.
    pub fn pixels(picture: &Tensor) -> Result<Option<Vec<u8>>> {
        let picture = picture.squeeze(0)?.permute((1, 2, 0))?.flatten_all()?.to_dtype(DType::F32)?;
        let numbers: Vec<f32> = picture.to_vec1()?;
        if !numbers.iter().all(|number| number.is_finite()) {
            return Ok(None);
        }
        // `as` saturates, which clamps the overshoot.
        Ok(Some(numbers.iter().map(|number| ((number / 2.0 + 0.5) * 255.0).round() as u8).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::Device;

    #[test]
    fn numbers_become_bytes() {
        let check = |numbers: &[f32; 6], expected: Option<[u8; 6]>| {
            let picture = Tensor::new(numbers, &Device::Cpu).unwrap().reshape((1, 3, 1, 2)).unwrap();
            assert_eq!(Decoder::pixels(&picture).unwrap(), expected.map(Vec::from), "{numbers:?}");
        };
        check(&[-1.0, 1.0, 0.0, -2.0, 7.0, 0.5], Some([0, 128, 255, 255, 0, 191]));
        check(&[f32::NAN, 0.0, 0.0, 0.0, 0.0, 0.0], None);
        check(&[f32::INFINITY, 0.0, 0.0, 0.0, 0.0, 0.0], None);
    }
}
