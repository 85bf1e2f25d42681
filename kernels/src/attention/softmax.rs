//! The softmax of one row, block by block.

use crate::isa::vectorised;
use crate::math::multiply_add;
use crate::number::Number;

/// What a row keeps between blocks: its largest score, times log2 e, and the sum of its weights.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    largest: f32,
    sum: f32,
}

impl Default for Row {
    fn default() -> Self {
        Self { largest: f32::NEG_INFINITY, sum: 0.0 }
    }
}

impl Row {
    /// What the weighted sums are multiplied by at the end.
    pub fn inverse(&self) -> f32 {
        1.0 / self.sum
    }

    /// Turns `scores`, times `scale`, into `weights` relative to the largest score so far. Returns what everything added
    /// up before must be multiplied by, when that changed.
    #[inline(always)]
    fn soften<T: Number, const FUSED: bool>(
        &mut self,
        scores: &[f32],
        scale: f32,
        weights: &mut [T],
    ) -> Option<f32> {
        let scale = scale * std::f32::consts::LOG2_E;
        let (highest, lowest) = extremes(scores);
        // A negative scale turns the order around.
        let block = if scale >= 0.0 { highest * scale } else { lowest * scale };
        let largest = if block > self.largest { block } else { self.largest };
        if largest == f32::NEG_INFINITY {
            // All keys so far are masked.
            weights.fill(T::default());
            return None;
        }
        let down = (largest > self.largest).then(|| power::<6, FUSED>(self.largest - largest));
        self.largest = largest;
        self.sum *= down.unwrap_or(1.0);
        self.sum += match T::STEP {
            // Weights of bf16 keep 8 bits: an error of 4e-5 is far below theirs.
            2 => fill::<T, 4, FUSED>(scores, scale, largest, weights),
            _ => fill::<T, 6, FUSED>(scores, scale, largest, weights),
        };
        down
    }
}

vectorised! {
    /// [`Row::soften`] for one row.
    pub(super) fn soften<T>(row: &mut Row, scores: &[f32], scale: f32, weights: &mut [T]) -> Option<f32> {
        row.soften::<T, FUSED>(scores, scale, weights)
    }
}

/// The largest and the smallest number, in 32 lanes.
#[inline(always)]
fn extremes(scores: &[f32]) -> (f32, f32) {
    let mut high = [f32::NEG_INFINITY; 32];
    let mut low = [f32::INFINITY; 32];
    let pieces = scores.chunks_exact(32);
    for (index, &score) in pieces.remainder().iter().enumerate() {
        high[index] = if score > high[index] { score } else { high[index] };
        low[index] = if score < low[index] { score } else { low[index] };
    }
    for piece in pieces {
        for ((high, low), &score) in high.iter_mut().zip(&mut low).zip(piece) {
            *high = if score > *high { score } else { *high };
            *low = if score < *low { score } else { *low };
        }
    }
    (high.into_iter().fold(f32::NEG_INFINITY, f32::max), low.into_iter().fold(f32::INFINITY, f32::min))
}

/// Writes the weights and returns their sum, added in 16 lanes.
#[inline(always)]
fn fill<T: Number, const DEGREE: usize, const FUSED: bool>(
    scores: &[f32],
    scale: f32,
    largest: f32,
    weights: &mut [T],
) -> f32 {
    let mut lanes = [0.0_f32; 16];
    let (pieces, mut places) = (scores.chunks_exact(16), weights.chunks_exact_mut(16));
    let rest = pieces.remainder();
    for (piece, place) in pieces.zip(&mut places) {
        for ((place, &score), lane) in place.iter_mut().zip(piece).zip(&mut lanes) {
            let weight = power::<DEGREE, FUSED>(multiply_add::<FUSED>(score, scale, -largest));
            *lane += weight;
            *place = T::from_f32(weight);
        }
    }
    for ((place, &score), lane) in places.into_remainder().iter_mut().zip(rest).zip(&mut lanes) {
        let weight = power::<DEGREE, FUSED>(multiply_add::<FUSED>(score, scale, -largest));
        *lane += weight;
        *place = T::from_f32(weight);
    }
    lanes.iter().sum()
}

/// 2^x for x up to 1, zero below -126: the whole part goes to the exponent, the rest through Taylor's polynomial, whose
/// relative error is 4e-5 at degree 4 and 1.2e-7 at degree 6.
#[inline(always)]
fn power<const DEGREE: usize, const FUSED: bool>(x: f32) -> f32 {
    const FACTORS: [f32; 7] =
        [1.0, std::f32::consts::LN_2, 0.240_226_5, 0.055_504_11, 9.618_129e-3, 1.333_355_8e-3, 1.540_353e-4];
    /// 1.5 · 2^23: adding it leaves the nearest whole number in the lowest bits.
    const ROUNDING: f32 = 12_582_912.0;
    let bounded = if x < -126.0 { -126.0 } else { x };
    let shifted = bounded + ROUNDING;
    let rest = bounded - (shifted - ROUNDING);
    let mut sum = FACTORS[DEGREE];
    let mut degree = DEGREE;
    while degree > 0 {
        degree -= 1;
        sum = multiply_add::<FUSED>(sum, rest, FACTORS[degree]);
    }
    let power = f32::from_bits(sum.to_bits().wrapping_add(shifted.to_bits() << 23));
    if x < -126.0 { 0.0 } else { power }
}
