//! What an SVG drawing becomes once everything is written out that it uses in several places.

use std::collections::HashMap;
use std::ops::Range;

use crate::documents::markup::tree::Element;

/// How many bytes may be drawn once everything is written out.
const LARGEST: u64 = 8 << 20;

/// How long a chain of references may be; drawing programs write three.
const LONGEST_CHAIN: usize = 12;

/// The most colours of all gradients together: they are copied for every outline.
const MOST_STOPS: usize = 1_000;

const TOO_OFTEN: &str = "its SVG file repeats parts of itself too often";

/// Refuses a drawing that is far larger than its file.
///
/// # Errors
/// Why, as the rest of a sentence.
pub(super) fn check(root: &Element<'_>) -> Result<(), String> {
    let mut found = Found::default();
    found.visit(root);
    if found.stops > MOST_STOPS {
        return Err(format!("its SVG file has more than {MOST_STOPS} colours in gradients"));
    }
    // A rule may hold for every element, and masks are drawn anew for each.
    let is_mask = |id: &String| found.named.get(id).is_some_and(|named| named.is_renewed);
    if found.styled.iter().any(is_mask) {
        return Err("its SVG file names masks in a style sheet; save it with attributes".to_owned());
    }
    let mut known = HashMap::new();
    let all = found.references.iter().chain(&found.styled);
    let mut total = root.weight();
    for id in all {
        total = total.saturating_add(found.written_out(id, 0, &mut known)?);
    }
    if total > LARGEST { Err(TOO_OFTEN.to_owned()) } else { Ok(()) }
}

#[derive(Default)]
struct Found {
    named: HashMap<String, Named>,
    /// What the elements refer to, in the order of the file.
    references: Vec<String>,
    /// What style sheets refer to.
    styled: Vec<String>,
    stops: usize,
}

/// An element that others may refer to.
struct Named {
    weight: u64,
    /// Those of [`Found::references`] that stand within it.
    references: Range<usize>,
    /// Whether it is made anew for each element that refers to it.
    is_renewed: bool,
}

impl Found {
    fn visit(&mut self, element: &Element<'_>) {
        let start = self.references.len();
        match element.local() {
            "stop" => self.stops += 1,
            "style" => self.styled.extend(element.own_text().split("url(").skip(1).map(id_in)),
            _ => {}
        }
        for (name, value) in element.raw_attributes() {
            match name {
                "xlink:href" => self.references.push(id_in(value)),
                _ => self.references.extend(value.split("url(").skip(1).map(id_in)),
            }
        }
        element.elements().for_each(|child| self.visit(child));
        // Gradients are light; their colours are counted.
        let id = element.attribute("id").filter(|_| !element.local().ends_with("Gradient"));
        if let Some(id) = id {
            let is_renewed = element.local() == "mask"
                || element.attribute("clipPathUnits").is_some_and(|units| units == "objectBoundingBox");
            let references = start..self.references.len();
            self.named.insert(id, Named { weight: element.weight(), references, is_renewed });
        }
    }

    /// How many bytes an element becomes with all that it refers to.
    fn written_out<'f>(
        &'f self,
        id: &'f str,
        depth: usize,
        known: &mut HashMap<&'f str, u64>,
    ) -> Result<u64, String> {
        let Some(named) = self.named.get(id) else { return Ok(0) };
        if let Some(weight) = known.get(id) {
            return Ok(*weight);
        }
        if depth > LONGEST_CHAIN {
            return Err(TOO_OFTEN.to_owned());
        }
        let mut weight = named.weight;
        for inner in &self.references[named.references.clone()] {
            weight = weight.saturating_add(self.written_out(inner, depth + 1, known)?);
        }
        known.insert(id, weight);
        Ok(weight)
    }
}

/// The name in what follows `url(`, or in a reference.
fn id_in(text: &str) -> String {
    let quotes = [' ', '\t', '\n', '\r', '\'', '"'];
    let text = text.replace("&quot;", "").replace("&apos;", "");
    let text = text.trim_start_matches(quotes).trim_start_matches('#');
    text.split([')', '\'', '"']).next().unwrap_or_default().trim_end().to_owned()
}
