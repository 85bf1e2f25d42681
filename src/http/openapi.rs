//! `GET /openapi.json`: the API's description, made from the handlers and wire types themselves.
//!
//! `docs/openapi.json` is its snapshot; after a change on purpose, write it anew with
//! `UPDATE_SNAPSHOTS=1 cargo test --test http openapi`.

use actix_web::HttpResponse;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{
    audit, batch, designs, documents, events, files, fill, health, illustrate, images, jobs, metrics,
    model_routes, models, overview, pictures, refine, reports, sessions, share, sign_in, templates, tokens,
    usage, verify, webhooks,
};

/// The description of the API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Vignette",
        description = "Words in, designed documents and pictures out. Every address but this one, `/healthz`, `/readyz` and \
                       the page needs an account token or a session. Every request for work may have the headers \
                       `Idempotency-Key` (sent again within a day, it leads to the same job), `Vignette-Deadline` \
                       (seconds until the result is no longer wanted) and `Vignette-Webhook` (an https address that \
                       is told of the end).",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    paths(
        sessions::create,
        sign_in::get,
        tokens::list,
        tokens::create,
        tokens::revoke,
        designs::create,
        refine::create,
        fill::create,
        templates::check,
        templates::schema,
        batch::create,
        documents::create,
        illustrate::create,
        images::create,
        images::edits::edit,
        images::edits::vary,
        images::upscales::enlarge,
        images::azure::create,
        images::azure::edit,
        images::mai::create,
        images::mai::edit,
        jobs::list,
        jobs::get,
        jobs::cancel,
        events::follow,
        files::get,
        share::create,
        reports::create,
        pictures::list,
        webhooks::secret,
        verify::verify,
        usage::get,
        models::list,
        model_routes::list,
        model_routes::set,
        model_routes::remove,
        model_routes::rollback,
        overview::accounts,
        overview::queue,
        overview::cancel,
        audit::list,
        metrics::get,
        health::get,
        health::ready,
        get
    ),
    security(("token" = []), ("api-key" = [])),
    modifiers(&Tokens)
)]
pub struct Description;

struct Tokens;

impl Modify for Tokens {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let bearer =
            HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("vgn_… or a session"));
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(bearer.build()));
        let key = ApiKeyValue::with_description("api-key", "vgn_…, as Azure's clients send it");
        components.add_security_scheme("api-key", SecurityScheme::ApiKey(ApiKey::Header(key)));
    }
}

/// This description.
#[utoipa::path(get, path = "/openapi.json", operation_id = "get_description",
    tag = "health", security(()), responses((status = 200)))]
pub async fn get() -> HttpResponse {
    HttpResponse::Ok().json(Description::openapi())
}
