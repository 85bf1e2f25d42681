//! Files that mean harm get a sentence.

use super::*;

/// What opening a file says.
fn refusal(file: &[u8]) -> DocumentError {
    PdfTemplate::open(file, &Limits::for_testing()).err().unwrap()
}

#[test]
fn hostile_files_get_a_sentence() {
    let good = form(vec![text_field("x", Dictionary::new())]);
    assert_eq!(refusal(b"PK\x03\x04"), DocumentError::NotADocument);
    assert_eq!(refusal(b""), DocumentError::NotADocument);
    for cut in [20, good.len() / 4, good.len() / 2] {
        assert!(matches!(refusal(&good[..cut]), DocumentError::Broken { .. }), "cut at {cut}");
    }
    assert!(matches!(refusal(&[&good[..], &vec![b' '; 1 << 20]].concat()), DocumentError::Refused { .. }));
    assert!(refusal(&[b"%PDF-1.7\n", &[0xFF; 5000][..]].concat()).to_string().contains("cannot be read"));
}

#[test]
fn circles_are_refused() {
    let build = |kids: fn(ObjectId, ObjectId) -> (Vec<Object>, Vec<Object>)| {
        let mut document = Document::with_version("1.7");
        let (pages, inner, field) =
            (document.new_object_id(), document.new_object_id(), document.new_object_id());
        let (page_kids, field_kids) = kids(pages, field);
        document
            .set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![inner.into()], "Count" => 1 });
        document.set_object(inner, dictionary! { "Type" => "Pages", "Kids" => page_kids, "Count" => 1 });
        document.set_object(field, text_field("x", dictionary! { "Kids" => field_kids }));
        let form = dictionary! { "Fields" => vec![field.into()] };
        let catalog =
            document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "AcroForm" => form });
        document.trailer.set("Root", catalog);
        let mut file = Vec::new();
        document.save_to(&mut file).unwrap();
        refusal(&file).to_string()
    };
    assert!(build(|pages, _| (vec![pages.into()], vec![])).contains("page tree comes back"));
    assert!(build(|_, field| (vec![], vec![field.into()])).contains("comes back to itself"));
}

#[test]
fn bombs_are_refused() {
    let mut bomb = Stream::new(Dictionary::new(), vec![b' '; 3 << 20]);
    bomb.compress().unwrap();
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    let mut add = |file: &mut Vec<u8>, object: &[u8]| {
        offsets.push(file.len());
        file.extend_from_slice(object);
    };
    add(&mut file, b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
    add(&mut file, b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n");
    let length = bomb.content.len();
    let head = format!("3 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {length}>>stream\n");
    add(&mut file, &[head.as_bytes(), &bomb.content, b"\nendstream endobj\n"].concat());
    let table = file.len();
    file.extend(b"xref\n0 4\n0000000000 65535 f \n");
    file.extend(offsets.iter().flat_map(|offset| format!("{offset:010} 00000 n \n").into_bytes()));
    file.extend(format!("trailer<</Size 4/Root 1 0 R>>\nstartxref\n{table}\n%%EOF").bytes());
    let error = refusal(&file);
    assert!(matches!(&error, DocumentError::Refused { reason } if reason.contains("packed")), "{error}");
}
