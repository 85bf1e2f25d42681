//! Writing a document over HTTP.

use std::io::{Cursor, Read as _};

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::house::{Answer, House};

async fn write(house: &House, body: &Value) -> Answer {
    let request = TestRequest::post().uri("/v1/documents").insert_header(("prefer", "wait=30"));
    house.send(request.set_json(body)).await
}

async fn document(house: &House, job: &Value) -> String {
    let file = job["candidates"][0]["files"]["docx"]["id"].as_str().unwrap();
    let answer = house.get(&format!("/v1/files/{file}")).await;
    let mut text = String::new();
    let mut package = zip::ZipArchive::new(Cursor::new(answer.body)).unwrap();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[actix_web::test]
async fn markdown_becomes_a_document_named_by_its_title() {
    let house = House::new().await;
    let markdown = "# 분기 보고서\n\n## 요약\n\n![vignette: a lighthouse]()\n\n본문";
    let answer = write(&house, &json!({"markdown": markdown, "seed": 3, "style": "green"})).await;
    let job = answer.json();
    assert_eq!(
        (answer.status.as_u16(), &job["kind"], &job["status"]),
        (200, &json!("write"), &json!("done")),
        "{job}"
    );
    let text = document(&house, &job).await;
    assert!(
        text.contains("<w:pStyle w:val=\"Title\"/>")
            && text.contains("descr=\"바닷가 바위 위의 등대: ‘a lighthouse’ 그림\""),
        "{text}"
    );
    let file = job["candidates"][0]["files"]["docx"]["id"].as_str().unwrap();
    let answer = house.get(&format!("/v1/files/{file}")).await;
    let name = answer.header("content-disposition");
    assert!(name.ends_with("%EB%B3%B4%EA%B3%A0%EC%84%9C.docx"), "{name}");
    assert!(house.keeps(1).await, "the text is kept");
}

#[actix_web::test]
async fn a_text_becomes_pages() {
    let house = House::new().await;
    let answer = write(&house, &json!({"markdown": "# Plan\n\nGo.", "formats": ["pdf", "docx"]})).await;
    let files = answer.json()["candidates"][0]["files"].clone();
    assert!(files["docx"]["id"].is_string(), "{files}");
    let answer = house.get(&format!("/v1/files/{}", files["pdf"]["id"].as_str().unwrap())).await;
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert!(answer.body.starts_with(b"%PDF-1.7"), "{:?}", answer.body.get(..8));
}

#[actix_web::test]
async fn json_becomes_minutes() {
    let house = House::new().await;
    let minutes = json!({"title": "Launch", "attendees": ["Kim", "Lee"], "decisions": ["Go."],
        "actions": [{"task": "Slides", "owner": "Kim", "due": "4 December"}]});
    let answer = write(&house, &json!({"document": minutes, "kind": "minutes"})).await;
    let text = document(&house, &answer.json()).await;
    assert!(text.contains("Kim, Lee") && text.contains("Decisions") && text.contains("4 December"), "{text}");
}

#[actix_web::test]
async fn what_is_wrong_is_said_before_anything_is_queued() {
    let house = House::idle().await;
    for (body, status, code, field) in [
        (json!({}), 400, "missing_field", "markdown"),
        (json!({"markdown": "x", "document": {}}), 400, "invalid_field", "document"),
        (json!({"markdown": "x", "formats": ["png"]}), 400, "invalid_field", "formats"),
        (json!({"markdown": "x", "kind": "novel"}), 400, "invalid_field", "kind"),
        (json!({"markdown": "x", "language": "fr"}), 400, "invalid_field", "language"),
        (json!({"markdown": "x", "model": "none"}), 400, "invalid_field", "model"),
        (json!({"markdown": "![a](http://x/y.png)"}), 422, "bad_text", "markdown"),
        (json!({"markdown": ""}), 422, "bad_text", "markdown"),
        (json!({"document": {"blocks": [{"type": "poem"}]}}), 422, "bad_text", "document"),
        (json!({"markdown": "x", "pictures": {"a": "http://x"}}), 422, "bad_picture", "pictures"),
    ] {
        let answer = write(&house, &body).await;
        let error = &answer.json()["error"];
        assert_eq!(answer.status.as_u16(), status, "{body}: {error}");
        assert_eq!((&error["code"], &error["field"]), (&json!(code), &json!(field)), "{body}: {error}");
    }
    assert!(house.keeps(0).await, "a text is kept");
}
