//! Tokens of a company's own identity provider (OpenID Connect; Entra ID and others), instead of account tokens.
//!
//! Read in this order: this file (who is let in), [`claims`] (what a token must say), [`keys`] (the provider's keys: cached,
//! rotated, fetched at a limited rate). Only RS256 is taken; a token that names another algorithm never comes here.

use jsonwebtoken::{Algorithm, Validation, decode, decode_header};

use super::{AuthError, Identity, Scopes};
use crate::config::Oidc as Settings;
use crate::store::{Millis, Store, TokenId};

mod claims;
mod keys;

use claims::Claims;
use keys::Keys;

/// Recognises people by the tokens of one provider.
pub struct Oidc {
    settings: Settings,
    keys: Keys,
}

impl Oidc {
    /// The provider of these settings; nothing is fetched before the first token comes.
    ///
    /// # Errors
    /// [`AuthError::Provider`] when they would let in whom nobody meant to let in.
    pub fn new(settings: Settings) -> Result<Self, AuthError> {
        whole(&settings).map_err(AuthError::Provider)?;
        let keys = Keys::of(&settings);
        Ok(Self { settings, keys })
    }

    /// Whether a credential is one that a provider may have signed: a JWT whose header says RS256.
    pub fn is_meant(credential: &str) -> bool {
        decode_header(credential).is_ok_and(|header| header.alg == Algorithm::RS256)
    }

    /// Recognises whoever a token was made for. The first time, an account is made, with what every account may do.
    ///
    /// # Errors
    /// [`AuthError::Unknown`] for a token that is not the provider's or not for this server, [`AuthError::Expired`],
    /// [`AuthError::Store`]. Why a token is unknown goes to the log, without the token.
    pub async fn identify(&self, token: &str, store: &Store, now: Millis) -> Result<Identity, AuthError> {
        let claims = self.verified(token, now).await?;
        let account = store.account_named(&claims.account(), now).await?;
        Ok(Identity {
            token: TokenId::from_text(format!("oidc_{}", account.id)),
            account: account.id,
            account_name: account.name,
            scopes: Scopes::default(),
            // A short-lived credential as a session is one: it opens no other.
            by_session: true,
        })
    }

    async fn verified(&self, token: &str, now: Millis) -> Result<Claims, AuthError> {
        let refused = |reason: &str| {
            tracing::info!(reason, "a token of the identity provider was refused");
            AuthError::Unknown
        };
        let header = decode_header(token).map_err(|_| refused("its header cannot be read"))?;
        let kid = header.kid.ok_or_else(|| refused("it names no key"))?;
        let key = self.keys.get(&kid, now).await.ok_or_else(|| refused("its key is not the provider's"))?;
        let mut validation = Validation::new(Algorithm::RS256);
        // Times, issuer and audience are ours to judge: the clock is an argument, and the issuer depends on the tenant.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.validate_aud = false;
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        let claims = decode::<Claims>(token, &key, &validation)
            .map_err(|_| refused("its signature or content is wrong"))?
            .claims;
        claims.check(&self.settings).map_err(refused)?;
        if claims.is_over(now) {
            return Err(AuthError::Expired { what: "token" });
        }
        Ok(claims)
    }
}

/// Whether the settings say whom to let in.
fn whole(settings: &Settings) -> Result<(), &'static str> {
    let is_local =
        ["http://127.0.0.1:", "http://localhost:"].iter().any(|start| settings.issuer.starts_with(start));
    if !settings.issuer.starts_with("https://") && !is_local {
        return Err("VIGNETTE_OIDC_ISSUER must start with https://");
    }
    if settings.audience.is_empty() {
        return Err("VIGNETTE_OIDC_AUDIENCE must say what its tokens are for");
    }
    if settings.issuer.contains("{tid}") && settings.tenants.is_empty() {
        return Err("VIGNETTE_OIDC_TENANTS must say which tenants are let in");
    }
    Ok(())
}

impl std::fmt::Debug for Oidc {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Oidc").field("settings", &self.settings).finish_non_exhaustive()
    }
}
