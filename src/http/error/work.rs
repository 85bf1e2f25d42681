//! Failed work, where a request waits for it: every kind's status, and the field it is about.

use actix_web::http::StatusCode;

use crate::jobs::FailureKind;

/// The status of failed work, where a request waits for it.
pub(super) fn work_status(kind: FailureKind) -> StatusCode {
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
        FailureKind::DeadlinePassed | FailureKind::TimedOut => StatusCode::GATEWAY_TIMEOUT,
        FailureKind::EngineFailed | FailureKind::Interrupted | FailureKind::Internal => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// The field a failure of the work is about, where there is one.
pub(super) fn work_field(kind: FailureKind) -> Option<&'static str> {
    match kind {
        FailureKind::EmptyPrompt | FailureKind::PromptTooLong | FailureKind::ContentPolicy => Some("prompt"),
        FailureKind::NotUnderstood | FailureKind::NothingToChange => Some("words"),
        FailureKind::BadInvitation => Some("invite"),
        FailureKind::BadSize => Some("size"),
        FailureKind::BadSampler => Some("sampler"),
        FailureKind::BadImage => Some("image"),
        FailureKind::BadMask => Some("mask"),
        FailureKind::BadLayout => Some("layout"),
        FailureKind::UnknownModel | FailureKind::CannotEdit => Some("model"),
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
