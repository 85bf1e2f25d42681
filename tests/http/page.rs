//! The page's files.

use actix_web::test::TestRequest;

use crate::house::House;

#[actix_web::test]
async fn the_page_may_be_framed_by_office_only_and_runs_its_own_scripts_and_offices_only() {
    let house = House::with(|config| {
        config.workers.count = 0;
        config.framing.0 = "'self' https://office.example".to_owned();
    })
    .await;
    let answer = house.call(TestRequest::get().uri("/")).await;
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    let policy = answer.header("content-security-policy");
    assert!(policy.ends_with("frame-ancestors 'self' https://office.example"), "{policy}");
    assert!(policy.contains("script-src 'self' https://appsforoffice.microsoft.com;"), "{policy}");
    assert_eq!(answer.header("x-frame-options"), "");
}

#[actix_web::test]
async fn its_files_are_served_with_their_types() {
    let house = House::idle().await;
    for (path, media_type) in [
        ("/app.js", "text/javascript; charset=utf-8"),
        ("/app.css", "text/css; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
    ] {
        let answer = house.call(TestRequest::get().uri(path)).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, media_type), "{path}");
        let known = TestRequest::get().uri(path).insert_header(("if-none-match", answer.header("etag")));
        assert_eq!(house.call(known).await.status, 304, "{path}");
    }
    for path in ["/jsconfig.json", "/../Cargo.toml", "/%2e%2e/src/main.rs", "/nothing.css"] {
        assert_eq!(house.call(TestRequest::get().uri(path)).await.status, 404, "{path}");
    }
}
