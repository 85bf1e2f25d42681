//! Tables and the text in their cells.

use super::Sheet;
use crate::documents::docx::styles::{style, valued};
use crate::documents::drawing::element::Element;
use crate::documents::report::docx::Page;
use crate::documents::report::docx::paragraph::{line, shade};
use crate::scene::Colour;

/// The paragraph styles of cells; what has many columns is set smaller.
pub(super) fn cells(page: Page<'_>) -> Vec<Element> {
    let muted = page.palette.muted;
    let new = |id, name| Sheet { after: 0, pitch: 252, ..Sheet::new(id, name, page) };
    let sheets = [
        Sheet {
            based: "Caption",
            size: 18,
            bold: true,
            colour: muted,
            before: 200,
            after: 90,
            keep: true,
            last: vec![valued("w:jc", "left")],
            ..new("TableCaption", "Table Caption")
        },
        Sheet { size: 19, ..new("TableText", "Table Text") },
        Sheet { based: "TableText", size: 16, ..new("TableTextSmall", "Table Text Small") },
        Sheet { based: "TableText", size: 11, ..new("TableTextTiny", "Table Text Tiny") },
        Sheet { based: "TableText", size: 18, bold: true, colour: muted, ..new("FactName", "Fact Name") },
        Sheet { size: 8, gallery: false, ..new("TableNote", "Table Note") },
    ];
    sheets.into_iter().map(|sheet| sheet.element(page)).collect()
}

/// Two table styles: figures with a head row and quiet bands, and facts with names at their left.
pub(super) fn styles(page: Page<'_>) -> [Element; 2] {
    let (palette, scheme) = (page.palette, page.look.scheme);
    let rule = palette.surface.mix(palette.muted, 0.25);
    let borders = |outer: Colour, width: i64| {
        Element::new("w:tblBorders")
            .child(line("w:top", width, 0, outer, scheme))
            .child(line("w:bottom", width, 0, outer, scheme))
            .child(line("w:insideH", 4, 0, rule, scheme))
    };
    let side = |name: &'static str, width: i64| Element::new(name).with("w:w", width).with("w:type", "dxa");
    let margins = || {
        Element::new("w:tblCellMar").children([
            side("w:top", 70),
            side("w:left", 110),
            side("w:bottom", 70),
            side("w:right", 110),
        ])
    };
    let table = |id, name, borders: Element| {
        let properties =
            Element::new("w:tblPr").child(valued("w:tblStyleRowBandSize", 1)).child(borders).child(margins());
        let centre = Element::new("w:tcPr").child(valued("w:vAlign", "center"));
        style("table", id, name)
            .child(valued("w:basedOn", "TableNormal"))
            .child(Element::new("w:qFormat"))
            .child(properties)
            .child(centre)
    };
    let bold = Element::new("w:rPr").children(["w:b", "w:bCs"].map(Element::new));
    let head_line = Element::new("w:tcBorders").child(line("w:bottom", 8, 0, palette.primary, scheme));
    let part = |kind: &str| Element::new("w:tblStylePr").with("w:type", kind);
    let head = part("firstRow")
        .child(bold)
        .child(Element::new("w:tcPr").child(head_line).child(shade(palette.surface, scheme)));
    let names = part("firstCol").child(Element::new("w:tcPr").child(valued("w:vAlign", "top")));
    [
        table("ReportTable", "Report Table", borders(palette.primary, 8)).child(head),
        table("FactTable", "Fact Table", borders(rule, 4)).child(names),
    ]
}
