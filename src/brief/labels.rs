//! Parts that are named: `제목: …`, `Where: …`, `장소는 …`, `hosted by …`, and quoted titles.

use std::ops::Range;

use super::cursor::Cursor;
use super::text::{CLAUSE, Text, closes, is_hangul};

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Title,
    Subject,
    When,
    Place,
    Host,
    Agenda,
    /// A line for the page, with its label: who speaks, what it costs.
    Line,
    /// Named, but read by its own reader wherever it stands: size, style, count.
    Other,
}

#[rustfmt::skip]
const LABELS: [(&str, Label); 108] = [
    ("제목", Label::Title), ("행사명", Label::Title), ("행사 이름", Label::Title), ("타이틀", Label::Title),
    ("행사 제목", Label::Title), ("회의명", Label::Title), ("교육명", Label::Title),
    ("강연 제목", Label::Title), ("title", Label::Title), ("headline", Label::Title),
    ("event name", Label::Title), ("event", Label::Title), ("event title", Label::Title),
    ("heading", Label::Title), ("주제", Label::Subject), ("topic", Label::Subject),
    ("subject", Label::Subject), ("theme", Label::Subject), ("일시", Label::When), ("날짜", Label::When),
    ("시간", Label::When), ("일자", Label::When), ("때", Label::When), ("일정", Label::When),
    ("date", Label::When), ("time", Label::When), ("when", Label::When), ("date and time", Label::When),
    ("date & time", Label::When), ("day", Label::When), ("장소", Label::Place), ("위치", Label::Place),
    ("곳", Label::Place), ("where", Label::Place), ("location", Label::Place), ("venue", Label::Place),
    ("place", Label::Place), ("room", Label::Place), ("행사 장소", Label::Place), ("주최", Label::Host),
    ("주관", Label::Host), ("주최자", Label::Host), ("주최 측", Label::Host), ("담당", Label::Host),
    ("주최/주관", Label::Host), ("host", Label::Host), ("hosts", Label::Host), ("hosted by", Label::Host),
    ("organizer", Label::Host), ("organiser", Label::Host), ("organized by", Label::Host),
    ("organised by", Label::Host), ("presented by", Label::Host), ("안건", Label::Agenda),
    ("의제", Label::Agenda), ("순서", Label::Agenda), ("프로그램", Label::Agenda), ("내용", Label::Agenda),
    ("agenda", Label::Agenda), ("program", Label::Agenda), ("programme", Label::Agenda),
    ("topics", Label::Agenda), ("스타일", Label::Other), ("style", Label::Other), ("크기", Label::Other),
    ("size", Label::Other), ("기간", Label::When), ("언제", Label::When), ("어디서", Label::Place), ("어디", Label::Place),
    ("누가", Label::Host), ("이름", Label::Title), ("일시 및 장소", Label::When), ("진행 순서", Label::Agenda), ("식순", Label::Agenda),
    ("일정표", Label::Agenda), ("연사", Label::Line), ("강연자", Label::Line), ("발표자", Label::Line), ("사회", Label::Line), ("주차", Label::Line),
    ("마감", Label::When), ("접수", Label::When), ("모집 기간", Label::When), ("신청 기간", Label::When), ("접수 기간", Label::When), ("강사", Label::Line), ("대상", Label::Line), ("참가비", Label::Line),
    ("문의", Label::Line), ("신청", Label::Line), ("준비물", Label::Line), ("speaker", Label::Line), ("speakers", Label::Line),
    ("rsvp", Label::Line), ("contact", Label::Line), ("dress code", Label::Line), ("드레스코드", Label::Line), ("드레스 코드", Label::Line), ("회비", Label::Line), ("경품", Label::Line),
    ("신청 방법", Label::Line), ("참가 대상", Label::Line), ("행사", Label::Title), ("entry", Label::Line),
    ("admission", Label::Line), ("목적", Label::Other), ("용도", Label::Other),
];

/// Labels of lines that need no colon where they open a clause.
#[rustfmt::skip]
const BARE_LINES: [&str; 15] = [
    "문의", "드레스코드", "드레스 코드", "참가비", "회비", "준비물", "강사", "연사", "발표자", "신청 방법", "참가 대상", "경품",
    "contact", "dress code", "speaker",
];

/// A named part: the label, where its value is.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) label: Label,
    pub(super) value: Range<usize>,
}

/// Every named part, in order. Labels and the values of titles, places, hosts and agendas are claimed; dates and
/// the rest are left to their readers.
pub(super) fn take(text: &mut Text) -> Vec<Part> {
    let starts: Vec<_> = (0..text.len())
        .filter(|&at| !text.is_claimed(at))
        .filter_map(|at| Some((at, label_at(text, at)?)))
        .collect();
    let opening_lines = starts.iter().filter(|(at, _)| begins_line(text, *at)).count();
    let mut parts = Vec::new();
    for (index, &(at, (label, colon, from))) in starts.iter().enumerate() {
        let next = starts.get(index + 1).map_or(text.len(), |(at, _)| *at);
        let opens = begins_line(text, at) && colon;
        let whole_line = match label {
            Label::Agenda => true,
            Label::Line => opens,
            _ => opening_lines >= 2 && opens,
        };
        let end = quoted_end(text, from).unwrap_or_else(|| value_end(text, from, next, whole_line));
        let end = if label == Label::Line { listed_end(text, from, end, next) } else { end };
        let value = trimmed(text, from..end, colon);
        let reads_itself = matches!(label, Label::When | Label::Other);
        // Said in a sentence, a value ends with its verb or particle; what follows is somebody else's.
        let closed = (value.end..end).find(|&at| !is_hangul(text.get(at))).unwrap_or(end);
        let end = if colon || value.is_empty() { end } else { closed.min(end) };
        text.claim(at..if reads_itself { from } else { end });
        let value = if label == Label::Line { at..value.end } else { value };
        if !value.is_empty() {
            parts.push(Part { label, value });
        }
    }
    parts
}

fn begins_line(text: &Text, at: usize) -> bool {
    let mut at = text.back_spaces(at);
    while matches!(text.before(at), '-' | '*' | '•' | '·' | '▶' | '○' | '■' | ' ') {
        at -= 1;
    }
    text.before(at) == '\n'
}

/// The label at `at`, whether a colon follows it, and where its value starts.
fn label_at(text: &Text, at: usize) -> Option<(Label, bool, usize)> {
    let before = text.before(at);
    if super::text::is_word(before) {
        return None;
    }
    let (index, end) = text.longest(at, &LABELS.map(|(name, _)| name))?;
    let label = LABELS[index].1;
    let mut cursor = Cursor::new(text, end);
    let bracketed = matches!(before, '[' | '<' | '【' | '(') && cursor.one("]>】)").is_some();
    if cursor.spaces().one(":").is_some() || bracketed || cursor.phrase("->") {
        return Some((label, true, cursor.spaces().at));
    }
    let opens_line = begins_line(text, at);
    // "장소 - 대회의실" on a line of its own, and "프로그램" alone above its list.
    let dashed =
        opens_line && text.get(end) == ' ' && cursor.one("-~").is_some() && text.get(cursor.at) == ' ';
    let heads =
        opens_line && label == Label::Agenda && text.get(text.skip_spaces(end)) == '\n' && end < text.len();
    if dashed || heads {
        return Some((label, true, if heads { end } else { cursor.spaces().at }));
    }
    // "…, 문의 김수진 내선 4821": opening a later clause, the labels that are never anything else need no colon.
    if label == Label::Line {
        let later = matches!(text.before(text.back_spaces(at)), ',' | '.' | '\n') && at > 0;
        let sure = BARE_LINES.contains(&LABELS[index].0) && text.get(end) == ' ';
        return (later && sure).then(|| (label, true, text.skip_spaces(end)));
    }
    // "장소는 대회의실이고": the topic particle labels too, when it agrees with the label.
    let particle = if closes(text.before(end)) { "은" } else { "는" };
    let mut cursor = Cursor::new(text, end);
    // "…, 장소 1층 로비": opening a later clause, a bare label of a day, place or host will do.
    let opens =
        matches!(text.before(text.back_spaces(at)), ',' | '.' | '\n') && at > 0 && text.get(end) == ' ';
    let bare =
        opens && is_hangul(text.before(end)) && matches!(label, Label::When | Label::Place | Label::Host);
    let stands =
        is_hangul(text.before(end)) && label == Label::Place && text.get(end) == ' ' && is_place(text, end);
    if stands {
        return Some((label, true, cursor.spaces().at));
    }
    // "…, March 3, title Safe at Work": a Latin label of a name needs no colon before a capital.
    let clause = text.back_spaces(at);
    let led = matches!(text.before(clause), ',' | '.' | ';' | '\n')
        || ["the", "with", "and", "use"].iter().any(|word| {
            clause.checked_sub(word.len()).is_some_and(|start| text.has(start, word) == Some(clause))
        });
    let capital = text.written(end + 1..(end + 2).min(text.len())).starts_with(char::is_uppercase);
    let called = matches!(LABELS[index].0, "title" | "headline" | "heading") && text.get(end) == ' ';
    let quoted = super::quotes::at(text, text.skip_spaces(end)).is_some();
    if at > 0 && led && called && (capital || quoted) {
        return Some((label, true, cursor.spaces().at));
    }
    if bare && text.longest(at, &["일정", "때", "곳", "담당"]).is_none() {
        return Some((label, true, cursor.spaces().at));
    }
    // A Latin label takes either: "title은".
    let topic = if is_hangul(text.before(end)) {
        cursor.phrase(particle) || matches!(LABELS[index].0, "주제" | "제목") && cursor.one("이가").is_some()
    } else {
        cursor.one("은는이가").is_some()
    } && text.get(cursor.at) == ' ';
    let said = topic && !matches!(label, Label::Agenda);
    said.then(|| (label, false, cursor.spaces().at))
}

/// Whether the words up to the clause's end are the name of a place: "장소 옥상정원" needs no colon then.
fn is_place(text: &Text, from: usize) -> bool {
    let words = text.words(from..text.clause(from).end);
    let named = |last: &Range<usize>| super::place::named(text, &(from..last.end));
    words.len() <= 4 && words.last().is_some_and(named)
}

/// Where a quoted value ends, with the words that only close it: "제목은 '노무 특강'으로 하고".
fn quoted_end(text: &Text, from: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, super::quotes::at(text, from)?.span.end);
    cursor.any(&["으로", "로", "이고", "이며", "입니다", "이에요", "예요", "라고", "이라고"]);
    cursor.attempt(|cursor| cursor.spaces().any(&["하고", "해서", "해주세요", "해 주세요", "하며", "하되"]));
    Some(cursor.at)
}

fn value_end(text: &Text, from: usize, next: usize, whole_line: bool) -> usize {
    let quoted = super::quotes::at(text, from);
    let in_brackets =
        !(from..next.min(text.len())).take_while(|&at| text.get(at) != ')').any(|at| text.get(at) == '(');
    let from = quoted.map_or(from, |quote| quote.span.end);
    (from..next.min(text.len()))
        .find(|&at| match text.get(at) {
            '\n' | ';' | '|' => true,
            ')' => in_brackets,
            ',' => !whole_line,
            '.' => !whole_line && text.get(at + 1).is_whitespace(),
            '/' => !whole_line && text.before(at) == ' ' && text.get(at + 1) == ' ',
            _ => false,
        })
        .unwrap_or(next)
}

/// A line goes on over a comma before a number or an address ("Contact: Min, 010-1234-5678"), and to the end of the
/// brackets that it stands in ("(대상: 김지훈, 박서연)").
fn listed_end(text: &Text, from: usize, end: usize, next: usize) -> usize {
    let mut end = end;
    let opens = (from.saturating_sub(CLAUSE)..from)
        .rev()
        .find(|&at| "()\n,;".contains(text.get(at)))
        .map(|at| text.get(at));
    let close = (end..next.min(text.len())).find(|&at| ")\n".contains(text.get(at)));
    if let Some(close) = close.filter(|&at| opens == Some('(') && text.get(at) == ')') {
        return close;
    }
    while text.get(end) == ',' {
        let start = text.skip_spaces(end + 1);
        let stop = (start..next.min(text.len())).find(|&at| ",;\n|)".contains(text.get(at))).unwrap_or(next);
        let reaches =
            |at: usize| text.get(at) == '@' || text.get(at).is_ascii_digit() && text.get(at + 1) == '-';
        if !(start..stop).any(reaches) {
            break;
        }
        end = stop;
    }
    end
}

/// The value without white space, brackets before the next label, and, after a particle, without its verb.
fn trimmed(text: &Text, range: Range<usize>, colon: bool) -> Range<usize> {
    let start = text.skip_spaces(range.start).min(range.end);
    let mut end = back(text, start, range.end);
    if let Some(quote) = super::quotes::at(text, start) {
        return quote.inner;
    }
    if !colon {
        let mut at = start;
        while at < end {
            let copula = [
                "이고",
                "이고요",
                "고요",
                "인 ",
                "이며",
                "이에요",
                "예요",
                "이야",
                "입니다",
                "으로 ",
                "로 해",
                "로 하",
                "으로",
                "임",
                "고 ",
            ];
            let word_end = text.get(at + 2) == ' ' || at + 2 >= end;
            let found = text.longest(at, &copula).is_some_and(|(index, stop)| {
                matches!(copula[index], "으로 " | "로 해" | "로 하" | "고 " | "인 ")
                    || stop >= end
                    || text.get(stop) == ' '
            });
            if at > start && found && (word_end || text.get(at) != '고') {
                break;
            }
            at += 1;
        }
        end = back(text, start, at);
    }
    start..end
}

fn back(text: &Text, start: usize, mut end: usize) -> usize {
    let tails = " ,-*•·/|(~[<【\n";
    while end > start && tails.contains(text.before(end)) {
        end -= 1;
    }
    end
}
