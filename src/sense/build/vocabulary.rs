//! SentencePiece's model file: a protocol buffer (`sentencepiece_model.proto`) of pieces with scores, and the table by
//! which characters are changed first.

use super::Parts;
use crate::sense::SenseError;
use crate::sense::file::{Data, Part};

/// A message's pieces, and how a text is made ready: fields of `ModelProto`.
const PIECES: u64 = 1;
const NORMALIZER: u64 = 3;
/// `SentencePiece.piece` and `.score`, `NormalizerSpec.precompiled_charsmap`.
const PIECE: u64 = 1;
const SCORE: u64 = 2;
const CHARACTERS: u64 = 2;

/// The vocabulary's tensors: `pieces` (a line each), `scores`, `characters`.
pub(super) fn parts(model: &[u8]) -> Result<Parts, SenseError> {
    let (mut pieces, mut scores, mut characters) = (Vec::new(), Vec::new(), &[][..]);
    for field in Fields(model) {
        match field? {
            (PIECES, Value::Bytes(piece)) => {
                let (text, score) = read_piece(piece)?;
                pieces.push(text);
                scores.push(score);
            }
            (NORMALIZER, Value::Bytes(normalizer)) => {
                for field in Fields(normalizer) {
                    if let (CHARACTERS, Value::Bytes(bytes)) = field? {
                        characters = bytes;
                    }
                }
            }
            _ => {}
        }
    }
    if pieces.iter().any(|piece| piece.contains('\n')) || characters.is_empty() {
        return Err(SenseError::broken("its vocabulary is not the one that is known"));
    }
    let bytes = |bytes: Vec<u8>| Part { shape: vec![bytes.len()], data: Data::Bytes(bytes) };
    Ok(vec![
        ("pieces".to_owned(), bytes(pieces.join("\n").into_bytes())),
        ("scores".to_owned(), Part { shape: vec![scores.len()], data: Data::Numbers(scores) }),
        ("characters".to_owned(), bytes(characters.to_vec())),
    ])
}

fn read_piece(message: &[u8]) -> Result<(String, f32), SenseError> {
    let (mut text, mut score) = (String::new(), 0.0);
    for field in Fields(message) {
        match field? {
            (PIECE, Value::Bytes(bytes)) => {
                text = String::from_utf8(bytes.to_vec()).map_err(SenseError::broken)?;
            }
            (SCORE, Value::Fixed(bytes)) => score = f32::from_le_bytes(bytes),
            _ => {}
        }
    }
    Ok((text, score))
}

/// The fields of a message, by number.
struct Fields<'a>(&'a [u8]);

enum Value<'a> {
    Bytes(&'a [u8]),
    Fixed([u8; 4]),
    Other,
}

impl<'a> Fields<'a> {
    /// A number in seven bits a byte, the lowest first.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn field(&mut self) -> Option<(u64, Value<'a>)> {
        let key = self.number()?;
        let value = match key & 7 {
            0 => self.number().map(|_| Value::Other)?,
            1 => self.take(8).map(|_| Value::Other)?,
            2 => {
                let length = usize::try_from(self.number()?).ok()?;
                Value::Bytes(self.take(length)?)
            }
            5 => Value::Fixed(self.take(4)?.try_into().ok()?),
            _ => return None,
        };
        Some((key >> 3, value))
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Result<(u64, Value<'a>), SenseError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.field().ok_or_else(|| SenseError::broken("its vocabulary ends too early"));
        if field.is_err() {
            self.0 = &[];
        }
        Some(field)
    }
}
