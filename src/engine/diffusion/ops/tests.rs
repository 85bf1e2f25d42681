//! The layers against candle's own, on channels-first tensors: by the kernels in f32, and in f64, which only candle's
//! operations take, as they stand in on other devices.

use std::collections::HashMap;

use candle_core::{DType, Device, Module, Result, Tensor};
use candle_nn::VarBuilder;

use super::*;
use crate::engine::diffusion::noise::normal;

fn tensor(seed: u64, shape: &[usize]) -> Tensor {
    Tensor::from_vec(normal(seed, shape.iter().product()), shape, &Device::Cpu).unwrap()
}

/// Tensors `weight` and `bias` for a layer.
fn weights(shape: &[usize]) -> VarBuilder<'static> {
    let named = [("weight", tensor(1, shape)), ("bias", tensor(2, &shape[..1]))];
    let named: HashMap<_, _> = named.into_iter().map(|(name, tensor)| (name.to_owned(), tensor)).collect();
    VarBuilder::from_tensors(named, DType::F32, &Device::Cpu)
}

fn check(made: Result<Tensor>, expected: Result<Tensor>) {
    let (made, expected) = (made.unwrap(), expected.unwrap());
    assert_eq!(made.dims(), expected.dims());
    let difference = (made - &expected).unwrap().abs().unwrap().max_all().unwrap();
    let largest = expected.abs().unwrap().max_all().unwrap().to_scalar::<f32>().unwrap();
    let relative = difference.to_scalar::<f32>().unwrap() / largest.max(1.0);
    assert!(relative < 2e-5, "largest difference {relative} of {largest}");
}

#[test]
fn linears_are_candles() {
    let (states, tensors) = (tensor(3, &[2, 5, 12]), weights(&[8, 12]));
    let plain = candle_nn::linear(12, 8, tensors.clone()).unwrap().forward(&states);
    check(Linear::new(12, 8, &tensors).unwrap().forward(&states), plain);
    let plain = candle_nn::linear(12, 8, tensors.clone()).unwrap().forward(&states).unwrap();
    let residual = tensor(4, &[2, 5, 8]);
    check(Linear::new(12, 8, &tensors).unwrap().forward_add(&states, &residual), &plain + &residual);
    let linear = Linear::new(12, 8, &tensors).unwrap();
    check(linear.forward_then(&states, Activation::Silu), plain.silu());
    check(linear.forward_then(&states, Activation::Gelu), plain.gelu_erf());
    check(linear.forward_then(&states, Activation::GeluTanh), plain.gelu());
    let gated = GatedLinear::new(12, 4, Activation::Gelu, &tensors).unwrap().forward(&states);
    let halves = plain.chunk(2, 2).unwrap();
    check(gated, &halves[0] * halves[1].contiguous().unwrap().gelu_erf().unwrap());
}

#[test]
fn convolutions_are_candles() {
    let check_shape = |shape: ConvShape, height: usize, width: usize| {
        let (picture, tensors) =
            (tensor(3, &[2, 6, height, width]), weights(&[5, 6, shape.kernel, shape.kernel]));
        let conv = Conv2d::new(6, 5, shape, &tensors).unwrap();
        let padded =
            picture.pad_with_zeros(2, shape.padding.0, shape.padding.1).unwrap().contiguous().unwrap();
        let padded =
            padded.pad_with_zeros(3, shape.padding.0, shape.padding.1).unwrap().contiguous().unwrap();
        let bias = tensors.get(5, "bias").unwrap().reshape((1, 5, 1, 1)).unwrap();
        let weight = tensors.get((5, 6, shape.kernel, shape.kernel), "weight").unwrap();
        let plain = padded.conv2d(&weight, 0, shape.stride, 1, 1).unwrap().broadcast_add(&bias).unwrap();
        let states = channels_last(&picture).unwrap();
        check(channels_first(&conv.forward(&states).unwrap()), Ok(plain.clone()));
        let residual = channels_last(&tensor(4, plain.dims())).unwrap();
        let added = channels_last(&plain).unwrap() + &residual;
        check(conv.forward_add(&states, &residual), added);
        let rectified = channels_last(&plain).unwrap().relu();
        check(conv.forward_then(&states, Activation::Relu), rectified);
    };
    check_shape(ConvShape::SAME, 7, 4);
    check_shape(ConvShape::HALVE, 7, 4);
    check_shape(ConvShape::HALVE_LATE, 8, 6);
    check_shape(ConvShape::patch(1), 3, 5);
    check_shape(ConvShape::patch(2), 6, 4);
}

#[test]
fn enlarging_takes_the_nearest_pixels() {
    let (picture, tensors) = (tensor(3, &[1, 6, 4, 3]), weights(&[5, 6, 3, 3]));
    let conv = Conv2d::new(6, 5, ConvShape::SAME, &tensors).unwrap();
    let check_size = |height: usize, width: usize| {
        let large = picture.upsample_nearest2d(height, width).unwrap();
        let expected = conv.forward(&channels_last(&large).unwrap());
        check(conv.forward_enlarged(&channels_last(&picture).unwrap(), height, width), expected);
    };
    check_size(8, 6);
    check_size(7, 5);
}

#[test]
fn norms_are_candles() {
    let (picture, tensors) = (tensor(3, &[2, 12, 5, 4]), weights(&[12]));
    let plain = candle_nn::group_norm(3, 12, 1e-5, tensors.clone()).unwrap().forward(&picture).unwrap();
    let norm = GroupNorm::new(3, 12, 1e-5, &tensors).unwrap();
    let states = channels_last(&picture).unwrap();
    check(norm.forward(&states), channels_last(&plain));
    check(norm.forward_then(&states, Activation::Silu), channels_last(&plain.silu().unwrap()));
    let plain = candle_nn::layer_norm(12, 1e-5, tensors.clone()).unwrap().forward(&states).unwrap();
    check(LayerNorm::new(12, 1e-5, &tensors).unwrap().forward(&states), Ok(plain));
    let plain = candle_nn::rms_norm(12, 1e-5, tensors.clone()).unwrap().forward(&states);
    check(RmsNorm::new(12, 1e-5, &tensors).unwrap().forward(&states), plain);
    let (tokens, scale, shift) = (tensor(5, &[2, 7, 12]), tensor(6, &[2, 12]), tensor(7, &[2, 12]));
    let norm = LayerNorm::plain(12, 1e-6, &Device::Cpu).unwrap();
    let expected = norm.forward(&tokens).unwrap();
    let expected = expected.broadcast_mul(&(scale.unsqueeze(1).unwrap() + 1.0).unwrap()).unwrap();
    let expected = expected.broadcast_add(&shift.unsqueeze(1).unwrap());
    check(norm.forward_modulated(&tokens, &scale, &shift), expected);
}

/// Attention of one head, written out.
fn plain(query: &Tensor, key: &Tensor, value: &Tensor, mask: Option<&Tensor>, scale: f64) -> Result<Tensor> {
    let scores = (query.matmul(&key.t()?)? * scale)?;
    let scores = match mask {
        Some(mask) => scores.broadcast_add(mask)?,
        None => scores,
    };
    candle_nn::ops::softmax_last_dim(&scores)?.matmul(value)
}

#[test]
fn attention_is_softmax_of_the_scores() {
    let (query, key, value) = (tensor(1, &[1, 70, 40]), tensor(2, &[1, 77, 40]), tensor(3, &[1, 77, 40]));
    let attention = Attention::new(1);
    let scale = 40_f64.powf(-0.5);
    check(attention.forward(&query, &key, &value, Mask::None), plain(&query, &key, &value, None, scale));
    let mask = tensor(4, &[70, 77]);
    let expected = plain(&query, &key, &value, Some(&mask), 1.0);
    check(attention.scaled(1.0).forward(&query, &key, &value, Mask::Added(&mask)), expected);
    // Eight heads of five, and four of ten that share two keys.
    let heads = |tensor: &Tensor, first: usize, width: usize| {
        tensor.narrow(2, first * width, width).unwrap().contiguous().unwrap()
    };
    let made = Attention::new(8).forward(&query, &key, &value, Mask::None).unwrap();
    for head in [0, 3, 7] {
        let expected = plain(
            &heads(&query, head, 5),
            &heads(&key, head, 5),
            &heads(&value, head, 5),
            None,
            5_f64.powf(-0.5),
        );
        check(Ok(heads(&made, head, 5)), expected);
    }
    let (key, value) = (key.narrow(2, 0, 20).unwrap(), value.narrow(2, 0, 20).unwrap());
    let made = Attention::new(4).forward(&query, &key, &value, Mask::None).unwrap();
    for head in 0..4 {
        let (query, key, value) =
            (heads(&query, head, 10), heads(&key, head / 2, 10), heads(&value, head / 2, 10));
        check(Ok(heads(&made, head, 10)), plain(&query, &key, &value, None, 10_f64.powf(-0.5)));
    }
}

#[test]
fn causal_queries_see_no_later_keys() {
    let (query, key, value) = (tensor(1, &[1, 9, 8]), tensor(2, &[1, 9, 8]), tensor(3, &[1, 9, 8]));
    let attention = Attention::new(2);
    let whole = attention.forward(&query, &key, &value, Mask::Causal).unwrap();
    for length in [1, 4, 9] {
        let first = |tensor: &Tensor| tensor.narrow(1, 0, length).unwrap();
        let alone = attention.forward(&first(&query), &first(&key), &first(&value), Mask::None).unwrap();
        check(whole.narrow(1, length - 1, 1), alone.narrow(1, length - 1, 1));
    }
}
