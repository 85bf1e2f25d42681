//! What was asked for already: by a caller's own key, or by the same words while they are under way.

use super::Job;
use crate::store::{AccountId, JobId, Millis, Store, StoreError};

impl Store {
    /// The digest and the job of a key that was used at `since` or later.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn job_by_key(
        &self,
        account: &AccountId,
        key: &str,
        since: Millis,
    ) -> Result<Option<(String, JobId)>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT digest, job_id FROM idempotency_keys \
             WHERE account_id = $1 AND idempotency_key = $2 AND created_at >= $3",
        )
        .bind(account)
        .bind(key)
        .bind(since)
        .fetch_optional(&self.pool)
        .await?)
    }

    /// Forgets the keys used before `before`.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn forget_keys(&self, before: Millis) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM idempotency_keys WHERE created_at < $1")
            .bind(before)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The newest job of an account that has this digest and is under way.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn job_under_way(&self, account: &AccountId, digest: &str) -> Result<Option<Job>, StoreError> {
        Ok(sqlx::query_as(concat!(
            "SELECT ",
            job_columns!(),
            " FROM jobs WHERE account_id = $1 AND digest = $2 AND state IN ('queued', 'running') ",
            "AND cancel_requested = 0 ORDER BY id DESC LIMIT 1"
        ))
        .bind(account)
        .bind(digest)
        .fetch_optional(&self.pool)
        .await?)
    }
}
