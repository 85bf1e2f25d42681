//! The innermost loop: a few rows times a panel of packed columns.
//!
//! `sums[row][column] (+)= Σ rows[segment][row][k] · panel[segment][k][column]`. Every kernel adds in the order of `k`
//! (in pairs for bf16), whatever rows stand beside a row, so an answer does not depend on how work was cut.

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
pub(crate) mod amx;
#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod plain;

use half::bf16;

use crate::isa::Isa;

/// Most columns of a panel: four vectors of AVX-512.
pub(crate) const COLUMNS: usize = 64;

/// Columns come in multiples of this.
pub(crate) const VECTOR: usize = 16;

/// Most rows that any kernel takes at once.
pub(crate) const MOST_ROWS: usize = 32;

/// One call of a kernel. All pointers are the caller's to keep valid; see [`TileKernel::run`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tile<T> {
    /// `segments * kernel rows` pointers, each to `length` numbers.
    pub rows: *const *const T,
    /// Runs of `length` numbers that each row is made of.
    pub segments: usize,
    /// Numbers in a segment.
    pub length: usize,
    /// `[segments][length up to the granule][columns]`, bf16 in pairs: `[length / 2][columns][2]`.
    pub panel: *const T,
    /// Numbers of the panel from one segment to the next.
    pub panel_step: usize,
    /// 16, 32, 48 or 64.
    pub columns: usize,
    /// `kernel rows` rows of `columns` sums.
    pub sums: *mut f32,
    /// Sums from one row to the next.
    pub stride: usize,
    /// Whether to add to `sums`, which are else overwritten.
    pub add: bool,
}

/// A kernel and what it asks of its data.
#[derive(Clone, Copy, Debug)]
pub struct TileKernel<T> {
    /// Rows at a time.
    pub(crate) rows: usize,
    /// A segment in the panel is filled up with zeros to a multiple of this.
    pub(crate) granule: usize,
    run: unsafe fn(&Tile<T>),
}

impl<T> TileKernel<T> {
    /// Computes one tile.
    ///
    /// # Safety
    /// The machine has the kernel's instructions; `rows` holds `segments * self.rows` pointers to `length` readable
    /// numbers each, `length` a multiple of `T::STEP`; `panel` is readable as described at [`Tile::panel`]; `sums` is
    /// writable (and initialised if `add`) for `self.rows` rows of `columns`, `stride` apart, and nobody else's meanwhile.
    #[inline(always)]
    pub(crate) unsafe fn run(&self, tile: &Tile<T>) {
        // SAFETY: the caller's promise is the kernel's.
        unsafe { (self.run)(tile) }
    }
}

pub(crate) fn of_f32(isa: Isa) -> TileKernel<f32> {
    match isa {
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512 | Isa::Avx512Bf16 | Isa::Amx => {
            TileKernel { rows: avx512::ROWS, granule: 1, run: avx512::f32_tile }
        }
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2 => TileKernel { rows: avx2::ROWS, granule: 1, run: avx2::f32_tile },
        _ => TileKernel { rows: plain::ROWS, granule: 1, run: plain::f32_tile },
    }
}

pub(crate) fn of_bf16(isa: Isa) -> TileKernel<bf16> {
    match isa {
        #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
        Isa::Amx => TileKernel { rows: amx::ROWS, granule: amx::GRANULE, run: amx::bf16_tile },
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512Bf16 => TileKernel { rows: avx512::ROWS, granule: 2, run: avx512::bf16_tile },
        #[cfg(target_arch = "x86_64")]
        Isa::Avx512 => TileKernel { rows: avx512::ROWS, granule: 2, run: avx512::widened_tile },
        #[cfg(target_arch = "x86_64")]
        Isa::Avx2 => TileKernel { rows: avx2::ROWS, granule: 2, run: avx2::widened_tile },
        _ => TileKernel { rows: plain::ROWS, granule: 2, run: plain::bf16_tile },
    }
}
