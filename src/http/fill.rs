//! `POST /v1/documents/fill`: a template and data in, a job that fills out.

use actix_multipart::{Field, Multipart};
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::TryStreamExt as _;
use serde_json::Value;
use utoipa::ToSchema;

use super::body::read_json;
use super::error::{ApiError, Code};
use super::jobs::accepted;
use super::routes::Parts;
use super::validate;
use super::wire::error::ErrorBody;
use crate::auth::{Caller, CanFill};
use crate::documents::{self, template::Template};
use crate::jobs::{FillWork, file_name};
use crate::studio::StudioError;

/// The parts of the form, for the API's description.
#[derive(ToSchema)]
#[schema(as = Fill)]
#[allow(dead_code)] // described here, read by `Form`
pub struct FillBody {
    /// The template: a DOCX or PDF file.
    #[schema(value_type = String, format = Binary)]
    template: Vec<u8>,
    /// The values for its tags and picture places, as JSON: a field or a file.
    #[schema(value_type = Object)]
    data: String,
    /// The seed of the pictures made for it.
    seed: Option<u64>,
    /// The model that makes them.
    model: Option<String>,
}

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
    let form = Form::read(form, parts.limits.body_bytes).await?;
    let template = form.template.ok_or_else(|| ApiError::missing("template"))?;
    let data = read_data(&form.data.ok_or_else(|| ApiError::missing("data"))?)?;
    let work = FillWork {
        template: String::new(),
        name: form.name.unwrap_or_else(|| "document".to_owned()),
        data,
        seed: validate::seed(form.seed)?,
        model: (form.model.as_deref())
            .map(|name| validate::model(name, parts.studio.engines.catalogue()))
            .transpose()?,
    };
    let template = checked(template, parts.limits.documents).await?;
    let job = parts.queue.push_fill(caller.account(), template, work).await?;
    accepted(&request, &parts, job).await
}

/// What came in the form.
#[derive(Default)]
struct Form {
    template: Option<Vec<u8>>,
    name: Option<String>,
    data: Option<Vec<u8>>,
    seed: Option<u64>,
    model: Option<String>,
}

impl Form {
    /// Reads the form, at most `limit` bytes of it.
    async fn read(mut parts: Multipart, limit: usize) -> Result<Self, ApiError> {
        let mut form = Self::default();
        let mut left = limit;
        while let Some(mut field) = parts.try_next().await.map_err(unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = read_field(&mut field, &mut left, limit).await?;
            form.take(&name, &field, bytes)?;
        }
        Ok(form)
    }

    fn take(&mut self, name: &str, field: &Field, bytes: Vec<u8>) -> Result<(), ApiError> {
        match name {
            "template" => {
                let given = field.content_disposition().and_then(|disposition| disposition.get_filename());
                let stem = given.map(|name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
                self.name = stem.map(file_name).filter(|name| !name.is_empty());
                self.template = Some(bytes);
            }
            "data" => self.data = Some(bytes),
            "seed" => {
                let seed = text(name, bytes)?.trim().parse();
                self.seed = Some(seed.map_err(|_| ApiError::field("seed", "it must be a whole number"))?);
            }
            "model" => self.model = Some(text(name, bytes)?).filter(|model| !model.is_empty()),
            unknown => {
                let error = ApiError::new(Code::UnknownField, format!("unknown field `{unknown}`"))
                    .hint("the form has template, data, seed and model");
                return Err(ApiError { field: Some(unknown.to_owned()), ..error });
            }
        }
        Ok(())
    }
}

async fn read_field(field: &mut Field, left: &mut usize, limit: usize) -> Result<Vec<u8>, ApiError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.try_next().await.map_err(unreadable)? {
        *left = left.checked_sub(chunk.len()).ok_or_else(|| {
            ApiError::new(Code::TooLarge, format!("the form is larger than {} MiB", limit >> 20))
        })?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn unreadable(error: impl std::fmt::Display) -> ApiError {
    ApiError::new(Code::BadRequest, format!("the form cannot be read: {error}"))
        .hint("send multipart/form-data with the parts template and data")
}

fn text(name: &str, bytes: Vec<u8>) -> Result<String, ApiError> {
    String::from_utf8(bytes).map_err(|_| ApiError::field(name, "it is not UTF-8 text"))
}

fn read_data(bytes: &[u8]) -> Result<Value, ApiError> {
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
