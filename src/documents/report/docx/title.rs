//! What stands above the text: a title block, a cover, the facts of a meeting, the head of a letter.

use super::blocks::Writer;
use super::paragraph::{Paragraph, run};
use super::picture::placed;
use crate::documents::DocumentError;
use crate::documents::drawing::element::Element;
use crate::documents::report::model::{Kind, is_right_to_left};
use crate::documents::report::sheet::ABOVE;
use crate::scene::units::twips;

impl Writer<'_> {
    /// Writes it.
    ///
    /// # Errors
    /// As for a picture, where there is a cover.
    pub fn title(&mut self) -> Result<(), DocumentError> {
        match self.page.report.kind {
            Kind::Letter => {
                self.letter_head();
                Ok(())
            }
            Kind::Minutes => {
                self.minutes_head();
                Ok(())
            }
            Kind::Report => self.report_head(),
        }
    }

    fn report_head(&mut self) -> Result<(), DocumentError> {
        let report = self.page.report;
        let head = &report.head;
        let cover = head.cover.and_then(|number| self.pictures.get(number));
        if let Some(picture) = cover {
            let size = self.page.sheet.cover();
            let drawing = self.anchors.picture(&placed(picture, size.to_rect(), "")?)?;
            // The words begin a little below the picture.
            let before = twips(size.height - ABOVE + 26.0);
            let holder = Paragraph { before: Some(before), ..Paragraph::styled("Kicker") };
            self.add(holder.element([Element::new("w:r").child(drawing), run(None, &head.organisation)]));
        } else {
            self.text_line("Kicker", &head.organisation);
        }
        self.text_line("Title", &head.title);
        self.text_line("Subtitle", &head.subtitle);
        let note = joined(&[&head.author, &head.date]);
        let has_head = !head.title.is_empty() || !note.is_empty();
        if has_head {
            self.add(Paragraph::styled("TitleNote").element([run(None, &note)]));
        }
        if cover.is_some() {
            let page = Element::new("w:r").child(Element::new("w:br").with("w:type", "page"));
            self.add(Paragraph::styled("TableNote").element([page]));
        }
        Ok(())
    }

    fn minutes_head(&mut self) {
        let report = self.page.report;
        let (head, labels) = (&report.head, self.page.labels);
        self.text_line("Kicker", &joined(&[labels.minutes, &head.organisation]));
        self.text_line("Title", &head.title);
        self.text_line("Subtitle", &head.subtitle);
        let facts: Vec<(String, String)> = head
            .facts
            .iter()
            .map(|(fact, values)| (labels.fact(*fact).to_owned(), values.join(", ")))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        if !facts.is_empty() {
            self.facts(&facts);
        }
    }

    fn letter_head(&mut self) {
        let head = &self.page.report.head;
        self.text_line("Kicker", &head.organisation);
        self.text_line("TitleNote", &joined(&[&head.author, &head.date]));
        let lines: Vec<String> = head.to.clone();
        for line in &lines {
            self.text_line("Address", line);
        }
        self.text_line("Subject", &head.title);
    }

    /// How a letter ends: the closing, room for a signature, the name.
    pub fn closing(&mut self) {
        let head = &self.page.report.head;
        if !self.page.is_letter() || head.closing.is_empty() {
            return;
        }
        let keep = |before: i64| Paragraph { keep_next: true, before: Some(before), ..Paragraph::default() };
        self.add(keep(300).element([run(None, &head.closing)]));
        if !head.author.is_empty() {
            self.add(Paragraph { keep_next: false, ..keep(900) }.element([run(None, &head.author)]));
        }
    }

    fn text_line(&mut self, style: &'static str, text: &str) {
        if !text.is_empty() {
            let right_to_left = is_right_to_left(text);
            self.add(Paragraph { right_to_left, ..Paragraph::styled(style) }.element([run(None, text)]));
        }
    }
}

/// What there is of some words, with a point between.
pub(in crate::documents::report) fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("  ·  ")
}
