//! The words that only ask: `만들어 주세요`, `please make me`, `an image of`.

use super::cursor::Cursor;
use super::kinds::IMAGE_NOUNS;
use super::text::{Text, is_hangul};

#[rustfmt::skip]
const KOREAN: [&str; 90] = [
    "만들어", "만들어줘", "만들어 줘", "만들어주세요", "만들어 주세요", "만들어줄래", "만들어 줄래",
    "만들어주실", "만들고 싶어", "만들고 싶습니다", "만들고 싶은데", "만들래", "만들자", "만들어줄 수 있어",
    "만들어 줄 수 있어", "디자인해", "디자인해줘", "디자인해 줘", "디자인해주세요", "디자인해 주세요",
    "디자인 해줘", "디자인 해 줘", "디자인 해주세요", "디자인 부탁", "그려", "그려줘", "그려 줘",
    "그려주세요", "그려 주세요", "제작해", "제작해줘", "제작해 줘", "제작해주세요", "제작해 주세요",
    "제작 부탁", "생성해줘", "생성해 줘", "생성해주세요", "생성해 주세요", "작성해줘", "작성해 줘",
    "작성해주세요", "뽑아줘", "뽑아 줘", "부탁해", "부탁드립니다", "부탁드려", "부탁", "부탁합니다", "필요해",
    "필요합니다", "필요한데", "해줘", "해 줘", "해주세요", "해 주세요", "주세요", "줘", "보여줘", "보여 줘",
    "넣어줘", "넣어 주세요", "만드러", "만들어달", "만들어 달", "요청드립니다", "알려줘", "알려 줘", "알려주세요", "알려 주세요", "공지해줘", "공지해 줘", "요청드려", "요청합니다", "좋겠습니다",
    "좋겠어", "좋겠다", "좋겠네", "좋을 것 같", "필요하", "필요해서", "감사하겠", "부탁드리", "부탁드릴", "디자인해 주시",
    "만들어 주시", "그려 주시", "제작해 주시", "괜찮을까", "가능할까",
];
#[rustfmt::skip]
const KOREAN_FILLERS: [&str; 27] = [
    "좀", "하나", "하나만", "안녕하세요", "혹시", "제발", "한번", "한 번", "예쁜", "멋진", "예쁘게", "멋지게",
    "깔끔히", "감사합니다", "뚝딱", "얼른", "빨리", "급하게", "간단히", "간단하게", "알아서", "대충", "고맙습니다", "죄송하지만",
    "이거", "저기", "그냥",
];
const KOREAN_NOUNS: [&str; 7] = ["일러스트레이션", "일러스트", "이미지", "그림", "삽화", "시안", "사진"];
#[rustfmt::skip]
const OPENERS: [&str; 108] = [
    "please", "hi", "hello", "hey", "can you", "could you", "would you", "will you", "i need", "we need",
    "need", "i want", "we want", "i'd like", "we'd like", "i would like", "we would like", "you to", "to",
    "make", "create", "design", "draw", "generate", "produce", "prepare", "give", "show", "build", "craft",
    "me", "us", "help", "paint", "render", "illustrate", "do", "let's", "put together", "we're holding",
    "we are holding", "we're having", "we are having", "we're hosting", "we are hosting", "there is",
    "there's", "i'm hosting", "i'm organizing", "we're organizing", "announce", "promote", "advertise",
    "come up with", "i'm looking for", "looking for", "get", "we're looking for", "just", "also", "with",
    "wanted", "want", "kindly", "i am making", "i'm making", "a", "an", "the", "some", "nice", "beautiful",
    "simple", "good", "thanks", "thank you", "i'd love", "i would love", "we'd love", "smth", "something", "sth", "we have", "we are launching", "we're launching", "we are opening", "we're opening", "we are celebrating", "we're celebrating",
    "there will be", "we'll have", "we will have", "would it be possible", "is it possible", "can u", "could u", "hi all",
    "hi there", "quick one", "a quick one", "quick request", "and make it", "make it", "hello there", "hi everyone", "hi team", "set of", "a set of",
];
#[rustfmt::skip]
const ENGLISH_NOUNS: [&str; 14] = [
    "images", "image", "pictures", "picture", "illustrations", "illustration", "drawing", "artwork", "visual",
    "graphic", "photo", "design", "painting", "render",
];

/// Whether the words say that a picture is wanted, or a drawing made.
pub(super) fn asks_for_a_picture(prompt: &str) -> bool {
    let text = Text::new(prompt);
    let named = |at: usize| {
        text.longest(at, &ENGLISH_NOUNS).or_else(|| text.longest(at, &KOREAN_NOUNS)).is_some()
            || text.longest(at, &["draw", "paint", "render", "illustrate", "그려", "그린"]).is_some()
    };
    (0..text.len()).any(named)
}

/// Claims what only asks.
pub(super) fn claim(text: &mut Text) {
    english_openings(text);
    let mut at = 0;
    while at < text.len() {
        let end = if text.is_claimed(at) { None } else { korean(text, at).or_else(|| english(text, at)) };
        match end {
            Some(end) => {
                text.claim(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    image_nouns(text);
}

/// At the start of a sentence: "Please make me a", up to the first word that is about something.
fn english_openings(text: &mut Text) {
    let starts: Vec<_> = (0..text.len())
        .filter(|&at| {
            at == 0
                || matches!(text.before(text.back_spaces(at)), '\n' | '!' | '?' | '.' | ',' | ':' | '(')
                || text.is_claimed(text.back_spaces(at).saturating_sub(1))
        })
        .filter(|&at| text.starts_word(at))
        .collect();
    for start in starts {
        let mut cursor = Cursor::new(text, start);
        let mut asked = false;
        while let Some(index) = cursor.attempt(|cursor| cursor.spaces().any(&OPENERS)) {
            asked |= !matches!(
                OPENERS[index],
                "a" | "an"
                    | "the"
                    | "with"
                    | "to"
                    | "some"
                    | "simple"
                    | "nice"
                    | "good"
                    | "design"
                    | "show"
                    | "help"
                    | "thanks"
                    | "thank you"
            ) || (start == 0 && OPENERS[index] == "design" && article_follows(text, cursor.at));
        }
        let end = cursor.at;
        if asked {
            text.claim(start..end);
        }
    }
}

/// "Design a poster", "design me", against "Design conference poster".
fn article_follows(text: &Text, at: usize) -> bool {
    let next = text.skip_spaces(at);
    text.is_claimed(next)
        || text
            .longest(
                next,
                &[
                    "a", "an", "me", "us", "the", "some", "our", "my", "one", "two", "three", "four", "this",
                    "that", "it",
                ],
            )
            .is_some()
}

fn korean(text: &Text, at: usize) -> Option<usize> {
    if !is_hangul(text.get(at)) || !text.starts_word(at) && !text.is_claimed(at.saturating_sub(1)) {
        return None;
    }
    if let Some((_, mut end)) = text.longest(at, &KOREAN) {
        // A verb's polite ending: "요", "ㅇㅇ".
        while is_hangul(text.get(end)) && end < text.len() && !text.is_claimed(end) {
            end += 1;
        }
        return Some(end);
    }
    let (_, end) = text.longest(at, &KOREAN_FILLERS)?;
    (!is_hangul(text.get(end))).then_some(end)
}

fn english(text: &Text, at: usize) -> Option<usize> {
    let words = [
        "please",
        "pls",
        "plz",
        "thank you",
        "thanks",
        "thank you so much",
        "thanks so much",
        "many thanks",
        "thanks in advance",
        "thank you very much",
        "thanks a lot",
        "cheers",
    ];
    let (_, end) = text.longest(at, &words)?;
    // "a thank you card": courtesy stands at an end of what is said.
    let before = text.before(text.back_spaces(at));
    let ends = "\n.,!?".contains(before) || "\n.,!?".contains(text.get(text.skip_spaces(end)));
    let asks = ends
        || text.is_claimed(text.back_spaces(at).saturating_sub(1))
            && !is_hangul(text.get(text.skip_spaces(end)));
    (asks || text.get(at) == 'p').then_some(end)
}

/// "a picture of", "그림을": a word for picture that is not part of a name.
fn image_nouns(text: &mut Text) {
    for at in 0..text.len() {
        if text.is_claimed(at) || !text.starts_word(at) {
            continue;
        }
        let english =
            text.longest(at, &ENGLISH_NOUNS).map(|(_, end)| end).filter(|&end| english_noun(text, end));
        let korean =
            text.longest(at, &KOREAN_NOUNS).map(|(_, end)| end).and_then(|end| korean_noun(text, end));
        if let Some(end) = english.or(korean) {
            text.claim(at..end);
        }
    }
}

fn english_noun(text: &Text, end: usize) -> bool {
    let next = text.skip_spaces(end);
    let follows =
        ["of", "showing", "about", "that", "for", "with", "which", "depicting", "to", "illustrating"];
    text.is_claimed(next) || "\n.,!?:;(".contains(text.get(next)) || text.longest(next, &follows).is_some()
}

fn korean_noun(text: &Text, end: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, end);
    cursor.any(&["으로", "로", "을", "를", "이"]);
    let after = text.skip_spaces(cursor.at);
    let ends = text.is_claimed(after)
        || "\n.,!?:;(".contains(text.get(after))
        || text.longest(after, &IMAGE_NOUNS).is_some();
    ends.then_some(cursor.at)
}
