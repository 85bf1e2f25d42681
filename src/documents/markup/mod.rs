//! The XML of Office parts, read as a tree that writes back what it read.
//!
//! [`tree`] holds elements, attributes and text with the very bytes they had; [`names`] says which namespace a prefix
//! means. Templates, illustrations and checks of documents work on these trees; what is written from nothing uses
//! [`super::drawing`]'s elements.

pub(super) mod names;
pub(super) mod tree;
