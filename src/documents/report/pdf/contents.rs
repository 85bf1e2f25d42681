//! The table of contents: what each heading says, and the number of its page, which is known when all pages are.

use krilla::tagging::Tag;
use kurbo::Point;

use super::brick::Mark;
use super::flow::Writer;
use crate::documents::DocumentError;
use crate::scene::units::mm;

/// How far each level stands in, in millimetres.
const STEP: f64 = 6.0;
/// Room for dots and the page's number.
const NUMBER: f64 = 40.0;

impl Writer<'_> {
    /// The table of contents, when the document wants one.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn contents(&mut self) -> Result<(), DocumentError> {
        let page = self.page;
        if !page.report.head.contents || !self.entries.iter().any(|entry| entry.level <= 3) {
            return Ok(());
        }
        self.line(page.labels.contents, &self.styles.contents())?;
        let toc = self.tree.node(self.parent, Tag::TOC);
        for number in 0..self.entries.len() {
            let (level, words) = (self.entries[number].level.max(1), self.entries[number].numbered());
            if level > 3 {
                continue;
            }
            let style = self.styles.entry(level);
            let left = mm(STEP) * f64::from(level - 1);
            let item = self.tree.node(toc, Tag::TOCI);
            let reference = self.tree.node(item, Tag::Reference);
            let width = page.sheet.column - left - NUMBER;
            let lines = self.set_pieces(Self::to_heading(number, words), &style, width, reference)?;
            let slot = self.tree.slot(reference);
            self.left = left;
            self.push_lines(&lines, &style, None);
            self.left = 0.0;
            let Some((brick, line)) = self.bricks.last_mut().zip(lines.last()) else { continue };
            let (at, from) = (Point::new(page.sheet.column, 0.0), left + line.end());
            brick.marks.push(Mark::PageOf { heading: number, at, from, slot });
        }
        self.after += 14.0;
        Ok(())
    }
}
