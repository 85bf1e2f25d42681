//! Showing one picture to somebody without a token: `POST /v1/files/{id}/link` makes a link that works for a while,
//! `GET /share/{id}` is the page behind it.

use actix_web::http::header;
use actix_web::web::{self, Data, Path, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::error::ApiError;
use super::routes::{Parts, only};
use super::wire::error::ErrorBody;
use super::wire::picture::LinkBody;
use super::wire::timestamp;
use crate::auth::{Caller, CanRead, Signature};
use crate::jobs::{now, queue};
use crate::store::{FileId, Millis, StoredFile};

/// Adds the addresses.
pub fn routes(app: &mut ServiceConfig) {
    app.service(web::resource("/v1/files/{id}/link").post(create).default_service(only("POST")))
        .service(web::resource("/share/{id}").get(page).default_service(only("GET")));
}

/// Signs a link to one of the caller's files. It needs no token and stops working after a while.
///
/// # Errors
/// 404 when there is no such file, or it is another's.
#[utoipa::path(
    post, path = "/v1/files/{id}/link", operation_id = "link_file",
    tag = "files", params(("id" = String, Path)),
    responses((status = 200, body = LinkBody), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody))
)]
pub async fn create(
    request: HttpRequest,
    caller: Caller<CanRead>,
    parts: Data<Parts>,
    id: Path<String>,
) -> Result<HttpResponse, ApiError> {
    let file = parts.store.file_of(caller.account(), &FileId::from_text(id.into_inner())).await?;
    let file = file.ok_or_else(|| ApiError::not_found("file"))?;
    Ok(HttpResponse::Ok().json(signed(&parts, &parts.address_for(&request), &file.id, now())))
}

/// A link to a file that works from `now` on for as long as links do.
pub fn signed(parts: &Parts, address: &str, file: &FileId, now: Millis) -> LinkBody {
    let until = now + parts.lifetimes.link.as_millis() as Millis;
    let Signature { expires, signature } = parts.auth.sign_link(file, until);
    let query = format!("expires={expires}&signature={signature}");
    LinkBody {
        url: format!("{address}/v1/files/{file}?{query}"),
        page: format!("{address}/share/{file}?{query}"),
        expires_at: timestamp(expires * 1000),
    }
}

/// The two values of a link to a page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    expires: i64,
    signature: String,
}

/// The query of a link to a page.
type LinkQuery = Query<Link>;

/// The page of one picture, for whoever was given the link.
async fn page(
    request: HttpRequest,
    parts: Data<Parts>,
    id: Path<String>,
    link: LinkQuery,
) -> Result<HttpResponse, ApiError> {
    let id = FileId::from_text(id.into_inner());
    let Link { expires, signature } = link.into_inner();
    let query = format!("expires={expires}&signature={signature}");
    parts.auth.check_link(&id, &Signature { expires, signature }, now())?;
    let file = parts.store.file(&id).await?.ok_or_else(|| ApiError::not_found("file"))?;
    let alt = alt(&parts, &file).await?;
    let words = Words::of(&request);
    let html = render(&file, &alt, &query, &words, &parts.address_for(&request));
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
        ))
        .insert_header(("x-robots-tag", "noindex"))
        .body(html))
}

/// What the job that made the file says it shows.
async fn alt(parts: &Parts, file: &StoredFile) -> Result<String, ApiError> {
    let Some(job) = &file.job_id else { return Ok(String::new()) };
    let made = parts.queue.get(&file.account_id, job).await?.as_ref().and_then(queue::made);
    let candidates = made.map(|made| made.candidates).unwrap_or_default();
    let of_file = candidates.into_iter().find(|made| made.files.iter().any(|one| one.id == file.id.as_str()));
    Ok(of_file.map(|made| made.alt).unwrap_or_default())
}

/// What the page says around the picture.
struct Words {
    language: &'static str,
    save: &'static str,
    note: &'static str,
}

impl Words {
    /// In Korean for readers who prefer it, else in English.
    fn of(request: &HttpRequest) -> Self {
        let preferred = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        if preferred.is_some_and(|preferred| preferred.trim_start().to_ascii_lowercase().starts_with("ko")) {
            Self { language: "ko", save: "저장", note: "이 링크는 잠시 동안만 열립니다." }
        } else {
            Self { language: "en", save: "Save", note: "This link works for a while only." }
        }
    }
}

fn render(file: &StoredFile, alt: &str, query: &str, words: &Words, address: &str) -> String {
    let source = escape(&format!("{address}/v1/files/{}?{query}", file.id));
    let (alt, name) = (escape(alt), escape(&file.name));
    let title = name.rsplit_once('.').map_or(name.as_str(), |(title, _)| title);
    let Words { language, save, note } = words;
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title} · Vignette</title>\n\
         <meta property=\"og:title\" content=\"{title}\">\n<meta property=\"og:image\" content=\"{source}\">\n\
         <meta property=\"og:image:alt\" content=\"{alt}\">\n<link rel=\"stylesheet\" href=\"{address}/app.css\">\n\
         </head>\n<body>\n<main class=\"share\">\n<h1>{title}</h1>\n<img src=\"{source}\" alt=\"{alt}\">\n\
         <p>{alt}</p>\n<p><a class=\"button\" href=\"{source}\" download=\"{name}\">{save}</a></p>\n\
         <p class=\"hint\">{note}</p>\n</main>\n</body>\n</html>\n"
    )
}

/// Text as it may stand in HTML and in its attributes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
