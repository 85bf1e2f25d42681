//! The checker on seeded faults: each rule finds its own, and a good document has none.
//!
//! `letter/` and `deck/` are two good documents, unpacked; `faults.json` says what to break in them. The comparison
//! with other checkers (`scripts/compare_checkers.py`) reads the same file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use serde_json::Value;
use vignette::documents::check::{Finding, Rule, check};
use vignette::documents::{Format, Limits};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Parts = BTreeMap<String, Vec<u8>>;

/// The parts of a document that lies unpacked in this folder.
fn parts(name: &str) -> Parts {
    fn walk(root: &Path, folder: &Path, parts: &mut Parts) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, parts);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                parts.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let root = Path::new("tests/check").join(name);
    let mut parts = Parts::new();
    walk(&root, &root, &mut parts);
    parts
}

fn packed(parts: &Parts) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn found(parts: &Parts) -> Vec<Finding> {
    check(&packed(parts), &Limits::DEFAULT)
}

fn codes(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.rule.code()).collect()
}

/// The document with the fault in it.
fn broken(fault: &Value) -> Parts {
    let text = |key: &str| fault[key].as_str();
    let mut parts = parts(text("file").unwrap());
    if let Some(part) = text("remove") {
        assert!(parts.remove(part).is_some(), "{fault}");
        return parts;
    }
    let part = parts.get_mut(text("part").unwrap()).unwrap();
    let old = String::from_utf8(part.clone()).unwrap();
    let (before, after) = old.split_once(text("find").unwrap()).unwrap_or_else(|| panic!("{fault}"));
    let after = text("cut").map_or(after, |end| after.split_once(end).unwrap().1);
    let mut new = [before, text("put").unwrap(), after].concat();
    if let [Value::String(find), Value::String(put)] = fault["then"].as_array().map_or(&[][..], Vec::as_slice)
    {
        new = new.replacen(find, put, 1);
    }
    *part = new.into_bytes();
    parts
}

#[test]
fn good_documents_have_no_findings() {
    for name in ["letter", "deck"] {
        assert_eq!(found(&parts(name)), [], "{name}");
    }
}

#[test]
fn every_fault_is_found_and_nothing_else() {
    let faults: Vec<Value> =
        serde_json::from_str(&fs::read_to_string("tests/check/faults.json").unwrap()).unwrap();
    for fault in &faults {
        let findings = found(&broken(fault));
        let also = fault["also"].as_array().into_iter().flatten();
        let expected: BTreeSet<_> = also.chain([&fault["rule"]]).map(|code| code.as_str().unwrap()).collect();
        assert_eq!(codes(&findings), expected, "{fault}: {findings:#?}");
        let first =
            findings.iter().find(|finding| Some(finding.rule.code()) == fault["rule"].as_str()).unwrap();
        assert!(!first.part.is_empty() && !first.sentence.is_empty() && !first.rule.hint().is_empty());
    }
    let seeded: BTreeSet<_> = faults.iter().map(|fault| fault["rule"].as_str().unwrap()).collect();
    let opening = ["not_a_document", "broken_package", "refused_package"];
    let unseeded: Vec<_> = Rule::ALL
        .iter()
        .map(|rule| rule.code())
        .filter(|code| !seeded.contains(code) && !opening.contains(code))
        .collect();
    assert_eq!(unseeded, [""; 0], "rules without a fault");
}

#[test]
fn what_cannot_be_opened_is_one_finding() {
    let check = |file: &[u8], code: &str, words: &str| {
        let findings = check(file, &Limits::DEFAULT);
        assert_eq!(codes(&findings), BTreeSet::from([code]), "{findings:?}");
        assert!(findings.len() == 1 && findings[0].sentence.contains(words), "{findings:?}");
    };
    let good = packed(&parts("letter"));
    check(b"hello", "not_a_document", "not a DOCX");
    check(&good[..good.len() - 30], "broken_package", "ends too early");
    let mut twice = parts("letter");
    twice.insert("word/DOCUMENT.xml".to_owned(), b"<x/>".to_vec());
    check(&packed(&twice), "refused_package", "two parts named");
    let mut doctype = parts("letter");
    doctype.insert("word/header1.xml".to_owned(), b"<!DOCTYPE a><a/>".to_vec());
    check(&packed(&doctype), "refused_package", "DOCTYPE");
}

#[test]
fn a_finding_says_where_it_stands() {
    let mut parts = parts("letter");
    let part = parts.get_mut("word/document.xml").unwrap();
    *part = String::from_utf8(part.clone()).unwrap().replace("FF0000", "red").into_bytes();
    let findings = found(&parts);
    assert_eq!(
        findings[0].to_string(),
        "word/document.xml: paragraph 1, “The heading”: w:color has val=\"red\", neither six hexadecimal digits nor auto"
    );
}

#[test]
fn a_rule_broken_everywhere_is_told_twenty_times() {
    let mut parts = parts("letter");
    let part = parts.get_mut("word/document.xml").unwrap();
    let rows = "<w:tr/>".repeat(1_000) + "<w:tr>";
    *part = String::from_utf8(part.clone()).unwrap().replacen("<w:tr>", &rows, 1).into_bytes();
    assert_eq!(found(&parts).len(), 20);
}

#[test]
fn files_of_the_engine_have_no_findings() {
    for format in [Format::Docx, Format::Pptx] {
        let (scene, pictures) = sample::poster();
        let file =
            vignette::documents::place(&scene, &pictures, format, &vignette::scene::Fonts::system()).unwrap();
        assert_eq!(check(&file, &Limits::DEFAULT), [], "{format:?}");
    }
}

#[path = "../sample/mod.rs"]
mod sample;
