//! What a process does beside its jobs: take back those of silent workers, tell of ends, let go of what is old.

use std::time::Duration;

use tokio::sync::watch;

use super::queue::{Change, hear};
use super::{Failure, FailureKind, Queue, Webhooks, now};
use crate::config;
use crate::store::{Millis, StoreError};

/// How often old jobs are looked for.
const CLEAR_EVERY: Duration = Duration::from_mins(10);

/// How long keys of requests are kept at least; the queue itself looks at how old they are.
const KEYS_KEPT: Millis = 25 * 60 * 60 * 1000;

/// What these tasks work with.
#[derive(Clone)]
pub(super) struct Tending {
    pub queue: Queue,
    pub webhooks: Webhooks,
    pub config: config::Workers,
    pub stop: watch::Receiver<bool>,
}

impl Tending {
    /// Takes back the jobs of silent workers and ends those that are late, at the start and twice in every lease.
    pub async fn recover(mut self) {
        while !*self.stop.borrow() {
            if let Err(error) = self.take_back().await {
                tracing::error!(%error, "no jobs could be taken back");
            }
            self.pause(self.config.lease / 2).await;
        }
    }

    async fn take_back(&self) -> Result<(), StoreError> {
        let written = |failure: &Failure| serde_json::to_string(failure).unwrap_or_default();
        let store = self.queue.store();
        let jobs = store.recover_jobs(&written(&Failure::interrupted()), now()).await?;
        if jobs > 0 {
            tracing::warn!(jobs, "took back jobs whose worker fell silent");
        }
        for job in store.fail_late_jobs(&written(&Failure::late(FailureKind::DeadlinePassed)), now()).await? {
            tracing::info!(job = %job.id, "the deadline passed before the job was started");
            self.queue.forget_input(&job).await?;
            self.queue.announce(Change::Moved(job.id));
        }
        Ok(())
    }

    /// Tells whoever wants to know that jobs have ended.
    pub async fn tell(mut self) {
        let mut changes = self.queue.listen();
        while !*self.stop.borrow() {
            self.webhooks.tell_all(&self.queue).await;
            tokio::select! {
                () = hear(&mut changes, |change| matches!(change, Change::Moved(_) | Change::CalledOff(_))) => {}
                _ = self.stop.changed() => {}
            }
        }
    }

    /// Lets go of jobs that ended long ago, with their files.
    pub async fn clear_away(mut self) {
        while !*self.stop.borrow() {
            if let Err(error) = self.clear().await {
                tracing::error!(%error, "what is old could not be removed");
            }
            self.pause(CLEAR_EVERY).await;
        }
    }

    async fn clear(&self) -> Result<(), StoreError> {
        let store = self.queue.store();
        store.forget_keys(now() - KEYS_KEPT).await?;
        let Some(keep) = self.config.keep else { return Ok(()) };
        let before = now() - keep.as_millis() as Millis;
        let mut removed = (0, 0);
        loop {
            let (jobs, files) =
                (store.remove_old_jobs(before).await?, store.remove_stray_files(before).await?);
            removed = (removed.0 + jobs, removed.1 + files);
            if jobs + files == 0 || *self.stop.borrow() {
                break;
            }
        }
        if removed != (0, 0) {
            tracing::info!(jobs = removed.0, stray_files = removed.1, "removed what is old");
        }
        Ok(())
    }

    async fn pause(&mut self, pause: Duration) {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = self.stop.changed() => {}
        }
    }
}
