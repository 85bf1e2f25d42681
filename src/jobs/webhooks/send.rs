//! The POST itself: no redirect is followed, no proxy asked, and no address connected to that is not public or allowed.

use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use super::Message;
use super::address::{Allowed, is_public};

/// How long a receiver may take in all.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends messages.
#[derive(Clone)]
pub(super) struct Sender {
    agent: Agent,
}

/// Looks names up, and gives no address that may not be told.
#[derive(Debug)]
struct Guarded {
    inner: DefaultResolver,
    allowed: Allowed,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        if self.allowed.names(host) {
            return Ok(found);
        }
        let mut public = self.empty();
        found.iter().filter(|address| is_public(address.ip())).for_each(|address| public.push(*address));
        if public.is_empty() { Err(Error::HostNotFound) } else { Ok(public) }
    }
}

impl Sender {
    pub fn new(allowed: Allowed) -> Self {
        // Another part of the process may have chosen it already; it is the same one.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .proxy(None)
            .user_agent("Vignette-Webhooks/1")
            .build();
        let resolver = Guarded { inner: DefaultResolver::default(), allowed };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver) }
    }

    /// Sends a message; heard means an answer of 200 to 299. Blocks its thread for at most [`PATIENCE`].
    pub fn send(&self, address: &str, message: &Message) -> Result<(), String> {
        let request = (self.agent.post(address))
            .header("content-type", "application/json")
            .header("webhook-id", &message.id)
            .header("webhook-timestamp", message.timestamp.to_string())
            .header("webhook-signature", &message.signature);
        let response = request.send(&message.body).map_err(|error| error.to_string())?;
        if response.status().is_success() {
            Ok(())
        } else {
            Err(format!("it answered {}", response.status()))
        }
    }
}
