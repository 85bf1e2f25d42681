//! `GET /v1/usage`: what the caller's account has and may have.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::error::ApiError;
use super::routes::Parts;
use super::wire::error::ErrorBody;
use super::wire::usage::UsageReport;
use crate::auth::{Caller, CanRead};

/// What the caller's account has, has asked for within 24 hours, and may have.
///
/// # Errors
/// None of its own.
#[utoipa::path(
    get, path = "/v1/usage", operation_id = "get_usage",
    tag = "usage",
    responses((status = 200, body = UsageReport), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody))
)]
pub async fn get(caller: Caller<CanRead>, parts: Data<Parts>) -> Result<HttpResponse, ApiError> {
    let usage = parts.queue.usage(caller.account()).await?;
    let name = &caller.identity().account_name;
    Ok(HttpResponse::Ok().json(UsageReport::new(name, &usage, parts.limits.quotas, parts.rates.limits())))
}
