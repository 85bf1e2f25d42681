//! A report as a Word document that people go on working in: real styles, lists, fields and notes.
//!
//! [`title`] writes what stands above the text, [`blocks`] the text with [`text`] (runs and links), [`table`] and
//! [`picture`]; [`contents`] the table of contents. [`styles`], [`numbering`] and [`around`] (header, footer, notes,
//! section) are the parts beside the body. [`paragraph`] holds the schema's order.

use super::labels::Labels;
use super::look::paper;
use super::model::{Kind, Report};
use super::sheet::Sheet;
use crate::documents::DocumentError;
use crate::documents::docx::drawing::{Anchors, with_namespaces};
use crate::documents::docx::settings::{self, Layout};
use crate::documents::docx::{DOCUMENT, Look, add, root};
use crate::documents::drawing::element::Element;
use crate::documents::drawing::scheme::Scheme;
use crate::documents::drawing::typography::Typography;
use crate::documents::drawing::{properties, theme};
use crate::documents::package::{Kind as PackageKind, Package, relationship_type};
use crate::scene::units::{mm, twips};
use crate::scene::{Fonts, Palette, Picture, Typeface};
use blocks::Writer;

mod around;
mod blocks;
mod contents;
pub(super) mod numbering;
mod paragraph;
mod picture;
mod styles;
pub(super) mod table;
mod text;
pub(super) mod title;

const STYLES: &str = "word/styles.xml";
const NUMBERING: &str = "word/numbering.xml";
const SETTINGS: &str = "word/settings.xml";
const FONTS: &str = "word/fontTable.xml";
const NOTES: &str = "word/footnotes.xml";
const THEME: &str = "word/theme/theme1.xml";

/// The whole document.
///
/// # Errors
/// [`DocumentError::Writer`] for a defect of ours.
pub(super) fn write(
    report: &Report,
    pictures: &[Picture],
    palette: &Palette,
    fonts: &Fonts,
) -> Result<Vec<u8>, DocumentError> {
    let language = report.language();
    let palette = paper(palette);
    let scheme = Scheme::of(&palette);
    let typography = Typography::plain(Typeface::Sans, Typeface::Sans, language, fonts);
    let look = Look {
        scheme: &scheme,
        typography: &typography,
        language,
        background: palette.ground,
        ink: Some(palette.ink),
    };
    let page = Page {
        report,
        palette: &palette,
        look: &look,
        labels: Labels::of(language),
        sheet: Sheet::of(report),
    };
    let mut package = Package::new(PackageKind::Word);
    package.relate("", &relationship_type("officeDocument"), DOCUMENT)?;
    let title = report.title();
    properties::add(&mut package, &report.about(&title))?;
    let anchors = Anchors::new(&mut package, DOCUMENT, &scheme);
    let mut writer = Writer::new(page, anchors, pictures);
    writer.title()?;
    writer.contents();
    writer.blocks(&report.blocks)?;
    writer.closing();
    let written = writer.finish();
    finish(&mut package, page, written)?;
    package.save()
}

/// What the writers of one document share.
#[derive(Clone, Copy)]
struct Page<'a> {
    report: &'a Report,
    palette: &'a Palette,
    look: &'a Look<'a>,
    labels: &'static Labels,
    sheet: Sheet,
}

impl Page<'_> {
    fn is_letter(&self) -> bool {
        self.report.kind == Kind::Letter
    }

    fn column_twips(&self) -> i64 {
        twips(self.sheet.column)
    }
}

/// The parts of the document, once its body is written.
fn finish(package: &mut Package, page: Page<'_>, written: blocks::Written) -> Result<(), DocumentError> {
    let section = around::section(package, page)?;
    let body = Element::new("w:body").children(written.body).child(section);
    let document = with_namespaces(root("w:document"))
        .with("xmlns:w14", "http://schemas.microsoft.com/office/word/2010/wordml")
        .with("mc:Ignorable", "w14")
        .child(body);
    add(package, DOCUMENT, "", "document.main", document.into_part())?;
    add(package, STYLES, "styles", "styles", styles::part(page))?;
    add(package, NUMBERING, "numbering", "numbering", numbering::part(&written.numbering, page))?;
    let has_notes = !page.report.notes.is_empty();
    let layout = if has_notes { Layout::TextWithNotes } else { Layout::Text };
    add(package, SETTINGS, "settings", "settings", settings::part(page.look, layout))?;
    add(package, FONTS, "fontTable", "fontTable", settings::fonts(page.look))?;
    written.links.relate(package, DOCUMENT)?;
    if has_notes {
        around::notes(package, page)?;
    }
    package.relate(DOCUMENT, &relationship_type("theme"), THEME)?;
    package.set_part(THEME, theme::part(page.look.scheme, page.look.typography, page.look.language));
    package.set_content_type(THEME, theme::CONTENT_TYPE);
    Ok(())
}

/// Twentieths of a point in so many millimetres.
fn mm_twips(millimetres: f64) -> i64 {
    twips(mm(millimetres))
}
