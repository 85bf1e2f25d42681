//! `POST /v1/documents/fill`: a template and data in, a job that fills out.

use actix_multipart::Multipart;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;
use utoipa::ToSchema;

use super::body::read_json;
use super::error::ApiError;
use super::form::Form;
use super::jobs::accepted;
use super::routes::Parts;
use super::terms::terms;
use super::wire::error::ErrorBody;
use crate::auth::{Caller, CanFill};
use crate::documents::{self, template::Template};
use crate::jobs::{FillWork, Request, Terms};
use crate::store::Job;
use crate::studio::StudioError;

/// The parts of the form, for the API's description.
#[derive(ToSchema)]
#[schema(as = Fill)]
#[allow(dead_code)] // described here, read by [`Form`]
pub struct FillBody {
    /// The template: a DOCX, PPTX or PDF file.
    #[schema(value_type = String, format = Binary)]
    template: Vec<u8>,
    /// The values for its tags and picture places, as JSON: a field or a file.
    #[schema(value_type = Object)]
    data: String,
    /// The seed of the pictures made for it.
    seed: Option<u64>,
    /// The model that makes them.
    model: Option<String>,
    /// The language that numbers, dates and currencies are written in, as in `ko`; the template's own when missing.
    language: Option<String>,
    /// Whether a PDF form becomes page content: its fields are filled and then gone.
    flatten: Option<bool>,
    /// Places for text and pictures on a PDF's pages, as JSON: a list of
    /// `{"name": "title", "page": 1, "rect": [20, 30, 170, 25]}`, x, y, width and height in millimetres from the page's
    /// top left corner; also `"kind": "picture"`, `unit` (`pt`), `text`, `optional`, `font_size`, `align`, `valign`,
    /// `colour`, `bold`, `serif`, `fit`, `focus`, `prompt` and `alt`.
    #[schema(value_type = Option<Object>)]
    slots: Option<String>,
    /// Whether the signatures of a signed document are removed, so that anything may change; otherwise what would make them
    /// invalid is an error.
    remove_signatures: Option<bool>,
    /// Whether what leads outside a Word or PowerPoint document is taken out: targets of links (their words stay),
    /// linked pictures, objects, media and templates.
    strip_external: Option<bool>,
}

/// The parts of the form.
const PARTS: [&str; 9] = [
    "template",
    "data",
    "seed",
    "model",
    "language",
    "flatten",
    "slots",
    "remove_signatures",
    "strip_external",
];

/// Starts to fill a template and answers at once; the work happens in a job.
///
/// # Errors
/// 415 when the template is no document, 422 when it tries to do harm, 400 when the data is not JSON, with line and
/// column, 413 when it is all too large; nothing is queued then. Tags without data fail the job, all at once.
#[utoipa::path(
    post, path = "/v1/documents/fill", operation_id = "fill_document",
    tag = "documents",
    request_body(content = FillBody, content_type = "multipart/form-data"),
    params(("prefer" = Option<String>, Header, description = "`wait=N` waits up to N seconds, at most 60")),
    responses(
        (status = 202, body = super::wire::job::JobBody, headers(("location" = String))),
        (status = 200, body = super::wire::job::JobBody, description = "with `Prefer: wait`: it has ended"),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody), (status = 422, body = ErrorBody),
        (status = 429, body = ErrorBody)
    )
)]
pub async fn create(
    request: HttpRequest,
    caller: Caller<CanFill>,
    parts: Data<Parts>,
    form: Multipart,
) -> Result<HttpResponse, ApiError> {
    let mut form = Form::read(form, &PARTS, parts.limits.body_bytes).await?;
    let terms = terms(&request, &parts, caller.identity(), &form.digest())?;
    let template = form.file("template")?;
    let work = FillWork {
        template: String::new(),
        name: template.stem("document"),
        data: read_data(&form.file("data")?.bytes)?,
        seed: form.seed()?,
        model: form.model(parts.studio.engines.catalogue())?,
        language: form.language()?,
        flatten: form.flag("flatten")?,
        slots: form.json("slots")?,
        remove_signatures: form.flag("remove_signatures")?,
        strip_external: form.flag("strip_external")?,
    };
    let job = push(&parts, &terms, work, template.bytes).await?;
    accepted(&request, &parts, job).await
}

/// Queues the filling of a template, once the template was looked at.
pub(super) async fn push(
    parts: &Parts,
    terms: &Terms,
    work: FillWork,
    template: Vec<u8>,
) -> Result<Job, ApiError> {
    let template = checked(template, parts.limits.documents).await?;
    let fill = |template| Request::Fill(FillWork { template, ..work });
    Ok(parts.queue.push_with_input(terms, template, fill).await?)
}

pub(super) fn read_data(bytes: &[u8]) -> Result<Value, ApiError> {
    let data: Value = read_json(bytes).map_err(|error| ApiError {
        field: Some("data".to_owned()),
        message: error.message.replacen("the body", "the data", 1),
        ..error
    })?;
    if data.is_object() { Ok(data) } else { Err(ApiError::field("data", "it must be a JSON object")) }
}

/// Looks at what the file is and whether it may be opened, on a thread of its own: it may be large.
async fn checked(template: Vec<u8>, limits: documents::Limits) -> Result<Vec<u8>, ApiError> {
    let checked = web::block(move || Template::open(&template, &limits).map(|_| template)).await;
    checked.map_err(ApiError::internal)?.map_err(|error| ApiError::from(StudioError::from(error)))
}
