//! `GET /v1/audit`: who did what, for administrators.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use serde::Deserialize;

use super::error::ApiError;
use super::routes::Parts;
use super::wire::audit::{AuditBody, AuditEntryBody};
use super::wire::error::ErrorBody;
use crate::auth::{Caller, CanAdminister};
use crate::store::AuditId;

/// Which lines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// How many at most, 1 to 1000; 100 when not said.
    limit: Option<u32>,
    /// Only lines older than this one.
    before: Option<String>,
}

/// The query of a list.
type PageQuery = Query<Page>;

/// The audit log, newest first: tokens, sessions, refusals, changes by administrators. Never a prompt or a secret.
///
/// # Errors
/// 403 without the scope `admin`.
#[utoipa::path(
    get, path = "/v1/audit", operation_id = "list_audit",
    tag = "operation",
    params(
        ("limit" = Option<u32>, Query, description = "how many at most, 1 to 1000; 100 when not said"),
        ("before" = Option<String>, Query, description = "only lines older than this one")
    ),
    responses((status = 200, body = AuditBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody))
)]
pub async fn list(
    _: Caller<CanAdminister>,
    parts: Data<Parts>,
    page: PageQuery,
) -> Result<HttpResponse, ApiError> {
    let limit = page.limit.unwrap_or(100);
    if !(1..=1000).contains(&limit) {
        return Err(ApiError::field("limit", "it must be from 1 to 1000"));
    }
    let before = page.before.as_deref().map(AuditId::from_text);
    let entries = parts.store.audit_entries(before.as_ref(), limit).await?;
    let next = entries.last().filter(|_| entries.len() == limit as usize).map(|entry| entry.id.to_string());
    Ok(HttpResponse::Ok()
        .json(AuditBody { entries: entries.into_iter().map(AuditEntryBody::from).collect(), next }))
}
