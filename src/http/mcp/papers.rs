//! Tools for documents: templates filled, reports and decks illustrated.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::making::{caller, optional_text, save_to, terms, wait};
use super::{Session, reply, shelf};
use crate::auth::CanFill;
use crate::http::error::{ApiError, Code};
use crate::http::{fill as filling, illustrate as illustrating, validate};
use crate::jobs::{FillWork, IllustrateWork};
use crate::studio::file_name;

/// How long these tools wait for their job.
const LONGEST_WAIT: u64 = 45;

/// Fills a template.
pub async fn fill(session: &Session, mut values: Map<String, Value>) -> Result<Value, ApiError> {
    caller::<CanFill>(session)?;
    let terms = terms(session, "fill_document", &values);
    let save_to = save_to(session, &mut values)?;
    let (template, known_as) = template(session, &mut values)?;
    let data = values.remove("data").filter(Value::is_object);
    let language = optional_text(&mut values, "language")?;
    let language = language.map(|code| validate::language(&code)).transpose()?;
    let work = FillWork {
        template: String::new(),
        name: optional_text(&mut values, "name")?.map_or(known_as, |name| file_name(&name)),
        data: data.ok_or_else(|| ApiError::field("data", "it must be a JSON object"))?,
        seed: validate::seed(None)?,
        model: None,
        language: language.map(|language| language.code().to_owned()),
        flatten: false,
        slots: None,
        remove_signatures: false,
        strip_external: false,
    };
    nothing_else(&values)?;
    let job = filling::push(&session.parts, &terms, work, template).await?;
    let job = wait(session, job, LONGEST_WAIT).await?;
    reply::document(session, &job, save_to).await
}

/// Puts pictures into a document.
pub async fn illustrate(session: &Session, mut values: Map<String, Value>) -> Result<Value, ApiError> {
    caller::<CanFill>(session)?;
    let terms = terms(session, "illustrate_document", &values);
    let save_to = save_to(session, &mut values)?;
    let (document, known_as) = given(session, &mut values, "document")?
        .ok_or_else(|| ApiError::missing("document_base64").hint("send the DOCX or PPTX file in base 64"))?;
    let pictures = match values.remove("pictures") {
        None => None,
        Some(count) => Some(illustrating::count(&count.to_string())?),
    };
    let work = IllustrateWork {
        document: String::new(),
        name: optional_text(&mut values, "name")?.map_or(known_as, |name| file_name(&name)),
        plan: None,
        pictures,
        style: optional_text(&mut values, "style")?,
        seed: validate::seed(None)?,
        model: None,
    };
    nothing_else(&values)?;
    let job = illustrating::push(&session.parts, &terms, work, document).await?;
    let job = wait(session, job, LONGEST_WAIT).await?;
    reply::document(session, &job, save_to).await
}

/// The template that the values name or hold, and what it is called.
fn template(session: &Session, values: &mut Map<String, Value>) -> Result<(Vec<u8>, String), ApiError> {
    if let Some(name) = optional_text(values, "template")? {
        let template = shelf::find(&name).ok_or_else(|| {
            ApiError::field("template", format!("there is no “{name}”"))
                .hint("list_templates lists them; send another in template_base64")
        })?;
        return Ok((template.file.to_vec(), name));
    }
    given(session, values, "template")?.ok_or_else(|| {
        ApiError::missing("template").hint("name one that list_templates lists, or send template_base64")
    })
}

/// A file in base 64, or by its path where that is allowed.
fn given(
    session: &Session,
    values: &mut Map<String, Value>,
    what: &str,
) -> Result<Option<(Vec<u8>, String)>, ApiError> {
    let field = format!("{what}_base64");
    if let Some(text) = optional_text(values, &field)? {
        let bytes = STANDARD.decode(text.trim()).map_err(|_| ApiError::field(field, "it is not base 64"))?;
        return Ok(Some((bytes, what.to_owned())));
    }
    let field = format!("{what}_path");
    if !session.has_files {
        return Ok(None);
    }
    let Some(path) = optional_text(values, &field)? else { return Ok(None) };
    let stem = std::path::Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = std::fs::read(&path)
        .map_err(|error| ApiError::field(field, format!("{path} cannot be read: {error}")))?;
    Ok(Some((bytes, file_name(&stem))))
}

/// Refuses what no tool takes, so that a slip is not silently without effect.
fn nothing_else(values: &Map<String, Value>) -> Result<(), ApiError> {
    match values.keys().next() {
        None => Ok(()),
        Some(name) => Err(ApiError {
            field: Some(name.clone()),
            ..ApiError::new(Code::UnknownField, format!("the tool does not take “{name}”"))
        }),
    }
}
