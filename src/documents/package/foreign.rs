//! Files that are documents of other kinds, known by their bytes: whoever passes one is told what it is.

use super::bytes::{u16_at, u32_at};
use crate::documents::DocumentError;

/// How a Compound File begins (MS-CFB 2.2): Office before 2007, Hangul 5, and every Office file with a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Streams of compound files, by what their presence says. The first that is found decides.
const STREAMS: [(&str, &str, &str); 7] = [
    ("WordDocument", "a Word 97-2003 document (.doc)", ".docx"),
    ("PowerPoint Document", "a PowerPoint 97-2003 presentation (.ppt)", ".pptx"),
    ("Workbook", "an Excel 97-2003 workbook (.xls)", ""),
    ("Book", "an Excel 95 workbook (.xls)", ""),
    ("HwpSummaryInformation", "a Hangul document (.hwp)", ".docx"),
    ("VisioDocument", "a Visio drawing (.vsd)", ""),
    ("__properties_version1.0", "an Outlook message (.msg)", ""),
];

/// What the `mimetype` entry says that OpenDocument, Hangul and EPUB begin with.
const MEDIA_TYPES: [(&str, &str, &str); 7] = [
    ("application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", ".docx"),
    ("application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (.odp)", ".pptx"),
    ("application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)", ""),
    ("application/vnd.oasis.opendocument", "an OpenDocument file", ".docx"),
    ("application/hwp+zip", "a Hangul document (.hwpx)", ".docx"),
    ("application/haansofthwpx", "a Hangul document (.hwpx)", ".docx"),
    ("application/epub+zip", "an EPUB book", ".docx"),
];

/// Entries that only one kind of zip has.
const ENTRIES: [(&str, &str, &str); 5] = [
    ("Index/Document.iwa", "a Pages, Keynote or Numbers document", ".docx or .pptx"),
    ("Index.zip", "a Pages, Keynote or Numbers document", ".docx or .pptx"),
    ("index.apxl", "a Keynote document", ".pptx"),
    ("FixedDocSeq.fdseq", "an XPS document", ".docx"),
    ("META-INF/MANIFEST.MF", "a Java archive", ""),
];

/// Beginnings of files that are no zip.
const BEGINNINGS: [(&[u8], &str, &str); 12] = [
    (b"{\\rtf", "a Rich Text document (.rtf)", ".docx"),
    (b"<!doctype html", "a web page (.html)", ".docx"),
    (b"<html", "a web page (.html)", ".docx"),
    (b"mime-version:", "a web archive (.mht)", ".docx"),
    (b"hwp document file", "a Hangul document (.hwp)", ".docx"),
    (b"\xdb\xa5", "a Word 2 document (.doc)", ".docx"),
    (b"\x31\xbe\0\0", "a Windows Write document (.wri)", ".docx"),
    (b"%!ps", "a PostScript file (.ps)", ".pdf"),
    (b"\x89png", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"gif8", "a picture", ""),
    (b"\x1f\x8b", "a gzip archive", ""),
];

/// What Word writes as one XML file: Word 2003 and Flat OPC.
const XML_ROOTS: [(&[u8], &str, &str); 2] = [
    (b"schemas.microsoft.com/office/2006/xmlPackage", "a document saved as one XML file", ".docx"),
    (b"schemas.microsoft.com/office/word/2003/wordml", "a Word 2003 XML document (.xml)", ".docx"),
];

/// Why a file that is no package cannot be filled.
pub(super) fn no_package(file: &[u8]) -> DocumentError {
    if file.starts_with(COMPOUND) {
        return compound(file);
    }
    let start: Vec<u8> = file.trim_ascii_start().iter().take(4096).map(u8::to_ascii_lowercase).collect();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start).trim_ascii_start();
    if start.starts_with(b"<?xml") {
        let head = &file[..file.len().min(4096)];
        let has = |root: &[u8]| head.windows(root.len()).any(|window| window == root);
        return named(
            XML_ROOTS.iter().find(|(root, ..)| has(root)).map(|(_, kind, save_as)| (*kind, *save_as)),
        );
    }
    let begins = BEGINNINGS.iter().find(|(beginning, ..)| start.starts_with(beginning));
    named(begins.map(|(_, kind, save_as)| (*kind, *save_as)))
}

/// Why a zip without content types cannot be filled; `names` are its entries'.
pub(super) fn no_content_types<'a>(file: &[u8], mut names: impl Iterator<Item = &'a str>) -> DocumentError {
    if let Some(media_type) = media_type(file) {
        let is_it = |(known, ..): &&(&str, &str, &str)| media_type.starts_with(known.as_bytes());
        return named(MEDIA_TYPES.iter().find(is_it).map(|(_, kind, save_as)| (*kind, *save_as)));
    }
    let known = names.find_map(|name| ENTRIES.iter().find(|(known, ..)| name.eq_ignore_ascii_case(known)));
    named(known.map(|(_, kind, save_as)| (*kind, *save_as)))
}

/// What a package is whose content types name no main part of ours.
pub(super) fn other_package(content_types: &str) -> DocumentError {
    let is = |kind: &str| content_types.contains(kind);
    named(match () {
        () if is("vnd.ms-visio.") => Some(("a Visio drawing (.vsdx)", "")),
        () if is("vnd.ms-package.xps-fixeddocument") => Some(("an XPS document", ".docx")),
        () => None,
    })
}

/// The `mimetype` entry, which stands first and is stored, so that it can be read at a fixed place (ODF 1.3 part 2,
/// 3.3).
fn media_type(file: &[u8]) -> Option<&[u8]> {
    let name = 30..30 + usize::from(u16_at(file, 26)?);
    let is_first = file.get(name.clone())? == b"mimetype" && u16_at(file, 8)? == 0;
    let start = name.end + usize::from(u16_at(file, 28)?);
    let length = usize::try_from(u32_at(file, 18)?).ok()?.min(128);
    is_first.then(|| file.get(start..start + length)).flatten()
}

/// A compound file's streams are named in UTF-16 at the start of entries of 128 bytes (MS-CFB 2.6).
fn compound(file: &[u8]) -> DocumentError {
    let wide = |name: &str| name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let has = |name: &str| {
        let name = wide(name);
        file.chunks(128).any(|entry| entry.starts_with(&name))
    };
    if has("EncryptedPackage") || has("EncryptedSummary") {
        return DocumentError::Encrypted;
    }
    // Hangul's summary begins with a control character that is part of its name.
    let is_there = |name: &str| has(name) || has(&format!("\u{5}{name}"));
    named(STREAMS.iter().find(|(name, ..)| is_there(name)).map(|(_, kind, save_as)| (*kind, *save_as)))
}

fn named(known: Option<(&'static str, &'static str)>) -> DocumentError {
    known.map_or(DocumentError::NotADocument, |(kind, save_as)| DocumentError::Unsupported { kind, save_as })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A compound file's header and one sector of its directory with these streams.
    fn compound_file(streams: &[&str]) -> Vec<u8> {
        let mut file = [COMPOUND, &[0; 504]].concat();
        for stream in ["Root Entry"].iter().chain(streams) {
            let mut entry: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry.resize(128, 0);
            file.extend(entry);
        }
        file
    }

    fn check(found: &DocumentError, expected: &str) {
        let found = match found {
            DocumentError::Unsupported { kind, save_as } => format!("{kind} -> {save_as}"),
            other => format!("{other:?}"),
        };
        assert!(found.starts_with(expected), "{found}: {expected}");
    }

    #[test]
    fn files_of_other_programs_are_named() {
        check(
            &no_package(&compound_file(&["1Table", "WordDocument"])),
            "a Word 97-2003 document (.doc) -> .docx",
        );
        check(&no_package(&compound_file(&["PowerPoint Document"])), "a PowerPoint 97-2003 presentation");
        check(&no_package(&compound_file(&["Workbook"])), "an Excel 97-2003 workbook (.xls) -> ");
        check(
            &no_package(&compound_file(&["FileHeader", "\u{5}HwpSummaryInformation"])),
            "a Hangul document (.hwp)",
        );
        check(&no_package(&compound_file(&["EncryptionInfo", "EncryptedPackage"])), "Encrypted");
        check(&no_package(&compound_file(&["Something"])), "NotADocument");
        check(&no_package(b"{\\rtf1\\ansi x}"), "a Rich Text document");
        check(&no_package(b"\xef\xbb\xbf\n<!DOCTYPE HTML><html>"), "a web page");
        check(&no_package(b"<?xml version='1.0'?><pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">"), "a document saved as one XML file");
        check(&no_package(b"<?xml version='1.0'?><a/>"), "NotADocument");
        check(&no_package(b""), "NotADocument");
    }

    #[test]
    fn zips_of_other_programs_are_named() {
        let odf = |kind: &str| {
            let mut file = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
            file.extend((kind.len() as u32).to_le_bytes());
            file.extend((kind.len() as u32).to_le_bytes());
            [&file, &b"\x08\0\0\0mimetype"[..], kind.as_bytes()].concat()
        };
        let check_type = |kind: &str, expected: &str| {
            check(&no_content_types(&odf(kind), ["mimetype"].into_iter()), expected);
        };
        check_type("application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt) -> .docx");
        check_type("application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (.odp)");
        check_type("application/hwp+zip", "a Hangul document (.hwpx)");
        check_type("text/plain", "NotADocument");
        check(&no_content_types(b"PK\x03\x04", ["Index/Document.iwa"].into_iter()), "a Pages");
        check(&no_content_types(b"PK\x03\x04", ["a.txt"].into_iter()), "NotADocument");
        check(&other_package("application/vnd.ms-visio.drawing.main+xml"), "a Visio drawing");
    }
}
