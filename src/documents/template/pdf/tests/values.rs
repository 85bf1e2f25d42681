//! Values in fields of every kind: what is kept, and what the widgets show.

use super::*;

#[test]
fn words_go_in_and_come_out() {
    let check = |more: Dictionary, data: Value, expected: &str| {
        let document = fill_all(&form(vec![text_field("x", more)]), &data, &[]).unwrap();
        assert_eq!(value(&document, "x"), expected);
        let words: Vec<_> = shown(&document, "x").into_iter().map(|line| line.0.trim().to_owned()).collect();
        assert_eq!(words.join(" "), expected.replace('\n', " "), "{data}");
    };
    let none = Dictionary::new;
    check(none(), json!({"x": "전사 타운홀, Hello (2026) \\ 100%"}), "전사 타운홀, Hello (2026) \\ 100%");
    check(none(), json!({"x": 42}), "42");
    check(none(), json!({"x": true}), "true");
    check(
        dictionary! { "V" => text_string("{{ day }} – {{ at.place }}!") },
        json!({"day": "월요일", "at": {"place": "본관"}}),
        "월요일 – 본관!",
    );
    check(dictionary! { "DV" => text_string("{{ day }}") }, json!({"day": "today"}), "today");
    check(dictionary! { "Ff" => 1 << 12 }, json!({"x": "첫째 줄\n둘째 줄"}), "첫째 줄\n둘째 줄");
    check(dictionary! { "MaxLen" => 4, "Ff" => 1 << 24 }, json!({"x": "2026"}), "2026");
}

#[test]
fn text_stands_where_the_field_wants_it() {
    let check = |more: Dictionary, text: &str, expected: &dyn Fn(&[Line]) -> bool| {
        let document =
            fill_all(&form(vec![text_field("x", more.clone())]), &json!({"x": text}), &[]).unwrap();
        let lines = shown(&document, "x");
        assert!(expected(&lines), "{more:?}: {lines:?}");
    };
    let sized = |size: &str| Object::string_literal(format!("/Helv {size} Tf"));
    // In a box of 200 x 40 the words are about 24 pt wide.
    check(dictionary! { "Q" => 0 }, "회의", &|lines| (lines[0].1 - 2.0).abs() < 0.1 && lines[0].3 == 12.0);
    check(dictionary! { "Q" => 1 }, "회의", &|lines| (lines[0].1 - 89.0).abs() < 2.0);
    check(dictionary! { "Q" => 2 }, "회의", &|lines| (lines[0].1 - 176.0).abs() < 3.0);
    // One line in the middle of the height; a size of 0 fills the height; too much text is set smaller.
    check(dictionary! {}, "회의", &|lines| (12.0..20.0).contains(&lines[0].2));
    check(dictionary! { "DA" => sized("0") }, "회의", &|lines| lines[0].3 == 32.0);
    check(dictionary! { "DA" => sized("30") }, "분기별 전체 회의 안내입니다", &|lines| {
        lines.len() == 1 && lines[0].3 < 20.0
    });
    // Lines break between words, from the top.
    let many = dictionary! { "Ff" => 1 << 12, "DA" => sized("0") };
    check(many, "분기별 전체 회의를 안내해 드립니다 모두 오세요", &|lines| {
        lines.len() == 2 && lines[0].2 > 20.0 && lines[0].3 == 12.0
    });
    // Eight cells of 24.5 pt: the fourth character stands in the fourth cell.
    let comb = dictionary! { "MaxLen" => 8, "Ff" => 1 << 24 };
    check(comb, "1월", &|lines| (10.0..13.0).contains(&lines[0].1));
    // A quarter turn: the text runs along the height.
    let turned = dictionary! { "Q" => 1, "MK" => dictionary! { "R" => 90 } };
    check(turned, "회의", &|lines| (lines[0].1 - 9.0).abs() < 2.0);
}

#[test]
fn ground_and_border_stay() {
    let look = dictionary! { "BG" => vec![1.into(), 0.into(), 0.into()], "BC" => vec![0.into()] };
    let more = dictionary! { "MK" => look, "BS" => dictionary! { "W" => 3, "S" => "D" } };
    let document = fill_all(&form(vec![text_field("x", more)]), &json!({"x": "y"}), &[]).unwrap();
    let content = String::from_utf8(appearance(&document, "x").content).unwrap();
    assert!(
        content.starts_with(
            "q 1.000 0.000 0.000 rg 0 0 200.000 40.000 re f Q\nq 0.000 0.000 0.000 RG 3.000 w [3] 0 d"
        ),
        "{content}"
    );
    assert!((shown(&document, "x")[0].1 - 6.0).abs() < 0.1);
}

#[test]
fn kids_inherit_and_are_found_by_their_path() {
    let mut document = Document::with_version("1.7");
    let (pages, page, parent) =
        (document.new_object_id(), document.new_object_id(), document.new_object_id());
    let rect = || Object::from(vec![0.into(), 0.into(), 200.into(), 30.into()]);
    let widget = |document: &mut Document, name: Option<&str>| {
        let mut kid = dictionary! { "Subtype" => "Widget", "Parent" => parent, "Rect" => rect() };
        if let Some(name) = name {
            kid.set("T", text_string(name));
        }
        Object::Reference(document.add_object(kid))
    };
    let kids = vec![widget(&mut document, Some("title")), widget(&mut document, Some("place"))];
    let twice = vec![widget(&mut document, None), widget(&mut document, None)];
    let group = dictionary! { "T" => text_string("meeting"), "FT" => "Tx", "DA" => Object::string_literal("/F 9 Tf"), "Kids" => kids };
    document.set_object(parent, group);
    let both = document.add_object(text_field(
        "both",
        dictionary! { "DA" => Object::string_literal("/F 9 Tf"), "Kids" => twice.clone() },
    ));
    let file = finish(document, pages, page, vec![parent.into(), both.into()]);
    let data = json!({"meeting": {"title": "회의"}, "meeting.place": "본관", "both": "같이"});
    let document = fill_all(&file, &data, &[]).unwrap();
    assert_eq!(
        (value(&document, "title"), value(&document, "place")),
        ("회의".to_owned(), "본관".to_owned())
    );
    assert_eq!(shown(&document, "title")[0].3, 9.0);
    for kid in twice {
        let widget = document.get_dictionary(kid.as_reference().unwrap()).unwrap();
        assert!(widget.has(b"AP"));
    }
}

#[test]
fn ticks_and_choices_take_their_states() {
    let states = || {
        let state = dictionary! { "On1" => Object::Null, "Off" => Object::Null };
        dictionary! { "FT" => "Btn", "T" => text_string("x"), "AP" => dictionary! { "N" => state } }
    };
    let tick = |data: Value| {
        fill_all(&form(vec![states()]), &data, &[])
            .map(|document| field(&document, "x").get(b"AS").unwrap().clone())
    };
    assert_eq!(tick(json!({"x": true})).unwrap(), Object::from("On1"));
    assert_eq!(tick(json!({"x": false})).unwrap(), Object::from("Off"));
    assert_eq!(tick(json!({"x": "On1"})).unwrap(), Object::from("On1"));
    assert!(tick(json!({"x": "Maybe"})).unwrap_err().to_string().contains("none of its states: On1"));
    assert!(tick(json!({"x": 3})).is_err());

    let pair = Object::from(vec![text_string("kr"), text_string("한국어")]);
    let choice = || {
        let options = vec![pair.clone(), text_string("English")];
        dictionary! { "FT" => "Ch", "Ff" => 1 << 17, "T" => text_string("x"), "Opt" => options }
    };
    for data in [json!({"x": "kr"}), json!({"x": "한국어"})] {
        let document = fill_all(&form(vec![choice()]), &data, &[]).unwrap();
        assert_eq!(
            (value(&document, "x"), shown(&document, "x")[0].0.clone()),
            ("kr".to_owned(), "한국어".to_owned())
        );
    }
    let error = fill_all(&form(vec![choice()]), &json!({"x": "Deutsch"}), &[]).unwrap_err();
    assert!(error.to_string().contains("none of its choices: 한국어, English"), "{error}");
}

#[test]
fn radio_buttons_are_chosen_by_state_or_label() {
    let group = |labels: &[&str]| {
        let mut document = Document::with_version("1.7");
        let (pages, page, parent) =
            (document.new_object_id(), document.new_object_id(), document.new_object_id());
        let kids: Vec<Object> = ["0", "1"]
            .iter()
            .map(|state| {
                let mut states = dictionary! { "Off" => Object::Null };
                states.set(*state, Object::Null);
                let rect = vec![0.into(), 0.into(), 12.into(), 12.into()];
                let kid = dictionary! {
                    "Subtype" => "Widget", "Parent" => parent, "Rect" => rect, "AS" => "Off",
                    "T2" => *state, "AP" => dictionary! { "N" => states },
                };
                document.add_object(kid).into()
            })
            .collect();
        let labels: Vec<Object> = labels.iter().map(|label| text_string(label)).collect();
        let field = dictionary! { "FT" => "Btn", "Ff" => 1 << 15, "T" => text_string("x"), "Kids" => kids, "Opt" => labels };
        document.set_object(parent, field);
        finish(document, pages, page, vec![parent.into()])
    };
    let check = |labels: &[&str], value: &str, expected: Result<[&str; 3], &str>| match (
        fill_all(&group(labels), &json!({"x": value}), &[]),
        expected,
    ) {
        (Ok(document), Ok([chosen, first, second])) => {
            assert_eq!(field(&document, "x").get(b"V").unwrap(), &Object::from(chosen));
            let shown: Vec<_> = document
                .objects
                .values()
                .filter_map(|object| object.as_dict().ok()?.get(b"AS").ok()?.as_name().ok())
                .collect();
            assert_eq!(shown, [first.as_bytes(), second.as_bytes()]);
        }
        (Err(error), Err(words)) => assert!(error.to_string().contains(words), "{error}"),
        (found, expected) => panic!("{found:?} is not {expected:?}"),
    };
    check(&[], "1", Ok(["1", "Off", "1"]));
    check(&["현장", "온라인"], "현장", Ok(["0", "0", "Off"]));
    check(&["현장", "온라인"], "없음", Err("none of its states: 현장, 온라인"));
}

#[test]
fn lists_take_one_or_many_and_keep_the_chosen_in_sight() {
    let list = |flags: i64| {
        let options: Vec<Object> = (1..=9).map(|number| text_string(&format!("{number}번"))).collect();
        dictionary! { "FT" => "Ch", "Ff" => flags, "T" => text_string("x"), "Opt" => options }
    };
    let check = |flags: i64, data: Value, chosen: &[i64], first: i64, lines: &[&str]| {
        let document = fill_all(&form(vec![list(flags)]), &data, &[]).unwrap();
        let field = field(&document, "x");
        let numbers = |key: &[u8]| -> Vec<i64> {
            field
                .get(key)
                .unwrap()
                .as_array()
                .unwrap()
                .iter()
                .map(|number| number.as_i64().unwrap())
                .collect()
        };
        assert_eq!((numbers(b"I"), field.get(b"TI").unwrap().as_i64().unwrap()), (chosen.to_vec(), first));
        let words: Vec<_> = shown(&document, "x").into_iter().map(|line| line.0).collect();
        assert_eq!(words, lines);
        let drawn = String::from_utf8(appearance(&document, "x").content).unwrap();
        let marks = drawn.matches("0.600 0.757 0.855 rg").count();
        assert_eq!(marks, chosen.iter().filter(|at| **at >= first).count(), "{drawn}");
    };
    let many = 1 << 21;
    // Two lines of 12 pt fit the box of 40 pt; the third shows in part.
    check(0, json!({"x": "2번"}), &[1], 0, &["1번", "2번", "3번"]);
    check(many, json!({"x": ["7번", "5번"]}), &[4, 6], 3, &["4번", "5번", "6번"]);
    check(many, json!({"x": []}), &[], 0, &["1번", "2번", "3번"]);
    let refused = |flags: i64, data: Value, words: &str| {
        let error = fill_all(&form(vec![list(flags)]), &data, &[]).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    };
    refused(0, json!({"x": ["1번", "2번"]}), "one choice only");
    refused(many, json!({"x": ["10번"]}), "none of its choices: 1번");
    refused(many, json!({"x": [["1번"]]}), "a list of texts");
}

#[test]
fn all_problems_come_at_once_and_others_stay() {
    let fields = vec![
        text_field("a", dictionary! { "V" => text_string("{{ one }} {{ two.three }}") }),
        text_field("b", dictionary! { "Ff" => 2 }),
        text_field("c", dictionary! { "V" => text_string("kept") }),
        text_field("d", dictionary! { "MaxLen" => 3 }),
        text_field("e", Dictionary::new()),
        button(Dictionary::new(), 2),
    ];
    let data = json!({"d": "four", "e": "너무 긴 글입니다 ".repeat(40), "two": 2});
    let DocumentError::Tags(problems) = fill_all(&form(fields.clone()), &data, &[]).unwrap_err() else {
        panic!()
    };
    let found: Vec<_> =
        problems.iter().map(|TagProblem { position, tag, .. }| (*position, tag.as_str())).collect();
    assert_eq!(
        found,
        [(1, "{{ one }}"), (1, "{{ two.three }}"), (2, "b"), (4, "d"), (5, "e"), (6, "picture")]
    );
    let file = form(vec![fields[2].clone()]);
    let document = fill_all(&file, &json!({}), &[]).unwrap();
    assert!(value(&document, "c") == "kept" && !field(&document, "c").has(b"AP"));
}
