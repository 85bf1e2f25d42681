//! Presentations that lead nowhere outside: links, films and linked objects go, and what shows them stays.

use serde_json::json;

use super::pptx::{self, Pptx, Slide};
use super::*;

/// The shapes, and what stands behind them, once nothing leads outside.
fn check(slide: Slide, kind: &str, expected: &str) {
    let deck = Pptx::new([slide.link("rIdOut", kind, "https://example.com/a")]);
    let options = FillOptions { strip_external: true, ..FillOptions::default() };
    let file = deck.file();
    let template = Template::open(&file, &LIMITS).unwrap();
    let filled = template.fill(&json!({}), &BTreeMap::new(), &options, &Fonts::from_files([])).unwrap();
    sound::check_sound(&file, &filled);
    let xml = pptx::part_of(&filled, "ppt/slides/slide1.xml");
    let (_, shapes) = xml.split_once("<p:grpSpPr/>").unwrap();
    assert_eq!(shapes, format!("{expected}</p:sld>"));
    assert!(pptx::targets(&filled, "ppt/slides/slide1.xml").iter().all(|(_, target)| !target.contains(':')));
}

#[test]
fn links_lose_their_targets() {
    let shape =
        |link: &str| pptx::shape(2, &["words"]).replace("<a:t>", &format!("<a:rPr>{link}</a:rPr><a:t>"));
    let tail = "</p:spTree></p:cSld>";
    let link = "<a:hlinkClick r:id=\"rIdOut\"><a:snd r:embed=\"\"/></a:hlinkClick>";
    let bare = shape("");
    check(
        Slide::new(&shape(link)),
        "hyperlink",
        &format!("{bare}{tail}").replace("<a:rPr></a:rPr>", "<a:rPr/>"),
    );
    let kept = shape("<a:hlinkClick r:id=\"\" action=\"ppaction://hlinkshowjump?jump=nextslide\"/>");
    check(Slide::new(&kept), "hyperlink", &format!("{kept}{tail}"));
}

#[test]
fn a_linked_film_becomes_its_picture() {
    let film = |link: &str, played: &str| {
        pptx::picture_shape(4, "A film")
            .replace("<a:hlinkClick r:id=\"rId8\"/></p:cNvPr>", &format!("{link}</p:cNvPr>"))
            .replace("<p:nvPr/></p:nvPicPr>", &format!("{played}</p:nvPicPr>"))
    };
    let before = film(
        "<a:hlinkClick r:id=\"\" action=\"ppaction://media\"/>",
        "<p:nvPr><a:videoFile r:link=\"rIdOut\"/><p:extLst><p:ext uri=\"{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}\"><p14:media r:link=\"rIdOut\"/></p:ext></p:extLst></p:nvPr>",
    );
    let timing = |inner: &str| {
        format!(
            "<p:timing><p:tnLst><p:par><p:cTn id=\"1\" dur=\"indefinite\" restart=\"never\" nodeType=\"tmRoot\">{inner}</p:cTn></p:par></p:tnLst></p:timing>"
        )
    };
    let plays = "<p:childTnLst><p:video><p:cMediaNode><p:cTn id=\"2\"/><p:tgtEl><p:spTgt spid=\"4\"/></p:tgtEl></p:cMediaNode></p:video></p:childTnLst>";
    let after = film("", "<p:nvPr/>").replace("descr=\"A film\"></p:cNvPr>", "descr=\"A film\"/>");
    let expected = format!("{after}</p:spTree></p:cSld>{}", timing("").replace("></p:cTn>", "/>"));
    check(Slide::new(&before).picture().after(&timing(plays)), "video", &expected);
}

#[test]
fn a_linked_object_becomes_its_picture() {
    let picture = |id: u32, name: &str| {
        pptx::picture_shape(id, name)
            .replace("<a:hlinkClick r:id=\"rId8\"/>", "")
            .replace("></p:cNvPr>", "/>")
    };
    let frame = format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"7\" name=\"Picture 7\" descr=\"Sheet\"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x=\"1\" y=\"2\"/><a:ext cx=\"3\" cy=\"4\"/></p:xfrm><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/presentationml/2006/ole\"><p:oleObj name=\"Sheet\" r:id=\"rIdOut\" progId=\"Excel.Sheet.12\"><p:link updateAutomatic=\"1\"/>{}</p:oleObj></a:graphicData></a:graphic></p:graphicFrame>",
        picture(0, "old")
    );
    let expected = format!("{}</p:spTree></p:cSld>", picture(7, "Sheet"));
    check(Slide::new(&frame).picture(), "oleObject", &expected);
}

#[test]
fn sound_in_the_file_stays() {
    let sound = pptx::picture_shape(4, "A sound").replace("<a:hlinkClick r:id=\"rId8\"/>", "").replace(
        "<p:nvPr/></p:nvPicPr>",
        "<p:nvPr><a:audioFile r:link=\"rIdNull\"/><p:extLst><p:ext uri=\"{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}\"><p14:media r:embed=\"rId9\"/></p:ext></p:extLst></p:nvPr></p:nvPicPr>",
    );
    let slide = Slide::new(&sound).picture().link("rIdNull", "audio", "NULL");
    check(slide, "hyperlink", &format!("{sound}</p:spTree></p:cSld>"));
}
