//! `GET /healthz`: whether this server can do its work.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde_json::json;

use super::error::ApiError;
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
