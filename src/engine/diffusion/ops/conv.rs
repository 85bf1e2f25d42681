//! Convolutions over channels-last pictures.

use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::{channels_first, channels_last, exact};

/// How a square kernel moves over a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ConvShape {
    /// The kernel's side.
    pub kernel: usize,
    /// Pixels from one place to the next.
    pub stride: usize,
    /// Zeros around the picture: above and to the left, below and to the right.
    pub padding: (usize, usize),
}

impl ConvShape {
    /// 3x3, the answer as large as the input.
    pub const SAME: Self = Self { kernel: 3, stride: 1, padding: (1, 1) };
    /// 3x3 at every second pixel: half the size, rounded up.
    pub const HALVE: Self = Self { kernel: 3, stride: 2, padding: (1, 1) };
    /// 3x3 at every second pixel, zeros only below and to the right, as autoencoders halve.
    pub const HALVE_LATE: Self = Self { kernel: 3, stride: 2, padding: (0, 1) };
    /// 1x1.
    pub const POINT: Self = Self { kernel: 1, stride: 1, padding: (0, 0) };

    /// A kernel of the size of its stride: a picture cut into patches.
    pub fn patch(side: usize) -> Self {
        Self { kernel: side, stride: side, padding: (0, 0) }
    }
}

/// A convolution with bias.
#[derive(Clone, Debug)]
pub(crate) struct Conv2d {
    weight: Tensor,
    bias: Option<Tensor>,
    shape: ConvShape,
}

impl Conv2d {
    /// Takes `weight` `[outputs, inputs, kernel, kernel]` and `bias` `[outputs]`.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(inputs: usize, outputs: usize, shape: ConvShape, tensors: &VarBuilder) -> Result<Self> {
        let weight = tensors.get((outputs, inputs, shape.kernel, shape.kernel), "weight")?;
        Self::from_tensors(&weight, Some(&exact(tensors, outputs, "bias")?), shape)
    }

    /// A convolution of these weights, whose type is that of the activations, and bias.
    ///
    /// # Errors
    /// candle's, when `weight` is not `[outputs, inputs, kernel, kernel]`.
    pub fn from_tensors(weight: &Tensor, bias: Option<&Tensor>, shape: ConvShape) -> Result<Self> {
        weight.dims4()?;
        let bias = bias.map(|bias| bias.to_dtype(weight.dtype())).transpose()?;
        Ok(Self { weight: weight.clone(), bias, shape })
    }

    /// `[batch, height, width, inputs]` to `[batch, height', width', outputs]`, where
    /// `height' = (height + padding - kernel) / stride + 1`.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward(&self, states: &Tensor) -> Result<Tensor> {
        let (before, after) = self.shape.padding;
        let mut states = channels_first(states)?;
        if before != after {
            states = states.pad_with_zeros(2, before, after)?.pad_with_zeros(3, before, after)?;
        }
        let padding = if before == after { before } else { 0 };
        let made = states.conv2d(&self.weight, padding, self.shape.stride, 1, 1)?;
        let made = channels_last(&made)?;
        match &self.bias {
            Some(bias) => made.broadcast_add(bias),
            None => Ok(made),
        }
    }

    /// [`Self::forward`] added to `residual`, which has the answer's shape.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward_add(&self, states: &Tensor, residual: &Tensor) -> Result<Tensor> {
        residual + self.forward(states)?
    }

    /// [`Self::forward`] of two pictures of one size whose channels stand side by side.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward_beside(&self, left: &Tensor, right: &Tensor) -> Result<Tensor> {
        self.forward(&Tensor::cat(&[left, right], 3)?)
    }

    /// [`Self::forward`] of the picture enlarged to `height` and `width` by its nearest pixels.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward_enlarged(&self, states: &Tensor, height: usize, width: usize) -> Result<Tensor> {
        self.forward(&channels_last(&channels_first(states)?.upsample_nearest2d(height, width)?)?)
    }
}
