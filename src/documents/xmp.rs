//! The provenance mark inside image files, and whose mark a page carries.

pub(super) use crate::scene::provenance::packet;
use crate::scene::{Origin, Picture};

/// How a page came to be: trained as soon as one of its pictures is.
pub(super) fn page_origin(pictures: &[Picture]) -> Origin {
    let trained = pictures.iter().any(|picture| picture.origin == Origin::Trained);
    if trained { Origin::Trained } else { Origin::Procedural }
}
