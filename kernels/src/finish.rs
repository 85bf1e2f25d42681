//! What follows a product while its sums are still in the nearest cache: bias, activation, gate, residual.

use crate::isa::vectorised;
use crate::math::Activation;
use crate::number::Number;
use crate::output::Shared;
use crate::pack::PackedMatrix;
use crate::shape::Misfit;
use crate::tile::COLUMNS;

/// What is done to each sum: `activation(sum + bias) + residual`; with a gated matrix `value · activation(gate)`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Finish<'a, T> {
    /// One number for each output (for each value, then each gate), if any.
    pub bias: Option<&'a [f32]>,
    /// The function of each sum, or of the gates.
    pub activation: Activation,
    /// Added at the end; it has the answer's shape.
    pub residual: Option<&'a [T]>,
}

impl<T: Number> Finish<'_, T> {
    /// Checks the lengths for an answer of so many rows.
    pub(crate) fn check(&self, matrix: &PackedMatrix<T>, rows: usize) -> Result<(), Misfit> {
        let biases = matrix.outputs() * if matrix.is_gated() { 2 } else { 1 };
        Misfit::unless(self.bias.is_none_or(|bias| bias.len() == biases), "one bias for each output")?;
        let answer = rows * matrix.outputs();
        Misfit::unless(
            self.residual.is_none_or(|residual| residual.len() == answer),
            "a residual of the answer's shape",
        )
    }

    /// Finishes the sums of one row and panel and writes them.
    #[inline(always)]
    fn row<const FUSED: bool>(
        &self,
        matrix: &PackedMatrix<T>,
        row: usize,
        panel: usize,
        sums: &mut [f32],
        output: &Shared<T>,
    ) {
        let outputs = matrix.outputs();
        let width = if matrix.is_gated() { COLUMNS / 2 } else { COLUMNS };
        let first = panel * width;
        let count = width.min(outputs - first);
        if let Some(bias) = self.bias {
            add(&mut sums[..count], &bias[first..first + count]);
            if matrix.is_gated() {
                add(&mut sums[width..width + count], &bias[outputs + first..][..count]);
            }
        }
        let sums = if matrix.is_gated() {
            let (values, gates) = sums.split_at_mut(width);
            self.activation.apply::<FUSED>(gates);
            values.iter_mut().zip(gates).for_each(|(value, gate)| *value *= *gate);
            values
        } else {
            self.activation.apply::<FUSED>(sums);
            sums
        };
        let place = row * outputs + first;
        if let Some(residual) = self.residual {
            let residual = &residual[place..place + count];
            sums.iter_mut().zip(residual).for_each(|(sum, number)| *sum += number.to_f32());
        }
        // SAFETY: each row and panel belongs to one task, which writes it once.
        let answer = unsafe { output.part(place, count) };
        answer.iter_mut().zip(sums).for_each(|(answer, sum)| *answer = T::from_f32(*sum));
    }
}

vectorised! {
    /// Finishes the sums of some rows, the first of which is `place.0`, of the panel `place.1`.
    pub(crate) fn rows<T>(
        finish: &Finish<T>,
        matrix: &PackedMatrix<T>,
        place: (usize, usize),
        sums: &mut [f32],
        output: &Shared<T>,
    ) {
        for (index, sums) in sums.chunks_exact_mut(COLUMNS).enumerate() {
            finish.row::<FUSED>(matrix, place.0 + index, place.1, sums, output);
        }
    }
}

#[inline(always)]
fn add(sums: &mut [f32], numbers: &[f32]) {
    sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
}
