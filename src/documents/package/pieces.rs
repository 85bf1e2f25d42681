//! A finished file as a list of pieces, so that bytes which many files share are kept once and never copied.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

/// Stretches below this size are copied: a piece of its own costs more than the copy.
const WORTH_SHARING: usize = 4 << 10;

/// A whole file: bytes of its own, and stretches of bytes it shares with a template or with other files.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    pieces: Vec<Piece>,
    length: u64,
}

#[derive(Clone, Debug)]
enum Piece {
    Own(Vec<u8>),
    Shared { source: Arc<[u8]>, range: Range<usize>, crc: Option<u32> },
}

impl Piece {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Own(bytes) => bytes,
            Self::Shared { source, range, .. } => source.get(range.clone()).unwrap_or_default(),
        }
    }
}

impl Pieces {
    /// How many bytes the file has.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Adds bytes at the end.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        match self.pieces.last_mut() {
            Some(Piece::Own(own)) => own.extend_from_slice(bytes),
            _ => self.pieces.push(Piece::Own(bytes.to_vec())),
        }
    }

    /// Adds a stretch of shared bytes at the end; `crc` when its CRC-32 is known.
    pub(super) fn share(&mut self, source: &Arc<[u8]>, range: Range<usize>, crc: Option<u32>) {
        let piece = Piece::Shared { source: Arc::clone(source), range, crc };
        let bytes = piece.bytes();
        if bytes.len() < WORTH_SHARING {
            self.push(bytes);
        } else {
            self.length += bytes.len() as u64;
            self.pieces.push(piece);
        }
    }

    /// The file's CRC-32; stretches whose own is known are not read.
    pub fn crc(&self) -> u32 {
        let mut whole = crc32fast::Hasher::new();
        for piece in &self.pieces {
            match piece {
                Piece::Shared { crc: Some(crc), range, .. } => {
                    whole.combine(&crc32fast::Hasher::new_with_initial_len(*crc, range.len() as u64));
                }
                piece => whole.update(piece.bytes()),
            }
        }
        whole.finalize()
    }

    /// Writes the file.
    ///
    /// # Errors
    /// The writer's.
    pub fn write_to(&self, writer: &mut (impl Write + ?Sized)) -> io::Result<()> {
        self.pieces.iter().try_for_each(|piece| writer.write_all(piece.bytes()))
    }

    /// The file as one run of bytes; copies what is shared.
    pub fn into_vec(mut self) -> Vec<u8> {
        if let (1, Some(Piece::Own(only))) = (self.pieces.len(), self.pieces.last_mut()) {
            return std::mem::take(only);
        }
        let mut whole = Vec::with_capacity(usize::try_from(self.length).unwrap_or_default());
        self.pieces.iter().for_each(|piece| whole.extend_from_slice(piece.bytes()));
        whole
    }
}

impl From<Vec<u8>> for Pieces {
    fn from(bytes: Vec<u8>) -> Self {
        Self { length: bytes.len() as u64, pieces: vec![Piece::Own(bytes)] }
    }
}

impl From<Arc<[u8]>> for Pieces {
    fn from(source: Arc<[u8]>) -> Self {
        let mut pieces = Self::default();
        let range = 0..source.len();
        pieces.share(&source, range, None);
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_one_file() {
        let shared: Arc<[u8]> = (0..20_000_u32).map(|number| (number % 251) as u8).collect();
        for crc in [None, Some(crc32fast::hash(&shared[10..15_010]))] {
            let mut pieces = Pieces::default();
            pieces.push(b"head");
            pieces.share(&shared, 10..15_010, crc);
            pieces.share(&shared, 5..9, None);
            pieces.push(b"tail");
            let mut written = Vec::new();
            pieces.write_to(&mut written).unwrap();
            assert_eq!(written, [b"head", &shared[10..15_010], &shared[5..9], b"tail"].concat());
            assert_eq!((pieces.length(), pieces.crc()), (15_012, crc32fast::hash(&written)));
            assert_eq!(pieces.pieces.len(), 3);
            assert_eq!(pieces.into_vec(), written);
        }
        assert_eq!(Pieces::from(shared.clone()).into_vec(), shared.to_vec());
        assert_eq!(Pieces::from(b"a".to_vec()).crc(), crc32fast::hash(b"a"));
    }
}
