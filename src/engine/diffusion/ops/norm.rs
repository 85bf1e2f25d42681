//! Norms. Their weights, means and variances are f32 whatever the activations are.

use candle_core::{D, DType, Result, Tensor};
use candle_nn::VarBuilder;

use super::{Activation, exact};

/// Group norm (Wu and He 2018) over channels-last activations.
#[derive(Clone, Debug)]
pub(crate) struct GroupNorm {
    groups: usize,
    eps: f64,
    weight: Tensor,
    bias: Tensor,
}

impl GroupNorm {
    /// Takes `weight` and `bias` `[channels]`; `groups` divides `channels`.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(groups: usize, channels: usize, eps: f64, tensors: &VarBuilder) -> Result<Self> {
        let (weight, bias) = (exact(tensors, channels, "weight")?, exact(tensors, channels, "bias")?);
        Ok(Self { groups, eps, weight, bias })
    }

    /// `[batch, …, channels]` to the same.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward(&self, states: &Tensor) -> Result<Tensor> {
        self.forward_then(states, Activation::None)
    }

    /// [`Self::forward`], then `activation`.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward_then(&self, states: &Tensor, activation: Activation) -> Result<Tensor> {
        let (batch, channels) = (states.dim(0)?, states.dim(D::Minus1)?);
        let grouped = (batch, (), self.groups, channels / self.groups);
        let rows = states.to_dtype(DType::F32)?.reshape(grouped)?;
        let mean = |of: &Tensor| of.mean_keepdim(3)?.mean_keepdim(1);
        let centred = rows.broadcast_sub(&mean(&rows)?)?;
        let normed = centred.broadcast_div(&(mean(&centred.sqr()?)? + self.eps)?.sqrt()?)?;
        let normed = normed.reshape(states.shape())?;
        let normed = normed.broadcast_mul(&self.weight)?.broadcast_add(&self.bias)?;
        activation.apply(&normed)?.to_dtype(states.dtype())
    }
}

/// Layer norm (Ba et al. 2016) over the last dimension.
#[derive(Clone, Debug)]
pub(crate) struct LayerNorm {
    eps: f64,
    weight: Tensor,
    bias: Tensor,
}

impl LayerNorm {
    /// Takes `weight` and `bias` `[width]`.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(width: usize, eps: f64, tensors: &VarBuilder) -> Result<Self> {
        Ok(Self { eps, weight: exact(tensors, width, "weight")?, bias: exact(tensors, width, "bias")? })
    }

    /// A norm without weights.
    ///
    /// # Errors
    /// candle's.
    pub fn plain(width: usize, eps: f64, device: &candle_core::Device) -> Result<Self> {
        let (weight, bias) =
            (Tensor::ones(width, DType::F32, device)?, Tensor::zeros(width, DType::F32, device)?);
        Ok(Self { eps, weight, bias })
    }

    /// `[…, width]` to the same.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward(&self, states: &Tensor) -> Result<Tensor> {
        self.normed(states)?.to_dtype(states.dtype())
    }

    /// `norm(x) · (1 + scale) + shift`, as diffusion transformers are told the time: `[batch, tokens, width]` to the
    /// same, `scale` and `shift` `[batch, width]`.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward_modulated(&self, states: &Tensor, scale: &Tensor, shift: &Tensor) -> Result<Tensor> {
        let token = |tensor: &Tensor| tensor.to_dtype(DType::F32)?.unsqueeze(1);
        let scaled = self.normed(states)?.broadcast_mul(&(token(scale)? + 1.0)?)?;
        scaled.broadcast_add(&token(shift)?)?.to_dtype(states.dtype())
    }

    fn normed(&self, states: &Tensor) -> Result<Tensor> {
        let rows = states.to_dtype(DType::F32)?;
        let centred = rows.broadcast_sub(&rows.mean_keepdim(D::Minus1)?)?;
        let variance = centred.sqr()?.mean_keepdim(D::Minus1)?;
        let normed = centred.broadcast_div(&(variance + self.eps)?.sqrt()?)?;
        normed.broadcast_mul(&self.weight)?.broadcast_add(&self.bias)
    }
}

/// Root mean square norm (Zhang and Sennrich 2019) over the last dimension.
#[derive(Clone, Debug)]
pub(crate) struct RmsNorm {
    eps: f64,
    weight: Tensor,
}

impl RmsNorm {
    /// Takes `weight` `[width]`.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(width: usize, eps: f64, tensors: &VarBuilder) -> Result<Self> {
        Ok(Self { eps, weight: exact(tensors, width, "weight")? })
    }

    /// `[…, width]` to the same.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward(&self, states: &Tensor) -> Result<Tensor> {
        let rows = states.to_dtype(DType::F32)?;
        let square = rows.sqr()?.mean_keepdim(D::Minus1)?;
        let normed = rows.broadcast_div(&(square + self.eps)?.sqrt()?)?;
        normed.broadcast_mul(&self.weight)?.to_dtype(states.dtype())
    }
}
