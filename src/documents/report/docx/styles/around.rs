//! Header, footer, footnotes and the table of contents.

use super::Sheet;
use crate::documents::docx::styles::valued;
use crate::documents::drawing::element::Element;
use crate::documents::report::docx::paragraph::line;
use crate::documents::report::docx::{Page, mm_twips};

/// The paragraph styles.
pub(super) fn styles(page: Page<'_>) -> Vec<Element> {
    margins(page).into_iter().chain(contents(page)).map(|sheet| sheet.element(page)).collect()
}

fn margins(page: Page<'_>) -> [Sheet; 3] {
    let (palette, scheme) = (page.palette, page.look.scheme);
    let below = Element::new("w:pBdr").child(line("w:bottom", 4, 6, palette.surface, scheme));
    let tabs = || {
        let stop = valued("w:tab", "right").with("w:pos", page.column_twips());
        Element::new("w:tabs").child(stop)
    };
    let new =
        |id, name, size| Sheet { size, after: 0, pitch: 240, gallery: false, ..Sheet::new(id, name, page) };
    [
        Sheet { colour: palette.muted, first: vec![below, tabs()], ..new("Header", "header", 16) },
        Sheet { colour: palette.muted, first: vec![tabs()], ..new("Footer", "footer", 16) },
        Sheet { after: 40, ..new("FootnoteText", "footnote text", 17) },
    ]
}

fn contents(page: Page<'_>) -> [Sheet; 4] {
    let stop = || {
        let stop = valued("w:tab", "right").with("w:leader", "dot").with("w:pos", page.column_twips());
        Element::new("w:tabs").child(stop)
    };
    let indent = |level: i64| Element::new("w:ind").with("w:left", level * mm_twips(6.0));
    let level = |id, name, level: i64, bold, before| Sheet {
        bold,
        before,
        after: 50,
        pitch: 252,
        first: vec![stop()],
        last: vec![indent(level)],
        gallery: false,
        ..Sheet::new(id, name, page)
    };
    let heading = Sheet {
        size: 28,
        bold: true,
        colour: page.palette.primary,
        before: 120,
        after: 160,
        keep: true,
        gallery: false,
        ..Sheet::new("TOCHeading", "TOC Heading", page)
    };
    [
        heading,
        level("TOC1", "toc 1", 0, true, 120),
        level("TOC2", "toc 2", 1, false, 0),
        level("TOC3", "toc 3", 2, false, 0),
    ]
}
