//! A copy of all that is kept, taken while the server runs, and put back into an empty folder.
//!
//! The database is copied in one transaction (`VACUUM INTO`), then the files its rows name. A file that was removed meanwhile is
//! left out, with its row: the copy is what was there at its beginning, less what was removed until its end.

use std::fs;
use std::path::Path;

use object_store::ObjectStoreExt as _;
use sha2::{Digest as _, Sha256};

use super::files::object_path;
use super::key::hex;
use super::{Store, StoreError, StoredFile, make_private_folder};

/// The names within a data folder, and within a copy of one.
const DATABASE: &str = "vignette.sqlite";
const KEY: &str = "server.key";

/// What a copy holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Rows whose file was removed meanwhile.
    pub gone: usize,
}

/// Why there is no copy, or nothing was put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The folder holds something.
    #[error("the folder {0} is not empty")]
    NotEmpty(String),
    /// The folder is no copy.
    #[error("the folder {0} holds no backup: {1} is missing")]
    NoBackup(String, &'static str),
    /// A file is not what its row says.
    #[error("{0} of the files in the backup are missing or damaged, {1} first")]
    Damaged(usize, String),
    /// The disk failed.
    #[error("{0} cannot be read or written: {1}")]
    Disk(String, std::io::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Copies the store in `data` to `target`, which is made, and must be empty.
    ///
    /// # Errors
    /// [`BackupError`]; what was copied by then stays there.
    pub async fn backup(&self, data: &Path, target: &Path) -> Result<Copied, BackupError> {
        must_be_empty(target)?;
        make_private_folder(target)?;
        let database = target.join(DATABASE);
        sqlx::query("VACUUM INTO $1")
            .bind(database.display().to_string())
            .execute(&self.pool)
            .await
            .map_err(StoreError::from)?;
        let key = data.join(KEY);
        fs::copy(&key, target.join(KEY)).map_err(|error| disk(&key, error))?;
        let copy = Self::open(target).await?;
        let mut copied = Copied::default();
        for file in copy.every_file().await? {
            match self.read_file(&file).await {
                Ok(bytes) => {
                    copied.files += 1;
                    copied.bytes += bytes.len() as u64;
                    copy.objects.put(&object_path(&file), bytes.into()).await.map_err(StoreError::from)?;
                }
                Err(StoreError::Objects(object_store::Error::NotFound { .. })) => {
                    copied.gone += 1;
                    copy.remove_file(&file).await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        copy.close().await;
        Ok(copied)
    }

    /// Puts a copy back: `data` is made and must be empty; it is there whole, or not at all.
    ///
    /// # Errors
    /// [`BackupError`].
    pub async fn restore(copy: &Path, data: &Path) -> Result<Copied, BackupError> {
        must_be_empty(data)?;
        for name in [DATABASE, KEY] {
            if !copy.join(name).is_file() {
                return Err(BackupError::NoBackup(copy.display().to_string(), name));
            }
        }
        let beside = data.with_extension("restoring");
        must_be_empty(&beside)?;
        copy_tree(copy, &beside)?;
        let restored = check(&beside).await;
        let result = restored.and_then(|restored| {
            let _ = fs::remove_dir(data);
            fs::rename(&beside, data).map_err(|error| disk(data, error))?;
            Ok(restored)
        });
        if result.is_err() {
            let _ = fs::remove_dir_all(&beside);
        }
        result
    }
}

/// Opens a store, which brings its tables up to date, and holds every file against its row.
async fn check(data: &Path) -> Result<Copied, BackupError> {
    let store = Store::open(data).await?;
    let mut found = Copied::default();
    let mut damaged: Vec<StoredFile> = Vec::new();
    for file in store.every_file().await? {
        match store.read_file(&file).await {
            Ok(bytes) if hex(&Sha256::digest(&bytes)) == file.sha256 => {
                found.files += 1;
                found.bytes += bytes.len() as u64;
            }
            _ => damaged.push(file),
        }
    }
    store.close().await;
    match damaged.first() {
        Some(first) => Err(BackupError::Damaged(damaged.len(), first.id.to_string())),
        None => Ok(found),
    }
}

fn must_be_empty(folder: &Path) -> Result<(), BackupError> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(BackupError::NotEmpty(folder.display().to_string())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(disk(folder, error)),
    }
}

/// Copies a folder with all that is in it; links are not followed, and not copied.
fn copy_tree(from: &Path, to: &Path) -> Result<(), BackupError> {
    make_private_folder(to)?;
    for entry in fs::read_dir(from).map_err(|error| disk(from, error))? {
        let entry = entry.map_err(|error| disk(from, error))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().map_err(|error| disk(&source, error))?;
        if kind.is_dir() {
            copy_tree(&source, &target)?;
        } else if kind.is_file() {
            fs::copy(&source, &target).map_err(|error| disk(&source, error))?;
        }
    }
    Ok(())
}

fn disk(path: &Path, error: std::io::Error) -> BackupError {
    BackupError::Disk(path.display().to_string(), error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::NewFile;

    fn file(content: &[u8]) -> NewFile {
        NewFile {
            name: "a.png".to_owned(),
            media_type: "image/png".to_owned(),
            bytes: content.to_vec(),
            records: Vec::new(),
        }
    }

    #[tokio::test]
    async fn a_copy_is_put_back_as_it_was_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let [data, copy, again] = ["data", "copy", "again"].map(|name| folder.path().join(name));
        let store = Store::open(&data).await.unwrap();
        crate::store::ServerKey::open(&data).unwrap();
        let account = store.account_named("A", 1).await.unwrap();
        let kept = store.add_file(&account.id, None, file(b"picture"), 1).await.unwrap();
        let lost = store.add_file(&account.id, None, file(b"gone"), 1).await.unwrap();
        store.objects.delete(&object_path(&lost)).await.unwrap();
        let copied = store.backup(&data, &copy).await.unwrap();
        assert_eq!(copied, Copied { files: 1, bytes: 7, gone: 1 });
        assert!(matches!(store.backup(&data, &copy).await, Err(BackupError::NotEmpty(_))));
        assert!(matches!(Store::restore(&copy, &data).await, Err(BackupError::NotEmpty(_))));

        assert_eq!(Store::restore(&copy, &again).await.unwrap(), Copied { gone: 0, ..copied });
        let restored = Store::open(&again).await.unwrap();
        let found = restored.file(&kept.id).await.unwrap().unwrap();
        assert_eq!(restored.read_file(&found).await.unwrap(), b"picture");
        assert_eq!(fs::read(again.join(KEY)).unwrap(), fs::read(data.join(KEY)).unwrap());

        let damaged = copy.join("files/account").join(account.id.as_str()).join(kept.id.as_str());
        fs::write(damaged, b"pictur3").unwrap();
        let nowhere = folder.path().join("nowhere");
        assert!(matches!(Store::restore(&copy, &nowhere).await, Err(BackupError::Damaged(1, _))));
        assert!(!nowhere.exists() && !folder.path().join("nowhere.restoring").exists());
        assert!(matches!(Store::restore(folder.path(), &nowhere).await, Err(BackupError::NoBackup(..))));
    }
}
