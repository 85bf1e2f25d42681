//! The bridge to `vignette_kernels`: tensors lend their numbers, answers become tensors without a copy.

use std::ops::Deref;

use candle_core::{CpuStorage, DType, Device, Error, Result, Shape, Storage, Tensor, WithDType};
use vignette_kernels::{Finish, Isa, Layers, Misfit, PackedMatrix, bf16};

use super::Activation;

/// A layer's weights: packed for the CPU's kernels, or candle's for other devices and types.
#[derive(Clone, Debug)]
pub(super) enum Weights {
    /// Packed f32.
    F32(PackedMatrix<f32>),
    /// Packed bf16.
    Bf16(PackedMatrix<bf16>),
    /// As they came.
    Candle(Tensor),
}

/// How weights are to be packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[outputs, inputs]`.
    Linear,
    /// `[2 * outputs, inputs]`, values and then gates.
    Gated,
    /// `[outputs, inputs, kernel, kernel]`.
    Convolution,
}

impl Weights {
    /// Packs weights where the CPU has kernels for their type, which is that of the activations.
    pub fn new(weights: &Tensor, kind: Kind) -> Result<Self> {
        match (weights.device(), weights.dtype()) {
            (Device::Cpu, DType::F32) => Ok(Self::F32(pack(weights, kind)?)),
            (Device::Cpu, DType::BF16) => Ok(Self::Bf16(pack(weights, kind)?)),
            _ => Ok(Self::Candle(weights.clone())),
        }
    }
}

/// The types that the kernels are written for.
pub(super) trait Kernel: Layers + WithDType {
    /// The weights, if they are of this type.
    fn packed(weights: &Weights) -> Option<&PackedMatrix<Self>>;
}

impl Kernel for f32 {
    fn packed(weights: &Weights) -> Option<&PackedMatrix<Self>> {
        if let Weights::F32(packed) = weights { Some(packed) } else { None }
    }
}

impl Kernel for bf16 {
    fn packed(weights: &Weights) -> Option<&PackedMatrix<Self>> {
        if let Weights::Bf16(packed) = weights { Some(packed) } else { None }
    }
}

/// Runs `$body` with `$number` being the type of the kernels for `$tensor`.
macro_rules! by_type {
    ($tensor:expr, $number:ident => $body:expr) => {
        match $tensor.dtype() {
            candle_core::DType::F32 => {
                type $number = f32;
                $body
            }
            candle_core::DType::BF16 => {
                type $number = vignette_kernels::bf16;
                $body
            }
            other => Err(candle_core::Error::Msg(format!("there is no kernel for {other:?}"))),
        }
    };
}
pub(super) use by_type;

/// Whether a tensor is where kernels of ours run.
pub(super) fn has_kernels(tensor: &Tensor) -> bool {
    tensor.device().is_cpu() && matches!(tensor.dtype(), DType::F32 | DType::BF16)
}

fn pack<T: Kernel>(weights: &Tensor, kind: Kind) -> Result<PackedMatrix<T>> {
    let weights = weights.contiguous()?;
    let lent = Lent::new(&weights)?;
    let numbers = lent.numbers::<T>()?;
    let isa = Isa::best();
    let packed = match kind {
        Kind::Linear => {
            let (outputs, inputs) = weights.dims2()?;
            PackedMatrix::linear(isa, numbers, outputs, inputs)
        }
        Kind::Gated => {
            let (outputs, inputs) = weights.dims2()?;
            PackedMatrix::gated(isa, numbers, outputs / 2, inputs)
        }
        Kind::Convolution => {
            let (outputs, inputs, height, width) = weights.dims4()?;
            PackedMatrix::convolution(isa, numbers, (outputs, inputs, height * width))
        }
    };
    packed.map_err(misfit)
}

/// The numbers of a contiguous tensor on the CPU, for as long as this lives.
pub(super) struct Lent<'a> {
    storage: Box<dyn Deref<Target = Storage> + 'a>,
    range: (usize, usize),
}

impl<'a> Lent<'a> {
    /// Lends a tensor's numbers.
    pub fn new(tensor: &'a Tensor) -> Result<Self> {
        let (storage, layout) = tensor.storage_and_layout();
        let range =
            layout.contiguous_offsets().ok_or_else(|| Error::Msg("a tensor is not contiguous".to_owned()))?;
        Ok(Self { storage: Box::new(storage), range })
    }

    /// The numbers.
    pub fn numbers<T: WithDType>(&self) -> Result<&[T]> {
        match &**self.storage {
            Storage::Cpu(storage) => Ok(&CpuStorage::as_slice::<T>(storage)?[self.range.0..self.range.1]),
            _ => Err(Error::Msg("a tensor is on another device".to_owned())),
        }
    }
}

/// Numbers that may not be there.
pub(super) fn optional<'a, T: WithDType>(lent: Option<&'a Lent>) -> Result<Option<&'a [T]>> {
    lent.map(Lent::numbers).transpose()
}

/// What follows a product, as the kernels want it.
pub(super) fn finish<'a, T: WithDType>(
    bias: Option<&'a Lent>,
    activation: Activation,
    residual: Option<&'a Lent>,
) -> Result<Finish<'a, T>> {
    Ok(Finish { bias: optional(bias)?, activation: activation.into(), residual: optional(residual)? })
}

/// An answer as a tensor.
pub(super) fn answer<T: WithDType>(
    made: std::result::Result<Vec<T>, Misfit>,
    shape: impl Into<Shape>,
) -> Result<Tensor> {
    let shape: Shape = shape.into();
    Tensor::from_vec(made.map_err(misfit)?, shape, &Device::Cpu)
}

/// A kernel's complaint as candle's error.
pub(super) fn misfit(misfit: Misfit) -> Error {
    Error::Msg(misfit.to_string())
}
