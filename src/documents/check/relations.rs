//! Relationships: what they lead to exists, is what they say, and is what the part uses.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Rule;
use super::walk::Notes;
use crate::documents::package::{Package, relationships_part};

/// The last step of a relationship's type, and how the content type of what it leads to ends.
const EXPECTED: &[(&str, &[&str])] = &[
    ("officeDocument", &[".main+xml", "ms-excel.sheet.binary.macroEnabled.main"]),
    ("styles", &["wordprocessingml.styles+xml", "spreadsheetml.styles+xml"]),
    ("numbering", &["wordprocessingml.numbering+xml"]),
    ("settings", &["wordprocessingml.settings+xml"]),
    ("fontTable", &["wordprocessingml.fontTable+xml"]),
    ("header", &["wordprocessingml.header+xml"]),
    ("footer", &["wordprocessingml.footer+xml"]),
    ("footnotes", &["wordprocessingml.footnotes+xml"]),
    ("endnotes", &["wordprocessingml.endnotes+xml"]),
    ("glossaryDocument", &["wordprocessingml.document.glossary+xml"]),
    ("theme", &["officedocument.theme+xml"]),
    ("slide", &["presentationml.slide+xml"]),
    ("slideLayout", &["presentationml.slideLayout+xml"]),
    ("slideMaster", &["presentationml.slideMaster+xml"]),
    ("notesSlide", &["presentationml.notesSlide+xml"]),
    ("notesMaster", &["presentationml.notesMaster+xml"]),
    ("worksheet", &["spreadsheetml.worksheet+xml", "ms-excel.worksheet"]),
    ("sharedStrings", &["spreadsheetml.sharedStrings+xml", "ms-excel.sharedStrings"]),
    ("chart", &["drawingml.chart+xml"]),
    ("core-properties", &["core-properties+xml"]),
    ("extended-properties", &["extended-properties+xml"]),
];

/// PowerPoint itself writes this target for a picture that is gone.
const NO_TARGET: &str = "NULL";

/// Checks a part's relationships; `uses` are the ids that it uses, with the place of each.
pub(super) fn check(package: &Package, part: &str, uses: &BTreeMap<String, String>, notes: &mut Notes) {
    let file = relationships_part(part);
    notes.begin(&file);
    let links = match package.relationships(part) {
        Ok(links) => links,
        Err(error) => return notes.add_at(Rule::MalformedPart, String::new(), error.to_string()),
    };
    let mut ids = BTreeSet::new();
    for link in &links {
        if !ids.insert(link.id.as_str()) {
            let sentence = format!("two relationships have the id {}", link.id);
            notes.add_at(Rule::DuplicateRelationship, String::new(), sentence);
        }
        // A fragment names a place in the part; an empty path is the part itself.
        let is_inside = !link.target.starts_with('#') && link.target != NO_TARGET;
        let Some(target) = package.target(part, link).filter(|_| is_inside) else { continue };
        check_target(package, &link.id, &link.kind, target.split('#').next().unwrap_or_default(), notes);
    }
    notes.begin(part);
    for (id, place) in uses.iter().filter(|(id, _)| !ids.contains(id.as_str())) {
        let sentence = format!("it uses the relationship {id}, which {file} does not have");
        notes.add_at(Rule::DanglingRelationship, place.clone(), sentence);
    }
}

fn check_target(package: &Package, id: &str, kind: &str, target: &str, notes: &mut Notes) {
    let decoded = decoded(target);
    let Some(name) = [target, decoded.as_str()].into_iter().find(|name| package.has(name)) else {
        let sentence = format!("the relationship {id} leads to {target}, which is missing");
        return notes.add_at(Rule::MissingTarget, String::new(), sentence);
    };
    if !package.names().any(|known| known == name) {
        let sentence = format!("the relationship {id} writes {name} in another case than the package");
        notes.add_at(Rule::NameCase, String::new(), sentence);
    }
    let kind = kind.rsplit('/').next().unwrap_or_default();
    let content_type = package.content_type(name);
    let fits = match EXPECTED.iter().find(|(known, _)| *known == kind) {
        Some((_, endings)) => endings.iter().any(|ending| content_type.ends_with(ending)),
        // Office on a Mac shows PDF files as pictures.
        None => kind != "image" || content_type.starts_with("image/") || content_type == "application/pdf",
    };
    if !fits && !content_type.is_empty() {
        let sentence =
            format!("{name} is a {content_type}, which the {kind} relationship {id} cannot lead to");
        notes.add_at(Rule::WrongContentType, String::new(), sentence);
    }
}

/// The name with `%20` and the like as characters: part names are addresses.
fn decoded(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.filter(|_| *first == b'%').and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
