//! `POST /v1/verify`: whether a file was made here, and what it says of its pictures. Free for everybody, as the law asks.

use actix_web::web::{self, Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use super::error::ApiError;
use super::hops;
use super::routes::Parts;
use super::wire::error::ErrorBody;
use super::wire::verify::{Layers, MadeHereBody, MarkBody, RecordBody, VerifyBody, WatermarkBody};
use crate::jobs::now;
use crate::store::key::hex;

/// Files that are looked at at once: a picture's pixels take some tenths of a second, and strangers may ask.
static LOOKING: Semaphore = Semaphore::const_new(1);

/// What is known of a file: the marks in it, the numbers in its pictures' pixels, and whether exactly this file was made here. Needs
/// no token; send the file as the body. Whose it is, and what was asked for, is not told.
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
    parts.rates.count_stranger(&hops::caller(&request, parts.trusted_hops), now())?;
    let turn = LOOKING.acquire().await.map_err(ApiError::internal)?;
    let (studio, bytes) = (parts.studio.clone(), file.clone());
    let told = web::block(move || {
        let _turn = turn;
        studio.verify(&bytes)
    });
    let told = told.await.map_err(ApiError::internal)??;
    let digest = hex(&Sha256::digest(&file));
    let made = parts.store.made_here(&digest).await?;
    let numbers = told.watermarks.iter().map(|mark| Some(format!("{:016x}", mark.number)));
    let mut records: Vec<RecordBody> = Vec::new();
    for number in [None].into_iter().chain(numbers) {
        for stated in parts.store.statements(&digest, number.as_deref()).await? {
            let record = RecordBody::of(&stated, stated.sha256 == digest, parts.queue.signer());
            records.extend(Some(record).filter(|record| !records.contains(record)));
        }
    }
    Ok(HttpResponse::Ok().json(VerifyBody {
        layers: Layers::of(&told, &records),
        records,
        made_here: made.as_ref().map(MadeHereBody::from),
        marks: told.marks.into_iter().map(MarkBody::from).collect(),
        watermarks: told.watermarks.into_iter().map(WatermarkBody::from).collect(),
    }))
}
