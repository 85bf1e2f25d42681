//! `/v1/tokens`: account tokens, made and revoked by whoever they belong to, or by an administrator.

use actix_web::HttpResponse;
use actix_web::web::{self, Data, Path, Query, ServiceConfig};
use serde::Deserialize;

use super::body::Json;
use super::caller::Known;
use super::error::ApiError;
use super::routes::{Parts, only};
use super::wire::error::ErrorBody;
use super::wire::token::{MadeTokenBody, NewTokenBody, TokenBody, TokensBody};
use crate::auth::{AuthError, Caller, CanAdminister, CanRead, Scopes, Wish};
use crate::jobs::now;
use crate::store::{Millis, TokenId};

/// Adds the addresses.
pub fn routes(app: &mut ServiceConfig) {
    app.service(web::resource("/v1/tokens").get(list).post(create).default_service(only("GET, POST")))
        .service(web::resource("/v1/tokens/{token}").delete(revoke).default_service(only("DELETE")));
}

/// Whose tokens.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whose {
    /// The account's name; the caller's own when not said.
    account: Option<String>,
}

/// The caller's tokens, or another account's for an administrator; revoked and expired ones too. The tokens themselves are kept
/// nowhere.
///
/// # Errors
/// 403 for another account's without the scope `admin`.
#[utoipa::path(
    get, path = "/v1/tokens", operation_id = "list_tokens", tag = "accounts",
    params(("account" = Option<String>, Query, description = "another account's, for administrators")),
    responses((status = 200, body = TokensBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody))
)]
pub async fn list(
    caller: Caller<CanRead>,
    parts: Data<Parts>,
    whose: Query<Whose>,
) -> Result<HttpResponse, ApiError> {
    let who = caller.identity();
    let account = whose.account.as_deref().unwrap_or(&who.account_name);
    if account != who.account_name {
        Caller::<CanAdminister>::check(who.clone())?;
    }
    let tokens = parts.store.tokens_of(account).await?;
    Ok(HttpResponse::Ok().json(TokensBody { tokens: tokens.into_iter().map(TokenBody::from).collect() }))
}

/// Makes a token that allows no more, and lasts no longer, than the one that asks; an administrator makes any. A session makes
/// none: it would outlive it.
///
/// # Errors
/// 400 for a scope or a number of days that cannot be used, 403 for more than the caller may give.
#[utoipa::path(
    post, path = "/v1/tokens", operation_id = "create_token", tag = "accounts", request_body = NewTokenBody,
    responses(
        (status = 201, body = MadeTokenBody), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)
    )
)]
pub async fn create(
    known: Known,
    parts: Data<Parts>,
    body: Json<NewTokenBody>,
) -> Result<HttpResponse, ApiError> {
    let scopes: Scopes = body.0.scopes.join(" ").parse().map_err(|error| ApiError::field("scopes", error))?;
    let expires_at = body.0.expires_in_days.map(end_in).transpose()?;
    let wish = Wish { account: body.0.account, scopes: scopes.clone(), expires_at };
    let granted = parts.auth.grant(&known.0, wish, now()).await.map_err(|error| match error {
        AuthError::AccountName => ApiError::field("account", error),
        error => error.into(),
    })?;
    Ok(HttpResponse::Created()
        .insert_header(("cache-control", "no-store"))
        .json(MadeTokenBody::new(granted, &scopes)))
}

/// The moment so many days from now.
fn end_in(days: u32) -> Result<Millis, ApiError> {
    if !(1..=3650).contains(&days) {
        return Err(ApiError::field("expires_in_days", "it must be from 1 to 3650"));
    }
    Ok(now() + Millis::from(days) * 24 * 60 * 60 * 1000)
}

/// Revokes one of the caller's tokens, or any for an administrator. It is worth nothing from the next request on.
///
/// # Errors
/// 404 when there is none, or it is another's.
#[utoipa::path(
    delete, path = "/v1/tokens/{token}", operation_id = "revoke_token", tag = "accounts", params(("token" = String, Path)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody))
)]
pub async fn revoke(known: Known, parts: Data<Parts>, id: Path<String>) -> Result<HttpResponse, ApiError> {
    let id = TokenId::from_text(id.into_inner());
    parts.auth.take_back(&known.0, &id, now()).await.map_err(|error| match error {
        AuthError::NoSuchToken(_) => ApiError::not_found("token"),
        error => error.into(),
    })?;
    Ok(HttpResponse::NoContent().finish())
}
