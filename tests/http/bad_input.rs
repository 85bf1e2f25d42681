//! What bad input gets: a status, a code, the field's name, and nothing queued.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::house::House;

/// A design that is right but for the change.
async fn check(house: &House, change: Value, expected: (u16, &str, Option<&str>)) {
    let mut body = json!({"prompt": "an icon of a leaf"});
    body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    let answer = house.post("/v1/designs", body).await;
    let (status, code, field) = answer.error();
    assert_eq!((status, code.as_str(), field.as_deref()), expected, "{change}: {}", answer.json());
}

#[actix_web::test]
async fn a_wrong_field_is_named_and_nothing_is_queued() {
    let house = House::idle().await;
    let invalid = |field| (400, "invalid_field", Some(field));
    check(&house, json!({"prompt": ""}), (400, "empty_prompt", Some("prompt"))).await;
    check(&house, json!({"prompt": " \n"}), (400, "empty_prompt", Some("prompt"))).await;
    check(&house, json!({"prompt": null}), (400, "empty_prompt", Some("prompt"))).await;
    check(&house, json!({"prompt": 7}), invalid("prompt")).await;
    check(&house, json!({"prompt": "x".repeat(200_001)}), (400, "prompt_too_long", Some("prompt"))).await;
    for size in [json!("0x0"), json!("0x512"), json!("9000x9000"), json!("big"), json!(512)] {
        check(&house, json!({ "size": size }), invalid("size")).await;
    }
    check(&house, json!({"size": {"width": 9000, "height": 9000}}), invalid("size")).await;
    check(
        &house,
        json!({"prompt": "", "intent": "poster", "size": "A4"}),
        (400, "empty_prompt", Some("prompt")),
    )
    .await;
    check(&house, json!({"language": "tlh"}), invalid("language")).await;
    check(&house, json!({"candidates": 0}), invalid("candidates")).await;
    check(&house, json!({"count": 11}), invalid("candidates")).await;
    check(&house, json!({"intent": "sculpture"}), invalid("intent")).await;
    check(&house, json!({"model": "nothing-1"}), invalid("model")).await;
    check(&house, json!({"formats": ["gif"]}), invalid("formats")).await;
    check(&house, json!({"formats": []}), invalid("formats")).await;
    check(&house, json!({"date": "tomorrow"}), invalid("date")).await;
    check(&house, json!({"time": "25:00"}), invalid("time")).await;
    check(&house, json!({"seed": -1}), invalid("seed")).await;
    check(&house, json!({"seed": 9_007_199_254_740_992_u64}), invalid("seed")).await;
    check(&house, json!({"steps": 0}), invalid("steps")).await;
    check(&house, json!({"guidance": -1.0}), invalid("guidance")).await;
    check(&house, json!({"lines": ["a", 1]}), invalid("lines[1]")).await;
    check(&house, json!({"colour": "red"}), (400, "unknown_field", Some("colour"))).await;
    check(&house, json!({"invite": "no calendar"}), (400, "bad_invitation", Some("invite"))).await;
    assert_eq!(house.get("/v1/jobs").await.json()["jobs"], json!([]));
}

#[actix_web::test]
async fn a_body_that_is_not_json_is_shown_its_line_and_column() {
    let house = House::idle().await;
    let request = TestRequest::post().uri("/v1/designs").set_payload("{\n  \"prompt\": oops\n}");
    let answer = house.send(request).await;
    assert_eq!(answer.error(), (400, "invalid_json".to_owned(), None));
    let message = answer.json()["error"]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("line 2 column 13"), "{message}");
}

#[actix_web::test]
async fn a_body_that_is_too_large_is_refused() {
    let house = House::with(|config| {
        config.workers.count = 0;
        config.limits.body_bytes = 1 << 10;
    })
    .await;
    let answer = house.post("/v1/designs", json!({"prompt": "x".repeat(2_000)})).await;
    assert_eq!(answer.error().0, 413);
    let answer = house.post_form("/v1/documents/fill", &[("template", Some("a.docx"), &[0; 2_000])]).await;
    assert_eq!(answer.error(), (413, "too_large".to_owned(), None));
}

#[actix_web::test]
async fn wrong_addresses_and_methods_answer_in_the_same_envelope() {
    let house = House::idle().await;
    for path in
        ["/nothing", "/v1/nothing", "/v1/jobs/a/b/c", "/nothing.js", "/v1/jobs/job_x", "/v1/files/file_x"]
    {
        assert_eq!(house.get(path).await.error(), (404, "not_found".to_owned(), None), "{path}");
    }
    let answer = house.get("/v1/designs").await;
    assert_eq!(answer.error(), (405, "method_not_allowed".to_owned(), None));
    assert_eq!(answer.header("allow"), "POST");
    let answer = house.post("/v1/jobs/job_x", json!({})).await;
    assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, "GET, DELETE"));
    assert_eq!(house.get("/v1/jobs?limit=0").await.error().2.as_deref(), Some("limit"));
    assert_eq!(house.get("/v1/jobs?colour=red").await.error().0, 400);
}

#[actix_web::test]
async fn every_answer_has_an_id_and_the_safe_headers() {
    let house = House::idle().await;
    let answer = house.get("/nothing").await;
    let id = answer.header("x-request-id").to_owned();
    assert!(id.starts_with("req_"), "{id}");
    assert_eq!(answer.json()["error"]["request_id"], json!(id));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("cache-control"), "no-store");
    let check = async |given: &str, kept: bool| {
        let request = TestRequest::get().uri("/healthz").insert_header(("x-request-id", given));
        assert_eq!(house.call(request).await.header("x-request-id") == given, kept, "{given}");
    };
    check("caller-7.a_b", true).await;
    check("two words", false).await;
    check(&"x".repeat(65), false).await;
}

#[actix_web::test]
async fn an_account_cannot_queue_without_end() {
    let mut house = House::with(|config| {
        config.workers.count = 0;
        config.limits.quotas.jobs = 2;
    })
    .await;
    let design = json!({"prompt": "an icon of a leaf"});
    for expected in [202, 202, 429] {
        assert_eq!(house.post("/v1/designs", design.clone()).await.status, expected);
    }
    let answer = house.post("/v1/designs", design.clone()).await;
    assert_eq!((answer.error().1.as_str(), answer.header("retry-after")), ("too_many_jobs", "5"));
    house.token = house.token_for("others", "design").await;
    assert_eq!(house.post("/v1/designs", design).await.status, 202);
}
