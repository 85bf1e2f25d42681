//! Documents that people made, filled with text and pictures.
//!
//! [`Template`] is what callers use: open, ask for the picture places, fill. [`tags`] finds tags in text, [`values`]
//! evaluates them, [`filler`] fills texts and collects what cannot be filled; these serve every format. [`office`]
//! fills Word and PowerPoint documents in place, [`pdf`] forms.

use std::collections::BTreeMap;

use kurbo::Size;
use serde_json::Value;

use super::drawing::stored::Stored;
use super::package::Pieces;
use super::{DocumentError, Format, Limits};
use crate::scene::{Content, Fit, Fonts, Language, Palette, Picture};
pub use line::{check_line, fill_line};
use office::{Begun, OfficeTemplate};
use pdf::PdfTemplate;
pub(super) use pdf::{is_pdf, pdf_pictures};
pub use wall::WantedPicture;

mod address;
mod block;
mod filler;
mod inline;
pub mod inspect;
mod line;
mod links;
mod office;
mod pdf;
mod tags;
mod values;
mod wall;

/// A document that can be filled.
#[derive(Clone, Debug)]
pub struct Template {
    format: Opened,
}

#[derive(Clone, Debug)]
enum Opened {
    Office(Box<OfficeTemplate>),
    Pdf(Box<PdfTemplate>),
}

/// What is said of a document whose signatures were taken out.
const UNSIGNED: &str = "the document's signatures were removed, as asked: it is not signed any more";

/// How a template is filled, beyond its data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FillOptions {
    /// The language that numbers, dates and currencies are written in; the document's own when `None`, and English
    /// when it does not say one.
    pub language: Option<Language>,
    /// Whether a PDF form becomes page content: its fields are filled and then gone.
    pub flatten: bool,
    /// Places for text and pictures on a PDF's pages, as `documents/template/pdf/slots.rs` describes them.
    pub slots: Option<Value>,
    /// Whether the signatures of a signed document are removed, so that anything may change: the result is not signed.
    /// Without it, what would make them invalid is an error.
    pub remove_signatures: bool,
    /// Whether what leads outside an Office document is taken out of the finished one: targets of links (their words
    /// stay), linked pictures, objects, media and templates. Otherwise it is kept; it is never fetched.
    pub strip_external: bool,
}

/// A document that is filled but for its pictures, so that tags are evaluated once and wrong ones are known before
/// minutes go into pictures.
pub struct Draft<'t>(Stage<'t>);

enum Stage<'t> {
    Office(Box<Begun<'t>>),
    /// A form is filled in one go when its pictures are there.
    Pdf {
        form: &'t PdfTemplate,
        data: &'t Value,
        options: &'t FillOptions,
        wanted: Vec<WantedPicture>,
    },
}

impl Draft<'_> {
    /// The pictures that are needed, each name once.
    pub fn wanted(&self) -> Vec<WantedPicture> {
        match &self.0 {
            Stage::Office(begun) => begun.wanted(),
            Stage::Pdf { wanted, .. } => wanted.clone(),
        }
    }

    /// The finished document, with a picture for each name that is wanted.
    ///
    /// # Errors
    /// As for [`Template::fill`].
    pub fn finish(
        self,
        pictures: &BTreeMap<String, Picture>,
        fonts: &Fonts,
    ) -> Result<Pieces, DocumentError> {
        match self.0 {
            Stage::Office(begun) => begun.finish(pictures),
            Stage::Pdf { form, data, options, .. } => {
                form.fill(data, pictures, options, fonts).map(Pieces::from)
            }
        }
    }
}

/// A place in a template that a picture fills.
#[derive(Clone, Debug, PartialEq)]
pub struct PicturePlace {
    /// The key of its picture: the tag's name, the content control's tag, or `picture 1` for the first place that is
    /// only described.
    pub name: String,
    /// Its size in points; zero when the document does not say.
    pub size: Size,
    /// How the picture meets the place.
    pub fit: Fit,
    /// What the template itself asks the picture to show.
    pub prompt: Option<String>,
    /// What it shows, for people who cannot see it, when the template says so.
    pub alt: Option<String>,
}

impl PicturePlace {
    /// What one place outside of loops wants.
    fn wanted_by(self, data: &Value) -> WantedPicture {
        let value = wall::look_up(data, &self.name).cloned();
        let Self { name, size, fit, prompt, alt } = self;
        WantedPicture { name, size, fit, prompt, alt, value }
    }
}

impl Template {
    /// The language that a Word or PowerPoint template is written in; forms do not say.
    pub fn language(&self) -> Option<Language> {
        match &self.format {
            Opened::Office(template) => Some(template.language()),
            Opened::Pdf(_) => None,
        }
    }

    /// Opens a template; its first bytes decide what it is.
    ///
    /// # Errors
    /// [`DocumentError::NotADocument`] for what is none; [`DocumentError::Broken`] and [`DocumentError::Refused`] as
    /// for [`super::package::Package::open`].
    pub fn open(file: &[u8], limits: &Limits) -> Result<Self, DocumentError> {
        let format = match is_pdf(file) {
            true => Opened::Pdf(Box::new(PdfTemplate::open(file, limits)?)),
            false => Opened::Office(Box::new(OfficeTemplate::open(file, limits)?)),
        };
        Ok(Self { format })
    }

    /// The format of the template, and so of the finished document.
    pub fn format(&self) -> Format {
        match &self.format {
            Opened::Office(office) => office.format(),
            Opened::Pdf(_) => Format::Pdf,
        }
    }

    /// The colours of the template's theme, as a picture uses them; `None` for a PDF and for a document without one.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when the theme is not well-formed.
    pub fn palette(&self) -> Result<Option<Palette>, DocumentError> {
        match &self.format {
            Opened::Office(office) => office.palette(),
            Opened::Pdf(_) => Ok(None),
        }
    }

    /// The places that need a picture, each name once, in reading order.
    pub fn pictures(&self) -> Vec<PicturePlace> {
        match &self.format {
            Opened::Office(office) => office.pictures().to_vec(),
            Opened::Pdf(form) => form.pictures(),
        }
    }

    /// Fills everything but the pictures: [`Draft::wanted`] says which are needed, [`Draft::finish`] takes them.
    ///
    /// # Errors
    /// [`DocumentError::Tags`] with every tag and place of an Office document that cannot be filled.
    pub fn begin<'t>(
        &'t self,
        data: &'t Value,
        options: &'t FillOptions,
    ) -> Result<Draft<'t>, DocumentError> {
        Ok(Draft(match &self.format {
            Opened::Office(office) => Stage::Office(Box::new(office.begin(data, options)?)),
            Opened::Pdf(form) => Stage::Pdf { form, data, options, wanted: form.wanted(data, options)? },
        }))
    }

    /// The pictures that filling with this data needs, each name once: inside loops one for each thing the data says
    /// there.
    ///
    /// # Errors
    /// As for [`Template::begin`].
    pub fn wanted(&self, data: &Value, options: &FillOptions) -> Result<Vec<WantedPicture>, DocumentError> {
        self.begin(data, options).map(|draft| draft.wanted())
    }

    /// The finished document. `pictures` holds one picture for each name that is wanted; `fonts` set text where the format
    /// wants glyphs.
    ///
    /// # Errors
    /// [`DocumentError::Tags`] with every tag and place that cannot be filled, and then nothing is written;
    /// [`DocumentError::Picture`] for a picture that cannot be used.
    pub fn fill(
        &self,
        data: &Value,
        pictures: &BTreeMap<String, Picture>,
        options: &FillOptions,
        fonts: &Fonts,
    ) -> Result<Vec<u8>, DocumentError> {
        self.fill_in_pieces(data, pictures, options, fonts).map(Pieces::into_vec)
    }

    /// The finished document as [`Template::fill`] makes it, in pieces: what it shares with the template and with
    /// other documents of the same pictures is not copied.
    ///
    /// # Errors
    /// As for [`Template::fill`].
    pub fn fill_in_pieces(
        &self,
        data: &Value,
        pictures: &BTreeMap<String, Picture>,
        options: &FillOptions,
        fonts: &Fonts,
    ) -> Result<Pieces, DocumentError> {
        match &self.format {
            Opened::Office(office) => office.fill(data, pictures, options), // Word sets its text itself
            Opened::Pdf(form) => form.fill(data, pictures, options, fonts).map(Pieces::from),
        }
    }

    /// What is worth knowing about a document that was filled, in sentences.
    pub fn remarks(&self, options: &FillOptions) -> Vec<String> {
        match &self.format {
            Opened::Office(office) => office.remarks(options),
            Opened::Pdf(pdf) => pdf.remarks(options),
        }
    }

    /// A picture as this template stores it: one that is filled in many times need not be drawn many times.
    ///
    /// # Errors
    /// [`DocumentError::Writer`] when it has no pixels.
    pub fn ready(&self, picture: Picture) -> Result<Picture, DocumentError> {
        match (&self.format, &picture.content) {
            (Opened::Office(_), Content::Drawn(_)) => {
                let content = Stored::of(&picture)?.into_content();
                Ok(Picture { content, ..picture })
            }
            _ => Ok(picture), // a form keeps outlines as outlines
        }
    }
}
