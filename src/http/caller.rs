//! Who calls: the token in the request, checked for the permission the handler's argument names.

use std::pin::Pin;
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use tokio::sync::OnceCell;

use super::error::ApiError;
use crate::auth::{Auth, AuthError, Caller, Identity, Permission, Rates};
use crate::jobs::now;

/// Someone who was recognised; any token will do.
pub struct Known(pub Identity);

impl FromRequest for Known {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Self(identify(&request).await?)) })
    }
}

impl<P: Permission + 'static> FromRequest for Caller<P> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Self::check(identify(&request).await?)?) })
    }
}

/// What came of recognising a request's caller; extractors run side by side, and the first that asks does the work.
type Recognised = Rc<OnceCell<Result<Identity, ApiError>>>;

/// Recognises the caller and counts the request, once for each request.
///
/// # Errors
/// 401 without a good token, 429 when its bucket of requests is empty.
pub(super) async fn identify(request: &HttpRequest) -> Result<Identity, ApiError> {
    let known = request.extensions().get::<Recognised>().cloned();
    let cell = known.unwrap_or_else(|| {
        let cell = Recognised::default();
        request.extensions_mut().insert(cell.clone());
        cell
    });
    cell.get_or_init(|| recognise(request)).await.clone()
}

async fn recognise(request: &HttpRequest) -> Result<Identity, ApiError> {
    let credential = credential(request).ok_or(AuthError::Missing)?;
    let auth = request.app_data::<Data<Auth>>().ok_or_else(|| ApiError::internal("no auth in the app"))?;
    let identity = auth.identify(credential, now()).await?;
    let rates = request.app_data::<Data<Rates>>().ok_or_else(|| ApiError::internal("no rates in the app"))?;
    if let Some(rate) = rates.count(&identity, now())? {
        request.extensions_mut().insert(rate);
    }
    Ok(identity)
}

/// `Authorization: Bearer …`, or Azure's `api-key: …`. Never the query: addresses end up in logs (ASVS 14.2.1).
fn credential(request: &HttpRequest) -> Option<&str> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let bearer = header(AUTHORIZATION.as_str()).and_then(|value| {
        let (scheme, credential) = value.trim().split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| credential.trim())
    });
    bearer.or_else(|| header("api-key").map(str::trim)).filter(|credential| !credential.is_empty())
}
