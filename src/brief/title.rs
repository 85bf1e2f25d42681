//! The headline and the subject, chosen among the phrases nobody claimed.

use std::ops::Range;

use super::Intent;
use super::rest::{self, Run};
use super::text::{Text, is_hangul};
use super::whereabouts;

/// Words too general to be a headline: they say that something happens, not what.
#[rustfmt::skip]
const GENERIC: [&str; 58] = [
    "추천해줘", "추천해 줘", "추천",
    "회의", "행사", "모임", "미팅", "이벤트", "회사", "팀", "사내", "사내 행사", "회사 행사", "안내", "공지",
    "홍보", "홍보용", "초대", "발표", "meeting", "event", "events", "meetings", "company", "office", "team",
    "work", "announcement", "invitation", "business", "conference", "party", "company event", "office event",
    "app", "앱", "광고", "광고용", "ad", "회의용", "행사용", "안내용", "알림", "알림용", "웹", "웹사이트", "홈페이지", "website", "web", "print", "desktop", "phone",
    "mobile", "computer", "컴퓨터", "휴대폰", "핸드폰", "스마트폰",
];
/// Openers and closers that say what a picture shows, not what a page announces.
#[rustfmt::skip]
const SHOWING: [&str; 22] = [
    "about", "of", "showing", "shows", "show", "with", "depicting", "illustrating", "featuring", "which",
    "representing", "visualizing", "symbolizing", "보여주는", "보여 주는", "나타내는", "표현한", "표현하는",
    "그린", "담은", "담긴", "묘사한",
];
#[rustfmt::skip]
const SMALL: [&str; 20] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "per",
    "the", "to", "vs", "with",
];

/// What the free phrases say.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) title: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) place: Option<String>,
    /// Where these phrases stand.
    pub(super) spans: Vec<Range<usize>>,
}

/// What is known before the phrases are weighed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) intent: Option<Intent>,
    pub(super) title: bool,
    pub(super) place: bool,
    /// A day, a time or a place was said, so that something is announced.
    pub(super) happens: bool,
    /// Where the kind is named.
    pub(super) intent_at: Option<usize>,
}

/// Weighs the free phrases.
pub(super) fn read(text: &Text, known: Known) -> Said {
    let mut runs = rest::runs(text);
    let announces = matches!(known.intent, Some(Intent::Poster | Intent::Banner))
        || (known.happens && matches!(known.intent, None | Some(Intent::SocialPost | Intent::Cover)));
    let mut said = Said::default();
    if announces && !known.place {
        let place = whereabouts::take(text, &mut runs, known);
        said.place = place.clone().map(|span| text.written(span));
        said.spans.extend(place);
    }
    let head = known.intent_at.map(|at| rest::clause_of(text, at));
    let colon = head
        .is_some_and(|head| after_colon(text, known.intent_at) && runs.iter().any(|run| run.clause > head));
    let told = runs.iter().any(|run| matches!(run.opener, Some("announcing" | "promoting" | "advertising")));
    let listed = matches!(known.intent, Some(Intent::SocialPost | Intent::Cover)) && (colon || told);
    if (announces || listed) && !known.title {
        let chosen = headline(text, &runs, head, colon, known);
        said.title = chosen.map(|run| headline_words(text, &run.span));
        said.subject = chosen.map(|run| text.written(run.span.clone()));
        said.spans.extend(chosen.map(|run| run.span.clone()));
    }
    if said.subject.is_none() {
        let run = subject(text, &runs, head, known);
        let span = run.map(|run| run.span.start..used_from(text, run, listed_end(text, run)));
        said.subject = span.clone().map(|span| text.written(span));
        said.spans.extend(span);
    }
    said
}

/// Whether the clause that names the kind ends in a colon: what follows are details.
fn after_colon(text: &Text, intent_at: Option<usize>) -> bool {
    let Some(at) = intent_at else { return false };
    (at..text.len())
        .find(|&at| {
            ":\n,;".contains(text.get(at))
                || text.get(at) == '.' && text.get(at + 1) == ' ' && !rest::is_abbreviated(text, at)
        })
        .is_some_and(|at| text.get(at) == ':' || text.get(at) == '\n' || text.get(at) == '.')
}

/// Whether it is a colon that the clause which names the kind ends in.
fn is_colon(text: &Text, intent_at: Option<usize>) -> bool {
    let Some(at) = intent_at else { return false };
    (at..text.len()).find(|&at| ":\n,;.".contains(text.get(at))).is_some_and(|at| text.get(at) == ':')
}

fn headline<'a>(
    text: &Text,
    runs: &'a [Run],
    head: Option<usize>,
    colon: bool,
    known: Known,
) -> Option<&'a Run> {
    let fits = |run: &&Run| {
        let shows = [run.opener, run.closer].into_iter().flatten().any(|word| SHOWING.contains(&word));
        !generic(text, &run.span)
            && !is_clause(text, &run.span)
            && (!shows || known.happens && run.opener != Some("with"))
    };
    let in_head = || runs.iter().filter(|run| Some(run.clause) == head && fits(run));
    // Only a colon says that what follows on its line is the name; else the kind's own clause has it, if it has one.
    let line_end = known
        .intent_at
        .map_or(0, |at| (at..text.len()).find(|&at| text.get(at) == '\n').unwrap_or(text.len()));
    let follows = |run: &&Run| {
        Some(run.clause) > head
            && (in_head().next().is_none() || is_colon(text, known.intent_at) && run.span.start < line_end)
    };
    // "Kitchen rules poster: clean up after yourself": in small letters what follows a name is no name.
    let small = |run: &Run| text.written(run.span.start..run.span.start + 1).starts_with(char::is_lowercase);
    let named = in_head().next().is_none() || !runs.iter().find(follows).is_some_and(small);
    if colon
        && named
        && let Some(run) = runs.iter().filter(follows).find(fits)
    {
        return Some(run);
    }
    // A poster "of" something is a picture of it.
    let pictured = runs.iter().any(|run| Some(run.clause) == head && run.opener == Some("of"));
    if is_made_for(text, known) || pictured && !known.happens {
        return None;
    }
    let in_head = runs.iter().filter(|run| Some(run.clause) == head).collect::<Vec<_>>();
    nearest(&in_head, known.intent_at, |run| fits(&run)).or_else(|| runs.iter().find(fits))
}

/// "we are moving", "you can find us": a sentence's beginning is no headline.
fn is_clause(text: &Text, span: &Range<usize>) -> bool {
    let subjects =
        ["we are", "we're", "we will", "we have", "you can", "you will", "they are", "it will", "there are"];
    text.longest(span.start, &subjects).is_some()
}

fn subject<'a>(text: &Text, runs: &'a [Run], head: Option<usize>, known: Known) -> Option<&'a Run> {
    let telling = runs
        .iter()
        .find(|run| run.opener.is_some_and(|word| SHOWING[..13].contains(&word) && word != "with"));
    let in_head: Vec<_> = runs.iter().filter(|run| head.is_none() || Some(run.clause) == head).collect();
    let kind_at = known.intent_at.filter(|_| is_made_for(text, known));
    let put_in =
        kind_at.and_then(|at| runs.iter().find(|run| run.span.start > at && !generic(text, &run.span)));
    telling
        .or(put_in)
        .or_else(|| nearest(&in_head, known.intent_at, |run| !generic(text, &run.span)))
        .or_else(|| runs.iter().find(|run| !generic(text, &run.span)))
        .or_else(|| runs.first())
}

/// Where "for our security page" begins inside a subject that "of" opened: where it is used is no part of it.
fn used_from(text: &Text, run: &Run, end: usize) -> usize {
    let used = |at: &usize| {
        let opens = text.longest(*at, &["for our", "for my", "for the", "on our", "on the"]).is_some();
        let last = text.words(*at..end).last().is_some_and(|word| {
            super::destination::ENGLISH.iter().any(|name| text.has(word.start, name) == Some(word.end))
        });
        opens && last && text.starts_word(*at)
    };
    let from = (run.span.start + 1..end).find(used).filter(|_| run.opener.is_some());
    from.map_or(end, |from| text.back_spaces(from))
}

/// Where a list that a subject opens ends: "a calculator, a calendar and a clock".
fn listed_end(text: &Text, run: &Run) -> usize {
    let mut end = run.span.end;
    while run.opener.is_some() && text.get(end) == ',' {
        let start = text.skip_spaces(end + 1);
        let stop = (start..text.len()).find(|&at| ",.;:\n!?(".contains(text.get(at))).unwrap_or(text.len());
        let article = text.longest(start, &["a", "an", "the"]).is_some();
        if !article || !text.is_free(start..stop) {
            break;
        }
        end = text.back_spaces(stop);
    }
    end
}

/// Whether the kind named is only where the picture goes: in "3분기 보고서에 넣을 매출 성장 그림" the subject follows it.
fn is_made_for(text: &Text, known: Known) -> bool {
    let uses = [
        "에 넣을",
        "에 들어갈",
        "에 쓸",
        "에 사용할",
        "에 들어가는",
        "에 어울리는",
        "으로 쓸",
        "로 쓸",
        "으로 사용할",
        "로 사용할",
    ];
    known.intent_at.is_some_and(|at| (at..at + 8).any(|at| text.longest(at, &uses).is_some()))
}

/// The phrase right before the kind, as both languages like it; else the first after it.
fn nearest<'a>(
    runs: &[&'a Run],
    intent_at: Option<usize>,
    fits: impl Fn(&'a Run) -> bool,
) -> Option<&'a Run> {
    let at = intent_at.unwrap_or(usize::MAX);
    let before = runs.iter().rev().find(|run| run.span.end <= at && fits(run));
    before.or_else(|| runs.iter().find(|run| fits(run))).copied()
}

/// Whether the phrase is too general, or too short, to be a headline.
pub(super) fn generic(text: &Text, span: &Range<usize>) -> bool {
    let words = text.written(span.clone()).to_lowercase();
    GENERIC.contains(&words.as_str()) || words.chars().count() < 2
}

/// A headline as it is set: English in title case, Korean as said.
fn headline_words(text: &Text, span: &Range<usize>) -> String {
    let words = text.written(span.clone());
    if words.chars().any(is_hangul) { words } else { title_case(&words) }
}

/// First letters of all but small words in capitals; other letters stay as they are, so that "HR" and "iPhone"
/// keep theirs.
fn title_case(words: &str) -> String {
    let last = words.split(' ').count().saturating_sub(1);
    let cased = words.split(' ').enumerate().map(|(index, word)| {
        let small = index > 0 && index < last && SMALL.contains(&word);
        let mixed = word.chars().skip(1).any(char::is_uppercase);
        if small || mixed { word.to_owned() } else { capitalised(word) }
    });
    cased.collect::<Vec<_>>().join(" ")
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
