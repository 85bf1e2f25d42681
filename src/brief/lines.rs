//! Agenda lines: list items, and what follows `안건:`.

use std::ops::Range;

use super::text::Text;

/// List items in free text, as ranges of their words, claimed.
pub(super) fn take(text: &mut Text) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = (start..text.len()).find(|&at| text.get(at) == '\n').unwrap_or(text.len());
        if let Some(from) = item(text, start, end).filter(|&from| text.is_free(from..end)) {
            items.push(from..end);
            text.claim(start..end);
        }
        start = end + 1;
    }
    items
}

/// Where the words of a list item start, when the line is one: `- a`, `• a`, `* a`, `1. a`, `2) a`.
fn item(text: &Text, start: usize, end: usize) -> Option<usize> {
    let at = text.skip_spaces(start);
    let after = match text.get(at) {
        '-' | '*' | '•' | '·' | '▪' | '○' | '~' => at + 1,
        c if c.is_ascii_digit() => {
            let stop = (at..end).find(|&at| !text.get(at).is_ascii_digit())?;
            (matches!(text.get(stop), '.' | ')') && stop - at < 3 && text.get(stop + 1) == ' ')
                .then_some(stop + 1)?
        }
        _ => return None,
    };
    let from = text.skip_spaces(after);
    (from > at + 1 && from < end).then_some(from)
}

/// The items of an agenda said in one line.
pub(super) fn split(agenda: &str) -> Vec<String> {
    agenda
        .split([',', ';', '·', '、', '/'])
        .map(|item| item.trim().trim_end_matches('.').to_owned())
        .filter(|item| !item.is_empty())
        .collect()
}
