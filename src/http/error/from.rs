//! What becomes of the errors of the rooms below.

use super::work::work_field;
use super::{ApiError, Code, Detail};
use crate::auth::{AuthError, Empty};
use crate::jobs::{Failure, QueueError};
use crate::store::StoreError;
use crate::studio::StudioError;

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        let detail = Detail { problems: failure.problems, category: failure.category };
        let says = !detail.problems.is_empty() || detail.category.is_some();
        let detail = says.then(|| Box::new(detail));
        Self {
            field: work_field(failure.code).map(str::to_owned),
            hint: failure.hint.map(Into::into),
            detail,
            ..Self::new(Code::Work(failure.code), failure.message)
        }
    }
}

impl From<StudioError> for ApiError {
    fn from(error: StudioError) -> Self {
        Self::from(Failure::from(&error))
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        Self::internal(error)
    }
}

impl From<QueueError> for ApiError {
    fn from(error: QueueError) -> Self {
        match error {
            QueueError::Full { .. } => Self::new(Code::TooManyJobs, error.to_string())
                .hint("wait until some are done, or cancel them: DELETE /v1/jobs/{id}"),
            QueueError::Pixels { .. } | QueueError::Storage { .. } => {
                Self::new(Code::QuotaUsed, error.to_string())
                    .hint("GET /v1/usage says what is used; ask your administrator for more")
            }
            QueueError::KeyReused => Self {
                field: Some("idempotency-key".to_owned()),
                ..Self::new(Code::KeyReused, error.to_string()).hint("send another key with another request")
            },
            QueueError::Store(error) => error.into(),
            QueueError::Request(error) => Self::internal(error),
        }
    }
}

impl From<AuthError> for ApiError {
    fn from(error: AuthError) -> Self {
        let message = error.to_string();
        match error {
            AuthError::Missing => Self::new(Code::MissingToken, message)
                .hint("send “Authorization: Bearer vgn_…” or “api-key: vgn_…”"),
            AuthError::Unknown | AuthError::Revoked => {
                Self::new(Code::InvalidToken, message).hint("ask your administrator for a token")
            }
            AuthError::Expired { what: "link" } | AuthError::BadLink => Self::new(Code::BadLink, message)
                .hint("fetch /v1/files/{id} with your token, or ask for the picture again"),
            AuthError::Expired { .. } => {
                Self::new(Code::ExpiredToken, message).hint("sign in again, or ask for a new token")
            }
            AuthError::Scope(_) => Self::new(Code::MissingScope, message)
                .hint("ask your administrator for a token with that scope"),
            AuthError::SessionFromSession => {
                Self::new(Code::MissingScope, message).hint("send the account token itself")
            }
            AuthError::Grant(_) => Self::new(Code::MissingScope, message)
                .hint("sign in again with the account token, and ask for no more than it allows"),
            AuthError::Store(error) => error.into(),
            AuthError::Provider(cause) => Self::internal(cause),
            AuthError::Signing(cause) => Self::internal(cause),
            AuthError::UnknownScope(_)
            | AuthError::AccountName
            | AuthError::NoSuchToken(_)
            | AuthError::AmbiguousToken(_) => Self::new(Code::BadRequest, message),
        }
    }
}

impl From<Empty> for ApiError {
    fn from(Empty(milliseconds): Empty) -> Self {
        let seconds = u32::try_from(milliseconds.div_euclid(1000) + 1).unwrap_or(u32::MAX);
        Self::new(Code::RateLimited(seconds), "too many requests within a minute")
            .hint(format!("send the next one in {seconds} s"))
    }
}
