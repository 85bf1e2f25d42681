//! What an administrator sees of everybody.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::timestamp;
use crate::config::Quotas;
use crate::store::{AccountLine, JobLine};

/// Several accounts.
#[derive(Serialize, ToSchema)]
#[schema(as = Accounts)]
pub struct AccountsBody {
    /// By name.
    pub accounts: Vec<AccountBody>,
    /// What each of them may have.
    pub limits: LimitsBody,
    /// Pass it as `after` to see further ones; null when there are none.
    pub next: Option<String>,
}

/// An account.
#[derive(Serialize, ToSchema)]
#[schema(as = Account)]
pub struct AccountBody {
    name: String,
    created_at: String,
    /// Tokens that work.
    tokens: i64,
    /// When one of its tokens was last used; null for never.
    last_used_at: Option<String>,
    /// Jobs asked for within the last 24 hours.
    jobs_per_day: i64,
    /// Pixels of the pictures asked for within the last 24 hours.
    pixels_per_day: i64,
    /// Bytes of the files kept.
    storage_bytes: i64,
}

/// What each account may have; null where there is no limit.
#[derive(Serialize, ToSchema)]
#[schema(as = Limits)]
pub struct LimitsBody {
    unfinished_jobs: Option<i64>,
    running_jobs: Option<i64>,
    pixels_per_day: Option<i64>,
    storage_bytes: Option<i64>,
}

/// The jobs of everybody.
#[derive(Serialize, ToSchema)]
#[schema(as = QueueOverview)]
pub struct QueueBody {
    /// How many there are of each status.
    pub counts: std::collections::BTreeMap<String, i64>,
    /// The newest first, without what was asked for.
    pub jobs: Vec<JobLineBody>,
}

/// A job without what was asked for.
#[derive(Serialize, ToSchema)]
#[schema(as = QueuedJob)]
pub struct JobLineBody {
    id: String,
    account: String,
    /// As in `design`.
    kind: String,
    /// `queued`, `running`, `done`, `failed` or `cancelled`.
    status: String,
    /// Why it failed, as in `policy`.
    failure: Option<String>,
    created_at: String,
    started_at: Option<String>,
    finished_at: Option<String>,
}

impl From<Quotas> for LimitsBody {
    fn from(quotas: Quotas) -> Self {
        let limit = |limit| Some(limit).filter(|limit| *limit > 0);
        Self {
            unfinished_jobs: limit(quotas.jobs),
            running_jobs: limit(quotas.running),
            pixels_per_day: limit(quotas.pixels_per_day),
            storage_bytes: limit(quotas.storage_bytes),
        }
    }
}

impl From<AccountLine> for AccountBody {
    fn from(line: AccountLine) -> Self {
        Self {
            name: line.name,
            created_at: timestamp(line.created_at),
            tokens: line.tokens,
            last_used_at: line.last_used_at.map(timestamp),
            jobs_per_day: line.jobs,
            pixels_per_day: line.pixels,
            storage_bytes: line.bytes,
        }
    }
}

impl From<JobLine> for JobLineBody {
    fn from(line: JobLine) -> Self {
        let failure = line.failure.and_then(|text| serde_json::from_str::<Value>(&text).ok());
        Self {
            id: line.id.to_string(),
            account: line.account,
            kind: line.kind,
            status: line.state.name().to_owned(),
            failure: failure.and_then(|failure| Some(failure["code"].as_str()?.to_owned())),
            created_at: timestamp(line.created_at),
            started_at: line.started_at.map(timestamp),
            finished_at: line.finished_at.map(timestamp),
        }
    }
}
