//! What no reader claimed: runs of words, trimmed to the phrase that names something.

use std::ops::Range;

use super::text::{Text, closes, is_hangul};

/// A phrase nobody claimed.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) span: Range<usize>,
    /// Which clause it stands in; clauses end at commas, colons, sentence ends and line breaks.
    pub(super) clause: usize,
    /// The word that introduced it, as in "about".
    pub(super) opener: Option<&'static str>,
    /// The words that closed it, as in "보여주는".
    pub(super) closer: Option<&'static str>,
}

#[rustfmt::skip]
const OPENERS: [&str; 65] = [
    "for", "about", "of", "the", "a", "an", "our", "my", "your", "this", "that", "showing", "shows", "show",
    "which", "depicting", "illustrating", "announcing", "promoting", "advertising", "featuring", "with", "on",
    "to", "representing", "regarding", "says", "saying", "is", "it's", "it", "at", "in", "from", "and",
    "will be", "taking place", "titled", "called", "named", "entitled", "visualizing", "symbolizing",
    "celebrating", "be", "explaining", "held", "happening", "starting", "by", "inviting people to",
    "come to", "join us for", "join us at", "join us in", "meet us at", "see you at", "4 the", "4 our", "4 my", "inviting everyone to", "inviting you to", "inviting all staff to", "inviting", "using",
];
#[rustfmt::skip]
const ENGLISH_CLOSERS: [&str; 22] = [
    "on", "at", "in", "for", "with", "from", "is", "held", "of", "to", "and", "the", "a", "an",
    "taking place", "by", "will be", "happening", "starting", "which", "be", "about",
];
#[rustfmt::skip]
const KOREAN_OPENERS: [&str; 17] = [
    "열리는", "하는", "진행되는", "진행하는", "개최되는", "개최하는", "있는", "있을", "예정인", "예정된",
    "우리", "저희", "에서", "에", "시작하는", "그리고", "진행될",
];
/// Words after which a Korean phrase has ended; those that show or tell make it a picture's subject.
#[rustfmt::skip]
const KOREAN_CLOSERS: [&str; 80] = [
    "보여주는", "보여 주는", "나타내는", "나타낸", "표현한", "표현하는", "그린", "담은", "담긴", "알리는",
    "홍보하는", "안내하는", "위한", "관한", "대한", "관련한", "관련된", "관련", "설명하는", "소개하는",
    "어울리는", "들어갈", "들어가는", "쓸", "사용할", "넣을", "상징하는", "주제로 한", "주제로", "주제의",
    "테마로 한", "테마의", "있어", "열려", "합니다", "해요", "열립니다", "있습니다", "진행합니다",
    "개최합니다", "할 거야", "할 예정이야", "예정", "이라는", "라는", "용", "용도", "용도로", "모티브로 한",
    "형상화한", "묘사한", "주제", "예정입니다", "하는데", "하려고 해", "하려고 합니다", "열리는데",
    "하려는데", "할 때", "보낼", "축하하는", "기념하는", "응원하는", "환영하는", "모집하는", "독려하는", "엽니다", "열어요", "연다", "여는데", "개최해요", "실시합니다", "실시해요", "갖습니다", "마련합니다", "치릅니다", "시작합니다", "축하하기 위한", "장려하는", "권장하는",
];
/// Polite ends joined to the last word: "양평 리조트입니다".
const COPULAS: [&str; 17] = [
    "입니다",
    "이에요",
    "예요",
    "이야",
    "인데요",
    "인데",
    "이고요",
    "이고",
    "이며",
    "이라서",
    "임다",
    "합니다",
    "해요",
    "하는데",
    "하려고요",
    "할게요",
    "한대요",
];
/// Nouns that end like a noun with 의.
#[rustfmt::skip]
const ENDS_IN_UI: [&str; 20] = [
    "회의", "강의", "주의", "정의", "합의", "논의", "문의", "결의", "동의", "심의", "창의", "편의", "예의",
    "호의", "유의", "건의", "발의", "선의", "협의", "토의",
];

/// The free phrases in reading order.
pub(super) fn runs(text: &Text) -> Vec<Run> {
    let mut runs = Vec::new();
    for (clause, range) in clauses(text).into_iter().enumerate() {
        for span in free_spans(text, range) {
            if let Some(run) = trim(text, span, clause) {
                runs.push(run);
            }
        }
    }
    runs
}

/// The clause a position is in.
pub(super) fn clause_of(text: &Text, at: usize) -> usize {
    clauses(text).iter().position(|range| range.contains(&at) || range.end >= at).unwrap_or(0)
}

fn clauses(text: &Text) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for at in 0..=text.len() {
        if at == text.len() || breaks(text, at) {
            clauses.push(start..at);
            start = at + 1;
        }
    }
    clauses
}

fn breaks(text: &Text, at: usize) -> bool {
    let (before, next) = (text.before(at), text.get(at + 1));
    match text.get(at) {
        '\n' | ';' | '!' | '?' | '|' | '(' | ')' | '[' | ']' | '"' | '、' | '。' | '·' | '•' => true,
        ',' | ':' => !(before.is_ascii_digit() && next.is_ascii_digit()),
        '.' => (next.is_whitespace() || at + 1 == text.len()) && !is_abbreviated(text, at),
        '~' | '-' | '/' | '*' => before.is_whitespace() && next.is_whitespace() || before == '\n',
        _ => false,
    }
}

/// Whether the point at `at` ends a title or an abbreviation, not a sentence: "Dr. Lee".
pub(super) fn is_abbreviated(text: &Text, at: usize) -> bool {
    ["dr", "mr", "mrs", "ms", "prof", "st", "no", "vs", "jr", "sr"].iter().any(|name| {
        let start = at.checked_sub(name.len());
        start.is_some_and(|start| text.has(start, name) == Some(at))
    })
}

/// Stretches of a clause without claimed words; a claim in the middle of a phrase parts it.
fn free_spans(text: &Text, range: Range<usize>) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    for word in text.words(range) {
        let joins = spans.last().is_some_and(|last| {
            (last.end..word.start).all(|at| text.get(at).is_whitespace() && !text.is_claimed(at))
        });
        match spans.last_mut().filter(|_| joins) {
            Some(last) => last.end = word.end,
            None => spans.push(word),
        }
    }
    spans
}

fn trim(text: &Text, span: Range<usize>, clause: usize) -> Option<Run> {
    let mut run = Run { span, clause, opener: None, closer: None };
    strip_glued(text, &mut run);
    loop {
        let before = run.span.clone();
        strip_opener(text, &mut run);
        strip_closer(text, &mut run);
        while run.span.end > run.span.start && !ends_word(text.before(run.span.end)) {
            run.span.end -= 1;
        }
        while run.span.end > run.span.start && !starts_phrase(text.get(run.span.start)) {
            run.span.start += 1;
        }
        if run.span == before {
            break;
        }
    }
    strip_copula(text, &mut run);
    strip_particle(text, &mut run);
    (run.span.end > run.span.start).then_some(run)
}

fn ends_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ')' | '%' | '+' | '#' | '!' | '?' | '™' | '®')
}

fn starts_phrase(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '#' | '$' | '@')
}

/// Particles glued to something claimed: the "에는" of "3시에는".
fn strip_glued(text: &Text, run: &mut Run) {
    let glued = run.span.start > 0
        && text.is_claimed(run.span.start - 1)
        && !text.before(run.span.start).is_whitespace();
    let particles = [
        "에는",
        "에도",
        "에서의",
        "에서",
        "에",
        "부터",
        "까지",
        "으로",
        "로",
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "용",
        "와",
        "과",
        "도",
        "이고",
        "인",
        "에 ",
        "입니다",
        "이야",
        "이에요",
        "예요",
        "쯤",
        "경",
        "정각",
        "짜리",
        "'s",
    ];
    if !glued {
        return;
    }
    if let Some((_, end)) =
        text.longest(run.span.start, &particles).filter(|&(_, end)| !is_hangul(text.get(end)))
    {
        run.span.start = text.skip_spaces(end).min(run.span.end);
    }
}

fn strip_opener(text: &Text, run: &mut Run) {
    // "The Basement" after a comma: an article with a capital before a capital is part of the name.
    let capital = |at: usize| text.written(at..at + 1).starts_with(char::is_uppercase);
    let named = text.has(run.span.start, "the").is_some_and(|end| {
        capital(run.span.start)
            && capital(text.skip_spaces(end))
            && text.before(text.back_spaces(run.span.start)) == ','
    });
    let opener = text.longest(run.span.start, &OPENERS).filter(|&(_, end)| end <= run.span.end && !named);
    if let Some((index, end)) = opener {
        let telling = !matches!(
            OPENERS[index],
            "the" | "a" | "an" | "our" | "my" | "your" | "this" | "that" | "and" | "it"
        );
        if telling {
            run.opener = Some(OPENERS[index]);
        }
        run.span.start = text.skip_spaces(end).min(run.span.end);
    }
    let korean = text
        .longest(run.span.start, &KOREAN_OPENERS)
        .filter(|&(_, end)| !is_hangul(text.get(end)) && end <= run.span.end);
    if let Some((_, end)) = korean {
        run.span.start = text.skip_spaces(end).min(run.span.end);
    }
}

fn strip_closer(text: &Text, run: &mut Run) {
    let fits = |name: &&&'static str| {
        let length = name.chars().count();
        let start = run.span.end.checked_sub(length).filter(|start| *start >= run.span.start)?;
        // "이용 안내", "채용 공고" end in 용 and are no use.
        let noun = **name == "용" && super::destination::ends_in_yong(text, run.span.end);
        let whole = text.starts_word(start) || matches!(**name, "용" | "라는" | "이라는") && !noun;
        // "Meeting Room A" ends in a letter, not in an article.
        let letter = **name == "a" && text.written(start..start + 1) == "A";
        (whole && !letter && text.has(start, name) == Some(run.span.end)).then_some(start)
    };
    let found = KOREAN_CLOSERS
        .iter()
        .chain(ENGLISH_CLOSERS.iter())
        .filter_map(|name| Some((*name, fits(&name)?)))
        .min_by_key(|&(_, start)| start);
    if let Some((name, start)) = found {
        if is_hangul(text.get(start)) {
            run.closer = Some(name);
        }
        run.span.end = text.back_spaces(start).max(run.span.start);
        strip_closing_particle(text, run);
    }
}

fn strip_copula(text: &Text, run: &mut Run) {
    let found = COPULAS.iter().find_map(|name| {
        let start =
            run.span.end.checked_sub(name.chars().count()).filter(|start| *start > run.span.start + 1)?;
        (text.has(start, name) == Some(run.span.end)).then_some(start)
    });
    run.span.end = found.filter(|&start| !text.before(start).is_whitespace()).unwrap_or(run.span.end);
}

/// The particle a connective leaves behind: "성장을 보여주는", "복지에 대한", "출시를 위한".
fn strip_closing_particle(text: &Text, run: &mut Run) {
    let long = ["에서", "으로"];
    for name in long {
        let start = run.span.end.saturating_sub(2);
        if start > run.span.start && text.has(start, name) == Some(run.span.end) {
            run.span.end = start;
            return;
        }
    }
    let (before, last) = (text.before(run.span.end.saturating_sub(1)), text.before(run.span.end));
    let agrees = match last {
        '을' | '은' | '이' | '과' => closes(before),
        '를' | '는' | '가' | '와' => is_hangul(before) && !closes(before),
        '에' | '로' => is_hangul(before),
        _ => false,
    };
    if run.span.end - run.span.start > 1 && agrees && run.closer.is_some() {
        run.span.end -= 1;
    }
}

/// Whether a day or an hour that was understood stands there.
fn is_when(text: &Text, at: usize) -> bool {
    let names = [
        "오전",
        "오후",
        "다음",
        "이번",
        "내일",
        "모레",
        "매주",
        "매일",
        "내년",
        "월요일",
        "화요일",
        "수요일",
        "목요일",
        "금요일",
        "토요일",
        "일요일",
    ];
    text.is_claimed(at) && (text.get(at).is_ascii_digit() || text.longest(at, &names).is_some())
}

/// At the end of a phrase only the object's 을/를 and a possessive 의 are surely particles: "나이", "거리", "회의" end
/// in the same syllables as 이 and 의.
fn strip_particle(text: &Text, run: &mut Run) {
    if run.span.end < run.span.start + 2 {
        return;
    }
    let (before, last) = (text.before(run.span.end - 1), text.before(run.span.end));
    let object = (last == '을' && closes(before)) || (last == '를' && is_hangul(before) && !closes(before));
    let noun = ENDS_IN_UI.iter().any(|name| text.has(run.span.end - 2, name).is_some());
    // A topic right before what was understood: "첫 모임은 4월 1일".
    let topic = (last == '은' && closes(before) || last == '는' && is_hangul(before) && !closes(before))
        && text.get(run.span.end) == ' '
        && is_when(text, text.skip_spaces(run.span.end))
        && run.span.end - run.span.start > 3;
    let possessive = last == '의' && is_hangul(before) && !noun && run.span.end - run.span.start > 2;
    if object || possessive || topic {
        run.span.end -= 1;
    }
}
