//! The page at `/`: the files of `taskpane/`, embedded in the binary.

use actix_web::http::header;
use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, guard};
use rust_embed::RustEmbed;

use super::error::ApiError;
use super::routes::{Parts, only};
use crate::config::Oidc;
use crate::store::key::hex;

#[derive(RustEmbed)]
#[folder = "taskpane/"]
struct Files;

/// Adds the page's addresses.
pub fn routes(app: &mut ServiceConfig) {
    let reading = || web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
    app.service(web::resource("/").route(reading().to(index)).default_service(only("GET, HEAD")));
    for name in ["account", "admin"] {
        let page = move |request: HttpRequest, parts: Data<Parts>| async move {
            serve(&format!("{name}.html"), &request, &parts)
        };
        let address = web::resource(format!("/{name}")).route(reading().to(page));
        app.service(address.default_service(only("GET, HEAD")));
    }
    app.service(
        web::resource("/{file:[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\\.(html|js|css|svg|png|woff2)}")
            .route(reading().to(file))
            .default_service(only("GET, HEAD")),
    );
}

async fn index(request: HttpRequest, parts: Data<Parts>) -> Result<HttpResponse, ApiError> {
    serve("index.html", &request, &parts)
}

async fn file(
    request: HttpRequest,
    parts: Data<Parts>,
    path: Path<String>,
) -> Result<HttpResponse, ApiError> {
    serve(&path, &request, &parts)
}

fn serve(path: &str, request: &HttpRequest, parts: &Parts) -> Result<HttpResponse, ApiError> {
    let file = Files::get(path).ok_or_else(|| ApiError::not_found("address"))?;
    let tag = format!("\"{}\"", &hex(&file.metadata.sha256_hash())[..32]);
    let known = request.headers().get(header::IF_NONE_MATCH).is_some_and(|known| known == tag.as_str());
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((header::ETAG, tag))
        // The files change with the binary, so every load asks whether they did.
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::CONTENT_SECURITY_POLICY, policy(&parts.framing.0, parts.sign_in.as_ref())));
    if known {
        return Ok(response.finish());
    }
    Ok(response.content_type(media_type(path)).body(file.data.into_owned()))
}

/// Where Office's own script comes from; its store takes no copy.
const OFFICE_SCRIPTS: &str = "https://appsforoffice.microsoft.com";

/// Only the page's own files and Office's script; pictures also from memory (`blob:`). No `X-Frame-Options`: it would shut out Office
/// on the web, which frames the page.
/// The identity provider, where there is one, gives the page its tokens.
fn policy(frame_ancestors: &str, provider: Option<&Oidc>) -> String {
    let provider = provider.map_or_else(String::new, |provider| origin(&provider.authority()));
    format!(
        "default-src 'none'; script-src 'self' {OFFICE_SCRIPTS}; style-src 'self'; img-src 'self' blob: data:; \
         font-src 'self'; connect-src 'self'{provider}; base-uri 'none'; form-action 'self'; \
         frame-ancestors {frame_ancestors}"
    )
}

/// An address's origin, with a space before it.
fn origin(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or_default();
    format!(" {scheme}://{}", rest.split('/').next().unwrap_or_default())
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
