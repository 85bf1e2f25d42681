//! Zips that are wrong in one way each, and compound files.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A zip in the making: entries by name, whether deflated.
#[derive(Clone, Debug, Default)]
pub struct Zip {
    entries: Vec<(String, Vec<u8>, bool)>,
    types: String,
}

impl Zip {
    /// One with no entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// A deflated entry.
    pub fn with(mut self, name: &str, bytes: &[u8]) -> Self {
        self.entries.push((name.to_owned(), bytes.to_vec(), true));
        self
    }

    /// An entry as it is.
    pub fn stored(mut self, name: &str, bytes: &[u8]) -> Self {
        self.entries.push((name.to_owned(), bytes.to_vec(), false));
        self
    }

    /// A part with its content type.
    pub fn typed(mut self, name: &str, content_type: &str, bytes: &[u8]) -> Self {
        self.types += &format!("<Override PartName=\"/{name}\" ContentType=\"{content_type}\"/>");
        self.with(name, bytes)
    }

    /// The parts of a Word document with this body.
    pub fn docx(self, body: &str) -> Self {
        let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        let new = package("word/document.xml", main, &document(body));
        Self { entries: [new.entries, self.entries].concat(), types: new.types + &self.types }
    }

    /// Without that entry.
    pub fn without(mut self, name: &str) -> Self {
        self.entries.retain(|(known, ..)| known != name);
        self
    }

    /// The file. Content types are written for what has a type.
    pub fn file(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let types = format!(
            "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{}</Types>",
            self.types
        );
        for (name, bytes, is_deflated) in &self.entries {
            let method = if *is_deflated { CompressionMethod::Deflated } else { CompressionMethod::Stored };
            writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
            let bytes = if bytes == TYPES_GO_HERE { types.as_bytes() } else { bytes };
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

const TYPES_GO_HERE: &[u8] = b"content types";

/// A package with this main part.
pub fn package(main: &str, content_type: &str, text: &str) -> Zip {
    let links = format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Target=\"{main}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/></Relationships>"
    );
    Zip::new().with("[Content_Types].xml", TYPES_GO_HERE).with("_rels/.rels", links.as_bytes()).typed(
        main,
        content_type,
        text.as_bytes(),
    )
}

/// A main part of Word with this body.
pub fn document(body: &str) -> String {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    format!("<w:document xmlns:w=\"{word}\"><w:body>{body}<w:sectPr/></w:body></w:document>")
}

/// The file with every occurrence of `from` written over by `to`.
pub fn replaced(file: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut file = file.to_vec();
    let hits: Vec<usize> = (0..file.len() - from.len()).filter(|&at| file[at..].starts_with(from)).collect();
    assert!(!hits.is_empty());
    hits.into_iter().for_each(|at| file[at..at + to.len()].copy_from_slice(to));
    file
}

/// Where the central directory starts.
pub fn directory(file: &[u8]) -> usize {
    file.windows(4).position(|four| four == b"PK\x01\x02").unwrap()
}

/// A file of one entry that claims to have `count`, with the records of zip64.
pub fn claims_entries(count: u64) -> Vec<u8> {
    let file = Zip::new().docx("").file();
    let start = directory(&file) as u64;
    let end = file.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    let length = end as u64 - start;
    let mut wide = file[..end].to_vec();
    wide.extend(b"PK\x06\x06");
    wide.extend(44_u64.to_le_bytes());
    wide.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    [count, count, length, start].iter().for_each(|number| wide.extend(number.to_le_bytes()));
    wide.extend(b"PK\x06\x07\0\0\0\0");
    wide.extend((end as u64).to_le_bytes());
    wide.extend(1_u32.to_le_bytes());
    wide.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0");
    wide
}

/// Two entries that share bytes: the second one's header lies in the first one's data.
pub fn overlapping() -> Vec<u8> {
    let mut file = Zip::new().docx("").stored("word/a", &[7; 500]).stored("word/b", &[7; 50]).file();
    let find = |mark: &[u8]| (0..file.len()).filter(|&at| file[at..].starts_with(mark)).collect::<Vec<_>>();
    let (locals, entries) = (find(b"PK\x03\x04"), find(b"PK\x01\x02"));
    let (first, second) = (locals[locals.len() - 2], locals[locals.len() - 1]);
    let quoted = first + 100;
    file.copy_within(second..second + 36, quoted);
    let offset = entries[entries.len() - 1] + 42;
    file[offset..offset + 4].copy_from_slice(&(quoted as u32).to_le_bytes());
    file
}

/// A compound file's header and one sector of its directory with these streams.
pub fn compound(streams: &[&str]) -> Vec<u8> {
    let mut file = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 504]].concat();
    for stream in ["Root Entry"].iter().chain(streams) {
        let mut entry: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        file.extend(entry);
    }
    file
}
