//! Word and PowerPoint templates, filled in place: only the parts that hold a tag or a picture place are written anew.
//!
//! A part is read as a [`tree`](crate::documents::markup::tree) that writes back what it read; [`places`] finds the pictures, [`blocks`]
//! expands loops, [`render`] fills [`text`] and attributes, [`pictures`] swaps pixels in their frames, [`links`] and [`fields`] fill addresses and
//! properties, [`outside`] takes out what leads elsewhere. Values are escaped by the tree, so no value can become markup.
//!
//! Deliberately left alone: comments, deleted text, glossary parts, and pictures whose alternative text is no tag.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde_json::Value;

use super::filler::Filler;
use super::inspect::Sighting;
use super::values::{Scope, Values};
use super::wall::{Place, Wall, WantedPicture};
use super::{FillOptions, PicturePlace, UNSIGNED};
use crate::documents::markup::tree::{self, Node};
use crate::documents::package::ids::Ids;
use crate::documents::package::{Kind, Package, Pieces};
use crate::documents::{DocumentError, Format, Limits, TagProblem, theme};
use crate::scene::{Language, Palette, Picture};
use deck::{Deck, jumps, lists};
use layouts::Surroundings;
use pictures::Gallery;
use sheets::{Sheet, Show};
use sweep::sweep;

mod alt;
mod blocks;
mod charts;
mod columns;
mod deck;
mod fields;
mod frames;
mod inline;
mod language;
mod layouts;
mod links;
mod numbers;
mod outside;
mod pictures;
mod places;
mod render;
mod runs;
mod shapes;
mod sheets;
mod sweep;
mod text;
mod vml;

/// Parts with paragraphs, by how their content type ends.
const STORIES: [&str; 13] = [
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
    "wordprocessingml.header+xml",
    "wordprocessingml.footer+xml",
    "wordprocessingml.footnotes+xml",
    "wordprocessingml.endnotes+xml",
    "drawingml.diagramData+xml",
    "drawingml.diagramDrawing+xml",
    "drawingml.chartshapes+xml",
    "presentationml.slide+xml",
    "presentationml.notesSlide+xml",
];

/// Charts.
const CHARTS: [&str; 2] = ["drawingml.chart+xml", "ms-office.chartex+xml"];

/// Parts that others are made after.
const PATTERNS: [&str; 2] = ["presentationml.slideLayout+xml", "presentationml.slideMaster+xml"];

/// Parts that are lists of texts.
const FIELDS: [&str; 3] = ["core-properties+xml", "extended-properties+xml", "custom-properties+xml"];

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

/// A part that may hold tags, as text.
#[derive(Clone, Debug)]
struct Part {
    name: String,
    text: String,
    kind: PartKind,
    /// How many places before it only say what they show.
    described: usize,
    /// What lies around its shapes.
    around: Arc<Surroundings>,
}

/// What a part may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PartKind {
    /// Paragraphs and shapes.
    Story,
    /// The same; its placeholders are prompts for whoever edits a slide, and stay.
    Pattern,
    /// Paragraphs, and words of a workbook.
    Chart,
    /// Nothing but texts.
    Fields,
}

impl PartKind {
    /// What the part of that name and content type holds; `None` for a part that holds no tags.
    fn of(name: &str, content_type: &str) -> Option<Self> {
        let ends = |endings: &[&str]| endings.iter().any(|ending| content_type.ends_with(ending));
        let is_bound_data = name.starts_with("customXml/item") && !name.contains("Props");
        match () {
            () if ends(&STORIES) => Some(Self::Story),
            () if ends(&PATTERNS) => Some(Self::Pattern),
            () if ends(&CHARTS) => Some(Self::Chart),
            () if is_bound_data || ends(&FIELDS) => Some(Self::Fields),
            () => None,
        }
    }
}

impl Part {
    /// Takes out what must not be filled; see [`shapes::put_back`].
    fn set_aside<'a>(&self, nodes: &mut [Node<'a>]) -> Vec<(usize, Node<'a>)> {
        if self.kind == PartKind::Pattern { shapes::set_aside(nodes) } else { Vec::new() }
    }
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

/// A template that is filled but for its pictures.
pub(super) struct Begun<'t> {
    template: &'t OfficeTemplate,
    filling: Filling,
    sheets: Vec<Sheet<'t>>,
    is_changed: bool,
    /// Whether what leads outside is to be taken out, and there is some.
    leads_out: bool,
    /// Whether the template is signed; the document is not.
    is_signed: bool,
}

impl Begun<'_> {
    /// The pictures that are needed.
    pub fn wanted(&self) -> Vec<WantedPicture> {
        self.filling.wall.wanted()
    }

    /// The document, with a picture for each name that is wanted.
    ///
    /// # Errors
    /// [`DocumentError::Picture`] and [`DocumentError::Writer`] for pictures that are none.
    pub fn finish(self, pictures: &BTreeMap<String, Picture>) -> Result<Pieces, DocumentError> {
        let Self { template, filling, sheets, is_changed, leads_out, is_signed } = self;
        if !is_changed {
            return Ok(template.package.source().clone().into());
        }
        let mut gallery = Gallery::new(pictures, &filling.wall);
        let mut ids = Ids::default();
        let mut package = filling.package;
        let is_plain = filling.show.is_plain(&template.deck);
        let mut left = Vec::new();
        for Sheet { part, name, mut nodes, is_changed, round, .. } in sheets {
            let replaced = gallery.hang(&mut nodes, &name, &mut package)?;
            let led = match round.filter(|_| !is_plain) {
                Some(round) => jumps::lead(&mut package, &template.deck, &filling.show, round, &mut nodes)?,
                None => false,
            };
            if is_changed || led {
                numbers::drawings(&mut nodes, &mut ids);
                numbers::shapes(&mut nodes);
                let mut text = String::with_capacity(part.text.len());
                tree::write(&nodes, &mut text);
                left.extend(unused(&mut package, &name, &replaced, &text)?);
                package.set_part(&name, text.into_bytes());
            }
        }
        if !is_plain {
            left.extend(list_slides(&mut package, &template.deck, &filling.show)?);
        }
        sweep(&mut package, left)?;
        if leads_out {
            outside::strip(&mut package)?;
        }
        if is_signed {
            package.remove_signatures()?;
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
    show: Show,
}

impl Filling {
    fn new(
        template: &OfficeTemplate,
        data: &Value,
        options: &FillOptions,
        at_hand: Option<BTreeSet<String>>,
    ) -> Self {
        Self {
            package: template.package.clone(),
            values: Values::new(options.language.unwrap_or(template.language)),
            scope: Scope::new(data),
            budget: template.budget,
            wall: Wall::new(at_hand),
            problems: Vec::new(),
            show: Show::default(),
        }
    }

    /// Fills every part, slides as often as they come.
    fn fill<'t>(&mut self, template: &'t OfficeTemplate) -> Result<Vec<Sheet<'t>>, DocumentError> {
        let mut sheets = self.sheets(template)?;
        for sheet in &mut sheets {
            sheet.nodes = tree::parse(&sheet.name, &sheet.part.text)?;
            sheet.prepare();
            self.fill_sheet(sheet)?;
        }
        match self.problems.is_empty() {
            true => Ok(sheets),
            false => Err(DocumentError::Tags(std::mem::take(&mut self.problems))),
        }
    }

    /// Fills a part's texts and its links.
    fn fill_sheet(&mut self, sheet: &mut Sheet<'_>) -> Result<(), DocumentError> {
        let Sheet { part, nodes, scope, .. } = sheet;
        let mut filler = Filler::new(&self.values, &part.name, self.budget);
        if part.kind != PartKind::Fields {
            filler.wall = std::mem::take(&mut self.wall);
            filler.is_strict = part.text.contains("http://purl.oclc.org/ooxml/");
            filler.links = links::beside(&self.package, &sheet.name)?;
            let aside = part.set_aside(nodes);
            places::mark(nodes, &mut filler.wall, &mut part.described.clone(), &part.around);
            blocks::fill(nodes, &mut filler, scope);
            if part.kind == PartKind::Chart {
                charts::fill_caches(nodes, &mut filler, scope);
            }
            shapes::put_back(nodes, aside);
            self.wall = std::mem::take(&mut filler.wall);
        } else {
            fields::fill(nodes, &mut filler, scope);
        }
        filler.problems.sort_by_key(|problem| problem.position);
        let mut link_filler = Filler::new(&self.values, &links::part_name(&part.name), filler.budget());
        links::fill(&mut self.package, &sheet.name, &mut link_filler, &sheet.scope)?;
        links::add(&mut self.package, &sheet.name, &filler)?;
        self.budget = link_filler.budget();
        self.problems.append(&mut filler.problems);
        self.problems.append(&mut link_filler.problems);
        sheet.is_changed |= filler.filled + link_filler.filled > 0;
        Ok(())
    }
}

/// The parts that may hold tags, the main part first.
fn parts(package: &Package, deck: &Deck) -> Result<Vec<Part>, DocumentError> {
    let around = layouts::of_deck(package, deck)?;
    let mut parts = Vec::new();
    for name in package.names() {
        if let Some(kind) = PartKind::of(name, package.content_type(name)) {
            let around = around.get(name).cloned().unwrap_or_default();
            parts.push(Part { name: name.to_owned(), text: package.text(name)?, kind, described: 0, around });
        }
    }
    let order: HashMap<&String, usize> = deck.slides.iter().flat_map(|slide| &slide.own).zip(1..).collect();
    let place = |part: &Part| match package.content_type(&part.name).contains("main+xml") {
        true => 0,
        false => order.get(&part.name).copied().unwrap_or(usize::MAX),
    };
    parts.sort_by_key(place);
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

/// The placeholder pictures of a part that it does not show any more: their relationships go, their parts are returned.
fn unused(
    package: &mut Package,
    part: &str,
    replaced: &[String],
    text: &str,
) -> Result<Vec<String>, DocumentError> {
    let is_unused = |id: &String| !text.contains(&format!("\"{id}\"")) && !text.contains(&format!("'{id}'"));
    let unused: Vec<&String> = replaced.iter().filter(|id| is_unused(id)).collect();
    if unused.is_empty() {
        return Ok(Vec::new());
    }
    let (gone, kept): (Vec<_>, Vec<_>) =
        package.relationships(part)?.into_iter().partition(|link| unused.contains(&&link.id));
    package.set_relationships(part, &kept);
    Ok(gone.iter().filter_map(|link| package.target(part, link)).collect())
}

/// Writes where slides are listed, and takes out those that are left out.
fn list_slides(package: &mut Package, deck: &Deck, show: &Show) -> Result<Vec<String>, DocumentError> {
    lists::write(package, deck, &show.rounds, &show.parts)?;
    let is_shown = |at: usize| show.rounds.iter().any(|round| round.slide == at);
    let (kept, gone): (Vec<_>, Vec<_>) = deck.slides.iter().enumerate().partition(|(at, _)| is_shown(*at));
    let kept: BTreeSet<&String> = kept.iter().flat_map(|(_, slide)| &slide.own).collect();
    let gone: Vec<&String> =
        gone.iter().flat_map(|(_, slide)| &slide.own).filter(|part| !kept.contains(part)).collect();
    jumps::forget(package, &deck.main, &gone)?;
    let mut left = Vec::new();
    for part in gone {
        left.extend(sweep::cut(package, part)?);
    }
    Ok(left)
}
