//! `GET /manifest/…`: what Microsoft 365 is told of this server, for its own address. Open to all: it holds nothing that
//! the page does not say.

use actix_web::http::header::{self, ContentDisposition};
use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};

use super::error::{ApiError, Code};
use super::routes::{Parts, only};
use crate::manifest::{BaseUrl, FILES, Manifests};

/// Adds the address.
pub fn routes(app: &mut ServiceConfig) {
    app.service(web::resource("/manifest/{name}").get(get).default_service(only("GET")));
}

async fn get(request: HttpRequest, parts: Data<Parts>, name: Path<String>) -> Result<HttpResponse, ApiError> {
    let base_url: BaseUrl = parts.address_for(&request).parse().map_err(|error| {
        ApiError::new(Code::NotFound, format!("there is no manifest: {error}"))
            .hint("set VIGNETTE_PUBLIC_URL to the https address that Office reaches this server at")
    })?;
    let manifests = Manifests::new(base_url, parts.registration.clone());
    let file = manifests.file(&name).map_err(ApiError::internal)?;
    let file =
        file.ok_or_else(|| ApiError::not_found("manifest").hint(format!("there are: {}", FILES.join(", "))))?;
    let media_type = if name.ends_with(".zip") { "application/zip" } else { "application/xml" };
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, ContentDisposition::attachment(name.as_str())))
        .body(file))
}
