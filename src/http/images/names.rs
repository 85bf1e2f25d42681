//! Names of models as callers of other services know them.

use super::notes::Notes;
use crate::http::error::ApiError;
use crate::http::validate;
use crate::models::{BUILT_IN, Catalogue};

/// How the names begin that callers kept from models since retired, or never had: all mean the default model here.
const OTHERS: [&str; 4] = ["dall-e-", "gpt-image-", "chatgpt-image-", "mai-image-"];

/// The model of that name; `None` for the names of other services, which mean the default one.
///
/// # Errors
/// Names the field `model`.
pub fn model(name: &str, catalogue: &Catalogue, notes: &mut Notes) -> Result<Option<String>, ApiError> {
    let lower = name.to_lowercase();
    if catalogue.find(name).is_some() {
        Ok(Some(name.to_owned()))
    } else if lower == "default" || OTHERS.iter().any(|beginning| lower.starts_with(beginning)) {
        notes.say("model", format_args!("{name} means the default model"));
        Ok(None)
    } else {
        validate::model(name, catalogue).map(Some)
    }
}

/// Whether the model draws outlines, as the built-in one does.
pub fn draws(model: Option<&str>) -> bool {
    model.is_none_or(|model| model == BUILT_IN)
}

/// Whether the caller was written for DALL·E: links are expected, and its code for a refusal differs.
pub fn is_dall_e(model: Option<&str>) -> bool {
    model.is_some_and(|model| model.to_lowercase().starts_with("dall-e"))
}
