//! `POST /v1/templates/check` and `/v1/templates/schema`: what a template wants, told at once.

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::web::{self, Data};
use utoipa::ToSchema;

use super::error::ApiError;
use super::form::Form;
use super::routes::Parts;
use super::wire::error::ErrorBody;
use super::wire::template::{TemplateCheckBody, TemplateSchemaBody};
use crate::auth::{Caller, CanFill};
use crate::studio::{self, Inspection};

/// The parts of the form, for the API's description.
#[derive(ToSchema)]
#[schema(as = Template)]
#[allow(dead_code)] // described here, read by [`Form`]
pub struct TemplateBody {
    /// The template: a DOCX, PPTX or PDF file.
    #[schema(value_type = String, format = Binary)]
    template: Vec<u8>,
}

/// Lists a template's tags, picture places and form fields, with every mistake in it at once.
///
/// # Errors
/// 415 when the template is no document, 422 when it cannot be read or tries to do harm, 413 when it is too large.
#[utoipa::path(
    post, path = "/v1/templates/check", operation_id = "check_template",
    tag = "documents",
    request_body(content = TemplateBody, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = TemplateCheckBody),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody), (status = 422, body = ErrorBody)
    )
)]
pub async fn check(
    _caller: Caller<CanFill>,
    parts: Data<Parts>,
    form: Multipart,
) -> Result<HttpResponse, ApiError> {
    let (inspection, _) = inspect(form, &parts).await?;
    Ok(HttpResponse::Ok().json(TemplateCheckBody::from(&inspection)))
}

/// Says which data a template wants: its JSON Schema, and an example that fills it.
///
/// # Errors
/// As for checking it.
#[utoipa::path(
    post, path = "/v1/templates/schema", operation_id = "describe_template",
    tag = "documents",
    request_body(content = TemplateBody, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = TemplateSchemaBody),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody), (status = 422, body = ErrorBody)
    )
)]
pub async fn schema(
    _caller: Caller<CanFill>,
    parts: Data<Parts>,
    form: Multipart,
) -> Result<HttpResponse, ApiError> {
    let (Inspection { report, .. }, name) = inspect(form, &parts).await?;
    Ok(HttpResponse::Ok()
        .json(TemplateSchemaBody { schema: report.schema(&name), example: report.example() }))
}

/// Looks at the template of a form, on a thread of its own: it may be large. Its name comes along.
async fn inspect(form: Multipart, parts: &Parts) -> Result<(Inspection, String), ApiError> {
    let template = Form::read(form, &["template"], parts.limits.body_bytes).await?.file("template")?;
    let name = template.stem("template");
    let limits = parts.limits.documents;
    let looked = web::block(move || studio::inspect(&template.bytes, &limits)).await;
    Ok((looked.map_err(ApiError::internal)??, name))
}
