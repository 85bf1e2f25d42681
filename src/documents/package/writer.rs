//! A zip file written entry by entry, the same bytes for the same parts.

use std::io::Write;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::directory::Entry;
use super::pieces::Pieces;
use crate::documents::DocumentError;

/// 1 January 1980, midnight: the earliest a zip can say, so that the same parts give the same bytes.
const FIXED_TIME: u32 = 0x0021_0000;
/// Version 2.0 of the format, the one with deflate.
const VERSION: u16 = 20;
/// The flag for names in UTF-8.
const UTF_8: u16 = 1 << 11;
/// The flag for sizes that follow the data; ours come before.
const SIZES_FOLLOW: u16 = 1 << 3;

/// Collects the file and its directory.
#[derive(Debug, Default)]
pub(super) struct Writer {
    file: Pieces,
    directory: Vec<u8>,
    count: u16,
}

impl Writer {
    /// Adds an entry of another file with its packed bytes as they are.
    ///
    /// # Errors
    /// [`DocumentError::Writer`] beyond 4 GiB or 65,534 entries.
    pub(super) fn copy(&mut self, entry: &Entry, source: &Arc<[u8]>) -> Result<(), DocumentError> {
        let header = Header {
            name: &entry.raw_name,
            flags: entry.flags & !SIZES_FOLLOW,
            method: entry.method,
            time: entry.time,
            crc: entry.crc,
            unpacked: entry.unpacked,
        };
        self.push(&header, entry.data.len())?;
        let crc = (entry.method == 0).then_some(entry.crc);
        self.file.share(source, entry.data.clone(), crc);
        Ok(())
    }

    /// Adds a part; deflated when `shrinks` and when that makes it smaller.
    ///
    /// # Errors
    /// As for [`Writer::copy`].
    pub(super) fn add(&mut self, name: &str, bytes: &Arc<[u8]>, shrinks: bool) -> Result<(), DocumentError> {
        let packed = if shrinks { Some(deflate(bytes)?) } else { None };
        let packed = packed.filter(|packed| packed.len() < bytes.len());
        let crc = crc32fast::hash(bytes);
        let header = Header {
            name: name.as_bytes(),
            flags: if name.is_ascii() { 0 } else { UTF_8 },
            method: if packed.is_some() { 8 } else { 0 },
            time: FIXED_TIME,
            crc,
            unpacked: bytes.len() as u64,
        };
        self.push(&header, packed.as_ref().map_or(bytes.len(), Vec::len))?;
        match packed {
            Some(packed) => self.file.push(&packed),
            None => self.file.share(bytes, 0..bytes.len(), Some(crc)),
        }
        Ok(())
    }

    /// The whole file.
    ///
    /// # Errors
    /// As for [`Writer::copy`].
    pub(super) fn finish(mut self) -> Result<Pieces, DocumentError> {
        let start = length(self.file.length())?;
        let size = length(self.directory.len() as u64)?;
        self.file.push(&self.directory);
        self.file.push(b"PK\x05\x06\0\0\0\0");
        self.file.push(&self.count.to_le_bytes());
        self.file.push(&self.count.to_le_bytes());
        self.file.push(&size.to_le_bytes());
        self.file.push(&start.to_le_bytes());
        self.file.push(&[0, 0]);
        Ok(self.file)
    }

    /// Writes the headers of an entry whose `packed` bytes come next.
    fn push(&mut self, header: &Header<'_>, packed: usize) -> Result<(), DocumentError> {
        let at = length(self.file.length())?;
        let fields = header.fields(length(packed as u64)?)?;
        self.count = self.count.checked_add(1).ok_or_else(too_large)?;
        self.file.push(b"PK\x03\x04");
        self.file.push(&fields);
        self.file.push(header.name);
        self.directory.extend_from_slice(b"PK\x01\x02");
        self.directory.extend_from_slice(&VERSION.to_le_bytes());
        self.directory.extend_from_slice(&fields);
        self.directory.extend_from_slice(&[0; 10]); // no comment, first volume, no attributes
        self.directory.extend_from_slice(&at.to_le_bytes());
        self.directory.extend_from_slice(header.name);
        Ok(())
    }
}

struct Header<'a> {
    name: &'a [u8],
    flags: u16,
    method: u16,
    time: u32,
    crc: u32,
    unpacked: u64,
}

impl Header<'_> {
    /// The 26 bytes that the local header and the directory share.
    fn fields(&self, packed: u32) -> Result<Vec<u8>, DocumentError> {
        let unpacked = u32::try_from(self.unpacked).map_err(|_| too_large())?;
        let name = u16::try_from(self.name.len()).map_err(|_| too_large())?;
        let mut fields = Vec::with_capacity(26);
        for short in [VERSION, self.flags, self.method] {
            fields.extend_from_slice(&short.to_le_bytes());
        }
        for long in [self.time, self.crc, packed, unpacked] {
            fields.extend_from_slice(&long.to_le_bytes());
        }
        fields.extend_from_slice(&name.to_le_bytes());
        fields.extend_from_slice(&[0, 0]); // no extra field
        Ok(fields)
    }
}

fn deflate(bytes: &[u8]) -> Result<Vec<u8>, DocumentError> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed.map_err(|error| DocumentError::Writer { format: "package", reason: error.to_string() })
}

fn length(bytes: u64) -> Result<u32, DocumentError> {
    u32::try_from(bytes).map_err(|_| too_large())
}

fn too_large() -> DocumentError {
    DocumentError::Writer { format: "package", reason: "more than a zip without zip64 can hold".to_owned() }
}
