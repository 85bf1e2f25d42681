use std::collections::HashMap;
use std::ops::ControlFlow;

use candle_core::{DType, Tensor};
use image::Rgb;

use super::*;
use crate::engine::diffusion::golden::{check, check_coarsely, probe};
use crate::engine::diffusion::tiny;

/// A network with made-up weights.
fn network(shape: Shape, precision: Precision) -> Network {
    let width = shape.width;
    let mut shapes = vec![
        ("Pre_blocks_conv".to_owned(), width, 3),
        ("post_blocks_conv".to_owned(), width, width),
        ("PreShuffle".to_owned(), 48, width),
        ("SR".to_owned(), 3, 3),
    ];
    let places = (1..=shape.blocks).flat_map(|block| (1..=shape.dense).map(move |dense| (block, dense)));
    for (block, dense) in places {
        let inputs = |layer: usize| width + layer * shape.growth;
        let layer = |layer: usize| (format!("F_{block}_{dense}_{}", layer + 1), shape.growth, inputs(layer));
        shapes.extend((0..shape.layers).map(layer));
        shapes.push((format!("LFF_{block}_{dense}"), width, inputs(shape.layers)));
    }
    let mut tensors = HashMap::new();
    for (name, outputs, inputs) in shapes {
        let (weight, bias) = (format!("{name}.weight"), format!("{name}.bias"));
        tensors.insert(weight.clone(), tiny::weight(&weight, &[outputs, inputs, 3, 3]));
        tensors.insert(bias.clone(), tiny::weight(&bias, &[outputs]));
    }
    let tensors = VarBuilder::from_tensors(tensors, precision.kind(), &Device::Cpu);
    Network::new(shape, &tensors).unwrap()
}

#[test]
fn the_network_answers_as_in_tensorflow() {
    let input =
        ((probe("picture", &[1, 6, 5, 3]) / 3.4).unwrap() + 0.5).unwrap().to_dtype(DType::F32).unwrap();
    let golden = tiny::golden("upscaler.json");
    check(&network(Shape::PUBLISHED, Precision::F32).forward(&input).unwrap(), &golden["output"]);
    check_coarsely(&network(Shape::PUBLISHED, Precision::Bf16).forward(&input).unwrap(), &golden["output"]);
    let both = Tensor::cat(&[(&input * 0.5).unwrap(), input], 0).unwrap();
    let made = network(Shape::PUBLISHED, Precision::F32).forward(&both).unwrap();
    check(&made.narrow(0, 1, 1).unwrap(), &golden["output"]);
}

/// Sees 6 pixels far, fewer than a margin has.
const SHORT: Shape = Shape { width: 8, growth: 4, blocks: 1, dense: 1, layers: 1 };

fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x * 7 % 256) as u8, (y * 13 % 256) as u8, (x * y % 256) as u8])
    })
}

#[test]
fn tiles_leave_no_seam() {
    let network = network(SHORT, Precision::F32);
    let enlarge = |picture: &RgbImage, halved: bool| {
        tiles::enlarge(&network, picture, halved, &mut |_, _| ControlFlow::Continue(())).unwrap().unwrap()
    };
    let whole = picture(150, 20);
    for (halved, scale) in [(false, 4), (true, 2)] {
        let large = enlarge(&whole, halved);
        assert_eq!(large.dimensions(), (150 * scale, 20 * scale));
        // Two tiles meet at 75; here they are one.
        let part = enlarge(&imageops::crop_imm(&whole, 40, 0, 70, 20).to_image(), halved);
        let columns = tiles::MARGIN * scale..(70 - tiles::MARGIN) * scale;
        for (x, y) in columns.flat_map(|x| (0..20 * scale).map(move |y| (x, y))) {
            assert_eq!(part.get_pixel(x, y), large.get_pixel(x + 40 * scale, y), "{x}, {y}");
        }
    }
}

#[test]
fn work_stops_when_nobody_waits() {
    let network = network(SHORT, Precision::F32);
    let mut told = Vec::new();
    let made = tiles::enlarge(&network, &picture(300, 8), false, &mut |done, total| {
        told.push((done, total));
        if done == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(made.unwrap().is_none());
    assert_eq!(told, [(1, 3), (2, 3)]);
}

#[test]
fn without_weights_pictures_grow_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let check = |file: &Path| {
        let upscaler = Upscaler::new(file);
        assert_eq!((upscaler.method(), upscaler.is_trained()), ("lanczos", false));
        let large =
            upscaler.enlarge(picture(20, 10), PixelSize::new(50, 25), &mut |_, _| ControlFlow::Break(()));
        assert_eq!(large.unwrap().dimensions(), (50, 25));
    };
    let file = folder.path().join("upscaler.safetensors");
    check(&file);
    std::fs::write(&file, "no weights").unwrap();
    check(&file);
}
