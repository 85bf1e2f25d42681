//! Filling a template over HTTP.

use crate::house::House;

#[actix_web::test]
async fn what_is_no_document_is_refused_before_it_is_queued() {
    let house = House::idle().await;
    let check = async |template: &[u8], data: &[u8], expected: (u16, &str, Option<&str>)| {
        let form = [("template", Some("a.docx"), template), ("data", None, data)];
        let (status, code, field) = house.post_form("/v1/documents/fill", &form).await.error();
        assert_eq!((status, code.as_str(), field.as_deref()), expected);
    };
    check(b"hello", b"{}", (415, "not_a_document", Some("template"))).await;
    check(b"", b"{}", (415, "not_a_document", Some("template"))).await;
    check(b"%PDF-1.7", b"{\n \"a\": }", (400, "invalid_json", Some("data"))).await;
    check(b"%PDF-1.7", b"[]", (400, "invalid_field", Some("data"))).await;
}
