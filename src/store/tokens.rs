//! Account tokens as they are kept: a hash, what may be shown of them, and what they allow.

use super::{AccountId, Millis, Store, StoreError, TokenId};

/// A token's row. The token itself is kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// Whose it is.
    pub account_id: AccountId,
    /// That account's name.
    pub account: String,
    /// HMAC-SHA256 of the whole token, as hex.
    pub hash: String,
    /// Its first characters, to recognise it by.
    pub prefix: String,
    /// Its last four characters.
    pub last_four: String,
    /// What it allows: scope names with spaces between.
    pub scopes: String,
    /// When it was made.
    pub created_at: Millis,
    /// When it stops working.
    pub expires_at: Option<Millis>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Millis>,
    /// When it was revoked.
    pub revoked_at: Option<Millis>,
}

/// A token about to be kept.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// HMAC-SHA256 of the whole token, as hex.
    pub hash: String,
    /// Its first characters, to recognise it by.
    pub prefix: String,
    /// Its last four characters.
    pub last_four: String,
    /// What it allows: scope names with spaces between.
    pub scopes: String,
    /// When it stops working.
    pub expires_at: Option<Millis>,
}

/// `last_used_at` moves in steps of a minute, so that a busy caller does not turn every read into a write.
const LAST_USED_STEP: Millis = 60_000;

/// The columns of [`Token`]; a macro because SQL must be a literal to be accepted.
macro_rules! select_tokens {
    ($rest:literal) => {
        concat!(
            "SELECT tokens.id, account_id, accounts.name AS account, hash, prefix, last_four, scopes, ",
            "tokens.created_at, expires_at, last_used_at, revoked_at ",
            "FROM tokens JOIN accounts ON accounts.id = account_id ",
            $rest
        )
    };
}

impl Store {
    /// Keeps a token for an account.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn add_token(
        &self,
        account: &AccountId,
        token: &NewToken,
        now: Millis,
    ) -> Result<TokenId, StoreError> {
        let id = TokenId::new(now);
        sqlx::query(
            "INSERT INTO tokens (id, account_id, hash, prefix, last_four, scopes, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(account)
        .bind(&token.hash)
        .bind(&token.prefix)
        .bind(&token.last_four)
        .bind(&token.scopes)
        .bind(now)
        .bind(token.expires_at)
        .execute(&self.pool)
        .await?;
        Ok(id)
    }

    /// The token with that hash.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn token_by_hash(&self, hash: &str) -> Result<Option<Token>, StoreError> {
        let query = sqlx::query_as(select_tokens!("WHERE hash = $1"));
        Ok(query.bind(hash).fetch_optional(&self.pool).await?)
    }

    /// The token of that id.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn token(&self, id: &TokenId) -> Result<Option<Token>, StoreError> {
        let query = sqlx::query_as(select_tokens!("WHERE tokens.id = $1"));
        Ok(query.bind(id).fetch_optional(&self.pool).await?)
    }

    /// The tokens that `name` may mean: by id, or by the visible prefix.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn tokens_called(&self, name: &str) -> Result<Vec<Token>, StoreError> {
        let query = sqlx::query_as(select_tokens!("WHERE tokens.id = $1 OR prefix = $1"));
        Ok(query.bind(name).fetch_all(&self.pool).await?)
    }

    /// Every token, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        Ok(sqlx::query_as(select_tokens!("ORDER BY tokens.id")).fetch_all(&self.pool).await?)
    }

    /// The tokens of the account of that name, newest first.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn tokens_of(&self, account: &str) -> Result<Vec<Token>, StoreError> {
        let query = sqlx::query_as(select_tokens!("WHERE accounts.name = $1 ORDER BY tokens.id DESC"));
        Ok(query.bind(account).fetch_all(&self.pool).await?)
    }

    /// Revokes a token; from the next request on it is worth nothing.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn revoke(&self, id: &TokenId, now: Millis) -> Result<(), StoreError> {
        sqlx::query("UPDATE tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
            .bind(id)
            .bind(now)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Notes that a token was used.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn touch_token(&self, token: &Token, now: Millis) -> Result<(), StoreError> {
        if token.last_used_at.is_some_and(|last| now - last < LAST_USED_STEP) {
            return Ok(());
        }
        sqlx::query("UPDATE tokens SET last_used_at = $2 WHERE id = $1")
            .bind(&token.id)
            .bind(now)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
