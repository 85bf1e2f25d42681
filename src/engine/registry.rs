//! Which engine answers to which model name; checkpoints are loaded when first painted with.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::diffusion::DiffusionEngine;
use super::enlarging::Enlarging;
use super::vector::library::{Library, LibraryError};
use super::vector::{Finder, VectorEngine};
use super::{Engine, EngineError, Precision, Upscaler};
use crate::models::{BUILT_IN, Catalogue, Model};
use crate::sense::Encoder;

/// What finds in a library, by meaning too where the folder has an encoder.
fn finder(library: Library, folder: &Path) -> Finder {
    let finder = Finder::new(Arc::new(library));
    let encoder = folder.join(Encoder::FILE);
    match std::fs::read(folder.join(Finder::NAMES)) {
        Ok(names) if encoder.exists() => finder.with_senses(&names, &encoder),
        _ => finder,
    }
}

/// The engines of this process, by model name. Clones share what is loaded.
#[derive(Clone, Debug, Default)]
pub struct Engines {
    catalogue: Arc<Catalogue>,
    built_in: VectorEngine,
    precision: Precision,
    upscaler: Upscaler,
    started: Arc<Mutex<HashMap<String, Arc<DiffusionEngine>>>>,
}

impl Engines {
    /// Engines for the models of a catalogue.
    pub fn new(catalogue: Catalogue) -> Self {
        Self { catalogue: Arc::new(catalogue), ..Self::default() }
    }

    /// The same engines, the built-in one with the art library in a folder. Where there is none it draws without; one
    /// that is damaged is named in the log and left alone.
    #[must_use]
    pub fn with_art(mut self, folder: &Path) -> Self {
        match Library::open(&folder.join(Library::FILE)) {
            Ok(library) => self.built_in = VectorEngine::finding_by(finder(library, folder)),
            Err(LibraryError::Unreadable { reason, .. }) if reason.kind() == ErrorKind::NotFound => {
                tracing::info!("there is no art library; `vignette art build` makes one");
            }
            Err(error) => tracing::warn!(%error, "the art library is left alone"),
        }
        self
    }

    /// The same, with the upscaler's weights in `file`: pictures of checkpoints are made as large as they were asked for.
    #[must_use]
    pub fn with_upscaler(self, file: &Path) -> Self {
        Self { upscaler: Upscaler::new(file).computing_in(self.precision), ..self }
    }

    /// The same, with networks that compute in `precision`.
    #[must_use]
    pub fn computing_in(self, precision: Precision) -> Self {
        Self { precision, upscaler: self.upscaler.computing_in(precision), ..self }
    }

    /// What makes pictures larger.
    pub fn upscaler(&self) -> &Upscaler {
        &self.upscaler
    }

    /// The models there are, the default one first.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The engine for a model name; the built-in one when `None`. Reads no weights.
    ///
    /// # Errors
    /// [`EngineError::UnknownModel`] lists the names there are; [`EngineError::Unusable`] when its licence forbids what
    /// is done here.
    pub fn get(&self, name: Option<&str>) -> Result<Arc<dyn Engine>, EngineError> {
        let name = name.unwrap_or(BUILT_IN);
        if name == BUILT_IN {
            return Ok(Arc::new(self.built_in.clone()));
        }
        let model = self.catalogue.find(name);
        if let Some(reason) = model.and_then(|model| model.refusal.clone()) {
            return Err(EngineError::Unusable { model: name.to_owned(), reason });
        }
        match model.and_then(|model| Some((model, model.folder.as_deref()?))) {
            Some((model, folder)) => {
                let engine = self.checkpoint(model, folder);
                Ok(Arc::new(Enlarging { engine, upscaler: self.upscaler.clone() }))
            }
            None => Err(EngineError::UnknownModel {
                name: name.to_owned(),
                known: self.catalogue.models().iter().map(|model| model.name.clone()).collect(),
            }),
        }
    }

    /// The one engine of a checkpoint: asked twice, it is loaded once.
    fn checkpoint(&self, model: &Model, folder: &Path) -> Arc<DiffusionEngine> {
        let mut started = self.started.lock().unwrap_or_else(PoisonError::into_inner);
        let engine = started.entry(model.name.clone());
        let habits = (model.steps, model.guidance);
        engine
            .or_insert_with(|| Arc::new(DiffusionEngine::new(&model.name, folder, self.precision, habits)))
            .clone()
    }
}
