//! Tokens that callers make and revoke themselves. A token gives no more than the one that asks for it: not another account's
//! work, no further scope, no later end. So a token that leaked can be multiplied, but not made to last or to do more.

use super::{Auth, AuthError, Identity, NewlyMade, Scope, Scopes};
use crate::store::{Deed, Millis, TokenId};

/// The longest that a token of somebody lasts who signs in by the identity provider: who has left the company must be out.
const LONGEST_OF_PROVIDER: Millis = 90 * 24 * 60 * 60 * 1000;

/// A token that is wished for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Whose it shall be; the caller's own when not said. Another's, and new accounts, are an administrator's to give.
    pub account: Option<String>,
    /// What it shall allow.
    pub scopes: Scopes,
    /// When it shall stop working.
    pub expires_at: Option<Millis>,
}

/// A token that was made.
#[derive(Clone, Debug)]
pub struct Granted {
    /// The token, to be shown once.
    pub made: NewlyMade,
    /// Whose it is.
    pub account: String,
    /// When it stops working: as wished, or earlier.
    pub expires_at: Option<Millis>,
}

impl Identity {
    fn administers(&self) -> bool {
        self.scopes.allow_any(&[Scope::Admin])
    }

    /// Whether it was proven by a token of the identity provider.
    fn is_of_provider(&self) -> bool {
        self.token.as_str().starts_with("oidc_")
    }
}

impl Auth {
    /// Makes a token for a caller.
    ///
    /// # Errors
    /// [`AuthError::Grant`] when the caller may not give it, [`AuthError::AccountName`], [`AuthError::Store`].
    pub async fn grant(&self, who: &Identity, wish: Wish, now: Millis) -> Result<Granted, AuthError> {
        if who.by_session && !who.is_of_provider() {
            return Err(AuthError::Grant("a session cannot make a token, which would outlive it"));
        }
        let account = wish.account.unwrap_or_else(|| who.account_name.clone());
        if account != who.account_name && !who.administers() {
            return Err(AuthError::Grant("only an administrator makes tokens for another account"));
        }
        if !wish.scopes.are_within(&who.scopes) {
            return Err(AuthError::Grant("a token cannot allow more than the one that asks for it"));
        }
        let expires_at = earlier(wish.expires_at, self.last_moment(who, now).await?);
        let made = self.make_token(Some(&who.account_name), &account, &wish.scopes, expires_at, now).await?;
        Ok(Granted { made, account, expires_at })
    }

    /// When what a caller gives must stop working.
    async fn last_moment(&self, who: &Identity, now: Millis) -> Result<Option<Millis>, AuthError> {
        if who.administers() {
            return Ok(None);
        }
        if who.is_of_provider() {
            return Ok(Some(now + LONGEST_OF_PROVIDER));
        }
        Ok(self.store.token(&who.token).await?.and_then(|token| token.expires_at))
    }

    /// Revokes one of the caller's own tokens, or any for an administrator. Another's token is not found.
    ///
    /// # Errors
    /// [`AuthError::NoSuchToken`], [`AuthError::Store`].
    pub async fn take_back(&self, who: &Identity, id: &TokenId, now: Millis) -> Result<(), AuthError> {
        let token = self.store.token(id).await?;
        let token = token.filter(|token| token.account_id == who.account || who.administers());
        let token = token.ok_or_else(|| AuthError::NoSuchToken(id.to_string()))?;
        self.store.revoke(&token.id, now).await?;
        let deed = Deed {
            actor: &who.account_name,
            action: "token.revoked",
            object: token.id.as_str(),
            detail: &token.account,
        };
        Ok(self.store.audit(deed, now).await?)
    }
}

/// The earlier of two ends, where none is never.
fn earlier(one: Option<Millis>, other: Option<Millis>) -> Option<Millis> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
