//! A session.

use serde::Serialize;
use utoipa::ToSchema;

use super::timestamp;
use crate::auth::Session;

/// A session: a token that works for a few minutes.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionBody {
    /// Send it as `Authorization: Bearer …`.
    token: String,
    /// `Bearer`.
    #[schema(value_type = String)]
    token_type: &'static str,
    /// How long it works, in seconds.
    expires_in: i64,
    /// When it stops working.
    expires_at: String,
    /// Whose it is.
    account: String,
    /// What it allows.
    scopes: Vec<String>,
}

impl SessionBody {
    /// A session of an account, made at `now`.
    pub fn of(session: Session, identity: &crate::auth::Identity, now: crate::store::Millis) -> Self {
        Self {
            token: session.token,
            token_type: "Bearer",
            expires_in: (session.expires_at - now) / 1000,
            expires_at: timestamp(session.expires_at),
            account: identity.account_name.clone(),
            scopes: identity.scopes.to_string().split(' ').map(str::to_owned).collect(),
        }
    }
}
