//! Pictures in the frames of slides.

use kurbo::Size;
use serde_json::{Value, json};
use vignette::documents::read_picture;
use vignette::documents::template::Template;
use vignette::scene::{Colour, Fit, Picture};

use super::pptx::{self, Pptx, Slide, part_of, picture, picture_shape, shape};
use super::{LIMITS, fill_with};

const SLIDE: &str = "ppt/slides/slide1.xml";

/// The slide of a presentation once `hero` hangs there, and the file.
fn hung(deck: &Pptx, data: &Value) -> (String, Vec<u8>) {
    let file = fill_with(&deck.file(), data, &[("hero", picture(400, 200, "sea"))]).unwrap();
    (part_of(&file, SLIDE), file)
}

/// The media a relationship of the first slide leads to.
fn target(file: &[u8], id: &str) -> String {
    let targets = pptx::targets(file, SLIDE);
    targets.into_iter().find(|(known, _)| known == id).unwrap_or_else(|| panic!("no {id}")).1
}

fn media(file: &[u8]) -> Vec<String> {
    pptx::names(file).into_iter().filter(|name| name.contains("media/")).collect()
}

/// An empty picture placeholder of a slide.
fn placeholder(properties: &str, form: &str, text: &str) -> String {
    let body = if text.is_empty() { String::new() } else { pptx::paragraph(text) };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"5\" {properties}/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"pic\" idx=\"13\"/></p:nvPr></p:nvSpPr>{form}<p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>"
    )
}

fn form(cx: u32, cy: u32) -> String {
    format!("<p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm></p:spPr>")
}

fn places(deck: &Pptx) -> Vec<(String, Size, Fit)> {
    let found = Template::open(&deck.file(), &LIMITS).unwrap().pictures();
    found.into_iter().map(|place| (place.name, place.size, place.fit)).collect()
}

#[test]
fn only_pixels_crop_and_words_of_a_picture_change() {
    let original = picture_shape(3, "{{ hero }}");
    let deck =
        Pptx::new([Slide::new(&original).picture().after("<p:timing><p:spTgt spid=\"3\"/></p:timing>")]);
    let (xml, file) = hung(&deck, &json!({"hero": {"alt": "바다 <1>"}}));
    let id = xml.split_once("r:embed=\"").unwrap().1.split('"').next().unwrap();
    let expected = original
        .replace("descr=\"{{ hero }}\"", "descr=\"바다 &lt;1&gt;\"")
        .replace("r:embed=\"rId9\"", &format!("r:embed=\"{id}\""))
        .replace("<a:srcRect l=\"1\"/>", "<a:srcRect l=\"25000\" r=\"25000\"/>");
    assert!(xml.contains(&expected), "{xml}\n\n{expected}");
    assert!(xml.contains("<p:timing><p:spTgt spid=\"3\"/></p:timing>"));
    assert_eq!(media(&file).len(), 1, "the placeholder's file goes");
    assert!(target(&file, id).starts_with("../media/image"));
}

#[test]
fn an_svg_file_stays_an_outline_with_pixels_beside_it() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='2' height='1'><path d='M0 0H2V1'/></svg>";
    let logo = read_picture(svg.to_vec(), "hero", "", &LIMITS).unwrap();
    let check = |shape: &str| {
        let deck = Pptx::new([Slide::new(shape).picture()]).file();
        let file = fill_with(&deck, &json!({}), &[("hero", logo.clone())]).unwrap();
        let xml = part_of(&file, SLIDE);
        let (_, extension) = xml.split_once("<asvg:svgBlip ").unwrap_or_else(|| panic!("{xml}"));
        let id = extension.split_once("r:embed=\"").unwrap().1.split('"').next().unwrap();
        let drawing = target(&file, id).replace("..", "ppt");
        assert!(drawing.ends_with(".svg") && part_of(&file, &drawing).contains("M0 0H2V1"));
        assert!(xml.contains("{96DAC541-7B7A-43D3-8B79-37D633B846F1}"));
        assert!(part_of(&file, "[Content_Types].xml").contains("image/svg+xml"));
        assert_eq!(media(&file).len(), 2);
    };
    check(&picture_shape(3, "{{ hero }}"));
    check(&picture_shape(3, "{{ hero | background }}"));
}

#[test]
fn a_picture_is_named_by_alt_title_or_name_and_leaves_no_tag() {
    let by = |properties: &str| {
        let shape = picture_shape(3, "x").replace("name=\"Picture 3\" descr=\"x\"", properties);
        hung(&Pptx::new([Slide::new(&shape).picture()]), &json!({})).0
    };
    for properties in [
        "name=\"n\" title=\"{{ hero }}\"",
        "name=\"{{ hero }}\"",
        "name=\"n\" descr=\"{{ hero | contain }}\"",
    ] {
        let xml = by(properties);
        assert!(!xml.contains("{{") && xml.contains("descr=\"A picture of sea\""), "{xml}");
    }
    assert!(by("name=\"{{ hero }}\"").contains("name=\"Picture 3\""));
}

#[test]
fn a_group_stretches_the_frames_in_it() {
    let group = format!(
        "<p:grpSp><p:nvGrpSpPr/><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"200\" cy=\"100\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"100\" cy=\"100\"/></a:xfrm></p:grpSpPr>{}</p:grpSp>",
        picture_shape(3, "{{ hero }}")
    );
    let deck = Pptx::new([Slide::new(&group).picture()]);
    assert_eq!(places(&deck), [("hero".to_owned(), Size::new(400.0, 200.0), Fit::Cover)]);
    assert!(
        !hung(&deck, &json!({})).0.contains("srcRect"),
        "400 by 200 pixels fit a frame of twice the width"
    );
}

#[test]
fn the_focus_stays_in_sight() {
    let deck = Pptx::new([Slide::new(&picture_shape(3, "{{ hero }}")).picture()]);
    let check = |value: Value, expected: &str| {
        let xml = hung(&deck, &json!({"hero": value})).0;
        assert!(xml.contains(expected), "{expected}: {xml}");
    };
    check(json!({"focus": [0.0, 0.5]}), "<a:srcRect r=\"50000\"/>");
    check(json!({"focus": [1.0, 0.5]}), "<a:srcRect l=\"50000\"/>");
    check(json!({"focus": [7, 0.5]}), "<a:srcRect l=\"25000\" r=\"25000\"/>");
    check(json!({"fit": "contain"}), "<a:srcRect t=\"-50000\" b=\"-50000\"/>");
    check(json!({"fit": "stretch"}), "</a:blip><a:stretch>");
}

#[test]
fn an_empty_placeholder_becomes_a_picture() {
    let check = |deck: Pptx, size: (f64, f64)| {
        assert_eq!(places(&deck), [("hero".to_owned(), size.into(), Fit::Cover)]);
        let (xml, file) = hung(&deck, &json!({}));
        let shape = xml.split_once("<p:pic>").expect("a picture").1.split_once("</p:pic>").unwrap().0;
        assert!(!xml.contains("<p:sp>") && !xml.contains("txBody"), "{xml}");
        assert!(shape.contains("<p:nvPr><p:ph type=\"pic\" idx=\"13\"/></p:nvPr>"), "{shape}");
        assert!(
            shape.contains("<p:cNvPicPr><a:picLocks noGrp=\"1\" noChangeAspect=\"1\"/></p:cNvPicPr>"),
            "{shape}"
        );
        assert!(shape.contains("descr=\"A picture of sea\"") && shape.contains("<a:fillRect/>"), "{shape}");
        let id = shape.split_once("r:embed=\"").unwrap().1.split('"').next().unwrap();
        assert!(target(&file, id).ends_with(".png"));
        shape.to_owned()
    };
    let own = form(2_540_000, 1_270_000);
    check(Pptx::new([Slide::new(&placeholder("name=\"{{ hero }}\"", &own, ""))]), (200.0, 100.0));
    check(Pptx::new([Slide::new(&placeholder("name=\"n\"", &own, "{{ hero }}"))]), (200.0, 100.0));
    let room = placeholder("name=\"Picture Placeholder 1\"", &form(1_270_000, 1_270_000), "{{ hero }}");
    let shape = check(
        Pptx::new([Slide::new(&placeholder("name=\"n\"", "<p:spPr/>", ""))]).layout(&room),
        (100.0, 100.0),
    );
    assert!(shape.contains("<p:spPr/>") && shape.contains("<a:srcRect l=\"25000\" r=\"25000\"/>"), "{shape}");
    let unnamed = Pptx::new([Slide::new(&placeholder("name=\"n\"", &own, ""))]);
    assert_eq!(places(&unnamed), []);
}

#[test]
fn a_shape_filled_with_a_picture_keeps_its_form() {
    let filled = "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Star\" descr=\"{{ hero }}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"2540000\" cy=\"2540000\"/></a:xfrm><a:prstGeom prst=\"star5\"><a:avLst/></a:prstGeom><a:blipFill><a:blip r:embed=\"rId9\"/><a:tile tx=\"0\"/></a:blipFill><a:ln w=\"1\"/></p:spPr></p:sp>";
    let (xml, _) = hung(&Pptx::new([Slide::new(filled).picture()]), &json!({}));
    assert!(xml.contains("<a:srcRect l=\"25000\" r=\"25000\"/><a:stretch><a:fillRect/></a:stretch></a:blipFill><a:ln w=\"1\"/>"), "{xml}");
    assert!(xml.contains("prst=\"star5\"") && !xml.contains("tile") && !xml.contains("rId9"), "{xml}");
}

#[test]
fn a_background_lies_behind_the_slide() {
    let check = |slide: Slide| {
        let deck = Pptx::new([slide]);
        assert_eq!(places(&deck)[0].1, Size::new(960.0, 540.0));
        let name = places(&deck)[0].0.clone();
        let file = fill_with(&deck.file(), &json!({}), &[(&name, picture(400, 225, "sea"))]).unwrap();
        let xml = part_of(&file, SLIDE);
        assert!(
            xml.contains("<p:cSld><p:bg><p:bgPr><a:blipFill dpi=\"0\" rotWithShape=\"1\"><a:blip r:embed=\""),
            "{xml}"
        );
        assert!(xml.contains("</a:blipFill><a:effectLst/></p:bgPr></p:bg><p:spTree>"), "{xml}");
        assert!(
            !xml.contains("{{") && !xml.contains("<p:sp>") && xml.matches("<p:bg>").count() == 1,
            "{xml}"
        );
        assert_eq!(media(&file).len(), 1, "{:?}", media(&file));
    };
    let named = |name: &str| shape(3, &[]).replace("Text 3", name);
    let old =
        "<p:bg><p:bgPr><a:blipFill><a:blip r:embed=\"rId9\"/></a:blipFill><a:effectLst/></p:bgPr></p:bg>";
    check(Slide::new(&named("{{ hero | background }}")).picture().before(old));
    check(Slide::new(&named("vignette background: a calm sea")).picture().before(old));
}

#[test]
fn a_picture_can_be_decoration() {
    let deck = Pptx::new([Slide::new(&picture_shape(3, "{{ hero }}")).picture()]);
    let xml = hung(&deck, &json!({"hero": {"alt": ""}})).0;
    assert!(xml.contains("descr=\"\"><a:hlinkClick r:id=\"rId8\"/><a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative"), "{xml}");
    let was = "descr=\"{{ hero }}\"><a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative val=\"1\"/></a:ext></a:extLst>";
    let shape =
        picture_shape(3, "{{ hero }}").replace("descr=\"{{ hero }}\"><a:hlinkClick r:id=\"rId8\"/>", was);
    let xml = hung(&Pptx::new([Slide::new(&shape).picture()]), &json!({})).0;
    assert!(!xml.contains("adec:decorative") && xml.contains("descr=\"A picture of sea\"/>"), "{xml}");
}

#[test]
fn null_leaves_the_place_out() {
    let shapes = [
        picture_shape(3, "{{ hero }}"),
        shape(4, &["text"]),
        placeholder("name=\"{{ hero }}\"", &form(9, 9), ""),
    ];
    let deck = Pptx::new([Slide::new(&shapes.concat()).picture()]);
    let template = Template::open(&deck.file(), &LIMITS).unwrap();
    let data = json!({"hero": null});
    assert_eq!(template.wanted(&data, &super::FillOptions::default()).unwrap(), []);
    let file = fill_with(&deck.file(), &data, &[]).unwrap();
    let xml = part_of(&file, SLIDE);
    assert!(!xml.contains("p:pic") && !xml.contains("hero") && xml.contains("text"), "{xml}");
}

#[test]
fn a_loop_over_slides_takes_a_picture_for_each() {
    let shapes = [
        shape(2, &["{% for item in items %}"]),
        picture_shape(3, "{{ item.photo }}"),
        shape(4, &["{% endfor %}"]),
    ];
    let deck = Pptx::new([Slide::new(&shapes.concat()).picture()]);
    let photo = |prompt: &str| json!({"photo": {"prompt": prompt}});
    let data = json!({"items": [photo("a"), photo("b"), photo("a")]});
    let pictures: [(&str, Picture); 2] =
        [("item.photo", picture(400, 200, "a")), ("item.photo (2)", picture(400, 200, "b"))];
    let file = fill_with(&deck.file(), &data, &pictures).unwrap();
    let shown: Vec<_> = pptx::shown(&file)
        .iter()
        .map(|slide| {
            let xml = part_of(&file, slide);
            let id = xml.split_once("r:embed=\"").unwrap().1.split('"').next().unwrap().to_owned();
            let targets = pptx::targets(&file, slide);
            assert!(targets.iter().all(|(id, _)| id != "rId9"), "the placeholder goes: {targets:?}");
            targets.into_iter().find(|(known, _)| *known == id).unwrap().1
        })
        .collect();
    assert_eq!(shown[0], shown[2]);
    assert_ne!(shown[0], shown[1]);
    assert_eq!(media(&file).len(), 2, "{:?}", media(&file));
}

#[test]
fn ids_are_unique_and_what_names_them_holds() {
    let shapes =
        [shape(3, &["{{ a }}"]), shape(3, &["twin"]), shape(4, &["x"]), shape(0, &["none"])].concat();
    let deck = Pptx::new([Slide::new(&shapes).after("<p:timing><p:spTgt spid=\"3\"/></p:timing>")]);
    let xml = part_of(&fill_with(&deck.file(), &json!({"a": 1}), &[]).unwrap(), SLIDE);
    let ids: Vec<&str> =
        xml.split("<p:cNvPr id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(ids, ["1", "3", "5", "4", "6"], "{xml}");
    assert!(xml.contains("spid=\"3\""));
}

#[test]
fn pictures_are_asked_for_in_the_colours_of_the_theme() {
    let palette = |name: &str| {
        let file = std::fs::read(format!("templates/{name}")).unwrap();
        Template::open(&file, &LIMITS).unwrap().palette().unwrap()
    };
    for name in ["deck.pptx", "report.docx"] {
        assert_eq!(palette(name).map(|palette| palette.primary), Some(Colour::hex(0x2F_5F_E0)), "{name}");
    }
    assert_eq!(palette("poster.pdf"), None);
}
