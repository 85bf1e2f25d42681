//! The files of a Stable Diffusion checkpoint in the published diffusers layout, found and named.
//!
//! ```text
//! model_index.json                      (optional) which pipeline it is
//! tokenizer/tokenizer.json              or tokenizer.json, or tokenizer/vocab.json with tokenizer/merges.txt
//! text_encoder/config.json              text_encoder/model.safetensors
//! unet/config.json                      unet/diffusion_pytorch_model.safetensors
//! vae/config.json                       vae/diffusion_pytorch_model.safetensors
//! scheduler/scheduler_config.json
//! ```
//! Weights may be the `.fp16` variant, or in parts listed by an index. Pickled `.bin` weights are never read.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

/// The pipeline this layout belongs to, as `model_index.json` names it.
const PIPELINE: &str = "StableDiffusionPipeline";

/// Largest JSON file read, in bytes: an index of shards is about 100 kB, a tokenizer 4 MB.
pub const LARGEST_JSON: u64 = 64 << 20;

/// A checkpoint whose files are all there. What is in them is not checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The folder.
    pub folder: PathBuf,
    /// How words become tokens.
    pub tokenizer: TokenizerFiles,
    /// The network that reads tokens.
    pub text_encoder: Network,
    /// The network that removes noise.
    pub unet: Network,
    /// The network that turns latents into pixels.
    pub vae: Network,
    /// How noise is taken away, step by step.
    pub scheduler: PathBuf,
}

/// A network's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// `config.json`.
    pub config: PathBuf,
    /// The safetensors files: one, or all parts.
    pub weights: Vec<PathBuf>,
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

/// Why a folder is no usable checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// A file is not there.
    #[error("{file} is missing")]
    Missing {
        /// Its path inside the folder.
        file: String,
    },
    /// Another kind of model.
    #[error("model_index.json says it is a {class}; only {PIPELINE} can be used")]
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
        check_pipeline(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            tokenizer: find_tokenizer(folder)?,
            text_encoder: find_network(folder, "text_encoder", "model")?,
            unet: find_network(folder, "unet", "diffusion_pytorch_model")?,
            vae: find_network(folder, "vae", "diffusion_pytorch_model")?,
            scheduler: find_file(folder, "scheduler/scheduler_config.json")?,
        })
    }

    /// A file's path inside the folder, as messages show it.
    pub fn shown(&self, file: &Path) -> String {
        file.strip_prefix(&self.folder).unwrap_or(file).display().to_string()
    }
}

fn check_pipeline(folder: &Path) -> Result<(), CheckpointError> {
    if !folder.join("model_index.json").is_file() {
        return Ok(());
    }
    let index = read_json(folder, "model_index.json")?;
    match index.get("_class_name").and_then(Value::as_str) {
        Some(PIPELINE) | None => Ok(()),
        Some(class) => Err(CheckpointError::OtherPipeline { class: class.to_owned() }),
    }
}

fn find_file(folder: &Path, file: &str) -> Result<PathBuf, CheckpointError> {
    let path = folder.join(file);
    if path.is_file() { Ok(path) } else { Err(CheckpointError::Missing { file: file.to_owned() }) }
}

fn find_tokenizer(folder: &Path) -> Result<TokenizerFiles, CheckpointError> {
    let whole = ["tokenizer/tokenizer.json", "tokenizer.json"];
    if let Some(path) = whole.iter().find_map(|file| find_file(folder, file).ok()) {
        return Ok(TokenizerFiles::Whole(path));
    }
    match (find_file(folder, "tokenizer/vocab.json"), find_file(folder, "tokenizer/merges.txt")) {
        (Ok(vocabulary), Ok(merges)) => Ok(TokenizerFiles::Parts { vocabulary, merges }),
        (Ok(_), Err(error)) => Err(error),
        _ => Err(CheckpointError::Missing { file: whole[0].to_owned() }),
    }
}

/// Finds a network's config and weights: full precision first, then the half-precision variant.
fn find_network(folder: &Path, part: &str, stem: &str) -> Result<Network, CheckpointError> {
    let config = find_file(folder, &format!("{part}/config.json"))?;
    let full = format!("{part}/{stem}.safetensors");
    for file in [full.clone(), format!("{part}/{stem}.fp16.safetensors")] {
        if let Ok(path) = find_file(folder, &file) {
            return Ok(Network { config, weights: vec![path] });
        }
    }
    let indexes = [
        format!("{part}/{stem}.safetensors.index.json"),
        format!("{part}/{stem}.safetensors.index.fp16.json"),
        format!("{part}/{stem}.fp16.safetensors.index.json"),
    ];
    match indexes.iter().find(|index| folder.join(index).is_file()) {
        Some(index) => Ok(Network { config, weights: find_shards(folder, part, index)? }),
        None => Err(CheckpointError::Missing { file: full }),
    }
}

/// The parts an index lists. A part's name may not leave the index's folder.
fn find_shards(folder: &Path, part: &str, index: &str) -> Result<Vec<PathBuf>, CheckpointError> {
    let unreadable = |reason: String| CheckpointError::Unreadable { file: index.to_owned(), reason };
    let json = read_json(folder, index)?;
    let map = json.get("weight_map").and_then(Value::as_object);
    let names: BTreeSet<&str> =
        map.into_iter().flat_map(|map| map.values()).filter_map(Value::as_str).collect();
    if names.is_empty() {
        return Err(unreadable("its weight_map lists no files".to_owned()));
    }
    let find = |name: &&str| {
        if !is_plain_name(name) {
            return Err(unreadable(format!("{name:?} is no plain file name")));
        }
        find_file(folder, &format!("{part}/{name}"))
    };
    names.iter().map(find).collect()
}

fn is_plain_name(name: &str) -> bool {
    let mut components = Path::new(name).components();
    matches!((components.next(), components.next()), (Some(Component::Normal(_)), None))
}

fn read_json(folder: &Path, file: &str) -> Result<Value, CheckpointError> {
    let unreadable = |reason: String| CheckpointError::Unreadable { file: file.to_owned(), reason };
    let path = folder.join(file);
    let length = std::fs::metadata(&path).map_err(|error| unreadable(error.to_string()))?.len();
    if length > LARGEST_JSON {
        return Err(unreadable(format!("it has {length} bytes")));
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const FILES: [&str; 8] = [
        "tokenizer/tokenizer.json",
        "text_encoder/config.json",
        "text_encoder/model.safetensors",
        "unet/config.json",
        "unet/diffusion_pytorch_model.safetensors",
        "vae/config.json",
        "vae/diffusion_pytorch_model.safetensors",
        "scheduler/scheduler_config.json",
    ];

    fn write(folder: &Path, file: &str, text: &str) {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Every file of the layout, with nothing in it.
    pub(crate) fn write_empty_checkpoint(folder: &Path) {
        for file in FILES {
            write(folder, file, "{}");
        }
    }

    #[test]
    fn each_missing_file_is_named() {
        for missing in FILES {
            let folder = tempfile::tempdir().unwrap();
            write_empty_checkpoint(folder.path());
            std::fs::remove_file(folder.path().join(missing)).unwrap();
            let error = Checkpoint::find(folder.path()).unwrap_err();
            assert_eq!(error.to_string(), format!("{missing} is missing"));
        }
    }

    #[test]
    fn tokenizers_are_found_whole_and_in_parts() {
        let folder = tempfile::tempdir().unwrap();
        write_empty_checkpoint(folder.path());
        let path = |file: &str| folder.path().join(file);
        std::fs::remove_file(path("tokenizer/tokenizer.json")).unwrap();
        write(folder.path(), "tokenizer/vocab.json", "{}");
        let check = |expected: Result<TokenizerFiles, &str>| {
            let found = Checkpoint::find(folder.path()).map(|checkpoint| checkpoint.tokenizer);
            assert_eq!(found.map_err(|error| error.to_string()), expected.map_err(str::to_owned));
        };
        check(Err("tokenizer/merges.txt is missing"));
        write(folder.path(), "tokenizer/merges.txt", "");
        check(Ok(TokenizerFiles::Parts {
            vocabulary: path("tokenizer/vocab.json"),
            merges: path("tokenizer/merges.txt"),
        }));
        write(folder.path(), "tokenizer.json", "{}");
        check(Ok(TokenizerFiles::Whole(path("tokenizer.json"))));
    }

    #[test]
    fn weights_are_found_in_halves_and_parts() {
        let folder = tempfile::tempdir().unwrap();
        write_empty_checkpoint(folder.path());
        let unet = "unet/diffusion_pytorch_model";
        std::fs::remove_file(folder.path().join(format!("{unet}.safetensors"))).unwrap();
        let check = |expected: Result<&[&str], &str>| {
            let found = Checkpoint::find(folder.path());
            let names = found.map(|found| found.unet.weights.iter().map(|file| found.shown(file)).collect());
            let expected: Result<Vec<String>, _> = expected
                .map(|names| names.iter().map(|&name| name.to_owned()).collect())
                .map_err(str::to_owned);
            assert_eq!(names.map_err(|error| error.to_string()), expected);
        };
        let index = format!("{unet}.safetensors.index.json");
        write(folder.path(), &index, r#"{"weight_map": {"a": "one.safetensors", "b": "two.safetensors"}}"#);
        check(Err("unet/one.safetensors is missing"));
        write(folder.path(), "unet/one.safetensors", "");
        write(folder.path(), "unet/two.safetensors", "");
        check(Ok(&["unet/one.safetensors", "unet/two.safetensors"]));
        write(folder.path(), &index, r#"{"weight_map": {"a": "../../secret"}}"#);
        check(Err(
            "unet/diffusion_pytorch_model.safetensors.index.json cannot be read: \"../../secret\" is no \
                   plain file name",
        ));
        write(folder.path(), &index, "{}");
        check(Err(
            "unet/diffusion_pytorch_model.safetensors.index.json cannot be read: its weight_map lists no \
                   files",
        ));
        write(folder.path(), &format!("{unet}.fp16.safetensors"), "");
        check(Ok(&["unet/diffusion_pytorch_model.fp16.safetensors"]));
    }

    #[test]
    fn another_pipeline_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        write_empty_checkpoint(folder.path());
        let check = |index: &str, expected: Option<&str>| {
            write(folder.path(), "model_index.json", index);
            let error = Checkpoint::find(folder.path()).err().map(|error| error.to_string());
            assert_eq!(error.as_deref(), expected, "{index}");
        };
        check(r#"{"_class_name": "StableDiffusionPipeline"}"#, None);
        check("{}", None);
        check(
            r#"{"_class_name": "FluxPipeline"}"#,
            Some("model_index.json says it is a FluxPipeline; only StableDiffusionPipeline can be used"),
        );
        check("{", Some("model_index.json cannot be read: EOF while parsing an object at line 1 column 1"));
    }
}
