//! How many are asked for: `4개`, `네 장`, `three options`, `4 images`.

use super::cursor::Cursor;
use super::kinds::{IMAGE_NOUNS, WORDS};
use super::text::{Text, is_hangul};

#[rustfmt::skip]
const KOREAN_NUMBERS: [(&str, u32); 14] = [
    ("한", 1), ("두", 2), ("세", 3), ("네", 4), ("다섯", 5), ("여섯", 6), ("일곱", 7), ("여덟", 8),
    ("아홉", 9), ("열", 10), ("하나", 1), ("둘", 2), ("셋", 3), ("넷", 4),
];
#[rustfmt::skip]
const KOREAN_UNITS: [&str; 12] = [
    "개의", "개", "장의", "장", "가지", "컷", "매", "종류", "종", "버전", "시안", "안",
];
#[rustfmt::skip]
const ENGLISH_NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];
#[rustfmt::skip]
const ENGLISH_UNITS: [&str; 38] = [
    "options", "option", "images", "pictures", "versions", "version", "variations", "variation", "variants",
    "candidates", "designs", "drafts", "ideas", "icons", "posters", "banners", "backgrounds", "covers",
    "illustrations", "flyers", "alternatives", "concepts", "samples", "copies", "figures", "choices",
    "different", "pictograms", "wallpapers", "slides", "image", "picture", "poster", "icon", "banner",
    "social posts", "posts", "mockups",
];

/// The count, with what only says it claimed.
pub(super) fn take(text: &mut Text) -> Option<u32> {
    for at in 0..text.len() {
        if text.is_claimed(at) || !text.starts_word(at) {
            continue;
        }
        let mut cursor = Cursor::new(text, at);
        let korean = cursor.attempt(korean);
        if let Some(count) = korean.or_else(|| cursor.attempt(english)) {
            let end = cursor.at;
            text.claim(at..end);
            return Some(count);
        }
    }
    None
}

/// Whether what stands before a count of kinds is a picture, a manner or nothing, or a request follows.
fn counts_pictures(text: &Text, before: usize, after: usize) -> bool {
    let ends = |names: &[&str]| {
        names.iter().any(|name| {
            let start = before.checked_sub(name.chars().count());
            start.is_some_and(|start| text.has(start, name) == Some(before))
        })
    };
    let asked = [
        "시안",
        "버전",
        "안",
        "디자인",
        "스타일",
        "만들",
        "부탁",
        "그려",
        "보여",
        "뽑아",
        "제작",
        "로",
        "으로",
        "정도",
        "만",
    ];
    before == 0
        || !is_hangul(text.before(before)) && !text.before(before).is_alphanumeric()
        || ends(&IMAGE_NOUNS)
        || ends(&WORDS.map(|(name, ..)| name))
        || ends(&["로", "을", "를", "스타일", "느낌", "풍", "다른"])
        || text.longest(text.skip_spaces(after), &asked).is_some()
}

fn korean(cursor: &mut Cursor) -> Option<u32> {
    let at = cursor.at;
    let digits = cursor.number(4);
    let count = match digits {
        Some(count) => count,
        None => KOREAN_NUMBERS[cursor.any(&KOREAN_NUMBERS.map(|(word, _)| word))?].1,
    };
    let start = cursor.text.back_spaces(at);
    let unit = cursor.spaces().any(&KOREAN_UNITS)?;
    // "꿀팁 5가지": ways of something that is told, unless a picture or a manner stands before.
    let told = KOREAN_UNITS[unit] == "가지" && !counts_pictures(cursor.text, start, cursor.at);
    if told {
        return None;
    }
    // "3개월", "2개국", "4장짜리" are no counts of pictures; "세 가지 안" names its unit twice.
    let next = cursor.text.get(cursor.at);
    let stop = is_hangul(next)
        && !matches!(next, '만' | '를' | '을' | '로' | '씩' | '정' | '의' | '이' | '요' | '그');
    if stop
        || KOREAN_UNITS[unit] == "안"
            && digits.is_some()
            && cursor.text.before(cursor.at - 1).is_ascii_digit()
            && next == '에'
    {
        return None;
    }
    if matches!(KOREAN_UNITS[unit], "가지" | "개의" | "종류") {
        cursor.attempt(|cursor| cursor.spaces().any(&["시안", "버전", "안", "디자인"]));
    }
    cursor.any(&["으로", "로", "정도", "씩", "만", "를", "을"]);
    Some(count)
}

fn english(cursor: &mut Cursor) -> Option<u32> {
    let count = match cursor.fresh_number(4) {
        Some(count) => count,
        None => match cursor.any(&ENGLISH_NUMBERS) {
            Some(index) => u32::try_from(index + 1).ok()?,
            None => return (cursor.any(&["a couple of"])?, 2).1.into(),
        },
    };
    let end = cursor.at;
    // "3D", "4K": a letter right after the digits makes another word of them.
    if cursor.text.get(end).is_alphanumeric() {
        return None;
    }
    let mut look = *cursor;
    // One or two describing words may stand between: "four flat icons", "3 different cover designs".
    for _ in 0..3 {
        let start = look.spaces().at;
        if look.any(&ENGLISH_UNITS).is_some() {
            let pure = start == cursor.text.skip_spaces(end);
            cursor.at = if pure { plain_unit(cursor.text, start, end) } else { end };
            return Some(count);
        }
        while look.text.get(look.at).is_ascii_alphabetic() {
            look.at += 1;
        }
        if look.at == start {
            return None;
        }
    }
    None
}

/// A unit that is not itself the thing is part of the count: "three options for", "4 images of".
fn plain_unit(text: &Text, start: usize, end: usize) -> usize {
    let plain = [
        "options",
        "option",
        "versions",
        "version",
        "variations",
        "variants",
        "candidates",
        "designs",
        "drafts",
        "ideas",
        "alternatives",
        "concepts",
        "samples",
        "copies",
        "choices",
        "different",
        "mockups",
        "images",
        "pictures",
        "variation",
    ];
    text.longest(start, &plain).map_or(end, |(_, unit_end)| unit_end)
}
