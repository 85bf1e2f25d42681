//! What an account has and may have.

use serde::Serialize;
use utoipa::ToSchema;

use crate::config::{Quotas, Rates};
use crate::store::Usage;

/// What an account has and may have.
#[derive(Serialize, ToSchema)]
#[schema(as = Usage)]
pub struct UsageReport {
    /// The account's name.
    account: String,
    /// Requests a minute.
    requests_per_minute: RatesBody,
    /// Jobs that wait or run now.
    unfinished_jobs: Share,
    /// Jobs that run now.
    running_jobs: Share,
    /// Pixels of the pictures asked for within the last 24 hours.
    pixels_per_day: Share,
    /// Jobs asked for within the last 24 hours.
    jobs_per_day: i64,
    /// Bytes of the files kept.
    storage_bytes: Share,
    /// The files kept.
    files: i64,
}

/// How much of a limit is used.
#[derive(Serialize, ToSchema)]
struct Share {
    used: i64,
    /// `null` when there is no limit.
    limit: Option<i64>,
}

/// Requests a minute; `null` when there is no limit.
#[derive(Serialize, ToSchema)]
struct RatesBody {
    token: Option<u32>,
    account: Option<u32>,
}

impl UsageReport {
    /// The report of the account of that name.
    pub fn new(account: &str, usage: &Usage, quotas: Quotas, rates: Rates) -> Self {
        let share = |used, limit| Share { used, limit: Some(limit).filter(|limit| *limit > 0) };
        let rate = |limit| Some(limit).filter(|limit| *limit > 0);
        Self {
            account: account.to_owned(),
            requests_per_minute: RatesBody { token: rate(rates.per_token), account: rate(rates.per_account) },
            unfinished_jobs: share(usage.queued + usage.running, quotas.jobs),
            running_jobs: share(usage.running, quotas.running),
            pixels_per_day: share(usage.pixels, quotas.pixels_per_day),
            jobs_per_day: usage.jobs,
            storage_bytes: share(usage.bytes, quotas.storage_bytes),
            files: usage.files,
        }
    }
}
