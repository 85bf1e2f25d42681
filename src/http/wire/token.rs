//! Account tokens.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::timestamp;
use crate::auth::{Granted, Scopes};
use crate::store::Token;

/// A token that is wished for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewToken)]
pub struct NewTokenBody {
    /// What it shall allow: `design`, `fill`, `read`, `admin`. Not more than the token that asks.
    pub scopes: Vec<String>,
    /// In how many days it stops working, 1 to 3650; when not said, when the token that asks does.
    pub expires_in_days: Option<u32>,
    /// Whose it shall be; one's own when not said. Administrators may name another account, and a new one.
    pub account: Option<String>,
}

/// A token that was made.
#[derive(Serialize, ToSchema)]
#[schema(as = MadeToken)]
pub struct MadeTokenBody {
    /// The token. It is shown this once.
    token: String,
    /// Its id, to revoke it by.
    id: String,
    /// Whose it is.
    account: String,
    /// What it allows.
    scopes: Vec<String>,
    /// When it stops working; null for never.
    expires_at: Option<String>,
}

/// Several tokens.
#[derive(Serialize, ToSchema)]
#[schema(as = Tokens)]
pub struct TokensBody {
    /// The newest first.
    pub tokens: Vec<TokenBody>,
}

/// A token as it may be shown.
#[derive(Serialize, ToSchema)]
#[schema(as = Token)]
pub struct TokenBody {
    id: String,
    /// Its first characters.
    prefix: String,
    /// Its last four characters.
    last_four: String,
    /// What it allows.
    scopes: Vec<String>,
    created_at: String,
    /// Null for never.
    expires_at: Option<String>,
    /// To the minute; null for never.
    last_used_at: Option<String>,
    revoked_at: Option<String>,
}

/// The names of scopes.
fn names(scopes: &str) -> Vec<String> {
    scopes.split(' ').map(str::to_owned).collect()
}

impl MadeTokenBody {
    /// What is answered once.
    pub fn new(granted: Granted, scopes: &Scopes) -> Self {
        Self {
            token: granted.made.secret,
            id: granted.made.id.to_string(),
            account: granted.account,
            scopes: names(&scopes.to_string()),
            expires_at: granted.expires_at.map(timestamp),
        }
    }
}

impl From<Token> for TokenBody {
    fn from(token: Token) -> Self {
        Self {
            id: token.id.to_string(),
            prefix: token.prefix,
            last_four: token.last_four,
            scopes: names(&token.scopes),
            created_at: timestamp(token.created_at),
            expires_at: token.expires_at.map(timestamp),
            last_used_at: token.last_used_at.map(timestamp),
            revoked_at: token.revoked_at.map(timestamp),
        }
    }
}
