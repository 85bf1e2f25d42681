//! Laws of presentations: slides are listed once, and lead to a layout, a master and a theme.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Facts, Listed};
use super::finding::Rule;
use super::walk::{Here, Notes};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::Element;
use crate::documents::package::{Kind, Package};

/// Slides have ids from here up to the layouts' (ECMA-376 part 1, 19.7.13).
const FIRST_SLIDE: u32 = 256;
/// Masters and layouts have ids from here up (19.7.14).
const FIRST_LAYOUT: u32 = 0x8000_0000;

/// Checks a table of a slide: rows have as many cells as the grid has columns, merged ones included.
pub(super) fn check(here: &Here<'_, '_, '_>, notes: &mut Notes) {
    let table = here.element;
    if !table.is(Space::Drawing, "tbl") {
        return;
    }
    let columns = table.child("tblGrid").map_or(0, |grid| count(grid, "gridCol"));
    for (at, row) in table.elements().filter(|row| row.is(Space::Drawing, "tr")).enumerate() {
        let cells = count(row, "tc");
        if cells != columns {
            let sentence = format!("row {} has {cells} cells, the grid {columns} columns", at + 1);
            notes.add(Rule::TableGrid, here, sentence);
        }
    }
}

fn count(element: &Element<'_>, local: &str) -> usize {
    element.elements().filter(|child| child.is(Space::Drawing, local)).count()
}

/// Checks the lists of slides and layouts, and the chains between them.
pub(super) fn check_presentation(package: &Package, facts: &Facts, notes: &mut Notes) {
    if package.kind() != Kind::PowerPoint {
        return;
    }
    let Some(main) = facts.slides.iter().chain(&facts.layouts).map(|listed| listed.part.clone()).next()
    else {
        return;
    };
    let main = facts.slides.first().map_or(main, |slide| slide.part.clone());
    notes.begin(&main);
    ids(&facts.slides, FIRST_SLIDE..FIRST_LAYOUT, Rule::SlideId, "slide", notes);
    ids(&facts.layouts, FIRST_LAYOUT..u32::MAX, Rule::LayoutId, "master or layout", notes);
    sections(facts, notes);
    unlisted(package, &main, &facts.slides, notes);
    chains(package, notes);
}

fn ids(listed: &[Listed], allowed: std::ops::Range<u32>, rule: Rule, what: &str, notes: &mut Notes) {
    let mut seen = BTreeSet::new();
    for id in listed.iter().filter_map(|entry| entry.id) {
        if !allowed.contains(&id) {
            let sentence = format!("a {what} has the id {id}, which is not {} or more", allowed.start);
            notes.add_at(rule, String::new(), sentence);
        }
        if !seen.insert(id) {
            notes.add_at(rule, String::new(), format!("two of the kind {what} have the id {id}"));
        }
    }
}

fn sections(facts: &Facts, notes: &mut Notes) {
    let known: BTreeSet<_> = facts.slides.iter().filter_map(|slide| slide.id).collect();
    let mut seen = BTreeSet::new();
    for id in facts.sections.iter().filter_map(|entry| entry.id) {
        if !known.contains(&id) {
            let sentence = format!("a section lists the slide {id}, which the presentation does not have");
            notes.add_at(Rule::SectionEntry, String::new(), sentence);
        }
        if !seen.insert(id) {
            notes.add_at(Rule::SectionEntry, String::new(), format!("two sections list the slide {id}"));
        }
    }
}

fn unlisted(package: &Package, main: &str, slides: &[Listed], notes: &mut Notes) {
    let links = package.relationships(main).unwrap_or_default();
    let wanted: BTreeSet<_> = slides.iter().map(|slide| slide.relationship.as_str()).collect();
    let mut targets = BTreeMap::new();
    for link in links.iter().filter(|link| link.kind.ends_with("/slide")) {
        let Some(target) = package.target(main, link) else { continue };
        if !wanted.contains(link.id.as_str()) {
            let sentence = format!("it is related to {target} without listing it");
            notes.add_at(Rule::UnlistedSlide, String::new(), sentence);
        }
        targets.insert(target.to_ascii_lowercase(), ());
    }
    for name in parts(package, "presentationml.slide+xml") {
        if !targets.contains_key(&name.to_ascii_lowercase()) {
            notes.add_at(Rule::UnlistedSlide, String::new(), format!("it does not list {name}"));
        }
    }
}

/// The relationships that a kind of part must have, each once.
const CHAINS: [(&str, &[&str]); 4] = [
    ("presentationml.slide+xml", &["slideLayout"]),
    ("presentationml.slideLayout+xml", &["slideMaster"]),
    ("presentationml.slideMaster+xml", &["theme"]),
    ("presentationml.notesMaster+xml", &["theme"]),
];

fn chains(package: &Package, notes: &mut Notes) {
    for (content_type, wanted) in CHAINS {
        for part in parts(package, content_type) {
            for kind in wanted {
                let count = related(package, &part, kind).len();
                if count != 1 {
                    notes.begin(&part);
                    let sentence =
                        format!("it is related to {count} parts of the kind {kind} instead of one");
                    notes.add_at(Rule::BrokenChain, String::new(), sentence);
                }
            }
        }
    }
    for part in parts(package, "presentationml.notesSlide+xml") {
        let slides = related(package, &part, "slide");
        let is_back = |slide: &String| {
            related(package, slide, "notesSlide").iter().any(|notes| notes.eq_ignore_ascii_case(&part))
        };
        if slides.len() != 1 || !slides.iter().all(is_back) {
            notes.begin(&part);
            let sentence = "it belongs to no slide that is related back to it";
            notes.add_at(Rule::NotesWithoutSlide, String::new(), sentence);
        }
    }
}

fn parts(package: &Package, content_type: &str) -> Vec<String> {
    let is_one = |name: &&str| package.content_type(name).ends_with(content_type);
    package.names().filter(is_one).map(str::to_owned).collect()
}

/// The parts that a part leads to by relationships of that kind.
fn related(package: &Package, part: &str, kind: &str) -> Vec<String> {
    let links = package.relationships(part).unwrap_or_default();
    let of_kind = links.iter().filter(|link| link.kind.rsplit('/').next() == Some(kind));
    of_kind.filter_map(|link| package.target(part, link)).collect()
}
