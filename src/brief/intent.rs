//! The kind of thing that is wanted.
//!
//! Several kinds are often named at once ("an icon for my slide", "포스터에 쓸 배경"). Each name gets a weight: things
//! (icon, banner) weigh more than where they will be shown (slide, report, LinkedIn), and those more than words
//! that only hint (chart). Among equals English names its thing first and Korean last, as their grammars do.

use std::ops::Range;

use super::Intent;
use super::cursor::Cursor;
use super::kinds::{IMAGE_NOUNS, WORDS, Weight};
use super::text::{Text, is_hangul};
use super::typos::slipped;

/// What ends a Korean name that is not the thing asked for: topic, subject, possessive, place.
const PASSING_ENDS: &str = "은는이가의색";
#[rustfmt::skip]
const KOREAN_REQUESTS: [&str; 16] = [
    "만들", "디자인", "그려", "제작", "부탁", "필요", "해줘", "해 줘", "생성", "주세요", "줘", "뽑아", "작성",
    "원해", "하나", "좀",
];

/// One naming of a kind.
#[derive(Clone, Debug)]
struct Mention {
    span: Range<usize>,
    intent: Intent,
    weight: Weight,
}

/// The kind that is wanted, before anything is claimed for it.
pub(super) fn peek(text: &Text) -> Option<Intent> {
    choose(text, &mentions(text)).map(|mention| mention.intent)
}

/// The kind that is wanted and where it is named, with its name claimed.
pub(super) fn take(text: &mut Text) -> Option<(Intent, usize)> {
    let mentions = mentions(text);
    let chosen = choose(text, &mentions)?.clone();
    for mention in &mentions {
        let related = mention.span == chosen.span || belongs(text, mention, &chosen);
        if related {
            let span = widened(text, mention);
            text.claim(span);
        }
    }
    Some((chosen.intent, chosen.span.start))
}

/// Every naming of a kind; where there is none, the words that are one with a slip of the finger.
fn mentions(text: &Text) -> Vec<Mention> {
    let named = named(text);
    if named.is_empty() { misspelt(text) } else { named }
}

fn misspelt(text: &Text) -> Vec<Mention> {
    let things = || WORDS.iter().filter(|(_, _, weight)| *weight == Weight::Thing);
    let slip = |word: Range<usize>| {
        let letters: Vec<char> =
            word.clone().map(|at| text.get(at)).take_while(|c| c.is_alphabetic()).collect();
        // A particle or a verb may be joined to a Korean name: only its first syllables count.
        let (name, intent, weight) = things().find(|(name, ..)| {
            let length = if is_hangul(text.get(word.start)) { name.chars().count() } else { letters.len() };
            letters.len() >= length && slipped(&letters[..length], name)
        })?;
        let length = if is_hangul(text.get(word.start)) { name.chars().count() } else { letters.len() };
        Some(Mention { span: word.start..word.start + length, intent: *intent, weight: *weight })
    };
    text.words(0..text.len()).into_iter().filter_map(slip).collect()
}

fn named(text: &Text) -> Vec<Mention> {
    let names = WORDS.map(|(name, ..)| name);
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let found = text.longest(at, &names).filter(|&(_, end)| text.is_free(at..end));
        let Some((index, end)) = found.filter(|_| fresh(text, at)) else {
            at += 1;
            continue;
        };
        let (_, intent, weight) = WORDS[index];
        let span = at..end;
        let weight = weighed(text, &span, weight);
        mentions.push(Mention { span, intent, weight });
        at = end;
    }
    mentions
}

/// Korean names may close a compound ("웹배너", "앱아이콘"), but "소셜" and "배경" must not be found inside words
/// of other scripts.
fn fresh(text: &Text, at: usize) -> bool {
    let before = text.before(at);
    is_hangul(text.get(at)) || !before.is_ascii_alphanumeric()
}

fn weighed(text: &Text, span: &Range<usize>, weight: Weight) -> Weight {
    if is_hangul(text.get(span.start)) {
        return weighed_korean(text, span, weight);
    }
    let on_or_with = weight == Weight::Thing && carried(text, span);
    if on_or_with { Weight::Passing } else { weight }
}

fn weighed_korean(text: &Text, span: &Range<usize>, weight: Weight) -> Weight {
    let next = text.get(span.end);
    let alone = !is_hangul(text.get(span.end + 1));
    let without = Cursor::new(text, span.end).spaces().any(&["없이", "없는", "색상", "색은", "음악", "지식"]);
    if PASSING_ENDS.contains(next) && alone || without.is_some() {
        return Weight::Passing;
    }
    let mut cursor = Cursor::new(text, span.end);
    cursor.one("을를");
    while cursor.spaces().any(&IMAGE_NOUNS).is_some() {
        cursor.one("을를");
    }
    let asked = cursor.spaces().any(&KOREAN_REQUESTS).is_some();
    if asked && weight == Weight::Thing { Weight::Asked } else { weight }
}

/// Whether an English name follows "on", "with", "without" or "against" and at most three more words: a part of
/// something else, if something else is named at all.
fn carried(text: &Text, span: &Range<usize>) -> bool {
    let words = text.words(text.clause(span.start).start..span.start);
    words.iter().rev().take(4).any(|word| {
        ["on", "with", "without", "against"].iter().any(|name| text.has(word.start, name) == Some(word.end))
    })
}

fn choose<'a>(text: &Text, mentions: &'a [Mention]) -> Option<&'a Mention> {
    let heaviest = mentions.iter().map(|mention| mention.weight).max()?;
    let equals: Vec<_> = mentions.iter().filter(|mention| mention.weight == heaviest).collect();
    let first = *equals.first()?;
    if is_hangul(text.get(first.span.start)) || is_hangul(text.get(equals.last()?.span.start)) {
        return equals.last().copied();
    }
    // English: the first, or the last of a compound such as "poster background".
    let mut chosen = first;
    for next in &equals[1..] {
        if text.skip_spaces(chosen.span.end) == next.span.start {
            chosen = next;
        }
    }
    Some(chosen)
}

/// Whether another naming says where the chosen thing will be used, rather than what it shows.
fn belongs(text: &Text, mention: &Mention, chosen: &Mention) -> bool {
    let adjacent = text.skip_spaces(mention.span.end) == chosen.span.start
        || text.skip_spaces(chosen.span.end) == mention.span.start;
    let korean = is_hangul(text.get(mention.span.start));
    let same = mention.intent == chosen.intent && (mention.weight <= Weight::Context || korean);
    let part = mention.span != chosen.span && part_of_a_name(text, mention, chosen);
    if part {
        return false;
    }
    adjacent || same || use_opening(text, mention).is_some() || use_closing(text, mention) > mention.span.end
}

/// The "보고서" of "연차보고서 표지", the "report" of "annual report cover": part of what the thing is about.
fn part_of_a_name(text: &Text, mention: &Mention, chosen: &Mention) -> bool {
    let compound = is_hangul(text.get(mention.span.start)) && !text.starts_word(mention.span.start);
    let before = text.back_spaces(mention.span.start);
    let described = before > 0 && !text.is_claimed(before - 1) && text.before(before).is_alphanumeric();
    let article = ["a", "an", "the", "my", "our", "for"].iter().any(|word| {
        before.checked_sub(word.len()).is_some_and(|start| text.has(start, word) == Some(before))
    });
    let document = chosen.intent == Intent::Cover && mention.intent == Intent::ReportFigure;
    let used = use_closing(text, mention) > mention.span.end;
    !used && (compound || document && described && !article)
}

/// The chosen name with what belongs to it: "for my" before, "에 넣을" and "이미지" after.
fn widened(text: &Text, mention: &Mention) -> Range<usize> {
    let start = use_opening(text, mention).unwrap_or(mention.span.start);
    let end = image_nouns(text, use_closing(text, mention));
    let particles =
        ["으로", "로", "을", "를", "의", "은", "는", "이", "가", "에", "도", "만", "용", "으로는", "에는"];
    let particle = text.longest(end, &particles).map(|(_, end)| end).filter(|&end| !is_hangul(text.get(end)));
    start..particle.filter(|_| is_hangul(text.before(end))).unwrap_or(end)
}

fn image_nouns(text: &Text, at: usize) -> usize {
    let mut end = at;
    let mut cursor = Cursor::new(text, at);
    while cursor.spaces().any(&IMAGE_NOUNS).is_some() {
        end = cursor.at;
    }
    end
}

/// Where "for my", "in our" before a context word starts.
fn use_opening(text: &Text, mention: &Mention) -> Option<usize> {
    if mention.weight > Weight::Context {
        return None;
    }
    let words = text.words(text.clause(mention.span.start).start..mention.span.start);
    let said = |word: Option<&Range<usize>>, names: &[&str]| {
        word.is_some_and(|word| names.iter().any(|name| text.has(word.start, name) == Some(word.end)))
    };
    let mut left = words.iter().rev();
    let mut last = left.next();
    let plain = [
        "my",
        "our",
        "the",
        "a",
        "an",
        "this",
        "next",
        "annual",
        "quarterly",
        "monthly",
        "upcoming",
        "company",
        "board",
        "weekly",
        "yearly",
        "sales",
        "final",
        "project",
        "status",
    ];
    let mut steps = 0;
    while said(last, &plain) && steps < 3 {
        last = left.next();
        steps += 1;
    }
    // "for the economics report": a word that says which report stands between.
    let named = words.len() > 2 && !said(last, &["for", "in", "on", "into", "inside"]) && steps == 0;
    let (article, opener) = (words.iter().rev().nth(1), words.iter().rev().nth(2));
    if named
        && said(article, &["the", "our", "my", "a", "an"])
        && said(opener, &["for", "in", "into", "inside"])
    {
        return opener.map(|word| word.start);
    }
    let opens = said(last, &["for", "in", "on", "into", "inside"]);
    if opens { last.map(|word| word.start) } else { None }
}

/// Where "용", "에 넣을", "에 들어갈" after a Korean name ends.
fn use_closing(text: &Text, mention: &Mention) -> usize {
    let mut cursor = Cursor::new(text, mention.span.end);
    if cursor.phrase("용으로") || cursor.phrase("용") {
        return cursor.at;
    }
    cursor.attempt(|cursor| cursor.spaces().any(&["피드", "게시판", "스토리", "채널"]));
    let closing = cursor.attempt(|cursor| {
        cursor.any(&["에서", "에", "으로", "로"])?;
        let uses = [
            "넣을",
            "너을",
            "띄울",
            "보낼",
            "들어갈",
            "쓸",
            "사용할",
            "올릴",
            "붙일",
            "활용할",
            "게시할",
            "삽입할",
            "어울리는",
            "맞는",
            "걸",
            "실을",
            "쓰일",
            "들어가는",
            "쓰는",
            "올라갈",
        ];
        cursor.spaces().any(&uses)
    });
    if closing.is_some() { cursor.at } else { mention.span.end }
}
