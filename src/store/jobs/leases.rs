//! Taking jobs, holding them by a lease, ending them; and taking back what a silent worker held.

use super::{Job, JobState, MAX_ATTEMPTS, Outcome, Progress};
use crate::store::{JobId, Millis, Store, StoreError};

impl Store {
    /// Takes the next job: the oldest one of the account that was served longest ago. With A1 A2 B1 C1 C2 A3
    /// queued, the order is A1 B1 C1 A2 C2 A3. An account that has `running_per_account` jobs running is passed over; 0 for any
    /// number.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn claim_job(
        &self,
        owner: &str,
        now: Millis,
        lease_until: Millis,
        running_per_account: i64,
    ) -> Result<Option<Job>, StoreError> {
        // The update comes first, so that the transaction holds the write lock from its start.
        let mut transaction = self.pool.begin().await?;
        let claimed: Option<Job> = sqlx::query_as(concat!(
            "UPDATE jobs SET state = 'running', lease_owner = $1, lease_until = $2, ",
            "attempts = attempts + 1, started_at = COALESCE(started_at, $3), version = version + 1, ",
            "progress_done = 0, progress_total = 0 ",
            "WHERE id = (SELECT jobs.id FROM jobs JOIN accounts ON accounts.id = account_id ",
            "WHERE state = 'queued' AND (deadline IS NULL OR deadline > $3) ",
            "AND ($4 = 0 OR $4 > (SELECT COUNT(*) FROM jobs AS others WHERE others.account_id = jobs.account_id ",
            "AND others.state = 'running')) ORDER BY served, jobs.created_at, jobs.id LIMIT 1) RETURNING ",
            job_columns!()
        ))
        .bind(owner)
        .bind(lease_until)
        .bind(now)
        .bind(running_per_account)
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

    /// Fails queued jobs whose deadline has passed, with `late`. Answers them.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn fail_late_jobs(&self, late: &str, now: Millis) -> Result<Vec<Job>, StoreError> {
        Ok(sqlx::query_as(concat!(
            "UPDATE jobs SET state = 'failed', failure = $1, finished_at = $2, version = version + 1 ",
            "WHERE state = 'queued' AND deadline <= $2 RETURNING ",
            job_columns!()
        ))
        .bind(late)
        .bind(now)
        .fetch_all(&self.pool)
        .await?)
    }
}
