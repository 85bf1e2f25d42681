//! `POST /v1/images/edits` and `/v1/images/variations`: a picture in, changed pictures out, in OpenAI's dialect.

use actix_multipart::Multipart;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};

use super::error::ApiError;
use super::form::{Form, FormFile};
use super::images::answer;
use super::routes::Parts;
use super::validate;
use super::wire::edit::{EditBody, VariationBody};
use super::wire::error::ImageErrorBody;
use super::wire::image::{ImagesBody, ResponseFormat, model_name};
use crate::auth::{Caller, CanDesign};
use crate::brief::RequestedSize;
use crate::jobs::{EditWork, Request, editing};
use crate::scene::PixelSize;
use crate::studio::{Edges, EditRequest, StudioError};

/// What both forms may hold. The last line is taken and without effect, as for new pictures.
const PARTS: [&str; 25] = [
    "image",
    "image[]",
    "mask",
    "prompt",
    "n",
    "size",
    "response_format",
    "model",
    "seed",
    "negative_prompt",
    "strength",
    "outpaint",
    "steps",
    "guidance",
    "sampler",
    "user",
    "quality",
    "output_format",
    "background",
    "input_fidelity",
    "output_compression",
    "moderation",
    "stream",
    "partial_images",
    "safety_identifier",
];

/// Changes a part of a picture, all of it, or what lies around it.
///
/// Transparent pixels of the mask are what changes; without a mask those of the picture, and all of a picture that has none,
/// as far as `strength` says. What is kept is kept to the byte, its transparency too. The result has the picture's size.
///
/// # Errors
/// In OpenAI's shape: 400 `bad_image`, and `bad_mask` for a mask of another size; `cannot_edit` when the model starts from
/// words alone, as the built-in one does.
#[utoipa::path(
    post, path = "/v1/images/edits", operation_id = "edit_image", tag = "images",
    request_body(content = EditBody, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = ImagesBody), (status = 400, body = ImageErrorBody),
        (status = 401, body = ImageErrorBody), (status = 403, body = ImageErrorBody),
        (status = 413, body = ImageErrorBody), (status = 429, body = ImageErrorBody)
    )
)]
pub async fn edit(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    form: Multipart,
) -> Result<HttpResponse, ApiError> {
    let mut form = Form::read(form, &PARTS, parts.limits.body_bytes).await?;
    let words = form.text("prompt")?.ok_or_else(|| ApiError::missing("prompt"))?;
    run(request, caller, parts, form, Some(words)).await
}

/// Makes pictures like a picture. Without a checkpoint, the built-in engine gives the same picture in other colours.
///
/// # Errors
/// In OpenAI's shape: 400 `bad_image`.
#[utoipa::path(
    post, path = "/v1/images/variations", operation_id = "vary_image", tag = "images",
    request_body(content = VariationBody, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = ImagesBody), (status = 400, body = ImageErrorBody),
        (status = 401, body = ImageErrorBody), (status = 403, body = ImageErrorBody),
        (status = 413, body = ImageErrorBody), (status = 429, body = ImageErrorBody)
    )
)]
pub async fn vary(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    form: Multipart,
) -> Result<HttpResponse, ApiError> {
    let form = Form::read(form, &PARTS, parts.limits.body_bytes).await?;
    run(request, caller, parts, form, None).await
}

async fn run(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    mut form: Form,
    words: Option<String>,
) -> Result<HttpResponse, ApiError> {
    let is_dall_e = form.peek("model").is_some_and(|model| model.starts_with("dall-e"));
    let format = response_format(form.text("response_format")?.as_deref(), is_dall_e)?;
    let image = image(&mut form)?;
    let name = image.stem("picture");
    let order = checked(&parts, read(&mut form, &parts, image.bytes, words)?).await?;
    let files = editing::pack(&order.picture, order.mask.as_deref());
    let work = EditWork::new(&order, name);
    let edit = |files| Request::Edit(work.with_files(files));
    let job = parts.queue.push_with_input(caller.account(), files, edit).await?;
    answer(&request, &caller, &parts, job, format, is_dall_e).await
}

fn read(
    form: &mut Form,
    parts: &Parts,
    picture: Vec<u8>,
    words: Option<String>,
) -> Result<EditRequest, ApiError> {
    Ok(EditRequest {
        picture,
        mask: form.optional("mask").map(|mask| mask.bytes),
        words,
        negative: form.text("negative_prompt")?,
        outpaint: edges(form.text("outpaint")?.as_deref())?,
        strength: form.number("strength")?.map(strength).transpose()?,
        size: size(form.text("size")?.as_deref(), parts)?,
        count: validate::count("n", form.number("n")?.unwrap_or(1), &parts.limits)?,
        seed: form.seed()?,
        model: match form.text("model")? {
            Some(name) => model_name(&name, parts.studio.engines.catalogue())?,
            None => None,
        },
        steps: validate::steps(form.number("steps")?)?,
        guidance: validate::guidance(form.number("guidance")?)?,
        sampling: validate::sampling(form.text("sampler")?.as_deref(), None)?,
    })
}

/// Looks at the files on a thread of their own, so that what cannot be used is never queued.
async fn checked(parts: &Data<Parts>, order: EditRequest) -> Result<EditRequest, ApiError> {
    let studio = parts.studio.clone();
    let checked = web::block(move || studio.check_edit(&order).map(|()| order)).await;
    checked.map_err(ApiError::internal)?.map_err(|error: StudioError| ApiError::from(error))
}

/// The picture; newer clients send a list, of which one is taken.
fn image(form: &mut Form) -> Result<FormFile, ApiError> {
    form.optional("image").or_else(|| form.optional("image[]")).ok_or_else(|| ApiError::missing("image"))
}

fn response_format(name: Option<&str>, is_dall_e: bool) -> Result<ResponseFormat, ApiError> {
    ResponseFormat::from_name(name, is_dall_e)
}

fn strength(strength: f64) -> Result<f64, ApiError> {
    if (0.0..=1.0).contains(&strength) {
        Ok(strength)
    } else {
        Err(ApiError::field("strength", "it must be from 0 to 1"))
    }
}

fn size(size: Option<&str>, parts: &Parts) -> Result<Option<PixelSize>, ApiError> {
    match size.map(|size| validate::size_text(size, &parts.limits)).transpose()?.flatten() {
        Some(RequestedSize::Pixels(size)) => Ok(Some(size)),
        Some(RequestedSize::Paper { .. }) => Err(ApiError::field("size", "a picture has no paper size")),
        None => Ok(None),
    }
}

/// One number for all edges, or four: left, top, right, bottom.
fn edges(text: Option<&str>) -> Result<Edges, ApiError> {
    text.map_or(Ok(Edges::default()), |text| {
        text.parse().map_err(|reason: String| ApiError::field("outpaint", reason))
    })
}
