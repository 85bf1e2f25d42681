//! The changed objects, appended to the template: its own bytes stay as they are.

use kurbo::Size;
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, dictionary, text_string};

use super::fields::{Field, Widget};
use super::fonts::{FontBook, packed};
use super::plan::Change;
use super::text::SetText;
use super::{border, defect, picture};
use crate::documents::DocumentError;
use crate::scene::Picture;

/// An update of a PDF that is being made.
pub(super) struct Update<'a> {
    template: &'a Document,
    bytes: &'a [u8],
    update: IncrementalDocument,
    fonts: FontBook,
    /// The dictionary that names the fonts, shared by every text.
    font_resources: ObjectId,
}

impl<'a> Update<'a> {
    pub fn of(bytes: &'a [u8], template: &'a Document) -> Self {
        let mut update = IncrementalDocument::create_from(bytes.to_vec(), template.clone());
        let font_resources = update.new_document.new_object_id();
        Self { template, bytes, update, fonts: FontBook::default(), font_resources }
    }

    /// Changes one field and what its widgets show.
    pub fn apply(&mut self, field: &Field, change: Change<'_>) -> Result<(), DocumentError> {
        match change {
            Change::Text { value, shown } => self.write_text(field, &value, &shown),
            Change::Tick(state) => self.write_tick(field, state.as_deref()),
            Change::Picture(picture) => self.write_picture(field, picture),
        }
    }

    /// The whole file. A template whose objects had to be found by scanning is written anew: its table of objects
    /// cannot be continued.
    pub fn finish(mut self) -> Result<Vec<u8>, DocumentError> {
        let fonts = self.fonts.embed(&mut self.update.new_document)?;
        self.update.new_document.set_object(self.font_resources, fonts);
        self.settle_form()?;
        let mut file = Vec::with_capacity(self.bytes.len() + 65_536);
        if self.template.xref_recovery.is_none() && self.bytes.starts_with(b"%PDF-") {
            // Only the first update of a hybrid file may point to the hidden table (ISO 32000-1, 7.5.8.4).
            self.update.new_document.trailer.remove(b"XRefStm");
            self.update.save_to(&mut file).map_err(defect)?;
        } else {
            let mut whole = self.template.clone();
            whole.max_id = self.update.new_document.max_id;
            whole.objects.extend(self.update.new_document.objects);
            whole.save_to(&mut file).map_err(defect)?;
        }
        Ok(file)
    }

    fn write_text(&mut self, field: &Field, value: &str, shown: &[SetText]) -> Result<(), DocumentError> {
        let dictionary = self.edit(field.id)?;
        dictionary.set("V", text_string(value));
        dictionary.remove(b"RV"); // Rich text would win over the value.
        dictionary.remove(b"I");
        for (widget, set) in field.widgets.iter().zip(shown) {
            let decoration = border::operators(self.widget(widget)?, widget.upright_size(), self.template);
            let mut operators = decoration.into_bytes();
            operators.extend(set.operators(&mut self.fonts)?);
            let resources = dictionary! { "Font" => self.font_resources };
            self.show(widget, operators, resources)?;
        }
        Ok(())
    }

    fn write_tick(&mut self, field: &Field, state: Option<&[u8]>) -> Result<(), DocumentError> {
        let name = |state: Option<&[u8]>| Object::Name(state.unwrap_or(b"Off").to_vec());
        self.edit(field.id)?.set("V", name(state));
        for widget in &field.widgets {
            let is_on = widget.on_state.as_deref() == state;
            self.edit(widget.id)?.set("AS", name(state.filter(|_| is_on)));
        }
        Ok(())
    }

    fn write_picture(&mut self, field: &Field, picture: &Picture) -> Result<(), DocumentError> {
        let image = picture::embed(picture, &field.name, &mut self.update.new_document)?;
        if !picture.alt.is_empty() {
            self.edit(field.id)?.set("TU", text_string(&picture.alt));
        }
        for widget in &field.widgets {
            let size = widget.upright_size();
            let place = field.fit.place(image.size, size.to_rect(), (0.5, 0.5));
            let dictionary = self.widget(widget)?;
            let mut operators = border::ground(dictionary, size, self.template);
            operators += &picture::operators(size, place);
            operators += &border::border(dictionary, size, self.template);
            let resources = dictionary! { "XObject" => dictionary! { "Im" => image.id } };
            let appearance = self.show(widget, operators.into_bytes(), resources)?;
            self.set_icon(widget, appearance)?;
        }
        Ok(())
    }

    /// Names the picture as the button's icon, so that a reader that draws the button itself draws the same.
    fn set_icon(&mut self, widget: &Widget, appearance: ObjectId) -> Result<(), DocumentError> {
        let look = self.widget(widget)?.get_deref(b"MK", self.template).and_then(Object::as_dict);
        let mut look = look.cloned().unwrap_or_default();
        look.set("I", appearance);
        look.set("TP", 1);
        look.remove(b"CA");
        self.edit(widget.id)?.set("MK", look);
        Ok(())
    }

    /// Makes the operators what the widget shows.
    fn show(
        &mut self,
        widget: &Widget,
        operators: Vec<u8>,
        resources: Dictionary,
    ) -> Result<ObjectId, DocumentError> {
        let Size { width, height } = widget.upright_size();
        // Readers fit the turned box into the widget's rectangle (ISO 32000-1, 12.5.5).
        let turn = match widget.turns {
            1 => [0, 1, -1, 0, 0, 0],
            2 => [-1, 0, 0, -1, 0, 0],
            3 => [0, -1, 1, 0, 0, 0],
            _ => [1, 0, 0, 1, 0, 0],
        };
        let form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), Object::Real(width as f32), Object::Real(height as f32)],
            "Matrix" => turn.map(Object::Integer).to_vec(),
            "Resources" => resources,
        };
        let form = self.update.new_document.add_object(packed(form, operators));
        self.edit(widget.id)?.set("AP", dictionary! { "N" => form });
        Ok(form)
    }

    /// Tells readers that every appearance is there, and drops the copy of the data that XFA readers would show.
    fn settle_form(&mut self) -> Result<(), DocumentError> {
        let root = self.template.trailer.get(b"Root").and_then(Object::as_reference).map_err(defect)?;
        let form = self.template.get_dictionary(root).and_then(|catalog| catalog.get(b"AcroForm"));
        let form = match form.map_err(defect)? {
            Object::Reference(id) => self.edit(*id)?,
            _ => self.edit(root)?.get_mut(b"AcroForm").and_then(Object::as_dict_mut).map_err(defect)?,
        };
        form.remove(b"XFA");
        form.set("NeedAppearances", false);
        Ok(())
    }

    fn widget(&self, widget: &Widget) -> Result<&'a Dictionary, DocumentError> {
        self.template.get_dictionary(widget.id).map_err(defect)
    }

    /// A dictionary of the template, to be changed in the update.
    fn edit(&mut self, id: ObjectId) -> Result<&mut Dictionary, DocumentError> {
        self.update.opt_clone_object_to_new_document(id).map_err(defect)?;
        self.update.new_document.get_dictionary_mut(id).map_err(defect)
    }
}
