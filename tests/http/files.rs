//! Files and signed links.

use actix_web::test::TestRequest;
use serde_json::json;

use crate::house::House;

#[actix_web::test]
async fn a_file_is_described_for_its_reader() {
    let house = House::new().await;
    let body = json!({
        "prompt": "회의 포스터: 전사 타운홀", "intent": "poster", "title": "전사 타운홀", "candidates": 1,
        "formats": ["png", "svg", "pptx"], "size": "400x600"
    });
    let job = house.post("/v1/designs", body).await.json();
    let done = house.ended(job["id"].as_str().unwrap()).await;
    assert_eq!(done["status"], "done", "{done}");
    let files = &done["candidates"][0]["files"];
    let get =
        async |format: &str| house.get(&format!("/v1/files/{}", files[format]["id"].as_str().unwrap())).await;
    let png = get("png").await;
    assert_eq!(png.header("x-content-type-options"), "nosniff");
    assert_eq!(png.header("cache-control"), "private, no-cache");
    let name = "%EC%A0%84%EC%82%AC%20%ED%83%80%EC%9A%B4%ED%99%80";
    assert_eq!(png.header("content-disposition"), format!("inline; filename*=UTF-8''{name}.png"));
    for format in ["svg", "pptx"] {
        let answer = get(format).await;
        assert!(answer.header("content-disposition").starts_with("attachment"), "{format}");
        assert!(answer.header("content-security-policy").contains("sandbox"), "{format}");
    }
    let path = format!("/v1/files/{}", files["png"]["id"].as_str().unwrap());
    let known = TestRequest::get().uri(&path).insert_header(("if-none-match", png.header("etag")));
    let answer = house.send(known).await;
    assert_eq!((answer.status.as_u16(), answer.body.len()), (304, 0));
    let other = TestRequest::get().uri(&path).insert_header(("if-none-match", "\"other\""));
    assert_eq!(house.send(other).await.status, 200);
}

#[actix_web::test]
async fn a_signed_link_needs_no_token_and_opens_one_file_only() {
    let house = House::new().await;
    let body = json!({"prompt": "a leaf", "size": "128x128", "n": 2, "response_format": "url"});
    let answer = house.post("/v1/images/generations", body).await.json();
    let link = |place: usize| {
        let url = answer["data"][place]["url"].as_str().unwrap();
        url.strip_prefix("http://localhost:8080").unwrap().to_owned()
    };
    let get = async |path: &str| house.call(TestRequest::get().uri(path)).await;
    assert!(get(&link(0)).await.body.starts_with(b"\x89PNG"));
    let (path, query) =
        link(0).split_once('?').map(|(path, query)| (path.to_owned(), query.to_owned())).unwrap();
    let other = link(1);
    let other_path = other.split_once('?').unwrap().0;
    assert_eq!(get(&format!("{other_path}?{query}")).await.error().1, "bad_link");
    assert_eq!(get(&format!("{path}?expires=99999999999&signature=AAAA")).await.error().0, 403);
    let later = query.replacen("expires=", "expires=9", 1);
    assert_eq!(get(&format!("{path}?{later}")).await.error().1, "bad_link");
    assert_eq!(get(&path).await.status, 401);
}
