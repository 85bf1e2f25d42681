//! Linear layers.

use crate::finish::Finish;
use crate::multiply::{Block, Rows, blocks, multiply};
use crate::number::Number;
use crate::pack::PackedMatrix;
use crate::shape::Misfit;

/// Two inputs whose channels stand side by side; the second one may be empty.
pub type Beside<'a, T> = (&'a [T], &'a [T]);

/// `finish(input · weightsᵀ)`: `[rows, inputs]` to `[rows, outputs]`.
pub(crate) fn linear<T: Number>(
    (left, right): Beside<T>,
    weights: &PackedMatrix<T>,
    finish: &Finish<T>,
) -> Result<Vec<T>, Misfit> {
    let inputs = weights.inputs();
    Misfit::unless(weights.segments() == 1, "the weights of a linear layer")?;
    let total = left.len() + right.len();
    Misfit::unless(total.is_multiple_of(inputs), "whole rows")?;
    let rows = total / inputs;
    if rows == 0 {
        return Ok(Vec::new());
    }
    Misfit::unless(left.len().is_multiple_of(rows), "two inputs of as many rows")?;
    finish.check(weights, rows)?;
    let widths = [left.len() / rows, right.len() / rows];
    if fits(weights, widths) {
        let source = Flat { parts: [(left, widths[0]), (right, widths[1])], rows };
        return Ok(multiply(weights, rows, &source, &blocks(weights, widths), finish));
    }
    let (together, width) = side_by_side((left, right), widths);
    let source = Flat { parts: [(&together, width), (&[], 0)], rows };
    Ok(multiply(weights, rows, &source, &blocks(weights, [width, 0]), finish))
}

/// Whether the kernels can read inputs of these widths in place.
pub(crate) fn fits<T: Number>(weights: &PackedMatrix<T>, [left, right]: [usize; 2]) -> bool {
    let steps = left.is_multiple_of(T::STEP) && right.is_multiple_of(T::STEP);
    // In the weights a part must begin where a step of the kernel does.
    steps && (right == 0 || left.is_multiple_of(T::kernel(weights.isa()).granule))
}

/// Both inputs in one, with zeros up to the next step; and its width.
pub(crate) fn side_by_side<T: Number>((left, right): Beside<T>, widths: [usize; 2]) -> (Vec<T>, usize) {
    let width = (widths[0] + widths[1]).next_multiple_of(T::STEP);
    let rows = (left.len() + right.len()) / (widths[0] + widths[1]);
    let mut together = vec![T::default(); rows * width];
    for (index, row) in together.chunks_exact_mut(width).enumerate() {
        row[..widths[0]].copy_from_slice(&left[index * widths[0]..][..widths[0]]);
        row[widths[0]..widths[0] + widths[1]].copy_from_slice(&right[index * widths[1]..][..widths[1]]);
    }
    (together, width)
}

/// Rows that lie one after the other.
struct Flat<'a, T> {
    parts: [(&'a [T], usize); 2],
    rows: usize,
}

impl<T: Number> Rows<T> for Flat<'_, T> {
    fn point(&self, block: &Block, first: usize, count: usize, pointers: &mut Vec<*const T>) {
        let (numbers, width) = self.parts[block.part];
        pointers.extend((first..first + count).map(|row| {
            let row = row.min(self.rows - 1);
            numbers[row * width + block.start..][..block.length].as_ptr()
        }));
    }
}
