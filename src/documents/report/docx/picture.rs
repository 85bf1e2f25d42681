//! Pictures in the line of text, with their captions.

use kurbo::{Rect, Size};

use super::blocks::Writer;
use super::paragraph::Paragraph;
use crate::documents::DocumentError;
use crate::documents::drawing::element::Element;
use crate::documents::drawing::outline::Outline;
use crate::documents::drawing::plan::Placed;
use crate::documents::drawing::stored::Stored;
use crate::documents::report::model::{Source, words};
use crate::scene::Picture;

/// The share of the page's height that a picture may take.
pub(super) const TALLEST: f64 = 0.5;

/// Points per pixel of a picture that was passed in: 150 to the inch.
const PER_PIXEL: f64 = 72.0 / 150.0;

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
        let sheet = self.page.sheet;
        let tallest = sheet.size.height * TALLEST;
        let whole = Size::new(picture.size.width.into(), picture.size.height.into());
        let natural = match figure.source {
            Source::Prompt(_) => whole * (sheet.column / whole.width),
            _ => whole * PER_PIXEL,
        };
        let scale = (sheet.column / natural.width).min(tallest / natural.height).min(1.0);
        let placed = placed(picture, Rect::from_origin_size((0.0, 0.0), natural * scale), &figure.alt)?;
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
