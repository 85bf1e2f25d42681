//! What is drawn over pages: form objects behind the page's own content, which is wrapped so that nothing of its state
//! leaks into them, and annotations that go.

use std::collections::HashSet;
use std::fmt::Write as _;

use kurbo::Affine;
use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::content::Balance;
use super::fonts::packed;
use super::geometry;
use super::update::{Update, as_dictionary};
use crate::documents::DocumentError;

/// The most bytes of a page's content that are looked through for what it leaves open.
const MAX_CONTENT: usize = 64 << 20;

/// Changes to one page.
pub(super) struct Overlay {
    pub page: ObjectId,
    operators: String,
    objects: Vec<ObjectId>,
    gone: HashSet<ObjectId>,
}

impl Overlay {
    pub fn on(page: ObjectId) -> Self {
        Self { page, operators: String::new(), objects: Vec::new(), gone: HashSet::new() }
    }

    /// Draws a form object, placed by `place`: as the content with that mark and kind, or, in a tagged document without
    /// a mark, as decoration.
    pub fn draw(&mut self, form: ObjectId, place: Affine, mark: Mark) {
        let matrix = place.as_coeffs().map(|part| format!("{part:.5}")).join(" ");
        let (open, close) = match mark {
            Mark::None => (String::new(), ""),
            Mark::Decoration => ("/Artifact BMC\n".to_owned(), "EMC\n"),
            Mark::Content(kind, number) => (format!("/{kind} <</MCID {number}>> BDC\n"), "EMC\n"),
        };
        let _ = write!(self.operators, "{open}q {matrix} cm {} Do Q\n{close}", name(form));
        self.objects.push(form);
    }

    /// Takes an annotation off the page.
    pub fn remove(&mut self, annotation: ObjectId) {
        self.gone.insert(annotation);
    }

    /// Makes the changes.
    pub fn finish(self, update: &mut Update<'_>) -> Result<(), DocumentError> {
        if !self.gone.is_empty() {
            self.remove_annotations(update)?;
        }
        if !self.objects.is_empty() {
            self.set_content(update)?;
            self.set_resources(update)?;
        }
        Ok(())
    }

    fn remove_annotations(&self, update: &mut Update<'_>) -> Result<(), DocumentError> {
        let is_gone = |object: &Object| object.as_reference().is_ok_and(|id| self.gone.contains(&id));
        // A note's pop-up window goes with it.
        let is_popup = |object: &Object| {
            let annotation = update.resolve(object).and_then(as_dictionary);
            annotation.and_then(|popup| popup.get(b"Parent").ok()).is_some_and(&is_gone)
        };
        let mut left = annotations(self.page, update);
        left.retain(|object| !is_gone(object) && !is_popup(object));
        let page = update.edit(self.page)?;
        if left.is_empty() {
            page.remove(b"Annots");
        } else {
            page.set("Annots", left);
        }
        Ok(())
    }

    fn set_content(&self, update: &mut Update<'_>) -> Result<(), DocumentError> {
        let own = update.template.get_page_content_with_limit(self.page, MAX_CONTENT);
        let balance = own.map(|own| Balance::of(&own)).unwrap_or_default();
        let mut streams = vec![Object::Reference(
            update.add(Stream::new(Dictionary::new(), balance.before().into_bytes())),
        )];
        let contents = update.dictionary(self.page).and_then(|page| page.get(b"Contents").ok());
        match contents.and_then(|contents| Some((contents, update.resolve(contents)?))) {
            Some((_, Object::Array(own))) => streams.extend(own.iter().cloned()),
            Some((own, Object::Stream(_))) => streams.push(own.clone()),
            _ => {}
        }
        let drawn = format!("{}{}", balance.after(), self.operators);
        streams.push(Object::Reference(update.add(packed(Dictionary::new(), drawn.into_bytes()))));
        update.edit(self.page)?.set("Contents", streams);
        Ok(())
    }

    /// Gives the page resources of its own: those it inherits may be shared with other pages.
    fn set_resources(&self, update: &mut Update<'_>) -> Result<(), DocumentError> {
        let inherited = geometry::inherited(self.page, b"Resources", update.template);
        let mut resources = inherited.and_then(as_dictionary).cloned().unwrap_or_default();
        let own = resources.get(b"XObject").ok().and_then(|own| update.resolve(own)).and_then(as_dictionary);
        let mut objects = own.cloned().unwrap_or_default();
        for object in &self.objects {
            objects.set(name(*object).trim_start_matches('/'), *object);
        }
        resources.set("XObject", objects);
        update.edit(self.page)?.set("Resources", resources);
        Ok(())
    }
}

/// What drawn content is to a screen reader.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    /// The document is not tagged.
    None,
    /// Nothing that is read.
    Decoration,
    /// An element of that kind, by its number on the page.
    Content(&'static str, i64),
}

/// The annotations of a page as they are now.
pub(super) fn annotations(page: ObjectId, update: &Update<'_>) -> Vec<Object> {
    let page = update.dictionary(page);
    let annotations = page.and_then(|page| update.value(page, b"Annots")?.as_array().ok());
    annotations.cloned().unwrap_or_default()
}

/// The name of a form object in a page's resources; no other program's, as the object's number is in it.
fn name(object: ObjectId) -> String {
    format!("/VgnForm{}", object.0)
}
