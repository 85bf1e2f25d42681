//! PDF forms (AcroForm), filled: text, ticks, choices and pictures, each with the appearance every reader shows.
//!
//! [`load`] opens the file under the limits, [`fields`] reads the form, [`plan`] matches it with the data ([`lookup`])
//! and reports everything that cannot be filled at once. Then [`update`] appends the changed objects to the template, whose own
//! bytes stay as they are (ISO 32000-1, 7.5.6): [`text`] sets words in embedded [`fonts`], [`picture`] puts pictures
//! into push buttons, [`border`] redraws what the field's old appearance drew around them.
//!
//! Not done: list boxes, rich text, calculation scripts, XFA (its copy of the data is dropped, as it would win).

use std::collections::{BTreeMap, HashSet};

use kurbo::Size;
use lopdf::Document;
use serde_json::Value;

use super::{FillOptions, PicturePlace};
use crate::documents::{DocumentError, Limits};
use crate::scene::{Fonts, Picture};
use fields::{Field, Widget};
use update::Update;

mod border;
mod fields;
mod fonts;
mod load;
mod look;
mod lookup;
mod picture;
mod plan;
mod report;
mod text;
mod update;

pub(super) use load::is_pdf;

/// A PDF with a form.
#[derive(Clone, Debug)]
pub struct PdfTemplate {
    bytes: Vec<u8>,
    document: Document,
    fields: Vec<Field>,
}

impl PdfTemplate {
    /// Opens a PDF form.
    ///
    /// # Errors
    /// [`DocumentError::NotADocument`] when it is no PDF; [`DocumentError::Broken`] when its objects or its form
    /// cannot be read; [`DocumentError::Encrypted`] and [`DocumentError::Refused`] beyond the limits.
    pub fn open(bytes: &[u8], limits: &Limits) -> Result<Self, DocumentError> {
        let document = load::document(bytes, limits)?;
        let fields = fields::read(&document)?;
        Ok(Self { bytes: bytes.to_vec(), document, fields })
    }

    /// The push buttons that wait for a picture, each name once, in the form's order. A button's tooltip says what it
    /// shows.
    pub fn pictures(&self) -> Vec<PicturePlace> {
        let place = |field: &Field| PicturePlace {
            name: field.name.clone(),
            size: field.widgets.first().map_or(Size::ZERO, Widget::upright_size),
            fit: field.fit,
            prompt: None, // A tooltip describes; only the data asks for a picture.
            alt: Some(field.tooltip.clone()).filter(|tooltip| !tooltip.is_empty()),
        };
        let mut names = HashSet::new();
        let buttons = self.fields.iter().filter(|field| field.is_picture_place());
        buttons.filter(|button| names.insert(&button.name)).map(place).collect()
    }

    /// Fills the form: `data` by field name (`a.b` is also looked up as `b` in the object `a`), `pictures` by the
    /// name of their push button. A field whose own value holds `{{ tags }}` is filled by those. Fields that neither is
    /// about stay as they are.
    ///
    /// # Errors
    /// [`DocumentError::Tags`] with every field that cannot be filled; [`DocumentError::Typeset`] for a character no
    /// font has; [`DocumentError::Picture`] for a picture that cannot be used.
    pub fn fill(
        &self,
        data: &Value,
        pictures: &BTreeMap<String, Picture>,
        options: &FillOptions,
        fonts: &Fonts,
    ) -> Result<Vec<u8>, DocumentError> {
        let changes = plan::plan(&self.fields, data, pictures, options, fonts)?;
        let mut update = Update::of(&self.bytes, &self.document);
        for (field, change) in changes {
            update.apply(field, change)?;
        }
        update.finish()
    }
}

/// A defect of ours, for the log.
#[allow(clippy::needless_pass_by_value)] // so that it fits `map_err`
fn defect(reason: impl ToString) -> DocumentError {
    DocumentError::Writer { format: "pdf", reason: reason.to_string() }
}

#[cfg(test)]
mod tests;
