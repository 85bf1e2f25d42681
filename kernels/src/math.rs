//! Functions of one number without branches, so that the compiler makes vectors of loops over them.

/// A function applied to each number of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Activation {
    /// x.
    #[default]
    None,
    /// x, or 0 where that is more (Nair and Hinton 2010).
    Relu,
    /// x · sigmoid(x) (Elfwing et al. 2017).
    Silu,
    /// x · Φ(x) by the error function (Hendrycks and Gimpel 2016).
    Gelu,
    /// The same, approximated by tanh.
    GeluTanh,
    /// x · sigmoid(1.702 x), of OpenAI's CLIP.
    QuickGelu,
}

impl Activation {
    /// Applies the function to each number.
    #[inline(always)]
    pub(crate) fn apply<const FUSED: bool>(self, numbers: &mut [f32]) {
        match self {
            Self::None => {}
            Self::Relu => each(numbers, relu),
            Self::Silu => each(numbers, silu::<FUSED>),
            Self::Gelu => each(numbers, gelu::<FUSED>),
            Self::GeluTanh => each(numbers, gelu_tanh::<FUSED>),
            Self::QuickGelu => each(numbers, |x| x * sigmoid::<FUSED>(1.702 * x)),
        }
    }
}

#[inline(always)]
fn each(numbers: &mut [f32], function: impl Fn(f32) -> f32) {
    for number in numbers {
        *number = function(*number);
    }
}

/// `a · b + c`, rounded once where that is an instruction.
#[inline(always)]
pub(crate) fn multiply_add<const FUSED: bool>(a: f32, b: f32, c: f32) -> f32 {
    if FUSED { a.mul_add(b, c) } else { a * b + c }
}

/// 2^23 · 1.5: adding it leaves a number's nearest whole number in the lowest bits.
const ROUNDING: f32 = 12_582_912.0;

/// e^x with a relative error below 3e-7 (the polynomial of Cephes' `expf`, Moshier 1992), for x from -87 to 88; beyond,
/// the value at the limit. No number stays none.
#[inline(always)]
pub(crate) fn exp<const FUSED: bool>(x: f32) -> f32 {
    let x = if x < -87.0 { -87.0 } else { x };
    let x = if x > 88.0 { 88.0 } else { x };
    let shifted = multiply_add::<FUSED>(x, std::f32::consts::LOG2_E, ROUNDING);
    let whole = shifted - ROUNDING;
    // ln 2 in two parts, the first of which is exact in few bits.
    let rest = multiply_add::<FUSED>(whole, 2.121_944_4e-4, multiply_add::<FUSED>(whole, -0.693_359_4, x));
    let mut sum = 1.987_569_1e-4;
    for factor in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_66, 0.5] {
        sum = multiply_add::<FUSED>(sum, rest, factor);
    }
    let power = multiply_add::<FUSED>(sum * rest, rest, rest) + 1.0;
    f32::from_bits(power.to_bits().wrapping_add(shifted.to_bits() << 23))
}

#[inline(always)]
pub(crate) fn sigmoid<const FUSED: bool>(x: f32) -> f32 {
    1.0 / (1.0 + exp::<FUSED>(-x))
}

/// No number stays none.
#[inline(always)]
pub(crate) fn relu(x: f32) -> f32 {
    if x < 0.0 { 0.0 } else { x }
}

#[inline(always)]
pub(crate) fn silu<const FUSED: bool>(x: f32) -> f32 {
    x * sigmoid::<FUSED>(x)
}

/// The error function, to 1.5e-7 (Abramowitz and Stegun 1964, 7.1.26).
#[inline(always)]
pub(crate) fn erf<const FUSED: bool>(x: f32) -> f32 {
    let size = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let mut sum = 1.061_405_4;
    for factor in [-1.453_152_1, 1.421_413_8, -0.284_496_72, 0.254_829_6] {
        sum = multiply_add::<FUSED>(sum, t, factor);
    }
    (1.0 - sum * t * exp::<FUSED>(-size * size)).copysign(x)
}

#[inline(always)]
pub(crate) fn gelu<const FUSED: bool>(x: f32) -> f32 {
    0.5 * x * (1.0 + erf::<FUSED>(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// tanh(y) is 2 sigmoid(2 y) - 1, so this is x · sigmoid(2 y).
#[inline(always)]
pub(crate) fn gelu_tanh<const FUSED: bool>(x: f32) -> f32 {
    const ROOT: f32 = 0.797_884_6; // √(2/π)
    x * sigmoid::<FUSED>(2.0 * ROOT * (x + 0.044_715 * x * x * x))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares a function with the same in f64 from -`most` to `most`.
    fn check(made: impl Fn(f32) -> f32, exact: impl Fn(f64) -> f64, most: f32, tolerance: f64) {
        for step in -4000..=4000 {
            let x = most * step as f32 / 4000.0;
            let (made, exact) = (f64::from(made(x)), exact(f64::from(x)));
            assert!((made - exact).abs() <= tolerance * exact.abs().max(1.0), "{x}: {made}, not {exact}");
        }
    }

    /// The error function by its series (Abramowitz and Stegun, 7.1.5), exact enough up to 4.
    fn exact_erf(x: f64) -> f64 {
        let mut term = x;
        let mut sum = x;
        for n in 1..200 {
            term *= -x * x / f64::from(n);
            sum += term / f64::from(2 * n + 1);
        }
        sum * 2.0 / std::f64::consts::PI.sqrt()
    }

    #[test]
    fn functions_are_exact_enough() {
        check_all::<true>();
        check_all::<false>();
    }

    fn check_all<const FUSED: bool>() {
        check(exp::<FUSED>, f64::exp, 80.0, 4e-7);
        check(sigmoid::<FUSED>, |x| 1.0 / (1.0 + (-x).exp()), 30.0, 4e-7);
        check(silu::<FUSED>, |x| x / (1.0 + (-x).exp()), 30.0, 4e-7);
        check(erf::<FUSED>, exact_erf, 4.0, 5e-7);
        check(gelu::<FUSED>, |x| x / 2.0 * (1.0 + exact_erf(x / 2_f64.sqrt())), 5.0, 1e-6);
        let tanh = |x: f64| (0.797_884_560_802_865_4 * (x + 0.044_715 * x.powi(3))).tanh();
        check(gelu_tanh::<FUSED>, |x| x / 2.0 * (1.0 + tanh(x)), 8.0, 1e-6);
    }

    #[test]
    fn extremes_stay_numbers_and_none_stays_none() {
        let (silu, gelu) = (silu::<true>, gelu::<true>);
        assert!(silu(-1e30).abs() < 1e-6 * 1e30 && silu(1e30) == 1e30);
        assert_eq!((gelu(1e30), gelu(-1e30)), (1e30, -0.0));
        assert_eq!((relu(-3.0), relu(3.0)), (0.0, 3.0));
        for function in [relu, exp::<true>, silu, gelu, gelu_tanh::<true>] {
            assert!(function(f32::NAN).is_nan());
        }
    }
}
