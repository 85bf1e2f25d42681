//! The API's description, against its snapshot. After a change on purpose, write it anew:
//! `UPDATE_SNAPSHOTS=1 cargo test --test http openapi`.

use std::collections::BTreeSet;
use std::fs;

use actix_web::test::TestRequest;

use crate::house::House;

const SNAPSHOT: &str = "docs/openapi.json";

#[actix_web::test]
async fn the_description_is_the_one_that_was_agreed_on() {
    let house = House::idle().await;
    let answer = house.call(TestRequest::get().uri("/openapi.json")).await;
    let served = serde_json::to_string_pretty(&answer.json()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(SNAPSHOT, &served).unwrap();
    }
    let agreed = fs::read_to_string(SNAPSHOT).unwrap_or_default();
    assert!(served == agreed, "{SNAPSHOT} differs: UPDATE_SNAPSHOTS=1 cargo test --test http openapi");
}

#[actix_web::test]
async fn every_address_of_the_api_is_described() {
    let house = House::idle().await;
    let description = house.call(TestRequest::get().uri("/openapi.json")).await.json();
    for path in [
        "/v1/sessions",
        "/v1/designs",
        "/v1/documents",
        "/v1/documents/fill",
        "/v1/templates/check",
        "/v1/templates/schema",
        "/v1/images/generations",
        "/v1/jobs",
        "/v1/jobs/{id}",
        "/v1/jobs/{id}/events",
        "/v1/files/{id}",
        "/v1/files/{id}/link",
        "/v1/pictures",
        "/v1/models",
        "/v1/webhooks/secret",
        "/v1/usage",
        "/openapi.json",
        "/healthz",
    ] {
        assert!(description["paths"][path].is_object(), "{path}");
    }
}

#[actix_web::test]
async fn every_operation_has_a_name_of_its_own() {
    let house = House::idle().await;
    let description = house.call(TestRequest::get().uri("/openapi.json")).await.json();
    let paths = description["paths"].as_object().unwrap();
    let names: Vec<_> = (paths.values().flat_map(|path| path.as_object().unwrap().values()))
        .map(|operation| operation["operationId"].as_str().unwrap())
        .collect();
    let different: BTreeSet<_> = names.iter().collect();
    assert_eq!(names.len(), different.len(), "{names:?}");
}
