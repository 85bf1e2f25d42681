//! What an account has and has made.

use super::{AccountId, Millis, Store, StoreError};

/// What an account has and has made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Jobs that wait.
    pub queued: i64,
    /// Jobs that run.
    pub running: i64,
    /// Pixels of the pictures it asked for since the moment that was asked about.
    pub pixels: i64,
    /// Jobs it asked for since then.
    pub jobs: i64,
    /// Bytes of its files.
    pub bytes: i64,
    /// Its files.
    pub files: i64,
}

impl Store {
    /// What an account has now and has asked for since `since`.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn usage(&self, account: &AccountId, since: Millis) -> Result<Usage, StoreError> {
        let (queued, running): (i64, i64) = sqlx::query_as(
            "SELECT COUNT(CASE WHEN state = 'queued' THEN 1 END), COUNT(CASE WHEN state = 'running' THEN 1 END) \
             FROM jobs WHERE account_id = $1 AND state IN ('queued', 'running')",
        )
        .bind(account)
        .fetch_one(&self.pool)
        .await?;
        // Work that was called off before it was started cost nothing.
        let (jobs, pixels): (i64, i64) = sqlx::query_as(
            "SELECT COUNT(*), CAST(COALESCE(SUM(pixels), 0) AS BIGINT) FROM jobs WHERE account_id = $1 \
             AND created_at >= $2 AND NOT (state = 'cancelled' AND started_at IS NULL)",
        )
        .bind(account)
        .bind(since)
        .fetch_one(&self.pool)
        .await?;
        let (files, bytes): (i64, i64) = sqlx::query_as(
            "SELECT COUNT(*), CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM files WHERE account_id = $1",
        )
        .bind(account)
        .fetch_one(&self.pool)
        .await?;
        Ok(Usage { queued, running, pixels, jobs, bytes, files })
    }

    /// How many jobs of each state there are, and when the oldest queued one was asked for.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn queue_depth(&self) -> Result<(Vec<(String, i64)>, Option<Millis>), StoreError> {
        let states =
            sqlx::query_as("SELECT state, COUNT(*) FROM jobs GROUP BY state").fetch_all(&self.pool).await?;
        let oldest = sqlx::query_scalar("SELECT MIN(created_at) FROM jobs WHERE state = 'queued'")
            .fetch_one(&self.pool)
            .await?;
        Ok((states, oldest))
    }
}
