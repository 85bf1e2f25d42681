//! A batch as a job: a template and rows in one stored input, one zip out.

use std::io::{self, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::shelf::ZipShelf;
use super::work::WorkError;
use crate::documents::template::FillOptions;
use crate::engine::Watch;
use crate::scene::Language;
use crate::studio::{
    BatchRequest, Delivery, Files, FillRequest, Rows, RowsError, RowsSource, Studio, StudioError, Tally,
};

/// The largest zip a job makes: it is handed on as one piece.
const LARGEST_ZIP: usize = 512 << 20;

/// A template to be filled once for each row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatchWork {
    /// The id of the stored [`BatchInput`].
    pub input: String,
    /// What the zip is called, without its ending.
    pub title: String,
    /// What each document is called, a text with tags.
    pub name: String,
    /// The values that lie under every row's own.
    pub data: Value,
    /// The seed of the pictures made for it.
    pub seed: u64,
    /// The model that makes them.
    pub model: Option<String>,
    /// The code of the language that numbers and dates are written in, as in `ko`.
    pub language: Option<String>,
    /// Whether what leads outside an Office document is taken out.
    #[serde(default)]
    pub strip_external: bool,
}

/// What a batch works on, as one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchInput {
    /// The template.
    pub template: Vec<u8>,
    /// The rows.
    pub rows: Vec<u8>,
}

impl BatchInput {
    /// The template's length in 8 bytes, the template, the rows.
    pub fn pack(&self) -> Vec<u8> {
        [&(self.template.len() as u64).to_le_bytes()[..], &self.template, &self.rows].concat()
    }

    fn unpack(mut packed: Vec<u8>) -> Option<Self> {
        let length = usize::try_from(u64::from_le_bytes(*packed.first_chunk()?)).ok()?;
        let rows = packed.get(8..)?.get(length..)?.to_vec();
        packed.drain(..8);
        packed.truncate(length);
        Some(Self { template: packed, rows })
    }
}

/// Fills all rows into one zip. Blocks its thread until it is done.
pub(super) fn run(
    studio: &Studio,
    work: &BatchWork,
    input: Vec<u8>,
    files: Files,
    watch: &dyn Watch,
) -> Result<(Delivery, Tally), WorkError> {
    let BatchInput { template, rows } = BatchInput::unpack(input).ok_or(WorkError::Row)?;
    let rows = Rows::open(RowsSource::Bytes(Arc::from(rows))).map_err(StudioError::from)?;
    let language = work.language.as_deref().and_then(Language::from_code);
    let fill = FillRequest {
        template,
        data: work.data.clone(),
        files,
        seed: work.seed,
        model: work.model.clone(),
        options: FillOptions { language, strip_external: work.strip_external, ..FillOptions::default() },
    };
    let request = BatchRequest { fill, name: work.name.clone(), threads: threads() };
    let mut shelf = ZipShelf::new(Bounded(Vec::new()));
    let tally = studio.batch(&request, &rows, &mut shelf, watch).map_err(too_large)?;
    let zip = shelf.finish().map_err(|error| too_large(StudioError::Shelf(error)))?;
    let (media_type, extension) = ("application/zip", "zip");
    Ok((Delivery { bytes: zip.0, media_type, extension, records: Vec::new(), remarks: Vec::new() }, tally))
}

/// Half the cores, as for pictures: other jobs run beside it.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().div_ceil(2))
}

/// Memory that takes [`LARGEST_ZIP`] bytes and no more.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST_ZIP {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A zip beyond its largest size is what the caller asked for, not a failure of ours.
fn too_large(error: StudioError) -> StudioError {
    match error {
        StudioError::Shelf(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            RowsError::TooLarge { mebibytes: LARGEST_ZIP >> 20 }.into()
        }
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_comes_back_as_it_was_packed() {
        let input = BatchInput { template: b"template".to_vec(), rows: b"rows".to_vec() };
        assert_eq!(BatchInput::unpack(input.pack()), Some(input));
        for broken in
            [&b""[..], b"1234567", b"\xff\xff\xff\xff\xff\xff\xff\xff", b"\x09\0\0\0\0\0\0\0template"]
        {
            assert_eq!(BatchInput::unpack(broken.to_vec()), None);
        }
    }
}
