//! Weights from files, as numbers on the device.
//!
//! Networks ask for tensors by diffusers' names. [`names`] says where each lies in a file of the original code,
//! [`file`] reads safetensors and GGUF files, [`adapters`] adds what LoRA files change; [`load`] puts them together and
//! refuses tensors of other shapes and numbers that are none.

mod adapters;
mod file;
mod names;

use std::sync::Arc;

use candle_core::{DType, Device, Error, Result, Shape, Tensor};
use candle_nn::var_builder::{SimpleBackend, VarBuilderArgs};
use candle_nn::{Init, VarBuilder};

use super::Precision;
use super::error::{DiffusionError, sentence};
use crate::models::Checkpoint;
use crate::models::checkpoint::Network;
pub(super) use adapters::Adapters;
use file::Files;
use names::{Names, Place};

/// Builds a network from its files: `build` takes the tensors it needs by name and shape, in the type that networks compute in.
///
/// # Errors
/// [`DiffusionError::Unreadable`] when a file is no weights file or is cut off, [`DiffusionError::Weights`] when
/// a tensor is missing, has another shape or holds numbers that are none; both name the file, the second the tensor.
pub(super) fn load<T>(
    checkpoint: &Checkpoint,
    network: &Network,
    (device, precision): (&Device, Precision),
    adapters: &Arc<Adapters>,
    build: impl FnOnce(VarBuilder) -> Result<T>,
) -> std::result::Result<T, DiffusionError> {
    for path in &network.weights {
        let unreadable =
            |error| DiffusionError::Unreadable { file: checkpoint.shown(path), reason: sentence(&error) };
        Files::open(std::slice::from_ref(path)).map_err(unreadable)?;
    }
    let shown =
        |error| DiffusionError::Weights { file: shown_names(checkpoint, network), reason: sentence(&error) };
    let files = Files::open(&network.weights).map_err(shown)?;
    let names = Names::of(checkpoint, network);
    let tensors = Tensors { files, names, adapters: adapters.clone(), part: network.part.clone() };
    build(VarBuilderArgs::from_backend(Box::new(tensors), precision.kind(), device.clone())).map_err(shown)
}

fn shown_names(checkpoint: &Checkpoint, network: &Network) -> String {
    network.weights.iter().map(|path| checkpoint.shown(path)).collect::<Vec<_>>().join(", ")
}

/// A network's tensors by diffusers' names.
struct Tensors {
    files: Files,
    names: Names,
    adapters: Arc<Adapters>,
    part: String,
}

impl Tensors {
    /// Where a tensor lies, if it does.
    fn find(&self, name: &str) -> Option<Place> {
        self.names.places(name).into_iter().find(|place| self.files.has(&place.name))
    }

    /// The tensor as f32 or as it is stored, cut to what was asked for.
    fn read(&self, name: &str, device: &Device) -> Result<Tensor> {
        let missing = || Error::Msg(format!("the tensor {name} is missing"));
        let place = self.find(name).ok_or_else(missing)?;
        let tensor = self.files.read(&place.name, device)?;
        place.cut.apply(tensor)
    }
}

impl SimpleBackend for Tensors {
    fn get(&self, shape: Shape, name: &str, _: Init, kind: DType, device: &Device) -> Result<Tensor> {
        let tensor = self.read(name, device)?;
        let fits = tensor.shape() == &shape || without_ones(tensor.dims()) == without_ones(shape.dims());
        if !fits {
            return Err(Error::Msg(format!(
                "the tensor {name} is {:?}, and its config wants {:?}",
                tensor.dims(),
                shape.dims()
            )));
        }
        let tensor = self.adapters.merge(&self.part, name, &self.names, tensor.reshape(shape)?)?;
        let tensor = tensor.to_dtype(kind)?;
        check_numbers(name, &tensor)?;
        Ok(tensor)
    }

    fn get_unchecked(&self, name: &str, kind: DType, device: &Device) -> Result<Tensor> {
        self.read(name, device)?.to_dtype(kind)
    }

    fn contains_tensor(&self, name: &str) -> bool {
        self.find(name).is_some()
    }
}

/// A shape without its sides of 1 at the end: a 1x1 convolution is stored as a matrix, or the other way round.
fn without_ones(shape: &[usize]) -> &[usize] {
    let mut shape = shape;
    while shape.len() > 1 && shape.last() == Some(&1) {
        shape = &shape[..shape.len() - 1];
    }
    shape
}

/// Refuses NaN and infinity, which would turn every picture black: any of them spoils the sum.
fn check_numbers(name: &str, tensor: &Tensor) -> Result<()> {
    // Halves, so that the sum of the largest numbers of bf16 is still finite.
    let sum = (tensor.to_dtype(DType::F32)?.flatten_all()? * 1e-20)?.sum_all()?.to_scalar::<f32>()?;
    if sum.is_finite() {
        return Ok(());
    }
    Err(Error::Msg(format!("the tensor {name} holds values that are no numbers")))
}
