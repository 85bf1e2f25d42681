//! What happens to one file: is it a valid document, and does everything in it survive?

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use serde_json::json;
use vignette::documents::check::{self, Rule};
use vignette::documents::package::Package;
use vignette::documents::template::{FillOptions, Template};
use vignette::documents::{DocumentError, Limits, markup};
use vignette::scene::Fonts;
use zip::ZipArchive;

use super::probe::{self, PROBE};

/// What came of a file.
#[derive(Debug)]
pub enum Verdict {
    /// Nothing was lost. Whether a tag of ours was put into it, filled, and everything else left as it was.
    Whole { probed: bool },
    /// It has tags of its own that have no data here; what can be tried without filling was.
    HasTags,
    /// Another reader says that the file itself is broken, and so do we, or not.
    Invalid { why: String, refused: bool },
    /// A valid document that is refused.
    Refused(DocumentError),
    /// Something is not as it was.
    Changed(String),
    /// A defect.
    Panicked,
}

/// Parts by name, unpacked.
type Parts = BTreeMap<String, Vec<u8>>;

/// Tries everything with one file.
pub fn judge(file: &[u8]) -> Verdict {
    let opened = Template::open(file, &Limits::DEFAULT);
    let parts = match valid(file) {
        Ok(parts) => parts,
        Err(why) => return Verdict::Invalid { why, refused: opened.is_err() },
    };
    let template = match opened {
        Ok(template) => template,
        Err(error) => return Verdict::Refused(error),
    };
    if let Err(what) = rewritten(file) {
        return Verdict::Changed(what);
    }
    match fill(&template) {
        Ok(filled) if filled == file => {}
        Ok(_) if parts.values().any(|bytes| bytes.windows(2).any(|pair| pair == b"{#")) => {
            return Verdict::HasTags;
        }
        Ok(_) => return Verdict::Changed("filling nothing changes the file".to_owned()),
        Err(DocumentError::Tags(_)) => return Verdict::HasTags,
        Err(error) => return Verdict::Refused(error),
    }
    match probed(file, &parts) {
        Ok(probed) => Verdict::Whole { probed },
        Err(what) => Verdict::Changed(what),
    }
}

fn fill(template: &Template) -> Result<Vec<u8>, DocumentError> {
    let data = json!({ PROBE: "<Filled & 채움>" });
    template.fill(&data, &BTreeMap::new(), &FillOptions::default(), &Fonts::from_files([]))
}

/// The parts of a file that other readers find nothing wrong with; what is wrong otherwise.
fn valid(file: &[u8]) -> Result<Parts, String> {
    let parts = unpacked(file)?;
    let text = |name: &str| parts.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let types = text("[Content_Types].xml").ok_or("no content types")?;
    if !["wordprocessingml", "presentationml", "ms-word", "ms-powerpoint"]
        .iter()
        .any(|kind| types.contains(kind))
    {
        return Err("neither of Word nor of PowerPoint".to_owned());
    }
    for (name, bytes) in &parts {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            well_formed(name, bytes)?;
        }
    }
    Ok(parts)
}

/// Every entry, unpacked and its checksum compared by another reader than ours.
fn unpacked(file: &[u8]) -> Result<Parts, String> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|error| format!("no zip: {error}"))?;
    let mut parts = Parts::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|error| format!("no zip: {error}"))?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|_| "a damaged entry".to_owned())?;
        parts.insert(entry.name().to_owned(), bytes);
    }
    Ok(parts)
}

/// Whether another parser reads the part, in UTF-8 or UTF-16, without a DOCTYPE.
fn well_formed(name: &str, bytes: &[u8]) -> Result<(), String> {
    let text = vignette::documents::package::xml::decode(name, bytes)
        .map_err(|_| "a part that is no text".to_owned())?;
    roxmltree::Document::parse(&text)
        .map(drop)
        .map_err(|error| format!("not well-formed: {error}").chars().take(60).collect())
}

/// Every XML part, read as a tree and written back.
fn rewritten(file: &[u8]) -> Result<(), String> {
    let package = Package::open(file, &Limits::DEFAULT).map_err(|error| error.to_string())?;
    for name in package.names().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
        let text = package.text(name).map_err(|error| error.to_string())?;
        let again = markup::rewritten(name, &text).map_err(|error| error.to_string())?;
        if text != again {
            return Err(format!("{name} is rewritten: {}", difference(text.as_bytes(), again.as_bytes())));
        }
    }
    let saved = package.save().map_err(|error| error.to_string())?;
    match unpacked(&saved)? == unpacked(file)? {
        true => Ok(()),
        false => Err("saving changes a part".to_owned()),
    }
}

/// Puts a tag into one part, fills it, and compares every part with what it was.
fn probed(file: &[u8], parts: &Parts) -> Result<bool, String> {
    let mut package = Package::open(file, &Limits::DEFAULT).map_err(|error| error.to_string())?;
    let Some((name, before, after)) = probe::place(&package) else { return Ok(false) };
    package.set_part(&name, before.into_bytes());
    let tagged = package.save().map_err(|error| error.to_string())?;
    let template =
        Template::open(&tagged, &Limits::DEFAULT).map_err(|error| format!("with a tag: {error}"))?;
    let filled = match fill(&template) {
        // As it must be: a signature says that nothing changes.
        Err(DocumentError::Signed { .. }) if package.is_signed() => return Ok(false),
        filled => filled.map_err(|error| format!("with a tag: {error}"))?,
    };
    compare(&filled, &name, &after, parts)?;
    let known = rules(&tagged);
    match rules(&filled).into_iter().find(|(rule, _)| !known.contains_key(rule)) {
        Some((rule, what)) => Err(format!("filling breaks {rule:?}: {what}")),
        None => Ok(true),
    }
}

/// Whether the part `name` has become `after`, and every other part is what it was.
fn compare(filled: &[u8], name: &str, after: &str, parts: &Parts) -> Result<(), String> {
    let mut found = unpacked(filled).map_err(|why| format!("filled: {why}"))?;
    let names = |parts: &Parts| parts.keys().cloned().collect::<Vec<_>>();
    if names(&found) != names(parts) {
        return Err("filling adds or loses a part".to_owned());
    }
    let touched = found.remove(name).unwrap_or_default();
    well_formed(name, &touched)?;
    let (expected, touched) = (unnumbered(after), unnumbered(&String::from_utf8_lossy(&touched)));
    if touched != expected {
        let what = difference(expected.as_bytes(), touched.as_bytes());
        return Err(format!("{name} is changed beyond its tag: {what}"));
    }
    match found.iter().find(|(name, bytes)| parts.get(*name) != Some(bytes)) {
        Some((name, new)) => Err(format!("{name} is changed: {}", difference(&parts[name], new))),
        None => Ok(()),
    }
}

/// What our own checker finds, an example for each rule.
fn rules(file: &[u8]) -> BTreeMap<Rule, String> {
    let found = check::check(file, &Limits::DEFAULT);
    found.into_iter().map(|found| (found.rule, format!("{found:?}"))).collect()
}

/// The text without the ids of drawings: where two are the same in the part that is filled, one is given anew.
fn unnumbered(text: &str) -> String {
    let mut pieces = text.split(" id=\"");
    let first = pieces.next().unwrap_or_default().to_owned();
    let without = |piece: &str| piece.trim_start_matches(|digit: char| digit.is_ascii_digit()).to_owned();
    pieces.fold(first, |text, piece| text + " id=\"" + &without(piece))
}

/// What stands on both sides of the first difference.
fn difference(old: &[u8], new: &[u8]) -> String {
    let at = old.iter().zip(new).position(|(old, new)| old != new).unwrap_or(old.len().min(new.len()));
    let near = |text: &[u8]| {
        let range = at.saturating_sub(30).min(text.len())..(at + 30).min(text.len());
        String::from_utf8_lossy(&text[range]).into_owned()
    };
    format!("{:?} became {:?}", near(old), near(new))
}
