//! What expressions know: minijinja's own filters and tests, and the ones that write for people.

use std::sync::LazyLock;

use minijinja::{Environment, State, UndefinedBehavior, Value};

use super::filters;
use crate::scene::Language;

/// What one expression may cost: 64 MB made, or a million steps; some hundredths of a second.
pub(super) const FUEL: u64 = 1_000_000;

/// The filter that says what an expression has cost. No tag can name it.
const METER: &str = "vignette_meter";

static ENVIRONMENTS: LazyLock<[Environment<'static>; 4]> = LazyLock::new(|| Language::ALL.map(build));

/// The environment that writes in `language`.
pub(super) fn of(language: Language) -> &'static Environment<'static> {
    let at = Language::ALL.iter().position(|known| *known == language);
    &ENVIRONMENTS[at.unwrap_or(0)]
}

fn build(language: Language) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.remove_global("debug");
    environment.remove_global("namespace");
    environment.add_filter(METER, meter);
    filters::add(&mut environment, language);
    environment
}

/// The expression with its meter.
pub(super) fn metered(expression: &str) -> String {
    format!("[({expression})]|{METER}")
}

/// A value comes out in a list, so that a missing one is not taken for a mistake of the meter.
fn meter(state: &State<'_, '_>, list: Value) -> Value {
    let spent = state.fuel_levels().map_or(0, |(spent, _)| spent);
    Value::from(vec![list, Value::from(spent)])
}

/// The value and the fuel it took.
pub(super) fn read_meter(metered: &Value) -> (Value, u64) {
    let item = |list: &Value, at| list.get_item_by_index(at).unwrap_or_default();
    let spent = u64::try_from(item(metered, 1)).unwrap_or(0);
    (item(&item(metered, 0), 0), spent)
}
