//! Pictures in the line of text, with their captions.

use kurbo::Rect;

use super::blocks::Writer;
use super::paragraph::Paragraph;
use crate::documents::DocumentError;
use crate::documents::drawing::element::Element;
use crate::documents::drawing::outline::Outline;
use crate::documents::drawing::plan::Placed;
use crate::documents::drawing::stored::Stored;
use crate::documents::report::model::words;
use crate::scene::Picture;

impl Writer<'_> {
    /// The picture with that number, in the middle of the column.
    ///
    /// # Errors
    /// As for [`crate::documents::docx::drawing::Anchors::inline_picture`].
    pub fn picture(&mut self, number: usize) -> Result<(), DocumentError> {
        let report = self.page.report;
        let (Some(figure), Some(picture)) = (report.figures.get(number), self.pictures.get(number)) else {
            return Ok(());
        };
        let size = self.page.sheet.figure(figure, picture);
        let placed = placed(picture, size.to_rect(), &figure.alt)?;
        let run = Element::new("w:r").child(self.anchors.inline_picture(&placed)?);
        let keep_next = !figure.caption.is_empty();
        self.push(Paragraph { keep_next, ..Paragraph::styled("Figure") }, vec![run]);
        if keep_next {
            self.figures += 1;
            let label = self.page.labels.figure;
            self.caption(label, sequence(label), self.figures, &words(&figure.caption), false);
        }
        Ok(())
    }
}

/// A picture at its place, whole.
pub(super) fn placed(picture: &Picture, bounds: Rect, alt: &str) -> Result<Placed, DocumentError> {
    let stored = Stored::of(picture)?;
    let alt = if alt.is_empty() { &picture.alt } else { alt };
    Ok(Placed { stored, bounds, cut: [0.0; 4], outline: Outline::Rectangle, alt: alt.to_owned() })
}

/// What Word's own list of figures looks for: the label as it stands there.
pub(super) fn sequence(label: &str) -> &str {
    label
}
