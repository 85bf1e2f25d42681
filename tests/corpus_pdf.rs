//! Folders of real PDF files: slots drawn, forms filled and made flat; what came in is still there.
//!
//! `VIGNETTE_CORPUS=DIR cargo test --test corpus_pdf -- --ignored --nocapture`

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed
#![allow(clippy::print_stdout)] // the counts are what the run is for

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use lopdf::{Document, Object};
use serde_json::{Map, Value, json};
use vignette::documents::template::{FillOptions, Template};
use vignette::documents::{DocumentError, Limits};
use vignette::scene::Fonts;

/// What came of one file.
enum Outcome {
    Kept,
    /// A clear sentence.
    Refused(DocumentError),
    Wrong(String),
}

/// Every PDF below a folder, in the order of their names.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
            found.push(path);
        }
    }
}

/// The values for a form's text fields: a word for each name.
fn values(file: &[u8]) -> Map<String, Value> {
    let Ok(document) = Document::load_mem(file) else { return Map::new() };
    let is_text =
        |object: &&lopdf::Dictionary| object.get(b"FT").is_ok_and(|kind| kind == &Object::from("Tx"));
    let texts = document.objects.values().filter_map(|object| object.as_dict().ok()).filter(is_text);
    let names = texts.filter_map(|field| lopdf::decode_text_string(field.get(b"T").ok()?).ok());
    names.map(|name| (name, json!("가나"))).collect()
}

fn fill(file: &[u8], data: &Value, options: &FillOptions, fonts: &Fonts) -> Result<Vec<u8>, DocumentError> {
    Template::open(file, &Limits::DEFAULT)?.fill(data, &BTreeMap::new(), options, fonts)
}

/// What another program prints about a file; `None` when it fails or takes longer than half a minute.
fn told(program: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let output =
        Command::new("timeout").arg("30").arg(program).args(arguments).arg(file).arg("-").output().unwrap();
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether qpdf finds the file sound, warnings allowed.
fn is_sound(file: &Path) -> bool {
    let status = Command::new("timeout")
        .args(["30", "qpdf", "--check", "--no-warn"])
        .arg(file)
        .output()
        .unwrap()
        .status;
    matches!(status.code(), Some(0 | 3))
}

fn judge(path: &Path, fonts: &Fonts, scratch: &Path) -> Outcome {
    let file = std::fs::read(path).unwrap();
    let slots = json!([{"text": "글", "rect": [0.2, 0.2, 8, 3], "unit": "pt", "font_size": 1}]);
    let slotted = FillOptions { slots: Some(slots), ..FillOptions::default() };
    // Nothing but the slot: what the form holds must still be read afterwards.
    let filled = match fill(&file, &json!({}), &slotted, fonts) {
        Ok(filled) => filled,
        Err(DocumentError::Writer { reason, .. }) => return Outcome::Wrong(reason),
        Err(error) => return Outcome::Refused(error),
    };
    let flat = FillOptions { flatten: true, remove_signatures: true, ..FillOptions::default() };
    let data = Value::Object(values(&file));
    for (options, name) in [(FillOptions::default(), "filled"), (flat, "flat")] {
        match fill(&file, &data, &options, fonts) {
            Err(DocumentError::Writer { reason, .. }) => return Outcome::Wrong(format!("{name}: {reason}")),
            Err(_) => {}
            Ok(form) => {
                std::fs::write(scratch, form).unwrap();
                if is_sound(path) && !is_sound(scratch) {
                    return Outcome::Wrong(format!("{name}: qpdf finds errors"));
                }
            }
        }
    }
    std::fs::write(scratch, filled).unwrap();
    compare(path, scratch)
}

/// Whether the words, the form and the tags of a file are still there.
fn compare(old: &Path, new: &Path) -> Outcome {
    if is_sound(old) && !is_sound(new) {
        return Outcome::Wrong("qpdf finds errors".to_owned());
    }
    let Some(before) = told("pdftotext", &["-raw"], old) else { return Outcome::Kept };
    let Some(after) = told("pdftotext", &["-raw"], new) else {
        return Outcome::Wrong("poppler cannot read it any more".to_owned());
    };
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (mut left, found) = (words(&before), words(&after));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    found.iter().for_each(|word| *counts.entry(word).or_default() += 1);
    left.retain(|word| match counts.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    // A word that the slot's own words touch is read as one with them.
    if left.len() > 2 {
        Outcome::Wrong(format!("{} words are lost: {:?}", left.len(), &left[..2]))
    } else {
        Outcome::Kept
    }
}

#[test]
#[ignore = "needs a folder of documents in VIGNETTE_CORPUS"]
fn a_corpus_is_filled_and_keeps_what_it_has() {
    let folder = std::env::var_os("VIGNETTE_CORPUS").expect("VIGNETTE_CORPUS names a folder");
    let mut paths = Vec::new();
    files(Path::new(&folder), &mut paths);
    let fonts = Fonts::system();
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus.pdf");
    let (mut kept, mut refused, mut wrong) = (0, BTreeMap::<String, usize>::new(), Vec::new());
    for path in &paths {
        let outcome = std::panic::catch_unwind(|| judge(path, &fonts, &scratch));
        match outcome.unwrap_or_else(|_| Outcome::Wrong("it panicked".to_owned())) {
            Outcome::Kept => kept += 1,
            Outcome::Refused(error) => {
                let error = error.to_string();
                *refused.entry(error.chars().take(90).collect()).or_default() += 1;
            }
            Outcome::Wrong(reason) => wrong.push(format!("{}: {reason}", path.display())),
        }
    }
    println!(
        "{} files: {kept} kept, {} refused, {} wrong",
        paths.len(),
        refused.values().sum::<usize>(),
        wrong.len()
    );
    refused.iter().for_each(|(reason, count)| println!("{count:5} {reason}"));
    assert_eq!(wrong, Vec::<String>::new());
}
