//! `POST /v1/documents/illustrate`: a finished document in, a job that puts pictures in it out; or only the plan.

use std::sync::Arc;

use actix_multipart::Multipart;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use utoipa::ToSchema;

use super::body::read_json;
use super::error::ApiError;
use super::form::Form;
use super::jobs::accepted;
use super::routes::Parts;
use super::terms::terms;
use super::wire::error::ErrorBody;
use super::wire::illustrate::PlanBody;
use crate::auth::{Caller, CanFill};
use crate::jobs::{IllustrateWork, Request, Terms};
use crate::store::Job;
use crate::studio::{IllustrateRequest, Plan, Studio, StudioError};

/// The fields of the form.
const FIELDS: [&str; 7] = ["document", "plan", "plan_only", "pictures", "style", "seed", "model"];

/// The most pictures one document is asked to get.
const MOST_PICTURES: usize = 50;

/// The parts of the form, for the API's description.
#[derive(ToSchema)]
#[schema(as = Illustrate)]
#[allow(dead_code)] // described here, read by [`Form`]
pub struct IllustrateBody {
    /// The document: a finished DOCX or PPTX file.
    #[schema(value_type = String, format = Binary)]
    document: Vec<u8>,
    /// The plan to apply, as JSON: a field or a file. One is made when it is missing.
    #[schema(value_type = Option<PlanBody>)]
    plan: Option<String>,
    /// `true` answers 200 with the plan at once and changes nothing.
    plan_only: Option<bool>,
    /// How many pictures at most, 1 to 50; by the document's length when missing.
    pictures: Option<usize>,
    /// Style words, such as `watercolor`.
    style: Option<String>,
    /// The seed of the pictures.
    seed: Option<u64>,
    /// The model that makes them.
    model: Option<String>,
}

/// Starts to illustrate a document and answers at once; the work happens in a job. With `plan_only`, answers with the
/// plan instead.
///
/// # Errors
/// 415 when the document is none that can be illustrated, 422 when it is locked or tries to do harm, 400 when the plan
/// is not JSON, 413 when it is all too large; nothing is queued then. A document that no picture would help, and a
/// plan that does not fit it, fail the job.
#[utoipa::path(
    post, path = "/v1/documents/illustrate", operation_id = "illustrate_document",
    tag = "documents",
    request_body(content = IllustrateBody, content_type = "multipart/form-data"),
    params(("prefer" = Option<String>, Header, description = "`wait=N` waits up to N seconds, at most 60")),
    responses(
        (status = 202, body = super::wire::job::JobBody, headers(("location" = String))),
        (status = 200, body = PlanBody, description = "with `plan_only`; with `Prefer: wait`, the job that has ended"),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 413, body = ErrorBody), (status = 415, body = ErrorBody), (status = 422, body = ErrorBody),
        (status = 429, body = ErrorBody)
    )
)]
pub async fn create(
    request: HttpRequest,
    caller: Caller<CanFill>,
    parts: Data<Parts>,
    form: Multipart,
) -> Result<HttpResponse, ApiError> {
    let mut form = Form::read(form, &FIELDS, parts.limits.body_bytes).await?;
    let terms = terms(&request, &parts, caller.identity(), &form.digest())?;
    let document = form.file("document")?;
    let is_plan_only = flag(&mut form, "plan_only")?;
    let work = IllustrateWork {
        document: String::new(),
        name: document.stem("document"),
        plan: plan(&mut form)?,
        pictures: pictures(&mut form)?,
        style: form.text("style")?,
        seed: form.seed()?,
        model: form.model(parts.studio.engines.catalogue())?,
    };
    let (document, plan) = planned(&parts.studio, work.request(document.bytes)).await?;
    if is_plan_only {
        return Ok(HttpResponse::Ok().json(plan));
    }
    accepted(&request, &parts, queue(&parts, &terms, work, document).await?).await
}

/// Queues the illustration of a document, once it was planned.
pub(super) async fn push(
    parts: &Parts,
    terms: &Terms,
    work: IllustrateWork,
    document: Vec<u8>,
) -> Result<Job, ApiError> {
    let (document, _) = planned(&parts.studio, work.request(document)).await?;
    queue(parts, terms, work, document).await
}

async fn queue(
    parts: &Parts,
    terms: &Terms,
    work: IllustrateWork,
    document: Vec<u8>,
) -> Result<Job, ApiError> {
    let illustrate = |document| Request::Illustrate(IllustrateWork { document, ..work });
    Ok(parts.queue.push_with_input(terms, document, illustrate).await?)
}

fn plan(form: &mut Form) -> Result<Option<Plan>, ApiError> {
    let Some(json) = form.text("plan")? else { return Ok(None) };
    let named = |error: ApiError| ApiError {
        field: Some("plan".to_owned()),
        message: error.message.replacen("the body", "the plan", 1),
        ..error
    };
    let plan: Plan = read_json(json.as_bytes()).map_err(named)?;
    plan.checked().map(Some).map_err(ApiError::from)
}

fn pictures(form: &mut Form) -> Result<Option<usize>, ApiError> {
    form.text("pictures")?.map(|text| count(&text)).transpose()
}

/// How many pictures at most.
pub(super) fn count(text: &str) -> Result<usize, ApiError> {
    let count = text.parse().ok().filter(|count| (1..=MOST_PICTURES).contains(count));
    let wrong =
        || ApiError::field("pictures", format!("it must be a whole number from 1 to {MOST_PICTURES}"));
    count.ok_or_else(wrong)
}

fn flag(form: &mut Form, name: &str) -> Result<bool, ApiError> {
    match form.text(name)?.as_deref() {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(ApiError::field(name, "it must be true or false")),
    }
}

/// Reads the document and plans it, on a thread of its own: it may be large. A document that cannot be illustrated is
/// refused before anything is queued.
async fn planned(studio: &Arc<Studio>, request: IllustrateRequest) -> Result<(Vec<u8>, Plan), ApiError> {
    let studio = Arc::clone(studio);
    let work = move || studio.plan_pictures(&request).map(|plan| (request.document, plan));
    let of_document = |error: StudioError| {
        let error = ApiError::from(error);
        let is_template = error.field.as_deref() == Some("template");
        ApiError { field: if is_template { Some("document".to_owned()) } else { error.field }, ..error }
    };
    web::block(work).await.map_err(ApiError::internal)?.map_err(of_document)
}
