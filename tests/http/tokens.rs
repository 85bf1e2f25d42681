//! Who is let in.

use actix_web::test::TestRequest;
use serde_json::json;
use vignette::auth::Scopes;
use vignette::jobs::now;

use crate::house::{Answer, House};

async fn models(house: &House, header: &str, value: &str) -> Answer {
    house.call(TestRequest::get().uri("/v1/models").insert_header((header, value))).await
}

#[actix_web::test]
async fn a_token_is_taken_from_either_header() {
    let house = House::idle().await;
    for (header, value) in [
        ("authorization", format!("Bearer {}", house.token)),
        ("authorization", format!("bearer  {}", house.token)),
        ("api-key", house.token.clone()),
    ] {
        assert_eq!(models(&house, header, &value).await.status, 200, "{header}");
    }
}

#[actix_web::test]
async fn whoever_has_no_good_token_is_turned_away() {
    let house = House::idle().await;
    let auth = &house.app.parts().auth;
    let expired = auth.create_token("a", &Scopes::default(), Some(now() - 1), now()).await.unwrap().secret;
    let revoked = auth.create_token("a", &Scopes::default(), None, now()).await.unwrap();
    auth.revoke_token(revoked.id.as_str(), now()).await.unwrap();
    let mut mistyped = house.token.clone();
    mistyped.replace_range(10..11, if &mistyped[10..11] == "x" { "y" } else { "x" });
    for (credential, code) in [
        ("", "missing_token"),
        ("vgn_wrong", "invalid_token"),
        ("eyJhbGciOiJub25lIn0.e30.", "invalid_token"),
        (&mistyped, "invalid_token"),
        (&revoked.secret, "invalid_token"),
        (&expired, "expired_token"),
    ] {
        let answer = models(&house, "api-key", credential).await;
        assert_eq!(answer.error(), (401, code.to_owned(), None), "{credential}");
        assert!(answer.header("www-authenticate").starts_with("Bearer"));
    }
    let in_query = house.call(TestRequest::get().uri(&format!("/v1/models?api-key={}", house.token))).await;
    assert_eq!(in_query.status, 401);
}

#[actix_web::test]
async fn every_address_but_the_open_ones_needs_a_token() {
    let house = House::idle().await;
    for (method, path) in [
        ("POST", "/v1/sessions"),
        ("POST", "/v1/designs"),
        ("POST", "/v1/documents/fill"),
        ("POST", "/v1/images/generations"),
        ("GET", "/v1/jobs"),
        ("GET", "/v1/jobs/job_x"),
        ("DELETE", "/v1/jobs/job_x"),
        ("GET", "/v1/jobs/job_x/events"),
        ("GET", "/v1/files/file_x"),
        ("GET", "/v1/models"),
    ] {
        let request = TestRequest::with_uri(path).method(method.parse().unwrap());
        let answer = house.call(request.set_json(json!({"prompt": "x"}))).await;
        assert_eq!(answer.status, 401, "{method} {path}");
    }
    for path in ["/healthz", "/openapi.json", "/"] {
        assert_eq!(house.call(TestRequest::get().uri(path)).await.status, 200, "{path}");
    }
}

#[actix_web::test]
async fn a_session_works_until_its_token_is_revoked() {
    let house = House::idle().await;
    let answer = house.post("/v1/sessions", json!({})).await;
    assert_eq!(answer.status, 201);
    let body = answer.json();
    assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("Bearer"), &json!(900)));
    assert_eq!(body["account"], "tests");
    let session = body["token"].as_str().unwrap().to_owned();
    let bearer = format!("Bearer {session}");
    assert_eq!(models(&house, "authorization", &bearer).await.status, 200);
    assert_eq!(models(&house, "api-key", &session).await.status, 200);

    let again = TestRequest::post().uri("/v1/sessions").insert_header(("authorization", bearer.as_str()));
    assert_eq!(house.call(again).await.error().0, 403, "a session opens no session");

    house.app.parts().auth.revoke_token(&house.token, now()).await.unwrap();
    assert_eq!(models(&house, "authorization", &bearer).await.error().1, "invalid_token");
}

#[actix_web::test]
async fn a_token_allows_what_its_scopes_say() {
    let mut house = House::idle().await;
    let design = json!({"prompt": "an icon of a leaf"});
    let check = async |house: &House, path: &str, expected: u16| {
        let answer = house.post(path, design.clone()).await;
        assert_eq!(answer.status, expected, "{path}: {}", answer.json());
    };
    house.token = house.token_for("reader", "read").await;
    check(&house, "/v1/designs", 403).await;
    check(&house, "/v1/images/generations", 403).await;
    assert_eq!(house.post_form("/v1/documents/fill", &[]).await.status, 403);
    assert_eq!(house.delete("/v1/jobs/job_x").await.status, 403);
    assert_eq!(house.get("/v1/jobs").await.status, 200);
    house.token = house.token_for("filler", "fill").await;
    check(&house, "/v1/designs", 403).await;
    house.token = house.token_for("designer", "design").await;
    check(&house, "/v1/designs", 202).await;
    house.token = house.token_for("administrator", "admin").await;
    check(&house, "/v1/designs", 202).await;
}
