//! The changed objects: appended to the template, whose own bytes stay as they are, or written anew with it.

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, SaveOptions, xref::XrefType};

use super::defect;
use super::fonts::FontBook;
use crate::documents::DocumentError;

/// An update of a PDF that is being made.
pub(super) struct Update<'a> {
    pub template: &'a Document,
    bytes: &'a [u8],
    update: IncrementalDocument,
    pub fonts: FontBook,
    /// The dictionary that names the fonts, shared by every text.
    pub font_resources: ObjectId,
    /// Whether a signature must stay valid: then nothing but values and appearances may change.
    pub keeps_signatures: bool,
    /// Whether the file is written anew, without what nothing leads to any more.
    pub anew: bool,
}

impl<'a> Update<'a> {
    pub fn of(bytes: &'a [u8], template: &'a Document) -> Self {
        let mut update = IncrementalDocument::create_from(bytes.to_vec(), template.clone());
        let font_resources = update.new_document.new_object_id();
        let (keeps_signatures, anew) = (false, false);
        Self { template, bytes, update, fonts: FontBook::default(), font_resources, keeps_signatures, anew }
    }

    /// Where new objects go.
    pub fn document(&mut self) -> &mut Document {
        &mut self.update.new_document
    }

    /// Adds an object.
    pub fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.update.new_document.add_object(object)
    }

    /// An object as it is now.
    pub fn get(&self, id: ObjectId) -> Option<&Object> {
        let own = self.update.new_document.objects.get(&id);
        own.or_else(|| self.template.objects.get(&id))
    }

    /// What an object is or refers to, as it is now; `None` when that leads nowhere.
    pub fn resolve<'o>(&'o self, mut object: &'o Object) -> Option<&'o Object> {
        for _ in 0..32 {
            match object {
                Object::Reference(id) => object = self.get(*id)?,
                other => return Some(other),
            }
        }
        None
    }

    /// A dictionary as it is now; a stream's is its own.
    pub fn dictionary(&self, id: ObjectId) -> Option<&Dictionary> {
        as_dictionary(self.resolve(self.get(id)?)?)
    }

    /// What stands under a key, followed to where it is.
    pub fn value<'o>(&'o self, dictionary: &'o Dictionary, key: &[u8]) -> Option<&'o Object> {
        self.resolve(dictionary.get(key).ok()?)
    }

    /// A dictionary of the template, to be changed in the update.
    pub fn edit(&mut self, id: ObjectId) -> Result<&mut Dictionary, DocumentError> {
        self.update.opt_clone_object_to_new_document(id).map_err(defect)?;
        match self.update.new_document.get_object_mut(id).map_err(defect)? {
            Object::Stream(stream) => Ok(&mut stream.dict),
            other => other.as_dict_mut().map_err(defect),
        }
    }

    /// The catalog's id.
    pub fn catalog(&self) -> Result<ObjectId, DocumentError> {
        self.template.trailer.get(b"Root").and_then(Object::as_reference).map_err(defect)
    }

    /// The form's dictionary, to be changed; `None` when there is no form.
    pub fn edit_form(&mut self) -> Result<Option<&mut Dictionary>, DocumentError> {
        let root = self.catalog()?;
        match self.dictionary(root).and_then(|catalog| catalog.get(b"AcroForm").ok()) {
            Some(Object::Reference(id)) => {
                let id = *id;
                self.edit(id).map(Some)
            }
            Some(_) => {
                self.edit(root)?.get_mut(b"AcroForm").and_then(Object::as_dict_mut).map(Some).map_err(defect)
            }
            None => Ok(None),
        }
    }

    /// Whether the file can be continued. One whose objects had to be found by scanning cannot: its table of objects
    /// is not to be trusted.
    pub fn can_append(&self) -> bool {
        self.template.xref_recovery.is_none() && self.bytes.starts_with(b"%PDF-")
    }

    /// The whole file: the template's own bytes with the changes behind them, or all of it anew.
    pub fn finish(mut self) -> Result<Vec<u8>, DocumentError> {
        let fonts = self.fonts.embed(&mut self.update.new_document)?;
        if !fonts.is_empty() {
            self.update.new_document.set_object(self.font_resources, fonts);
        }
        if self.anew || !self.can_append() { self.write_anew() } else { self.append() }
    }

    fn append(mut self) -> Result<Vec<u8>, DocumentError> {
        let mut file = Vec::with_capacity(self.bytes.len() + 65_536);
        // Only the first update of a hybrid file may point to the hidden table (ISO 32000-1, 7.5.8.4).
        self.update.new_document.trailer.remove(b"XRefStm");
        self.update.save_to(&mut file).map_err(defect)?;
        Ok(file)
    }

    fn write_anew(self) -> Result<Vec<u8>, DocumentError> {
        let mut whole = self.template.clone();
        whole.max_id = self.update.new_document.max_id;
        whole.objects.extend(self.update.new_document.objects);
        for key in [&b"Prev"[..], b"XRefStm"] {
            whole.trailer.remove(key);
        }
        if self.anew {
            whole.prune_objects();
        }
        let packed = matches!(whole.reference_table.cross_reference_type, XrefType::CrossReferenceStream);
        let options =
            SaveOptions { use_object_streams: packed, use_xref_streams: packed, ..SaveOptions::default() };
        let mut file = Vec::new();
        whole.save_with_options(&mut file, options).map_err(defect)?;
        Ok(file)
    }
}

/// A dictionary, or a stream's.
pub(super) fn as_dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Stream(stream) => Some(&stream.dict),
        other => other.as_dict().ok(),
    }
}
