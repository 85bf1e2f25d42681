//! The image APIs of others: programs that call them need another address and nothing else.
//!
//! `POST /v1/images/…` is OpenAI's ([`create`] here, [`edits`]), [`azure`] the same under Azure's addresses, [`mai`] that of
//! MAI-Image; [`upscales`] is nobody's but ours. Every field that is documented there works here, or is refused by its name, or has a note in the header
//! `vignette-notes` ([`notes`]). [`options`] reads what all share, [`names`] names of models, [`json_form`] forms sent as JSON;
//! [`reply`] waits and answers, [`stream`] answers with events.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::body::Json;
use super::designs::today;
use super::dialect::Dialect;
use super::error::ApiError;
use super::routes::Parts;
use super::terms::terms;
use super::wire::error::ImageErrorBody;
use super::wire::image::{ImageBody, ImagesBody};
use crate::auth::{Caller, CanDesign};
use crate::jobs::{PictureWork, Request, Terms, now};
use crate::studio::{Ground, StudioError};

pub mod azure;
pub mod edits;
mod json_form;
pub mod mai;
pub mod names;
pub mod notes;
pub mod options;
mod reply;
mod stream;
pub mod upscales;

use notes::Notes;

/// Makes pictures and answers with them, whole or as a stream. Takes what OpenAI's clients send; names of retired models
/// mean the default one. The header `vignette-notes` says what became of fields that mean something else here.
///
/// # Errors
/// In OpenAI's shape: 400 names the field in `param`; 400 with `content_policy_violation` (DALL·E names) or
/// `moderation_blocked` for a refusal.
#[utoipa::path(
    post, path = "/v1/images/generations", operation_id = "create_image",
    tag = "images", request_body = ImageBody,
    responses(
        (status = 200, body = ImagesBody, headers(("vignette-notes" = String))),
        (status = 400, body = ImageErrorBody),
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
    let terms = terms(&request, &parts, caller.identity(), &body.1)?;
    generate(&request, terms, &parts, &body.0).await
}

/// Judges the order, queues it and answers with what came of it.
async fn generate(
    request: &HttpRequest,
    terms: Terms,
    parts: &Data<Parts>,
    body: &ImageBody,
) -> Result<HttpResponse, ApiError> {
    let dialect = Dialect::at(request.path());
    let mut notes = Notes::default();
    let resolved = names::resolve(parts, &terms.account, body.model.as_deref(), &mut notes).await?;
    let (order, reply) = body.order(dialect, today(), &parts.limits, resolved.model, notes)?;
    let permitted = match parts.studio.permit(&order) {
        Ok(permitted) => permitted,
        Err(error) => return Err(refused(parts, &terms, error, reply.is_dall_e).await?),
    };
    if reply.output.ground == Ground::Transparent && permitted.is_page {
        return Err(ApiError::field("background", "a designed page has a ground of its own")
            .hint("ask for a picture or an icon, or leave background out"));
    }
    let work = Request::Picture(PictureWork::new(order, reply.output).or_else(resolved.fallback));
    let job = parts.queue.push(&terms, &work, None).await?;
    reply::answer(request, parts, job, reply).await
}

/// A refusal by the name its caller knows; its category is noted.
async fn refused(
    parts: &Parts,
    terms: &Terms,
    error: StudioError,
    is_dall_e: bool,
) -> Result<ApiError, ApiError> {
    let error = reply::named(error.into(), is_dall_e);
    if let Some(category) = error.detail.as_ref().and_then(|detail| detail.category.as_deref()) {
        parts.store.audit_refusal(&terms.account, "image request", category, now()).await?;
    }
    Ok(error)
}
