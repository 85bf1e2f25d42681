//! The audit log: who did what, and when. Rows are only ever added.

use super::{AccountId, AuditId, Millis, Store, StoreError};

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuditEntry {
    /// Its id; later ones sort after it.
    pub id: AuditId,
    /// When.
    pub at: Millis,
    /// Who: an account's name, or `command line`.
    pub actor: String,
    /// What, as in `token.created`.
    pub action: String,
    /// What it was done to: an id or a name.
    pub object: String,
    /// What else matters of it; empty when nothing does.
    pub detail: String,
}

/// A line about to be written: who, what, to what, and what else matters.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    /// Who.
    pub actor: &'a str,
    /// What.
    pub action: &'static str,
    /// To what.
    pub object: &'a str,
    /// What else matters.
    pub detail: &'a str,
}

impl Store {
    /// Writes a line.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn audit(&self, deed: Deed<'_>, now: Millis) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO audit (id, at, actor, action, object, detail) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(AuditId::new(now))
        .bind(now)
        .bind(deed.actor)
        .bind(deed.action)
        .bind(deed.object)
        .bind(deed.detail)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Notes that the content policy refused what an account asked for.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn audit_refusal(
        &self,
        account: &AccountId,
        object: &str,
        category: &str,
        now: Millis,
    ) -> Result<(), StoreError> {
        let name: Option<String> = sqlx::query_scalar("SELECT name FROM accounts WHERE id = $1")
            .bind(account)
            .fetch_optional(&self.pool)
            .await?;
        let actor = name.as_deref().unwrap_or_default();
        self.audit(Deed { actor, action: "policy.refused", object, detail: category }, now).await
    }

    /// The newest lines, at most `limit`, those before `before` when it is given.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn audit_entries(
        &self,
        before: Option<&AuditId>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT id, at, actor, action, object, detail FROM audit \
             WHERE ($1 IS NULL OR id < $1) ORDER BY id DESC LIMIT $2",
        )
        .bind(before)
        .bind(limit)
        .fetch_all(&self.pool)
        .await?)
    }
}
