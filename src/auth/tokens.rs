//! Account tokens: made, listed, revoked, recognised.

use subtle::ConstantTimeEq as _;

use super::{Auth, AuthError, Oidc, Scopes, secret};
use crate::store::key::{authenticate, hex};
use crate::store::{AccountId, Deed, Millis, NewToken, Token, TokenId};

/// Someone who was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Whose token it is.
    pub account: AccountId,
    /// That account's name.
    pub account_name: String,
    /// Which token.
    pub token: TokenId,
    /// What it allows.
    pub scopes: Scopes,
    /// Whether it came as a session made from that token.
    pub by_session: bool,
}

/// A token that was just made: the only time its secret is known.
#[derive(Clone, Debug)]
pub struct NewlyMade {
    /// The token itself, to be shown once.
    pub secret: String,
    /// Its id, to revoke it by.
    pub id: TokenId,
}

impl Auth {
    /// Makes a token for an account, which is made if there is none of that name.
    ///
    /// # Errors
    /// [`AuthError::AccountName`], [`AuthError::Store`].
    pub async fn create_token(
        &self,
        account: &str,
        scopes: &Scopes,
        expires_at: Option<Millis>,
        now: Millis,
    ) -> Result<NewlyMade, AuthError> {
        self.make_token(None, account, scopes, expires_at, now).await
    }

    /// Makes a token; `actor` is who made it, when that is not the account itself.
    pub(super) async fn make_token(
        &self,
        actor: Option<&str>,
        account: &str,
        scopes: &Scopes,
        expires_at: Option<Millis>,
        now: Millis,
    ) -> Result<NewlyMade, AuthError> {
        let account = account.trim();
        if account.is_empty() || account.chars().count() > 64 || account.contains(char::is_control) {
            return Err(AuthError::AccountName);
        }
        let secret = secret::generate();
        let token = NewToken {
            hash: self.hash(&secret),
            prefix: secret::visible_prefix(&secret).to_owned(),
            last_four: secret::last_four(&secret).to_owned(),
            scopes: scopes.to_string(),
            expires_at,
        };
        let account = self.store.account_named(account, now).await?;
        let id = self.store.add_token(&account.id, &token, now).await?;
        let deed = Deed {
            actor: actor.unwrap_or(&account.name),
            action: "token.created",
            object: id.as_str(),
            detail: &token.scopes,
        };
        self.store.audit(deed, now).await?;
        Ok(NewlyMade { secret, id })
    }

    /// Every token there is, revoked and expired ones too, oldest first.
    ///
    /// # Errors
    /// [`AuthError::Store`].
    pub async fn list_tokens(&self) -> Result<Vec<Token>, AuthError> {
        Ok(self.store.tokens().await?)
    }

    /// Revokes the token that `name` means: its id, its visible prefix, or the whole token.
    ///
    /// # Errors
    /// [`AuthError::NoSuchToken`], [`AuthError::AmbiguousToken`], [`AuthError::Store`].
    pub async fn revoke_token(&self, name: &str, now: Millis) -> Result<Token, AuthError> {
        let mut found = if secret::is_well_formed(name) {
            self.store.token_by_hash(&self.hash(name)).await?.into_iter().collect()
        } else {
            self.store.tokens_called(name).await?
        };
        // The name may be a whole secret, mistyped: only its visible part is repeated.
        let shown = || secret::visible_prefix(name).to_owned();
        let token = found.pop().ok_or_else(|| AuthError::NoSuchToken(shown()))?;
        if !found.is_empty() {
            return Err(AuthError::AmbiguousToken(shown()));
        }
        self.store.revoke(&token.id, now).await?;
        let deed =
            Deed { actor: &token.account, action: "token.revoked", object: token.id.as_str(), detail: "" };
        self.store.audit(deed, now).await?;
        Ok(token)
    }

    /// Recognises an account token or a session.
    ///
    /// # Errors
    /// [`AuthError::Unknown`], [`AuthError::Revoked`], [`AuthError::Expired`], [`AuthError::Store`].
    pub async fn identify(&self, credential: &str, now: Millis) -> Result<Identity, AuthError> {
        if credential.starts_with(secret::PREFIX) {
            self.identify_token(credential, now).await
        } else if let Some(oidc) = self.oidc.as_ref().filter(|_| Oidc::is_meant(credential)) {
            oidc.identify(credential, &self.store, now).await
        } else {
            self.identify_session(credential, now).await
        }
    }

    async fn identify_token(&self, secret: &str, now: Millis) -> Result<Identity, AuthError> {
        if !secret::is_well_formed(secret) {
            return Err(AuthError::Unknown);
        }
        let hash = self.hash(secret);
        let token = self.store.token_by_hash(&hash).await?.ok_or(AuthError::Unknown)?;
        if !bool::from(token.hash.as_bytes().ct_eq(hash.as_bytes())) {
            return Err(AuthError::Unknown);
        }
        self.admit(token, false, now).await
    }

    async fn identify_session(&self, session: &str, now: Millis) -> Result<Identity, AuthError> {
        let id = self.token_of_session(session, now)?;
        let token = self.store.token(&id).await?.ok_or(AuthError::Unknown)?;
        self.admit(token, true, now).await
    }

    /// Turns away what is revoked or expired, for tokens and for sessions made from them.
    async fn admit(&self, token: Token, by_session: bool, now: Millis) -> Result<Identity, AuthError> {
        if token.revoked_at.is_some() {
            return Err(AuthError::Revoked);
        }
        if token.expires_at.is_some_and(|expires| expires <= now) {
            return Err(AuthError::Expired { what: "token" });
        }
        self.store.touch_token(&token, now).await?;
        Ok(Identity {
            scopes: token.scopes.parse()?,
            account: token.account_id,
            account_name: token.account,
            token: token.id,
            by_session,
        })
    }

    /// What is kept of a token.
    fn hash(&self, secret: &str) -> String {
        hex(&authenticate(&self.keys.tokens, &[secret.as_bytes()]))
    }
}
