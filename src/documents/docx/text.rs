//! Text boxes as frames of paragraphs in the document's body.

use super::Look;
use super::styles::{Sheet, is_heading, style_of};
use crate::documents::drawing::element::Element;
use crate::documents::drawing::scheme::Scheme;
use crate::documents::drawing::typography::FontRole;
use crate::documents::drawing::wording::{Piece, SetParagraph, Wording};
use crate::scene::units::twips;
use crate::scene::{Align, Colour, Role, TextStyle};

/// What text is written with.
pub(super) struct Writer<'a> {
    /// What the document's parts share.
    pub look: &'a Look<'a>,
    /// What the styles say already.
    pub sheet: &'a Sheet,
}

/// The paragraphs of one text box; they share a frame because their `w:framePr` is the same.
pub(super) fn paragraphs(wording: &Wording<'_>, writer: &Writer<'_>) -> Vec<Element> {
    // Word (16, in any font) and LibreOffice both set the baseline four fifths down a line of exact height.
    let block = wording.block(|paragraph| paragraph.pitch * 0.2);
    let (left, right) = wording.edges;
    let frame = Element::new("w:framePr")
        .with("w:w", twips(right - left))
        .with("w:wrap", "around")
        .with("w:vAnchor", "page")
        .with("w:hAnchor", "page")
        // A place of 0 means "none given" to Word.
        .with("w:x", twips(left).max(1))
        .with("w:y", twips(block.top).max(1));
    let role = wording.text.role;
    wording
        .paragraphs
        .iter()
        .zip(&block.gaps)
        .map(|(set, gap)| paragraph(set, *gap, frame.clone(), role, writer))
        .collect()
}

fn paragraph(set: &SetParagraph<'_>, gap: f64, frame: Element, role: Role, writer: &Writer<'_>) -> Element {
    let style_look = writer.sheet.look(role);
    let differing = |own: Vec<Element>| own.into_iter().filter(|element| !style_look.contains(element));
    let properties = Element::new("w:pPr")
        .child(Element::new("w:pStyle").with("w:val", style_of(role).id))
        .child(frame)
        .children(differing(paragraph_look(set.pitch, gap, set.paragraph.align)));
    let runs = set.pieces().into_iter().map(|piece| {
        let (style, content) = match piece {
            Piece::Text(style, words) => {
                (style, Element::new("w:t").with("xml:space", "preserve").text(words))
            }
            Piece::Break(style) => (style, Element::new("w:br")),
        };
        let own: Vec<_> = differing(character(style, is_heading(role), writer.look)).collect();
        let properties = (!own.is_empty()).then(|| Element::new("w:rPr").children(own));
        Element::new("w:r").children(properties).child(content)
    });
    Element::new("w:p").child(properties).children(runs)
}

/// Line height, gap above and alignment, in the schema's order.
pub(super) fn paragraph_look(pitch: f64, gap: f64, align: Align) -> Vec<Element> {
    let side = match align {
        Align::Start => "left",
        Align::Centre => "center",
        Align::End => "right",
    };
    let spacing = Element::new("w:spacing")
        .with("w:before", twips(gap))
        .with("w:after", 0)
        .with("w:line", twips(pitch).max(1))
        .with("w:lineRule", "exact");
    vec![spacing, Element::new("w:jc").with("w:val", side)]
}

/// How letters look, in the schema's order: Word refuses run properties in another.
pub(super) fn character(style: &TextStyle, in_heading: bool, look: &Look<'_>) -> Vec<Element> {
    let bold = |name: &'static str| Element::new(name).with("w:val", i32::from(style.weight >= 600));
    // Half points.
    let size = (style.size * 2.0).round().clamp(2.0, 3_276.0) as i64;
    vec![
        fonts(style, in_heading, look),
        bold("w:b"),
        bold("w:bCs"),
        colour(style, look),
        Element::new("w:spacing").with("w:val", twips(style.tracking)),
        Element::new("w:sz").with("w:val", size),
        Element::new("w:szCs").with("w:val", size),
    ]
}

/// The theme's fonts by reference with their names for readers that have no theme; others by name alone.
fn fonts(style: &TextStyle, in_heading: bool, look: &Look<'_>) -> Element {
    let family = look.typography.family(style.typeface);
    let named = Element::new("w:rFonts")
        .with("w:ascii", &family.latin)
        .with("w:eastAsia", &family.east_asian)
        .with("w:hAnsi", &family.latin);
    let role = match look.typography.role(style.typeface, in_heading) {
        Some(FontRole::Heading) => "major",
        Some(FontRole::Body) => "minor",
        None => return named,
    };
    named
        .with("w:asciiTheme", format!("{role}HAnsi"))
        .with("w:eastAsiaTheme", format!("{role}EastAsia"))
        .with("w:hAnsiTheme", format!("{role}HAnsi"))
}

fn colour(style: &TextStyle, look: &Look<'_>) -> Element {
    let solid = style.colour.over(look.background);
    let theme = theme_colour(solid, look.scheme);
    Element::new("w:color").with("w:val", solid).with_some("w:themeColor", theme)
}

/// The name in Word of the theme colour that a colour is, if it is one.
pub(in crate::documents) fn theme_colour(colour: Colour, scheme: &Scheme) -> Option<&'static str> {
    scheme.slot(colour).map(|slot| match slot {
        "dk1" => "dark1",
        "lt1" => "light1",
        "dk2" => "dark2",
        "lt2" => "light2",
        accent => accent,
    })
}
