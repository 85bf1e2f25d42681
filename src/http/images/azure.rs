//! OpenAI's API under Azure's addresses (data plane 2024-10-21 and later, and `/openai/v1`): the deployment in the address
//! names the model, whatever the body says.

use actix_multipart::Multipart;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::edits::{self, Payload};
use super::generate;
use crate::auth::{Caller, CanDesign};
use crate::http::body::Json;
use crate::http::error::ApiError;
use crate::http::routes::Parts;
use crate::http::terms::terms;
use crate::http::wire::error::ImageErrorBody;
use crate::http::wire::image::{ImageBody, ImagesBody};

/// The query of Azure's addresses.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// As in `2024-10-21` or `2025-04-01-preview`; `preview`, `latest` and `v1` do too.
    #[serde(rename = "api-version")]
    version: Option<String>,
}

impl Version {
    /// # Errors
    /// Names `api-version` when it is none.
    pub(super) fn check(&self) -> Result<(), ApiError> {
        let Some(version) = self.version.as_deref() else { return Ok(()) };
        let day = version.strip_suffix("-preview").unwrap_or(version);
        let is_date = day.parse::<jiff::civil::Date>().is_ok();
        if is_date || ["preview", "latest", "v1"].contains(&version) {
            return Ok(());
        }
        Err(ApiError::field("api-version", "it is no version")
            .hint("write it as 2024-10-21 or 2025-04-01-preview"))
    }
}

/// Makes pictures by a deployment: the name of a model here, or a name of another service.
///
/// # Errors
/// As for `/v1/images/generations`, with Azure's `inner_error` for a refusal.
#[utoipa::path(
    post, path = "/openai/deployments/{deployment}/images/generations", operation_id = "create_image_by_deployment",
    tag = "azure", request_body = ImageBody,
    params(("deployment" = String, Path), ("api-version" = Option<String>, Query)),
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
    deployment: Path<String>,
    version: Query<Version>,
    body: Json<ImageBody>,
) -> Result<HttpResponse, ApiError> {
    version.check()?;
    let terms = terms(&request, &parts, caller.identity(), &body.1)?;
    let body = ImageBody { model: Some(deployment.into_inner()), ..body.0 };
    generate(&request, terms, &parts, &body).await
}

/// Changes a picture by a deployment.
///
/// # Errors
/// As for `/v1/images/edits`.
#[utoipa::path(
    post, path = "/openai/deployments/{deployment}/images/edits", operation_id = "edit_image_by_deployment",
    tag = "azure",
    request_body(content = crate::http::wire::edit::EditBody, content_type = "multipart/form-data"),
    params(("deployment" = String, Path), ("api-version" = Option<String>, Query)),
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
    deployment: Path<String>,
    version: Query<Version>,
    form: Multipart,
) -> Result<HttpResponse, ApiError> {
    version.check()?;
    let mut form = Payload::Form(form).read(&parts, &edits::PARTS).await?;
    form.set("model", deployment.into_inner().into_bytes());
    edits::edit_form(request, caller, parts, form).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_look_like_dates() {
        let check = |version: Option<&str>, good: bool| {
            let version = Version { version: version.map(str::to_owned) };
            assert_eq!(version.check().is_ok(), good, "{version:?}");
        };
        for good in ["2024-10-21", "2025-04-01-preview", "preview", "latest", "v1"] {
            check(Some(good), true);
        }
        check(None, true);
        for bad in ["", "yesterday", "2024-13-01", "2024-10-21-beta"] {
            check(Some(bad), false);
        }
    }
}
