//! The queue's laws, with the clock as an argument.

use super::*;
use crate::store::Store;

const LEASE: Millis = 1_000;

async fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).await.unwrap();
    (folder, store)
}

async fn push(store: &Store, account: &str, name: &str, now: Millis) -> Job {
    let account = store.account_named(account, now).await.unwrap();
    let job = NewJob { kind: "design", request: name.to_owned(), brief: None };
    store.add_job(&account.id, &job, now).await.unwrap()
}

async fn claim(store: &Store, owner: &str, now: Millis) -> Option<Job> {
    store.claim_job(owner, now, now + LEASE).await.unwrap()
}

async fn state(store: &Store, job: &Job) -> JobState {
    store.job_of(&job.account_id, &job.id).await.unwrap().unwrap().state
}

#[tokio::test]
async fn accounts_take_turns() {
    let (_folder, store) = store().await;
    for (now, name) in (1..).zip(["A1", "A2", "B1", "C1", "C2", "A3"]) {
        push(&store, &name[..1], name, now).await;
    }
    let mut order = Vec::new();
    while let Some(job) = claim(&store, "worker", 10).await {
        order.push(job.request);
    }
    assert_eq!(order, ["A1", "B1", "C1", "A2", "C2", "A3"]);
}

#[tokio::test]
async fn one_job_is_claimed_once() {
    let (_folder, store) = store().await;
    push(&store, "A", "A1", 1).await;
    let (first, second) = tokio::join!(claim(&store, "one", 2), claim(&store, "two", 2));
    assert_eq!(u32::from(first.is_some()) + u32::from(second.is_some()), 1);
}

#[tokio::test]
async fn a_lease_that_runs_out_puts_the_job_back_three_times() {
    let (_folder, store) = store().await;
    let job = push(&store, "A", "A1", 1).await;
    for attempt in 1..=MAX_ATTEMPTS {
        let now = attempt * 10 * LEASE;
        assert_eq!(claim(&store, "worker", now).await.unwrap().attempts, attempt);
        assert_eq!(store.recover_jobs("{}", now + LEASE / 2).await.unwrap(), 0, "the lease still holds");
        assert_eq!(store.recover_jobs("{}", now + 2 * LEASE).await.unwrap(), 1);
    }
    let job = store.job_of(&job.account_id, &job.id).await.unwrap().unwrap();
    assert_eq!((job.state, job.failure.as_deref()), (JobState::Failed, Some("{}")));
}

#[tokio::test]
async fn a_worker_that_lost_its_lease_changes_nothing() {
    let (_folder, store) = store().await;
    let job = push(&store, "A", "A1", 1).await;
    claim(&store, "slow", 10).await.unwrap();
    store.recover_jobs("{}", 10 + 2 * LEASE).await.unwrap();
    claim(&store, "fast", 20 + 2 * LEASE).await.unwrap();
    let done = Outcome::Done("{}".to_owned());
    assert_eq!(store.renew_job(&job.id, "slow", Progress::default(), 9_999).await.unwrap(), None);
    assert!(!store.finish_job(&job.id, "slow", &done, 9_999).await.unwrap());
    assert!(store.finish_job(&job.id, "fast", &done, 9_999).await.unwrap());
    assert_eq!(state(&store, &job).await, JobState::Done);
}

#[tokio::test]
async fn a_queued_job_is_cancelled_at_once_and_a_running_one_is_asked() {
    let (_folder, store) = store().await;
    let queued = push(&store, "A", "A1", 1).await;
    let cancelled = store.cancel_job(&queued.account_id, &queued.id, 2).await.unwrap().unwrap();
    assert_eq!((cancelled.state, cancelled.finished_at), (JobState::Cancelled, Some(2)));

    let running = push(&store, "A", "A2", 3).await;
    claim(&store, "worker", 4).await.unwrap();
    let asked = store.cancel_job(&running.account_id, &running.id, 5).await.unwrap().unwrap();
    assert_eq!(asked.state, JobState::Running);
    assert_eq!(store.renew_job(&running.id, "worker", Progress::default(), 9).await.unwrap(), Some(true));
}

#[tokio::test]
async fn nobody_cancels_the_job_of_another() {
    let (_folder, store) = store().await;
    let job = push(&store, "A", "A1", 1).await;
    let other = store.account_named("B", 1).await.unwrap();
    assert_eq!(store.cancel_job(&other.id, &job.id, 2).await.unwrap(), None);
    assert_eq!(state(&store, &job).await, JobState::Queued);
}

#[tokio::test]
async fn a_released_job_is_as_if_never_started() {
    let (_folder, store) = store().await;
    let job = push(&store, "A", "A1", 1).await;
    claim(&store, "worker", 2).await.unwrap();
    store.release_job(&job.id, "worker").await.unwrap();
    assert_eq!(claim(&store, "next", 3).await.unwrap().attempts, 1);
}

#[tokio::test]
async fn versions_count_what_a_caller_can_see() {
    let (_folder, store) = store().await;
    let job = push(&store, "A", "A1", 1).await;
    claim(&store, "worker", 2).await.unwrap();
    let half = Progress { done: 1, total: 2 };
    for _ in 0..3 {
        store.renew_job(&job.id, "worker", half, 9).await.unwrap();
    }
    let job = store.job_of(&job.account_id, &job.id).await.unwrap().unwrap();
    assert_eq!((job.version, job.progress), (3, half));
}
