//! The files of a checkpoint in the published diffusers layout, found and named.
//!
//! ```text
//! model_index.json                      which pipeline it is; optional for Stable Diffusion and XL
//! tokenizer/tokenizer.json              or tokenizer.json, or tokenizer/vocab.json with tokenizer/merges.txt
//! text_encoder/config.json              text_encoder/model.safetensors
//! unet/config.json                      unet/diffusion_pytorch_model.safetensors; transformer/ in newer families
//! vae/config.json                       vae/diffusion_pytorch_model.safetensors
//! vae_tiny/config.json                  (optional) the tiny autoencoder, for previews
//! scheduler/scheduler_config.json
//! adapters.json                         (optional) which LoRA files are merged in, and how strongly
//! ```
//! Weights may be the `.fp16` variant, or in parts listed by an index. A network without weights of its own takes them
//! from the one `.safetensors` or `.gguf` file beside `model_index.json`, by the names of the original code. Pickled
//! weights are never read.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::family::Family;

/// Largest JSON file read, in bytes: an index of shards is about 100 kB, a tokenizer 16 MB.
pub const LARGEST_JSON: u64 = 64 << 20;

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

fn find_file(folder: &Path, file: &str) -> Result<PathBuf, CheckpointError> {
    let path = folder.join(file);
    if path.is_file() { Ok(path) } else { Err(CheckpointError::Missing { file: file.to_owned() }) }
}

fn find_tokenizer(folder: &Path, part: &str) -> Result<TokenizerFiles, CheckpointError> {
    let whole = [format!("{part}/tokenizer.json"), "tokenizer.json".to_owned()];
    let usual = if part == "tokenizer" { &whole[..] } else { &whole[..1] };
    if let Some(path) = usual.iter().find_map(|file| find_file(folder, file).ok()) {
        return Ok(TokenizerFiles::Whole(path));
    }
    let (vocabulary, merges) = (format!("{part}/vocab.json"), format!("{part}/merges.txt"));
    match (find_file(folder, &vocabulary), find_file(folder, &merges)) {
        (Ok(vocabulary), Ok(merges)) => Ok(TokenizerFiles::Parts { vocabulary, merges }),
        (Ok(_), Err(error)) => Err(error),
        _ => Err(CheckpointError::Missing { file: whole[0].clone() }),
    }
}

/// Finds a network's config and weights: full precision first, then the half-precision variant, then the whole file.
fn find_network(folder: &Path, part: &str, stem: &str) -> Result<Network, CheckpointError> {
    let config = find_file(folder, &format!("{part}/config.json"))?;
    let network = |weights: Vec<PathBuf>, original: bool| Network {
        part: part.to_owned(),
        config: config.clone(),
        weights,
        original,
    };
    let full = format!("{part}/{stem}.safetensors");
    for file in [full.clone(), format!("{part}/{stem}.fp16.safetensors")] {
        if let Ok(path) = find_file(folder, &file) {
            return Ok(network(vec![path], false));
        }
    }
    let indexes = [
        format!("{part}/{stem}.safetensors.index.json"),
        format!("{part}/{stem}.safetensors.index.fp16.json"),
        format!("{part}/{stem}.fp16.safetensors.index.json"),
    ];
    if let Some(index) = indexes.iter().find(|index| folder.join(index).is_file()) {
        return Ok(network(find_shards(folder, part, index)?, false));
    }
    match whole_file(folder, part) {
        Some(path) => Ok(network(vec![path], true)),
        None => Err(without_weights(folder, part, full)),
    }
}

/// The one file with the weights of the whole model, or of the network alone when it lies in its folder.
fn whole_file(folder: &Path, part: &str) -> Option<PathBuf> {
    let only = |folder: PathBuf| {
        let found = files_of(&folder, &["safetensors", "gguf"]);
        if found.len() == 1 { found.into_iter().next() } else { None }
    };
    only(folder.join(part)).or_else(|| only(folder.to_owned()))
}

/// The files in a folder with one of these endings, by name.
fn files_of(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let fits = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        path.is_file() && endings.contains(&ending.to_ascii_lowercase().as_str())
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(fits).collect();
    found.sort();
    found
}

/// Endings of files that Python's pickle reads.
pub const PICKLES: [&str; 4] = ["bin", "ckpt", "pt", "pth"];

/// Says that weights are missing, or why those that are there are not read.
fn without_weights(folder: &Path, part: &str, file: String) -> CheckpointError {
    let pickle = [folder.join(part), folder.to_owned()]
        .iter()
        .find_map(|place| files_of(place, &PICKLES).into_iter().next());
    match pickle {
        Some(path) => {
            let file = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
            CheckpointError::Pickle { file }
        }
        None => CheckpointError::Missing { file },
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

/// The LoRA files of `adapters.json`; their paths may not leave the folder.
fn find_adapters(folder: &Path) -> Result<Vec<Adapter>, CheckpointError> {
    const FILE: &str = "adapters.json";
    if !folder.join(FILE).is_file() {
        return Ok(Vec::new());
    }
    let unreadable = |reason: String| CheckpointError::Unreadable { file: FILE.to_owned(), reason };
    let adapters: Vec<Adapter> =
        serde_json::from_value(read_json(folder, FILE)?).map_err(|error| unreadable(error.to_string()))?;
    for adapter in &adapters {
        let shown = adapter.file.display();
        if !adapter.file.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(unreadable(format!("{shown} leaves the folder")));
        }
        if !(adapter.weight.is_finite() && adapter.weight.abs() <= 100.0) {
            return Err(unreadable(format!(
                "the weight of {shown} is {}, not from -100 to 100",
                adapter.weight
            )));
        }
        find_file(folder, &shown.to_string())?;
    }
    Ok(adapters)
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
            let found = Checkpoint::find(folder.path()).map(|mut checkpoint| checkpoint.tokenizers.remove(0));
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
            let names =
                found.map(|found| found.denoiser.weights.iter().map(|file| found.shown(file)).collect());
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
            r#"{"_class_name": "WuerstchenPipeline"}"#,
            Some(
                "model_index.json says it is a WuerstchenPipeline; there are: StableDiffusionPipeline, \
                 StableDiffusionXLPipeline, StableDiffusion3Pipeline, FluxPipeline, ZImagePipeline",
            ),
        );
        check("{", Some("model_index.json cannot be read: EOF while parsing an object at line 1 column 1"));
    }

    #[test]
    fn pickles_are_refused_with_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        write_empty_checkpoint(folder.path());
        std::fs::remove_file(folder.path().join("unet/diffusion_pytorch_model.safetensors")).unwrap();
        for file in ["model.ckpt", "unet/diffusion_pytorch_model.bin"] {
            write(folder.path(), file, "");
            let error = Checkpoint::find(folder.path()).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{file} is a pickle, which can run code")), "{error}");
        }
    }

    #[test]
    fn a_whole_file_stands_for_every_network_without_its_own() {
        let folder = tempfile::tempdir().unwrap();
        write_empty_checkpoint(folder.path());
        for part in ["unet", "vae"] {
            let file = format!("{part}/diffusion_pytorch_model.safetensors");
            std::fs::remove_file(folder.path().join(file)).unwrap();
        }
        write(folder.path(), "dream.safetensors", "");
        let found = Checkpoint::find(folder.path()).unwrap();
        let networks = found.networks().map(|network| (network.part.as_str(), network.original));
        let expected = [("text_encoder", false), ("unet", true), ("vae", true)];
        assert_eq!(networks.collect::<Vec<_>>(), expected);
        write(folder.path(), "second.safetensors", "");
        let error = Checkpoint::find(folder.path()).unwrap_err().to_string();
        assert_eq!(error, "unet/diffusion_pytorch_model.safetensors is missing");
    }

    #[test]
    fn adapters_stay_inside_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        write_empty_checkpoint(folder.path());
        let check = |text: &str, expected: Result<usize, &str>| {
            write(folder.path(), "adapters.json", text);
            let found = Checkpoint::find(folder.path()).map(|found| found.adapters.len());
            match (found, expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected),
                (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{error}"),
                (found, expected) => panic!("{text}: {found:?}, expected {expected:?}"),
            }
        };
        check(r#"[{"file": "lora/film.safetensors"}]"#, Err("lora/film.safetensors is missing"));
        write(folder.path(), "lora/film.safetensors", "");
        check(r#"[{"file": "lora/film.safetensors", "weight": 0.5}]"#, Ok(1));
        check(r#"[{"file": "lora/film.safetensors", "weight": 1e9}]"#, Err("not from -100 to 100"));
        check(r#"[{"file": "../film.safetensors"}]"#, Err("leaves the folder"));
        check("[{}]", Err("missing field `file`"));
        check("[]", Ok(0));
    }
}
