//! The door: what callers name. Everything behind it is compiled in this crate for both types, as a caller's own build
//! may not be optimised.

use half::bf16;

use crate::attention::{self, Attention};
use crate::convolution::{self, Convolution};
use crate::elementwise;
use crate::finish::Finish;
use crate::isa::Isa;
use crate::linear::{self, Beside};
use crate::math::Activation;
use crate::norm::{self, GroupNorm, RowNorm};
use crate::number::Number;
use crate::pack::PackedMatrix;
use crate::shape::Misfit;

/// The layers, for f32 and bf16. Answers are new vectors; every [`Misfit`] is a length other than the shapes say.
pub trait Layers: Number {
    /// `finish(input · weightsᵀ)`: `[rows, inputs]` to `[rows, outputs]`.
    ///
    /// # Errors
    /// [`Misfit`]: see the trait.
    fn linear(
        input: Beside<Self>,
        weights: &PackedMatrix<Self>,
        finish: &Finish<Self>,
    ) -> Result<Vec<Self>, Misfit>;

    /// `finish(convolution)`: `[batch, height, width, inputs]` to `[batch, height', width', outputs]`.
    ///
    /// # Errors
    /// [`Misfit`]: see the trait.
    fn convolve(
        input: Beside<Self>,
        shape: &Convolution,
        weights: &PackedMatrix<Self>,
        finish: &Finish<Self>,
    ) -> Result<Vec<Self>, Misfit>;

    /// `softmax(query · keyᵀ · scale + mask) · value` for each head: `[batch, queries, heads * width]`.
    ///
    /// # Errors
    /// [`Misfit`]: see the trait.
    fn attend(
        isa: Isa,
        query: &[Self],
        key: &[Self],
        value: &[Self],
        shape: &Attention,
    ) -> Result<Vec<Self>, Misfit>;

    /// Group norm of `[batch, pixels, channels]`, or of two inputs side by side, which then stand in one.
    ///
    /// # Errors
    /// [`Misfit`]: see the trait.
    fn group_norm(isa: Isa, input: Beside<Self>, norm: &GroupNorm) -> Result<Vec<Self>, Misfit>;

    /// The norm of each row of `[rows, width]`.
    ///
    /// # Errors
    /// [`Misfit`]: see the trait.
    fn row_norm(isa: Isa, input: &[Self], norm: &RowNorm) -> Result<Vec<Self>, Misfit>;

    /// The activation of each number.
    fn activate(isa: Isa, input: &[Self], activation: Activation) -> Vec<Self>;
}

macro_rules! layers_of {
    ($number:ty) => {
        impl Layers for $number {
            fn linear(
                input: Beside<Self>,
                weights: &PackedMatrix<Self>,
                finish: &Finish<Self>,
            ) -> Result<Vec<Self>, Misfit> {
                linear::linear(input, weights, finish)
            }

            fn convolve(
                input: Beside<Self>,
                shape: &Convolution,
                weights: &PackedMatrix<Self>,
                finish: &Finish<Self>,
            ) -> Result<Vec<Self>, Misfit> {
                convolution::convolve(input, shape, weights, finish)
            }

            fn attend(
                isa: Isa,
                query: &[Self],
                key: &[Self],
                value: &[Self],
                shape: &Attention,
            ) -> Result<Vec<Self>, Misfit> {
                Misfit::unless(isa.is_available(), "instructions this machine has")?;
                attention::attend(isa, query, key, value, shape)
            }

            fn group_norm(isa: Isa, input: Beside<Self>, norm: &GroupNorm) -> Result<Vec<Self>, Misfit> {
                Misfit::unless(isa.is_available(), "instructions this machine has")?;
                norm::group_norm(isa, input, norm)
            }

            fn row_norm(isa: Isa, input: &[Self], norm: &RowNorm) -> Result<Vec<Self>, Misfit> {
                Misfit::unless(isa.is_available(), "instructions this machine has")?;
                norm::row_norm(isa, input, norm)
            }

            fn activate(isa: Isa, input: &[Self], activation: Activation) -> Vec<Self> {
                let isa = if isa.is_available() { isa } else { Isa::Plain };
                elementwise::activate(isa, input, activation)
            }
        }
    };
}

layers_of!(f32);
layers_of!(bf16);
