//! The codes of failures, and the statuses that go with them.

use actix_web::http::StatusCode;

use super::work::work_status;
use crate::jobs::FailureKind;

/// Which failure. A new one does not compile until its name and status are decided below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The body is not JSON.
    InvalidJson,
    /// The body has a field there is not.
    UnknownField,
    /// A field's value cannot be used.
    InvalidField,
    /// A field is missing.
    MissingField,
    /// The request cannot be read for another reason.
    BadRequest,
    /// There is no token.
    MissingToken,
    /// The token is not ours, or revoked.
    InvalidToken,
    /// The token or session is too old.
    ExpiredToken,
    /// The token does not allow this.
    MissingScope,
    /// The signed link is not ours, or too old.
    BadLink,
    /// There is no such thing, or it is another's.
    NotFound,
    /// The address does not take this method; these it takes.
    MethodNotAllowed(&'static str),
    /// The body is too large.
    TooLarge,
    /// The body is of a kind that is not read here.
    UnsupportedMediaType,
    /// The idempotency key was used for another request.
    KeyReused,
    /// The token or its account sent too many requests; seconds until there is room for one more.
    RateLimited(u32),
    /// The account has asked for as much as it may within a day, or its files take as much room as they may.
    QuotaUsed,
    /// A model cannot be loaded, or makes no picture.
    ModelNotReady,
    /// The server is about to stop.
    Stopping,
    /// The account has too much work waiting.
    TooManyJobs,
    /// OpenAI's name for a refusal, for callers of the newer models.
    ModerationBlocked,
    /// The work itself failed.
    Work(FailureKind),
    /// A defect of ours.
    Internal,
}

impl Code {
    /// The code as it stands in the answer.
    pub fn name(self) -> &'static str {
        match self {
            Self::InvalidJson => "invalid_json",
            Self::UnknownField => "unknown_field",
            Self::InvalidField => "invalid_field",
            Self::MissingField => "missing_field",
            Self::BadRequest => "bad_request",
            Self::MissingToken => "missing_token",
            Self::InvalidToken => "invalid_token",
            Self::ExpiredToken => "expired_token",
            Self::MissingScope => "missing_scope",
            Self::BadLink => "bad_link",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed(_) => "method_not_allowed",
            Self::TooLarge => "too_large",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::KeyReused => "idempotency_key_reused",
            Self::RateLimited(_) => "rate_limited",
            Self::QuotaUsed => "quota_used",
            Self::ModelNotReady => "model_not_ready",
            Self::Stopping => "stopping",
            Self::TooManyJobs => "too_many_jobs",
            Self::ModerationBlocked => "moderation_blocked",
            Self::Work(kind) => kind.name(),
            Self::Internal => "internal",
        }
    }

    /// The status that goes with it.
    pub fn status(self) -> StatusCode {
        match self {
            Self::InvalidJson
            | Self::UnknownField
            | Self::InvalidField
            | Self::MissingField
            | Self::BadRequest
            | Self::ModerationBlocked => StatusCode::BAD_REQUEST,
            Self::MissingToken | Self::InvalidToken | Self::ExpiredToken => StatusCode::UNAUTHORIZED,
            Self::MissingScope | Self::BadLink => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::KeyReused | Self::ModelNotReady => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooManyJobs | Self::RateLimited(_) | Self::QuotaUsed => StatusCode::TOO_MANY_REQUESTS,
            Self::Stopping => StatusCode::SERVICE_UNAVAILABLE,
            Self::Work(kind) => work_status(kind),
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
