//! What an administrator sees of everybody: accounts with what they use, and jobs without what was asked for.

use super::{JobId, JobState, Millis, Store, StoreError};

/// An account with what it has.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AccountLine {
    /// Its name.
    pub name: String,
    /// When it was made.
    pub created_at: Millis,
    /// Tokens that work.
    pub tokens: i64,
    /// When one of its tokens was last used.
    pub last_used_at: Option<Millis>,
    /// Jobs it asked for since the moment that was asked about.
    pub jobs: i64,
    /// Pixels of the pictures of those jobs.
    pub pixels: i64,
    /// Bytes of its files.
    pub bytes: i64,
}

/// A job without what was asked for: a prompt is its owner's business.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct JobLine {
    /// Its id.
    pub id: JobId,
    /// Whose it is.
    pub account: String,
    /// What kind of work, as in `design`.
    pub kind: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: JobState,
    /// What went wrong, as JSON.
    pub failure: Option<String>,
    /// When it was asked for.
    pub created_at: Millis,
    /// When it was first started.
    pub started_at: Option<Millis>,
    /// When it came to its end.
    pub finished_at: Option<Millis>,
}

impl Store {
    /// Accounts by name, at most `limit`, those after the name `after`; what they asked for since `since`.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn account_lines(
        &self,
        after: &str,
        limit: u32,
        since: Millis,
        now: Millis,
    ) -> Result<Vec<AccountLine>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT name, created_at, \
             (SELECT COUNT(*) FROM tokens WHERE account_id = accounts.id AND revoked_at IS NULL \
              AND (expires_at IS NULL OR expires_at > $4)) AS tokens, \
             (SELECT MAX(last_used_at) FROM tokens WHERE account_id = accounts.id) AS last_used_at, \
             (SELECT COUNT(*) FROM jobs WHERE account_id = accounts.id AND created_at >= $3 \
              AND NOT (state = 'cancelled' AND started_at IS NULL)) AS jobs, \
             (SELECT CAST(COALESCE(SUM(pixels), 0) AS BIGINT) FROM jobs WHERE account_id = accounts.id \
              AND created_at >= $3 AND NOT (state = 'cancelled' AND started_at IS NULL)) AS pixels, \
             (SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM files WHERE account_id = accounts.id) AS bytes \
             FROM accounts WHERE name > $1 ORDER BY name LIMIT $2",
        )
        .bind(after)
        .bind(i64::from(limit))
        .bind(since)
        .bind(now)
        .fetch_all(&self.pool)
        .await?)
    }

    /// The newest jobs of all accounts, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn job_lines(&self, limit: u32) -> Result<Vec<JobLine>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT jobs.id, accounts.name AS account, kind, state, failure, jobs.created_at, started_at, finished_at \
             FROM jobs JOIN accounts ON accounts.id = account_id ORDER BY jobs.id DESC LIMIT $1",
        )
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?)
    }

    /// The account of a job, whoever asks.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn owner_of(&self, job: &JobId) -> Result<Option<super::AccountId>, StoreError> {
        let query = sqlx::query_scalar("SELECT account_id FROM jobs WHERE id = $1");
        Ok(query.bind(job).fetch_optional(&self.pool).await?)
    }
}
