//! The styles part: one style for each role of text, with the look the design gives it.

use super::text::{character, paragraph_look};
use super::{Look, root};
use crate::documents::drawing::element::Element;
use crate::documents::drawing::typography::east_asian;
use crate::scene::{Role, Scene, TextStyle};

/// The style of the two paragraphs that hold the drawings and end the page.
pub(super) const CANVAS: &str = "Canvas";

/// A paragraph style by its id and name. Names that Word knows make it a heading.
#[derive(Clone, Copy)]
pub(super) struct StyleName {
    /// What paragraphs refer to.
    pub id: &'static str,
    /// What people see.
    pub name: &'static str,
}

/// The language of Latin letters, in a Korean text too: Office proofs each script by its own language.
pub(in crate::documents) const LATIN: &str = "en-US";

/// Every role of text.
const ROLES: [Role; 8] =
    [Role::Title, Role::Subtitle, Role::Kicker, Role::Date, Role::Place, Role::Host, Role::Body, Role::Note];

/// The style of a role.
pub(super) fn style_of(role: Role) -> StyleName {
    let (id, name) = match role {
        Role::Title => ("Heading1", "heading 1"),
        Role::Subtitle => ("Heading2", "heading 2"),
        Role::Kicker => ("Kicker", "Kicker"),
        Role::Date => ("Date", "Date"),
        Role::Place => ("Place", "Place"),
        Role::Host => ("Host", "Host"),
        Role::Body => ("BodyText", "Body Text"),
        Role::Note => ("Note", "Note"),
    };
    StyleName { id, name }
}

/// Whether a role is a heading.
pub(super) fn is_heading(role: Role) -> bool {
    matches!(role, Role::Title | Role::Subtitle)
}

/// The looks of the roles a scene has: those of each role's first text.
pub(super) struct Sheet {
    looks: Vec<RoleLook>,
}

struct RoleLook {
    role: Role,
    paragraph: Vec<Element>,
    character: Vec<Element>,
}

impl Sheet {
    /// The looks of a scene's roles.
    pub fn of(scene: &Scene, look: &Look<'_>) -> Self {
        let first = |role: Role| {
            let text = scene.texts().find(|text| text.role == role)?;
            let paragraph = text.paragraphs.first()?;
            let style = &paragraph.runs.first()?.style;
            Some(RoleLook {
                role,
                paragraph: paragraph_look(pitch(paragraph.leading, style), 0.0, paragraph.align),
                character: character(style, is_heading(role), look),
            })
        };
        Self { looks: ROLES.into_iter().filter_map(first).collect() }
    }

    /// What the style of a role says.
    pub fn look(&self, role: Role) -> Vec<Element> {
        let looks = self.looks.iter().filter(|look| look.role == role);
        looks.flat_map(|look| look.paragraph.iter().chain(&look.character)).cloned().collect()
    }
}

fn pitch(leading: f64, style: &TextStyle) -> f64 {
    leading * style.size
}

/// The whole part.
pub(super) fn part(sheet: &Sheet, look: &Look<'_>) -> Vec<u8> {
    root("w:styles")
        .child(defaults(look))
        .child(normal(look))
        .children(built_in())
        .children(sheet.looks.iter().map(role_style))
        .child(canvas())
        .into_part()
}

/// Body fonts and language everywhere; kerning from one point up.
pub(in crate::documents) fn defaults(look: &Look<'_>) -> Element {
    let family = look.typography.family(look.typography.body);
    let fonts = Element::new("w:rFonts")
        .with("w:ascii", &family.latin)
        .with("w:eastAsia", &family.east_asian)
        .with("w:hAnsi", &family.latin)
        .with("w:asciiTheme", "minorHAnsi")
        .with("w:eastAsiaTheme", "minorEastAsia")
        .with("w:hAnsiTheme", "minorHAnsi");
    let language = Element::new("w:lang")
        .with("w:val", LATIN)
        .with("w:eastAsia", east_asian(look.language).tag())
        .with("w:bidi", "ar-SA");
    let run = Element::new("w:rPr")
        .child(fonts)
        .child(valued("w:kern", 2))
        .child(valued("w:sz", 22))
        .child(valued("w:szCs", 22))
        .child(language);
    Element::new("w:docDefaults")
        .child(Element::new("w:rPrDefault").child(run))
        .child(Element::new("w:pPrDefault"))
}

pub(in crate::documents) fn valued(name: &'static str, value: impl std::fmt::Display) -> Element {
    Element::new(name).with("w:val", value)
}

pub(in crate::documents) fn style(kind: &str, id: &str, name: &str) -> Element {
    Element::new("w:style").with("w:type", kind).with("w:styleId", id).child(valued("w:name", name))
}

/// The style all others follow, and of new text: on a designed page in the page's text colour, which may be light.
/// Word would put a quarter of the type size between Hangul and Latin letters or digits; the design has nothing there.
fn normal(look: &Look<'_>) -> Element {
    let ink = look.ink.map(|ink| {
        let colour = valued("w:color", ink).with("w:themeColor", "text1");
        Element::new("w:rPr").child(colour)
    });
    let off = ["w:widowControl", "w:autoSpaceDE", "w:autoSpaceDN"].map(|name| valued(name, 0));
    style("paragraph", "Normal", "Normal")
        .with("w:default", 1)
        .child(Element::new("w:qFormat"))
        .child(Element::new("w:pPr").children(off))
        .children(ink)
}

/// The other defaults that readers look for.
pub(in crate::documents) fn built_in() -> [Element; 3] {
    let hidden = |style: Element, priority: i64| {
        style
            .with("w:default", 1)
            .child(valued("w:uiPriority", priority))
            .child(Element::new("w:semiHidden"))
            .child(Element::new("w:unhideWhenUsed"))
    };
    let side = |name: &'static str, width: i64| Element::new(name).with("w:w", width).with("w:type", "dxa");
    let margins = Element::new("w:tblCellMar").children([
        side("w:top", 0),
        side("w:left", 108),
        side("w:bottom", 0),
        side("w:right", 108),
    ]);
    let table = Element::new("w:tblPr").child(side("w:tblInd", 0)).child(margins);
    [
        hidden(style("character", "DefaultParagraphFont", "Default Paragraph Font"), 1),
        hidden(style("table", "TableNormal", "Normal Table"), 99).child(table),
        hidden(style("numbering", "NoList", "No List"), 99),
    ]
}

fn role_style(look: &RoleLook) -> Element {
    let name = style_of(look.role);
    let level = match look.role {
        Role::Title => Some(0),
        Role::Subtitle => Some(1),
        _ => None,
    };
    let outline = level.map(|level| valued("w:outlineLvl", level));
    let paragraph = Element::new("w:pPr").children(look.paragraph.clone()).children(outline);
    style("paragraph", name.id, name.name)
        .child(valued("w:basedOn", "Normal"))
        .children(level.map(|_| valued("w:next", "Normal")))
        .children(level.map(|_| valued("w:uiPriority", 9)))
        .child(Element::new("w:qFormat"))
        .child(paragraph)
        .child(Element::new("w:rPr").children(look.character.clone()))
}

fn canvas() -> Element {
    let spacing = Element::new("w:spacing").with("w:line", 20).with("w:lineRule", "exact");
    style("paragraph", CANVAS, CANVAS)
        .child(valued("w:basedOn", "Normal"))
        .child(Element::new("w:pPr").child(spacing))
        .child(Element::new("w:rPr").child(valued("w:sz", 2)).child(valued("w:szCs", 2)))
}
