//! The product's verbs, one file each: [`design`], [`fill`]. Every dialect of the API, the command line and the
//! pane call these and nothing else; there is no second path.
//!
//! A verb blocks its thread until the work is done; `jobs` and the command line give it one.

use std::sync::Arc;

use crate::art::ArtError;
use crate::brief::BriefError;
use crate::documents::{DocumentError, Limits};
use crate::engine::EngineError;
use crate::safety::{Record, Refusal};
use crate::scene::Fonts;

pub mod design;
pub mod fill;
mod progress;

pub use design::{Design, DesignRequest, DesignSet};
pub use fill::FillRequest;

/// What the verbs work with. Cheap to share.
pub struct Studio {
    /// The fonts text is set in.
    pub fonts: Arc<Fonts>,
    /// The models pictures are made by.
    pub engines: crate::engine::Engines,
    /// How much of a document is read.
    pub limits: Limits,
}

/// A finished document or picture with the records of the pictures in it.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub media_type: &'static str,
    /// Its name's ending, as in `docx`.
    pub extension: &'static str,
    /// One record for each picture in it.
    pub records: Vec<Record>,
}

/// Why a verb failed. Each room's own error, unchanged.
#[derive(Debug, thiserror::Error)]
pub enum StudioError {
    /// The words could not be read.
    #[error(transparent)]
    Brief(#[from] BriefError),
    /// The policy refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The design failed.
    #[error(transparent)]
    Art(#[from] ArtError),
    /// The engine failed or was cancelled.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The document failed.
    #[error(transparent)]
    Document(#[from] DocumentError),
}
