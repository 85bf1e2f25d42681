//! `GET /v1/webhooks/secret`: what an account's receivers check signatures with.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::routes::Parts;
use super::wire::error::ErrorBody;
use super::wire::webhook::SecretBody;
use crate::auth::{Caller, CanUse};

/// The secret that signs what is sent to the addresses of `Vignette-Webhook` (Standard Webhooks 1.0.0: HMAC-SHA256 of id,
/// time and body). It is the account's own, and the same for good.
#[utoipa::path(
    get, path = "/v1/webhooks/secret", operation_id = "get_webhook_secret",
    tag = "jobs",
    responses((status = 200, body = SecretBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody))
)]
pub async fn secret(caller: Caller<CanUse>, parts: Data<Parts>) -> HttpResponse {
    HttpResponse::Ok().json(SecretBody { secret: parts.webhooks.secret(caller.account()) })
}
