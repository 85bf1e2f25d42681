//! `POST /v1/images/generations`: OpenAI's dialect. The request waits for its job; when the caller goes away, the
//! job is called off.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::body::Json;
use super::designs::today;
use super::error::{ApiError, Code};
use super::routes::Parts;
use super::wire::error::ImageErrorBody;
use super::wire::image::{ImageBody, ImageDatum, ImagesBody, ResponseFormat};
use crate::auth::{Caller, CanDesign};
use crate::jobs::{FailureKind, Made, Queue, Request, now, queue};
use crate::store::{AccountId, FileId, Job, JobId, StoredFile};

/// Makes pictures and answers with them. Takes what OpenAI's clients send; names of retired models mean the default
/// one.
///
/// # Errors
/// In OpenAI's shape: 400 names the field in `param`; 400 with `content_policy_violation` (DALL·E names) or
/// `moderation_blocked` for a refusal.
#[utoipa::path(
    post, path = "/v1/images/generations", operation_id = "create_image",
    tag = "images", request_body = ImageBody,
    responses(
        (status = 200, body = ImagesBody), (status = 400, body = ImageErrorBody),
        (status = 401, body = ImageErrorBody), (status = 403, body = ImageErrorBody),
        (status = 429, body = ImageErrorBody)
    )
)]
pub async fn create(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    body: Json<ImageBody>,
) -> Result<HttpResponse, ApiError> {
    let body = body.0;
    let format = body.response_format()?;
    let order = body.order(today(), &parts.limits, parts.studio.engines.catalogue())?;
    let job = parts.queue.push(caller.account(), &Request::Picture(order.work()), None).await?;
    answer(&request, &caller, &parts, job, format, body.is_dall_e()).await
}

/// Waits for a job and answers with its pictures.
pub(super) async fn answer(
    request: &HttpRequest,
    caller: &Caller<CanDesign>,
    parts: &Parts,
    job: Job,
    format: ResponseFormat,
    is_dall_e: bool,
) -> Result<HttpResponse, ApiError> {
    let guard = CancelOnDrop::new(&parts.queue, &job);
    let ended = parts.queue.finished(caller.account(), &job.id).await?;
    guard.disarm();
    let ended = ended.ok_or_else(|| ApiError::internal("the job is gone"))?;
    let made = queue::made(&ended).ok_or_else(|| refusal(&ended, is_dall_e))?;
    let data = pictures(parts, caller, &made, format, &parts.address_for(request)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(("openai-processing-ms", (now() - job.created_at).to_string()))
        .json(ImagesBody { created: job.created_at / 1000, data, output_format: "png" }))
}

/// Why there is no picture; callers of the newer models know a refusal by another name.
fn refusal(job: &Job, is_dall_e: bool) -> ApiError {
    let Some(failure) = queue::failure(job) else {
        return ApiError::new(Code::Work(FailureKind::Cancelled), "the work was called off");
    };
    let error = ApiError::from(failure);
    match error.code {
        Code::Work(FailureKind::ContentPolicy) if !is_dall_e => {
            ApiError { code: Code::ModerationBlocked, ..error }
        }
        _ => error,
    }
}

async fn pictures(
    parts: &Parts,
    caller: &Caller<CanDesign>,
    made: &Made,
    format: ResponseFormat,
    address: &str,
) -> Result<Vec<ImageDatum>, ApiError> {
    let mut data = Vec::new();
    for file in made.candidates.iter().filter_map(|candidate| candidate.files.first()) {
        let id = FileId::from_text(file.id.as_str());
        let file = parts.store.file_of(caller.account(), &id).await?;
        let file = file.ok_or_else(|| ApiError::internal("the picture is gone"))?;
        data.push(match format {
            ResponseFormat::Base64 => {
                let bytes = parts.store.read_file(&file).await?;
                ImageDatum { b64_json: Some(STANDARD.encode(bytes)), url: None }
            }
            ResponseFormat::Url => ImageDatum { b64_json: None, url: Some(link(parts, &file, address)) },
        });
    }
    Ok(data)
}

/// The address of a picture that works for a while without a token.
fn link(parts: &Parts, file: &StoredFile, address: &str) -> String {
    let until = now() + parts.lifetimes.link.as_millis() as i64;
    let link = parts.auth.sign_link(&file.id, until);
    format!("{address}/v1/files/{}?expires={}&signature={}", file.id, link.expires, link.signature)
}

/// Calls a job off when the future that waits for it is dropped: the caller went away.
struct CancelOnDrop {
    waiting: Option<(Queue, AccountId, JobId)>,
}

impl CancelOnDrop {
    fn new(queue: &Queue, job: &Job) -> Self {
        Self { waiting: Some((queue.clone(), job.account_id.clone(), job.id.clone())) }
    }

    fn disarm(mut self) {
        self.waiting = None;
    }
}

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        let Some((queue, account, job)) = self.waiting.take() else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        runtime.spawn(async move {
            match queue.cancel(&account, &job).await {
                Ok(_) => tracing::info!(%job, "called off: the caller went away"),
                Err(error) => tracing::error!(%job, %error, "the job could not be called off"),
            }
        });
    }
}
