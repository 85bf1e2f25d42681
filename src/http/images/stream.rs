//! Pictures as server-sent events in OpenAI's shape: previews while a checkpoint is at them, then each whole picture.
//!
//! A quick model is done before there is anything to preview; callers know that fewer previews may come than they asked for.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures_util::stream::unfold;
use serde_json::{Value, json};

use super::options::Reply;
use super::reply::{QUALITY, ground, kind, pictures, refusal, text, usage};
use crate::http::error::ApiError;
use crate::http::routes::Parts;
use crate::jobs::{Shot, Waiting, queue};
use crate::store::Job;

/// Proxies close what is silent for 30 to 60 s.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// One caller who follows a job.
struct Follower {
    parts: Data<Parts>,
    job: Job,
    reply: Reply,
    waiting: Waiting,
    /// Previews still wanted, and the number of the last one sent.
    left: u32,
    seen: u32,
}

/// The stream; dropping it calls the job off.
pub(super) fn follow(parts: Data<Parts>, job: Job, reply: Reply, partials: u32) -> HttpResponse {
    let waiting = parts.queue.wait_for(&job);
    let follower = Follower { parts, job, reply, waiting, left: partials, seen: 0 };
    HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("x-accel-buffering", "no"))
        .streaming(unfold(Some(follower), next))
}

/// The next piece of the stream; `None` after its end.
async fn next(follower: Option<Follower>) -> Option<(Result<Bytes, ApiError>, Option<Follower>)> {
    let mut follower = follower?;
    loop {
        if let Some(event) = follower.preview() {
            return Some((Ok(event), Some(follower)));
        }
        let (queue, job) = (&follower.parts.queue, &follower.job);
        let changed = queue.changed(&job.account_id, &job.id, job.version);
        match tokio::time::timeout(KEEP_ALIVE, changed).await {
            Err(_) => return Some((Ok(Bytes::from_static(b": keep-alive\n\n")), Some(follower))),
            Ok(Err(error)) => return Some((Err(error.into()), None)),
            Ok(Ok(None)) => return None,
            Ok(Ok(Some(job))) if job.state.is_final() => {
                follower.job = job;
                return Some((Ok(follower.end().await), None));
            }
            Ok(Ok(Some(job))) => follower.job = job,
        }
    }
}

impl Follower {
    /// The newest preview, when it is a new one and more are wanted.
    fn preview(&mut self) -> Option<Bytes> {
        let shot = self.parts.queue.preview(&self.job.id).filter(|shot| shot.number > self.seen)?;
        self.left = self.left.checked_sub(1)?;
        let index = self.reply.partials.unwrap_or(0) - self.left - 1;
        self.seen = shot.number;
        Some(self.event("partial_image", self.partial(&shot, index)))
    }

    fn partial(&self, shot: &Shot, index: u32) -> Value {
        json!({ "b64_json": STANDARD.encode(&shot.png), "partial_image_index": index })
    }

    /// Each picture whole, or what went wrong.
    async fn end(self) -> Bytes {
        let events = match queue::made(&self.job) {
            Some(made) => self.completed(&made).await,
            None => Err(refusal(&self.job, self.reply.is_dall_e)),
        };
        let bytes = events.unwrap_or_else(|error| {
            let body = self.reply.dialect.body(&error, "");
            let data = json!({ "type": "error", "error": body["error"] });
            Bytes::from(format!("event: error\ndata: {data}\n\n"))
        });
        self.waiting.over();
        bytes
    }

    async fn completed(&self, made: &crate::jobs::Made) -> Result<Bytes, ApiError> {
        let pictures = pictures(&self.parts, &self.job.account_id, made).await?;
        let mut events = Vec::new();
        for picture in &pictures {
            let mut data = json!({ "b64_json": STANDARD.encode(&picture.bytes) });
            data["usage"] = json!(usage(&self.reply, std::slice::from_ref(picture)));
            data["size"] = json!(picture.size().map(text));
            events.extend_from_slice(&self.event("completed", data));
        }
        Ok(Bytes::from(events))
    }

    /// One event, with what every one says.
    fn event(&self, name: &str, mut data: Value) -> Bytes {
        let name = format!("{}.{name}", self.reply.verb);
        data["type"] = json!(name);
        data["created_at"] = json!(self.job.created_at / 1000);
        data["background"] = json!(ground(&self.reply));
        data["output_format"] = json!(kind(&self.reply));
        data["quality"] = json!(QUALITY);
        if data.get("size").is_none() {
            data["size"] = json!("auto");
        }
        Bytes::from(format!("event: {name}\ndata: {data}\n\n"))
    }
}
