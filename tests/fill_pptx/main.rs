//! PowerPoint templates through the public door: every place a tag can stand, loops over slides, pictures in their
//! frames, and what bad templates get.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

mod loops;
mod outside;
mod pictures;
mod pptx;
#[path = "../sound/mod.rs"]
mod sound;
mod texts;

use std::collections::BTreeMap;

use serde_json::Value;
use vignette::documents::template::{FillOptions, Template};
use vignette::documents::{DocumentError, Limits};
use vignette::scene::{Fonts, Picture};

use pptx::Pptx;

const LIMITS: Limits = Limits::DEFAULT;

fn fill_with(file: &[u8], data: &Value, pictures: &[(&str, Picture)]) -> Result<Vec<u8>, DocumentError> {
    let pictures: BTreeMap<_, _> =
        pictures.iter().map(|(name, picture)| ((*name).to_owned(), picture.clone())).collect();
    let filled = Template::open(file, &LIMITS)?.fill(
        data,
        &pictures,
        &FillOptions::default(),
        &Fonts::from_files([]),
    )?;
    sound::check_sound(file, &filled);
    Ok(filled)
}

/// The presentation filled without pictures.
fn fill(deck: &Pptx, data: &Value) -> Vec<u8> {
    fill_with(&deck.file(), data, &[]).unwrap()
}

/// The texts of each slide of the filled presentation.
fn check(deck: &Pptx, data: &Value, expected: &[&[&str]]) {
    let file = fill(deck, data);
    let found: Vec<_> =
        pptx::shown(&file).iter().map(|slide| pptx::texts(&pptx::part_of(&file, slide))).collect();
    assert_eq!(found, expected);
}

fn problems(deck: &Pptx, data: &Value) -> Vec<String> {
    match fill_with(&deck.file(), data, &[]) {
        Err(DocumentError::Tags(problems)) => problems
            .into_iter()
            .map(|found| format!("{} {} {}: {}", found.part, found.position, found.tag, found.problem))
            .collect(),
        other => panic!("{:?}", other.map(|bytes| bytes.len())),
    }
}

#[test]
fn our_template_takes_its_samples() {
    let file = std::fs::read("templates/deck.pptx").unwrap();
    let template = Template::open(&file, &LIMITS).unwrap();
    for language in ["", ".en"] {
        let sample = std::fs::read(format!("templates/deck.sample{language}.json")).unwrap();
        let data: Value = serde_json::from_slice(&sample).unwrap();
        let wanted = template.wanted(&data, &FillOptions::default()).unwrap();
        let names: Vec<_> = wanted.iter().map(|wanted| wanted.name.as_str()).collect();
        let sections = ["section.picture", "section.picture (2)", "section.picture (3)"];
        assert_eq!(names, [&["cover"], &sections[..], &["closing_picture"]].concat());
        let pictures: Vec<_> = names.iter().map(|name| (*name, pptx::picture(400, 300, name))).collect();
        let filled = fill_with(&file, &data, &pictures).unwrap();
        let shown = pptx::shown(&filled);
        assert_eq!(shown.len(), 8);
        let text: String = pptx::names(&filled)
            .iter()
            .filter(|name| name.ends_with(".xml") && !name.contains("slideLayout"))
            .map(|name| pptx::part_of(&filled, name))
            .collect();
        assert!(!text.contains("{{") && !text.contains("{%"));
        for value in data.as_object().unwrap().values().filter_map(Value::as_str) {
            assert!(text.contains(value), "{language}: {value}");
        }
    }
}
