//! What a slide's text boxes say, with each baseline where the design has it.

use crate::documents::drawing::element::Element;
use crate::documents::drawing::paint;
use crate::documents::drawing::scheme::Scheme;
use crate::documents::drawing::typography::{FontRole, Typography};
use crate::documents::drawing::wording::{Piece, SetParagraph, Wording};
use crate::scene::{Align, Anchor, Language, Role, TextStyle};

/// What the look of a run depends on besides the run.
#[derive(Clone, Copy)]
pub(super) struct Style<'a> {
    /// The theme's colours.
    pub scheme: &'a Scheme,
    /// The theme's fonts.
    pub typography: &'a Typography,
    /// The language of the words.
    pub language: Language,
}

/// How far a baseline is above the bottom of a line of exact height, in points: LibreOffice 7.4 leaves a fifth of the
/// type size there, whatever the font says (measured with Noto Sans, Sans CJK and Serif CJK at 1.0 to 1.42).
pub(super) fn rise(paragraph: &SetParagraph<'_>) -> f64 {
    paragraph.size * 0.2
}

/// `p:txBody`. The box has no insets and keeps its size; its gaps are those of `rise`.
pub(super) fn body(wording: &Wording<'_>, gaps: &[f64], style: &Style<'_>) -> Element {
    let anchor = match wording.text.anchor {
        Anchor::Top => "t",
        Anchor::Middle => "ctr",
        Anchor::Bottom => "b",
    };
    let wrap = if wording.wraps { "square" } else { "none" };
    let inset = ["lIns", "tIns", "rIns", "bIns"]
        .into_iter()
        .fold(Element::new("a:bodyPr").with("wrap", wrap), |body, side| body.with(side, 0));
    let properties = inset.with("rtlCol", 0).with("anchor", anchor).child(Element::new("a:noAutofit"));
    let is_heading = matches!(wording.text.role, Role::Title | Role::Subtitle);
    let paragraphs = wording.paragraphs.iter().zip(gaps);
    Element::new("p:txBody")
        .child(properties)
        .child(Element::new("a:lstStyle"))
        .children(paragraphs.map(|(set, gap)| paragraph(set, *gap, is_heading, style)))
}

fn paragraph(set: &SetParagraph<'_>, gap: f64, is_heading: bool, style: &Style<'_>) -> Element {
    let align = match set.paragraph.align {
        Align::Start => "l",
        Align::Centre => "ctr",
        Align::End => "r",
    };
    let points = |name: &'static str, points: f64| {
        let hundredths = (points * 100.0).round().clamp(0.0, 158_400.0) as i64;
        Element::new(name).child(Element::new("a:spcPts").with("val", hundredths))
    };
    let properties = Element::new("a:pPr")
        .with("marL", 0)
        .with("indent", 0)
        .with("algn", align)
        .with("latinLnBrk", 0)
        .child(points("a:lnSpc", set.pitch))
        .child(points("a:spcBef", gap))
        .child(points("a:spcAft", 0.0))
        .child(Element::new("a:buNone"));
    let runs = set.pieces().into_iter().map(|piece| match piece {
        Piece::Text(look, words) => Element::new("a:r")
            .child(character(look, is_heading, style))
            .child(Element::new("a:t").text(words)),
        Piece::Break(look) => Element::new("a:br").child(character(look, is_heading, style)),
    });
    Element::new("a:p").child(properties).children(runs)
}

fn character(look: &TextStyle, is_heading: bool, style: &Style<'_>) -> Element {
    let tracking = (look.tracking * 100.0).round() as i64;
    let latin = if style.language == Language::English { "ko-KR" } else { "en-US" };
    Element::new("a:rPr")
        .with("lang", style.language.tag())
        .with("altLang", latin)
        .with("sz", (look.size * 100.0).round().clamp(100.0, 400_000.0) as i64)
        .with("b", i32::from(look.weight >= 600))
        .with("kern", 0)
        .with_some("spc", (tracking != 0).then_some(tracking))
        .child(paint::solid(look.colour, style.scheme))
        .children(fonts(look, is_heading, style))
}

/// The theme's fonts by reference, so that changing the theme changes the text; others by name.
fn fonts(look: &TextStyle, is_heading: bool, style: &Style<'_>) -> Vec<Element> {
    let typography = style.typography;
    let theme = match typography.role(look.typeface, is_heading) {
        Some(FontRole::Heading) => "+mj",
        Some(FontRole::Body) => "+mn",
        None => return typography.family(look.typeface).elements(style.language).into(),
    };
    [("a:latin", "lt"), ("a:ea", "ea")]
        .map(|(name, script)| Element::new(name).with("typeface", format!("{theme}-{script}")))
        .into()
}
