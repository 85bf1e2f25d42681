//! Filling a template over HTTP.

use std::io::{Cursor, Read as _, Write as _};

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use crate::house::{House, form};

const CONTENT_TYPES: &str = concat!(
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.",
    "wordprocessingml.document.main+xml\"/></Types>"
);

const RELATIONSHIPS: &str = concat!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Target=\"word/document.xml\" ",
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/>",
    "</Relationships>"
);

/// A Word document with these paragraphs, and whatever else goes into its package.
pub fn docx(paragraphs: &[&str], others: &[(&str, &[u8])]) -> Vec<u8> {
    let text = |text: &&str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{}</w:body></w:document>",
        paragraphs.iter().map(text).collect::<String>()
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", RELATIONSHIPS.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ];
    for (name, content) in parts.iter().chain(others) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn fill(house: &House, template: &[u8], data: &str) -> Value {
    let parts = [("template", Some("Bericht 1.docx"), template), ("data", None, data.as_bytes())];
    let (content_type, body) = form(&parts);
    let request = TestRequest::post().uri("/v1/documents/fill").insert_header(("prefer", "wait=30"));
    let answer = house.send(request.insert_header(("content-type", content_type)).set_payload(body)).await;
    assert_eq!(answer.status, 200, "{}", answer.json());
    answer.json()
}

#[actix_web::test]
async fn a_template_comes_back_filled_under_its_own_name() {
    let house = House::new().await;
    let job = fill(&house, &docx(&["Dear {{ name }},"], &[]), r#"{"name": "김하늘"}"#).await;
    assert_eq!((&job["kind"], &job["status"]), (&json!("fill"), &json!("done")), "{job}");
    let file = job["candidates"][0]["files"]["docx"]["id"].as_str().unwrap();
    let answer = house.get(&format!("/v1/files/{file}")).await;
    assert_eq!(answer.header("content-disposition"), "attachment; filename*=UTF-8''Bericht%201.docx");
    let mut text = String::new();
    let mut package = zip::ZipArchive::new(Cursor::new(answer.body)).unwrap();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    assert!(text.contains("Dear 김하늘,"), "{text}");
    assert!(house.keeps(1).await, "the template is kept");
}

#[actix_web::test]
async fn tags_without_data_fail_the_job_all_at_once() {
    let house = House::new().await;
    let template = docx(&["{{ name }}", "x", "{{ place }} {{ name }}"], &[]);
    let job = fill(&house, &template, r#"{"namen": 1}"#).await;
    assert_eq!((&job["status"], &job["error"]["code"]), (&json!("failed"), &json!("unfilled_tags")), "{job}");
    let problems = job["error"]["problems"].as_array().unwrap();
    let places: Vec<_> = problems.iter().map(|problem| problem["position"].as_u64().unwrap()).collect();
    assert_eq!(places, [1, 3, 3], "{problems:?}");
    assert!(problems.iter().all(|problem| problem["part"] == "word/document.xml"));
    let last = json!({
        "code": "missing_value", "part": "word/document.xml", "position": 3, "around": "{{ place }} {{ name }}",
        "tag": "{{ name }}", "problem": "the data has no value for `name`", "hint": "did you mean `namen`?",
    });
    assert_eq!(problems[2], last);
    assert!(house.keeps(0).await, "the template is kept");
}

#[actix_web::test]
async fn what_cannot_be_filled_is_refused_before_it_is_queued() {
    let house = House::idle().await;
    let check = async |template: &[u8], data: &[u8], expected: (u16, &str, Option<&str>)| {
        let form = [("template", Some("a.docx"), template), ("data", None, data)];
        let answer = house.post_form("/v1/documents/fill", &form).await;
        let (status, code, field) = answer.error();
        assert_eq!((status, code.as_str(), field.as_deref()), expected, "{}", answer.json());
    };
    let good = docx(&["{{ name }}"], &[]);
    check(b"hello", b"{}", (415, "not_a_document", Some("template"))).await;
    check(b"", b"{}", (415, "not_a_document", Some("template"))).await;
    let compound = |stream: &str| {
        let mut entry: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 504], &entry].concat()
    };
    check(&compound("WordDocument"), b"{}", (415, "unsupported_document", Some("template"))).await;
    check(&compound("EncryptedPackage"), b"{}", (422, "encrypted_document", Some("template"))).await;
    check(&good[..good.len() / 2], b"{}", (422, "broken_document", Some("template"))).await;
    check(&good, b"{\n \"a\": }", (400, "invalid_json", Some("data"))).await;
    check(&good, b"[]", (400, "invalid_field", Some("data"))).await;
    let refused = (422, "refused_document", Some("template"));
    check(&docx(&[], &[("../../climb.xml", b"x")]), b"{}", refused).await;
    check(&docx(&[], &[("word/bomb.xml", &[b' '; 9 << 20])]), b"{}", refused).await;
    let doctype = b"<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>";
    check(&docx(&[], &[("word/header1.xml", doctype)]), b"{}", refused).await;
    assert_eq!(house.files_kept(), 0);
    assert_eq!(house.get("/v1/jobs").await.json()["jobs"], json!([]));
}

#[actix_web::test]
async fn a_form_that_is_not_right_is_told_what_is_missing() {
    let house = House::idle().await;
    let good = docx(&["{{ name }}"], &[]);
    let check = async |parts: &[(&str, Option<&str>, &[u8])], code: &str, field: &str| {
        let answer = house.post_form("/v1/documents/fill", parts).await;
        assert_eq!(answer.error(), (400, code.to_owned(), Some(field.to_owned())), "{}", answer.json());
    };
    let (template, data) = (("template", Some("a.docx"), good.as_slice()), ("data", None, &b"{}"[..]));
    check(&[data], "missing_field", "template").await;
    check(&[template], "missing_field", "data").await;
    check(&[template, data, ("colour", None, b"red")], "unknown_field", "colour").await;
    check(&[template, data, ("seed", None, b"x")], "invalid_field", "seed").await;
    check(&[template, data, ("model", None, b"nothing-1")], "invalid_field", "model").await;
    check(&[template, data, ("language", None, b"xx")], "invalid_field", "language").await;
    let answer = house.post("/v1/documents/fill", json!({"data": {}})).await;
    assert_eq!((answer.status.as_u16(), answer.error().1.as_str()), (400, "bad_request"));
}

#[actix_web::test]
async fn pictures_come_from_the_accounts_own_files() {
    let house = House::new().await;
    let body =
        json!({"prompt": "a leaf", "intent": "icon", "candidates": 1, "formats": ["png"], "size": "96x96"});
    let made = house.ended(house.post("/v1/designs", body).await.json()["id"].as_str().unwrap()).await;
    let id = made["candidates"][0]["files"]["png"]["id"].as_str().unwrap();
    let template = std::fs::read("templates/poster.docx").unwrap();
    let sample = std::fs::read("templates/poster.sample.json").unwrap();
    let mut data: Value = serde_json::from_slice(&sample).unwrap();
    data["picture"] = json!({"file": id, "alt": "a leaf"});
    let job = fill(&house, &template, &data.to_string()).await;
    assert_eq!(job["status"], "done", "{job}");
    let file = job["candidates"][0]["files"]["docx"]["id"].as_str().unwrap();
    let mut package =
        zip::ZipArchive::new(Cursor::new(house.get(&format!("/v1/files/{file}")).await.body)).unwrap();
    let png = house.get(&format!("/v1/files/{id}")).await.body;
    let names: Vec<_> = package.file_names().map(str::to_owned).collect();
    let is_there = names.iter().any(|name| {
        let mut bytes = Vec::new();
        package.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes == png
    });
    assert!(is_there, "{names:?}");
    let (content_type, body) =
        form(&[("template", Some("a.docx"), &template), ("data", None, data.to_string().as_bytes())]);
    let other = TestRequest::post()
        .uri("/v1/documents/fill")
        .insert_header((
            "authorization",
            format!("Bearer {}", house.token_for("somebody", "fill,read").await),
        ))
        .insert_header(("prefer", "wait=30"))
        .insert_header(("content-type", content_type));
    let answer = house.call(other.set_payload(body)).await.json();
    assert_eq!(answer["status"], "failed", "{answer}");
    assert!(answer["error"]["message"].as_str().unwrap().contains("there is no file"), "{answer}");
}
