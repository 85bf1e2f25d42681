//! `/v1/routes`: public names of models and what they mean, changed while requests run.
//!
//! A model is loaded and makes a small picture before a name may mean it. Requests that were taken before a change are finished by
//! the model they were taken for.

use actix_web::web::{self, Data, Path, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::body::Json;
use super::error::{ApiError, Code};
use super::routes::{Parts, only};
use super::wire::error::ErrorBody;
use super::wire::route::{RouteBody, RouteRule, RoutesBody};
use crate::auth::{Caller, CanAdminister, CanRead};
use crate::jobs::{FailureKind, now};
use crate::models::routes::{Route, RouteError};
use crate::store::{AccountId, Deed};

/// Adds the addresses.
pub fn routes(app: &mut ServiceConfig) {
    app.service(web::resource("/v1/routes").get(list).default_service(only("GET")))
        .service(
            web::resource("/v1/routes/{name}").put(set).delete(remove).default_service(only("PUT, DELETE")),
        )
        .service(web::resource("/v1/routes/{name}/rollback").post(rollback).default_service(only("POST")));
}

/// Whose name it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whose {
    /// The account's name; everybody's when not said.
    account: Option<String>,
}

/// The public names that mean something here.
///
/// # Errors
/// None of its own.
#[utoipa::path(
    get, path = "/v1/routes", operation_id = "list_routes", tag = "models",
    responses((status = 200, body = RoutesBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody))
)]
pub async fn list(caller: Caller<CanRead>, parts: Data<Parts>) -> Result<HttpResponse, ApiError> {
    let routes = parts.store.routes().await?;
    let own = |account: &str| account.is_empty() || account == caller.account().as_str();
    let visible = routes.iter().filter(|route| own(&route.account_id));
    Ok(HttpResponse::Ok().json(RoutesBody { routes: visible.filter_map(RouteBody::of).collect() }))
}

/// Gives a name a meaning: models with their shares, and one that steps in when they fail.
///
/// # Errors
/// 400 for a name, a share or a model that cannot be used; 422 `model_not_ready` when a model cannot be loaded or makes no
/// picture. Nothing is changed then.
#[utoipa::path(
    put, path = "/v1/routes/{name}", operation_id = "set_route", tag = "models",
    request_body = RouteRule,
    params(("name" = String, Path), ("account" = Option<String>, Query)),
    responses(
        (status = 200, body = RouteBody), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 422, body = ErrorBody)
    )
)]
pub async fn set(
    caller: Caller<CanAdminister>,
    parts: Data<Parts>,
    name: Path<String>,
    whose: Query<Whose>,
    body: Json<RouteRule>,
) -> Result<HttpResponse, ApiError> {
    let route = Route::from(body.0);
    route.check(&name, parts.studio.engines.catalogue())?;
    rehearse(&parts, &route).await?;
    let rule = serde_json::to_string(&route).map_err(ApiError::internal)?;
    change(&parts, &caller, &name, &whose, &rule, "route.set").await
}

/// Takes a name's meaning away: it is again what it was without a route.
///
/// # Errors
/// 404 when it has none.
#[utoipa::path(
    delete, path = "/v1/routes/{name}", operation_id = "remove_route", tag = "models",
    params(("name" = String, Path), ("account" = Option<String>, Query)),
    responses(
        (status = 200, body = RouteBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)
    )
)]
pub async fn remove(
    caller: Caller<CanAdminister>,
    parts: Data<Parts>,
    name: Path<String>,
    whose: Query<Whose>,
) -> Result<HttpResponse, ApiError> {
    let account = account(&parts, &whose).await?;
    let own = account.as_ref().map_or("", AccountId::as_str).to_owned();
    let routes = parts.store.routes().await?;
    if !routes.iter().any(|route| route.account_id == own && route.name == *name) {
        return Err(ApiError::not_found("route"));
    }
    change(&parts, &caller, &name, &whose, "", "route.removed").await
}

/// Gives a name the meaning it had before the last change.
///
/// # Errors
/// 404 when it never had another.
#[utoipa::path(
    post, path = "/v1/routes/{name}/rollback", operation_id = "roll_route_back", tag = "models",
    params(("name" = String, Path), ("account" = Option<String>, Query)),
    responses(
        (status = 200, body = RouteBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 422, body = ErrorBody)
    )
)]
pub async fn rollback(
    _: HttpRequest,
    caller: Caller<CanAdminister>,
    parts: Data<Parts>,
    name: Path<String>,
    whose: Query<Whose>,
) -> Result<HttpResponse, ApiError> {
    let account = account(&parts, &whose).await?;
    let rule = parts.store.rule_before(account.as_ref(), &name).await?;
    let rule = rule.ok_or_else(|| ApiError::not_found("route"))?;
    if let Ok(route) = serde_json::from_str::<Route>(&rule) {
        rehearse(&parts, &route).await?;
    }
    change(&parts, &caller, &name, &whose, &rule, "route.rolled_back").await
}

async fn change(
    parts: &Parts,
    caller: &Caller<CanAdminister>,
    name: &str,
    whose: &Whose,
    rule: &str,
    action: &'static str,
) -> Result<HttpResponse, ApiError> {
    let account = account(parts, whose).await?;
    let version = parts.store.set_route(account.as_ref(), name, rule, now()).await?;
    let actor = &caller.identity().account_name;
    parts.store.audit(Deed { actor, action, object: name, detail: rule }, now()).await?;
    let account = account.map(|account| account.to_string());
    Ok(HttpResponse::Ok().json(RouteBody::new(account, name, version, rule)))
}

async fn account(parts: &Parts, whose: &Whose) -> Result<Option<AccountId>, ApiError> {
    let Some(name) = whose.account.as_deref() else { return Ok(None) };
    let account = parts.store.find_account(name).await?;
    Ok(Some(account.ok_or_else(|| ApiError::not_found("account"))?.id))
}

/// Loads every model of a route and lets it make a small picture, on a thread of its own.
async fn rehearse(parts: &Parts, route: &Route) -> Result<(), ApiError> {
    let models: Vec<String> = route.models().map(str::to_owned).collect();
    let studio = parts.studio.clone();
    let rehearsed = web::block(move || models.iter().try_for_each(|model| studio.rehearse(model))).await;
    rehearsed.map_err(ApiError::internal)?.map_err(|error| {
        ApiError::new(Code::ModelNotReady, error.to_string())
            .hint("check it with `vignette model check`; the route is as it was")
    })
}

impl From<RouteError> for ApiError {
    fn from(error: RouteError) -> Self {
        match error {
            RouteError::Name => Self::field("name", error),
            RouteError::Model { .. } => {
                let code = Code::Work(FailureKind::UnknownModel);
                Self { field: Some("targets".to_owned()), ..Self::new(code, error.to_string()) }
                    .hint("GET /v1/models lists the models")
            }
            RouteError::Targets | RouteError::Shares => Self::field("targets", error),
        }
    }
}
