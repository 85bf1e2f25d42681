//! Names of models as callers of other services know them.

use super::notes::Notes;
use crate::http::error::ApiError;
use crate::http::routes::Parts;
use crate::http::validate;
use crate::models::routes::Route;
use crate::models::{BUILT_IN, Catalogue};
use crate::store::AccountId;

/// How the names begin that callers kept from models since retired, or never had: all mean the default model here.
const OTHERS: [&str; 4] = ["dall-e-", "gpt-image-", "chatgpt-image-", "mai-image-"];

/// The name of the route that every name of another service, and no name, follows.
const DEFAULT: &str = "default";

/// What a name means for one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The model; the default one when `None`.
    pub model: Option<String>,
    /// The model that steps in when that one fails.
    pub fallback: Option<String>,
}

/// What a name means to an account: its route, else the model of that name, else for names of other services and for none the
/// route `default`, else the default model.
///
/// # Errors
/// Names the field `model`.
pub async fn resolve(
    parts: &Parts,
    account: &AccountId,
    name: Option<&str>,
    notes: &mut Notes,
) -> Result<Resolved, ApiError> {
    let catalogue = parts.studio.engines.catalogue();
    let mut route = match name {
        Some(name) => parts.store.route(account, name).await?,
        None => None,
    };
    if route.is_none() && name.is_none_or(|name| catalogue.find(name).is_none() && means_default(name)) {
        route = parts.store.route(account, DEFAULT).await?;
    }
    let route = route.and_then(|route| serde_json::from_str::<Route>(&route.rule).ok());
    if let Some(route) = route {
        let chosen = route.choose(rand::Rng::next_u32(&mut rand::rng())).map(str::to_owned);
        if let (Some(name), Some(chosen)) = (name, &chosen) {
            notes.say("model", format_args!("{name} means {chosen}"));
        }
        return Ok(Resolved { model: chosen, fallback: route.fallback });
    }
    let model = name.map_or(Ok(None), |name| model(name, catalogue, notes))?;
    Ok(Resolved { model, fallback: None })
}

/// The model of that name; `None` for the names of other services, which mean the default one.
fn model(name: &str, catalogue: &Catalogue, notes: &mut Notes) -> Result<Option<String>, ApiError> {
    if catalogue.find(name).is_some() {
        Ok(Some(name.to_owned()))
    } else if means_default(name) {
        notes.say("model", format_args!("{name} means the default model"));
        Ok(None)
    } else {
        validate::model(name, catalogue).map(Some)
    }
}

fn means_default(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower == DEFAULT || OTHERS.iter().any(|beginning| lower.starts_with(beginning))
}

/// Whether the model draws outlines, as the built-in one does.
pub fn draws(model: Option<&str>) -> bool {
    model.is_none_or(|model| model == BUILT_IN)
}

/// Whether the caller was written for DALL·E: links are expected, and its code for a refusal differs.
pub fn is_dall_e(model: Option<&str>) -> bool {
    model.is_some_and(|model| model.to_lowercase().starts_with("dall-e"))
}
