//! How an error looks to callers of each kind of API.

use serde_json::{Value, json};

use super::error::{ApiError, Code};

/// The kinds of API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Ours.
    Native,
    /// OpenAI's image API.
    OpenAi,
    /// The same at Azure's addresses.
    Azure,
    /// MAI-Image's.
    Mai,
}

impl Dialect {
    /// The dialect spoken at an address.
    pub fn at(path: &str) -> Self {
        match path {
            path if path.starts_with("/v1/images/") => Self::OpenAi,
            path if path.starts_with("/openai/") => Self::Azure,
            path if path.starts_with("/mai/") => Self::Mai,
            _ => Self::Native,
        }
    }

    /// Its name in the metrics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::OpenAi => "openai",
            Self::Azure => "azure",
            Self::Mai => "mai",
        }
    }

    /// The body of an error's answer.
    pub fn body(self, error: &ApiError, request_id: &str) -> Value {
        match self {
            Self::Native => native(error, request_id),
            Self::OpenAi | Self::Mai => openai(error),
            Self::Azure => azure(error),
        }
    }

    /// What the content policy says, in Azure's shape; `refused` is the category that refuses.
    pub fn filters(refused: Option<&str>) -> Value {
        let judged = |name: &str| {
            let filtered = refused == Some(name);
            json!({ "filtered": filtered, "severity": if filtered { "high" } else { "safe" } })
        };
        let detected =
            |name: &str| json!({ "filtered": refused == Some(name), "detected": refused == Some(name) });
        json!({
            "hate": judged("hate"), "sexual": judged("sexual"), "violence": judged("violence"),
            "self_harm": judged("self_harm"), "jailbreak": detected("jailbreak"), "profanity": detected("profanity"),
        })
    }
}

fn native(error: &ApiError, request_id: &str) -> Value {
    let mut body = json!({
        "code": error.code.name(),
        "message": error.message,
        "hint": error.hint,
        "request_id": request_id,
    });
    if let Some(field) = &error.field {
        body["field"] = json!(field);
    }
    if let Some(detail) = error.detail.as_ref().filter(|detail| !detail.problems.is_empty()) {
        body["problems"] = json!(detail.problems);
    }
    json!({ "error": body })
}

/// OpenAI's clients show the message only, so the hint is part of it.
fn openai(error: &ApiError) -> Value {
    let message = match &error.hint {
        Some(hint) => format!("{} ({hint})", error.message),
        None => error.message.clone(),
    };
    json!({ "error": {
        "message": message,
        "type": openai_type(error.code),
        "param": error.field,
        "code": openai_code(error.code),
    }})
}

/// As [`openai`], and for a refusal which category it was.
fn azure(error: &ApiError) -> Value {
    let mut body = openai(error);
    if let Some(category) = error.detail.as_ref().and_then(|detail| detail.category.as_deref()) {
        body["error"]["code"] = json!("content_policy_violation");
        body["error"]["inner_error"] = json!({
            "code": "ResponsibleAIPolicyViolation",
            "content_filter_results": Dialect::filters(Some(category)),
            "revised_prompt": Value::Null,
        });
    }
    body
}

fn openai_type(code: Code) -> &'static str {
    match code.status().as_u16() {
        401 => "authentication_error",
        403 => "permission_error",
        429 => "rate_limit_error",
        500.. => "server_error",
        _ => "invalid_request_error",
    }
}

/// The codes that OpenAI's callers match on; ours for the rest.
fn openai_code(code: Code) -> &'static str {
    use crate::jobs::FailureKind::{ContentPolicy, UnknownModel};
    match code {
        Code::MissingToken | Code::InvalidToken | Code::ExpiredToken => "invalid_api_key",
        Code::UnknownField => "unknown_parameter",
        Code::InvalidField => "invalid_value",
        Code::MissingField => "missing_required_parameter",
        Code::TooManyJobs | Code::RateLimited(_) => "rate_limit_exceeded",
        Code::QuotaUsed => "insufficient_quota",
        Code::Work(ContentPolicy) => "content_policy_violation",
        Code::Work(UnknownModel) => "model_not_found",
        other => other.name(),
    }
}
