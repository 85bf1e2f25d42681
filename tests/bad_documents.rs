//! What bad files get through the public door: an error with a code, a sentence that names the place, and a hint.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

#[path = "fill_docx/docx.rs"]
#[allow(dead_code)] // other tests need more of it
mod docx;
mod bad_documents {
    pub mod zips;
}

use std::collections::BTreeMap;

use serde_json::{Value, json};
use vignette::documents::template::{FillOptions, Template};
use vignette::documents::{DocumentError, Limits, read_picture};
use vignette::jobs::Failure;
use vignette::scene::Fonts;
use vignette::studio::StudioError;

use bad_documents::zips::{self, Zip};
use docx::{Docx, paragraph, part};

const TEXT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

fn fill_with(file: &[u8], data: &Value, limits: &Limits) -> Result<Vec<u8>, DocumentError> {
    let options = FillOptions::default();
    Template::open(file, limits)?.fill(data, &BTreeMap::new(), &options, &Fonts::from_files([]))
}

fn fill(file: &[u8]) -> Result<Vec<u8>, DocumentError> {
    fill_with(file, &json!({"name": "김하늘"}), &Limits::DEFAULT)
}

/// The error a file gets: its code, and words of its sentence.
fn check_with(file: &[u8], limits: &Limits, code: &str, words: &str) {
    let error = fill_with(file, &json!({}), limits).expect_err(words);
    let failure = Failure::from(&StudioError::from(error));
    assert_eq!(failure.code.name(), code, "{words}: {}", failure.message);
    assert!(failure.message.contains(words), "{words}: {}", failure.message);
    assert!(failure.hint.is_some_and(|hint| hint.len() > 10), "{words}: no hint");
}

fn check(file: &[u8], code: &str, words: &str) {
    check_with(file, &Limits::DEFAULT, code, words);
}

/// A document with one more part.
fn with(name: &str, text: &str) -> Vec<u8> {
    Docx::new(&paragraph("{{ name }}")).with(name, text).file()
}

#[test]
fn what_is_no_document_is_told_what_it_is() {
    for nothing in [&b""[..], b"hello", b"PK", b"PK\x03\x04", &[0; 4096]] {
        let error = fill(nothing).unwrap_err();
        assert!(matches!(error, DocumentError::NotADocument | DocumentError::Broken { .. }), "{error}");
    }
    check(b"hello", "not_a_document", "not a DOCX, PPTX or PDF");
    check(&Zip::new().with("a.txt", b"x").file(), "not_a_document", "not a DOCX");
    check(&zips::compound(&["EncryptionInfo", "EncryptedPackage"]), "encrypted_document", "password");
    let unsupported = |file: &[u8], words| check(file, "unsupported_document", words);
    unsupported(&zips::compound(&["1Table", "WordDocument"]), "a Word 97-2003 document (.doc)");
    unsupported(&zips::compound(&["PowerPoint Document"]), "(.ppt)");
    unsupported(&zips::compound(&["Workbook"]), "(.xls)");
    unsupported(&zips::compound(&["FileHeader", "\u{5}HwpSummaryInformation"]), "a Hangul document (.hwp)");
    let typed =
        |kind: &str| Zip::new().stored("mimetype", kind.as_bytes()).with("content.xml", b"<a/>").file();
    unsupported(&typed("application/vnd.oasis.opendocument.text"), "an OpenDocument text (.odt)");
    unsupported(&typed("application/hwp+zip"), "a Hangul document (.hwpx)");
    unsupported(&Zip::new().with("Index/Document.iwa", b"x").file(), "a Pages, Keynote or Numbers document");
    unsupported(b"{\\rtf1 x}", "a Rich Text document");
    unsupported(b"<!DOCTYPE html><html></html>", "a web page");
    unsupported(b"\x89PNG\r\n\x1a\n....", "a picture");
    let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    unsupported(&zips::package("xl/workbook.xml", sheet, "<workbook/>").file(), "an Excel workbook");
}

#[test]
fn damaged_files_are_told_from_harmful_ones() {
    let whole = Zip::new().docx(&paragraph("{{ name }}")).stored("word/x.bin", b"some bytes here").file();
    assert!(fill(&whole).is_ok());
    check(&whole[..whole.len() / 2], "broken_document", "ends too early");
    check(&[&whole[..], b"trailing"].concat(), "broken_document", "ends too early");
    let other = zips::replaced(&whole, b"some bytes here", b"some BYTES here");
    check(&other, "broken_document", "word/x.bin is damaged");
    let lies = |from: u32, to: u32| zips::replaced(&whole, &from.to_le_bytes(), &to.to_le_bytes());
    check(&lies(15, 14), "broken_document", "word/x.bin is damaged");
    let directory = zips::directory(&whole);
    let renamed = zips::replaced(&whole[directory..], b"word/x.bin", b"word/y.bin");
    check(&[&whole[..directory], &renamed].concat(), "refused_document", "word/y.bin is not where");
    let resized = zips::replaced(&whole[..directory], &15_u32.to_le_bytes(), &14_u32.to_le_bytes());
    check(&[&resized, &whole[directory..]].concat(), "refused_document", "word/x.bin has other sizes");
    check(&with("word/header1.xml", "<a><b></a>"), "broken_document", "word/header1.xml is not well-formed");
    check(&with("word/header1.xml", "<a>&undeclared;</a>"), "broken_document", "word/header1.xml");
    let header = |bytes: &[u8]| {
        let types = format!("{TEXT_TYPE}.header+xml");
        Zip::new().docx("").typed("word/header1.xml", &types, bytes).file()
    };
    for no_text in [&b"<a>\xff\xfe\xfd</a>"[..], b"\xff\xfe<\0a", b"\xff\xfe\x00\xd8>\0"] {
        check(&header(no_text), "broken_document", "word/header1.xml is not Unicode text");
    }
}

#[test]
fn packages_that_lack_something_say_what() {
    let main = format!("{TEXT_TYPE}.document.main+xml");
    let no_types = zips::package("word/document.xml", &main, "<a/>").without("[Content_Types].xml");
    check(&no_types.file(), "not_a_document", "not a DOCX");
    let no_main = zips::package("word/document.xml", &main, "<a/>").without("word/document.xml");
    check(&no_main.file(), "broken_document", "main part is missing");
    check(&Zip::new().with("[Content_Types].xml", b"<Types>").file(), "not_a_document", "");
}

#[test]
fn bombs_and_floods_are_refused() {
    let small = Limits::for_testing();
    let refused = |file: &[u8], words| check(file, "refused_document", words);
    refused(&Zip::new().docx("").with("word/a.xml", &vec![b' '; 9 << 20]).file(), "200 times its size");
    let halves = Zip::new().docx("").with("a", &vec![0; 1 << 20]).with("b", &vec![0; 1 << 20]).file();
    check_with(&halves, &small, "refused_document", "unpacks to more than");
    refused(&zips::claims_entries(2_000_000), "2000000 entries");
    refused(&zips::claims_entries(60_000), "60000 entries");
    refused(&zips::overlapping(), "overlap");
    let large = [b"PK\x03\x04".to_vec(), vec![0; 2 << 20]].concat();
    check_with(&large, &small, "refused_document", "larger than 1048576 bytes");
    let many = Docx::new(&"<w:r/>".repeat(20_000)).file();
    check_with(&many, &small, "refused_document", "more than 10000 tags");
    refused(&Docx::new(&("<w:r>".repeat(1_000) + &"</w:r>".repeat(1_000))).file(), "nested too deeply");
    let spaces: String = (0..5_000).map(|number| format!(" xmlns:n{number}=\"u{number}\"")).collect();
    refused(&Docx::new(&format!("<w:p{spaces}/>")).file(), "too many namespaces");
    let links: String =
        (0..200_000).map(|id| format!("<Relationship Id=\"r{id}\" Type=\"t\" Target=\"a\"/>")).collect();
    let links = format!("<Relationships>{links}</Relationships>");
    refused(
        &Zip::new().docx("").with("word/_rels/document.xml.rels", links.as_bytes()).file(),
        "too many tags",
    );
}

#[test]
fn names_that_climb_or_clash_are_refused() {
    for name in ["../evil.xml", "/evil.xml", "word/../../evil.xml", "word\\evil.xml", "C:evil.xml"] {
        let file = Zip::new().docx("").with(&"x".repeat(name.len()), b"").file();
        let file = zips::replaced(&file, "x".repeat(name.len()).as_bytes(), name.as_bytes());
        check(&file, "refused_document", "leads out of the package");
    }
    let twice = Zip::new().docx("").with("word/DOCUMENT.XML", b"<a/>").file();
    check(&twice, "refused_document", "two parts named");
}

#[test]
fn entities_are_refused_wherever_they_stand() {
    let laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><a>&b;</a>";
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
    for text in [laughs, outside, "<!DOCTYPE a SYSTEM \"http://example.com/a.dtd\"><a/>"] {
        for name in ["word/styles.xml", "word/header1.xml", "customXml/item1.xml", "docProps/core.xml"] {
            check(&with(name, text), "refused_document", &format!("{name} has a DOCTYPE"));
        }
    }
}

#[test]
fn what_lies_outside_is_kept_and_never_fetched() {
    let links = concat!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        "<Relationship Id=\"rId1\" Type=\"t/attachedTemplate\" Target=\"http://192.0.2.1/a.dotm\" TargetMode=\"External\"/>",
        "<Relationship Id=\"rId2\" Type=\"t/image\" Target=\"file://host/share/a.png\" TargetMode=\"External\"/>",
        "<Relationship Id=\"rId3\" Type=\"t/loop\" Target=\"document.xml\"/></Relationships>"
    );
    let file =
        Zip::new().docx(&paragraph("{{ name }}")).with("word/_rels/document.xml.rels", links.as_bytes());
    let filled = fill(&file.file()).unwrap();
    assert!(part(&filled, "word/document.xml").contains("김하늘"));
    assert_eq!(part(&filled, "word/_rels/document.xml.rels"), links);
}

#[test]
fn macros_and_signatures_stay_as_they_are() {
    let main = "application/vnd.ms-word.document.macroEnabled.main+xml";
    let body = zips::document(&paragraph("{{ name }}"));
    let macros: Vec<u8> = (0..=255).cycle().take(5_000).collect();
    let file = zips::package("word/document.xml", main, &body)
        .typed("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", &macros)
        .file();
    let filled = fill(&file).unwrap();
    assert_eq!(docx::raw_part(&filled, "word/vbaProject.bin"), docx::raw_part(&file, "word/vbaProject.bin"));
    assert!(part(&filled, "[Content_Types].xml").contains(main));
}

#[test]
fn strict_and_utf_16_documents_are_filled() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let body = zips::document(&paragraph("{{ name }}"))
        .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict);
    let main = format!("{TEXT_TYPE}.document.main+xml");
    let filled = fill(&zips::package("word/document.xml", &main, &body).file()).unwrap();
    let text = part(&filled, "word/document.xml");
    assert!(text.contains(strict) && text.contains("김하늘"), "{text}");

    let declared =
        format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{}", zips::document(&paragraph("{{ name }} 님")));
    let wide: Vec<u8> =
        [0xfeff].into_iter().chain(declared.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let package = zips::package("word/document.xml", &main, "").without("word/document.xml");
    let filled = fill(&package.with("word/document.xml", &wide).file()).unwrap();
    let text = part(&filled, "word/document.xml");
    assert!(text.contains("encoding=\"UTF-8\"") && text.contains("김하늘 님"), "{text}");
}

#[test]
fn templates_cannot_grow_without_end() {
    let limits = Limits { unpacked_bytes: 4 << 20, ..Limits::DEFAULT };
    let rows = json!({"rows": vec![0; 200_000], "name": "{{ name }}"});
    let repeated = paragraph("{% for row in rows %}") + &paragraph("row") + &paragraph("{% endfor %}");
    for body in [repeated, paragraph("{% for row in rows %}a longer text{% endfor %}")] {
        let error = fill_with(&Docx::new(&body).file(), &rows, &limits).unwrap_err();
        let failure = Failure::from(&StudioError::from(error));
        assert_eq!(failure.code.name(), "unfilled_tags");
        assert_eq!(
            (failure.problems[0].part.as_str(), failure.problems[0].position),
            ("word/document.xml", 1)
        );
    }
    let recursive = fill_with(&Docx::new(&paragraph("{{ name }}")).file(), &rows, &limits).unwrap();
    assert!(part(&recursive, "word/document.xml").contains(">{{ name }}<"), "a value is no template");
}

#[test]
fn depth_that_is_allowed_fits_a_small_stack() {
    let nested = |open: &str, close: &str, times: usize| {
        Docx::new(&(open.repeat(times) + &paragraph("{{ name }}") + &close.repeat(times))).file()
    };
    let cells = nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80);
    let controls = nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 120);
    // Worker threads have 2 MiB.
    let small = || std::thread::Builder::new().stack_size(2 << 20);
    let inline = paragraph(&("{% if name %}".repeat(3_000) + &"{% endif %}".repeat(3_000)));
    let blocks = paragraph("{% if name %}").repeat(3_000) + &paragraph("{% endif %}").repeat(3_000);
    for body in [inline, blocks] {
        let file = Docx::new(&body).file();
        let error = small().spawn(move || fill(&file)).unwrap().join().unwrap().unwrap_err();
        assert!(matches!(error, DocumentError::Tags(_)), "{error}");
    }
    let within = "{% if name %}".repeat(50) + "{{ name }}" + &"{% endif %}".repeat(50);
    let deep = Docx::new(&paragraph(&within)).file();
    let filled = small().spawn(move || fill(&deep)).unwrap().join().unwrap();
    assert!(part(&filled.unwrap(), "word/document.xml").contains("김하늘"));
    let filled = small().spawn(move || [fill(&cells), fill(&controls)]).unwrap().join().unwrap();
    for filled in filled {
        assert!(part(&filled.unwrap(), "word/document.xml").contains("김하늘"));
    }
}

#[test]
fn pictures_that_are_too_large_are_refused_by_their_header() {
    let mut pixels = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(2, 2).write_to(&mut pixels, image::ImageFormat::Png).unwrap();
    let mut flood = pixels.into_inner();
    flood[16..24].copy_from_slice(&[0, 0, 0xff, 0, 0, 0, 0xff, 0]);
    let crc = crc32fast::hash(&flood[12..29]);
    flood[29..33].copy_from_slice(&crc.to_be_bytes());
    let error = read_picture(flood, "cover", "", &Limits::DEFAULT).unwrap_err();
    let failure = Failure::from(&StudioError::from(error));
    assert_eq!(failure.code.name(), "bad_picture");
    assert!(
        failure.message.contains("cover") && failure.message.contains("65280x65280 pixels"),
        "{}",
        failure.message
    );
}
