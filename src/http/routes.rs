//! The table of addresses, and what the handlers share.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use actix_web::web::{self, Data, PayloadConfig, ServiceConfig};
use actix_web::{HttpRequest, Route};

use super::error::{ApiError, Code};
use super::{
    audit, batch, designs, documents, events, files, fill, health, illustrate, images, jobs, manifests, mcp,
    metrics, model_routes, models, openapi, overview, pane, pictures, refine, reports, sessions, share,
    sign_in, templates, tokens, usage, verify, webhooks,
};
use crate::auth::{Auth, Rates};
use crate::config::{Framing, Lifetimes, Limits, Oidc, PublicAddress};
use crate::jobs::counters::Timings;
use crate::jobs::{Queue, Webhooks};
use crate::manifest::Registration;
use crate::store::Store;
use crate::studio::Studio;

/// What the handlers work with. Cheap to clone.
#[derive(Clone)]
pub struct Parts {
    /// Recognises callers.
    pub auth: Auth,
    /// Takes jobs.
    pub queue: Queue,
    /// Holds files.
    pub store: Store,
    /// Understands words, and knows the models.
    pub studio: Arc<Studio>,
    /// How much one caller may send and ask for.
    pub limits: Limits,
    /// How callers reach this server.
    pub address: PublicAddress,
    /// Who may frame the page.
    pub framing: Framing,
    /// What the app package for Microsoft 365 signs in by.
    pub registration: Option<Registration>,
    /// How many proxies of the house's own stand before this server.
    pub trusted_hops: usize,
    /// The identity provider that the page signs people in by.
    pub sign_in: Option<Oidc>,
    /// How long links last.
    pub lifetimes: Lifetimes,
    /// Tells others of a job's end.
    pub webhooks: Webhooks,
    /// How many requests one caller may send.
    pub rates: Rates,
    /// How long requests took.
    pub requests: Timings,
    /// Whether the server is about to stop.
    pub stopping: Arc<AtomicBool>,
    /// How many jobs run at once in this process.
    pub workers: usize,
}

impl Parts {
    /// Where callers reach this server, as in `https://images.example.com`: as configured, else as they said.
    pub fn address_for(&self, request: &HttpRequest) -> String {
        match &self.address.0 {
            Some(address) => address.clone(),
            None => {
                let info = request.connection_info();
                format!("{}://{}", info.scheme(), info.host())
            }
        }
    }
}

/// Adds every address to an app.
pub fn routes(parts: Parts) -> impl FnOnce(&mut ServiceConfig) {
    move |app| {
        app.app_data(PayloadConfig::new(parts.limits.body_bytes))
            .app_data(Data::new(parts.auth.clone()))
            .app_data(Data::new(parts.rates.clone()))
            .app_data(Data::new(parts));
        api(app);
        image_apis(app);
        model_routes::routes(app);
        pictures::routes(app);
        share::routes(app);
        reports::routes(app);
        tokens::routes(app);
        overview::routes(app);
        manifests::routes(app);
        mcp::routes(app);
        pane::routes(app);
        app.default_service(web::to(no_such_address));
    }
}

fn api(app: &mut ServiceConfig) {
    app.service(web::resource("/v1/sessions").post(sessions::create).default_service(only("POST")))
        .service(web::resource("/v1/sign-in").get(sign_in::get).default_service(only("GET")))
        .service(web::resource("/v1/designs").post(designs::create).default_service(only("POST")))
        .service(web::resource("/v1/designs/{id}/refine").post(refine::create).default_service(only("POST")))
        .service(web::resource("/v1/documents").post(documents::create).default_service(only("POST")))
        .service(web::resource("/v1/templates/check").post(templates::check).default_service(only("POST")))
        .service(web::resource("/v1/templates/schema").post(templates::schema).default_service(only("POST")))
        .service(web::resource("/v1/documents/batch").post(batch::create).default_service(only("POST")))
        .service(web::resource("/v1/documents/fill").post(fill::create).default_service(only("POST")))
        .service(
            web::resource("/v1/documents/illustrate").post(illustrate::create).default_service(only("POST")),
        )
        .service(web::resource("/v1/jobs").get(jobs::list).default_service(only("GET")))
        .service(
            web::resource("/v1/jobs/{id}")
                .get(jobs::get)
                .delete(jobs::cancel)
                .default_service(only("GET, DELETE")),
        )
        .service(web::resource("/v1/jobs/{id}/events").get(events::follow).default_service(only("GET")))
        .service(web::resource("/v1/usage").get(usage::get).default_service(only("GET")))
        .service(web::resource("/v1/verify").post(verify::verify).default_service(only("POST")))
        .service(web::resource("/v1/webhooks/secret").get(webhooks::secret).default_service(only("GET")))
        .service(web::resource("/v1/files/{id}").get(files::get).default_service(only("GET")))
        .service(web::resource("/v1/models").get(models::list).default_service(only("GET")))
        .service(web::resource("/openapi.json").get(openapi::get).default_service(only("GET")))
        .service(web::resource("/v1/audit").get(audit::list).default_service(only("GET")))
        .service(web::resource("/metrics").get(metrics::get).default_service(only("GET")))
        .service(web::resource("/readyz").get(health::ready).default_service(only("GET")))
        .service(web::resource("/healthz").get(health::get).default_service(only("GET")));
}

/// The image APIs of others: OpenAI's at its own addresses and at Azure's, MAI-Image's.
fn image_apis(app: &mut ServiceConfig) {
    use images::{azure, edits, mai, upscales};
    for base in ["/v1", "/openai/v1"] {
        app.service(
            web::resource(format!("{base}/images/generations"))
                .post(images::create)
                .default_service(only("POST")),
        )
        .service(
            web::resource(format!("{base}/images/edits")).post(edits::edit).default_service(only("POST")),
        )
        .service(
            web::resource(format!("{base}/images/variations"))
                .post(edits::vary)
                .default_service(only("POST")),
        );
    }
    app.service(web::resource("/v1/images/upscales").post(upscales::enlarge).default_service(only("POST")));
    let deployment = "/openai/deployments/{deployment}/images";
    app.service(
        web::resource(format!("{deployment}/generations")).post(azure::create).default_service(only("POST")),
    )
    .service(web::resource(format!("{deployment}/edits")).post(azure::edit).default_service(only("POST")))
    .service(web::resource("/openai/images/variations").post(edits::vary).default_service(only("POST")))
    .service(web::resource("/openai/v1/models").get(models::list).default_service(only("GET")))
    .service(web::resource("/openai/models").get(models::list).default_service(only("GET")))
    .service(web::resource("/mai/v1/images/generations").post(mai::create).default_service(only("POST")))
    .service(web::resource("/mai/v1/images/edits").post(mai::edit).default_service(only("POST")));
}

/// Answers every other method of an address with 405.
pub(super) fn only(methods: &'static str) -> Route {
    web::to(move || async move {
        Err::<&str, _>(
            ApiError::new(Code::MethodNotAllowed(methods), "the address does not take this method")
                .hint(format!("it takes {methods}")),
        )
    })
}

async fn no_such_address() -> Result<&'static str, ApiError> {
    Err(ApiError::not_found("address").hint("GET /openapi.json lists the addresses"))
}
