//! What a template wants, over HTTP.

use serde_json::json;

use crate::fill::docx;
use crate::house::House;

#[actix_web::test]
async fn a_template_is_told_with_all_its_mistakes() {
    let house = House::idle().await;
    let template = docx(&["Dear {{ name }},", "{{ day | uper }}", "{% for x in list %}"], &[]);
    let answer = house.post_form("/v1/templates/check", &[("template", Some("a.docx"), &template)]).await;
    assert_eq!(answer.status, 200, "{}", answer.json());
    let told = answer.json();
    assert_eq!((&told["format"], &told["ok"]), (&json!("docx"), &json!(false)));
    let tag = &told["tags"][0];
    assert_eq!(
        (&tag["tag"], &tag["kind"], &tag["position"]),
        (&json!("{{ name }}"), &json!("value"), &json!(1))
    );
    assert_eq!(tag["around"], "Dear {{ name }},");
    let codes: Vec<_> = told["problems"].as_array().unwrap().iter().map(|problem| &problem["code"]).collect();
    assert_eq!(codes, ["unknown_filter", "unpaired_tag"]);
    assert_eq!(told["problems"][0]["hint"], "did you mean `upper`?");
    assert_eq!(told["package"], json!([]));
    assert_eq!(house.files_kept(), 0);
}

#[actix_web::test]
async fn the_data_of_a_template_is_described() {
    let house = House::idle().await;
    let template = docx(&["{% for x in list %}{{ x.name }}{% endfor %}", "{{ n | number }}"], &[]);
    let answer =
        house.post_form("/v1/templates/schema", &[("template", Some("Brief.docx"), &template)]).await;
    assert_eq!(answer.status, 200, "{}", answer.json());
    let told = answer.json();
    assert_eq!(
        (&told["schema"]["title"], &told["schema"]["required"]),
        (&json!("Brief"), &json!(["list", "n"]))
    );
    assert_eq!(told["example"], json!({"list": [{"name": "name"}, {"name": "name"}], "n": 12}));
}

#[actix_web::test]
async fn what_is_no_template_is_refused_as_for_filling() {
    let house = House::idle().await;
    for path in ["/v1/templates/check", "/v1/templates/schema"] {
        let check = async |template: &[u8], expected: (u16, &str)| {
            let answer = house.post_form(path, &[("template", Some("a.docx"), template)]).await;
            let (status, code, field) = answer.error();
            assert_eq!((status, code.as_str(), field.as_deref()), (expected.0, expected.1, Some("template")));
        };
        check(b"hello", (415, "not_a_document")).await;
        check(&docx(&[], &[("../../climb.xml", b"x")]), (422, "refused_document")).await;
        check(&docx(&[], &[("word/header1.xml", b"<!DOCTYPE a><a/>")]), (422, "refused_document")).await;
        let missing = house.post_form(path, &[]).await.error();
        assert_eq!((missing.0, missing.2.as_deref()), (400, Some("template")));
        let unknown = house.post_form(path, &[("colour", None, b"red")]).await.error();
        assert_eq!((unknown.0, unknown.1.as_str()), (400, "unknown_field"));
        let token = house.token_for("readers", "read").await;
        let (content_type, body) = crate::house::form(&[("template", Some("a.docx"), &docx(&["x"], &[]))]);
        let request = actix_web::test::TestRequest::post().uri(path).set_payload(body);
        let request = request.insert_header(("content-type", content_type));
        let answer = house.call(request.insert_header(("authorization", format!("Bearer {token}")))).await;
        assert_eq!((answer.status.as_u16(), answer.error().1.as_str()), (403, "missing_scope"));
    }
}
