//! What a checkpoint says about itself: its `config.json` files, read and checked before any weight is.
//!
//! Each file is read into a struct that holds only what the engine uses; `check` refuses what it cannot do and
//! numbers no network has, so that nothing behind this door can divide by zero or ask for absurd memory.

mod t5;
mod text;
mod transformer;
mod unet;
mod vae;

use std::path::Path;

use serde::de::DeserializeOwned;

use super::error::DiffusionError;
use crate::models::Checkpoint;
use crate::models::checkpoint::LARGEST_JSON;

pub(super) use t5::T5Config;
pub(super) use text::{Activation, TextConfig};
pub(super) use transformer::{FluxConfig, Sd3Config};
pub(super) use unet::{SIZES_TOLD, UnetConfig};
pub(super) use vae::VaeConfig;

/// Most channels, blocks and layers of a network: four times those of the largest one published.
const MOST_CHANNELS: usize = 8192;
const MOST_BLOCKS: usize = 8;
const MOST_LAYERS: usize = 64;

/// A config that can be checked.
pub(super) trait Config: DeserializeOwned {
    /// A reason when the engine cannot use it.
    fn check(&self) -> Result<(), String>;
}

/// Reads and checks one config file of a checkpoint.
///
/// # Errors
/// [`DiffusionError::Unreadable`] and [`DiffusionError::Unsupported`] name the file.
pub(super) fn read<T: Config>(checkpoint: &Checkpoint, path: &Path) -> Result<T, DiffusionError> {
    let file = checkpoint.shown(path);
    let bytes =
        read_bytes(path).map_err(|reason| DiffusionError::Unreadable { file: file.clone(), reason })?;
    let config: T = serde_json::from_slice(&bytes)
        .map_err(|error| DiffusionError::Unreadable { file: file.clone(), reason: error.to_string() })?;
    config.check().map_err(|reason| DiffusionError::Unsupported { file, reason })?;
    Ok(config)
}

/// A file of bounded size.
///
/// # Errors
/// The reason it cannot be read.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let length = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    if length > LARGEST_JSON {
        return Err(format!("it has {length} bytes"));
    }
    std::fs::read(path).map_err(|error| error.to_string())
}

/// Refuses a number outside `1..=most`.
fn within(name: &str, value: usize, most: usize) -> Result<(), String> {
    if (1..=most).contains(&value) { Ok(()) } else { Err(format!("{name} is {value}, not from 1 to {most}")) }
}

/// Refuses a part that does not divide the whole.
fn divides(part_name: &str, part: usize, whole_name: &str, whole: usize) -> Result<(), String> {
    if part > 0 && whole.is_multiple_of(part) {
        Ok(())
    } else {
        Err(format!("{part_name} {part} does not divide {whole_name} {whole}"))
    }
}

/// Refuses a value other than the one supported.
fn only<T: PartialEq + std::fmt::Debug>(name: &str, value: &T, supported: &T) -> Result<(), String> {
    if value == supported {
        Ok(())
    } else {
        Err(format!("{name} is {value:?}; only {supported:?} is supported"))
    }
}

/// Checks the channels of a network's blocks against its norm groups.
fn check_channels(channels: &[usize], groups: usize) -> Result<(), String> {
    within("the number of blocks", channels.len(), MOST_BLOCKS)?;
    within("norm_num_groups", groups, MOST_CHANNELS)?;
    channels.iter().try_for_each(|&channels| {
        within("block_out_channels", channels, MOST_CHANNELS)?;
        divides("norm_num_groups", groups, "block_out_channels", channels)
    })
}

#[cfg(test)]
pub(in crate::engine::diffusion) mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// Checks a config with one key changed: `None` when it is still accepted, else a part of the reason.
    pub(in crate::engine::diffusion) fn check_change<T: Config>(
        valid: &Value,
        key: &str,
        value: Value,
        expected: Option<&str>,
    ) {
        let mut changed = valid.clone();
        changed[key] = value;
        let reason = match serde_json::from_value::<T>(changed) {
            Ok(config) => config.check().err(),
            Err(error) => Some(error.to_string()),
        };
        match (reason, expected) {
            (None, None) => {}
            (Some(reason), Some(expected)) if reason.contains(expected) => {}
            (reason, expected) => panic!("{key}: {reason:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn errors_name_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("unet/config.json");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let checkpoint = Checkpoint::empty(folder.path());
        let check = |text: &str, expected: &str| {
            std::fs::write(&path, text).unwrap();
            let error = read::<VaeConfig>(&checkpoint, &path).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        };
        check("{\"a\": ", "unet/config.json cannot be read: EOF while parsing");
        check("{}", "unet/config.json cannot be read: missing field");
        let huge = json!({"block_out_channels": [1_u64 << 40], "layers_per_block": 1, "norm_num_groups": 32});
        check(&huge.to_string(), "unet/config.json cannot be used: block_out_channels is 1099511627776");
    }
}
