//! Files made to cost much more than their size: cross-reference data, object streams and lengths.

use super::*;

/// A file of these objects, numbered from 1, with a table, more rows for it and more in the trailer.
fn crafted(objects: &[String], rows: &str, trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let start = file.len();
    let trailer = trailer.replace("TABLE", &start.to_string());
    let size = objects.len() + 1;
    file.extend(format!("{table}{rows}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n").bytes());
    file.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
    file
}

/// A page and its catalog, and more objects from 4 on.
fn objects(more: impl IntoIterator<Item = String>) -> Vec<String> {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources 3 0 R/XObject<</X 3 0 R>>>>";
    let base = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page];
    base.map(str::to_owned).into_iter().chain(more).collect()
}

fn stream(dictionary: &str, data: &str) -> String {
    format!("<<{dictionary}/Length {}>>stream\n{data}\nendstream", data.len())
}

/// What opening says: nothing, or the start of its reason.
fn check(file: &[u8], expected: Option<&str>) {
    let limits = Limits { tags: 100_000, ..Limits::for_testing() };
    match (PdfTemplate::open(file, &limits), expected) {
        (Ok(_), None) => {}
        (Err(DocumentError::Refused { reason }), Some(start)) => {
            assert!(reason.starts_with(start), "{reason}");
        }
        (found, _) => panic!("{expected:?}: {:?}", found.err()),
    }
}

const COSTS: Option<&str> = Some("its objects lie inside each other");

/// Rows that name the offset `at` under numbers of their own.
fn rows(count: usize, at: usize) -> String {
    format!("100 {count}\n") + &format!("{at:010} 00000 n \n").repeat(count)
}

#[test]
fn numbers_that_promise_too_much_are_not_believed() {
    check(&crafted(&objects([]), "", "/Prev TABLE"), None);
    check(&crafted(&objects([]), "9 4294967295\n", ""), None);
    check(&crafted(&objects([]), "4294967290 20\n0000000009 00000 n \n", ""), None);
    check(&crafted(&objects([]), "", "/Size 4294967295"), None);
    check(&crafted(&objects([stream("/Type/ObjStm/N 4294967295/First 4", "9 0 <<>>")]), "", ""), None);
    let index = stream("/Type/XRef/W[1 4 2]/Size 9/Index[0 4294967295]", "0000000");
    check(&crafted(&objects([index]), "", "/XRefStm TABLE"), None);
}

#[test]
fn a_table_for_each_time_it_was_saved_is_enough() {
    let saved = |times: usize| {
        let mut file = crafted(&objects([]), "", "");
        let mut last = file.windows(4).position(|window| window == b"xref").unwrap();
        for _ in 0..times {
            let start = file.len();
            let trailer = format!("trailer\n<</Size 4/Root 1 0 R/Prev {last}>>\n");
            file.extend(format!("xref\n0 1\n0000000000 65535 f \n{trailer}").bytes());
            last = start;
        }
        file.extend(format!("startxref\n{last}\n%%EOF\n").bytes());
        file
    };
    check(&saved(500), None);
    check(&saved(1_100), Some("it has more than 1000 cross-reference tables"));
}

#[test]
fn one_object_is_not_read_many_times() {
    let large = objects([stream("", &"x".repeat(10_000))]);
    let at = crafted(&large, "", "").windows(7).position(|window| window == b"4 0 obj").unwrap();
    check(&crafted(&large, &rows(20, at), ""), None);
    check(&crafted(&large, &rows(500, at), ""), COSTS);
    let hybrid = format!("trailer<</Size 1/XRefStm {at}>>\nxref\n0 1\n0000000000 65535 f \n").repeat(300);
    check(&crafted(&large, &hybrid, ""), COSTS);
    // The same by way of a length, which is a long array.
    let length = |count| {
        let array = format!("[{}]", "0 ".repeat(2_000));
        let users = (0..count).map(|_| "<</Length 4 0 R>>stream\nx\nendstream".to_owned());
        crafted(&objects([array].into_iter().chain(users)), "", "")
    };
    check(&length(2), None);
    check(&length(60), COSTS);
}

#[test]
fn objects_do_not_lie_in_each_other() {
    let nested = |count: usize| {
        let body = (0..count).fold("x".repeat(1_000), |inner, depth| {
            stream("", &format!("{} 0 obj\n{inner}\nendobj", 1_000 + depth))
        });
        crafted(&objects([body]), "", "")
    };
    check(&nested(10), None);
    check(&nested(300), COSTS);
}

#[test]
fn an_object_stream_holds_each_value_once() {
    let packed = |count: usize| {
        let index: String = (0..count).map(|id| format!("{} 0 ", 100 + id)).collect();
        let data = format!("{index}({})", "x".repeat(5_000));
        crafted(&objects([stream(&format!("/Type/ObjStm/N {count}/First {}", index.len()), &data)]), "", "")
    };
    check(&packed(10), None);
    check(&packed(1_000), COSTS);
}

#[test]
fn lengths_do_not_lead_from_stream_to_stream() {
    let chain = |count: usize| {
        let next = |at| format!("<</Length {} 0 R>>stream\nx\nendstream", at + 5);
        crafted(&objects((0..count).map(next)), "", "")
    };
    check(&chain(20), None);
    check(&chain(200), Some("the length of a stream leads"));
}

#[test]
fn what_names_itself_is_read_once() {
    // The page is its own resources and its own picture; so is a form.
    let form = stream("/Subtype/Form/Resources 4 0 R/XObject<</X 4 0 R>>", "/X Do");
    let file = crafted(&objects([form]), "", "");
    let options = FillOptions {
        slots: Some(json!([{"text": "x", "rect": [10, 10, 100, 50], "unit": "pt"}])),
        ..FillOptions::default()
    };
    let template = PdfTemplate::open(&file, &Limits::for_testing()).unwrap();
    let filled = template.fill(&json!({}), &BTreeMap::new(), &options, &Fonts::system());
    assert!(filled.is_ok(), "{:?}", filled.err());
}

#[test]
fn a_form_is_followed_so_deep_and_no_deeper() {
    let chain = |depth: usize| {
        let field = |at: usize| format!("<</T(f)/Kids[{} 0 R]>>", at + 5);
        let mut all = objects((0..depth).map(field).chain(["<</FT/Tx/T(end)>>".to_owned()]));
        all[0] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>".to_owned();
        crafted(&all, "", "")
    };
    check(&chain(20), None);
    check(&chain(500), Some("its form is deeper"));
}
