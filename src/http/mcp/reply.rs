//! What a tool gives back: words for the assistant, pictures as content, and the same as data.

use std::io::{Cursor, Write as _};
use std::path::Path;

use actix_web::web;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, imageops::FilterType};
use serde_json::{Value, json};

use super::Session;
use crate::http::error::{ApiError, Code};
use crate::http::share::signed;
use crate::http::wire::job::page_of;
use crate::jobs::{FailureKind, Made, MadeCandidate, MadeFile, now, queue};
use crate::store::{FileId, Job, StoredFile};

/// The longer side of a picture that is shown: models see no more, and a page at full size would fill their context.
const SHOWN_SIDE: u32 = 1024;
/// A picture up to this many bytes is shown as it is.
const SHOWN_BYTES: usize = 400 << 10;
/// A document up to this many bytes comes along as content.
const EMBEDDED_BYTES: i64 = 4 << 20;

/// What a tool could not do, for the assistant to read.
pub fn failure(error: &ApiError) -> Value {
    let hint = error.hint.as_deref().map(|hint| format!("\n{hint}")).unwrap_or_default();
    let problems = error.detail.iter().flat_map(|detail| &detail.problems);
    let problems = problems.map(|problem| format!("\n{}", json!(problem)));
    let text = format!("{}{hint}{}", error.message, problems.collect::<String>());
    json!({"content": [{"type": "text", "text": text}], "isError": true})
}

/// Data alone.
pub fn data(data: &Value) -> Value {
    json!({"content": [{"type": "text", "text": data.to_string()}], "structuredContent": data})
}

/// A job: how far it is, or the pictures it made; its files are written into the folder `save_to` where one is named.
pub async fn job(session: &Session, job: &Job, save_to: Option<String>) -> Result<Value, ApiError> {
    let Some(made) = ended(job)? else { return Ok(unfinished(session, job)) };
    let mut content = vec![json!({"type": "text", "text": told(session, job, &made)})];
    for (index, candidate) in made.candidates.iter().enumerate() {
        for file in candidate.files.iter().filter(|_| save_to.is_some()) {
            let folder = save_to.as_deref().unwrap_or_default();
            let path = Path::new(folder).join(format!("{}-{}.{}", job.id, index + 1, file.format));
            content.push(saved(session, file, &path).await?);
        }
        if let Some(png) = candidate.files.iter().find(|file| file.format == "png") {
            content.push(shown(session, png).await?);
        }
    }
    Ok(json!({"content": content, "structuredContent": structured(session, job, Some(&made))}))
}

/// A document that a job made: written where it was wanted, else embedded when it is not too large, with its link.
pub async fn document(session: &Session, job: &Job, save_to: Option<String>) -> Result<Value, ApiError> {
    let Some(made) = ended(job)? else { return Ok(unfinished(session, job)) };
    let mut content = vec![json!({"type": "text", "text": told(session, job, &made)})];
    for made in made.candidates.iter().flat_map(|candidate| &candidate.files) {
        if let Some(path) = &save_to {
            content.push(saved(session, made, Path::new(path)).await?);
            continue;
        }
        let (file, bytes) = read(session, made).await?;
        if file.bytes <= EMBEDDED_BYTES {
            content.push(json!({"type": "resource", "resource": {
                "uri": uri(session, made), "mimeType": file.media_type, "blob": STANDARD.encode(bytes),
            }}));
        }
    }
    Ok(json!({"content": content, "structuredContent": structured(session, job, Some(&made))}))
}

/// What a job made; none while it is under way.
///
/// # Errors
/// Why it failed.
fn ended(job: &Job) -> Result<Option<Made>, ApiError> {
    match queue::failure(job) {
        Some(failure) => Err(ApiError::from(failure)),
        None if job.state.is_final() && job.result.is_none() => {
            Err(ApiError::new(Code::Work(FailureKind::Cancelled), "the job was called off")
                .hint("ask for it again if it is still wanted"))
        }
        None => Ok(queue::made(job)),
    }
}

fn unfinished(session: &Session, job: &Job) -> Value {
    let page = page(session, job).map(|page| format!(" It will be at {page}.")).unwrap_or_default();
    let text = format!("The job {} is {}.{page} Ask job_status for it in a while.", job.id, job.state.name());
    json!({"content": [{"type": "text", "text": text}], "structuredContent": structured(session, job, None)})
}

/// What was made, in words: each candidate's alternative text and its files.
fn told(session: &Session, job: &Job, made: &Made) -> String {
    let mut lines = vec![format!("The job {} is done.", job.id)];
    lines.extend(page(session, job).map(|page| format!("People see it at {page}")));
    lines.extend(job.brief.as_ref().map(|brief| format!("Understood: {brief}")));
    for (index, candidate) in made.candidates.iter().enumerate() {
        lines.push(format!("{}. {}", index + 1, candidate.alt));
        for file in &candidate.files {
            let link = link(session, file).map(|link| format!(": {link}")).unwrap_or_default();
            lines.push(format!("   {}, {} KiB{link}", file.format, file.bytes.div_ceil(1024)));
            lines.extend(file.remarks.iter().map(|remark| format!("   {remark}")));
        }
    }
    lines.extend(made.notices.iter().cloned());
    lines.join("\n")
}

fn structured(session: &Session, job: &Job, made: Option<&Made>) -> Value {
    let file =
        |file: &MadeFile| json!({"format": file.format, "bytes": file.bytes, "url": link(session, file)});
    let candidate = |made: &MadeCandidate| json!({"alt": made.alt, "seed": made.seed, "files": made.files.iter().map(file).collect::<Vec<_>>()});
    json!({
        "job": job.id.to_string(),
        "status": job.state.name(),
        "page": page(session, job),
        "understood": job.brief.as_deref().and_then(|brief| serde_json::from_str::<Value>(brief).ok()),
        "candidates": made.map(|made| made.candidates.iter().map(candidate).collect::<Vec<_>>()),
    })
}

/// A picture as content, small enough for a model's eyes.
async fn shown(session: &Session, file: &MadeFile) -> Result<Value, ApiError> {
    let (_, bytes) = read(session, file).await?;
    let (bytes, media_type) = web::block(move || smaller(bytes)).await.map_err(ApiError::internal)??;
    Ok(json!({"type": "image", "mimeType": media_type, "data": STANDARD.encode(bytes)}))
}

fn smaller(bytes: Vec<u8>) -> Result<(Vec<u8>, &'static str), ApiError> {
    if bytes.len() <= SHOWN_BYTES {
        return Ok((bytes, "image/png"));
    }
    let picture =
        image::load_from_memory_with_format(&bytes, ImageFormat::Png).map_err(ApiError::internal)?;
    let side = picture.width().max(picture.height()).min(SHOWN_SIDE);
    let picture = picture.resize(side, side, FilterType::CatmullRom).to_rgb8();
    let mut small = Cursor::new(Vec::new());
    picture.write_to(&mut small, ImageFormat::Jpeg).map_err(ApiError::internal)?;
    Ok((small.into_inner(), "image/jpeg"))
}

/// Writes a made file to this machine, and says so.
async fn saved(session: &Session, made: &MadeFile, path: &Path) -> Result<Value, ApiError> {
    let (_, bytes) = read(session, made).await?;
    let shown = path.display();
    write(path, &bytes)
        .map_err(|error| ApiError::field("save_to", format!("{shown} cannot be written: {error}")))?;
    Ok(json!({"type": "text", "text": format!("written to {shown}")}))
}

/// Writes a file whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

async fn read(session: &Session, made: &MadeFile) -> Result<(StoredFile, Vec<u8>), ApiError> {
    let (store, account) = (&session.parts.store, &session.identity.account);
    let file = store.file_of(account, &FileId::from_text(&made.id)).await?;
    let file = file.ok_or_else(|| ApiError::not_found("file"))?;
    let bytes = store.read_file(&file).await?;
    Ok((file, bytes))
}

/// A link that needs no token, when there is a server behind it.
fn link(session: &Session, file: &MadeFile) -> Option<String> {
    let address = session.address.as_deref()?;
    Some(signed(&session.parts, address, &FileId::from_text(&file.id), now()).url)
}

fn page(session: &Session, job: &Job) -> Option<String> {
    session.address.as_deref().map(|address| page_of(&job.id, address))
}

fn uri(session: &Session, file: &MadeFile) -> String {
    let address = session.address.as_deref().unwrap_or("vignette:");
    format!("{address}/v1/files/{}", file.id)
}
