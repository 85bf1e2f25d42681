//! The layouts: what people choose from when they add a slide.

use kurbo::Rect;

use super::Deck;
use super::frame::{BODY, FOOT, NUMBER, SLIDE, TITLE, background};
use super::outline::Layout;
use crate::documents::drawing::element::Element;
use crate::documents::drawing::picture::{described, named};
use crate::documents::drawing::transform;
use crate::documents::pptx::frame::{root, tree};
use crate::scene::Language;

/// A place that slides fill.
pub(super) struct Place {
    /// Its type, as in `body`.
    pub kind: &'static str,
    pub index: Option<u32>,
    pub name: &'static str,
    pub at: Rect,
    /// Where text stands when it does not fill the place: `t`, `ctr`, `b`.
    pub anchor: &'static str,
    /// What stands there until it is filled.
    pub words: &'static str,
}

/// Where the words of a title slide stand, alone and beside a picture.
const WIDE_TITLE: Rect = Rect::new(72.0, 130.0, 820.0, 300.0);
const WIDE_SUBTITLE: Rect = Rect::new(72.0, 322.0, 820.0, 430.0);
const NARROW_TITLE: Rect = Rect::new(54.0, 130.0, 530.0, 300.0);
const NARROW_SUBTITLE: Rect = Rect::new(54.0, 322.0, 530.0, 450.0);
const SECTION_TITLE: Rect = Rect::new(72.0, 150.0, 888.0, 290.0);

/// Where pictures stand.
const COVER: Rect = Rect::new(570.0, 0.0, SLIDE.0, SLIDE.1);
const BESIDE: Rect = Rect::new(494.0, 130.0, 906.0, 478.0);
const LEFT: Rect = Rect::new(54.0, 124.0, 466.0, 484.0);
const WIDE: Rect = Rect::new(54.0, 124.0, 906.0, 454.0);
/// Where the words below a picture stand.
const CAPTION: Rect = Rect::new(54.0, 462.0, 906.0, 486.0);

impl Layout {
    /// Every layout, in the order they are offered in.
    pub const ALL: [Self; 7] = [
        Self::Title,
        Self::TitlePicture,
        Self::Section,
        Self::Content,
        Self::TitleOnly,
        Self::TextPicture,
        Self::Picture,
    ];

    /// Its part.
    pub fn part(self) -> String {
        let at = Self::ALL.iter().position(|layout| *layout == self).unwrap_or(0);
        format!("ppt/slideLayouts/slideLayout{}.xml", at + 1)
    }

    /// Whether it has a coloured ground and no foot.
    pub fn is_coloured(self) -> bool {
        matches!(self, Self::Title | Self::TitlePicture | Self::Section)
    }

    /// Its name, and PowerPoint's own type where it has one.
    fn name(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Title => ("Title Slide", Some("title")),
            Self::TitlePicture => ("Title Slide with Picture", None),
            Self::Section => ("Section Header", Some("secHead")),
            Self::Content => ("Title and Content", Some("obj")),
            Self::TitleOnly => ("Title Only", Some("titleOnly")),
            Self::TextPicture => ("Text and Picture", None),
            Self::Picture => ("Picture", None),
        }
    }

    /// Where its title stands.
    pub fn title(self) -> Place {
        let place = |kind, at, anchor| Place { kind, index: None, name: "Title", at, anchor, words: "Title" };
        match self {
            Self::Title => place("ctrTitle", WIDE_TITLE, "b"),
            Self::TitlePicture => place("ctrTitle", NARROW_TITLE, "b"),
            Self::Section => place("title", SECTION_TITLE, "b"),
            _ => place("title", TITLE, "b"),
        }
    }

    /// Where its text stands, if it has any.
    pub fn text(self) -> Option<Place> {
        let place = |kind, index, at| Place {
            kind,
            index: Some(index),
            name: "Text",
            at,
            anchor: "t",
            words: "Text",
        };
        match self {
            Self::Title => Some(place("subTitle", 1, WIDE_SUBTITLE)),
            Self::TitlePicture => Some(place("subTitle", 1, NARROW_SUBTITLE)),
            Self::Content => Some(place("", 1, BODY)),
            Self::TextPicture => Some(place("body", 1, LEFT)),
            Self::Picture => Some(place("body", 1, CAPTION)),
            _ => None,
        }
    }

    /// Where its picture stands, if it has one.
    pub fn picture(self) -> Option<Place> {
        let at = match self {
            Self::TitlePicture => COVER,
            Self::TextPicture => BESIDE,
            Self::Picture => WIDE,
            _ => return None,
        };
        Some(Place { kind: "pic", index: Some(13), name: "Picture", at, anchor: "ctr", words: "Picture" })
    }
}

/// The part of one layout.
pub(super) fn part(layout: Layout, deck: Deck<'_>) -> Vec<u8> {
    let light = layout.is_coloured().then_some("bg1");
    let mut shapes = vec![placeholder(2, &layout.title(), title_look(layout))];
    if layout.is_coloured() {
        shapes.push(rule(9, layout));
    }
    let look = if layout == Layout::Picture { Some(caption_look()) } else { light.map(text_look) };
    shapes.extend(layout.text().map(|place| placeholder(3, &place, look)));
    shapes.extend(layout.picture().map(|place| placeholder(4, &place, None)));
    if !layout.is_coloured() {
        shapes.extend(footer(5, deck.language));
    }
    let (name, kind) = layout.name();
    let ground = layout.is_coloured().then(|| background("accent1"));
    root("p:sldLayout")
        .with_some("type", kind)
        .with("preserve", 1)
        .with_some("userDrawn", kind.is_none().then_some(1))
        .with_some("showMasterSp", layout.is_coloured().then_some(0))
        .child(Element::new("p:cSld").with("name", name).children(ground).child(tree(shapes)))
        .child(Element::new("p:clrMapOvr").child(Element::new("a:masterClrMapping")))
        .into_part()
}

/// Titles of coloured slides are larger and light.
fn title_look(layout: Layout) -> Option<Element> {
    let size = match layout {
        Layout::Title => 4_400,
        Layout::TitlePicture | Layout::Section => 3_600,
        _ => return None,
    };
    Some(list_style(size, "bg1", true))
}

/// The subtitle, and smaller who and when.
fn text_look(colour: &str) -> Element {
    let small = list_level("a:lvl2pPr", 1_600, colour, false);
    list_style(2_200, colour, false).child(small)
}

fn caption_look() -> Element {
    list_style(1_400, "tx2", false)
}

fn list_style(size: i64, colour: &str, bold: bool) -> Element {
    Element::new("a:lstStyle").child(list_level("a:lvl1pPr", size, colour, bold))
}

fn list_level(name: &'static str, size: i64, colour: &str, bold: bool) -> Element {
    let fill = Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", colour));
    let look = Element::new("a:defRPr").with("sz", size).with("b", i32::from(bold)).child(fill);
    Element::new(name).with("marL", 0).with("indent", 0).child(Element::new("a:buNone")).child(look)
}

/// A placeholder of a master or layout.
pub(super) fn placeholder(id: u32, place: &Place, look: Option<Element>) -> Element {
    let body = Element::new("a:bodyPr")
        .with("vert", "horz")
        .with("lIns", 0)
        .with("tIns", 0)
        .with("rIns", 0)
        .with("bIns", 0)
        .with("anchor", place.anchor)
        .child(Element::new("a:normAutofit"));
    let run = Element::new("a:r")
        .child(Element::new("a:rPr").with("lang", "en-US"))
        .child(Element::new("a:t").text(place.words));
    let text = Element::new("p:txBody")
        .child(body)
        .child(look.unwrap_or_else(|| Element::new("a:lstStyle")))
        .child(Element::new("a:p").child(run));
    shape(id, place, Some(place.at)).child(text)
}

/// The shape of a placeholder without its text; at its own place only where one is given.
pub(super) fn shape(id: u32, place: &Place, at: Option<Rect>) -> Element {
    let kind = (!place.kind.is_empty()).then_some(place.kind);
    let form = Element::new("p:ph").with_some("type", kind).with_some("idx", place.index);
    let own = Element::new("p:nvSpPr")
        .child(named("p:cNvPr", id, &format!("{} {id}", place.name)))
        .child(Element::new("p:cNvSpPr").child(Element::new("a:spLocks").with("noGrp", 1)))
        .child(Element::new("p:nvPr").child(form));
    let outline = || Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst"));
    let properties = match at {
        Some(at) => Element::new("p:spPr").child(transform(at, false)).child(outline()),
        None => Element::new("p:spPr"),
    };
    Element::new("p:sp").child(own).child(properties)
}

/// The short bar below titles.
pub(super) fn bar(id: u32) -> Element {
    decoration(id, Rect::new(54.0, 102.0, 102.0, 105.0), "accent1")
}

fn rule(id: u32, layout: Layout) -> Element {
    let title = layout.title().at;
    let top = title.y1 + 8.0;
    decoration(id, Rect::new(title.x0, top, title.x0 + 64.0, top + 4.0), "bg1")
}

fn decoration(id: u32, at: Rect, colour: &str) -> Element {
    let own = Element::new("p:nvSpPr")
        .child(described("p:cNvPr", id, &format!("Bar {id}"), ""))
        .child(Element::new("p:cNvSpPr"))
        .child(Element::new("p:nvPr").with("userDrawn", 1));
    let fill = Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", colour));
    let form = Element::new("p:spPr")
        .child(transform(at, false))
        .child(Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst")))
        .child(fill)
        .child(Element::new("a:ln").child(Element::new("a:noFill")));
    Element::new("p:sp").child(own).child(form)
}

/// The places of the foot: words at the left, the slide's number at the right.
pub(super) fn footer(first: u32, language: Language) -> [Element; 2] {
    let words = Place { kind: "ftr", index: Some(11), name: "Footer", at: FOOT, anchor: "ctr", words: "" };
    let number =
        Place { kind: "sldNum", index: Some(12), name: "Slide Number", at: NUMBER, anchor: "ctr", words: "" };
    let look = |align: &str| {
        let fill = Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", "tx2"));
        let fonts = [("a:latin", "+mn-lt"), ("a:ea", "+mn-ea")];
        let fonts = fonts.map(|(name, font)| Element::new(name).with("typeface", font));
        let look = Element::new("a:defRPr").with("sz", 1_000).child(fill).children(fonts);
        Element::new("a:lstStyle").child(Element::new("a:lvl1pPr").with("algn", align).child(look))
    };
    let text = |look: Element, content: Element| {
        let body = Element::new("a:bodyPr").with("lIns", 0).with("tIns", 0).with("rIns", 0).with("bIns", 0);
        Element::new("p:txBody").child(body.with("anchor", "ctr")).child(look).child(content)
    };
    let empty = Element::new("a:p").child(Element::new("a:endParaRPr").with("lang", language.tag()));
    [
        shape(first, &words, Some(FOOT)).child(text(look("l"), empty)),
        shape(first + 1, &number, Some(NUMBER)).child(text(look("r"), number_field("‹#›", language))),
    ]
}

/// The slide's number, as PowerPoint counts.
pub(super) fn number_field(shown: &str, language: Language) -> Element {
    let right = Element::new("a:pPr").with("algn", "r");
    let field = Element::new("a:fld")
        .with("id", "{9A2F5C1E-6B7D-4E0A-8C3F-2D1B7A9E4C55}")
        .with("type", "slidenum")
        .child(Element::new("a:rPr").with("lang", language.tag()))
        .child(Element::new("a:t").text(shown));
    Element::new("a:p").child(right).child(field)
}
