//! Tiles of six rows and two vectors of eight: twelve sums in twelve of the 16 registers.

use std::arch::x86_64::{
    __m256, __m256i, _mm256_and_si256, _mm256_castsi256_ps, _mm256_fmadd_ps, _mm256_loadu_ps,
    _mm256_loadu_si256, _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_ps, _mm256_slli_epi32,
    _mm256_storeu_ps,
};

use half::bf16;

use super::{Tile, VECTOR};

pub(super) const ROWS: usize = 6;

/// Numbers in a vector.
const LANES: usize = 8;

type Sums = [[__m256; 2]; ROWS];

/// f32 by fused multiply-add.
///
/// # Safety
/// That of [`super::TileKernel::run`].
pub(super) unsafe fn f32_tile(tile: &Tile<f32>) {
    for first in (0..tile.columns).step_by(VECTOR) {
        // SAFETY: the caller's promise; the columns are the panel's.
        unsafe { f32_columns(tile, first) }
    }
}

/// bf16 widened to f32.
///
/// # Safety
/// That of [`super::TileKernel::run`].
pub(super) unsafe fn widened_tile(tile: &Tile<bf16>) {
    for first in (0..tile.columns).step_by(VECTOR) {
        // SAFETY: the caller's promise; the columns are the panel's.
        unsafe { widened_columns(tile, first) }
    }
}

/// # Safety
/// That of [`super::TileKernel::run`], `first` being a multiple of 16 below `columns`.
#[target_feature(enable = "avx2,fma")]
unsafe fn f32_columns(tile: &Tile<f32>, first: usize) {
    // SAFETY: every pointer is in bounds by the caller's promise.
    unsafe {
        let mut sums = start(tile, first);
        for segment in 0..tile.segments {
            let mut panel = tile.panel.add(segment * tile.panel_step + first);
            let rows = tile.rows.add(segment * ROWS);
            for step in 0..tile.length {
                let columns = [_mm256_loadu_ps(panel), _mm256_loadu_ps(panel.add(LANES))];
                for (row, sums) in sums.iter_mut().enumerate() {
                    let number = _mm256_set1_ps(*(*rows.add(row)).add(step));
                    sums[0] = _mm256_fmadd_ps(number, columns[0], sums[0]);
                    sums[1] = _mm256_fmadd_ps(number, columns[1], sums[1]);
                }
                panel = panel.add(tile.columns);
            }
        }
        finish(tile, first, &sums);
    }
}

/// # Safety
/// That of [`super::TileKernel::run`], `first` being a multiple of 16 below `columns`.
#[target_feature(enable = "avx2,fma")]
unsafe fn widened_columns(tile: &Tile<bf16>, first: usize) {
    // SAFETY: every pointer is in bounds by the caller's promise.
    unsafe {
        let mut sums = start(tile, first);
        for segment in 0..tile.segments {
            let mut panel = tile.panel.add(segment * tile.panel_step + first * 2);
            let rows = tile.rows.add(segment * ROWS);
            for step in 0..tile.length / 2 {
                for half in 0..2 {
                    let (low, high) = widen(_mm256_loadu_si256(panel.add(half * VECTOR).cast()));
                    for (row, sums) in sums.iter_mut().enumerate() {
                        let pair = (*rows.add(row)).add(step * 2).cast::<i32>().read_unaligned();
                        let (first, second) = widen(_mm256_set1_epi32(pair));
                        sums[half] = _mm256_fmadd_ps(first, low, sums[half]);
                        sums[half] = _mm256_fmadd_ps(second, high, sums[half]);
                    }
                }
                panel = panel.add(tile.columns * 2);
            }
        }
        finish(tile, first, &sums);
    }
}

/// The first and the second number of each pair.
#[inline]
#[target_feature(enable = "avx2")]
fn widen(pairs: __m256i) -> (__m256, __m256) {
    let upper = _mm256_set1_epi32(-0x1_0000);
    (_mm256_castsi256_ps(_mm256_slli_epi32::<16>(pairs)), _mm256_castsi256_ps(_mm256_and_si256(pairs, upper)))
}

/// # Safety
/// `sums` of the tile holds `ROWS` rows of `columns`.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn start<T>(tile: &Tile<T>, first: usize) -> Sums {
    let mut sums = [[_mm256_setzero_ps(); 2]; ROWS];
    if tile.add {
        for (row, sums) in sums.iter_mut().enumerate() {
            // SAFETY: the caller's promise.
            unsafe {
                let place = tile.sums.add(row * tile.stride + first);
                *sums = [_mm256_loadu_ps(place), _mm256_loadu_ps(place.add(LANES))];
            }
        }
    }
    sums
}

/// # Safety
/// `sums` of the tile holds `ROWS` rows of `columns`.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn finish<T>(tile: &Tile<T>, first: usize, sums: &Sums) {
    for (row, sums) in sums.iter().enumerate() {
        // SAFETY: the caller's promise.
        unsafe {
            let place = tile.sums.add(row * tile.stride + first);
            _mm256_storeu_ps(place, sums[0]);
            _mm256_storeu_ps(place.add(LANES), sums[1]);
        }
    }
}
