//! How far a value reaches in the bytes, and what reading it costs: nothing is built.

use super::load::refused;
use crate::documents::{DocumentError, Limits};

/// lopdf reads no deeper.
const MAX_DEPTH: usize = 100;

/// What reading costs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cost {
    pub(super) bytes: u64,
    /// Values in arrays and dictionaries; lopdf takes about 100 bytes for each.
    pub(super) values: u64,
}

/// What may still be spent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Purse(Cost);

impl Purse {
    pub(super) fn new(limits: &Limits) -> Self {
        Self(Cost { bytes: limits.unpacked_bytes, values: limits.tags })
    }

    pub(super) fn spend(&mut self, cost: Cost) -> Result<(), DocumentError> {
        let bytes = self.0.bytes.checked_sub(cost.bytes);
        let values = self.0.values.checked_sub(cost.values);
        let (Some(bytes), Some(values)) = (bytes, values) else {
            return Err(refused(
                "its objects lie inside each other, are named many times over or hold too many values",
            ));
        };
        self.0 = Cost { bytes, values };
        Ok(())
    }
}

/// Past white space and comments.
pub(super) fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | 0 | 0x0C => at += 1,
            b'%' => at = find(bytes, at, |byte| matches!(byte, b'\r' | b'\n')),
            _ => break,
        }
    }
    at
}

/// The first byte from `at` that fits, or the end.
pub(super) fn find(bytes: &[u8], at: usize, fits: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at.min(bytes.len()) + rest.iter().position(|byte| fits(*byte)).unwrap_or(rest.len())
}

/// The end of the value at `at`, or where it stops being one. Paid for from `purse`.
pub(super) fn value(bytes: &[u8], at: usize, purse: &mut Purse) -> Result<(usize, Cost), DocumentError> {
    let mut depth = 0_usize;
    let mut cost = Cost::default();
    let mut end = at;
    loop {
        let start = skip_space(bytes, end);
        let (next, change) = token(bytes, start);
        let step = Cost { bytes: (next - end) as u64, values: 1 };
        purse.spend(step)?;
        cost = Cost { bytes: cost.bytes + step.bytes, values: cost.values + 1 };
        end = next;
        depth = match change {
            Change::In => depth + 1,
            Change::Out => depth.saturating_sub(1),
            Change::Level => depth,
            Change::Stop => return Ok((end, cost)),
        };
        if depth == 0 || depth > MAX_DEPTH {
            return Ok((end, cost));
        }
    }
}

enum Change {
    In,
    Out,
    Level,
    Stop,
}

/// The end of the token at `at`.
fn token(bytes: &[u8], at: usize) -> (usize, Change) {
    let Some(byte) = bytes.get(at) else { return (at, Change::Stop) };
    let is_double = bytes.get(at + 1) == Some(byte);
    match byte {
        b'[' => (at + 1, Change::In),
        b']' => (at + 1, Change::Out),
        b'<' if is_double => (at + 2, Change::In),
        b'>' if is_double => (at + 2, Change::Out),
        b'<' => ((find(bytes, at, |byte| byte == b'>') + 1).min(bytes.len()), Change::Level),
        b'(' => (string(bytes, at), Change::Level),
        b'/' => (find(bytes, at + 1, is_end), Change::Level),
        b')' | b'>' | b'{' | b'}' => (at, Change::Stop),
        _ => {
            let end = find(bytes, at, is_end);
            let is_value = byte.is_ascii_digit()
                || matches!(byte, b'+' | b'-' | b'.')
                || matches!(&bytes[at..end], b"true" | b"false" | b"null" | b"R");
            (end, if is_value { Change::Level } else { Change::Stop })
        }
    }
}

/// Whether a byte ends a name or a number.
fn is_end(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0 | 0x0C) || b"()<>[]{}/%".contains(&byte)
}

/// The end of a string in brackets.
fn string(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return at,
            b')' => depth -= 1,
            _ => {}
        }
    }
    bytes.len()
}
