//! What a presentation needs around its slide.

use kurbo::Rect;

use super::RelationIds;
use crate::documents::drawing::element::Element;
use crate::documents::drawing::paint;
use crate::documents::drawing::picture;
use crate::documents::drawing::scheme::Scheme;
use crate::documents::drawing::{RELATIONSHIPS, theme, transform};
use crate::scene::Scene;
use crate::scene::units::emu;

/// The namespace of PresentationML.
const PRESENTATION: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";

/// A part's root element with the namespaces.
pub(in crate::documents) fn root(name: &'static str) -> Element {
    Element::new(name)
        .with("xmlns:a", theme::MAIN)
        .with("xmlns:r", RELATIONSHIPS)
        .with("xmlns:p", PRESENTATION)
}

/// A part that keeps all its defaults. The list of table styles must name one: PowerPoint's own "medium style 2".
pub(in crate::documents) fn empty(name: &'static str) -> Vec<u8> {
    let tables = (name == "a:tblStyleLst").then_some("{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}");
    root(name).with_some("def", tables).into_part()
}

/// `ppt/presentation.xml`.
pub(super) fn presentation(scene: &Scene, ids: &RelationIds) -> Vec<u8> {
    let master = Element::new("p:sldMasterId").with("id", 2_147_483_648_u32).with("r:id", &ids.master);
    let slide = Element::new("p:sldId").with("id", 256).with("r:id", &ids.slide);
    let size = Element::new("p:sldSz")
        .with("cx", emu(scene.page.size.width))
        .with("cy", emu(scene.page.size.height));
    // Notes are A4 upright: 190.5 by 275.2 mm in PowerPoint's own files.
    let notes = Element::new("p:notesSz").with("cx", 6_858_000).with("cy", 9_144_000);
    root("p:presentation")
        .child(Element::new("p:sldMasterIdLst").child(master))
        .child(Element::new("p:sldIdLst").child(slide))
        .child(size)
        .child(notes)
        .child(Element::new("p:defaultTextStyle").child(level("a:lvl1pPr", 1_800, "+mn", scene)))
        .into_part()
}

/// The slide master: background, the theme's roles, title and body.
pub(super) fn master(scene: &Scene, scheme: &Scheme, ids: &RelationIds) -> Vec<u8> {
    let background = background(scene, scheme);
    let body = placeholder(3, "Text", "body", Some("1"), body_place(scene), "Text");
    let tree = tree([placeholder(2, "Title", "title", None, title_place(scene), "Title"), body]);
    let [page, text, page_2, text_2] = scheme.roles();
    let map = [("bg1", page), ("tx1", text), ("bg2", page_2), ("tx2", text_2)];
    let own = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    let map = map
        .into_iter()
        .chain(own.map(|name| (name, name)))
        .fold(Element::new("p:clrMap"), |map, (role, slot)| map.with(role, slot));
    let layout = Element::new("p:sldLayoutId").with("id", 2_147_483_649_u32).with("r:id", &ids.layout);
    let styles = Element::new("p:txStyles")
        .child(Element::new("p:titleStyle").child(level("a:lvl1pPr", 4_000, "+mj", scene)))
        .child(Element::new("p:bodyStyle").child(level("a:lvl1pPr", 1_800, "+mn", scene)))
        .child(Element::new("p:otherStyle").child(level("a:lvl1pPr", 1_800, "+mn", scene)));
    root("p:sldMaster")
        .child(Element::new("p:cSld").child(background).child(tree))
        .child(map)
        .child(Element::new("p:sldLayoutIdLst").child(layout))
        .child(styles)
        .into_part()
}

/// The one layout: a title, and all the rest free.
pub(super) fn layout(scene: &Scene) -> Vec<u8> {
    let tree = tree([placeholder(2, "Title", "title", None, title_place(scene), "Title")]);
    root("p:sldLayout")
        .with("type", "titleOnly")
        .with("preserve", "1")
        .child(Element::new("p:cSld").with("name", "Title Only").child(tree))
        .child(Element::new("p:clrMapOvr").child(Element::new("a:masterClrMapping")))
        .into_part()
}

/// The page's colour.
pub(super) fn background(scene: &Scene, scheme: &Scheme) -> Element {
    let properties = Element::new("p:bgPr")
        .child(paint::solid(scene.background, scheme))
        .child(Element::new("a:effectLst"));
    Element::new("p:bg").child(properties)
}

/// The tree of shapes, in paint order.
pub(in crate::documents) fn tree(shapes: impl IntoIterator<Item = Element>) -> Element {
    let own = Element::new("p:nvGrpSpPr")
        .child(Element::new("p:cNvPr").with("id", 1).with("name", ""))
        .child(Element::new("p:cNvGrpSpPr"))
        .child(Element::new("p:nvPr"));
    Element::new("p:spTree").child(own).child(Element::new("p:grpSpPr")).children(shapes)
}

/// Where the layout has its title: the top fifth within a twentieth's margin.
fn title_place(scene: &Scene) -> Rect {
    let page = scene.page.size;
    Rect::new(page.width * 0.05, page.height * 0.05, page.width * 0.95, page.height * 0.2)
}

fn body_place(scene: &Scene) -> Rect {
    let page = scene.page.size;
    Rect::new(page.width * 0.05, page.height * 0.25, page.width * 0.95, page.height * 0.95)
}

fn placeholder(id: u32, name: &str, kind: &str, index: Option<&str>, place: Rect, words: &str) -> Element {
    let form = Element::new("p:nvPr").child(Element::new("p:ph").with("type", kind).with_some("idx", index));
    let own = Element::new("p:nvSpPr")
        .child(picture::named("p:cNvPr", id, name))
        .child(Element::new("p:cNvSpPr").child(Element::new("a:spLocks").with("noGrp", "1")))
        .child(form);
    let shape = Element::new("p:spPr")
        .child(transform(place, false))
        .child(Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst")));
    let body = Element::new("a:bodyPr")
        .with("vert", "horz")
        .with("anchor", "t")
        .child(Element::new("a:normAutofit"));
    let run = Element::new("a:r").child(Element::new("a:rPr").with("lang", "en-US"));
    let run = run.child(Element::new("a:t").text(words));
    let text = Element::new("p:txBody")
        .child(body)
        .child(Element::new("a:lstStyle"))
        .child(Element::new("a:p").child(run));
    Element::new("p:sp").child(own).child(shape).child(text)
}

/// The look of text that says nothing itself. Hangul is not broken inside a word (`latinLnBrk`), as in the design.
fn level(name: &'static str, size: i64, font: &str, scene: &Scene) -> Element {
    let family =
        |name: &'static str, script: &str| Element::new(name).with("typeface", format!("{font}-{script}"));
    let run = Element::new("a:defRPr")
        .with("lang", scene.language.tag())
        .with("sz", size)
        .with("kern", 0)
        .child(Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", "tx1")))
        .children([family("a:latin", "lt"), family("a:ea", "ea"), family("a:cs", "cs")]);
    Element::new(name)
        .with("marL", 0)
        .with("indent", 0)
        .with("algn", "l")
        .with("rtl", 0)
        .with("eaLnBrk", 1)
        .with("latinLnBrk", 0)
        .with("hangingPunct", 1)
        .child(Element::new("a:spcBef").child(Element::new("a:spcPts").with("val", 0)))
        .child(Element::new("a:buNone"))
        .child(run)
}
