//! What is no running text: tables, pictures, and what HTML leaves.

use pulldown_cmark::Alignment;

use super::lines::{source, strong_beside_hangul, trim};
use super::{Builder, OpenTable};
use crate::documents::DocumentError;
use crate::documents::report::model::{Block, Figure, MOST_COLUMNS, RATIO, Side, Source, Table};

impl Builder<'_> {
    pub(super) fn open_table(&mut self, sides: &[Alignment]) -> Result<(), DocumentError> {
        self.flush()?;
        if sides.len() > MOST_COLUMNS {
            return Err(self
                .wrong(format!("the table has {} columns; Word opens at most {MOST_COLUMNS}", sides.len())));
        }
        let side = |side: &Alignment| match side {
            Alignment::None => Side::Auto,
            Alignment::Left => Side::Start,
            Alignment::Center => Side::Centre,
            Alignment::Right => Side::End,
        };
        let table = Table { sides: sides.iter().map(side).collect(), ..Table::default() };
        self.table = Some(OpenTable { table, row: Vec::new() });
        Ok(())
    }

    pub(super) fn close_cell(&mut self) -> Result<(), DocumentError> {
        self.counts(1)?;
        let mut spans = strong_beside_hangul(std::mem::take(&mut self.spans));
        trim(&mut spans);
        if let Some(open) = &mut self.table {
            open.row.push(spans);
        }
        Ok(())
    }

    pub(super) fn close_table(&mut self) -> Result<(), DocumentError> {
        let Some(OpenTable { mut table, .. }) = self.table.take() else { return Ok(()) };
        if table.head.iter().all(Vec::is_empty) {
            table.head.clear();
        }
        self.block(Block::Table(table))?;
        for figure in std::mem::take(&mut self.pending) {
            self.block(Block::Picture(figure))?;
        }
        Ok(())
    }

    pub(super) fn open_image(&mut self, address: &str, title: &str) -> Result<(), DocumentError> {
        let lower = address.trim_start().to_ascii_lowercase();
        if ["http:", "https:", "ftp:", "//"].iter().any(|start| lower.starts_with(start)) {
            return Err(self.wrong("a picture on the network is not fetched"));
        }
        let figure = Figure {
            source: Source::Named(address.to_owned()),
            alt: String::new(),
            caption: title.to_owned(),
            ratio: RATIO,
            place: format!("line {}", self.line()),
        };
        self.image = Some((figure, String::new()));
        Ok(())
    }

    pub(super) fn close_image(&mut self) -> Result<(), DocumentError> {
        let Some((mut figure, alt)) = self.image.take() else { return Ok(()) };
        let Source::Named(address) = &figure.source else { return Ok(()) };
        let source = source(address, &alt);
        figure.alt = match &source {
            // What it shows is known when it is made.
            Source::Prompt(_) if is_prompt(&alt) => String::new(),
            _ => alt.trim().to_owned(),
        };
        if source == Source::Named(String::new()) {
            return Err(
                self.wrong("a picture has no address; write ![vignette: what to draw](), or a data: URL")
            );
        }
        figure.source = source;
        self.pending.push(self.figures.len());
        self.figures.push(figure);
        Ok(())
    }

    /// Tags say nothing that a document could show; the words between them stay.
    pub(super) fn close_html(&mut self) -> Result<(), DocumentError> {
        let html = self.html.take().unwrap_or_default();
        if html.contains("pagebreak") || html.contains("page-break") {
            return self.block(Block::PageBreak);
        }
        let mut text = String::new();
        let mut rest = html.as_str();
        while let Some(start) = rest.find('<') {
            text.push_str(&rest[..start]);
            let end = if rest[start..].starts_with("<!--") { "-->" } else { ">" };
            rest = rest[start..].find(end).map_or("", |at| &rest[start + at + end.len()..]);
        }
        text.push_str(rest);
        if text.trim().is_empty() {
            return Ok(());
        }
        let line: Vec<&str> = text.split_whitespace().collect();
        self.words(&line.join(" "), false)?;
        self.flush()
    }
}

fn is_prompt(alt: &str) -> bool {
    matches!(source("", alt), Source::Prompt(_))
}
