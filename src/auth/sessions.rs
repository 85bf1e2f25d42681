//! Sessions: JWTs (RFC 7519) that a token is exchanged for, so that the pane need not keep the token at hand.
//!
//! A session names its token; scopes and revocation are read from the token's row on every request, so that
//! revoking the token ends its sessions at once.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

use super::{Auth, AuthError, Identity};
use crate::store::key::hex;
use crate::store::{Millis, TokenId};

/// A session that was just made.
#[derive(Clone, Debug)]
pub struct Session {
    /// The JWT.
    pub token: String,
    /// When it stops working.
    pub expires_at: Millis,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    /// The account.
    sub: String,
    /// The token it was made from.
    tid: String,
    /// Random, so that no two sessions are alike.
    jti: String,
    /// Seconds since 1970.
    iat: i64,
    exp: i64,
}

const ISSUER: &str = "vignette";
const AUDIENCE: &str = "vignette-session";

/// HMAC-SHA256 only: a token that names another algorithm, or `none`, is refused before its signature is read.
const ALGORITHM: Algorithm = Algorithm::HS256;

impl Auth {
    /// Exchanges a token for a session.
    ///
    /// # Errors
    /// [`AuthError::SessionFromSession`]: a stolen session must not renew itself for ever.
    pub fn open_session(&self, identity: &Identity, now: Millis) -> Result<Session, AuthError> {
        if identity.by_session {
            return Err(AuthError::SessionFromSession);
        }
        let issued = now / 1000;
        // Rounded up to a whole second, as JWTs count them: a session never ends early.
        let expires = (now + 999) / 1000 + self.session.as_secs() as i64;
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: identity.account.to_string(),
            tid: identity.token.to_string(),
            jti: hex(&rand::Rng::next_u64(&mut rand::rng()).to_be_bytes()),
            iat: issued,
            exp: expires,
        };
        let key = EncodingKey::from_secret(&self.keys.sessions);
        let token = encode(&Header::new(ALGORITHM), &claims, &key)
            .map_err(|error| AuthError::Signing(error.to_string()))?;
        Ok(Session { token, expires_at: expires * 1000 })
    }

    /// The token a session was made from.
    pub(super) fn token_of_session(&self, session: &str, now: Millis) -> Result<TokenId, AuthError> {
        let mut validation = Validation::new(ALGORITHM);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The time is an argument here, so the comparison is ours.
        validation.validate_exp = false;
        let key = DecodingKey::from_secret(&self.keys.sessions);
        let claims = decode::<Claims>(session, &key, &validation).map_err(|_| AuthError::Unknown)?.claims;
        if claims.exp <= now / 1000 {
            return Err(AuthError::Expired { what: "session" });
        }
        Ok(TokenId::from_text(claims.tid))
    }
}
