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

/// What comes of asking for a token with a token: the status, and the answer.
async fn wish(house: &House, token: &str, body: serde_json::Value) -> (u16, serde_json::Value) {
    let request = TestRequest::post().uri("/v1/tokens").set_json(body);
    let answer = house.call(request.insert_header(("authorization", format!("Bearer {token}")))).await;
    (answer.status.as_u16(), answer.json())
}

async fn call(house: &House, token: &str, method: &str, path: &str) -> Answer {
    let request = TestRequest::with_uri(path).method(method.parse().unwrap());
    house.call(request.insert_header(("authorization", format!("Bearer {token}")))).await
}

#[actix_web::test]
async fn a_token_makes_no_stronger_one() {
    let house = House::idle().await;
    let auth = &house.app.parts().auth;
    let admin = house.token_for("office", "admin").await;
    let reader = house.token_for("reader", "read").await;
    let soon = now() + 3 * 24 * 60 * 60 * 1000;
    let short = auth.create_token("short", &Scopes::default(), Some(soon), now()).await.unwrap().secret;
    let session = call(&house, &house.token, "POST", "/v1/sessions").await.json()["token"].clone();
    let session = session.as_str().unwrap();
    for (token, body, expected) in [
        (&*reader, json!({"scopes": ["read"]}), 201),
        (&*reader, json!({"scopes": ["read", "design"]}), 403),
        (&*house.token, json!({"scopes": ["admin"]}), 403),
        (&*house.token, json!({"scopes": ["design"], "account": "office"}), 403),
        (&*house.token, json!({"scopes": ["design"], "account": "tests"}), 201),
        (&*house.token, json!({"scopes": []}), 400),
        (&*house.token, json!({"scopes": ["paint"]}), 400),
        (&*house.token, json!({"scopes": ["read"], "expires_in_days": 0}), 400),
        (&*admin, json!({"scopes": ["admin"], "account": "new team"}), 201),
        (&*admin, json!({"scopes": ["read"], "account": ""}), 400),
        (session, json!({"scopes": ["read"]}), 403),
    ] {
        let (status, answer) = wish(&house, token, body.clone()).await;
        assert_eq!(status, expected, "{body}: {answer}");
    }
    let (_, made) = wish(&house, &short, json!({"scopes": ["read"], "expires_in_days": 90})).await;
    let ends: jiff::Timestamp = made["expires_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(ends.as_millisecond(), soon);
    assert_eq!(models(&house, "api-key", made["token"].as_str().unwrap()).await.status, 200);
}

#[actix_web::test]
async fn tokens_are_listed_and_revoked_by_whose_they_are() {
    let house = House::idle().await;
    let admin = house.token_for("office", "admin").await;
    let other = house.token_for("other", "read").await;
    let (_, made) = wish(&house, &house.token, json!({"scopes": ["read"], "expires_in_days": 30})).await;
    let (id, secret) = (made["id"].as_str().unwrap(), made["token"].as_str().unwrap());
    let listed = house.get("/v1/tokens").await.json();
    assert_eq!(listed["tokens"].as_array().unwrap().len(), 2);
    assert_eq!(listed["tokens"][0]["id"], id);
    assert!(!listed.to_string().contains(secret));
    assert_eq!(call(&house, &other, "GET", "/v1/tokens?account=tests").await.status, 403);
    let seen = call(&house, &admin, "GET", "/v1/tokens?account=tests").await.json();
    assert_eq!(seen["tokens"].as_array().unwrap().len(), 2);
    let address = format!("/v1/tokens/{id}");
    assert_eq!(call(&house, &other, "DELETE", &address).await.status, 404);
    assert_eq!(models(&house, "api-key", secret).await.status, 200);
    assert_eq!(house.delete(&address).await.status, 204);
    assert_eq!(models(&house, "api-key", secret).await.status, 401);
    let audit = call(&house, &admin, "GET", "/v1/audit?limit=1").await.json();
    assert_eq!(
        (&audit["entries"][0]["action"], &audit["entries"][0]["object"]),
        (&json!("token.revoked"), &json!(id))
    );
}

#[actix_web::test]
async fn an_administrator_sees_accounts_and_jobs_but_no_prompt() {
    let house = House::idle().await;
    let admin = house.token_for("office", "admin").await;
    let job = house.post("/v1/designs", json!({"prompt": "비밀 계획 포스터"})).await.json();
    let id = job["id"].as_str().unwrap();
    let accounts = call(&house, &admin, "GET", "/v1/accounts").await.json();
    let names: Vec<_> = accounts["accounts"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, [&json!("office"), &json!("tests")]);
    let used = &accounts["accounts"][1];
    assert_eq!((&used["tokens"], &used["jobs_per_day"]), (&json!(1), &json!(1)), "{used}");
    let page = call(&house, &admin, "GET", "/v1/accounts?limit=1").await.json();
    assert_eq!(page["next"], "office");
    assert_eq!(call(&house, &admin, "GET", "/v1/accounts?limit=0").await.status, 400);
    let queue = call(&house, &admin, "GET", "/v1/queue").await.json();
    assert_eq!((&queue["counts"]["queued"], &queue["jobs"][0]["id"]), (&json!(1), &json!(id)));
    assert!(!queue.to_string().contains("비밀"), "{queue}");
    assert_eq!(call(&house, &admin, "DELETE", "/v1/queue/job_none").await.status, 404);
    assert_eq!(call(&house, &admin, "DELETE", &format!("/v1/queue/{id}")).await.status, 204);
    assert_eq!(house.get(&format!("/v1/jobs/{id}")).await.json()["status"], "cancelled");
}

#[actix_web::test]
async fn a_reported_picture_stands_in_the_audit_log() {
    let house = House::new().await;
    let admin = house.token_for("office", "admin").await;
    let design =
        json!({"prompt": "a leaf", "intent": "icon", "size": "64x64", "candidates": 1, "formats": ["png"]});
    let job = house.post("/v1/designs", design).await.json();
    let done = house.ended(job["id"].as_str().unwrap()).await;
    let file = done["candidates"][0]["files"]["png"]["id"].as_str().unwrap();
    let address = format!("/v1/files/{file}/report");
    for (body, expected) in [
        (json!({"reason": "rights", "note": " looks like our rival's mark "}), 204),
        (json!({"reason": "boring"}), 400),
        (json!({"reason": "other", "note": "x".repeat(501)}), 400),
    ] {
        assert_eq!(house.post(&address, body.clone()).await.status.as_u16(), expected, "{body}");
    }
    let entry = call(&house, &admin, "GET", "/v1/audit?limit=1").await.json()["entries"][0].clone();
    assert_eq!((&entry["action"], &entry["object"]), (&json!("picture.reported"), &json!(file)));
    assert_eq!(entry["detail"], "rights: looks like our rival's mark");
    assert_eq!(entry["actor"], "tests");
}

#[actix_web::test]
async fn the_page_is_told_how_people_sign_in() {
    let plain = House::idle().await;
    let told = |answer: Answer| answer.json()["provider"].clone();
    assert_eq!(told(plain.call(TestRequest::get().uri("/v1/sign-in")).await), json!(null));
    let house = House::with(|config| {
        config.workers.count = 0;
        config.oidc = Some(vignette::config::Oidc {
            issuer: "https://login.example.com/{tid}/v2.0".to_owned(),
            audience: "app".to_owned(),
            scope: "access_as_user".to_owned(),
            tenants: vec!["t1".to_owned()],
            client: None,
            ask: None,
        });
    })
    .await;
    assert_eq!(
        told(house.call(TestRequest::get().uri("/v1/sign-in")).await),
        json!({"authority": "https://login.example.com/t1/v2.0", "client_id": "app", "scope": "openid access_as_user"})
    );
    let page = house.call(TestRequest::get().uri("/")).await;
    assert!(page.header("content-security-policy").contains("connect-src 'self' https://login.example.com;"));
    let page = plain.call(TestRequest::get().uri("/admin")).await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").contains("connect-src 'self';"));
}
