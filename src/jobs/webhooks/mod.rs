//! Telling others that a job has ended, by a signed POST (the Standard Webhooks specification, 1.0.0).
//!
//! What is sent is thin: the job's id, kind and state; whoever is told fetches the rest with a token. [`address`] says who may be
//! told: nobody in the house's own network unless the administrator names the host. A telling that is not heard is repeated,
//! later each time, [`TRIES`] times in all.

pub mod address;
mod send;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::{Queue, now};
use crate::store::key::authenticate;
use crate::store::{AccountId, DueWebhook, Millis};
pub use address::{AddressError, Allowed};
use send::Sender;

/// How often somebody is told at most: the last try is nine hours after the first.
const TRIES: i64 = 8;

/// Milliseconds before the second try; each further one waits four times as long.
const FIRST_PAUSE: Millis = 10_000;

/// How the house tells others.
#[derive(Clone)]
pub struct Webhooks {
    key: [u8; 32],
    allowed: Allowed,
    sender: Sender,
}

/// How long to wait after so many tries; `None` when it is given up.
fn pause(tries: i64) -> Option<Millis> {
    (tries < TRIES).then(|| FIRST_PAUSE * 4_i64.pow(u32::try_from(tries - 1).unwrap_or(0)))
}

impl Webhooks {
    /// Signs with keys derived from `key`; tells hosts of the public network, and those that are `allowed`.
    pub fn new(key: [u8; 32], allowed: Allowed) -> Self {
        Self { key, sender: Sender::new(allowed.clone()), allowed }
    }

    /// The secret that an account's receiver checks signatures with, as in `whsec_…`.
    pub fn secret(&self, account: &AccountId) -> String {
        format!("whsec_{}", STANDARD.encode(self.account_key(account)))
    }

    /// An address somebody may be told at.
    ///
    /// # Errors
    /// [`AddressError`] says what is wrong with it.
    pub fn check(&self, address: &str) -> Result<(), AddressError> {
        self.allowed.check(address)
    }

    /// Tells everybody who is to be told now.
    pub(super) async fn tell_all(&self, queue: &Queue) {
        loop {
            // Should this process end meanwhile, the telling is due again as if it had failed.
            let again = now() + FIRST_PAUSE;
            match queue.store().claim_webhook(now(), again).await {
                Ok(Some(due)) => self.tell(queue, &due).await,
                Ok(None) => return,
                Err(error) => {
                    tracing::error!(%error, "nobody could be told of an end");
                    return;
                }
            }
        }
    }

    async fn tell(&self, queue: &Queue, due: &DueWebhook) {
        let (sender, address, message) = (self.sender.clone(), due.webhook.clone(), self.message(due, now()));
        let told = tokio::task::spawn_blocking(move || sender.send(&address, &message)).await;
        let told = told.unwrap_or_else(|error| Err(error.to_string()));
        let next = match &told {
            Ok(()) => None,
            Err(reason) => {
                tracing::warn!(job = %due.id, tries = due.webhook_attempts, reason, "the end was not heard");
                pause(due.webhook_attempts).map(|pause| now() + pause)
            }
        };
        if let Err(error) = queue.store().note_webhook(&due.id, next).await {
            tracing::error!(%error, "a telling could not be noted");
        }
    }

    /// What is sent, signed.
    fn message(&self, due: &DueWebhook, now: Millis) -> Message {
        let id = format!("msg_{}", due.id.as_str().trim_start_matches("job_"));
        let body = json!({
            "type": "job.ended",
            "timestamp": jiff::Timestamp::from_millisecond(now).unwrap_or_default().to_string(),
            "data": { "id": due.id.as_str(), "kind": due.kind, "status": due.state.name() },
        });
        Message::signed(&self.account_key(&due.account_id), id, now / 1000, body.to_string())
    }

    fn account_key(&self, account: &AccountId) -> [u8; 32] {
        authenticate(&self.key, &[account.as_str().as_bytes()])
    }
}

/// A signed message.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Message {
    id: String,
    timestamp: i64,
    signature: String,
    body: String,
}

impl Message {
    /// Signs id, time and body, with dots between.
    fn signed(key: &[u8; 32], id: String, timestamp: i64, body: String) -> Self {
        let content = format!("{id}.{timestamp}.{body}");
        let signature = format!("v1,{}", STANDARD.encode(authenticate(key, &[content.as_bytes()])));
        Self { id, timestamp, signature, body }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_are_later_each_time_and_come_to_an_end() {
        let pauses: Vec<_> = (1..).map_while(pause).map(|pause| pause / 1000).collect();
        assert_eq!(pauses, [10, 40, 160, 640, 2_560, 10_240, 40_960]);
    }

    #[test]
    fn a_message_is_signed_as_the_specification_says() {
        // Written with python's hmac: HMAC-SHA256 of "msg_1.1700000000.{}" under 32 bytes of 7, in base 64.
        let message = Message::signed(&[7; 32], "msg_1".to_owned(), 1_700_000_000, "{}".to_owned());
        assert_eq!(message.signature, "v1,nuLLyheCKcS2N8JNOFt5stk98R+umYWr26/ZTfdtGM8=");
    }
}
