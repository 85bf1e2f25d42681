//! A PDF file to objects, under limits.

use std::collections::HashSet;

use lopdf::{DecompressError, Document, Error, LoadOptions, Object, ObjectId};

use super::weigh::weigh;
use crate::documents::{DocumentError, Limits};

/// The most pages a template may have; filling needs to know where each field is.
const MAX_PAGES: usize = 10_000;

/// Whether a file is a PDF: readers accept up to 1024 bytes before the header (Adobe's implementation note 13).
pub fn is_pdf(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024 + 5)];
    start.windows(5).any(|window| window == b"%PDF-")
}

/// Reads the objects of `bytes`.
pub(super) fn document(bytes: &[u8], limits: &Limits) -> Result<Document, DocumentError> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(refused(format!("it has {} bytes; at most {} are read", bytes.len(), limits.file_bytes)));
    }
    if !is_pdf(bytes) {
        return Err(DocumentError::NotADocument);
    }
    let unpacked = stream_limit(bytes, limits);
    weigh(bytes, unpacked, limits)?;
    let options = LoadOptions { max_decompressed_size: Some(unpacked), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| cause(&error))?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(DocumentError::Encrypted);
    }
    Ok(document)
}

/// How many bytes one packed stream of objects may become, so that all of them together stay within the limit.
fn stream_limit(bytes: &[u8], limits: &Limits) -> usize {
    let streams = packed_streams(bytes).max(1) as u64;
    usize::try_from(limits.unpacked_bytes / streams).unwrap_or(usize::MAX)
}

/// How many streams lopdf may unpack while it loads: those whose dictionary names an object stream or a
/// cross-reference stream, or hides a name behind a `#` escape.
fn packed_streams(bytes: &[u8]) -> usize {
    let mut last_end = 0;
    let keywords = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(b"stream"));
    let may_be_packed = |at: usize| {
        let before = &bytes[last_end..at];
        last_end = at + 6;
        let header =
            before.windows(3).rposition(|window| window == b"obj").map_or(before, |start| &before[start..]);
        let has = |name: &[u8]| header.windows(name.len()).any(|window| window == name);
        !before.ends_with(b"end") && (has(b"ObjStm") || has(b"XRef") || has(b"#"))
    };
    keywords.map(may_be_packed).filter(|packed| *packed).count()
}

/// The pages in order.
///
/// # Errors
/// [`DocumentError::Broken`] when a node of the page tree comes twice: a loop, or a page in two places.
pub(super) fn pages(document: &Document) -> Result<Vec<ObjectId>, DocumentError> {
    let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let mut waiting = vec![root.map_err(|error| cause(&error))?];
    let mut seen = HashSet::new();
    let mut pages = Vec::new();
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            return Err(broken("the page tree comes back to itself"));
        }
        let Ok(node) = document.get_dictionary(id) else { continue };
        match node.get_deref(b"Kids", document).and_then(Object::as_array) {
            Ok(kids) => waiting.extend(kids.iter().rev().filter_map(|kid| kid.as_reference().ok())),
            Err(_) => pages.push(id),
        }
        if pages.len() > MAX_PAGES {
            return Err(refused(format!("it has more than {MAX_PAGES} pages")));
        }
    }
    Ok(pages)
}

/// Whether the form has a second description of itself, in XML.
pub(super) fn has_xfa(document: &Document) -> bool {
    let form = document.catalog().and_then(|catalog| catalog.get_deref(b"AcroForm", document));
    form.and_then(Object::as_dict).is_ok_and(|form| form.has(b"XFA"))
}

/// A file that cannot be read.
pub(super) fn broken(reason: impl Into<String>) -> DocumentError {
    DocumentError::Broken { reason: reason.into() }
}

/// A file that is not read on purpose.
pub(super) fn refused(reason: impl Into<String>) -> DocumentError {
    DocumentError::Refused { reason: reason.into() }
}

/// lopdf's error in our words.
fn cause(error: &Error) -> DocumentError {
    match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => {
            refused("a packed stream of objects becomes larger than the limits")
        }
        Error::InvalidPassword | Error::Decryption(_) => DocumentError::Encrypted,
        other => broken(other.to_string()),
    }
}
