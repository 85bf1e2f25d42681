//! Convolutions over channels-last pictures.

use candle_core::{DType, Result, Tensor};
use candle_nn::VarBuilder;
use vignette_kernels::Convolution;

use super::cpu::{Kernel, Kind, Lent, Weights, answer, by_type, finish};
use super::linear::mixed;
use super::{Activation, channels_first, channels_last, exact};

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

    /// A kernel of the size of its stride: a picture cut into patches.
    pub fn patch(side: usize) -> Self {
        Self { kernel: side, stride: side, padding: (0, 0) }
    }
}

/// A convolution with bias.
#[derive(Clone, Debug)]
pub(crate) struct Conv2d {
    weights: Weights,
    bias: Option<Tensor>,
    shape: ConvShape,
    outputs: usize,
}

/// What stands around a convolution.
#[derive(Clone, Copy, Default)]
struct Around<'a> {
    enlarged: Option<(usize, usize)>,
    shift: Option<&'a Tensor>,
    activation: Activation,
    residual: Option<&'a Tensor>,
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
        let (outputs, ..) = weight.dims4()?;
        let bias = bias.map(|bias| bias.to_dtype(DType::F32)?.contiguous()).transpose()?;
        Ok(Self { weights: Weights::new(weight, Kind::Convolution)?, bias, shape, outputs })
    }

    /// `[batch, height, width, inputs]` to `[batch, height', width', outputs]`, where
    /// `height' = (height + padding - kernel) / stride + 1`.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward(&self, states: &Tensor) -> Result<Tensor> {
        self.run(states, &Around::default())
    }

    /// [`Self::forward`], then `activation`.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward_then(&self, states: &Tensor, activation: Activation) -> Result<Tensor> {
        self.run(states, &Around { activation, ..Around::default() })
    }

    /// [`Self::forward`] added to `residual`, which has the answer's shape.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward_add(&self, states: &Tensor, residual: &Tensor) -> Result<Tensor> {
        self.run(states, &Around { residual: Some(residual), ..Around::default() })
    }

    /// [`Self::forward`] with `shift`, as many f32 numbers as outputs, added to every pixel.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward_shifted(&self, states: &Tensor, shift: &Tensor) -> Result<Tensor> {
        self.run(states, &Around { shift: Some(shift), ..Around::default() })
    }

    /// [`Self::forward`] of the picture enlarged to `height` and `width` by its nearest pixels.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward_enlarged(&self, states: &Tensor, height: usize, width: usize) -> Result<Tensor> {
        self.run(states, &Around { enlarged: Some((height, width)), ..Around::default() })
    }

    fn run(&self, states: &Tensor, around: &Around) -> Result<Tensor> {
        let bias = match (&self.bias, around.shift) {
            (Some(bias), Some(shift)) => Some((bias + shift.flatten_all()?)?),
            (None, Some(shift)) => Some(shift.flatten_all()?),
            (bias, None) => bias.clone(),
        };
        match &self.weights {
            Weights::Candle(weight) => self.run_by_candle(weight, states, bias.as_ref(), around),
            _ => by_type!(states, T => self.run_kernel::<T>(states, bias.as_ref(), around)),
        }
    }

    fn run_kernel<T: Kernel>(
        &self,
        states: &Tensor,
        bias: Option<&Tensor>,
        around: &Around,
    ) -> Result<Tensor> {
        let weights = T::packed(&self.weights).ok_or_else(|| mixed(states))?;
        let (batch, height, width, _) = states.dims4()?;
        let ConvShape { kernel, stride, padding } = self.shape;
        let shape = Convolution { batch, height, width, enlarged: around.enlarged, kernel, stride, padding };
        let whole = |tensor: Option<&Tensor>| tensor.map(Tensor::contiguous).transpose();
        let (states, residual) = (states.contiguous()?, whole(around.residual)?);
        let lent = Lent::new(&states)?;
        let residual = residual.as_ref().map(Lent::new).transpose()?;
        let bias = bias.map(Lent::new).transpose()?;
        let finish = finish::<T>(bias.as_ref(), around.activation, residual.as_ref())?;
        let (tall, broad) = shape.answer();
        let made = T::convolve((lent.numbers()?, &[]), &shape, weights, &finish);
        answer(made, (batch, tall, broad, self.outputs))
    }

    fn run_by_candle(
        &self,
        weight: &Tensor,
        states: &Tensor,
        bias: Option<&Tensor>,
        around: &Around,
    ) -> Result<Tensor> {
        let mut states = channels_first(states)?;
        if let Some((height, width)) = around.enlarged {
            states = states.upsample_nearest2d(height, width)?;
        }
        let (before, after) = self.shape.padding;
        if before != after {
            states = states.pad_with_zeros(2, before, after)?.pad_with_zeros(3, before, after)?;
        }
        let padding = if before == after { before } else { 0 };
        let made = channels_last(&states.conv2d(weight, padding, self.shape.stride, 1, 1)?)?;
        let made = match bias {
            Some(bias) => made.broadcast_add(&bias.to_dtype(made.dtype())?)?,
            None => made,
        };
        let made = around.activation.apply_by_candle(&made)?;
        match around.residual {
            Some(residual) => residual + made,
            None => Ok(made),
        }
    }
}
