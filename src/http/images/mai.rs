//! MAI-Image's API (Microsoft Foundry, 2026): a width and a height, one PNG in base 64.

use actix_multipart::Multipart;
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::azure::Version;
use super::edits::{self, Payload};
use super::generate;
use super::notes::Notes;
use crate::auth::{Caller, CanDesign};
use crate::http::body::Json;
use crate::http::error::ApiError;
use crate::http::routes::Parts;
use crate::http::terms::terms;
use crate::http::wire::error::ImageErrorBody;
use crate::http::wire::image::{ImageBody, ImagesBody, MaiBody};

/// The shortest side the API takes.
const SHORTEST: u32 = 768;

/// Pixels of a picture at most, by the beginning of the model's name; the last line is for every other name.
const MOST_PIXELS: [(&str, u64); 3] =
    [("mai-image-2.7", 4_194_304), ("mai-image-2.6", 2_359_296), ("", 1_048_576)];

/// What both sides are when neither is said.
const USUAL_SIDE: u32 = 1024;

/// Fields of the edit's form.
const PARTS: [&str; 5] = ["image", "prompt", "model", "width", "height"];

/// Makes one picture.
///
/// # Errors
/// 400 names the field: sides shorter than 768 pixels, more pixels than the model named makes, and fields that this API has not.
#[utoipa::path(
    post, path = "/mai/v1/images/generations", operation_id = "create_mai_image",
    tag = "mai", request_body = MaiBody,
    params(("api-version" = Option<String>, Query)),
    responses(
        (status = 200, body = ImagesBody), (status = 400, body = ImageErrorBody),
        (status = 401, body = ImageErrorBody), (status = 403, body = ImageErrorBody),
        (status = 429, body = ImageErrorBody)
    )
)]
pub async fn create(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    version: Query<Version>,
    body: Json<MaiBody>,
) -> Result<HttpResponse, ApiError> {
    version.check()?;
    let terms = terms(&request, &parts, caller.identity(), &body.1)?;
    let body = body.0;
    let (width, height) = size(&body)?;
    let image = ImageBody {
        prompt: body.prompt,
        model: Some(body.model),
        size: Some(format!("{width}x{height}")),
        response_format: Some("b64_json".to_owned()),
        ..ImageBody::default()
    };
    let mut ignored = Notes::default();
    for (field, is_there) in [("size", body.size.is_some()), ("n", body.n.is_some())] {
        if is_there {
            ignored.say(field, "without effect in this API, as width, height and one picture count");
        }
    }
    let mut response = generate(&request, terms, &parts, &image).await?;
    add_notes(&mut response, &ignored);
    Ok(response)
}

/// Changes one picture in words.
///
/// # Errors
/// As for `/v1/images/edits`.
#[utoipa::path(
    post, path = "/mai/v1/images/edits", operation_id = "edit_mai_image",
    tag = "mai",
    request_body(content = crate::http::wire::edit::MaiEditBody, content_type = "multipart/form-data"),
    params(("api-version" = Option<String>, Query)),
    responses(
        (status = 200, body = ImagesBody), (status = 400, body = ImageErrorBody),
        (status = 401, body = ImageErrorBody), (status = 403, body = ImageErrorBody),
        (status = 429, body = ImageErrorBody)
    )
)]
pub async fn edit(
    request: HttpRequest,
    caller: Caller<CanDesign>,
    parts: Data<Parts>,
    version: Query<Version>,
    form: Multipart,
) -> Result<HttpResponse, ApiError> {
    version.check()?;
    let mut form = Payload::Form(form).read(&parts, &PARTS).await?;
    let sides = (form.number::<u32>("width")?, form.number::<u32>("height")?);
    if let (Some(width), Some(height)) = sides {
        form.set("size", format!("{width}x{height}").into_bytes());
    }
    form.set("response_format", b"b64_json".to_vec());
    edits::edit_form(request, caller, parts, form).await
}

/// The sides, judged by the rules of the model that is named.
fn size(body: &MaiBody) -> Result<(u32, u32), ApiError> {
    let sides = [("width", body.width), ("height", body.height)];
    for (name, side) in sides {
        if side.is_some_and(|side| side < SHORTEST) {
            return Err(ApiError::field(name, format!("it must be at least {SHORTEST}")));
        }
    }
    let [(_, width), (_, height)] = sides;
    let (width, height) = (width.unwrap_or(USUAL_SIDE), height.unwrap_or(USUAL_SIDE));
    let most = most_pixels(&body.model);
    if u64::from(width) * u64::from(height) > most {
        let reason = format!("{width}x{height} pixels are more than the {most} of {}", body.model);
        return Err(ApiError::field("width", reason));
    }
    Ok((width, height))
}

fn most_pixels(model: &str) -> u64 {
    let model = model.to_lowercase();
    MOST_PIXELS.iter().find(|(beginning, _)| model.starts_with(beginning)).map_or(0, |(_, most)| *most)
}

fn add_notes(response: &mut HttpResponse, notes: &Notes) {
    let Some(line) = notes.line() else { return };
    let name = actix_web::http::header::HeaderName::from_static(super::notes::HEADER);
    let before = response.headers().get(&name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let line = before.map_or(line.clone(), |before| format!("{before}; {line}"));
    if let Ok(value) = line.parse() {
        response.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_keep_the_rules_of_the_model_that_is_named() {
        let check = |model: &str, width, height, expected: Result<(u32, u32), &str>| {
            let body = MaiBody { model: model.to_owned(), width, height, ..MaiBody::default() };
            let found = size(&body).map_err(|error| error.field.unwrap());
            assert_eq!(found, expected.map_err(str::to_owned), "{model} {width:?}x{height:?}");
        };
        check("MAI-Image-2.5", None, None, Ok((1024, 1024)));
        check("MAI-Image-2", Some(768), Some(1365), Ok((768, 1365)));
        check("MAI-Image-2", Some(767), Some(1024), Err("width"));
        check("MAI-Image-2", Some(1024), Some(100), Err("height"));
        check("MAI-Image-2.5", Some(1536), Some(1536), Err("width"));
        check("MAI-Image-2.6", Some(1536), Some(1536), Ok((1536, 1536)));
        check("MAI-Image-2.6", Some(2048), Some(2048), Err("width"));
        check("MAI-Image-2.7", Some(2048), Some(2048), Ok((2048, 2048)));
        check("MAI-Image-2.7", Some(u32::MAX), Some(u32::MAX), Err("width"));
    }
}
