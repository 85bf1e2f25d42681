//! Which engine answers to which model name; checkpoints are loaded when first painted with.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::diffusion::DiffusionEngine;
use super::vector::VectorEngine;
use super::{Engine, EngineError};
use crate::models::{BUILT_IN, Catalogue};

/// The engines of this process, by model name. Clones share what is loaded.
#[derive(Clone, Debug, Default)]
pub struct Engines {
    catalogue: Arc<Catalogue>,
    started: Arc<Mutex<HashMap<String, Arc<DiffusionEngine>>>>,
}

impl Engines {
    /// Engines for the models of a catalogue.
    pub fn new(catalogue: Catalogue) -> Self {
        Self { catalogue: Arc::new(catalogue), started: Arc::default() }
    }

    /// The models there are, the default one first.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The engine for a model name; the built-in one when `None`. Reads no weights.
    ///
    /// # Errors
    /// [`EngineError::UnknownModel`] lists the names there are.
    pub fn get(&self, name: Option<&str>) -> Result<Arc<dyn Engine>, EngineError> {
        let name = name.unwrap_or(BUILT_IN);
        if name == BUILT_IN {
            return Ok(Arc::new(VectorEngine));
        }
        match self.catalogue.find(name).and_then(|model| model.folder.as_deref()) {
            Some(folder) => Ok(self.checkpoint(name, folder)),
            None => Err(EngineError::UnknownModel {
                name: name.to_owned(),
                known: self.catalogue.models().iter().map(|model| model.name.clone()).collect(),
            }),
        }
    }

    /// The one engine of a checkpoint: asked twice, it is loaded once.
    fn checkpoint(&self, name: &str, folder: &Path) -> Arc<DiffusionEngine> {
        let mut started = self.started.lock().unwrap_or_else(PoisonError::into_inner);
        let engine = started.entry(name.to_owned());
        engine.or_insert_with(|| Arc::new(DiffusionEngine::new(name, folder))).clone()
    }
}
