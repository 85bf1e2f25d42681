//! `POST /v1/documents`: a text in Markdown or JSON in, a job that writes documents out.

use std::collections::BTreeMap;

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::body::Json;
use super::error::{ApiError, Code};
use super::jobs::accepted;
use super::routes::Parts;
use super::terms::terms;
use super::validate;
use super::wire::error::ErrorBody;
use crate::auth::{Caller, CanFill};
use crate::documents::Format;
use crate::documents::report::{FORMATS, Kind, json::DocumentText};
use crate::jobs::{FailureKind, Request, StoredText, WriteWork};
use crate::studio::StudioError;

/// A document to be written: one of `markdown` and `document`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Write)]
pub struct WriteBody {
    /// The text in Markdown, with a header of `name: value` lines if it has one. A picture is
    /// `![vignette: what to draw]()`, a `data:` URL, or a name of `pictures`.
    pub markdown: Option<String>,
    /// The same in JSON.
    #[schema(value_type = Option<DocumentText>)]
    pub document: Option<Value>,
    /// docx, pptx and pdf; docx when not said.
    pub formats: Option<Vec<String>>,
    /// report, minutes or letter; as the text says when not said.
    pub kind: Option<String>,
    /// The language of labels and proofing: ko, en, ja or zh; that of the text when not said.
    pub language: Option<String>,
    /// Style words for colours and pictures, as in `green, calm`.
    #[serde(alias = "palette")]
    pub style: Option<String>,
    /// The same request with the same seed gives the same files.
    pub seed: Option<u64>,
    /// The model that makes the pictures.
    pub model: Option<String>,
    /// Pictures that the text names: `data:` URLs of PNG, JPEG, WebP or SVG files.
    #[serde(default)]
    pub pictures: BTreeMap<String, String>,
}

/// Starts to write a document and answers at once; the work happens in a job.
///
/// # Errors
/// 400 names the field that is wrong, 422 says where in the text; nothing is queued then.
#[utoipa::path(
    post, path = "/v1/documents", operation_id = "write_document",
    tag = "documents", request_body = WriteBody,
    params(("prefer" = Option<String>, Header, description = "`wait=N` waits up to N seconds, at most 60")),
    responses(
        (status = 202, body = super::wire::job::JobBody, headers(("location" = String))),
        (status = 200, body = super::wire::job::JobBody, description = "with `Prefer: wait`: it has ended"),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 422, body = ErrorBody), (status = 429, body = ErrorBody)
    )
)]
pub async fn create(
    request: HttpRequest,
    caller: Caller<CanFill>,
    parts: Data<Parts>,
    body: Json<WriteBody>,
) -> Result<HttpResponse, ApiError> {
    let terms = terms(&request, &parts, caller.identity(), &body.1)?;
    let (work, text) = read(body.0, &parts)?;
    let text = checked(text).await?;
    let text = serde_json::to_vec(&text).map_err(ApiError::internal)?;
    let write = |text| Request::Write(WriteWork { text, ..work });
    let job = parts.queue.push_with_input(&terms, text, write).await?;
    accepted(&request, &parts, job).await
}

fn read(body: WriteBody, parts: &Parts) -> Result<(WriteWork, StoredText), ApiError> {
    let formats = validate::formats(body.formats.as_deref(), &[Format::Docx])?;
    if let Some(other) = formats.iter().find(|format| !FORMATS.contains(format)) {
        return Err(ApiError::field("formats", format!("a text does not become {}", other.extension()))
            .hint("there are: docx, pptx, pdf"));
    }
    match (&body.markdown, &body.document) {
        (None, None) => return Err(ApiError::missing("markdown").hint("send “markdown” or “document”")),
        (Some(_), Some(_)) => return Err(ApiError::field("document", "there is a “markdown” too")),
        _ => {}
    }
    if let Some(name) = body.kind.as_deref().filter(|name| Kind::from_name(name).is_none()) {
        let kinds = Kind::ALL.map(Kind::name).join(", ");
        return Err(
            ApiError::field("kind", format!("there is no “{name}”")).hint(format!("there are: {kinds}"))
        );
    }
    body.language.as_deref().map(validate::language).transpose()?;
    let catalogue = parts.studio.engines.catalogue();
    let work = WriteWork {
        text: String::new(),
        formats: formats.iter().map(|format| format.extension().to_owned()).collect(),
        purpose: body.kind,
        language: body.language,
        style: body.style,
        seed: validate::seed(body.seed)?,
        model: body.model.as_deref().map(|name| validate::model(name, catalogue)).transpose()?,
    };
    let text = StoredText { markdown: body.markdown, document: body.document, pictures: body.pictures };
    Ok((work, text))
}

/// Reads the text once before it is queued, on a thread of its own: it may be long.
async fn checked(text: StoredText) -> Result<StoredText, ApiError> {
    let field = if text.markdown.is_some() { "markdown" } else { "document" };
    let read = web::block(move || text.report().and_then(|_| text.files()).map(|_| text)).await;
    read.map_err(ApiError::internal)?.map_err(|error: StudioError| {
        let error = ApiError::from(error);
        let field = match error.code {
            Code::Work(FailureKind::BadPicture) => "pictures",
            _ => field,
        };
        ApiError { field: Some(field.to_owned()), ..error }
    })
}
