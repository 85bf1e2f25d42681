//! A report as a PDF: paged, tagged (PDF/UA-1) and archival (PDF/A-2a) as designs are.
//!
//! [`flow`] reads the blocks with [`blocks`], [`title`], [`contents`], [`list`], [`table`] (with [`row`]) and [`notes`]; [`text`] sets their words in
//! the looks of [`style`]. What comes of it is a line of [`brick`]s and the structure that screen readers follow,
//! [`tree`]. [`pages`] breaks the bricks into pages and [`paint`] paints those with [`letters`], [`margins`] along their edges and
//! [`links`] between them. Widths of columns, numbers of headings and sizes of pictures are those of the Word document.

use kurbo::Size;

use super::Written;
use super::labels::Labels;
use super::look::paper;
use super::model::Report;
use super::sheet::{ABOVE, BELOW, Sheet};
use crate::documents::DocumentError;
use crate::documents::pdf::{self, Inks};
use crate::scene::{Fonts, Language, Palette, Picture};
use flow::Writer;

mod blocks;
mod brick;
mod contents;
mod flow;
mod letters;
mod links;
mod list;
mod margins;
mod notes;
mod pages;
mod paint;
mod row;
mod style;
mod table;
mod text;
mod title;
mod tree;

/// What the writers of one document share.
#[derive(Clone, Copy)]
struct Page<'a> {
    report: &'a Report,
    pictures: &'a [Picture],
    palette: &'a Palette,
    labels: &'static Labels,
    sheet: Sheet,
    fonts: &'a Fonts,
    language: Language,
}

/// The whole document.
///
/// # Errors
/// [`DocumentError::Typeset`] when no font has most of it, [`DocumentError::Text`] for a character without a meaning,
/// [`DocumentError::Picture`] for a picture that cannot be decoded, [`DocumentError::Writer`] for a defect of ours.
pub(super) fn write(
    report: &Report,
    pictures: &[Picture],
    palette: &Palette,
    fonts: &Fonts,
) -> Result<Written, DocumentError> {
    let (language, sheet) = (report.language(), Sheet::of(report));
    let palette = paper(palette);
    let page =
        Page { report, pictures, palette: &palette, labels: Labels::of(language), sheet, fonts, language };
    let mut writer = Writer::new(page);
    writer.title()?;
    writer.contents()?;
    writer.blocks(&report.blocks)?;
    writer.closing()?;
    let sheets = pages::break_up(&writer.bricks, &writer.notes, room(sheet.size));
    let (mut document, mut inks) = (pdf::new_document()?, Inks::default());
    let places = paint::pages(&mut document, &mut writer, &mut inks, &sheets)?;
    let title = Some(report.title()).filter(|title| !title.trim().is_empty());
    let title = title.map_or_else(|| page.labels.minutes.to_owned(), |title| one_line(&title));
    document.set_outline(links::outline(&writer, &places, &title));
    document.set_metadata(metadata(report, title));
    document.set_tag_tree(writer.tree.finish(language));
    let bytes = pdf::finish(document, inks, pictures)?;
    Ok(Written { bytes, boxed: writer.boxed.into_iter().collect() })
}

/// Words for a property: XML has no place for control characters.
fn one_line(words: &str) -> String {
    words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// How high the text of a page is.
fn room(size: Size) -> f64 {
    size.height - ABOVE - BELOW
}

fn metadata(report: &Report, title: String) -> krilla::metadata::Metadata {
    let head = &report.head;
    let metadata = pdf::metadata(title, report.language());
    let metadata =
        if head.author.is_empty() { metadata } else { metadata.authors(vec![one_line(&head.author)]) };
    if head.subtitle.is_empty() { metadata } else { metadata.description(one_line(&head.subtitle)) }
}
