//! Workers: take jobs, run the studio's verbs on threads of their own, renew the leases, keep what was made.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::attached;
use super::keeping;
use super::progress::Progress;
use super::queue::{Change, hear};
use super::tending::Tending;
use super::work::{self, Fresh, WorkError};
use super::{FailureKind, Made, Queue, Request, Webhooks, now};
use crate::config;
use crate::store::{FileId, Job, JobId, Millis, Outcome, StoreError};
use crate::studio::Studio;

/// The running workers of this process.
pub struct Workers {
    stop: watch::Sender<bool>,
    drain: watch::Sender<bool>,
    working: Vec<JoinHandle<()>>,
    tending: Vec<JoinHandle<()>>,
}

/// How often progress is written and a request to stop is looked for when none was heard.
const RENEW_EVERY: Duration = Duration::from_millis(250);

/// How long a verb that was asked to stop is waited for; then its lease runs out by itself.
const STOP_PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait after the store failed.
const STORE_PATIENCE: Duration = Duration::from_secs(1);

/// What one worker works with.
#[derive(Clone)]
struct Worker {
    queue: Queue,
    studio: Arc<Studio>,
    /// Names this process and worker in the rows it holds.
    owner: String,
    lease: Duration,
    /// How long a job may run.
    timeout: Duration,
    stop: watch::Receiver<bool>,
    drain: watch::Receiver<bool>,
}

impl Workers {
    /// Starts the workers, and what a process does beside its jobs ([`Tending`]). Call inside a tokio runtime.
    pub fn start(queue: &Queue, studio: &Arc<Studio>, webhooks: &Webhooks, config: config::Workers) -> Self {
        let (stop, stopped) = watch::channel(false);
        let (drain, drained) = watch::channel(false);
        let worker = |number: usize| Worker {
            queue: queue.clone(),
            studio: studio.clone(),
            owner: format!("{}-{number}", JobId::new(now()).as_str().trim_start_matches("job_")),
            lease: config.lease,
            timeout: config.timeout,
            stop: stopped.clone(),
            drain: drained.clone(),
        };
        let working = (0..config.count).map(|number| tokio::spawn(worker(number).work())).collect();
        let tending = Tending { queue: queue.clone(), webhooks: webhooks.clone(), config, stop: stopped };
        let tending = vec![
            tokio::spawn(tending.clone().recover()),
            tokio::spawn(tending.clone().tell()),
            tokio::spawn(tending.clear_away()),
        ];
        Self { stop, drain, working, tending }
    }

    /// Takes no more jobs, and waits until those that run have ended, for `patience` at most.
    pub async fn drain(&mut self, patience: Duration) {
        self.drain.send_replace(true);
        let ended = join_all(self.working.iter_mut());
        if tokio::time::timeout(patience, ended).await.is_ok() {
            // Each was waited for, and a task's end is heard once.
            self.working.clear();
        }
    }

    /// Stops: running verbs are asked to stop and their jobs go back in the queue.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        for task in self.working.into_iter().chain(self.tending) {
            if let Err(error) = task.await {
                tracing::error!(%error, "a worker panicked");
            }
        }
    }
}

impl Worker {
    /// Takes jobs until told to stop.
    async fn work(mut self) {
        let mut changes = self.queue.listen();
        while !*self.stop.borrow() && !*self.drain.borrow() {
            let until = now() + self.lease.as_millis() as i64;
            match self
                .queue
                .store()
                .claim_job(&self.owner, now(), until, self.queue.running_per_account())
                .await
            {
                Ok(Some(job)) => self.work_on(&job).await,
                Ok(None) => {
                    tokio::select! {
                        () = hear(&mut changes, |change| matches!(change, Change::Queued(_))) => {}
                        _ = self.stop.changed() => {}
                        _ = self.drain.changed() => {}
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "no job could be taken");
                    tokio::time::sleep(STORE_PATIENCE).await;
                }
            }
        }
    }

    #[tracing::instrument(skip_all, fields(job = %job.id, kind = job.kind, attempt = job.attempts))]
    async fn work_on(&mut self, job: &Job) {
        self.queue.announce(Change::Moved(job.id.clone()));
        if let Err(error) = self.try_work_on(job).await {
            // The lease runs out and the job is tried again.
            tracing::error!(%error, "the job's row cannot be read or written");
        }
        self.queue.hide(&job.id);
        self.queue.announce(Change::Moved(job.id.clone()));
    }

    async fn try_work_on(&mut self, job: &Job) -> Result<(), StoreError> {
        keeping::discard(self.queue.store(), job).await?;
        let made = match self.run(job).await? {
            Ok(fresh) => self.keep(job, fresh).await?,
            Err(error) => Err(error),
        };
        match made {
            Err(error) if error.is_stop() && *self.stop.borrow() => {
                self.queue.store().release_job(&job.id, &self.owner).await
            }
            made => self.finish(job, made).await,
        }
    }

    /// Keeps what the verb made; what was kept of it is removed when the rest cannot be.
    async fn keep(&self, job: &Job, fresh: Fresh) -> Result<Result<Made, WorkError>, StoreError> {
        let kept = keeping::keep(&self.queue, &self.studio, job, fresh).await;
        if kept.is_err() {
            keeping::discard(self.queue.store(), job).await?;
        }
        Ok(kept.map_err(WorkError::Keep))
    }

    /// Writes the end of a job; when the job is no longer ours, what we made for it goes.
    async fn finish(&self, job: &Job, made: Result<Made, WorkError>) -> Result<(), StoreError> {
        let store = self.queue.store();
        let outcome = outcome(&made);
        if store.finish_job(&job.id, &self.owner, &outcome, now()).await? {
            tracing::info!(ended = ended(&outcome), milliseconds = now() - job.created_at, "the job ended");
            let ran = now() - job.started_at.unwrap_or(job.created_at);
            self.queue
                .ended()
                .count(&[&job.kind, ended(&outcome)], Duration::from_millis(ran.unsigned_abs()));
            self.note_refusal(job, &made).await?;
            return self.queue.forget_input(job).await;
        }
        tracing::warn!("the job was taken back before it was done");
        match made {
            Ok(made) => keeping::withdraw(store, &made).await,
            Err(_) => Ok(()),
        }
    }

    /// A refusal is noted by its category; of the words nothing is kept.
    async fn note_refusal(&self, job: &Job, made: &Result<Made, WorkError>) -> Result<(), StoreError> {
        let Err(error) = made else { return Ok(()) };
        let Some(category) = error.failure().category else { return Ok(()) };
        self.queue.store().audit_refusal(&job.account_id, job.id.as_str(), &category, now()).await
    }

    /// Runs the verb on a thread of its own, renewing the lease.
    async fn run(&mut self, job: &Job) -> Result<Result<Fresh, WorkError>, StoreError> {
        let Ok(request) = serde_json::from_str::<Request>(&job.request) else {
            return Ok(Err(WorkError::Row));
        };
        let Some(input) = self.input(job, &request).await? else { return Ok(Err(WorkError::Row)) };
        let files = attached::read(self.queue.store(), job, &request).await?;
        let progress = Arc::new(Progress::default());
        let (studio, watch) = (self.studio.clone(), progress.clone());
        let mut verb =
            tokio::task::spawn_blocking(move || work::run(&studio, &request, input, files, watch.as_ref()));
        let mut changes = self.queue.listen();
        let called_off = Change::CalledOff(job.id.clone());
        let until = now() + self.timeout.as_millis() as Millis;
        loop {
            let heard = hear(&mut changes, |change| *change == called_off);
            tokio::select! {
                ended = &mut verb => return Ok(ended.unwrap_or_else(|_| Err(WorkError::Panicked))),
                _ = tokio::time::timeout(RENEW_EVERY, heard) => {}
                _ = self.stop.changed() => {}
            }
            let late = lateness(job, until, now());
            if self.renew(job, &progress).await?.is_break() || late.is_some() {
                progress.stop();
                let ended = match tokio::time::timeout(STOP_PATIENCE, verb).await {
                    Ok(ended) => ended.unwrap_or_else(|_| Err(WorkError::Panicked)),
                    Err(_) => Err(WorkError::Stuck),
                };
                return Ok(match (ended, late) {
                    (Err(error), Some(kind)) if error.is_stop() => Err(WorkError::Late(kind)),
                    (ended, _) => ended,
                });
            }
        }
    }

    /// Renews the lease and writes progress; `Break` when the verb should stop.
    async fn renew(&self, job: &Job, progress: &Progress) -> Result<ControlFlow<()>, StoreError> {
        let until = now() + self.lease.as_millis() as i64;
        let stop = self.queue.store().renew_job(&job.id, &self.owner, progress.now(), until).await?;
        if let Some(preview) = progress.take_preview() {
            self.queue.show(&job.id, &preview);
        }
        self.queue.announce(Change::Moved(job.id.clone()));
        let stop = stop.unwrap_or(true) || *self.stop.borrow();
        Ok(if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }

    /// The file the work is done on, empty bytes for work without one, `None` when it is gone.
    async fn input(&self, job: &Job, request: &Request) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(input) = request.input() else { return Ok(Some(Vec::new())) };
        let store = self.queue.store();
        match store.file_of(&job.account_id, &FileId::from_text(input)).await? {
            Some(file) => Ok(Some(store.read_file(&file).await?)),
            None => Ok(None),
        }
    }
}

/// Why a job that runs until `until` at most should have ended by now.
fn lateness(job: &Job, until: Millis, now: Millis) -> Option<FailureKind> {
    if job.deadline.is_some_and(|deadline| deadline <= now) {
        Some(FailureKind::DeadlinePassed)
    } else {
        (until <= now).then_some(FailureKind::TimedOut)
    }
}

/// What the row says of what came out; the cause of what is our fault goes to the log.
fn outcome(made: &Result<Made, WorkError>) -> Outcome {
    match made {
        Ok(made) => Outcome::Done(serde_json::to_string(made).unwrap_or_default()),
        Err(error) if error.is_stop() => Outcome::Cancelled,
        Err(error) => {
            if let Some(cause) = error.cause() {
                tracing::error!(cause, "the job failed");
            }
            Outcome::Failed(serde_json::to_string(&error.failure()).unwrap_or_default())
        }
    }
}

fn ended(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Done(_) => "done",
        Outcome::Failed(_) => "failed",
        Outcome::Cancelled => "cancelled",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{AccountId, JobState, Progress};

    #[test]
    fn a_job_is_late_after_its_deadline_and_after_its_time() {
        let job = Job {
            id: JobId::from_text("job_1"),
            account_id: AccountId::from_text("account_1"),
            kind: "design".to_owned(),
            request: String::new(),
            brief: None,
            result: None,
            failure: None,
            state: JobState::Running,
            progress: Progress::default(),
            attempts: 1,
            version: 1,
            created_at: 0,
            started_at: Some(0),
            finished_at: None,
            deadline: Some(50),
        };
        let check = |until, now, expected| assert_eq!(lateness(&job, until, now), expected, "{until} {now}");
        check(100, 49, None);
        check(100, 50, Some(FailureKind::DeadlinePassed));
        check(20, 30, Some(FailureKind::TimedOut));
        check(20, 60, Some(FailureKind::DeadlinePassed));
    }
}
