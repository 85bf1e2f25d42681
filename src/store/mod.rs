//! What is kept: accounts and their tokens, jobs, files with the records of the pictures in them.
//!
//! Read in this order: [`ids`], [`accounts`], [`tokens`], [`jobs`], [`files`], then [`key`], the server's secret.
//! Rows live in SQLite, bytes in a folder; both under one data folder. Only this room knows SQL.
//!
//! The clock is not read here: callers pass [`Millis`] in.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

pub mod accounts;
pub mod audit;
pub mod backup;
pub mod files;
pub mod ids;
pub mod jobs;
pub mod key;
pub mod overview;
pub mod routes;
pub mod signer;
pub mod statements;
pub mod tokens;
pub mod usage;

pub use accounts::Account;
pub use audit::{AuditEntry, Deed};
pub use backup::{BackupError, Copied};
pub use files::{FileRecord, MadeHere, NewFile, StoredFile};
pub use ids::{AccountId, AuditId, FileId, JobId, TokenId};
pub use jobs::{DueWebhook, Job, JobState, NewJob, Outcome, Place, Progress};
pub use key::ServerKey;
pub use overview::{AccountLine, JobLine};
pub use routes::StoredRoute;
pub use signer::Signer;
pub use statements::Statement;
pub use tokens::{NewToken, Token};
pub use usage::Usage;

/// Milliseconds since 1970-01-01 UTC.
pub type Millis = i64;

/// The rows and the bytes. Cheap to clone; safe to share.
#[derive(Clone)]
pub struct Store {
    pool: SqlitePool,
    objects: Arc<dyn ObjectStore>,
}

/// How long a statement waits for another process's write before it fails. The command line writes while the
/// server runs; its transactions last milliseconds.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// SQLite has one writer; more connections than this only wait for each other.
const CONNECTIONS: u32 = 8;

impl Store {
    /// Opens the store in `folder`, which is made if it is missing, and brings its tables up to date.
    ///
    /// # Errors
    /// [`StoreError`] when the folder cannot be written or the database cannot be opened.
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        make_private_folder(folder)?;
        let files = folder.join("files");
        make_private_folder(&files)?;
        let options = SqliteConnectOptions::new()
            .filename(folder.join("vignette.sqlite"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT);
        let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await?;
        sqlx::migrate!("src/store/migrations").run(&pool).await.map_err(sqlx::Error::from)?;
        Ok(Self { pool, objects: Arc::new(LocalFileSystem::new_with_prefix(files)?.with_fsync(true)) })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Finishes what is under way and closes the database.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Makes a folder that only its owner may enter; one that is already there is left as it is.
fn make_private_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(|source| StoreError::Folder { folder: folder.display().to_string(), source })
}

/// Why something could not be kept or read back.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The data folder cannot be used.
    #[error("the data folder {folder} cannot be used: {source}")]
    Folder {
        /// Which folder or file.
        folder: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// A file's bytes could not be written or read.
    #[error("a stored file cannot be written or read: {0}")]
    Objects(#[from] object_store::Error),
    /// A row holds what this version does not understand.
    #[error("the {column} of a stored row is “{value}”, which this version does not know")]
    Unknown {
        /// Which column.
        column: &'static str,
        /// What it holds.
        value: String,
    },
}
