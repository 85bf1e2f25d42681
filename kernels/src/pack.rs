//! Weights in the order in which the kernels read them, packed once and shared.

use std::sync::Arc;

use rayon::prelude::*;

use crate::aligned::Aligned;
use crate::isa::Isa;
use crate::number::Number;
use crate::shape::Misfit;
use crate::tile::{COLUMNS, VECTOR};

/// The weights of a linear layer or a convolution. Cloning shares them.
///
/// `[panels][segments][inputs up to the granule][columns]`: a panel is 64 outputs (the last one fewer, a multiple of
/// 16), a segment one place of a convolution's kernel. bf16 are stored in pairs of inputs: `[inputs / 2][columns][2]`.
#[derive(Clone, Debug)]
pub struct PackedMatrix<T> {
    inner: Arc<Packed<T>>,
}

#[derive(Debug)]
struct Packed<T> {
    isa: Isa,
    outputs: usize,
    segments: usize,
    inputs: usize,
    padded: usize,
    gated: bool,
    data: Aligned<T>,
}

/// Where weight `(output, segment, input)` lies in what is packed: the sum of each number times its step.
#[derive(Clone, Copy)]
struct Steps {
    output: usize,
    segment: usize,
    input: usize,
}

impl<T: Number> PackedMatrix<T> {
    /// Packs the weights `[outputs, inputs]` of a linear layer.
    ///
    /// # Errors
    /// [`Misfit`] when there are more or fewer, or none.
    pub fn linear<S: Number>(isa: Isa, weights: &[S], outputs: usize, inputs: usize) -> Result<Self, Misfit> {
        let steps = Steps { output: inputs, segment: 0, input: 1 };
        Self::pack(isa, weights, (outputs, 1, inputs), steps, false)
    }

    /// Packs the weights `[2 * outputs, inputs]` of a gated layer, the values first and the gates after them, so that each
    /// value stands in one panel with its gate.
    ///
    /// # Errors
    /// [`Misfit`] when there are more or fewer, or none.
    pub fn gated<S: Number>(isa: Isa, weights: &[S], outputs: usize, inputs: usize) -> Result<Self, Misfit> {
        let steps = Steps { output: inputs, segment: 0, input: 1 };
        Self::pack(isa, weights, (2 * outputs, 1, inputs), steps, true)
    }

    /// Packs the weights `[outputs, inputs, places]` of a convolution, `places` being those of its kernel.
    ///
    /// # Errors
    /// [`Misfit`] when there are more or fewer, or none.
    pub fn convolution<S: Number>(
        isa: Isa,
        weights: &[S],
        (outputs, inputs, places): (usize, usize, usize),
    ) -> Result<Self, Misfit> {
        let steps = Steps { output: inputs * places, segment: 1, input: places };
        Self::pack(isa, weights, (outputs, places, inputs), steps, false)
    }

    fn pack<S: Number>(
        isa: Isa,
        weights: &[S],
        (outputs, segments, inputs): (usize, usize, usize),
        steps: Steps,
        gated: bool,
    ) -> Result<Self, Misfit> {
        Misfit::unless(isa.is_available(), "instructions this machine has")?;
        let count = outputs.checked_mul(segments).and_then(|count| count.checked_mul(inputs));
        Misfit::unless(count == Some(weights.len()) && !weights.is_empty(), "weights of its shape")?;
        let padded = inputs.next_multiple_of(T::kernel(isa).granule);
        let mut packed = Packed { isa, outputs, segments, inputs, padded, gated, data: Aligned::zeros(0) };
        let panel = COLUMNS * segments * padded;
        let mut data = Aligned::zeros(packed.all_columns() * segments * padded);
        data.par_chunks_mut(panel)
            .enumerate()
            .for_each(|(index, panel)| packed.fill(index, panel, weights, steps));
        packed.data = data;
        Ok(Self { inner: Arc::new(packed) })
    }

    /// Channels of the answer.
    pub fn outputs(&self) -> usize {
        self.inner.outputs / if self.inner.gated { 2 } else { 1 }
    }

    /// Channels of the input.
    pub fn inputs(&self) -> usize {
        self.inner.inputs
    }

    /// Places of the kernel; 1 for a linear layer.
    pub fn segments(&self) -> usize {
        self.inner.segments
    }

    /// Whether it was packed for a gated layer.
    pub fn is_gated(&self) -> bool {
        self.inner.gated
    }

    /// The instructions it was packed for.
    pub fn isa(&self) -> Isa {
        self.inner.isa
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.inner.data.len() * size_of::<T>()
    }

    /// Inputs of a segment with the zeros behind them.
    pub(crate) fn padded(&self) -> usize {
        self.inner.padded
    }

    pub(crate) fn panels(&self) -> usize {
        self.inner.all_columns().div_ceil(COLUMNS)
    }

    /// The panel's columns, and its numbers.
    pub(crate) fn panel(&self, index: usize) -> (usize, &[T]) {
        let columns = self.inner.columns(index);
        let depth = self.inner.segments * self.inner.padded;
        (columns, &self.inner.data[index * COLUMNS * depth..][..columns * depth])
    }
}

impl<T: Number> Packed<T> {
    fn all_columns(&self) -> usize {
        if self.gated {
            // Whole panels: 32 values and their gates.
            return (self.outputs / 2).div_ceil(COLUMNS / 2) * COLUMNS;
        }
        self.outputs.next_multiple_of(VECTOR)
    }

    fn columns(&self, panel: usize) -> usize {
        (self.all_columns() - panel * COLUMNS).min(COLUMNS)
    }

    /// The output that a column computes; `None` for one that only fills up.
    fn output(&self, panel: usize, column: usize) -> Option<usize> {
        if !self.gated {
            let output = panel * COLUMNS + column;
            return (output < self.outputs).then_some(output);
        }
        let (half, outputs) = (COLUMNS / 2, self.outputs / 2);
        let output = panel * half + column % half;
        (output < outputs).then_some(if column < half { output } else { output + outputs })
    }

    fn fill<S: Number>(&self, index: usize, panel: &mut [T], weights: &[S], steps: Steps) {
        let columns = self.columns(index);
        for column in 0..columns {
            let Some(output) = self.output(index, column) else { continue };
            for segment in 0..self.segments {
                let first = output * steps.output + segment * steps.segment;
                let base = segment * self.padded * columns;
                for input in 0..self.inputs {
                    let place =
                        base + input / T::STEP * T::STEP * columns + column * T::STEP + input % T::STEP;
                    panel[place] = T::from_f32(weights[first + input * steps.input].to_f32());
                }
            }
        }
    }
}
