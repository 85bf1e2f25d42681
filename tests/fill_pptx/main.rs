//! PowerPoint templates through the public door: every place a tag can stand, loops over slides, pictures in their
//! frames, and what bad templates get.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

mod loops;
mod pictures;
mod pptx;
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
    Template::open(file, &LIMITS)?.fill(data, &pictures, &FillOptions::default(), &Fonts::from_files([]))
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
