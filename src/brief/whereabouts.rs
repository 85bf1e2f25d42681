//! The place among the phrases nobody claimed: details beside the day, before an event, or by the nouns that name places.

use std::ops::Range;

use super::place;
use super::rest::{self, Run};
use super::text::{Text, is_hangul};
use super::title::{Known, generic};

/// A phrase, or the start of one, that names a place.
pub(super) fn take(text: &Text, runs: &mut Vec<Run>, known: Known) -> Option<Range<usize>> {
    let head = known.intent_at.map(|at| rest::clause_of(text, at));
    // Details stand outside the clause that names the kind more often than in it.
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by_key(|&index| Some(runs[index].clause) == head);
    for index in order {
        if let Some(span) = place_in(text, runs, index, known, head) {
            return Some(span);
        }
    }
    if known.happens { beside_the_day(text, runs, head, known) } else { None }
}

/// The place a phrase names, cut out of it.
fn place_in(
    text: &Text,
    runs: &mut Vec<Run>,
    index: usize,
    known: Known,
    head: Option<usize>,
) -> Option<Range<usize>> {
    let run = runs[index].clone();
    let elsewhere = runs.iter().any(|other| other.span != run.span && !generic(text, &other.span));
    if place::named(text, &run.span) && (elsewhere || known.title || Some(run.clause) != head) {
        let korean = is_hangul(text.before(run.span.end));
        let start =
            if korean { place::phrase_start(text, run.span.end).max(run.span.start) } else { run.span.start };
        runs[index].span.end = text.back_spaces(start).max(run.span.start);
        if runs[index].span.is_empty() {
            runs.remove(index);
        }
        return Some(start..run.span.end);
    }
    let span = leading_place(text, &run)?;
    // "물류센터 견학": one short word left over is part of the name, not a name of its own.
    let left = text.written(span.end..run.span.end);
    if left.chars().all(|c| c.is_ascii_lowercase()) {
        let end = run.span.end;
        runs.remove(index);
        return Some(span.start..end);
    }
    if !left.contains(' ') && left.chars().count() < 3 {
        return None;
    }
    runs[index].span.start = text.skip_spaces(span.end);
    Some(span)
}

/// "대회의실 신제품 발표회": a place before an event, in Korean, after a day or time.
fn leading_place(text: &Text, run: &Run) -> Option<Range<usize>> {
    let after_claim = text
        .back_spaces(run.span.start)
        .checked_sub(1)
        .is_some_and(|at| text.is_claimed(at) || text.get(at) == ',');
    let words = text.words(run.span.clone());
    if !after_claim || words.len() < 2 {
        return None;
    }
    let mut last = words
        .iter()
        .take(words.len() - 1)
        .rposition(|word| is_hangul(text.before(word.end)) && place::named(text, word))?;
    // A room's number or letter belongs to it: "컨퍼런스룸 E5".
    let code =
        |word: &Range<usize>| word.len() <= 4 && word.clone().all(|at| text.get(at).is_ascii_alphanumeric());
    while words.get(last + 1).is_some_and(code) && words[last + 1].len() <= 4 {
        last += 1;
    }
    // "지하 1층 주차장 앞 헌혈버스": what stands before a place is where it is.
    let beside =
        |word: &Range<usize>| place::BESIDE.iter().any(|name| text.has(word.start, name) == Some(word.end));
    if words.get(last + 1).is_some_and(beside) && words.len() <= last + 4 {
        last = words.len() - 1;
    }
    // "전 직원 1층 정문": who comes is no part of where.
    let people = ["전 직원", "전직원", "전원", "모두"];
    let start =
        text.longest(run.span.start, &people).map_or(run.span.start, |(_, end)| text.skip_spaces(end));
    (start < words[last].end).then_some(start..words[last].end)
}

/// In a list of details, a phrase right after the day or time is the place when another phrase can be the headline.
fn beside_the_day(
    text: &Text,
    runs: &mut Vec<Run>,
    head: Option<usize>,
    known: Known,
) -> Option<Range<usize>> {
    let index = runs.iter().position(|run| {
        let before = text.back_spaces(run.span.start);
        let claimed = before > 0
            && (text.is_claimed(before - 1)
                || text.before(before) == ',' && before > 1 && text.is_claimed(before - 2));
        // "엘리베이터 운행이 중단됩니다" is a sentence, no name.
        let told = ["니다", "어요", "아요", "해요"].iter().any(|ending| {
            run.span.end.checked_sub(2).is_some_and(|at| text.has(at, ending) == Some(run.span.end))
        });
        let proper = !told
            && !generic(text, &run.span)
            && text.words(run.span.clone()).len() <= 4
            && !is_notice(text, &run.span);
        // In the clause that names the kind, only what follows the day itself: "포스터 12월 19일 오후 1시 서울숲".
        let after_kind = known.intent_at.is_some_and(|at| at < run.span.start)
            && "시분일반)".contains(text.before(before));
        claimed
            && (Some(run.clause) != head || after_kind)
            && proper
            && run.opener.is_none()
            && run.closer.is_none()
    })?;
    let other =
        known.title || runs.iter().enumerate().any(|(i, run)| i != index && !generic(text, &run.span));
    let named = is_name(text, &runs[index].span);
    let korean = is_hangul(text.get(runs[index].span.start));
    let same_clause =
        !text.get(text.back_spaces(runs[index].span.start).saturating_sub(1)).is_ascii_punctuation();
    (other && (korean || same_clause || named)).then(|| runs.remove(index).span)
}

/// "무료 입장", "All welcome": what is said to those who come, beside a day as often as its place is.
fn is_notice(text: &Text, span: &Range<usize>) -> bool {
    let words = [
        "무료",
        "참가",
        "입장",
        "선착순",
        "누구나",
        "환영",
        "모집",
        "신청",
        "문의",
        "경품",
        "증정",
        "접수",
        "마감",
        "필수",
        "가능",
        "전 직원",
        "전직원",
        "free",
        "all",
        "welcome",
        "rsvp",
        "register",
        "tickets",
        "everyone",
        "snacks",
        "drinks",
        "bring",
        "doors",
        "entry",
    ];
    span.clone().any(|at| text.starts_word(at) && text.longest(at, &words).is_some())
}

/// Whether every word begins with a capital or a figure, as the names of places do in English: "Grand Hyatt Seoul".
fn is_name(text: &Text, span: &Range<usize>) -> bool {
    text.words(span.clone()).iter().all(|word| {
        text.written(word.start..word.start + 1).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    })
}
