//! The two types of activations and weights.

use half::bf16;

use crate::isa::Isa;
use crate::tile::{self, TileKernel};

/// f32 or bf16. Sums are f32 in both.
pub trait Number: Copy + Default + Send + Sync + std::fmt::Debug + private::Sealed + 'static {
    /// The number as f32.
    fn to_f32(self) -> f32;

    /// The nearest number of this type, ties to even.
    fn from_f32(number: f32) -> Self;

    /// Numbers that one instruction step takes from each row: bf16 are multiplied in pairs.
    #[doc(hidden)]
    const STEP: usize;

    /// The tile kernel of an instruction set.
    #[doc(hidden)]
    fn kernel(isa: Isa) -> TileKernel<Self>;
}

mod private {
    pub trait Sealed {}
    impl Sealed for f32 {}
    impl Sealed for half::bf16 {}
}

impl Number for f32 {
    const STEP: usize = 1;

    #[inline(always)]
    fn to_f32(self) -> f32 {
        self
    }

    #[inline(always)]
    fn from_f32(number: f32) -> Self {
        number
    }

    fn kernel(isa: Isa) -> TileKernel<Self> {
        tile::of_f32(isa)
    }
}

impl Number for bf16 {
    const STEP: usize = 2;

    #[inline(always)]
    fn to_f32(self) -> f32 {
        f32::from_bits(u32::from(self.to_bits()) << 16)
    }

    /// Written out, because the compiler makes vectors of this form and not of `half`'s.
    #[inline(always)]
    fn from_f32(number: f32) -> Self {
        let bits = number.to_bits();
        let rounded = bits.wrapping_add(0x7fff + ((bits >> 16) & 1)) >> 16;
        Self::from_bits(if number.is_nan() { 0x7fc0 } else { rounded as u16 })
    }

    fn kernel(isa: Isa) -> TileKernel<Self> {
        tile::of_bf16(isa)
    }
}
