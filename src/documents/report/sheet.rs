//! The paper a report is printed on, and how large pictures stand on it: the same in Word and in PDF.

use kurbo::Size;

use super::model::{Figure, Paper, Report, Source};
use crate::scene::{Language, Picture};

/// The margins at the sides, above and below, in points: a line of 160 mm holds about 42 Hangul or 85 letters.
pub(super) const SIDES: f64 = 70.9;
pub(super) const ABOVE: f64 = 79.4;
pub(super) const BELOW: f64 = 73.7;
/// How far the header and the footer stand from the paper's edges, in points.
pub(super) const HEADER: f64 = 34.0;
pub(super) const FOOTER: f64 = 31.0;

/// The share of a cover that its picture takes.
const COVER: f64 = 0.56;

/// The share of the page's height that a picture may take.
const TALLEST: f64 = 0.5;

/// Points per pixel of a picture that was passed in: 150 to the inch.
const PER_PIXEL: f64 = 72.0 / 150.0;

/// The paper and what of it the text fills, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    pub size: Size,
    pub column: f64,
}

impl Sheet {
    /// The sheet of a report: Letter in English, A4 elsewhere, unless it says.
    pub fn of(report: &Report) -> Self {
        let american = report.language() == Language::English;
        let paper = report.head.paper.unwrap_or(if american { Paper::Letter } else { Paper::A4 });
        let size = paper.size();
        Self { size, column: size.width - 2.0 * SIDES }
    }

    /// The place of a cover's picture.
    pub fn cover(self) -> Size {
        Size::new(self.size.width, self.size.height * COVER)
    }

    /// How large a picture that is to be made in that ratio stands.
    pub fn wanted(self, ratio: f64) -> Size {
        let width = self.column.min(self.size.height * TALLEST * ratio);
        Size::new(width, width / ratio)
    }

    /// How large a picture stands: one made for the document as wide as the column, one that was passed in no larger
    /// than its pixels allow.
    pub fn figure(self, figure: &Figure, picture: &Picture) -> Size {
        let whole = Size::new(picture.size.width.into(), picture.size.height.into());
        let natural = match figure.source {
            Source::Prompt(_) => whole * (self.column / whole.width),
            _ => whole * PER_PIXEL,
        };
        let tallest = self.size.height * TALLEST;
        natural * (self.column / natural.width).min(tallest / natural.height).min(1.0)
    }
}

impl Report {
    /// How wide and high a picture of that ratio stands, in points.
    pub(super) fn figure_size(&self, ratio: f64, is_cover: bool) -> Size {
        let sheet = Sheet::of(self);
        if is_cover { sheet.cover() } else { sheet.wanted(ratio) }
    }
}
