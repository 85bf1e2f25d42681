//! On what terms work is asked for, from the headers every request for work may have:
//!
//! | header | what it does |
//! |---|---|
//! | `Idempotency-Key` | the same request sent again within a day leads to the same job; another one is refused with 422 |
//! | `Vignette-Deadline` | seconds after which the result is no longer wanted |
//! | `Vignette-Webhook` | an https address that is told of the job's end, signed |
//!
//! Clients that say they send it again (`x-stainless-retry-count`) get the job that is under way.

use actix_web::HttpRequest;

use super::error::{ApiError, Code};
use super::routes::Parts;
use crate::auth::Identity;
use crate::jobs::{Terms, now};

/// The longest key, in bytes (as Stripe has it).
const LONGEST_KEY: usize = 255;

/// The latest deadline, in seconds: a day.
const LATEST: i64 = 86_400;

/// The terms of a request, of which `digest` is the SHA-256.
///
/// # Errors
/// Names the header that cannot be used.
pub fn terms(
    request: &HttpRequest,
    parts: &Parts,
    identity: &Identity,
    digest: &str,
) -> Result<Terms, ApiError> {
    let webhook = header(request, "vignette-webhook");
    if let Some(address) = webhook {
        parts.webhooks.check(address).map_err(|error| {
            ApiError::field("vignette-webhook", error)
                .hint("hosts of your own network are allowed by VIGNETTE_WEBHOOK_HOSTS")
        })?;
    }
    Ok(Terms {
        account: identity.account.clone(),
        token: identity.token.clone(),
        // The address counts too: one key for two verbs is two requests.
        digest: super::body::digest(&[request.path().as_bytes(), digest.as_bytes()]),
        key: key(header(request, "idempotency-key"))?,
        is_retry: header(request, "x-stainless-retry-count").is_some_and(|count| count != "0"),
        deadline: header(request, "vignette-deadline")
            .map(seconds)
            .transpose()?
            .map(|left| now() + left * 1000),
        webhook: webhook.map(str::to_owned),
    })
}

fn header<'r>(request: &'r HttpRequest, name: &str) -> Option<&'r str> {
    request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::trim)
}

fn key(key: Option<&str>) -> Result<Option<String>, ApiError> {
    match key {
        None => Ok(None),
        Some(key) if (1..=LONGEST_KEY).contains(&key.len()) => Ok(Some(key.to_owned())),
        Some(_) => {
            let message = format!("the header Idempotency-Key must have 1 to {LONGEST_KEY} characters");
            Err(ApiError {
                field: Some("idempotency-key".to_owned()),
                ..ApiError::new(Code::InvalidField, message)
            })
        }
    }
}

fn seconds(text: &str) -> Result<i64, ApiError> {
    text.parse().ok().filter(|seconds| (1..=LATEST).contains(seconds)).ok_or_else(|| {
        ApiError::field("vignette-deadline", format!("it must be whole seconds from 1 to {LATEST}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_deadlines_are_judged() {
        assert_eq!(key(Some("a-1")).unwrap().as_deref(), Some("a-1"));
        assert!(key(Some("")).is_err() && key(Some(&"x".repeat(256))).is_err());
        assert_eq!(seconds("60").unwrap(), 60);
        for wrong in ["0", "-1", "86401", "1.5", "soon", "99999999999999999999"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
