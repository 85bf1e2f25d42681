//! The XML of Office parts, read as a tree that writes back what it read.
//!
//! [`tree`] holds elements, attributes and text with the very bytes they had; [`names`] says which namespace a prefix
//! means. Templates, illustrations and checks of documents work on these trees; what is written from nothing uses
//! [`super::drawing`]'s elements.

use super::DocumentError;

pub(super) mod names;
pub(super) mod tree;

/// A part read as a tree and written back: the very text it was. What tests hold against whole folders of documents.
///
/// # Errors
/// [`DocumentError::Broken`] when it is not well-formed; [`DocumentError::Refused`] for what means harm.
pub fn rewritten(part: &str, text: &str) -> Result<String, DocumentError> {
    let nodes = tree::parse(part, text)?;
    let mut again = String::with_capacity(text.len());
    tree::write(&nodes, &mut again);
    Ok(again)
}
