//! Adding a model: its files are gathered in a folder beside the others, checked, described, and put in place at once.
//!
//! A model comes from a folder in the diffusers layout, from one file of the original code, or from a hub. Nothing of the
//! models folder changes until everything is there: the gathered folder's name starts with a point, which no model's
//! does, and one rename makes it a model.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::checkpoint::{Adapter, Checkpoint, PICKLES};
use super::choose::{self, Offer};
use super::hub::{self, Hub};
use super::{card, single};

/// What lies beside a model's files: the length and SHA-256 of each.
pub const MANIFEST: &str = "files.json";

/// What is to be added.
#[derive(Clone, Debug, Default)]
pub struct Addition {
    /// The models folder.
    pub models: PathBuf,
    /// A folder, a file, or `hf:owner/name`.
    pub source: String,
    /// Its name here; that of the source when `None`.
    pub name: Option<String>,
    /// LoRA files to merge, and how strongly.
    pub adapters: Vec<(PathBuf, f64)>,
    /// The folder of a tokenizer, for a file that has none.
    pub tokenizer: Option<PathBuf>,
    /// What the network's answer means, for a file that does not say.
    pub velocity: bool,
    /// Whether a licence against commercial use is accepted.
    pub accept_non_commercial: bool,
}

/// A model that was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its name.
    pub name: String,
    /// How many files it has.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// The length and hash of a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Sealed {
    /// Its length in bytes.
    pub length: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

/// Why a model is not added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct AddError {
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do.
    pub hint: String,
}

fn refuse(message: impl Into<String>, hint: impl Into<String>) -> AddError {
    AddError { message: message.into(), hint: hint.into() }
}

/// Adds a model; `progress` is told of each file and how many bytes of it are there.
///
/// # Errors
/// [`AddError`]; the models folder is as it was, but for what a hub sent, which the next try goes on with.
pub fn add(addition: &Addition, hub: &Hub, progress: &mut dyn FnMut(&str, u64)) -> Result<Added, AddError> {
    if let Some(repository) = addition.source.strip_prefix(HUB) {
        check_repository(repository)?;
    }
    let name = name_of(addition)?;
    let place = addition.models.join(&name);
    if place.exists() {
        return Err(refuse(
            format!("there is a model {name} already"),
            "choose another name with --name, or take its folder away first",
        ));
    }
    let gathered = addition.models.join(format!(".{name}.adding"));
    let from_hub = addition.source.starts_with(HUB);
    if !from_hub {
        let _ = std::fs::remove_dir_all(&gathered);
    }
    let result =
        gather(addition, hub, &gathered, progress).and_then(|()| finish(addition, &gathered, &place, name));
    if result.is_err() {
        // What a hub sent stays for the next try; a folder that is still empty does not.
        let _ = if from_hub { std::fs::remove_dir(&gathered) } else { std::fs::remove_dir_all(&gathered) };
    }
    result
}

fn check_repository(name: &str) -> Result<(), AddError> {
    if name.split('/').count() == 2 && name.split('/').all(is_name) {
        return Ok(());
    }
    Err(refuse(format!("{name:?} is no owner/name"), "write it as in hf:owner/name"))
}

/// How a hub's models are named.
const HUB: &str = "hf:";

fn gather(
    addition: &Addition,
    hub: &Hub,
    gathered: &Path,
    progress: &mut dyn FnMut(&str, u64),
) -> Result<(), AddError> {
    std::fs::create_dir_all(gathered).map_err(|error| failed(gathered, &error))?;
    if let Some(name) = addition.source.strip_prefix(HUB) {
        return gather_from_hub(name, hub, gathered, progress);
    }
    let source = Path::new(&addition.source);
    if source.is_dir() {
        return gather_folder(source, gathered, progress);
    }
    if !source.is_file() {
        return Err(refuse(
            format!("{} is no file and no folder", source.display()),
            "give a folder, a .safetensors file, or hf:owner/name",
        ));
    }
    check_file(source)?;
    copy(source, &gathered.join(file_name(source)), progress)
}

/// Refuses a file that is not read here, before it is copied.
fn check_file(source: &Path) -> Result<(), AddError> {
    let ending =
        source.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let shown = source.display();
    if PICKLES.contains(&ending.as_str()) {
        return Err(refuse(
            format!("{shown} is a pickle, which can run code when it is read"),
            "use the model's .safetensors file; most are published as one too",
        ));
    }
    match ending.as_str() {
        "safetensors" => super::header::read(source)
            .map(drop)
            .map_err(|reason| refuse(format!("{shown}: {reason}"), "fetch or copy the file again")),
        "gguf" => Ok(()),
        _ => {
            Err(refuse(format!("{shown} is no model file"), "give a .safetensors or .gguf file, or a folder"))
        }
    }
}

fn gather_folder(
    source: &Path,
    gathered: &Path,
    progress: &mut dyn FnMut(&str, u64),
) -> Result<(), AddError> {
    let mut offers = Vec::new();
    list(source, "", 2, &mut offers).map_err(|error| failed(source, &error))?;
    let chosen = choose::choose(&offers)
        .map_err(|reason| refuse(format!("{}: {reason}", source.display()), "give the folder of a model"))?;
    chosen.iter().try_for_each(|offer| copy(&source.join(&offer.path), &gathered.join(&offer.path), progress))
}

fn list(folder: &Path, prefix: &str, depth: usize, offers: &mut Vec<Offer>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let about = std::fs::metadata(entry.path())?;
        if about.is_dir() && depth > 1 {
            list(&entry.path(), &format!("{path}/"), depth - 1, offers)?;
        } else if about.is_file() {
            offers.push(Offer { path, length: Some(about.len()), sha256: None });
        }
    }
    offers.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(())
}

fn copy(from: &Path, to: &Path, progress: &mut dyn FnMut(&str, u64)) -> Result<(), AddError> {
    let made = || {
        std::fs::create_dir_all(to.parent().unwrap_or(to))?;
        std::fs::copy(from, to)
    };
    let length = made().map_err(|error| failed(from, &error))?;
    progress(&file_name(from), length);
    Ok(())
}

fn gather_from_hub(
    name: &str,
    hub: &Hub,
    gathered: &Path,
    progress: &mut dyn FnMut(&str, u64),
) -> Result<(), AddError> {
    const AGAIN: &str = "run the same command again: what is here already is not fetched twice";
    let repository =
        hub.list(name).map_err(|reason| refuse(reason, "check the name, the network and HF_ENDPOINT"))?;
    let chosen = choose::choose(&repository.offers)
        .map_err(|reason| refuse(format!("hf:{name}: {reason}"), "look for the model under another owner"))?;
    for offer in &chosen {
        let place = gathered.join(&offer.path);
        if place.is_file() {
            continue;
        }
        std::fs::create_dir_all(place.parent().unwrap_or(&place)).map_err(|error| failed(&place, &error))?;
        let mut report = |done: u64| progress(&offer.path, done);
        hub.fetch(&repository, offer, &place, &mut report).map_err(|reason| refuse(reason, AGAIN))?;
    }
    Ok(())
}

/// Completes, describes, seals and places what was gathered.
fn finish(addition: &Addition, gathered: &Path, place: &Path, name: String) -> Result<Added, AddError> {
    single::complete(gathered, addition)?;
    add_adapters(addition, gathered)?;
    Checkpoint::find(gathered)
        .map_err(|error| refuse(error.to_string(), "see models/README.md for the files"))?;
    card::write(gathered, &name, addition).map_err(|reason| refuse(reason, "mend the model's card"))?;
    let sealed = seal(gathered).map_err(|error| failed(gathered, &error))?;
    std::fs::rename(gathered, place).map_err(|error| failed(place, &error))?;
    Ok(Added { name, files: sealed.len(), bytes: sealed.values().map(|sealed| sealed.length).sum() })
}

fn add_adapters(addition: &Addition, gathered: &Path) -> Result<(), AddError> {
    if addition.adapters.is_empty() {
        return Ok(());
    }
    let mut adapters = Vec::new();
    for (path, weight) in &addition.adapters {
        check_file(path)?;
        let file = Path::new("lora").join(file_name(path));
        copy(path, &gathered.join(&file), &mut |_, _| {})?;
        adapters.push(Adapter { file, weight: *weight });
    }
    write_json(&gathered.join("adapters.json"), &json!(adapters)).map_err(|error| failed(gathered, &error))
}

/// Writes the length and hash of every file beside them.
fn seal(folder: &Path) -> std::io::Result<BTreeMap<String, Sealed>> {
    let mut offers = Vec::new();
    list(folder, "", 2, &mut offers)?;
    let mut sealed = BTreeMap::new();
    for offer in offers.into_iter().filter(|offer| offer.path != MANIFEST) {
        let (length, sha256) = hub::hash(&mut File::open(folder.join(&offer.path))?)?;
        sealed.insert(offer.path, Sealed { length, sha256 });
    }
    write_json(&folder.join(MANIFEST), &json!(sealed))?;
    Ok(sealed)
}

/// SHA-256 over what is known of every file's hash, as hex; `None` when the model was not added by the command.
pub fn fingerprint(folder: &Path) -> Option<String> {
    let mut file = File::open(folder.join(MANIFEST)).ok()?;
    hub::hash(&mut file).ok().map(|(_, sha256)| sha256)
}

/// Files that are not as they were when the model was added, each with what is wrong; `None` when it was not added by
/// the command, so that nothing is known of them.
pub fn changed(folder: &Path) -> Option<Vec<String>> {
    let text = std::fs::read(folder.join(MANIFEST)).ok()?;
    let sealed: BTreeMap<String, Sealed> = serde_json::from_slice(&text).ok()?;
    let wrong = |(path, sealed): (&String, &Sealed)| match File::open(folder.join(path)) {
        Err(_) => Some(format!("{path} is missing")),
        Ok(mut file) => match hub::hash(&mut file) {
            Ok((length, sha256)) if length == sealed.length && sha256 == sealed.sha256 => None,
            Ok(_) => Some(format!("{path} is not the file that was added")),
            Err(error) => Some(format!("{path} cannot be read: {error}")),
        },
    };
    Some(sealed.iter().filter_map(wrong).collect())
}

pub(super) fn write_json(path: &Path, value: &serde_json::Value) -> std::io::Result<()> {
    std::fs::create_dir_all(path.parent().unwrap_or(path))?;
    std::fs::write(path, serde_json::to_vec_pretty(value)?)
}

pub(super) fn failed(path: &Path, error: &std::io::Error) -> AddError {
    refuse(format!("{}: {error}", path.display()), "check the disk's free space and the folder's rights")
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The model's name: letters, digits, `-`, `_` and `.`, not starting with a point.
fn name_of(addition: &Addition) -> Result<String, AddError> {
    let from_source = || {
        let last = addition.source.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let stem =
            [".safetensors", ".gguf"].iter().find_map(|ending| last.strip_suffix(ending)).unwrap_or(last);
        stem.to_ascii_lowercase().replace(' ', "-")
    };
    let name = addition.name.clone().unwrap_or_else(from_source);
    if is_name(&name) && name != super::BUILT_IN {
        return Ok(name);
    }
    Err(refuse(
        format!("{name:?} is no name for a model"),
        "choose one of letters, digits, - and _ with --name",
    ))
}

fn is_name(name: &str) -> bool {
    let fits = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    (1..=96).contains(&name.len()) && !name.starts_with('.') && name.chars().all(fits)
}
