//! Tiles in plain Rust: for machines without vectors that we know, for Miri, and what AMX is checked against.

use half::bf16;

use super::{Tile, VECTOR};
use crate::number::Number;

pub(super) const ROWS: usize = 4;

/// # Safety
/// That of [`super::TileKernel::run`].
pub(super) unsafe fn f32_tile(tile: &Tile<f32>) {
    // SAFETY: the caller's promise.
    unsafe { tile_of(tile) }
}

/// # Safety
/// That of [`super::TileKernel::run`].
pub(super) unsafe fn bf16_tile(tile: &Tile<bf16>) {
    // SAFETY: the caller's promise.
    unsafe { tile_of(tile) }
}

/// Sixteen columns at a time; the compiler makes vectors of the inner loops where it may.
///
/// # Safety
/// That of [`super::TileKernel::run`].
unsafe fn tile_of<T: Number>(tile: &Tile<T>) {
    for first in (0..tile.columns).step_by(VECTOR) {
        let mut sums = [[0_f32; VECTOR]; ROWS];
        for (row, sums) in sums.iter_mut().enumerate().filter(|_| tile.add) {
            // SAFETY: `sums` holds `ROWS` rows of `columns`.
            *sums = unsafe { tile.sums.add(row * tile.stride + first).cast::<[f32; VECTOR]>().read() };
        }
        for segment in 0..tile.segments {
            // SAFETY: each pointer leads to `length` numbers, and the panel has as many rows of `columns` per segment.
            unsafe { add_segment(tile, segment, first, &mut sums) };
        }
        for (row, sums) in sums.iter().enumerate() {
            // SAFETY: as above.
            unsafe { tile.sums.add(row * tile.stride + first).cast::<[f32; VECTOR]>().write(*sums) };
        }
    }
}

/// # Safety
/// That of [`super::TileKernel::run`], `segment` being one of the tile's.
#[inline(always)]
unsafe fn add_segment<T: Number>(
    tile: &Tile<T>,
    segment: usize,
    first: usize,
    sums: &mut [[f32; VECTOR]; ROWS],
) {
    for step in 0..tile.length / T::STEP {
        for (row, sums) in sums.iter_mut().enumerate() {
            for part in 0..T::STEP {
                // SAFETY: in bounds by the caller's promise.
                let (number, columns) = unsafe {
                    let row = *tile.rows.add(segment * ROWS + row);
                    let panel = tile.panel.add(segment * tile.panel_step);
                    let columns = panel.add(step * T::STEP * tile.columns + first * T::STEP + part);
                    ((*row.add(step * T::STEP + part)).to_f32(), columns)
                };
                for (column, sum) in sums.iter_mut().enumerate() {
                    // SAFETY: as above.
                    *sum += number * unsafe { *columns.add(column * T::STEP) }.to_f32();
                }
            }
        }
    }
}
