//! The header of a safetensors file: which tensors it holds, read without the numbers.
//!
//! The format: eight bytes with the header's length, a JSON object of name, type, shape and offsets, then the numbers.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;

/// Largest header read: that of the format's own library.
const LARGEST: u64 = 100_000_000;

/// One tensor.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// How its numbers are stored, as in `F16`.
    pub dtype: String,
    /// Its shape.
    pub shape: Vec<u64>,
    data_offsets: [u64; 2],
}

/// The tensors of a file by name.
///
/// # Errors
/// A sentence when it is no safetensors file, or is shorter or longer than it says.
pub fn read(path: &Path) -> Result<BTreeMap<String, Entry>, String> {
    let unreadable = |error: std::io::Error| format!("it cannot be read: {error}");
    let mut file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let mut eight = [0; 8];
    file.read_exact(&mut eight).map_err(|_| "it is no safetensors file: it is too short".to_owned())?;
    let header = u64::from_le_bytes(eight);
    if header > LARGEST || header > length - 8 {
        return Err("it is no safetensors file, or is cut off in its header".to_owned());
    }
    let mut text = vec![0; header as usize];
    file.read_exact(&mut text).map_err(unreadable)?;
    let entries = parse(&text)?;
    let end = entries.values().map(|entry| entry.data_offsets[1]).max().unwrap_or(0);
    let there = length - 8 - header;
    if there != end {
        return Err(format!(
            "it is cut off or damaged: {there} bytes of tensors are there, and its header says {end}"
        ));
    }
    Ok(entries)
}

fn parse(text: &[u8]) -> Result<BTreeMap<String, Entry>, String> {
    let broken =
        |error: serde_json::Error| format!("it is no safetensors file: its header is broken: {error}");
    let mut all: BTreeMap<String, serde_json::Value> = serde_json::from_slice(text).map_err(broken)?;
    all.remove("__metadata__");
    all.into_iter().map(|(name, value)| Ok((name, serde_json::from_value(value).map_err(broken)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(header: &str, numbers: usize) -> Vec<u8> {
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(header.as_bytes());
        bytes.resize(bytes.len() + numbers, 0);
        bytes
    }

    #[test]
    fn broken_files_are_told_apart() {
        let one = r#"{"__metadata__":{"a":"b"},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#;
        let check = |bytes: &[u8], expected: Result<usize, &str>| {
            let place = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(place.path(), bytes).unwrap();
            match (read(place.path()), expected) {
                (Ok(entries), Ok(count)) => assert_eq!(entries.len(), count),
                (Err(reason), Err(part)) => assert!(reason.contains(part), "{reason}"),
                (made, expected) => panic!("{made:?}, expected {expected:?}"),
            }
        };
        check(&file(one, 8), Ok(1));
        check(&file(one, 7), Err("7 bytes of tensors are there, and its header says 8"));
        check(&file(one, 9), Err("9 bytes"));
        check(&file(one, 8)[..40], Err("cut off in its header"));
        check(b"PK\x03\x04", Err("too short"));
        check(b"\x80\x02}q\x00(X\x05\x00\x00\x00model", Err("no safetensors file"));
        check(&file("[]", 0), Err("its header is broken"));
        check(&file(r#"{"x":{"dtype":"F32"}}"#, 0), Err("missing field `shape`"));
        check(b"", Err("too short"));
    }
}
