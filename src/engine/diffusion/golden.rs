//! Each network against the answers that diffusers and transformers gave for the same weights and inputs.

use std::path::Path;
use std::sync::Arc;

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use serde_json::{Value, json};

use super::autoencoder::Autoencoder;
use super::config::{TextConfig, UnetConfig, VaeConfig};
use super::pipeline::Pipeline;
use super::text::TextEncoder;
use super::unet::Unet;
use super::weights;
use super::{config, tiny};
use crate::engine::{PaintRequest, Precision, Unwatched};
use crate::models::Checkpoint;
use crate::models::checkpoint::Network;
use crate::scene::{Content, PixelSize};

/// Largest difference allowed in f32, with answers between about -4 and 4: both sides add in another order.
const TOLERANCE: f32 = 1e-4;

/// The same in bf16, for each 1 of the largest answer. PyTorch's own bf16 differs from its f32 by 0.010 and 0.015 of it for
/// the two UNets.
const COARSE: f32 = 2e-2;

fn checkpoint(folder: &Path, unet: usize) -> Checkpoint {
    tiny::write(folder, unet);
    Checkpoint::find(folder).unwrap()
}

pub(super) fn load<T>(
    checkpoint: &Checkpoint,
    network: &Network,
    build: impl FnOnce(VarBuilder) -> candle_core::Result<T>,
) -> T {
    load_in(Precision::F32, checkpoint, network, build)
}

fn load_in<T>(
    precision: Precision,
    checkpoint: &Checkpoint,
    network: &Network,
    build: impl FnOnce(VarBuilder) -> candle_core::Result<T>,
) -> T {
    weights::load(checkpoint, network, (&Device::Cpu, precision), &Arc::default(), build).unwrap()
}

pub(super) fn probe(name: &str, shape: &[usize]) -> Tensor {
    let numbers: Vec<f32> = tiny::probe(name, shape.iter().product()).map(|number| number as f32).collect();
    Tensor::from_vec(numbers, shape, &Device::Cpu).unwrap()
}

pub(super) fn check(made: &Tensor, expected: &Value) {
    check_within(TOLERANCE, made, expected);
}

pub(super) fn check_coarsely(made: &Tensor, expected: &Value) {
    let numbers: Vec<f32> = serde_json::from_value(expected.clone()).unwrap();
    let largest = numbers.iter().fold(0.0_f32, |largest, number| largest.max(number.abs()));
    check_within(COARSE * largest, made, expected);
}

fn check_within(tolerance: f32, made: &Tensor, expected: &Value) {
    let made: Vec<f32> = made.flatten_all().unwrap().to_vec1().unwrap();
    let expected: Vec<f32> = serde_json::from_value(expected.clone()).unwrap();
    assert_eq!(made.len(), expected.len());
    let differences = made.iter().zip(&expected).map(|(made, expected)| (made - expected).abs());
    let largest = differences.fold(0.0, f32::max);
    assert!(largest < tolerance, "largest difference {largest}");
}

/// The request of a picture in a golden file.
pub(super) fn case_request(case: &Value, negative: Option<&str>) -> PaintRequest {
    PaintRequest {
        prompt: case["prompt"].as_str().unwrap_or("the blue fox").to_owned(),
        negative: negative.map(str::to_owned),
        style: None,
        alt: String::new(),
        size: PixelSize::new(64, 64),
        seed: 0,
        palette: None,
        quiet: Vec::new(),
        focus: (0.5, 0.5),
        steps: case["steps"].as_u64().map(|steps| steps as u32),
        guidance: case["guidance"].as_f64(),
        ..PaintRequest::default()
    }
}

/// How many of every fifth pixel differ by more than one level from those expected, from known noise of so many channels
/// and that side.
pub(super) fn wrong_pixels(
    folder: &Path,
    request: &PaintRequest,
    (channels, side): (usize, usize),
    expected: &Value,
) -> usize {
    let pipeline = Pipeline::load("tiny", folder, Precision::F32).unwrap();
    let picture =
        pipeline.paint_from(&probe("noise", &[1, channels, side, side]), request, &Unwatched).unwrap();
    let Content::Encoded { bytes, .. } = &picture.content else { panic!("{picture:?}") };
    let image = image::load_from_memory(bytes).unwrap().to_rgb8();
    let places = (0..64).step_by(5).flat_map(|down| (0..64).step_by(5).map(move |across| (across, down)));
    let made: Vec<u8> = places.flat_map(|(across, down)| image.get_pixel(across, down).0).collect();
    let expected: Vec<u8> = serde_json::from_value(expected.clone()).unwrap();
    assert_eq!(made.len(), expected.len());
    made.iter().zip(&expected).filter(|(made, expected)| made.abs_diff(**expected) > 1).count()
}

#[test]
fn weights_are_made_by_the_same_rule() {
    let golden = tiny::golden("tiny.json");
    check(&tiny::weight("conv_in.bias", &[32]).narrow(0, 0, 4).unwrap(), &golden["weights"]["conv_in.bias"]);
}

#[test]
fn the_text_network_answers_as_in_transformers() {
    let folder = tempfile::tempdir().unwrap();
    let checkpoint = checkpoint(folder.path(), 0);
    let cases = tiny::golden("tiny.json")["text_encoders"].take();
    let check = |case: &Value, strip: &str| {
        let named = tiny::tensors(&cases[0]).into_iter();
        let named = named.map(|(name, tensor)| (name.trim_start_matches(strip).to_owned(), tensor)).collect();
        tiny::write_weights(folder.path(), tiny::TEXT, &named);
        let config: TextConfig = serde_json::from_value(case["config"].clone()).unwrap();
        let encoder =
            load(&checkpoint, &checkpoint.text_encoders[0], |tensors| TextEncoder::new(&config, &tensors));
        let tokens: Vec<u32> = serde_json::from_value(case["tokens"].clone()).unwrap();
        let states = encoder.forward(&tokens, 524).unwrap().last;
        assert_eq!(states.dims(), [1, 77, 32]);
        let rows = Tensor::new(&[0_u32, 3, 76], &Device::Cpu).unwrap();
        check(&states.squeeze(0).unwrap().index_select(&rows, 0).unwrap(), &case["output"]);
    };
    check(&cases[0], "");
    check(&cases[1], "text_model.");
}

#[test]
fn the_unet_answers_as_in_diffusers() {
    for index in [0, 1] {
        let folder = tempfile::tempdir().unwrap();
        let checkpoint = checkpoint(folder.path(), index);
        let case = tiny::golden("tiny.json")["unets"][index].take();
        let config: UnetConfig = config::read(&checkpoint, &checkpoint.denoiser.config).unwrap();
        let unet = load(&checkpoint, &checkpoint.denoiser, |tensors| Unet::new(&config, &tensors));
        let (latents, text) = (probe("latents", &[1, 4, 9, 8]), probe("context", &[1, 77, 32]));
        let answer = unet.forward(&latents, case["timestep"].as_f64().unwrap(), &text, None).unwrap();
        assert_eq!(answer.dims(), [1, 4, 9, 8]);
        check(&answer, &case["output"]);
        let pair = |tensor: &Tensor| Tensor::cat(&[tensor, tensor], 0).unwrap();
        let both =
            unet.forward(&pair(&latents), case["timestep"].as_f64().unwrap(), &pair(&text), None).unwrap();
        check(&both.narrow(0, 1, 1).unwrap(), &case["output"]);
    }
}

#[test]
fn the_decoder_answers_as_in_diffusers() {
    let folder = tempfile::tempdir().unwrap();
    let checkpoint = checkpoint(folder.path(), 0);
    let case = tiny::golden("tiny.json")["vae"].take();
    let config: VaeConfig = config::read(&checkpoint, &checkpoint.vae.config).unwrap();
    let check_names = |rename: &dyn Fn(String) -> String| {
        let tensors = tiny::tensors(&case).into_iter().map(|(name, tensor)| (rename(name), tensor)).collect();
        tiny::write_weights(folder.path(), tiny::VAE, &tensors);
        let decoder = load(&checkpoint, &checkpoint.vae, |tensors| Autoencoder::new(&config, &tensors));
        let picture = decoder.decode(&probe("latents", &[1, 4, 9, 8])).unwrap();
        assert_eq!(picture.dims(), [1, 3, 72, 64]);
        let every_fifth = |count: u32| {
            let places: Vec<u32> = (0..count).step_by(5).collect();
            Tensor::new(places, &Device::Cpu).unwrap()
        };
        let picture = picture.index_select(&every_fifth(72), 2).unwrap();
        check(&picture.index_select(&every_fifth(64), 3).unwrap(), &case["output"]);
    };
    check_names(&|name| name);
    // Stable Diffusion 1.5 is published with the names of 2022.
    check_names(&|name| {
        let older = [("to_q", "query"), ("to_k", "key"), ("to_v", "value"), ("to_out.0", "proj_attn")];
        older.iter().fold(name, |name, (new, old)| name.replace(new, old))
    });
}

#[test]
fn the_encoder_answers_as_in_diffusers() {
    let folder = tempfile::tempdir().unwrap();
    let checkpoint = checkpoint(folder.path(), 0);
    let case = tiny::golden("tiny.json")["vae"].take();
    let config: VaeConfig = config::read(&checkpoint, &checkpoint.vae.config).unwrap();
    let encoder = load(&checkpoint, &checkpoint.vae, |tensors| Autoencoder::new(&config, &tensors));
    let latents = encoder.encode(&probe("picture", &[1, 3, 64, 48])).unwrap();
    assert_eq!(latents.dims(), [1, 4, 8, 6]);
    check(&latents, &case["encoded"]);
}

#[test]
fn bf16_stays_near() {
    let folder = tempfile::tempdir().unwrap();
    let golden = tiny::golden("tiny.json");
    for index in [0, 1] {
        let (checkpoint, case) = (checkpoint(folder.path(), index), &golden["unets"][index]);
        let config: UnetConfig = config::read(&checkpoint, &checkpoint.denoiser.config).unwrap();
        let unet = load_in(Precision::Bf16, &checkpoint, &checkpoint.denoiser, |tensors| {
            Unet::new(&config, &tensors)
        });
        let (latents, text) = (probe("latents", &[1, 4, 9, 8]), probe("context", &[1, 77, 32]));
        let answer = unet.forward(&latents, case["timestep"].as_f64().unwrap(), &text, None).unwrap();
        check_coarsely(&answer, &case["output"]);
    }
    let checkpoint = checkpoint(folder.path(), 0);
    let config: TextConfig = config::read(&checkpoint, &checkpoint.text_encoders[0].config).unwrap();
    let encoder = load_in(Precision::Bf16, &checkpoint, &checkpoint.text_encoders[0], |tensors| {
        TextEncoder::new(&config, &tensors)
    });
    let tokens: Vec<u32> = serde_json::from_value(golden["text_encoders"][0]["tokens"].clone()).unwrap();
    let states =
        encoder.forward(&tokens, 524).unwrap().last.to_dtype(DType::F32).unwrap().squeeze(0).unwrap();
    let rows = Tensor::new(&[0_u32, 3, 76], &Device::Cpu).unwrap();
    check_coarsely(&states.index_select(&rows, 0).unwrap(), &golden["text_encoders"][0]["output"]);
    let config: VaeConfig = config::read(&checkpoint, &checkpoint.vae.config).unwrap();
    let autoencoder =
        load_in(Precision::Bf16, &checkpoint, &checkpoint.vae, |tensors| Autoencoder::new(&config, &tensors));
    let latents = autoencoder.encode(&probe("picture", &[1, 3, 64, 48])).unwrap();
    check_coarsely(&latents, &golden["vae"]["encoded"]);
}

#[test]
fn whole_pictures_are_those_of_diffusers() {
    let folder = tempfile::tempdir().unwrap();
    tiny::write(folder.path(), 0);
    let check = |case: &Value| {
        let mut scheduler = tiny::scheduler();
        // The published file names PNDM, which is sampled by DDIM here.
        if case["scheduler"] != "DDIMScheduler" {
            scheduler["_class_name"] = case["scheduler"].clone();
        }
        tiny::write_json(folder.path(), "scheduler/scheduler_config.json", &scheduler);
        let negative = case["negative"].as_str();
        let wrong = wrong_pixels(folder.path(), &case_request(case, negative), (4, 8), &case["pixels"]);
        assert_eq!(wrong, 0, "{} at guidance {}", case["scheduler"], case["guidance"]);
    };
    tiny::golden("tiny.json")["pictures"].as_array().unwrap().iter().for_each(check);
    // Words that count more, by compel.
    tiny::golden("emphasis.json").as_array().unwrap().iter().for_each(check);
}

#[test]
fn weights_that_do_not_fit_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let checkpoint = checkpoint(folder.path(), 0);
    let case = tiny::golden("tiny.json")["unets"][0].take();
    let check = |name: &str, tensor: Option<Tensor>, config: Value, expected: &str| {
        let mut tensors = tiny::tensors(&case);
        tensors.remove(name);
        tensors.extend(tensor.map(|tensor| (name.to_owned(), tensor)));
        tiny::write_weights(folder.path(), tiny::UNET, &tensors);
        let mut changed = case["config"].clone();
        changed.as_object_mut().unwrap().extend(config.as_object().unwrap().clone());
        let config: UnetConfig = serde_json::from_value(changed).unwrap();
        let build = |tensors: VarBuilder| Unet::new(&config, &tensors);
        let error = weights::load(
            &checkpoint,
            &checkpoint.denoiser,
            (&Device::Cpu, Precision::F32),
            &Arc::default(),
            build,
        )
        .unwrap_err()
        .to_string();
        assert!(error.starts_with(tiny::UNET) && error.contains(expected), "{error}");
        assert!(!error.contains('\n'), "{error}");
    };
    let query = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q.weight";
    check(query, None, json!({}), query);
    check("conv_in.weight", Some(tiny::weight("a", &[32, 4, 1, 1])), json!({}), "conv_in.weight");
    check("none", None, json!({"cross_attention_dim": 8192}), "attn2.to_k.weight");
    check("none", None, json!({"layers_per_block": 64}), "down_blocks.0.attentions.1");
}
