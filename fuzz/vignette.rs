//! The product's pure rooms for reading documents, built without the rest of it.

#[path = "../src/documents/mod.rs"]
pub mod documents;
#[path = "../src/scene/mod.rs"]
pub mod scene;
