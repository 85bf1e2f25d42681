//! Stable Diffusion 3 and Flux against diffusers' answers.

use std::path::Path;

use candle_core::Tensor;
use serde_json::Value;

use super::Precision;
use super::config::T5Config;
use super::families::{self, Conditioning};
use super::golden::{self, case_request, check, check_coarsely, probe, wrong_pixels};
use super::text::T5Encoder;
use super::tiny;
use crate::models::Checkpoint;

/// One call of a transformer, alone and as one of two.
fn check_call(folder: &Path, (states, summary): ([usize; 3], [usize; 2]), expected: &Value) {
    let (_, model) = families::load(folder, Precision::F32).unwrap();
    let latents = probe("latents", &[1, 4, 10, 8]);
    let words = Conditioning { states: probe("context", &states), summary: Some(probe("pooled", &summary)) };
    check(&model.predict(&latents, 601.0, &words).unwrap(), expected);
    let pair = |tensor: &Tensor| Tensor::cat(&[&(tensor * 0.5).unwrap(), tensor], 0).unwrap();
    let both = Conditioning { states: pair(&words.states), summary: words.summary.as_ref().map(pair) };
    let made = model.predict(&pair(&latents), 601.0, &both).unwrap();
    check(&made.narrow(0, 1, 1).unwrap(), expected);
    let (_, model) = families::load(folder, Precision::Bf16).unwrap();
    check_coarsely(&model.predict(&latents, 601.0, &words).unwrap(), expected);
}

fn check_pictures(folder: &Path, cases: &[&Value]) {
    for case in cases {
        let request = case_request(case, case["negative"].as_str());
        let wrong = wrong_pixels(folder, &request, (4, 8), &case["pixels"]);
        assert_eq!(wrong, 0, "guidance {}", case["guidance"]);
    }
}

#[test]
fn t5_answers_as_in_transformers() {
    let case = tiny::golden("families.json")["flux"]["text_encoders"][1].take();
    let folder = tempfile::tempdir().unwrap();
    tiny::write_flux(folder.path());
    let checkpoint = Checkpoint::find(folder.path()).unwrap();
    let config: T5Config = serde_json::from_value(case["config"].clone()).unwrap();
    let encoder =
        golden::load(&checkpoint, &checkpoint.text_encoders[1], |tensors| T5Encoder::new(&config, &tensors));
    let tokens: Vec<u32> = serde_json::from_value(case["tokens"].clone()).unwrap();
    let states = encoder.forward(&tokens).unwrap().squeeze(0).unwrap();
    let rows = Tensor::new(&[0_u32, 3, 20], states.device()).unwrap();
    check(&states.index_select(&rows, 0).unwrap(), &case["output"]);
}

#[test]
fn stable_diffusion_3_answers_as_in_diffusers() {
    let golden = tiny::golden("families.json")["sd3"].take();
    for with_t5 in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        tiny::write_sd3(folder.path(), with_t5);
        check_call(folder.path(), ([1, 20, 64], [1, 24]), &golden["output"]);
        let cases = golden["pictures"].as_array().unwrap().iter();
        check_pictures(folder.path(), &cases.filter(|case| case["t5"] == with_t5).collect::<Vec<_>>());
    }
}

#[test]
fn flux_answers_as_in_diffusers() {
    let golden = tiny::golden("families.json")["flux"].take();
    let folder = tempfile::tempdir().unwrap();
    tiny::write_flux(folder.path());
    check_call(folder.path(), ([1, 20, 24], [1, 32]), &golden["output"]);
    check_pictures(folder.path(), &[&golden["pictures"][0]]);
}
