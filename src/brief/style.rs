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
const STRONG: [Word; 63] = [
    ("watercolor", "watercolor"), ("watercolour", "watercolor"), ("수채화", "watercolor"),
    ("수채", "watercolor"), ("flat", "flat"), ("플랫", "flat"), ("minimal", "minimal"),
    ("minimalist", "minimal"), ("minimalistic", "minimal"), ("미니멀", "minimal"), ("미니멀한", "minimal"),
    ("미니멀리즘", "minimal"), ("심플", "minimal"), ("심플한", "minimal"), ("심플하게", "minimal"),
    ("미니멀하게", "minimal"), ("3d", "3d"), ("3차원", "3d"), ("입체", "3d"), ("입체적인", "3d"),
    ("isometric", "isometric"), ("아이소메트릭", "isometric"), ("line art", "line art"),
    ("lineart", "line art"), ("line drawing", "line art"), ("라인 아트", "line art"),
    ("라인아트", "line art"), ("라인 드로잉", "line art"), ("선화", "line art"), ("photorealistic", "photo"),
    ("photographic", "photo"), ("photo realistic", "photo"), ("photo-realistic", "photo"), ("실사", "photo"), ("사실적인", "photo"), ("oil painting", "oil painting"),
    ("유화", "oil painting"), ("pixel art", "pixel art"), ("픽셀 아트", "pixel art"),
    ("픽셀아트", "pixel art"), ("도트", "pixel art"), ("hand drawn", "hand-drawn"),
    ("hand-drawn", "hand-drawn"), ("손그림", "hand-drawn"), ("손그림풍", "hand-drawn"),
    ("손으로 그린", "hand-drawn"), ("크레파스로 그린", "crayon"), ("크레용으로 그린", "crayon"), ("연필로 그린", "pencil sketch"), ("geometric", "geometric"), ("기하학적인", "geometric"),
    ("기하학", "geometric"), ("기하학적", "geometric"), ("paper cut", "paper cut"), ("papercut", "paper cut"),
    ("종이 공예", "paper cut"), ("페이퍼 컷", "paper cut"), ("페이퍼컷", "paper cut"),
    ("종이 오리기", "paper cut"), ("neon", "neon"), ("네온", "neon"), ("pastel", "pastel"),
    ("파스텔", "pastel"),
];
#[rustfmt::skip]
const SOFT: [Word; 85] = [
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
    ("gradient", "gradient"), ("gradients", "gradient"), ("그라데이션", "gradient"), ("그라디언트", "gradient"), ("cartoon", "cartoon"),
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
/// Korean adjectives by their stem.
#[rustfmt::skip]
const STEMS: [Word; 38] = [
    ("따뜻", "warm"), ("따스", "warm"), ("포근", "warm"), ("밝", "bright"), ("환", "bright"), ("귀엽", "playful"), ("귀여", "playful"),
    ("발랄", "playful"), ("아기자기", "playful"), ("경쾌", "playful"), ("알록달록", "colorful"), ("화려", "colorful"), ("화사", "bright"),
    ("차분", "calm"), ("잔잔", "calm"), ("고요", "calm"), ("깔끔", "minimal"), ("심플", "minimal"), ("미니멀", "minimal"),
    ("단순", "minimal"), ("간결", "minimal"), ("모던", "modern"), ("세련", "modern"), ("고급", "elegant"), ("우아", "elegant"),
    ("어둡", "dark"), ("어두", "dark"), ("시원", "cool"), ("청량", "cool"), ("차갑", "cool"), ("차가", "cool"), ("강렬", "bold"),
    ("대담", "bold"), ("은은", "soft"), ("부드럽", "soft"), ("부드러", "soft"), ("빈티지", "vintage"), ("산뜻", "bright"),
];
/// How they end: before a noun, an adverb, before another.
#[rustfmt::skip]
const FORMS: [&str; 22] = [
    "한", "하게", "하고", "하면서", "하면서도", "하며", "은", "게", "고", "운", "우면서", "우면서도", "스러운", "스럽게", "스럽고", "된", "되게",
    "되고", "로운", "롭게", "하면서 ", "한데",
];
/// Nouns that make the word before them a style: `톤으로`, `in warm tones`.
#[rustfmt::skip]
const MANNERS: [&str; 57] = [
    "배경", "background", "스타일", "톤", "느낌", "분위기", "풍", "계열", "색상", "색감", "색조", "컬러",
    "테마", "배색", "컨셉", "무드", "기법", "그림체", "빛", "tones", "tone", "style", "styles", "colors",
    "colours", "color", "colour", "look", "feel", "theme", "mood", "palette", "aesthetic", "vibe", "vibes",
    "hues", "lighting", "scheme", "gradient", "shades", "그라데이션", "accents", "바탕", "accent", "styled",
    "만 사용", "looking", "컨셉", "쪽", "포인트", "위주", "베이스", "조합", "같은", "처럼", "듯한", "느낌적인",
];
#[rustfmt::skip]
const ENDINGS: [&str; 37] = [
    "으로", "로", "으로요", "로요", "이요", "요", "이면", "이었으면", "였으면", "이랑", "랑", "과", "와", "이에요", "예요", "입니다",
    "으로만", "로만", "이나", "루", "으루", "의", "한", "하고", "하게", "인", "이고", "이면서", "하면서", "을", "를", "적인", "은",
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

/// What a style word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A colour or a tone.
    Colour(&'static str),
    /// A manner of drawing.
    Manner(&'static str),
}

/// Tones: they choose colours, as colours do.
const TONES: [&str; 12] = [
    "warm",
    "cool",
    "pastel",
    "dark",
    "bright",
    "colorful",
    "monochrome",
    "neon",
    "calm",
    "soft",
    "festive",
    "elegant",
];

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
    let leading = (pictorial || adjective || told) && !photo && leads(text, at) || told_how(text, at, after);
    (whole && (manner || (!named && (asked || leading)))).then_some((name, after))
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
    (how || coloured) && ("\n.,!?~)".contains(text.get(next)) || text.is_claimed(next))
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

#[rustfmt::skip]
const CONNECTORS: [&str; 17] = [
    "and", "on", "&", ",", "이랑", "랑", "하고", "과", "와", "으로", "로", "으로요", "로요", "톤", "요", "이요", "만",
];

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
