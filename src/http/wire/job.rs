//! A job, as its owner sees it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::brief::BriefBody;
use super::refine::HistoryBody;
use super::timestamp;
use crate::jobs::failure::Problem;
use crate::jobs::{Failure, MadeCandidate, MadeFile, Request, queue};
use crate::store::{Job, JobId, Place};

/// A piece of asked-for work.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Job)]
pub struct JobBody {
    /// Its id.
    id: String,
    /// design, refine, picture, edit, fill, batch, write or illustrate.
    kind: String,
    /// queued, running, done, failed or cancelled.
    #[schema(value_type = String)]
    status: &'static str,
    /// Where its owner sees what comes of it, in a browser.
    page: String,
    /// How far it is, from 0 to 1.
    progress: f64,
    /// When it was asked for.
    created_at: String,
    /// When it was first started.
    started_at: Option<String>,
    /// When it came to its end.
    finished_at: Option<String>,
    /// When its owner no longer wants it.
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<String>,
    /// How many jobs start before it, while it is queued.
    #[serde(skip_serializing_if = "Option::is_none")]
    ahead: Option<u64>,
    /// In how many seconds it is likely to be done, while it is queued and others of its kind were.
    #[serde(skip_serializing_if = "Option::is_none")]
    estimated_seconds: Option<u64>,
    /// What was understood of the words; only designs have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<BriefBody>)]
    brief: Option<Value>,
    /// The seed the result was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    /// What to choose from, best first; a filled document is the only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    candidates: Option<Vec<CandidateBody>>,
    /// What came of the rows; only batches have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<RowsBody>,
    /// What was said of a refined design since its first version.
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<HistoryBody>,
    /// What is worth knowing about the result as a whole, in sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notices: Vec<String>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<JobErrorBody>,
}

/// One of the things to choose from.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Candidate)]
pub struct CandidateBody {
    /// The seed of its picture.
    seed: u64,
    /// What it shows, for people who cannot see it.
    alt: String,
    /// The same thing in each format, by the format's name.
    files: BTreeMap<String, FileBody>,
}

/// What came of the rows of a batch.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = JobRows)]
pub struct RowsBody {
    /// Documents made.
    filled: u64,
    /// Rows that could not be filled; `errors.jsonl` in the zip says why.
    failed: u64,
}

/// A file.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = File)]
pub struct FileBody {
    /// Its id.
    id: String,
    /// Where to fetch it, with the token.
    url: String,
    /// How large it is.
    bytes: u64,
    /// What is worth knowing about it, in sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
}

/// Why a job failed.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = JobError)]
pub struct JobErrorBody {
    /// A stable name, as in `unfilled_tags`.
    #[schema(value_type = String)]
    code: &'static str,
    /// What happened, in one sentence.
    message: String,
    /// What can be done about it.
    hint: Option<String>,
    /// Each of a template's tags that cannot be filled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<super::error::ProblemBody>)]
    problems: Vec<Problem>,
}

/// Several jobs.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Jobs)]
pub struct JobsBody {
    /// The newest first.
    pub jobs: Vec<JobBody>,
    /// Pass it as `before` to see older ones; null when there are none.
    pub next: Option<String>,
}

impl JobBody {
    /// The job; files are under `address`, as in `https://images.example.com`.
    pub fn of(job: &Job, address: &str) -> Self {
        let made = queue::made(job);
        let progress = job.progress;
        Self {
            id: job.id.to_string(),
            kind: job.kind.clone(),
            status: job.state.name(),
            page: page_of(&job.id, address),
            progress: match made {
                Some(_) => 1.0,
                None => progress.done as f64 / progress.total.max(1) as f64,
            },
            created_at: timestamp(job.created_at),
            started_at: job.started_at.map(timestamp),
            finished_at: job.finished_at.map(timestamp),
            deadline: job.deadline.map(timestamp),
            ahead: None,
            estimated_seconds: None,
            brief: job.brief.as_deref().and_then(|brief| serde_json::from_str(brief).ok()),
            seed: made.as_ref().map(|made| made.seed),
            rows: made
                .as_ref()
                .and_then(|made| made.rows)
                .map(|rows| RowsBody { filled: rows.filled, failed: rows.failed }),
            history: match queue::request(job) {
                Some(Request::Refine(work)) => Some(HistoryBody::from(&work)),
                _ => None,
            },
            notices: made.as_ref().map(|made| made.notices.clone()).unwrap_or_default(),
            candidates: made
                .map(|made| made.candidates.iter().map(|made| CandidateBody::of(made, address)).collect()),
            error: queue::failure(job).map(JobErrorBody::from),
        }
    }
}

/// Where the owner of a job sees what came of it, in a browser.
pub fn page_of(job: &JobId, address: &str) -> String {
    format!("{address}/gallery.html?job={job}")
}

impl JobBody {
    /// The same with its place in the queue, where so many jobs run at once.
    pub fn in_place(self, place: Option<Place>, workers: usize) -> Self {
        let Some(place) = place else { return self };
        let seconds = |usual: i64| (usual.unsigned_abs() * rounds(place.ahead, workers)).div_ceil(1000);
        Self { ahead: Some(place.ahead), estimated_seconds: place.usual.map(seconds), ..self }
    }
}

/// How many jobs run one after the other until one is done that so many come before.
fn rounds(ahead: u64, workers: usize) -> u64 {
    ahead / (workers.max(1) as u64) + 1
}

impl CandidateBody {
    fn of(made: &MadeCandidate, address: &str) -> Self {
        let file = |file: &MadeFile| (file.format.clone(), FileBody::of(file, address));
        Self { seed: made.seed, alt: made.alt.clone(), files: made.files.iter().map(file).collect() }
    }
}

impl FileBody {
    fn of(file: &MadeFile, address: &str) -> Self {
        let url = format!("{address}/v1/files/{}", file.id);
        Self { id: file.id.clone(), url, bytes: file.bytes, remarks: file.remarks.clone() }
    }
}

impl From<Failure> for JobErrorBody {
    fn from(failure: Failure) -> Self {
        Self {
            code: failure.code.name(),
            message: failure.message,
            hint: failure.hint,
            problems: failure.problems,
        }
    }
}
