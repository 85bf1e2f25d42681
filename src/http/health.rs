//! `GET /healthz`: whether this server lives. `GET /readyz`: whether it should be sent requests.

use std::sync::atomic::Ordering;

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde_json::json;

use super::error::{ApiError, Code};
use super::routes::Parts;

/// Whether the database answers. Needs no token and tells nothing else.
///
/// # Errors
/// 500 when the database does not answer.
#[utoipa::path(get, path = "/healthz", operation_id = "get_health",
    tag = "health", security(()), responses((status = 200)))]
pub async fn get(parts: Data<Parts>) -> Result<HttpResponse, ApiError> {
    parts.store.ping().await?;
    Ok(HttpResponse::Ok().json(json!({ "status": "ok" })))
}

/// Whether this server should be sent requests: its database answers, and it is not about to stop. Needs no token.
///
/// # Errors
/// 503 `stopping` from the moment the process is told to stop; 500 when the database does not answer.
#[utoipa::path(get, path = "/readyz", operation_id = "get_readiness",
    tag = "health", security(()), responses((status = 200), (status = 503)))]
pub async fn ready(parts: Data<Parts>) -> Result<HttpResponse, ApiError> {
    if parts.stopping.load(Ordering::Relaxed) {
        return Err(ApiError::new(Code::Stopping, "the server is about to stop"));
    }
    parts.store.ping().await?;
    Ok(HttpResponse::Ok().json(json!({ "status": "ready" })))
}
