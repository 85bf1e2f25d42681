//! The presentation and its master: the look that every slide takes from one place.

use kurbo::Rect;

use super::layouts::{Place, bar, footer, placeholder};
use super::{Deck, RelationIds};
use crate::documents::drawing::element::Element;
use crate::documents::pptx::frame::{root, tree};
use crate::scene::Language;
use crate::scene::units::emu;

/// The slide in points: 13.33 by 7.5 inches.
pub(super) const SLIDE: (f64, f64) = (960.0, 540.0);

/// Where titles, text, and the foot stand, in points.
pub(super) const TITLE: Rect = Rect::new(54.0, 30.0, 906.0, 94.0);
pub(super) const BODY: Rect = Rect::new(54.0, 124.0, 906.0, 484.0);
pub(super) const FOOT: Rect = Rect::new(54.0, 500.0, 700.0, 522.0);
pub(super) const NUMBER: Rect = Rect::new(806.0, 500.0, 906.0, 522.0);

/// `ppt/presentation.xml`.
pub(super) fn presentation(ids: &RelationIds, language: Language) -> Vec<u8> {
    let master = Element::new("p:sldMasterId").with("id", 2_147_483_648_u32).with("r:id", &ids.master);
    let notes = ids
        .notes
        .as_ref()
        .map(|id| Element::new("p:notesMasterIdLst").child(Element::new("p:notesMasterId").with("r:id", id)));
    let slide =
        |(index, id): (usize, &String)| Element::new("p:sldId").with("id", 256 + index).with("r:id", id);
    let slides = Element::new("p:sldIdLst").children(ids.slides.iter().enumerate().map(slide));
    let size = Element::new("p:sldSz").with("cx", emu(SLIDE.0)).with("cy", emu(SLIDE.1));
    let paper = Element::new("p:notesSz").with("cx", 6_858_000).with("cy", 9_144_000);
    let levels = (0..5).map(|depth| level(depth, 1_800, "+mn", None, language));
    root("p:presentation")
        .child(Element::new("p:sldMasterIdLst").child(master))
        .children(notes)
        .child(slides)
        .child(size)
        .child(paper)
        .child(Element::new("p:defaultTextStyle").children(levels))
        .into_part()
}

/// The slide master.
pub(super) fn master(deck: Deck<'_>, ids: &RelationIds) -> Vec<u8> {
    let title = Place { kind: "title", index: None, name: "Title", at: TITLE, anchor: "b", words: "Title" };
    let body = Place { kind: "body", index: Some(1), name: "Text", at: BODY, anchor: "t", words: "Text" };
    let shapes = [placeholder(2, &title, None), placeholder(3, &body, None), bar(4)];
    let tree = tree(shapes.into_iter().chain(footer(5, deck.language)));
    let map = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    let map = [("bg1", "lt1"), ("tx1", "dk1"), ("bg2", "lt2"), ("tx2", "dk2")]
        .into_iter()
        .chain(map.map(|name| (name, name)))
        .fold(Element::new("p:clrMap"), |map, (role, slot)| map.with(role, slot));
    let layout = |(index, id): (u32, &String)| {
        Element::new("p:sldLayoutId").with("id", 2_147_483_649_u32 + index).with("r:id", id)
    };
    let layouts = Element::new("p:sldLayoutIdLst").children((0..).zip(&ids.layouts).map(layout));
    let bullets = ["•", "–", "•", "–", "•"];
    let sizes = [2_400, 2_000, 1_800, 1_800, 1_800];
    let body = (0..5).map(|depth| level(depth, sizes[depth], "+mn", Some(bullets[depth]), deck.language));
    let other = (0..5).map(|depth| level(depth, 1_800, "+mn", None, deck.language));
    let styles = Element::new("p:txStyles")
        .child(Element::new("p:titleStyle").child(title_level(deck.language)))
        .child(Element::new("p:bodyStyle").children(body))
        .child(Element::new("p:otherStyle").children(other));
    root("p:sldMaster")
        .child(Element::new("p:cSld").child(background("bg1")).child(tree))
        .child(map)
        .child(layouts)
        .child(styles)
        .into_part()
}

/// A ground in a theme colour.
pub(super) fn background(colour: &str) -> Element {
    let fill = Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", colour));
    Element::new("p:bg").child(Element::new("p:bgPr").child(fill).child(Element::new("a:effectLst")))
}

const LEVELS: [&str; 5] = ["a:lvl1pPr", "a:lvl2pPr", "a:lvl3pPr", "a:lvl4pPr", "a:lvl5pPr"];

fn level(depth: usize, size: i64, font: &str, bullet: Option<&str>, language: Language) -> Element {
    // The signs hang 0.25 inches.
    let hang = 228_600;
    let (left, indent) = match bullet {
        Some(_) => (hang * (depth as i64 + 1), -hang),
        None => (457_200 * depth as i64, 0),
    };
    let sign = match bullet {
        Some(sign) => vec![
            Element::new("a:buClr").child(Element::new("a:schemeClr").with("val", "accent1")),
            Element::new("a:buFont").with("typeface", "Arial"),
            Element::new("a:buChar").with("char", sign),
        ],
        None => vec![Element::new("a:buNone")],
    };
    let gap = if bullet.is_some() { 900 } else { 0 };
    Element::new(LEVELS[depth])
        .with("marL", left)
        .with("indent", indent)
        .with("algn", "l")
        .with("rtl", 0)
        .with("eaLnBrk", 1)
        .with("latinLnBrk", 0)
        .with("hangingPunct", 1)
        .child(Element::new("a:lnSpc").child(Element::new("a:spcPct").with("val", 95_000)))
        .child(Element::new("a:spcBef").child(Element::new("a:spcPts").with("val", gap)))
        .children(sign)
        .child(character(size, font, false, language))
}

fn title_level(language: Language) -> Element {
    Element::new(LEVELS[0])
        .with("algn", "l")
        .with("rtl", 0)
        .with("eaLnBrk", 1)
        .with("latinLnBrk", 0)
        .with("hangingPunct", 1)
        .child(Element::new("a:lnSpc").child(Element::new("a:spcPct").with("val", 90_000)))
        .child(Element::new("a:spcBef").child(Element::new("a:spcPts").with("val", 0)))
        .child(Element::new("a:buNone"))
        .child(character(2_800, "+mj", true, language))
}

fn character(size: i64, font: &str, bold: bool, language: Language) -> Element {
    let family =
        |name: &'static str, script: &str| Element::new(name).with("typeface", format!("{font}-{script}"));
    Element::new("a:defRPr")
        .with("lang", language.tag())
        .with("sz", size)
        .with("b", i32::from(bold))
        .with("kern", 0)
        .child(Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", "tx1")))
        .children([family("a:latin", "lt"), family("a:ea", "ea"), family("a:cs", "cs")])
}
