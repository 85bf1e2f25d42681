//! An entry's bytes unpacked, held to the size and checksum it claims.

use std::io::Read;

use flate2::read::DeflateDecoder;

use super::directory::Entry;
use crate::documents::DocumentError;

/// How much is unpacked at a time when nothing is kept.
const CHUNK: usize = 32 << 10;

/// The unpacked bytes of `entry`.
///
/// # Errors
/// [`DocumentError::Broken`] when they cannot be unpacked or fail their checksum; [`DocumentError::Refused`] when
/// they are more or fewer than the entry claims.
pub(super) fn unpack(file: &[u8], entry: &Entry) -> Result<Vec<u8>, DocumentError> {
    let mut bytes = Vec::new();
    stream(file, entry, |chunk| {
        bytes.extend_from_slice(chunk);
        Ok(())
    })?;
    Ok(bytes)
}

/// Unpacks `entry` and shows each piece to `look`, which may refuse it. Keeps one chunk of memory.
///
/// # Errors
/// Those of [`unpack`], and those of `look`.
pub(super) fn stream(
    file: &[u8],
    entry: &Entry,
    mut look: impl FnMut(&[u8]) -> Result<(), DocumentError>,
) -> Result<(), DocumentError> {
    let packed = file.get(entry.data.clone()).unwrap_or_default();
    let mut hasher = crc32fast::Hasher::new();
    let mut unpacked = 0_u64;
    let mut take = |chunk: &[u8]| {
        unpacked += chunk.len() as u64;
        hasher.update(chunk);
        match unpacked > entry.unpacked {
            true => Err(wrong_size(entry)),
            false => look(chunk),
        }
    };
    if entry.method == 0 {
        packed.chunks(CHUNK).try_for_each(&mut take)?;
    } else {
        let mut source = DeflateDecoder::new(packed);
        let mut chunk = vec![0; CHUNK];
        loop {
            match source.read(&mut chunk) {
                Ok(0) => break,
                Ok(length) => take(&chunk[..length])?,
                Err(_) => return Err(damaged(entry)),
            }
        }
    }
    if unpacked != entry.unpacked {
        return Err(wrong_size(entry));
    }
    if hasher.finalize() != entry.crc {
        return Err(damaged(entry));
    }
    Ok(())
}

fn damaged(entry: &Entry) -> DocumentError {
    DocumentError::Broken { reason: format!("{} is damaged", entry.name) }
}

fn wrong_size(entry: &Entry) -> DocumentError {
    DocumentError::Refused { reason: format!("{} is not as long as it says", entry.name) }
}
