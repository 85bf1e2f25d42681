//! A form that was sent as JSON, as some clients do: its files are `data:` URLs.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::http::body::read_json;
use crate::http::error::ApiError;
use crate::http::form::Form;

/// Fields that hold files, and the name each has in a form.
const FILES: [(&str, &str); 4] =
    [("image", "image"), ("image[]", "image"), ("images", "image"), ("mask", "mask")];

/// Reads a form that has these fields and no others.
///
/// # Errors
/// 400 for what is no JSON, for an unknown field, and for a file that is no `data:` URL.
pub(super) fn read(body: &[u8], known: &[&str]) -> Result<Form, ApiError> {
    let mut form = Form::default();
    for (name, value) in read_json::<Map<String, Value>>(body)? {
        let file = FILES.iter().find(|(known, _)| *known == name);
        if file.is_none() && !known.contains(&name.as_str()) {
            return Err(Form::unknown(&name, known));
        }
        match (file, value) {
            (_, Value::Null) => {}
            (Some((_, field)), value) => form.put(field, file_bytes(&name, &value)?)?,
            (None, Value::String(text)) => form.put(&name, text.into_bytes())?,
            (None, value @ (Value::Bool(_) | Value::Number(_))) => {
                form.put(&name, value.to_string().into_bytes())?;
            }
            (None, _) => return Err(ApiError::field(name, "it must be text, a number, true or false")),
        }
    }
    Ok(form)
}

/// The bytes of a `data:` URL, alone, in an object as `image_url`, or alone in a list.
fn file_bytes(name: &str, value: &Value) -> Result<Vec<u8>, ApiError> {
    match value {
        Value::String(url) => data_url(name, url),
        Value::Object(object) => match object.get("image_url") {
            Some(url) if object.len() == 1 => file_bytes(name, url),
            _ => Err(ApiError::field(name, "an object has the field image_url, and no other")),
        },
        Value::Array(items) => match items.as_slice() {
            [one] => file_bytes(name, one),
            [] => Err(ApiError::field(name, "it is empty")),
            _ => Err(ApiError::field(name, "it holds several pictures, and one is taken")),
        },
        _ => Err(ApiError::field(name, "it must be a data: URL")),
    }
}

fn data_url(name: &str, url: &str) -> Result<Vec<u8>, ApiError> {
    let Some((kind, data)) = url.strip_prefix("data:").and_then(|rest| rest.split_once(',')) else {
        return Err(ApiError::field(name, "it is no data: URL, and addresses are not fetched"));
    };
    if !kind.ends_with(";base64") {
        return Err(ApiError::field(name, "its data must be in base 64"));
    }
    STANDARD
        .decode(data.trim())
        .map_err(|error| ApiError::field(name, format!("its base 64 is broken: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: Result<&[u8], &str>) {
        let found = read(body.as_bytes(), &["prompt", "n"]).map(|mut form| form.file("image").unwrap().bytes);
        let found = found.map_err(|error| error.field.unwrap_or_default());
        assert_eq!(found, expected.map(<[u8]>::to_vec).map_err(str::to_owned), "{body}");
    }

    #[test]
    fn files_are_data_urls_and_nothing_is_fetched() {
        let one = r#"{"prompt": "a hat", "n": 2, "image": "data:image/png;base64,aGk="}"#;
        check(one, Ok(b"hi"));
        check(r#"{"images": [{"image_url": "data:image/png;base64,aGk="}], "n": null}"#, Ok(b"hi"));
        check(r#"{"image[]": ["data:;base64,aGk="]}"#, Ok(b"hi"));
        check(r#"{"image": "https://example.com/cat.png"}"#, Err("image"));
        check(r#"{"image": "data:image/png,hi"}"#, Err("image"));
        check(r#"{"image": "data:image/png;base64,!"}"#, Err("image"));
        check(r#"{"images": ["data:;base64,aGk=", "data:;base64,aGk="]}"#, Err("images"));
        check(r#"{"images": [{"file_id": "file-1"}]}"#, Err("images"));
        check(r#"{"image": "data:;base64,aGk=", "images": ["data:;base64,aGk="]}"#, Err("image"));
        check(r#"{"colour": "red"}"#, Err("colour"));
        check(r#"{"prompt": ["a"]}"#, Err("prompt"));
    }
}
