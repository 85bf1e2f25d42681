//! A job's life: queued, running, done, failed, cancelled; across a restart; invisible to others.

use std::time::Duration;

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::house::House;

fn icon() -> Value {
    json!({
        "prompt": "an icon of a leaf", "intent": "icon", "size": "128x128", "candidates": 2, "seed": 7,
        "formats": ["png", "pdf"]
    })
}

async fn push(house: &House, body: Value) -> Value {
    let answer = house.post("/v1/designs", body).await;
    assert_eq!(answer.status, 202, "{}", answer.json());
    answer.json()
}

fn id(job: &Value) -> &str {
    job["id"].as_str().unwrap()
}

#[actix_web::test]
async fn a_design_is_made_in_every_format_asked_for() {
    let house = House::new().await;
    let answer = house.post("/v1/designs", icon()).await;
    let job = answer.json();
    assert_eq!(answer.header("location"), format!("/v1/jobs/{}", id(&job)));
    assert_eq!((&job["kind"], &job["brief"]["intent"]), (&json!("design"), &json!("icon")));
    assert_eq!(job["brief"]["size"], json!({"width": 128, "height": 128, "unit": "px"}));

    let done = house.ended(id(&job)).await;
    assert_eq!((&done["status"], &done["progress"], &done["seed"]), (&json!("done"), &json!(1.0), &json!(7)));
    let candidates = done["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 2);
    for candidate in candidates {
        for (format, media_type, magic) in
            [("png", "image/png", &b"\x89PNG"[..]), ("pdf", "application/pdf", b"%PDF")]
        {
            let file = &candidate["files"][format];
            let answer = house.get(&format!("/v1/files/{}", file["id"].as_str().unwrap())).await;
            assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, media_type));
            assert!(answer.body.starts_with(magic));
            assert_eq!(file["bytes"], json!(answer.body.len()));
        }
    }
    let listed = house.get("/v1/jobs").await.json();
    assert_eq!((&listed["jobs"], &listed["next"]), (&json!([done]), &json!(null)));
}

#[actix_web::test]
async fn the_same_seed_gives_the_same_bytes() {
    let house = House::new().await;
    let mut pictures = Vec::new();
    for _ in 0..2 {
        let done = house.ended(id(&push(&house, icon()).await)).await;
        let file = done["candidates"][0]["files"]["png"]["id"].as_str().unwrap().to_owned();
        pictures.push(house.get(&format!("/v1/files/{file}")).await.body);
    }
    assert_eq!(pictures[0], pictures[1]);
}

#[actix_web::test]
async fn a_caller_may_prefer_to_wait() {
    let house = House::new().await;
    let request = TestRequest::post().uri("/v1/designs").insert_header(("prefer", "respond-async, wait=30"));
    let answer = house.send(request.set_json(icon())).await;
    assert_eq!((answer.status.as_u16(), answer.header("preference-applied")), (200, "wait=30"));
    assert_eq!(answer.json()["status"], "done");

    let idle = House::idle().await;
    let request = TestRequest::post().uri("/v1/designs").insert_header(("prefer", "wait=0"));
    assert_eq!(idle.send(request.set_json(icon())).await.status, 202);
}

#[actix_web::test]
async fn events_tell_the_story_to_its_end() {
    let house = House::new().await;
    let job = push(&house, icon()).await;
    let path = format!("/v1/jobs/{}/events", id(&job));
    let answer = house.get(&path).await;
    assert_eq!(answer.header("content-type"), "text/event-stream");
    let text = String::from_utf8(answer.body).unwrap();
    let events: Vec<(i64, &str, Value)> =
        text.split("\n\n").filter(|block| !block.is_empty()).map(event).collect();
    let (last_id, last_name, last) = events.last().unwrap();
    assert_eq!((*last_name, &last["status"], &last["id"]), ("state", &json!("done"), &job["id"]));
    assert!(events.is_sorted_by_key(|(id, ..)| *id), "{text}");
    assert!(events.is_sorted_by_key(|(.., data)| (data["progress"].as_f64().unwrap() * 1000.0) as i64));

    let resumed =
        |seen: i64| house.send(TestRequest::get().uri(&path).insert_header(("last-event-id", seen)));
    let rest = String::from_utf8(resumed(last_id - 1).await.body).unwrap();
    assert_eq!(rest.matches("event: ").count(), 1, "only what was not seen: {rest}");
    assert_eq!(resumed(*last_id).await.status, 204, "nothing is left to see");
}

fn event(block: &str) -> (i64, &str, Value) {
    let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    (field("id: ").parse().unwrap(), field("event: "), serde_json::from_str(field("data: ")).unwrap())
}

#[actix_web::test]
async fn a_queued_job_is_called_off_at_once() {
    let house = House::idle().await;
    let job = push(&house, icon()).await;
    let path = format!("/v1/jobs/{}", id(&job));
    let answer = house.delete(&path).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["status"]), (200, &json!("cancelled")));
    assert_eq!(house.delete(&path).await.json()["status"], "cancelled", "twice is no error");
}

#[actix_web::test]
async fn a_running_job_is_called_off_at_its_next_step() {
    let house = House::new().await;
    let job = push(&house, large()).await;
    let path = format!("/v1/jobs/{}", id(&job));
    while house.get(&path).await.json()["status"] == "queued" {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    house.delete(&path).await;
    let ended = house.ended(id(&job)).await;
    assert_eq!((&ended["status"], &ended["candidates"]), (&json!("cancelled"), &json!(null)));
    assert!(house.keeps(0).await, "something half-made is left behind");
}

/// Work that takes seconds.
fn large() -> Value {
    json!({
        "prompt": "an icon of a leaf", "intent": "icon", "size": "2048x2048", "candidates": 10,
        "formats": ["png", "svg", "pdf"]
    })
}

#[actix_web::test]
async fn a_failed_job_says_why() {
    let house = House::new().await;
    let refused = push(&house, json!({"prompt": "a nude portrait", "size": "128x128"})).await;
    let job = house.ended(id(&refused)).await;
    assert_eq!((&job["status"], &job["error"]["code"]), (&json!("failed"), &json!("content_policy")));
    assert!(job["error"]["hint"].is_string());
}

#[actix_web::test]
async fn another_accounts_job_and_files_are_not_there() {
    let mut house = House::new().await;
    let job = push(&house, icon()).await;
    let done = house.ended(id(&job)).await;
    let file = done["candidates"][0]["files"]["png"]["id"].as_str().unwrap();
    house.token = house.token_for("others", "design,fill,read,admin").await;
    for path in [
        format!("/v1/jobs/{}", id(&job)),
        format!("/v1/jobs/{}/events", id(&job)),
        format!("/v1/files/{file}"),
    ] {
        assert_eq!(house.get(&path).await.error(), (404, "not_found".to_owned(), None), "{path}");
    }
    assert_eq!(house.delete(&format!("/v1/jobs/{}", id(&job))).await.status, 404);
    assert_eq!(house.get("/v1/jobs").await.json()["jobs"], json!([]));
}

#[actix_web::test]
async fn a_queued_job_survives_a_restart() {
    let before = House::idle().await;
    let token = before.token.clone();
    let job = push(&before, icon()).await;
    let folder = before.stop().await;

    let mut after = House::open(folder, |_| {}).await;
    assert!(!after.app.is_first_run());
    after.token = token;
    assert_eq!(after.ended(id(&job)).await["status"], "done");
}

#[actix_web::test]
async fn a_running_job_survives_a_restart() {
    let before = House::new().await;
    let token = before.token.clone();
    let job = push(&before, large()).await;
    let path = format!("/v1/jobs/{}", id(&job));
    while before.get(&path).await.json()["status"] == "queued" {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let folder = before.stop().await;

    let mut after = House::open(folder, |_| {}).await;
    after.token = token;
    assert_eq!(after.ended(id(&job)).await["status"], "done");
}

#[actix_web::test]
async fn pages_of_jobs_follow_each_other() {
    let house = House::idle().await;
    let mut pushed = Vec::new();
    for _ in 0..3 {
        pushed.insert(0, push(&house, icon()).await["id"].clone());
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let mut seen = Vec::new();
    let mut path = "/v1/jobs?limit=2".to_owned();
    loop {
        let page = house.get(&path).await.json();
        seen.extend(page["jobs"].as_array().unwrap().iter().map(|job| job["id"].clone()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/jobs?limit=2&before={next}");
    }
    assert_eq!(seen, pushed);
}
