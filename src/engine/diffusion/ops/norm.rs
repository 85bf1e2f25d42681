//! Norms. Their weights, means and variances are f32 whatever the activations are.

use candle_core::{D, DType, Result, Tensor};
use candle_nn::VarBuilder;

use vignette_kernels::{Isa, RowNorm as KernelNorm};

use super::cpu::{Kernel, Lent, answer, by_type, has_kernels, optional};
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
        self.run(&[states], activation)
    }

    /// [`Self::forward_then`] of two inputs whose channels stand side by side; the answer has all of them.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward_beside(&self, left: &Tensor, right: &Tensor, activation: Activation) -> Result<Tensor> {
        self.run(&[left, right], activation)
    }

    fn run(&self, states: &[&Tensor], activation: Activation) -> Result<Tensor> {
        if !has_kernels(states[0]) {
            return self.run_by_candle(&Tensor::cat(states, D::Minus1)?, activation);
        }
        by_type!(states[0], T => self.run_kernel::<T>(states, activation))
    }

    fn run_kernel<T: Kernel>(&self, states: &[&Tensor], activation: Activation) -> Result<Tensor> {
        let mut shape = states[0].dims().to_vec();
        shape.pop();
        shape.push(self.weight.dim(0)?);
        let states = states.iter().map(|states| states.contiguous()).collect::<Result<Vec<_>>>()?;
        let lent = states.iter().map(Lent::new).collect::<Result<Vec<_>>>()?;
        let (weight, bias) = (Lent::new(&self.weight)?, Lent::new(&self.bias)?);
        let norm = vignette_kernels::GroupNorm {
            batch: shape[0],
            groups: self.groups,
            eps: self.eps as f32,
            weight: weight.numbers()?,
            bias: bias.numbers()?,
            activation: activation.into(),
        };
        let right = lent.get(1).map_or(Ok(&[][..]), Lent::numbers)?;
        answer(T::group_norm(Isa::best(), (lent[0].numbers()?, right), &norm), shape)
    }

    fn run_by_candle(&self, states: &Tensor, activation: Activation) -> Result<Tensor> {
        let (batch, channels) = (states.dim(0)?, states.dim(D::Minus1)?);
        let grouped = (batch, (), self.groups, channels / self.groups);
        let rows = states.to_dtype(DType::F32)?.reshape(grouped)?;
        let mean = |of: &Tensor| of.mean_keepdim(3)?.mean_keepdim(1);
        let centred = rows.broadcast_sub(&mean(&rows)?)?;
        let normed = centred.broadcast_div(&(mean(&centred.sqr()?)? + self.eps)?.sqrt()?)?;
        let normed = normed.reshape(states.shape())?;
        let normed = normed.broadcast_mul(&self.weight)?.broadcast_add(&self.bias)?;
        activation.apply_by_candle(&normed)?.to_dtype(states.dtype())
    }
}

/// The kernels' norm of each row.
fn row_norm<T: Kernel>(
    states: &Tensor,
    centred: bool,
    eps: f64,
    weight: &Tensor,
    bias: Option<&Tensor>,
) -> Result<Tensor> {
    let states = states.contiguous()?;
    let (lent, weight) = (Lent::new(&states)?, Lent::new(weight)?);
    let bias = bias.map(Lent::new).transpose()?;
    let norm = KernelNorm {
        centred,
        eps: eps as f32,
        weight: weight.numbers()?,
        bias: optional(bias.as_ref())?,
        width: states.dim(D::Minus1)?,
    };
    answer(T::row_norm(Isa::best(), lent.numbers()?, &norm), states.shape())
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
        self.run(states, &self.weight, &self.bias)
    }

    /// `norm(x) · (1 + scale) + shift`, as diffusion transformers are told the time: `[batch, tokens, width]` to the
    /// same, `scale` and `shift` `[batch, width]`.
    ///
    /// # Errors
    /// candle's, when a shape is another.
    pub fn forward_modulated(&self, states: &Tensor, scale: &Tensor, shift: &Tensor) -> Result<Tensor> {
        // ((x - mean) / deviation · weight + bias) · (1 + scale) + shift, with both in the weights.
        let scale = (scale.to_dtype(DType::F32)? + 1.0)?;
        let weight = scale.broadcast_mul(&self.weight)?;
        let bias = (scale.broadcast_mul(&self.bias)? + shift.to_dtype(DType::F32)?)?;
        self.run(states, &weight, &bias)
    }

    /// The norm with one row of weights and biases, or one for each of the batch.
    fn run(&self, states: &Tensor, weight: &Tensor, bias: &Tensor) -> Result<Tensor> {
        if has_kernels(states) {
            return by_type!(states, T => row_norm::<T>(states, true, self.eps, weight, Some(bias)));
        }
        let token =
            |tensor: &Tensor| if tensor.rank() == 2 { tensor.unsqueeze(1) } else { Ok(tensor.clone()) };
        let rows = states.to_dtype(DType::F32)?;
        let centred = rows.broadcast_sub(&rows.mean_keepdim(D::Minus1)?)?;
        let variance = centred.sqr()?.mean_keepdim(D::Minus1)?;
        let normed = centred.broadcast_div(&(variance + self.eps)?.sqrt()?)?;
        normed.broadcast_mul(&token(weight)?)?.broadcast_add(&token(bias)?)?.to_dtype(states.dtype())
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
        if has_kernels(states) {
            return by_type!(states, T => row_norm::<T>(states, false, self.eps, &self.weight, None));
        }
        let rows = states.to_dtype(DType::F32)?;
        let square = rows.sqr()?.mean_keepdim(D::Minus1)?;
        let normed = rows.broadcast_div(&(square + self.eps)?.sqrt()?)?;
        normed.broadcast_mul(&self.weight)?.to_dtype(states.dtype())
    }
}
