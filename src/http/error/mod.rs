//! Every failure a caller can see: its code, its status, its sentence and hint.
//!
//! [`code`] has the codes and their statuses, [`work`] those of failed work, [`from`] what becomes of the errors of the rooms
//! below. `dialect` writes the bodies.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};

use crate::jobs::FailureKind;
use crate::jobs::failure::Problem;

mod code;
mod from;
mod work;

pub use code::Code;

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
    /// What only some failures say.
    pub detail: Option<Box<Detail>>,
    /// What the log is told, and the caller is not.
    pub cause: Option<Box<str>>,
}

/// What only some failures say.
#[derive(Clone, Debug, Default)]
pub struct Detail {
    /// Each of a template's tags that cannot be filled.
    pub problems: Vec<Problem>,
    /// The category of the content policy that refused, as in `self_harm`.
    pub category: Option<String>,
}

impl ApiError {
    /// A failure with its sentence.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, field: None, detail: None, cause: None }
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
            Code::RateLimited(seconds) => {
                response.insert_header((header::RETRY_AFTER, seconds.to_string()));
            }
            Code::QuotaUsed => {
                response.insert_header((header::RETRY_AFTER, "3600"));
                response.insert_header(("x-should-retry", "false"));
            }
            // OpenAI's clients would ask twice more.
            Code::Work(FailureKind::DeadlinePassed | FailureKind::TimedOut | FailureKind::Cancelled) => {
                response.insert_header(("x-should-retry", "false"));
            }
            _ => {}
        }
        let mut response = response.finish();
        response.extensions_mut().insert(self.clone());
        response
    }
}
