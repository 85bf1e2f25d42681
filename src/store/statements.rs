//! Signed statements about pictures: what was made, when, for whom, of what. They stay when their files are cleared away.

use super::{FileId, Millis, Store, StoreError};

/// A statement about one picture in a file.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Statement {
    /// The file.
    pub file_id: FileId,
    /// The picture's number in it, from 0.
    pub position: i64,
    /// When the file was made.
    pub made_at: Millis,
    /// SHA-256 of the file, as hex.
    pub sha256: String,
    /// The number in the picture's pixels: 16 hexadecimal digits.
    pub mark: Option<String>,
    /// JSON, byte for byte as it was signed.
    pub statement: String,
    /// The signature, as hex.
    pub signature: String,
}

/// Statements that one question is answered with, the oldest ones: the same picture may have been made often.
const MOST: i64 = 8;

impl Store {
    /// Keeps a statement.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn add_statement(&self, new: &Statement) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO statements (file_id, position, made_at, sha256, mark, statement, signature) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&new.file_id)
        .bind(new.position)
        .bind(new.made_at)
        .bind(&new.sha256)
        .bind(&new.mark)
        .bind(&new.statement)
        .bind(&new.signature)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// What is stated of the pictures in exactly this file, or of pictures that carry this number; the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn statements(&self, sha256: &str, mark: Option<&str>) -> Result<Vec<Statement>, StoreError> {
        let query = sqlx::query_as(
            "SELECT file_id, position, made_at, sha256, mark, statement, signature FROM statements \
             WHERE sha256 = $1 OR mark = $2 ORDER BY made_at, file_id, position LIMIT $3",
        );
        Ok(query.bind(sha256).bind(mark).bind(MOST).fetch_all(&self.pool).await?)
    }

    /// Takes back what was stated of a file that nobody got.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn remove_statements(&self, file: &FileId) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM statements WHERE file_id = $1").bind(file).execute(&self.pool).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn statements_are_found_by_file_and_by_number() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        let new = |made_at: Millis, mark: Option<&str>| Statement {
            file_id: FileId::new(made_at),
            position: 0,
            made_at,
            sha256: format!("sha{made_at}"),
            mark: mark.map(str::to_owned),
            statement: "{}".to_owned(),
            signature: "00".to_owned(),
        };
        let (first, second) = (new(1, Some("a")), new(2, None));
        store.add_statement(&second).await.unwrap();
        store.add_statement(&first).await.unwrap();
        assert_eq!(store.statements("sha1", None).await.unwrap(), std::slice::from_ref(&first));
        assert_eq!(store.statements("other", Some("a")).await.unwrap(), std::slice::from_ref(&first));
        assert_eq!(store.statements("sha2", Some("a")).await.unwrap(), [first.clone(), second.clone()]);
        store.remove_statements(&first.file_id).await.unwrap();
        assert_eq!(store.statements("sha1", Some("a")).await.unwrap(), []);
    }
}
