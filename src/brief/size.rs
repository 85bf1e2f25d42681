//! Sizes: pixels, shapes, paper, and the words for them.

use std::ops::Range;

use super::cursor::Cursor;
use super::text::Text;
use super::{Intent, RequestedSize};
use crate::scene::PixelSize;

/// ISO 216 A and B sizes, Japanese B (which Korean offices mean by B4 and B5 paper) and ANSI, in millimetres.
#[rustfmt::skip]
const PAPERS: [(&str, f64, f64); 14] = [
    ("a0", 841.0, 1189.0), ("a1", 594.0, 841.0), ("a2", 420.0, 594.0), ("a3", 297.0, 420.0),
    ("a4", 210.0, 297.0), ("a5", 148.0, 210.0), ("a6", 105.0, 148.0), ("a7", 74.0, 105.0), ("b4", 257.0, 364.0),
    ("b5", 182.0, 257.0), ("us letter", 215.9, 279.4), ("letter size", 215.9, 279.4),
    ("us legal", 215.9, 355.6), ("legal size", 215.9, 355.6),
];
/// Shapes people name, and the usual pixels for them.
#[rustfmt::skip]
const RATIOS: [(u32, u32, u32, u32); 11] = [
    (16, 9, 1920, 1080), (4, 3, 1600, 1200), (1, 1, 1024, 1024), (9, 16, 1080, 1920), (3, 4, 1200, 1600),
    (3, 2, 1536, 1024), (2, 3, 1024, 1536), (4, 5, 1080, 1350), (5, 4, 1350, 1080), (21, 9, 2520, 1080),
    (2, 1, 2048, 1024),
];
/// Places a picture is shown, and the pixels they ask for.
#[rustfmt::skip]
const PLATFORMS: [(&str, u32, u32); 52] = [
    ("instagram story", 1080, 1920), ("insta story", 1080, 1920), ("인스타그램 스토리", 1080, 1920),
    ("인스타 스토리", 1080, 1920), ("인스타스토리", 1080, 1920), ("instagram stories", 1080, 1920),
    ("instagram reel", 1080, 1920), ("instagram reels", 1080, 1920), ("인스타 릴스", 1080, 1920), ("릴스 커버", 1080, 1920),
    ("instagram portrait", 1080, 1350), ("instagram square", 1080, 1080), ("square instagram", 1080, 1080),
    ("instagram", 0, 0), ("tiktok cover", 1080, 1920), ("틱톡 커버", 1080, 1920),
    ("youtube shorts", 1080, 1920), ("유튜브 쇼츠", 1080, 1920),
    ("youtube thumbnail", 1280, 720), ("유튜브 썸네일", 1280, 720), ("유튜브 섬네일", 1280, 720),
    ("youtube banner", 2560, 1440), ("youtube channel art", 2560, 1440), ("youtube channel banner", 2560, 1440),
    ("유튜브 배너", 2560, 1440), ("유튜브 채널 아트", 2560, 1440), ("유튜브 채널아트", 2560, 1440),
    ("linkedin banner", 1584, 396), ("linkedin cover", 1584, 396), ("linkedin background", 1584, 396),
    ("링크드인 배너", 1584, 396), ("링크드인 커버", 1584, 396),
    ("linkedin post", 1200, 627), ("linkedin image", 1200, 627), ("링크드인", 1200, 627),
    ("facebook cover", 1640, 624), ("페이스북 커버", 1640, 624), ("facebook banner", 1640, 624),
    ("facebook post", 1200, 630), ("페이스북 게시물", 1200, 630),
    ("twitter header", 1500, 500), ("twitter banner", 1500, 500), ("x header", 1500, 500), ("트위터 헤더", 1500, 500),
    ("twitter post", 1600, 900), ("pinterest pin", 1000, 1500), ("핀터레스트 핀", 1000, 1500),
    ("open graph image", 1200, 630), ("og image", 1200, 630), ("og 이미지", 1200, 630),
    ("full hd", 1920, 1080), ("4k", 3840, 2160),
];
/// Places whose sizes a post has, and nothing else that is shown there.
const POSTS: [&str; 3] = ["linkedin post", "linkedin image", "링크드인"];
const LANDSCAPE: [&str; 7] =
    ["가로형", "가로로", "가로 방향", "가로", "landscape", "horizontal", "widescreen"];
const PORTRAIT: [&str; 6] = ["세로형", "세로로", "세로 방향", "세로", "portrait", "vertical"];
const SQUARE: [&str; 5] = ["정사각형", "정방형", "정사각", "square format", "square"];

/// Which way a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lie {
    Landscape,
    Portrait,
}

/// The size that is said, with what says it claimed.
pub(super) fn take(text: &mut Text, intent: Option<Intent>) -> Option<RequestedSize> {
    let exact = take_first(text, pixels);
    let paper = exact.is_none().then(|| take_first(text, paper)).flatten();
    let shape = (exact.is_none() && paper.is_none()).then(|| take_first(text, ratio)).flatten();
    let platform = platform(text, intent);
    let square = take_first(text, square);
    let lie = take_first(text, lie);
    let said = exact.or_else(|| paper.map(|size| laid(size, lie))).or(shape).or(square).or(platform);
    said.or_else(|| lie.map(|lie| by_lie(lie, intent)))
}

fn take_first<T>(text: &mut Text, reader: impl Fn(&mut Cursor) -> Option<T>) -> Option<T> {
    let mut found: Option<(T, Range<usize>)> = None;
    for at in 0..text.len() {
        let mut cursor = Cursor::new(text, at);
        if text.is_claimed(at) {
            continue;
        }
        if let Some(value) = reader(&mut cursor) {
            found = Some((value, at..cursor.at));
            break;
        }
    }
    let (value, range) = found?;
    let end = size_words(text, range.end);
    text.claim(range.start..end);
    Some(value)
}

/// Words that only say that a size was said: `px`, `사이즈로`, `용지`, `비율`.
fn size_words(text: &Text, at: usize) -> usize {
    let mut cursor = Cursor::new(text, at);
    let words = [
        "픽셀",
        "사이즈",
        "크기",
        "용지",
        "비율",
        "해상도",
        "방향",
        "형",
        "짜리",
        "px",
        "pixels",
        "pixel",
        "size",
        "sized",
        "paper",
        "format",
        "aspect ratio",
        "ratio",
        "aspect",
        "orientation",
        "resolution",
    ];
    while cursor.attempt(|cursor| cursor.spaces().any(&words)).is_some() {}
    if cursor.at > at || !cursor.text.get(at).is_ascii_alphanumeric() {
        cursor.any(&["으로", "로", "의", "인"]);
    }
    cursor.at
}

/// `1920x1080`, `1920 by 1080`, `210x297mm`, `1920*1080`
fn pixels(cursor: &mut Cursor) -> Option<RequestedSize> {
    let before = cursor.text.before(cursor.at);
    if before == '.' || before == ':' || before.is_ascii_alphanumeric() {
        return None;
    }
    let width = cursor.grouped()?;
    let first_unit = unit(cursor);
    let by = cursor.spaces().any(&["by"]).is_some() || x_mark(cursor);
    let height = cursor.spaces().grouped().filter(|_| by)?;
    let second_unit = unit(cursor);
    // "5m x 90cm": each side in its own unit, or both in the one that is said.
    let units =
        [first_unit.or(second_unit), second_unit.or(first_unit)].map(|unit| unit.and_then(millimetres));
    if let [Some(across), Some(down)] = units {
        let paper = |side: u32, unit: f64| f64::from(side) * unit;
        return Some(RequestedSize::Paper { width_mm: paper(width, across), height_mm: paper(height, down) });
    }
    match second_unit.or(first_unit) {
        _ if cursor.text.get(cursor.at).is_ascii_alphanumeric() => None,
        // "2x3" alone is no picture; said with a unit it is.
        None if width < 16 && height < 16 && (width, height) != (0, 0) => None,
        _ => Some(RequestedSize::Pixels(PixelSize::new(width, height))),
    }
}

/// How many millimetres a unit of length has; none for pixels.
fn millimetres(unit: &'static str) -> Option<f64> {
    match unit {
        "mm" => Some(1.0),
        "cm" => Some(10.0),
        "m" => Some(1000.0),
        "in" => Some(25.4),
        _ => None,
    }
}

/// The mark between two numbers; no word boundary is asked for, as in `1920x1080`.
fn x_mark(cursor: &mut Cursor) -> bool {
    cursor.one("x*").is_some()
}

fn unit(cursor: &mut Cursor) -> Option<&'static str> {
    cursor.attempt(|cursor| {
        let start = cursor.spaces().at;
        let units = [
            ("mm", "mm"),
            ("cm", "cm"),
            ("px", "px"),
            ("픽셀", "px"),
            ("inches", "in"),
            ("inch", "in"),
            ("인치", "in"),
            ("밀리", "mm"),
            ("센티", "cm"),
            ("미터", "m"),
            ("m", "m"),
        ];
        let (word, unit) = units
            .into_iter()
            .find(|(word, _)| word.chars().enumerate().all(|(i, c)| cursor.text.get(start + i) == c))?;
        cursor.at += word.chars().count();
        (!cursor.text.get(cursor.at).is_ascii_alphabetic() || cursor.text.get(cursor.at) == 'x')
            .then_some(unit)
    })
}

/// `16:9`, `16 : 9`, `1대1`; not `16:09`, which is a time
fn ratio(cursor: &mut Cursor) -> Option<RequestedSize> {
    let before = cursor.text.before(cursor.at);
    let across = cursor.fresh_number(2).filter(|_| before != ':' && before != '.')?;
    cursor.spaces().one(":/대")?;
    let start = cursor.spaces().at;
    let down = cursor.number(2)?;
    let next = cursor.text.get(cursor.at);
    let padded = cursor.text.get(start) == '0' || next == ':' || next.is_ascii_alphanumeric() && next != 'p';
    let known = RATIOS.iter().find(|(a, d, ..)| (*a, *d) == (across, down)).filter(|_| !padded)?;
    Some(RequestedSize::Pixels(PixelSize::new(known.2, known.3)))
}

fn paper(cursor: &mut Cursor) -> Option<RequestedSize> {
    let fresh = cursor.text.starts_word(cursor.at);
    let index = cursor.any(&PAPERS.map(|(name, ..)| name)).filter(|_| fresh)?;
    let (_, width_mm, height_mm) = PAPERS[index];
    Some(RequestedSize::Paper { width_mm, height_mm })
}

fn platform(text: &mut Text, intent: Option<Intent>) -> Option<RequestedSize> {
    let found = (0..text.len()).find_map(|at| {
        let (index, end) = text.longest(at, &PLATFORMS.map(|(name, ..)| name))?;
        let (name, width, _) = PLATFORMS[index];
        // A LinkedIn banner is not a LinkedIn post.
        let post = intent == Some(Intent::SocialPost) || !POSTS.contains(&name);
        (width > 0 && post).then_some((index, at..end))
    })?;
    let (_, width, height) = PLATFORMS[found.0];
    // The name of a kind ("썸네일") stays for its reader; the place alone says no more than the size.
    if let Some(end) =
        text.longest(found.1.start, &["youtube", "유튜브", "4k", "full hd"]).map(|(_, end)| end)
    {
        text.claim(found.1.start..end);
    }
    Some(RequestedSize::Pixels(PixelSize::new(width, height)))
}

fn square(cursor: &mut Cursor) -> Option<RequestedSize> {
    let fresh = cursor.text.starts_word(cursor.at);
    cursor.any(&SQUARE).filter(|_| fresh)?;
    // "Union Square" is a place, "square root" is not a shape of paper.
    let place = cursor.text.get(cursor.text.skip_spaces(cursor.at)) == ','
        && cursor.text.before(cursor.at).is_ascii();
    (!place).then_some(RequestedSize::Pixels(PixelSize::new(1024, 1024)))
}

fn lie(cursor: &mut Cursor) -> Option<Lie> {
    let start = cursor.at;
    let fresh = cursor.text.starts_word(start);
    let landscape = cursor.any(&LANDSCAPE).is_some();
    if !fresh || (!landscape && cursor.any(&PORTRAIT).is_none()) {
        return None;
    }
    // "가로수", "세로줄", "a landscape of mountains", "portrait of a man" name things.
    let next = cursor.text.get(cursor.at);
    let of = Cursor::new(cursor.text, cursor.at).spaces().phrase("of");
    let english = cursor.text.get(start).is_ascii();
    let ends = !english || shapes(cursor, start);
    let ends = ends && !super::text::is_hangul(next) || matches!(next, '로' | '형' | '인');
    (ends && !of).then_some(if landscape { Lie::Landscape } else { Lie::Portrait })
}

/// "landscape" and "portrait" are shapes beside a size, "format", or the thing asked for; else they are pictures.
fn shapes(cursor: &Cursor, start: usize) -> bool {
    let text = cursor.text;
    let mut next = Cursor::new(text, cursor.at);
    let nouns = [
        "format",
        "orientation",
        "mode",
        "layout",
        "poster",
        "flyer",
        "banner",
        "cover",
        "page",
        "size",
        "a3",
        "a4",
        "a5",
        "letter",
        "slide",
        "version",
        "aspect",
        "story",
    ];
    let named = next.spaces().any(&nouns).is_some();
    let before = text.back_spaces(start);
    let beside = start == 0 || text.is_claimed(before.saturating_sub(1)) || text.before(before) == ',';
    let inside = before.checked_sub(2).is_some_and(|at| text.has(at, "in") == Some(before));
    let ends = "\n.,)!".contains(text.get(text.skip_spaces(cursor.at)));
    named || ((beside || inside) && (ends || text.is_claimed(text.skip_spaces(cursor.at))))
}

fn laid(size: RequestedSize, lie: Option<Lie>) -> RequestedSize {
    match (size, lie) {
        (RequestedSize::Paper { width_mm, height_mm }, Some(Lie::Landscape)) if width_mm < height_mm => {
            RequestedSize::Paper { width_mm: height_mm, height_mm: width_mm }
        }
        _ => size,
    }
}

/// A page that only lies one way: paper for what is printed, a screen for the rest.
fn by_lie(lie: Lie, intent: Option<Intent>) -> RequestedSize {
    match (intent, lie) {
        (Some(Intent::Poster | Intent::Cover), _) => {
            laid(RequestedSize::Paper { width_mm: 210.0, height_mm: 297.0 }, Some(lie))
        }
        (_, Lie::Landscape) => RequestedSize::Pixels(PixelSize::new(1920, 1080)),
        (_, Lie::Portrait) => RequestedSize::Pixels(PixelSize::new(1080, 1920)),
    }
}
