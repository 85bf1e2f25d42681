//! Who waits for a job: when the last one has gone and does not come back within a moment, the job is called off.
//!
//! The moment is there for clients that lost their connection and ask again: they find their picture in the making.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Queue;
use crate::store::{AccountId, Job, JobId};

/// How long a job goes on that nobody waits for any more. OpenAI's clients ask again after half a second to a second.
const PATIENCE: Duration = Duration::from_secs(2);

/// How many wait for each job.
#[derive(Clone, Default)]
pub(super) struct Attendance(Arc<Mutex<HashMap<JobId, usize>>>);

/// One who waits for a job; dropped when they go away.
pub struct Waiting {
    queue: Queue,
    account: AccountId,
    job: JobId,
    /// Whether the job came to its end.
    is_over: bool,
}

impl Attendance {
    fn locked(&self) -> MutexGuard<'_, HashMap<JobId, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn come(&self, job: &JobId) {
        *self.locked().entry(job.clone()).or_default() += 1;
    }

    /// Answers whether nobody is left.
    fn go(&self, job: &JobId) -> bool {
        let mut waiting = self.locked();
        let left = waiting.get(job).copied().unwrap_or(0).saturating_sub(1);
        match left {
            0 => waiting.remove(job),
            left => waiting.insert(job.clone(), left),
        };
        left == 0
    }

    fn is_empty(&self, job: &JobId) -> bool {
        !self.locked().contains_key(job)
    }
}

impl Queue {
    /// Waits for a job: it is called off when everybody who waits for it has gone away.
    pub fn wait_for(&self, job: &Job) -> Waiting {
        self.attendance.come(&job.id);
        Waiting { queue: self.clone(), account: job.account_id.clone(), job: job.id.clone(), is_over: false }
    }
}

impl Waiting {
    /// The job came to its end; nothing is called off.
    pub fn over(mut self) {
        self.is_over = true;
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if !self.queue.attendance.go(&self.job) || self.is_over {
            return;
        }
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let (queue, account, job) = (self.queue.clone(), self.account.clone(), self.job.clone());
        runtime.spawn(async move {
            tokio::time::sleep(PATIENCE).await;
            if !queue.attendance.is_empty(&job) {
                return;
            }
            match queue.cancel(&account, &job).await {
                Ok(_) => tracing::info!(%job, "called off: nobody waits for it any more"),
                Err(error) => tracing::error!(%job, %error, "the job could not be called off"),
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_to_go_is_known() {
        let (attendance, job) = (Attendance::default(), JobId::from_text("job_1"));
        attendance.come(&job);
        attendance.come(&job);
        assert!(!attendance.go(&job));
        assert!(!attendance.is_empty(&job));
        assert!(attendance.go(&job));
        assert!(attendance.is_empty(&job));
    }
}
