//! PDF forms filled, as other people's tools see them: poppler and qpdf (`make test` installs both).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use sample::{ask, poster};
use serde_json::{Value, json};
use vignette::documents::template::{FillOptions, Template};
use vignette::documents::{DocumentError, Limits};
use vignette::scene::{Fonts, Picture};

mod sample;

fn template() -> Vec<u8> {
    std::fs::read("templates/poster.pdf").unwrap()
}

fn sample_data() -> Value {
    serde_json::from_str(&std::fs::read_to_string("templates/poster.sample.json").unwrap()).unwrap()
}

fn fill(data: &Value, pictures: &[Picture]) -> Result<Vec<u8>, DocumentError> {
    let pictures: BTreeMap<_, _> =
        pictures.iter().map(|picture| ("picture".to_owned(), picture.clone())).collect();
    Template::open(&template(), &Limits::DEFAULT)?.fill(
        data,
        &pictures,
        &FillOptions::default(),
        &Fonts::system(),
    )
}

fn saved(name: &str, bytes: &[u8]) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, bytes).unwrap();
    file
}

#[test]
fn the_poster_shows_what_the_data_says() {
    let (_, pictures) = poster();
    for (index, picture) in pictures.iter().enumerate() {
        let bytes = fill(&sample_data(), std::slice::from_ref(picture)).unwrap();
        let file = saved(&format!("filled{index}.pdf"), &bytes);
        ask("qpdf", &["--check"], &file);
        let words = ask("pdftotext", &["-layout"], &file).split_whitespace().collect::<Vec<_>>().join(" ");
        for expected in [
            "2026년 4분기 전사 타운홀",
            "2026년 11월 26일 (목)",
            "오후 3시 – 4시 30분",
            "본관 3층 대회의실",
            "경영지원팀",
        ] {
            assert!(words.contains(expected), "“{expected}” is not in: {words}");
        }
        let fonts = ask("pdffonts", &[], &file);
        assert!(fonts.lines().skip(2).all(|line| line.contains("yes yes yes")), "{fonts}");
        assert!(bytes.starts_with(&template()), "the template's own bytes stay");
    }
}

#[test]
fn everything_that_is_missing_is_listed_at_once() {
    let error = fill(&json!({"title": "회의", "date": ["list"]}), &[]).unwrap_err();
    let DocumentError::Tags(problems) = error else { panic!("{error}") };
    let found: Vec<_> = problems.iter().map(|problem| (problem.tag.as_str(), problem.position)).collect();
    assert_eq!(found, [("date", 3), ("time", 4), ("place", 5)]);
    assert!(problems.iter().all(|problem| problem.part == "page 1"));
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    assert!(fill(&sample_data(), &[]).unwrap() == fill(&sample_data(), &[]).unwrap());
}

/// The template after qpdf has rewritten it.
fn rewritten(name: &str, arguments: &[&str]) -> Vec<u8> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let output = Command::new("qpdf").args(arguments).arg("templates/poster.pdf").arg(&file).status();
    assert!(output.expect("qpdf is missing: `make test` installs it").success());
    std::fs::read(file).unwrap()
}

fn fill_form(form: &[u8]) -> Result<Vec<u8>, DocumentError> {
    let template = Template::open(form, &Limits::DEFAULT)?;
    template.fill(&sample_data(), &BTreeMap::new(), &FillOptions::default(), &Fonts::system())
}

#[test]
fn forms_of_every_kind_of_file_are_filled() {
    let packed = rewritten("packed.pdf", &["--object-streams=generate"]);
    let linear = rewritten("linear.pdf", &["--linearize"]);
    let old = rewritten("old.pdf", &["--object-streams=disable", "--force-version=1.4"]);
    let mut damaged = template();
    let mark = damaged.windows(9).rposition(|window| window == b"startxref").unwrap();
    damaged.truncate(mark);
    damaged.extend_from_slice(b"startxref\n7\n%%EOF\n");
    let shifted = [b"junk before\n", &template()[..]].concat();
    for (name, form) in
        [("packed", packed), ("linear", linear), ("old", old), ("damaged", damaged), ("shifted", shifted)]
    {
        let filled = fill_form(&form).unwrap_or_else(|error| panic!("{name}: {error}"));
        let file = saved(&format!("filled-{name}.pdf"), &filled);
        ask("qpdf", &["--check"], &file);
        let words = ask("pdftotext", &[], &file);
        assert!(words.contains("본관 3층 대회의실"), "{name}: {words}");
    }
}

#[test]
fn a_locked_file_is_refused() {
    for (name, user) in [("locked.pdf", "secret"), ("restricted.pdf", "")] {
        let form = rewritten(name, &["--encrypt", user, "owner", "256", "--"]);
        let error = fill_form(&form).unwrap_err();
        assert_eq!(error, DocumentError::Encrypted, "{name}");
    }
}
