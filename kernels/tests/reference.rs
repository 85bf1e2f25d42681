//! Every kernel, with each set of instructions of this machine, against the plainest form of the same sum in f64.

#![allow(clippy::unwrap_used)] // a test that cannot run its kernel has failed

use vignette_kernels::{
    Activation, Attention, Convolution, Finish, GroupNorm, Isa, Layers, Mask, Number, PackedMatrix, RowNorm,
    bf16,
};

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

/// One linear layer of these sizes, its input in two parts, with everything that can follow.
fn check_linear<T: Layers>(rows: usize, left: usize, right: usize, outputs: usize, activation: Activation) {
    let inputs = left + right;
    let (input, beside) = (typed::<T>(1, rows * left), typed::<T>(2, rows * right));
    let weights = typed::<T>(3, outputs * inputs);
    let (bias, residual) = (numbers(4, outputs), typed::<T>(5, rows * outputs));
    let (wide_left, wide_right, wide_weights) = (wide(&input), wide(&beside), wide(&weights));
    let expected: Vec<f64> = (0..rows * outputs)
        .map(|place| {
            let (row, output) = (place / outputs, place % outputs);
            let both = wide_left[row * left..][..left].iter().chain(&wide_right[row * right..][..right]);
            let sum: f64 = both.zip(&wide_weights[output * inputs..]).map(|(x, w)| x * w).sum();
            exact(activation, sum + f64::from(bias[output])) + wide(&residual[place..=place])[0]
        })
        .collect();
    for isa in isas() {
        let packed = PackedMatrix::linear(isa, &weights, outputs, inputs).unwrap();
        let finish = Finish { bias: Some(&bias), activation, residual: Some(&residual) };
        let made = T::linear((&input, &beside), &packed, &finish).unwrap();
        check(&made, &expected, &format!("{isa:?} {rows} x {left}+{right} x {outputs}"));
    }
}

#[test]
fn linear_layers() {
    let check_both = |rows, left, right, outputs, activation| {
        check_linear::<f32>(rows, left, right, outputs, activation);
        check_linear::<bf16>(rows, left, right, outputs, activation);
    };
    check_both(1, 1, 0, 1, Activation::None);
    check_both(7, 33, 0, 5, Activation::Silu);
    check_both(6, 64, 0, 64, Activation::Gelu);
    check_both(13, 40, 0, 100, Activation::GeluTanh);
    check_both(32, 96, 0, 160, Activation::QuickGelu);
    check_both(75, 77, 0, 49, Activation::None);
    check_both(11, 64, 32, 70, Activation::None);
    check_both(11, 13, 20, 65, Activation::Silu);
    if !cfg!(miri) {
        // More inputs than one block holds.
        check_both(40, 9001, 0, 33, Activation::None);
        check_both(601, 320, 0, 130, Activation::None);
    }
}

fn check_gated<T: Layers>(rows: usize, inputs: usize, outputs: usize) {
    let (input, weights) = (typed::<T>(1, rows * inputs), typed::<T>(3, 2 * outputs * inputs));
    let bias = numbers(4, 2 * outputs);
    let (wide_input, wide_weights) = (wide(&input), wide(&weights));
    let sum = |row: usize, output: usize| -> f64 {
        let numbers = &wide_input[row * inputs..][..inputs];
        let sum: f64 = numbers.iter().zip(&wide_weights[output * inputs..]).map(|(x, w)| x * w).sum();
        sum + f64::from(bias[output])
    };
    let expected: Vec<f64> = (0..rows * outputs)
        .map(|place| (place / outputs, place % outputs))
        .map(|(row, output)| sum(row, output) * exact(Activation::Gelu, sum(row, output + outputs)))
        .collect();
    for isa in isas() {
        let packed = PackedMatrix::gated(isa, &weights, outputs, inputs).unwrap();
        let finish = Finish { bias: Some(&bias), activation: Activation::Gelu, residual: None };
        let made = T::linear((&input, &[]), &packed, &finish).unwrap();
        check(&made, &expected, &format!("{isa:?} gated {rows} x {inputs} x {outputs}"));
    }
}

#[test]
fn gated_layers() {
    for (rows, inputs, outputs) in [(1, 2, 1), (5, 30, 32), (14, 40, 75), (9, 64, 96)] {
        check_gated::<f32>(rows, inputs, outputs);
        check_gated::<bf16>(rows, inputs, outputs);
    }
}

fn check_convolution<T: Layers>(shape: Convolution, left: usize, right: usize, outputs: usize) {
    let Convolution { batch, height, width, kernel, stride, padding, .. } = shape;
    let inputs = left + right;
    let pixels = batch * height * width;
    let (input, beside) = (typed::<T>(1, pixels * left), typed::<T>(2, pixels * right));
    let weights = typed::<T>(3, outputs * inputs * kernel * kernel);
    let bias = numbers(4, outputs);
    let (wide_left, wide_right, wide_weights) = (wide(&input), wide(&beside), wide(&weights));
    let (high, across) = shape.enlarged.unwrap_or((height, width));
    let at = |picture: usize, y: isize, x: isize, channel: usize| {
        if y < 0 || x < 0 || y as usize >= high || x as usize >= across {
            return 0.0;
        }
        let (y, x) = (y as usize * height / high, x as usize * width / across);
        let pixel = (picture * height + y) * width + x;
        if channel < left {
            wide_left[pixel * left + channel]
        } else {
            wide_right[pixel * right + channel - left]
        }
    };
    let (tall, broad) = shape.answer();
    let mut expected = Vec::new();
    for place in 0..batch * tall * broad {
        let (picture, y, x) = (place / (tall * broad), place / broad % tall, place % broad);
        for output in 0..outputs {
            let mut sum = f64::from(bias[output]);
            for tap in 0..kernel * kernel {
                let y = (y * stride + tap / kernel) as isize - padding.0 as isize;
                let x = (x * stride + tap % kernel) as isize - padding.0 as isize;
                for channel in 0..inputs {
                    let weight = wide_weights[(output * inputs + channel) * kernel * kernel + tap];
                    sum += weight * at(picture, y, x, channel);
                }
            }
            expected.push(sum);
        }
    }
    for isa in isas() {
        let packed = PackedMatrix::convolution(isa, &weights, (outputs, inputs, kernel * kernel)).unwrap();
        let finish = Finish { bias: Some(&bias), ..Finish::default() };
        let made = T::convolve((&input, &beside), &shape, &packed, &finish).unwrap();
        check(&made, &expected, &format!("{isa:?} {shape:?} {left}+{right} to {outputs}"));
    }
}

#[test]
fn convolutions() {
    let shape = |height, width, kernel, stride, padding| Convolution {
        batch: 2,
        height,
        width,
        enlarged: None,
        kernel,
        stride,
        padding,
    };
    let check_both = |shape, left, right, outputs| {
        check_convolution::<f32>(shape, left, right, outputs);
        check_convolution::<bf16>(shape, left, right, outputs);
    };
    check_both(shape(1, 1, 3, 1, (1, 1)), 2, 0, 1);
    check_both(shape(5, 4, 3, 1, (1, 1)), 3, 0, 4);
    check_both(shape(3, 5, 1, 1, (0, 0)), 34, 0, 17);
    check_both(shape(5, 7, 3, 2, (1, 1)), 8, 0, 6);
    check_both(shape(6, 4, 3, 2, (0, 1)), 8, 0, 6);
    check_both(shape(4, 6, 2, 2, (0, 0)), 5, 0, 20);
    check_both(shape(3, 4, 3, 1, (1, 1)), 32, 10, 8);
    check_both(shape(3, 4, 3, 1, (1, 1)), 5, 4, 8);
    for enlarged in [(6, 8), (5, 7)] {
        check_both(Convolution { enlarged: Some(enlarged), ..shape(3, 4, 3, 1, (1, 1)) }, 6, 0, 9);
    }
    if !cfg!(miri) {
        // The panel of all nine places is larger than a block.
        check_both(shape(9, 8, 3, 1, (1, 1)), 640, 0, 20);
    }
}

/// The scores and the answer of one head, written out.
fn check_attention<T: Layers>(shape: &Attention) {
    let Attention { batch, heads, key_heads, queries, keys, width, scale, mask } = *shape;
    let query = typed::<T>(1, batch * queries * heads * width);
    let key = typed::<T>(2, batch * keys * key_heads * width);
    let value = typed::<T>(3, batch * keys * key_heads * width);
    let (wide_query, wide_key, wide_value) = (wide(&query), wide(&key), wide(&value));
    let mut expected = vec![0.0; query.len()];
    for row in 0..batch * queries * heads {
        let (picture, at, head) = (row / (queries * heads), row / heads % queries, row % heads);
        let place = |token: usize| ((picture * keys + token) * key_heads + head * key_heads / heads) * width;
        let query = &wide_query[row * width..][..width];
        let score = |token: usize| {
            let sum: f64 = query.iter().zip(&wide_key[place(token)..]).map(|(q, k)| q * k).sum();
            let added = match mask {
                Mask::None => 0.0,
                Mask::Causal if token > at => f64::NEG_INFINITY,
                Mask::Causal => 0.0,
                Mask::Added(mask) => {
                    let first = if mask.len() == queries * keys { 0 } else { head * queries * keys };
                    f64::from(mask[first + at * keys + token])
                }
            };
            sum * f64::from(scale) + added
        };
        let scores: Vec<f64> = (0..keys).map(score).collect();
        let largest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = scores.iter().map(|score| (score - largest).exp()).sum();
        for (token, score) in scores.iter().enumerate() {
            let weight = (score - largest).exp() / total;
            for column in 0..width {
                expected[row * width + column] += weight * wide_value[place(token) + column];
            }
        }
    }
    for isa in isas() {
        let made = T::attend(isa, &query, &key, &value, shape).unwrap();
        check(&made, &expected, &format!("{isa:?} {shape:?}").chars().take(200).collect::<String>());
    }
}

#[test]
fn attention() {
    let shape = |queries, keys, heads, key_heads, width| Attention {
        batch: 2,
        heads,
        key_heads,
        queries,
        keys,
        width,
        scale: 2.0 / (width as f32).sqrt(),
        mask: Mask::None,
    };
    let check_both = |shape: &Attention| {
        check_attention::<f32>(shape);
        check_attention::<bf16>(shape);
    };
    check_both(&shape(1, 1, 1, 1, 2));
    check_both(&shape(5, 77, 2, 2, 40));
    check_both(&shape(50, 9, 3, 1, 5));
    check_both(&shape(3, 20, 4, 2, 80));
    check_both(&Attention { scale: -1.5, ..shape(3, 20, 2, 2, 8) });
    check_both(&Attention { mask: Mask::Causal, ..shape(20, 20, 2, 2, 8) });
    let mask: Vec<f32> =
        numbers(9, 2 * 7 * 30).iter().map(|x| if *x > 0.5 { f32::MIN } else { x * 3.0 }).collect();
    check_both(&Attention { mask: Mask::Added(&mask), ..shape(7, 30, 2, 2, 8) });
    check_both(&Attention { mask: Mask::Added(&mask[..7 * 30]), ..shape(7, 30, 2, 1, 8) });
    if !cfg!(miri) {
        // More keys than a block, more numbers than a panel.
        check_both(&shape(101, 300, 1, 1, 160));
        check_both(&Attention { mask: Mask::Causal, ..shape(300, 300, 1, 1, 64) });
    }
}

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
    for activation in
        [Activation::None, Activation::Silu, Activation::Gelu, Activation::GeluTanh, Activation::QuickGelu]
    {
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
