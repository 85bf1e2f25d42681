//! Weights in every form: halves, parts, the original code's file, LoRA; and numbers that are none.

use std::path::Path;

use candle_core::{DType, Device, Tensor};
use serde_json::{Value, json};
use tempfile::TempDir;
use vignette::engine::{Engines, Precision, Unwatched};
use vignette::models::Catalogue;

use crate::{paint, request, tiny};

fn models() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    tiny::write(&folder.path().join("tiny"), 0);
    folder
}

/// In 32 bits, so that what is compared is the weights and not the rounding of what is made with them.
fn engines(models: &TempDir) -> Engines {
    Engines::new(Catalogue::open(models.path())).computing_in(Precision::F32)
}

/// The picture of the model `tiny` as red, green and blue bytes.
fn pixels(models: &TempDir) -> Vec<u8> {
    let picture = paint(&*engines(models).get(Some("tiny")).unwrap(), &request());
    image::load_from_memory(&crate::bytes(&picture)).unwrap().to_rgb8().into_raw()
}

/// What painting says that fails.
fn failure(models: &TempDir) -> String {
    engines(models).get(Some("tiny")).unwrap().paint(&request(), &Unwatched).unwrap_err().to_string()
}

fn tensors_of(part: &str) -> tiny::Tensors {
    let golden = tiny::golden("tiny.json");
    tiny::tensors(match part {
        "unet" => &golden["unets"][0],
        "vae" => &golden["vae"],
        _ => &golden["text_encoders"][0],
    })
}

/// Largest and mean difference of two pictures.
fn difference(left: &[u8], right: &[u8]) -> (u8, f64) {
    let differences: Vec<u8> = left.iter().zip(right).map(|(left, right)| left.abs_diff(*right)).collect();
    let mean = differences.iter().map(|&one| f64::from(one)).sum::<f64>() / differences.len() as f64;
    (differences.into_iter().max().unwrap_or(0), mean)
}

#[test]
fn halves_of_either_kind_make_nearly_the_same_picture() {
    let models = models();
    let full = pixels(&models);
    // f16 keeps 11 bits of each weight, bf16 8.
    for (kind, most) in [(DType::F16, 1.0), (DType::BF16, 4.0)] {
        for part in ["unet", "vae", "text_encoder"] {
            let halves = tensors_of(part).into_iter();
            let halves = halves.map(|(name, tensor)| (name, tensor.to_dtype(kind).unwrap())).collect();
            tiny::write_weights(&models.path().join("tiny"), &tiny::weights_file(part), &halves);
        }
        let (_, mean) = difference(&pixels(&models), &full);
        assert!(mean > 0.0 && mean < most, "{kind:?} differs by {mean}");
    }
}

#[test]
fn weights_in_parts_with_an_index_make_the_same_picture() {
    let models = models();
    let whole = pixels(&models);
    let folder = models.path().join("tiny");
    let mut tensors: Vec<_> = tensors_of("unet").into_iter().collect();
    let second = tensors.split_off(tensors.len() / 2);
    let mut map = serde_json::Map::new();
    for (file, part) in [("a.safetensors", tensors), ("b.safetensors", second)] {
        map.extend(part.iter().map(|(name, _)| (name.clone(), json!(file))));
        tiny::write_weights(&folder, &format!("unet/{file}"), &part.into_iter().collect());
    }
    std::fs::remove_file(folder.join(tiny::UNET)).unwrap();
    tiny::write_json(
        &folder,
        "unet/diffusion_pytorch_model.safetensors.index.json",
        &json!({"weight_map": map}),
    );
    assert_eq!(pixels(&models), whole);
}

/// Tensors by the original code's names, for those of diffusers that `pairs` lists.
fn renamed(tensors: &tiny::Tensors, pairs: &Value) -> tiny::Tensors {
    let pairs = pairs.as_object().unwrap();
    let old = |name: &String| pairs.get(name).map(|old| old.as_str().unwrap().to_owned());
    tensors.iter().filter_map(|(name, tensor)| Some((old(name)?, tensor.clone()))).collect()
}

#[test]
fn one_file_of_the_original_code_makes_the_same_picture() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("tiny");
    tiny::write_xl(&model);
    let expected = pixels(&folder);
    let golden = tiny::golden("families.json");
    let mut whole = tiny::Tensors::new();
    for (part, network) in [
        ("unet", &golden["sdxl"]["unet"]),
        ("vae", &golden["sdxl"]["vae"]),
        ("text_encoder", &golden["sdxl"]["text_encoders"][0]),
        ("text_encoder_2", &golden["sdxl"]["text_encoders"][1]),
    ] {
        let tensors = tiny::tensors(network);
        let named = match part {
            "unet" | "vae" => renamed(&tensors, &golden["names"][part]),
            "text_encoder" => {
                let old = |name: &String| format!("conditioner.embedders.0.transformer.{name}");
                tensors.iter().map(|(name, tensor)| (old(name), tensor.clone())).collect()
            }
            _ => open_clip(&tensors),
        };
        assert!(part == "text_encoder_2" || named.len() == tensors.len(), "{part}: {}", named.len());
        whole.extend(named);
        std::fs::remove_file(model.join(tiny::weights_file(part))).unwrap();
    }
    tiny::write_weights(&model, "whole.safetensors", &whole);
    assert_eq!(pixels(&folder), expected);
}

/// OpenCLIP keeps query, key and value in one matrix, and its projection the other way round.
fn open_clip(tensors: &tiny::Tensors) -> tiny::Tensors {
    const PREFIX: &str = "conditioner.embedders.1.model";
    let simple = [
        ("text_model.embeddings.token_embedding.weight", "token_embedding.weight"),
        ("text_model.embeddings.position_embedding.weight", "positional_embedding"),
        ("text_model.final_layer_norm.weight", "ln_final.weight"),
        ("text_model.final_layer_norm.bias", "ln_final.bias"),
    ];
    let get = |name: &str| tensors.get(name).unwrap_or_else(|| panic!("{name} is not there")).clone();
    let mut made: tiny::Tensors =
        simple.iter().map(|(new, old)| (format!("{PREFIX}.{old}"), get(new))).collect();
    made.insert(
        format!("{PREFIX}.text_projection"),
        get("text_projection.weight").t().unwrap().contiguous().unwrap(),
    );
    for layer in 0..2 {
        let from = format!("text_model.encoder.layers.{layer}");
        let to = format!("{PREFIX}.transformer.resblocks.{layer}");
        for end in ["weight", "bias"] {
            let third = |name: &str| get(&format!("{from}.self_attn.{name}_proj.{end}"));
            let all = Tensor::cat(&[third("q"), third("k"), third("v")], 0).unwrap();
            made.insert(format!("{to}.attn.in_proj_{end}"), all);
            for (new, old) in [
                ("self_attn.out_proj", "attn.out_proj"),
                ("layer_norm1", "ln_1"),
                ("layer_norm2", "ln_2"),
                ("mlp.fc1", "mlp.c_fc"),
                ("mlp.fc2", "mlp.c_proj"),
            ] {
                made.insert(format!("{to}.{old}.{end}"), get(&format!("{from}.{new}.{end}")));
            }
        }
    }
    made
}

const QUERY: &str = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q";

/// A LoRA of rank 2 for one layer, its keys made by `key` from `down`, `up` or `alpha`.
fn write_lora(folder: &Path, file: &str, key: impl Fn(&str) -> String, alpha: Option<f32>) {
    let mut tensors = tiny::Tensors::new();
    tensors.insert(key("down"), tiny::weight("lora.down", &[2, 32]));
    tensors.insert(key("up"), tiny::weight("lora.up", &[32, 2]));
    if let Some(alpha) = alpha {
        tensors.insert(key("alpha"), Tensor::new(alpha, &Device::Cpu).unwrap());
    }
    std::fs::create_dir_all(folder.join("lora")).unwrap();
    tiny::write_weights(folder, &format!("lora/{file}"), &tensors);
}

#[test]
fn lora_files_are_added_to_the_weights() {
    let models = models();
    let folder = models.path().join("tiny");
    let plain = pixels(&models);
    let flat = QUERY.replace('.', "_");
    let kohya = |role: &str| match role {
        "alpha" => format!("lora_unet_{flat}.alpha"),
        role => format!("lora_unet_{flat}.lora_{role}.weight"),
    };
    let peft = |role: &str| {
        let letter = if role == "down" { "A" } else { "B" };
        format!("unet.{QUERY}.lora_{letter}.weight")
    };
    write_lora(&folder, "kohya.safetensors", kohya, Some(1.0));
    write_lora(&folder, "peft.safetensors", peft, None);
    let with = |adapters: Value| {
        tiny::write_json(&folder, "adapters.json", &adapters);
        pixels(&models)
    };
    let one = |file: &str, weight: f64| json!({"file": format!("lora/{file}.safetensors"), "weight": weight});
    assert_eq!(with(json!([one("kohya", 0.0)])), plain);
    // Its alpha of 1 by its rank of 2 halves it; the other has none and is whole.
    let strong = with(json!([one("kohya", 2.0)]));
    assert_ne!(strong, plain);
    assert_eq!(with(json!([one("peft", 1.0)])), strong);
    assert!(difference(&with(json!([one("peft", 0.5), one("kohya", 1.0)])), &strong).0 <= 1);
    // The same by hand.
    let mut tensors = tensors_of("unet");
    let product = tiny::weight("lora.up", &[32, 2]).matmul(&tiny::weight("lora.down", &[2, 32])).unwrap();
    let name = format!("{QUERY}.weight");
    let changed = (&tensors[&name] + product).unwrap();
    tensors.insert(name, changed);
    tiny::write_weights(&folder, tiny::UNET, &tensors);
    assert!(difference(&with(json!([])), &strong).0 <= 1);
}

#[test]
fn lora_files_that_fit_nothing_are_refused() {
    let models = models();
    let folder = models.path().join("tiny");
    let check = |layer: &str, expected: &str| {
        write_lora(&folder, "a.safetensors", |role| format!("{layer}.lora_{role}.weight"), None);
        tiny::write_json(&folder, "adapters.json", &json!([{"file": "lora/a.safetensors"}]));
        let sentence = failure(&models);
        assert!(sentence.contains(expected), "{sentence}");
    };
    check("lora_unet_single_blocks_0_linear1", "none of its 1 layers is one of this model's (the first is");
    check("something_else", "it holds no LoRA that can be merged");
    check("lora_unet_conv_in", "the model tiny cannot be used: unet/diffusion_pytorch_model.safetensors");
}

#[test]
fn numbers_that_are_none_are_named() {
    let models = models();
    for bad in [f32::NAN, f32::INFINITY] {
        let mut tensors = tensors_of("unet");
        let mut bias = vec![0.0; 32];
        bias[7] = bad;
        tensors.insert("conv_in.bias".to_owned(), Tensor::new(bias, &Device::Cpu).unwrap());
        tiny::write_weights(&models.path().join("tiny"), tiny::UNET, &tensors);
        let sentence = failure(&models);
        let expected = "does not fit its config: the tensor conv_in.bias holds values that are no numbers";
        assert!(sentence.contains(expected), "{sentence}");
    }
}
