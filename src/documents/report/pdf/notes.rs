//! Footnotes: each is set when its mark is, and stands at the foot of the mark's page.

use std::rc::Rc;

use krilla::tagging::Tag;
use kurbo::Point;

use super::brick::{Brick, Mark};
use super::flow::Writer;
use super::text::Line;
use super::tree::{NodeId, SlotId};
use crate::documents::DocumentError;
use crate::documents::report::model::Span;

/// A footnote, line by line.
pub(super) type Note = Vec<Brick>;

/// How far its words stand behind its number.
const INDENT: f64 = 12.0;

impl Writer<'_> {
    /// The slot for the mark of a footnote in `node`; the footnote itself follows it in the structure.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn reference(&mut self, node: NodeId, number: usize) -> Result<SlotId, DocumentError> {
        let reference = self.tree.node(node, Tag::Reference);
        let slot = self.tree.slot(reference);
        if !self.notes.contains_key(&number) {
            let note = self.note(node, number)?;
            self.notes.insert(number, note);
        }
        Ok(slot)
    }

    fn note(&mut self, node: NodeId, number: usize) -> Result<Note, DocumentError> {
        let style = self.styles.note();
        let note = self.tree.node(node, Tag::Note);
        let label = self.tree.node(note, Tag::Lbl);
        let label = self.set_words(&(number + 1).to_string(), &style, INDENT * 3.0, label)?;
        let label_end = label.first().map_or(0.0, |line| line.end());
        let indent = INDENT.max(label_end + 4.0);
        // A footnote has no footnotes.
        let spans = self.page.report.notes.get(number).map_or(&[][..], Vec::as_slice);
        let spans: Vec<Span> = spans.iter().filter(|span| !matches!(span, Span::Note(_))).cloned().collect();
        let body = self.tree.node(note, Tag::P);
        let lines = self.set(&spans, &style, self.page.sheet.column - indent, body)?;
        let line = |(index, line): (usize, &Rc<Line>)| {
            let label = label.first().filter(|_| index == 0);
            let mark = |left: f64, line: &Rc<Line>| Mark::Line(Point::new(left, 0.0), Rc::clone(line));
            let marks = label.map(|label| mark(0.0, label)).into_iter().chain([mark(indent, line)]).collect();
            Brick { marks, ..Brick::gap(line.height()) }
        };
        Ok(lines.iter().enumerate().map(line).collect())
    }
}
