//! The audit log.

use serde::Serialize;
use utoipa::ToSchema;

use super::timestamp;
use crate::store::AuditEntry;

/// Lines of the audit log.
#[derive(Serialize, ToSchema)]
#[schema(as = Audit)]
pub struct AuditBody {
    /// The newest first.
    pub entries: Vec<AuditEntryBody>,
    /// Pass it as `before` to see older ones; null when there are none.
    pub next: Option<String>,
}

/// One line.
#[derive(Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub struct AuditEntryBody {
    id: String,
    at: String,
    /// An account's name, or `command line`.
    actor: String,
    /// As in `token.created`.
    action: String,
    /// What it was done to.
    object: String,
    /// What else matters of it.
    detail: String,
}

impl From<AuditEntry> for AuditEntryBody {
    fn from(entry: AuditEntry) -> Self {
        Self {
            id: entry.id.to_string(),
            at: timestamp(entry.at),
            actor: entry.actor,
            action: entry.action,
            object: entry.object,
            detail: entry.detail,
        }
    }
}
