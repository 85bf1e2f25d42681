//! What a token must say to be let in.

use serde::Deserialize;

use crate::config::Oidc as Settings;
use crate::store::Millis;

/// How far the provider's clock may be off, in seconds.
const LEEWAY: i64 = 60;

/// The claims of an access token that are looked at.
#[derive(Debug, Deserialize)]
pub struct Claims {
    iss: String,
    aud: OneOrMany,
    /// Seconds since 1970.
    exp: i64,
    nbf: Option<i64>,
    /// Entra's name for the tenant and for the person in it.
    tid: Option<String>,
    oid: Option<String>,
    sub: Option<String>,
    /// Entra's name for the scopes, and everybody else's: names with spaces between.
    scp: Option<String>,
    scope: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Claims {
    /// Whether the token is from this provider, for this server, of an allowed tenant, and for this use.
    ///
    /// # Errors
    /// Why not, for the log.
    pub fn check(&self, settings: &Settings) -> Result<(), &'static str> {
        let tenant = self.tid.as_deref().unwrap_or_default();
        // The tenant is checked before it stands in an issuer: one that holds a slash is in no list.
        if !settings.tenants.is_empty() && !settings.tenants.iter().any(|allowed| allowed == tenant) {
            return Err("its tenant is not allowed");
        }
        if self.iss != settings.issuer.replace("{tid}", tenant) {
            return Err("its issuer is another");
        }
        let is_for_us = match &self.aud {
            OneOrMany::One(audience) => *audience == settings.audience,
            OneOrMany::Many(audiences) => audiences.contains(&settings.audience),
        };
        if !is_for_us {
            return Err("it is for another server");
        }
        let mut scopes = [&self.scp, &self.scope].into_iter().flatten().flat_map(|scopes| scopes.split(' '));
        if !scopes.any(|scope| scope == settings.scope) {
            return Err("it lacks the scope");
        }
        if self.oid.is_none() && self.sub.is_none() {
            return Err("it is nobody's");
        }
        Ok(())
    }

    /// Whether it is too old, or from the future.
    pub fn is_over(&self, now: Millis) -> bool {
        let now = now / 1000;
        self.exp + LEEWAY <= now || self.nbf.is_some_and(|start| start - LEEWAY > now)
    }

    /// The account of the person: the same whatever else changes about them. Entra's `oid` within its tenant, else
    /// `sub` of the issuer.
    pub fn account(&self) -> String {
        match (&self.oid, &self.tid) {
            (Some(person), Some(tenant)) => format!("{person}@{tenant}"),
            _ => {
                let person = self.sub.as_ref().or(self.oid.as_ref()).map_or("", String::as_str);
                format!("{person}@{}", self.iss)
            }
        }
    }
}
