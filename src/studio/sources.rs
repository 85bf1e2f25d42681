//! Where the pictures of a template come from: the data says so, or the template itself.

use std::collections::BTreeMap;

use serde_json::Value;

use super::StudioError;
use crate::documents::template::WantedPicture;
use crate::safety;

/// Where a place's picture comes from.
pub(super) enum Source {
    /// Made from words; what it shows is said of the finished picture when nobody says it before.
    Prompt { prompt: String, alt: Option<String> },
    /// A file that was passed in: a data: URL, or the name of one of the [`Files`].
    Given { from: String, alt: String },
}

impl Source {
    /// Whether minutes may go into it.
    pub fn takes_time(&self) -> bool {
        matches!(self, Self::Prompt { .. })
    }
}

/// The source of each place that has one: the data's value wins over the template's own prompt.
pub(super) fn sources(wanted: &[WantedPicture]) -> Result<BTreeMap<String, Source>, StudioError> {
    let mut sources = BTreeMap::new();
    for place in wanted {
        // An empty cell of a table says as little as null.
        let value = place.value.as_ref().filter(|value| !value.is_null() && **value != "");
        let source = match (value, &place.prompt) {
            (Some(value), _) => from_value(place, value)?,
            (None, Some(prompt)) => from_prompt(place, prompt, None)?,
            (None, None) => continue,
        };
        sources.insert(place.name.clone(), source);
    }
    Ok(sources)
}

fn from_value(place: &WantedPicture, value: &Value) -> Result<Source, StudioError> {
    let refuse = |reason: &str| StudioError::Data { place: place.name.clone(), reason: reason.to_owned() };
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    if let Some(prompt) = text("prompt") {
        return from_prompt(place, prompt, text("alt"));
    }
    let alt = text("alt").or(place.alt.as_deref()).unwrap_or_default().to_owned();
    if let Some(file) = text("file") {
        return Ok(Source::Given { from: file.trim_start_matches("data:").to_owned(), alt });
    }
    let url = value.as_str().or_else(|| text("data"));
    let url = url.ok_or_else(|| refuse("it is neither an object with a prompt or a file nor a data: URL"))?;
    if !url.starts_with("data:") || !url.contains(";base64,") {
        return Err(refuse("it is no data: URL in base64; addresses on the network are not fetched"));
    }
    Ok(Source::Given { from: url.to_owned(), alt })
}

fn from_prompt(place: &WantedPicture, prompt: &str, alt: Option<&str>) -> Result<Source, StudioError> {
    if prompt.trim().is_empty() {
        return Err(StudioError::Data {
            place: place.name.clone(),
            reason: "its prompt is empty".to_owned(),
        });
    }
    safety::clear_words([prompt])?;
    Ok(Source::Prompt { prompt: prompt.to_owned(), alt: alt.map(str::to_owned) })
}
