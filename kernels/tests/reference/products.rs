//! Linear layers and convolutions.

use vignette_kernels::{Activation, Convolution, Finish, Layers, PackedMatrix, bf16};

use crate::{check, exact, isas, numbers, typed, wide};

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
    check_both(9, 27, 0, 32, Activation::Relu);
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
