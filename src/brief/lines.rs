//! Agenda lines: list items, and what follows `안건:`.

use std::ops::Range;

use super::text::Text;

/// List items in free text, as ranges of their words, claimed.
pub(super) fn take(text: &mut Text) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut start = 0;
    let timed = timed_lines(text);
    while start < text.len() {
        let end = (start..text.len()).find(|&at| text.get(at) == '\n').unwrap_or(text.len());
        let timed = timed.contains(&start).then(|| text.skip_spaces(start));
        if let Some(from) = item(text, start, end).or(timed).filter(|&from| text.is_free(from..end)) {
            items.push(from..end);
            text.claim(start..end);
        }
        start = end + 1;
    }
    items
}

/// Where lines start that open with an hour and go on with words, when there are two of them or more: a timetable.
fn timed_lines(text: &Text) -> Vec<usize> {
    let starts = (0..text.len()).filter(|&at| text.before(at) == '\n');
    let timed: Vec<_> = starts
        .filter(|&start| {
            super::time::at_position(text, text.skip_spaces(start)).is_some_and(|found| {
                let next = text.skip_spaces(found.span.end);
                let hour = text.get(text.skip_spaces(start)).is_ascii_digit();
                hour && next > found.span.end && text.get(next).is_alphanumeric()
            })
        })
        .collect();
    if timed.len() < 2 { Vec::new() } else { timed }
}

/// Where the words of a list item start, when the line is one: `- a`, `• a`, `* a`, `1. a`, `2) a`.
fn item(text: &Text, start: usize, end: usize) -> Option<usize> {
    let at = text.skip_spaces(start);
    let after = match text.get(at) {
        '-' | '*' | '•' | '·' | '▪' | '○' | '~' | '◦' | '‣' | '▶' | '►' | '→' | '✓' | '✔' | '■' | '□'
        | '◆' => at + 1,
        '①'..='⑳' => return Some(text.skip_spaces(at + 1)).filter(|&from| from < end),
        c if c.is_ascii_digit() && numbered(text, at).is_some() => return Some(at),
        'd' | 's' | 'p' if numbered(text, at).is_some() => return Some(at),
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

/// "1일차: …", "2부 …", "Day 1: …": an item that keeps its number.
fn numbered(text: &Text, at: usize) -> Option<()> {
    let mut cursor = super::cursor::Cursor::new(text, at);
    let english = cursor.any(&["day", "session", "part", "step"]).is_some();
    cursor.spaces().number(2)?;
    let korean = cursor.any(&["일차", "부", "교시", "주차", "차시", "단계", "회차"]).is_some();
    let marked =
        cursor.spaces().one(":.-~").is_some() || korean && text.get(cursor.at.saturating_sub(1)) == ' ';
    (english != korean && marked && text.get(text.skip_spaces(cursor.at)) != '\n').then_some(())
}

/// The items of an agenda said in one line.
pub(super) fn split(agenda: &str) -> Vec<String> {
    agenda
        .split([',', ';', '·', '、', '/'])
        .map(|item| item.trim().trim_end_matches('.').to_owned())
        .filter(|item| !item.is_empty())
        .collect()
}
