//! How errors look, for the API's description; `dialect` writes them.

#![allow(dead_code)] // described here, written by `dialect`

use utoipa::ToSchema;

/// Every error.
#[derive(ToSchema)]
#[schema(as = Error)]
pub struct ErrorBody {
    error: ErrorContent,
}

/// What went wrong.
#[derive(ToSchema)]
pub struct ErrorContent {
    /// A stable name, as in `invalid_field`.
    code: String,
    /// What happened, in one sentence.
    message: String,
    /// What can be done about it.
    hint: Option<String>,
    /// The request's id, as in the header `x-request-id`.
    request_id: String,
    /// The field that is wrong.
    field: Option<String>,
    /// Each of a template's tags that cannot be filled.
    problems: Option<Vec<ProblemBody>>,
}

/// One tag that cannot be filled.
#[derive(ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// A stable name for the kind of mistake, as in `missing_value`.
    code: String,
    /// The part it stands in, as in `word/document.xml`.
    part: String,
    /// Where in the part, counted from 1.
    position: usize,
    /// The text around the tag, shortened; empty when it stands alone.
    around: String,
    /// The tag.
    tag: String,
    /// What is wrong with it.
    problem: String,
    /// What helps, when that is known.
    hint: Option<String>,
}

/// Every error of the image API, in OpenAI's shape.
#[derive(ToSchema)]
#[schema(as = ImageError)]
pub struct ImageErrorBody {
    error: ImageErrorContent,
}

/// What went wrong, in OpenAI's shape.
#[derive(ToSchema)]
pub struct ImageErrorContent {
    /// What happened, and what can be done about it.
    message: String,
    /// As in `invalid_request_error`.
    r#type: String,
    /// The field that is wrong.
    param: Option<String>,
    /// As in `invalid_value`.
    code: Option<String>,
}
