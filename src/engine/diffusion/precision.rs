//! The type that networks compute in.

use candle_core::DType;

use crate::engine::Precision;

impl Precision {
    /// candle's name for the type.
    pub(super) fn kind(self) -> DType {
        match self {
            Self::F32 => DType::F32,
            Self::Bf16 => DType::BF16,
        }
    }
}

impl Default for Precision {
    /// bf16 where the processor multiplies it faster than f32, else f32.
    fn default() -> Self {
        if vignette_kernels::Isa::best().prefers_bf16() { Self::Bf16 } else { Self::F32 }
    }
}
