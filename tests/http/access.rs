//! Every operation of the description against every kind of caller who must not get through.

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use vignette::auth::Scopes;
use vignette::jobs::now;

use crate::house::House;

/// Operations whose object is another account's job or file.
const OBJECTS: [(&str, &str); 7] = [
    ("get", "/v1/jobs/{id}"),
    ("delete", "/v1/jobs/{id}"),
    ("get", "/v1/jobs/{id}/events"),
    ("post", "/v1/designs/{id}/refine"),
    ("get", "/v1/files/{id}"),
    ("post", "/v1/files/{id}/link"),
    ("post", "/v1/files/{id}/report"),
];

/// Operations that any good token may call; what tokens may make and revoke, tests/http/tokens.rs holds.
const FOR_ANY_TOKEN: [(&str, &str); 3] =
    [("post", "/v1/sessions"), ("post", "/v1/tokens"), ("delete", "/v1/tokens/{token}")];

/// Operations on one's own files that a reader may call.
const FOR_READERS: [&str; 2] = ["/v1/files/{id}/link", "/v1/files/{id}/report"];

/// Operations that need no token: by a signed link, or because they tell nothing.
fn is_open(operation: &Value) -> bool {
    operation["security"].as_array().is_some_and(|needs| needs.contains(&json!({})) || needs.is_empty())
}

/// Every operation: method, path, and whether it is open.
async fn operations(house: &House) -> Vec<(String, String, bool)> {
    let description = house.call(TestRequest::get().uri("/openapi.json")).await.json();
    let mut operations = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            operations.push((method.clone(), path.clone(), is_open(operation)));
        }
    }
    operations
}

/// The status that a caller with this token gets; the path's places are filled with `id`.
async fn status(house: &House, token: Option<&str>, method: &str, path: &str, id: &str) -> u16 {
    let path = path.replace("{id}", id).replace("{name}", "n").replace("{deployment}", "vector-1");
    let method = method.to_uppercase().parse().unwrap();
    let body = match path.rsplit('/').next() {
        Some("refine") => json!({"words": "더 밝게"}),
        Some("report") => json!({"reason": "other"}),
        _ => json!({"prompt": "x"}),
    };
    let mut request = TestRequest::with_uri(&path).method(method).set_json(body);
    if let Some(token) = token {
        request = request.insert_header(("authorization", format!("Bearer {token}")));
    }
    house.call(request).await.status.as_u16()
}

#[actix_web::test]
async fn nobody_gets_through_without_a_good_token() {
    let house = House::idle().await;
    let auth = &house.app.parts().auth;
    let admin: Scopes = "admin".parse().unwrap();
    let revoked = auth.create_token("a", &admin, None, now()).await.unwrap().secret;
    auth.revoke_token(&revoked, now()).await.unwrap();
    let expired = auth.create_token("a", &admin, Some(now() - 1), now()).await.unwrap().secret;
    let operations = operations(&house).await;
    assert!(
        operations.len() > 30 && operations.iter().filter(|(.., open)| *open).count() < 8,
        "{operations:?}"
    );
    for (method, path, open) in operations {
        for token in [None, Some("vgn_wrong"), Some(revoked.as_str()), Some(expired.as_str())] {
            let status = status(&house, token, &method, &path, "x").await;
            assert!(
                if open { status < 500 && status != 401 } else { status == 401 },
                "{method} {path}: {status}"
            );
        }
    }
}

#[actix_web::test]
async fn nobody_gets_through_without_the_scope() {
    let house = House::idle().await;
    let reader = house.token_for("reader", "read").await;
    let filler = house.token_for("filler", "fill").await;
    for (method, path, open) in operations(&house).await {
        let operation = (method.as_str(), path.as_str());
        let makes =
            method != "get" && !FOR_ANY_TOKEN.contains(&operation) && !FOR_READERS.contains(&path.as_str());
        let administers = ["/metrics", "/v1/audit", "/v1/accounts", "/v1/queue", "/v1/queue/{job}"]
            .contains(&path.as_str())
            || path.starts_with("/v1/routes/");
        // A free check asks for no permission to make anything.
        let checks = path.starts_with("/v1/templates/") || path == "/v1/verify";
        let read = status(&house, Some(&reader), &method, &path, "x").await;
        if !open && (makes && !checks || administers) {
            assert_eq!(read, 403, "{operation:?}");
        }
        let fill = status(&house, Some(&filler), &method, &path, "x").await;
        if !open && (path.contains("/images/") && makes || path.starts_with("/v1/designs") || administers) {
            assert_eq!(fill, 403, "{operation:?}");
        }
    }
}

#[actix_web::test]
async fn nobody_reaches_what_is_anothers() {
    let house = House::new().await;
    let design =
        json!({"prompt": "a leaf", "intent": "icon", "size": "64x64", "candidates": 1, "formats": ["png"]});
    let job = house.post("/v1/designs", design).await.json();
    let done = house.ended(job["id"].as_str().unwrap()).await;
    let file = done["candidates"][0]["files"]["png"]["id"].as_str().unwrap();
    let other = house.token_for("others", "admin").await;
    let listed: Vec<_> =
        operations(&house).await.into_iter().filter(|(_, path, _)| path.contains("{id}")).collect();
    assert_eq!(listed.len(), OBJECTS.len(), "an object without a line in this test: {listed:?}");
    for (method, path) in OBJECTS {
        let id = if path.contains("files") { file } else { job["id"].as_str().unwrap() };
        assert_eq!(status(&house, Some(&other), method, path, id).await, 404, "{method} {path}");
        assert_ne!(status(&house, Some(&house.token), method, path, id).await, 404, "{method} {path}");
    }
}
