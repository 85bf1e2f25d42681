//! What runs along the edges of pages, and words that are set when all pages are known: numbers of pages.

use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use kurbo::{BezPath, Point, Rect, Shape as _, Vec2};

use super::flow::Writer;
use super::paint::{Painter, stroked};
use super::style::Style;
use super::text::clean;
use super::tree::SlotId;
use crate::documents::DocumentError;
use crate::documents::report::model::Kind;
use crate::documents::report::sheet::{FOOTER, HEADER, SIDES};
use crate::scene::{Align, Anchor, Paragraph, PlacedLine, PlacedText, Role, Run, Shape, TextBox};

/// Space between the header and the line below it.
const BELOW_HEADER: f64 = 6.0;
/// How far the dots that lead to a page's number are apart, how large they are, and what they leave free.
const DOTS: f64 = 4.0;
const DOT: f64 = 0.45;
const CLEAR: f64 = 5.0;
/// The share of the column that the title in the header may take.
const TITLE: f64 = 0.66;

impl Writer<'_> {
    /// A line of words outside the text, in a box of this width; a longer one is cut.
    fn short_line(
        &self,
        words: &str,
        style: &Style,
        width: f64,
    ) -> Result<Option<PlacedLine>, DocumentError> {
        let lines = self.place(words, style, width)?.lines;
        let cut = lines.len() > 1;
        let Some(first) = lines.into_iter().next() else { return Ok(None) };
        if !cut {
            return Ok(Some(first));
        }
        let words: String = first.text.chars().take(first.text.chars().count().saturating_sub(2)).collect();
        Ok(self.place(&format!("{}…", words.trim_end()), style, width)?.lines.into_iter().next())
    }

    fn place(&self, words: &str, style: &Style, width: f64) -> Result<PlacedText, DocumentError> {
        let runs = vec![Run { text: clean(words)?, style: style.letters() }];
        let paragraph = Paragraph { align: style.align, leading: style.leading, space_after: 0.0, runs };
        let bounds = Rect::new(0.0, 0.0, width, 1e6);
        let text = TextBox { role: Role::Note, bounds, anchor: Anchor::Top, paragraphs: vec![paragraph] };
        Ok(self.page.fonts.typeset(&text, self.page.language)?)
    }

    /// How wide some words are.
    ///
    /// # Errors
    /// [`DocumentError::Typeset`] for a character no font has.
    pub fn measure(&self, words: &str, style: &Style) -> Result<f64, DocumentError> {
        Ok(self.place(words, style, 1e4)?.bounds.width())
    }
}

impl Painter<'_, '_> {
    /// The title at the left, the organisation at the right, from the second page on; a letter has neither.
    pub fn header(&mut self) -> Result<(), DocumentError> {
        let page = self.writer.page;
        let head = &page.report.head;
        let is_bare =
            page.report.kind == Kind::Letter || (head.title.is_empty() && head.organisation.is_empty());
        if self.number == 0 || is_bare {
            return Ok(());
        }
        let height = self.margin(&head.title, &head.organisation, HEADER, ArtifactType::Header)?;
        let y = HEADER + height + BELOW_HEADER;
        let rule = stroked((SIDES, y), (SIDES + page.sheet.column, y), page.palette.surface, 0.75);
        self.ink.decorate(|ink| ink.draw(&rule));
        Ok(())
    }

    /// The day at the left, the page's number of all at the right; not on a cover nor on a letter's first page.
    pub fn footer(&mut self) -> Result<(), DocumentError> {
        let page = self.writer.page;
        let is_letter = page.report.kind == Kind::Letter;
        if self.number == 0 && (is_letter || page.report.head.cover.is_some()) {
            return Ok(());
        }
        let date = if is_letter { "" } else { page.report.head.date.as_str() };
        let number = format!("{} / {}", self.number + 1, self.count);
        let style = self.writer.styles.margin();
        let top = page.sheet.size.height - FOOTER - style.size * style.leading;
        self.margin(date, &number, top, ArtifactType::Footer).map(|_| ())
    }

    /// Words at both ends of a line at the page's edge, and how high it is.
    fn margin(
        &mut self,
        left: &str,
        right: &str,
        top: f64,
        kind: ArtifactType,
    ) -> Result<f64, DocumentError> {
        let style = self.writer.styles.margin();
        let column = self.writer.page.sheet.column;
        let ends = [(left, Align::Start, 0.0, TITLE), (right, Align::End, TITLE, 1.0 - TITLE)];
        for (words, align, from, share) in ends {
            let style = Style { align, ..style };
            let words = words.trim();
            let line = if words.is_empty() {
                None
            } else {
                self.writer.short_line(words, &style, column * share)?
            };
            let Some(line) = line else { continue };
            let moved = Vec2::new(SIDES + column * from, top);
            let tag = ContentTag::Artifact(Artifact::with_kind(kind));
            self.ink.tagged(tag, |ink| {
                line.runs.iter().try_for_each(|run| ink.set_run(run, line.baseline, moved))
            })?;
        }
        Ok(style.size * style.leading)
    }

    /// The number of a page at the right end of a line, and dots that lead to it.
    ///
    /// # Errors
    /// As for [`Painter::line`].
    pub fn page_number(
        &mut self,
        number: usize,
        is_strong: bool,
        at: Point,
        from: f64,
        slot: SlotId,
    ) -> Result<(), DocumentError> {
        let style = self.writer.styles.entry(if is_strong { 1 } else { 2 });
        let words = number.to_string();
        let placed = self.writer.place(&words, &style, 1e4)?;
        let Some(line) = placed.lines.first() else { return Ok(()) };
        let moved = Vec2::new(at.x - line.bounds.width(), at.y);
        let dots = self.dots(from + CLEAR, moved.x - CLEAR, at.y + line.baseline);
        self.ink.decorate(|ink| ink.draw(&dots));
        let spaced = format!(" {words} ");
        let span = SpanTag::empty().with_actual_text(Some(&spaced));
        let piece = self.ink.tagged(ContentTag::Span(span), |ink| {
            line.runs.iter().try_for_each(|run| ink.set_run(run, line.baseline, moved))
        })?;
        self.writer.tree.fill(slot, piece);
        Ok(())
    }

    fn dots(&self, from: f64, to: f64, baseline: f64) -> Shape {
        let mut path = BezPath::new();
        // On one grid for all lines.
        let mut x = (from / DOTS).ceil() * DOTS;
        while x < to {
            path.extend(Rect::new(x, baseline - 2.0 * DOT, x + 2.0 * DOT, baseline).path_elements(0.1));
            x += DOTS;
        }
        Shape { path, fill: Some(self.writer.page.palette.muted.into()), stroke: None }
    }
}
