//! Asking for work: what was asked for already is found again, what the account may not have is refused, the rest is queued.

use super::queue::Change;
use super::terms::KEYS_KEPT;
use super::{Queue, QueueError, Request, Terms, now};
use crate::store::{AccountId, Job, Millis, NewFile, NewJob, StoreError, Usage};

/// What quotas of a day look back on.
const DAY: Millis = 24 * 60 * 60 * 1000;

impl Queue {
    /// Queues a job. `brief` is what was understood, as JSON, for the job's owner to see. What was asked for already leads
    /// to the job there is.
    ///
    /// # Errors
    /// [`QueueError`].
    pub async fn push(
        &self,
        terms: &Terms,
        request: &Request,
        brief: Option<String>,
    ) -> Result<Job, QueueError> {
        match self.known(terms).await? {
            Some(job) => Ok(job),
            None => self.add(terms, request, brief).await,
        }
    }

    /// Queues work on a file that the caller sent, which is kept until the job ends. `request` is handed the file's id.
    ///
    /// # Errors
    /// [`QueueError`]; the file is not kept then.
    pub async fn push_with_input(
        &self,
        terms: &Terms,
        input: Vec<u8>,
        request: impl FnOnce(String) -> Request,
    ) -> Result<Job, QueueError> {
        if let Some(job) = self.known(terms).await? {
            return Ok(job);
        }
        // Looked at before the file is kept; its pixels are counted with the rest below.
        self.admit(terms, 0).await?;
        let file = NewFile {
            name: "input".to_owned(),
            media_type: "application/octet-stream".to_owned(),
            bytes: input,
            records: Vec::new(),
        };
        let file = self.store().add_file(&terms.account, None, file, now()).await?;
        let request = request(file.id.to_string());
        let pushed = self.add(terms, &request, None).await;
        let is_used = pushed.as_ref().is_ok_and(|job| {
            serde_json::from_str::<Request>(&job.request).is_ok_and(|kept| kept.input() == request.input())
        });
        if !is_used {
            self.store().remove_file(&file).await?;
        }
        pushed
    }

    /// The job that the same request led to: by its key within a day, or because the client sends it again while it is
    /// under way.
    async fn known(&self, terms: &Terms) -> Result<Option<Job>, QueueError> {
        if let Some(key) = &terms.key {
            let since = now() - KEYS_KEPT;
            match self.store().job_by_key(&terms.account, key, since).await? {
                Some((digest, _)) if digest != terms.digest => return Err(QueueError::KeyReused),
                Some((_, job)) => return Ok(self.get(&terms.account, &job).await?),
                None => {}
            }
        }
        match terms.is_retry {
            true => Ok(self.store().job_under_way(&terms.account, &terms.digest).await?),
            false => Ok(None),
        }
    }

    /// Whether the account may have one more job of so many pixels.
    async fn admit(&self, terms: &Terms, pixels: i64) -> Result<(), QueueError> {
        let usage = self.usage(&terms.account).await?;
        let quotas = self.quotas;
        let is_over = |used: i64, limit: i64| limit > 0 && used > limit;
        if is_over(usage.queued + usage.running + 1, quotas.jobs) {
            Err(QueueError::Full { limit: quotas.jobs })
        } else if is_over(usage.pixels.saturating_add(pixels), quotas.pixels_per_day) {
            Err(QueueError::Pixels { used: usage.pixels, limit: quotas.pixels_per_day })
        } else if is_over(usage.bytes + 1, quotas.storage_bytes) {
            Err(QueueError::Storage { limit: quotas.storage_bytes })
        } else {
            Ok(())
        }
    }

    /// What an account has, and has asked for within a day.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn usage(&self, account: &AccountId) -> Result<Usage, StoreError> {
        self.store().usage(account, now() - DAY).await
    }

    async fn add(&self, terms: &Terms, request: &Request, brief: Option<String>) -> Result<Job, QueueError> {
        let pixels = i64::try_from(request.pixels()).unwrap_or(i64::MAX);
        self.admit(terms, pixels).await?;
        let row = NewJob { pixels, ..terms.row(request.kind(), serde_json::to_string(request)?, brief) };
        match self.store().add_job(&terms.account, &row, now()).await? {
            Some(job) => {
                self.announce(Change::Queued(job.id.clone()));
                Ok(job)
            }
            // Another request with the same key was a moment faster.
            None => self.known(terms).await?.ok_or(QueueError::KeyReused),
        }
    }
}
