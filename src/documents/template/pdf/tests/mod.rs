//! Forms built here, filled, and read back: values, what the widgets show, and what is refused.

use std::collections::HashMap;
use std::sync::Arc;

use lopdf::content::Content as Operators;
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary, text_string};
use serde_json::json;

use super::*;
use crate::documents::TagProblem;
use crate::scene::{Content, Drawing, Encoding, Fit, Origin, Paint, PixelSize, Shape};

mod crafted;
mod pages;
mod signed;

/// A one-page PDF whose form has these fields; each is a widget of 200 by 40 points, unless it says otherwise.
fn form(fields: Vec<Dictionary>) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let page = document.new_object_id();
    let mut ids: Vec<ObjectId> = Vec::new();
    for field in fields {
        let mut widget = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "P" => page, "DA" => Object::string_literal("/Helv 12 Tf 0 g"),
            "Rect" => vec![100.into(), 100.into(), 300.into(), 140.into()],
        };
        widget.extend(&field);
        ids.push(document.add_object(widget));
    }
    finish(document, pages, page, ids.iter().map(|id| Object::Reference(*id)).collect())
}

fn finish(mut document: Document, pages: ObjectId, page: ObjectId, fields: Vec<Object>) -> Vec<u8> {
    let box_ = vec![0.into(), 0.into(), 595.into(), 842.into()];
    document.set_object(
        page,
        dictionary! { "Type" => "Page", "Parent" => pages, "MediaBox" => box_, "Annots" => fields.clone() },
    );
    document.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let form = dictionary! { "Fields" => fields, "NeedAppearances" => true, "XFA" => text_string("old") };
    let catalog =
        document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "AcroForm" => form });
    document.trailer.set("Root", catalog);
    let mut file = Vec::new();
    document.save_to(&mut file).unwrap();
    file
}

fn text_field(name: &str, more: impl Into<Option<Dictionary>>) -> Dictionary {
    let mut field = dictionary! { "FT" => "Tx", "T" => text_string(name) };
    field.extend(&more.into().unwrap_or_default());
    field
}

fn fill_all(file: &[u8], data: &Value, pictures: &[(&str, Picture)]) -> Result<Document, DocumentError> {
    let pictures = pictures.iter().map(|(name, picture)| ((*name).to_owned(), picture.clone())).collect();
    let filled = PdfTemplate::open(file, &Limits::for_testing())?.fill(
        data,
        &pictures,
        &FillOptions::default(),
        &Fonts::system(),
    )?;
    let document = Document::load_mem(&filled).unwrap();
    let form = document.catalog().unwrap().get(b"AcroForm").unwrap().as_dict().unwrap();
    let is_filled = filled.len() > file.len();
    assert!(
        !is_filled || !form.has(b"XFA") && form.get(b"NeedAppearances").unwrap() == &Object::Boolean(false)
    );
    Ok(document)
}

/// The field of that partial name.
fn field<'a>(document: &'a Document, name: &str) -> &'a Dictionary {
    let has_name = |object: &&Dictionary| object.get(b"T").is_ok_and(|found| found == &text_string(name));
    document.objects.values().filter_map(|object| object.as_dict().ok()).find(has_name).unwrap()
}

fn value(document: &Document, name: &str) -> String {
    lopdf::decode_text_string(field(document, name).get(b"V").unwrap()).unwrap()
}

/// The appearance of a field, unpacked.
fn appearance(document: &Document, name: &str) -> Stream {
    let normal = field(document, name).get(b"AP").unwrap().as_dict().unwrap().get(b"N").unwrap();
    let mut stream = document.dereference(normal).unwrap().1.as_stream().unwrap().clone();
    let _ = stream.decompress();
    stream
}

/// A line that shows: its words (read back through the fonts' maps), its place and its type size.
type Line = (String, f32, f32, f32);

/// What a field shows.
fn shown(document: &Document, name: &str) -> Vec<Line> {
    let stream = appearance(document, name);
    let resources = stream.dict.get(b"Resources").unwrap().as_dict().unwrap();
    let fonts = resources.get_deref(b"Font", document).unwrap().as_dict().unwrap();
    let (mut font, mut size, mut place) = (HashMap::new(), 0.0, (0.0, 0.0));
    let mut lines: Vec<Line> = Vec::new();
    for operation in Operators::decode(&stream.content).unwrap().operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "Tf" => {
                font = unicode_map(document, fonts, operands[0].as_name().unwrap());
                size = operands[1].as_float().unwrap();
            }
            "Tm" => place = (operands[4].as_float().unwrap(), operands[5].as_float().unwrap()),
            "TJ" => {
                let codes = operands[0].as_array().unwrap().iter().filter_map(|piece| piece.as_str().ok());
                let words: String = codes.map(|code| font[code].as_str()).collect();
                match lines.last_mut().filter(|line| (line.2 - place.1).abs() < 0.01) {
                    Some(line) => line.0 += &words,
                    None => lines.push((words, place.0, place.1, size)),
                }
            }
            _ => {}
        }
    }
    lines
}

fn unicode_map(document: &Document, fonts: &Dictionary, name: &[u8]) -> HashMap<Vec<u8>, String> {
    let font = fonts.get_deref(name, document).unwrap().as_dict().unwrap();
    let map =
        font.get_deref(b"ToUnicode", document).unwrap().as_stream().unwrap().get_plain_content().unwrap();
    let map = String::from_utf8(map).unwrap();
    let hex = |text: &str| -> Vec<u8> {
        let digits: Vec<char> = text.chars().filter(char::is_ascii_hexdigit).collect();
        digits
            .chunks(2)
            .map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap())
            .collect()
    };
    let entry = |line: &str| {
        let (code, words) = line.split_once("> <").unwrap();
        let units: Vec<u16> =
            hex(words).chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        (hex(code), String::from_utf16(&units).unwrap())
    };
    let (_, entries) = map.split_once("beginbfchar\n").unwrap();
    entries.lines().take_while(|line| line.starts_with('<')).map(entry).collect()
}

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

fn button(look: Dictionary, flags: i64) -> Dictionary {
    let flags = flags | 1 << 16;
    let tooltip = text_string("A chart of growth");
    dictionary! { "FT" => "Btn", "T" => text_string("picture"), "Ff" => flags, "TU" => tooltip, "MK" => look }
}

fn encoded(encoding: Encoding, pixels: &image::DynamicImage) -> Picture {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let format = if encoding == Encoding::Png { image::ImageFormat::Png } else { image::ImageFormat::Jpeg };
    pixels.write_to(&mut bytes, format).unwrap();
    let bytes: Arc<[u8]> = bytes.into_inner().into();
    let size = PixelSize::new(pixels.width(), pixels.height());
    let (model, alt) = ("test".to_owned(), "성장 그래프".to_owned());
    Picture {
        content: Content::Encoded { encoding, bytes },
        size,
        seed: 0,
        model,
        alt,
        origin: Origin::Trained,
        shows: Vec::new(),
    }
}

/// The image of the picture button, its own bytes, and the operators that place it.
fn placed(look: Dictionary, picture: Picture) -> (Document, Stream, String) {
    let document = fill_all(&form(vec![button(look, 0)]), &json!({}), &[("picture", picture)]).unwrap();
    let stream = appearance(&document, "picture");
    let resources = stream.dict.get(b"Resources").unwrap().as_dict().unwrap().get(b"XObject").unwrap();
    let image =
        resources.as_dict().unwrap().get_deref(b"Im", &document).unwrap().as_stream().unwrap().clone();
    let operators = String::from_utf8(stream.content).unwrap();
    (document, image, operators)
}

#[test]
fn pictures_keep_their_shape_and_their_bytes() {
    let square = image::DynamicImage::new_rgb8(10, 10);
    let check = |look: Dictionary, expected: &str| {
        let (document, _, operators) = placed(look, encoded(Encoding::Png, &square));
        assert!(operators.contains(expected), "{operators}");
        let alt = lopdf::decode_text_string(field(&document, "picture").get(b"TU").unwrap()).unwrap();
        assert_eq!(alt, "성장 그래프");
    };
    let fit = |name: &str| dictionary! { "IF" => dictionary! { "S" => name } };
    check(Dictionary::new(), "0 0 200.000 40.000 re W n 200.000 0 0 200.000 0.000 -80.000 cm");
    check(fit("P"), "40.000 0 0 40.000 80.000 0.000 cm");
    check(fit("A"), "200.000 0 0 40.000 0.000 0.000 cm");

    let photograph = encoded(Encoding::Jpeg, &square);
    let Content::Encoded { bytes, .. } = photograph.content.clone() else { panic!() };
    let (document, image, _) = placed(Dictionary::new(), photograph);
    assert!(
        image.content[..] == bytes[..] && image.dict.get(b"Filter").unwrap() == &Object::from("DCTDecode")
    );
    let mark = image.dict.get_deref(b"Metadata", &document).unwrap().as_stream().unwrap();
    assert!(String::from_utf8_lossy(&mark.content).contains("trainedAlgorithmicMedia"));

    let colours = image::RgbImage::from_fn(9, 5, |x, y| image::Rgb([x as u8 * 20, y as u8 * 40, 7]));
    let (_, image, _) = placed(Dictionary::new(), encoded(Encoding::Png, &colours.clone().into()));
    assert_eq!(image.decompressed_content().unwrap(), colours.into_raw());
}

#[test]
fn transparency_and_drawings_become_images() {
    let glass =
        image::RgbaImage::from_fn(4, 4, |x, _| image::Rgba([200, 10, 10, if x < 2 { 255 } else { 40 }]));
    let (document, image, _) = placed(Dictionary::new(), encoded(Encoding::Png, &glass.into()));
    assert_eq!(&image.decompressed_content().unwrap()[..3], [200, 10, 10]);
    let mask = image.dict.get_deref(b"SMask", &document).unwrap().as_stream().unwrap();
    assert_eq!(&mask.decompressed_content().unwrap()[..4], [255, 255, 40, 40]);

    let shape = Shape::filled(
        kurbo::Rect::new(0.0, 0.0, 10.0, 10.0),
        Paint::Solid(crate::scene::Colour::hex(0x10_20_30)),
    );
    let drawing = Drawing { size: Size::new(10.0, 10.0), shapes: vec![shape] };
    let content = Content::Drawn(drawing);
    let size = PixelSize::new(6, 6);
    let (model, alt) = (String::new(), String::new());
    let picture =
        Picture { content, size, seed: 0, model, alt, origin: Origin::Procedural, shows: Vec::new() };
    let (_, image, _) = placed(Dictionary::new(), picture);
    assert_eq!(image.decompressed_content().unwrap(), [0x10, 0x20, 0x30].repeat(36));
}

#[test]
fn the_places_for_pictures_are_named() {
    let with_action =
        dictionary! { "FT" => "Btn", "Ff" => 1 << 16, "A" => Dictionary::new(), "T" => text_string("send") };
    let file = form(vec![button(Dictionary::new(), 0), with_action, text_field("x", Dictionary::new())]);
    let places = PdfTemplate::open(&file, &Limits::for_testing()).unwrap().pictures();
    assert_eq!(places.len(), 1);
    let place = &places[0];
    assert_eq!((place.name.as_str(), place.size, place.fit), ("picture", Size::new(200.0, 40.0), Fit::Cover));
    assert_eq!(place.alt.as_deref(), Some("A chart of growth"));
}

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
