//! What is drawn on pages: flat forms, slots and notes, on pages of every kind.

use kurbo::Rect;

use super::*;

/// A document of one page with this content and dictionary, inside a page tree that has the rest.
fn page(content: &str, more: &Dictionary, inherited: &Dictionary, annotations: Vec<Dictionary>) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
    let annotations: Vec<Object> =
        annotations.into_iter().map(|annotation| document.add_object(annotation).into()).collect();
    let mut page =
        dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content, "Annots" => annotations };
    page.extend(more);
    let page = document.add_object(page);
    let mut tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    tree.extend(inherited);
    document.set_object(pages, tree);
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut file = Vec::new();
    document.save_to(&mut file).unwrap();
    file
}

fn numbers(numbers: [i64; 4]) -> Vec<Object> {
    numbers.map(Object::Integer).to_vec()
}

fn a4() -> Dictionary {
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
    dictionary! {
        "MediaBox" => numbers([0, 0, 595, 842]),
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    }
}

fn fill(
    file: &[u8],
    slots: Value,
    data: &Value,
    pictures: &[(&str, Picture)],
) -> Result<Document, DocumentError> {
    let pictures = pictures.iter().map(|(name, picture)| ((*name).to_owned(), picture.clone())).collect();
    let options = FillOptions { slots: Some(slots), ..FillOptions::default() };
    let template = PdfTemplate::open(file, &Limits::for_testing())?;
    let filled = template.fill(data, &pictures, &options, &Fonts::system())?;
    assert!(filled.starts_with(file));
    Ok(Document::load_mem(&filled).unwrap())
}

fn first_page(document: &Document) -> &Dictionary {
    document.get_dictionary(document.page_iter().next().unwrap()).unwrap()
}

fn content(document: &Document) -> String {
    let page = document.page_iter().next().unwrap();
    String::from_utf8(document.get_page_content(page)).unwrap()
}

/// The matrices that place the form objects over the page.
fn placed_at(document: &Document) -> Vec<[f64; 6]> {
    let content = content(document);
    let line = |line: &str| {
        let (matrix, _) = line.strip_prefix("q ")?.split_once(" cm /VgnForm")?;
        let numbers: Vec<f64> = matrix.split(' ').map(|number| number.parse().unwrap()).collect();
        numbers.try_into().ok()
    };
    content.lines().filter_map(line).collect()
}

#[test]
fn slots_stand_where_people_see_them() {
    let check = |more: Dictionary, rect: [f64; 4], expected: [f64; 6]| {
        let slots = json!([{"name": "x", "rect": rect, "unit": "pt"}]);
        let document = fill(&page("0 g", &more, &a4(), vec![]), slots, &json!({"x": "회의"}), &[]).unwrap();
        assert_eq!(placed_at(&document), [expected], "{more:?}");
        let resources = first_page(&document).get(b"Resources").unwrap().as_dict().unwrap();
        assert!(resources.has(b"Font"), "what the page inherits is still there");
    };
    let place = [10.0, 20.0, 100.0, 30.0];
    check(Dictionary::new(), place, [1.0, 0.0, 0.0, 1.0, 10.0, 792.0]);
    check(dictionary! { "Rotate" => 90 }, place, [0.0, 1.0, -1.0, 0.0, 50.0, 10.0]);
    check(dictionary! { "Rotate" => 180 }, place, [-1.0, 0.0, 0.0, -1.0, 585.0, 50.0]);
    check(dictionary! { "Rotate" => 270 }, place, [0.0, -1.0, 1.0, 0.0, 545.0, 832.0]);
    let cropped = dictionary! { "CropBox" => numbers([100, 100, 400, 500]) };
    check(cropped, place, [1.0, 0.0, 0.0, 1.0, 110.0, 450.0]);
}

#[test]
fn a_page_keeps_its_state_to_itself() {
    let check = |own: &str, before: usize, after: &str| {
        let slots = json!([{"text": "{{ x }}", "rect": [10, 10, 80, 10]}]);
        let document =
            fill(&page(own, &a4(), &Dictionary::new(), vec![]), slots, &json!({"x": "회의"}), &[]).unwrap();
        let content = content(&document);
        assert!(content.starts_with(&"q\n".repeat(before)), "{content}");
        let (_, rest) = content.split_once(own).unwrap();
        assert!(rest.trim_start().starts_with(after), "{rest}");
    };
    check("1 0 0 1 9 9 cm", 1, "Q\nq 1");
    check("q 0 0 1 1 re W n q", 1, "Q\nQ\nQ\nq 1");
    check("Q Q 0 g", 3, "Q\nq 1");
    check("/P BMC BT /F1 9 Tf", 1, "ET\nEMC\nQ\nq 1");
}

#[test]
fn slots_that_cannot_be_used_are_listed_at_once() {
    let check = |slot: Value, words: &str| {
        let error =
            fill(&page("", &a4(), &Dictionary::new(), vec![]), json!([slot]), &json!({"x": "y"}), &[]);
        let DocumentError::Slots(problems) = error.unwrap_err() else { panic!("{slot}") };
        assert!(problems.len() == 1 && problems[0].problem.contains(words), "{problems:?}");
    };
    check(json!({"name": "x", "rect": [100, 290, 50, 20]}), "beyond page 1, which is 210 wide and 297 high");
    check(json!({"name": "x", "rect": [-1, 0, 50, 20]}), "beyond page 1");
    check(json!({"name": "x", "page": 2, "rect": [0, 0, 50, 20]}), "no page 2; the document has 1");
    check(json!({"name": "x", "page": 0, "rect": [0, 0, 50, 20]}), "no page 0");
    check(json!({"name": "x", "rect": [50, 50, -20, 20]}), "larger than 0");
    check(json!({"name": "x", "rect": [50, 50, 0, 20]}), "larger than 0");
    check(json!({"name": "x", "rect": [50, 50]}), "[x, y, width, height]");
    check(json!({"name": "x"}), "needs a “rect”");
    check(json!({"rect": [0, 0, 50, 20]}), "needs a “name”");
    check(json!({"name": "x", "rect": [0, 0, 50, 20], "unit": "inch"}), "mm, pt");
    check(json!({"name": "x", "rect": [0, 0, 50, 20], "kind": "video"}), "text, picture");
    check(json!({"name": "x", "rect": [0, 0, 50, 20], "colour": "red"}), "#1D2B3A");
    check(json!({"name": "x", "rect": [0, 0, 50, 20], "algin": "left"}), "unknown key “algin”");
    check(json!({"name": "x", "rect": [0, 0, 50, 20], "font_size": -3}), "from 1 to 1000");
    check(json!("x"), "must be an object");
    let both = json!([{"name": "a", "rect": [0, 0, 0, 0]}, {"name": "b", "page": 7, "rect": [0, 0, 9, 9]}]);
    let error = fill(&page("", &a4(), &Dictionary::new(), vec![]), both, &json!({}), &[]).unwrap_err();
    assert!(error.to_string().contains("2 of the slots"), "{error}");
    let missing =
        json!([{"name": "a", "rect": [0, 0, 9, 9]}, {"name": "b", "rect": [0, 9, 9, 9], "optional": true}]);
    let error = fill(&page("", &a4(), &Dictionary::new(), vec![]), missing, &json!({}), &[]).unwrap_err();
    let DocumentError::Tags(problems) = error else { panic!("{error}") };
    assert_eq!((problems[0].tag.as_str(), problems[0].position, problems.len()), ("a", 1, 1));
}

#[test]
fn pictures_in_slots_keep_their_shape_and_bytes() {
    let picture = encoded(Encoding::Jpeg, &image::DynamicImage::new_rgb8(10, 10));
    let Content::Encoded { bytes, .. } = picture.content.clone() else { panic!() };
    let check = |fit: &str, focus: [f64; 2], expected: &str| {
        let slots = json!([{"name": "p", "kind": "picture", "rect": [0, 0, 200, 100], "unit": "pt", "fit": fit, "focus": focus}]);
        let file = page("", &a4(), &Dictionary::new(), vec![]);
        let document = fill(&file, slots, &json!({}), &[("p", picture.clone())]).unwrap();
        let streams: Vec<_> =
            document.objects.values().filter_map(|object| object.as_stream().ok()).collect();
        let whole = |stream: &&&Stream| {
            stream.dict.get(b"Filter").is_ok_and(|filter| filter == &Object::from("DCTDecode"))
        };
        assert_eq!(streams.iter().find(whole).unwrap().content, bytes.to_vec());
        let drawn = streams.iter().filter_map(|stream| stream.get_plain_content().ok());
        let drawn: Vec<_> = drawn.map(|content| String::from_utf8_lossy(&content).into_owned()).collect();
        assert!(drawn.iter().any(|operators| operators.contains(expected)), "{drawn:?}");
    };
    check("cover", [0.5, 0.5], "200.000 0 0 200.000 0.000 -50.000 cm");
    check("cover", [0.5, 0.0], "200.000 0 0 200.000 0.000 -100.000 cm");
    check("contain", [0.5, 0.5], "100.000 0 0 100.000 50.000 0.000 cm");
    check("stretch", [0.5, 0.5], "200.000 0 0 100.000 0.000 0.000 cm");
}

#[test]
fn notes_are_replaced_by_what_they_ask_for() {
    let note = |kind: &str, words: &str, rect: [i64; 4]| {
        dictionary! { "Type" => "Annot", "Subtype" => kind, "Contents" => text_string(words), "Rect" => numbers(rect) }
    };
    let annotations = vec![
        note("Square", "{{ photo }}", [100, 100, 200, 200]),
        note("FreeText", "{{ title | upper }}", [100, 700, 400, 740]),
        note("Text", "ask Kim about {{ this }}", [10, 10, 30, 30]),
        note("Link", "{{ title }}", [10, 40, 30, 60]),
        note("Stamp", "vignette: a poster of the sea", [300, 100, 400, 200]),
    ];
    let file = page("", &a4(), &Dictionary::new(), annotations);
    let template = PdfTemplate::open(&file, &Limits::for_testing()).unwrap();
    let data = json!({"title": "notice", "photo": {"prompt": "a tree"}});
    let wanted = template.wanted(&data, &FillOptions::default()).unwrap();
    let names: Vec<_> =
        wanted.iter().map(|wanted| (wanted.name.as_str(), wanted.prompt.as_deref())).collect();
    assert_eq!(names, [("photo", None), ("picture 1", Some("a poster of the sea"))]);
    let picture = encoded(Encoding::Jpeg, &image::DynamicImage::new_rgb8(10, 10));
    let pictures = [("photo", picture.clone()), ("picture 1", picture)];
    let pictures = pictures.into_iter().map(|(name, picture)| (name.to_owned(), picture)).collect();
    let filled = template.fill(&data, &pictures, &FillOptions::default(), &Fonts::system()).unwrap();
    let document = Document::load_mem(&filled).unwrap();
    let left = first_page(&document).get(b"Annots").unwrap().as_array().unwrap();
    let kinds: Vec<_> = left
        .iter()
        .map(|id| {
            document.get_dictionary(id.as_reference().unwrap()).unwrap().get(b"Subtype").unwrap().clone()
        })
        .collect();
    assert_eq!(kinds, [Object::from("Text"), Object::from("Link")]);
    assert_eq!(placed_at(&document).len(), 3);
}

#[test]
fn nothing_to_fill_is_said() {
    let error = fill_all(&page("", &a4(), &Dictionary::new(), vec![]), &json!({}), &[]).unwrap_err();
    assert!(error.to_string().contains("no form fields and no slots"), "{error}");
}

/// A form made flat.
fn flat(fields: Vec<Dictionary>, data: &Value, pictures: &[(&str, Picture)]) -> Document {
    let pictures = pictures.iter().map(|(name, picture)| ((*name).to_owned(), picture.clone())).collect();
    let options = FillOptions { flatten: true, ..FillOptions::default() };
    let template = PdfTemplate::open(&form(fields), &Limits::for_testing()).unwrap();
    let filled = template.fill(data, &pictures, &options, &Fonts::system()).unwrap();
    let document = Document::load_mem(&filled).unwrap();
    assert!(!document.catalog().unwrap().has(b"AcroForm"));
    let is_widget = |object: &Object| object.as_dict().is_ok_and(|object| object.has(b"FT"));
    assert!(!document.objects.values().any(is_widget), "no field is left in the file");
    document
}

#[test]
fn what_widgets_show_becomes_the_page() {
    let check = |more: Dictionary, data: Value, expected: &[[f64; 6]]| {
        let document = flat(vec![text_field("x", more)], &data, &[]);
        assert_eq!(placed_at(&document), expected);
    };
    let at_home = [1.0, 0.0, 0.0, 1.0, 100.0, 100.0];
    check(Dictionary::new(), json!({"x": "회의"}), &[at_home]);
    check(Dictionary::new(), json!({}), &[]);
    // A value that has no look yet gets one; a hidden field stays hidden.
    check(dictionary! { "V" => text_string("kept") }, json!({}), &[at_home]);
    check(dictionary! { "F" => 2 }, json!({"x": "회의"}), &[]);
    // A turned box of 40 by 200 is laid on the rectangle: its matrix turns it, the page only moves it.
    let turned = dictionary! { "MK" => dictionary! { "R" => 90 } };
    let document = flat(vec![text_field("x", turned)], &json!({"x": "회의"}), &[]);
    let [matrix] = placed_at(&document)[..] else { panic!() };
    let drawn = kurbo::Affine::new([0.0, 1.0, -1.0, 0.0, 0.0, 0.0])
        .transform_rect_bbox(Rect::new(0.0, 0.0, 40.0, 200.0));
    let shown = kurbo::Affine::new(matrix).transform_rect_bbox(drawn);
    assert_eq!(shown, Rect::new(100.0, 100.0, 300.0, 140.0));
}

#[test]
fn only_the_chosen_state_of_a_box_is_drawn() {
    let state = |document: &mut Document| {
        document.add_object(Stream::new(dictionary! { "BBox" => numbers([0, 0, 9, 9]) }, vec![]))
    };
    let mut document = Document::load_mem(&form(vec![
        dictionary! { "FT" => "Btn", "T" => text_string("x"), "AP" => dictionary! { "N" => dictionary! { "On" => Object::Null, "Off" => Object::Null } } },
    ]))
    .unwrap();
    let (on, off) = (state(&mut document), state(&mut document));
    let id = *document
        .objects
        .iter()
        .find(|(_, object)| object.as_dict().is_ok_and(|object| object.has(b"FT")))
        .unwrap()
        .0;
    let states = dictionary! { "N" => dictionary! { "On" => on, "Off" => off } };
    document.get_dictionary_mut(id).unwrap().set("AP", states);
    let mut file = Vec::new();
    document.save_to(&mut file).unwrap();
    let drawn = |data: Value| {
        let options = FillOptions { flatten: true, ..FillOptions::default() };
        let template = PdfTemplate::open(&file, &Limits::for_testing()).unwrap();
        let filled = template.fill(&data, &BTreeMap::new(), &options, &Fonts::system()).unwrap();
        let document = Document::load_mem(&filled).unwrap();
        let content = content(&document);
        (
            content.contains(&format!("/VgnForm{} Do", on.0)),
            content.contains(&format!("/VgnForm{} Do", off.0)),
        )
    };
    assert_eq!(drawn(json!({"x": true})), (true, false));
    assert_eq!(drawn(json!({"x": false})), (false, true));
}

#[test]
fn fields_that_readers_draw_stay_in_sight() {
    let file = form(vec![text_field("a", None), text_field("b", dictionary! { "V" => text_string("kept") })]);
    let look = |document: &Document, name: &str| field(document, name).has(b"AP");
    let needs = |document: &Document| {
        let form = document.catalog().unwrap().get(b"AcroForm").unwrap().as_dict().unwrap();
        form.get(b"NeedAppearances").unwrap() == &Object::Boolean(true)
    };
    // A slot leaves the form to the reader; a filled field takes the others with it.
    let slots = json!([{"text": "x", "rect": [10, 10, 80, 10]}]);
    let slotted = fill(&file, slots, &json!({}), &[]).unwrap();
    assert!(needs(&slotted) && !look(&slotted, "b"));
    let filled = fill_all(&file, &json!({"a": "회의"}), &[]).unwrap();
    assert!(!needs(&filled) && look(&filled, "a") && look(&filled, "b"));
    assert_eq!(value(&filled, "b"), "kept");
}
