//! What a template wants, told without filling it: its tags with their places, its picture slots and form fields, the
//! data's JSON Schema with an example, and every mistake at once.
//!
//! [`sighting`] lets the filler go through the template without evaluating anything; [`expression`] says what an
//! expression takes from the data; [`shape`] puts that together; [`schema`] writes it as JSON Schema. [`unfilled`]
//! looks for tags where nothing is ever filled.

use kurbo::Size;
use serde_json::Value;

use super::{Opened, PicturePlace, Template};
use crate::documents::{DocumentError, Format, TagProblem};
use crate::scene::units::mm;
use shape::{Kind, Shape};

mod expression;
mod schema;
mod shape;
mod sighting;
mod unfilled;

pub(super) use expression::{Call, calls};
pub(super) use sighting::{Branch, Purpose, Sighting};

/// What a template wants.
#[derive(Clone, Debug)]
pub struct TemplateReport {
    /// What the template is.
    pub format: Format,
    /// Its tags, in the order they are filled.
    pub tags: Vec<TagReport>,
    /// Its places for pictures.
    pub pictures: Vec<PictureReport>,
    /// The fields of a PDF form.
    pub fields: Vec<FieldReport>,
    /// What is wrong whatever the data says: a filling would fail.
    pub problems: Vec<TagProblem>,
    /// What looks like a tag and is never filled: a filling would leave it.
    pub unfilled: Vec<TagProblem>,
    shape: Shape,
}

/// One tag, or one half of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagReport {
    /// The part it stands in, as in `word/document.xml`, or the PDF's page.
    pub part: String,
    /// The paragraph, counted from 1.
    pub position: usize,
    /// The tag as it stands there.
    pub tag: String,
    /// The text around it; empty when there is nothing but the tag.
    pub around: String,
    /// What it does.
    pub kind: TagUse,
    /// Its expression, without filters' braces: what is evaluated.
    pub expression: String,
}

/// What a tag does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagUse {
    /// Writes a value.
    Value,
    /// Decides whether what follows stays.
    Condition,
    /// Repeats what follows; each item gets these names.
    Loop(Vec<String>),
}

/// One place for a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureReport {
    /// The part it stands in.
    pub part: String,
    /// The paragraph, counted from 1.
    pub position: usize,
    /// Name, size in points, fit and prompt.
    pub place: PicturePlace,
}

impl PictureReport {
    /// Its width and height in millimetres.
    pub fn millimetres(&self) -> (f64, f64) {
        let Size { width, height } = self.place.size;
        (width / mm(1.0), height / mm(1.0))
    }
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldReport {
    /// The full name, its steps joined by dots.
    pub name: String,
    /// The page it shows on, counted from 1.
    pub page: usize,
    /// What it takes: `text`, `tick`, `choice`, `list` for several choices, `picture`, or `other` for what stays as it is.
    pub kind: &'static str,
    /// The values it takes, when they are given.
    pub choices: Vec<String>,
    /// Whether the form must have it.
    pub is_required: bool,
    /// The most characters of a text.
    pub longest: Option<usize>,
    /// Whether its own value holds tags, which say what goes into it.
    pub has_tags: bool,
}

impl FieldReport {
    /// A field without tags is filled by its name.
    fn add_to(&self, shape: &mut Shape) {
        let kind = match self.kind {
            "text" | "choice" => Kind::Plain,
            "tick" => Kind::Truth,
            "list" => Kind::List,
            _ => return, // pictures are met as pictures
        };
        if self.has_tags {
            return;
        }
        let value = self.name.split('.').fold(shape, |shape, step| {
            let value = shape.field(step);
            value.is_required |= self.is_required;
            value
        });
        value.become_kind(kind);
        if kind == Kind::List {
            value.item.get_or_insert_default().choices.clone_from(&self.choices);
        } else {
            value.choices.clone_from(&self.choices);
        }
        value.longest = self.longest;
        value.places.push(format!("page {}", self.page));
    }
}

impl Template {
    /// What the template wants, and every mistake in it. Needs no data; nothing is evaluated.
    ///
    /// # Errors
    /// As for [`Template::open`].
    pub fn inspect(&self) -> Result<TemplateReport, DocumentError> {
        let (sightings, problems, fields) = match &self.format {
            Opened::Office(office) => {
                let (sightings, problems) = office.look()?;
                (sightings, problems, Vec::new())
            }
            Opened::Pdf(form) => form.look(),
        };
        let unfilled = match &self.format {
            Opened::Office(office) => unfilled::find(office.package(), &office.part_names())?,
            Opened::Pdf(_) => Vec::new(),
        };
        let mut shape = Shape::of(&sightings);
        fields.iter().for_each(|field| field.add_to(&mut shape));
        Ok(TemplateReport {
            format: self.format(),
            tags: sightings.iter().filter_map(tag).collect(),
            pictures: pictures(&sightings),
            fields,
            problems,
            unfilled,
            shape,
        })
    }
}

impl TemplateReport {
    /// Whether a filling could succeed, given the right data.
    pub fn can_be_filled(&self) -> bool {
        self.problems.is_empty()
    }

    /// The JSON Schema (2020-12) of the data.
    pub fn schema(&self, title: &str) -> Value {
        schema::schema(&self.shape, title)
    }

    /// Data that fills the template.
    pub fn example(&self) -> Value {
        schema::example(&self.shape, "")
    }
}

fn tag(sighting: &Sighting) -> Option<TagReport> {
    let kind = match &sighting.purpose {
        Purpose::Value => TagUse::Value,
        Purpose::Condition => TagUse::Condition,
        Purpose::Loop(names) => TagUse::Loop(names.clone()),
        Purpose::Picture(_) => return None,
    };
    let Sighting { part, position, tag, around, expression, .. } = sighting.clone();
    Some(TagReport { part, position, tag, around, kind, expression })
}

/// Each picture once: a drawing names it and the picture within it too.
fn pictures(sightings: &[Sighting]) -> Vec<PictureReport> {
    let mut pictures: Vec<PictureReport> = Vec::new();
    for sighting in sightings {
        if let Purpose::Picture(place) = &sighting.purpose {
            let Sighting { part, position, .. } = sighting.clone();
            let picture = PictureReport { part, position, place: place.clone() };
            if !pictures.contains(&picture) {
                pictures.push(picture);
            }
        }
    }
    pictures
}
