//! The parts about the document: title, language, program.

use super::element::Element;
use crate::documents::DocumentError;
use crate::documents::package::{Package, relationship_type};
use crate::scene::{Language, Scene};

const CORE: &str = "docProps/core.xml";
const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const CORE_RELATION: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const APP: &str = "docProps/app.xml";
const APP_TYPE: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
const APP_NAMESPACE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
/// Documents are pure: no clock is asked, so that the same scene gives the same bytes. Office shows this date until
/// somebody saves.
const CREATED: &str = "2026-01-01T00:00:00Z";

/// What the parts say.
#[derive(Clone, Copy, Debug)]
pub(in crate::documents) struct About<'a> {
    /// The title; empty when there is none.
    pub title: &'a str,
    /// Who wrote it.
    pub creator: &'a str,
    /// What it is about; empty when nobody says.
    pub subject: &'a str,
    /// The company; empty when nobody says.
    pub company: &'a str,
    /// The language of its words.
    pub language: Language,
}

impl<'a> About<'a> {
    /// About a designed page.
    pub fn of(scene: &'a Scene) -> Self {
        Self { title: &scene.title, creator: "Vignette", subject: "", company: "", language: scene.language }
    }
}

/// Adds both parts.
///
/// # Errors
/// [`DocumentError::Broken`] as for [`Package::relate`].
pub(in crate::documents) fn add(package: &mut Package, about: &About<'_>) -> Result<(), DocumentError> {
    package.set_part(CORE, core(about));
    package.set_content_type(CORE, CORE_TYPE);
    package.relate("", CORE_RELATION, CORE)?;
    package.set_part(APP, app(about));
    package.set_content_type(APP, APP_TYPE);
    package.relate("", &relationship_type("extended-properties"), APP)?;
    Ok(())
}

fn core(about: &About<'_>) -> Vec<u8> {
    let date = |name: &'static str| Element::new(name).with("xsi:type", "dcterms:W3CDTF").text(CREATED);
    let subject = (!about.subject.is_empty()).then(|| Element::new("dc:subject").text(about.subject));
    Element::new("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(Element::new("dc:title").text(about.title))
        .children(subject)
        .child(Element::new("dc:creator").text(about.creator))
        .child(Element::new("cp:lastModifiedBy").text("Vignette"))
        .child(date("dcterms:created"))
        .child(date("dcterms:modified"))
        .child(Element::new("dc:language").text(about.language.tag()))
        .into_part()
}

fn app(about: &About<'_>) -> Vec<u8> {
    let company = (!about.company.is_empty()).then(|| Element::new("Company").text(about.company));
    Element::new("Properties")
        .with("xmlns", APP_NAMESPACE)
        .child(Element::new("Application").text("Vignette"))
        .children(company)
        .into_part()
}
