//! The autoencoder between pixels and latents (Kingma and Welling 2013; Rombach et al. 2022, Esser et al. 2021).
//!
//! [`encoder`] and [`decoder`] mirror each other; [`middle`] is what stands at the coarsest place of both.

mod decoder;
mod encoder;
mod middle;

use candle_core::{DType, Result, Tensor};
use candle_nn::VarBuilder;

use super::config::VaeConfig;
use super::ops::Linear;
use super::ops::{channels_first, channels_last};
use super::residual::{ResidualShape, point};
use decoder::Decoder;
use encoder::Encoder;

/// Both halves, with the 1x1 convolutions between them and the latents where the config says so.
#[derive(Debug)]
pub(super) struct Autoencoder {
    encoder: Encoder,
    quant: Option<Linear>,
    post_quant: Option<Linear>,
    decoder: Decoder,
    scaling: f64,
    shift: f64,
    kind: DType,
}

impl Autoencoder {
    /// Takes the tensors that the config calls for, by diffusers' names or their older form (`query` for `to_q`).
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(config: &VaeConfig, tensors: &VarBuilder) -> Result<Self> {
        let latents = config.latent_channels;
        let quant = |channels: usize, name: &str| point(channels, channels, &tensors.pp(name));
        Ok(Self {
            encoder: Encoder::new(config, &tensors.pp("encoder"))?,
            quant: config.use_quant_conv.then(|| quant(2 * latents, "quant_conv")).transpose()?,
            post_quant: config.use_post_quant_conv.then(|| quant(latents, "post_quant_conv")).transpose()?,
            decoder: Decoder::new(config, &tensors.pp("decoder"))?,
            scaling: config.scaling_factor,
            shift: config.shift_factor.unwrap_or(0.0),
            kind: tensors.dtype(),
        })
    }

    /// The picture `[batch, 3, height, width]`, from -1 to 1 but for small overshoot, of latents
    /// `[batch, latent_channels, height/scale, width/scale]`.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn decode(&self, latents: &Tensor) -> Result<Tensor> {
        let latents = channels_last(&((latents / self.scaling)? + self.shift)?.to_dtype(self.kind)?)?;
        let latents = match &self.post_quant {
            Some(quant) => quant.forward(&latents)?,
            None => latents,
        };
        channels_first(&self.decoder.forward(&latents)?)
    }

    /// The latents' means, scaled for the UNet, of a picture `[batch, 3, height, width]` from -1 to 1 whose sides are
    /// multiples of the scale.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn encode(&self, picture: &Tensor) -> Result<Tensor> {
        let states = self.encoder.forward(&channels_last(&picture.to_dtype(self.kind)?)?)?;
        let states = match &self.quant {
            Some(quant) => quant.forward(&states)?,
            None => states,
        };
        let means = states.narrow(3, 0, states.dim(3)? / 2)?.to_dtype(DType::F32)?;
        channels_first(&((means - self.shift)? * self.scaling)?)
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

/// A residual layer of an autoencoder.
fn residual(config: &VaeConfig, inputs: usize, outputs: usize) -> ResidualShape {
    ResidualShape { inputs, outputs, groups: config.norm_num_groups, eps: EPS, time: None, scale: 1.0 }
}

/// What keeps the norms from dividing by zero; no config says it.
const EPS: f64 = 1e-6;

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::Device;

    #[test]
    fn numbers_become_bytes() {
        let check = |numbers: &[f32; 6], expected: Option<[u8; 6]>| {
            let picture = Tensor::new(numbers, &Device::Cpu).unwrap().reshape((1, 3, 1, 2)).unwrap();
            assert_eq!(Autoencoder::pixels(&picture).unwrap(), expected.map(Vec::from), "{numbers:?}");
        };
        check(&[-1.0, 1.0, 0.0, -2.0, 7.0, 0.5], Some([0, 128, 255, 255, 0, 191]));
        check(&[f32::NAN, 0.0, 0.0, 0.0, 0.0, 0.0], None);
        check(&[f32::INFINITY, 0.0, 0.0, 0.0, 0.0, 0.0], None);
    }
}
