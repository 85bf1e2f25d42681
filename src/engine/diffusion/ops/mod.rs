//! The layers that every network of this engine is written with.
//!
//! One convention: activations are channels-last. Pictures and latents are `[batch, height, width, channels]`, tokens
//! `[batch, tokens, channels]`, so a picture becomes tokens by a reshape that moves nothing; [`channels_last`] and
//! [`channels_first`] stand at a network's doors. A layer computes in the type of the `VarBuilder` it was made from
//! (f32 or bf16) and takes and gives activations of that type; norms keep their own weights, and every sum, in f32.
//!
//! Read in this order: [`linear`], [`conv`], [`norm`], [`attention`], [`activation`]; [`cpu`] is the bridge to
//! `vignette_kernels`, which computes all of them on a CPU. On other devices the same layers are made of candle's own
//! operations.

mod activation;
mod attention;
mod conv;
mod cpu;
mod linear;
mod norm;
#[cfg(test)]
mod tests;

use candle_core::{DType, Result, Tensor};
use candle_nn::{Init, VarBuilder};

pub(crate) use activation::Activation;
pub(crate) use attention::{Attention, Mask};
pub(crate) use conv::{Conv2d, ConvShape};
pub(crate) use linear::{GatedLinear, Linear};
pub(crate) use norm::{GroupNorm, LayerNorm, RmsNorm};

/// `[batch, channels, height, width]` as `[batch, height, width, channels]`.
///
/// # Errors
/// candle's, when the tensor has not four dimensions.
pub(crate) fn channels_last(picture: &Tensor) -> Result<Tensor> {
    picture.permute((0, 2, 3, 1))?.contiguous()
}

/// `[batch, height, width, channels]` as `[batch, channels, height, width]`.
///
/// # Errors
/// candle's, when the tensor has not four dimensions.
pub(crate) fn channels_first(picture: &Tensor) -> Result<Tensor> {
    picture.permute((0, 3, 1, 2))?.contiguous()
}

/// A tensor that stays f32 whatever the network computes in: the weights of norms, and biases.
fn exact(tensors: &VarBuilder, shape: usize, name: &str) -> Result<Tensor> {
    tensors.get_with_hints_dtype(shape, name, Init::Const(0.0), DType::F32)?.contiguous()
}
