//! The shape of a template's data as JSON Schema (2020-12), and data of that shape.

use serde_json::{Map, Value, json};

use super::shape::{Kind, Shape};

/// The day in an example.
const DAY: &str = "2026-11-23";

/// The JSON Schema of the data.
pub(super) fn schema(shape: &Shape, title: &str) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(title));
    schema.extend(of(shape));
    Value::Object(schema)
}

fn of(shape: &Shape) -> Map<String, Value> {
    let mut schema = kind(shape);
    if !shape.places.is_empty() {
        schema.insert("description".to_owned(), json!(shape.places.join("\n")));
    }
    if !shape.choices.is_empty() {
        schema.insert("enum".to_owned(), json!(shape.choices));
    }
    if let Some(longest) = shape.longest {
        schema.insert("maxLength".to_owned(), json!(longest));
    }
    schema
}

fn kind(shape: &Shape) -> Map<String, Value> {
    let item = || shape.item.as_deref().map_or_else(Map::new, of);
    let schema = match shape.kind {
        Kind::Plain => json!({"type": ["string", "number", "boolean", "null"]}),
        Kind::Truth => json!({}),
        Kind::Text => json!({"type": ["string", "number", "boolean"]}),
        Kind::Number => json!({"type": "number"}),
        Kind::Time => json!({"type": "string"}),
        Kind::Date => json!({"type": "string", "format": "date"}),
        Kind::Map => json!({"type": "object", "additionalProperties": item()}),
        Kind::List => json!({"type": "array", "items": item()}),
        Kind::Picture => picture(),
        Kind::Object => return object(shape),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

fn object(shape: &Shape) -> Map<String, Value> {
    let properties: Map<_, _> =
        shape.fields.iter().map(|(name, field)| (name.clone(), Value::Object(of(field)))).collect();
    let is_needed = |(name, field): &(String, Shape)| field.is_required.then(|| name.clone());
    let required: Vec<String> = shape.fields.iter().filter_map(is_needed).collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

fn picture() -> Value {
    let text = json!({"type": "string"});
    json!({"anyOf": [
        {"type": "object", "properties": {"prompt": text, "alt": text}, "required": ["prompt"]},
        {"type": "object", "properties": {"data": {"type": "string", "pattern": "^data:"}, "alt": text},
         "required": ["data"]},
        {"type": "object", "properties": {"file": text, "alt": text}, "required": ["file"]},
        {"type": "string", "pattern": "^data:"},
        {"type": "null"},
    ]})
}

/// Data that fills the template; `name` is what the value is called.
pub(super) fn example(shape: &Shape, name: &str) -> Value {
    let item = || shape.item.as_deref().map_or_else(|| json!(words(name)), |item| example(item, name));
    match shape.kind {
        _ if !shape.choices.is_empty() => json!(shape.choices[0]),
        Kind::Plain | Kind::Text => {
            let words = words(name);
            let longest = shape.longest.unwrap_or(usize::MAX);
            json!(words.chars().take(longest).collect::<String>())
        }
        Kind::Truth => json!(true),
        Kind::Number => json!(12),
        Kind::Time => json!("15:00"),
        Kind::Date => json!(DAY),
        Kind::Map => json!({name: item()}),
        Kind::List => json!([item(), item()]),
        Kind::Picture => json!({"prompt": words(name)}),
        Kind::Object => {
            let fields = shape.fields.iter();
            Value::Object(fields.map(|(name, field)| (name.clone(), example(field, name))).collect())
        }
    }
}

/// A name as words: `start_date` is `start date`.
fn words(name: &str) -> String {
    let words = name.replace(['_', '-', '.'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { "value".to_owned() } else { words }
}
