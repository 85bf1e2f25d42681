use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;
use crate::scene::Encoding;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/pjpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const DOCUMENT: &str = "<?xml version=\"1.0\"?><document>text</document>";
const LIMITS: Limits = Limits::for_testing();

/// A package of the two parts every document has, and more.
fn file(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let always = [(CONTENT_TYPES, TYPES.as_bytes()), ("word/document.xml", DOCUMENT.as_bytes())];
    for (name, bytes) in always.iter().chain(more) {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The file with every occurrence of `from` written over by `to`.
fn patched(mut file: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let hits: Vec<usize> = (0..file.len() - from.len()).filter(|&at| file[at..].starts_with(from)).collect();
    assert!(!hits.is_empty());
    hits.into_iter().for_each(|at| file[at..at + to.len()].copy_from_slice(to));
    file
}

fn check_refused(file: &[u8], words: &str) {
    match Package::open(file, &LIMITS) {
        Err(DocumentError::Refused { reason }) => assert!(reason.contains(words), "{reason}"),
        other => panic!("{words}: {other:?}"),
    }
}

fn check_broken(file: &[u8]) {
    let result = Package::open(file, &LIMITS);
    assert!(matches!(result, Err(DocumentError::Broken { .. })), "{result:?}");
}

#[test]
fn what_is_no_document_says_so() {
    let mut plain = ZipWriter::new(Cursor::new(Vec::new()));
    plain.start_file("a.txt", SimpleFileOptions::default()).unwrap();
    let plain = plain.finish().unwrap().into_inner();
    for bytes in [&b""[..], b"hello", b"%PDF-1.7", b"PK\x05\x06", &plain] {
        assert_eq!(Package::open(bytes, &LIMITS).err(), Some(DocumentError::NotADocument), "{bytes:?}");
    }
}

#[test]
fn damage_is_told_from_harm() {
    let whole = file(&[]);
    assert!(Package::open(&whole, &LIMITS).is_ok());
    for length in 4..whole.len() {
        assert!(Package::open(&whole[..length], &LIMITS).is_err(), "cut to {length}");
    }
    check_broken(&whole[..whole.len() / 2]);
    let stored = packed_by(CompressionMethod::Stored, "word/x.xml", b"<some>text</some>");
    check_broken(&patched(stored, b"<some>text</some>", b"<some>tEXt</some>"));
}

#[test]
fn flipped_bytes_never_panic() {
    let whole = file(&[("word/media/image1.png", &[7; 300])]);
    for at in 0..whole.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut damaged = whole.clone();
            damaged[at] ^= flip;
            if let Ok(package) = Package::open(&damaged, &LIMITS) {
                package.save().unwrap();
            }
        }
    }
}

fn packed_by(method: CompressionMethod, name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new_append(Cursor::new(file(&[]))).unwrap();
    writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn bombs_are_refused() {
    check_refused(&file(&[("word/a.xml", &vec![b' '; (1 << 20) + 1])]), "200 times its size");
    check_refused(
        &file(&[("a", &vec![0; 1 << 20]), ("b", &vec![0; 1 << 20])]),
        "unpacks to more than 2097152",
    );
    let flood: Vec<String> = (0..49).map(|number| format!("word/{number}.xml")).collect();
    let flood: Vec<(&str, &[u8])> = flood.iter().map(|name| (name.as_str(), &b"<a/>"[..])).collect();
    check_refused(&file(&flood), "51 entries");
    check_refused(&[b"PK\x03\x04".to_vec(), vec![0; 1 << 20]].concat(), "larger than 1048576 bytes");
}

#[test]
fn a_size_that_lies_is_refused() {
    let bomb = file(&[("word/a.bin", &vec![b' '; 900_000])]);
    let size = 900_000_u32.to_le_bytes();
    check_refused(&patched(bomb.clone(), &size, &10_u32.to_le_bytes()), "is not as long as it says");
    check_refused(&patched(bomb, &size, &900_001_u32.to_le_bytes()), "is not as long as it says");
}

#[test]
fn names_that_climb_or_clash_are_refused() {
    for name in
        ["../evil.xml", "/evil.xml", "word/../../evil.xml", "word\\evil.xml", "C:evil.xml", "a//b.xml"]
    {
        check_refused(
            &patched(
                file(&[(&"x".repeat(name.len()), b"")]),
                "x".repeat(name.len()).as_bytes(),
                name.as_bytes(),
            ),
            "leads out",
        );
    }
    check_refused(
        &patched(file(&[("word/DOCUMENT.xmL", b"<a/>")]), b"word/DOCUMENT.xmL", b"WORD/document.xml"),
        "two parts",
    );
    check_refused(
        &patched(file(&[("word/documenT.xml", b"<a/>")]), b"word/documenT.xml", b"word/document.xml"),
        "two parts",
    );
}

#[test]
fn a_directory_that_disagrees_with_the_file_is_refused() {
    let whole = file(&[("word/other.xml", b"<a/>")]);
    let directory = whole.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let renamed = [
        whole[..directory].to_vec(),
        patched(whole[directory..].to_vec(), b"word/other.xml", b"word/owner.xml"),
    ];
    check_refused(&renamed.concat(), "not where the directory says");
}

#[test]
fn a_second_name_is_refused() {
    // The Unicode path field: version, checksum of the plain name, the other name.
    let plain = file(&[("word/other.xml", b"<a/>")]);
    let directory = plain.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    let end = plain.windows(4).position(|four| four == b"PK\x05\x06").unwrap();
    let with = |name: &[u8]| {
        let field =
            [&0x7075_u16.to_le_bytes()[..], &(name.len() as u16 + 5).to_le_bytes(), &[1, 0, 0, 0, 0], name];
        let field = field.concat();
        let mut file = [&plain[..end], &field, &plain[end..]].concat();
        file[directory + 30..directory + 32].copy_from_slice(&(field.len() as u16).to_le_bytes());
        let size = end + field.len() - plain.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        let end = end + field.len();
        file[end + 12..end + 16].copy_from_slice(&(size as u32).to_le_bytes());
        file
    };
    check_refused(&with(b"word/document.xml"), "second name");
    assert!(Package::open(&with(b"word/other.xml"), &LIMITS).is_ok());
}

#[test]
fn what_gateways_leave_after_the_end_does_no_harm() {
    for tail in [&b"\n"[..], b"\r\n", &[0; 600]] {
        let padded = [&file(&[]), tail].concat();
        assert!(Package::open(&padded, &LIMITS).is_ok(), "{tail:?}");
    }
    check_broken(&[&file(&[]), &b"x"[..]].concat());
}

#[test]
fn encrypted_parts_are_refused() {
    let mut whole = file(&[]);
    let directory = whole.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    whole[directory + 8] |= 1;
    check_refused(&whole, "is encrypted");
}

#[test]
fn a_doctype_is_refused_wherever_it_stands() {
    let long = format!("<?xml version=\"1.0\"?><!--{}--><!DOCTYPE a><a/>", "x".repeat(100_000));
    let wide: Vec<u8> = "<!DOCTYPE a><a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xff, 0xfe][..], &wide].concat();
    for bytes in [long.as_bytes(), &wide, &marked] {
        for name in
            ["word/styles.xml", "word/_rels/document.xml.rels", "customXml/item1.xml", "word/media/a.svg"]
        {
            check_refused(&file(&[(name, bytes)]), "has a DOCTYPE");
        }
    }
    assert!(Package::open(&file(&[("word/chunk.html", b"<!DOCTYPE html>")]), &LIMITS).is_ok());
}

#[test]
fn untouched_parts_are_copied_as_they_lie() {
    let whole = file(&[("word/media/image1.png", &[7; 300]), ("docProps/app.xml", b"<Properties/>")]);
    let mut package = Package::open(&whole, &LIMITS).unwrap();
    assert_eq!(package.kind(), Kind::Word);
    package.set_part("word/document.xml", b"<document>changed</document>".to_vec());
    let saved = package.save().unwrap();
    let (before, after) = (entries(&whole), entries(&saved));
    let names = |entries: &[(String, u32, Vec<u8>)]| {
        entries.iter().map(|(name, ..)| name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&before), names(&after));
    for (old, new) in before.iter().zip(&after).filter(|(old, _)| old.0 != "word/document.xml") {
        assert_eq!(old, new);
    }
    assert_eq!(saved, package.save().unwrap());
}

/// Name, checksum and packed bytes of each entry, by another reader than ours.
fn entries(file: &[u8]) -> Vec<(String, u32, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index_raw(at).unwrap();
            let mut packed = Vec::new();
            entry.read_to_end(&mut packed).unwrap();
            (entry.name().to_owned(), entry.crc32(), packed)
        })
        .collect()
}

#[test]
fn the_same_picture_is_stored_once() {
    let mut package = Package::open(&file(&[("word/media/image1.gif", b"GIF")]), &LIMITS).unwrap();
    let first = package.add_media(vec![1, 2, 3], Encoding::Png);
    assert_eq!(first, "word/media/image2.png");
    assert_eq!(package.add_media(vec![1, 2, 3], Encoding::Png), first);
    let photo = package.add_media(vec![1, 2, 4], Encoding::Jpeg);
    assert_eq!(photo, "word/media/image3.jpeg");
    let kind = relationship_type("image");
    let id = package.relate("word/document.xml", &kind, &first).unwrap();
    assert_eq!(package.relate("word/document.xml", &kind, &first).unwrap(), id);
    assert_ne!(package.relate("word/document.xml", &kind, &photo).unwrap(), id);

    let again = Package::open(&package.save().unwrap(), &LIMITS).unwrap();
    assert_eq!((again.content_type(&first), again.content_type(&photo)), ("image/png", "image/jpeg"));
    let related = again.relationships("word/document.xml").unwrap();
    let targets: Vec<_> =
        related.iter().map(|known| again.target("word/document.xml", known).unwrap()).collect();
    assert_eq!(targets, [first, photo]);
}

#[test]
fn a_picture_that_the_file_carries_is_not_stored_again() {
    let check = |name: &str, bytes: &[u8], media_type: &str, expected: &str| {
        let mut package = Package::open(&file(&[(name, bytes)]), &LIMITS).unwrap();
        package.set_content_type(name, media_type);
        let added = package.add_media(b"picture".to_vec(), Encoding::Png);
        assert_eq!(added, expected);
        assert_eq!(package.add_media(b"picture".to_vec(), Encoding::Png), added);
        package.remove_part(name);
        let after = package.add_media(b"picture".to_vec(), Encoding::Png);
        assert_eq!(*package.part(&after).unwrap(), *b"picture");
    };
    check("word/media/logo.png", b"picture", "image/png", "word/media/logo.png");
    check("WORD/Media/logo.png", b"picture", "image/png", "WORD/Media/logo.png");
    check("word/media/logo.png", b"pictura", "image/png", "word/media/image1.png");
    check("word/media/logo.bin", b"picture", "image/jpeg", "word/media/image1.png");
    check("word/embeddings/logo.png", b"picture", "image/png", "word/media/image1.png");
}

#[test]
fn a_new_package_opens_again() {
    let mut package = Package::new(Kind::PowerPoint);
    let main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    package.set_part("ppt/presentation.xml", b"<p:presentation/>".to_vec());
    package.set_content_type("ppt/presentation.xml", main);
    package.relate("", &relationship_type("officeDocument"), "ppt/presentation.xml").unwrap();
    package.relate_outside("ppt/presentation.xml", "x", "https://example.com/?a=1&b=2").unwrap();
    let again = Package::open(&package.save().unwrap(), &LIMITS).unwrap();
    assert_eq!(again.kind(), Kind::PowerPoint);
    assert_eq!(again.text("PPT/Presentation.xml").unwrap(), "<p:presentation/>");
    assert_eq!(
        again.relationships("ppt/presentation.xml").unwrap()[0].target,
        "https://example.com/?a=1&b=2"
    );
    assert_eq!(again.relationships("").unwrap()[0].target, "ppt/presentation.xml");
}
