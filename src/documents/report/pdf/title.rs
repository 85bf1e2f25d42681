//! What stands above the text: a title block, a cover, the facts of a meeting, the head of a letter; and how a letter
//! ends.

use krilla::tagging::Tag;
use kurbo::{BezPath, Rect};

use super::brick::{Brick, Mark};
use super::flow::Writer;
use super::style::Style;
use crate::documents::DocumentError;
use crate::documents::report::docx::title::joined;
use crate::documents::report::model::{Kind, words};
use crate::documents::report::sheet::{ABOVE, SIDES};
use crate::scene::{Shape, Stroke};

/// Space between the title's last line and the rule below it.
const RULE: f64 = 9.0;
/// Space between a cover's picture and the words below it.
const BELOW_COVER: f64 = 26.0;

impl Writer<'_> {
    /// Writes it.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn title(&mut self) -> Result<(), DocumentError> {
        match self.page.report.kind {
            Kind::Letter => self.letter_head(),
            Kind::Minutes => self.minutes_head(),
            Kind::Report => self.report_head(),
        }
    }

    fn report_head(&mut self) -> Result<(), DocumentError> {
        let report = self.page.report;
        let head = &report.head;
        let has_cover = self.cover();
        self.line(&head.organisation, &self.styles.kicker())?;
        self.main_title()?;
        self.line(&head.subtitle, &self.styles.subtitle())?;
        let note = joined(&[&head.author, &head.date]);
        if !head.title.is_empty() || !note.is_empty() {
            self.line(&note, &Style { after: 0.0, ..self.styles.title_note() })?;
            self.title_rule();
        }
        self.break_page |= has_cover;
        Ok(())
    }

    /// The picture of a cover, from edge to edge of the sheet.
    fn cover(&mut self) -> bool {
        let Some(number) = self.page.report.head.cover else { return false };
        let Some(picture) = self.page.pictures.get(number) else { return false };
        let size = self.page.sheet.cover();
        let place = Rect::from_origin_size((-SIDES, -ABOVE), size);
        let node = self.figure_node(self.parent, &picture.alt);
        let height = size.height - ABOVE + BELOW_COVER;
        let marks = vec![Mark::Picture(place, number, node)];
        self.push(Brick { keep: true, marks, ..Brick::gap(height) }, 0.0);
        true
    }

    fn main_title(&mut self) -> Result<(), DocumentError> {
        let head = &self.page.report.head;
        if head.title.is_empty() {
            return Ok(());
        }
        let style = self.styles.title(&head.title, self.page.report.kind);
        let node = self.heading_node(0, &head.title);
        let lines = self.set(&words(&head.title), &style, self.width(), node)?;
        self.push_lines(&lines, &style, None);
        Ok(())
    }

    fn title_rule(&mut self) {
        let mut path = BezPath::new();
        path.move_to((0.0, RULE));
        path.line_to((self.page.sheet.column, RULE));
        let stroke = Stroke { colour: self.page.palette.primary, width: 1.5 };
        let marks = vec![Mark::Shape(Shape { path, fill: None, stroke: Some(stroke) })];
        if let Some(last) = self.bricks.last_mut() {
            last.keep = true;
        }
        self.push(Brick { marks, ..Brick::gap(RULE) }, self.styles.title_note().after);
    }

    fn minutes_head(&mut self) -> Result<(), DocumentError> {
        let (head, labels) = (&self.page.report.head, self.page.labels);
        self.line(&joined(&[labels.minutes, &head.organisation]), &self.styles.kicker())?;
        self.main_title()?;
        self.line(&head.subtitle, &self.styles.subtitle())?;
        let facts: Vec<(String, String)> = head
            .facts
            .iter()
            .map(|(fact, values)| (labels.fact(*fact).to_owned(), values.join(", ")))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        if facts.is_empty() { Ok(()) } else { self.facts(&facts) }
    }

    fn letter_head(&mut self) -> Result<(), DocumentError> {
        let head = &self.page.report.head;
        self.line(&head.organisation, &self.styles.kicker())?;
        let note = joined(&[&head.author, &head.date]);
        if !note.is_empty() {
            self.line(&note, &Style { after: 0.0, ..self.styles.title_note() })?;
            self.title_rule();
        }
        head.to.iter().try_for_each(|line| self.line(line, &self.styles.address()))?;
        if head.title.is_empty() {
            self.after = self.styles.subject().after;
            return Ok(());
        }
        let style = self.styles.subject();
        let node = self.tree.node(self.parent, Tag::P);
        let lines = self.set(&words(&head.title), &style, self.width(), node)?;
        self.push_lines(&lines, &style, None);
        Ok(())
    }

    /// How a letter ends: the closing, room for a signature, the name.
    ///
    /// # Errors
    /// As for [`Writer::set`].
    pub fn closing(&mut self) -> Result<(), DocumentError> {
        let head = &self.page.report.head;
        if self.page.report.kind != Kind::Letter || head.closing.is_empty() {
            return Ok(());
        }
        let body = self.styles.body();
        self.line(&head.closing, &Style { before: 15.0, keep_next: !head.author.is_empty(), ..body })?;
        self.line(&head.author, &Style { before: 45.0, ..body })
    }
}
