//! Attention in blocks of queries and keys, so that no more than a few hundred kilobytes of scores exist at once.
//!
//! The softmax is taken while keys pass by (Milakov and Gimelshein 2018; Dao et al. 2022): each row keeps its largest
//! score and the sum so far, and what was added up is scaled down when a larger score comes. [`keys`] packs keys and
//! values for the tiles, [`softmax`] is the arithmetic between the two products.

mod keys;
mod softmax;

use rayon::prelude::*;

use crate::aligned::Aligned;
use crate::isa::Isa;
use crate::number::Number;
use crate::output::{Output, Shared};
use crate::shape::Misfit;
use crate::tile::{COLUMNS, Tile, TileKernel, VECTOR};
use keys::Packed;
use softmax::{Row, soften};

/// Keys of a block.
const KEYS: usize = 256;

/// Queries of a task, about: their scores fill 48 KiB.
const QUERIES: usize = 48;

/// What a query may look at.
#[derive(Clone, Copy, Debug, Default)]
pub enum Mask<'a> {
    /// Every key.
    #[default]
    None,
    /// The keys up to its own place.
    Causal,
    /// Added to the scores: `[queries, keys]`, or `[heads, queries, keys]`.
    Added(&'a [f32]),
}

/// The shapes of an attention: queries `[batch, queries, heads * width]`, keys and values
/// `[batch, keys, key heads * width]`.
#[derive(Clone, Copy, Debug)]
pub struct Attention<'a> {
    /// Independent sequences.
    pub batch: usize,
    /// Heads of the queries.
    pub heads: usize,
    /// Heads of keys and values, each shared by as many heads of queries.
    pub key_heads: usize,
    /// Queries.
    pub queries: usize,
    /// Keys and values.
    pub keys: usize,
    /// Numbers of one head.
    pub width: usize,
    /// What scores are multiplied by.
    pub scale: f32,
    /// What may be looked at.
    pub mask: Mask<'a>,
}

impl Attention<'_> {
    fn check(&self, query: usize, key: usize, value: usize) -> Result<(), Misfit> {
        let keys = self.batch * self.keys * self.key_heads * self.width;
        Misfit::unless(
            query == self.batch * self.queries * self.heads * self.width,
            "queries of their shape",
        )?;
        Misfit::unless(key == keys && value == keys, "keys and values of their shape")?;
        Misfit::unless(
            self.key_heads > 0 && self.heads.is_multiple_of(self.key_heads),
            "heads that share keys evenly",
        )?;
        Misfit::unless(self.keys > 0 && self.width > 0, "a key to look at")?;
        if let Mask::Added(mask) = self.mask {
            let one = self.queries * self.keys;
            Misfit::unless(
                mask.len() == one || mask.len() == one * self.heads,
                "a mask of the scores' shape",
            )?;
        }
        Ok(())
    }
}

/// `softmax(query · keyᵀ · scale + mask) · value` for each head: `[batch, queries, heads * width]`.
pub(crate) fn attend<T: Number>(
    isa: Isa,
    query: &[T],
    key: &[T],
    value: &[T],
    shape: &Attention,
) -> Result<Vec<T>, Misfit> {
    shape.check(query.len(), key.len(), value.len())?;
    if !shape.width.is_multiple_of(T::STEP) {
        let widen = |numbers: &[T]| numbers.iter().map(|number| number.to_f32()).collect::<Vec<_>>();
        let answer = attend::<f32>(isa, &widen(query), &widen(key), &widen(value), shape)?;
        return Ok(answer.into_iter().map(T::from_f32).collect());
    }
    let packed: Vec<_> = (0..shape.batch * shape.key_heads)
        .into_par_iter()
        .map(|index| Packed::new(T::kernel(isa).granule, key, value, shape, index))
        .collect();
    let mut output = Output::new(query.len());
    let shared = output.shared();
    let kernel = T::kernel(isa);
    let rows = QUERIES.next_multiple_of(kernel.rows);
    let parts = shape.queries.div_ceil(rows);
    let work = Work {
        isa,
        kernel,
        query,
        shape,
        packed: &packed,
        rows,
        columns: shape.width.next_multiple_of(VECTOR),
    };
    (0..shape.batch * shape.heads * parts)
        .into_par_iter()
        .for_each(|task| work.task(task / parts, task % parts * rows, &shared));
    // SAFETY: the tasks cover every batch, head and query.
    Ok(unsafe { output.finish() })
}

struct Work<'a, T> {
    isa: Isa,
    kernel: TileKernel<T>,
    query: &'a [T],
    shape: &'a Attention<'a>,
    packed: &'a [Packed<T>],
    rows: usize,
    /// Numbers of a head up to a whole vector.
    columns: usize,
}

/// What a task computes with: `[rows, KEYS]` scores and weights, `[rows, columns]` sums.
struct Scratch<T> {
    scores: Aligned<f32>,
    weights: Aligned<T>,
    sums: Aligned<f32>,
    rows: Vec<Row>,
}

impl<T: Number> Work<'_, T> {
    /// Some queries of one head.
    fn task(&self, index: usize, first: usize, output: &Shared<T>) {
        let (batch, head) = (index / self.shape.heads, index % self.shape.heads);
        let shared_by = self.shape.heads / self.shape.key_heads;
        let packed = &self.packed[batch * self.shape.key_heads + head / shared_by];
        let count = self.rows.min(self.shape.queries - first);
        let columns = self.columns;
        let mut scratch = Scratch {
            scores: Aligned::zeros(self.rows * KEYS),
            weights: Aligned::zeros(self.rows * KEYS),
            sums: Aligned::zeros(self.rows * columns),
            rows: vec![Row::default(); count],
        };
        let stride = self.shape.heads * self.shape.width;
        let start = batch * self.shape.queries * stride + head * self.shape.width;
        let queries: Vec<_> = (first..first + self.rows)
            .map(|row| row.min(self.shape.queries - 1) * stride + start)
            .map(|place| self.query[place..place + self.shape.width].as_ptr())
            .collect();
        for block in (0..self.shape.keys).step_by(KEYS) {
            if matches!(self.shape.mask, Mask::Causal) && block >= first + count {
                break;
            }
            let keys = KEYS.min(self.shape.keys - block);
            self.score(&queries, packed, block, keys, &mut scratch);
            self.soften(head, first, block, keys, &mut scratch);
            self.add_values(packed, block, keys, &mut scratch);
        }
        for (row, kept) in scratch.rows.iter().enumerate() {
            let place = start + (first + row) * stride;
            // SAFETY: each query of each head belongs to one task, which writes it once.
            let answer = unsafe { output.part(place, self.shape.width) };
            let sums = &scratch.sums[row * columns..][..self.shape.width];
            let inverse = kept.inverse();
            answer.iter_mut().zip(sums).for_each(|(answer, sum)| *answer = T::from_f32(sum * inverse));
        }
    }

    /// The scores of a block of keys.
    fn score(
        &self,
        queries: &[*const T],
        packed: &Packed<T>,
        block: usize,
        keys: usize,
        scratch: &mut Scratch<T>,
    ) {
        for start in (0..keys).step_by(COLUMNS) {
            let (columns, panel) = packed.key_panel((block + start) / COLUMNS);
            for (index, rows) in queries.chunks_exact(self.kernel.rows).enumerate() {
                let sums = &mut scratch.scores[index * self.kernel.rows * KEYS + start..];
                assert!(sums.len() >= (self.kernel.rows - 1) * KEYS + columns);
                let tile = Tile {
                    rows: rows.as_ptr(),
                    segments: 1,
                    length: self.shape.width,
                    panel: panel.as_ptr(),
                    panel_step: 0,
                    columns,
                    sums: sums.as_mut_ptr(),
                    stride: KEYS,
                    add: false,
                };
                // SAFETY: each pointer leads to the `width` numbers of a query, the panel was packed for this width, and
                // the sums are as large as checked above.
                unsafe { self.kernel.run(&tile) }
            }
        }
    }

    /// Scores become weights; what was added up is scaled to the new largest score.
    fn soften(&self, head: usize, first: usize, block: usize, keys: usize, scratch: &mut Scratch<T>) {
        let columns = self.columns;
        let Scratch { scores, weights, sums, rows } = scratch;
        let filled = keys.next_multiple_of(self.kernel.granule);
        for (index, row) in rows.iter_mut().enumerate() {
            let scores = &mut scores[index * KEYS..][..keys];
            let scale = self.masked(head, first + index, block, scores);
            let weights = &mut weights[index * KEYS..][..filled];
            let down = soften::<T>(self.isa, row, scores, scale, &mut weights[..keys]);
            weights[keys..].fill(T::default());
            if let Some(down) = down {
                sums[index * columns..][..columns].iter_mut().for_each(|sum| *sum *= down);
            }
        }
    }

    /// Applies the mask to a row of scores; returns what is still to multiply them by.
    fn masked(&self, head: usize, query: usize, block: usize, scores: &mut [f32]) -> f32 {
        match self.shape.mask {
            Mask::None => self.shape.scale,
            Mask::Causal => {
                let seen = (query + 1).saturating_sub(block).min(scores.len());
                scores[seen..].fill(f32::NEG_INFINITY);
                self.shape.scale
            }
            Mask::Added(mask) => {
                let one = self.shape.queries * self.shape.keys;
                let of_head = if mask.len() == one { 0 } else { head * one };
                let mask = &mask[of_head + query * self.shape.keys + block..][..scores.len()];
                for (score, added) in scores.iter_mut().zip(mask) {
                    *score = *score * self.shape.scale + added;
                }
                1.0
            }
        }
    }

    /// Adds the values of a block, each by its weight.
    fn add_values(&self, packed: &Packed<T>, block: usize, keys: usize, scratch: &mut Scratch<T>) {
        let columns = self.columns;
        let weights = &scratch.weights;
        let height = self.kernel.rows;
        for group in 0..scratch.rows.len().div_ceil(height) {
            let rows: Vec<_> = (group * height..(group + 1) * height)
                .map(|row| weights[row * KEYS..][..KEYS].as_ptr())
                .collect();
            for start in (0..columns).step_by(COLUMNS) {
                let (width, panel) = packed.value_panel(start / COLUMNS, block);
                let sums = &mut scratch.sums[group * height * columns + start..];
                assert!(sums.len() >= (height - 1) * columns + width);
                let tile = Tile {
                    rows: rows.as_ptr(),
                    segments: 1,
                    length: keys.next_multiple_of(T::STEP),
                    panel: panel.as_ptr(),
                    panel_step: 0,
                    columns: width,
                    sums: sums.as_mut_ptr(),
                    stride: columns,
                    add: true,
                };
                // SAFETY: each pointer leads to `KEYS` weights, zeros behind the last key; the panel holds as many values;
                // the sums are as large as checked above.
                unsafe { self.kernel.run(&tile) }
            }
        }
    }
}
