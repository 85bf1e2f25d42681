//! Rates, quotas, the usage report; numbers and the audit log for administrators.

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use vignette::config::Rates;

use crate::house::House;

fn picture(size: &str) -> Value {
    json!({"prompt": "a leaf", "size": size, "n": 2})
}

#[actix_web::test]
async fn too_many_requests_are_told_when_to_come_back() {
    let house = House::with(|config| {
        config.workers.count = 0;
        config.rates = Rates { per_token: 3, per_account: 5 };
    })
    .await;
    for left in ["2", "1", "0"] {
        let answer = house.get("/v1/models").await;
        assert_eq!((answer.status.as_u16(), answer.header("x-ratelimit-remaining-requests")), (200, left));
        assert_eq!(answer.header("x-ratelimit-limit-requests"), "3");
        assert!(answer.header("x-ratelimit-reset-requests").ends_with("ms"));
    }
    let refused = house.get("/v1/models").await;
    assert_eq!(refused.error(), (429, "rate_limited".to_owned(), None));
    let seconds: u32 = refused.header("retry-after").parse().unwrap();
    assert!((1..=20).contains(&seconds), "{seconds}");
    let refused = house.post("/v1/images/generations", picture("64x64")).await;
    assert_eq!(refused.json()["error"]["code"], "rate_limit_exceeded");
    assert_eq!(
        house.call(TestRequest::get().uri("/healthz")).await.status,
        200,
        "open addresses are not counted"
    );
}

#[actix_web::test]
async fn a_quota_is_refused_before_anything_is_queued() {
    let house = House::with(|config| {
        config.workers.count = 0;
        config.limits.quotas.pixels_per_day = 3 * 512 * 512;
        config.limits.quotas.storage_bytes = 1 << 20;
    })
    .await;
    let design = json!({"prompt": "a leaf", "intent": "icon", "size": "512x512", "candidates": 2});
    assert_eq!(house.post("/v1/designs", design.clone()).await.status, 202);
    let refused = house.post("/v1/designs", design).await;
    assert_eq!(refused.error(), (429, "quota_used".to_owned(), None));
    assert_eq!(refused.header("x-should-retry"), "false");
    let refused = house.post("/v1/images/generations", picture("512x512")).await;
    assert_eq!(refused.json()["error"]["code"], "insufficient_quota");

    let usage = house.get("/v1/usage").await.json();
    assert_eq!(usage["pixels_per_day"], json!({"used": 2 * 512 * 512, "limit": 3 * 512 * 512}));
    assert_eq!(usage["unfinished_jobs"], json!({"used": 1, "limit": 100}));
    assert_eq!(usage["running_jobs"], json!({"used": 0, "limit": null}));
    assert_eq!((&usage["account"], &usage["jobs_per_day"]), (&json!("tests"), &json!(1)));
    assert_eq!(usage["requests_per_minute"], json!({"token": 600, "account": 1200}));
}

#[actix_web::test]
async fn files_take_no_more_room_than_they_may() {
    let house = House::with(|config| config.limits.quotas.storage_bytes = 1).await;
    let design =
        json!({"prompt": "a leaf", "intent": "icon", "size": "64x64", "candidates": 1, "formats": ["png"]});
    let job = house.post("/v1/designs", design.clone()).await.json();
    house.ended(job["id"].as_str().unwrap()).await;
    assert_eq!(house.post("/v1/designs", design).await.error().1, "quota_used");
    assert!(house.get("/v1/usage").await.json()["storage_bytes"]["used"].as_i64().unwrap() > 1);
}

#[actix_web::test]
async fn administrators_see_numbers_and_deeds_and_nobody_else_does() {
    let mut house = House::new().await;
    house.post("/v1/images/generations", picture("64x64")).await;
    house.post("/v1/images/generations", json!({"prompt": "a nude portrait", "size": "64x64"})).await;
    for path in ["/metrics", "/v1/audit"] {
        assert_eq!(house.get(path).await.error().0, 403, "{path}");
    }
    let other = house.token_for("others", "design").await;
    house.app.parts().auth.revoke_token(&other, vignette::jobs::now()).await.unwrap();
    house.token = house.token_for("administrator", "admin").await;

    let answer = house.get("/metrics").await;
    assert!(answer.header("content-type").starts_with("text/plain; version=0.0.4"));
    let text = String::from_utf8(answer.body).unwrap();
    for line in [
        "vignette_jobs{state=\"done\"} 1",
        "vignette_job_seconds_count{kind=\"picture\",ended=\"done\"} 1",
        "vignette_http_request_seconds_count{api=\"openai\",method=\"POST\",status=\"200\"} 1",
        "vignette_http_request_seconds_count{api=\"openai\",method=\"POST\",status=\"400\"} 1",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in {text}");
    }

    let log = house.get("/v1/audit").await.json();
    let mut deeds: Vec<(&str, &str)> = (log["entries"].as_array().unwrap().iter())
        .map(|entry| (entry["actor"].as_str().unwrap(), entry["action"].as_str().unwrap()))
        .collect();
    // Those of one millisecond stand in any order.
    deeds.sort_unstable();
    let expected = [
        ("administrator", "token.created"),
        ("others", "token.created"),
        ("others", "token.revoked"),
        ("tests", "policy.refused"),
        ("tests", "token.created"),
    ];
    assert_eq!(deeds, expected);
    assert!(log.to_string().contains(r#""detail":"sexual""#));
    assert!(!log.to_string().contains("portrait"), "no prompt is written down");
    assert_eq!(house.get("/v1/audit?limit=2").await.json()["entries"].as_array().unwrap().len(), 2);
    assert_eq!(house.get("/v1/audit?limit=0").await.error().0, 400);
}

#[actix_web::test]
async fn a_server_that_stops_is_not_ready() {
    let house = House::idle().await;
    assert_eq!(house.call(TestRequest::get().uri("/readyz")).await.status, 200);
    house.app.parts().stopping.store(true, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(
        house.call(TestRequest::get().uri("/readyz")).await.error(),
        (503, "stopping".to_owned(), None)
    );
    assert_eq!(house.call(TestRequest::get().uri("/healthz")).await.status, 200);
}
