//! Jobs: one row of truth for each piece of work. Who may take it next is decided here, in SQL; what is done
//! with it is the jobs room's.
//!
//! A worker holds a job by a lease that it renews. A lease that runs out (the process died) puts the job back
//! in the queue, at most [`MAX_ATTEMPTS`] times.
//!
//! [`leases`] takes, renews and ends; [`keys`] finds what was asked for already; [`place`] says how many come first;
//! [`webhooks`] who is to be told; [`retention`] lets go of what is old.

use super::{AccountId, JobId, Millis, Store, StoreError, TokenId};

/// The columns of [`Job`]; a macro because SQL must be a literal to be accepted.
macro_rules! job_columns {
    () => {
        "id, account_id, kind, request, brief, result, failure, state, progress_done, progress_total, \
         attempts, version, created_at, started_at, finished_at, deadline"
    };
}

mod keys;
mod leases;
pub mod place;
mod retention;
mod state;
mod webhooks;

pub use place::Place;
pub use state::JobState;
pub use webhooks::DueWebhook;

/// How often a job is started before it is given up: work that kills its process must not kill it for ever.
pub const MAX_ATTEMPTS: i64 = 3;

/// A job's row.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Whose it is; nobody else sees it.
    pub account_id: AccountId,
    /// What kind of work, as in `design`.
    pub kind: String,
    /// What is to be done, as JSON.
    pub request: String,
    /// What was understood, as JSON.
    pub brief: Option<String>,
    /// What came of it, as JSON.
    pub result: Option<String>,
    /// What went wrong, as JSON.
    pub failure: Option<String>,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: JobState,
    /// How far it is.
    #[sqlx(flatten)]
    pub progress: Progress,
    /// How often it was started.
    pub attempts: i64,
    /// Counts the changes a caller can see.
    pub version: i64,
    /// When it was asked for.
    pub created_at: Millis,
    /// When it was first started.
    pub started_at: Option<Millis>,
    /// When it came to its end.
    pub finished_at: Option<Millis>,
    /// When its owner no longer wants it.
    pub deadline: Option<Millis>,
}

/// How far a job is: `done` of `total` steps; both 0 before the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Progress {
    /// Steps made.
    #[sqlx(rename = "progress_done")]
    pub done: i64,
    /// Steps in all.
    #[sqlx(rename = "progress_total")]
    pub total: i64,
}

/// A job about to be queued.
#[derive(Clone, Debug, Default)]
pub struct NewJob {
    /// What kind of work, as in `design`.
    pub kind: &'static str,
    /// What is to be done, as JSON.
    pub request: String,
    /// What was understood, as JSON.
    pub brief: Option<String>,
    /// The token it was asked for with.
    pub token: Option<TokenId>,
    /// When its owner no longer wants it.
    pub deadline: Option<Millis>,
    /// SHA-256 of what was sent.
    pub digest: Option<String>,
    /// Pixels of its pictures.
    pub pixels: i64,
    /// Who is told of its end.
    pub webhook: Option<String>,
    /// The caller's own key for the request.
    pub key: Option<String>,
}

/// How a job ended, each with its JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done; the result.
    Done(String),
    /// It failed; the failure.
    Failed(String),
    /// It was called off.
    Cancelled,
}

impl Store {
    /// Queues a job. `None` when its key was used before: nothing is queued then.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn add_job(
        &self,
        account: &AccountId,
        job: &NewJob,
        now: Millis,
    ) -> Result<Option<Job>, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let added: Job = sqlx::query_as(concat!(
            "INSERT INTO jobs (id, account_id, kind, request, brief, state, created_at, token_id, deadline, digest, ",
            "pixels, webhook, webhook_due) ",
            "VALUES ($1, $2, $3, $4, $5, 'queued', $6, $7, $8, $9, $10, $11, ",
            "CASE WHEN $11 IS NOT NULL THEN $6 END) RETURNING ",
            job_columns!()
        ))
        .bind(JobId::new(now))
        .bind(account)
        .bind(job.kind)
        .bind(&job.request)
        .bind(&job.brief)
        .bind(now)
        .bind(&job.token)
        .bind(job.deadline)
        .bind(&job.digest)
        .bind(job.pixels)
        .bind(&job.webhook)
        .fetch_one(&mut *transaction)
        .await?;
        if let Some(key) = &job.key {
            let kept = sqlx::query(
                "INSERT INTO idempotency_keys (account_id, idempotency_key, digest, job_id, created_at) \
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
            )
            .bind(account)
            .bind(key)
            .bind(job.digest.as_deref().unwrap_or_default())
            .bind(&added.id)
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            if kept.rows_affected() == 0 {
                transaction.rollback().await?;
                return Ok(None);
            }
        }
        transaction.commit().await?;
        Ok(Some(added))
    }

    /// The job of that id, if it belongs to the account.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn job_of(&self, account: &AccountId, id: &JobId) -> Result<Option<Job>, StoreError> {
        let query = concat!("SELECT ", job_columns!(), " FROM jobs WHERE id = $1 AND account_id = $2");
        Ok(sqlx::query_as(query).bind(id).bind(account).fetch_optional(&self.pool).await?)
    }

    /// The newest jobs of an account, at most `limit`, those before `before` when it is given.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn jobs_of(
        &self,
        account: &AccountId,
        before: Option<&JobId>,
        limit: u32,
    ) -> Result<Vec<Job>, StoreError> {
        Ok(sqlx::query_as(concat!(
            "SELECT ",
            job_columns!(),
            " FROM jobs WHERE account_id = $1 AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3"
        ))
        .bind(account)
        .bind(before)
        .bind(limit)
        .fetch_all(&self.pool)
        .await?)
    }

    /// How many jobs of an account wait or run.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn unfinished_jobs(&self, account: &AccountId) -> Result<i64, StoreError> {
        let query = "SELECT COUNT(*) FROM jobs WHERE account_id = $1 AND state IN ('queued', 'running')";
        Ok(sqlx::query_scalar(query).bind(account).fetch_one(&self.pool).await?)
    }

    /// Calls a job off: a queued one ends at once, a running one is asked to stop. Answers the job as it stands
    /// then, or `None` when the account has none of that id.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn cancel_job(
        &self,
        account: &AccountId,
        id: &JobId,
        now: Millis,
    ) -> Result<Option<Job>, StoreError> {
        sqlx::query(
            "UPDATE jobs SET cancel_requested = 1, \
             version = version + CASE WHEN state = 'queued' THEN 1 ELSE 0 END, \
             finished_at = CASE WHEN state = 'queued' THEN $3 ELSE finished_at END, \
             state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END \
             WHERE id = $1 AND account_id = $2 AND state IN ('queued', 'running')",
        )
        .bind(id)
        .bind(account)
        .bind(now)
        .execute(&self.pool)
        .await?;
        self.job_of(account, id).await
    }
}

#[cfg(test)]
mod tests;
