//! Changed fields: their values, and what their widgets show.

use kurbo::Size;
use lopdf::{Dictionary, Object, ObjectId, dictionary, text_string};

use super::fields::Field;
use super::fonts::packed;
use super::plan::{Change, state};
use super::text::SetText;
use super::update::Update;
use super::widget::Widget;
use super::{border, defect, picture, tick};
use crate::documents::DocumentError;
use crate::scene::Picture;

impl<'a> Update<'a> {
    /// Changes one field and what its widgets show.
    pub fn apply(&mut self, field: &Field, change: Change<'_>) -> Result<(), DocumentError> {
        match change {
            Change::Text { value, shown } => {
                self.set_value(field, text_string(&value))?;
                self.show_texts(field, &shown)
            }
            Change::List { values, chosen, shown, first } => {
                self.write_list(field, &values, &chosen, first)?;
                self.show_texts(field, &shown)
            }
            Change::Tick(state) => self.write_tick(field, state.as_deref()),
            Change::Picture(picture) => self.write_picture(field, picture),
        }
    }

    /// Tells readers that every appearance is there, and drops the copy of the data that XFA readers would show.
    pub fn settle_form(&mut self) -> Result<(), DocumentError> {
        let keeps_signatures = self.keeps_signatures;
        let Some(form) = self.edit_form()? else { return Ok(()) };
        if !keeps_signatures {
            form.remove(b"XFA");
        }
        form.set("NeedAppearances", false);
        Ok(())
    }

    fn set_value(&mut self, field: &Field, value: Object) -> Result<(), DocumentError> {
        let keeps_signatures = self.keeps_signatures;
        let dictionary = self.edit(field.id)?;
        dictionary.set("V", value);
        dictionary.remove(b"RV"); // Rich text would win over the value.
        if !keeps_signatures {
            dictionary.remove(b"I");
        }
        Ok(())
    }

    fn write_list(
        &mut self,
        field: &Field,
        values: &[String],
        chosen: &[usize],
        first: usize,
    ) -> Result<(), DocumentError> {
        let value = match values {
            [] => Object::Null,
            [value] => text_string(value),
            values => values.iter().map(|value| text_string(value)).collect::<Vec<_>>().into(),
        };
        self.set_value(field, value)?;
        if self.keeps_signatures {
            return Ok(()); // Only values and looks may change.
        }
        let number = |number: usize| Object::Integer(i64::try_from(number).unwrap_or(0));
        let dictionary = self.edit(field.id)?;
        dictionary.set("I", chosen.iter().map(|at| number(*at)).collect::<Vec<_>>());
        dictionary.set("TI", number(first));
        Ok(())
    }

    /// Lets the widgets of a field show these words.
    pub fn show_texts(&mut self, field: &Field, shown: &[SetText]) -> Result<(), DocumentError> {
        for (widget, set) in field.widgets.iter().zip(shown) {
            let mut operators = border::operators(self.widget(widget)?, widget.upright_size(), self.template);
            operators += &set.field_operators(&mut self.fonts)?;
            let resources = dictionary! { "Font" => self.font_resources };
            let form = self.appearance(widget, operators, resources);
            self.edit(widget.id)?.set("AP", dictionary! { "N" => form });
        }
        Ok(())
    }

    fn write_tick(&mut self, field: &Field, chosen: Option<&[u8]>) -> Result<(), DocumentError> {
        let name = |state: Option<&[u8]>| Object::Name(state.unwrap_or(b"Off").to_vec());
        self.edit(field.id)?.set("V", name(chosen));
        for (at, widget) in field.widgets.iter().enumerate() {
            let own = state(field, at);
            if widget.on_state.is_none() {
                self.draw_tick(widget, &own)?;
            }
            let is_on = chosen == Some(&own[..]);
            let shown = name(chosen.filter(|_| is_on));
            if self.dictionary(widget.id).is_none_or(|widget| widget.get(b"AS").ok() != Some(&shown)) {
                self.edit(widget.id)?.set("AS", shown);
            }
        }
        Ok(())
    }

    /// Gives a box that leaves all drawing to readers its two appearances.
    fn draw_tick(&mut self, widget: &Widget, on: &[u8]) -> Result<(), DocumentError> {
        let dictionary = self.widget(widget)?;
        let size = widget.upright_size();
        let empty = border::operators(dictionary, size, self.template);
        let ticked = format!("{empty}{}", tick::operators(dictionary, size, self.template));
        let off = self.appearance(widget, empty, Dictionary::new());
        let ticked = self.appearance(widget, ticked, Dictionary::new());
        let mut states = dictionary! { "Off" => off };
        states.set(on.to_vec(), ticked);
        self.edit(widget.id)?.set("AP", dictionary! { "N" => states });
        Ok(())
    }

    fn write_picture(&mut self, field: &Field, picture: &Picture) -> Result<(), DocumentError> {
        let image = picture::embed(picture, &field.name, self.document())?;
        if !picture.alt.is_empty() && !self.keeps_signatures {
            self.edit(field.id)?.set("TU", text_string(&picture.alt));
        }
        for widget in &field.widgets {
            let size = widget.upright_size();
            let place = field.fit.place(image.size, size.to_rect(), field.focus);
            let dictionary = self.widget(widget)?;
            let mut operators = border::ground(dictionary, size, self.template);
            operators += &picture::operators(size, place);
            operators += &border::border(dictionary, size, self.template);
            let resources = dictionary! { "XObject" => dictionary! { "Im" => image.id } };
            let form = self.appearance(widget, operators, resources);
            self.edit(widget.id)?.set("AP", dictionary! { "N" => form });
            if !self.keeps_signatures {
                self.set_icon(widget, form)?;
            }
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

    /// A form object that draws the operators in a widget's upright box.
    fn appearance(&mut self, widget: &Widget, operators: String, resources: Dictionary) -> ObjectId {
        // Readers fit the turned box into the widget's rectangle (ISO 32000-1, 12.5.5).
        let turn = match widget.turns {
            1 => [0, 1, -1, 0, 0, 0],
            2 => [-1, 0, 0, -1, 0, 0],
            3 => [0, -1, 1, 0, 0, 0],
            _ => [1, 0, 0, 1, 0, 0],
        };
        let mut form = form(widget.upright_size(), resources);
        form.set("Matrix", turn.map(Object::Integer).to_vec());
        self.add(packed(form, operators.into_bytes()))
    }

    fn widget(&self, widget: &Widget) -> Result<&'a Dictionary, DocumentError> {
        self.template.get_dictionary(widget.id).map_err(defect)
    }
}

/// The dictionary of a form object of that size.
pub(super) fn form(size: Size, resources: Dictionary) -> Dictionary {
    let Size { width, height } = size;
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), Object::Real(width as f32), Object::Real(height as f32)],
        "Resources" => resources,
    }
}
