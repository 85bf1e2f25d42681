//! `GET /v1/sign-in`: how people sign in here, for the page that asks them to.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;
use utoipa::ToSchema;

use super::routes::Parts;

/// How people sign in.
#[derive(Serialize, ToSchema)]
#[schema(as = SignIn)]
pub struct SignInBody {
    /// The company's identity provider; null where only account tokens are taken.
    provider: Option<ProviderBody>,
}

/// An identity provider as a page needs it (OpenID Connect, code flow with PKCE).
#[derive(Serialize, ToSchema)]
#[schema(as = Provider)]
struct ProviderBody {
    /// Where its description lies: `{authority}/.well-known/openid-configuration`.
    authority: String,
    /// The id of the page's registration there.
    client_id: String,
    /// The scopes to ask for.
    scope: String,
}

/// How people sign in. Needs no token.
#[utoipa::path(
    get, path = "/v1/sign-in", operation_id = "get_sign_in", tag = "sessions", security(()),
    responses((status = 200, body = SignInBody))
)]
pub async fn get(parts: Data<Parts>) -> HttpResponse {
    let provider = parts.sign_in.as_ref().map(|provider| ProviderBody {
        authority: provider.authority(),
        client_id: provider.client().to_owned(),
        scope: provider.wanted_scopes(),
    });
    HttpResponse::Ok().json(SignInBody { provider })
}
