//! Expressions of tags, evaluated against the data: minijinja's expressions, strict about what is missing.
//!
//! Only filters that cannot make much out of little are known, and texts are not multiplied: a template may come from
//! anybody.

use minijinja::value::{Kwargs, Serde, ValueKind, merge_maps};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value, filters};

/// Evaluates expressions.
#[derive(Debug)]
pub struct Values {
    environment: Environment<'static>,
}

/// The names that an expression may use: the data, and inside loops the item.
#[derive(Clone, Debug)]
pub struct Scope(Value);

impl Scope {
    /// The data itself.
    pub fn new(data: &serde_json::Value) -> Self {
        Self(Value::from(Serde(data)))
    }

    /// This scope with more names, which hide the same ones outside.
    pub fn with(&self, names: impl IntoIterator<Item = (String, Value)>) -> Self {
        Self(merge_maps([Value::from_pairs(names), self.0.clone()]))
    }

    /// What stands at a name: under the whole name as one key, or step by step along its dots.
    pub fn look_up(&self, name: &str) -> Option<serde_json::Value> {
        let item = |value: &Value, key: &str| {
            value.get_item(&Value::from(key)).ok().filter(|value| !value.is_undefined())
        };
        let steps = || name.split('.').try_fold(self.0.clone(), |value, step| item(&value, step));
        serde_json::to_value(item(&self.0, name).or_else(steps)?).ok()
    }
}

impl Default for Values {
    fn default() -> Self {
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.add_filter("upper", filters::upper);
        environment.add_filter("lower", filters::lower);
        environment.add_filter("title", filters::title);
        environment.add_filter("capitalize", filters::capitalize);
        environment.add_filter("trim", filters::trim);
        environment.add_filter("default", filters::default);
        environment.add_filter("d", filters::default);
        environment.add_filter("join", filters::join);
        environment.add_filter("length", filters::length);
        environment.add_filter("count", filters::length);
        environment.add_filter("first", filters::first);
        environment.add_filter("last", filters::last);
        environment.add_filter("round", filters::round);
        environment.add_filter("int", filters::int);
        environment.add_filter("float", filters::float);
        environment.add_filter("number", number);
        Self { environment }
    }
}

impl Values {
    /// The value of an expression.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn value(&self, expression: &str, scope: &Scope) -> Result<Value, String> {
        if expression.contains('*') {
            return Err("multiplication is not available in tags".to_owned());
        }
        let compiled = self.environment.compile_expression(expression).map_err(|error| sentence(&error))?;
        let value = compiled.eval(&scope.0).map_err(|error| sentence(&error))?;
        if value.is_undefined() {
            return Err(missing());
        }
        Ok(value)
    }

    /// The value of an expression as text: nothing for null, numbers and truth values plainly.
    ///
    /// # Errors
    /// A sentence that says what is wrong: also for lists and objects, which are no text.
    pub fn text(&self, expression: &str, scope: &Scope) -> Result<String, String> {
        let value = self.value(expression, scope)?;
        match value.kind() {
            ValueKind::None => Ok(String::new()),
            ValueKind::Bool => Ok(value.is_true().to_string()),
            ValueKind::String | ValueKind::Number => Ok(value.to_string()),
            kind => Err(format!("its value is a {kind}, not text or a number")),
        }
    }

    /// The items of a list or the keys of an object.
    ///
    /// # Errors
    /// A sentence that says what is wrong: also for what is neither.
    pub fn items(&self, expression: &str, scope: &Scope) -> Result<Vec<Value>, String> {
        let value = self.value(expression, scope)?;
        match value.kind() {
            ValueKind::None => Ok(Vec::new()),
            ValueKind::Seq | ValueKind::Iterable => {
                value.try_iter().map(Iterator::collect).map_err(|error| sentence(&error))
            }
            ValueKind::Map => {
                let keys = value.try_iter().map_err(|error| sentence(&error))?;
                keys.map(|key| Ok(Value::from(vec![key.clone(), value.get_item(&key).unwrap_or_default()])))
                    .collect()
            }
            kind => Err(format!("its value is a {kind}, not a list")),
        }
    }

    /// Whether a condition holds; a missing value is a mistake here too.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn holds(&self, expression: &str, scope: &Scope) -> Result<bool, String> {
        self.value(expression, scope).map(|value| value.is_true())
    }
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

fn missing() -> String {
    "the data has no value for it".to_owned()
}

fn sentence(error: &Error) -> String {
    let detail = error.detail().unwrap_or_default();
    match error.kind() {
        ErrorKind::UndefinedError => missing(),
        ErrorKind::SyntaxError => format!("it cannot be read: {detail}"),
        ErrorKind::UnknownFilter => format!("there is no such filter: {detail}"),
        kind if detail.is_empty() => kind.to_string(),
        _ => detail.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(expression: &str, expected: Result<&str, &str>) {
        let data = json!({
            "name": "민수", "n": 1234567.5, "whole": 3, "yes": true, "nothing": null,
            "list": ["a", "b"], "deep": {"er": {"est": "x"}}, "text": "Hello",
        });
        let found = Values::default().text(expression, &Scope::new(&data));
        match expected {
            Ok(text) => assert_eq!(found.as_deref(), Ok(text), "{expression}"),
            Err(words) => {
                assert!(found.as_ref().is_err_and(|found| found.contains(words)), "{expression}: {found:?}");
            }
        }
    }

    #[test]
    fn values_print_plainly() {
        check("name", Ok("민수"));
        check("deep.er.est", Ok("x"));
        check("list[1]", Ok("b"));
        check("whole", Ok("3"));
        check("n", Ok("1234567.5"));
        check("yes", Ok("true"));
        check("nothing", Ok(""));
        check("text | upper", Ok("HELLO"));
        check("absent | default('none')", Ok("none"));
        check("list | join(', ')", Ok("a, b"));
        check("n | number", Ok("1,234,567.5"));
        check("-n | number(decimals=0)", Ok("-1,234,568"));
        check("'yes' if whole > 2 else 'no'", Ok("yes"));
        check("text ~ '!'", Ok("Hello!"));
    }

    #[test]
    fn problems_are_sentences() {
        check("absent", Err("no value"));
        check("deep.absent.x", Err("no value"));
        check("absent.x", Err("no value"));
        check("list", Err("sequence, not text"));
        check("deep", Err("map, not text"));
        check("a b", Err("cannot be read"));
        check("name | nope", Err("no such filter"));
        check("name | number", Err("needs a number"));
        check("'x' * 1000000000", Err("multiplication"));
        check("range(100)", Err(""));
        check(&"(".repeat(900), Err("cannot be read"));
    }
}
