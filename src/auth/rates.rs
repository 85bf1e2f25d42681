//! How many requests a minute: a bucket for each token and each account that fills steadily and is emptied by requests.
//!
//! The arithmetic is GCRA's (ITU-T I.371): of a bucket only the moment is kept at which it will be full again. A full bucket holds
//! a minute's requests. The buckets are this process's own: several servers each allow as many.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Identity;
use crate::config;
use crate::store::Millis;

/// What a minute has.
const MINUTE: Millis = 60_000;

/// Buckets that are kept before the full ones are let go.
const MANY: usize = 10_000;

/// Requests a minute from one address without a token.
const STRANGERS: u32 = 60;

/// The buckets of this process. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Rates {
    limits: config::Rates,
    full_at: Arc<Mutex<HashMap<String, Millis>>>,
}

/// How a bucket stands after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Requests a minute.
    pub limit: u32,
    /// Requests left at this moment.
    pub remaining: u32,
    /// Milliseconds until the bucket is full again.
    pub reset: Millis,
}

/// The bucket is empty: milliseconds until there is room for one more request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Empty(pub Millis);

/// Takes one request out of a bucket that would be full at `full_at`. Answers how it stands and when it will be full then.
fn take(limit: u32, full_at: Millis, now: Millis) -> Result<(Rate, Millis), Empty> {
    let step = (MINUTE / Millis::from(limit)).max(1);
    let full_at = full_at.max(now) + step;
    let debt = full_at - now;
    if debt > MINUTE {
        return Err(Empty(debt - MINUTE));
    }
    Ok((Rate { limit, remaining: ((MINUTE - debt) / step) as u32, reset: debt }, full_at))
}

impl Rates {
    /// Full buckets with these limits.
    pub fn new(limits: config::Rates) -> Self {
        Self { limits, full_at: Arc::default() }
    }

    /// The limits.
    pub fn limits(&self) -> config::Rates {
        self.limits
    }

    /// Counts a request that needs no token, by the address it came from.
    ///
    /// # Errors
    /// [`Empty`] when too many came from there.
    pub fn count_stranger(&self, address: &str, now: Millis) -> Result<(), Empty> {
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > MANY {
            buckets.retain(|_, full_at| *full_at > now);
        }
        let name = format!("address {address}");
        let (_, full_at) = take(STRANGERS, buckets.get(&name).copied().unwrap_or(now), now)?;
        buckets.insert(name, full_at);
        Ok(())
    }

    /// Counts a request of somebody who was recognised. `None` where there is no limit, else how the token's bucket stands.
    ///
    /// # Errors
    /// [`Empty`] when the token or its account has sent too many; then nothing is counted.
    pub fn count(&self, who: &Identity, now: Millis) -> Result<Option<Rate>, Empty> {
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > MANY {
            buckets.retain(|_, full_at| *full_at > now);
        }
        let wanted =
            [(who.token.as_str(), self.limits.per_token), (who.account.as_str(), self.limits.per_account)];
        let mut taken = Vec::new();
        for (name, limit) in wanted.into_iter().filter(|(_, limit)| *limit > 0) {
            taken.push((name, take(limit, buckets.get(name).copied().unwrap_or(now), now)?));
        }
        for (name, (_, full_at)) in &taken {
            buckets.insert((*name).to_owned(), *full_at);
        }
        Ok(taken.into_iter().map(|(_, (rate, _))| rate).min_by_key(|rate| rate.remaining))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Scopes;
    use crate::store::{AccountId, TokenId};

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let mut full_at = 0;
        for left in (0..3).rev() {
            let (rate, then) = take(3, full_at, 1_000).unwrap();
            assert_eq!((rate.limit, rate.remaining), (3, left));
            full_at = then;
        }
        assert_eq!(take(3, full_at, 1_000), Err(Empty(20_000)));
        assert_eq!(take(3, full_at, 20_999), Err(Empty(1)));
        assert_eq!(take(3, full_at, 21_000).unwrap().0.remaining, 0);
        assert_eq!(take(3, full_at, 99_000).unwrap().0, Rate { limit: 3, remaining: 2, reset: 20_000 });
    }

    fn somebody(token: &str) -> Identity {
        Identity {
            account: AccountId::from_text("account_1"),
            account_name: "a".to_owned(),
            token: TokenId::from_text(token),
            scopes: Scopes::default(),
            by_session: false,
        }
    }

    #[test]
    fn tokens_of_an_account_share_its_bucket_and_a_refusal_costs_nothing() {
        let rates = Rates::new(config::Rates { per_token: 2, per_account: 3 });
        let check = |token: &str, expected: Result<u32, Empty>| {
            let found = rates.count(&somebody(token), 0).map(|rate| rate.unwrap().remaining);
            assert_eq!(found, expected, "{token}");
        };
        check("one", Ok(1));
        check("one", Ok(0));
        check("one", Err(Empty(30_000)));
        check("two", Ok(0));
        check("two", Err(Empty(20_000)));
        let open = Rates::new(config::Rates { per_token: 0, per_account: 0 });
        assert_eq!(open.count(&somebody("one"), 0), Ok(None));
    }
}
