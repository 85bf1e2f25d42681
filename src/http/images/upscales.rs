//! `POST /v1/images/upscales`: a picture in, the same picture larger.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::edits::{self, Payload};
use super::notes::Notes;
use super::options::Reply;
use super::{Dialect, reply};
use crate::auth::{Caller, CanDesign};
use crate::http::error::ApiError;
use crate::http::routes::Parts;
use crate::http::terms::terms;
use crate::http::wire::edit::UpscaleBody;
use crate::http::wire::error::ImageErrorBody;
use crate::http::wire::image::ImagesBody;
use crate::studio::{EditRequest, TIMES};

/// What the form may hold.
const PARTS: [&str; 6] = ["image", "scale", "response_format", "output_format", "output_compression", "user"];

/// Makes a picture larger and changes nothing else of it. Needs no checkpoint; the job's record says whether a network or
/// Lanczos' method made it.
///
/// # Errors
/// In OpenAI's shape: 400 `bad_image`, `bad_size` when it would be larger than 4096 pixels a side.
#[utoipa::path(
    post, path = "/v1/images/upscales", operation_id = "enlarge_image", tag = "images",
    request_body(content = UpscaleBody, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = ImagesBody, headers(("vignette-notes" = String))),
        (status = 400, body = ImageErrorBody),
        (status = 401, body = ImageErrorBody), (status = 403, body = ImageErrorBody),
        (status = 413, body = ImageErrorBody), (status = 429, body = ImageErrorBody)
    )
)]
pub async fn enlarge(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let mut form = payload.read(&parts, &PARTS).await?;
    let terms = terms(&request, &parts, caller.identity(), &form.digest())?;
    let options = edits::options(&mut form)?;
    let format = options.response_format(false)?;
    let mut notes = Notes::default();
    options.without_effect(&mut notes)?;
    let output = options.output(false, &mut notes)?;
    let image = edits::image(&mut form)?;
    let name = image.stem("picture");
    let upscale = Some(times(form.number("scale")?.unwrap_or(*TIMES.start()))?);
    let order = EditRequest { picture: image.bytes, upscale, output, count: 1, ..EditRequest::default() };
    let reply = Reply {
        dialect: Dialect::at(request.path()),
        verb: "image_edit",
        format,
        partials: None,
        is_dall_e: false,
        output,
        words: 0,
        notes,
    };
    let order = edits::checked(&parts, order, false).await?;
    let job = edits::queued(&terms, &parts, &order, name).await?;
    reply::answer(&request, &parts, job, reply).await
}

fn times(times: u32) -> Result<u32, ApiError> {
    let (least, most) = TIMES.into_inner();
    let reason = || ApiError::field("scale", format!("it must be from {least} to {most}"));
    if TIMES.contains(&times) { Ok(times) } else { Err(reason()) }
}
