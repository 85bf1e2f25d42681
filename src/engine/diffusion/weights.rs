//! Weights from safetensors files, on the device and in the type that the networks compute in.

use candle_core::Device;
use candle_nn::VarBuilder;

use super::Precision;
use super::error::{DiffusionError, sentence};
use crate::models::Checkpoint;
use crate::models::checkpoint::Network;

/// Builds a network from its files: `build` takes the tensors it needs by name and shape.
///
/// # Errors
/// [`DiffusionError::Unreadable`] when a file is no safetensors file or is cut off, [`DiffusionError::Weights`] when
/// a tensor is missing or has another shape; both name the file, the second the tensor.
pub(super) fn load<T>(
    checkpoint: &Checkpoint,
    network: &Network,
    (device, precision): (&Device, Precision),
    build: impl FnOnce(VarBuilder) -> candle_core::Result<T>,
) -> Result<T, DiffusionError> {
    for path in &network.weights {
        let unreadable =
            |error| DiffusionError::Unreadable { file: checkpoint.shown(path), reason: sentence(&error) };
        open(std::slice::from_ref(path), device, precision).map_err(unreadable)?;
    }
    let shown =
        |error| DiffusionError::Weights { file: names(checkpoint, network), reason: sentence(&error) };
    let tensors = open(&network.weights, device, precision).map_err(shown)?;
    build(tensors).map_err(shown)
}

/// Maps the files and reads their headers; each tensor is copied out, and converted, when taken.
///
/// A checkpoint is 2 to 4 GB: mapped, loading needs no second copy of it in memory.
fn open(
    paths: &[std::path::PathBuf],
    device: &Device,
    precision: Precision,
) -> candle_core::Result<VarBuilder<'static>> {
    // SAFETY: the map is only read, its length and offsets are checked by safetensors, and every tensor is copied out
    // before `load` returns. What remains is the caller's duty that `models/README.md` states: a checkpoint's files
    // are not shortened while they are loaded.
    #[allow(unsafe_code)]
    unsafe {
        VarBuilder::from_mmaped_safetensors(paths, precision.kind(), device)
    }
}

fn names(checkpoint: &Checkpoint, network: &Network) -> String {
    network.weights.iter().map(|path| checkpoint.shown(path)).collect::<Vec<_>>().join(", ")
}
