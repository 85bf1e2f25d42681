//! The JSON of the API, and nothing but: values of the rooms below become these, and these become values.

pub mod audit;
pub mod brief;
pub mod design;
pub mod edit;
pub mod error;
pub mod illustrate;
pub mod image;
pub mod job;
pub mod model;
pub mod overview;
pub mod picture;
pub mod refine;
pub mod route;
pub mod session;
pub mod template;
pub mod token;
pub mod usage;
pub mod verify;
pub mod webhook;

/// Milliseconds since 1970 as RFC 3339 text, as in `2026-11-23T21:00:00.5Z`.
pub fn timestamp(millis: crate::store::Millis) -> String {
    jiff::Timestamp::from_millisecond(millis).map(|time| time.to_string()).unwrap_or_default()
}
