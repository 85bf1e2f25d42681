//! What the speaker says: notes pages and their master.

use kurbo::Rect;

use super::layouts::{Place, shape};
use super::slide;
use crate::documents::DocumentError;
use crate::documents::drawing::element::Element;
use crate::documents::drawing::picture::named;
use crate::documents::drawing::{theme, transform};
use crate::documents::package::{Package, relationship_type};
use crate::documents::pptx::frame::{root, tree};
use crate::documents::pptx::{add as add_part, add_own};
use crate::scene::Language;

/// The notes' master.
pub(super) const MASTER: &str = "ppt/notesMasters/notesMaster1.xml";
/// Its theme; each master has one of its own.
const THEME: &str = "ppt/theme/theme2.xml";

/// Where the slide and the words stand on a page of 540 by 720 points.
const SLIDE: Rect = Rect::new(54.0, 54.0, 486.0, 297.0);
const WORDS: Rect = Rect::new(54.0, 342.0, 486.0, 684.0);

/// Adds the master with its theme.
///
/// # Errors
/// [`DocumentError::Broken`] as for [`Package::relate`].
pub(super) fn master(package: &mut Package, theme: Vec<u8>, language: Language) -> Result<(), DocumentError> {
    add_part(package, THEME, theme::CONTENT_TYPE, theme);
    package.relate(MASTER, &relationship_type("theme"), THEME)?;
    let accents = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    let map = [("bg1", "lt1"), ("tx1", "dk1"), ("bg2", "lt2"), ("tx2", "dk2")]
        .into_iter()
        .chain(accents.map(|name| (name, name)))
        .fold(Element::new("p:clrMap"), |map, (role, slot)| map.with(role, slot));
    let run = Element::new("a:defRPr").with("lang", language.tag()).with("sz", 1_200);
    let style = Element::new("p:notesStyle").child(Element::new("a:lvl1pPr").with("algn", "l").child(run));
    let fill = Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", "bg1"));
    let ground =
        Element::new("p:bg").child(Element::new("p:bgPr").child(fill).child(Element::new("a:effectLst")));
    let content = Element::new("p:cSld")
        .child(ground)
        .child(tree([picture(Some(SLIDE)), words(Some(WORDS), Vec::new(), language)]));
    add_own(
        package,
        MASTER,
        "notesMaster",
        root("p:notesMaster").child(content).child(map).child(style).into_part(),
    );
    Ok(())
}

/// Adds the notes page of a slide.
///
/// # Errors
/// As for [`master`].
pub(super) fn add(
    package: &mut Package,
    number: usize,
    slide: &str,
    notes: &[String],
    language: Language,
) -> Result<(), DocumentError> {
    debug_assert_eq!(slide, slide::part_name(number));
    let part = format!("ppt/notesSlides/notesSlide{number}.xml");
    package.relate(&part, &relationship_type("notesMaster"), MASTER)?;
    package.relate(&part, &relationship_type("slide"), slide)?;
    package.relate(slide, &relationship_type("notesSlide"), &part)?;
    let paragraph = |line: &String| {
        let run = Element::new("a:r")
            .child(Element::new("a:rPr").with("lang", language.tag()))
            .child(Element::new("a:t").text(line.as_str()));
        Element::new("a:p").child(run)
    };
    let paragraphs = notes.iter().map(paragraph).collect();
    let content = Element::new("p:cSld").child(tree([picture(None), words(None, paragraphs, language)]));
    let mapping = Element::new("p:clrMapOvr").child(Element::new("a:masterClrMapping"));
    add_own(package, &part, "notesSlide", root("p:notes").child(content).child(mapping).into_part());
    Ok(())
}

/// The slide's own picture.
fn picture(at: Option<Rect>) -> Element {
    let locks = Element::new("a:spLocks").with("noGrp", 1).with("noRot", 1).with("noChangeAspect", 1);
    let own = Element::new("p:nvSpPr")
        .child(named("p:cNvPr", 2, "Slide Image 2"))
        .child(Element::new("p:cNvSpPr").child(locks))
        .child(Element::new("p:nvPr").child(Element::new("p:ph").with("type", "sldImg")));
    let outline = || Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst"));
    let properties = match at {
        Some(at) => Element::new("p:spPr").child(transform(at, false)).child(outline()),
        None => Element::new("p:spPr"),
    };
    Element::new("p:sp").child(own).child(properties)
}

fn words(at: Option<Rect>, mut paragraphs: Vec<Element>, language: Language) -> Element {
    if paragraphs.is_empty() {
        let end = Element::new("a:endParaRPr").with("lang", language.tag());
        paragraphs.push(Element::new("a:p").child(end));
    }
    let place = Place { kind: "body", index: Some(1), name: "Notes", at: WORDS, anchor: "t", words: "" };
    let body = Element::new("p:txBody")
        .child(Element::new("a:bodyPr"))
        .child(Element::new("a:lstStyle"))
        .children(paragraphs);
    shape(3, &place, at).child(body)
}
