//! `POST /v1/verify`: whether a file was made here, and what it says of its pictures. Free for everybody, as the law asks.

use actix_web::web::{self, Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest as _, Sha256};

use super::error::ApiError;
use super::routes::Parts;
use super::wire::error::ErrorBody;
use super::wire::verify::{MadeHereBody, MarkBody, VerifyBody};
use crate::jobs::now;
use crate::store::key::hex;

/// What is known of a file: the marks in it, and whether exactly this file was made here. Needs no token; send the file as the
/// body. Whose it is, and what was asked for, is not told.
///
/// # Errors
/// 413 when it is too large, 415 and 422 for a document that cannot be read, 429 beyond 60 files a minute from one address.
#[utoipa::path(
    post, path = "/v1/verify", operation_id = "verify_file", tag = "provenance", security(()),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = VerifyBody), (status = 413, body = ErrorBody), (status = 415, body = ErrorBody),
        (status = 422, body = ErrorBody), (status = 429, body = ErrorBody)
    )
)]
pub async fn verify(request: HttpRequest, parts: Data<Parts>, file: Bytes) -> Result<HttpResponse, ApiError> {
    let from = request.peer_addr().map(|address| address.ip().to_string()).unwrap_or_default();
    parts.rates.count_stranger(&from, now())?;
    let (studio, bytes) = (parts.studio.clone(), file.clone());
    let marks = web::block(move || studio.verify(&bytes)).await.map_err(ApiError::internal)??;
    let made = parts.store.made_here(&hex(&Sha256::digest(&file))).await?;
    Ok(HttpResponse::Ok().json(VerifyBody {
        made_here: made.as_ref().map(MadeHereBody::from),
        marks: marks.into_iter().map(MarkBody::from).collect(),
    }))
}
