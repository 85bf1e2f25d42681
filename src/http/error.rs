//! Every failure a caller can see: its code, its status, its sentence and hint.

use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpResponse, ResponseError};

use crate::auth::AuthError;
use crate::jobs::failure::Problem;
use crate::jobs::{Failure, FailureKind, QueueError};
use crate::store::StoreError;
use crate::studio::StudioError;

/// A failure, on its way to the caller.
#[derive(Clone, Debug)]
pub struct ApiError {
    /// Which failure.
    pub code: Code,
    /// What happened, in one sentence.
    pub message: String,
    /// What the caller can do about it.
    pub hint: Option<Box<str>>,
    /// The field of the request that is wrong.
    pub field: Option<String>,
    /// Each of a template's tags that cannot be filled.
    pub problems: Box<[Problem]>,
    /// What the log is told, and the caller is not.
    pub cause: Option<Box<str>>,
}

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
            Self::TooManyJobs => StatusCode::TOO_MANY_REQUESTS,
            Self::Work(kind) => work_status(kind),
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The status of failed work, where a request waits for it.
fn work_status(kind: FailureKind) -> StatusCode {
    match kind {
        FailureKind::EmptyPrompt
        | FailureKind::PromptTooLong
        | FailureKind::BadInvitation
        | FailureKind::ContentPolicy
        | FailureKind::BadSize
        | FailureKind::BadSampler
        | FailureKind::CannotEdit
        | FailureKind::BadImage
        | FailureKind::BadMask
        | FailureKind::BadLayout
        | FailureKind::UnknownModel => StatusCode::BAD_REQUEST,
        FailureKind::NotUnderstood
        | FailureKind::NothingToChange
        | FailureKind::CharacterWithoutFont
        | FailureKind::TooMuchText
        | FailureKind::EncryptedDocument
        | FailureKind::BrokenDocument
        | FailureKind::RefusedDocument
        | FailureKind::LockedDocument
        | FailureKind::NothingToIllustrate
        | FailureKind::BadPlan
        | FailureKind::UnfilledTags
        | FailureKind::BadText
        | FailureKind::SignedDocument
        | FailureKind::BadSlots
        | FailureKind::BadPicture
        | FailureKind::BadData
        | FailureKind::BadRows => StatusCode::UNPROCESSABLE_ENTITY,
        FailureKind::NotADocument | FailureKind::UnsupportedDocument => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        FailureKind::Cancelled => StatusCode::CONFLICT,
        FailureKind::EngineFailed | FailureKind::Interrupted | FailureKind::Internal => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// The field a failure of the work is about, where there is one.
fn work_field(kind: FailureKind) -> Option<&'static str> {
    match kind {
        FailureKind::EmptyPrompt | FailureKind::PromptTooLong | FailureKind::ContentPolicy => Some("prompt"),
        FailureKind::NotUnderstood | FailureKind::NothingToChange => Some("words"),
        FailureKind::BadInvitation => Some("invite"),
        FailureKind::BadSize => Some("size"),
        FailureKind::BadSampler => Some("sampler"),
        FailureKind::BadImage => Some("image"),
        FailureKind::BadMask => Some("mask"),
        FailureKind::UnknownModel | FailureKind::CannotEdit => Some("model"),
        FailureKind::BadLayout => Some("layout"),
        FailureKind::NotADocument
        | FailureKind::UnsupportedDocument
        | FailureKind::EncryptedDocument
        | FailureKind::BrokenDocument
        | FailureKind::SignedDocument
        | FailureKind::RefusedDocument => Some("template"),
        FailureKind::BadSlots => Some("slots"),
        FailureKind::LockedDocument | FailureKind::NothingToIllustrate => Some("document"),
        FailureKind::BadPlan => Some("plan"),
        FailureKind::UnfilledTags | FailureKind::BadPicture | FailureKind::BadData => Some("data"),
        FailureKind::BadRows => Some("rows"),
        _ => None,
    }
}

impl ApiError {
    /// A failure with its sentence.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, field: None, problems: Box::default(), cause: None }
    }

    /// The same with what can be done about it.
    pub fn hint(mut self, hint: impl Into<Box<str>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// A field's value cannot be used.
    pub fn field(field: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        let field = field.into();
        Self {
            field: Some(field.clone()),
            ..Self::new(Code::InvalidField, format!("the field “{field}” cannot be used: {reason}"))
        }
    }

    /// A field is missing.
    pub fn missing(field: &str) -> Self {
        Self {
            field: Some(field.to_owned()),
            ..Self::new(Code::MissingField, format!("the field “{field}” is missing"))
        }
    }

    /// There is no such thing, or it is another's; nobody is told which.
    pub fn not_found(what: &str) -> Self {
        Self::new(Code::NotFound, format!("there is no such {what}"))
    }

    /// A defect of ours: the cause goes to the log.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self {
            cause: Some(cause.to_string().into()),
            ..Self::new(Code::Internal, "the server failed")
                .hint("try again; if it happens again, give your administrator the request id")
        }
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for ApiError {}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    /// The status with the headers that belong to it; `envelope` writes the body in the caller's dialect.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        match self.code {
            Code::MethodNotAllowed(methods) => {
                response.insert_header((header::ALLOW, methods));
            }
            Code::TooManyJobs => {
                response.insert_header((header::RETRY_AFTER, "5"));
            }
            Code::MissingToken | Code::InvalidToken | Code::ExpiredToken => {
                response.insert_header((header::WWW_AUTHENTICATE, "Bearer realm=\"vignette\""));
            }
            _ => {}
        }
        let mut response = response.finish();
        response.extensions_mut().insert(self.clone());
        response
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        Self {
            field: work_field(failure.code).map(str::to_owned),
            hint: failure.hint.map(Into::into),
            problems: failure.problems.into(),
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
            AuthError::Store(error) => error.into(),
            AuthError::Signing(cause) => Self::internal(cause),
            AuthError::UnknownScope(_)
            | AuthError::AccountName
            | AuthError::NoSuchToken(_)
            | AuthError::AmbiguousToken(_) => Self::new(Code::BadRequest, message),
        }
    }
}
