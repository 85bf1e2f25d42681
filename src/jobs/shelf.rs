//! Where a batch puts its documents: one zip, with the rows that could not be filled as `errors.jsonl` in it.

use std::io::{self, Seek as _, SeekFrom, Write};

use serde::Serialize;

use super::Failure;
use crate::documents::package::Archive;
use crate::studio::{FailedRow, Filled, Shelf};

/// The name of the list of rows that could not be filled.
pub const ERRORS: &str = "errors.jsonl";

/// The documents of a batch as one zip.
pub struct ZipShelf<W: Write> {
    archive: Archive<W>,
    errors: Spool,
}

impl<W: Write> ZipShelf<W> {
    /// A zip that is written from here on.
    pub fn new(writer: W) -> Self {
        Self { archive: Archive::new(writer), errors: Spool::default() }
    }

    /// Writes the list of failed rows, if there are any, and the zip's end.
    ///
    /// # Errors
    /// The writer's.
    pub fn finish(mut self) -> io::Result<W> {
        if self.errors.length > 0 {
            let Spool { mut file, length, crc } = self.errors;
            file.seek(SeekFrom::Start(0))?;
            self.archive
                .add_with(ERRORS, length, crc.finalize(), |writer| io::copy(&mut file, writer).map(drop))?;
        }
        self.archive.finish()
    }
}

impl<W: Write> Shelf for ZipShelf<W> {
    fn put(&mut self, filled: Filled) -> io::Result<()> {
        self.archive.add(&filled.name, &filled.file)
    }

    fn note(&mut self, failed: &FailedRow) -> io::Result<()> {
        self.errors.write(error_line(failed)?.as_bytes())
    }
}

/// Lines that wait for the zip's end: in memory up to 1 MiB, then in a file.
struct Spool {
    file: tempfile::SpooledTempFile,
    length: u64,
    crc: crc32fast::Hasher,
}

impl Default for Spool {
    fn default() -> Self {
        Self { file: tempfile::spooled_tempfile(1 << 20), length: 0, crc: crc32fast::Hasher::new() }
    }
}

impl Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length += bytes.len() as u64;
        self.crc.update(bytes);
        self.file.write_all(bytes)
    }
}

#[derive(Serialize)]
struct ErrorLine {
    row: u64,
    line: u64,
    #[serde(flatten)]
    failure: Failure,
}

/// A row that could not be filled as one line of JSON: the row, its line in the file, and all that a failed job says.
///
/// # Errors
/// None that can be caused from outside.
pub fn error_line(failed: &FailedRow) -> io::Result<String> {
    let line = ErrorLine { row: failed.row, line: failed.line, failure: Failure::from(&failed.error) };
    Ok(serde_json::to_string(&line)? + "\n")
}
