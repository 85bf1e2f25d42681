//! Where objects, numbers and streams stand in the bytes of a file.

use lopdf::{Dictionary, Object, ObjectStream, Stream, dictionary};

use super::extent::{find, skip_space};

/// Where `word` stands.
pub(super) fn places<'a>(bytes: &'a [u8], word: &'static [u8]) -> impl Iterator<Item = usize> + use<'a> {
    bytes.windows(word.len()).enumerate().filter(move |(_, window)| *window == word).map(|(at, _)| at)
}

pub(super) fn number(object: &Object) -> Option<usize> {
    object.as_i64().ok().and_then(|number| usize::try_from(number).ok())
}

/// The whole number at `at` and its end.
pub(super) fn digits(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let end = find(bytes, at, |byte| !byte.is_ascii_digit());
    let text = std::str::from_utf8(bytes.get(at..end)?).ok()?;
    Some((text.parse().ok()?, end))
}

/// Where the value of the object starts whose number stands at `offset`, and how far that was looked for.
pub(super) fn body_at(bytes: &[u8], offset: usize) -> (Option<usize>, usize) {
    let mut at = skip_space(bytes, offset);
    for _ in 0..2 {
        at = skip_space(bytes, find(bytes, at, |byte| !byte.is_ascii_digit()));
    }
    let is_object = bytes.get(at..).is_some_and(|rest| rest.starts_with(b"obj"));
    (is_object.then_some(at + 3), at)
}

/// The number of the object whose `obj` stands at `at`.
pub(super) fn id_before(bytes: &[u8], at: usize) -> Option<u32> {
    let before = &bytes[at.saturating_sub(40)..at];
    let text = before.iter().rposition(|byte| !byte.is_ascii_digit() && !byte.is_ascii_whitespace());
    let text = std::str::from_utf8(&before[text.map_or(0, |at| at + 1)..]).ok()?;
    text.split_ascii_whitespace().rev().nth(1)?.parse().ok()
}

/// Where the data of a stream starts whose dictionary ends at `at`.
pub(super) fn data_start(bytes: &[u8], at: usize) -> Option<usize> {
    let word = skip_space(bytes, at);
    let rest = bytes.get(word..)?.strip_prefix(b"stream")?;
    let line = word + 6 + rest.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
    match bytes.get(line..)? {
        [b'\r', b'\n', ..] => Some(line + 2),
        [b'\r' | b'\n', ..] => Some(line + 1),
        _ => None,
    }
}

/// Where data ends: after its length where the stream ends there, else at the next end of a stream.
pub(super) fn data_end(bytes: &[u8], data: usize, length: Option<usize>) -> usize {
    let by_length = length.and_then(|length| data.checked_add(length)).filter(|end| {
        let rest = bytes.get(*end..).unwrap_or_default();
        rest[..rest.len().min(12)].windows(9).any(|window| window == b"endstream")
    });
    by_length
        .unwrap_or_else(|| places(&bytes[data..], b"endstream").next().map_or(bytes.len(), |end| data + end))
}

/// A dictionary by lopdf's own parser, which it shows for the objects in streams alone.
pub(super) fn parse(text: &[u8]) -> Option<Dictionary> {
    let content = [b"1 0 ".as_slice(), text].concat();
    let stream = Stream::new(dictionary! { "First" => 4, "N" => 1 }, content);
    let mut objects = ObjectStream::new_with_limit(&stream, Some(usize::MAX)).ok()?.objects;
    match objects.remove(&(1, 0))? {
        Object::Dictionary(dictionary) => Some(dictionary),
        _ => None,
    }
}
