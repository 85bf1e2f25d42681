//! PDF files, filled: forms (AcroForm) and slots on pages that have none, each with what every reader shows.
//!
//! [`load`] opens the file under the limits, after [`weigh`] has looked ([`scan`], [`extent`]) at what that costs;
//! [`fields`] reads the form and [`signatures`] what may be changed in it. [`plan`] matches the fields with the data
//! ([`lookup`]) and reports everything that cannot be filled at once. [`slots`] and [`notes`] find places that no
//! field marks, [`place`] fills them. Then [`update`] appends the changed objects to the template, whose own bytes
//! stay as they are (ISO 32000-1, 7.5.6): [`write`] gives fields their values and looks, with words set in embedded
//! [`fonts`] by [`text`], pictures by [`picture`], [`tick`]s, and the [`border`] that the old appearance drew.
//! [`flatten`] turns fields into page content; [`overlay`] draws on pages ([`geometry`], [`content`]) and
//! [`structure`] keeps the tags true.
//!
//! Not done: rich text, calculation scripts, XFA (its copy of the data is dropped, as it would win).

use std::collections::{BTreeMap, HashSet};

use kurbo::Size;
use lopdf::{Document, ObjectId};
use serde_json::Value;

use super::{FillOptions, PicturePlace, UNSIGNED, WantedPicture};
use crate::documents::{DocumentError, Limits};
use crate::scene::{Fonts, Picture};
use fields::Field;
use geometry::PageFrame;
use overlay::Overlay;
use plan::Change;
use signatures::Signatures;
use slots::{Slot, SlotContent};
use structure::Structure;
use update::Update;
use widget::Widget;

mod border;
mod content;
mod extent;
mod fields;
mod flatten;
mod fonts;
mod geometry;
mod images;
mod load;
mod look;
mod lookup;
mod notes;
mod overlay;
mod picture;
mod place;
mod plan;
mod report;
mod scan;
mod signatures;
mod slots;
mod structure;
mod text;
mod tick;
mod update;
mod weigh;
mod widget;
mod write;

pub(in crate::documents) use images::pdf_pictures;
pub(in crate::documents) use load::is_pdf;

/// A PDF that can be filled.
#[derive(Clone, Debug)]
pub struct PdfTemplate {
    bytes: Vec<u8>,
    document: Document,
    pages: Vec<ObjectId>,
    fields: Vec<Field>,
    signatures: Signatures,
}

impl PdfTemplate {
    /// Opens a PDF.
    ///
    /// # Errors
    /// [`DocumentError::NotADocument`] when it is no PDF; [`DocumentError::Broken`] when its objects or its form
    /// cannot be read; [`DocumentError::Encrypted`] and [`DocumentError::Refused`] when it is encrypted or larger than
    /// the limits.
    pub fn open(bytes: &[u8], limits: &Limits) -> Result<Self, DocumentError> {
        let document = load::document(bytes, limits)?;
        let pages = load::pages(&document)?;
        let fields = fields::read(&pages, &document)?;
        let signatures = Signatures::read(&fields, &document);
        Ok(Self { bytes: bytes.to_vec(), document, pages, fields, signatures })
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

    /// The pictures that filling with this data needs: those of push buttons and of slots, each name once.
    ///
    /// # Errors
    /// [`DocumentError::Slots`] for slots that cannot be used.
    pub fn wanted(&self, data: &Value, options: &FillOptions) -> Result<Vec<WantedPicture>, DocumentError> {
        let slots = self.slots(data, options)?;
        let in_slots = slots.iter().filter_map(|slot| match &slot.content {
            SlotContent::Picture { fit, prompt, alt, .. } => Some(PicturePlace {
                name: slot.name.clone(),
                size: slot.place.size(),
                fit: *fit,
                prompt: prompt.clone(),
                alt: alt.clone(),
            }),
            SlotContent::Text { .. } => None,
        });
        let mut places = self.pictures();
        places.extend(in_slots);
        let mut names = HashSet::new();
        places.retain(|place| names.insert(place.name.clone()));
        Ok(places.into_iter().map(|place| place.wanted_by(data)).collect())
    }

    /// Fills the form: `data` by field name (`a.b` is also looked up as `b` in the object `a`), `pictures` by the
    /// name of their push button. A field whose own value holds `{{ tags }}` is filled by those. Fields that neither is
    /// about stay as they are. Then the slots that the options, the data's `$slots` and the notes on its pages describe.
    ///
    /// # Errors
    /// [`DocumentError::Tags`] with every field and slot that cannot be filled; [`DocumentError::Slots`] for slots that
    /// cannot be used; [`DocumentError::Signed`] for changes that a signature does not allow;
    /// [`DocumentError::Typeset`] for a character no font has; [`DocumentError::Picture`] for a picture that cannot be
    /// used.
    pub fn fill(
        &self,
        data: &Value,
        pictures: &BTreeMap<String, Picture>,
        options: &FillOptions,
        fonts: &Fonts,
    ) -> Result<Vec<u8>, DocumentError> {
        let slots = self.slots(data, options)?;
        if self.fields.is_empty() && slots.is_empty() && !options.flatten {
            return Err(load::broken("the PDF has no form fields and no slots to fill"));
        }
        let plan::Plan { changes, placed } =
            plan::plan(&self.fields, &slots, data, pictures, options, fonts)?;
        if changes.is_empty() && placed.is_empty() && !options.flatten && !options.remove_signatures {
            return Ok(self.bytes.clone());
        }
        let mut update = Update::of(&self.bytes, &self.document);
        self.settle_signatures(&changes, !placed.is_empty(), options, &mut update)?;
        self.change_form(changes, options.flatten, fonts, &mut update)?;
        self.draw_on_pages(placed, options, &mut update)?;
        update.finish()
    }

    /// What is worth knowing about a document that was filled, in sentences.
    pub fn remarks(&self, options: &FillOptions) -> Vec<String> {
        let mut remarks = Vec::new();
        if options.remove_signatures && !self.signatures.are_none() {
            remarks.push(UNSIGNED.to_owned());
        } else {
            remarks.extend(self.signatures.remark());
        }
        if load::has_xfa(&self.document) {
            remarks.push(
                "the form's XFA copy was dropped: readers that use it show the form's own fields".to_owned(),
            );
        }
        remarks
    }

    /// The slots of the options, else those in the data, and the notes on pages.
    fn slots(&self, data: &Value, options: &FillOptions) -> Result<Vec<Slot>, DocumentError> {
        let sizes: Vec<_> =
            self.pages.iter().map(|page| PageFrame::of(*page, &self.document).size()).collect();
        let described = options.slots.as_ref().or_else(|| data.get("$slots"));
        let mut slots = described.map_or(Ok(Vec::new()), |described| slots::read(described, &sizes))?;
        slots.extend(notes::slots(&self.pages, data, &self.document));
        Ok(slots)
    }

    /// Lets the signatures stay valid, or go when that is asked for.
    fn settle_signatures(
        &self,
        changes: &[(&Field, Change<'_>)],
        has_slots: bool,
        options: &FillOptions,
        update: &mut Update<'_>,
    ) -> Result<(), DocumentError> {
        if self.signatures.are_none() {
            return Ok(());
        }
        if options.remove_signatures {
            return self.signatures.remove(&self.fields, update);
        }
        if options.flatten || has_slots {
            let change = if options.flatten { "making the form flat" } else { "filling slots" };
            return Err(self.signatures.broken_by(change));
        }
        self.signatures.allow_filling(changes.iter().map(|(field, _)| field.name.as_str()))?;
        if !update.can_append() {
            return Err(self
                .signatures
                .broken_by("its damaged table of objects must be written anew, which"));
        }
        update.keeps_signatures = true;
        Ok(())
    }

    /// Changes the fields. From then on readers draw none themselves, so that those they drew get a look too.
    fn change_form(
        &self,
        changes: Vec<(&Field, Change<'_>)>,
        flatten: bool,
        fonts: &Fonts,
        update: &mut Update<'_>,
    ) -> Result<(), DocumentError> {
        if changes.is_empty() && !flatten {
            return Ok(());
        }
        for (field, change) in changes {
            update.apply(field, change)?;
        }
        if !update.keeps_signatures {
            flatten::complete(&self.fields, flatten, fonts, update)?;
        }
        update.settle_form()
    }

    /// Draws slots, and fields that become flat.
    fn draw_on_pages(
        &self,
        placed: Vec<place::Placed<'_>>,
        options: &FillOptions,
        update: &mut Update<'_>,
    ) -> Result<(), DocumentError> {
        if placed.is_empty() && !options.flatten {
            return Ok(());
        }
        let mut structure = Structure::of(update)?;
        let mut overlays: Vec<_> = self.pages.iter().map(|page| Overlay::on(*page)).collect();
        if options.flatten {
            flatten::flatten(&self.fields, &mut overlays, &mut structure, update)?;
            update.anew = true;
        }
        for slot in placed {
            place::draw(slot, &mut overlays, &mut structure, update)?;
        }
        overlays.into_iter().try_for_each(|overlay| overlay.finish(update))?;
        structure.map_or(Ok(()), |structure| structure.finish(update))
    }
}

/// A defect of ours, for the log.
#[allow(clippy::needless_pass_by_value)] // so that it fits `map_err`
fn defect(reason: impl ToString) -> DocumentError {
    DocumentError::Writer { format: "pdf", reason: reason.to_string() }
}

#[cfg(test)]
mod tests;
