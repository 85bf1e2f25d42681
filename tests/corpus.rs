//! Whole folders of real documents: whatever is not touched comes back byte for byte.
//!
//! `make corpus CORPUS=DIR` runs over a folder of one's own; the ordinary tests run over the documents that this
//! repository and the pinned Python packages ship.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed
#![allow(clippy::print_stdout)] // the counts are what the run is for

mod corpus {
    pub mod judge;
    pub mod probe;
    pub mod report;
}

use std::path::{Path, PathBuf};
use std::time::Instant;

use corpus::judge::{Verdict, judge};
use corpus::report::Report;

const ENDINGS: [&str; 10] = ["docx", "dotx", "docm", "dotm", "pptx", "potx", "pptm", "potm", "ppsx", "ppsm"];

/// Every document below a folder, in the order of their names.
fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        if path.is_dir() {
            documents(&path, found);
        } else if ENDINGS.contains(&ending.as_str()) {
            found.push(path);
        }
    }
}

/// Judges every document below the folders.
fn run(folders: &[PathBuf]) -> Report {
    let mut paths = Vec::new();
    folders.iter().for_each(|folder| documents(folder, &mut paths));
    let mut report = Report::default();
    for path in paths {
        let file = std::fs::read(&path).unwrap();
        let start = Instant::now();
        let verdict = std::panic::catch_unwind(|| judge(&file)).unwrap_or(Verdict::Panicked);
        report.add(&path, file.len(), verdict, start.elapsed());
    }
    report
}

#[test]
fn documents_that_packages_ship_come_back_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let report = run(&[root.join("templates"), root.join(".venv/lib")]);
    println!("{report}");
    assert!(report.documents() >= 3, "the templates are gone");
    assert_eq!(report.failures(), Vec::<String>::new());
}

/// `VIGNETTE_CORPUS=DIR cargo test --test corpus -- --ignored --nocapture`
#[test]
#[ignore = "needs a folder of documents in VIGNETTE_CORPUS"]
fn a_corpus_comes_back_whole() {
    let folder = std::env::var_os("VIGNETTE_CORPUS").expect("VIGNETTE_CORPUS names a folder");
    let report = run(&[PathBuf::from(folder)]);
    println!("{report}");
    assert!(report.documents() > 0, "there is no document in the folder");
    assert_eq!(report.failures(), Vec::<String>::new());
}
