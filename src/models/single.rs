//! A model in one file of the original code: which family it is, and the configs that its folder lacks.
//!
//! The file has the weights of all networks and nothing else. The configs are those that the family was published with;
//! the tokenizer comes from a folder that was given, or from another model here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::add::{AddError, Addition, failed, write_json};
use super::checkpoint::Checkpoint;
use super::header::{self, Entry};

/// A published form of which files are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    One,
    Two,
    Xl,
}

/// Writes the configs beside a single file; nothing where they are there.
///
/// # Errors
/// [`AddError`] when the file is of no family that is read here, or there is no tokenizer.
pub(super) fn complete(folder: &Path, addition: &Addition) -> Result<(), AddError> {
    if Checkpoint::is_one(folder) {
        return Ok(());
    }
    let file = only_file(folder)?;
    let entries = header::read(&file).map_err(|reason| refuse(&file, &reason, "fetch the file again"))?;
    let form = recognise(&entries).map_err(|(reason, hint)| refuse(&file, reason, hint))?;
    for (path, config) in configs(form, addition.velocity) {
        write_json(&folder.join(path), &config).map_err(|error| failed(folder, &error))?;
    }
    bring_tokenizer(folder, addition, form)
}

fn refuse(file: &Path, reason: &str, hint: &str) -> AddError {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    AddError { message: format!("{name}: {reason}"), hint: hint.to_owned() }
}

fn only_file(folder: &Path) -> Result<PathBuf, AddError> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(|error| failed(folder, &error))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "safetensors" || ending == "gguf"))
        .collect();
    files.sort();
    match files.as_slice() {
        [file] if file.extension().is_some_and(|ending| ending == "gguf") => Err(refuse(
            file,
            "a GGUF file holds one network and not the words it was trained with",
            "put it into the transformer folder of the model's own folder, in place of its weights, and add that",
        )),
        [file] => Ok(file.clone()),
        _ => Err(AddError {
            message: format!(
                "there are {} model files, and no model_index.json says which is what",
                files.len()
            ),
            hint: "give the one file, or a folder in the diffusers layout".to_owned(),
        }),
    }
}

/// The form by the names and shapes of its tensors.
fn recognise(entries: &BTreeMap<String, Entry>) -> Result<Form, (&'static str, &'static str)> {
    const LAYOUT: &str = "give the model's folder in the diffusers layout, which has them all";
    let starts = |begin: &str| entries.keys().any(|name| name.starts_with(begin));
    let inputs = |name: &str| entries.get(name).and_then(|entry| entry.shape.get(1)).copied();
    if entries.keys().any(|name| name.contains("lora_down") || name.contains("lora_A")) {
        return Err((
            "it is a LoRA, which changes another model",
            "give it with --lora to the model it is for",
        ));
    }
    if starts("double_blocks.") || starts("joint_blocks.") || starts("model.diffusion_model.joint_blocks.") {
        return Err(("it is a transformer without all of its text networks", LAYOUT));
    }
    let first = inputs("model.diffusion_model.input_blocks.0.0.weight");
    let words = |place: &str| {
        inputs(&format!("model.diffusion_model.{place}.transformer_blocks.0.attn2.to_k.weight"))
    };
    if first.is_some_and(|channels| channels != 4) {
        return Err((
            "its network is for inpainting, which needs more than a text and noise",
            "add the plain model",
        ));
    }
    if !starts("first_stage_model.") {
        return Err(("it holds no Stable Diffusion with all its networks", LAYOUT));
    }
    match (words("input_blocks.1.1"), words("input_blocks.4.1")) {
        (Some(768), _) => Ok(Form::One),
        (Some(1024), _) => Ok(Form::Two),
        (None, Some(2048)) => Ok(Form::Xl),
        _ => Err(("it is of no family that is read from one file: Stable Diffusion 1, 2, XL", LAYOUT)),
    }
}

fn configs(form: Form, velocity: bool) -> Vec<(&'static str, Value)> {
    let class = if form == Form::Xl { "StableDiffusionXLPipeline" } else { "StableDiffusionPipeline" };
    let mut configs = vec![
        ("model_index.json", json!({"_class_name": class})),
        ("unet/config.json", unet(form, velocity)),
        ("vae/config.json", vae(form)),
        ("scheduler/scheduler_config.json", scheduler(form, velocity)),
        ("text_encoder/config.json", if form == Form::Two { open_clip(1024, 23, 16) } else { clip() }),
    ];
    if form == Form::Xl {
        configs.push(("text_encoder_2/config.json", open_clip(1280, 32, 20)));
    }
    configs
}

/// OpenAI's CLIP ViT-L/14.
fn clip() -> Value {
    json!({"vocab_size": 49408, "hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12,
        "num_attention_heads": 12, "max_position_embeddings": 77, "hidden_act": "quick_gelu", "projection_dim": 768})
}

/// OpenCLIP's ViT-H/14 without its last layer, and ViT-bigG/14.
fn open_clip(width: u64, layers: u64, heads: u64) -> Value {
    json!({"vocab_size": 49408, "hidden_size": width, "intermediate_size": 4 * width, "num_hidden_layers": layers,
        "num_attention_heads": heads, "max_position_embeddings": 77, "hidden_act": "gelu", "projection_dim": width})
}

fn unet(form: Form, velocity: bool) -> Value {
    let all = json!({"in_channels": 4, "out_channels": 4, "layers_per_block": 2, "norm_num_groups": 32,
        "block_out_channels": [320, 640, 1280, 1280],
        "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
        "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"]});
    let own = match form {
        Form::One => json!({"cross_attention_dim": 768, "attention_head_dim": 8, "sample_size": 64}),
        // The base model was trained on 512 pixels, the one that answers with velocity on 768.
        Form::Two => json!({"cross_attention_dim": 1024, "attention_head_dim": [5, 10, 20, 20],
            "use_linear_projection": true, "sample_size": if velocity { 96 } else { 64 }}),
        Form::Xl => {
            json!({"cross_attention_dim": 2048, "attention_head_dim": [5, 10, 20], "sample_size": 128,
            "use_linear_projection": true, "transformer_layers_per_block": [1, 2, 10],
            "block_out_channels": [320, 640, 1280],
            "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
            "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
            "addition_embed_type": "text_time", "addition_time_embed_dim": 256,
            "projection_class_embeddings_input_dim": 2816})
        }
    };
    joined(all, own)
}

fn vae(form: Form) -> Value {
    json!({"block_out_channels": [128, 256, 512, 512], "layers_per_block": 2, "norm_num_groups": 32,
        "latent_channels": 4, "scaling_factor": if form == Form::Xl { 0.13025 } else { 0.18215 }})
}

fn scheduler(form: Form, velocity: bool) -> Value {
    let class = if form == Form::Xl { "EulerDiscreteScheduler" } else { "DDIMScheduler" };
    json!({"_class_name": class, "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear",
        "num_train_timesteps": 1000, "set_alpha_to_one": false, "steps_offset": 1, "clip_sample": false,
        "timestep_spacing": "leading", "prediction_type": if velocity { "v_prediction" } else { "epsilon" }})
}

fn joined(mut left: Value, right: Value) -> Value {
    if let (Value::Object(left), Value::Object(right)) = (&mut left, right) {
        left.extend(right);
    }
    left
}

/// The files of CLIP's tokenizer.
const TOKENIZER: [&str; 3] = ["tokenizer.json", "vocab.json", "merges.txt"];

/// Copies CLIP's tokenizer, once for each text network; the second of XL fills with another token.
fn bring_tokenizer(folder: &Path, addition: &Addition, form: Form) -> Result<(), AddError> {
    let from = find_tokenizer(addition).ok_or_else(|| AddError {
        message: "the file has no tokenizer, and no other model here has CLIP's".to_owned(),
        hint: "give its folder (vocab.json and merges.txt, as in hf:openai/clip-vit-large-patch14) with --tokenizer"
            .to_owned(),
    })?;
    let parts: &[&str] = if form == Form::Xl { &["tokenizer", "tokenizer_2"] } else { &["tokenizer"] };
    for part in parts {
        let to = folder.join(part);
        std::fs::create_dir_all(&to).map_err(|error| failed(&to, &error))?;
        for file in TOKENIZER.iter().map(|file| from.join(file)).filter(|file| file.is_file()) {
            let name = file.file_name().unwrap_or_default();
            std::fs::copy(&file, to.join(name)).map_err(|error| failed(&file, &error))?;
        }
    }
    let fills = |part: &str, token: &str| {
        let path = folder.join(part).join("tokenizer_config.json");
        write_json(&path, &json!({"pad_token": token})).map_err(|error| failed(&path, &error))
    };
    match form {
        Form::One => Ok(()),
        Form::Two => fills("tokenizer", "!"),
        Form::Xl => fills("tokenizer_2", "!"),
    }
}

fn find_tokenizer(addition: &Addition) -> Option<PathBuf> {
    let has = |folder: &PathBuf| {
        folder.join("tokenizer.json").is_file()
            || (folder.join("vocab.json").is_file() && folder.join("merges.txt").is_file())
    };
    if let Some(given) = &addition.tokenizer {
        return [given.clone(), given.join("tokenizer")].into_iter().find(has);
    }
    let mut others: Vec<PathBuf> = std::fs::read_dir(&addition.models)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    others.sort();
    let clip =
        |folder: &PathBuf| folder.join("text_encoder").is_dir() && !folder.join("transformer").is_dir();
    others.into_iter().filter(clip).map(|folder| folder.join("tokenizer")).find(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_recognised_by_their_tensors() {
        let entry = |inputs: u64| {
            serde_json::from_value(json!({"dtype": "F16", "shape": [320, inputs], "data_offsets": [0, 0]}))
        };
        let check = |names: &[(&str, u64)], expected: Result<Form, &str>| {
            let entries =
                names.iter().map(|(name, inputs)| ((*name).to_owned(), entry(*inputs).unwrap())).collect();
            match (recognise(&entries), expected) {
                (Ok(made), Ok(expected)) => assert_eq!(made, expected),
                (Err((reason, _)), Err(part)) => assert!(reason.contains(part), "{reason}"),
                (made, expected) => panic!("{made:?}, expected {expected:?}"),
            }
        };
        let first = ("model.diffusion_model.input_blocks.0.0.weight", 4);
        let vae = ("first_stage_model.quant_conv.weight", 8);
        let words = |block: u64| match block {
            1 => "model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight",
            _ => "model.diffusion_model.input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight",
        };
        check(&[first, vae, (words(1), 768)], Ok(Form::One));
        check(&[first, vae, (words(1), 1024)], Ok(Form::Two));
        check(&[first, vae, (words(4), 2048)], Ok(Form::Xl));
        check(&[first, vae, (words(4), 999)], Err("of no family"));
        check(&[first, (words(1), 768)], Err("no Stable Diffusion with all"));
        check(&[("model.diffusion_model.input_blocks.0.0.weight", 9), vae], Err("inpainting"));
        check(&[("lora_unet_conv_in.lora_down.weight", 4)], Err("it is a LoRA"));
        check(&[("double_blocks.0.img_mod.lin.weight", 4)], Err("without all of its text networks"));
        check(&[("bert.embeddings", 4)], Err("no Stable Diffusion"));
    }
}
