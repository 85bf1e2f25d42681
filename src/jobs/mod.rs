//! Asked-for work: queued, run with progress, done, failed or cancelled; it survives a restart.
//!
//! Read in this order: [`request`] (what is to be done), [`queue`] (watch, cancel) and [`pushing`] (ask), [`worker`] (takes jobs
//! and calls studio verbs), [`work`] (one job's steps) and [`keeping`] (their files), [`progress`] (a verb's watch), [`batch`] and [`shelf`] (many rows, one zip), [`outcome`] and
//! [`failure`] (what came of it). Around them: [`terms`] (deadline, key, who is told), [`attendance`] (who waits), [`webhooks`],
//! [`tending`] (what a process does beside its jobs). The rows, the leases and the fair order between accounts are
//! [`crate::store::jobs`]'s; `docs/decisions/0001-job-queue.md` says why there is no queue library.

use crate::store::Millis;

mod attached;
mod attendance;
mod batch;
pub mod counters;
pub mod editing;
pub mod failure;
mod filling;
mod keeping;
pub mod outcome;
mod progress;
mod pushing;
pub mod queue;
mod refining;
pub mod request;
pub mod shelf;
mod shown;
mod stating;
mod stored;
mod tending;
mod terms;
pub mod webhooks;
mod work;
pub mod worker;
mod writing;

pub use attendance::Waiting;
pub use batch::{BatchInput, BatchWork};
pub use editing::EditWork;
pub use failure::{Failure, FailureKind};
pub use filling::{FillWork, IllustrateWork};
pub use outcome::{Made, MadeCandidate, MadeFile, MadeRows};
pub use queue::{Queue, QueueError};
pub use refining::RefineWork;
pub use request::{DesignWork, PictureWork, Request};
pub use shown::Shot;
pub use terms::Terms;
pub use webhooks::Webhooks;
pub use worker::Workers;
pub use writing::{StoredText, WriteWork};

/// The time now. The edge reads the clock here; everything below takes it as an argument.
pub fn now() -> Millis {
    jiff::Timestamp::now().as_millisecond()
}
