//! Who invites: `인사팀 주최`, `인사팀이 여는`, `hosted by HR`.

use std::ops::Range;

use super::cursor::Cursor;
use super::text::{Text, closes, is_hangul};

#[rustfmt::skip]
const AFTER: [&str; 17] = [
    "주최하는", "주최한", "주최로", "주최의", "주최", "주관하는", "주관한", "주관", "여는", "준비한",
    "준비하는", "마련한", "개최하는", "후원하는", "함께하는", "진행하는", "초대하는",
];
#[rustfmt::skip]
const BEFORE: [&str; 14] = [
    "hosted by", "organized by", "organised by", "presented by", "brought to you by", "sponsored by",
    "run by", "led by", "hosts are", "host is", "organizer is", "organised jointly by",
    "organized jointly by", "put on by",
];
/// Where an English name ends.
#[rustfmt::skip]
const STOPS: [&str; 16] = [
    "on", "at", "in", "for", "with", "from", "next", "this", "tomorrow", "today", "which", "that", "where",
    "to", "about", "starting",
];

/// The host, claimed with the words that say so.
pub(super) fn take(text: &mut Text) -> Option<Range<usize>> {
    let (name, span) = (0..text.len())
        .filter(|&at| !text.is_claimed(at) && text.starts_word(at))
        .find_map(|at| english(text, at).or_else(|| korean(text, at)))?;
    text.claim(span);
    Some(name)
}

fn english(text: &Text, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let mut cursor = Cursor::new(text, at);
    cursor.any(&BEFORE)?;
    let mut start = cursor.spaces().at;
    start =
        text.has(start, "the").or_else(|| text.has(start, "our")).map_or(start, |end| text.skip_spaces(end));
    let mut end = start;
    while !text.is_claimed(end) && end < text.len() && !",;\n!?(".contains(text.get(end)) {
        let sentence = text.get(end) == '.' && text.get(end + 1).is_whitespace();
        if sentence || (end > start && text.starts_word(end) && text.longest(end, &STOPS).is_some()) {
            break;
        }
        end += 1;
    }
    let end = text.back_spaces(if text.before(end) == '.' { end - 1 } else { end });
    (end > start).then_some((start..end, at..end))
}

fn korean(text: &Text, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let (index, mut end) = text.longest(at, &AFTER)?;
    if is_hangul(text.get(end)) {
        return None;
    }
    let noun = matches!(AFTER[index], "주최" | "주관" | "주최로" | "주최의");
    let near = text.clause(at).start;
    let understood = (near..at).rev().find(|&at| text.is_claimed(at) && !text.get(at).is_whitespace());
    let words = text.words(understood.map_or(near, |at| at + 1)..at);
    let mut name: Range<usize> = words.last()?.clone();
    let (marked, stripped) = without_particle(text, &name);
    // "7층 교육장에서 진행하는": a place holds nothing.
    let place = super::place::named(text, &(name.start..stripped));
    if !noun && (place || !marked) {
        return None;
    }
    // Further words of the name stand before it, up to one that ends in a particle; at most three.
    for word in words.iter().rev().skip(1).take(2) {
        if without_particle(text, word).0 {
            break;
        }
        name.start = word.start;
    }
    name.end = stripped;
    end = text.skip_spaces(end).min(end);
    (name.end > name.start).then_some((name.clone(), name.start..end))
}

/// Whether a word ends in 이, 가 or 에서 after a noun, and where the noun ends.
fn without_particle(text: &Text, word: &Range<usize>) -> (bool, usize) {
    if word.end - word.start > 2 && text.has(word.end - 2, "에서").is_some() {
        return (true, word.end - 2);
    }
    let before = text.before(word.end - 1);
    let subject = match text.get(word.end - 1) {
        '이' => closes(before) || before.is_ascii_alphabetic(),
        '가' => is_hangul(before) && !closes(before) || before.is_ascii_alphabetic(),
        '을' | '은' => closes(before) && word.end - word.start > 2,
        '를' | '는' => word.end - word.start > 2,
        _ => false,
    };
    if subject && word.end - word.start > 1 { (true, word.end - 1) } else { (false, word.end) }
}
