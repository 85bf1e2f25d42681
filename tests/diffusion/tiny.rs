//! A whole Stable Diffusion checkpoint of a few hundred kilobytes, with made-up weights.
//!
//! Its configs and the name and shape of every tensor come from `models/golden/tiny.json`, which diffusers and
//! transformers wrote; its weights from the same rule as in `models/golden/make.py`, so their answers are known.

#![allow(dead_code)] // each of the two test crates that share this file uses its own part

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use candle_core::{Device, Tensor};
use serde_json::{Value, json};

/// Tensors by name.
pub type Tensors = HashMap<String, Tensor>;

/// A file of `models/golden`.
pub fn golden_path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models/golden").join(file)
}

/// A JSON file of `models/golden`.
pub fn golden(file: &str) -> Value {
    serde_json::from_slice(&std::fs::read(golden_path(file)).unwrap()).unwrap()
}

/// Numbers from -1 to 1 that depend on a name: FNV-1a seeds SplitMix64.
fn uniform(name: &str) -> impl Iterator<Item = f64> {
    let hash = |value: u64, byte: u8| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    let seed = name.bytes().fold(0xCBF2_9CE4_8422_2325, hash);
    (1_u64..).map(move |index| {
        let mut state = index.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(seed);
        state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((state ^ (state >> 31)) >> 40) as f64 / f64::from(1 << 23) - 1.0
    })
}

/// A made-up input: `count` numbers from -1.7 to 1.7, as 32-bit floats have them.
pub fn probe(name: &str, count: usize) -> impl Iterator<Item = f64> {
    uniform(name).take(count).map(|number| f64::from((number * 1.7) as f32))
}

/// The made-up weights of a tensor.
pub fn weight(name: &str, shape: &[usize]) -> Tensor {
    let fan_in: usize = shape.iter().skip(1).product();
    let scale = move |number: f64| match shape.len() {
        _ if name.ends_with("bias") => number * 0.1,
        1 => 1.0 + number * 0.1,
        _ => number * (3.0 / fan_in as f64).sqrt(),
    };
    let numbers: Vec<f32> =
        uniform(name).take(shape.iter().product()).map(|number| scale(number) as f32).collect();
    Tensor::from_vec(numbers, shape, &Device::Cpu).unwrap()
}

/// The tensors that a network of `tiny.json` lists.
pub fn tensors(network: &Value) -> Tensors {
    let shapes = network["tensors"].as_object().unwrap();
    let made = shapes.iter().map(|(name, shape)| {
        let shape: Vec<usize> = serde_json::from_value(shape.clone()).unwrap();
        (name.clone(), weight(name, &shape))
    });
    made.collect()
}

/// Writes a JSON file of a checkpoint.
pub fn write_json(folder: &Path, file: &str, value: &Value) {
    let path = folder.join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, value.to_string()).unwrap();
}

/// Writes the tensors of a network.
pub fn write_weights(folder: &Path, file: &str, tensors: &Tensors) {
    candle_core::safetensors::save(tensors, folder.join(file)).unwrap();
}

/// The UNet's weights file.
pub const UNET: &str = "unet/diffusion_pytorch_model.safetensors";
/// The autoencoder's weights file.
pub const VAE: &str = "vae/diffusion_pytorch_model.safetensors";
/// The text network's weights file.
pub const TEXT: &str = "text_encoder/model.safetensors";

/// Writes a checkpoint with the UNet number `unet` of `tiny.json`.
pub fn write(folder: &Path, unet: usize) {
    let golden = golden("tiny.json");
    let (text, unet, vae) = (&golden["text_encoders"][0], &golden["unets"][unet], &golden["vae"]);
    for (part, file, network) in [("text_encoder", TEXT, text), ("unet", UNET, unet), ("vae", VAE, vae)] {
        write_json(folder, &format!("{part}/config.json"), &network["config"]);
        write_weights(folder, file, &tensors(network));
    }
    write_json(folder, "scheduler/scheduler_config.json", &scheduler());
    std::fs::create_dir_all(folder.join("tokenizer")).unwrap();
    for file in ["vocab.json", "merges.txt"] {
        std::fs::copy(golden_path(file), folder.join("tokenizer").join(file)).unwrap();
    }
}

/// A network's weights file in its folder.
pub fn weights_file(part: &str) -> String {
    let stem = if part.starts_with("text_encoder") { "model" } else { "diffusion_pytorch_model" };
    format!("{part}/{stem}.safetensors")
}

/// Writes one network: its config and made-up weights.
pub fn write_network(folder: &Path, part: &str, network: &Value) {
    write_json(folder, &format!("{part}/config.json"), &network["config"]);
    write_weights(folder, &weights_file(part), &tensors(network));
}

/// Writes CLIP's little tokenizer into a folder, with its padding where it is another than the end.
pub fn write_tokenizer(folder: &Path, part: &str, padding: Option<&str>) {
    std::fs::create_dir_all(folder.join(part)).unwrap();
    for file in ["vocab.json", "merges.txt"] {
        std::fs::copy(golden_path(file), folder.join(part).join(file)).unwrap();
    }
    if let Some(padding) = padding {
        write_json(folder, &format!("{part}/tokenizer_config.json"), &json!({"pad_token": padding}));
    }
}

/// Writes the Stable Diffusion XL checkpoint of `families.json`.
pub fn write_xl(folder: &Path) {
    let golden = golden("families.json");
    let xl = &golden["sdxl"];
    for (part, network) in [
        ("text_encoder", &xl["text_encoders"][0]),
        ("text_encoder_2", &xl["text_encoders"][1]),
        ("unet", &xl["unet"]),
        ("vae", &xl["vae"]),
    ] {
        write_network(folder, part, network);
    }
    write_tokenizer(folder, "tokenizer", None);
    write_tokenizer(folder, "tokenizer_2", Some("!"));
    write_json(folder, "scheduler/scheduler_config.json", &xl["scheduler"]);
    write_json(folder, "model_index.json", &json!({"_class_name": "StableDiffusionXLPipeline"}));
}

/// Writes the Stable Diffusion 3 checkpoint of `families.json`, with T5 or without.
pub fn write_sd3(folder: &Path, with_t5: bool) {
    let sd3 = golden("families.json")["sd3"].take();
    for (part, index) in [("text_encoder", 0), ("text_encoder_2", 1), ("text_encoder_3", 2)] {
        if index < 2 || with_t5 {
            write_network(folder, part, &sd3["text_encoders"][index]);
        }
    }
    write_tokenizer(folder, "tokenizer", None);
    write_tokenizer(folder, "tokenizer_2", Some("!"));
    if with_t5 {
        write_pieces(folder, "tokenizer_3");
    }
    write_flow(folder, &sd3, "StableDiffusion3Pipeline");
}

/// Writes the Flux checkpoint of `families.json`.
pub fn write_flux(folder: &Path) {
    let flux = golden("families.json")["flux"].take();
    write_network(folder, "text_encoder", &flux["text_encoders"][0]);
    write_network(folder, "text_encoder_2", &flux["text_encoders"][1]);
    write_tokenizer(folder, "tokenizer", None);
    write_pieces(folder, "tokenizer_2");
    write_flow(folder, &flux, "FluxPipeline");
}

fn write_pieces(folder: &Path, part: &str) {
    std::fs::create_dir_all(folder.join(part)).unwrap();
    std::fs::copy(golden_path("pieces.json"), folder.join(part).join("tokenizer.json")).unwrap();
}

fn write_flow(folder: &Path, case: &Value, class: &str) {
    write_network(folder, "transformer", &case["transformer"]);
    write_network(folder, "vae", &case["vae"]);
    write_json(folder, "scheduler/scheduler_config.json", &case["scheduler"]);
    write_json(folder, "model_index.json", &json!({"_class_name": class}));
}

/// The scheduler config that Stable Diffusion 1.5 is published with.
pub fn scheduler() -> Value {
    json!({"_class_name": "PNDMScheduler", "beta_end": 0.012, "beta_schedule": "scaled_linear", "beta_start": 0.00085,
        "num_train_timesteps": 1000, "set_alpha_to_one": false, "skip_prk_steps": true, "steps_offset": 1,
        "trained_betas": null, "clip_sample": false})
}
