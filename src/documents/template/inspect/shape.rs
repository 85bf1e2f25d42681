//! The shape of the data that a template wants, from everything its expressions take.

use super::expression::{Hint, ITEM, Use, uses};
use super::sighting::{Frame, Purpose, Sighting};

/// Filters by what their value must be.
const NUMBERS: [&str; 8] =
    ["number", "currency", "percent", "round", "abs", "ordinal", "filesizeformat", "won"];
const DATES: [&str; 3] = ["date", "datetime", "weekday"];
const LISTS: [&str; 19] = [
    "join",
    "first",
    "last",
    "sort",
    "unique",
    "sum",
    "min",
    "max",
    "batch",
    "slice",
    "map",
    "select",
    "reject",
    "selectattr",
    "rejectattr",
    "groupby",
    "zip",
    "list",
    "random",
];
const MAPS: [&str; 2] = ["items", "dictsort"];
const TEXTS: [&str; 10] =
    ["upper", "lower", "title", "trim", "capitalize", "replace", "split", "lines", "indent", "format"];
const PICTURES: [&str; 8] = ["width", "height", "picture", "image", "cover", "contain", "stretch", "alt"];

/// Names of loops and functions, not of the data.
const BUILT_IN: [&str; 2] = ["loop", "self"];

/// How many places are remembered of one value.
const PLACES: usize = 3;

/// One value of the data.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shape {
    /// What it must be.
    pub kind: Kind,
    /// The values of an object, in the order they are met.
    pub fields: Vec<(String, Shape)>,
    /// The items of a list, or the values of an object whose names are the data's own.
    pub item: Option<Box<Shape>>,
    /// Whether the template cannot be filled without it.
    pub is_required: bool,
    /// Where it is used.
    pub places: Vec<String>,
    /// The values that are allowed; any when empty.
    pub choices: Vec<String>,
    /// The most characters.
    pub longest: Option<usize>,
}

/// What a value must be; what comes later in the list says more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Text, a number, a truth value or nothing.
    #[default]
    Plain,
    /// Anything that is or is not.
    Truth,
    /// Text, or something that is written as text.
    Text,
    Number,
    /// A time as `15:00`, or a date with one.
    Time,
    /// A date as `2026-11-23`.
    Date,
    /// An object whose names the data chooses.
    Map,
    Object,
    List,
    Picture,
}

impl Shape {
    /// The data that these sightings want.
    pub fn of(sightings: &[Sighting]) -> Self {
        let mut shape = Self { kind: Kind::Object, is_required: true, ..Self::default() };
        for sighting in sightings {
            shape.take_in(sighting);
        }
        shape
    }

    /// The value at a name of this object, added when it is new.
    pub fn field(&mut self, name: &str) -> &mut Self {
        self.become_kind(Kind::Object);
        let known = self.fields.iter().position(|(known, _)| known == name);
        let at = known.unwrap_or_else(|| {
            self.fields.push((name.to_owned(), Self::default()));
            self.fields.len() - 1
        });
        &mut self.fields[at].1
    }

    /// Says more about a value than is known.
    pub fn become_kind(&mut self, kind: Kind) {
        self.kind = self.kind.max(kind);
    }

    fn take_in(&mut self, sighting: &Sighting) {
        let is_certain = !sighting.frames.contains(&Frame::Choice);
        if let Purpose::Picture(picture) = &sighting.purpose {
            let path: Vec<String> = sighting.expression.split('.').map(str::to_owned).collect();
            let is_required = is_certain && picture.prompt.is_none();
            self.use_at(&Use { path, ..Use::default() }, Kind::Picture, is_required, sighting);
            return;
        }
        let found = uses(&sighting.expression);
        let is_alone = found.len() == 1;
        for (at, found) in found.iter().enumerate() {
            let kind = kind_of(found, &sighting.purpose, at == 0, is_alone);
            let is_required = is_certain && !found.is_optional;
            self.use_at(found, kind, is_required, sighting);
        }
    }

    fn use_at(&mut self, found: &Use, kind: Kind, is_required: bool, sighting: &Sighting) {
        let Some(steps) = resolve(&found.path, &sighting.frames) else { return };
        let value = self.reach(&steps, is_required);
        value.become_kind(kind);
        value.is_required |= is_required;
        let around = if sighting.around.is_empty() { &sighting.tag } else { &sighting.around };
        let place = format!("{}: {around}", sighting.place);
        if value.places.len() < PLACES && !value.places.contains(&place) {
            value.places.push(place);
        }
    }

    /// The value at the end of a path; what leads to it is needed as much as itself.
    fn reach(&mut self, steps: &[Step], is_required: bool) -> &mut Self {
        steps.iter().fold(self, |shape, step| {
            let next = match step {
                Step::Field(name) => shape.field(name),
                Step::Item => shape.item_of(Kind::List),
                Step::Value => shape.item_of(Kind::Map),
            };
            next.is_required |= is_required;
            next
        })
    }

    fn item_of(&mut self, kind: Kind) -> &mut Self {
        self.become_kind(kind);
        self.item.get_or_insert_default()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Field(String),
    Item,
    Value,
}

/// The way from the data to what a name means here; `None` for what is not in the data.
fn resolve(path: &[String], frames: &[Frame]) -> Option<Vec<Step>> {
    let first = path.first().filter(|first| !BUILT_IN.contains(&first.as_str()))?;
    let inner = frames.iter().enumerate().rev().find_map(|(at, frame)| match frame {
        Frame::Loop { names, list } => {
            let which = names.iter().position(|name| name == first)?;
            Some((at, which, names.len(), list))
        }
        Frame::Choice => None,
    });
    let (mut steps, rest) = match inner {
        None => (Vec::new(), path),
        Some((at, which, count, list)) => (item_of(list, which, count, &frames[..at])?, &path[1..]),
    };
    steps.extend(rest.iter().map(|step| match step.as_str() {
        ITEM => Step::Item,
        name => Step::Field(name.to_owned()),
    }));
    Some(steps)
}

/// The way to what a loop's name stands for.
fn item_of(list: &str, which: usize, count: usize, frames: &[Frame]) -> Option<Vec<Step>> {
    let found = uses(list).into_iter().next()?;
    let mut steps = resolve(&found.path, frames)?;
    let has = |names: &[&str]| found.filters.iter().any(|filter| names.contains(&filter.as_str()));
    match (count, which) {
        _ if has(&["map", "groupby", "zip", "split", "lines"]) => return None,
        (1, _) if has(&["batch", "slice"]) => {} // the inner loop goes through the items
        (1, _) if has(&MAPS) => return None,
        (1, _) => steps.push(Step::Item),
        (_, 1) => steps.push(Step::Value),
        _ => return None, // a name of the data's own
    }
    Some(steps)
}

fn kind_of(found: &Use, purpose: &Purpose, is_first: bool, is_alone: bool) -> Kind {
    let by_filter = found.filters.iter().find_map(|filter| {
        let is_in = |names: &[&str]| names.contains(&filter.as_str());
        match () {
            () if is_in(&NUMBERS) => Some(Kind::Number),
            () if is_in(&DATES) => Some(Kind::Date),
            () if filter == "time" => Some(Kind::Time),
            () if is_in(&LISTS) => Some(Kind::List),
            () if is_in(&MAPS) => Some(Kind::Map),
            () if is_in(&TEXTS) => Some(Kind::Text),
            () if is_in(&PICTURES) => Some(Kind::Picture),
            () => None,
        }
    });
    match (by_filter, found.hint, purpose) {
        (Some(kind), ..) => kind,
        (_, Hint::Number, _) => Kind::Number,
        (_, Hint::Text, _) => Kind::Text,
        (_, Hint::List, _) => Kind::List,
        (.., Purpose::Loop(names)) if is_first && names.len() == 1 => Kind::List,
        (.., Purpose::Loop(_)) if is_first => Kind::Map,
        (.., Purpose::Condition) if is_alone => Kind::Truth,
        _ => Kind::Plain,
    }
}
