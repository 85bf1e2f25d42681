//! `GET /v1/files/{id}`: a file, for its owner or for a signed link.

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType, ExtendedValue};
use actix_web::http::header::{Charset, IfNoneMatch};
use actix_web::http::header::{EntityTag, Header as _};
use actix_web::web::{Data, Path, Query};
use actix_web::{FromRequest as _, HttpRequest, HttpResponse};
use serde::Deserialize;

use super::error::ApiError;
use super::routes::Parts;
use super::wire::error::ErrorBody;
use crate::auth::{Caller, CanRead, Signature};
use crate::jobs::now;
use crate::store::{FileId, StoredFile};

/// The two values of a signed link.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// When it stops working, in seconds since 1970.
    expires: Option<i64>,
    /// What proves it.
    signature: Option<String>,
}

/// The query of a signed link.
type LinkQuery = Query<Link>;

/// A file's bytes. Another's file is not found; a signed link needs no token.
///
/// # Errors
/// 401 without a token, 403 for a link that is not ours or too old, 404 for what is not there or another's.
#[utoipa::path(
    get, path = "/v1/files/{id}", operation_id = "get_file",
    tag = "files", 
    params(
        ("id" = String, Path),
        ("expires" = Option<i64>, Query, description = "a signed link's end, in seconds since 1970"),
        ("signature" = Option<String>, Query, description = "what proves a signed link")
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 304, description = "`If-None-Match` names the file's ETag"),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody), (status = 404, body = ErrorBody)
    )
)]
pub async fn get(
    request: HttpRequest,
    parts: Data<Parts>,
    id: Path<String>,
    link: LinkQuery,
) -> Result<HttpResponse, ApiError> {
    let file = visible_file(&request, &parts, &FileId::from_text(id.into_inner()), link.into_inner()).await?;
    let tag = EntityTag::new_strong(file.sha256.clone());
    if is_known(&request, &tag) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag.to_string())).finish());
    }
    let bytes = parts.store.read_file(&file).await?;
    Ok(HttpResponse::Ok()
        .content_type(file.media_type.as_str())
        .insert_header((header::ETAG, tag.to_string()))
        // Kept by the caller alone, and asked about each time: access may have ended.
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        // An SVG opened by itself must not run what is in it (ASVS 1.3.4).
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        ))
        .insert_header(disposition(&file))
        .body(bytes))
}

async fn visible_file(
    request: &HttpRequest,
    parts: &Parts,
    id: &FileId,
    link: Link,
) -> Result<StoredFile, ApiError> {
    let file = match (link.expires, link.signature) {
        (Some(expires), Some(signature)) => {
            parts.auth.check_link(id, &Signature { expires, signature }, now())?;
            parts.store.file(id).await?
        }
        _ => {
            let caller = Caller::<CanRead>::extract(request).await?;
            parts.store.file_of(caller.account(), id).await?
        }
    };
    file.ok_or_else(|| ApiError::not_found("file"))
}

fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => request.headers().contains_key(header::IF_NONE_MATCH),
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        Err(_) => false,
    }
}

/// Pictures and PDFs may be shown, the rest is saved; SVG too, for it can hold scripts.
fn disposition(file: &StoredFile) -> ContentDisposition {
    let shown = ["image/png", "image/jpeg", "application/pdf"].contains(&file.media_type.as_str());
    let name = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: file.name.clone().into_bytes(),
    };
    ContentDisposition {
        disposition: if shown { DispositionType::Inline } else { DispositionType::Attachment },
        parameters: vec![DispositionParam::FilenameExt(name)],
    }
}
