//! Which engine answers to which model name; checkpoints are loaded when first asked for.

use std::sync::Arc;

use super::vector::VectorEngine;
use super::{Engine, EngineError};
use crate::models::Catalogue;

/// The engines of this process, by model name.
#[derive(Clone, Debug, Default)]
pub struct Engines {
    catalogue: Catalogue,
}

impl Engines {
    /// Engines for the models of a catalogue.
    pub fn new(catalogue: Catalogue) -> Self {
        Self { catalogue }
    }

    /// The models there are, the default one first.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The engine for a model name; the built-in one when `None`.
    ///
    /// # Errors
    /// [`EngineError::UnknownModel`] lists the names there are.
    pub fn get(&self, name: Option<&str>) -> Result<Arc<dyn Engine>, EngineError> {
        match name {
            None | Some(super::vector::MODEL) => Ok(Arc::new(VectorEngine)),
            Some(name) => Err(EngineError::UnknownModel {
                name: name.to_owned(),
                known: self.catalogue.models().iter().map(|model| model.name.clone()).collect(),
            }),
        }
    }
}
