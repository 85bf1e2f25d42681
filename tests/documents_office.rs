//! Word and PowerPoint files: the laws of their structure, and what other programs make of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::Event;
use sample::{ask, difference, poster, written};
use vignette::documents::package::Package;
use vignette::documents::{self, Format, Limits, check};
use vignette::scene::page::Crop;
use vignette::scene::{Content, Fonts, Item, Page, Picture, PixelSize, Scene};

mod sample;

const FORMATS: [Format; 2] = [Format::Docx, Format::Pptx];

fn place(scene: &Scene, pictures: &[Picture], format: Format) -> Vec<u8> {
    let file = documents::place(scene, pictures, format, &Fonts::system()).unwrap();
    assert_eq!(check::check(&file, &Limits::DEFAULT), []);
    file
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

/// The words of a part's text elements, in their order, without white space.
fn words(package: &Package, part: &str) -> String {
    let text = package.text(part).unwrap();
    let mut reader = Reader::from_str(&text);
    let mut words = String::new();
    let mut inside = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => inside = matches!(tag.name().as_ref(), b"w:t" | b"a:t" | b"dc:title"),
            Event::End(_) => inside = false,
            Event::Text(text) if inside => words.push_str(&text.decode().unwrap()),
            Event::GeneralRef(entity) => match &*entity as &[u8] {
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
        let media = |ending| {
            package.names().filter(|name| name.contains("/media/") && name.ends_with(ending)).count()
        };
        // The three pictures, and the one glow that DrawingML cannot paint; what is drawn has its outlines beside it.
        assert_eq!(media("g"), pictures.len() + 1 + media(".svg"), "{format:?}");
        let drawn = pictures.iter().filter(|picture| matches!(picture.content, Content::Drawn(_))).count();
        assert_eq!(media(".svg"), drawn + 1, "{format:?}");
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

/// A scene of one picture and nothing else, of so many pixels.
fn picture_page(width: u32, height: u32) -> (Scene, Vec<Picture>) {
    let (mut scene, pictures) = poster();
    scene.page = Page::screen(PixelSize::new(width, height));
    let mut frame = scene.frames().next().unwrap().clone();
    (frame.bounds, frame.crop) = (scene.page.bounds(), Crop::Rectangle);
    scene.items = vec![Item::Frame(frame)];
    (scene, pictures[..1].to_vec())
}

fn open(scene: &Scene, pictures: &[Picture], format: Format) -> Package {
    Package::open(&place(scene, pictures, format), &Limits::DEFAULT).unwrap()
}

fn attribute(package: &Package, part: &str, element: &str, name: &str) -> String {
    let found = tags(package, part).into_iter().find(|(tag, _)| tag == element);
    found.unwrap_or_else(|| panic!("{part} has no {element}")).1[name].clone()
}

#[test]
fn headings_are_headings_and_the_section_ends_the_body() {
    let package = package(Format::Docx);
    let text = package.text("word/document.xml").unwrap();
    let styled = |id: &str, words: &str| {
        let paragraph = text.split("<w:p>").find(|paragraph| paragraph.contains(words)).unwrap();
        assert!(paragraph.contains(&format!("w:val=\"{id}\"")), "{paragraph}");
    };
    styled("Heading1", "전사 타운홀 미팅에 여러분을 초대합니다");
    styled("Heading2", "Quarterly growth");
    assert!(text.ends_with("</w:sectPr></w:body></w:document>"));
    assert_eq!(text.matches("<w:sectPr>").count(), 1);
}

#[test]
fn a_slide_has_one_title_and_it_is_the_scenes() {
    let titles = |package: &Package| {
        let tags = tags(package, main_part(Format::Pptx));
        tags.iter().filter(|(name, attributes)| name == "p:ph" && attributes["type"] == "title").count()
    };
    assert_eq!(titles(&package(Format::Pptx)), 1);
    let (scene, pictures) = picture_page(1920, 1080);
    let package = open(&scene, &pictures, Format::Pptx);
    assert_eq!(titles(&package), 1);
    assert_eq!(words(&package, main_part(Format::Pptx)), squeezed(&scene.title));
}

#[test]
fn a_picture_alone_becomes_a_figure_on_paper() {
    for (width, height) in [(1920, 1080), (64, 64), (600, 4000)] {
        let (scene, pictures) = picture_page(width, height);
        let package = open(&scene, &pictures, Format::Docx);
        let part = main_part(Format::Docx);
        assert_eq!(attribute(&package, part, "w:pgSz", "w:w"), "11906");
        let inside = |name: &str, most: f64| {
            let length: f64 = attribute(&package, part, "wp:extent", name).parse().unwrap();
            assert!(length <= most * 12_700.0, "{width}x{height}: {name} is {length}");
            length
        };
        let ratio = inside("cx", 451.3) / inside("cy", 698.0);
        assert!((ratio / f64::from(width) * f64::from(height) - 1.0).abs() < 0.01);
        assert_eq!(attribute(&package, part, "wp:docPr", "descr"), scene.frames().next().unwrap().alt);
    }
}

#[test]
fn pages_stay_within_what_the_programs_open() {
    let emu_of_an_inch = 914_400.0;
    for (width, height) in [(16, 16), (64, 64), (1920, 1080), (8192, 512), (8192, 8192)] {
        let (scene, pictures) = picture_page(width, height);
        let package = open(&scene, &pictures, Format::Pptx);
        for side in ["cx", "cy"] {
            let length: f64 = attribute(&package, "ppt/presentation.xml", "p:sldSz", side).parse().unwrap();
            let inches = length / emu_of_an_inch;
            assert!((0.999..=56.001).contains(&inches), "{width}x{height}: {inches}");
        }
        let (mut scene, pictures) = poster();
        scene.page = Page::screen(PixelSize::new(width, height));
        let package = open(&scene, &pictures, Format::Docx);
        for side in ["w:w", "w:h"] {
            let twips: u32 = attribute(&package, main_part(Format::Docx), "w:pgSz", side).parse().unwrap();
            assert!((1..=31_680).contains(&twips), "{width}x{height}: {twips}");
        }
    }
}

/// LibreOffice's page next to our own picture of it (`make test` installs LibreOffice and poppler-utils).
#[test]
fn libreoffice_shows_the_page_like_its_picture() {
    let drawn = image::open(written("office.png", Format::Png)).unwrap().into_rgb8();
    for format in FORMATS {
        let file = written(&format!("look.{}", format.extension()), format);
        let folder = file.parent().unwrap();
        let profile = format!("-env:UserInstallation=file://{}", folder.join("libreoffice").display());
        let outdir = folder.display().to_string();
        ask("soffice", &[&profile, "--headless", "--convert-to", "pdf", "--outdir", &outdir], &file);
        let printed = folder.join("look.pdf");
        assert!(ask("pdfinfo", &[], &printed).contains("Pages:           1"), "{format:?}");
        let shown = folder.join(format!("look-{}", format.extension()));
        let output = std::process::Command::new("pdftoppm")
            .args(["-r", "150", "-png", "-singlefile"])
            .arg(&printed)
            .arg(&shown)
            .output()
            .expect("pdftoppm is missing: `make test` installs poppler-utils");
        assert!(output.status.success());
        let shown = image::open(shown.with_extension("png")).unwrap();
        let shown = shown.resize_exact(drawn.width(), drawn.height(), image::imageops::FilterType::Triangle);
        let mean = difference(&drawn, &shown.into_rgb8());
        assert!(mean < 4.0, "{format:?}: the pages differ by {mean:.2} of 255 on average");
    }
}
