//! Documents that were brought, to be filled or illustrated, as they are kept in a job's row.

use serde::{Deserialize, Serialize};

use crate::documents::template::FillOptions;
use crate::scene::Language;
use crate::studio::{IllustrateRequest, Plan};

/// A template to be filled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FillWork {
    /// The template's id in the store.
    pub template: String,
    /// What the filled document is called, without its ending.
    pub name: String,
    /// The values for its tags and picture places.
    pub data: serde_json::Value,
    /// The seed of the pictures made for it.
    pub seed: u64,
    /// The model that makes them.
    pub model: Option<String>,
    /// The code of the language that numbers and dates are written in, as in `ko`.
    #[serde(default)]
    pub language: Option<String>,
    /// Whether a PDF form becomes page content.
    #[serde(default)]
    pub flatten: bool,
    /// Places for text and pictures on a PDF's pages.
    #[serde(default)]
    pub slots: Option<serde_json::Value>,
    /// Whether the signatures of a signed document are removed.
    #[serde(default)]
    pub remove_signatures: bool,
    /// Whether what leads outside an Office document is taken out.
    #[serde(default)]
    pub strip_external: bool,
}

/// A document to be illustrated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IllustrateWork {
    /// The document's id in the store.
    pub document: String,
    /// What the illustrated document is called, without its ending.
    pub name: String,
    /// The plan to apply; made by the job when missing.
    pub plan: Option<Plan>,
    /// How many pictures at most.
    pub pictures: Option<usize>,
    /// Style words.
    pub style: Option<String>,
    /// The seed of the pictures.
    pub seed: u64,
    /// The model that makes them.
    pub model: Option<String>,
}

impl IllustrateWork {
    /// The request for the studio, with the document's bytes.
    pub fn request(&self, document: Vec<u8>) -> IllustrateRequest {
        IllustrateRequest {
            document,
            plan: self.plan.clone(),
            pictures: self.pictures,
            style: self.style.clone(),
            seed: self.seed,
            model: self.model.clone(),
        }
    }
}

impl FillWork {
    /// How it is filled beyond the data.
    pub fn options(&self) -> FillOptions {
        FillOptions {
            language: self.language.as_deref().and_then(Language::from_code),
            flatten: self.flatten,
            slots: self.slots.clone(),
            remove_signatures: self.remove_signatures,
            strip_external: self.strip_external,
        }
    }
}
