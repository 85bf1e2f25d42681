//! Quotes, figures and captions, code, and the styles of letters.

use super::Sheet;
use crate::documents::docx::styles::{style, valued};
use crate::documents::drawing::element::Element;
use crate::documents::report::docx::Page;
use crate::documents::report::docx::paragraph::{line, shade};

/// The paragraph styles.
pub(super) fn styles(page: Page<'_>) -> Vec<Element> {
    let (palette, scheme) = (page.palette, page.look.scheme);
    let beside = Element::new("w:pBdr").child(line("w:left", 24, 12, palette.primary, scheme));
    let across = Element::new("w:pBdr").child(line("w:bottom", 4, 1, palette.muted, scheme));
    let quote_indent = Element::new("w:ind").with("w:left", 340).with("w:right", 340);
    let centred = || vec![valued("w:jc", "center")];
    let new = |id, name| Sheet::new(id, name, page);
    let sheets = [
        Sheet {
            colour: palette.muted,
            before: 60,
            after: 200,
            first: vec![beside],
            last: vec![quote_indent],
            ..new("Quote", "Quote")
        },
        Sheet { after: 80, before: 160, pitch: 240, last: centred(), ..new("Figure", "Figure") },
        Sheet {
            size: 18,
            colour: palette.muted,
            before: 40,
            after: 260,
            pitch: 252,
            last: centred(),
            ..new("Caption", "caption")
        },
        Sheet { after: 200, size: 8, pitch: 240, first: vec![across], ..new("Rule", "Rule") },
    ];
    sheets.into_iter().map(|sheet| sheet.element(page)).chain([code(page)]).collect()
}

/// Text of programs: letters of one width on a tint.
fn code(page: Page<'_>) -> Element {
    let (palette, scheme) = (page.palette, page.look.scheme);
    let side = |side| line(side, 4, 6, palette.surface, scheme);
    let box_lines = Element::new("w:pBdr").children(["w:top", "w:left", "w:bottom", "w:right"].map(side));
    let indent = Element::new("w:ind").with("w:left", 120).with("w:right", 120);
    let sheet = Sheet {
        size: 18,
        before: 120,
        after: 220,
        pitch: 264,
        first: vec![box_lines, shade(palette.surface, scheme)],
        last: vec![indent],
        ..Sheet::new("Code", "Code", page)
    };
    sheet.element(page).first_in("w:rPr", mono())
}

fn mono() -> Element {
    Element::new("w:rFonts").with("w:ascii", "Consolas").with("w:hAnsi", "Consolas").with("w:cs", "Consolas")
}

/// The character styles.
pub(super) fn characters(page: Page<'_>) -> [Element; 3] {
    let (palette, scheme) = (page.palette, page.look.scheme);
    let link = valued("w:color", palette.primary).with("w:themeColor", "hyperlink");
    [
        style("character", "Hyperlink", "Hyperlink")
            .child(Element::new("w:rPr").child(link).child(valued("w:u", "single"))),
        style("character", "FootnoteReference", "footnote reference")
            .child(Element::new("w:rPr").child(valued("w:vertAlign", "superscript"))),
        style("character", "CodeCharacter", "Code Character")
            .child(Element::new("w:qFormat"))
            .child(Element::new("w:rPr").child(mono()).child(shade(palette.surface, scheme))),
    ]
}
