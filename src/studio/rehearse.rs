//! The verb `rehearse`: a small picture nobody asked for, so that a model is loaded and known to work before anybody waits.

use super::{Studio, StudioError};
use crate::engine::{EngineError, PaintRequest, Unwatched};
use crate::scene::PixelSize;

/// The side of the picture in pixels: what the smallest checkpoints still make.
const SIDE: u32 = 64;

impl Studio {
    /// Loads a model and makes a small picture by it, in one step.
    ///
    /// # Errors
    /// [`StudioError::Engine`] when it cannot be loaded or makes none.
    pub fn rehearse(&self, model: &str) -> Result<(), StudioError> {
        let request = PaintRequest {
            prompt: "a leaf".to_owned(),
            size: PixelSize::new(SIDE, SIDE),
            steps: Some(1),
            ..PaintRequest::default()
        };
        match self.engines.get(Some(model))?.paint(&request, &Unwatched) {
            // A model that does not know the word or wants another size is loaded all the same.
            Ok(_) | Err(EngineError::Words { .. } | EngineError::Size { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
