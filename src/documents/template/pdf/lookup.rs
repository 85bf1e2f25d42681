//! Values from the data by a field's name.

use serde_json::Value;

/// The value of `name` in `data`: under the whole name, else along the path that its dots describe.
pub(super) fn value<'a>(data: &'a Value, name: &str) -> Option<&'a Value> {
    if let Some(value) = data.get(name) {
        return Some(value);
    }
    name.split('.').try_fold(data, |value, step| match value {
        Value::Array(list) => list.get(step.parse::<usize>().ok()?),
        other => other.get(step),
    })
}

/// A value as the words that show; `None` for a list or an object.
pub(super) fn words(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether a value asks for a picture: a description or a file of one.
pub(super) fn is_picture(value: &Value) -> bool {
    match value {
        Value::Object(object) => ["prompt", "data", "file"].iter().any(|key| object.contains_key(*key)),
        Value::String(text) => text.starts_with("data:image/"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_found_flat_and_nested() {
        let data = json!({"a.b": 1, "a": {"b": 2, "c": {"d": "x"}}, "list": ["y", {"z": true}]});
        let check = |name: &str, expected: Option<Value>| {
            assert_eq!(value(&data, name), expected.as_ref(), "{name}");
        };
        check("a.b", Some(json!(1)));
        check("a.c.d", Some(json!("x")));
        check("list.1.z", Some(json!(true)));
        check("list.9", None);
        check("list.x", None);
        check("a.b.c", None);
        check("", None);
    }
}
