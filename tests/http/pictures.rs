//! What was made, to look at and to show; and what Microsoft 365 is told.

use actix_web::test::TestRequest;
use serde_json::json;
use vignette::config::PublicAddress;

use crate::house::House;

async fn design(house: &House, title: &str) -> String {
    let body = json!({
        "prompt": "poster", "title": title, "candidates": 2, "formats": ["png"], "size": "300x400"
    });
    let job = house.post("/v1/designs", body).await.json();
    let id = job["id"].as_str().unwrap().to_owned();
    assert_eq!(job["page"], format!("http://localhost:8080/gallery.html?job={id}"));
    assert_eq!(house.ended(&id).await["status"], "done");
    id
}

#[actix_web::test]
async fn pictures_are_listed_found_and_shown_to_their_owner_alone() {
    let house = House::new().await;
    let first = design(&house, "Winter Town Hall").await;
    design(&house, "전사 타운홀").await;
    let titles = async |query: &str| {
        let answer = house.get(&format!("/v1/pictures{query}")).await.json();
        let pictures = answer["pictures"].as_array().unwrap().clone();
        pictures.iter().map(|one| one["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (english, korean) = ("Winter Town Hall", "전사 타운홀");
    assert_eq!(titles("").await, [korean, korean, english, english]);
    assert_eq!(titles("?q=winter%20hall").await, [english, english]);
    assert_eq!(titles(&format!("?job={first}")).await, [english, english]);
    assert!(titles("?q=summer").await.is_empty());
    let page = house.get("/v1/pictures?limit=1").await.json();
    assert_eq!(page["pictures"].as_array().unwrap().len(), 2);
    assert_eq!(titles(&format!("?before={}", page["next"].as_str().unwrap())).await, [english, english]);
    assert_eq!(house.get("/v1/pictures?limit=0").await.error().2.as_deref(), Some("limit"));
    let other = house.token_for("others", "read").await;
    let ask = |path: String| {
        TestRequest::get().uri(&path).insert_header(("authorization", format!("Bearer {other}")))
    };
    assert_eq!(house.call(ask("/v1/pictures".to_owned())).await.json()["pictures"], json!([]));
    assert_eq!(house.call(ask(format!("/v1/pictures?job={first}"))).await.status, 404);
}

#[actix_web::test]
async fn a_picture_is_shown_to_whoever_has_its_link() {
    let house = House::new().await;
    design(&house, "A \"quoted\" <title>").await;
    let picture = house.get("/v1/pictures").await.json()["pictures"][0].clone();
    let own = |url: &serde_json::Value| {
        url.as_str().unwrap().strip_prefix("http://localhost:8080").unwrap().to_owned()
    };
    let get = async |path: &str| house.call(TestRequest::get().uri(path)).await;
    assert!(get(&own(&picture["picture"])).await.body.starts_with(b"\x89PNG"));
    let path = format!("/v1/files/{}/link", picture["id"].as_str().unwrap());
    let link = house.send(TestRequest::post().uri(&path)).await.json();
    let page = get(&own(&link["page"])).await;
    let html = String::from_utf8(page.body.clone()).unwrap();
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(html.contains("alt=\"") && html.contains("og:image"), "{html}");
    assert!(!html.contains("<title>\"") && !html.contains("\"quoted\""), "{html}");
    let (address, _) = own(&link["page"]).split_once('?').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert_eq!(get(&format!("{address}?expires=99999999999&signature=AAAA")).await.error().1, "bad_link");
    assert_eq!(get(&address).await.status, 400);
    let other = house.token_for("others", "read").await;
    let ask = TestRequest::post().uri(&path).insert_header(("authorization", format!("Bearer {other}")));
    assert_eq!(house.call(ask).await.status, 404);
}

#[actix_web::test]
async fn manifests_are_served_for_a_secure_address_alone() {
    let house = House::with(|config| {
        config.workers.count = 0;
        config.address = PublicAddress(Some("https://images.example.com".to_owned()));
    })
    .await;
    let get = async |path: &str| house.call(TestRequest::get().uri(path)).await;
    for (name, media_type, start) in [
        ("addin.xml", "application/xml", "<?xml"),
        ("outlook.xml", "application/xml", "<?xml"),
        ("microsoft365.zip", "application/zip", "PK"),
    ] {
        let answer = get(&format!("/manifest/{name}")).await;
        assert_eq!(answer.header("content-type"), media_type);
        assert!(answer.body.starts_with(start.as_bytes()), "{name}");
    }
    assert_eq!(get("/manifest/other.xml").await.error().0, 404);
    let plain = House::idle().await;
    let answer = plain.call(TestRequest::get().uri("/manifest/addin.xml")).await;
    assert!(answer.json()["error"]["hint"].as_str().unwrap().contains("VIGNETTE_PUBLIC_URL"));
}
