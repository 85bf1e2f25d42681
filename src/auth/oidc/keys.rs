//! The provider's keys: fetched when they are first needed, again after a day and when a token names an unknown one, which
//! happens when the provider changes its keys, or when somebody makes tokens up. So fetching has a limit.

use std::collections::HashMap;
use std::time::Duration;

use jsonwebtoken::DecodingKey;
use serde::Deserialize;
use tokio::sync::Mutex;
use ureq::Agent;

use crate::config::Oidc as Settings;
use crate::store::Millis;

/// How long keys are taken without looking again.
const FRESH: Millis = 24 * 60 * 60 * 1000;
/// Fetches that may follow each other at once.
const BURST: f64 = 3.0;
/// After how long there is one fetch more.
const REFILL: f64 = 60_000.0;
/// Largest answer of a provider; Entra's keys are 12 kB.
const LARGEST: u64 = 1 << 20;

/// The keys of one provider.
pub struct Keys {
    discovery: String,
    cache: Mutex<Cache>,
}

struct Cache {
    keys: HashMap<String, DecodingKey>,
    fetched_at: Millis,
    /// Fetches that may be made now, and when that was counted.
    left: f64,
    counted_at: Millis,
}

impl Keys {
    /// The keys of that provider, none of them fetched.
    pub fn of(settings: &Settings) -> Self {
        // The keys of a provider with many tenants are the same for all.
        let tenant = settings.tenants.first().map_or("organizations", String::as_str);
        let issuer = settings.issuer.replace("{tid}", tenant);
        let discovery = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let cache = Cache { keys: HashMap::new(), fetched_at: 0, left: BURST, counted_at: 0 };
        Self { discovery, cache: Mutex::new(cache) }
    }

    /// The key of that name. Whoever asks while keys are fetched waits for them.
    pub async fn get(&self, kid: &str, now: Millis) -> Option<DecodingKey> {
        let mut cache = self.cache.lock().await;
        let is_stale = now - cache.fetched_at > FRESH;
        if (is_stale || !cache.keys.contains_key(kid)) && cache.may_fetch(now) {
            let discovery = self.discovery.clone();
            match tokio::task::spawn_blocking(move || fetch(&discovery)).await {
                Ok(Ok(keys)) => {
                    cache.keys = keys;
                    cache.fetched_at = now;
                }
                Ok(Err(cause)) => tracing::warn!(cause, "the identity provider's keys cannot be fetched"),
                Err(error) => tracing::error!(%error, "fetching the identity provider's keys failed"),
            }
        }
        cache.keys.get(kid).cloned()
    }
}

impl Cache {
    /// Counts a fetch, if there may be one.
    fn may_fetch(&mut self, now: Millis) -> bool {
        let gained = (now - self.counted_at).max(0) as f64 / REFILL;
        (self.left, self.counted_at) = ((self.left + gained).min(BURST), now);
        let may = self.left >= 1.0;
        if may {
            self.left -= 1.0;
        }
        may
    }
}

#[derive(Deserialize)]
struct Discovered {
    jwks_uri: String,
}

#[derive(Deserialize)]
struct Set {
    keys: Vec<Key>,
}

/// A key; `alg` and `use` may be missing.
#[derive(Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    n: Option<String>,
    e: Option<String>,
}

/// Asks the provider where its keys are, and for them.
fn fetch(discovery: &str) -> Result<HashMap<String, DecodingKey>, String> {
    let config = Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(10)))
        .user_agent(concat!("vignette/", env!("CARGO_PKG_VERSION")))
        .build();
    let agent = Agent::from(config);
    let Discovered { jwks_uri } = read(&agent, discovery)?;
    let secure = jwks_uri.starts_with("https://") || discovery.starts_with("http://");
    if !secure {
        return Err(format!("{jwks_uri} is no https address"));
    }
    let Set { keys } = read(&agent, &jwks_uri)?;
    Ok(keys.into_iter().filter_map(usable).collect())
}

fn read<T: serde::de::DeserializeOwned>(agent: &Agent, address: &str) -> Result<T, String> {
    let answer = agent.get(address).call().map_err(|error| format!("{address}: {error}"))?;
    let text = answer.into_body().into_with_config().limit(LARGEST).read_to_vec();
    let text = text.map_err(|error| format!("{address}: {error}"))?;
    serde_json::from_slice(&text).map_err(|error| format!("{address}: {error}"))
}

/// The keys that sign by RSA, by their names.
fn usable(key: Key) -> Option<(String, DecodingKey)> {
    let signs = key.kty == "RSA" && key.purpose.is_none_or(|purpose| purpose == "sig");
    if !signs {
        return None;
    }
    Some((key.kid?, DecodingKey::from_rsa_components(&key.n?, &key.e?).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fetches_are_few_whatever_is_asked() {
        let mut cache = Cache { keys: HashMap::new(), fetched_at: 0, left: BURST, counted_at: 0 };
        let mut count = |now| (0..100).filter(|_| cache.may_fetch(now)).count();
        assert_eq!(count(1_000), 3);
        assert_eq!(count(31_000), 0);
        assert_eq!(count(62_000), 1);
        assert_eq!(count(10_000_000), 3);
    }
}
