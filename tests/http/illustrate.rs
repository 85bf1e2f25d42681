//! Illustrating a finished document over HTTP.

use std::io::{Cursor, Read as _, Write as _};

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use crate::house::{Answer, House, form};

const TYPES: &str = concat!(
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.",
    "wordprocessingml.document.main+xml\"/></Types>"
);

const LINKS: &str = concat!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Target=\"word/document.xml\" ",
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/>",
    "</Relationships>"
);

/// A report of one bold heading and a paragraph of so many sentences.
fn report(sentences: usize) -> Vec<u8> {
    let text =
        "Revenue grew in every region, and the market share of our products with it. ".repeat(sentences);
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
         <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Revenue</w:t></w:r></w:p><w:p><w:r><w:t>{text}</w:t></w:r></w:p>\
         <w:sectPr/></w:body></w:document>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in
        [("[Content_Types].xml", TYPES), ("_rels/.rels", LINKS), ("word/document.xml", &document)]
    {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn illustrate(house: &House, document: &[u8], fields: &[(&str, &str)]) -> Answer {
    let fields = fields.iter().map(|(name, value)| (*name, None, value.as_bytes()));
    let parts: Vec<_> = std::iter::once(("document", Some("Q3.docx"), document)).chain(fields).collect();
    let (content_type, body) = form(&parts);
    let request = TestRequest::post().uri("/v1/documents/illustrate").insert_header(("prefer", "wait=30"));
    house.send(request.insert_header(("content-type", content_type)).set_payload(body)).await
}

#[actix_web::test]
async fn a_report_comes_back_with_a_picture_under_its_own_name() {
    let house = House::new().await;
    let answer = illustrate(&house, &report(20), &[("seed", "7")]).await;
    let job = answer.json();
    assert_eq!(
        (answer.status.as_u16(), &job["kind"], &job["status"]),
        (200, &json!("illustrate"), &json!("done")),
        "{job}"
    );
    let file = job["candidates"][0]["files"]["docx"]["id"].as_str().unwrap();
    let answer = house.send(TestRequest::get().uri(&format!("/v1/files/{file}"))).await;
    assert!(answer.header("content-disposition").contains("Q3.docx"));
    let mut zip = zip::ZipArchive::new(Cursor::new(answer.body)).unwrap();
    let mut document = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut document).unwrap();
    assert!(
        document.contains("Illustration of bars rising") && document.contains("SEQ Figure"),
        "{document}"
    );
    assert!(zip.by_name("word/media/image1.png").is_ok());
}

#[actix_web::test]
async fn a_plan_is_answered_at_once_and_can_be_sent_back() {
    let house = House::new().await;
    let answer = illustrate(&house, &report(20), &[("seed", "7"), ("plan_only", "true")]).await;
    let mut plan: Value = answer.json();
    assert_eq!((answer.status.as_u16(), &plan["pictures"][0]["heading"]), (200, &json!("Revenue")), "{plan}");
    plan["pictures"][0]["caption"] = json!("My own words");
    let job = illustrate(&house, &report(20), &[("plan", &plan.to_string())]).await.json();
    assert_eq!(job["status"], "done", "{job}");
    let job = illustrate(&house, &report(21), &[("plan", &plan.to_string())]).await.json();
    assert_eq!((&job["status"], &job["error"]["code"]), (&json!("failed"), &json!("bad_plan")), "{job}");
    assert!(job["error"]["message"].as_str().unwrap().contains("picture-1"), "{job}");
}

#[actix_web::test]
async fn what_cannot_be_illustrated_is_said() {
    let house = House::new().await;
    let check = async |document: &[u8], fields: &[(&str, &str)], status: u16, code: &str, field: &str| {
        let answer = illustrate(&house, document, fields).await;
        let body = answer.json();
        let said = (answer.status.as_u16(), &body["error"]["code"], &body["error"]["field"]);
        assert_eq!(said, (status, &json!(code), &json!(field)), "{body}");
    };
    check(b"hello", &[], 415, "not_a_document", "document").await;
    check(b"%PDF-1.7", &[], 415, "unsupported_document", "document").await;
    check(&report(20), &[("plan", "{")], 400, "invalid_json", "plan").await;
    check(&report(20), &[("plan", "{\"version\": 1, \"colour\": 2}")], 400, "unknown_field", "plan").await;
    check(&report(20), &[("pictures", "0")], 400, "invalid_field", "pictures").await;
    check(&report(20), &[("plan_only", "perhaps")], 400, "invalid_field", "plan_only").await;
    let job = illustrate(&house, &report(1), &[]).await.json();
    assert_eq!(
        (&job["status"], &job["error"]["code"]),
        (&json!("failed"), &json!("nothing_to_illustrate")),
        "{job}"
    );
}
