//! Accounts: who asks. A name, and its place in the order of service.

use super::{AccountId, Millis, Store, StoreError};

/// Someone who asks: a team or a program.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its name, as the administrator gave it.
    pub name: String,
    /// When it was made.
    pub created_at: Millis,
}

impl Store {
    /// The account of that name, made if there is none.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn account_named(&self, name: &str, now: Millis) -> Result<Account, StoreError> {
        sqlx::query(
            "INSERT INTO accounts (id, name, created_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
        )
        .bind(AccountId::new(now))
        .bind(name)
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(sqlx::query_as("SELECT id, name, created_at FROM accounts WHERE name = $1")
            .bind(name)
            .fetch_one(&self.pool)
            .await?)
    }

    /// The account of that name, if there is one.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn find_account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        Ok(sqlx::query_as("SELECT id, name, created_at FROM accounts WHERE name = $1")
            .bind(name)
            .fetch_optional(&self.pool)
            .await?)
    }
}
