//! The slides of a presentation: their order, what belongs to each, and the loops and conditions over whole slides.
//!
//! [`marks`] finds what governs slides and takes it out, [`rounds`] turns it into one round for each slide of the
//! finished presentation, [`copies`] makes parts for slides that come more than once, [`lists`] writes the lists that
//! name slides, [`jumps`] leads links from slide to slide.
//!
//! The rule: a text shape that holds nothing but statements governs slides. From `{% for … %}` or `{% if … %}` on one
//! slide to its end on the same or a later slide, all slides between are repeated or chosen; `{% else %}` begins the
//! other choice with its own slide. An opening that stands alone at the beginning of a slide's notes, without an end
//! there, governs just that slide. The marks themselves are taken out.

use crate::documents::DocumentError;
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::package::{Package, Relationship};
use crate::documents::template::office::places;
use kurbo::Size;
use marks::Mark;
pub(super) use rounds::{Expansion, Round};

pub(super) mod copies;
pub(super) mod jumps;
pub(super) mod lists;
pub(super) mod marks;
mod rounds;

/// The slides in the order they are shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Deck {
    /// The presentation's own part.
    pub main: String,
    /// The size of every slide in points.
    pub page: Size,
    /// The slides.
    pub slides: Vec<Slide>,
}

/// One slide.
#[derive(Clone, Debug)]
pub(super) struct Slide {
    /// Its part.
    pub part: String,
    /// The presentation's relationship to it.
    pub relation: String,
    /// The parts that are copied with it, itself first: notes, charts, diagrams and what these use.
    pub own: Vec<String>,
    /// What governs it and stands before it.
    openings: Vec<Mark>,
    /// What ends with it.
    endings: Vec<Mark>,
    /// How many bytes a copy costs.
    weight: u64,
}

impl Slide {
    /// Whether something on it or in its notes governs slides.
    pub fn is_marked(&self) -> bool {
        !self.openings.is_empty() || !self.endings.is_empty()
    }
}

impl Deck {
    /// Reads the order of the slides and what governs them; no slides for a document of Word.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when a part is missing or not well-formed.
    pub fn read(package: &Package) -> Result<Self, DocumentError> {
        let main = package.relationships("")?.into_iter().find(|link| link.kind.ends_with("/officeDocument"));
        let Some(main) = main.and_then(|link| package.target("", &link)) else { return Ok(Self::default()) };
        if !package.content_type(&main).contains("presentation")
            && !package.content_type(&main).contains("powerpoint")
        {
            return Ok(Self::default());
        }
        let links = package.relationships(&main)?;
        let text = package.text(&main)?;
        let nodes = tree::parse(&main, &text)?;
        let root = nodes.iter().find_map(Node::element);
        let page = root.and_then(|root| root.child("sldSz")).map_or(Size::ZERO, places::size);
        let mut deck = Self { main, page, slides: Vec::new() };
        let list = root.and_then(|root| root.child("sldIdLst"));
        for relation in list.into_iter().flat_map(Element::elements).filter_map(lists::relation_of) {
            let Some(part) = target(package, &deck.main, &links, &relation) else { continue };
            deck.slides.push(Slide::read(package, part, relation)?);
        }
        Ok(deck)
    }
}

impl Slide {
    fn read(package: &Package, part: String, relation: String) -> Result<Self, DocumentError> {
        let own = copies::own_parts(package, &part)?;
        let text = package.text(&part)?;
        let found = marks::on_slide(&tree::parse(&part, &text)?, &part);
        let (mut openings, mut endings): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|mark| !mark.is_end());
        let mut weight = 0;
        for name in &own {
            let length = package.part(name)?.len() as u64;
            weight += length + 1024; // what its entries in the zip cost
            if package.content_type(name).ends_with("notesSlide+xml") {
                let text = package.text(name)?;
                let notes = marks::in_notes(&tree::parse(name, &text)?, name);
                endings.splice(0..0, notes.iter().rev().map(Mark::end));
                openings.splice(0..0, notes);
            }
        }
        Ok(Self { part, relation, own, openings, endings, weight })
    }
}

/// The part that a relationship leads to, when the package has it.
fn target(package: &Package, part: &str, links: &[Relationship], id: &str) -> Option<String> {
    let link = links.iter().find(|link| link.id == id)?;
    package.target(part, link).filter(|target| package.has(target))
}
