//! Tables: a head row that repeats, rows that stay whole, columns as wide as their words need.

use super::blocks::Writer;
use super::paragraph::Paragraph;
use super::picture::sequence;
use super::text::runs;
use crate::documents::docx::styles::valued;
use crate::documents::drawing::element::Element;
use crate::documents::report::model::{Cell, Side, Table, is_right_to_left, plain};

impl Writer<'_> {
    /// A table with its caption above it.
    pub fn table(&mut self, table: &Table) {
        if self.after_table {
            self.push(Paragraph::styled("TableNote"), Vec::new());
        }
        if !table.caption.is_empty() {
            self.tables += 1;
            let label = self.page.labels.table;
            self.caption(label, sequence(label), self.tables, &table.caption, true);
        }
        let widths = widths(table, self.page.column_twips());
        let sides = sides(table);
        let style = match widths.len() {
            0..=7 => "TableText",
            8..=12 => "TableTextSmall",
            _ => "TableTextTiny",
        };
        let mut rows = Vec::with_capacity(table.rows.len() + 1);
        if !table.head.is_empty() {
            rows.push(self.row(&table.head, &widths, &sides, style, true));
        }
        for row in &table.rows {
            rows.push(self.row(row, &widths, &sides, style, false));
        }
        let first = if table.head.is_empty() { table.rows.first() } else { Some(&table.head) };
        let frame = Frame {
            style: "ReportTable",
            has_head: !table.head.is_empty(),
            right_to_left: first.is_some_and(|row| row.iter().any(|cell| is_right_to_left(&plain(cell)))),
            caption: &plain(&table.caption),
            ..Frame::default()
        };
        let element = frame.element(&widths);
        self.add(element.children(rows));
        self.after_table = true;
    }

    fn row(
        &mut self,
        cells: &[Cell],
        widths: &[i64],
        sides: &[Side],
        style: &'static str,
        is_head: bool,
    ) -> Element {
        let properties = Element::new("w:trPr")
            .child(Element::new("w:cantSplit"))
            .children(is_head.then(|| Element::new("w:tblHeader")));
        let mut row = Element::new("w:tr").child(properties);
        for (index, width) in widths.iter().enumerate() {
            let spans = cells.get(index).map_or(&[][..], Vec::as_slice);
            let align = match sides.get(index).copied().unwrap_or_default() {
                Side::Auto | Side::Start => None,
                Side::Centre => Some("center"),
                Side::End => Some("right"),
            };
            let paragraph = Paragraph {
                align,
                right_to_left: is_right_to_left(&plain(spans)),
                ..Paragraph::styled(style)
            };
            row = row.child(cell(*width, paragraph.element(runs(spans, &mut self.links))));
        }
        row
    }

    /// Names and what they stand for; two short ones share a row.
    pub fn facts(&mut self, facts: &[(String, String)]) {
        let column = self.page.column_twips();
        let longest = facts.iter().map(|(name, _)| columns_of(name)).fold(0.0, f64::max);
        let name = ((longest * 95.0) as i64 + 300).clamp(1_000, column / 4);
        let value = column / 2 - name;
        let widths = [name, value, name, column - 2 * name - value];
        let is_short = |fact: &(String, String)| columns_of(&fact.1) * 100.0 < value as f64 - 220.0;
        let mut rows = Vec::new();
        let mut rest = facts;
        while let Some((first, others)) = rest.split_first() {
            let second = others.first().filter(|second| is_short(first) && is_short(second));
            rest = if second.is_some() { &others[1..] } else { others };
            let mut row = Element::new("w:tr")
                .child(Element::new("w:trPr").child(Element::new("w:cantSplit")))
                .child(cell(widths[0], fact_line("FactName", &first.0)));
            row = match second {
                Some(second) => row
                    .child(cell(widths[1], fact_line("TableText", &first.1)))
                    .child(cell(widths[2], fact_line("FactName", &second.0)))
                    .child(cell(widths[3], fact_line("TableText", &second.1))),
                None => row.child(wide_cell(column - name, 3, fact_line("TableText", &first.1))),
            };
            rows.push(row);
        }
        let right_to_left = facts.iter().any(|(_, value)| is_right_to_left(value));
        let frame = Frame { style: "FactTable", has_names: true, right_to_left, ..Frame::default() };
        let element = frame.element(&widths);
        self.add(element.children(rows));
        self.after_table = true;
    }
}

fn fact_line(style: &'static str, text: &str) -> Element {
    let right_to_left = is_right_to_left(text);
    Paragraph { right_to_left, ..Paragraph::styled(style) }.element([super::paragraph::run(None, text)])
}

/// A cell over several columns.
fn wide_cell(width: i64, columns: usize, paragraph: Element) -> Element {
    let width = Element::new("w:tcW").with("w:w", width).with("w:type", "dxa");
    let properties = Element::new("w:tcPr").child(width).child(valued("w:gridSpan", columns));
    Element::new("w:tc").child(properties).child(paragraph)
}

fn cell(width: i64, paragraph: Element) -> Element {
    let width = Element::new("w:tcW").with("w:w", width).with("w:type", "dxa");
    Element::new("w:tc").child(Element::new("w:tcPr").child(width)).child(paragraph)
}

/// What the table is besides its rows.
#[derive(Default)]
struct Frame<'a> {
    style: &'static str,
    has_head: bool,
    has_names: bool,
    right_to_left: bool,
    caption: &'a str,
}

/// Many columns leave no room for the margins of the style, in twentieths of a point.
const TIGHT: i64 = 25;

impl Frame<'_> {
    /// The table without its rows.
    fn element(&self, widths: &[i64]) -> Element {
        let total: i64 = widths.iter().sum();
        let flag = |on: bool, bit: u32| if on { bit } else { 0 };
        let bits = 0x0400 | flag(self.has_head, 0x20) | flag(self.has_names, 0x80);
        let look = Element::new("w:tblLook")
            .with("w:val", format!("{bits:04X}"))
            .with("w:firstRow", i32::from(self.has_head))
            .with("w:lastRow", 0)
            .with("w:firstColumn", i32::from(self.has_names))
            .with("w:lastColumn", 0)
            .with("w:noHBand", 0)
            .with("w:noVBand", 1);
        let side = |name: &'static str| Element::new(name).with("w:w", TIGHT).with("w:type", "dxa");
        let tight = (widths.len() > 12)
            .then(|| Element::new("w:tblCellMar").children(["w:left", "w:right"].map(side)));
        let properties = Element::new("w:tblPr")
            .child(valued("w:tblStyle", self.style))
            .children(self.right_to_left.then(|| Element::new("w:bidiVisual")))
            .child(Element::new("w:tblW").with("w:w", total).with("w:type", "dxa"))
            .child(Element::new("w:tblLayout").with("w:type", "fixed"))
            .children(tight)
            .child(look)
            .children((!self.caption.is_empty()).then(|| valued("w:tblCaption", self.caption)));
        let column = |width: &i64| Element::new("w:gridCol").with("w:w", width);
        let grid = Element::new("w:tblGrid").children(widths.iter().map(column));
        Element::new("w:tbl").child(properties).child(grid)
    }
}

/// Columns of numbers stand to the right where nobody says otherwise.
pub(in crate::documents::report) fn sides(table: &Table) -> Vec<Side> {
    let numeric = |index: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(index)).map(|cell| plain(cell));
        let filled: Vec<String> = cells.filter(|text| !text.trim().is_empty()).collect();
        !filled.is_empty() && filled.iter().all(|text| is_number(text))
    };
    let side = |(index, side): (usize, &Side)| match side {
        Side::Auto if numeric(index) => Side::End,
        Side::Auto => Side::Start,
        said => *said,
    };
    table.sides.iter().enumerate().map(side).collect()
}

/// A number with its sign, separators and a short unit, as in `+12.5 %`, `₩1,200` or `3억 원`.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().filter(|character| character.is_alphabetic()).count();
    digits > 0 && others <= 3 && text.chars().count() <= 20 && !text.contains([':', '~']) && !is_day(text)
}

/// A day such as 12월 4일 or 2026-12-04 is no quantity.
fn is_day(text: &str) -> bool {
    text.contains(['월', '일', '년', '月', '日']) || text.matches(['-', '/']).count() >= 2
}

/// The widths in twentieths of a point: what the longest word needs, and of the rest as the longest lines share it.
pub(in crate::documents::report) fn widths(table: &Table, total: i64) -> Vec<i64> {
    let count = table.sides.len().max(1);
    let mut needs = vec![(2.0_f64, 4.0_f64); count];
    // A table of thousands of rows says with its first hundreds how wide it is.
    for row in std::iter::once(&table.head).chain(table.rows.iter().take(400)) {
        for (need, cell) in needs.iter_mut().zip(row) {
            let text = plain(cell);
            let word = text.split_whitespace().map(columns_of_word).fold(0.0, f64::max);
            need.0 = need.0.max(word.min(18.0));
            need.1 = need.1.max(columns_of(&text).min(48.0));
        }
    }
    let least: f64 = needs.iter().map(|need| need.0).sum();
    let wish: f64 = needs.iter().map(|need| need.1.max(need.0)).sum();
    // About 48 columns of half an em fit 100 points of 9.5 point type, cell margins taken off.
    let room = (total as f64 / 20.0 / 5.0 - 2.4 * count as f64).max(count as f64);
    let share = |(least_one, wish_one): &(f64, f64)| {
        let wish_one = wish_one.max(*least_one);
        if wish <= room {
            wish_one + (room - wish) * wish_one / wish
        } else if least <= room {
            least_one + (room - least) * (wish_one - least_one) / (wish - least).max(1e-6)
        } else {
            room * least_one / least
        }
    };
    let shares: Vec<f64> = needs.iter().map(|need| share(need) + 2.4).collect();
    let all: f64 = shares.iter().sum();
    let mut widths: Vec<i64> = shares.iter().map(|share| (share / all * total as f64) as i64).collect();
    let used: i64 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += total - used;
    }
    widths
}

/// How wide a text is, counted in half ems: Hangul, kana and Han take two.
pub(in crate::documents::report) fn columns_of(text: &str) -> f64 {
    text.chars().map(|character| if is_wide(character) { 1.9 } else { 1.05 }).sum()
}

/// Kana and Han break anywhere; Hangul breaks between words where there is room, so it keeps together up to six.
fn columns_of_word(word: &str) -> f64 {
    let wide = word.chars().filter(|character| is_wide(*character)).count();
    if wide > 6 { 12.0 } else { columns_of(word) }
}

pub(in crate::documents::report) fn is_wide(character: char) -> bool {
    matches!(u32::from(character), 0x1100..=0x11FF | 0x2E80..=0x9FFF | 0xAC00..=0xD7FF | 0xF900..=0xFAFF
        | 0xFF00..=0xFF60 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFF)
}
