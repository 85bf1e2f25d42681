//! Word and PowerPoint files: the laws of their structure, and what other programs make of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;
use sample::poster;
use vignette::documents::package::Package;
use vignette::documents::{self, Format, Limits};
use vignette::scene::{Fonts, Item, Picture, Scene};

mod sample;

const FORMATS: [Format; 1] = [Format::Pptx];

fn place(scene: &Scene, pictures: &[Picture], format: Format) -> Vec<u8> {
    documents::place(scene, pictures, format, &Fonts::system()).unwrap()
}

fn package(format: Format) -> Package {
    let (scene, pictures) = poster();
    Package::open(&place(&scene, &pictures, format), &Limits::DEFAULT).unwrap()
}

/// One tag of a part: its name with prefix, and its attributes.
type Tag = (String, BTreeMap<String, String>);

fn tags(package: &Package, part: &str) -> Vec<Tag> {
    let text = package.text(part).unwrap();
    let mut reader = Reader::from_str(&text);
    let mut tags = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
                    (key, String::from_utf8(attribute.value.to_vec()).unwrap())
                });
                let attributes = attributes.collect();
                tags.push((String::from_utf8(tag.name().as_ref().to_vec()).unwrap(), attributes));
            }
            Event::Eof => return tags,
            _ => {}
        }
    }
}

/// The words of a part, in its order, without white space.
fn words(package: &Package, part: &str) -> String {
    let text = package.text(part).unwrap();
    let mut reader = Reader::from_str(&text);
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(text) => words.push_str(&text.decode().unwrap()),
            Event::GeneralRef(entity) => match &*entity {
                b"amp" => words.push('&'),
                b"lt" => words.push('<'),
                b"gt" => words.push('>'),
                _ => {}
            },
            Event::Eof => return squeezed(&words),
            _ => {}
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn main_part(format: Format) -> &'static str {
    if format == Format::Docx { "word/document.xml" } else { "ppt/slides/slide1.xml" }
}

fn is_drawing(name: &str) -> bool {
    name.ends_with(":cNvPr") || name == "wp:docPr"
}

#[test]
fn every_relationship_leads_to_a_part_and_every_part_has_a_type() {
    for format in FORMATS {
        let package = package(format);
        let names: Vec<_> = package.names().map(str::to_owned).collect();
        let mut reached: BTreeSet<String> = BTreeSet::new();
        for owner in names.iter().map(String::as_str).chain([""]) {
            for relationship in package.relationships(owner).unwrap() {
                let target = package.target(owner, &relationship).unwrap();
                assert!(package.has(&target), "{owner} -> {target}");
                reached.insert(target);
            }
        }
        for name in names.iter().filter(|name| !name.ends_with(".rels") && *name != "[Content_Types].xml") {
            assert!(reached.contains(name), "nothing leads to {name}");
            assert!(!["", "application/xml"].contains(&package.content_type(name)), "{name} has no type");
        }
    }
}

#[test]
fn every_relationship_that_is_named_exists() {
    for format in FORMATS {
        let package = package(format);
        for part in package.names().filter(|name| name.ends_with(".xml")) {
            let known: BTreeSet<_> = package
                .relationships(part)
                .unwrap()
                .into_iter()
                .map(|relationship| relationship.id)
                .collect();
            for (tag, attributes) in tags(&package, part) {
                for (_, id) in attributes.iter().filter(|(key, _)| key.starts_with("r:")) {
                    assert!(known.contains(id), "{part}: {tag} names {id}");
                }
            }
        }
    }
}

#[test]
fn no_two_drawings_of_a_part_share_an_id() {
    for format in FORMATS {
        let package = package(format);
        for part in package.names().filter(|name| name.ends_with(".xml")) {
            let drawings = tags(&package, part).into_iter().filter(|(name, _)| is_drawing(name));
            let ids: Vec<_> = drawings.map(|(_, attributes)| attributes["id"].clone()).collect();
            let unique: BTreeSet<_> = ids.iter().collect();
            assert_eq!(unique.len(), ids.len(), "{part}: {ids:?}");
            assert!(!unique.contains(&"0".to_owned()), "{part}");
        }
    }
}

#[test]
fn pictures_say_what_they_show_and_decoration_says_that_it_is() {
    for format in FORMATS {
        let (scene, _) = poster();
        let tags = tags(&package(format), main_part(format));
        let said: BTreeSet<_> = tags
            .iter()
            .filter(|(name, _)| is_drawing(name))
            .filter_map(|(_, attributes)| attributes.get("descr").cloned())
            .collect();
        for frame in scene.frames() {
            assert!(said.contains(&frame.alt), "“{}” is not in {said:?}", frame.alt);
        }
        let silent =
            tags.iter().filter(|(_, attributes)| attributes.get("descr").is_some_and(String::is_empty));
        let marked = tags.iter().filter(|(name, _)| name == "adec:decorative").count();
        assert_eq!(silent.count(), marked, "{format:?}");
    }
}

#[test]
fn the_words_are_there_once_and_in_order() {
    for format in FORMATS {
        let (scene, _) = poster();
        let expected: String = scene.texts().map(|text| squeezed(&text.plain())).collect();
        assert_eq!(words(&package(format), main_part(format)), expected, "{format:?}");
    }
}

#[test]
fn the_same_picture_is_stored_once() {
    for format in FORMATS {
        let (mut scene, pictures) = poster();
        let again: Vec<_> = scene.frames().cloned().map(Item::Frame).collect();
        scene.items.extend(again);
        let twice = [pictures.clone(), pictures.clone()].concat();
        let file = place(&scene, &twice, format);
        let package = Package::open(&file, &Limits::DEFAULT).unwrap();
        let media = package.names().filter(|name| name.contains("/media/")).count();
        // The three pictures, and the one glow that DrawingML cannot paint.
        assert_eq!(media, pictures.len() + 1, "{format:?}");
    }
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    for format in FORMATS {
        let (scene, pictures) = poster();
        assert_eq!(place(&scene, &pictures, format), place(&scene, &pictures, format));
    }
}

#[test]
fn words_that_xml_cannot_hold_as_they_are_stay_whole() {
    for format in FORMATS {
        let (mut scene, pictures) = poster();
        scene.title = "R&D <2026> \"now\"".to_owned();
        for item in &mut scene.items {
            if let Item::Text(text) = item {
                text.paragraphs[0].runs[0].text = "A & B < C".to_owned();
            }
        }
        let file = place(&scene, &pictures, format);
        let package = Package::open(&file, &Limits::DEFAULT).unwrap();
        assert!(words(&package, main_part(format)).contains("A&B<C"));
        assert!(words(&package, "docProps/core.xml").contains("R&D<2026>"));
    }
}
