//! The doors that strangers' bytes come in by, each with the laws that hold behind it. The fuzz targets and
//! `tests/fuzz_short.rs` use the same ones.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::json;
use vignette::documents::check;
use vignette::documents::package::{Kind, Package, relationship_type};
use vignette::documents::report::{self, Report};
use vignette::documents::template::{FillOptions, Template};
use vignette::documents::{DocumentError, Format, Limits, markup};
use vignette::scene::{Colour, Content, Drawing, Fonts, Origin, Palette, Picture, PixelSize};

/// The size of a fuzzer's inputs, with room for what they unpack to.
const LIMITS: Limits = Limits::for_testing();

/// A whole file as a package: what opens can be read, is written back part by part, and opens again.
pub fn package(bytes: &[u8]) {
    let _ = check::check(bytes, &LIMITS);
    let Ok(package) = Package::open(bytes, &LIMITS) else { return };
    let saved = package.save().expect("what was opened can be saved");
    let again = Package::open(&saved, &LIMITS).expect("what was saved can be opened");
    assert!(package.names().eq(again.names()), "a part is lost");
    for name in package.names() {
        assert_eq!(package.part(name), again.part(name), "{name}");
        let _ = package.relationships(name);
    }
    fill(bytes);
}

/// A text as a part: it is written back as it was.
pub fn markup(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(again) = markup::rewritten("part.xml", text) {
        assert_eq!(again, text);
    }
}

/// Paragraphs of running text, one for each line and a new run at each U+001F, with whatever tags stand in them.
pub fn template(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let run = |run: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(run));
    let paragraph = |line: &str| format!("<w:p>{}</w:p>", line.split('\u{1f}').map(run).collect::<String>());
    fill(&document(&text.lines().map(paragraph).collect::<String>()));
}

/// A whole file as a PDF form.
pub fn pdf(bytes: &[u8]) {
    if bytes.windows(5).any(|window| window == b"%PDF-") {
        fill(bytes);
    }
}

/// A text, Markdown or JSON, as a document in each format: what is written is sound.
pub fn text(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let read = if text.starts_with('{') { report::json::read(bytes) } else { report::markdown::read(text) };
    let Ok(report) = read else { return };
    let report = report.settled(None, None);
    let pictures = vec![dot(); report.figures.len()];
    report::FORMATS.into_iter().for_each(|format| write(&report, &pictures, format));
}

fn write(report: &Report, pictures: &[Picture], format: Format) {
    static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::system);
    match report::write(report, pictures, &PALETTE, format, &FONTS) {
        Ok(file) if format == Format::Pdf => {
            assert!(file.bytes.starts_with(b"%PDF-") && file.bytes.ends_with(b"%%EOF"));
        }
        Ok(file) => assert_eq!(check::check(&file.bytes, &Limits::DEFAULT), []),
        Err(DocumentError::Writer { format, reason }) => panic!("{format}: {reason}"),
        Err(_) => {}
    }
}

const PALETTE: Palette = Palette {
    ground: Colour::WHITE,
    surface: Colour::WHITE,
    ink: Colour::BLACK,
    muted: Colour::BLACK,
    primary: Colour::BLACK,
    secondary: Colour::BLACK,
    accent: Colour::BLACK,
};

/// A picture of nothing.
fn dot() -> Picture {
    Picture {
        content: Content::Drawn(Drawing { size: kurbo::Size::new(2.0, 1.0), shapes: Vec::new() }),
        size: PixelSize::new(200, 100),
        seed: 0,
        model: String::new(),
        alt: "a dot".to_owned(),
        origin: Origin::Procedural,
        shows: Vec::new(),
        mark: None,
    }
}

/// Fills a template; what is filled must open again.
fn fill(file: &[u8]) {
    let Ok(template) = Template::open(file, &LIMITS) else { return };
    let data = json!({
        "a": "<A & \"b\">", "n": 1234.5, "yes": true, "no": false, "none": null, "text": "one\ntwo\tthree {{ a }}",
        "list": [1, 2, 3], "items": [{"name": "가", "price": 10}, {"name": "나", "price": 20}], "map": {"k": "v"},
    });
    match template.fill(&data, &BTreeMap::new(), &FillOptions::default(), &Fonts::from_files([])) {
        Ok(filled) => {
            let roomy = Limits { file_bytes: u64::MAX, unpacked_bytes: u64::MAX, ..Limits::DEFAULT };
            assert!(Template::open(&filled, &roomy).is_ok(), "what was filled does not open");
        }
        Err(DocumentError::Writer { format, reason }) => panic!("{format}: {reason}"),
        Err(_) => {}
    }
}

/// A Word document with this body.
fn document(body: &str) -> Vec<u8> {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let text = format!("<w:document xmlns:w=\"{word}\"><w:body>{body}<w:sectPr/></w:body></w:document>");
    let mut package = Package::new(Kind::Word);
    package.set_part("word/document.xml", text.into_bytes());
    package.set_content_type("word/document.xml", main);
    package.relate("", &relationship_type("officeDocument"), "word/document.xml").expect("a new package");
    package.save().expect("a small package")
}

fn escaped(text: &str) -> String {
    vignette::documents::package::xml::escape(text).into_owned()
}
