//! What a form wants, without filling it.

use super::fields::{Field, Kind};
use super::plan;
use super::{PdfTemplate, PicturePlace};
use crate::documents::TagProblem;
use crate::documents::template::filler::Filler;
use crate::documents::template::inspect::{FieldReport, Purpose, Sighting};
use crate::documents::template::values::{Scope, Values};

impl PdfTemplate {
    /// What a filling would meet, what is wrong whatever the data says, and the form's fields.
    pub fn look(&self) -> (Vec<Sighting>, Vec<TagProblem>, Vec<FieldReport>) {
        let values = Values::looking();
        let scope = Scope::new(&serde_json::Value::Null);
        let mut problems = Vec::new();
        for field in &self.fields {
            let mut filler = Filler::new(&values, &plan::part(field), u64::MAX);
            filler.position = field.position;
            match field.kind {
                Kind::Text(_) | Kind::Choice { .. } => drop(filler.text(&field.value, &scope)),
                Kind::Picture => {
                    let place = self.pictures().into_iter().find(|place| place.name == field.name);
                    let purpose = place.map(|place: PicturePlace| Purpose::Picture(place));
                    purpose.map(|purpose| filler.looks(purpose, &field.name, &field.name, &scope));
                }
                Kind::Tick { .. } | Kind::List { .. } | Kind::Signature | Kind::Other => {}
            }
            problems.append(&mut filler.problems);
        }
        (values.into_sightings(), problems, self.fields.iter().map(report).collect())
    }
}

fn report(field: &Field) -> FieldReport {
    let (kind, choices, longest) = match &field.kind {
        Kind::Text(look) => ("text", Vec::new(), look.max_length),
        Kind::Tick { labels } => ("tick", states(field, labels), None),
        Kind::Choice { options, free, .. } => {
            let shown = options.iter().map(|(_, shown)| shown.clone());
            ("choice", if *free { Vec::new() } else { shown.collect() }, None)
        }
        Kind::Picture => ("picture", Vec::new(), None),
        Kind::List { options, many: true, .. } => {
            ("list", options.iter().map(|(_, shown)| shown.clone()).collect(), None)
        }
        Kind::List { options, .. } => {
            ("choice", options.iter().map(|(_, shown)| shown.clone()).collect(), None)
        }
        Kind::Signature | Kind::Other => ("other", Vec::new(), None),
    };
    FieldReport {
        name: field.name.clone(),
        page: field.page,
        kind,
        choices,
        is_required: field.required && field.value.is_empty(),
        longest,
        has_tags: field.value.contains("{{") || field.value.contains("{%"),
    }
}

/// The states of a group of which one is on, or what they mean; none for a box that is ticked or not.
fn states(field: &Field, labels: &[String]) -> Vec<String> {
    let mut states: Vec<String> = Vec::new();
    for at in 0..field.widgets.len() {
        let own = || String::from_utf8_lossy(&plan::state(field, at)).into_owned();
        let state = labels.get(at).filter(|label| !label.is_empty()).cloned().unwrap_or_else(own);
        if !states.contains(&state) {
            states.push(state);
        }
    }
    if states.len() > 1 { states } else { Vec::new() }
}
