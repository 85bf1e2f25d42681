//! A scene to PDF, by krilla: live text in subset fonts, vector shapes, pictures as they are.
//!
//! Every file is tagged (PDF/UA-1) and archival (PDF/A-2a), or it is not written: krilla validates both. Read [`page`]
//! first, which paints the items in order with [`ink`]; [`tags`] gathers the structure that screen readers follow meanwhile.
//! [`fonts`] and [`image`] turn font and image files into krilla's, [`convert`] geometry and colours; [`bleed`] carries
//! the page's ground beyond its edges for printers. Then [`splice`]
//! edits the finished file for what krilla has no place for: IPTC's digital source type ([`provenance`]) and PNG
//! pixels as they are ([`verbatim`]).
//!
//! No date is written, as no clock is read: the same scene gives the same bytes. PDF/A-2 does not ask for one.

use krilla::Document;
use krilla::configure::validate::{Accessibility, Archival};
use krilla::configure::{ConfigurationBuilder, ValidationError};
use krilla::error::KrillaError;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;

use super::{DocumentError, xmp};
use crate::scene::{Fonts, Item, Language, Picture, Role, Scene};
use page::Painter;

pub(super) use ink::{Ink, Inks};

pub use bleed::{MAX_BLEED, Print};

mod bleed;
pub(super) mod convert;
mod fonts;
mod image;
mod ink;
mod page;
mod provenance;
mod splice;
mod tags;
mod verbatim;

/// One page of [`Scene::page`]'s size. `pictures[n]` fills the scene's `n`th frame; a frame without a picture stays
/// empty.
///
/// # Errors
/// As for [`write_for_print`].
pub fn write(scene: &Scene, pictures: &[Picture], fonts: &Fonts) -> Result<Vec<u8>, DocumentError> {
    write_for_print(scene, pictures, Print::default(), fonts)
}

/// The same with bleed and crop marks around the page, if asked for: its trim box is the page.
///
/// # Errors
/// [`DocumentError::Typeset`] for a character no font has; [`DocumentError::Picture`] for a picture that cannot be
/// decoded; [`DocumentError::Writer`] for a defect of ours.
pub fn write_for_print(
    scene: &Scene,
    pictures: &[Picture],
    print: Print,
    fonts: &Fonts,
) -> Result<Vec<u8>, DocumentError> {
    let title = title(scene, pictures);
    let mut document = new_document()?;
    let mut inks = Inks::default();
    let mut page = document.start_page_with(page_settings(scene, print)?);
    let mut painter = Painter::new(Ink::new(page.surface(), &mut inks), scene, print, fonts);
    painter.paint(pictures)?;
    let structure = painter.finish();
    page.finish();
    document.set_tag_tree(structure.tree());
    document.set_outline(structure.outline(&title));
    document.set_metadata(metadata(title, scene.language));
    finish(document, inks, pictures)
}

/// A document without pages, tagged for people who listen and whole for archives: both checked by krilla while it
/// writes.
pub(super) fn new_document() -> Result<Document, DocumentError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| defect(format!("{error:?}")))?;
    Ok(Document::new_with(krilla::SerializeSettings {
        configuration,
        ..krilla::SerializeSettings::default()
    }))
}

/// The finished file of a document whose pages are painted.
///
/// # Errors
/// [`DocumentError::Picture`] for a picture that cannot be decoded; [`DocumentError::Writer`] for a defect of ours.
pub(super) fn finish(document: Document, inks: Inks, pictures: &[Picture]) -> Result<Vec<u8>, DocumentError> {
    let bytes = document.finish().map_err(|error| cause(&error))?;
    let mut edits = inks.verbatim.edits(&bytes)?;
    edits.extend(provenance::edits(&bytes, xmp::page_origin(pictures))?);
    splice::apply(&bytes, edits).ok_or_else(|| defect("the finished file has an unknown form"))
}

/// The page, and the boxes around it when it is for a printer (ISO 32000-1, 14.11.2).
fn page_settings(scene: &Scene, print: Print) -> Result<PageSettings, DocumentError> {
    let size = scene.page.size;
    let settings = PageSettings::from_wh(size.width as f32, size.height as f32)
        .ok_or_else(|| defect(format!("no page of {}x{} pt", size.width, size.height)))?;
    if print.is_plain() {
        return Ok(settings);
    }
    let page = scene.page.bounds();
    let settings = settings.with_media_box(convert::rect(print.sheet(page)));
    Ok(settings.with_bleed_box(convert::rect(print.bled(page))).with_trim_box(convert::rect(page)))
}

/// What every file of ours says about itself.
pub(super) fn metadata(title: String, language: Language) -> Metadata {
    Metadata::new()
        .title(title)
        .language(language.tag().to_owned())
        .creator("Vignette".to_owned())
        .producer("Vignette".to_owned())
        .creation_date(provenance::placeholder_date())
}

/// PDF/UA wants a title: the scene's, else its heading, else what its first picture shows.
fn title(scene: &Scene, pictures: &[Picture]) -> String {
    let heading = scene.items.iter().find_map(|item| match item {
        Item::Text(text) if text.role == Role::Title => Some(text.plain().replace('\n', " ")),
        _ => None,
    });
    let shown = pictures.iter().map(|picture| picture.alt.clone());
    let names = [Some(scene.title.clone()), heading].into_iter().flatten().chain(shown);
    names.into_iter().find(|name| !name.trim().is_empty()).unwrap_or_else(|| "Vignette".to_owned())
}

/// krilla's error in our words.
fn cause(error: &KrillaError) -> DocumentError {
    match error {
        KrillaError::Image(_, _, reason) => image::refused("a frame of the page", reason),
        KrillaError::Validation(errors) => {
            let errors: Vec<&ValidationError> = errors.iter().map(|(error, _)| error).collect();
            defect(format!("the page breaks PDF/UA or PDF/A: {errors:?}"))
        }
        other => defect(other.to_string()),
    }
}

/// A defect of ours, for the log.
pub(super) fn defect(reason: impl Into<String>) -> DocumentError {
    DocumentError::Writer { format: "pdf", reason: reason.into() }
}

#[cfg(test)]
mod tests;
