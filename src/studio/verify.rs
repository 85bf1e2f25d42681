//! The verb `verify`: what a file says of the pictures in it.

use super::{Studio, StudioError};
use crate::documents::marks::{self, Mark};

impl Studio {
    /// The marks in a picture, a Word or PowerPoint document, or a PDF.
    ///
    /// # Errors
    /// [`StudioError::Document`] for a document that is refused or broken.
    pub fn verify(&self, file: &[u8]) -> Result<Vec<Mark>, StudioError> {
        Ok(marks::marks(file, &self.limits)?)
    }
}
