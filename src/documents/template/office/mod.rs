//! Word and PowerPoint templates, filled in place: only the parts that hold a tag or a picture place are written anew.
//!
//! A part is read as a [`tree`](crate::documents::markup::tree) that writes back what it read; [`places`] finds the pictures, [`blocks`]
//! expands loops, [`render`] fills [`text`] and attributes, [`pictures`] swaps pixels in their frames, [`links`] and [`fields`] fill addresses and
//! properties. Values are escaped by the tree, so no value can become markup.
//!
//! Deliberately left alone: comments, deleted text, glossary parts, and pictures whose alternative text is no tag.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::filler::Filler;
use super::values::{Scope, Values};
use super::wall::{Place, Wall, WantedPicture};
use super::{FillOptions, PicturePlace};
use crate::documents::markup::tree::{self, Node};
use crate::documents::package::ids::Ids;
use crate::documents::package::{Kind, Package, Pieces};
use crate::documents::{DocumentError, Format, Limits, TagProblem};
use crate::scene::Picture;
use pictures::Gallery;

mod blocks;
mod fields;
mod links;
mod pictures;
mod places;
mod render;
mod text;

/// Parts with paragraphs, by how their content type ends.
const STORIES: [&str; 12] = [
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
    "wordprocessingml.header+xml",
    "wordprocessingml.footer+xml",
    "wordprocessingml.footnotes+xml",
    "wordprocessingml.endnotes+xml",
    "drawingml.chart+xml",
    "drawingml.diagramData+xml",
    "drawingml.diagramDrawing+xml",
    "drawingml.chartshapes+xml",
];

/// Parts that are lists of texts.
const FIELDS: [&str; 3] = ["core-properties+xml", "extended-properties+xml", "custom-properties+xml"];

/// A template of Word or PowerPoint.
#[derive(Clone, Debug)]
pub(super) struct OfficeTemplate {
    package: Package,
    budget: u64,
    parts: Vec<Part>,
    places: Vec<PicturePlace>,
}

/// A part that may hold tags, as text.
#[derive(Clone, Debug)]
struct Part {
    name: String,
    text: String,
    is_story: bool,
}

impl OfficeTemplate {
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
        let parts = parts(&package)?;
        let mut wall = Wall::default();
        for part in &parts {
            let mut nodes = tree::parse(&part.name, &part.text)?;
            if part.is_story {
                places::mark(&mut nodes, &mut wall);
            }
        }
        let places = distinct(wall.places());
        Ok(Self { package, budget: limits.unpacked_bytes, parts, places })
    }

    /// What the template is, and so the finished document.
    pub fn format(&self) -> Format {
        match self.package.kind() {
            Kind::PowerPoint => Format::Pptx,
            _ => Format::Docx,
        }
    }

    /// The places for pictures, each name once.
    pub fn pictures(&self) -> &[PicturePlace] {
        &self.places
    }

    /// The pictures that filling needs.
    ///
    /// # Errors
    /// [`DocumentError::Tags`] with every tag that cannot be filled.
    pub fn wanted(&self, data: &Value, options: &FillOptions) -> Result<Vec<WantedPicture>, DocumentError> {
        let mut filling = Filling::new(self, data, options, None);
        filling.fill(&self.parts)?;
        Ok(filling.wall.into_wanted())
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
        let mut filling = Filling::new(self, data, options, Some(pictures.keys().cloned().collect()));
        let trees = filling.fill(&self.parts)?;
        if trees.iter().all(|(_, _, changed)| !changed) {
            return Ok(self.package.source().clone().into());
        }
        let mut gallery = Gallery::new(pictures, &filling.wall);
        let mut ids = Ids::default();
        let mut package = filling.package;
        for (part, mut nodes, changed) in trees {
            let replaced = gallery.hang(&mut nodes, &part.name, &mut package)?;
            if changed {
                number_drawings(&mut nodes, &mut ids);
                let mut text = String::with_capacity(part.text.len());
                tree::write(&nodes, &mut text);
                drop_unused(&mut package, &part.name, &replaced, &text)?;
                package.set_part(&part.name, text.into_bytes());
            }
        }
        package.save_in_pieces()
    }
}

/// One filling on its way.
struct Filling {
    package: Package,
    values: Values,
    scope: Scope,
    budget: u64,
    wall: Wall,
    problems: Vec<TagProblem>,
}

/// A part, its nodes filled, and whether anything was there to fill.
type Filled<'t> = (&'t Part, Vec<Node<'t>>, bool);

impl Filling {
    fn new(
        template: &OfficeTemplate,
        data: &Value,
        options: &FillOptions,
        at_hand: Option<BTreeSet<String>>,
    ) -> Self {
        Self {
            package: template.package.clone(),
            values: Values::new(options.language.unwrap_or_default()),
            scope: Scope::new(data),
            budget: template.budget,
            wall: Wall::new(at_hand),
            problems: Vec::new(),
        }
    }

    /// Fills every part.
    fn fill<'t>(&mut self, parts: &'t [Part]) -> Result<Vec<Filled<'t>>, DocumentError> {
        let mut filled = Vec::new();
        for part in parts {
            let mut nodes = tree::parse(&part.name, &part.text)?;
            let changed = self.fill_part(part, &mut nodes)?;
            filled.push((part, nodes, changed));
        }
        match self.problems.is_empty() {
            true => Ok(filled),
            false => Err(DocumentError::Tags(std::mem::take(&mut self.problems))),
        }
    }

    /// Fills a part's texts and its links; whether anything was there to fill.
    fn fill_part(&mut self, part: &Part, nodes: &mut Vec<Node<'_>>) -> Result<bool, DocumentError> {
        let mut filler = Filler::new(&self.values, &part.name, self.budget);
        if part.is_story {
            filler.wall = std::mem::take(&mut self.wall);
            places::mark(nodes, &mut filler.wall);
            blocks::fill(nodes, &mut filler, &self.scope);
            self.wall = std::mem::take(&mut filler.wall);
        } else {
            fields::fill(nodes, &mut filler, &self.scope);
        }
        filler.problems.sort_by_key(|problem| problem.position);
        let mut link_filler = Filler::new(&self.values, &links::part_name(&part.name), filler.budget());
        links::fill(&mut self.package, &part.name, &mut link_filler, &self.scope)?;
        self.budget = link_filler.budget();
        self.problems.append(&mut filler.problems);
        self.problems.append(&mut link_filler.problems);
        Ok(filler.filled + link_filler.filled > 0)
    }
}

/// The parts that may hold tags, the main part first.
fn parts(package: &Package) -> Result<Vec<Part>, DocumentError> {
    let mut parts = Vec::new();
    for name in package.names() {
        let content_type = package.content_type(name);
        let is_bound_data = name.starts_with("customXml/item") && !name.contains("Props");
        let is_story = STORIES.iter().any(|ending| content_type.ends_with(ending));
        if is_story || is_bound_data || FIELDS.iter().any(|ending| content_type.ends_with(ending)) {
            parts.push(Part { name: name.to_owned(), text: package.text(name)?, is_story });
        }
    }
    parts.sort_by_key(|part| !package.content_type(&part.name).contains("main+xml"));
    Ok(parts)
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

/// Gives every drawing of a part that is written anew an id of its own.
fn number_drawings(nodes: &mut [Node<'_>], ids: &mut Ids) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.local() == "docPr" {
            let wanted = element.attribute("id");
            let given = ids.take(wanted.as_deref().and_then(|id| id.parse().ok())).to_string();
            if wanted.as_deref() != Some(&given) {
                element.set_attribute("id", &given);
            }
        }
        number_drawings(&mut element.children, ids);
    }
}

/// Takes out placeholder pictures that nothing shows any more.
fn drop_unused(
    package: &mut Package,
    part: &str,
    replaced: &[String],
    text: &str,
) -> Result<(), DocumentError> {
    let is_unused = |id: &String| !text.contains(&format!("\"{id}\"")) && !text.contains(&format!("'{id}'"));
    let unused: Vec<&String> = replaced.iter().filter(|id| is_unused(id)).collect();
    if unused.is_empty() {
        return Ok(());
    }
    let (gone, kept): (Vec<_>, Vec<_>) =
        package.relationships(part)?.into_iter().partition(|link| unused.contains(&&link.id));
    package.set_relationships(part, &kept);
    for link in &gone {
        let Some(target) = package.target(part, link) else { continue };
        if !package.is_related(&target)? {
            package.remove_part(&target);
        }
    }
    Ok(())
}
