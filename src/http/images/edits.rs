//! `POST /v1/images/edits` and `/v1/images/variations`: a picture in, changed pictures out, in OpenAI's dialect.

use std::pin::Pin;

use actix_multipart::Multipart;
use actix_web::dev;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{self, Bytes, Data};
use actix_web::{FromRequest, HttpRequest, HttpResponse};

use super::notes::Notes;
use super::options::{Options, Reply, only};
use super::{Dialect, json_form, names, reply};
use crate::auth::{Caller, CanDesign};
use crate::brief::RequestedSize;
use crate::http::error::ApiError;
use crate::http::form::{Form, FormFile};
use crate::http::routes::Parts;
use crate::http::terms::terms;
use crate::http::validate;
use crate::http::wire::edit::{EditBody, VariationBody};
use crate::http::wire::error::ImageErrorBody;
use crate::http::wire::image::ImagesBody;
use crate::jobs::{EditWork, Request, Terms, editing};
use crate::scene::PixelSize;
use crate::store::Job;
use crate::studio::{Edges, EditRequest, StudioError};

/// What both forms may hold.
pub(super) const PARTS: [&str; 26] = [
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
    "complexity",
];

/// How far an edit goes from its picture when `input_fidelity` is high and nothing says more.
const FAITHFUL: f64 = 0.35;

/// A form as it comes: in several parts, or as JSON with `data:` URLs.
pub enum Payload {
    /// `multipart/form-data`.
    Form(Multipart),
    /// `application/json`.
    Json(Bytes),
}

impl FromRequest for Payload {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, actix_web::Error>>>>;

    /// Reads at most as much JSON as the app's `PayloadConfig` allows.
    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if content_type.is_some_and(|kind| kind.trim_start().starts_with("application/json")) {
            let bytes = Bytes::from_request(request, payload);
            return Box::pin(async { Ok(Self::Json(bytes.await?)) });
        }
        let form = Multipart::from_request(request, payload);
        Box::pin(async { Ok(Self::Form(form.await?)) })
    }
}

impl Payload {
    pub(super) async fn read(self, parts: &Parts, known: &[&str]) -> Result<Form, ApiError> {
        match self {
            Self::Form(form) => Form::read(form, known, parts.limits.body_bytes).await,
            Self::Json(bytes) => json_form::read(&bytes, known),
        }
    }
}

/// Changes a part of a picture, all of it, or what lies around it.
///
/// Transparent pixels of the mask are what changes; without a mask those of the picture, and all of a picture that has none,
/// as far as `strength` says. What is kept is kept to the byte, its transparency too. The result has the picture's size.
/// The form may come as JSON, with `data:` URLs for its files; nothing is fetched.
///
/// # Errors
/// In OpenAI's shape: 400 `bad_image`, and `bad_mask` for a mask of another size; `cannot_edit` when the model starts from
/// words alone, as the built-in one does.
#[utoipa::path(
    post, path = "/v1/images/edits", operation_id = "edit_image", tag = "images",
    request_body(content = EditBody, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = ImagesBody, headers(("vignette-notes" = String))),
        (status = 400, body = ImageErrorBody),
        (status = 401, body = ImageErrorBody), (status = 403, body = ImageErrorBody),
        (status = 413, body = ImageErrorBody), (status = 429, body = ImageErrorBody)
    )
)]
pub async fn edit(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let form = payload.read(&parts, &PARTS).await?;
    edit_form(request, caller, parts, form).await
}

/// Changes the picture of a form that was read.
pub(super) async fn edit_form(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    mut form: Form,
) -> Result<HttpResponse, ApiError> {
    let terms = terms(&request, &parts, caller.identity(), &form.digest())?;
    let words = form.text("prompt")?.ok_or_else(|| ApiError::missing("prompt"))?;
    run(request, terms, parts, form, Some(words)).await
}

/// Makes pictures like a picture. Without a checkpoint, the built-in engine gives the same picture in other colours.
///
/// # Errors
/// In OpenAI's shape: 400 `bad_image`.
#[utoipa::path(
    post, path = "/v1/images/variations", operation_id = "vary_image", tag = "images",
    request_body(content = VariationBody, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = ImagesBody, headers(("vignette-notes" = String))),
        (status = 400, body = ImageErrorBody),
        (status = 401, body = ImageErrorBody), (status = 403, body = ImageErrorBody),
        (status = 413, body = ImageErrorBody), (status = 429, body = ImageErrorBody)
    )
)]
pub async fn vary(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let form = payload.read(&parts, &PARTS).await?;
    let terms = terms(&request, &parts, caller.identity(), &form.digest())?;
    run(request, terms, parts, form, None).await
}

async fn run(
    request: HttpRequest,
    terms: Terms,
    parts: Data<Parts>,
    mut form: Form,
    words: Option<String>,
) -> Result<HttpResponse, ApiError> {
    let is_dall_e = names::is_dall_e(form.peek("model"));
    let options = options(&mut form)?;
    let format = options.response_format(is_dall_e)?;
    let mut notes = Notes::default();
    options.without_effect(&mut notes)?;
    let output = options.output(false, &mut notes)?;
    let image = image(&mut form)?;
    let name = image.stem("picture");
    let count = words.as_deref().unwrap_or_default().split_whitespace().count();
    let named = form.text("model")?;
    let resolved = names::resolve(&parts, &terms.account, named.as_deref(), &mut notes).await?;
    let read = read(&mut form, &parts, image.bytes, words, &mut notes)?;
    let order = EditRequest { output, model: resolved.model, ..read };
    let reply = Reply {
        dialect: Dialect::at(request.path()),
        verb: "image_edit",
        format,
        partials: options.partials(format)?,
        is_dall_e,
        output,
        words: count,
        notes,
    };
    let order = checked(&parts, order, is_dall_e).await?;
    let job = queued(&terms, &parts, &order, name).await?;
    reply::answer(&request, &parts, job, reply).await
}

/// Queues an order with its files.
pub(super) async fn queued(
    terms: &Terms,
    parts: &Parts,
    order: &EditRequest,
    name: String,
) -> Result<Job, ApiError> {
    let files = editing::pack(&order.picture, order.mask.as_deref());
    let work = EditWork::new(order, name);
    let edit = |files| Request::Edit(work.with_files(files));
    Ok(parts.queue.push_with_input(terms, files, edit).await?)
}

/// How the pictures come back; numbers of a form are text.
pub(super) fn options(form: &mut Form) -> Result<Options, ApiError> {
    let stream = form.flag("stream")?;
    Ok(Options {
        response_format: form.text("response_format")?,
        output_format: form.text("output_format")?,
        output_compression: form.number("output_compression")?,
        background: form.text("background")?,
        stream: Some(stream),
        partial_images: form.number("partial_images")?,
        moderation: form.text("moderation")?,
        quality: form.text("quality")?,
        complexity: form.text("complexity")?,
        user: form.text("user")?,
        safety_identifier: form.text("safety_identifier")?,
    })
}

fn read(
    form: &mut Form,
    parts: &Parts,
    picture: Vec<u8>,
    words: Option<String>,
    notes: &mut Notes,
) -> Result<EditRequest, ApiError> {
    let mask = form.optional("mask").map(|mask| mask.bytes);
    let faithful = fidelity(form.text("input_fidelity")?.as_deref(), notes)?;
    Ok(EditRequest {
        picture,
        words,
        negative: form.text("negative_prompt")?,
        outpaint: edges(form.text("outpaint")?.as_deref())?,
        strength: form.number("strength")?.map(strength).transpose()?.or(faithful.filter(|_| mask.is_none())),
        mask,
        size: size(form.text("size")?.as_deref(), parts)?,
        count: validate::count("n", form.number("n")?.unwrap_or(1), &parts.limits)?,
        seed: form.seed()?,
        steps: validate::steps(form.number("steps")?)?,
        guidance: validate::guidance(form.number("guidance")?)?,
        sampling: validate::sampling(form.text("sampler")?.as_deref(), None)?,
        ..EditRequest::default()
    })
}

/// Looks at the words and the files on a thread of their own, so that what cannot be used is never queued.
pub(super) async fn checked(
    parts: &Data<Parts>,
    order: EditRequest,
    is_dall_e: bool,
) -> Result<EditRequest, ApiError> {
    let studio = parts.studio.clone();
    let checked = web::block(move || studio.check_edit(&order).map(|()| order)).await;
    let named = |error: StudioError| reply::named(ApiError::from(error), is_dall_e);
    checked.map_err(ApiError::internal)?.map_err(named)
}

/// The picture; newer clients send a list, of which one is taken.
pub(super) fn image(form: &mut Form) -> Result<FormFile, ApiError> {
    let (one, listed) = (form.optional("image"), form.optional("image[]"));
    if one.is_some() && listed.is_some() {
        return Err(ApiError::field("image[]", "there is an image beside it, and one is taken"));
    }
    one.or(listed).ok_or_else(|| ApiError::missing("image"))
}

/// The strength that a wish for faithfulness means.
fn fidelity(value: Option<&str>, notes: &mut Notes) -> Result<Option<f64>, ApiError> {
    only("input_fidelity", value, &["high", "low"])?;
    if value == Some("high") {
        notes.say("input_fidelity", format_args!("means a strength of {FAITHFUL} where there is no mask"));
    }
    Ok(value.filter(|value| *value == "high").map(|_| FAITHFUL))
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
