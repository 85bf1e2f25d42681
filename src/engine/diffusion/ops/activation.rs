//! Non-linearities.

use candle_core::{Result, Tensor};
use vignette_kernels::{Isa, Layers};

use super::cpu::{Lent, answer, by_type, has_kernels};

/// A function applied to each number; the layers take it as an argument, so that it costs no pass of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Activation {
    /// x.
    #[default]
    None,
    /// x, or 0 where that is more (Nair and Hinton 2010).
    Relu,
    /// x · sigmoid(x) (Elfwing et al. 2017), also called swish.
    Silu,
    /// x · Φ(x) by the error function (Hendrycks and Gimpel 2016).
    Gelu,
    /// The same, approximated by tanh.
    GeluTanh,
    /// x · sigmoid(1.702 x), of OpenAI's CLIP.
    QuickGelu,
}

impl From<Activation> for vignette_kernels::Activation {
    fn from(activation: Activation) -> Self {
        match activation {
            Activation::None => Self::None,
            Activation::Relu => Self::Relu,
            Activation::Silu => Self::Silu,
            Activation::Gelu => Self::Gelu,
            Activation::GeluTanh => Self::GeluTanh,
            Activation::QuickGelu => Self::QuickGelu,
        }
    }
}

impl Activation {
    /// The function of each number; the answer has the tensor's shape and type.
    ///
    /// # Errors
    /// candle's.
    pub fn apply(self, states: &Tensor) -> Result<Tensor> {
        if self == Self::None {
            return Ok(states.clone());
        }
        if !has_kernels(states) {
            return self.apply_by_candle(states);
        }
        let states = states.contiguous()?;
        let lent = Lent::new(&states)?;
        by_type!(states, T => answer(Ok(T::activate(Isa::best(), lent.numbers::<T>()?, self.into())), states.shape()))
    }

    /// The same on any device.
    pub(super) fn apply_by_candle(self, states: &Tensor) -> Result<Tensor> {
        match self {
            Self::None => Ok(states.clone()),
            Self::Relu => states.relu(),
            Self::Silu => states.silu(),
            Self::Gelu => states.gelu_erf(),
            Self::GeluTanh => states.gelu(),
            Self::QuickGelu => states * candle_nn::ops::sigmoid(&(states * 1.702)?)?,
        }
    }
}
