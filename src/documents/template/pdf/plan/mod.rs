//! What is to change, field by field; everything that cannot is reported at once.

use std::collections::BTreeMap;

use serde_json::Value;

use super::fields::{Field, Kind, TextField};
use super::lookup;
use super::place::{Filling, Placed};
use super::slots::{Slot, SlotContent};
use super::text::{self, SetText};
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::template::FillOptions;
use crate::documents::template::filler::Filler;
use crate::documents::template::values::{Scope, Values};
use crate::documents::{DocumentError, TagProblem};
use crate::scene::{Fonts, Picture, TypesetError};

mod choice;

pub(super) use choice::state;
use choice::{choose, tick, unknown_choice};

/// What a field becomes.
pub(super) enum Change<'a> {
    /// A text: the value that is kept, and the words as each widget shows them.
    Text { value: String, shown: Vec<SetText> },
    /// Lines of a list: the values that are kept, their places among the options, and the list as each widget shows it
    /// with the first line in sight.
    List { values: Vec<String>, chosen: Vec<usize>, shown: Vec<SetText>, first: usize },
    /// A tick: the state that is on, or none.
    Tick(Option<Vec<u8>>),
    /// A picture.
    Picture(&'a Picture),
}

/// Everything that changes.
pub(super) struct Plan<'a> {
    pub changes: Vec<(&'a Field, Change<'a>)>,
    pub placed: Vec<Placed<'a>>,
}

/// Why a field cannot be filled.
pub(super) enum Refusal {
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

/// The fields that change, and the slots that are filled.
///
/// # Errors
/// [`DocumentError::Tags`] and [`DocumentError::Typeset`], as [`super::PdfTemplate::fill`] says.
pub(super) fn plan<'a>(
    fields: &'a [Field],
    slots: &'a [Slot],
    data: &'a Value,
    pictures: &'a BTreeMap<String, Picture>,
    options: &FillOptions,
    fonts: &'a Fonts,
) -> Result<Plan<'a>, DocumentError> {
    let values = Values::new(options.language.unwrap_or_default());
    let planner = Planner { data, scope: Scope::new(data), values, pictures, fonts };
    let mut problems = Vec::new();
    let mut changes = Vec::new();
    for field in fields {
        let change = sift(planner.change(field), &mut problems)?;
        changes.extend(change.map(|change| (field, change)));
    }
    let mut placed = Vec::new();
    for slot in slots {
        placed.extend(sift(planner.placed(slot), &mut problems)?);
    }
    if problems.is_empty() { Ok(Plan { changes, placed }) } else { Err(DocumentError::Tags(problems)) }
}

/// What was planned; problems are put to the others, what no other place could mend ends the plan.
fn sift<T>(
    planned: Result<Option<T>, Refusal>,
    problems: &mut Vec<TagProblem>,
) -> Result<Option<T>, DocumentError> {
    match planned {
        Ok(planned) => Ok(planned),
        Err(Refusal::Typeset(error)) => Err(error.into()),
        Err(Refusal::Problems(found)) => {
            problems.extend(found);
            Ok(None)
        }
    }
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
            Kind::Tick { labels } => tick(field, labels, self.data),
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
            Kind::List { options, many, look } => self.list(field, options, *many, look),
            Kind::Signature | Kind::Other => Ok(None),
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

    /// What goes into a slot; `None` when it may stay empty and nothing is there for it.
    fn placed(&self, slot: &'a Slot) -> Result<Option<Placed<'a>>, Refusal> {
        let refuse = |code, problem: &str| {
            let fault = Fault::new(code, problem);
            Refusal::Problems(vec![fault.at(&slot.part(), slot.position, "", &slot.name)])
        };
        let filling = match &slot.content {
            SlotContent::Picture { .. } => self.pictures.get(&slot.name).map(Filling::Picture),
            SlotContent::Text { text, field } => match self.slot_text(slot, text.as_deref())? {
                Some(words) => {
                    let set = text::set(&words, field, (slot.place.size(), 0.0), self.fonts)?;
                    Some(Filling::Text(set.ok_or_else(|| {
                        refuse(FaultCode::Unfit, "the text does not fit the slot, not even at 5 pt")
                    })?))
                }
                None => None,
            },
        };
        match filling {
            Some(filling) => Ok(Some(Placed { slot, filling })),
            None if slot.optional => Ok(None),
            None if matches!(slot.content, SlotContent::Picture { .. }) => {
                Err(refuse(FaultCode::MissingPicture, "there is no picture for it"))
            }
            None => Err(refuse(FaultCode::MissingValue, MISSING)),
        }
    }

    /// The words of a slot: its own with their tags filled, else the value of its name.
    fn slot_text(&self, slot: &Slot, text: Option<&str>) -> Result<Option<String>, Refusal> {
        let Some(text) = text else {
            return Ok(lookup::value(self.data, &slot.name).and_then(lookup::words));
        };
        let mut filler = Filler::new(&self.values, &slot.part(), LONGEST);
        filler.position = slot.position;
        let filled = filler.text(text, &self.scope);
        match filler.problems.is_empty() {
            true => Ok(Some(filled.unwrap_or_else(|| text.to_owned()))),
            false => Err(Refusal::Problems(filler.problems)),
        }
    }

    /// The lines of a list that are chosen, by their values or their words.
    fn list(
        &self,
        field: &Field,
        options: &[(String, String)],
        many: bool,
        look: &TextField,
    ) -> Result<Option<Change<'a>>, Refusal> {
        let names = match lookup::value(self.data, &field.name) {
            Some(Value::Array(names)) => names.iter().map(lookup::words).collect::<Option<Vec<_>>>(),
            Some(value) => lookup::words(value).map(|name| vec![name]),
            None => match self.text(field)? {
                Some(name) => Some(vec![name]),
                None => return Ok(None),
            },
        };
        let names = names
            .ok_or_else(|| refuse(field, FaultCode::WrongValue, "it takes a text or a list of texts"))?;
        let mut chosen = Vec::new();
        for name in names.iter().filter(|name| !name.is_empty()) {
            let at = options.iter().position(|(kept, shown)| kept == name || shown == name);
            chosen.push(at.ok_or_else(|| unknown_choice(field, options, name))?);
        }
        chosen.sort_unstable();
        chosen.dedup();
        if chosen.len() > 1 && !many {
            return Err(refuse(field, FaultCode::WrongValue, "it takes one choice only"));
        }
        let words: Vec<_> = options.iter().map(|(_, shown)| shown.as_str()).collect();
        let mut first = 0;
        let mut shown = Vec::new();
        for widget in &field.widgets {
            let (set, top) = text::list(&words, &chosen, look, widget.frame(), self.fonts)?;
            shown.push(set);
            first = top;
        }
        let values = chosen.iter().map(|at| options[*at].0.clone()).collect();
        Ok(Some(Change::List { values, chosen, shown, first }))
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
        let set = field.widgets.iter().map(|widget| text::set(shown, look, widget.frame(), self.fonts));
        let set: Option<Vec<_>> = set.collect::<Result<_, _>>()?;
        let shown = set.ok_or_else(|| {
            refuse(field, FaultCode::Unfit, "the text does not fit the field, not even at 5 pt")
        })?;
        Ok(Change::Text { value, shown })
    }
}

/// A problem of the whole field.
pub(super) fn refuse(field: &Field, code: FaultCode, problem: &str) -> Refusal {
    let fault = Fault::new(code, problem);
    Refusal::Problems(vec![fault.at(&part(field), field.position, &field.name, &field.name)])
}

/// Where a field is, in reports.
pub(super) fn part(field: &Field) -> String {
    format!("page {}", field.page)
}
