//! New documents from Markdown or JSON: reports, minutes, letters, and decks of the same text.
//!
//! [`model`] is what a document says; [`markdown`] (with its [`header`] and [`shape`]) and [`json`] read it, [`minutes`]
//! and [`labels`] know what minutes have; [`look`] turns a palette into the colours of paper, [`sheet`] is the paper, and [`headings`]
//! counts and names them. [`docx`] and [`pptx`] write it with the elements that designs are written with, [`pdf`] breaks
//! it into pages. Pictures come from outside: each [`Figure`] says what it needs.

use super::drawing::properties::About;
use super::{DocumentError, Format};
use crate::scene::{Fonts, Palette, Picture};

mod docx;
mod header;
mod headings;
pub mod json;
mod labels;
mod look;
pub mod markdown;
mod minutes;
mod model;
mod pdf;
mod pptx;
mod shape;
mod sheet;
#[cfg(test)]
mod tests;

pub use model::{Figure, Kind, Report, Source};

/// The formats a report can become.
pub const FORMATS: [Format; 3] = [Format::Docx, Format::Pptx, Format::Pdf];

/// A written document.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// What no installed font has, each letter once: a PDF shows boxes for it. Office looks for fonts itself.
    pub boxed: Vec<String>,
}

impl From<Vec<u8>> for Written {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, boxed: Vec::new() }
    }
}

/// Writes a document. `pictures[n]` is the report's `n`th figure; a figure without a picture is left out.
///
/// # Errors
/// [`DocumentError::Text`] for what the format cannot hold; [`DocumentError::Writer`] for a defect of ours.
pub fn write(
    report: &Report,
    pictures: &[Picture],
    palette: &Palette,
    format: Format,
    fonts: &Fonts,
) -> Result<Written, DocumentError> {
    match format {
        Format::Docx => docx::write(report, pictures, palette, fonts).map(Into::into),
        Format::Pptx => pptx::write(report, pictures, palette, fonts).map(Into::into),
        Format::Pdf => pdf::write(report, pictures, palette, fonts),
        other => Err(model::wrong("", format!("a text does not become {}", other.extension()))),
    }
}

impl Report {
    /// How wide and high the figures stand in a format, in points.
    pub fn figure_sizes(&self, format: Format) -> Vec<kurbo::Size> {
        let on_paper = |(number, figure): (usize, &Figure)| {
            self.figure_size(figure.ratio, self.head.cover == Some(number))
        };
        let sizes = self.figures.iter().enumerate().map(on_paper).collect();
        if format == Format::Pptx { pptx::figure_sizes(self, sizes) } else { sizes }
    }

    fn about<'a>(&'a self, title: &'a str) -> About<'a> {
        let head = &self.head;
        About {
            title,
            creator: if head.author.is_empty() { "Vignette" } else { &head.author },
            subject: &head.subtitle,
            company: &head.organisation,
            language: self.language(),
        }
    }
}
