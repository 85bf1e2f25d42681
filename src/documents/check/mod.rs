//! Whether Office would open a file without offering to repair it: our own check of DOCX and PPTX packages, and of
//! the packaging of XLSX.
//!
//! [`check`] opens a file and returns its [`Finding`]s, each of one [`Rule`]. Every part is parsed once and walked
//! once ([`walk`]); on the way [`characters`], [`compatibility`], [`orders`] (with `orders.txt`), [`values`],
//! [`word`] and [`slides`] look at each element, and [`facts`] collects what other parts must answer.
//! [`container`] and [`relations`] judge the package.
//!
//! Deliberately absent: what validators find and Office shrugs off, as unknown attributes and enumerations.

use std::collections::HashSet;

use super::markup::tree;
use super::package::Package;
use super::{DocumentError, Limits};
use facts::Facts;
use walk::Notes;

mod characters;
mod compatibility;
mod container;
mod facts;
mod finding;
mod orders;
mod relations;
mod slides;
mod values;
mod walk;
mod word;

pub use finding::{Finding, Rule, Severity};

/// Everything in a document that Office would stumble over, in the order of its parts. Nothing for a good one.
pub fn check(file: &[u8], limits: &Limits) -> Vec<Finding> {
    match Package::open(file, limits) {
        Ok(package) => check_package(&package),
        Err(error) => vec![unreadable(&error)],
    }
}

/// As [`check`], for a package that is open already.
pub fn check_package(package: &Package) -> Vec<Finding> {
    let mut notes = Notes::default();
    let mut facts = Facts::default();
    container::check(package, &mut notes);
    relations::check(package, "", &Default::default(), &mut notes);
    for name in package.names() {
        check_part(package, name, &mut facts, &mut notes);
    }
    facts.unanswered(&mut notes);
    slides::check_presentation(package, &facts, &mut notes);
    notes.findings
}

/// The findings that a document has and the one it was made from had not. Numbers and names of parts are passed over:
/// a slide that comes twice has its findings twice, under other numbers.
pub fn added(before: &[Finding], after: Vec<Finding>) -> Vec<Finding> {
    let told = |finding: &Finding| -> (Rule, String) {
        (finding.rule, finding.sentence.chars().filter(|letter| !letter.is_ascii_digit()).collect())
    };
    let known: HashSet<_> = before.iter().map(told).collect();
    after.into_iter().filter(|new| !known.contains(&told(new))).collect()
}

fn check_part(package: &Package, name: &str, facts: &mut Facts, notes: &mut Notes) {
    if name.ends_with(".rels") {
        return;
    }
    facts.begin(name);
    if is_markup(package, name) {
        notes.begin(name);
        let text = package.text(name);
        let nodes = text.as_ref().map_err(Clone::clone).and_then(|text| tree::parse(name, text));
        match nodes {
            Ok(nodes) => walk::walk(&nodes, facts, notes),
            Err(error) => notes.add_at(Rule::MalformedPart, String::new(), error.to_string()),
        }
        facts.end(notes);
    }
    relations::check(package, name, &facts.uses, notes);
}

/// VML is left out: Office itself writes it with HTML in it.
fn is_markup(package: &Package, name: &str) -> bool {
    let content_type = package.content_type(name);
    !name.starts_with('[') && (content_type.ends_with("+xml") || content_type.ends_with("/xml"))
}

fn unreadable(error: &DocumentError) -> Finding {
    let rule = match error {
        DocumentError::NotADocument => Rule::NotADocument,
        DocumentError::Refused { .. } => Rule::RefusedPackage,
        _ => Rule::BrokenPackage,
    };
    Finding { rule, part: String::new(), place: String::new(), sentence: error.to_string() }
}
