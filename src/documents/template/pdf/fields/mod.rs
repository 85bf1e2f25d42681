//! The form's fields, with what they inherit and where they show (ISO 32000-1, 12.7).

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::load::{broken, refused};
use super::look::Look;
use super::widget::{self, Widget};
use crate::documents::DocumentError;
use crate::scene::{Anchor, Fit};
use kind::kind;

mod kind;

/// The most fields a form may have, and the deepest they may be nested: tax forms stay below 3,000 and 10.
const MAX_FIELDS: usize = 20_000;
const MAX_DEPTH: usize = 32;

/// A field that takes a value.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub id: ObjectId,
    /// The full name: the partial names from the root, joined by dots.
    pub name: String,
    /// Its place among the form's fields, counted from 1.
    pub position: usize,
    /// The page it first shows on, counted from 1.
    pub page: usize,
    pub kind: Kind,
    pub required: bool,
    /// Its own value, or the default one.
    pub value: String,
    /// What it is for, in words.
    pub tooltip: String,
    /// How a picture meets a push button, and the point of it that stays in sight.
    pub fit: Fit,
    pub focus: (f64, f64),
    pub widgets: Vec<Widget>,
}

/// What a field takes.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Text(TextField),
    /// A check box, or a group of radio buttons: one of the named states, or none. The labels are what the states of
    /// the widgets mean, when the form says so.
    Tick {
        labels: Vec<String>,
    },
    /// A choice from a list that drops down; each has the value that is kept and the words that show.
    Choice {
        options: Vec<(String, String)>,
        free: bool,
        look: TextField,
    },
    /// A choice of one or many from a list that is always open.
    List {
        options: Vec<(String, String)>,
        many: bool,
        look: TextField,
    },
    /// A push button without an action of its own: a place for a picture.
    Picture,
    /// A place for a signature.
    Signature,
    /// Anything else: it stays as it is.
    Other,
}

/// How a text field takes its text.
#[derive(Clone, Debug, Default)]
pub(super) struct TextField {
    /// Font, size and colour.
    pub look: Look,
    /// Where a text that leaves room stands; a field of many lines starts at the top, one line stands in the middle.
    pub anchor: Option<Anchor>,
    /// 0 left, 1 centre, 2 right.
    pub quadding: i64,
    pub multiline: bool,
    pub hidden: bool,
    /// The most characters.
    pub max_length: Option<usize>,
    /// Whether each character has a cell of its own.
    pub comb: bool,
}

impl Field {
    pub fn is_picture_place(&self) -> bool {
        matches!(self.kind, Kind::Picture)
    }
}

/// Reads the form of `document`; no fields when it has none.
///
/// # Errors
/// [`DocumentError::Broken`] when fields contain themselves.
pub(super) fn read(pages: &[ObjectId], document: &Document) -> Result<Vec<Field>, DocumentError> {
    let pages = widget_pages(pages, document);
    let catalog = document.catalog().map_err(|error| broken(error.to_string()))?;
    let Ok(form) = catalog.get_deref(b"AcroForm", document).and_then(Object::as_dict) else {
        return Ok(Vec::new());
    };
    let roots = form.get_deref(b"Fields", document).and_then(Object::as_array);
    let mut reader = FieldReader { document, pages, seen: HashSet::new(), fields: Vec::new() };
    let inherited = Inherited::default().with(form, document);
    for id in roots.map_or(&[][..], Vec::as_slice).iter().filter_map(|root| root.as_reference().ok()) {
        reader.visit(id, "", &inherited, 0)?;
    }
    Ok(reader.fields)
}

/// The page of every annotation, counted from 1.
fn widget_pages(all: &[ObjectId], document: &Document) -> HashMap<ObjectId, usize> {
    let mut pages = HashMap::new();
    for (index, page) in all.iter().enumerate() {
        let Ok(page) = document.get_dictionary(*page) else { continue };
        let annotations = page.get_deref(b"Annots", document).and_then(Object::as_array);
        for annotation in annotations.map_or(&[][..], Vec::as_slice) {
            if let Ok(id) = annotation.as_reference() {
                pages.insert(id, index + 1);
            }
        }
    }
    pages
}

/// What kids take from their parents.
#[derive(Clone, Default)]
struct Inherited<'a> {
    values: HashMap<&'static [u8], &'a Object>,
}

const INHERITABLE: [&[u8]; 8] = [b"FT", b"Ff", b"V", b"DV", b"DA", b"Q", b"MaxLen", b"Opt"];

impl<'a> Inherited<'a> {
    fn with(&self, field: &'a Dictionary, document: &'a Document) -> Self {
        let own = INHERITABLE.iter().filter_map(|key| Some((*key, field.get_deref(key, document).ok()?)));
        let mut values = self.values.clone();
        values.extend(own);
        Self { values }
    }

    fn number(&self, key: &[u8]) -> i64 {
        self.values.get(key).and_then(|value| value.as_i64().ok()).unwrap_or(0)
    }

    fn name(&self, key: &[u8]) -> &'a [u8] {
        self.values.get(key).and_then(|value| value.as_name().ok()).unwrap_or_default()
    }

    /// A text string, or a name's letters.
    fn text(&self, key: &[u8]) -> String {
        let Some(value) = self.values.get(key) else { return String::new() };
        let name = || value.as_name().map(|name| String::from_utf8_lossy(name).into_owned());
        decode_text_string(value).or_else(|_| name()).unwrap_or_default()
    }
}

struct FieldReader<'a> {
    document: &'a Document,
    pages: HashMap<ObjectId, usize>,
    seen: HashSet<ObjectId>,
    fields: Vec<Field>,
}

impl<'a> FieldReader<'a> {
    fn visit(
        &mut self,
        id: ObjectId,
        parent: &str,
        inherited: &Inherited<'a>,
        depth: usize,
    ) -> Result<(), DocumentError> {
        if !self.seen.insert(id) {
            return Err(broken(format!("the form field {} {} comes back to itself", id.0, id.1)));
        }
        if depth > MAX_DEPTH || self.seen.len() > MAX_FIELDS {
            return Err(refused(format!(
                "its form is deeper than {MAX_DEPTH} or has over {MAX_FIELDS} fields"
            )));
        }
        let Ok(dictionary) = self.document.get_dictionary(id) else { return Ok(()) };
        let name = match text(dictionary, b"T", self.document) {
            own if own.is_empty() => parent.to_owned(),
            own if parent.is_empty() => own,
            own => format!("{parent}.{own}"),
        };
        let inherited = inherited.with(dictionary, self.document);
        let kids = self.kids(dictionary);
        let (fields, widgets): (Vec<_>, Vec<_>) = kids.iter().partition(|kid| self.is_field(**kid));
        if fields.is_empty() {
            let widgets = if kids.is_empty() { vec![id] } else { widgets };
            self.seen.extend(widgets.iter().copied());
            self.add(id, name, &inherited, &widgets);
            return Ok(());
        }
        fields.into_iter().try_for_each(|kid| self.visit(kid, &name, &inherited, depth + 1))
    }

    fn kids(&self, dictionary: &Dictionary) -> Vec<ObjectId> {
        let kids = dictionary.get_deref(b"Kids", self.document).and_then(Object::as_array);
        kids.map_or(&[][..], Vec::as_slice).iter().filter_map(|kid| kid.as_reference().ok()).collect()
    }

    /// A kid with a partial name is a field; one without is a widget of its parent.
    fn is_field(&self, id: ObjectId) -> bool {
        self.document.get_dictionary(id).is_ok_and(|kid| kid.has(b"T") || kid.has(b"Kids"))
    }

    fn add(&mut self, id: ObjectId, name: String, inherited: &Inherited<'_>, widgets: &[ObjectId]) {
        let Ok(dictionary) = self.document.get_dictionary(id) else { return };
        let widgets: Vec<_> = widgets.iter().filter_map(|id| widget::read(self.document, *id)).collect();
        let page = widgets.iter().find_map(|widget| self.pages.get(&widget.id)).copied().unwrap_or(1);
        let value = match inherited.text(b"V") {
            own if own.is_empty() => inherited.text(b"DV"),
            own => own,
        };
        let shown = widgets.first().and_then(|widget| self.document.get_dictionary(widget.id).ok());
        let (fit, focus) = icon_fit(shown.unwrap_or(dictionary), self.document);
        self.fields.push(Field {
            id,
            name,
            position: self.fields.len() + 1,
            page,
            kind: kind(dictionary, inherited, self.document),
            required: inherited.number(b"Ff") & 2 != 0,
            value,
            tooltip: text(dictionary, b"TU", self.document),
            fit,
            focus,
            widgets,
        });
    }
}

/// A button's icon fit (ISO 32000-1, table 247): proportional shows the whole icon; without one, the picture covers. The
/// room that is left is shared out by `A`, from the left and from below: as the focus, 0 to 1 across and down.
fn icon_fit(dictionary: &Dictionary, document: &Document) -> (Fit, (f64, f64)) {
    let look = dictionary.get_deref(b"MK", document).and_then(Object::as_dict);
    let icon_fit = look.and_then(|look| look.get_deref(b"IF", document)).and_then(Object::as_dict).ok();
    let style = icon_fit.and_then(|icon_fit| icon_fit.get(b"S").ok()).and_then(|style| style.as_name().ok());
    let fit = match style {
        Some(b"A") => Fit::Stretch,
        _ if icon_fit.is_some() => Fit::Contain,
        _ => Fit::Cover,
    };
    let shares = icon_fit.and_then(|icon_fit| icon_fit.get_deref(b"A", document).ok()?.as_array().ok());
    let share =
        |shares: &[Object], at: usize| Some(f64::from(shares.get(at)?.as_float().ok()?).clamp(0.0, 1.0));
    let focus = shares.and_then(|shares| Some((share(shares, 0)?, 1.0 - share(shares, 1)?)));
    (fit, focus.unwrap_or((0.5, 0.5)))
}

fn text(dictionary: &Dictionary, key: &[u8], document: &Document) -> String {
    dictionary.get_deref(key, document).and_then(decode_text_string).unwrap_or_default()
}
