//! Word templates through the public door: every place a tag can stand, pictures in their frames, loops, and what bad
//! templates get.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

mod columns;
mod docx;
mod formatting;
mod outside;
mod signed;
#[path = "../sound/mod.rs"]
mod sound;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use vignette::documents::template::{FillOptions, Template};
use vignette::documents::{DocumentError, Limits};
use vignette::scene::{Fit, Fonts};

use docx::{Docx, paragraph, picture};

const LIMITS: Limits = Limits::DEFAULT;

fn fill(file: &[u8], data: &Value, names: &[&str]) -> Result<Vec<u8>, DocumentError> {
    let pictures =
        names.iter().map(|name| ((*name).to_owned(), picture(400, 200, "A wide picture"))).collect();
    let filled = Template::open(file, &LIMITS)?.fill(
        data,
        &pictures,
        &FillOptions::default(),
        &Fonts::from_files([]),
    )?;
    sound::check_sound(file, &filled);
    Ok(filled)
}

/// The text of a part once filled.
fn filled(docx: &Docx, data: &Value, part: &str) -> String {
    docx::part(&fill(&docx.file(), data, &[]).unwrap(), part)
}

/// What a body becomes.
fn check(body: &str, data: &Value, expected: &str) {
    let found = filled(&Docx::new(body), data, "word/document.xml");
    let (_, body) = found.split_once("<w:body>").unwrap();
    assert_eq!(body.split_once("<w:sectPr").unwrap().0, expected);
}

fn problems(file: &[u8], data: &Value) -> Vec<String> {
    match fill(file, data, &[]) {
        Err(DocumentError::Tags(problems)) => problems
            .into_iter()
            .map(|found| format!("{} {} {}: {}", found.part, found.position, found.tag, found.problem))
            .collect(),
        other => panic!("{:?}", other.map(|bytes| bytes.len())),
    }
}

#[test]
fn sixteen_places_are_filled() {
    let docx = docx::sixteen_places();
    let data: serde_json::Map<_, _> =
        docx::PLACES.iter().map(|(name, _)| ((*name).to_owned(), json!(format!("OK_{name} <&>")))).collect();
    let file = fill(&docx.file(), &Value::Object(data), &[]).unwrap();
    for (name, part) in docx::PLACES {
        let text = docx::part(&file, part);
        let expected = match *name {
            "linkurl" => "https://example.com/OK_linkurl%20%3C%26%3E".to_owned(),
            name => format!("OK_{name} &lt;&amp;&gt;"),
        };
        assert!(text.contains(&expected), "{name}: {text}");
        assert!(!text.contains("{{") && !text.contains("}}") && !text.contains("%7B"), "{name}: {text}");
    }
}

#[test]
fn a_split_tag_keeps_the_formatting_of_its_first_run() {
    let run = |bold: &str, text: &str| {
        format!("<w:r><w:rPr>{bold}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let proof = "<w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"1\" w:name=\"a\"/>";
    let body = format!(
        "<w:p>{}{proof}{}{}</w:p>",
        run("<w:b/>", "Dear {"),
        run("", "{ na"),
        run("<w:i/>", "me }}, hello")
    );
    let expected = format!(
        "<w:p>{}{proof}<w:r><w:rPr></w:rPr></w:r>{}</w:p>",
        run("<w:b/>", "Dear 민수"),
        run("<w:i/>", ", hello")
    );
    check(&body, &json!({"name": "민수"}), &expected);
}

#[test]
fn values_become_text_and_never_markup() {
    let text = |inner: &str| format!("<w:p><w:r>{inner}</w:r></w:p>");
    let t = |inner: &str| format!("<w:t xml:space=\"preserve\">{inner}</w:t>");
    let body = text("<w:t>{{ a }}</w:t>");
    check(&body, &json!({"a": "</w:t><w:evil/>&\"'"}), &text(&t("&lt;/w:t&gt;&lt;w:evil/&gt;&amp;&quot;'")));
    check(
        &body,
        &json!({"a": "one\ntwo\r\n\tthree"}),
        &text(&format!("{}<w:br/>{}<w:br/><w:tab/>{}", t("one"), t("two"), t("three"))),
    );
    check(&body, &json!({"a": "a\u{0}\u{8}\u{fffe}b"}), &text(&t("ab")));
    check(&body, &json!({"a": 3}), &text(&t("3")));
    check(&body, &json!({"a": true}), &text(&t("true")));
    check(&body, &json!({"a": null}), "<w:p><w:r/></w:p>");
    check(&body, &json!({"a": "{{ b }}"}), &text(&t("{{ b }}")));
}

#[test]
fn tags_across_breaks_and_tabs_are_one_tag() {
    let body = "<w:p><w:r><w:t>{{</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>| upper }}</w:t></w:r></w:p>";
    check(body, &json!({"a": "x"}), "<w:p><w:r><w:t xml:space=\"preserve\">X</w:t></w:r></w:p>");
}

#[test]
fn all_bad_tags_are_listed_at_once() {
    let body = paragraph("{{ good }} {{ missing }}")
        + &paragraph("{{ list }}")
        + &paragraph("{{ open")
        + &paragraph("{{ a b }}");
    let docx = Docx::new(&body).header(&paragraph("{{ gone }}")).title("{{ nowhere }}");
    let data = json!({"good": "x", "list": [1]});
    let expected = [
        "word/document.xml 1 {{ missing }}: the data has no value for `missing`",
        "word/document.xml 2 {{ list }}: its value is a list, not text or a number",
        "word/document.xml 3 {{ open: it is not closed",
        "word/document.xml 4 {{ a b }}: two names or words stand side by side",
        "word/header1.xml 1 {{ gone }}: the data has no value for `gone`",
        "docProps/core.xml 1 {{ nowhere }}: the data has no value for `nowhere`",
    ];
    let mut found = problems(&docx.file(), &data);
    found.sort();
    let mut expected = expected.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn without_tags_the_file_stays_as_it_is() {
    let file = Docx::new(&paragraph("No tag here { or } there.")).header(&paragraph("{ }")).file();
    assert_eq!(fill(&file, &json!({}), &[]).unwrap(), file);
}

#[test]
fn parts_without_tags_stay_byte_for_byte() {
    let docx =
        Docx::new(&paragraph("{{ a }}")).header(&paragraph("plain")).with("word/theme/theme1.xml", "<a/>");
    let file = docx.file();
    let filled = fill(&file, &json!({"a": 1}), &[]).unwrap();
    assert_eq!(docx::names(&file), docx::names(&filled));
    for name in docx::names(&file).iter().filter(|name| *name != "word/document.xml") {
        assert_eq!(docx::raw_part(&file, name), docx::raw_part(&filled, name), "{name}");
    }
}

#[test]
fn rows_repeat() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text));
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let table = |rows: &str| format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>");
    let shown = |text: &str| cell(text);
    let between = table(
        &[
            row(&cell("head")),
            row(&(cell("{% for k in kpis %}") + &cell(""))),
            row(&(cell("{{ loop.index }} {{ k.name }}") + &cell("{{ k.value }}"))),
            row(&(cell("{% endfor %}") + &cell(""))),
            row(&cell("foot")),
        ]
        .concat(),
    );
    let within = table(
        &[
            row(&cell("head")),
            row(&(cell("{% for k in kpis %}{{ loop.index }} {{ k.name }}")
                + &cell("{{ k.value }}{% endfor %}"))),
            row(&cell("foot")),
        ]
        .concat(),
    );
    let data = json!({"kpis": [{"name": "매출", "value": 12}, {"name": "B", "value": 3.5}]});
    let expected = table(
        &[
            row(&shown("head")),
            row(&(shown("1 매출") + &shown("12"))),
            row(&(shown("2 B") + &shown("3.5"))),
            row(&shown("foot")),
        ]
        .concat(),
    );
    for body in [&between, &within] {
        let found = filled(&Docx::new(body), &data, "word/document.xml");
        let texts = |xml: &str| xml.replace(" xml:space=\"preserve\"", "").replace("<w:t/>", "<w:t></w:t>");
        assert!(texts(&found).contains(&texts(&expected)), "{found}");
    }
    let empty = filled(&Docx::new(&between), &json!({"kpis": []}), "word/document.xml");
    assert!(!empty.contains("{%") && empty.matches("<w:tr>").count() == 2);
    let only = table(&row(&cell("{% for k in kpis %}{{ k.name }}{% endfor %}")));
    let gone = filled(
        &Docx::new(&format!("<w:tbl><w:tr><w:tc>{only}</w:tc></w:tr></w:tbl>")),
        &json!({"kpis": []}),
        "word/document.xml",
    );
    assert!(gone.contains("<w:tc><w:p/></w:tc>"), "{gone}");
}

#[test]
fn paragraphs_repeat_and_choose() {
    let lines = |texts: &[&str]| texts.iter().map(|text| paragraph(text)).collect::<String>();
    let body = lines(&[
        "{% for g in groups %}",
        "{{ g.name }}",
        "{% for m in g.members %}",
        "- {{ m }}",
        "{% endfor %}",
        "{% if g.last %}",
        "end",
        "{% else %}",
        "next",
        "{% endif %}",
        "{% endfor %}",
    ]);
    let data = json!({"groups": [{"name": "A", "members": ["x", "y"], "last": false}, {"name": "B", "members": [], "last": true}]});
    let found = filled(&Docx::new(&body), &data, "word/document.xml");
    assert_eq!(docx::texts(&found), ["A", "- x", "- y", "next", "B", "end"]);
    let unpaired = Docx::new(&lines(&["{% for g in groups %}", "x"])).file();
    assert!(
        problems(&unpaired, &data)[0]
            .starts_with("word/document.xml 1 {% for g in groups %}: its other half")
    );
}

#[test]
fn content_controls_stop_prompting() {
    let body = "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>{{ a }}</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let expected = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr/><w:t xml:space=\"preserve\">1</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    check(body, &json!({"a": 1}), expected);
}

#[test]
fn pictures_are_found_with_size_fit_and_prompt() {
    let body = docx::drawing("{{ hero }}", "rId9")
        + &docx::drawing("vignette: a calm sea", "rId9")
        + &docx::drawing("{{ chart.main | contain }}", "rId9")
        + &docx::drawing("An ordinary picture", "rId9")
        + &docx::picture_control("logo", &docx::drawing("", "rId9"));
    let template = Template::open(&Docx::new(&body).picture("rId9").file(), &LIMITS).unwrap();
    let found: Vec<_> =
        template.pictures().into_iter().map(|place| (place.name, place.fit, place.prompt)).collect();
    let prompt = Some("a calm sea".to_owned());
    let expected = [
        ("hero", Fit::Cover, None),
        ("picture 1", Fit::Cover, prompt),
        ("chart.main", Fit::Contain, None),
        ("logo", Fit::Cover, None),
    ];
    assert_eq!(found, expected.map(|(name, fit, prompt)| (name.to_owned(), fit, prompt)));
    assert_eq!(template.pictures()[0].size, (200.0, 100.0 * 2.0).into());
}

#[test]
fn shapes_of_old_word_take_pictures() {
    let body = "<w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" id=\"s1\" alt=\"{{ hero }}\" \
                style=\"width:200pt;height:200pt\"><v:imagedata r:id=\"rId9\" croptop=\"1f\"/></v:shape></w:pict></w:r></w:p>";
    let docx = Docx::new(body).picture("rId9").file();
    let places = Template::open(&docx, &LIMITS).unwrap().pictures();
    assert_eq!((places[0].name.as_str(), places[0].size), ("hero", (200.0, 200.0).into()));
    let file = fill(&docx, &json!({"hero": {"alt": "바다"}}), &["hero"]).unwrap();
    let xml = docx::part(&file, "word/document.xml");
    assert!(xml.contains("alt=\"바다\"") && !xml.contains("rId9") && !xml.contains("croptop"), "{xml}");
    assert!(xml.contains("cropleft=\"16384f\"") && xml.contains("cropright=\"16384f\""), "{xml}");
    assert!(!docx::names(&file).contains(&"word/media/placeholder.png".to_owned()));
    let plain = body.replace("{{ hero }}", "An ordinary picture");
    assert!(
        Template::open(&Docx::new(&plain).picture("rId9").file(), &LIMITS).unwrap().pictures().is_empty()
    );
}

#[test]
fn pictures_take_the_frame_and_leave_no_placeholder() {
    let body =
        docx::drawing("{{ hero }}", "rId9") + &docx::picture_control("logo", &docx::drawing("old", "rId9"));
    let file = fill(
        &Docx::new(&body).picture("rId9").file(),
        &json!({"hero": {"alt": "바다"}, "logo": {"fit": "contain"}}),
        &["hero", "logo"],
    )
    .unwrap();
    let xml = docx::part(&file, "word/document.xml");
    assert!(xml.contains("descr=\"바다\"") && xml.contains("descr=\"A wide picture\""), "{xml}");
    assert!(xml.contains("<a:srcRect l=\"25000\" r=\"25000\"/>"), "cover: {xml}");
    assert!(xml.contains("<a:srcRect t=\"-50000\" b=\"-50000\"/>"), "contain: {xml}");
    assert!(
        !xml.contains("svgBlip") && xml.contains("useLocalDpi") && xml.contains("prstGeom prst=\"ellipse\""),
        "{xml}"
    );
    assert!(!xml.contains("showingPlcHdr"), "{xml}");
    let links = docx::part(&file, "word/_rels/document.xml.rels");
    assert_eq!(links.matches("relationships/image").count(), 1, "{links}");
    let media: Vec<_> = docx::names(&file).into_iter().filter(|name| name.contains("media")).collect();
    assert_eq!(media.len(), 1, "the same picture is stored once, the placeholder is gone: {media:?}");
    assert!(docx::is_stored(&file, &media[0]));
}

#[test]
fn drawings_have_ids_of_their_own() {
    let one = docx::drawing("{{ hero }}", "rId9");
    let body = paragraph("{% for x in list %}")
        + &docx::drawing("plain", "rId9")
        + &paragraph("{% endfor %}")
        + &one
        + &one;
    let file =
        fill(&Docx::new(&body).header(&one).picture("rId9").file(), &json!({"list": [1, 2, 3]}), &["hero"])
            .unwrap();
    let xml = docx::part(&file, "word/document.xml") + &docx::part(&file, "word/header1.xml");
    let mut ids: Vec<&str> =
        xml.split("<wp:docPr id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(ids.len(), 6);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 6);
}

#[test]
fn a_place_without_a_picture_is_a_problem() {
    let body =
        paragraph("x") + &docx::drawing("{{ hero }}", "rId9") + &docx::drawing("vignette: sea", "rId9");
    let found = problems(&Docx::new(&body).picture("rId9").file(), &json!({}));
    assert_eq!(
        found,
        [
            "word/document.xml 2 {{ hero }}: there is no picture for hero",
            "word/document.xml 3 vignette: sea: there is no picture for picture 1",
        ]
    );
}

#[test]
fn links_cannot_become_scripts() {
    let docx = Docx::new(&paragraph("x")).link("%7B%7B%20url%20%7D%7D");
    let good = filled(&docx, &json!({"url": "https://example.com/한?a=1"}), "word/_rels/document.xml.rels");
    assert!(good.contains("Target=\"https://example.com/%ED%95%9C?a=1\""), "{good}");
    let found = problems(&docx.file(), &json!({"url": "javascript:alert(1)"}));
    assert!(found[0].contains("word/_rels/document.xml.rels") && found[0].contains("no web"), "{found:?}");
}

#[test]
fn hostile_templates_are_refused() {
    let refused = |file: &[u8], words: &str| match Template::open(file, &LIMITS).map(drop) {
        Err(DocumentError::Refused { reason }) => assert!(reason.contains(words), "{reason}"),
        other => panic!("{words}: {other:?}"),
    };
    refused(&Docx::new(&("<w:r>".repeat(1_000) + &"</w:r>".repeat(1_000))).file(), "nested too deeply");
    refused(
        &Docx::new("").with("word/styles.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").file(),
        "DOCTYPE",
    );
    refused(&Docx::new(&format!("<w:p>{}</w:p>", " ".repeat(9 << 20))).file(), "times its size");
    for nothing in [&b""[..], b"hello", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"] {
        assert_eq!(Template::open(nothing, &LIMITS).map(drop), Err(DocumentError::NotADocument));
    }
    let attributes: String = (0..100_000).map(|number| format!(" a{number}=\"{number}\"")).collect();
    assert!(Template::open(&Docx::new(&format!("<w:p{attributes}/>")).file(), &LIMITS).is_ok());
}

#[test]
fn loops_cannot_fill_the_memory() {
    let limits = Limits { unpacked_bytes: 1 << 20, ..LIMITS };
    let body =
        paragraph("{% for a in l %}").repeat(8) + &paragraph("x") + &paragraph("{% endfor %}").repeat(8);
    let list: Vec<u32> = (0..100).collect();
    let template = Template::open(&Docx::new(&body).file(), &limits).unwrap();
    match template.fill(
        &json!({"l": list}),
        &BTreeMap::new(),
        &FillOptions::default(),
        &Fonts::from_files([]),
    ) {
        Err(DocumentError::Tags(problems)) => assert!(problems[0].problem.contains("largest size")),
        other => panic!("{:?}", other.map(|file| file.len())),
    }
}

#[test]
fn our_templates_take_their_samples() {
    for (template, pictures) in
        [("report", &["cover", "figure1", "figure2"][..]), ("minutes", &[]), ("poster", &["picture"])]
    {
        let file = std::fs::read(format!("templates/{template}.docx")).unwrap();
        let places: Vec<_> =
            Template::open(&file, &LIMITS).unwrap().pictures().into_iter().map(|place| place.name).collect();
        assert_eq!(places, pictures);
        for language in ["", ".en"] {
            let sample = std::fs::read(format!("templates/{template}.sample{language}.json")).unwrap();
            let data: Value = serde_json::from_slice(&sample).unwrap();
            let filled = fill(&file, &data, pictures).unwrap();
            let text: String = docx::names(&filled)
                .iter()
                .filter(|name| name.ends_with(".xml"))
                .map(|name| docx::part(&filled, name))
                .collect();
            assert!(!text.contains("{{") && !text.contains("{%"), "{template}{language}");
            for value in data.as_object().unwrap().values().filter_map(Value::as_str) {
                assert!(text.contains(value), "{template}{language}: {value}");
            }
        }
    }
}

#[test]
fn a_loop_wants_a_picture_for_each_thing_the_data_says() {
    let body = paragraph("{% for item in items %}")
        + &docx::drawing("{{ item.photo }}", "rId9")
        + &docx::drawing("vignette: {{ item.name }} at dawn", "rId9")
        + &paragraph("{% endfor %}");
    let file = Docx::new(&body).picture("rId9").file();
    let data = json!({"items": [
        {"name": "sea", "photo": {"prompt": "a", "alt": "A"}},
        {"name": "hill", "photo": {"prompt": "b", "alt": "B"}},
        {"name": "sea", "photo": {"prompt": "a", "alt": "A"}},
    ]});
    let template = Template::open(&file, &LIMITS).unwrap();
    let wanted = template.wanted(&data, &FillOptions::default()).unwrap();
    let found: Vec<_> =
        wanted.iter().map(|wanted| (wanted.name.as_str(), wanted.prompt.as_deref().unwrap_or(""))).collect();
    let expected = [
        ("item.photo", ""),
        ("picture 1", "sea at dawn"),
        ("item.photo (2)", ""),
        ("picture 1 (2)", "hill at dawn"),
    ];
    assert_eq!(found, expected);
    let filled = fill(&file, &data, &expected.map(|(name, _)| name)).unwrap();
    let xml = docx::part(&filled, "word/document.xml");
    let described = |alt: &str| xml.matches(&format!("descr=\"{alt}\"")).count();
    assert_eq!((described("A"), described("B"), described("A wide picture")), (4, 2, 6), "{xml}");
}

#[test]
fn a_picture_behind_the_page_keeps_its_anchor() {
    let anchor = "<wp:anchor behindDoc=\"1\" simplePos=\"0\" relativeHeight=\"2\"><wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"page\"><wp:posOffset>0</wp:posOffset></wp:positionH>";
    let body = docx::drawing("{{ hero }}", "rId9")
        .replace("<wp:inline>", anchor)
        .replace("</wp:inline>", "</wp:anchor>")
        .replace("<wp:docPr", "<wp:wrapNone/><wp:docPr");
    let docx = Docx::new("").header(&body);
    let template = Template::open(&docx.file(), &LIMITS).unwrap();
    assert_eq!(template.pictures()[0].size, (200.0, 200.0).into());
    let xml = docx::part(&fill(&docx.file(), &json!({}), &["hero"]).unwrap(), "word/header1.xml");
    assert!(xml.contains(anchor) && xml.contains("<wp:wrapNone/>") && !xml.contains("{{"), "{xml}");
    assert!(
        xml.contains("<a:srcRect l=\"25000\" r=\"25000\"/>") && xml.contains("prst=\"ellipse\""),
        "{xml}"
    );
}

#[test]
fn a_shape_filled_with_a_picture_takes_another() {
    let shape = "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"2540000\" cy=\"2540000\"/><wp:docPr id=\"1\" name=\"Star\" descr=\"{{ hero }}\"/><a:graphic><a:graphicData uri=\"wps\"><wps:wsp><wps:cNvSpPr/><wps:spPr><a:prstGeom prst=\"star5\"/><a:blipFill><a:blip r:embed=\"rId9\"/><a:stretch/></a:blipFill><a:ln w=\"1\"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
    let file = fill(&Docx::new(shape).picture("rId9").file(), &json!({}), &["hero"]).unwrap();
    let xml = docx::part(&file, "word/document.xml");
    assert!(xml.contains("descr=\"A wide picture\"") && xml.contains("prst=\"star5\""), "{xml}");
    assert!(xml.contains("<a:srcRect l=\"25000\" r=\"25000\"/><a:stretch><a:fillRect/></a:stretch></a:blipFill><a:ln w=\"1\"/>"), "{xml}");
    assert!(!xml.contains("rId9"), "{xml}");
}

#[test]
fn a_linked_picture_becomes_one_in_the_file() {
    let body = docx::drawing("{{ hero }}", "rIdLink").replace("r:embed=\"rIdLink\"", "r:link=\"rIdLink\"");
    let docx = Docx::new(&body).link("https://example.com/a.png");
    let file = fill(&docx.file(), &json!({}), &["hero"]).unwrap();
    let xml = docx::part(&file, "word/document.xml");
    assert!(xml.contains("r:embed=\"") && !xml.contains("r:link"), "{xml}");
    assert!(!docx::part(&file, "word/_rels/document.xml.rels").contains("example.com"), "the link goes");
}

#[test]
fn an_empty_value_leaves_the_picture_out() {
    let body = paragraph("before") + &docx::drawing("{{ hero }}", "rId9") + &paragraph("after");
    for nothing in [json!(null), json!("")] {
        let file = fill(&Docx::new(&body).picture("rId9").file(), &json!({"hero": nothing}), &[]).unwrap();
        let xml = docx::part(&file, "word/document.xml");
        assert!(!xml.contains("w:drawing") && xml.contains("before") && xml.contains("after"), "{xml}");
    }
}
