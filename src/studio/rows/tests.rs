use encoding_rs::EUC_KR;
use serde_json::json;

use super::*;

fn open(bytes: &[u8]) -> Result<Rows, RowsError> {
    Rows::open(RowsSource::Bytes(bytes.into()))
}

/// The rows as JSON with their lines, rows that cannot be used as sentences.
fn read(bytes: &[u8]) -> Result<Vec<(u64, Value)>, RowsError> {
    let rows = open(bytes)?;
    let mut all = Vec::new();
    rows.each(|row| {
        let value = row.values.map_or_else(|error| json!(error.to_string()), Value::Object);
        all.push((row.line, value));
        ControlFlow::Continue(())
    })?;
    assert_eq!(rows.count(), all.len() as u64);
    Ok(all)
}

#[track_caller]
fn check(text: &str, expected: &[(u64, Value)]) {
    assert_eq!(read(text.as_bytes()).unwrap(), expected, "{text}");
}

#[track_caller]
fn check_error(text: &str, expected: &str) {
    let error = read(text.as_bytes()).unwrap_err();
    assert!(error.to_string().contains(expected) && !error.hint().is_empty(), "{text}: {error}");
}

#[test]
fn tables_are_read_as_spreadsheets_write_them() {
    let kim = json!({"이름": "김하늘", "금액": 12000});
    check("이름,금액\n김하늘,12000\n", &[(2, kim.clone())]);
    check("\u{feff}이름,금액\r\n김하늘,12000\r\n\r\n,\r\n", &[(2, kim.clone())]);
    check("이름,금액\r김하늘,12000\r", &[(2, kim.clone())]);
    check("이름;금액\n김하늘;12000", &[(2, kim.clone())]);
    check("이름\t금액\n김하늘\t12000", &[(2, kim)]);
    check(
        "a,b\n\"x, \"\"y\"\"\nz\",\"1\"\n3,4\n",
        &[(2, json!({"a": "x, \"y\"\nz", "b": 1})), (4, json!({"a": 3, "b": 4}))],
    );
    check("c.name,c.no,\n김,7,\n", &[(2, json!({"c": {"name": "김", "no": 7}}))]);
}

#[test]
fn cells_mean_numbers_only_when_they_print_the_same() {
    let cells =
        ["7", "-1.5", "TRUE", "false", "007", "1.50", "1e3", "+1", "", "12345678901234567890", "010-1"];
    let expected =
        json!([7, -1.5, true, false, "007", "1.50", "1e3", "+1", "", "12345678901234567890", "010-1"]);
    let header: Vec<String> = (0..cells.len()).map(|at| format!("c{at}")).collect();
    let rows = read(format!("{}\n{}\n", header.join(","), cells.join(",")).as_bytes()).unwrap();
    let found: Vec<Value> = header.iter().map(|name| rows[0].1[name].clone()).collect();
    assert_eq!(json!(found), expected);
}

#[test]
fn text_is_read_in_the_encodings_of_excel() {
    let text = "이름,값\n똠방각하,펲시\n";
    let expected = vec![(2, json!({"이름": "똠방각하", "값": "펲시"}))];
    let utf_16 = |big: bool| -> Vec<u8> {
        let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
    };
    let cp949 = EUC_KR.encode(text).0.into_owned();
    for (bytes, name) in [
        (text.as_bytes().to_vec(), "UTF-8"),
        (cp949, "EUC-KR"),
        (utf_16(false), "UTF-16LE"),
        (utf_16(true), "UTF-16BE"),
    ] {
        assert_eq!(open(&bytes).unwrap().encoding(), name);
        assert_eq!(read(&bytes).unwrap(), expected, "{name}");
    }
    let long = format!("a\r\n{}", "가나다라마\r\n".repeat(40_000));
    assert_eq!(read(long.as_bytes()).unwrap().last().unwrap().0, 40_001);
    let long = format!("a\n{}", "가나다라마\n".repeat(40_000));
    assert_eq!(open(&EUC_KR.encode(&long).0).unwrap().count(), 40_000);
    assert_eq!(open(b"a,b\n1,\xff\xff\xff\n").unwrap_err(), RowsError::Encoding { at: 7 });
}

#[test]
fn headers_are_judged_as_a_whole() {
    check_error("a,b,a,.x\n1,2,3,4\n", "two columns are named a; column 4 is named \".x\"");
    check_error("a,a.b\n1,2\n", "a.b and a exclude each other");
    check_error(",,\n1,2,3\n", "no column has a name");
    check_error("", "no rows");
    check_error(" \n", "no rows");
    check_error("a,b\n", "no rows");
    check_error("[]", "no rows");
}

#[test]
fn a_row_that_cannot_be_used_leaves_the_others() {
    check(
        "a,b\n1\n2,3,4\n5,6\n",
        &[
            (2, json!("line 2: it has 1 columns, the header has 2")),
            (3, json!("line 3: it has 3 columns, the header has 2")),
            (4, json!({"a": 5, "b": 6})),
        ],
    );
    check("a,\n1,2\n", &[(2, json!("line 2: its column 2 has a value and no name in the header"))]);
    check(
        "{\"a\": 1}\n\n{\"a\": }\n[1]\n{\"a\": 2}",
        &[
            (1, json!({"a": 1})),
            (3, json!("line 3, column 7: expected value")),
            (4, json!("line 4: it is no JSON object")),
            (5, json!({"a": 2})),
        ],
    );
    check(
        " [\n{\"a\": 1},\n7,\n{\"a\":\n2}]",
        &[(2, json!({"a": 1})), (3, json!("line 3: it is no JSON object")), (5, json!({"a": 2}))],
    );
}

#[test]
fn an_array_that_breaks_off_is_no_array() {
    check_error("[{\"a\": 1},\n{\"a\" 2}]", "line 2, column 6: expected `:`");
    check_error("[{\"a\": 1}", "line 1, column 9: EOF");
    check_error("[{\"a\": 1}] x", "line 1, column 12: trailing");
}

#[test]
fn reading_stops_when_told_to_and_bounds_a_row() {
    for text in ["a\n1\n2\n3\n", "{\"a\":1}\n{\"a\":2}\n", "[{\"a\":1},{\"a\":2}]"] {
        let mut seen = 0;
        let rows = open(text.as_bytes()).unwrap();
        rows.each(|_| {
            seen += 1;
            ControlFlow::Break(())
        })
        .unwrap();
        assert_eq!(seen, 1, "{text}");
    }
    let mut endless = text::Guarded::new(std::io::repeat(b'x'), 1_000);
    let error = std::io::copy(&mut endless, &mut std::io::sink()).unwrap_err();
    assert!(error.to_string().contains("is a quote never closed?"));
}
