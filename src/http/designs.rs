//! `POST /v1/designs`: words in, a job that designs out.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::body::Json;
use super::error::{ApiError, Code};
use super::jobs::accepted;
use super::routes::Parts;
use super::terms::terms;
use super::wire::brief::BriefBody;
use super::wire::design::DesignBody;
use crate::auth::{Caller, CanDesign};
use crate::jobs::{FailureKind, Request, Terms};
use crate::store::Job;

/// Starts a design and answers at once; the work happens in a job.
///
/// Answers 202 with the job and what was understood, and the job's address in `Location`; with `Prefer: wait=N`
/// waits up to N seconds for the job to end.
///
/// # Errors
/// 400 and 422 name the field that is wrong; nothing is queued then.
#[utoipa::path(
    post, path = "/v1/designs", operation_id = "create_design",
    tag = "designs", request_body = DesignBody,
    params(("prefer" = Option<String>, Header, description = "`wait=N` waits up to N seconds, at most 60")),
    responses(
        (status = 202, body = super::wire::job::JobBody, headers(("location" = String))),
        (status = 200, body = super::wire::job::JobBody, description = "with `Prefer: wait`: it has ended"),
        (status = 400, body = super::wire::error::ErrorBody),
        (status = 401, body = super::wire::error::ErrorBody),
        (status = 403, body = super::wire::error::ErrorBody),
        (status = 429, body = super::wire::error::ErrorBody)
    )
)]
pub async fn create(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    body: Json<DesignBody>,
) -> Result<HttpResponse, ApiError> {
    let terms = terms(&request, &parts, caller.identity(), &body.1)?;
    let job = push(&parts, &terms, body.0).await?;
    accepted(&request, &parts, job).await
}

/// Queues a design, judged and understood.
pub(super) async fn push(parts: &Parts, terms: &Terms, body: DesignBody) -> Result<Job, ApiError> {
    let order = body.read(today(), &parts.limits, parts.studio.engines.catalogue())?;
    let brief = parts.studio.understand(&order.request.words, order.request.today).map_err(with_field)?;
    let brief = serde_json::to_string(&BriefBody::from(&brief)).map_err(ApiError::internal)?;
    Ok(parts.queue.push(terms, &Request::Design(order.work()), Some(brief)).await?)
}

/// The server's day: what "tomorrow" is counted from when the caller does not say.
pub(super) fn today() -> jiff::civil::Date {
    jiff::ZonedDateTime::now().date()
}

/// An empty request has no words, fields or invitation; the prompt is the field to start with.
fn with_field(error: crate::studio::StudioError) -> ApiError {
    let error = ApiError::from(error);
    match error.code {
        Code::Work(FailureKind::EmptyPrompt) => ApiError {
            message: "the field “prompt” is empty, and no other field says what is wanted".to_owned(),
            ..error
        },
        _ => error,
    }
}
