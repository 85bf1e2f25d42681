//! Where tags stand in a presentation.

use serde_json::json;

use super::pptx::{self, Pptx, Slide, shape};
use super::{LIMITS, fill};
use vignette::documents::Format;
use vignette::documents::template::Template;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

fn table(rows: &str) -> String {
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"7\" name=\"Table\"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"100\" cy=\"20\"/></p:xfrm><a:graphic><a:graphicData uri=\"table\"><a:tbl><a:tblGrid/>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
}

fn row(cells: &[&str]) -> String {
    let cell =
        |text: &&str| format!("<a:tc><a:txBody><a:bodyPr/>{}</a:txBody></a:tc>", pptx::paragraph(text));
    format!(
        "<a:tr h=\"10\">{}<a:extLst><a:ext uri=\"row\"/></a:extLst></a:tr>",
        cells.iter().map(cell).collect::<String>()
    )
}

#[test]
fn every_place_is_filled() {
    let group = format!("<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>{}</p:grpSp>", shape(5, &["{{ group }}"]));
    let described =
        shape(6, &["x"]).replace("name=\"Text 6\"", "name=\"n\" descr=\"{{ alt }}\" title=\"{{ title }}\"");
    let split = "<p:sp><p:nvSpPr/><p:txBody><a:p><a:r><a:t>{{ sp</a:t></a:r><a:r><a:t>lit }}</a:t></a:r></a:p></p:txBody></p:sp>";
    let chart = format!(
        "<c:chartSpace xmlns:c=\"c\" xmlns:a=\"{DRAWING}\"><c:title>{}</c:title><c:ser><c:tx><c:strRef><c:strCache><c:pt><c:v>{{{{ series }}}}</c:v></c:pt></c:strCache></c:strRef></c:tx></c:ser></c:chartSpace>",
        pptx::paragraph("{{ chart }}")
    );
    let slide = Slide::new(
        &[shape(2, &["{{ body }}"]), group, described, split.to_owned(), table(&row(&["{{ cell }}"]))]
            .concat(),
    )
    .notes(&["{{ note }}"])
    .link("rId7", "hyperlink", "https://example.com/{{%20link%20}}")
    .link("rId8", "chart", "../charts/chart1.xml");
    let footer = shape(3, &["{{ footer }}"]);
    let prompt = shape(4, &["{{ prompt }}"]).replace("<p:nvPr/>", "<p:nvPr><p:ph type=\"body\"/></p:nvPr>");
    let core = "<cp:coreProperties xmlns:cp=\"cp\"><title>{{ core }}</title></cp:coreProperties>";
    let deck = Pptx::new([slide])
        .layout(&(footer + &prompt))
        .with("ppt/charts/chart1.xml", &chart)
        .with("docProps/core.xml", core);
    let names = [
        "body", "group", "alt", "title", "split", "cell", "note", "link", "chart", "series", "footer", "core",
    ];
    let data: serde_json::Map<_, _> =
        names.iter().map(|name| ((*name).to_owned(), json!(format!("OK_{name}")))).collect();
    assert_eq!(Template::open(&deck.file(), &LIMITS).unwrap().format(), Format::Pptx);
    let file = fill(&deck, &data.into());
    let all: String = pptx::names(&file)
        .iter()
        .filter(|name| !name.ends_with("png"))
        .map(|name| pptx::part_of(&file, name))
        .collect();
    for name in names {
        assert!(all.contains(&format!("OK_{name}")), "{name}");
    }
    assert_eq!(all.matches("{{").count(), 1, "a layout's prompt stays: {all}");
}

#[test]
fn untouched_parts_stay_byte_for_byte() {
    let deck =
        Pptx::new([Slide::new(&shape(2, &["{{ a }}"])), Slide::new(&shape(2, &["plain"])).notes(&["plain"])]);
    let (file, filled) = (deck.file(), fill(&deck, &json!({"a": 1})));
    assert_eq!(pptx::names(&file), pptx::names(&filled));
    for name in pptx::names(&file).iter().filter(|name| *name != "ppt/slides/slide1.xml") {
        assert_eq!(pptx::raw_part(&file, name), pptx::raw_part(&filled, name), "{name}");
    }
    let tagless = Pptx::new([Slide::new(&shape(2, &["plain"]))]);
    assert_eq!(fill(&tagless, &json!({})), tagless.file());
}

#[test]
fn rows_repeat_and_the_frame_grows_with_them() {
    let rows =
        [row(&["head", "x"]), row(&["{% for k in list %}{{ k }}", "{{ loop.index }}{% endfor %}"])].concat();
    let deck = Pptx::new([Slide::new(&table(&rows))]);
    let xml = pptx::part_of(&fill(&deck, &json!({"list": ["a", "b", "c"]})), "ppt/slides/slide1.xml");
    assert_eq!(pptx::texts(&xml), ["head", "x", "a", "1", "b", "2", "c", "3"]);
    assert!(xml.contains("cx=\"100\" cy=\"40\""), "{xml}");
    assert_eq!(xml.matches("uri=\"row\"").count(), 2, "a row's id stays with the first copy");
    let only = Pptx::new([Slide::new(&table(&row(&["{% for k in list %}{{ k }}{% endfor %}"])))]);
    let xml = pptx::part_of(&fill(&only, &json!({"list": []})), "ppt/slides/slide1.xml");
    assert!(!xml.contains("graphicFrame"), "a table without rows goes: {xml}");
}

#[test]
fn texts_keep_a_paragraph() {
    let lines = ["{% for x in list %}", "{{ x }}", "{% endfor %}"];
    let deck = Pptx::new([Slide::new(&shape(2, &lines))]);
    let body = |list| {
        let xml = pptx::part_of(&fill(&deck, &json!({"list": list})), "ppt/slides/slide1.xml");
        xml.split_once("<a:lstStyle/>").unwrap().1.split_once("</p:txBody>").unwrap().0.to_owned()
    };
    assert_eq!(body(json!(["a", "b"])), pptx::paragraph("a") + &pptx::paragraph("b"));
    assert_eq!(body(json!([])), "<a:p/>");
}

#[test]
fn formatted_values_get_runs_of_their_own() {
    let run = "<a:r><a:rPr lang=\"ko-KR\" b=\"0\"><a:latin typeface=\"A\"/><a:rtl/></a:rPr><a:t>Dear {{ name | bold | link('https://a.b') }}!</a:t></a:r>";
    let text = format!("<p:sp><p:nvSpPr/><p:txBody><a:bodyPr/><a:p>{run}</a:p></p:txBody></p:sp>");
    let file = fill(&Pptx::new([Slide::new(&text)]), &json!({"name": "민수\n\tB"}));
    let xml = pptx::part_of(&file, "ppt/slides/slide1.xml");
    let (_, id) = xml.split_once("r:id=\"").unwrap();
    let id = id.split_once('"').unwrap().0;
    let plain = "<a:rPr lang=\"ko-KR\" b=\"0\"><a:latin typeface=\"A\"/><a:rtl/></a:rPr>";
    let link = format!(
        "<a:hlinkClick xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"{id}\"/>"
    );
    let dressed = format!("<a:rPr lang=\"ko-KR\" b=\"1\"><a:latin typeface=\"A\"/>{link}<a:rtl/></a:rPr>");
    let piece = |properties: &str, text: &str| format!("<a:r>{properties}<a:t>{text}</a:t></a:r>");
    let expected = [
        piece(plain, "Dear "),
        piece(&dressed, "민수"),
        format!("<a:br>{dressed}</a:br>"),
        piece(&dressed, "&#9;B"),
        piece(plain, "!"),
    ];
    assert!(xml.contains(&format!("<a:p>{}</a:p>", expected.concat())), "{xml}");
    let links = pptx::part_of(&file, "ppt/slides/_rels/slide1.xml.rels");
    assert!(links.contains(&format!("Id=\"{id}\"")) && links.contains("Target=\"https://a.b\""), "{links}");
}

#[test]
fn columns_repeat_in_tables_too() {
    let merged = row(&["over", "", ""]).replacen("<a:tc>", "<a:tc gridSpan=\"3\">", 1);
    let (first, rest) = merged.split_at(merged.find("</a:tc>").unwrap() + 7);
    let merged = format!("{first}{}", rest.replace("<a:tc>", "<a:tc hMerge=\"1\">"));
    let rows = merged + &row(&["{% for k in list %}", "{{ k }}", "{% endfor %}"]);
    let grid = "<a:tblGrid><a:gridCol w=\"100\"/><a:gridCol w=\"100\"/><a:gridCol w=\"100\"/></a:tblGrid>";
    let deck = Pptx::new([Slide::new(&table(&rows).replace("<a:tblGrid/>", grid))]);
    let xml = pptx::part_of(&fill(&deck, &json!({"list": ["a", "b", "c", "d"]})), "ppt/slides/slide1.xml");
    assert_eq!(pptx::texts(&xml).join("|"), "over||||a|b|c|d");
    assert_eq!(
        (xml.matches("<a:gridCol w=\"75\"/>").count(), xml.matches("hMerge").count()),
        (4, 3),
        "{xml}"
    );
    assert!(xml.contains("gridSpan=\"4\""), "{xml}");
}
