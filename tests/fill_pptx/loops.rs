//! Loops and conditions over whole slides.

use serde_json::json;

use super::pptx::{self, Pptx, Slide, part_of, shape};
use super::{check, fill, problems};

fn items() -> serde_json::Value {
    json!({"items": [{"name": "A", "ok": true}, {"name": "B", "ok": false}, {"name": "C", "ok": true}], "none": []})
}

fn marked(open: &str, text: &str, close: &str) -> Slide {
    Slide::new(&[shape(2, &[open]), shape(3, &[text]), shape(4, &[close])].concat())
}

#[test]
fn a_pair_on_one_slide_repeats_it() {
    let deck = Pptx::new([
        Slide::new(&shape(2, &["first"])),
        marked("{% for item in items %}", "{{ loop.index }} {{ item.name }}", "{% endfor %}"),
        Slide::new(&shape(2, &["last"])),
    ]);
    check(&deck, &items(), &[&["first"], &["1 A"], &["2 B"], &["3 C"], &["last"]]);
    check(&deck, &json!({"items": []}), &[&["first"], &["last"]]);
}

#[test]
fn a_pair_over_slides_repeats_all_between() {
    let deck = Pptx::new([
        Slide::new(&[shape(2, &["{% for item in items %}"]), shape(3, &["{{ item.name }}"])].concat()),
        Slide::new(
            &[shape(2, &["{% if item.ok %}{% endif %}"]), shape(3, &["{{ item.name }} is ok"])].concat(),
        ),
        Slide::new(&[shape(2, &["{% endfor %}"]), shape(3, &["end of {{ item.name }}"])].concat()),
    ]);
    check(
        &deck,
        &items(),
        &[&["A"], &["A is ok"], &["end of A"], &["B"], &["end of B"], &["C"], &["C is ok"], &["end of C"]],
    );
}

#[test]
fn notes_repeat_and_drop_their_slide() {
    let deck = Pptx::new([
        Slide::new(&shape(2, &["{{ item.name }}"])).notes(&[
            "{% for item in items %}",
            "{% if item.ok %}",
            "Say {{ item.name }}",
        ]),
        Slide::new(&shape(2, &["dropped"])).notes(&["{% if none %}"]),
    ]);
    check(&deck, &items(), &[&["A"], &["C"]]);
    let file = fill(&deck, &items());
    let notes: Vec<_> =
        pptx::names(&file).into_iter().filter(|name| name.contains("notesSlides/notes")).collect();
    assert_eq!(notes.len(), 2, "{notes:?}");
    let said: Vec<_> = notes.iter().map(|name| pptx::texts(&part_of(&file, name)).join("|")).collect();
    assert_eq!(said, ["Say A", "Say C"]);
    for (slide, notes) in pptx::shown(&file).iter().zip(&notes) {
        let to_slide = slide.rsplit('/').next().unwrap();
        assert!(pptx::targets(&file, notes).iter().any(|(_, target)| target.ends_with(to_slide)), "{notes}");
        let to_notes = notes.rsplit('/').next().unwrap();
        assert!(pptx::targets(&file, slide).iter().any(|(_, target)| target.ends_with(to_notes)), "{slide}");
    }
}

#[test]
fn a_loop_within_the_notes_stays_there() {
    let deck = Pptx::new([Slide::new(&shape(2, &["x"])).notes(&[
        "{% for item in items %}",
        "{{ item.name }}",
        "{% endfor %}",
    ])]);
    let file = fill(&deck, &items());
    assert_eq!(pptx::shown(&file).len(), 1);
    assert_eq!(pptx::texts(&part_of(&file, "ppt/notesSlides/notesSlide1.xml")), ["A", "B", "C"]);
}

#[test]
fn one_of_several_slides_is_chosen() {
    let deck = Pptx::new([
        Slide::new(&[shape(2, &["{% if good %}"]), shape(3, &["good"])].concat()),
        Slide::new(&[shape(2, &["{% else %}"]), shape(3, &["bad"])].concat()),
        Slide::new(&[shape(2, &["worse"]), shape(3, &["{% endif %}"])].concat()),
    ]);
    check(&deck, &json!({"good": true}), &[&["good"]]);
    check(&deck, &json!({"good": false}), &[&["bad"], &["worse"]]);
}

#[test]
fn lists_of_slides_follow() {
    let lists = "<p:custShowLst><p:custShow name=\"s\" id=\"0\"><p:sldLst><p:sld r:id=\"rId102\"/><p:sld r:id=\"rId103\"/></p:sldLst></p:custShow></p:custShowLst><p:extLst><p:ext uri=\"{521415D9-36F7-43E2-AB2F-B90AF26B5E84}\"><p14:sectionLst><p14:section name=\"One\" id=\"{1}\"><p14:sldIdLst><p14:sldId id=\"256\"/></p14:sldIdLst></p14:section><p14:section name=\"Two\" id=\"{2}\"><p14:sldIdLst><p14:sldId id=\"257\"/><p14:sldId id=\"258\"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>";
    let deck = Pptx::new([
        Slide::new(&shape(2, &["first"])),
        marked("{% for item in items %}", "{{ item.name }}", "{% endfor %}"),
        marked("{% if none %}", "never", "{% endif %}"),
    ])
    .lists(lists);
    let xml = part_of(&fill(&deck, &items()), "ppt/presentation.xml");
    assert!(xml.contains("<p:sldIdLst><p:sldId id=\"256\" r:id=\"rId101\"/><p:sldId id=\"257\" r:id=\"rId102\"/><p:sldId id=\"259\" r:id=\"rId104\"/><p:sldId id=\"260\" r:id=\"rId105\"/></p:sldIdLst>"), "{xml}");
    assert!(
        xml.contains(
            "<p:sldLst><p:sld r:id=\"rId102\"/><p:sld r:id=\"rId104\"/><p:sld r:id=\"rId105\"/></p:sldLst>"
        ),
        "{xml}"
    );
    assert!(xml.contains("<p14:sldIdLst><p14:sldId id=\"256\"/></p14:sldIdLst>"), "{xml}");
    assert!(xml.contains("<p14:sldIdLst><p14:sldId id=\"257\"/><p14:sldId id=\"259\"/><p14:sldId id=\"260\"/></p14:sldIdLst>"), "{xml}");
}

#[test]
fn copies_have_charts_of_their_own_and_share_pictures() {
    let chart = format!(
        "<c:chartSpace xmlns:c=\"c\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><c:title>{}</c:title></c:chartSpace>",
        pptx::paragraph("{{ item.name }}")
    );
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/package\" Target=\"../embeddings/book1.xlsx\"/></Relationships>";
    let slide = marked("{% for item in items %}", "{{ item.name }}", "{% endfor %}")
        .picture()
        .link("rId7", "chart", "../charts/chart1.xml")
        .after("<p:timing><p:spTgt spid=\"3\"/></p:timing><p:extLst><p:ext><p14:creationId val=\"7\"/></p:ext></p:extLst>");
    let deck = Pptx::new([slide])
        .with("ppt/charts/chart1.xml", &chart)
        .with("ppt/charts/_rels/chart1.xml.rels", relations)
        .with("ppt/embeddings/book1.xlsx", "book");
    let file = fill(&deck, &items());
    let mut charts = Vec::new();
    for (number, slide) in pptx::shown(&file).iter().enumerate() {
        let targets = pptx::targets(&file, slide);
        let target = |id: &str| targets.iter().find(|(known, _)| known == id).unwrap().1.clone();
        assert_eq!(target("rId9"), "../media/placeholder.png");
        assert_eq!(target("rId1"), "../slideLayouts/slideLayout1.xml");
        let chart = target("rId7").replace("..", "ppt");
        assert_eq!(pptx::texts(&part_of(&file, &chart)), [["A", "B", "C"][number]]);
        let book = pptx::targets(&file, &chart)[0].1.replace("..", "ppt");
        assert_eq!(part_of(&file, &book), "book");
        charts.extend([chart, book]);
        let xml = part_of(&file, slide);
        assert!(
            xml.contains("<p:spTgt spid=\"3\"/>")
                && xml.contains(&format!("creationId val=\"{}\"", 7 + number)),
            "{xml}"
        );
    }
    charts.sort();
    charts.dedup();
    assert_eq!(charts.len(), 6, "{charts:?}");
    let types = part_of(&file, "[Content_Types].xml");
    for part in pptx::names(&file).iter().filter(|name| name.ends_with(".xml") && name.starts_with("ppt/")) {
        assert!(types.contains(&format!("PartName=\"/{part}\"")), "{part}: {types}");
    }
}

#[test]
fn links_between_slides_lead_to_the_nearest_copy() {
    let jump = "<p:sp><p:nvSpPr><p:cNvPr id=\"9\" name=\"Jump\"><a:hlinkClick r:id=\"rId5\" action=\"ppaction://hlinksldjump\"/></p:cNvPr></p:nvSpPr></p:sp>";
    let view = "<p:viewPr xmlns:p=\"p\" xmlns:r=\"r\"/>";
    let deck = Pptx::new([
        Slide::new(&[&shape(2, &["{% for item in items %}"]), jump].concat()).link(
            "rId5",
            "slide",
            "slide2.xml",
        ),
        Slide::new(&[&shape(2, &["{% endfor %}"]), jump].concat()).link("rId5", "slide", "slide3.xml"),
        marked("{% if none %}", "never", "{% endif %}"),
    ])
    .with("ppt/viewProps.xml", view);
    let file = fill(&deck, &items());
    let shown = pptx::shown(&file);
    assert_eq!(shown.len(), 6);
    for pair in shown.chunks(2) {
        let jumps = pptx::targets(&file, &pair[0]);
        let target = &jumps.iter().find(|(id, _)| id == "rId5").unwrap().1;
        assert!(pair[1].ends_with(target.as_str()), "{target} {pair:?}");
        assert!(!part_of(&file, &pair[1]).contains("hlinkClick"), "a link to a slide that is left out goes");
        assert!(pptx::targets(&file, &pair[1]).iter().all(|(id, _)| id != "rId5"));
    }
    assert!(!pptx::names(&file).contains(&"ppt/slides/slide3.xml".to_owned()));
}

#[test]
fn what_cannot_be_repeated_is_said_at_its_place() {
    let deck = Pptx::new([
        Slide::new(&[shape(2, &["{% for item in items %}"]), shape(3, &["x"])].concat()),
        marked("{% for item in missing %}", "y", "{% endfor %}"),
    ]);
    let found = problems(&deck, &items());
    assert!(found[0].starts_with("ppt/slides/slide1.xml 1 {% for item in items %}"), "{found:?}");
    let deck = Pptx::new([marked("{% for item in missing %}", "y", "{% endfor %}")]);
    let found = problems(&deck, &items());
    assert!(found[0].starts_with("ppt/slides/slide1.xml 1 {% for item in missing %}"), "{found:?}");
    let many: Vec<u32> = (0..3_000).collect();
    let deck = Pptx::new([marked("{% for item in items %}", "{{ item }}", "{% endfor %}")]);
    let found = problems(&deck, &json!({"items": many}));
    assert!(found.len() == 1 && found[0].contains("more than 2000 slides"), "{found:?}");
}
