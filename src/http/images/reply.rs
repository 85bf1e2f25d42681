//! The answer with the pictures: the request waits for its job; when the caller goes away, the job is called off.

use std::io::Cursor;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::ImageReader;

use super::options::{Reply, ResponseFormat};
use super::{Dialect, notes, stream};
use crate::http::error::{ApiError, Code};
use crate::http::routes::Parts;
use crate::http::wire::image::{ImageDatum, ImagesBody, UsageBody};
use crate::jobs::{FailureKind, Made, now, queue};
use crate::scene::PixelSize;
use crate::store::{AccountId, FileId, Job, StoredFile};
use crate::studio::{Ground, OutputKind};

/// Answers with the pictures of a job, whole or as a stream.
pub(super) async fn answer(
    request: &HttpRequest,
    parts: &Data<Parts>,
    job: Job,
    reply: Reply,
) -> Result<HttpResponse, ApiError> {
    let address = parts.address_for(request);
    let notes = reply.notes.line();
    let mut response = match reply.partials {
        Some(partials) => stream::follow(parts.clone(), job, reply, partials),
        None => whole(parts, job, &reply, &address).await?,
    };
    if let Some(value) = notes.and_then(|notes| notes.parse().ok()) {
        response.headers_mut().insert(actix_web::http::header::HeaderName::from_static(notes::HEADER), value);
    }
    Ok(response)
}

async fn whole(
    parts: &Data<Parts>,
    job: Job,
    reply: &Reply,
    address: &str,
) -> Result<HttpResponse, ApiError> {
    let waiting = parts.queue.wait_for(&job);
    let ended = parts.queue.finished(&job.account_id, &job.id).await?;
    waiting.over();
    let ended = ended.ok_or_else(|| ApiError::internal("the job is gone"))?;
    let made = queue::made(&ended).ok_or_else(|| refusal(&ended, reply.is_dall_e))?;
    let pictures = pictures(parts, &job.account_id, &made).await?;
    let data = pictures.iter().map(|picture| picture.datum(parts, reply, address)).collect();
    let body = ImagesBody {
        created: job.created_at / 1000,
        data,
        background: ground(reply),
        output_format: kind(reply),
        quality: QUALITY,
        size: pictures.first().and_then(Finished::size).map(text),
        usage: usage(reply, &pictures),
    };
    Ok(HttpResponse::Ok()
        .insert_header(("openai-processing-ms", (now() - job.created_at).to_string()))
        .json(body))
}

/// The one quality there is.
pub(super) const QUALITY: &str = "high";

/// `MAI-Image` and others want a word for each; ours says what the files are.
pub(super) fn ground(reply: &Reply) -> &'static str {
    if reply.output.ground == Ground::Transparent { "transparent" } else { "opaque" }
}

pub(super) fn kind(reply: &Reply) -> &'static str {
    reply.output.kind.name()
}

pub(super) fn text(size: PixelSize) -> String {
    format!("{}x{}", size.width, size.height)
}

/// A picture that was made.
pub(super) struct Finished {
    file: StoredFile,
    pub bytes: Vec<u8>,
}

impl Finished {
    /// Its size; outlines have none.
    pub fn size(&self) -> Option<PixelSize> {
        let reader = ImageReader::new(Cursor::new(&self.bytes)).with_guessed_format().ok()?;
        reader.into_dimensions().ok().map(|(width, height)| PixelSize::new(width, height))
    }

    fn datum(&self, parts: &Parts, reply: &Reply, address: &str) -> ImageDatum {
        let mut datum = ImageDatum::default();
        match reply.format {
            ResponseFormat::Base64 => datum.b64_json = Some(STANDARD.encode(&self.bytes)),
            ResponseFormat::Url => datum.url = Some(link(parts, &self.file, address)),
        }
        if reply.dialect == Dialect::Azure {
            datum.content_filter_results = Some(Dialect::filters(None));
            datum.prompt_filter_results = Some(Dialect::filters(None));
        }
        datum
    }
}

/// The pictures of a job that is done.
pub(super) async fn pictures(
    parts: &Parts,
    account: &AccountId,
    made: &Made,
) -> Result<Vec<Finished>, ApiError> {
    let mut pictures = Vec::new();
    for file in made.candidates.iter().filter_map(|candidate| candidate.files.first()) {
        let file = parts.store.file_of(account, &FileId::from_text(file.id.as_str())).await?;
        let file = file.ok_or_else(|| ApiError::internal("the picture is gone"))?;
        pictures.push(Finished { bytes: parts.store.read_file(&file).await?, file });
    }
    Ok(pictures)
}

/// Words in, and patches of 32 by 32 pixels out: counted so that programs that add them up find numbers.
pub(super) fn usage(reply: &Reply, pictures: &[Finished]) -> UsageBody {
    let patches = |size: PixelSize| u64::from(size.width.div_ceil(32)) * u64::from(size.height.div_ceil(32));
    let pixels = matches!(reply.output.kind, OutputKind::Still(_));
    let output = pictures.iter().filter(|_| pixels).filter_map(Finished::size).map(patches).sum();
    UsageBody::new(reply.words as u64, output)
}

/// Why there is no picture; callers of the newer models know a refusal by another name.
pub(super) fn refusal(job: &Job, is_dall_e: bool) -> ApiError {
    match queue::failure(job) {
        Some(failure) => named(ApiError::from(failure), is_dall_e),
        None => ApiError::new(Code::Work(FailureKind::Cancelled), "the work was called off"),
    }
}

/// A refusal by the name its caller knows.
pub(super) fn named(error: ApiError, is_dall_e: bool) -> ApiError {
    match error.code {
        Code::Work(FailureKind::ContentPolicy) if !is_dall_e => {
            ApiError { code: Code::ModerationBlocked, ..error }
        }
        _ => error,
    }
}

/// The address of a picture that works for a while without a token.
fn link(parts: &Parts, file: &StoredFile, address: &str) -> String {
    let until = now() + parts.lifetimes.link.as_millis() as i64;
    let link = parts.auth.sign_link(&file.id, until);
    format!("{address}/v1/files/{}?expires={}&signature={}", file.id, link.expires, link.signature)
}
