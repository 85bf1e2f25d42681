//! The models, in OpenAI's shape with what else is known of them.

use serde::Serialize;
use utoipa::ToSchema;

use crate::models::Model;

/// The models there are.
#[derive(Serialize, ToSchema)]
#[schema(as = Models)]
pub struct ModelsBody {
    /// `list`.
    #[schema(value_type = String)]
    pub object: &'static str,
    /// The models, the default one first.
    pub data: Vec<ModelBody>,
}

/// One model.
#[derive(Serialize, ToSchema)]
#[schema(as = Model)]
pub struct ModelBody {
    /// Its name.
    id: String,
    /// `model`.
    #[schema(value_type = String)]
    object: &'static str,
    /// When it was made; 0, for it is not known.
    created: i64,
    /// `vignette`: it runs here.
    #[schema(value_type = String)]
    owned_by: &'static str,
    /// One line on what it is.
    summary: String,
    /// The licence of its weights, an SPDX expression.
    licence: Option<String>,
}

impl From<&Model> for ModelBody {
    fn from(model: &Model) -> Self {
        Self {
            id: model.name.clone(),
            object: "model",
            created: 0,
            owned_by: "vignette",
            summary: model.summary.clone(),
            licence: model.licence.clone(),
        }
    }
}
