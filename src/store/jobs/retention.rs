//! Letting go of what is old: jobs that ended long ago, their files, and inputs that no job came for.

use super::Job;
use crate::store::{Millis, Store, StoreError};

/// Rows that one call removes at most, so that none holds the database for long.
const AT_ONCE: i64 = 100;

impl Store {
    /// Removes jobs that ended before `before`, with their files; at most a hundred. Answers how many.
    ///
    /// # Errors
    /// [`StoreError`] when a file or a row cannot be removed; what was removed by then stays so.
    pub async fn remove_old_jobs(&self, before: Millis) -> Result<usize, StoreError> {
        let old: Vec<Job> = sqlx::query_as(concat!(
            "SELECT ",
            job_columns!(),
            " FROM jobs WHERE finished_at < $1 AND webhook_due IS NULL ORDER BY finished_at LIMIT $2"
        ))
        .bind(before)
        .bind(AT_ONCE)
        .fetch_all(&self.pool)
        .await?;
        for job in &old {
            for file in self.files_of_job(&job.id).await? {
                self.remove_file(&file).await?;
            }
            sqlx::query("DELETE FROM jobs WHERE id = $1").bind(&job.id).execute(&self.pool).await?;
        }
        Ok(old.len())
    }

    /// Removes files that belong to no job and are older than `before`: inputs whose job was given up. At most a hundred.
    ///
    /// # Errors
    /// As for [`Store::remove_old_jobs`].
    pub async fn remove_stray_files(&self, before: Millis) -> Result<usize, StoreError> {
        let stray = self.files_without_job(before, AT_ONCE).await?;
        for file in &stray {
            self.remove_file(file).await?;
        }
        Ok(stray.len())
    }
}
