//! The queue: push, look, wait, cancel.

use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, Sender, channel};

use super::attendance::Attendance;
use super::counters::Timings;
use super::shown::{Shot, Shown};
use super::{Failure, Made, Request, now};
use crate::config::Quotas;
use crate::engine::Preview;
use crate::store::{AccountId, FileId, Job, JobId, JobState, Place, Signer, Store, StoreError};

/// The queue. Cheap to clone; all clones of one process hear of each other's changes at once.
#[derive(Clone)]
pub struct Queue {
    store: Store,
    signer: Signer,
    changes: Sender<Change>,
    pub(super) quotas: Quotas,
    shown: Shown,
    pub(super) attendance: Attendance,
    ended: Timings,
}

/// Something that happened to a job in this process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It waits for a worker.
    Queued(JobId),
    /// It was called off.
    CalledOff(JobId),
    /// A worker moved it on.
    Moved(JobId),
}

impl Change {
    fn job(&self) -> &JobId {
        match self {
            Self::Queued(job) | Self::CalledOff(job) | Self::Moved(job) => job,
        }
    }
}

/// Changes that are remembered for slow listeners; one that falls further behind looks at its row instead.
const REMEMBERED_CHANGES: usize = 256;

/// How often a listener looks at the row without having heard of a change: another process may be at work.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Why nothing was queued.
#[derive(Debug, thiserror::Error)]
pub enum QueueError {
    /// The account has as many unfinished jobs as it may.
    #[error("{limit} jobs of this account are waiting or running already")]
    Full {
        /// How many it may have.
        limit: i64,
    },
    /// The account has asked for as many pixels as it may within a day.
    #[error(
        "the account asked for {used} pixels within 24 hours; with this there would be more than the {limit} it may"
    )]
    Pixels {
        /// How many it asked for.
        used: i64,
        /// How many it may ask for.
        limit: i64,
    },
    /// The account's files take as much room as they may.
    #[error("the account's files take the {limit} bytes that they may")]
    Storage {
        /// How many bytes they may take.
        limit: i64,
    },
    /// The key was used for another request.
    #[error("the idempotency key was used for another request within a day")]
    KeyReused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The request cannot be written down; a defect of ours.
    #[error("the request cannot be written down: {0}")]
    Request(#[from] serde_json::Error),
}

impl Queue {
    /// The queue kept in `store`, with what an account may have.
    pub fn new(store: Store, signer: Signer, quotas: Quotas) -> Self {
        Self {
            store,
            signer,
            changes: channel(REMEMBERED_CHANGES).0,
            quotas,
            shown: Shown::default(),
            attendance: Attendance::default(),
            ended: Timings::default(),
        }
    }

    /// What signs the records of what jobs make.
    pub fn signer(&self) -> &Signer {
        &self.signer
    }

    /// The store it is kept in.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// How many jobs of one account may run at once; 0 for any number.
    pub(super) fn running_per_account(&self) -> i64 {
        self.quotas.running
    }

    /// The place of a queued job; `None` for any other.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn place(&self, job: &Job) -> Result<Option<Place>, StoreError> {
        match job.state {
            JobState::Queued => Ok(Some(self.store.place_of(job).await?)),
            _ => Ok(None),
        }
    }

    /// A job, if it belongs to the account.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn get(&self, account: &AccountId, id: &JobId) -> Result<Option<Job>, StoreError> {
        self.store.job_of(account, id).await
    }

    /// The newest jobs of an account, at most `limit`, those before `before` when it is given.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        account: &AccountId,
        before: Option<&JobId>,
        limit: u32,
    ) -> Result<Vec<Job>, StoreError> {
        self.store.jobs_of(account, before, limit).await
    }

    /// Calls a job off. A running one stops at its next step.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn cancel(&self, account: &AccountId, id: &JobId) -> Result<Option<Job>, StoreError> {
        let job = self.store.cancel_job(account, id, now()).await?;
        if let Some(job) = job.as_ref().filter(|job| job.state == JobState::Cancelled) {
            self.forget_input(job).await?;
        }
        self.announce(Change::CalledOff(id.clone()));
        Ok(job)
    }

    /// Waits until a job is as it was not at `version`: a newer one, or its end.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn changed(
        &self,
        account: &AccountId,
        id: &JobId,
        version: i64,
    ) -> Result<Option<Job>, StoreError> {
        let mut changes = self.changes.subscribe();
        loop {
            match self.get(account, id).await? {
                Some(job) if job.version <= version && !job.state.is_final() => {}
                job => return Ok(job),
            }
            hear(&mut changes, |change| change.job() == id).await;
        }
    }

    /// Waits until a job comes to its end.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn finished(&self, account: &AccountId, id: &JobId) -> Result<Option<Job>, StoreError> {
        let mut version = 0;
        loop {
            match self.changed(account, id, version).await? {
                Some(job) if !job.state.is_final() => version = job.version,
                job => return Ok(job),
            }
        }
    }

    /// How long the jobs ran that ended in this process, by kind and end.
    pub fn ended(&self) -> &Timings {
        &self.ended
    }

    /// The newest preview of a running job that a worker of this process is at.
    pub fn preview(&self, job: &JobId) -> Option<Shot> {
        self.shown.get(job)
    }

    /// Shows a job's next preview.
    pub(super) fn show(&self, job: &JobId, preview: &Preview) {
        self.shown.put(job, preview);
    }

    /// Ends a job's previews.
    pub(super) fn hide(&self, job: &JobId) {
        self.shown.remove(job);
    }

    /// A listener for any change.
    pub(super) fn listen(&self) -> Receiver<Change> {
        self.changes.subscribe()
    }

    /// Tells this process's listeners that a job changed.
    pub(super) fn announce(&self, change: Change) {
        // Nobody listening is no failure.
        let _ = self.changes.send(change);
    }

    /// Removes the file a job was to work on: it came to its end.
    pub(super) async fn forget_input(&self, job: &Job) -> Result<(), StoreError> {
        let Ok(request) = serde_json::from_str::<Request>(&job.request) else { return Ok(()) };
        let Some(input) = request.input() else { return Ok(()) };
        match self.store.file_of(&job.account_id, &FileId::from_text(input)).await? {
            Some(file) => self.store.remove_file(&file).await,
            None => Ok(()),
        }
    }
}

/// Waits for a change that matters, at most [`LOOK_EVERY`].
pub(super) async fn hear(changes: &mut Receiver<Change>, matters: impl Fn(&Change) -> bool) {
    let heard = async {
        loop {
            match changes.recv().await {
                Ok(change) if !matters(&change) => {}
                Ok(_) | Err(RecvError::Lagged(_)) => return,
                // Cannot happen while a queue lives; wait for the next look.
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    };
    let _ = tokio::time::timeout(LOOK_EVERY, heard).await;
}

/// What a job made, if it is done.
pub fn made(job: &Job) -> Option<Made> {
    serde_json::from_str(job.result.as_deref()?).ok()
}

/// What a job is to do; `None` when its row was written by hand and makes no sense.
pub fn request(job: &Job) -> Option<Request> {
    serde_json::from_str(&job.request).ok()
}

/// Why a job failed, if it did.
pub fn failure(job: &Job) -> Option<Failure> {
    let failure = job.failure.as_deref()?;
    Some(serde_json::from_str(failure).unwrap_or_else(|_| Failure::internal()))
}
