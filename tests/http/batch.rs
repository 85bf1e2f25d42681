//! Many documents from one template over HTTP.

use std::io::{Cursor, Read as _};
use std::time::Duration;

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::fill::docx;
use crate::house::{House, form};

type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

async fn start(house: &House, wait: &str, parts: &[Part<'_>]) -> Value {
    let (content_type, body) = form(parts);
    let request = TestRequest::post().uri("/v1/documents/batch").insert_header(("prefer", wait));
    let answer = house.send(request.insert_header(("content-type", content_type)).set_payload(body)).await;
    assert!(answer.status.is_success(), "{}", answer.json());
    answer.json()
}

/// The files of the zip that a job made.
async fn documents(house: &House, job: &Value) -> Vec<(String, String)> {
    let file = job["candidates"][0]["files"]["zip"]["id"].as_str().unwrap();
    let answer = house.get(&format!("/v1/files/{file}")).await;
    assert_eq!(answer.header("content-type"), "application/zip");
    let mut zip = zip::ZipArchive::new(Cursor::new(answer.body)).unwrap();
    let mut found = Vec::new();
    for at in 0..zip.len() {
        let mut bytes = Vec::new();
        let mut entry = zip.by_index(at).unwrap();
        entry.read_to_end(&mut bytes).unwrap();
        let text = match entry.name().ends_with(".docx") {
            true => part(bytes),
            false => String::from_utf8(bytes).unwrap(),
        };
        found.push((entry.name().to_owned(), text));
    }
    found
}

fn part(document: Vec<u8>) -> String {
    let mut text = String::new();
    let mut package = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[actix_web::test]
async fn rows_become_one_zip_and_failing_rows_are_listed_in_it() {
    let house = House::new().await;
    let template = docx(&["{{ name }} of {{ company }}"], &[]);
    let parts: [Part<'_>; 4] = [
        ("template", Some("Brief.docx"), &template),
        ("rows", Some("rows.csv"), "name,extra\n김하늘,1\n이솔\n김하늘,3\n".as_bytes()),
        ("data", None, br#"{"company": "Hanbit"}"#),
        ("name", None, b"{{ name }}"),
    ];
    let job = start(&house, "wait=30", &parts).await;
    assert_eq!(
        (&job["kind"], &job["status"], &job["progress"]),
        (&json!("batch"), &json!("done"), &json!(1.0)),
        "{job}"
    );
    assert_eq!(job["rows"], json!({"filled": 2, "failed": 1}));
    let found = documents(&house, &job).await;
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["김하늘.docx", "김하늘 (2).docx", "errors.jsonl"]);
    assert!(found[0].1.contains("김하늘 of Hanbit"));
    let error: Value = serde_json::from_str(&found[2].1).unwrap();
    assert_eq!((&error["row"], &error["line"], &error["code"]), (&json!(2), &json!(3), &json!("bad_rows")));
    assert!(house.keeps(1).await, "the input is kept");
}

#[actix_web::test]
async fn what_cannot_be_filled_at_all_is_refused_before_it_is_queued() {
    let house = House::with(|config| {
        config.workers.count = 0;
        config.limits.batch_rows = 2;
    })
    .await;
    let good = docx(&["{{ name }}"], &[]);
    let check = async |template: &[u8], rows: &[u8], name: &str, expected: (u16, &str, &str)| {
        let parts =
            [("template", Some("a.docx"), template), ("rows", None, rows), ("name", None, name.as_bytes())];
        let answer = house.post_form("/v1/documents/batch", &parts).await;
        let (status, code, field) = answer.error();
        assert_eq!(
            (status, code.as_str(), field.as_deref()),
            (expected.0, expected.1, Some(expected.2)),
            "{}",
            answer.json()
        );
    };
    check(b"hello", b"name\n1\n", "x", (415, "not_a_document", "template")).await;
    check(&good, b"", "x", (422, "bad_rows", "rows")).await;
    check(&good, b"name\n", "x", (422, "bad_rows", "rows")).await;
    check(&good, b"name,name\n1,2\n", "x", (422, "bad_rows", "rows")).await;
    check(&good, b"[{}, {]", "x", (422, "bad_rows", "rows")).await;
    check(&good, b"name\n1\n2\n3\n", "x", (422, "bad_rows", "rows")).await;
    check(&good, b"name\n1\n", "{{ name", (400, "invalid_field", "name")).await;
    assert_eq!(house.files_kept(), 0);
    let missing = house.post_form("/v1/documents/batch", &[("template", Some("a.docx"), &good)]).await;
    assert_eq!(missing.error(), (400, "missing_field".to_owned(), Some("rows".to_owned())));
}

#[actix_web::test]
async fn a_queued_batch_survives_a_restart() {
    let before = House::idle().await;
    let token = before.token.clone();
    let template = docx(&["{{ name }}"], &[]);
    let parts: [Part<'_>; 2] =
        [("template", Some("a.docx"), &template), ("rows", None, b"{\"name\": \"x\"}\n")];
    let job = start(&before, "wait=0", &parts).await;
    let folder = before.stop().await;

    let mut after = House::open(folder, |_| {}).await;
    after.token = token;
    let done = after.ended(job["id"].as_str().unwrap()).await;
    assert_eq!((&done["status"], &done["rows"]["filled"]), (&json!("done"), &json!(1)), "{done}");
    assert_eq!(documents(&after, &done).await[0].0, "a-1.docx");
}

#[actix_web::test]
async fn a_running_batch_is_called_off() {
    let house = House::new().await;
    let template = docx(&["{{ name }}"], &[]);
    let rows = format!("name\n{}", "x\n".repeat(10_000));
    let parts: [Part<'_>; 2] = [("template", Some("a.docx"), &template), ("rows", None, rows.as_bytes())];
    let job = start(&house, "wait=0", &parts).await;
    let path = format!("/v1/jobs/{}", job["id"].as_str().unwrap());
    while house.get(&path).await.json()["status"] == "queued" {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    house.delete(&path).await;
    let ended = house.ended(job["id"].as_str().unwrap()).await;
    assert_eq!((&ended["status"], &ended["candidates"]), (&json!("cancelled"), &json!(null)));
    assert!(house.keeps(0).await, "something half-made is left behind");
}
