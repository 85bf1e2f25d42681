//! Word and PowerPoint templates, filled in place: only the parts that hold a tag or a picture place are written anew.
//!
//! [`part`] finds the parts that may hold tags, [`filling`] goes through them. A part is read as a
//! [`tree`](crate::documents::markup::tree) that writes back what it read; [`places`] finds the pictures, [`blocks`]
//! expands loops, [`render`] fills [`text`] and attributes, [`pictures`] swaps pixels in their frames, [`links`] and
//! [`fields`] fill addresses and properties, [`outside`] takes out what leads elsewhere. Values are escaped by the
//! tree, so no value can become markup.
//!
//! Deliberately left alone: comments, deleted text, glossary parts, and pictures whose alternative text is no tag.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::inspect::Sighting;
use super::values::Values;
use super::wall::{Place, Wall};
use super::{FillOptions, PicturePlace, UNSIGNED};
use crate::documents::markup::tree;
use crate::documents::package::{Kind, Package, Pieces};
use crate::documents::{DocumentError, Format, Limits, TagProblem, theme};
use crate::scene::{Language, Palette, Picture};
use deck::Deck;
use part::{Part, PartKind, parts};

mod alt;
mod blocks;
mod charts;
mod columns;
mod deck;
mod fields;
mod filling;
mod frames;
mod inline;
mod language;
mod layouts;
mod links;
mod numbers;
mod outside;
mod part;
mod pictures;
mod places;
mod render;
mod runs;
mod shapes;
mod sheets;
mod sweep;
mod text;
mod vml;

pub(super) use filling::Begun;
use filling::Filling;

/// A template of Word or PowerPoint.
#[derive(Clone, Debug)]
pub(super) struct OfficeTemplate {
    package: Package,
    budget: u64,
    parts: Vec<Part>,
    deck: Deck,
    places: Vec<PicturePlace>,
    /// What numbers and dates are written in when nobody asks for another.
    language: Language,
}

impl OfficeTemplate {
    /// The language it is written in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Opens a template and finds its picture places.
    ///
    /// # Errors
    /// Those of [`Package::open`]; [`DocumentError::Broken`] for a part that is not well-formed;
    /// [`DocumentError::Unsupported`] for workbooks of Excel.
    pub fn open(file: &[u8], limits: &Limits) -> Result<Self, DocumentError> {
        let package = Package::open(file, limits)?;
        if package.kind() == Kind::Excel {
            return Err(DocumentError::Unsupported { kind: "an Excel workbook", save_as: "" });
        }
        let deck = Deck::read(&package)?;
        let mut parts = parts(&package, &deck)?;
        let mut wall = Wall::default();
        let mut described = 0;
        for part in &mut parts {
            part.described = described;
            let mut nodes = tree::parse(&part.name, &part.text)?;
            if part.kind != PartKind::Fields {
                part.set_aside(&mut nodes);
                places::mark(&mut nodes, &mut wall, &mut described, &part.around);
                inline::find(&nodes, &mut wall);
            }
        }
        let places = distinct(wall.places());
        let language = language::of(&package, &parts)?.unwrap_or_default();
        Ok(Self { package, budget: limits.unpacked_bytes, parts, deck, places, language })
    }

    /// What the template is, and so the finished document.
    pub fn format(&self) -> Format {
        match self.package.kind() {
            Kind::PowerPoint => Format::Pptx,
            _ => Format::Docx,
        }
    }

    /// The colours of its theme.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when the theme is not well-formed.
    pub fn palette(&self) -> Result<Option<Palette>, DocumentError> {
        theme::palette(&self.package)
    }

    /// The places for pictures, each name once.
    pub fn pictures(&self) -> &[PicturePlace] {
        &self.places
    }

    /// The package.
    pub fn package(&self) -> &Package {
        &self.package
    }

    /// The names of the parts that are filled.
    pub fn part_names(&self) -> Vec<&str> {
        self.parts.iter().map(|part| part.name.as_str()).collect()
    }

    /// What a filling would meet, and what is wrong whatever the data says.
    ///
    /// # Errors
    /// Those of [`OfficeTemplate::open`].
    pub fn look(&self) -> Result<(Vec<Sighting>, Vec<TagProblem>), DocumentError> {
        let mut filling = Filling::new(self, &Value::Null, &FillOptions::default(), None);
        filling.values = Values::looking();
        let problems = match filling.fill(self) {
            Ok(_) => Vec::new(),
            Err(DocumentError::Tags(problems)) => problems,
            Err(error) => return Err(error),
        };
        Ok((filling.values.into_sightings(), problems))
    }

    /// Fills everything but the pictures, which are made or read after this.
    ///
    /// # Errors
    /// [`DocumentError::Tags`] with every tag that cannot be filled; [`DocumentError::Signed`] when that would break a
    /// signature.
    pub fn begin(&self, data: &Value, options: &FillOptions) -> Result<Begun<'_>, DocumentError> {
        self.start(data, options, None)
    }

    fn start(
        &self,
        data: &Value,
        options: &FillOptions,
        at_hand: Option<BTreeSet<String>>,
    ) -> Result<Begun<'_>, DocumentError> {
        let mut filling = Filling::new(self, data, options, at_hand);
        let sheets = filling.fill(self)?;
        let leads_out = options.strip_external && !outside::parts(&filling.package)?.is_empty();
        let is_signed = self.package.is_signed();
        let is_changed = leads_out
            || (options.remove_signatures && is_signed)
            || sheets.iter().any(|sheet| sheet.is_changed)
            || !filling.show.is_plain(&self.deck);
        if is_changed && is_signed && !options.remove_signatures {
            let reason = "filling it would make its signature invalid".to_owned();
            return Err(DocumentError::Signed { reason });
        }
        Ok(Begun { template: self, filling, sheets, is_changed, leads_out, is_signed })
    }

    /// What is worth knowing about a document that was filled, in sentences.
    pub fn remarks(&self, options: &FillOptions) -> Vec<String> {
        let is_removed = options.remove_signatures && self.package.is_signed();
        is_removed.then(|| UNSIGNED.to_owned()).into_iter().collect()
    }

    /// The filled document; the template's own bytes when there is nothing to fill.
    ///
    /// # Errors
    /// [`DocumentError::Tags`] with every tag that cannot be filled; [`DocumentError::Picture`] and
    /// [`DocumentError::Writer`] for pictures that are none.
    pub fn fill(
        &self,
        data: &Value,
        pictures: &BTreeMap<String, Picture>,
        options: &FillOptions,
    ) -> Result<Pieces, DocumentError> {
        self.start(data, options, Some(pictures.keys().cloned().collect()))?.finish(pictures)
    }
}

/// Each name once, with the largest of its places.
fn distinct(places: &[Place]) -> Vec<PicturePlace> {
    let mut distinct: Vec<PicturePlace> = Vec::new();
    for Place { place, .. } in places {
        match distinct.iter_mut().find(|known| known.name == place.name) {
            Some(known) if known.size.area() < place.size.area() => *known = place.clone(),
            Some(_) => {}
            None => distinct.push(place.clone()),
        }
    }
    distinct
}
