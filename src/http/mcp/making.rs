//! Tools that make designs and pictures: the same requests as `POST /v1/designs` and its refinements.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::{Session, reply};
use crate::auth::{Caller, CanDesign, CanRead, Permission};
use crate::http::body::{digest, read_json};
use crate::http::error::ApiError;
use crate::http::wire::design::DesignBody;
use crate::http::wire::refine::RefineBody;
use crate::http::{designs, refine as refining};
use crate::jobs::Terms;
use crate::store::{Job, JobId};

/// How long a tool waits for its job: assistants give up after 60 s.
const LONGEST_WAIT: u64 = 45;

/// Makes designs and shows them.
pub async fn design(session: &Session, values: Map<String, Value>) -> Result<Value, ApiError> {
    make(session, with_default(values, "candidates", 2.into())).await
}

/// Makes pictures and shows them.
pub async fn image(session: &Session, values: Map<String, Value>) -> Result<Value, ApiError> {
    let values = with_default(values, "candidates", 1.into());
    make(session, with_default(values, "formats", Value::Array(vec!["png".into()]))).await
}

async fn make(session: &Session, mut values: Map<String, Value>) -> Result<Value, ApiError> {
    let save_to = save_to(session, &mut values)?;
    caller::<CanDesign>(session)?;
    let terms = terms(session, "design", &values);
    let job = designs::push(&session.parts, &terms, read::<DesignBody>(values)?).await?;
    let job = wait(session, job, LONGEST_WAIT).await?;
    reply::job(session, &job, save_to).await
}

/// Changes a design in words.
pub async fn refine(session: &Session, mut values: Map<String, Value>) -> Result<Value, ApiError> {
    caller::<CanDesign>(session)?;
    let terms = terms(session, "refine_design", &values);
    let save_to = save_to(session, &mut values)?;
    let job = JobId::from_text(text(&mut values, "job")?);
    let job = refining::push(&session.parts, &terms, &job, read::<RefineBody>(values)?).await?;
    let job = wait(session, job, LONGEST_WAIT).await?;
    reply::job(session, &job, save_to).await
}

/// What became of a job.
pub async fn status(session: &Session, mut values: Map<String, Value>) -> Result<Value, ApiError> {
    let caller = caller::<CanRead>(session)?;
    let save_to = save_to(session, &mut values)?;
    let id = JobId::from_text(text(&mut values, "job")?);
    let seconds = match values.remove("wait_seconds") {
        None => LONGEST_WAIT,
        Some(wait) => {
            wait.as_u64().ok_or_else(|| ApiError::field("wait_seconds", "it is no whole number"))?
        }
    };
    let job = session.parts.queue.get(caller.account(), &id).await?;
    let job = job.ok_or_else(|| ApiError::not_found("job"))?;
    let job = wait(session, job, seconds.min(LONGEST_WAIT)).await?;
    reply::job(session, &job, save_to).await
}

/// The caller with a permission.
pub(super) fn caller<P: Permission>(session: &Session) -> Result<Caller<P>, ApiError> {
    Ok(Caller::<P>::check(session.identity.clone())?)
}

/// On what terms a tool asks for work: no key and no deadline, each call is one piece of work.
pub(super) fn terms(session: &Session, tool: &str, values: &Map<String, Value>) -> Terms {
    let identity = &session.identity;
    Terms {
        account: identity.account.clone(),
        token: identity.token.clone(),
        digest: digest(&[tool.as_bytes(), json!(values).to_string().as_bytes()]),
        key: None,
        is_retry: false,
        deadline: None,
        webhook: None,
    }
}

/// The job when it has ended, or as it stands after so many seconds.
pub(super) async fn wait(session: &Session, job: Job, seconds: u64) -> Result<Job, ApiError> {
    let queue = &session.parts.queue;
    let ended = queue.finished(&job.account_id, &job.id);
    Ok(match tokio::time::timeout(Duration::from_secs(seconds), ended).await {
        Ok(ended) => ended?.unwrap_or(job),
        Err(_) => queue.get(&job.account_id, &job.id).await?.unwrap_or(job),
    })
}

/// Where on this machine results go: for its own user only, and else a field that no tool takes.
pub(super) fn save_to(
    session: &Session,
    values: &mut Map<String, Value>,
) -> Result<Option<String>, ApiError> {
    if session.has_files { optional_text(values, "save_to") } else { Ok(None) }
}

/// The values as the API's own body; what is wrong is said with the field.
fn read<T: serde::de::DeserializeOwned + 'static>(values: Map<String, Value>) -> Result<T, ApiError> {
    read_json(Value::Object(values).to_string().as_bytes())
}

/// Takes a text that must be there.
pub(super) fn text(values: &mut Map<String, Value>, name: &str) -> Result<String, ApiError> {
    optional_text(values, name)?.ok_or_else(|| ApiError::missing(name))
}

/// Takes a text that may be missing.
pub(super) fn optional_text(values: &mut Map<String, Value>, name: &str) -> Result<Option<String>, ApiError> {
    match values.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(ApiError::field(name, "it is no text")),
    }
}

fn with_default(mut values: Map<String, Value>, name: &str, value: Value) -> Map<String, Value> {
    values.entry(name).or_insert(value);
    values
}
