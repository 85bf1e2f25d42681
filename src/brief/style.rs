//! Style words, in one English spelling.
//!
//! A manner of drawing ("수채화", "flat") is style wherever it is said. A softer word ("blue", "모던") may as well belong
//! to the subject ("Black Friday"), so it is style only right before what is asked for or before a word such as
//! "style" and "톤".

use super::Intent;
use super::cursor::Cursor;
use super::text::{Text, is_hangul};

/// A style word: how it is said, its canonical name.
type Word = (&'static str, &'static str);

#[rustfmt::skip]
const STRONG: [Word; 58] = [
    ("watercolor", "watercolor"), ("watercolour", "watercolor"), ("수채화", "watercolor"),
    ("수채", "watercolor"), ("flat", "flat"), ("플랫", "flat"), ("minimal", "minimal"),
    ("minimalist", "minimal"), ("minimalistic", "minimal"), ("미니멀", "minimal"), ("미니멀한", "minimal"),
    ("미니멀리즘", "minimal"), ("심플", "minimal"), ("심플한", "minimal"), ("심플하게", "minimal"),
    ("미니멀하게", "minimal"), ("3d", "3d"), ("3차원", "3d"), ("입체", "3d"), ("입체적인", "3d"),
    ("isometric", "isometric"), ("아이소메트릭", "isometric"), ("line art", "line art"),
    ("lineart", "line art"), ("line drawing", "line art"), ("라인 아트", "line art"),
    ("라인아트", "line art"), ("라인 드로잉", "line art"), ("선화", "line art"), ("photorealistic", "photo"),
    ("photographic", "photo"), ("실사", "photo"), ("사실적인", "photo"), ("oil painting", "oil painting"),
    ("유화", "oil painting"), ("pixel art", "pixel art"), ("픽셀 아트", "pixel art"),
    ("픽셀아트", "pixel art"), ("도트", "pixel art"), ("hand drawn", "hand-drawn"),
    ("hand-drawn", "hand-drawn"), ("손그림", "hand-drawn"), ("손그림풍", "hand-drawn"),
    ("손으로 그린", "hand-drawn"), ("geometric", "geometric"), ("기하학적인", "geometric"),
    ("기하학", "geometric"), ("기하학적", "geometric"), ("paper cut", "paper cut"), ("papercut", "paper cut"),
    ("종이 공예", "paper cut"), ("페이퍼 컷", "paper cut"), ("페이퍼컷", "paper cut"),
    ("종이 오리기", "paper cut"), ("neon", "neon"), ("네온", "neon"), ("pastel", "pastel"),
    ("파스텔", "pastel"),
];
#[rustfmt::skip]
const SOFT: [Word; 84] = [
    ("사진", "photo"), ("photo", "photo"), ("라인", "line art"), ("라인으로", "line art"),
    ("종이", "paper cut"), ("vintage", "vintage"), ("빈티지", "vintage"), ("빈티지한", "vintage"),
    ("retro", "retro"), ("레트로", "retro"), ("복고풍", "retro"), ("복고", "retro"), ("modern", "modern"),
    ("모던", "modern"), ("모던한", "modern"), ("모던하게", "modern"), ("현대적인", "modern"),
    ("세련된", "modern"), ("playful", "playful"), ("cute", "playful"), ("귀여운", "playful"),
    ("귀엽게", "playful"), ("발랄한", "playful"), ("아기자기한", "playful"), ("elegant", "elegant"),
    ("고급스러운", "elegant"), ("고급스럽게", "elegant"), ("우아한", "elegant"), ("luxurious", "elegant"),
    ("dark", "dark"), ("다크", "dark"), ("어두운", "dark"), ("다크한", "dark"), ("corporate", "corporate"),
    ("비즈니스", "corporate"), ("business", "corporate"), ("professional", "corporate"), ("warm", "warm"),
    ("따뜻한", "warm"), ("따스한", "warm"), ("포근한", "warm"), ("cool", "cool"), ("차가운", "cool"),
    ("시원한", "cool"), ("simple", "minimal"), ("clean", "minimal"), ("깔끔한", "minimal"),
    ("깔끔하게", "minimal"), ("간결한", "minimal"), ("단순한", "minimal"), ("bright", "bright"),
    ("밝은", "bright"), ("밝고", "bright"), ("밝게", "bright"), ("colorful", "colorful"),
    ("colourful", "colorful"), ("알록달록한", "colorful"), ("화려한", "colorful"),
    ("monochrome", "monochrome"), ("흑백", "monochrome"), ("black and white", "monochrome"),
    ("gradient", "gradient"), ("그라데이션", "gradient"), ("그라디언트", "gradient"), ("cartoon", "cartoon"),
    ("만화", "cartoon"), ("카툰", "cartoon"), ("애니메이션", "anime"), ("anime", "anime"),
    ("sketch", "hand-drawn"), ("스케치", "hand-drawn"), ("abstract", "abstract"), ("추상적인", "abstract"),
    ("추상", "abstract"), ("calm", "calm"), ("차분한", "calm"), ("잔잔한", "calm"), ("bold", "bold"),
    ("강렬한", "bold"), ("futuristic", "futuristic"), ("미래지향적인", "futuristic"),
    ("미래적인", "futuristic"), ("festive", "festive"), ("realistic", "photo"),
];
#[rustfmt::skip]
const COLOURS: [Word; 66] = [
    ("blue", "blue"), ("파란색", "blue"), ("파란", "blue"), ("파랑", "blue"), ("푸른", "blue"),
    ("푸른색", "blue"), ("블루", "blue"), ("navy", "navy"), ("네이비", "navy"), ("남색", "navy"),
    ("하늘색", "sky blue"), ("sky blue", "sky blue"), ("red", "red"), ("빨간색", "red"), ("빨간", "red"),
    ("빨강", "red"), ("붉은", "red"), ("레드", "red"), ("green", "green"), ("초록색", "green"),
    ("초록", "green"), ("초록빛", "green"), ("녹색", "green"), ("그린", "green"), ("yellow", "yellow"),
    ("노란색", "yellow"), ("노란", "yellow"), ("노랑", "yellow"), ("purple", "purple"), ("violet", "purple"),
    ("보라색", "purple"), ("보라", "purple"), ("보랏빛", "purple"), ("pink", "pink"), ("분홍색", "pink"),
    ("분홍", "pink"), ("핑크", "pink"), ("핑크색", "pink"), ("orange", "orange"), ("주황색", "orange"),
    ("주황", "orange"), ("오렌지색", "orange"), ("black", "black"), ("검은색", "black"), ("검은", "black"),
    ("검정", "black"), ("검정색", "black"), ("블랙", "black"), ("white", "white"), ("흰색", "white"),
    ("흰", "white"), ("하얀", "white"), ("하얀색", "white"), ("화이트", "white"), ("gray", "gray"),
    ("grey", "gray"), ("회색", "gray"), ("그레이", "gray"), ("brown", "brown"), ("갈색", "brown"),
    ("gold", "gold"), ("금색", "gold"), ("teal", "teal"), ("청록색", "teal"), ("beige", "beige"),
    ("베이지", "beige"),
];
/// Nouns that make the word before them a style: `톤으로`, `in warm tones`.
#[rustfmt::skip]
const MANNERS: [&str; 46] = [
    "배경", "background", "스타일", "톤", "느낌", "분위기", "풍", "계열", "색상", "색감", "색조", "컬러",
    "테마", "배색", "컨셉", "무드", "기법", "그림체", "빛", "tones", "tone", "style", "styles", "colors",
    "colours", "color", "colour", "look", "feel", "theme", "mood", "palette", "aesthetic", "vibe", "vibes",
    "hues", "lighting", "scheme", "gradient", "shades", "그라데이션", "accents", "바탕", "accent", "styled",
    "만 사용",
];
#[rustfmt::skip]
const ENDINGS: [&str; 18] = [
    "으로", "로", "의", "한", "하고", "하게", "인", "이고", "이면서", "하면서", "을", "를", "적인", "은",
    "이", "풍", "나는", "스러운",
];
/// Names that contain a style word and mean something else.
#[rustfmt::skip]
const NAMES: [&str; 26] = [
    "black friday", "modern art", "dark chocolate", "red cross", "green energy", "white paper", "warm up",
    "cool down", "blue ocean", "orange juice", "business", "비즈니스 ", "photo contest", "photo exhibition",
    "gold medal", "black hole", "green tea", "modern dance", "red carpet", "white house", "green day",
    "pink ribbon", "블랙 프라이데이", "블랙프라이데이", "그린 ", "red team",
];

/// The style words said, with what only says them claimed. `intent` tells how much may be taken from the subject.
pub(super) fn take(text: &mut Text, intent: Option<Intent>) -> Option<String> {
    let mut said: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some((name, end)) = at_position(text, at, intent) else {
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

fn at_position(text: &Text, at: usize, intent: Option<Intent>) -> Option<(&'static str, usize)> {
    if text.is_claimed(at) || !text.starts_word(at) {
        return None;
    }
    if let Some((name, end)) = word(text, at, &STRONG) {
        let end = closing(text, end).0;
        let whole = !is_hangul(text.get(end)) || text.is_claimed(end);
        return whole.then_some((name, end));
    }
    let (name, end) = word(text, at, &SOFT).or_else(|| word(text, at, &COLOURS))?;
    let (after, manner) = closing(text, end);
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
    let leading = (pictorial || adjective || told) && !photo && leads(text, at);
    (whole && (manner || (!named && (asked || leading)))).then_some((name, after))
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
        "in", "on", "with", "a", "an", "and", "&", "using", "very", "아주", "매우", "좀", "조금", "더", "the",
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
    let line_end = matches!(text.get(at), '\n' | '.' | '!') && !text.before(end).is_ascii_alphabetic();
    let listed = (end..at).any(|at| text.get(at) == ',');
    let claimed = text.is_claimed(at) && at < text.len() && !listed;
    let request = text.longest(at, &["만들", "그려", "디자인", "해줘", "해 줘", "제작", "부탁"]).is_some();
    let style = [&STRONG[..], &SOFT[..], &COLOURS[..]]
        .into_iter()
        .find_map(|words| word(text, at, words).map(|(_, end)| end));
    (claimed && !line_end)
        || request
        || style.filter(|_| more > 0).is_some_and(|after| {
            let (after, manner) = closing(text, after);
            manner || before_the_thing(text, after, more - 1)
        })
        || ends_in_colour(text, end)
        || alone(text, end)
}

/// "in blue", "in black and gold" at the end of a clause.
fn ends_in_colour(text: &Text, end: usize) -> bool {
    let next = text.get(text.skip_spaces(end));
    if !matches!(next, '\n' | '.' | ',' | '!') {
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
        let colour = word(text, here, &COLOURS).or_else(|| word(text, here, &SOFT)).map(|(_, end)| end);
        match colour.or_else(|| text.longest(here, &["and", "&", ","]).map(|(_, end)| end)) {
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
