//! Bytes to text: which encoding, and never more than one row at a time.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use encoding_rs::{CoderResult, Decoder, DecoderResult, EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::RowsError;

const CHUNK: usize = 64 << 10;

/// The encoding of a text: by its byte order mark, else UTF-8, else CP949, which Excel writes on a Korean Windows.
///
/// # Errors
/// [`RowsError::Encoding`] when it is none of these.
pub(super) fn encoding(mut bytes: impl Read) -> Result<&'static Encoding, RowsError> {
    let mut chunk = vec![0; CHUNK];
    let mut length = fill(&mut bytes, &mut chunk)?;
    match chunk.get(..length) {
        Some([0xff, 0xfe, ..]) => return Ok(UTF_16LE),
        Some([0xfe, 0xff, ..]) => return Ok(UTF_16BE),
        _ => {}
    }
    let (mut utf_8, mut cp949) = (Judge::new(UTF_8), Judge::new(EUC_KR));
    let mut at = 0;
    let mut wrong_at = 0;
    loop {
        let is_last = length == 0;
        let was_text = utf_8.is_text;
        let read = utf_8.look(&chunk[..length], is_last);
        if was_text && !utf_8.is_text {
            wrong_at = at + read as u64;
        }
        cp949.look(&chunk[..length], is_last);
        at += length as u64;
        match (utf_8.is_text, cp949.is_text) {
            (false, false) => return Err(RowsError::Encoding { at: wrong_at }),
            (is_utf_8, _) if is_last => return Ok(if is_utf_8 { UTF_8 } else { EUC_KR }),
            _ => length = fill(&mut bytes, &mut chunk)?,
        }
    }
}

fn fill(bytes: &mut impl Read, chunk: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < chunk.len() {
        match bytes.read(&mut chunk[length..])? {
            0 => break,
            read => length += read,
        }
    }
    Ok(length)
}

/// Whether everything so far is text of one encoding.
struct Judge {
    decoder: Decoder,
    text: String,
    is_text: bool,
}

impl Judge {
    fn new(encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { decoder, text: String::with_capacity(3 * CHUNK + 16), is_text: true }
    }

    /// Looks at more bytes; how many were read before the first that is no text.
    fn look(&mut self, bytes: &[u8], is_last: bool) -> usize {
        if !self.is_text {
            return 0;
        }
        self.text.clear();
        let (result, read) =
            self.decoder.decode_to_string_without_replacement(bytes, &mut self.text, is_last);
        self.is_text = result == DecoderResult::InputEmpty;
        read
    }
}

/// A reader of UTF-8 over bytes of any encoding, without the byte order mark, its lines ended by `\n` alone.
pub(super) struct Decoded<R> {
    bytes: R,
    decoder: Decoder,
    chunk: Vec<u8>,
    text: String,
    at: usize,
    ended_by_return: bool,
    is_done: bool,
}

impl<R: Read> Decoded<R> {
    pub fn new(bytes: R, encoding: &'static Encoding) -> Self {
        let text = String::with_capacity(3 * CHUNK + 16);
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { bytes, decoder, chunk: vec![0; CHUNK], text, at: 0, ended_by_return: false, is_done: false }
    }

    fn decode_more(&mut self) -> io::Result<()> {
        let length = self.bytes.read(&mut self.chunk)?;
        self.is_done = length == 0;
        self.text.clear();
        self.at = 0;
        let (result, ..) = self.decoder.decode_to_string(&self.chunk[..length], &mut self.text, self.is_done);
        debug_assert!(result == CoderResult::InputEmpty, "three times the bytes is room for any text");
        self.unify_line_ends();
        Ok(())
    }

    /// `\r\n` and `\r` become `\n`, also where a chunk ends between the two.
    fn unify_line_ends(&mut self) {
        self.at = usize::from(self.ended_by_return && self.text.starts_with('\n'));
        self.ended_by_return = self.text.ends_with('\r') || (self.ended_by_return && self.text.is_empty());
        if self.text.contains('\r') {
            self.text = self.text.replace("\r\n", "\n").replace('\r', "\n");
            self.text.reserve(3 * CHUNK + 16);
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() {
            if self.is_done {
                return Ok(0);
            }
            self.decode_more()?;
        }
        let ready = &self.text.as_bytes()[self.at..];
        let length = ready.len().min(into.len());
        into[..length].copy_from_slice(&ready[..length]);
        self.at += length;
        Ok(length)
    }
}

/// A reader that fails when one row takes more than its share, and counts lines.
pub(super) struct Guarded<R> {
    text: R,
    limit: u64,
    meter: Meter,
}

/// What was read of the row at work, and the lines of all.
#[derive(Clone, Debug, Default)]
pub(super) struct Meter {
    row: Rc<Cell<u64>>,
    lines: Rc<Cell<u64>>,
}

impl Meter {
    /// The next row begins.
    pub fn next_row(&self) {
        self.row.set(0);
    }

    /// The line at work, counted from 1.
    pub fn line(&self) -> u64 {
        self.lines.get() + 1
    }
}

impl<R: Read> Guarded<R> {
    pub fn new(text: R, limit: u64) -> Self {
        Self { text, limit, meter: Meter::default() }
    }

    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.meter.row.get() > self.limit {
            let reason = format!("one row is larger than {} MiB; is a quote never closed?", self.limit >> 20);
            return Err(io::Error::other(reason));
        }
        let length = self.text.read(into)?;
        self.meter.row.set(self.meter.row.get() + length as u64);
        let ends = into[..length].iter().filter(|&&byte| byte == b'\n').count();
        self.meter.lines.set(self.meter.lines.get() + ends as u64);
        Ok(length)
    }
}
