//! The library as one file: a line that says what it is, a checksum, and one deflated block of index and outlines.

use std::io::{self, Read as _, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::{Set, Work, pack};

/// The first bytes; the number changes with the form.
const MAGIC: &[u8] = b"vignette art 1\n";
/// A library is at most this large when unpacked: ten times today's.
const MOST: u64 = 64 << 20;

/// Why a library cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The file cannot be read.
    #[error("the art library {path} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        path: String,
        /// The system's reason.
        reason: io::Error,
    },
    /// The file is none, of another version, or damaged.
    #[error("the art library is damaged or of another version: {reason}")]
    Broken {
        /// What is wrong.
        reason: &'static str,
    },
}

/// What a library's file holds.
pub(super) struct Contents {
    pub sets: Vec<Set>,
    pub works: Vec<Work>,
    /// The works' outlines, one after another.
    pub body: Vec<u8>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Index {
    sets: Vec<Set>,
    works: Vec<Work>,
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, LibraryError> {
    std::fs::read(path)
        .map_err(|reason| LibraryError::Unreadable { path: path.display().to_string(), reason })
}

/// The file's bytes for these works, whose places are in `body`. The same works give the same bytes.
pub(super) fn write(sets: &[Set], works: &[Work], body: &[u8]) -> io::Result<Vec<u8>> {
    let index = serde_json::to_vec(&Index { sets: sets.to_vec(), works: works.to_vec() })?;
    let mut block = ZlibEncoder::new(Vec::new(), Compression::best());
    block.write_all(&(index.len() as u32).to_le_bytes())?;
    block.write_all(&index)?;
    block.write_all(body)?;
    let block = block.finish()?;
    let mut file = MAGIC.to_vec();
    file.extend(crc32fast::hash(&block).to_le_bytes());
    file.extend(block);
    Ok(file)
}

pub(super) fn parse(bytes: &[u8]) -> Result<Contents, LibraryError> {
    let broken = |reason| LibraryError::Broken { reason };
    let rest = bytes.strip_prefix(MAGIC).ok_or(broken("its first line is another one"))?;
    let (sum, block) = rest.split_first_chunk().ok_or(broken("it is cut off"))?;
    if crc32fast::hash(block) != u32::from_le_bytes(*sum) {
        return Err(broken("its checksum does not hold"));
    }
    let mut plain = Vec::new();
    let unpacked = ZlibDecoder::new(block).take(MOST).read_to_end(&mut plain);
    unpacked.map_err(|_| broken("it cannot be unpacked"))?;
    let (length, rest) = plain.split_first_chunk().ok_or(broken("it has no index"))?;
    let length = u32::from_le_bytes(*length) as usize;
    let (index, body) = rest.split_at_checked(length).ok_or(broken("its index is cut off"))?;
    let index: Index = serde_json::from_slice(index).map_err(|_| broken("its index cannot be read"))?;
    let is_whole = |work: &Work| {
        work.set < index.sets.len() && body.get(work.at.clone()).is_some_and(|at| pack::unpack(at).is_some())
    };
    if !index.works.iter().all(is_whole) {
        return Err(broken("a work's outlines are damaged"));
    }
    Ok(Contents { sets: index.sets, works: index.works, body: body.to_vec() })
}
