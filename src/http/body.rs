//! JSON bodies: what is wrong with them is said with line, column and field.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use sha2::{Digest as _, Sha256};

use super::caller::identify;
use super::error::{ApiError, Code};
use crate::store::key::hex;

/// A JSON body, read into `T`, and the SHA-256 of its bytes.
pub struct Json<T>(pub T, pub String);

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    /// Reads at most as much as the app's `PayloadConfig` allows, and only for a caller with a good token: nobody else is
    /// told what is wrong with a body.
    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = Bytes::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            identify(&request).await?;
            let bytes = bytes.await.map_err(|error| unreadable(&error))?;
            Ok(Self(read_json(&bytes)?, digest(&[&bytes])))
        })
    }
}

/// SHA-256 of several pieces, each with its length before it, as hex.
pub fn digest(pieces: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update((piece.len() as u64).to_le_bytes());
        hash.update(piece);
    }
    hex(&hash.finalize())
}

fn unreadable(error: &actix_web::Error) -> ApiError {
    let too_large = error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE;
    let code = if too_large { Code::TooLarge } else { Code::BadRequest };
    ApiError::new(code, format!("the body cannot be read: {error}"))
}

/// Reads JSON into `T`.
///
/// # Errors
/// [`Code::InvalidJson`] with line and column; [`Code::UnknownField`], [`Code::MissingField`] and
/// [`Code::InvalidField`] with the field.
pub fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        explain(&path, error.inner())
    })?;
    deserializer.end().map_err(|error| explain(".", &error))?;
    Ok(value)
}

/// serde writes what is wrong only into the sentence; the field's name stands there between the first backticks.
fn explain(path: &str, error: &serde_json::Error) -> ApiError {
    let sentence = error.to_string();
    if error.classify() != Category::Data {
        return ApiError::new(Code::InvalidJson, format!("the body is not JSON: {sentence}"));
    }
    if path == "." && !sentence.contains(" field `") {
        return ApiError::new(Code::InvalidJson, format!("the body cannot be used: {sentence}"));
    }
    let quoted = || sentence.split('`').nth(1).unwrap_or_default().to_owned();
    let (code, field) = if sentence.starts_with("unknown field") {
        (Code::UnknownField, quoted())
    } else if sentence.starts_with("missing field") {
        (Code::MissingField, quoted())
    } else {
        (Code::InvalidField, path.to_owned())
    };
    let message = match code {
        Code::InvalidField => format!("the field “{field}” cannot be used: {sentence}"),
        _ => sentence,
    };
    ApiError { field: Some(field), ..ApiError::new(code, message) }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Order {
        #[allow(dead_code)]
        count: u32,
        #[allow(dead_code)]
        lines: Option<Vec<String>>,
    }

    fn check(body: &str, code: Code, field: Option<&str>, words: &str) {
        let error = read_json::<Order>(body.as_bytes()).unwrap_err();
        assert_eq!((error.code, error.field.as_deref()), (code, field), "{body}: {}", error.message);
        assert!(error.message.contains(words), "{body}: {}", error.message);
    }

    #[test]
    fn what_is_wrong_is_named() {
        check("", Code::InvalidJson, None, "line 1 column 0");
        check("{\"count\": 1,\n  oops}", Code::InvalidJson, None, "line 2 column 3");
        check("{\"count\": 1} x", Code::InvalidJson, None, "line 1 column 14");
        check("{\"count\": 1, \"colour\": 2}", Code::UnknownField, Some("colour"), "colour");
        check("{}", Code::MissingField, Some("count"), "count");
        check("{\"count\": -1}", Code::InvalidField, Some("count"), "line 1 column 12");
        check("{\"count\": 1, \"lines\": [\"a\", 2]}", Code::InvalidField, Some("lines[1]"), "a string");
        check("[]", Code::InvalidJson, None, "invalid length");
        check("7", Code::InvalidJson, None, "expected struct Order");
    }
}
