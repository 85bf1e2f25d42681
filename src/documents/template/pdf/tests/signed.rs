//! Signed documents: what a signature allows is done, the rest is refused. Real signatures are tried in
//! `tests/documents/test_pdf.py`.

use super::*;

/// A form with the fields `name` and `team`, signed with these rules.
fn signed(references: Vec<Dictionary>) -> Vec<u8> {
    let references: Vec<Object> = references.into_iter().map(Object::from).collect();
    let signature =
        dictionary! { "Type" => "Sig", "ByteRange" => vec![0.into(), 1.into()], "Reference" => references };
    let field = dictionary! { "FT" => "Sig", "T" => text_string("Approval"), "V" => signature };
    form(vec![text_field("name", None), text_field("team", None), field])
}

fn rule(method: &str, parameters: Dictionary) -> Dictionary {
    dictionary! { "TransformMethod" => method, "TransformParams" => parameters }
}

fn level(level: i64) -> Dictionary {
    rule("DocMDP", dictionary! { "P" => level })
}

fn lock(action: &str, names: &[&str]) -> Dictionary {
    let names: Vec<Object> = names.iter().map(|name| text_string(name)).collect();
    rule("FieldMDP", dictionary! { "Action" => action, "Fields" => names })
}

#[test]
fn what_a_signature_allows_is_done_and_nothing_else() {
    let check = |references: Vec<Dictionary>, options: FillOptions, expected: Result<(), &str>| {
        let file = signed(references);
        let template = PdfTemplate::open(&file, &Limits::for_testing()).unwrap();
        let filled = template.fill(&json!({"name": "김하늘"}), &BTreeMap::new(), &options, &Fonts::system());
        match (filled, expected) {
            (Ok(filled), Ok(())) => assert!(options.remove_signatures || filled.starts_with(&file)),
            (Err(DocumentError::Signed { reason }), Err(words)) => {
                assert!(reason.contains(words), "{reason}");
            }
            (found, expected) => panic!("{:?} is not {expected:?}", found.map(|file| file.len())),
        }
    };
    let plain = FillOptions::default;
    check(vec![], plain(), Ok(()));
    check(vec![level(2)], plain(), Ok(()));
    check(vec![level(3)], plain(), Ok(()));
    check(vec![level(1)], plain(), Err("certified to allow no changes"));
    check(vec![rule("DocMDP", Dictionary::new())], plain(), Ok(()));
    check(vec![lock("Include", &["name"])], plain(), Err("it locks name from changes"));
    check(vec![lock("Include", &["team"])], plain(), Ok(()));
    check(vec![lock("Exclude", &["name"])], plain(), Ok(()));
    check(vec![lock("All", &[])], plain(), Err("it locks name from changes"));
    check(vec![], FillOptions { flatten: true, ..plain() }, Err("making the form flat"));
    let slots = json!([{"text": "x", "rect": [10, 10, 50, 10]}]);
    check(vec![level(3)], FillOptions { slots: Some(slots), ..plain() }, Err("filling slots"));
    check(vec![level(1)], FillOptions { remove_signatures: true, flatten: true, ..plain() }, Ok(()));
}

#[test]
fn a_signature_that_is_removed_leaves_nothing_behind() {
    let template = PdfTemplate::open(&signed(vec![level(1)]), &Limits::for_testing()).unwrap();
    let options = FillOptions { remove_signatures: true, ..FillOptions::default() };
    let filled =
        template.fill(&json!({"name": "김하늘"}), &BTreeMap::new(), &options, &Fonts::system()).unwrap();
    let document = Document::load_mem(&filled).unwrap();
    assert!(!field(&document, "Approval").has(b"V") && value(&document, "name") == "김하늘");
    assert!(!filled.windows(9).any(|window| window == b"ByteRange"));
    assert!(template.remarks(&options)[0].contains("not signed any more"));
}

#[test]
fn only_values_and_looks_change_under_a_signature() {
    let file = signed(vec![level(2)]);
    let template = PdfTemplate::open(&file, &Limits::for_testing()).unwrap();
    let data = json!({"name": "김하늘"});
    let filled = template.fill(&data, &BTreeMap::new(), &FillOptions::default(), &Fonts::system()).unwrap();
    let document = Document::load_mem(&filled).unwrap();
    let old = Document::load_mem(&file).unwrap();
    let mut new = field(&document, "name").clone();
    assert!(new.remove(b"V").is_some() && new.remove(b"AP").is_some());
    assert_eq!(&new, field(&old, "name"));
    assert!(template.remarks(&FillOptions::default())[0].contains("stays valid"));
}
