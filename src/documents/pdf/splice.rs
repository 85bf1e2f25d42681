//! Changes to a finished file: bytes are exchanged, and the cross-reference table follows (ISO 32000-1, 7.5.4).
//!
//! Only for files that krilla wrote: one revision with a classic table at its end.

use std::ops::Range;

/// New bytes for a place in the file.
pub(super) struct Edit {
    pub place: Range<usize>,
    pub content: Vec<u8>,
}

/// The file with every edit made; `None` when its table has an unknown form or edits overlap.
pub(super) fn apply(file: &[u8], mut edits: Vec<Edit>) -> Option<Vec<u8>> {
    edits.sort_by_key(|edit| edit.place.start);
    let last = edits.last().map_or(0, |edit| edit.place.end);
    let table = last + find(&file[last..], b"\nxref\n")? + 1;
    let trailer = table + find(&file[table..], b"trailer")?;
    let start_mark = trailer + find(&file[trailer..], b"startxref\n")?;
    let moved = |offset: usize| {
        let before = edits.iter().take_while(|edit| edit.place.start < offset);
        before.fold(offset, |offset, edit| offset + edit.content.len() - edit.place.len())
    };
    let mut new = Vec::with_capacity(moved(file.len()));
    let mut at = 0;
    for edit in &edits {
        new.extend_from_slice(file.get(at..edit.place.start)?);
        new.extend_from_slice(&edit.content);
        at = edit.place.end;
    }
    new.extend_from_slice(&file[at..table]);
    let entries = moved_entries(std::str::from_utf8(&file[table..trailer]).ok()?, moved)?;
    new.extend_from_slice(entries.as_bytes());
    new.extend_from_slice(&file[trailer..start_mark]);
    new.extend_from_slice(format!("startxref\n{}\n%%EOF", moved(table)).as_bytes());
    Some(new)
}

/// The cross-reference table with every offset in use moved; entries are 20 bytes, ten of them the offset.
fn moved_entries(table: &str, moved: impl Fn(usize) -> usize) -> Option<String> {
    let entry = |line: &str| match line.split_at_checked(10) {
        Some((offset, rest)) if rest.trim_end().ends_with(" n") => {
            Some(format!("{:010}{rest}", moved(offset.parse().ok()?)))
        }
        _ => Some(line.to_owned()),
    };
    table.split_inclusive('\n').map(entry).collect()
}

/// Where a pattern first stands.
pub(super) fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes.windows(pattern.len()).position(|window| window == pattern)
}

/// Where a pattern last stands.
pub(super) fn find_last(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes.windows(pattern.len()).rposition(|window| window == pattern)
}
