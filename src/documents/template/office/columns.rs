//! Table columns that repeat: `{% for … %}` alone in a cell and `{% endfor %}` alone in a later cell of the same row
//! repeat the cells between them, and the cells with the tags go.
//!
//! The cells themselves are expanded as any other list ([`super::blocks`]); here the table's grid follows. The columns
//! share the width that tags and model had, so the table stays as wide as it was. A row without the loop keeps up when
//! one cell of it spans all these columns; any other row has cells where there are no columns any more: a problem.

use super::text::{self, Stream};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::template::filler::Filler;
use crate::documents::template::tags::{self, TagKind};

/// The columns of a table that a loop repeats.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Region {
    /// The first of them, the tags' own columns included.
    start: usize,
    /// The one after the last.
    end: usize,
    /// The widths of the whole grid before, in the table's own unit.
    widths: Vec<f64>,
    tag: String,
    position: usize,
}

/// The columns that a table's first loop over cells repeats.
pub(super) fn region(table: &Element<'_>) -> Option<Region> {
    let is_table = table.is(Space::Word, "tbl") || table.is(Space::Drawing, "tbl");
    let widths = is_table.then(|| widths(table))?;
    table.elements().filter(|row| row.local() == "tr" && has_brace(row)).find_map(|row| in_row(row, &widths))
}

fn in_row(row: &Element<'_>, widths: &[f64]) -> Option<Region> {
    let mut column = 0;
    let mut open: Option<(usize, String, usize)> = None;
    for cell in cells(row) {
        let next = column + span(cell);
        if let Some(statement) = lone(cell) {
            match &open {
                None => open = Some((column, statement, first_position(cell))),
                Some((start, tag, position)) if is_end(&statement) => {
                    let (start, tag, position) = (*start, tag.clone(), *position);
                    return Some(Region { start, end: next, widths: widths.to_vec(), tag, position });
                }
                Some(_) => {}
            }
        }
        column = next;
    }
    None
}

/// Whether both halves of a row's loop stand alone in cells: then columns repeat, not the row.
pub(super) fn is_over_cells(row: &Element<'_>) -> bool {
    in_row(row, &[]).is_some()
}

/// The statement of a cell that holds nothing else.
fn lone(cell: &Element<'_>) -> Option<String> {
    let text = cell_text(cell);
    matches!(tags::lone(&text), Some(TagKind::Statement(_))).then_some(text)
}

fn is_end(tag: &str) -> bool {
    tag.contains("endfor") || tag.contains("endif")
}

/// The text of a cell's own paragraphs.
pub(super) fn cell_text(element: &Element<'_>) -> String {
    match element.is_paragraph() {
        true => text::text_of(element, Stream::Text),
        false => element.elements().filter(|child| child.local() != "tbl").map(cell_text).collect(),
    }
}

/// Makes the grid and the other rows follow, once the cells are repeated.
pub(super) fn follow(table: &mut Element<'_>, region: &Region, filler: &mut Filler<'_>) {
    let before = region.widths.len();
    let counts: Vec<usize> = rows(table).map(count).collect();
    let outside = before.saturating_sub(region.end - region.start);
    let Some(after) =
        counts.iter().copied().filter(|count| *count != before).max().or(counts.first().copied())
    else {
        return;
    };
    let new = after.saturating_sub(outside);
    for row in table.elements_mut().filter(|row| row.local() == "tr") {
        let count = count(row);
        let keeps_up = count == after || (count == before && stretch(row, region, new));
        if !keeps_up {
            filler.position = region.position;
            filler.problem(&region.tag, no_columns());
            return;
        }
    }
    table
        .children
        .retain(|node| node.element().is_none_or(|row| row.local() != "tr" || cells(row).next().is_some()));
    let widths = region.spread(new);
    set_grid(table, &widths);
    for row in table.elements_mut().filter(|row| row.local() == "tr") {
        set_widths(row, &widths);
    }
}

fn no_columns() -> Fault {
    Fault::new(
        FaultCode::WrongPlace,
        "another row of the table has cells of its own where these columns repeat",
    )
    .hint("put the same loop into every row, or let one cell of the other rows span the columns")
}

impl Region {
    /// The grid's widths with so many columns in the region; what the tags' columns took is shared out.
    fn spread(&self, columns: usize) -> Vec<f64> {
        let end = self.end.min(self.widths.len());
        let start = self.start.min(end);
        let old = &self.widths[start..end];
        let total: f64 = old.iter().sum();
        let body = if old.len() > 2 { &old[1..old.len() - 1] } else { old };
        let models: Vec<f64> = body.iter().copied().cycle().take(columns).collect();
        let sum: f64 = models.iter().sum::<f64>().max(1.0);
        let shared = models.iter().map(|width| (width * total / sum).round());
        self.widths[..start].iter().copied().chain(shared).chain(self.widths[end..].iter().copied()).collect()
    }
}

/// Lets the one cell that spans the region span it again; whether there is one.
fn stretch(row: &mut Element<'_>, region: &Region, columns: usize) -> bool {
    let mut column = 0;
    for at in 0..row.children.len() {
        let Some(cell) = row.children[at].element().filter(|cell| cell.local() == "tc") else { continue };
        let wide = span(cell);
        let next = column + wide;
        if column <= region.start && next >= region.end {
            let wanted = wide - (region.end - region.start) + columns;
            respan(row, at, wide, wanted);
            return true;
        }
        column = next;
    }
    false
}

/// Changes how many columns the cell at a place spans. DrawingML lists the cells it covers, too.
fn respan(row: &mut Element<'_>, at: usize, old: usize, new: usize) {
    let is_drawing = row.space == Space::Drawing;
    if new == 0 {
        row.children.drain(at..at + if is_drawing { old } else { 1 });
        return;
    }
    if let Some(Node::Element(cell)) = row.children.get_mut(at) {
        set_span(cell, new);
    }
    if is_drawing {
        let covered = row.children.get(at + 1).cloned();
        row.children.drain(at + 1..(at + old).min(row.children.len()));
        let covered = covered.map(|covered| std::iter::repeat_n(covered, new - 1));
        row.children.splice(at + 1..at + 1, covered.into_iter().flatten());
    }
}

fn rows<'e, 'a>(table: &'e Element<'a>) -> impl Iterator<Item = &'e Element<'a>> {
    table.elements().filter(|row| row.local() == "tr")
}

fn cells<'e, 'a>(row: &'e Element<'a>) -> impl Iterator<Item = &'e Element<'a>> {
    row.elements().filter(|cell| cell.local() == "tc" && cell.attribute("hMerge").is_none())
}

/// How many columns of the grid a row takes.
fn count(row: &Element<'_>) -> usize {
    let skipped = |name| row.child("trPr")?.child(name)?.attribute("val")?.parse::<usize>().ok();
    let skipped = ["gridBefore", "gridAfter"].into_iter().filter_map(skipped).sum::<usize>();
    skipped + cells(row).map(span).sum::<usize>()
}

fn span(cell: &Element<'_>) -> usize {
    let own = cell.attribute("gridSpan");
    let property = || cell.child("tcPr")?.child("gridSpan")?.attribute("val");
    own.or_else(property).and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 1_000)
}

fn set_span(cell: &mut Element<'_>, span: usize) {
    if cell.space == Space::Drawing {
        cell.set_attribute("gridSpan", &span.to_string());
        return;
    }
    if let Some(known) = cell.child_mut("tcPr").and_then(|properties| properties.child_mut("gridSpan")) {
        let name = known.prefixed("val");
        known.set_attribute(&name, &span.to_string());
    }
}

fn widths(table: &Element<'_>) -> Vec<f64> {
    let columns = table.child("tblGrid").into_iter().flat_map(Element::elements);
    columns.map(|column| column.attribute("w").and_then(|width| width.parse().ok()).unwrap_or(0.0)).collect()
}

fn set_grid(table: &mut Element<'_>, widths: &[f64]) {
    let Some(grid) = table.child_mut("tblGrid") else { return };
    let Some(model) = grid.child("gridCol").map(|column| column.shell()) else { return };
    let columns = widths.iter().map(|width| {
        let mut column = model.clone();
        let name = if model.space == Space::Word { model.prefixed("w") } else { "w".to_owned() };
        column.set_attribute(&name, &format!("{width:.0}"));
        Node::Element(column)
    });
    grid.children = columns.collect();
}

/// Cells of Word say their width once more, in twentieths of a point.
fn set_widths(row: &mut Element<'_>, widths: &[f64]) {
    let mut column = 0;
    for cell in row.elements_mut().filter(|cell| cell.is(Space::Word, "tc")) {
        let end = (column + span(cell)).min(widths.len());
        let width: f64 = widths[column.min(end)..end].iter().sum();
        column = end;
        let Some(known) = cell.child_mut("tcPr").and_then(|properties| properties.child_mut("tcW")) else {
            continue;
        };
        if known.attribute("type").as_deref() == Some("dxa") {
            let name = known.prefixed("w");
            known.set_attribute(&name, &format!("{width:.0}"));
        }
    }
}

fn has_brace(element: &Element<'_>) -> bool {
    element.children.iter().any(|node| match node {
        Node::Element(child) => has_brace(child),
        Node::Text(text) => text.contains('{'),
        Node::Verbatim(_) => false,
    })
}

fn first_position(element: &Element<'_>) -> usize {
    match element.is_paragraph() {
        true => element.number,
        false => element.elements().map(first_position).find(|&number| number > 0).unwrap_or(0),
    }
}
