//! What is known of a model's weights, for the records of what it made.

use super::Studio;
use crate::models;

/// What is known of a model's weights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// Their licence, an SPDX expression.
    pub licence: Option<String>,
    /// SHA-256 over the hashes of all their files, as they were when the model was added.
    pub weights: Option<String>,
}

impl Studio {
    /// What is known of the weights of `model`; nothing of one that is not here.
    pub fn rights(&self, model: &str) -> Rights {
        let known = self.engines.catalogue().models().iter().find(|known| known.name == model);
        known.map_or_else(Rights::default, |known| Rights {
            licence: known.licence.clone(),
            weights: known.folder.as_deref().and_then(models::add::fingerprint),
        })
    }
}
