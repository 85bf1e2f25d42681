//! `POST /v1/files/{id}/report`: tells the administrator that something is wrong with a picture.

use actix_web::HttpResponse;
use actix_web::web::{self, Data, Path, ServiceConfig};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::Json;
use super::error::ApiError;
use super::routes::{Parts, only};
use super::wire::error::ErrorBody;
use crate::auth::{Caller, CanRead};
use crate::jobs::now;
use crate::store::{Deed, FileId};

/// The most characters that a note has.
const LONGEST_NOTE: usize = 500;

/// What is wrong with a picture.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Report)]
pub struct ReportBody {
    /// What is wrong with it.
    reason: Reason,
    /// More, in words, at most 500 characters.
    note: Option<String>,
}

/// What may be wrong with a picture.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ReportReason)]
pub enum Reason {
    /// It offends or harms.
    Harmful,
    /// It looks like somebody's work, mark or face.
    Rights,
    /// It shows what was not asked for, or shows it wrongly.
    Wrong,
    /// Something else.
    Other,
}

impl Reason {
    fn name(self) -> &'static str {
        match self {
            Self::Harmful => "harmful",
            Self::Rights => "rights",
            Self::Wrong => "wrong",
            Self::Other => "other",
        }
    }
}

/// Adds the address.
pub fn routes(app: &mut ServiceConfig) {
    app.service(web::resource("/v1/files/{id}/report").post(create).default_service(only("POST")));
}

/// Reports one of the caller's pictures. It stands in the audit log, with its file's id and the reason.
///
/// # Errors
/// 400 for a note that is too long, 404 when there is no such file, or it is another's.
#[utoipa::path(
    post, path = "/v1/files/{id}/report", operation_id = "report_file", tag = "files",
    params(("id" = String, Path)), request_body = ReportBody,
    responses(
        (status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 404, body = ErrorBody)
    )
)]
pub async fn create(
    caller: Caller<CanRead>,
    parts: Data<Parts>,
    id: Path<String>,
    body: Json<ReportBody>,
) -> Result<HttpResponse, ApiError> {
    let note = body.0.note.as_deref().unwrap_or_default().trim();
    if note.chars().count() > LONGEST_NOTE {
        return Err(ApiError::field("note", format!("it has at most {LONGEST_NOTE} characters")));
    }
    let file = parts.store.file_of(caller.account(), &FileId::from_text(id.into_inner())).await?;
    let file = file.ok_or_else(|| ApiError::not_found("file"))?;
    let detail = if note.is_empty() {
        body.0.reason.name().to_owned()
    } else {
        format!("{}: {note}", body.0.reason.name())
    };
    let actor = &caller.identity().account_name;
    let deed = Deed { actor, action: "picture.reported", object: file.id.as_str(), detail: &detail };
    parts.store.audit(deed, now()).await?;
    Ok(HttpResponse::NoContent().finish())
}
