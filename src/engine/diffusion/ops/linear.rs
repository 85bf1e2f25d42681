//! Projections of each token's or pixel's channels.

use candle_core::{D, Result, Tensor};
use candle_nn::VarBuilder;

use super::{Activation, exact};

/// `x · weightᵀ + bias` over the last dimension.
#[derive(Clone, Debug)]
pub(crate) struct Linear {
    weight: Tensor,
    bias: Option<Tensor>,
}

impl Linear {
    /// Takes `weight` `[outputs, inputs]` and `bias` `[outputs]`.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(inputs: usize, outputs: usize, tensors: &VarBuilder) -> Result<Self> {
        let weight = tensors.get((outputs, inputs), "weight")?;
        Self::from_tensors(&weight, Some(&exact(tensors, outputs, "bias")?))
    }

    /// Takes `weight` `[outputs, inputs]`; there is no bias.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn without_bias(inputs: usize, outputs: usize, tensors: &VarBuilder) -> Result<Self> {
        Self::from_tensors(&tensors.get((outputs, inputs), "weight")?, None)
    }

    /// A layer of these weights `[outputs, inputs]`, whose type is that of the activations, and bias `[outputs]`.
    ///
    /// # Errors
    /// candle's, when `weight` has not two dimensions.
    pub fn from_tensors(weight: &Tensor, bias: Option<&Tensor>) -> Result<Self> {
        weight.dims2()?;
        let bias = bias.map(|bias| bias.to_dtype(weight.dtype())).transpose()?;
        Ok(Self { weight: weight.clone(), bias })
    }

    /// `[…, inputs]` to `[…, outputs]`.
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
        let (outputs, inputs) = self.weight.dims2()?;
        let mut shape = states.dims().to_vec();
        let rows = states.reshape(((), inputs))?.contiguous()?;
        let made = rows.matmul(&self.weight.t()?)?;
        let made = match &self.bias {
            Some(bias) => made.broadcast_add(bias)?,
            None => made,
        };
        shape.pop();
        shape.push(outputs);
        activation.apply(&made)?.reshape(shape)
    }

    /// [`Self::forward`] added to `residual`, which has the answer's shape.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward_add(&self, states: &Tensor, residual: &Tensor) -> Result<Tensor> {
        residual + self.forward(states)?
    }
}

/// Two projections of the same states, one multiplied by an activation of the other: GEGLU and SwiGLU (Shazeer 2020).
#[derive(Clone, Debug)]
pub(crate) struct GatedLinear {
    both: Linear,
    activation: Activation,
}

impl GatedLinear {
    /// Takes `weight` `[2 * outputs, inputs]` and `bias` `[2 * outputs]`, the values first and the gates after them, as
    /// diffusers stores GEGLU.
    ///
    /// # Errors
    /// candle's, naming the tensor that is missing or has another shape.
    pub fn new(inputs: usize, outputs: usize, activation: Activation, tensors: &VarBuilder) -> Result<Self> {
        Ok(Self { both: Linear::new(inputs, 2 * outputs, tensors)?, activation })
    }

    /// A layer of two weights `[outputs, inputs]` without bias, as T5 and Llama store them.
    ///
    /// # Errors
    /// candle's, when the shapes differ.
    pub fn from_tensors(value: &Tensor, gate: &Tensor, activation: Activation) -> Result<Self> {
        Ok(Self { both: Linear::from_tensors(&Tensor::cat(&[value, gate], 0)?, None)?, activation })
    }

    /// `value · activation(gate)`: `[…, inputs]` to `[…, outputs]`.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward(&self, states: &Tensor) -> Result<Tensor> {
        let both = self.both.forward(states)?.chunk(2, D::Minus1)?;
        &both[0].contiguous()? * self.activation.apply(&both[1].contiguous()?)?
    }
}
