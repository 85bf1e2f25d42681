//! The verb `verify`: what a file says of the pictures in it, and what lies in their pixels.

use super::{Studio, StudioError};
use crate::documents::Limits;
use crate::documents::marks::{self, Mark};
use crate::documents::watermarks::{self, Watermark};

/// What a file tells by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What it says of its pictures.
    pub marks: Vec<Mark>,
    /// The numbers that lie in their pixels.
    pub watermarks: Vec<Watermark>,
}

/// What a picture, a Word or PowerPoint document, or a PDF tells by itself.
///
/// # Errors
/// [`StudioError::Document`] for a document that is refused or broken.
pub fn verify(file: &[u8], limits: &Limits) -> Result<Told, StudioError> {
    Ok(Told { marks: marks::marks(file, limits)?, watermarks: watermarks::watermarks(file, limits)? })
}

impl Studio {
    /// What a file tells by itself, within this studio's limits.
    ///
    /// # Errors
    /// As for [`verify`].
    pub fn verify(&self, file: &[u8]) -> Result<Told, StudioError> {
        verify(file, &self.limits)
    }
}
