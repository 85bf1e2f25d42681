//! Style words, in one English spelling.
//!
//! A manner of drawing ("수채화", "flat") is style wherever it is said. A softer word ("blue", "모던") may as well belong
//! to the subject ("Black Friday"), so it is style only right before what is asked for or before a word such as
//! "style" and "톤".

use super::Intent;
use super::cursor::Cursor;
use super::styles::{COLOURS, CONNECTORS, ENDINGS, FORMS, MANNERS, NAMES, SOFT, STEMS, STRONG, TONES, Word};
use super::text::{Text, is_hangul};

/// What a style word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A colour or a tone.
    Colour(&'static str),
    /// A manner of drawing.
    Manner(&'static str),
}

/// The style word that starts at `at`, where no more than the word is asked for, and where it ends.
pub(super) fn named_at(text: &Text, at: usize) -> Option<(Named, usize)> {
    if !text.starts_word(at) || is_thing(text, at) {
        return None;
    }
    let (name, end) =
        [word(text, at, &STRONG), soft(text, at)].into_iter().flatten().max_by_key(|(_, end)| *end)?;
    let end = closing(text, end).0;
    // Lighter and darker are directions, not colours.
    let direction = matches!(name, "bright" | "dark");
    let whole = !is_hangul(text.get(end));
    let named = if is_colour(name) { Named::Colour(name) } else { Named::Manner(name) };
    (whole && !direction).then_some((named, end))
}

/// Whether a style's name chooses colours.
pub(super) fn is_colour(name: &str) -> bool {
    TONES.contains(&name) || COLOURS.iter().any(|(_, colour)| *colour == name)
}

/// The style words said, with what only says them claimed. `intent` tells how much may be taken from the subject.
pub(super) fn take(text: &mut Text, intent: Option<Intent>) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let found = at_position(text, at, intent).map(|(name, end)| (name.to_owned(), end));
        let Some((name, end)) = found.or_else(|| named_style(text, at)) else {
            at += 1;
            continue;
        };
        if !said.contains(&name) {
            said.push(name);
        }
        let start = opening(text, at);
        text.claim(start..end);
        at = end;
    }
    (!said.is_empty()).then(|| said.join(", "))
}

/// "in a rustic style": a style by a name that is in no list, in its own word.
fn named_style(text: &Text, at: usize) -> Option<(String, usize)> {
    let mut cursor = Cursor::new(text, at);
    cursor
        .any(&["in a", "in an", "with a", "with an"])
        .filter(|_| text.starts_word(at) && !text.is_claimed(at))?;
    let start = cursor.spaces().at;
    let end = (start..text.len()).find(|&at| !(text.get(at).is_ascii_alphabetic() || text.get(at) == '-'))?;
    let stop =
        text.has(text.skip_spaces(end), "style").filter(|_| end > start && text.is_free(start..end))?;
    Some((text.written(start..end).to_lowercase(), stop))
}

fn at_position(text: &Text, at: usize, intent: Option<Intent>) -> Option<(&'static str, usize)> {
    if text.is_claimed(at) || !text.starts_word(at) {
        return None;
    }
    if let Some((name, end)) = word(text, at, &STRONG).filter(|_| !is_thing(text, at)) {
        let end = closing(text, end).0;
        let whole = !is_hangul(text.get(end)) || text.is_claimed(end);
        return whole.then_some((name, end));
    }
    let line = text.has(at, "line").filter(|_| intent == Some(Intent::Icon)).map(|end| ("line art", end));
    let (name, end) = soft(text, at).or(line)?;
    if worn(text, end) {
        return None;
    }
    let (after, manner) = closing(text, end);
    let (after, manner) =
        if manner { (after, manner) } else { described_manner(text, end).unwrap_or((after, manner)) };
    let whole = !is_hangul(text.get(after)) || text.is_claimed(after);
    let named = NAMES.iter().any(|name| text.has(at, name).is_some());
    let pictorial = matches!(
        intent,
        Some(Intent::Icon | Intent::Background | Intent::SlideIllustration | Intent::ReportFigure)
    );
    let photo = matches!(name, "photo" | "cartoon" | "anime" | "corporate");
    let asked =
        before_the_thing(text, after, CHAIN) && !(photo && is_hangul(text.get(at)) && name == "photo");
    let adjective = is_hangul(text.get(at))
        && [
            "귀여",
            "고급스",
            "세련",
            "모던한",
            "깔끔",
            "우아한",
            "발랄",
            "화려",
            "아기자기",
            "빈티지한",
            "알록",
        ]
        .iter()
        .any(|stem| text.has(at, stem).is_some());
    let told = !is_hangul(text.get(at)) && told_after(text, after);
    let before = text.back_spaces(at);
    let made_so = before > 6 && text.has(before - 7, "make it") == Some(before);
    let leading =
        made_so || (pictorial || adjective || told) && !photo && leads(text, at) || told_how(text, at, after);
    (whole && (manner || (!named && (asked || leading)))).then_some((name, after))
}

/// "빨간 머리띠를 한 고양이", "파란 우산을 든": the colour of what the subject wears or holds.
fn worn(text: &Text, end: usize) -> bool {
    let words = text.words(end..text.clause(end).end);
    let [thing, verb, ..] = &words[..] else { return false };
    let verbs = [
        "한", "쓴", "든", "입은", "신은", "멘", "낀", "두른", "탄", "가진", "찬", "맨", "들고", "쓰고",
        "입고",
    ];
    is_hangul(text.get(thing.start))
        && "을를".contains(text.before(thing.end))
        && verbs.iter().any(|name| text.has(verb.start, name) == Some(verb.end))
}

/// A soft word: listed as it is said, or a Korean adjective in any of its forms; the longer of the two.
fn soft(text: &Text, at: usize) -> Option<(&'static str, usize)> {
    let listed = word(text, at, &SOFT).or_else(|| word(text, at, &COLOURS));
    let inflected = word(text, at, &STEMS).and_then(|(name, end)| {
        let (_, end) = text.longest(end, &FORMS)?;
        (!is_hangul(text.get(end)) || text.is_claimed(end)).then_some((name, end))
    });
    listed.into_iter().chain(inflected).max_by_key(|(_, end)| *end)
}

/// "네온 사인", "flat tire": things that are called by a manner of drawing.
fn is_thing(text: &Text, at: usize) -> bool {
    let names = [
        "네온 사인",
        "네온사인",
        "neon sign",
        "neon signs",
        "flat tire",
        "flat white",
        "flat rate",
        "sketch book",
    ];
    text.longest(at, &names).is_some()
}

/// "warm autumn colors": one word may stand between a style word and its manner noun, in English.
fn described_manner(text: &Text, end: usize) -> Option<(usize, bool)> {
    let start = text.skip_spaces(end);
    let between = (start..text.len()).find(|&at| !text.get(at).is_ascii_alphabetic())?;
    let plural = ["colors", "colours", "tones", "hues", "shades", "vibes", "palette", "style", "lighting"];
    let (_, stop) = text.longest(text.skip_spaces(between), &plural)?;
    let styled = [&STRONG[..], &SOFT, &COLOURS].into_iter().any(|words| word(text, start, words).is_some());
    (between > start && !styled && text.is_free(start..between)).then_some((stop, true))
}

/// "깔끔하게", "보라색으로" at the end of a clause say how, not what; a polite "요" or a wish may follow.
fn told_how(text: &Text, at: usize, after: usize) -> bool {
    if at >= after || !is_hangul(text.before(after)) {
        return false;
    }
    let said = |ending: &str| text.has(after.saturating_sub(ending.chars().count()), ending) == Some(after);
    let how = ["게", "색으로", "색으로요", "빛으로", "랑으로", "정으로", "톤으로", "으로요", "로요"]
        .iter()
        .any(|ending| said(ending));
    let coloured = word(text, at, &COLOURS).is_some_and(|(_, end)| end < after && is_hangul(text.get(end)));
    let next = text.skip_spaces(after);
    let asked = text.longest(next, &["하나", "좀", "한 개", "부탁", "두 개", "세 개"]).is_some();
    let ends = asked || "\n.,!?~)".contains(text.get(next)) || text.is_claimed(next);
    (how || coloured) && ends
}

fn word(text: &Text, at: usize, words: &[Word]) -> Option<(&'static str, usize)> {
    words.iter().filter_map(|(said, name)| Some((*name, text.has(at, said)?))).max_by_key(|&(_, end)| end)
}

/// After a style word: its manner noun, its ending, "and" before another. Whether there was a manner noun too.
fn closing(text: &Text, end: usize) -> (usize, bool) {
    let mut cursor = Cursor::new(text, end);
    cursor.attempt(|cursor| {
        cursor.any(&ENDINGS)?;
        (!is_hangul(cursor.text.get(cursor.at))).then_some(())
    });
    let mut manner = false;
    while cursor.attempt(|cursor| cursor.spaces().any(&MANNERS)).is_some() {
        manner = true;
        cursor.attempt(|cursor| {
            cursor.any(&ENDINGS)?;
            (!is_hangul(cursor.text.get(cursor.at))).then_some(())
        });
    }
    (cursor.at, manner)
}

/// "in a", "in", "with a" before a style word, and "and" or a comma between two.
fn opening(text: &Text, at: usize) -> usize {
    let mut start = at;
    let openers = [
        "in", "on", "with", "a", "an", "and", "&", "using", "very", "아주", "매우", "좀", "조금", "더",
        "the", "soft", "gentle", "deep", "pale", "muted", "vivid", "subtle", "light", "연한", "진한", "짙은",
        "옅은",
    ];
    loop {
        let end = text.back_spaces(start);
        let mut from = end;
        while from > 0 && !text.before(from).is_whitespace() && !text.is_claimed(from - 1) && end - from < 6 {
            from -= 1;
        }
        let word = openers.iter().any(|opener| from < end && text.has(from, opener) == Some(end));
        if !word {
            return start;
        }
        start = from;
    }
}

/// How many soft words in a row are followed to the thing they describe.
const CHAIN: usize = 6;

/// Whether the thing asked for, or another style word, follows: "blue poster", "모던하고 파란 배너", "blue and white".
fn before_the_thing(text: &Text, end: usize, more: usize) -> bool {
    let mut cursor = Cursor::new(text, end);
    cursor.spaces().any(&["and", "&", "and"]);
    cursor.spaces().one(",");
    let at = cursor.spaces().at;
    let pictured = text.longest(at, &super::kinds::IMAGE_NOUNS[20..]).is_some() && !is_hangul(text.get(at));
    let line_end = matches!(text.get(at), '\n' | '.' | '!') && !text.before(end).is_ascii_alphabetic();
    let listed = (end..at).any(|at| text.get(at) == ',');
    let claimed = text.is_claimed(at) && at < text.len() && !listed;
    let request = text.longest(at, &["만들", "그려", "디자인", "해줘", "해 줘", "제작", "부탁"]).is_some();
    let strong = word(text, at, &STRONG).filter(|_| end < at).map(|(_, end)| end);
    let style = strong.or_else(|| soft(text, at).map(|(_, end)| end));
    (claimed && !line_end)
        || pictured
        || request
        || style.filter(|_| more > 0).is_some_and(|after| {
            let (after, manner) = closing(text, after);
            manner || strong.is_some() || told_how(text, at, after) || before_the_thing(text, after, more - 1)
        })
        || ends_in_colour(text, end)
        || alone(text, end)
}

/// "in blue", "in black and gold" at the end of a clause.
fn ends_in_colour(text: &Text, end: usize) -> bool {
    let next = text.get(text.skip_spaces(end));
    if !matches!(next, '\n' | '.' | ',' | '!' | '?') {
        return false;
    }
    let start = text.clause(end).start;
    (start..end).any(|at| text.has(at, "in").is_some() && end - at < 24 && colours_only(text, at + 2, end))
}

/// A clause of nothing but soft words: ", blue and white".
fn alone(text: &Text, end: usize) -> bool {
    let (start, stop) = (text.clause(end).start, text.clause(end).end);
    start > 0 && colours_only(text, start, stop)
}

fn colours_only(text: &Text, mut at: usize, end: usize) -> bool {
    while at < end {
        let here = text.skip_spaces(at);
        let colour = soft(text, here).map(|(_, end)| end);
        match colour.or_else(|| text.longest(here, &CONNECTORS).map(|(_, end)| end)) {
            Some(next) => at = next,
            None => return here >= end,
        }
    }
    true
}

/// Whether the clause goes on after the thing asked for with what it is about: "vintage travel poster of Jeju".
fn told_after(text: &Text, end: usize) -> bool {
    let stop = text.clause(end).end;
    let thing = (end..stop).find(|&at| text.is_claimed(at) && !text.get(at).is_whitespace());
    thing.is_some_and(|thing| {
        (thing..stop).any(|at| text.longest(at, &["for", "of", "about", "announcing"]).is_some())
    })
}

/// Whether only articles and claimed words come before in this clause, so that the word describes the whole picture.
fn leads(text: &Text, at: usize) -> bool {
    let start = text.clause(at).start;
    text.words(start..at).iter().all(|word| {
        let fillers = [
            "a", "an", "the", "of", "make", "create", "draw", "design", "me", "with", "for", "please",
            "need", "i", "generate",
        ];
        fillers.iter().any(|filler| text.has(word.start, filler) == Some(word.end))
    })
}
