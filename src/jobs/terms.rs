//! On what terms work is asked for: by whom, until when, who is told of its end, and how a repeated request is known.

use crate::store::{AccountId, Millis, NewJob, TokenId};

/// The terms of one piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Who asks.
    pub account: AccountId,
    /// With which token.
    pub token: TokenId,
    /// SHA-256 of what was sent, as hex.
    pub digest: String,
    /// The caller's own key for the request: sent twice within a day, it leads to one job.
    pub key: Option<String>,
    /// Whether the client says that it sent this before: the same while it is under way leads to one job.
    pub is_retry: bool,
    /// When the result is no longer wanted.
    pub deadline: Option<Millis>,
    /// The address that is told of the end.
    pub webhook: Option<String>,
}

/// How long a key is kept (as Stripe does).
pub(super) const KEYS_KEPT: Millis = 24 * 60 * 60 * 1000;

impl Terms {
    /// A job's row on these terms.
    pub(super) fn row(&self, kind: &'static str, request: String, brief: Option<String>) -> NewJob {
        NewJob {
            kind,
            request,
            brief,
            token: Some(self.token.clone()),
            deadline: self.deadline,
            digest: Some(self.digest.clone()),
            webhook: self.webhook.clone(),
            key: self.key.clone(),
            ..NewJob::default()
        }
    }
}
