//! What expressions know: minijinja's own filters and tests, and the ones that write for people.

use std::sync::LazyLock;

use minijinja::value::Kwargs;
use minijinja::{Environment, Error, ErrorKind, State, UndefinedBehavior, Value};

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

fn build(_language: Language) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.remove_global("debug");
    environment.remove_global("namespace");
    environment.add_filter(METER, meter);
    environment.add_filter("number", number);
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

/// `1234567.5 | number` is `1,234,567.5`; `number(decimals=2)` rounds.
#[allow(clippy::needless_pass_by_value)] // minijinja hands filters their arguments by value
fn number(value: Value, options: Kwargs) -> Result<String, Error> {
    let decimals: Option<usize> = options.get("decimals")?;
    options.assert_all_used()?;
    let wrong = || Error::new(ErrorKind::InvalidOperation, "number needs a number");
    let plain = match decimals {
        Some(decimals) => format!("{:.*}", decimals.min(20), f64::try_from(value).map_err(|_| wrong())?),
        None if value.is_number() => value.to_string(),
        None => return Err(wrong()),
    };
    let (whole, rest) = plain.split_at(plain.find(['.', 'e']).unwrap_or(plain.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut grouped = String::with_capacity(plain.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    Ok(format!("{sign}{grouped}{rest}"))
}
