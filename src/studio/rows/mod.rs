//! Rows of data, one document each: a CSV table with a header, JSON lines, or a JSON array; read one row at a time.
//!
//! [`Rows::open`] looks through the whole file once: what it is ([`RowsFormat`]), how its text is encoded ([`text`]),
//! how many rows it has. [`csv`] and [`json`] read it; [`error`] says what is wrong with it.

use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use encoding_rs::Encoding;
use serde_json::{Map, Value};

pub use error::RowsError;
use text::Decoded;

mod csv;
mod error;
mod json;
mod text;

/// The largest row that is read: room for a few pictures as data: URLs. A quote that is never closed makes one row of
/// all that follows.
pub(super) const LARGEST_ROW: u64 = 64 << 20;

/// What a reader hands rows to.
type Take<'t> = dyn FnMut(Row) -> ControlFlow<()> + 't;

/// The values of one row.
pub(super) type Values = Map<String, Value>;

/// One row as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line it stands at in the file, counted from 1; of an item of an array the line it ends at.
    pub line: u64,
    /// Its values, or what is wrong with it.
    pub values: Result<Values, RowsError>,
}

/// What rows are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsFormat {
    /// A table whose first line names the columns; commas, semicolons or tabs between.
    Csv,
    /// One JSON object a line.
    JsonLines,
    /// One JSON array of objects.
    Json,
}

/// Where rows come from.
#[derive(Clone, Debug)]
pub enum RowsSource {
    /// A file.
    File(PathBuf),
    /// Bytes at hand.
    Bytes(Arc<[u8]>),
}

impl RowsSource {
    fn reader(&self) -> std::io::Result<Box<dyn Read>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }
}

/// Rows that were looked through and can be read.
#[derive(Clone, Debug)]
pub struct Rows {
    source: RowsSource,
    format: RowsFormat,
    encoding: &'static Encoding,
    count: u64,
}

impl Rows {
    /// Looks through all rows: their number, and everything that makes them unreadable as a whole.
    ///
    /// # Errors
    /// [`RowsError`]; what is wrong with one row alone is left for [`Rows::each`].
    pub fn open(source: RowsSource) -> Result<Self, RowsError> {
        let encoding = text::encoding(source.reader()?)?;
        let mut rows = Self { source, format: RowsFormat::Csv, encoding, count: 0 };
        rows.format = RowsFormat::of(&mut rows.text()?)?;
        let mut count = 0;
        rows.each(|_| {
            count += 1;
            ControlFlow::Continue(())
        })?;
        rows.count = count;
        if count == 0 { Err(RowsError::None) } else { Ok(rows) }
    }

    /// How many rows there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// What they are written in.
    pub fn format(&self) -> RowsFormat {
        self.format
    }

    /// The name of the text's encoding, as in `UTF-8`.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// Hands out every row in order until told to stop.
    ///
    /// # Errors
    /// [`RowsError`] of the file as a whole.
    pub fn each(&self, mut take: impl FnMut(Row) -> ControlFlow<()>) -> Result<(), RowsError> {
        let text = self.text()?;
        match self.format {
            RowsFormat::Csv => csv::each(text, &mut take),
            RowsFormat::JsonLines => json::each_line(text, &mut take),
            RowsFormat::Json => json::each_item(text, &mut take),
        }
    }

    fn text(&self) -> Result<Decoded<Box<dyn Read>>, RowsError> {
        Ok(Decoded::new(self.source.reader()?, self.encoding))
    }
}

impl RowsFormat {
    /// What the text begins like: an array, an object, or a table's header.
    fn of(text: &mut impl Read) -> Result<Self, RowsError> {
        for byte in BufReader::new(text).bytes() {
            match byte? {
                b' ' | b'\t' | b'\r' | b'\n' => {}
                b'[' => return Ok(Self::Json),
                b'{' => return Ok(Self::JsonLines),
                _ => return Ok(Self::Csv),
            }
        }
        Err(RowsError::None)
    }
}

#[cfg(test)]
mod tests;
