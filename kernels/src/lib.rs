//! The arithmetic of neural networks on a CPU, near the machine's limit.
//!
//! Read in this order: [`isa`] finds out what the machine can do; [`tile`] is the innermost loop, written for each set of
//! instructions; [`pack`] puts weights in the order in which it reads them; [`multiply`] is the one loop around it, and
//! [`finish`] what follows a product; [`linear`], [`convolution`] and [`attention`] say which rows are multiplied;
//! [`norm`] and [`elementwise`] are the passes without a product. [`door`] is what callers see.
//!
//! Activations are channels-last, f32 or bf16; sums are f32. The same numbers come out for any number of threads: work is
//! cut by place, never by thread, and each number is added up in one order.
//!
//! This crate is the only place of the product with `unsafe` code for speed. Its door is safe: lengths are checked there,
//! and a set of instructions is used only where the machine has it. It knows nothing of models, files or candle.

mod aligned;
mod attention;
mod convolution;
mod door;
mod elementwise;
mod finish;
mod isa;
mod linear;
mod math;
mod memory;
mod multiply;
mod norm;
mod number;
mod output;
mod pack;
mod shape;
mod tile;

pub use attention::{Attention, Mask};
pub use convolution::Convolution;
pub use door::Layers;
pub use finish::Finish;
pub use half::bf16;
pub use isa::Isa;
pub use linear::Beside;
pub use math::Activation;
pub use norm::{GroupNorm, RowNorm};
pub use number::Number;
pub use pack::PackedMatrix;
pub use shape::Misfit;

/// Whether AMX is here, allowed to this process, and gives the answers of the plain form; found out once.
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
pub(crate) fn amx_answers() -> bool {
    tile::amx::answers()
}
