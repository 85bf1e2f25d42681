//! What is put in place of what: titles, places, days, hours; and what is taken off.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::words::{self, find, says};
use super::{Change, Part};
use crate::brief::cursor::Cursor;
use crate::brief::text::{Text, is_hangul};
use crate::brief::{Brief, date, lines, quotes, time};

/// "remove the agenda", "질의응답은 빼줘": a part, or a line by its words.
pub(super) fn removed(text: &Text, brief: &Brief) -> Option<Change> {
    if says(text, words::LESS_TEXT) {
        return Some(Change::LessText);
    }
    find(text, words::REMOVE)?;
    if let Some(line) = said_line(text, brief) {
        return Some(Change::Remove(Part::Line(line)));
    }
    let parts = [
        (words::LINES, Part::Lines),
        (words::HOST, Part::Host),
        (words::PLACE, Part::Place),
        (words::TIME, Part::Time),
        (words::DATE, Part::Date),
    ];
    parts.into_iter().find(|(names, _)| says(text, names)).map(|(_, part)| Change::Remove(part))
}

/// The line of the page that the sentence names, whole or by its longest word of two letters or more.
fn said_line(text: &Text, brief: &Brief) -> Option<String> {
    let said = text.written(0..text.len()).to_lowercase();
    let whole = brief.lines.iter().find(|line| said.contains(&line.to_lowercase()));
    let by_word = || {
        brief.lines.iter().find(|line| {
            let words = line
                .split_whitespace()
                .filter(|word| word.chars().count() > 1 && word.chars().any(char::is_alphabetic));
            words
                .max_by_key(|word| word.chars().count())
                .is_some_and(|word| said.contains(&word.to_lowercase()))
        })
    };
    whole.or_else(by_word).cloned()
}

/// What makes a change of a value.
type Make = fn(String) -> Change;

/// A part by its name and what it should be: "장소를 3층으로 바꿔줘", "change the title to X", "add X to the agenda".
pub(super) fn named(text: &Text) -> Option<Vec<Change>> {
    if let Some(line) = added_line(text) {
        return Some(lines::split(&line).into_iter().map(Change::AddLine).collect());
    }
    let fields: [(&[&str], Make); 4] = [
        (words::TITLE, Change::Title),
        (words::PLACE, Change::Place),
        (words::HOST, Change::Host),
        (words::PICTURE, Change::Subject),
    ];
    let (name, make) = fields.into_iter().find_map(|(names, make)| Some((find(text, names)?, make)))?;
    // "손그림 스타일로" names a manner, not a picture.
    let compound = matches!(make(String::new()), Change::Subject(_)) && !text.starts_word(name.start);
    let value = value_of(text, &name).filter(|_| !compound)?;
    let mut changes = Vec::new();
    let mut value_text = text.written(value);
    if matches!(make(String::new()), Change::Place(_)) {
        // "the place to Zoom at 4pm" names an hour too.
        let inner = Text::new(&value_text);
        let found = time::find(&inner, 0);
        if let Some(found) = found.filter(|found| found.span.start > 1) {
            changes.push(Change::Time(found.start, found.end));
            value_text = inner.written(0..found.span.start).trim_end_matches(" at").to_owned();
        }
    }
    // Colours and manners are looks, not things: "배경을 파란색으로", "the picture in watercolor".
    let looks = matches!(make(String::new()), Change::Subject(_)) && super::looks::is_look(&value_text);
    if looks || value_text.is_empty() {
        return None;
    }
    changes.insert(0, make(value_text));
    Some(changes)
}

/// Where the new value stands.
fn value_of(text: &Text, name: &Range<usize>) -> Option<Range<usize>> {
    if let Some(quote) = (0..text.len()).find_map(|at| quotes::at(text, at)) {
        return Some(quote.inner);
    }
    if is_hangul(text.get(name.start)) { korean_value(text, name.end) } else { english_value(text, name) }
}

/// "…을 X로 바꿔", "…: X", "…은 X입니다"
fn korean_value(text: &Text, name_end: usize) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(text, name_end);
    let colon = cursor.spaces().one(":").is_some();
    let particle = cursor.any(&["을", "를", "은", "는", "이", "가"]).is_some();
    let start = cursor.spaces().at;
    let ends = ["으로", "로", "이라고", "라고", "입니다", "이야", "이에요", "예요"];
    let verbs = [
        "바꿔", "바꾸", "변경", "수정", "해", "고쳐", "옮겨", "옮기", "부탁", "교체", "적어", "써", "표시",
        "넣어", "추가", "하자", "가자", "정정", "해줘",
    ];
    for at in (start + 1..text.len()).rev() {
        let Some((_, end)) = text.longest(at, &ends).filter(|_| is_word_before(text, at)) else { continue };
        let next = text.skip_spaces(end);
        if next >= text.len() || "\n.,!~".contains(text.get(next)) || text.longest(next, &verbs).is_some() {
            return Some(start..at);
        }
    }
    let to_end = text.back_spaces(text.len());
    (colon && to_end > start && !particle).then_some(start..to_end)
}

/// Whether a word ends at `at`; the 으 of 으로 is no end of one.
fn is_word_before(text: &Text, at: usize) -> bool {
    let split = text.before(at) == '으' && text.get(at) == '로';
    !split && (text.before(at).is_alphanumeric() || text.before(at) == ')')
}

/// "change the title to X", "title: X", "the place should be X", "show X instead"
fn english_value(text: &Text, name: &Range<usize>) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(text, name.end);
    let marks = [
        "to",
        "should be",
        "should say",
        "should read",
        "is",
        "is now",
        "into",
        "with",
        "of",
        "as",
        "at",
        "by",
    ];
    let marked = cursor.spaces().one(":=").is_some() || cursor.any(&marks).is_some();
    if !marked {
        return None;
    }
    let start = text
        .has(cursor.spaces().at, "the")
        .or_else(|| text.has(cursor.at, "a"))
        .or_else(|| text.has(cursor.at, "an"));
    let start = text.skip_spaces(start.unwrap_or(cursor.at));
    let mut end = text.back_spaces(text.len());
    for tail in ["instead", "please", "thanks", "thank you", "!", "."] {
        let from = end.saturating_sub(tail.chars().count());
        if from > start && text.has(from, tail) == Some(end) {
            end = text.back_spaces(from);
        }
    }
    (end > start).then_some(start..end)
}

/// "add X to the agenda", "안건에 X 추가해줘", "add a line: X"
fn added_line(text: &Text) -> Option<String> {
    let verb = find(text, words::ADD)?;
    let list = find(text, words::LINES).or_else(|| find(text, &["줄", "line"]))?;
    if let Some(quote) = (0..text.len()).find_map(|at| quotes::at(text, at)) {
        return Some(text.written(quote.inner));
    }
    let value = if is_hangul(text.get(verb.start)) {
        let mut cursor = Cursor::new(text, list.end);
        cursor.any(&["에다가", "에다", "에", "으로", "로"]);
        let mut end = text.back_spaces(verb.start);
        end -= usize::from("을를도".contains(text.before(end)) && end > cursor.at + 1);
        text.written(cursor.spaces().at..end)
    } else if list.start > verb.end {
        let before = text.written(verb.end..list.start);
        let value = before
            .trim_end_matches(" the")
            .trim_end_matches(" to")
            .trim_end_matches(" our")
            .trim_start_matches("a ");
        if value == "a" || value.is_empty() {
            text.written(list.end + 1..text.len())
        } else {
            value.to_owned()
        }
    } else {
        text.written(verb.end..text.len())
    };
    let value = value.trim_matches([':', ' ', '.']).to_owned();
    (!value.is_empty()).then_some(value)
}

/// "일주일 미뤄줘", "an hour later", "하루 앞당겨": counted from what the brief says.
pub(super) fn moved(text: &Text, brief: &Brief) -> Option<Vec<Change>> {
    let later =
        says(text, &["미뤄", "미루", "늦춰", "늦추", "뒤로", "later", "postpone", "push back", "delay"]);
    let earlier = says(text, &["앞당겨", "당겨", "앞으로", "earlier", "bring forward", "sooner"]);
    let sign = if later {
        1
    } else if earlier {
        -1
    } else {
        return None;
    };
    let amounts: [(&[&str], i64, bool); 8] = [
        (&["하루", "a day", "one day"], 1, true),
        (&["이틀", "two days"], 2, true),
        (&["일주일", "한 주", "a week", "one week"], 7, true),
        (&["이주일", "two weeks"], 14, true),
        (&["한 시간", "한시간", "an hour", "one hour"], 60, false),
        (&["두 시간", "두시간", "two hours"], 120, false),
        (&["삼십 분", "반 시간", "half an hour"], 30, false),
        (&["십오 분", "a quarter of an hour"], 15, false),
    ];
    let spelt = amounts.into_iter().find(|(names, ..)| says(text, names)).map(|(_, many, days)| (many, days));
    let (many, days) = spelt.or_else(|| counted(text))?;
    if days {
        let date = brief.date?.checked_add((sign * many).days()).ok()?;
        return Some(vec![Change::Date(date)]);
    }
    let shift = |time: jiff::civil::Time| time.checked_add(Span::new().minutes(sign * many)).ok();
    Some(vec![Change::Time(shift(brief.time?)?, brief.end_time.and_then(shift))])
}

/// "3일", "2 weeks", "30분": how many days, or minutes.
fn counted(text: &Text) -> Option<(i64, bool)> {
    (0..text.len()).find_map(|at| {
        let mut cursor = Cursor::new(text, at);
        let many = i64::from(cursor.fresh_number(3)?);
        let units = [
            "일", "days", "day", "주", "weeks", "week", "시간", "hours", "hour", "분", "minutes", "minute",
            "mins", "min",
        ];
        let unit = cursor.spaces().any(&units)?;
        Some(match unit {
            0..=2 => (many, true),
            3..=5 => (many * 7, true),
            6..=8 => (many * 60, false),
            _ => (many, false),
        })
    })
}

/// Days and hours that are said outright, with or without their names.
pub(super) fn days_and_hours(text: &Text, today: Date) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    let mut rest = Text::new(&text.written(0..text.len()));
    if let Some((day, span)) = date::find(&rest, 0, today) {
        changes.push(Change::Date(day));
        rest.claim(span);
    }
    if let Some(found) = time::find(&rest, 0) {
        changes.push(Change::Time(found.start, found.end));
    }
    (!changes.is_empty()).then_some(changes)
}
