//! `GET /v1/jobs/{id}/events`: a job's progress as server-sent events (WHATWG HTML, 9.2).
//!
//! An event's id is the job's version, so a client that lost its connection says with `Last-Event-ID` what it has
//! seen, and nothing needs to be remembered for it. The stream ends when the job does.

use std::time::Duration;

use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::stream::unfold;

use super::error::ApiError;
use super::routes::Parts;
use super::wire::error::ErrorBody;
use super::wire::job::JobBody;
use crate::auth::{Caller, CanRead};
use crate::store::{AccountId, Job, JobId, JobState};

/// Proxies close what is silent for 30 to 60 s.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// One listener.
struct Listener {
    parts: Data<Parts>,
    address: String,
    account: AccountId,
    job: JobId,
    /// The version it has seen.
    version: i64,
    /// The state it has seen.
    state: Option<JobState>,
    /// The number of the preview it has seen.
    preview: u32,
}

/// Follows a job: an event `state` when its state changes, `progress` when it moves on, each with the job as data; and
/// `preview`, at most two a second, with a small PNG in `b64_json` while a checkpoint is at a picture.
///
/// # Errors
/// 404 when there is no such job, or it is another's.
#[utoipa::path(
    get, path = "/v1/jobs/{id}/events", operation_id = "follow_job",
    tag = "jobs",
    params(("id" = String, Path), ("last-event-id" = Option<i64>, Header)),
    responses(
        (status = 200, body = String, content_type = "text/event-stream"),
        (status = 204, description = "the job has ended, and `Last-Event-ID` says that this was seen"),
        (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)
    )
)]
pub async fn follow(
    request: HttpRequest,
    caller: Caller<CanRead>,
    parts: Data<Parts>,
    id: Path<String>,
) -> Result<HttpResponse, ApiError> {
    let job = parts.queue.get(caller.account(), &JobId::from_text(id.into_inner())).await?;
    let job = job.ok_or_else(|| ApiError::not_found("job"))?;
    let seen = last_event(&request);
    if job.state.is_final() && seen >= job.version {
        // 204 tells an EventSource to stop asking.
        return Ok(HttpResponse::NoContent().finish());
    }
    let address = parts.address_for(&request);
    let listener = Listener {
        parts,
        address,
        account: job.account_id,
        job: job.id,
        version: seen,
        state: None,
        preview: 0,
    };
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("x-accel-buffering", "no"))
        .streaming(unfold(Some(listener), next_event)))
}

/// The next piece of the stream; `None` after the job's end.
async fn next_event(listener: Option<Listener>) -> Option<(Result<Bytes, ApiError>, Option<Listener>)> {
    let mut listener = listener?;
    let changed = listener.parts.queue.changed(&listener.account, &listener.job, listener.version);
    match tokio::time::timeout(KEEP_ALIVE, changed).await {
        Err(_) => Some((Ok(Bytes::from_static(b": keep-alive\n\n")), Some(listener))),
        Ok(Err(error)) => Some((Err(error.into()), None)),
        Ok(Ok(None)) => None,
        Ok(Ok(Some(job))) => {
            let event =
                event(&job, listener.state, &listener.address).map(|event| listener.with_preview(&event));
            (listener.version, listener.state) = (job.version, Some(job.state));
            Some((event, (!job.state.is_final()).then_some(listener)))
        }
    }
}

impl Listener {
    /// The event, and behind it the newest preview when it is a new one. Previews have no id: one that was missed is gone.
    fn with_preview(&mut self, event: &Bytes) -> Bytes {
        let shot = self.parts.queue.preview(&self.job).filter(|shot| shot.number > self.preview);
        let Some(shot) = shot else { return event.clone() };
        self.preview = shot.number;
        let data = serde_json::json!({"number": shot.number, "b64_json": STANDARD.encode(&shot.png)});
        Bytes::from([event.as_ref(), format!("event: preview\ndata: {data}\n\n").as_bytes()].concat())
    }
}

fn event(job: &Job, seen: Option<JobState>, address: &str) -> Result<Bytes, ApiError> {
    let name = if seen == Some(job.state) { "progress" } else { "state" };
    let data = serde_json::to_string(&JobBody::of(job, address)).map_err(ApiError::internal)?;
    Ok(Bytes::from(format!("id: {}\nevent: {name}\ndata: {data}\n\n", job.version)))
}

/// The version a client that comes back has seen; 0 for a new one.
fn last_event(request: &HttpRequest) -> i64 {
    let header = request.headers().get("last-event-id").and_then(|value| value.to_str().ok());
    header.and_then(|id| id.trim().parse().ok()).unwrap_or(0)
}
