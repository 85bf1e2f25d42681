//! Keeping what a verb made as files of its job, and taking away what was kept in vain.

use super::stating::Facts;
use super::work::Fresh;
use super::{Made, MadeCandidate, MadeFile, MadeRows, Queue, now};
use crate::scene::WorkRecord;
use crate::store::{FileId, FileRecord, Job, NewFile, Store, StoreError, StoredFile};
use crate::studio::{Delivery, Studio};

/// Removes what this attempt made: the job is another worker's by now.
pub(super) async fn withdraw(store: &Store, made: &Made) -> Result<(), StoreError> {
    for file in made.candidates.iter().flat_map(|candidate| &candidate.files) {
        if let Some(file) = store.file(&FileId::from_text(file.id.as_str())).await? {
            forget(store, &file).await?;
        }
    }
    Ok(())
}

/// Removes a file that nobody got, with what was stated of it.
async fn forget(store: &Store, file: &StoredFile) -> Result<(), StoreError> {
    store.remove_statements(&file.id).await?;
    store.remove_file(file).await
}

/// Keeps what a verb made as files of the job.
pub(super) async fn keep(
    queue: &Queue,
    studio: &Studio,
    job: &Job,
    fresh: Fresh,
) -> Result<Made, StoreError> {
    let store = queue.store();
    let several = fresh.candidates.len() > 1;
    let mut candidates = Vec::new();
    for (number, candidate) in (1..).zip(fresh.candidates) {
        let name = if several { format!("{} {number}", candidate.name) } else { candidate.name };
        let mut files = Vec::new();
        for delivery in candidate.deliveries {
            let (format, remarks) = (delivery.extension.to_owned(), delivery.remarks.clone());
            let records = delivery.records.clone();
            let file =
                store.add_file(&job.account_id, Some(&job.id), new_file(&name, delivery), now()).await?;
            for (position, record) in (0..).zip(&records) {
                let facts =
                    Facts { job, file: &file, position, record, rights: studio.rights(&record.model) };
                store.add_statement(&facts.signed(queue.signer())).await?;
            }
            files.push(MadeFile {
                format,
                id: file.id.to_string(),
                bytes: file.bytes.unsigned_abs(),
                remarks,
            });
        }
        candidates.push(MadeCandidate { seed: candidate.seed, alt: candidate.alt, files });
    }
    let rows = fresh.rows.map(|tally| MadeRows { filled: tally.filled, failed: tally.failed });
    Ok(Made { seed: fresh.seed, candidates, rows, notices: fresh.notices })
}

fn new_file(name: &str, delivery: Delivery) -> NewFile {
    NewFile {
        name: format!("{name}.{}", delivery.extension),
        media_type: delivery.media_type.to_owned(),
        records: (delivery.records.into_iter())
            .map(|record| FileRecord {
                model: record.model,
                seed: record.seed,
                source_type: record.source_type.to_owned(),
                works: works(&record.works),
            })
            .collect(),
        bytes: delivery.bytes,
    }
}

/// Removes what an earlier attempt, or one that failed half-way, left behind.
pub(super) async fn discard(store: &Store, job: &Job) -> Result<(), StoreError> {
    for file in store.files_of_job(&job.id).await? {
        forget(store, &file).await?;
    }
    Ok(())
}

/// Works by others as the store keeps them.
pub(super) fn works(works: &[WorkRecord]) -> String {
    let one = |work: &WorkRecord| {
        serde_json::json!({
            "name": work.name,
            "collection": work.collection,
            "author": work.author,
            "licence": work.licence,
            "url": work.url,
        })
    };
    serde_json::Value::from_iter(works.iter().map(one)).to_string()
}
