//! What one part says that must be unique in it, or that another part must answer.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::finding::Rule;
use super::walk::{Here, Notes};
use crate::documents::markup::names::Space;

/// Namespaces of attributes that name a relationship, transitional and strict.
const RELATIONS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

/// What a reference leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Style,
    List,
    AbstractList,
    Footnote,
    Endnote,
    Comment,
}

impl What {
    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Style => "style",
            Self::List => "list",
            Self::AbstractList => "abstract list",
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
            Self::Comment => "comment",
        }
    }

    fn rule(self) -> Rule {
        match self {
            Self::Style => Rule::MissingStyle,
            Self::List | Self::AbstractList => Rule::MissingNumbering,
            Self::Footnote | Self::Endnote | Self::Comment => Rule::MissingNote,
        }
    }
}

/// An element, an attribute, and what its value refers to; of WordprocessingML.
const REFERENCES: [(&str, &str, What); 11] = [
    ("pStyle", "val", What::Style),
    ("rStyle", "val", What::Style),
    ("tblStyle", "val", What::Style),
    ("basedOn", "val", What::Style),
    ("next", "val", What::Style),
    ("link", "val", What::Style),
    ("numId", "val", What::List),
    ("abstractNumId", "val", What::AbstractList),
    ("footnoteReference", "id", What::Footnote),
    ("endnoteReference", "id", What::Endnote),
    ("commentReference", "id", What::Comment),
];

/// An element, an attribute, and what it defines.
const DEFINITIONS: [(&str, &str, What); 6] = [
    ("style", "styleId", What::Style),
    ("num", "numId", What::List),
    ("abstractNum", "abstractNumId", What::AbstractList),
    ("footnote", "id", What::Footnote),
    ("endnote", "id", What::Endnote),
    ("comment", "id", What::Comment),
];

/// An id of a slide, master or layout, with the relationship it goes with.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// The part that lists it.
    pub part: String,
    /// Its number, `None` when it is none.
    pub id: Option<u32>,
    /// The relationship, empty for a section's entry.
    pub relationship: String,
}

/// Everything collected: of the part at work, then of all parts.
#[derive(Debug, Default)]
pub(super) struct Facts {
    part: String,
    /// Whether it belongs to the glossary, which has styles and lists of its own.
    is_glossary: bool,
    drawings: HashMap<String, String>,
    paragraphs: HashMap<String, String>,
    starts: BTreeMap<String, String>,
    ends: BTreeSet<String>,
    bookmarks: BTreeSet<String>,
    /// The relationships that the part uses, each with the first place.
    pub uses: BTreeMap<String, String>,
    /// What is duplicated: found while collecting.
    doubles: Vec<(Rule, String, String)>,
    references: BTreeMap<(bool, What, String), (String, String)>,
    defined: BTreeSet<(bool, What, String)>,
    /// The slides that the presentation lists.
    pub slides: Vec<Listed>,
    /// Masters and layouts.
    pub layouts: Vec<Listed>,
    /// The slides that sections list.
    pub sections: Vec<Listed>,
}

impl Facts {
    /// Turns to the part of that name.
    pub fn begin(&mut self, part: &str) {
        part.clone_into(&mut self.part);
        self.is_glossary = part.contains("/glossary/");
        self.drawings.clear();
        self.paragraphs.clear();
        self.starts.clear();
        self.ends.clear();
        self.bookmarks.clear();
        self.uses.clear();
        self.doubles.clear();
    }

    /// Takes in an element.
    pub fn collect(&mut self, here: &Here<'_, '_, '_>) {
        self.relationships(here);
        match here.element.space {
            Space::Word => self.word(here),
            Space::WordDrawing if here.element.local() == "docPr" => self.drawing(here),
            Space::Presentation if here.element.local() == "cNvPr" => self.drawing(here),
            Space::Presentation | Space::Other => self.listed(here),
            _ => {}
        }
    }

    /// Notes what the part itself can tell once it has been walked.
    pub fn end(&mut self, notes: &mut Notes) {
        for (rule, place, sentence) in self.doubles.drain(..) {
            notes.add_at(rule, place, sentence);
        }
        for (id, place) in self.starts.iter().filter(|(id, _)| !self.ends.contains(*id)) {
            notes.add_at(Rule::UnpairedBookmark, place.clone(), format!("the bookmark {id} does not end"));
        }
        for id in self.ends.iter().filter(|id| !self.starts.contains_key(*id)) {
            notes.add_at(Rule::UnpairedBookmark, String::new(), format!("the bookmark {id} does not begin"));
        }
    }

    /// Notes references that nothing answers, once every part has been walked.
    pub fn unanswered(&self, notes: &mut Notes) {
        for ((is_glossary, what, id), (part, place)) in &self.references {
            if !self.defined.contains(&(*is_glossary, *what, id.clone())) {
                notes.begin(part);
                notes.add_at(what.rule(), place.clone(), format!("there is no {} {id}", what.name()));
            }
        }
    }

    fn relationships(&mut self, here: &Here<'_, '_, '_>) {
        for (name, value) in here.element.raw_attributes() {
            let Some((prefix, _)) = name.split_once(':') else { continue };
            let space = here.prefixes.get(prefix).unwrap_or_default();
            if RELATIONS.contains(&space) && !value.is_empty() && !self.uses.contains_key(value) {
                self.uses.insert(value.to_owned(), here.place());
            }
        }
    }

    fn word(&mut self, here: &Here<'_, '_, '_>) {
        let element = here.element;
        let local = element.local();
        for (.., attribute, what) in REFERENCES.iter().filter(|(name, ..)| *name == local) {
            let is_none = |id: &String| id.is_empty() || (*what == What::List && id == "0");
            let Some(id) = element.attribute(attribute).filter(|id| !is_none(id)) else { continue };
            let key = (self.is_glossary, *what, id);
            if !self.references.contains_key(&key) {
                self.references.insert(key, (self.part.clone(), here.place()));
            }
        }
        for (.., attribute, what) in DEFINITIONS.iter().filter(|(name, ..)| *name == local) {
            let id = element.attribute(attribute);
            self.defined.extend(id.map(|id| (self.is_glossary, *what, id)));
        }
        match local {
            "p" if !here.is_fallback => self.paragraph(here),
            "bookmarkStart" if !here.is_fallback => self.bookmark(here),
            "bookmarkEnd" if !here.is_fallback => self.ends.extend(element.attribute("id")),
            _ => {}
        }
    }

    fn drawing(&mut self, here: &Here<'_, '_, '_>) {
        let Some(id) = here.element.attribute("id").filter(|_| !here.is_fallback) else { return };
        if let Some(first) = self.drawings.get(&id) {
            let at = if first.is_empty() { String::new() } else { format!(" (also at {first})") };
            let sentence = format!("two drawings have the id {id}{at}");
            self.doubles.push((Rule::DuplicateDrawingId, here.place(), sentence));
        } else {
            self.drawings.insert(id, here.place());
        }
    }

    fn paragraph(&mut self, here: &Here<'_, '_, '_>) {
        let Some(id) = here.element.attribute("paraId") else { return };
        if self.paragraphs.insert(id.clone(), String::new()).is_some() {
            let sentence = format!("two paragraphs have the id {id}");
            self.doubles.push((Rule::DuplicateParagraphId, here.place(), sentence));
        }
    }

    fn bookmark(&mut self, here: &Here<'_, '_, '_>) {
        let Some(id) = here.element.attribute("id") else { return };
        let name = here.element.attribute("name").unwrap_or_default();
        if self.starts.contains_key(&id) {
            let sentence = format!("two bookmarks have the id {id}");
            self.doubles.push((Rule::DuplicateBookmark, here.place(), sentence));
        } else if !self.bookmarks.insert(name.to_lowercase()) {
            let sentence = format!("two bookmarks are named {name}");
            self.doubles.push((Rule::DuplicateBookmark, here.place(), sentence));
        }
        self.starts.entry(id).or_insert_with(|| here.place());
    }

    fn listed(&mut self, here: &Here<'_, '_, '_>) {
        let element = here.element;
        let is_section = here.path.iter().any(|around| around.local() == "section");
        let list = match element.local() {
            "sldId" if is_section => &mut self.sections,
            "sldId" if element.space == Space::Presentation => &mut self.slides,
            "sldMasterId" | "sldLayoutId" if element.space == Space::Presentation => &mut self.layouts,
            _ => return,
        };
        let of = |name: &str| element.raw_attributes().find(|(known, _)| *known == name);
        let relationship = element.raw_attributes().find(|(name, _)| {
            name.split_once(':').is_some_and(|(prefix, _)| {
                here.prefixes.get(prefix).is_some_and(|space| RELATIONS.contains(&space))
            })
        });
        list.push(Listed {
            part: self.part.clone(),
            id: of("id").and_then(|(_, id)| id.parse().ok()),
            relationship: relationship.map_or_else(String::new, |(_, id)| id.to_owned()),
        });
    }
}
