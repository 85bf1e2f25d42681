//! The single files of a checkpoint: configs, tokenizers, weights whole or in parts, adapters. None may lie outside its folder.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use super::{Adapter, CheckpointError, LARGEST_JSON, Network, PICKLES, TokenizerFiles};

pub(super) fn find_file(folder: &Path, file: &str) -> Result<PathBuf, CheckpointError> {
    let path = folder.join(file);
    if path.is_file() { Ok(path) } else { Err(CheckpointError::Missing { file: file.to_owned() }) }
}

pub(super) fn find_tokenizer(folder: &Path, part: &str) -> Result<TokenizerFiles, CheckpointError> {
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
pub(super) fn find_network(folder: &Path, part: &str, stem: &str) -> Result<Network, CheckpointError> {
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
pub(super) fn find_adapters(folder: &Path) -> Result<Vec<Adapter>, CheckpointError> {
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

pub(super) fn read_json(folder: &Path, file: &str) -> Result<Value, CheckpointError> {
    let unreadable = |reason: String| CheckpointError::Unreadable { file: file.to_owned(), reason };
    let path = folder.join(file);
    let length = std::fs::metadata(&path).map_err(|error| unreadable(error.to_string()))?.len();
    if length > LARGEST_JSON {
        return Err(unreadable(format!("it has {length} bytes")));
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))
}
