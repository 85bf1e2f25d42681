//! The product's verbs, one file each: [`design`], [`picture`], [`refine`](mod@refine), [`edit`](mod@edit), [`fill`], [`batch`], [`illustrate`], [`write`](mod@write). Every dialect
//! of the API, the command line and the pane call these and nothing else; there is no second path.
//!
//! A verb blocks its thread until the work is done; `jobs` and the command line give it one.

use std::sync::Arc;

use crate::documents::Limits;
pub use crate::safety::Record;
use crate::scene::Fonts;

pub mod batch;
mod cache;
pub mod design;
pub mod edit;
mod error;
mod files;
pub mod fill;
pub mod illustrate;
pub mod inspect;
mod names;
pub mod picture;
mod progress;
pub mod refine;
mod rehearse;
mod rights;
pub mod rows;
mod shown;
mod sources;
pub mod verify;
pub mod write;

pub use crate::art::{ArtError, Brand, LayoutError, Layouts};
pub use crate::engine::Sampling;
pub use batch::{BatchRequest, FailedRow, Filled, Shelf, Tally};
pub use design::{Design, DesignRequest, DesignSet};
pub use edit::{Edges, EditRequest, TIMES};
pub use error::StudioError;
pub use files::Files;
pub use fill::FillRequest;
pub use illustrate::{IllustrateRequest, Illustrated, Plan};
pub use inspect::{Inspection, inspect};
pub use names::file_name;
pub use picture::{Ground, Output, OutputKind};
pub use refine::{History, Refined, Step};
pub use rights::Rights;
pub use rows::{Rows, RowsError, RowsSource};
pub use write::{WriteRequest, Written};

/// What the verbs work with. Cheap to share.
pub struct Studio {
    /// The fonts text is set in.
    pub fonts: Arc<Fonts>,
    /// The layouts pages are made with; ours, read when they are first wanted, when `None`.
    pub layouts: Option<Arc<Layouts>>,
    /// The brand designs are made in, where there is one.
    pub brand: Option<Arc<Brand>>,
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
    /// What is worth knowing about it, in sentences.
    pub remarks: Vec<String>,
}
