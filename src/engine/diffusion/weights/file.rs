//! Safetensors and GGUF files: mapped or opened, and read tensor by tensor.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use candle_core::quantized::gguf_file;
use candle_core::safetensors::{Load, MmapedSafetensors};
use candle_core::{Device, Error, Result, Tensor};

/// The weights files of one network.
pub(super) enum Files {
    /// Mapped safetensors: a checkpoint is 2 to 24 GB, so loading needs no second copy of it in memory.
    Safetensors(MmapedSafetensors, HashMap<String, Vec<usize>>),
    /// A GGUF file, whose quantised tensors are widened when read.
    Gguf(Box<Mutex<(File, gguf_file::Content)>>),
}

/// A tensor of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holding {
    /// Its name in the file.
    pub name: String,
    /// Its shape.
    pub shape: Vec<usize>,
    /// How its numbers are stored, as in `F16`.
    pub stored: String,
}

impl Files {
    /// Opens a network's files and reads their headers.
    ///
    /// # Errors
    /// candle's, when a file is of another format or is cut off.
    pub fn open(paths: &[PathBuf]) -> Result<Self> {
        match paths {
            [path] if is_gguf(path) => {
                let mut file = File::open(path)?;
                let content = gguf_file::Content::read(&mut file)?;
                Ok(Self::Gguf(Box::new(Mutex::new((file, content)))))
            }
            _ => {
                let files = map(paths)?;
                let shapes = files.tensors().into_iter().map(|(name, view)| (name, view.shape().to_vec()));
                let shapes = shapes.collect();
                Ok(Self::Safetensors(files, shapes))
            }
        }
    }

    /// Whether there is a tensor of that name.
    pub fn has(&self, name: &str) -> bool {
        match self {
            Self::Safetensors(_, shapes) => shapes.contains_key(name),
            Self::Gguf(file) => {
                file.lock().unwrap_or_else(PoisonError::into_inner).1.tensor_infos.contains_key(name)
            }
        }
    }

    /// A tensor, as it is stored; quantised ones as f32.
    ///
    /// # Errors
    /// candle's.
    pub fn read(&self, name: &str, device: &Device) -> Result<Tensor> {
        match self {
            Self::Safetensors(files, _) => files.get(name)?.load(device),
            Self::Gguf(file) => {
                let mut guard = file.lock().unwrap_or_else(PoisonError::into_inner);
                let (file, content) = &mut *guard;
                content.tensor(file, name, device)?.dequantize(device)
            }
        }
    }

    /// Every tensor, by name.
    pub fn holding(&self) -> Vec<Holding> {
        let named: BTreeMap<String, (Vec<usize>, String)> = match self {
            Self::Safetensors(files, _) => files
                .tensors()
                .into_iter()
                .map(|(name, view)| (name, (view.shape().to_vec(), format!("{:?}", view.dtype()))))
                .collect(),
            Self::Gguf(file) => {
                let guard = file.lock().unwrap_or_else(PoisonError::into_inner);
                let infos = guard.1.tensor_infos.iter();
                infos
                    .map(|(name, info)| {
                        (name.clone(), (info.shape.dims().to_vec(), format!("{:?}", info.ggml_dtype)))
                    })
                    .collect()
            }
        };
        named.into_iter().map(|(name, (shape, stored))| Holding { name, shape, stored }).collect()
    }
}

fn is_gguf(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gguf"))
}

fn map(paths: &[PathBuf]) -> Result<MmapedSafetensors> {
    // The map itself accepts an empty file.
    if let Some(empty) = paths.iter().find(|path| std::fs::metadata(path).is_ok_and(|about| about.len() == 0))
    {
        return Err(Error::Msg(format!("{} is empty", empty.display())));
    }
    // SAFETY: the map is only read, its length and offsets are checked by safetensors, and every tensor is copied out
    // before loading ends. What remains is the caller's duty that `models/README.md` states: a checkpoint's files
    // are not shortened while they are loaded.
    #[allow(unsafe_code)]
    unsafe {
        MmapedSafetensors::multi(paths)
    }
}
