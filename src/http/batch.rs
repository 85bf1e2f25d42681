//! `POST /v1/documents/batch`: a template and rows in, a job that fills out one document for each row into a zip.

use std::sync::Arc;

use actix_multipart::Multipart;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::error::ApiError;
use super::fill::read_data;
use super::form::Form;
use super::jobs::accepted;
use super::routes::Parts;
use super::terms::terms;
use super::wire::error::ErrorBody;
use crate::auth::{Caller, CanFill};
use crate::config::Limits;
use crate::documents::template::{self, Template};
use crate::jobs::{BatchInput, BatchWork, Request};
use crate::studio::{Rows, RowsError, RowsSource, StudioError};

/// The parts of the form, for the API's description.
#[derive(ToSchema)]
#[schema(as = Batch)]
#[allow(dead_code)] // described here, read by [`Form`]
pub struct BatchBody {
    /// The template: a DOCX, PPTX or PDF file.
    #[schema(value_type = String, format = Binary)]
    template: Vec<u8>,
    /// One document each: a CSV table with a header, JSON lines, or a JSON array of objects.
    #[schema(value_type = String, format = Binary)]
    rows: Vec<u8>,
    /// The values that lie under every row's own, as a JSON object.
    #[schema(value_type = Option<Object>)]
    data: Option<String>,
    /// What each document is called, as in `{{ name }}-{{ number }}`; the template's own name and the row's number
    /// when missing.
    name: Option<String>,
    /// The seed of the pictures made for them.
    seed: Option<u64>,
    /// The model that makes them.
    model: Option<String>,
    /// The language that numbers, dates and currencies are written in, as in `ko`; the template's own when missing.
    language: Option<String>,
    /// Whether what leads outside a Word or PowerPoint document is taken out: targets of links (their words stay),
    /// linked pictures, objects, media and templates.
    strip_external: Option<bool>,
}

const FIELDS: [&str; 8] = ["template", "rows", "data", "name", "seed", "model", "language", "strip_external"];

/// Starts to fill a template for many rows and answers at once; the work happens in a job whose progress counts rows.
///
/// The job's only file is a zip. Rows that cannot be filled are listed in its `errors.jsonl`, and counted in the job.
///
/// # Errors
/// As for filling one document; 422 when the rows cannot be read, with line and column, or are more than allowed.
#[utoipa::path(
    post, path = "/v1/documents/batch", operation_id = "fill_documents",
    tag = "documents",
    request_body(content = BatchBody, content_type = "multipart/form-data"),
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
    let mut form = Form::read(form, &FIELDS, parts.limits.body_bytes).await?;
    let terms = terms(&request, &parts, caller.identity(), &form.digest())?;
    let template = form.file("template")?;
    let title = template.stem("documents");
    let name = form.text("name")?.unwrap_or_else(|| format!("{}-{{{{ number }}}}", title.replace('{', "(")));
    template::check_line(&name).map_err(|error| ApiError::field("name", error))?;
    let work = BatchWork {
        input: String::new(),
        title,
        name,
        data: common_data(&mut form)?,
        seed: form.seed()?,
        model: form.model(parts.studio.engines.catalogue())?,
        language: form.language()?,
        strip_external: form.flag("strip_external")?,
    };
    let input = BatchInput { template: template.bytes, rows: form.file("rows")?.bytes };
    let input = checked(input, parts.limits).await?;
    let batch = |input| Request::Batch(BatchWork { input, ..work });
    let job = parts.queue.push_with_input(&terms, input, batch).await?;
    accepted(&request, &parts, job).await
}

fn common_data(form: &mut Form) -> Result<Value, ApiError> {
    match form.text("data")? {
        Some(data) => read_data(data.as_bytes()),
        None => Ok(Value::Object(Map::new())),
    }
}

/// Looks through the template and the rows, on a thread of its own: they may be large.
async fn checked(input: BatchInput, limits: Limits) -> Result<Vec<u8>, ApiError> {
    let checked = web::block(move || {
        Template::open(&input.template, &limits.documents)?;
        let count = Rows::open(RowsSource::Bytes(Arc::from(input.rows.as_slice())))?.count();
        match count > limits.batch_rows {
            true => Err(StudioError::from(RowsError::TooMany { count, limit: limits.batch_rows })),
            false => Ok(input.pack()),
        }
    });
    checked.await.map_err(ApiError::internal)?.map_err(ApiError::from)
}
