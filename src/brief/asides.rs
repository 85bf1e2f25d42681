//! What is said beside the matter, claimed before anybody takes it for a day, a place or a name: until when the work
//! is needed, who writes, what the words refer to, what is not wanted, laughter.

use super::cursor::Cursor;
use super::text::{Text, is_hangul};

/// What follows a day by which something is due: "오늘 중으로", "내일까지 만들어".
const WITHIN: [&str; 4] = ["중으로", "안으로", "안에", "내로"];
#[rustfmt::skip]
const DUE: [&str; 12] = [
    "필요", "만들", "부탁", "보내", "제작", "디자인", "완성", "받을", "받아", "주세요", "줄 수", "될까",
];
#[rustfmt::skip]
const DUE_DAYS: [&str; 22] = [
    "오늘", "내일", "모레", "이번 주", "이번주", "다음 주", "다음주", "금주", "내주", "월요일", "화요일", "수요일",
    "목요일", "금요일", "토요일", "일요일", "오전", "오후", "주말", "월말", "연말", "낼",
];
#[rustfmt::skip]
const ENGLISH_DUE: [&str; 14] = [
    "by tomorrow", "by today", "by tonight", "by monday", "by tuesday", "by wednesday", "by thursday", "by friday",
    "by the end of the day", "by end of day", "by eod", "by next week", "by the end of the week", "asap",
];
/// "위 메일로", "이 내용으로", "아래 공지를": the words around, not what they are about.
#[rustfmt::skip]
const POINTERS: [&str; 14] = [
    "이", "위", "위의", "아래", "아래의", "다음", "다음의", "해당", "첨부한", "첨부된", "첨부", "밑에", "밑의", "위에",
];
#[rustfmt::skip]
const REFERRED: [&str; 20] = [
    "내용", "메일", "이메일", "공지", "글", "일정", "정보", "대화", "메시지", "문자", "안건", "텍스트", "초대",
    "일정표", "메모", "채팅", "회의록", "사항", "문구", "자료",
];
#[rustfmt::skip]
const POINTED: [&str; 14] = ["이걸로", "이거로", "이걸", "이것으로", "위와 같이", "아래와 같이", "다음과 같이", "이대로",
    "요걸로", "그걸로", "이거", "아래처럼", "위처럼", "이렇게",
];
#[rustfmt::skip]
const ENGLISH_POINTED: [&str; 22] = [
    "turn this email into", "turn this into", "turn the above into", "turn this chat into", "turn these notes into",
    "make this into", "based on this email", "based on this", "based on the above", "based on the email above",
    "from the above", "from this email", "use the text above", "using the text above", "using the details below",
    "with the details below", "with the following details", "with these details", "see below", "as follows",
    "from the notes below", "from this message",
];

/// Claims asides.
pub(super) fn claim(text: &mut Text) {
    let mut at = 0;
    while at < text.len() {
        let end = text.starts_word(at).then(|| aside(text, at)).flatten();
        if let Some(end) = end {
            text.claim(at..end);
        }
        at = end.unwrap_or(at + 1);
    }
    introductions(text);
    unwanted(text);
}

fn aside(text: &Text, at: usize) -> Option<usize> {
    deadline(text, at).or_else(|| pointer(text, at)).or_else(|| {
        let (_, end) = text.longest(at, &ENGLISH_DUE).or_else(|| text.longest(at, &ENGLISH_POINTED))?;
        Some(end)
    })
}

/// "오늘 중으로", "내일까지 필요": when the work is due, which is not when it happens.
fn deadline(text: &Text, at: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, at);
    cursor.any(&DUE_DAYS)?;
    while cursor.spaces().any(&DUE_DAYS).is_some() {}
    if cursor.spaces().any(&WITHIN).is_some() {
        return Some(cursor.at);
    }
    cursor.phrase("까지").then_some(())?;
    let end = cursor.at;
    let clause = text.clause(end).end;
    let due = (end..clause).any(|at| text.starts_word(at) && text.longest(at, &DUE).is_some());
    // "월요일까지 신청하세요" is for the readers of the poster.
    let named = (end..clause).any(|at| text.longest(at, &["신청", "접수", "모집", "제출", "등록"]).is_some());
    (due && !named).then_some(end)
}

fn pointer(text: &Text, at: usize) -> Option<usize> {
    if let Some((_, end)) = text.longest(at, &POINTED).filter(|&(_, end)| !is_hangul(text.get(end))) {
        return Some(end);
    }
    let mut cursor = Cursor::new(text, at);
    cursor.any(&POINTERS)?;
    let apart = text.get(cursor.at) == ' ';
    cursor.spaces().any(&REFERRED).filter(|_| apart)?;
    cursor.any(&["들"]);
    cursor.any(&[
        "으로만",
        "으로",
        "로",
        "을",
        "를",
        "에 맞춰",
        "대로",
        "을 바탕으로",
        "를 바탕으로",
        "참고해서",
        "은",
        "는",
    ]);
    cursor.attempt(|cursor| cursor.spaces().any(&["참고해서", "참고하여", "바탕으로", "가지고", "기반으로"]));
    (!is_hangul(text.get(cursor.at))).then_some(cursor.at)
}

/// "인사팀 김하늘입니다.": a short opening sentence without a topic says who writes.
fn introductions(text: &mut Text) {
    let mut start = 0;
    for _ in 0..3 {
        let end = (start..text.len()).find(|&at| "\n.!?".contains(text.get(at))).unwrap_or(text.len());
        let words = text.words(start..end);
        let greets = |word: &std::ops::Range<usize>| {
            ["안녕하세요", "안녕하십니까", "수고", "고생", "저는", "많으십니다", "죄송", "바쁘신데", "실례"]
                .iter()
                .any(|name| text.has(word.start, name).is_some())
        };
        let says = words
            .last()
            .is_some_and(|word| word.len() > 4 && text.has(word.end - 3, "입니다") == Some(word.end));
        let topic = words.iter().any(|word| {
            "은는".contains(text.before(word.end))
                && is_hangul(text.before(word.end))
                && text.has(word.start, "저는").is_none()
        });
        let dated = (start..end).any(|at| text.get(at).is_ascii_digit());
        // "쿠킹클래스 포스터입니다." says what is wanted, not who wants it.
        let kind = words.iter().any(|word| {
            let thing =
                |(name, ..): &(&str, _, _)| text.has(word.end.saturating_sub(3 + name.chars().count()), name);
            super::kinds::WORDS.iter().any(|entry| thing(entry) == Some(word.end - 3.min(word.len())))
        });
        let who = says && words.len() <= 4 && !topic && !dated && !kind && end < text.len();
        let greeting = !words.is_empty() && words.len() <= 3 && words.iter().all(greets);
        let greetings: Vec<_> = words.into_iter().filter(greets).collect();
        if who || greeting {
            text.claim(start..end);
        }
        greetings.into_iter().for_each(|word| text.claim(word));
        start = (end + 1..text.len()).find(|&at| !text.get(at).is_whitespace()).unwrap_or(text.len());
    }
}

/// "티셔츠 말고": the word before is what is not wanted.
fn unwanted(text: &mut Text) {
    for at in 0..text.len() {
        let Some(end) = text.has(at, "말고").filter(|&end| text.starts_word(at) && !is_hangul(text.get(end)))
        else {
            continue;
        };
        let near = text.clause(at).start;
        let start = text.words(near..at).last().map_or(at, |word| word.start);
        text.claim(start..end);
    }
}
