//! `/v1/jobs`: what became of asked-for work, and calling it off.

use std::time::Duration;

use actix_web::http::header;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::error::ApiError;
use super::routes::Parts;
use super::wire::error::ErrorBody;
use super::wire::job::{JobBody, JobsBody};
use crate::auth::{Caller, CanRead, CanUse};
use crate::store::{Job, JobId};

/// The longest a request waits for its job: below the 60 s that many proxies allow is no promise to keep.
const LONGEST_WAIT: u64 = 60;

/// Which jobs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// How many at most, 1 to 100; 20 when not said.
    limit: Option<u32>,
    /// Only jobs older than this one.
    before: Option<String>,
}

/// The query of a list.
type PageQuery = Query<Page>;

/// The caller's jobs, newest first.
///
/// # Errors
/// 400 for a limit that cannot be used.
#[utoipa::path(
    get, path = "/v1/jobs", operation_id = "list_jobs",
    tag = "jobs", 
    params(
        ("limit" = Option<u32>, Query, description = "how many at most, 1 to 100; 20 when not said"),
        ("before" = Option<String>, Query, description = "only jobs older than this one")
    ),
    responses((status = 200, body = JobsBody), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody))
)]
pub async fn list(
    request: HttpRequest,
    caller: Caller<CanRead>,
    parts: Data<Parts>,
    page: PageQuery,
) -> Result<HttpResponse, ApiError> {
    let limit = page.limit.unwrap_or(20);
    if !(1..=100).contains(&limit) {
        return Err(ApiError::field("limit", "it must be from 1 to 100"));
    }
    let before = page.before.as_deref().map(JobId::from_text);
    let jobs = parts.queue.list(caller.account(), before.as_ref(), limit).await?;
    let address = parts.address_for(&request);
    let full = jobs.len() == limit as usize;
    Ok(HttpResponse::Ok().json(JobsBody {
        next: jobs.last().filter(|_| full).map(|job| job.id.to_string()),
        jobs: jobs.iter().map(|job| JobBody::of(job, &address)).collect(),
    }))
}

/// One of the caller's jobs.
///
/// # Errors
/// 404 when there is none, or it is another's.
#[utoipa::path(
    get, path = "/v1/jobs/{id}", operation_id = "get_job",
    tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, body = JobBody), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody))
)]
pub async fn get(
    request: HttpRequest,
    caller: Caller<CanRead>,
    parts: Data<Parts>,
    id: Path<String>,
) -> Result<HttpResponse, ApiError> {
    let job = parts.queue.get(caller.account(), &JobId::from_text(id.into_inner())).await?;
    let job = job.ok_or_else(|| ApiError::not_found("job"))?;
    Ok(HttpResponse::Ok().json(body(&request, &parts, &job).await?))
}

/// A job as its owner sees it, with its place in the queue.
async fn body(request: &HttpRequest, parts: &Parts, job: &Job) -> Result<JobBody, ApiError> {
    let place = parts.queue.place(job).await?;
    Ok(JobBody::of(job, &parts.address_for(request)).in_place(place, parts.workers))
}

/// Calls a job off. A queued one ends at once, a running one at its next step; one that has ended stays as it is.
///
/// # Errors
/// 404 when there is none, or it is another's.
#[utoipa::path(
    delete, path = "/v1/jobs/{id}", operation_id = "cancel_job",
    tag = "jobs", params(("id" = String, Path)),
    responses((status = 200, body = JobBody), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody))
)]
pub async fn cancel(
    request: HttpRequest,
    caller: Caller<CanUse>,
    parts: Data<Parts>,
    id: Path<String>,
) -> Result<HttpResponse, ApiError> {
    let job = parts.queue.cancel(caller.account(), &JobId::from_text(id.into_inner())).await?;
    let job = job.ok_or_else(|| ApiError::not_found("job"))?;
    Ok(HttpResponse::Ok().json(JobBody::of(&job, &parts.address_for(&request))))
}

/// 202 with the job and its address; 200 when it came to its end within the time the caller prefers to wait.
pub(super) async fn accepted(
    request: &HttpRequest,
    parts: &Parts,
    job: Job,
) -> Result<HttpResponse, ApiError> {
    let wait = preferred_wait(request);
    let job = match wait {
        Some(wait) => ended_within(parts, job, wait).await?,
        None => job,
    };
    let mut response = if job.state.is_final() { HttpResponse::Ok() } else { HttpResponse::Accepted() };
    if let Some(wait) = wait {
        response.insert_header(("preference-applied", format!("wait={}", wait.as_secs())));
    }
    Ok(response
        .insert_header((header::LOCATION, format!("/v1/jobs/{}", job.id)))
        .json(body(request, parts, &job).await?))
}

async fn ended_within(parts: &Parts, job: Job, wait: Duration) -> Result<Job, ApiError> {
    let ended = parts.queue.finished(&job.account_id, &job.id);
    Ok(match tokio::time::timeout(wait, ended).await {
        Ok(ended) => ended?.unwrap_or(job),
        Err(_) => parts.queue.get(&job.account_id, &job.id).await?.unwrap_or(job),
    })
}

/// The seconds of `Prefer: wait=N` (RFC 7240), at most [`LONGEST_WAIT`].
fn preferred_wait(request: &HttpRequest) -> Option<Duration> {
    let preferences = request.headers().get_all("prefer").filter_map(|value| value.to_str().ok());
    let wait = preferences.flat_map(|value| value.split([',', ';'])).find_map(|preference| {
        let (name, value) = preference.trim().split_once('=')?;
        name.trim().eq_ignore_ascii_case("wait").then(|| value.trim().parse::<u64>().ok())?
    });
    wait.map(|seconds| Duration::from_secs(seconds.min(LONGEST_WAIT)))
}
