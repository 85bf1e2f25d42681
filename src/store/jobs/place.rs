//! How many jobs come before a queued one, as accounts take turns, and how long such jobs take.

use super::Job;
use crate::store::{AccountId, Millis, Store, StoreError};

/// A queued job's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// How many jobs start before it.
    pub ahead: u64,
    /// How long the last jobs of its kind ran, on average; `None` when there were none.
    pub usual: Option<Millis>,
}

/// What one account has in the queue, seen from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rival {
    queued: u64,
    /// Whether its next turn comes before the other's next turn.
    is_next: bool,
}

/// Jobs of a kind that are looked at for how long one takes.
const LOOKED_AT: i64 = 20;

/// How many jobs start before the one that `own` others of its account precede. Whoever is served goes to the end of the
/// order, so that until a job's turn its account has `own` turns, and every rival as many, or one more when it is next.
fn ahead(own: u64, rivals: &[Rival]) -> u64 {
    let turns = |rival: &Rival| rival.queued.min(own + u64::from(rival.is_next));
    own + rivals.iter().map(turns).sum::<u64>()
}

impl Store {
    /// The place of a queued job.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn place_of(&self, job: &Job) -> Result<Place, StoreError> {
        let own: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM jobs WHERE account_id = $1 AND state = 'queued' \
             AND (created_at < $2 OR (created_at = $2 AND id < $3))",
        )
        .bind(&job.account_id)
        .bind(job.created_at)
        .bind(&job.id)
        .fetch_one(&self.pool)
        .await?;
        let accounts: Vec<(AccountId, i64, Millis, i64)> = sqlx::query_as(
            "SELECT account_id, MAX(served), MIN(jobs.created_at), COUNT(*) FROM jobs \
             JOIN accounts ON accounts.id = account_id WHERE state = 'queued' GROUP BY account_id",
        )
        .fetch_all(&self.pool)
        .await?;
        let turn = accounts.iter().find(|(account, ..)| *account == job.account_id);
        let turn = turn.map_or((0, 0), |(_, served, oldest, _)| (*served, *oldest));
        let rival = |(_, served, oldest, queued): &(AccountId, i64, Millis, i64)| Rival {
            queued: queued.unsigned_abs(),
            is_next: (*served, *oldest) < turn,
        };
        let rivals: Vec<_> =
            accounts.iter().filter(|(account, ..)| *account != job.account_id).map(rival).collect();
        Ok(Place { ahead: ahead(own.unsigned_abs(), &rivals), usual: self.usual_duration(&job.kind).await? })
    }

    async fn usual_duration(&self, kind: &str) -> Result<Option<Millis>, StoreError> {
        let average: Option<f64> = sqlx::query_scalar(
            "SELECT AVG(took) FROM (SELECT finished_at - started_at AS took FROM jobs \
             WHERE kind = $1 AND state = 'done' ORDER BY finished_at DESC LIMIT $2) AS last",
        )
        .bind(kind)
        .bind(LOOKED_AT)
        .fetch_one(&self.pool)
        .await?;
        Ok(average.map(|average| average as Millis))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_take_turns_before_a_job() {
        let rival = |queued, is_next| Rival { queued, is_next };
        let check =
            |own, rivals: &[Rival], expected| assert_eq!(ahead(own, rivals), expected, "{own} {rivals:?}");
        check(0, &[], 0);
        check(3, &[], 3);
        check(0, &[rival(500, false)], 0);
        check(0, &[rival(500, true)], 1);
        check(2, &[rival(500, true)], 5);
        check(2, &[rival(1, true), rival(500, false)], 5);
    }
}
