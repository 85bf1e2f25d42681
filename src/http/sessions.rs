//! `POST /v1/sessions`: a token becomes a session of a few minutes, so that the pane need not keep it at hand.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::caller::Known;
use super::error::ApiError;
use super::routes::Parts;
use super::wire::session::SessionBody;
use crate::jobs::now;

/// Opens a session. A session cannot open another one.
///
/// # Errors
/// 401 for a token that is not ours, 403 for a session.
#[utoipa::path(
    post, path = "/v1/sessions", operation_id = "create_session",
    tag = "sessions",
    responses((status = 201, body = SessionBody), (status = 401, body = super::wire::error::ErrorBody))
)]
pub async fn create(known: Known, parts: Data<Parts>) -> Result<HttpResponse, ApiError> {
    let now = now();
    let session = parts.auth.open_session(&known.0, now)?;
    Ok(HttpResponse::Created().json(SessionBody::of(session, &known.0, now)))
}
