//! The package itself: what every part is, and that there is a main part.

use super::finding::Rule;
use super::walk::Notes;
use crate::documents::package::{Package, xml};

/// The part that says what every part is.
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Checks content types and the way to the main part.
pub(super) fn check(package: &Package, notes: &mut Notes) {
    notes.begin(CONTENT_TYPES);
    for name in package.names().filter(|name| *name != CONTENT_TYPES) {
        if package.content_type(name).is_empty() {
            let sentence = format!("nothing says what {name} is");
            notes.add_at(Rule::MissingContentType, String::new(), sentence);
        }
    }
    overrides(package, notes);
    notes.begin("_rels/.rels");
    let links = package.relationships("").unwrap_or_default();
    let mains: Vec<_> = links.iter().filter(|link| link.kind.ends_with("/officeDocument")).collect();
    if mains.len() != 1 {
        let sentence = format!("{} relationships lead to a main part instead of one", mains.len());
        notes.add_at(Rule::MissingMainPart, String::new(), sentence);
    }
}

fn overrides(package: &Package, notes: &mut Notes) {
    let Ok(text) = package.text(CONTENT_TYPES) else { return };
    let Ok(tags) = xml::tags(CONTENT_TYPES, &text) else { return };
    for tag in tags.iter().filter(|tag| tag.name == "Override") {
        let Some((_, name)) = tag.attributes.iter().find(|(key, _)| key == "PartName") else { continue };
        let name = name.trim_start_matches('/');
        if !package.has(name) {
            let sentence = format!("it says what {name} is, which is missing");
            notes.add_at(Rule::TypeWithoutPart, String::new(), sentence);
        } else if !package.names().any(|known| known == name) {
            let sentence = format!("it writes {name} in another case than the package");
            notes.add_at(Rule::NameCase, String::new(), sentence);
        }
    }
}
