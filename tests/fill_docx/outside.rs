//! Documents that lead nowhere outside: what goes, what stays, and that nothing dangles.

use serde_json::json;
use vignette::documents::Limits;
use vignette::documents::package::Package;

use super::docx::{self, Docx, paragraph};
use super::*;

fn stripped(docx: &Docx) -> Vec<u8> {
    let options = FillOptions { strip_external: true, ..FillOptions::default() };
    let file = docx.file();
    let template = Template::open(&file, &LIMITS).unwrap();
    let filled =
        template.fill(&json!({"name": "Kim"}), &BTreeMap::new(), &options, &Fonts::from_files([])).unwrap();
    sound::check_sound(&file, &filled);
    let package = Package::open(&filled, &Limits::DEFAULT).unwrap();
    let parts: Vec<_> = package.names().map(str::to_owned).collect();
    for part in parts {
        assert!(!package.relationships(&part).unwrap().iter().any(|link| link.external), "{part}");
    }
    filled
}

/// What a body with one relationship to the outside becomes.
fn check(kind: &str, body: &str, expected: &str) {
    let docx = Docx::new(body).outside(kind, "rIdOut", "https://example.com/{{ name }}");
    let found = docx::part(&stripped(&docx), "word/document.xml");
    let (_, found) = found.split_once("<w:body>").unwrap();
    assert_eq!(found.split_once("<w:sectPr").unwrap().0, expected);
    let kept = docx::part(
        &fill(&docx.file(), &json!({"name": "Kim"}), &[]).unwrap(),
        "word/_rels/document.xml.rels",
    );
    assert!(kept.contains("Target=\"https://example.com/Kim\" TargetMode=\"External\""), "{kept}");
}

#[test]
fn what_leads_outside_goes_with_whatever_names_it() {
    let run = "<w:r><w:t>words</w:t></w:r>";
    let p = |inner: &str| format!("<w:p>{inner}</w:p>");
    check(
        "hyperlink",
        &p(&format!("<w:hyperlink r:id=\"rIdOut\" w:history=\"1\">{run}</w:hyperlink>")),
        &p(run),
    );
    let inside = p(&format!("<w:hyperlink w:anchor=\"rIdOut\">{run}</w:hyperlink>"));
    check("hyperlink", &inside, &inside);
    let drawing = |inner: &str| {
        p(&format!(
            "<w:r><w:drawing><wp:inline><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr id=\"1\" name=\"A\">{inner}</wp:docPr></wp:inline></w:drawing></w:r>"
        ))
    };
    let click = drawing("<a:hlinkClick r:id=\"rIdOut\"/>");
    check("hyperlink", &click, &drawing("").replace("></wp:docPr>", "/>"));
    check("subDocument", &format!("<w:subDoc r:id=\"rIdOut\"/>{}", p(run)), &p(run));
    let object = |inner: &str| {
        format!("<w:r><w:object><v:shape id=\"s1\"><v:fill/></v:shape>{inner}</w:object></w:r>")
    };
    check(
        "oleObject",
        &p(&object(
            "<o:OLEObject xmlns:o=\"urn:schemas-microsoft-com:office:office\" Type=\"Link\" r:id=\"rIdOut\"/>",
        )),
        &p(&object("").replace("w:object", "w:pict")),
    );
    check(
        "image",
        &p("<w:r><w:pict><v:shape><v:imagedata r:href=\"rIdOut\"/></v:shape></w:pict></w:r>"),
        &p("<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"),
    );
}

#[test]
fn a_linked_picture_keeps_its_copy_or_its_empty_frame() {
    let check = |blip: &str, expected: &str, target: &str| {
        let body = docx::drawing("A hill", "rId9").replace("r:embed=\"rId9\"", blip);
        let docx = Docx::new(&body).picture("rId9").outside("image", "rIdOut", "https://a.b/c.png");
        let file = stripped(&docx);
        let xml = docx::part(&file, "word/document.xml");
        assert!(xml.contains(&format!("<a:blip {expected}>")) && xml.contains("A hill"), "{xml}");
        let links =
            Package::open(&file, &Limits::DEFAULT).unwrap().relationships("word/document.xml").unwrap();
        let shown = links.iter().find(|link| expected.contains(&link.id)).unwrap();
        assert_eq!(shown.target, target);
    };
    check("r:embed=\"rId9\" r:link=\"rIdOut\"", "r:embed=\"rId9\"", "media/placeholder.png");
    check("r:link=\"rIdOut\"", "r:embed=\"rIdOut\"", "media/image1.png");
    check("r:embed=\"rIdOut\"", "r:embed=\"rIdOut\"", "media/image1.png");
}

#[test]
fn other_parts_lead_nowhere_either() {
    let settings = |inner: &str| {
        format!(
            "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:rel=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{inner}<w:zoom w:percent=\"100\"/></w:settings>"
        )
    };
    let relation = |kind: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"file:///C:/a\" TargetMode=\"External\"/></Relationships>"
        )
    };
    for (kind, named) in [
        ("attachedTemplate", "<w:attachedTemplate rel:id=\"rId1\"/>"),
        (
            "mailMergeSource",
            "<w:mailMerge><w:query w:val=\"x\"/><w:dataSource rel:id=\"rId1\"/></w:mailMerge>",
        ),
        ("other", ""),
    ] {
        let docx = Docx::new(&paragraph("no tags"))
            .with("word/settings.xml", &settings(named))
            .with("word/_rels/settings.xml.rels", &relation(kind));
        let file = stripped(&docx);
        assert_eq!(docx::part(&file, "word/settings.xml"), settings(""));
        assert_eq!(
            docx::raw_part(&file, "word/document.xml"),
            docx::raw_part(&docx.file(), "word/document.xml")
        );
    }
}

#[test]
fn a_document_that_leads_nowhere_is_returned_as_it_is() {
    let docx = Docx::new(&paragraph("no tags"));
    assert_eq!(stripped(&docx), docx.file());
}
