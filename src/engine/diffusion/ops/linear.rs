//! Projections of each token's or pixel's channels.

use candle_core::{D, DType, Error, Result, Shape, Tensor};
use candle_nn::VarBuilder;

use super::cpu::{Kernel, Kind, Lent, Weights, answer, by_type, finish};
use super::{Activation, exact};

/// `x · weightᵀ + bias` over the last dimension.
#[derive(Clone, Debug)]
pub(crate) struct Linear {
    weights: Weights,
    bias: Option<Tensor>,
    outputs: usize,
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
        let (outputs, _) = weight.dims2()?;
        Self::of_kind(weight, bias, Kind::Linear, outputs)
    }

    fn of_kind(weight: &Tensor, bias: Option<&Tensor>, kind: Kind, outputs: usize) -> Result<Self> {
        let bias = bias.map(|bias| bias.to_dtype(DType::F32)?.contiguous()).transpose()?;
        Ok(Self { weights: Weights::new(weight, kind)?, bias, outputs })
    }

    /// `[…, inputs]` to `[…, outputs]`.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward(&self, states: &Tensor) -> Result<Tensor> {
        self.run(&[states], Activation::None, None)
    }

    /// [`Self::forward`], then `activation`.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward_then(&self, states: &Tensor, activation: Activation) -> Result<Tensor> {
        self.run(&[states], activation, None)
    }

    /// [`Self::forward`] added to `residual`, which has the answer's shape.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward_add(&self, states: &Tensor, residual: &Tensor) -> Result<Tensor> {
        self.run(&[states], Activation::None, Some(residual))
    }

    /// [`Self::forward`] of two inputs whose channels stand side by side.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward_beside(&self, left: &Tensor, right: &Tensor) -> Result<Tensor> {
        self.run(&[left, right], Activation::None, None)
    }

    fn run(&self, states: &[&Tensor], activation: Activation, residual: Option<&Tensor>) -> Result<Tensor> {
        let mut shape = states[0].dims().to_vec();
        shape.pop();
        shape.push(self.outputs);
        match &self.weights {
            Weights::Candle(weight) => self
                .run_by_candle(weight, &Tensor::cat(states, D::Minus1)?, activation, residual)?
                .reshape(shape),
            _ => by_type!(states[0], T => self.run_kernel::<T>(states, activation, residual, shape.into())),
        }
    }

    fn run_kernel<T: Kernel>(
        &self,
        states: &[&Tensor],
        activation: Activation,
        residual: Option<&Tensor>,
        shape: Shape,
    ) -> Result<Tensor> {
        let weights = T::packed(&self.weights).ok_or_else(|| mixed(states[0]))?;
        let states = states.iter().map(|states| states.contiguous()).collect::<Result<Vec<_>>>()?;
        let lent = states.iter().map(Lent::new).collect::<Result<Vec<_>>>()?;
        let residual = residual.map(Tensor::contiguous).transpose()?;
        let residual = residual.as_ref().map(Lent::new).transpose()?;
        let bias = self.bias.as_ref().map(Lent::new).transpose()?;
        let finish = finish::<T>(bias.as_ref(), activation, residual.as_ref())?;
        let right = lent.get(1).map_or(Ok(&[][..]), Lent::numbers)?;
        answer(T::linear((lent[0].numbers()?, right), weights, &finish), shape)
    }

    fn run_by_candle(
        &self,
        weight: &Tensor,
        states: &Tensor,
        activation: Activation,
        residual: Option<&Tensor>,
    ) -> Result<Tensor> {
        let rows = states.reshape(((), weight.dim(1)?))?.contiguous()?;
        let made = rows.matmul(&weight.t()?)?;
        let made = match &self.bias {
            Some(bias) => made.broadcast_add(&bias.to_dtype(made.dtype())?)?,
            None => made,
        };
        let made = activation.apply_by_candle(&made)?;
        match residual {
            Some(residual) => residual.reshape(made.shape())? + made,
            None => Ok(made),
        }
    }
}

/// Activations of another type than the weights.
pub(super) fn mixed(states: &Tensor) -> Error {
    Error::Msg(format!("a layer of another type was given {:?}", states.dtype()))
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
        let weight = tensors.get((2 * outputs, inputs), "weight")?;
        let bias = exact(tensors, 2 * outputs, "bias")?;
        Ok(Self { both: Linear::of_kind(&weight, Some(&bias), Kind::Gated, outputs)?, activation })
    }

    /// A layer of two weights `[outputs, inputs]` without bias, as T5 and Llama store them.
    ///
    /// # Errors
    /// candle's, when the shapes differ.
    pub fn from_tensors(value: &Tensor, gate: &Tensor, activation: Activation) -> Result<Self> {
        let weight = Tensor::cat(&[value, gate], 0)?;
        Ok(Self { both: Linear::of_kind(&weight, None, Kind::Gated, value.dim(0)?)?, activation })
    }

    /// `value · activation(gate)`: `[…, inputs]` to `[…, outputs]`.
    ///
    /// # Errors
    /// candle's, when the shape is another.
    pub fn forward(&self, states: &Tensor) -> Result<Tensor> {
        let Weights::Candle(weight) = &self.both.weights else {
            return self.both.run(&[states], self.activation, None);
        };
        let both = self.both.run_by_candle(weight, states, Activation::None, None)?.chunk(2, D::Minus1)?;
        let made = (&both[0].contiguous()? * self.activation.apply_by_candle(&both[1].contiguous()?)?)?;
        let mut shape = states.dims().to_vec();
        shape.pop();
        shape.push(self.both.outputs);
        made.reshape(shape)
    }
}
