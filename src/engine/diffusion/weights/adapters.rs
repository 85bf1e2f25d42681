//! LoRA (Hu et al. 2021): low-rank changes of a network's weights, merged in when they are read.
//!
//! `weight += strength · alpha / rank · up · down`. Files name a layer as kohya's scripts do
//! (`lora_unet_down_blocks_0_…to_q.lora_down.weight`), as diffusers and PEFT do (`unet.down_blocks.0.….to_q.lora_A.weight`),
//! or with the original code's names flattened. All are compared by the letters between the points: `.` and `_` are one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use candle_core::{DType, Device, Result, Tensor};

use super::file::Files;
use super::names::Names;
use crate::engine::diffusion::error::{DiffusionError, sentence};
use crate::models::Checkpoint;

/// What all LoRA files of a checkpoint change.
#[derive(Debug, Default)]
pub(in crate::engine::diffusion) struct Adapters {
    files: Vec<Adapter>,
    used: Mutex<BTreeSet<(usize, String)>>,
}

/// One file: its changes by network and flattened name, as in `unet down_blocks_0_attentions_0_proj_in`.
#[derive(Debug)]
struct Adapter {
    shown: String,
    strength: f64,
    changes: BTreeMap<String, Change>,
}

/// The change of one layer.
#[derive(Debug, Default)]
struct Change {
    down: Option<Tensor>,
    up: Option<Tensor>,
    alpha: Option<f64>,
}

/// Which of a tensor's roles a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Down,
    Up,
    Alpha,
}

impl Adapters {
    /// Reads the checkpoint's LoRA files.
    ///
    /// # Errors
    /// [`DiffusionError::Unreadable`] names a file that is no safetensors file, [`DiffusionError::Unsupported`] one that
    /// holds no LoRA.
    pub fn load(checkpoint: &Checkpoint) -> std::result::Result<Self, DiffusionError> {
        let files = checkpoint.adapters.iter().map(|adapter| {
            let file = adapter.file.display().to_string();
            let changes = read(checkpoint.folder.join(&adapter.file)).map_err(|error| {
                DiffusionError::Unreadable { file: file.clone(), reason: sentence(&error) }
            })?;
            if changes.is_empty() {
                let reason = "it holds no LoRA that can be merged".to_owned();
                return Err(DiffusionError::Unsupported { file, reason });
            }
            Ok(Adapter { shown: file, strength: adapter.weight, changes })
        });
        Ok(Self { files: files.collect::<std::result::Result<_, _>>()?, used: Mutex::default() })
    }

    /// A tensor of the network `part` with every change added.
    pub(super) fn merge(&self, part: &str, name: &str, names: &Names, tensor: Tensor) -> Result<Tensor> {
        let Some(layer) = name.strip_suffix(".weight").filter(|_| !self.files.is_empty()) else {
            return Ok(tensor);
        };
        let mut tensor = tensor;
        let keys = keys(part, layer, names);
        for (index, adapter) in self.files.iter().enumerate() {
            let Some((key, change)) = keys.iter().find_map(|key| adapter.changes.get_key_value(key)) else {
                continue;
            };
            self.used.lock().unwrap_or_else(PoisonError::into_inner).insert((index, key.clone()));
            if let Some(difference) = change.difference(adapter.strength, &tensor)? {
                tensor = (tensor.to_dtype(DType::F32)? + difference)?;
            }
        }
        Ok(tensor)
    }

    /// What of the files matched no layer, once every network is loaded: the file, how many layers, and the first one.
    pub fn unmatched(&self) -> Vec<Unmatched> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |(index, adapter): (usize, &Adapter)| {
            let left: Vec<_> =
                adapter.changes.keys().filter(|key| !used.contains(&(index, (*key).clone()))).collect();
            let first = (*left.first()?).clone();
            Some(Unmatched {
                file: adapter.shown.clone(),
                left: left.len(),
                of: adapter.changes.len(),
                first,
            })
        };
        self.files.iter().enumerate().filter_map(of).collect()
    }

    /// Refuses a file of which nothing matched: it is for another kind of model. Tells the log of the rest.
    ///
    /// # Errors
    /// [`DiffusionError::Unsupported`] names the file and its first layer.
    pub fn check(&self) -> std::result::Result<(), DiffusionError> {
        for Unmatched { file, left, of, first } in self.unmatched() {
            if left == of {
                let reason = format!("none of its {of} layers is one of this model's (the first is {first})");
                return Err(DiffusionError::Unsupported { file, reason });
            }
            tracing::warn!(file, left, of, first, "layers of a LoRA file match nothing");
        }
        Ok(())
    }
}

/// Layers of a file that match nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::engine::diffusion) struct Unmatched {
    /// The file.
    pub file: String,
    /// Layers that match nothing, of all.
    pub left: usize,
    pub of: usize,
    /// The first of them.
    pub first: String,
}

impl Change {
    /// What is added to a tensor like `like`, as f32.
    fn difference(&self, strength: f64, like: &Tensor) -> Result<Option<Tensor>> {
        let (Some(down), Some(up)) = (&self.down, &self.up) else { return Ok(None) };
        let rank = down.dim(0)?;
        let scale = strength * self.alpha.unwrap_or(rank as f64) / rank as f64;
        let product = up.reshape((up.dim(0)?, rank))?.matmul(&down.reshape((rank, ()))?)?;
        (product * scale)?.reshape(like.shape()).map(Some)
    }
}

/// The keys a layer may have.
fn keys(part: &str, layer: &str, names: &Names) -> Vec<String> {
    let original = names.flattened_unet(layer);
    let bare = layer.strip_prefix("text_model.").map(str::to_owned);
    let names = [Some(layer.to_owned()), bare, original];
    names.into_iter().flatten().map(|name| format!("{part} {}", flat(&name))).collect()
}

fn flat(name: &str) -> String {
    name.replace('.', "_")
}

fn read(path: PathBuf) -> Result<BTreeMap<String, Change>> {
    let files = Files::open(&[path])?;
    let mut changes: BTreeMap<String, Change> = BTreeMap::new();
    for holding in files.holding() {
        let Some((key, role)) = understand(&holding.name) else { continue };
        let tensor = files.read(&holding.name, &Device::Cpu)?.to_dtype(DType::F32)?;
        let change = changes.entry(key).or_default();
        match role {
            Role::Down => change.down = Some(tensor),
            Role::Up => change.up = Some(tensor),
            Role::Alpha => change.alpha = Some(f64::from(tensor.flatten_all()?.get(0)?.to_scalar::<f32>()?)),
        }
    }
    changes.retain(|_, change| change.down.is_some() && change.up.is_some());
    Ok(changes)
}

const ROLES: [(&str, Role); 8] = [
    (".lora_down.weight", Role::Down),
    (".lora_up.weight", Role::Up),
    (".lora_A.weight", Role::Down),
    (".lora_B.weight", Role::Up),
    (".lora.down.weight", Role::Down),
    (".lora.up.weight", Role::Up),
    ("_lora.down.weight", Role::Down),
    ("_lora.up.weight", Role::Up),
];

/// The beginnings of kohya's and of diffusers' keys, and the network each is for.
const NETWORKS: [(&str, &str); 10] = [
    ("lora_unet_", "unet"),
    ("lora_te1_", "text_encoder"),
    ("lora_te2_", "text_encoder_2"),
    ("lora_te_", "text_encoder"),
    ("lora_transformer_", "transformer"),
    ("unet.", "unet"),
    ("text_encoder_2.", "text_encoder_2"),
    ("text_encoder.", "text_encoder"),
    ("transformer.", "transformer"),
    ("base_model.model.", "unet"),
];

/// Which layer of which network a file's key is for, and its role.
fn understand(key: &str) -> Option<(String, Role)> {
    let alpha = || Some((key.strip_suffix(".alpha")?, Role::Alpha));
    let (layer, role) =
        ROLES.iter().find_map(|(ending, role)| Some((key.strip_suffix(ending)?, *role))).or_else(alpha)?;
    let (part, layer) =
        NETWORKS.iter().find_map(|(begin, part)| Some((*part, layer.strip_prefix(begin)?)))?;
    // diffusers' first form: `attn1.processor.to_q`, its output without a number.
    let layer = layer.replace(".processor.", ".").replace("to_out_lora", "to_out.0");
    let layer = if layer.ends_with("to_out") { format!("{layer}.0") } else { layer };
    Some((format!("{part} {}", flat(&layer).trim_start_matches("text_model_")), role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_every_script_name_the_same_layer() {
        let check = |key: &str, expected: Option<(&str, Role)>| {
            let made = understand(key);
            assert_eq!(made.as_ref().map(|(key, role)| (key.as_str(), *role)), expected, "{key}");
        };
        let query = "unet down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q";
        let layer = "down_blocks.0.attentions.0.transformer_blocks.0.attn1";
        check(
            "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q.lora_down.weight",
            Some((query, Role::Down)),
        );
        check(&format!("unet.{layer}.to_q.lora_B.weight"), Some((query, Role::Up)));
        check(&format!("unet.{layer}.processor.to_q_lora.down.weight"), Some((query, Role::Down)));
        check(
            &format!("unet.{layer}.processor.to_out_lora.up.weight"),
            Some(("unet down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_out_0", Role::Up)),
        );
        let text = "text_encoder encoder_layers_0_self_attn_q_proj";
        check("lora_te_text_model_encoder_layers_0_self_attn_q_proj.alpha", Some((text, Role::Alpha)));
        check(
            "text_encoder.text_model.encoder.layers.0.self_attn.q_proj.lora_A.weight",
            Some((text, Role::Down)),
        );
        check(
            "transformer.single_transformer_blocks.0.proj_mlp.lora_A.weight",
            Some(("transformer single_transformer_blocks_0_proj_mlp", Role::Down)),
        );
        check("conv_in.weight", None);
        check("lora_unet_conv_in.hada_w1_a", None);
    }
}
