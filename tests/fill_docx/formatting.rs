//! Values with formatting: bold, links and pictures in running text; numbers and dates in the asked language.

use serde_json::{Value, json};
use vignette::documents::DocumentError;
use vignette::documents::template::{FillOptions, Template};
use vignette::scene::{Fonts, Language};

use super::docx::{self, Docx, paragraph};
use super::{LIMITS, check, fill, problems};

fn run(properties: &str, text: &str) -> String {
    let properties =
        if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn one(run: &str) -> String {
    format!("<w:p>{run}</w:p>")
}

#[test]
fn formatting_adds_to_the_run_in_schema_order() {
    let body = one(&run(
        "<w:rFonts w:ascii=\"A\"/><w:sz w:val=\"20\"/>",
        "Dear {{ name | bold | underline }}, hello",
    ));
    let plain = "<w:rFonts w:ascii=\"A\"/><w:sz w:val=\"20\"/>";
    let dressed = "<w:rFonts w:ascii=\"A\"/><w:b/><w:bCs/><w:sz w:val=\"20\"/><w:u w:val=\"single\"/>";
    let expected = one(&(run(plain, "Dear ") + &run(dressed, "민수") + &run(plain, ", hello")));
    check(&body, &json!({"name": "민수"}), &expected);
}

#[test]
fn formatting_replaces_what_says_otherwise() {
    let body = one(&run("<w:b w:val=\"0\"/><w:lang w:val=\"ko-KR\"/>", "{{ name | bold | italic }}"));
    let expected = one(&run("<w:b/><w:bCs/><w:i/><w:iCs/><w:lang w:val=\"ko-KR\"/>", "x"));
    check(&body, &json!({"name": "x"}), &expected);
}

#[test]
fn formatted_values_keep_lines_and_stay_text() {
    let bold = "<w:rPr><w:b/><w:bCs/></w:rPr>";
    let t = |text: &str| format!("<w:t xml:space=\"preserve\">{text}</w:t>");
    let expected = one(&format!("<w:r>{bold}{}<w:br/>{}</w:r>", t("a"), t("&lt;b&gt;")));
    check(&one(&run("", "{{ name | bold }}")), &json!({"name": "a\n<b>"}), &expected);
}

#[test]
fn loops_in_a_line_keep_their_formatting() {
    let body =
        one(&run("", "{% for x in l %}{{ x | bold }}{% if not loop.last %}, {% endif %}{% endfor %}."));
    let bold = |text: &str| run("<w:b/><w:bCs/>", text);
    check(&body, &json!({"l": ["a", "b"]}), &one(&(bold("a") + &run("", ", ") + &bold("b") + &run("", "."))));
}

#[test]
fn links_are_links_of_the_part() {
    let docx = Docx::new(&paragraph("See {{ site.name | link(site.url) }}!")).link("https://old.example");
    let data = json!({"site": {"name": "여기", "url": "https://example.com/한 글?a=1"}});
    let file = fill(&docx.file(), &data, &[]).unwrap();
    let xml = docx::part(&file, "word/document.xml");
    let id = xml.split_once("r:id=\"").unwrap().1.split_once('"').unwrap().0;
    assert!(xml.contains("<w:hyperlink ") && xml.contains("w:themeColor=\"hyperlink\""), "{xml}");
    let links = docx::part(&file, "word/_rels/document.xml.rels");
    let target = "Target=\"https://example.com/%ED%95%9C%20%EA%B8%80?a=1\" TargetMode=\"External\"";
    assert!(links.contains(&format!("Id=\"{id}\"")) && links.contains(target), "{links}");
    assert!(links.contains("https://old.example"), "{links}");
    let bad = json!({"site": {"name": "x", "url": "javascript:alert(1)"}});
    assert!(
        problems(&docx.file(), &bad)[0]
            .contains("“javascript:alert(1)” is no web, mail or telephone address")
    );
}

#[test]
fn a_link_in_a_link_is_refused() {
    let check = |around: &str| {
        let inner = run("", "{{ a | link('https://b.c') }}");
        let name = around.split(' ').next().unwrap();
        let body = format!("<w:p><{around}>{inner}</{name}></w:p>");
        let found = problems(&Docx::new(&body).file(), &json!({"a": "x"}));
        assert_eq!(found.len(), 1, "{around}: {found:?}");
        assert!(found.iter().all(|problem| problem.contains(": a link cannot stand in another link")));
    };
    check("w:hyperlink w:anchor=\"top\"");
    check("w:ins w:id=\"1\" w:author=\"a\"");
}

#[test]
fn a_look_is_kept_beside_joined_text() {
    check(
        &one(&run("", "{{ (a | bold) ~ ' b' }}")),
        &json!({"a": "x"}),
        &one(&(run("<w:b/><w:bCs/>", "x") + &run("", " b"))),
    );
}

#[test]
fn where_formatting_cannot_stand_it_is_plain_text() {
    let docx =
        Docx::new(&docx::drawing("About {{ a | bold }}", "rId9")).title("{{ a | bold }}").picture("rId9");
    let file = fill(&docx.file(), &json!({"a": "x"}), &[]).unwrap();
    assert!(docx::part(&file, "word/document.xml").contains("descr=\"About x\""));
    assert!(docx::part(&file, "docProps/core.xml").contains(">x</dc:title>"));
}

#[test]
fn numbers_follow_the_language_that_is_asked_for() {
    let file = Docx::new(&paragraph("{{ n | currency('KRW') }} {{ d | date('long') }}")).file();
    let template = Template::open(&file, &LIMITS).unwrap();
    let check = |language: Option<Language>, expected: &str| {
        let options = FillOptions { language, ..FillOptions::default() };
        let data = json!({"n": 1_234_567, "d": "2026-11-26"});
        let file = template
            .fill(&data, &std::collections::BTreeMap::new(), &options, &Fonts::from_files([]))
            .unwrap();
        assert_eq!(docx::texts(&docx::part(&file, "word/document.xml")), [expected]);
    };
    check(Some(Language::Korean), "₩1,234,567 2026년 11월 26일");
    check(None, "₩1,234,567 November 26, 2026");
}

fn extent(xml: &str) -> (i64, i64) {
    let tag = xml.split_once("<wp:extent ").unwrap().1.split_once("/>").unwrap().0;
    let side = |name: &str| tag.split_once(name).unwrap().1.split('"').nth(1).unwrap().parse().unwrap();
    (side("cx="), side("cy="))
}

#[test]
fn pictures_stand_in_running_text() {
    let check = |tag: &str, expected: (i64, i64)| {
        let docx = Docx::new(&one(&run("<w:b/>", &format!("before {tag} after"))));
        let template = Template::open(&docx.file(), &LIMITS).unwrap();
        assert_eq!(template.pictures()[0].name, "chart");
        let file =
            fill(&docx.file(), &json!({"chart": {"prompt": "a chart", "alt": "차트"}}), &["chart"]).unwrap();
        let xml = docx::part(&file, "word/document.xml");
        assert_eq!(docx::texts(&xml), ["before ", " after"]);
        assert_eq!(extent(&xml), expected, "{tag}");
        assert!(xml.contains("descr=\"차트\"") && !xml.contains("r:embed=\"\""), "{xml}");
        assert!(xml.find("before").unwrap() < xml.find("<wp:inline").unwrap(), "{xml}");
        assert!(docx::names(&file).iter().any(|name| name.starts_with("word/media/")));
        xml
    };
    // The picture is 400 by 200 pixels.
    check("{{ chart | width(\"2in\") }}", (1_828_800, 914_400));
    check("{{ chart | height(\"2in\") }}", (3_657_600, 1_828_800));
    check("{{ chart | width(\"2in\") | height(\"2in\") }}", (1_828_800, 914_400));
    let cover =
        check("{{ chart | width(\"2in\") | height(\"2in\") | fit(\"cover\") }}", (1_828_800, 1_828_800));
    assert!(cover.contains("srcRect l=\"25000\" r=\"25000\""), "{cover}");
}

#[test]
fn pictures_are_wanted_at_their_ratio() {
    let check = |data: &Value, expected: (f64, f64)| {
        let file = Docx::new(&paragraph("{{ a.b | width(\"90pt\") }}")).file();
        let wanted = Template::open(&file, &LIMITS).unwrap().wanted(data, &FillOptions::default()).unwrap();
        assert_eq!((wanted[0].name.as_str(), wanted[0].size), ("a.b", expected.into()));
    };
    check(&json!({"a": {"b": {"prompt": "x"}}}), (90.0, 60.0));
    check(&json!({"a": {"b": {"prompt": "x", "ratio": "1:2"}}}), (90.0, 180.0));
}

#[test]
fn loops_take_a_picture_for_each_item() {
    let body = one(&run("", "{% for p in people %}{{ p.name }} {{ p.photo | width(\"1in\") }}{% endfor %}"));
    let data = json!({"people": [{"name": "A", "photo": {"prompt": "a"}}, {"name": "B", "photo": {"prompt": "b"}}, {"name": "C", "photo": null}]});
    let file = fill(&Docx::new(&body).file(), &data, &["p.photo", "p.photo (2)"]).unwrap();
    let xml = docx::part(&file, "word/document.xml");
    assert_eq!((xml.matches("<wp:inline").count(), docx::texts(&xml).join("|")), (2, "A |B |C ".to_owned()));
}

#[test]
fn pictures_that_cannot_stand_are_problems() {
    let found = |docx: Docx, data: Value| problems(&docx.file(), &data).remove(0);
    let picture = || paragraph("{{ a | width(\"2cm\") }}");
    assert!(found(Docx::new(&picture()), json!({})).contains("there is no picture for a"));
    let title = Docx::new("").title("{{ a | width(\"2cm\") }}");
    assert!(found(title, json!({"a": {"prompt": "x"}})).contains("a picture cannot stand here"));
    let body = paragraph("{{ a }}");
    match fill(&Docx::new(&body).file(), &json!({"a": {"prompt": "x"}}), &[]) {
        Err(DocumentError::Tags(problems)) => {
            assert!(problems[0].hint.as_ref().unwrap().contains("{{ picture | width(\"12cm\") }}"));
        }
        other => panic!("{:?}", other.map(|file| file.len())),
    }
}

#[test]
fn strict_documents_stay_strict_through_links_and_pictures() {
    let body = paragraph("See {{ site | link('https://new.example') }} {{ map | width('3cm') }}")
        + &docx::drawing("{{ hero }}", "rId9");
    let strict = Docx::new(&body).link("https://old.example").picture("rId9").strict_file();
    let file =
        fill(&strict, &json!({"site": "us", "map": "map", "hero": {"alt": "A"}}), &["map", "hero"]).unwrap();
    for part in ["word/document.xml", "word/_rels/document.xml.rels", "_rels/.rels"] {
        let text = docx::part(&file, part);
        let old: Vec<_> =
            text.split('"').filter(|value| value.starts_with("http://schemas.openxmlformats.org/")).collect();
        let neutral =
            |space: &&&str| space.contains("/package/2006/") || space.contains("markup-compatibility");
        assert!(old.iter().all(|space| neutral(&space)), "{part}: {old:?}");
    }
    let xml = docx::part(&file, "word/document.xml");
    assert_eq!((xml.matches("<pic:pic").count(), xml.matches("<w:hyperlink").count()), (2, 1), "{xml}");
    assert!(!xml.contains("{{"), "{xml}");
}
