//! Jobs: one row of truth for each piece of work. Who may take it next is decided here, in SQL; what is done
//! with it is the jobs room's.
//!
//! A worker holds a job by a lease that it renews. A lease that runs out (the process died) puts the job back
//! in the queue, at most [`MAX_ATTEMPTS`] times.

use std::str::FromStr;

use super::{AccountId, JobId, Millis, Store, StoreError};

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

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobState {
    /// Waits for a worker.
    Queued,
    /// A worker is at it.
    Running,
    /// It is done and has a result.
    Done,
    /// It failed and says why.
    Failed,
    /// Its owner called it off.
    Cancelled,
}

impl JobState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Queued, Self::Running, Self::Done, Self::Failed, Self::Cancelled];

    /// The name on the wire and in the row.
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing will change any more.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }
}

impl FromStr for JobState {
    type Err = StoreError;

    fn from_str(name: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|state| state.name() == name)
            .ok_or_else(|| StoreError::Unknown { column: "state", value: name.to_owned() })
    }
}

impl TryFrom<String> for JobState {
    type Error = StoreError;

    fn try_from(name: String) -> Result<Self, StoreError> {
        name.parse()
    }
}

/// A job about to be queued.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// What kind of work, as in `design`.
    pub kind: &'static str,
    /// What is to be done, as JSON.
    pub request: String,
    /// What was understood, as JSON.
    pub brief: Option<String>,
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

/// The columns of [`Job`]; a macro because SQL must be a literal to be accepted.
macro_rules! job_columns {
    () => {
        "id, account_id, kind, request, brief, result, failure, state, progress_done, progress_total, \
         attempts, version, created_at, started_at, finished_at"
    };
}

impl Store {
    /// Queues a job.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn add_job(&self, account: &AccountId, job: &NewJob, now: Millis) -> Result<Job, StoreError> {
        Ok(sqlx::query_as(concat!(
            "INSERT INTO jobs (id, account_id, kind, request, brief, state, created_at) ",
            "VALUES ($1, $2, $3, $4, $5, 'queued', $6) RETURNING ",
            job_columns!()
        ))
        .bind(JobId::new(now))
        .bind(account)
        .bind(job.kind)
        .bind(&job.request)
        .bind(&job.brief)
        .bind(now)
        .fetch_one(&self.pool)
        .await?)
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

    /// Takes the next job: the oldest one of the account that was served longest ago. With A1 A2 B1 C1 C2 A3
    /// queued, the order is A1 B1 C1 A2 C2 A3.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn claim_job(
        &self,
        owner: &str,
        now: Millis,
        lease_until: Millis,
    ) -> Result<Option<Job>, StoreError> {
        // The update comes first, so that the transaction holds the write lock from its start.
        let mut transaction = self.pool.begin().await?;
        let claimed: Option<Job> = sqlx::query_as(concat!(
            "UPDATE jobs SET state = 'running', lease_owner = $1, lease_until = $2, ",
            "attempts = attempts + 1, started_at = COALESCE(started_at, $3), version = version + 1, ",
            "progress_done = 0, progress_total = 0 ",
            "WHERE id = (SELECT jobs.id FROM jobs JOIN accounts ON accounts.id = account_id ",
            "WHERE state = 'queued' ORDER BY served, jobs.created_at, jobs.id LIMIT 1) RETURNING ",
            job_columns!()
        ))
        .bind(owner)
        .bind(lease_until)
        .bind(now)
        .fetch_optional(&mut *transaction)
        .await?;
        if let Some(job) = &claimed {
            sqlx::query("UPDATE accounts SET served = 1 + (SELECT MAX(served) FROM accounts) WHERE id = $1")
                .bind(&job.account_id)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(claimed)
    }

    /// Renews a lease and notes how far the work is. Answers whether it should stop, or `None` when the job is
    /// no longer this owner's.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn renew_job(
        &self,
        id: &JobId,
        owner: &str,
        progress: Progress,
        lease_until: Millis,
    ) -> Result<Option<bool>, StoreError> {
        let stop: Option<i64> = sqlx::query_scalar(
            "UPDATE jobs SET lease_until = $3, progress_done = $4, progress_total = $5, \
             version = version + CASE WHEN progress_done = $4 AND progress_total = $5 THEN 0 ELSE 1 END \
             WHERE id = $1 AND lease_owner = $2 AND state = 'running' RETURNING cancel_requested",
        )
        .bind(id)
        .bind(owner)
        .bind(lease_until)
        .bind(progress.done)
        .bind(progress.total)
        .fetch_optional(&self.pool)
        .await?;
        Ok(stop.map(|stop| stop != 0))
    }

    /// Ends a job this owner holds. Answers whether it did still hold it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn finish_job(
        &self,
        id: &JobId,
        owner: &str,
        outcome: &Outcome,
        now: Millis,
    ) -> Result<bool, StoreError> {
        let (state, result, failure) = match outcome {
            Outcome::Done(result) => (JobState::Done, Some(result), None),
            Outcome::Failed(failure) => (JobState::Failed, None, Some(failure)),
            Outcome::Cancelled => (JobState::Cancelled, None, None),
        };
        let done = sqlx::query(
            "UPDATE jobs SET state = $3, result = $4, failure = $5, finished_at = $6, version = version + 1, \
             lease_owner = NULL, lease_until = NULL \
             WHERE id = $1 AND lease_owner = $2 AND state = 'running'",
        )
        .bind(id)
        .bind(owner)
        .bind(state.name())
        .bind(result)
        .bind(failure)
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Puts a job this owner holds back in the queue, as if it had not been started: the process stops.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn release_job(&self, id: &JobId, owner: &str) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE jobs SET state = 'queued', attempts = attempts - 1, version = version + 1, \
             lease_owner = NULL, lease_until = NULL WHERE id = $1 AND lease_owner = $2 AND state = 'running'",
        )
        .bind(id)
        .bind(owner)
        .execute(&self.pool)
        .await?;
        Ok(())
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

    /// Takes back the jobs whose lease ran out: cancelled if that was asked, failed with `given_up` after
    /// [`MAX_ATTEMPTS`], else queued again. Answers how many.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn recover_jobs(&self, given_up: &str, now: Millis) -> Result<u64, StoreError> {
        let recovered = sqlx::query(
            "UPDATE jobs SET lease_owner = NULL, lease_until = NULL, version = version + 1, \
             state = CASE WHEN cancel_requested = 1 THEN 'cancelled' \
                 WHEN attempts >= $2 THEN 'failed' ELSE 'queued' END, \
             failure = CASE WHEN cancel_requested = 0 AND attempts >= $2 THEN $3 END, \
             finished_at = CASE WHEN cancel_requested = 1 OR attempts >= $2 THEN $1 END \
             WHERE state = 'running' AND lease_until < $1",
        )
        .bind(now)
        .bind(MAX_ATTEMPTS)
        .bind(given_up)
        .execute(&self.pool)
        .await?;
        Ok(recovered.rows_affected())
    }
}

#[cfg(test)]
mod tests;
