//! Every kernel, with each set of instructions of this machine, against the plainest form of the same sum in f64.
//! [`products`], [`attention`] and [`passes`] have the kernels; here is what they share.

#![allow(clippy::unwrap_used)] // a test that cannot run its kernel has failed

mod attention;
mod passes;
mod products;

use vignette_kernels::{Activation, Isa, Number};

/// Numbers from -1 to 1: SplitMix64.
fn numbers(seed: u64, count: usize) -> Vec<f32> {
    (1..=count as u64)
        .map(|index| {
            let mut state = index.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(seed << 17);
            state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            ((state ^ (state >> 31)) >> 40) as f32 / (1 << 23) as f32 - 1.0
        })
        .collect()
}

fn typed<T: Number>(seed: u64, count: usize) -> Vec<T> {
    numbers(seed, count).into_iter().map(T::from_f32).collect()
}

fn wide<T: Number>(numbers: &[T]) -> Vec<f64> {
    numbers.iter().map(|number| f64::from(number.to_f32())).collect()
}

/// Compares with a tolerance relative to the largest number: the type's own rounding, and f32 sums.
fn check<T: Number>(made: &[T], expected: &[f64], what: &str) {
    assert_eq!(made.len(), expected.len(), "{what}");
    let largest = expected.iter().fold(1.0_f64, |largest, number| largest.max(number.abs()));
    let tolerance = largest * if size_of::<T>() == 2 { 1.0 / 200.0 } else { 1e-5 };
    for (place, (made, expected)) in wide(made).iter().zip(expected).enumerate() {
        assert!((made - expected).abs() <= tolerance, "{what}: {made} at {place}, not {expected}");
    }
}

fn isas() -> impl Iterator<Item = Isa> {
    Isa::ALL.into_iter().filter(|isa| isa.is_available())
}

fn exact(activation: Activation, x: f64) -> f64 {
    let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
    match activation {
        Activation::None => x,
        Activation::Relu => x.max(0.0),
        Activation::Silu => x * sigmoid(x),
        Activation::QuickGelu => x * sigmoid(1.702 * x),
        Activation::GeluTanh => {
            x * sigmoid(2.0 * (2.0 / std::f64::consts::PI).sqrt() * (x + 0.044_715 * x.powi(3)))
        }
        // The integral of the normal distribution, by Simpson's rule.
        Activation::Gelu => {
            let density = |y: f64| (-y * y / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
            let step = x / 200.0;
            let inner: f64 =
                (1..200).map(|n| density(step * f64::from(n)) * if n % 2 == 1 { 4.0 } else { 2.0 }).sum();
            x * (0.5 + (density(0.0) + density(x) + inner) * step / 3.0)
        }
    }
}
