//! `POST /v1/designs/{id}/refine`: a design changed in words.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::body::Json;
use super::designs::today;
use super::error::ApiError;
use super::jobs::accepted;
use super::routes::Parts;
use super::terms::terms;
use super::wire::brief::BriefBody;
use super::wire::refine::RefineBody;
use crate::auth::{Caller, CanDesign};
use crate::jobs::{FailureKind, RefineWork, Request, Terms, queue};
use crate::store::{Job, JobId};
use crate::studio::StudioError;

/// Changes a design in words and leaves the rest as it was.
///
/// `id` is the job of a design, or of a refined one: the words are said of its version, and `undo`, `redo` and `the first
/// one` move through what was said before. The answer is a new job with one candidate, what it says now, and the history;
/// the old job stays. The same sentences make the same files.
///
/// # Errors
/// 422 `not_understood`, with examples, and `nothing_to_change`; nothing is queued then.
#[utoipa::path(
    post, path = "/v1/designs/{id}/refine", operation_id = "refine_design",
    tag = "designs", request_body = RefineBody,
    params(
        ("id" = String, Path, description = "the job of a design or of a refined one"),
        ("prefer" = Option<String>, Header, description = "`wait=N` waits up to N seconds, at most 60")
    ),
    responses(
        (status = 202, body = super::wire::job::JobBody, headers(("location" = String))),
        (status = 200, body = super::wire::job::JobBody, description = "with `Prefer: wait`: it has ended"),
        (status = 400, body = super::wire::error::ErrorBody),
        (status = 401, body = super::wire::error::ErrorBody),
        (status = 403, body = super::wire::error::ErrorBody),
        (status = 404, body = super::wire::error::ErrorBody),
        (status = 422, body = super::wire::error::ErrorBody),
        (status = 429, body = super::wire::error::ErrorBody)
    )
)]
pub async fn create(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    id: Path<String>,
    body: Json<RefineBody>,
) -> Result<HttpResponse, ApiError> {
    let terms = terms(&request, &parts, caller.identity(), &body.1)?;
    let job = push(&parts, &terms, &JobId::from_text(id.into_inner()), body.0).await?;
    accepted(&request, &parts, job).await
}

/// Queues a change to the design that a job of the account made.
pub(super) async fn push(
    parts: &Parts,
    terms: &Terms,
    id: &JobId,
    body: RefineBody,
) -> Result<Job, ApiError> {
    let order = body.read(today())?;
    let job = parts.queue.get(&terms.account, id).await?;
    let design = job.as_ref().and_then(|job| work_of(job, order.candidate)).ok_or_else(no_design)?;
    let said = design.history().ok_or_else(no_design)?.say(order.step).map_err(in_words)?;
    let brief = said.brief().map_err(in_words)?;
    let brief = serde_json::to_string(&BriefBody::from(&brief)).map_err(ApiError::internal)?;
    let work = Request::Refine(design.with(&said, order.formats.as_deref()));
    Ok(parts.queue.push(terms, &work, Some(brief)).await?)
}

/// A refusal is about the words here, which the image API calls the prompt.
fn in_words(error: StudioError) -> ApiError {
    let error = ApiError::from(error);
    match error.code {
        super::error::Code::Work(FailureKind::ContentPolicy) => {
            ApiError { field: Some("words".to_owned()), ..error }
        }
        _ => error,
    }
}

/// The design a job made, with its history; a candidate is chosen once, from the design itself.
fn work_of(job: &Job, candidate: Option<u32>) -> Option<RefineWork> {
    match queue::request(job)? {
        Request::Design(work) => {
            let candidate = candidate.unwrap_or(1) - 1;
            (candidate < work.candidates()).then(|| RefineWork::of(work, candidate))
        }
        Request::Refine(work) => candidate.is_none_or(|candidate| candidate == 1).then_some(work),
        _ => None,
    }
}

fn no_design() -> ApiError {
    ApiError::not_found("design")
        .hint("pass the id of a job of kind design or refine, and one of its candidates")
}
