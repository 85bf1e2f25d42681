//! What is to change, field by field; everything that cannot is reported at once.

use std::collections::BTreeMap;

use serde_json::Value;

use super::fields::{Field, Kind, TextField};
use super::lookup;
use super::text::{self, SetText};
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::template::FillOptions;
use crate::documents::template::filler::Filler;
use crate::documents::template::values::{Scope, Values};
use crate::documents::{DocumentError, TagProblem};
use crate::scene::{Fonts, Picture, TypesetError};

/// What a field becomes.
pub(super) enum Change<'a> {
    /// A text: the value that is kept, and the words as each widget shows them.
    Text { value: String, shown: Vec<SetText> },
    /// A tick: the state that is on, or none.
    Tick(Option<Vec<u8>>),
    /// A picture.
    Picture(&'a Picture),
}

/// Why a field cannot be filled.
enum Refusal {
    Problems(Vec<TagProblem>),
    Typeset(TypesetError),
}

impl From<TypesetError> for Refusal {
    fn from(error: TypesetError) -> Self {
        Self::Typeset(error)
    }
}

/// The longest text the tags of one field may make, in bytes: some hundred pages.
const LONGEST: u64 = 1 << 20;

const MISSING: &str = "the data has no value for it";

/// What fields are filled with.
struct Planner<'a> {
    data: &'a Value,
    scope: Scope,
    values: Values,
    pictures: &'a BTreeMap<String, Picture>,
    fonts: &'a Fonts,
}

/// The fields that change.
///
/// # Errors
/// [`DocumentError::Tags`] and [`DocumentError::Typeset`], as [`super::PdfTemplate::fill`] says.
pub(super) fn plan<'a>(
    fields: &'a [Field],
    data: &'a Value,
    pictures: &'a BTreeMap<String, Picture>,
    options: &FillOptions,
    fonts: &'a Fonts,
) -> Result<Vec<(&'a Field, Change<'a>)>, DocumentError> {
    let values = Values::new(options.language.unwrap_or_default());
    let planner = Planner { data, scope: Scope::new(data), values, pictures, fonts };
    let mut changes = Vec::new();
    let mut problems = Vec::new();
    for field in fields {
        match planner.change(field) {
            Ok(Some(change)) => changes.push((field, change)),
            Ok(None) => {}
            Err(Refusal::Typeset(error)) => return Err(error.into()),
            Err(Refusal::Problems(found)) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(changes) } else { Err(DocumentError::Tags(problems)) }
}

impl<'a> Planner<'a> {
    fn change(&self, field: &Field) -> Result<Option<Change<'a>>, Refusal> {
        match &field.kind {
            Kind::Picture => match self.pictures.get(&field.name) {
                Some(picture) => Ok(Some(Change::Picture(picture))),
                None if field.required => {
                    Err(refuse(field, FaultCode::MissingPicture, "there is no picture for it"))
                }
                None => Ok(None),
            },
            Kind::Tick => tick(field, self.data),
            Kind::Text(look) => match self.text(field)? {
                Some(value) => self.set(field, look, value.clone(), &value).map(Some),
                None => Ok(None),
            },
            Kind::Choice { options, free, look } => match self.text(field)? {
                Some(value) => {
                    let (kept, shown) = choose(field, options, *free, value)?;
                    self.set(field, look, kept, &shown).map(Some)
                }
                None => Ok(None),
            },
            Kind::Other => Ok(None),
        }
    }

    /// The text for a field: by its name in the data, or by the tags in its own value; `None` leaves it as it is.
    fn text(&self, field: &Field) -> Result<Option<String>, Refusal> {
        if let Some(value) = lookup::value(self.data, &field.name) {
            let words = lookup::words(value);
            return words.map(Some).ok_or_else(|| {
                refuse(field, FaultCode::WrongValue, "its value is a list or an object, not text")
            });
        }
        let mut filler = Filler::new(&self.values, &part(field), LONGEST);
        filler.position = field.position;
        let filled = filler.text(&field.value, &self.scope);
        if !filler.problems.is_empty() {
            return Err(Refusal::Problems(filler.problems));
        }
        match filled {
            None if field.required && field.value.is_empty() => {
                Err(refuse(field, FaultCode::MissingValue, MISSING))
            }
            filled => Ok(filled),
        }
    }

    /// Sets the words for every widget of the field.
    fn set(
        &self,
        field: &Field,
        look: &TextField,
        value: String,
        shown: &str,
    ) -> Result<Change<'a>, Refusal> {
        let length = shown.chars().count();
        if let Some(most) = look.max_length.filter(|most| length > *most) {
            return Err(refuse(
                field,
                FaultCode::Unfit,
                &format!("the text has {length} characters; the field takes {most}"),
            ));
        }
        let set = field.widgets.iter().map(|widget| text::set(shown, look, widget, self.fonts));
        let set: Option<Vec<_>> = set.collect::<Result<_, _>>()?;
        let shown = set.ok_or_else(|| {
            refuse(field, FaultCode::Unfit, "the text does not fit the field, not even at 5 pt")
        })?;
        Ok(Change::Text { value, shown })
    }
}

/// The state a tick gets: truth picks its only state, text the state of that name.
fn tick<'a>(field: &Field, data: &Value) -> Result<Option<Change<'a>>, Refusal> {
    let states: Vec<&[u8]> = field.widgets.iter().filter_map(|widget| widget.on_state.as_deref()).collect();
    let named =
        |name: &str| states.iter().find(|state| **state == name.as_bytes()).map(|state| state.to_vec());
    let names = || states.iter().map(|state| String::from_utf8_lossy(state)).collect::<Vec<_>>().join(", ");
    let state = match lookup::value(data, &field.name) {
        None if field.required && field.value.is_empty() => {
            return Err(refuse(field, FaultCode::MissingValue, MISSING));
        }
        None => return Ok(None),
        Some(Value::Null | Value::Bool(false)) => None,
        Some(Value::Bool(true)) if states.iter().all(|state| *state == states[0]) => {
            Some(states.first().map_or_else(|| b"Yes".to_vec(), |state| state.to_vec()))
        }
        Some(Value::String(name)) if name == "Off" => None,
        Some(Value::String(name)) => match named(name) {
            Some(state) => Some(state),
            None => {
                return Err(refuse(
                    field,
                    FaultCode::Unfit,
                    &format!("“{name}” is none of its states: {}", names()),
                ));
            }
        },
        Some(_) => {
            return Err(refuse(
                field,
                FaultCode::WrongValue,
                &format!("it takes true, false or one of: {}", names()),
            ));
        }
    };
    Ok(Some(Change::Tick(state)))
}

/// The value and the words of the option that is meant.
fn choose(
    field: &Field,
    options: &[(String, String)],
    free: bool,
    value: String,
) -> Result<(String, String), Refusal> {
    let meant = options.iter().find(|(kept, shown)| *kept == value || *shown == value);
    match meant {
        Some((kept, shown)) => Ok((kept.clone(), shown.clone())),
        None if free || value.is_empty() => Ok((value.clone(), value)),
        None => {
            let known: Vec<_> = options.iter().map(|(_, shown)| shown.as_str()).collect();
            Err(refuse(
                field,
                FaultCode::Unfit,
                &format!("“{value}” is none of its choices: {}", known.join(", ")),
            ))
        }
    }
}

/// A problem of the whole field.
fn refuse(field: &Field, code: FaultCode, problem: &str) -> Refusal {
    let fault = Fault::new(code, problem);
    Refusal::Problems(vec![fault.at(&part(field), field.position, &field.value, &field.name)])
}

/// Where a field is, in reports.
pub(super) fn part(field: &Field) -> String {
    format!("page {}", field.page)
}
