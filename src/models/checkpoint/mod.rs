//! The files of a checkpoint in the published diffusers layout, found and named.
//!
//! ```text
//! model_index.json                      which pipeline it is; optional for Stable Diffusion and XL
//! tokenizer/tokenizer.json              or tokenizer.json, or tokenizer/vocab.json with tokenizer/merges.txt
//! text_encoder/config.json              text_encoder/model.safetensors
//! unet/config.json                      unet/diffusion_pytorch_model.safetensors; transformer/ in newer families
//! vae/config.json                       vae/diffusion_pytorch_model.safetensors
//! vae_tiny/config.json                  (optional) the tiny autoencoder; found and checked, not drawn with yet
//! scheduler/scheduler_config.json
//! adapters.json                         (optional) which LoRA files are merged in, and how strongly
//! ```
//! Weights may be the `.fp16` variant, or in parts listed by an index. A network without weights of its own takes them
//! from the one `.safetensors` or `.gguf` file beside `model_index.json`, by the names of the original code. Pickled
//! weights are never read.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::files::{find_adapters, find_file, find_network, find_tokenizer, read_json};
use super::family::Family;

mod files;
#[cfg(test)]
pub(super) mod tests;

/// Largest JSON file read, in bytes: an index of shards is about 100 kB, a tokenizer 16 MB.
pub const LARGEST_JSON: u64 = 64 << 20;
/// Endings of files that Python's pickle reads.
pub const PICKLES: [&str; 4] = ["bin", "ckpt", "pt", "pth"];

/// A checkpoint whose files are all there. What is in them is not checked yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// The folder.
    pub folder: PathBuf,
    /// Which networks these are.
    pub family: Family,
    /// How words become tokens, one for each text network.
    pub tokenizers: Vec<TokenizerFiles>,
    /// The networks that read tokens.
    pub text_encoders: Vec<Network>,
    /// The network that removes noise.
    pub denoiser: Network,
    /// The network that turns latents into pixels.
    pub vae: Network,
    /// The one that does so fast and roughly, where there is one.
    pub tiny_vae: Option<Network>,
    /// How noise is taken away, step by step.
    pub scheduler: PathBuf,
    /// LoRA files merged into the networks.
    pub adapters: Vec<Adapter>,
}

/// A network's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// The folder's name, as in `unet`.
    pub part: String,
    /// `config.json`.
    pub config: PathBuf,
    /// The weights: one file, or all parts.
    pub weights: Vec<PathBuf>,
    /// Whether the weights are the whole model's, by the names of the original code.
    pub original: bool,
}

/// A tokenizer's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenizerFiles {
    /// One `tokenizer.json` that says everything.
    Whole(PathBuf),
    /// CLIP's original vocabulary and merges.
    Parts {
        /// `vocab.json`.
        vocabulary: PathBuf,
        /// `merges.txt`.
        merges: PathBuf,
    },
}

/// A LoRA file that is merged in.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Adapter {
    /// Its path inside the folder, as in `lora/film.safetensors`.
    pub file: PathBuf,
    /// How strongly, 1 being as trained.
    #[serde(default = "one")]
    pub weight: f64,
}

fn one() -> f64 {
    1.0
}

/// Why a folder is no usable checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// A file is not there.
    #[error("{file} is missing")]
    Missing {
        /// Its path inside the folder.
        file: String,
    },
    /// Weights that can run code.
    #[error("{file} is a pickle, which can run code when it is read; only safetensors and GGUF files are")]
    Pickle {
        /// Its path inside the folder.
        file: String,
    },
    /// Another kind of model.
    #[error("model_index.json says it is a {class}; there are: {}", Family::classes())]
    OtherPipeline {
        /// The pipeline's class.
        class: String,
    },
    /// A JSON file is broken.
    #[error("{file} cannot be read: {reason}")]
    Unreadable {
        /// Its path inside the folder.
        file: String,
        /// What is wrong.
        reason: String,
    },
}

impl Checkpoint {
    /// Whether a folder means to be a checkpoint, whole or not.
    pub fn is_one(folder: &Path) -> bool {
        folder.join("model_index.json").is_file() || folder.join("unet").is_dir()
    }

    /// Finds every file of the checkpoint in `folder`.
    ///
    /// # Errors
    /// [`CheckpointError`] names the first file that is missing or broken.
    pub fn find(folder: &Path) -> Result<Self, CheckpointError> {
        let index = read_index(folder)?;
        let family = find_family(folder, &index)?;
        let parts = family.parts();
        let left_out = |part: &str, place: usize| {
            place >= parts.needed && (Family::leaves_out(&index, part) || !folder.join(part).is_dir())
        };
        let count = (0..parts.text_encoders.len())
            .find(|&place| left_out(parts.text_encoders[place], place))
            .unwrap_or(parts.text_encoders.len());
        let tokenizer = |part: &&str| find_tokenizer(folder, part);
        let text = |part: &&str| find_network(folder, part, "model");
        let picture = |part: &str| find_network(folder, part, "diffusion_pytorch_model");
        Ok(Self {
            tokenizers: parts.tokenizers[..count].iter().map(tokenizer).collect::<Result<_, _>>()?,
            text_encoders: parts.text_encoders[..count].iter().map(text).collect::<Result<_, _>>()?,
            denoiser: picture(parts.denoiser)?,
            vae: picture("vae")?,
            tiny_vae: folder.join("vae_tiny").is_dir().then(|| picture("vae_tiny")).transpose()?,
            scheduler: find_file(folder, "scheduler/scheduler_config.json")?,
            adapters: find_adapters(folder)?,
            folder: folder.to_owned(),
            family,
        })
    }

    /// A checkpoint without files, for tests of what reads one.
    #[cfg(test)]
    pub(crate) fn empty(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            family: Family::StableDiffusion,
            tokenizers: Vec::new(),
            text_encoders: Vec::new(),
            denoiser: Network::default(),
            vae: Network::default(),
            tiny_vae: None,
            scheduler: PathBuf::new(),
            adapters: Vec::new(),
        }
    }

    /// A file's path inside the folder, as messages show it.
    pub fn shown(&self, file: &Path) -> String {
        file.strip_prefix(&self.folder).unwrap_or(file).display().to_string()
    }

    /// Every network, the denoiser last but for the autoencoders.
    pub fn networks(&self) -> impl Iterator<Item = &Network> {
        self.text_encoders.iter().chain([&self.denoiser, &self.vae]).chain(&self.tiny_vae)
    }
}

fn read_index(folder: &Path) -> Result<Value, CheckpointError> {
    let there = folder.join("model_index.json").is_file();
    if there { read_json(folder, "model_index.json") } else { Ok(Value::Null) }
}

/// The family that the index names; without one, that of the folders there are.
fn find_family(folder: &Path, index: &Value) -> Result<Family, CheckpointError> {
    match index.get("_class_name").and_then(Value::as_str) {
        Some(class) => {
            Family::of_class(class).ok_or_else(|| CheckpointError::OtherPipeline { class: class.to_owned() })
        }
        None if folder.join("text_encoder_2").is_dir() => Ok(Family::StableDiffusionXl),
        None => Ok(Family::StableDiffusion),
    }
}
