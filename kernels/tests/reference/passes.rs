//! Norms, activations, and what no kernel takes.

use vignette_kernels::{Activation, Finish, GroupNorm, Isa, Layers, PackedMatrix, RowNorm, bf16};

use crate::{check, exact, isas, numbers, typed, wide};

fn check_group_norm<T: Layers>(
    pixels: usize,
    left: usize,
    right: usize,
    groups: usize,
    activation: Activation,
) {
    let (batch, channels) = (2, left + right);
    let (input, beside) = (typed::<T>(1, batch * pixels * left), typed::<T>(2, batch * pixels * right));
    let (weight, bias) = (numbers(3, channels), numbers(4, channels));
    let (wide_left, wide_right) = (wide(&input), wide(&beside));
    let at = |pixel: usize, channel: usize| {
        if channel < left {
            wide_left[pixel * left + channel]
        } else {
            wide_right[pixel * right + channel - left]
        }
    };
    let width = channels / groups;
    let mut expected = Vec::new();
    for place in 0..batch * pixels * channels {
        let (pixel, channel) = (place / channels, place % channels);
        let members = |of: &dyn Fn(f64) -> f64| -> f64 {
            let first = pixel / pixels * pixels;
            let all = (first..first + pixels)
                .flat_map(|pixel| (0..width).map(move |c| (pixel, channel / width * width + c)));
            all.map(|(pixel, channel)| of(at(pixel, channel))).sum::<f64>() / (pixels * width) as f64
        };
        let mean = members(&|x| x);
        let variance = members(&|x| (x - mean).powi(2));
        let normed = (at(pixel, channel) - mean) / (variance + 1e-5).sqrt();
        let scaled = normed * f64::from(weight[channel]) + f64::from(bias[channel]);
        expected.push(exact(activation, scaled));
    }
    let norm = GroupNorm { batch, groups, eps: 1e-5, weight: &weight, bias: &bias, activation };
    for isa in isas() {
        let made = T::group_norm(isa, (&input, &beside), &norm).unwrap();
        check(&made, &expected, &format!("{isa:?} {pixels} pixels of {left}+{right} in {groups}"));
    }
}

#[test]
fn group_norms() {
    let check_both = |pixels, left, right, groups, activation| {
        check_group_norm::<f32>(pixels, left, right, groups, activation);
        check_group_norm::<bf16>(pixels, left, right, groups, activation);
    };
    check_both(3, 8, 0, 2, Activation::None);
    check_both(70, 12, 0, 3, Activation::Silu);
    check_both(5, 10, 14, 4, Activation::Silu);
}

fn check_row_norm<T: Layers>(rows: usize, width: usize, kinds: usize, centred: bool, biased: bool) {
    let input = typed::<T>(1, rows * width);
    let (weight, bias) = (numbers(3, kinds * width), numbers(4, kinds * width));
    let wide_input = wide(&input);
    let mut expected = Vec::new();
    for (row, numbers) in wide_input.chunks(width).enumerate() {
        let mean = if centred { numbers.iter().sum::<f64>() / width as f64 } else { 0.0 };
        let variance = numbers.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / width as f64;
        for (column, number) in numbers.iter().enumerate() {
            let place = row * kinds / rows * width + column;
            let normed = (number - mean) / (variance + 1e-5).sqrt() * f64::from(weight[place]);
            expected.push(normed + if biased { f64::from(bias[place]) } else { 0.0 });
        }
    }
    let norm = RowNorm { centred, eps: 1e-5, weight: &weight, bias: biased.then_some(&bias), width };
    for isa in isas() {
        check(&T::row_norm(isa, &input, &norm).unwrap(), &expected, &format!("{isa:?} {rows} x {width}"));
    }
}

#[test]
fn row_norms() {
    for (rows, width, kinds, centred, biased) in
        [(3, 5, 1, true, true), (4, 40, 2, true, true), (6, 64, 1, false, false), (3, 33, 3, false, true)]
    {
        check_row_norm::<f32>(rows, width, kinds, centred, biased);
        check_row_norm::<bf16>(rows, width, kinds, centred, biased);
    }
}

#[test]
fn activations() {
    for activation in [
        Activation::None,
        Activation::Relu,
        Activation::Silu,
        Activation::Gelu,
        Activation::GeluTanh,
        Activation::QuickGelu,
    ] {
        let input: Vec<f32> = numbers(1, 500).iter().map(|number| number * 9.0).collect();
        let expected: Vec<f64> = wide(&input).iter().map(|x| exact(activation, *x)).collect();
        for isa in isas() {
            check(&f32::activate(isa, &input, activation), &expected, &format!("{isa:?} {activation:?}"));
        }
    }
}

#[test]
fn lengths_that_do_not_fit_are_refused() {
    let packed = PackedMatrix::<f32>::linear(Isa::Plain, &[0.0_f32; 12], 3, 4).unwrap();
    let refused = |result: Result<Vec<f32>, vignette_kernels::Misfit>, expected: &str| {
        assert_eq!(result.unwrap_err().to_string(), format!("the kernel needs {expected}"));
    };
    let plain = Finish::default();
    refused(f32::linear((&[0.0; 9], &[]), &packed, &plain), "whole rows");
    let short = Finish { bias: Some(&[0.0; 2]), ..Finish::default() };
    refused(f32::linear((&[0.0; 8], &[]), &packed, &short), "one bias for each output");
    let short = Finish { residual: Some(&[0.0; 5][..]), ..Finish::default() };
    refused(f32::linear((&[0.0; 8], &[]), &packed, &short), "a residual of the answer's shape");
    assert!(PackedMatrix::<f32>::linear(Isa::Plain, &[0.0_f32; 11], 3, 4).is_err());
    assert_eq!(f32::linear((&[], &[]), &packed, &plain).unwrap(), Vec::<f32>::new());
}
