//! Files: a row that says whose, what and how large; the bytes under `account/<account id>/<file id>`.

use object_store::path::Path as ObjectPath;
use object_store::{ObjectStoreExt as _, PutPayload};
use sha2::{Digest as _, Sha256};

use super::key::hex;
use super::{AccountId, FileId, JobId, Millis, Store, StoreError};

/// A file that is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StoredFile {
    /// Its id.
    pub id: FileId,
    /// Whose it is; nobody else sees it.
    pub account_id: AccountId,
    /// The job that made it or needs it.
    pub job_id: Option<JobId>,
    /// What a browser saves it as.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// How large it is.
    pub bytes: i64,
    /// SHA-256 of the bytes, as hex.
    pub sha256: String,
    /// When it was made.
    pub created_at: Millis,
}

/// A file about to be kept.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// What a browser saves it as.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// The whole file.
    pub bytes: Vec<u8>,
    /// One record for each picture in it.
    pub records: Vec<FileRecord>,
}

/// The provenance record of one picture in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    /// The model that made the picture.
    pub model: String,
    /// The seed it was made from.
    pub seed: u64,
    /// IPTC digital source type, as a URI.
    pub source_type: String,
    /// Works by others in it, as a JSON list.
    pub works: String,
}

/// A file that was made here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeHere {
    /// When.
    pub at: Millis,
    /// The models of the pictures in it, each once.
    pub models: Vec<String>,
}

/// The columns of [`StoredFile`]; a macro because SQL must be a literal to be accepted.
macro_rules! select_files {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, job_id, name, media_type, bytes, sha256, created_at FROM files ",
            $rest
        )
    };
}

impl Store {
    /// Keeps a file: bytes first, then the row with its records in one transaction, so that a row never points
    /// at a file that is not whole.
    ///
    /// # Errors
    /// [`StoreError`] when either cannot be written.
    pub async fn add_file(
        &self,
        account: &AccountId,
        job: Option<&JobId>,
        file: NewFile,
        now: Millis,
    ) -> Result<StoredFile, StoreError> {
        let stored = StoredFile {
            id: FileId::new(now),
            account_id: account.clone(),
            job_id: job.cloned(),
            name: file.name,
            media_type: file.media_type,
            bytes: file.bytes.len() as i64,
            sha256: hex(&Sha256::digest(&file.bytes)),
            created_at: now,
        };
        self.objects.put(&object_path(&stored), PutPayload::from(file.bytes)).await?;
        self.add_file_rows(&stored, &file.records).await?;
        Ok(stored)
    }

    async fn add_file_rows(&self, file: &StoredFile, records: &[FileRecord]) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query(
            "INSERT INTO files (id, account_id, job_id, name, media_type, bytes, sha256, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&file.id)
        .bind(&file.account_id)
        .bind(&file.job_id)
        .bind(&file.name)
        .bind(&file.media_type)
        .bind(file.bytes)
        .bind(&file.sha256)
        .bind(file.created_at)
        .execute(&mut *transaction)
        .await?;
        for (position, record) in (0_i64..).zip(records) {
            sqlx::query(
                "INSERT INTO records (file_id, position, model, seed, source_type, works) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(&file.id)
            .bind(position)
            .bind(&record.model)
            .bind(record.seed.to_string())
            .bind(&record.source_type)
            .bind(&record.works)
            .execute(&mut *transaction)
            .await?;
        }
        Ok(transaction.commit().await?)
    }

    /// The file of that id, whosever it is. The caller has proof that it may be seen: a signed link or a job.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn file(&self, id: &FileId) -> Result<Option<StoredFile>, StoreError> {
        let query = sqlx::query_as(select_files!("WHERE id = $1"));
        Ok(query.bind(id).fetch_optional(&self.pool).await?)
    }

    /// The file of that id, if it belongs to the account.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn file_of(&self, account: &AccountId, id: &FileId) -> Result<Option<StoredFile>, StoreError> {
        let query = sqlx::query_as(select_files!("WHERE id = $1 AND account_id = $2"));
        Ok(query.bind(id).bind(account).fetch_optional(&self.pool).await?)
    }

    /// The whole file.
    ///
    /// # Errors
    /// [`StoreError::Objects`] when the bytes are not there.
    pub async fn read_file(&self, file: &StoredFile) -> Result<Vec<u8>, StoreError> {
        Ok(self.objects.get(&object_path(file)).await?.bytes().await?.into())
    }

    /// The records of the pictures in a file, in their order.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn file_records(&self, id: &FileId) -> Result<Vec<FileRecord>, StoreError> {
        let rows: Vec<(String, String, String, String)> = sqlx::query_as(
            "SELECT model, seed, source_type, works FROM records WHERE file_id = $1 ORDER BY position",
        )
        .bind(id)
        .fetch_all(&self.pool)
        .await?;
        rows.into_iter().map(record).collect()
    }

    /// Removes a file: the row first, so that nobody finds a row without bytes.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be removed.
    pub async fn remove_file(&self, file: &StoredFile) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM files WHERE id = $1").bind(&file.id).execute(&self.pool).await?;
        match self.objects.delete(&object_path(file)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// What is known of exactly these bytes, by their SHA-256: the oldest file of a job that has it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn made_here(&self, sha256: &str) -> Result<Option<MadeHere>, StoreError> {
        let query =
            sqlx::query_as(select_files!("WHERE sha256 = $1 AND job_id IS NOT NULL ORDER BY id LIMIT 1"));
        let found: Option<StoredFile> = query.bind(sha256).fetch_optional(&self.pool).await?;
        let Some(file) = found else { return Ok(None) };
        let mut models: Vec<String> =
            self.file_records(&file.id).await?.into_iter().map(|record| record.model).collect();
        models.sort();
        models.dedup();
        Ok(Some(MadeHere { at: file.created_at, models }))
    }

    /// Every file there is.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub(super) async fn every_file(&self) -> Result<Vec<StoredFile>, StoreError> {
        Ok(sqlx::query_as(select_files!("ORDER BY id")).fetch_all(&self.pool).await?)
    }

    /// Files older than `before` that belong to no job.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub(super) async fn files_without_job(
        &self,
        before: Millis,
        limit: i64,
    ) -> Result<Vec<StoredFile>, StoreError> {
        let query =
            sqlx::query_as(select_files!("WHERE job_id IS NULL AND created_at < $1 ORDER BY id LIMIT $2"));
        Ok(query.bind(before).bind(limit).fetch_all(&self.pool).await?)
    }

    /// The files of a job, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn files_of_job(&self, job: &JobId) -> Result<Vec<StoredFile>, StoreError> {
        let query = sqlx::query_as(select_files!("WHERE job_id = $1 ORDER BY id"));
        Ok(query.bind(job).fetch_all(&self.pool).await?)
    }
}

pub(super) fn object_path(file: &StoredFile) -> ObjectPath {
    ObjectPath::from_iter(["account", file.account_id.as_str(), file.id.as_str()])
}

fn record(
    (model, seed, source_type, works): (String, String, String, String),
) -> Result<FileRecord, StoreError> {
    let seed = seed.parse().map_err(|_| StoreError::Unknown { column: "seed", value: seed })?;
    Ok(FileRecord { model, seed, source_type, works })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poster() -> NewFile {
        let record = FileRecord {
            model: "vector-1".to_owned(),
            seed: u64::MAX,
            source_type: "x".to_owned(),
            works: r#"[{"name":"whale"}]"#.to_owned(),
        };
        NewFile {
            name: "poster.png".to_owned(),
            media_type: "image/png".to_owned(),
            bytes: b"picture".to_vec(),
            records: vec![record],
        }
    }

    #[tokio::test]
    async fn a_file_comes_back_whole_with_its_records() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        let account = store.account_named("A", 1).await.unwrap();
        let file = store.add_file(&account.id, None, poster(), 1).await.unwrap();
        assert_eq!(store.file_of(&account.id, &file.id).await.unwrap().as_ref(), Some(&file));
        assert_eq!(store.read_file(&file).await.unwrap(), b"picture");
        assert_eq!(store.file_records(&file.id).await.unwrap(), poster().records);
    }

    #[tokio::test]
    async fn a_file_is_invisible_to_others_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        let owner = store.account_named("A", 1).await.unwrap();
        let other = store.account_named("B", 1).await.unwrap();
        let file = store.add_file(&owner.id, None, poster(), 1).await.unwrap();
        assert_eq!(store.file_of(&other.id, &file.id).await.unwrap(), None);
        store.remove_file(&file).await.unwrap();
        assert_eq!(store.file(&file.id).await.unwrap(), None);
        assert_eq!(store.file_records(&file.id).await.unwrap(), []);
        assert!(store.read_file(&file).await.is_err());
    }
}
