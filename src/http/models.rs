//! `GET /v1/models`: which models there are.

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::routes::Parts;
use super::wire::error::ErrorBody;
use super::wire::model::{ModelBody, ModelsBody};
use crate::auth::{Caller, CanRead};

/// The models, the default one first.
#[utoipa::path(
    get, path = "/v1/models", operation_id = "list_models",
    tag = "models",
    responses((status = 200, body = ModelsBody), (status = 401, body = ErrorBody))
)]
pub async fn list(_: Caller<CanRead>, parts: Data<Parts>) -> HttpResponse {
    let models = parts.studio.engines.catalogue().models();
    HttpResponse::Ok().json(ModelsBody { object: "list", data: models.iter().map(ModelBody::from).collect() })
}
