//! A document to be written, as it is kept: what is small in the job's row, the text and its pictures in a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::documents::Format;
use crate::documents::report::{Kind, Report};
use crate::scene::Language;
use crate::studio::write::{picture_file, read_json, read_markdown};
use crate::studio::{StudioError, WriteRequest};

/// A document to be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WriteWork {
    /// The id of the file that holds a [`StoredText`].
    pub text: String,
    /// The formats it is wanted in.
    pub formats: Vec<String>,
    /// What it is for, a kind of document; `kind` is the request's own word in the row.
    pub purpose: Option<String>,
    /// The language of its labels.
    pub language: Option<String>,
    /// Style words.
    pub style: Option<String>,
    /// The seed of its pictures.
    pub seed: u64,
    /// The model that makes them.
    pub model: Option<String>,
}

/// The text of a document to be written, with the pictures it names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StoredText {
    /// Markdown.
    pub markdown: Option<String>,
    /// The same in JSON.
    pub document: Option<serde_json::Value>,
    /// `data:` URLs by name.
    pub pictures: BTreeMap<String, String>,
}

impl StoredText {
    /// The text, read.
    ///
    /// # Errors
    /// [`StudioError::Document`] for what no document can hold.
    pub fn report(&self) -> Result<Report, StudioError> {
        match (&self.markdown, &self.document) {
            (Some(markdown), _) => read_markdown(markdown.as_bytes()),
            (None, Some(document)) => read_json(document.to_string().as_bytes()),
            (None, None) => read_markdown(b""),
        }
    }

    /// The pictures as files.
    ///
    /// # Errors
    /// [`StudioError::Document`] for a URL that holds none.
    pub fn files(&self) -> Result<BTreeMap<String, Vec<u8>>, StudioError> {
        self.pictures.iter().map(|(name, url)| Ok((name.clone(), picture_file(name, url)?))).collect()
    }
}

impl WriteWork {
    /// The request for the studio.
    ///
    /// # Errors
    /// As for [`StoredText::report`].
    pub fn request(&self, text: &StoredText) -> Result<WriteRequest, StudioError> {
        Ok(WriteRequest {
            report: text.report()?,
            kind: self.purpose.as_deref().and_then(Kind::from_name),
            language: self.language.as_deref().and_then(Language::from_code),
            formats: self.formats.iter().filter_map(|name| Format::from_extension(name)).collect(),
            style: self.style.clone(),
            seed: self.seed,
            model: self.model.clone(),
            pictures: text.files()?,
        })
    }
}
