//! `GET /v1/pictures`: what an account made, to look at, to use again and to search.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::{self, Data, Query, ServiceConfig};
use serde::Deserialize;
use serde_json::Value;

use super::error::ApiError;
use super::routes::{Parts, only};
use super::share::signed;
use super::wire::error::ErrorBody;
use super::wire::job::page_of;
use super::wire::picture::{PictureBody, PicturesBody};
use super::wire::timestamp;
use crate::auth::{Caller, CanRead};
use crate::jobs::{MadeCandidate, now, queue};
use crate::store::{AccountId, FileId, Job, JobId};

/// Jobs that one search looks at before it says what it has: a search without a hit must end.
const MOST_JOBS: usize = 1_000;
/// Jobs that are read from the store at once.
const JOBS_AT_ONCE: u32 = 100;

/// Which pictures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words that title or alternative text must have, each of them.
    q: Option<String>,
    /// Only those of this job.
    job: Option<String>,
    /// How many at most, 1 to 100; 24 when not said.
    limit: Option<usize>,
    /// Only those of jobs older than this one.
    before: Option<String>,
}

/// The query of a search.
type SearchQuery = Query<Search>;

/// Adds the address.
pub fn routes(app: &mut ServiceConfig) {
    app.service(web::resource("/v1/pictures").get(list).default_service(only("GET")));
}

/// The caller's pictures, the newest first: every candidate of finished designs, edits and pictures.
///
/// # Errors
/// 400 for a limit that cannot be used.
#[utoipa::path(
    get, path = "/v1/pictures", operation_id = "list_pictures",
    tag = "pictures",
    params(
        ("q" = Option<String>, Query, description = "words that title or alternative text must have, each of them"),
        ("job" = Option<String>, Query, description = "only those of this job"),
        ("limit" = Option<usize>, Query, description = "how many at most, 1 to 100; 24 when not said"),
        ("before" = Option<String>, Query, description = "only those of jobs older than this one")
    ),
    responses((status = 200, body = PicturesBody), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody))
)]
pub async fn list(
    request: HttpRequest,
    caller: Caller<CanRead>,
    parts: Data<Parts>,
    search: SearchQuery,
) -> Result<HttpResponse, ApiError> {
    let limit = search.limit.unwrap_or(24);
    if !(1..=100).contains(&limit) {
        return Err(ApiError::field("limit", "it must be from 1 to 100"));
    }
    let lister = Lister {
        account: caller.account(),
        parts: &parts,
        address: parts.address_for(&request),
        words: words(search.q.as_deref().unwrap_or_default()),
    };
    let body = match &search.job {
        Some(job) => lister.of_job(&JobId::from_text(job)).await?,
        None => lister.newest(search.before.as_deref().map(JobId::from_text), limit).await?,
    };
    Ok(HttpResponse::Ok().json(body))
}

/// The words of a search, in small letters.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

struct Lister<'a> {
    account: &'a AccountId,
    parts: &'a Parts,
    address: String,
    words: Vec<String>,
}

impl Lister<'_> {
    async fn of_job(&self, id: &JobId) -> Result<PicturesBody, ApiError> {
        let job = self.parts.queue.get(self.account, id).await?.ok_or_else(|| ApiError::not_found("job"))?;
        Ok(PicturesBody { pictures: self.pictures(&job), next: None })
    }

    /// Whole jobs until there are `limit` pictures.
    async fn newest(&self, before: Option<JobId>, limit: usize) -> Result<PicturesBody, ApiError> {
        let mut body = PicturesBody { pictures: Vec::new(), next: None };
        let (mut before, mut seen) = (before, 0);
        loop {
            let jobs = self.parts.queue.list(self.account, before.as_ref(), JOBS_AT_ONCE).await?;
            for job in &jobs {
                body.pictures.extend(self.pictures(job));
                if body.pictures.len() >= limit {
                    body.next = Some(job.id.to_string());
                    return Ok(body);
                }
            }
            seen += jobs.len();
            before = jobs.last().map(|job| job.id.clone());
            if jobs.len() < JOBS_AT_ONCE as usize {
                return Ok(body);
            }
            if seen >= MOST_JOBS {
                body.next = before.map(|job| job.to_string());
                return Ok(body);
            }
        }
    }

    /// The pictures of a finished job that the search is for.
    fn pictures(&self, job: &Job) -> Vec<PictureBody> {
        let Some(made) = queue::made(job) else { return Vec::new() };
        let title = title(job);
        let candidates = made.candidates.iter().enumerate();
        let pictures =
            candidates.filter_map(|(index, made)| self.picture(job, title.as_deref(), index, made));
        pictures.filter(|picture| self.is_wanted(picture)).collect()
    }

    fn picture(
        &self,
        job: &Job,
        title: Option<&str>,
        index: usize,
        made: &MadeCandidate,
    ) -> Option<PictureBody> {
        let png = made.files.iter().find(|file| file.format == "png")?;
        let link = signed(self.parts, &self.address, &FileId::from_text(&png.id), now());
        Some(PictureBody {
            id: png.id.clone(),
            job: job.id.to_string(),
            candidate: index + 1,
            title: title.unwrap_or(&made.alt).to_owned(),
            alt: made.alt.clone(),
            created_at: timestamp(job.created_at),
            page: format!("{}#{}", page_of(&job.id, &self.address), png.id),
            picture: link.url,
        })
    }

    fn is_wanted(&self, picture: &PictureBody) -> bool {
        let text = format!("{} {}", picture.title, picture.alt).to_lowercase();
        self.words.iter().all(|word| text.contains(word))
    }
}

/// What a job was understood to be for: its headline, else its subject.
pub fn title(job: &Job) -> Option<String> {
    let brief: Value = serde_json::from_str(job.brief.as_deref()?).ok()?;
    let field = |name: &str| brief[name].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    field("title").or_else(|| field("subject"))
}
