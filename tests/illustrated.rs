//! Real documents with a picture in every place they offer: nothing is lost and Office finds nothing new.
//!
//! `VIGNETTE_CORPUS=DIR cargo test --test illustrated -- --ignored --nocapture` runs over a folder of one's own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed
#![allow(clippy::print_stdout)] // the counts are what the run is for

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use vignette::documents::check::{added, check};
use vignette::documents::illustrate::{Insertion, Manuscript, Section};
use vignette::documents::package::Package;
use vignette::documents::{DocumentError, Limits};
use vignette::scene::{Content, Drawing, Origin, Picture, PixelSize};

const ENDINGS: [&str; 8] = ["docx", "docm", "dotx", "dotm", "pptx", "pptm", "potx", "ppsx"];

/// The most places of one document that get a picture.
const MOST: usize = 40;

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        if path.is_dir() {
            documents(&path, found);
        } else if ENDINGS.contains(&ending.as_str()) {
            found.push(path);
        }
    }
}

fn insertions(sections: &[Section]) -> Vec<Insertion> {
    let picture = Picture {
        content: Content::Drawn(Drawing { size: kurbo::Size::new(2.0, 1.0), shapes: Vec::new() }),
        size: PixelSize::new(2, 1),
        seed: 1,
        model: "vector-1".to_owned(),
        alt: "A picture".to_owned(),
        origin: Origin::Procedural,
        shows: Vec::new(),
        mark: None,
    };
    let places = sections.iter().flat_map(|section| &section.places).take(MOST);
    let insertion = |place: &vignette::documents::illustrate::Place| Insertion {
        id: "picture".to_owned(),
        spot: place.spot,
        hash: place.hash.clone(),
        picture: picture.clone(),
        size: kurbo::Size::new(100.0, 50.0),
        caption: Some("A picture".to_owned()),
    };
    places.map(insertion).collect()
}

/// The letters of all text, without numbers: captions are numbered anew.
fn letters(sections: &[Section]) -> Vec<char> {
    let texts = sections.iter().flat_map(|section| [section.heading.as_str(), &section.text]);
    texts.flat_map(str::chars).filter(|character| character.is_alphabetic()).collect()
}

/// What came of a document: a word for the count, or what is wrong.
fn judge(file: &[u8]) -> Result<&'static str, String> {
    let manuscript = match Manuscript::open(file, &Limits::DEFAULT) {
        Ok(manuscript) => manuscript,
        Err(DocumentError::Writer { reason, .. }) => return Err(reason),
        Err(_) => return Ok("refused"),
    };
    let insertions = insertions(manuscript.sections());
    if insertions.is_empty() {
        return Ok("no place");
    }
    let output = manuscript.illustrate(&insertions).map_err(|error| error.to_string())?;
    let again = Manuscript::open(&output, &Limits::DEFAULT).map_err(|error| format!("reopened: {error}"))?;
    let (old, new) = (letters(manuscript.sections()), letters(again.sections()));
    let mut rest = new.iter();
    if !old.iter().all(|letter| rest.any(|other| other == letter)) {
        let mut rest = new.iter();
        let kept = old.iter().take_while(|letter| rest.any(|other| other == *letter)).count();
        let lost: String = old[kept.saturating_sub(30)..].iter().take(60).collect();
        return Err(format!("text is lost: {lost}"));
    }
    let open = |file: &[u8]| Package::open(file, &Limits::DEFAULT).unwrap();
    let (before, after) = (open(file), open(&output));
    let touched = |name: &str| {
        name.starts_with('[')
            || name.ends_with(".rels")
            || ["document", "slide", "styles"].iter().any(|part| name.contains(part))
    };
    if let Some(name) = before.names().find(|name| !touched(name) && before.part(name) != after.part(name)) {
        return Err(format!("{name} differs"));
    }
    let faults = added(&check(file, &Limits::DEFAULT), check(&output, &Limits::DEFAULT));
    match faults.first() {
        Some(fault) => Err(format!("{}: {fault}", fault.rule.code())),
        None => Ok("illustrated"),
    }
}

fn run(folders: &[PathBuf]) -> BTreeMap<&'static str, usize> {
    let mut paths = Vec::new();
    folders.iter().for_each(|folder| documents(folder, &mut paths));
    paths.sort();
    let (mut counts, mut wrong) = (BTreeMap::new(), Vec::new());
    for path in paths {
        let file = std::fs::read(&path).unwrap();
        match std::panic::catch_unwind(|| judge(&file)).unwrap_or_else(|_| Err("it panicked".to_owned())) {
            Ok(word) => *counts.entry(word).or_default() += 1,
            Err(reason) => wrong.push(format!("{}: {reason}", path.display())),
        }
    }
    println!("{counts:?}");
    assert!(wrong.is_empty(), "{} documents:\n{}", wrong.len(), wrong.join("\n"));
    counts
}

#[test]
fn documents_at_hand_take_pictures_and_lose_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let counts = run(&[root.join("templates"), root.join(".venv/lib")]);
    assert!(counts.get("illustrated").is_some_and(|count| *count > 0), "{counts:?}");
}

#[test]
#[ignore = "needs a folder of documents in VIGNETTE_CORPUS"]
fn a_corpus_takes_pictures_and_loses_nothing() {
    let folder = std::env::var_os("VIGNETTE_CORPUS").expect("VIGNETTE_CORPUS names a folder");
    run(&[PathBuf::from(folder)]);
}
