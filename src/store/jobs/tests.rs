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
    let job = NewJob { kind: "design", request: name.to_owned(), ..NewJob::default() };
    store.add_job(&account.id, &job, now).await.unwrap().unwrap()
}

async fn claim(store: &Store, owner: &str, now: Millis) -> Option<Job> {
    store.claim_job(owner, now, now + LEASE, 0).await.unwrap()
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

#[tokio::test]
async fn a_job_knows_its_place() {
    let (_folder, store) = store().await;
    let mut jobs = Vec::new();
    for (now, name) in (1..).zip(["A1", "A2", "B1", "C1", "C2", "A3"]) {
        jobs.push(push(&store, &name[..1], name, now).await);
    }
    for (job, ahead) in jobs.iter().zip([0, 3, 1, 2, 4, 5]) {
        assert_eq!(store.place_of(job).await.unwrap(), Place { ahead, usual: None }, "{}", job.request);
    }
    claim(&store, "worker", 10).await.unwrap();
    store.finish_job(&jobs[0].id, "worker", &Outcome::Done("{}".to_owned()), 40).await.unwrap();
    assert_eq!(store.place_of(&jobs[2]).await.unwrap(), Place { ahead: 0, usual: Some(30) });
    assert_eq!(store.place_of(&jobs[1]).await.unwrap().ahead, 2, "A was served: B1 and C1 come first");
}

#[tokio::test]
async fn a_key_leads_to_one_job() {
    let (_folder, store) = store().await;
    let account = store.account_named("A", 1).await.unwrap().id;
    let digest = Some("d".to_owned());
    let new = NewJob { kind: "design", key: Some("k".to_owned()), digest, ..NewJob::default() };
    let job = store.add_job(&account, &new, 5).await.unwrap().unwrap();
    assert_eq!(store.add_job(&account, &new, 6).await.unwrap(), None);
    assert_eq!(store.jobs_of(&account, None, 9).await.unwrap().len(), 1, "nothing is left of the second");
    let known = Some(("d".to_owned(), job.id.clone()));
    assert_eq!(store.job_by_key(&account, "k", 5).await.unwrap(), known);
    assert_eq!(store.job_by_key(&account, "k", 6).await.unwrap(), None, "it is too old");
    let other = store.account_named("B", 1).await.unwrap().id;
    assert_eq!(store.job_by_key(&other, "k", 0).await.unwrap(), None);
    assert!(store.add_job(&other, &new, 7).await.unwrap().is_some());

    assert_eq!(store.job_under_way(&account, "d").await.unwrap().map(|job| job.id), Some(job.id.clone()));
    store.cancel_job(&account, &job.id, 8).await.unwrap();
    assert_eq!(store.job_under_way(&account, "d").await.unwrap(), None);
    store.forget_keys(9).await.unwrap();
    assert_eq!(store.job_by_key(&account, "k", 0).await.unwrap(), None);
}

#[tokio::test]
async fn a_late_job_is_not_started() {
    let (_folder, store) = store().await;
    let account = store.account_named("A", 1).await.unwrap().id;
    let new = NewJob { kind: "design", deadline: Some(10), ..NewJob::default() };
    let job = store.add_job(&account, &new, 1).await.unwrap().unwrap();
    assert_eq!(claim(&store, "worker", 10).await, None);
    assert_eq!(store.fail_late_jobs("{}", 9).await.unwrap(), []);
    assert_eq!(store.fail_late_jobs("{}", 10).await.unwrap().len(), 1);
    assert_eq!(state(&store, &job).await, JobState::Failed);
}

#[tokio::test]
async fn old_jobs_go_with_their_files_and_young_ones_stay() {
    let (_folder, store) = store().await;
    let (old, young) = (push(&store, "A", "A1", 1).await, push(&store, "A", "A2", 1).await);
    let file = |name: &str| crate::store::NewFile {
        name: name.to_owned(),
        media_type: "image/png".to_owned(),
        bytes: b"x".to_vec(),
        records: Vec::new(),
    };
    let kept = store.add_file(&old.account_id, Some(&old.id), file("a"), 2).await.unwrap();
    let input = store.add_file(&old.account_id, None, file("b"), 2).await.unwrap();
    store.cancel_job(&old.account_id, &old.id, 10).await.unwrap();
    store.cancel_job(&old.account_id, &young.id, 20).await.unwrap();
    assert_eq!(store.remove_old_jobs(20).await.unwrap(), 1);
    assert_eq!(store.remove_stray_files(20).await.unwrap(), 1);
    assert_eq!(store.file(&kept.id).await.unwrap(), None);
    assert_eq!(store.file(&input.id).await.unwrap(), None);
    assert!(store.job_of(&old.account_id, &old.id).await.unwrap().is_none());
    assert!(store.job_of(&old.account_id, &young.id).await.unwrap().is_some());
}

#[tokio::test]
async fn an_end_is_told_until_it_is_heard() {
    let (_folder, store) = store().await;
    let account = store.account_named("A", 1).await.unwrap().id;
    let new = NewJob { kind: "design", webhook: Some("https://a.example".to_owned()), ..NewJob::default() };
    let job = store.add_job(&account, &new, 1).await.unwrap().unwrap();
    assert_eq!(store.claim_webhook(5, 9).await.unwrap(), None, "it has not ended");
    store.cancel_job(&account, &job.id, 5).await.unwrap();
    let due = store.claim_webhook(5, 9).await.unwrap().unwrap();
    assert_eq!((&due.id, due.state, due.webhook_attempts), (&job.id, JobState::Cancelled, 1));
    assert_eq!(store.claim_webhook(8, 20).await.unwrap(), None);
    assert_eq!(store.claim_webhook(9, 20).await.unwrap().unwrap().webhook_attempts, 2);
    store.note_webhook(&job.id, None).await.unwrap();
    assert_eq!(store.claim_webhook(99, 100).await.unwrap(), None);
    assert_eq!(store.remove_old_jobs(99).await.unwrap(), 1);
}

#[tokio::test]
async fn an_account_runs_no_more_at_once_than_it_may() {
    let (_folder, store) = store().await;
    for (now, name) in (1..).zip(["A1", "A2", "A3", "B1"]) {
        push(&store, &name[..1], name, now).await;
    }
    let mut order = Vec::new();
    while let Some(job) = store.claim_job("worker", 10, 99, 2).await.unwrap() {
        order.push(job.request);
    }
    assert_eq!(order, ["A1", "B1", "A2"]);
}

#[tokio::test]
async fn usage_counts_what_there_is_and_what_was_asked_for() {
    let (_folder, store) = store().await;
    let account = store.account_named("A", 1).await.unwrap().id;
    let new = |pixels| NewJob { kind: "picture", pixels, ..NewJob::default() };
    for (now, pixels) in [(1, 10), (50, 20), (60, 30)] {
        store.add_job(&account, &new(pixels), now).await.unwrap();
    }
    let off = store.add_job(&account, &new(1_000), 70).await.unwrap().unwrap();
    store.cancel_job(&account, &off.id, 71).await.unwrap();
    claim(&store, "worker", 80).await.unwrap();
    let usage = store.usage(&account, 50).await.unwrap();
    assert_eq!((usage.queued, usage.running, usage.pixels, usage.jobs), (2, 1, 50, 2));
    assert_eq!((usage.bytes, usage.files), (0, 0));
    let (states, oldest) = store.queue_depth().await.unwrap();
    assert!(states.contains(&("queued".to_owned(), 2)), "{states:?}");
    assert_eq!(oldest, Some(50));
}
