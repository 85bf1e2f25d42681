//! Routes as they are kept: each change is a new version, and the one before is found again.

use super::{AccountId, Millis, Store, StoreError};

/// A public name and what it means.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StoredRoute {
    /// Whose name it is; empty for everybody's.
    pub account_id: String,
    /// The name.
    pub name: String,
    /// Which version of it this is, from 1.
    pub version: i64,
    /// What it means, as JSON; empty when it means nothing any more.
    pub rule: String,
    /// Since when.
    pub created_at: Millis,
}

/// The columns of [`StoredRoute`], the newest version of each name only.
macro_rules! select_routes {
    ($rest:literal) => {
        concat!(
            "SELECT account_id, name, version, rule, created_at FROM routes WHERE version = ",
            "(SELECT MAX(version) FROM routes AS newer WHERE newer.account_id = routes.account_id ",
            "AND newer.name = routes.name) AND rule <> '' ",
            $rest
        )
    };
}

impl Store {
    /// What a name means to an account: its own meaning, else everybody's.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn route(&self, account: &AccountId, name: &str) -> Result<Option<StoredRoute>, StoreError> {
        Ok(sqlx::query_as(select_routes!(
            "AND name = $2 AND account_id IN ($1, '') ORDER BY account_id DESC LIMIT 1"
        ))
        .bind(account)
        .bind(name)
        .fetch_optional(&self.pool)
        .await?)
    }

    /// Every route.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn routes(&self) -> Result<Vec<StoredRoute>, StoreError> {
        Ok(sqlx::query_as(select_routes!("ORDER BY name, account_id")).fetch_all(&self.pool).await?)
    }

    /// Gives a name another meaning, or none (an empty rule). Answers the new version.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn set_route(
        &self,
        account: Option<&AccountId>,
        name: &str,
        rule: &str,
        now: Millis,
    ) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(
            "INSERT INTO routes (account_id, name, version, rule, created_at) SELECT $1, $2, \
             COALESCE(MAX(version), 0) + 1, $3, $4 FROM routes WHERE account_id = $1 AND name = $2 \
             RETURNING version",
        )
        .bind(account.map_or("", AccountId::as_str))
        .bind(name)
        .bind(rule)
        .bind(now)
        .fetch_one(&self.pool)
        .await?)
    }

    /// The rule that held before the newest one; empty when the name meant nothing then, `None` when there is none before.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn rule_before(
        &self,
        account: Option<&AccountId>,
        name: &str,
    ) -> Result<Option<String>, StoreError> {
        let rules: Vec<String> = sqlx::query_scalar(
            "SELECT rule FROM routes WHERE account_id = $1 AND name = $2 ORDER BY version DESC LIMIT 2",
        )
        .bind(account.map_or("", AccountId::as_str))
        .bind(name)
        .fetch_all(&self.pool)
        .await?;
        Ok(match rules.len() {
            0 => None,
            1 => Some(String::new()),
            _ => rules.into_iter().nth(1),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_means_the_newest_rule_and_an_accounts_own_first() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        let account = store.account_named("A", 1).await.unwrap().id;
        let rule = async || store.route(&account, "n").await.unwrap().map(|route| route.rule);
        assert_eq!((rule().await, store.rule_before(None, "n").await.unwrap()), (None, None));
        assert_eq!(store.set_route(None, "n", "one", 1).await.unwrap(), 1);
        assert_eq!(store.rule_before(None, "n").await.unwrap().as_deref(), Some(""));
        assert_eq!(store.set_route(None, "n", "two", 2).await.unwrap(), 2);
        assert_eq!(rule().await.as_deref(), Some("two"));
        assert_eq!(store.rule_before(None, "n").await.unwrap().as_deref(), Some("one"));
        store.set_route(Some(&account), "n", "own", 3).await.unwrap();
        assert_eq!(rule().await.as_deref(), Some("own"));
        assert_eq!(store.routes().await.unwrap().len(), 2);
        store.set_route(Some(&account), "n", "", 4).await.unwrap();
        assert_eq!(rule().await.as_deref(), Some("two"), "everybody's again");
    }
}
