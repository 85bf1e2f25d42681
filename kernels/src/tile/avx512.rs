//! Tiles of six rows and up to four vectors: 24 sums in 24 of the 32 registers.
//!
//! Each step loads four vectors of the panel and one number (or pair) of each row for 24 products, so with two
//! products and two loads a cycle the products are what takes the time.

use std::arch::x86_64::{
    __m512, __m512bh, __m512i, _mm512_and_si512, _mm512_castsi512_ps, _mm512_dpbf16_ps, _mm512_fmadd_ps,
    _mm512_loadu_ps, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_ps,
    _mm512_slli_epi32, _mm512_storeu_ps,
};

use half::bf16;

use super::{Tile, VECTOR};

pub(super) const ROWS: usize = 6;

/// A pair of bf16 as one 32-bit number.
type Pair = i32;

macro_rules! by_width {
    ($(#[$doc:meta])* $name:ident, $inner:ident, $number:ty, $features:literal) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// That of [`super::TileKernel::run`].
        pub(super) unsafe fn $name(tile: &Tile<$number>) {
            // SAFETY: the caller's promise, which includes the instructions.
            unsafe {
                match tile.columns / VECTOR {
                    1 => $inner::<1>(tile),
                    2 => $inner::<2>(tile),
                    3 => $inner::<3>(tile),
                    _ => $inner::<4>(tile),
                }
            }
        }
    };
}

by_width!(
    /// f32 by fused multiply-add.
    f32_tile, f32_columns, f32, "avx512f"
);
by_width!(
    /// bf16 by products of pairs.
    bf16_tile, bf16_columns, bf16, "avx512bf16"
);
by_width!(
    /// bf16 widened to f32, where the machine has no products of pairs.
    widened_tile, widened_columns, bf16, "avx512f"
);

/// # Safety
/// That of [`super::TileKernel::run`], with `V` vectors of columns.
#[target_feature(enable = "avx512f")]
unsafe fn f32_columns<const V: usize>(tile: &Tile<f32>) {
    // SAFETY: every pointer is in bounds by the caller's promise.
    unsafe {
        let mut sums = start::<V, f32>(tile);
        for segment in 0..tile.segments {
            let rows = pointers::<f32, f32>(tile, segment);
            let mut panel = tile.panel.add(segment * tile.panel_step);
            for step in 0..tile.length {
                let columns: [__m512; V] = std::array::from_fn(|v| _mm512_loadu_ps(panel.add(v * VECTOR)));
                for (sums, row) in sums.iter_mut().zip(rows) {
                    let number = _mm512_set1_ps(*row.add(step));
                    for (sum, column) in sums.iter_mut().zip(columns) {
                        *sum = _mm512_fmadd_ps(number, column, *sum);
                    }
                }
                panel = panel.add(V * VECTOR);
            }
        }
        finish(tile, &sums);
    }
}

/// # Safety
/// That of [`super::TileKernel::run`], with `V` vectors of columns.
#[target_feature(enable = "avx512f,avx512bf16")]
unsafe fn bf16_columns<const V: usize>(tile: &Tile<bf16>) {
    // SAFETY: every pointer is in bounds by the caller's promise; vectors of pairs are plain bits.
    unsafe {
        let mut sums = start::<V, bf16>(tile);
        for segment in 0..tile.segments {
            let rows = pointers::<bf16, Pair>(tile, segment);
            let mut panel = tile.panel.add(segment * tile.panel_step).cast::<Pair>();
            for step in 0..tile.length / 2 {
                let columns: [__m512bh; V] =
                    std::array::from_fn(|v| pairs(_mm512_loadu_si512(panel.add(v * VECTOR).cast())));
                for (sums, row) in sums.iter_mut().zip(rows) {
                    let pair = pairs(_mm512_set1_epi32(row.add(step).read_unaligned()));
                    for (sum, column) in sums.iter_mut().zip(columns) {
                        *sum = _mm512_dpbf16_ps(*sum, pair, column);
                    }
                }
                panel = panel.add(V * VECTOR);
            }
        }
        finish(tile, &sums);
    }
}

/// # Safety
/// That of [`super::TileKernel::run`], with `V` vectors of columns.
#[target_feature(enable = "avx512f")]
unsafe fn widened_columns<const V: usize>(tile: &Tile<bf16>) {
    // SAFETY: every pointer is in bounds by the caller's promise.
    unsafe {
        let upper = _mm512_set1_epi32(-0x1_0000);
        let mut sums = start::<V, bf16>(tile);
        for segment in 0..tile.segments {
            let rows = pointers::<bf16, Pair>(tile, segment);
            let mut panel = tile.panel.add(segment * tile.panel_step).cast::<Pair>();
            for step in 0..tile.length / 2 {
                for v in 0..V {
                    let column = _mm512_loadu_si512(panel.add(v * VECTOR).cast());
                    let first = _mm512_castsi512_ps(_mm512_slli_epi32::<16>(column));
                    let second = _mm512_castsi512_ps(_mm512_and_si512(column, upper));
                    for (sums, row) in sums.iter_mut().zip(rows) {
                        let pair = row.add(step).read_unaligned();
                        let low = _mm512_castsi512_ps(_mm512_set1_epi32(pair << 16));
                        let high = _mm512_castsi512_ps(_mm512_set1_epi32(pair & -0x1_0000));
                        sums[v] = _mm512_fmadd_ps(high, second, _mm512_fmadd_ps(low, first, sums[v]));
                    }
                }
                panel = panel.add(V * VECTOR);
            }
        }
        finish(tile, &sums);
    }
}

#[inline(always)]
fn pairs(bits: __m512i) -> __m512bh {
    // SAFETY: both are 512 bits of which every pattern is allowed.
    unsafe { std::mem::transmute(bits) }
}

/// The rows of a segment.
///
/// # Safety
/// `rows` holds `ROWS` pointers for the segment.
#[inline(always)]
unsafe fn pointers<T, As>(tile: &Tile<T>, segment: usize) -> [*const As; ROWS] {
    // SAFETY: the caller's promise.
    std::array::from_fn(|row| unsafe { (*tile.rows.add(segment * ROWS + row)).cast() })
}

/// # Safety
/// `sums` holds `ROWS` rows of `V` vectors.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn start<const V: usize, T>(tile: &Tile<T>) -> [[__m512; V]; ROWS] {
    let mut sums = [[_mm512_setzero_ps(); V]; ROWS];
    if tile.add {
        for (row, sums) in sums.iter_mut().enumerate() {
            for (v, sum) in sums.iter_mut().enumerate() {
                // SAFETY: the caller's promise.
                *sum = unsafe { _mm512_loadu_ps(tile.sums.add(row * tile.stride + v * VECTOR)) };
            }
        }
    }
    sums
}

/// # Safety
/// `sums` of the tile holds `ROWS` rows of `V` vectors.
#[inline]
#[target_feature(enable = "avx512f")]
unsafe fn finish<const V: usize, T>(tile: &Tile<T>, sums: &[[__m512; V]; ROWS]) {
    for (row, sums) in sums.iter().enumerate() {
        for (v, sum) in sums.iter().enumerate() {
            // SAFETY: the caller's promise.
            unsafe { _mm512_storeu_ps(tile.sums.add(row * tile.stride + v * VECTOR), *sum) };
        }
    }
}
