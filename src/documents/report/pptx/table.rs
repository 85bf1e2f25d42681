//! Tables on slides: live cells, in the theme's colours, cut into as many slides as the rows need.

use kurbo::Rect;

use super::frame::BODY;
use super::text::{Links, Look, runs};
use crate::documents::DocumentError;
use crate::documents::drawing::element::Element;
use crate::documents::drawing::picture::named;
use crate::documents::report::docx::table::{columns_of, sides, widths};
use crate::documents::report::model::{Cell, Side, Table, is_right_to_left, plain};
use crate::scene::Language;
use crate::scene::units::{emu, twips};

/// The type size in points, by how many columns there are.
fn size(columns: usize) -> f64 {
    match columns {
        0..=5 => 16.0,
        6 => 14.0,
        7..=10 => 12.0,
        11..=16 => 9.0,
        _ => 6.0,
    }
}

/// Above and below the text of a cell, in points.
const INSET: f64 = 6.5;
/// The line pitch of cells as a share of the type size: that of Noto Sans CJK.
const PITCH: f64 = 1.45;

fn row_height(row: &[Cell], widths: &[i64], size: f64) -> f64 {
    let lines = row.iter().zip(widths).map(|(cell, width)| {
        let room = (*width as f64 / 20.0 - 14.0).max(8.0);
        (columns_of(&plain(cell)) * size * 0.5 / room).ceil().max(1.0)
    });
    lines.fold(1.0, f64::max) * size * PITCH + 2.0 * INSET
}

/// The table as it stands on each slide, its head on every one.
pub(super) fn parts(table: &Table) -> Vec<Table> {
    let widths = widths(table, twips(BODY.width()));
    let size = size(widths.len());
    let head = if table.head.is_empty() { 0.0 } else { row_height(&table.head, &widths, size) };
    let mut parts = Vec::new();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut used = head;
    for row in &table.rows {
        let more = row_height(row, &widths, size);
        if used + more > BODY.height() && !rows.is_empty() {
            parts.push(std::mem::take(&mut rows));
            used = head;
        }
        used += more;
        rows.push(row.clone());
    }
    parts.push(rows);
    let sides = sides(table);
    let part =
        |rows| Table { rows, sides: sides.clone(), caption: table.caption.clone(), head: table.head.clone() };
    parts.into_iter().map(part).collect()
}

/// `p:graphicFrame` with the table.
///
/// # Errors
/// As for [`runs`].
pub(super) fn frame(
    id: u32,
    table: &Table,
    links: &mut Links<'_>,
    language: Language,
) -> Result<Element, DocumentError> {
    let widths = widths(table, twips(BODY.width()));
    let size = size(widths.len());
    let head = (!table.head.is_empty()).then_some(&table.head);
    let mut rows = Vec::new();
    let mut height = 0.0;
    for (index, row) in head.into_iter().chain(&table.rows).enumerate() {
        let is_head = index == 0 && head.is_some();
        let tall = row_height(row, &widths, size);
        height += tall;
        rows.push(self::row(row, &table.sides, is_head, (size, tall), links, language)?);
    }
    let column = |width: &i64| Element::new("a:gridCol").with("w", width * 635);
    let style = Element::new("a:tableStyleId").text("{2D5ABB26-0587-4C30-8999-92F81FD0307C}");
    let first = head.or(table.rows.first());
    let is_rtl = first.is_some_and(|row| row.iter().any(|cell| is_right_to_left(&plain(cell))));
    let properties = Element::new("a:tblPr")
        .with_some("rtl", is_rtl.then_some(1))
        .with_some("firstRow", head.map(|_| 1))
        .with("bandRow", 1)
        .child(style);
    let content = Element::new("a:tbl")
        .child(properties)
        .child(Element::new("a:tblGrid").children(widths.iter().map(column)))
        .children(rows);
    let data = Element::new("a:graphicData")
        .with("uri", "http://schemas.openxmlformats.org/drawingml/2006/table")
        .child(content);
    let at = Rect::new(BODY.x0, BODY.y0, BODY.x1, BODY.y0 + height);
    let locks = Element::new("a:graphicFrameLocks").with("noGrp", 1);
    let own = Element::new("p:nvGraphicFramePr")
        .child(named("p:cNvPr", id, &format!("Table {id}")).with("descr", summary(table)))
        .child(Element::new("p:cNvGraphicFramePr").child(locks))
        .child(Element::new("p:nvPr"));
    let corner = |name: &'static str, (x, y): (f64, f64), [one, two]: [&'static str; 2]| {
        Element::new(name).with(one, emu(x)).with(two, emu(y))
    };
    let place = Element::new("p:xfrm").child(corner("a:off", (at.x0, at.y0), ["x", "y"])).child(corner(
        "a:ext",
        (at.width(), at.height()),
        ["cx", "cy"],
    ));
    Ok(Element::new("p:graphicFrame").child(own).child(place).child(Element::new("a:graphic").child(data)))
}

/// What the table is, for people who cannot see it: its caption, else its columns.
fn summary(table: &Table) -> String {
    match table.caption.is_empty() {
        false => plain(&table.caption),
        true => table.head.iter().map(|cell| plain(cell)).collect::<Vec<_>>().join(", "),
    }
}

fn row(
    cells: &[Cell],
    sides: &[Side],
    is_head: bool,
    (size, height): (f64, f64),
    links: &mut Links<'_>,
    language: Language,
) -> Result<Element, DocumentError> {
    let mut row = Element::new("a:tr").with("h", emu(height));
    for (index, side) in sides.iter().enumerate() {
        let spans = cells.get(index).map_or(&[][..], Vec::as_slice);
        let align = match side {
            Side::Auto | Side::Start => "l",
            Side::Centre => "ctr",
            Side::End => "r",
        };
        let right_to_left = is_right_to_left(&plain(spans)).then_some(1);
        let look = Look { size: Some(size), bold: is_head, ..Look::default() };
        let end = Element::new("a:endParaRPr").with("lang", language.tag()).with("sz", (size * 100.0) as i64);
        let paragraph = Element::new("a:p")
            .child(Element::new("a:pPr").with("algn", align).with_some("rtl", right_to_left))
            .children(runs(spans, look, links, language)?)
            .children(spans.is_empty().then_some(end));
        let text = Element::new("a:txBody")
            .child(Element::new("a:bodyPr"))
            .child(Element::new("a:lstStyle"))
            .child(paragraph);
        row = row.child(Element::new("a:tc").child(text).child(cell_look(is_head, sides.len())));
    }
    Ok(row)
}

fn cell_look(is_head: bool, columns: usize) -> Element {
    let colour =
        |name: &str| Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", name));
    let line =
        |name: &'static str, width: i64, fill: Element| Element::new(name).with("w", width).child(fill);
    let none = |name| line(name, 0, Element::new("a:noFill"));
    let below = match is_head {
        true => line("a:lnB", 19_050, colour("accent1")),
        false => {
            let darker = Element::new("a:lumMod").with("val", 85_000);
            let pale = Element::new("a:schemeClr").with("val", "bg2").child(darker);
            line("a:lnB", 6_350, Element::new("a:solidFill").child(pale))
        }
    };
    let above = if is_head { line("a:lnT", 12_700, colour("accent1")) } else { none("a:lnT") };
    let fill = if is_head { colour("bg2") } else { Element::new("a:noFill") };
    let sides = if columns > 10 { 25_400 } else { 76_200 };
    Element::new("a:tcPr")
        .with("marL", sides)
        .with("marR", sides)
        .with("marT", emu(INSET))
        .with("marB", emu(INSET))
        .with("anchor", "ctr")
        .children([none("a:lnL"), none("a:lnR"), above, below])
        .child(fill)
}
