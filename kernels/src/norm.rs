//! Norms over channels-last activations. Sums are f32 over at most 64 rows and f64 beyond.

use rayon::prelude::*;

use crate::isa::{Isa, vectorised};
use crate::linear::Beside;
use crate::math::Activation;
use crate::number::Number;
use crate::output::Output;
use crate::shape::Misfit;

/// Rows whose sums are taken in f32.
const ROWS: usize = 64;

/// Numbers of a task of row norms.
const TASK: usize = 16 << 10;

/// Group norm (Wu and He 2018) of `[batch, pixels, channels]`, and an activation.
#[derive(Clone, Copy, Debug)]
pub struct GroupNorm<'a> {
    /// Pictures.
    pub batch: usize,
    /// Groups that the channels are cut into.
    pub groups: usize,
    /// What keeps it from dividing by zero.
    pub eps: f32,
    /// One factor for each channel.
    pub weight: &'a [f32],
    /// One summand for each channel.
    pub bias: &'a [f32],
    /// What follows.
    pub activation: Activation,
}

/// The two parts of an input and how many channels each has.
struct Parts<'a, T> {
    parts: [(&'a [T], usize); 2],
    pixels: usize,
}

impl<T: Number> Parts<'_, T> {
    /// The numbers of some pixels in each part, with its width and first channel.
    fn of(&self, first: usize, count: usize) -> impl Iterator<Item = (&[T], usize, usize)> {
        let [(left, left_width), (right, right_width)] = self.parts;
        let cut = |numbers, width| -> &[T] {
            let numbers: &[T] = numbers;
            &numbers[first * width..(first + count) * width]
        };
        [(cut(left, left_width), left_width, 0), (cut(right, right_width), right_width, left_width)]
            .into_iter()
            .filter(|(_, width, _)| *width > 0)
    }
}

/// Group norm of one input or two side by side; the answer stands in one.
pub(crate) fn group_norm<T: Number>(
    isa: Isa,
    (left, right): Beside<T>,
    norm: &GroupNorm,
) -> Result<Vec<T>, Misfit> {
    let channels = norm.weight.len();
    Misfit::unless(norm.bias.len() == channels && channels > 0, "as many biases as weights")?;
    Misfit::unless(
        norm.groups > 0 && channels.is_multiple_of(norm.groups),
        "groups that divide the channels",
    )?;
    let total = left.len() + right.len();
    Misfit::unless(norm.batch > 0 && total.is_multiple_of(norm.batch * channels), "whole pictures")?;
    let rows = total / channels;
    if rows == 0 {
        return Ok(Vec::new());
    }
    Misfit::unless(left.len().is_multiple_of(rows), "two pictures of one size")?;
    let parts =
        Parts { parts: [(left, left.len() / rows), (right, right.len() / rows)], pixels: rows / norm.batch };
    let mut output = Output::new(total);
    let shared = output.shared();
    for picture in 0..norm.batch {
        let first = picture * parts.pixels;
        let (factors, summands) = scale(isa, &parts, first, norm);
        (0..parts.pixels.div_ceil(ROWS)).into_par_iter().for_each(|task| {
            let (start, count) = (first + task * ROWS, ROWS.min(parts.pixels - task * ROWS));
            // SAFETY: each task writes rows of its own, all of them.
            let answer = unsafe { shared.part(start * channels, count * channels) };
            for (numbers, width, at) in parts.of(start, count) {
                let scale = (&factors[at..at + width], &summands[at..at + width]);
                affine_rows::<T>(isa, numbers, scale, channels, norm.activation, &mut answer[at..]);
            }
        });
    }
    // SAFETY: every row of every picture was written.
    Ok(unsafe { output.finish() })
}

/// Each channel's factor and summand: the norm of its group and its own weight and bias in one.
fn scale<T: Number>(isa: Isa, parts: &Parts<T>, first: usize, norm: &GroupNorm) -> (Vec<f32>, Vec<f32>) {
    let channels = norm.weight.len();
    let sums: Vec<Vec<f32>> = (0..parts.pixels.div_ceil(ROWS))
        .into_par_iter()
        .map(|task| {
            let (start, count) = (first + task * ROWS, ROWS.min(parts.pixels - task * ROWS));
            let mut sums = vec![0.0; 2 * channels];
            let (plain, squares) = sums.split_at_mut(channels);
            for (numbers, width, at) in parts.of(start, count) {
                tally::<T>(isa, numbers, &mut plain[at..at + width], &mut squares[at..at + width]);
            }
            sums
        })
        .collect();
    let width = channels / norm.groups;
    let count = (width * parts.pixels) as f64;
    let (mut factors, mut summands) = (vec![0.0; channels], vec![0.0; channels]);
    for group in 0..norm.groups {
        let of = |start: usize| -> f64 {
            let of_task =
                |sums: &Vec<f32>| sums[start..start + width].iter().copied().map(f64::from).sum::<f64>();
            sums.iter().map(of_task).sum()
        };
        let mean = of(group * width) / count;
        let variance = (of(channels + group * width) / count - mean * mean).max(0.0);
        let inverse = 1.0 / (variance + f64::from(norm.eps)).sqrt();
        for channel in group * width..(group + 1) * width {
            let factor = f64::from(norm.weight[channel]) * inverse;
            factors[channel] = factor as f32;
            summands[channel] = (f64::from(norm.bias[channel]) - mean * factor) as f32;
        }
    }
    (factors, summands)
}

vectorised! {
    /// Adds rows, and their squares, to the sums of each channel.
    fn tally<T>(rows: &[T], sums: &mut [f32], squares: &mut [f32]) {
        for row in rows.chunks_exact(sums.len()) {
            for ((number, sum), square) in row.iter().zip(&mut *sums).zip(&mut *squares) {
                let number = number.to_f32();
                *sum += number;
                *square += number * number;
            }
        }
    }
}

vectorised! {
    /// Scales rows and writes each to the start of a row of `channels` numbers.
    fn affine_rows<T>(
        input: &[T],
        scale: (&[f32], &[f32]),
        channels: usize,
        activation: Activation,
        answer: &mut [T],
    ) {
        let width = scale.0.len();
        for (row, answer) in input.chunks_exact(width).zip(answer.chunks_mut(channels)) {
            affine::<T, FUSED>(row, scale.0, scale.1, activation, &mut answer[..width]);
        }
    }
}

/// `activation(row · factors + summands)`, 64 numbers at a time, so that what stands between stays near.
#[inline(always)]
fn affine<T: Number, const FUSED: bool>(
    row: &[T],
    factors: &[f32],
    summands: &[f32],
    activation: Activation,
    answer: &mut [T],
) {
    let mut near = [0.0_f32; 64];
    let pieces = row.chunks(64).zip(answer.chunks_mut(64));
    for ((row, answer), (factors, summands)) in pieces.zip(factors.chunks(64).zip(summands.chunks(64))) {
        let near = &mut near[..row.len()];
        for ((near, number), (factor, summand)) in near.iter_mut().zip(row).zip(factors.iter().zip(summands))
        {
            *near = number.to_f32() * factor + summand;
        }
        activation.apply::<FUSED>(near);
        answer.iter_mut().zip(near).for_each(|(answer, near)| *answer = T::from_f32(*near));
    }
}

/// A norm of each row by itself.
#[derive(Clone, Copy, Debug)]
pub struct RowNorm<'a> {
    /// Whether the mean is taken away first: layer norm (Ba et al. 2016); else root mean square norm (Zhang and
    /// Sennrich 2019).
    pub centred: bool,
    /// What keeps it from dividing by zero.
    pub eps: f32,
    /// One factor for each number of a row, or several rows of them: row r takes row `r · factor rows / rows`.
    pub weight: &'a [f32],
    /// As many summands, or none.
    pub bias: Option<&'a [f32]>,
    /// Numbers in a row.
    pub width: usize,
}

/// The norm of each row of `[rows, width]`.
pub(crate) fn row_norm<T: Number>(isa: Isa, input: &[T], norm: &RowNorm) -> Result<Vec<T>, Misfit> {
    let width = norm.width;
    Misfit::unless(width > 0 && input.len().is_multiple_of(width), "whole rows")?;
    Misfit::unless(
        !norm.weight.is_empty() && norm.weight.len().is_multiple_of(width),
        "whole rows of weights",
    )?;
    Misfit::unless(
        norm.bias.is_none_or(|bias| bias.len() == norm.weight.len()),
        "as many biases as weights",
    )?;
    let (rows, kinds) = (input.len() / width, norm.weight.len() / width);
    Misfit::unless(rows.is_multiple_of(kinds), "as many rows for each row of weights")?;
    let task_rows = (TASK / width).max(1);
    let mut output = Output::new(input.len());
    let shared = output.shared();
    (0..rows.div_ceil(task_rows)).into_par_iter().for_each(|task| {
        let first = task * task_rows;
        let count = task_rows.min(rows - first);
        // SAFETY: each task writes rows of its own, all of them.
        let answer = unsafe { shared.part(first * width, count * width) };
        let input = &input[first * width..][..count * width];
        norm_rows::<T>(isa, input, (first, rows / kinds), norm, answer);
    });
    // SAFETY: every row was written.
    Ok(unsafe { output.finish() })
}

vectorised! {
    /// The norms of some rows, the first of which is `place.0`; each kind of weights is for `place.1` rows.
    fn norm_rows<T>(input: &[T], place: (usize, usize), norm: &RowNorm, answer: &mut [T]) {
        let rows = input.chunks_exact(norm.width).zip(answer.chunks_exact_mut(norm.width));
        for (index, (row, answer)) in rows.enumerate() {
            one_row(row, (place.0 + index) / place.1, norm, answer);
        }
    }
}

#[inline(always)]
fn one_row<T: Number>(row: &[T], kind: usize, norm: &RowNorm, answer: &mut [T]) {
    let count = norm.width as f32;
    let mean = if norm.centred { sum(row, |number| number) / count } else { 0.0 };
    let variance = sum(row, |number| (number - mean) * (number - mean)) / count;
    let inverse = 1.0 / (variance + norm.eps).sqrt();
    let weight = &norm.weight[kind * norm.width..][..norm.width];
    for ((answer, number), weight) in answer.iter_mut().zip(row).zip(weight) {
        *answer = T::from_f32((number.to_f32() - mean) * inverse * weight);
    }
    if let Some(bias) = norm.bias {
        let bias = &bias[kind * norm.width..][..norm.width];
        for (((answer, number), weight), bias) in answer.iter_mut().zip(row).zip(weight).zip(bias) {
            *answer = T::from_f32((number.to_f32() - mean) * inverse * weight + bias);
        }
    }
}

/// A sum in 16 lanes, which the compiler may keep in one vector.
#[inline(always)]
fn sum<T: Number>(row: &[T], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; 16];
    let pieces = row.chunks_exact(16);
    let rest: f32 = pieces.remainder().iter().map(|number| of(number.to_f32())).sum();
    for piece in pieces {
        for (lane, number) in lanes.iter_mut().zip(piece) {
            *lane += of(number.to_f32());
        }
    }
    lanes.iter().sum::<f32>() + rest
}
