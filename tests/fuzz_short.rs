//! The fuzzers' doors on stable Rust: seeds of ours, changed at random places, the same ones every time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

#[path = "../fuzz/doors.rs"]
mod doors;

use rand::RngExt as _;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use std::path::Path;
use vignette::documents::Limits;
use vignette::documents::package::Package;

/// Pieces that mean something to one of the readers.
const WORDS: [&[u8]; 20] = [
    b"{{",
    b"}}",
    b"{% for x in list %}",
    b"{% endfor %}",
    b"{% if a %}",
    b"{#",
    b"</w:p>",
    b"<w:r>",
    b"<![CDATA[",
    b"&#x",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
    b"<<",
    b"endobj",
    b"\n\n|a|b|\n|-|-|\n",
    b"[^1]",
    b"\n> - 1. ",
    b"\n```\n",
];

/// Changes a few places: bytes flipped, cut out, doubled, or replaced by a word.
fn changed(seed: &[u8], random: &mut ChaCha8Rng) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..random.random_range(1..6) {
        if bytes.is_empty() {
            break;
        }
        let at = random.random_range(0..bytes.len());
        let end = (at + random.random_range(1..40)).min(bytes.len());
        match random.random_range(0..5) {
            0 => bytes[at] ^= 1 << random.random_range(0..8),
            1 => bytes[at] = random.random(),
            2 => drop(bytes.drain(at..end)),
            3 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            _ => drop(bytes.splice(at..at, WORDS[random.random_range(0..WORDS.len())].iter().copied())),
        }
    }
    bytes
}

/// Sends every seed through the door as it is, and `times` changed ones.
fn run(seeds: &[Vec<u8>], times: usize, door: fn(&[u8])) {
    assert!(!seeds.is_empty(), "there are no seeds");
    seeds.iter().for_each(|seed| door(seed));
    let mut random = ChaCha8Rng::seed_from_u64(3);
    for round in 0..times {
        let bytes = changed(&seeds[round % seeds.len()], &mut random);
        let survived = std::panic::catch_unwind(|| door(&bytes)).is_ok();
        assert!(survived, "round {round} of seed {}", round % seeds.len());
    }
}

/// The templates with that ending.
fn templates(ending: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// A document without its pictures: changes meet what is read, not pixels.
fn small(file: &[u8]) -> Vec<u8> {
    let mut package = Package::open(file, &Limits::DEFAULT).unwrap();
    let media: Vec<String> =
        package.names().filter(|name| name.contains("/media/")).map(str::to_owned).collect();
    media.iter().for_each(|name| package.set_part(name, b"pixels".to_vec()));
    package.save().unwrap()
}

#[test]
fn packages_survive() {
    let seeds: Vec<_> = templates("docx").iter().map(|file| small(file)).collect();
    run(&seeds, 600, doors::package);
}

#[test]
fn parts_survive() {
    let main =
        |file: &Vec<u8>| Package::open(file, &Limits::DEFAULT).unwrap().text("word/document.xml").unwrap();
    let seeds: Vec<_> = templates("docx").iter().map(|file| main(file).into_bytes()).collect();
    run(&seeds, 1_500, doors::markup);
}

#[test]
fn templates_survive() {
    let tags = include_bytes!("fixtures/tags.txt");
    let lines: Vec<&[u8]> = tags.split(|&byte| byte == b'\n').collect();
    let seeds: Vec<_> = lines.chunks(3).map(|lines| lines.join(&b'\n')).collect();
    run(&seeds, 1_500, doors::template);
}

#[test]
fn texts_survive() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/text");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let seeds: Vec<_> = paths.iter().map(|path| std::fs::read(path).unwrap()).collect();
    run(&seeds, 40, doors::text);
}

#[test]
fn forms_survive() {
    run(&templates("pdf"), 150, doors::pdf);
}
