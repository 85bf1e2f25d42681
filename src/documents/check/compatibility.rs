//! Markup compatibility (ECMA-376 part 3): prefixes that may be ignored, and choices with their fallback.

use super::finding::Rule;
use super::walk::{Here, Notes};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::Element;

/// The namespace's URI.
const URI: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// Attributes whose value is a list of prefixes.
const LISTS: [&str; 3] = ["Ignorable", "MustUnderstand", "Requires"];

/// Checks the prefixes that an element names, and an `mc:AlternateContent`'s children.
pub(super) fn check(here: &Here<'_, '_, '_>, notes: &mut Notes) {
    let element = here.element;
    for (name, value) in element.raw_attributes() {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let is_ours = match local {
            "Requires" => prefix.is_empty() && element.is(Space::Compatibility, "Choice"),
            _ => !prefix.is_empty() && here.prefixes.get(prefix) == Some(URI),
        };
        if !is_ours || !LISTS.contains(&local) {
            continue;
        }
        for wanted in value.split_ascii_whitespace().filter(|wanted| here.prefixes.get(wanted).is_none()) {
            let sentence = format!("{name} names the prefix {wanted}, which nothing declares");
            notes.add(Rule::UndeclaredIgnorable, here, sentence);
        }
    }
    if element.is(Space::Compatibility, "AlternateContent") {
        alternate_content(here, notes);
    }
}

fn alternate_content(here: &Here<'_, '_, '_>, notes: &mut Notes) {
    let wrong = |notes: &mut Notes, sentence: &str| {
        notes.add(Rule::AlternateContentShape, here, format!("an mc:AlternateContent {sentence}"));
    };
    let children: Vec<_> = here.element.elements().collect();
    let is = |at: usize, local: &str| children[at].is(Space::Compatibility, local);
    let choices = (0..children.len()).take_while(|&at| is(at, "Choice")).count();
    let rest = children.len() - choices;
    if choices == 0 {
        wrong(notes, "has no Choice at its beginning");
    }
    if rest > 1 || (rest == 1 && !is(choices, "Fallback")) {
        wrong(notes, "holds more than Choices and one Fallback at its end");
    }
    let lacks = |choice: &&&Element<'_>| {
        choice.attribute("Requires").is_none_or(|requires| requires.trim().is_empty())
    };
    if children[..choices].iter().any(|choice| lacks(&choice)) {
        wrong(notes, "has a Choice that requires nothing");
    }
}
