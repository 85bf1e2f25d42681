//! Tables: a head row that repeats, rows that stay whole where a page is high enough, columns as wide as their words
//! need.

use krilla::tagging::{TableHeaderScope, Tag};

use super::brick::{Brick, TableRow};
use super::flow::Writer;
use super::row::{Cells, Row, Rule};
use super::style::Style;
use super::tree::NodeId;
use crate::documents::DocumentError;
use crate::documents::report::docx::table::{columns_of, sides, widths};
use crate::documents::report::model::{Cell, Side, Span, Table, is_right_to_left, plain, words};
use crate::scene::units::twips;
use crate::scene::{Align, Colour};

/// Space between a cell's sides and its words; less where there are many columns.
const SIDES: f64 = 5.5;
const TIGHT: f64 = 2.0;
/// Space below a table.
const BELOW: f64 = 10.0;
/// A row that is higher than this share of the sheet may break between its lines.
const HIGHEST: f64 = 0.4;

impl Writer<'_> {
    /// A table with its caption above it.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn table(&mut self, table: &Table) -> Result<(), DocumentError> {
        let node = self.tree.node(self.parent, Tag::Table);
        if !table.caption.is_empty() {
            self.tables += 1;
            let label = format!("{} {}. ", self.page.labels.table, self.tables);
            let caption = self.tree.node(node, Tag::Caption);
            self.caption(&label, &table.caption, &self.styles.table_caption(), caption)?;
        }
        let grid = Grid::of(table, self.left, self.width(), self.styles.cell(table.sides.len()));
        let number = self.rows_of_table();
        let first = self.bricks.len();
        let strong = (1.0, self.page.palette.primary);
        let quiet = (0.5, self.page.palette.surface.mix(self.page.palette.muted, 0.25));
        if !table.head.is_empty() {
            let head = self.tree.node(node, Tag::THead);
            let style = Style { weight: 700, ..grid.style };
            let cells = self.cells(&table.head, &grid, &style, head, true)?;
            let rule = Rule { above: Some(strong), below: strong, ..grid.rule(quiet) };
            let row = Row {
                cells,
                places: grid.places(),
                ground: Some(self.page.palette.surface),
                rule,
                centred: true,
            };
            self.row(&row, TableRow { table: number, is_head: true }, true);
        }
        let body = self.tree.node(node, Tag::TBody);
        for (index, cells) in table.rows.iter().enumerate() {
            let cells = self.cells(cells, &grid, &grid.style, body, false)?;
            let is_last = index + 1 == table.rows.len();
            let above = (index == 0 && table.head.is_empty()).then_some(strong);
            let rule = Rule { above, ..grid.rule(if is_last { strong } else { quiet }) };
            let row = Row { cells, places: grid.places(), ground: None, rule, centred: true };
            self.row(&row, TableRow { table: number, is_head: false }, false);
        }
        self.close_table(first, table.caption.is_empty());
        Ok(())
    }

    fn rows_of_table(&mut self) -> usize {
        self.grids += 1;
        self.grids
    }

    /// The air around a table; none above one with a caption.
    fn close_table(&mut self, first: usize, has_air: bool) {
        if let Some(brick) = self.bricks.get_mut(first) {
            brick.before += if has_air { 4.0 } else { 0.0 };
        }
        self.after = BELOW;
    }

    /// The lines of a row's cells.
    fn cells(
        &mut self,
        cells: &[Cell],
        grid: &Grid,
        style: &Style,
        section: NodeId,
        is_head: bool,
    ) -> Result<Cells, DocumentError> {
        let row = self.tree.node(section, Tag::TR);
        let mut lines = Vec::with_capacity(grid.columns.len());
        for (index, (_, width)) in grid.columns.iter().enumerate() {
            let spans: &[Span] = cells.get(index).map_or(&[][..], Vec::as_slice);
            let node = match is_head {
                true => self.tree.node(row, Tag::TH(TableHeaderScope::Column)),
                false => self.tree.node(row, Tag::TD),
            };
            let align = grid.aligns.get(index).copied().unwrap_or_default();
            lines.push(self.set(spans, &Style { align, ..*style }, width - 2.0 * grid.padding, node)?);
        }
        Ok(lines)
    }

    /// Lays a row: as one brick, or line by line where it is too high for that.
    fn row(&mut self, row: &Row, place: TableRow, keep: bool) {
        if row.height() <= self.page.sheet.size.height * HIGHEST {
            self.push_row(Brick { keep, ..row.whole() }, place, 0.0);
            return;
        }
        let slices = row.slices();
        let last = slices.len().saturating_sub(1);
        for (index, brick) in slices.into_iter().enumerate() {
            let keep = if index == last { keep } else { index < 2 };
            self.push_row(Brick { keep, ..brick }, place, 0.0);
        }
    }

    /// Names and what they stand for; two short ones share a row.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn facts(&mut self, facts: &[(String, String)]) -> Result<(), DocumentError> {
        let column = self.page.sheet.column;
        let node = self.tree.node(self.parent, Tag::Table);
        let body = self.tree.node(node, Tag::TBody);
        let longest = facts.iter().map(|(name, _)| columns_of(name)).fold(0.0, f64::max);
        let name = (longest * 4.75 + 15.0).clamp(50.0, column / 4.0);
        let value = column / 2.0 - name;
        let is_short = |fact: &(String, String)| columns_of(&fact.1) * 5.0 < value - 2.0 * SIDES;
        let number = self.rows_of_table();
        let quiet = (0.5, self.page.palette.surface.mix(self.page.palette.muted, 0.25));
        let mut rest = facts;
        let mut is_first = true;
        while let Some((first, others)) = rest.split_first() {
            let second = others.first().filter(|second| is_short(first) && is_short(second));
            rest = if second.is_some() { &others[1..] } else { others };
            let tr = self.tree.node(body, Tag::TR);
            let width = if second.is_some() { value } else { column - name };
            let mut row = Row {
                cells: self.fact(first, [name, width], tr)?,
                places: vec![SIDES, name + SIDES],
                ground: None,
                rule: Rule { left: 0.0, right: column, above: is_first.then_some(quiet), below: quiet },
                centred: false,
            };
            if let Some(second) = second {
                let half = column / 2.0;
                row.cells.extend(self.fact(second, [name, value], tr)?);
                row.places.extend([half + SIDES, half + name + SIDES]);
            }
            self.row(&row, TableRow { table: number, is_head: false }, false);
            is_first = false;
        }
        self.after = 2.0 * BELOW;
        Ok(())
    }

    fn fact(
        &mut self,
        fact: &(String, String),
        [name, value]: [f64; 2],
        row: NodeId,
    ) -> Result<Cells, DocumentError> {
        let head = self.tree.node(row, Tag::TH(TableHeaderScope::Row));
        let name_lines = self.set(&words(&fact.0), &self.styles.fact_name(), name - 2.0 * SIDES, head)?;
        let cell = self.tree.node(row, Tag::TD);
        let value_lines = self.set(&words(&fact.1), &self.styles.cell(2), value - 2.0 * SIDES, cell)?;
        Ok(vec![name_lines, value_lines])
    }
}

/// Where a table's columns stand.
struct Grid {
    /// Left edge and width of each, in the table's order.
    columns: Vec<(f64, f64)>,
    aligns: Vec<Align>,
    padding: f64,
    style: Style,
    left: f64,
    right: f64,
}

impl Grid {
    fn of(table: &Table, left: f64, width: f64, style: Style) -> Self {
        let widths: Vec<f64> = widths(table, twips(width)).iter().map(|twips| *twips as f64 / 20.0).collect();
        let first = if table.head.is_empty() { table.rows.first() } else { Some(&table.head) };
        let backwards = first.is_some_and(|row| row.iter().any(|cell| is_right_to_left(&plain(cell))));
        let mut at = left;
        let place = |width: &f64| {
            let start = at;
            at += width;
            (if backwards { 2.0 * left + width_of(&widths) - at } else { start }, *width)
        };
        let columns = widths.iter().map(place).collect();
        let align = |side: &Side| match side {
            Side::Auto | Side::Start => Align::Start,
            Side::Centre => Align::Centre,
            Side::End => Align::End,
        };
        let aligns = sides(table).iter().map(align).collect();
        let padding = if widths.len() > 12 { TIGHT } else { SIDES };
        Self { columns, aligns, padding, style, left, right: left + width }
    }

    /// Where the words of each column begin.
    fn places(&self) -> Vec<f64> {
        self.columns.iter().map(|(left, _)| left + self.padding).collect()
    }

    fn rule(&self, below: (f64, Colour)) -> Rule {
        Rule { left: self.left, right: self.right, above: None, below }
    }
}

fn width_of(widths: &[f64]) -> f64 {
    widths.iter().sum()
}
