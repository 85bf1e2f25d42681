//! Who is to be told of a job's end, and when to try again.

use super::JobState;
use crate::store::{AccountId, JobId, Millis, Store, StoreError};

/// Somebody who is to be told of a job's end.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DueWebhook {
    /// The job.
    pub id: JobId,
    /// Whose it is.
    pub account_id: AccountId,
    /// What kind of work.
    pub kind: String,
    /// How it ended.
    #[sqlx(try_from = "String")]
    pub state: JobState,
    /// Who is told.
    pub webhook: String,
    /// How often it was tried before, and now.
    pub webhook_attempts: i64,
}

impl Store {
    /// Takes the next telling that is due, and makes it due again at `again`, should nothing come of it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn claim_webhook(&self, now: Millis, again: Millis) -> Result<Option<DueWebhook>, StoreError> {
        Ok(sqlx::query_as(
            "UPDATE jobs SET webhook_attempts = webhook_attempts + 1, webhook_due = $2 WHERE id = \
             (SELECT id FROM jobs WHERE webhook_due <= $1 AND state IN ('done', 'failed', 'cancelled') \
              ORDER BY webhook_due LIMIT 1) \
             RETURNING id, account_id, kind, state, webhook, webhook_attempts",
        )
        .bind(now)
        .bind(again)
        .fetch_optional(&self.pool)
        .await?)
    }

    /// Notes when a telling is tried next; `None` when it was heard, or is given up.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn note_webhook(&self, job: &JobId, due: Option<Millis>) -> Result<(), StoreError> {
        sqlx::query("UPDATE jobs SET webhook_due = $2 WHERE id = $1")
            .bind(job)
            .bind(due)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
