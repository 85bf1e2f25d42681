//! `/v1/accounts` and `/v1/queue`: what an administrator sees of everybody, and calling off anybody's job.

use actix_web::HttpResponse;
use actix_web::web::{self, Data, Path, Query, ServiceConfig};
use serde::Deserialize;

use super::error::ApiError;
use super::routes::{Parts, only};
use super::wire::error::ErrorBody;
use super::wire::overview::{AccountBody, AccountsBody, JobLineBody, QueueBody};
use crate::auth::{Caller, CanAdminister};
use crate::jobs::now;
use crate::store::{Deed, JobId};

/// What usage is counted over.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// Adds the addresses.
pub fn routes(app: &mut ServiceConfig) {
    app.service(web::resource("/v1/accounts").get(accounts).default_service(only("GET")))
        .service(web::resource("/v1/queue").get(queue).default_service(only("GET")))
        .service(web::resource("/v1/queue/{job}").delete(cancel).default_service(only("DELETE")));
}

/// Which accounts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// How many at most, 1 to 500; 100 when not said.
    limit: Option<u32>,
    /// Only those whose names come after this one.
    after: Option<String>,
}

/// Every account with what it uses, and what each may have.
///
/// # Errors
/// 403 without the scope `admin`.
#[utoipa::path(
    get, path = "/v1/accounts", operation_id = "list_accounts", tag = "accounts",
    params(
        ("limit" = Option<u32>, Query, description = "how many at most, 1 to 500; 100 when not said"),
        ("after" = Option<String>, Query, description = "only those whose names come after this one")
    ),
    responses((status = 200, body = AccountsBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody))
)]
pub async fn accounts(
    _: Caller<CanAdminister>,
    parts: Data<Parts>,
    page: Query<Page>,
) -> Result<HttpResponse, ApiError> {
    let limit = within(page.limit, 500)?;
    let now = now();
    let after = page.after.as_deref().unwrap_or_default();
    let lines = parts.store.account_lines(after, limit, now - DAY, now).await?;
    let next = lines.last().filter(|_| lines.len() == limit as usize).map(|line| line.name.clone());
    Ok(HttpResponse::Ok().json(AccountsBody {
        accounts: lines.into_iter().map(AccountBody::from).collect(),
        limits: parts.limits.quotas.into(),
        next,
    }))
}

/// How many jobs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Newest {
    /// How many at most, 1 to 500; 100 when not said.
    limit: Option<u32>,
}

/// The newest jobs of all accounts, without what was asked for.
///
/// # Errors
/// 403 without the scope `admin`.
#[utoipa::path(
    get, path = "/v1/queue", operation_id = "list_queue", tag = "accounts",
    params(("limit" = Option<u32>, Query, description = "how many at most, 1 to 500; 100 when not said")),
    responses((status = 200, body = QueueBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody))
)]
pub async fn queue(
    _: Caller<CanAdminister>,
    parts: Data<Parts>,
    page: Query<Newest>,
) -> Result<HttpResponse, ApiError> {
    let limit = within(page.limit, 500)?;
    let (counts, _) = parts.store.queue_depth().await?;
    let jobs = parts.store.job_lines(limit).await?;
    Ok(HttpResponse::Ok().json(QueueBody {
        counts: counts.into_iter().collect(),
        jobs: jobs.into_iter().map(JobLineBody::from).collect(),
    }))
}

/// Calls off anybody's job.
///
/// # Errors
/// 403 without the scope `admin`, 404 when there is none.
#[utoipa::path(
    delete, path = "/v1/queue/{job}", operation_id = "cancel_queued_job", tag = "accounts", params(("job" = String, Path)),
    responses(
        (status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)
    )
)]
pub async fn cancel(
    caller: Caller<CanAdminister>,
    parts: Data<Parts>,
    id: Path<String>,
) -> Result<HttpResponse, ApiError> {
    let id = JobId::from_text(id.into_inner());
    let owner = parts.store.owner_of(&id).await?.ok_or_else(|| ApiError::not_found("job"))?;
    parts.queue.cancel(&owner, &id).await?;
    let actor = &caller.identity().account_name;
    let deed = Deed { actor, action: "job.cancelled", object: id.as_str(), detail: "" };
    parts.store.audit(deed, now()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// How many of a list are wanted.
fn within(limit: Option<u32>, most: u32) -> Result<u32, ApiError> {
    let limit = limit.unwrap_or(100);
    if (1..=most).contains(&limit) {
        return Ok(limit);
    }
    Err(ApiError::field("limit", format!("it must be from 1 to {most}")))
}
