//! Who asks, and what they may do: a token or a session comes in, a [`Caller`] with a permission in its type
//! comes out.
//!
//! Read in this order: [`secret`] (the form of a token), [`scope`] (what tokens allow), [`tokens`] (making,
//! listing, revoking, recognising), [`grants`] (tokens that callers make and revoke themselves), [`sessions`] (short-lived JWTs), [`caller`] (permissions as types), [`links`]
//! (signed addresses of files), [`rates`] (requests a minute), [`oidc`](mod@oidc) (tokens of a company's identity provider). HTTP headers are `http`'s; the clock comes in as an argument.

use std::sync::Arc;
use std::time::Duration;

use crate::store::{ServerKey, Store, StoreError};

pub mod caller;
pub mod grants;
pub mod links;
pub mod oidc;
pub mod rates;
pub mod scope;
pub mod secret;
pub mod sessions;
pub mod tokens;

pub use caller::{Caller, CanAdminister, CanDesign, CanFill, CanRead, CanUse, Permission};
pub use grants::{Granted, Wish};
pub use links::Signature;
pub use oidc::Oidc;
pub use rates::{Empty, Rate, Rates};
pub use scope::{Scope, Scopes};
pub use sessions::Session;
pub use tokens::{Identity, NewlyMade};

/// Recognises callers. Cheap to clone.
#[derive(Clone)]
pub struct Auth {
    store: Store,
    keys: Keys,
    session: Duration,
    oidc: Option<Arc<Oidc>>,
}

/// One key for each purpose, derived from the server's secret.
#[derive(Clone)]
struct Keys {
    tokens: [u8; 32],
    sessions: [u8; 32],
    links: [u8; 32],
}

impl Auth {
    /// Recognises callers by the tokens in `store`; sessions last for `session`.
    pub fn new(store: Store, key: &ServerKey, session: Duration) -> Self {
        let keys = Keys {
            tokens: key.derive("vignette account tokens 1"),
            sessions: key.derive("vignette sessions 1"),
            links: key.derive("vignette file links 1"),
        };
        Self { store, keys, session, oidc: None }
    }

    /// The same, recognising people by an identity provider's tokens too.
    pub fn with_oidc(self, oidc: Option<Oidc>) -> Self {
        Self { oidc: oidc.map(Arc::new), ..self }
    }
}

/// Why somebody is not let in, or a token not made or found.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// There is no token in the request.
    #[error("the request carries no token")]
    Missing,
    /// It is none we made, or mistyped.
    #[error("the token is not one of this server's")]
    Unknown,
    /// It was revoked.
    #[error("the token was revoked")]
    Revoked,
    /// It is too old.
    #[error("the {what} has expired")]
    Expired {
        /// `token`, `session` or `link`.
        what: &'static str,
    },
    /// The link's signature is not ours, or the link was changed.
    #[error("the link is not one of this server's")]
    BadLink,
    /// It does not allow this.
    #[error("the token does not allow this; it needs the scope {}", scope::either(.0))]
    Scope(&'static [Scope]),
    /// A session cannot open a session.
    #[error("a session cannot open another session")]
    SessionFromSession,
    /// A token cannot be made by a session, or give more than the token that asks.
    #[error("{0}")]
    Grant(&'static str),
    /// There is no scope of that name.
    #[error("there is no scope “{0}”; there are: design, fill, read, admin")]
    UnknownScope(String),
    /// The account's name is none.
    #[error("an account's name has 1 to 64 characters and no control characters")]
    AccountName,
    /// No token has that id or prefix.
    #[error("no token is called “{0}”")]
    NoSuchToken(String),
    /// Several tokens have that prefix.
    #[error("several tokens begin with “{0}”")]
    AmbiguousToken(String),
    /// A session could not be signed; a defect of ours.
    #[error("the session could not be signed: {0}")]
    Signing(String),
    /// The identity provider's settings are not whole.
    #[error("the identity provider cannot be used: {0}")]
    Provider(&'static str),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[cfg(test)]
mod tests;
