//! Ticks and choices: which of a field's own states or options is meant.

use serde_json::Value;

use super::{Change, MISSING, Refusal, refuse};
use crate::documents::problem::FaultCode;
use crate::documents::template::pdf::fields::Field;
use crate::documents::template::pdf::lookup;

/// The state a tick gets: truth picks its only state, text the state of that name or label.
pub(super) fn tick<'a>(
    field: &Field,
    labels: &[String],
    data: &Value,
) -> Result<Option<Change<'a>>, Refusal> {
    let states: Vec<Vec<u8>> = (0..field.widgets.len()).map(|at| state(field, at)).collect();
    let label = |at: usize| labels.get(at).filter(|label| !label.is_empty());
    let named = |name: &str| {
        let by_label = || (0..states.len()).find(|at| label(*at).is_some_and(|label| label == name));
        let found = states.iter().position(|state| state == name.as_bytes());
        found.or_else(by_label).map(|at| states[at].clone())
    };
    let names = || {
        let name =
            |at| label(at).cloned().unwrap_or_else(|| String::from_utf8_lossy(&states[at]).into_owned());
        (0..states.len()).map(name).collect::<Vec<_>>().join(", ")
    };
    let state = match lookup::value(data, &field.name) {
        None if field.required && field.value.is_empty() => {
            return Err(refuse(field, FaultCode::MissingValue, MISSING));
        }
        None => return Ok(None),
        Some(Value::Null | Value::Bool(false)) => None,
        Some(Value::Bool(true)) if states.iter().all(|state| *state == states[0]) => states.first().cloned(),
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

/// The state in which a widget is on. Forms that leave all drawing to readers name none: a single box is then `Yes`,
/// each of several its place.
pub(in crate::documents::template::pdf) fn state(field: &Field, at: usize) -> Vec<u8> {
    let own = field.widgets.get(at).and_then(|widget| widget.on_state.clone());
    own.unwrap_or_else(|| if field.widgets.len() > 1 { at.to_string().into_bytes() } else { b"Yes".to_vec() })
}

/// The value and the words of the option that is meant.
pub(super) fn choose(
    field: &Field,
    options: &[(String, String)],
    free: bool,
    value: String,
) -> Result<(String, String), Refusal> {
    let meant = options.iter().find(|(kept, shown)| *kept == value || *shown == value);
    match meant {
        Some((kept, shown)) => Ok((kept.clone(), shown.clone())),
        None if free || value.is_empty() => Ok((value.clone(), value)),
        None => Err(unknown_choice(field, options, &value)),
    }
}

pub(super) fn unknown_choice(field: &Field, options: &[(String, String)], value: &str) -> Refusal {
    let known: Vec<_> = options.iter().map(|(_, shown)| shown.as_str()).collect();
    refuse(field, FaultCode::Unfit, &format!("“{value}” is none of its choices: {}", known.join(", ")))
}
