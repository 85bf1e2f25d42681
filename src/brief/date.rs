//! Days: written dates, and words that count from today. Words that count in weeks are in [`super::week`].
//!
//! A date without a year is the next such day on or after today. A day that does not exist is not a date.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::cursor::Cursor;
use super::text::Text;
use super::week;

#[rustfmt::skip]
pub(super) const MONTHS: [&str; 24] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
    "dec",
];
/// Words for a day some days away.
#[rustfmt::skip]
const NEAR_DAYS: [(&str, i64); 17] = [
    ("the day after tomorrow", 2), ("day after tomorrow", 2), ("tomorrow", 1), ("today", 0), ("tonight", 0),
    ("내일모레", 2), ("모레", 2), ("글피", 3), ("내일", 1), ("명일", 1), ("익일", 1), ("오늘", 0),
    ("금일", 0), ("낼모레", 2), ("tmrw", 1), ("tomorow", 1), ("낼", 1),
];
/// Feasts on the same day every year.
#[rustfmt::skip]
const FEASTS: [(&str, u32, u32); 16] = [
    ("크리스마스 이브", 12, 24), ("크리스마스이브", 12, 24), ("크리스마스", 12, 25), ("성탄절", 12, 25), ("어린이날", 5, 5),
    ("삼일절", 3, 1), ("광복절", 8, 15), ("개천절", 10, 3), ("한글날", 10, 9), ("새해 첫날", 1, 1), ("christmas eve", 12, 24),
    ("christmas day", 12, 25), ("new year's eve", 12, 31), ("new year's day", 1, 1), ("valentine's day", 2, 14),
    ("halloween", 10, 31),
];
#[rustfmt::skip]
const NUMBER_WORDS: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// A day and where it is said.
pub(super) type Found = (Date, Range<usize>);

/// The first day that is said at or after `from`.
pub(super) fn find(text: &Text, from: usize, today: Date) -> Option<Found> {
    (from..text.len()).filter(|&at| !text.is_claimed(at)).find_map(|at| at_position(text, at, today))
}

/// A day said at `at`, with the range end widened over what belongs to it ("부터", "(목)", the range's end).
pub(super) fn at_position(text: &Text, at: usize, today: Date) -> Option<Found> {
    let mut cursor = Cursor::new(text, at);
    let readers: [fn(&mut Cursor, Date) -> Option<Date>; 11] = [
        iso,
        korean,
        in_characters,
        last_day,
        feast,
        month_first,
        day_first,
        near_day,
        in_some_days,
        week::day,
        numeric,
    ];
    let date = readers.iter().find_map(|reader| cursor.attempt(|cursor| reader(cursor, today)))?;
    // "Monday, December 28": the date says it better than the weekday before it.
    let exact = cursor.attempt(|cursor| {
        cursor.spaces().one(",");
        cursor.spaces();
        [iso, korean, month_first, day_first].iter().find_map(|reader| cursor.attempt(|c| reader(c, today)))
    });
    let date = exact.unwrap_or(date);
    cursor.attempt(|cursor| week::trailing(cursor));
    cursor.attempt(|cursor| range_tail(cursor));
    Some((date, at..cursor.at))
}

/// The last day of several, which is not kept: "-22", "~20일", "to 22nd", "~12월 7일".
fn range_tail(cursor: &mut Cursor) -> Option<()> {
    let start = cursor.at;
    let to = cursor.spaces().one("~-").is_some() || cursor.spaces().any(&["to", "부터"]).is_some();
    cursor.attempt(|cursor| {
        cursor.spaces().number(2)?;
        cursor.spaces().phrase("월").then_some(())
    });
    let day = cursor.spaces().number(2).filter(|day| to && (1..=31).contains(day))?;
    ordinal(cursor);
    let korean = cursor.spaces().phrase("일");
    cursor.attempt(|cursor| week::trailing(cursor));
    let next = cursor.text.get(cursor.at);
    let hour = next == ':'
        || next == '시'
        || next.is_ascii_alphanumeric()
        || cursor
            .text
            .longest(cursor.text.skip_spaces(cursor.at), &["am", "pm", "a.m.", "p.m.", "시"])
            .is_some();
    // "Dec 5 - 3" may be anything; a range is written close, or with its unit.
    let close = cursor.text.get(start) != ' ';
    (day > 0 && !hour && (korean || close)).then_some(())
}

/// The next such day on or after today; 29 February waits for its year.
fn next_on_or_after(today: Date, month: u32, day: u32) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    (0..=8_i16)
        .filter_map(|ahead| Date::new(today.year().checked_add(ahead)?, month, day).ok())
        .find(|date| *date >= today)
}

fn dated(today: Date, year: Option<u32>, month: u32, day: u32) -> Option<Date> {
    match year {
        Some(year) => {
            let year = i16::try_from(if year < 100 { 2000 + year } else { year }).ok()?;
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        }
        None => next_on_or_after(today, month, day),
    }
}

/// `2026-11-26`, `2026.11.26`, `2026/11/26`, `2026. 11. 26.`
fn iso(cursor: &mut Cursor, today: Date) -> Option<Date> {
    let year = cursor.fresh_number(4).filter(|year| (1900..2200).contains(year))?;
    let mark = cursor.spaces().one("-./")?.to_string();
    let month = cursor.spaces().number(2)?;
    cursor.spaces().one(&mark)?;
    let day = cursor.spaces().number(2)?;
    cursor.one(if mark == "." { "." } else { "" });
    dated(today, Some(year), month, day)
}

/// `2026년 11월 26일`, `11월 26일`, `내년 3월 2일`, `다음 달 3일`
fn korean(cursor: &mut Cursor, today: Date) -> Option<Date> {
    let year = cursor.attempt(|cursor| korean_year(cursor, today));
    let month_named = cursor.spaces().attempt(|cursor| {
        let month = cursor.fresh_number(2)?;
        cursor.spaces().phrase("월").then_some((year, month))
    });
    let (year, month) = match month_named {
        Some(said) => said,
        None if year.is_none() => korean_month(cursor, today)?,
        None => return None,
    };
    let day = cursor.spaces().number(2)?;
    cursor.spaces().phrase("일").then_some(())?;
    dated(today, year, month, day)
}

/// `2027年3月9日`, `3月9日`, `3月9号`, with `（火）` or `周二` after it
fn in_characters(cursor: &mut Cursor, today: Date) -> Option<Date> {
    let year = cursor.attempt(|cursor| {
        let year = cursor.fresh_number(4).filter(|year| (1900..2200).contains(year))?;
        cursor.spaces().one("年").map(|_| year)
    });
    let month = cursor.spaces().fresh_number(2)?;
    cursor.spaces().one("月")?;
    let day = cursor.spaces().number(2)?;
    cursor.spaces().one("日号號")?;
    cursor.attempt(|cursor| {
        let bracketed = cursor.spaces().one("(（").is_some();
        cursor.any(&["星期", "周", "週"]);
        cursor.one("月火水木金土日一二三四五六")?;
        cursor.any(&["曜日", "曜"]);
        (!bracketed || cursor.one(")）").is_some()).then_some(())
    });
    dated(today, year, month, day)
}

fn korean_year(cursor: &mut Cursor, today: Date) -> Option<u32> {
    let this_year = u32::try_from(today.year()).ok()?;
    let relative = ["올해", "금년", "내년", "내후년"];
    if let Some(word) = cursor.any(&relative) {
        return Some(this_year + [0, 0, 1, 2][word]);
    }
    cursor.one("'");
    let year = cursor.fresh_number(4)?;
    cursor.spaces().phrase("년").then_some(year)
}

fn korean_month(cursor: &mut Cursor, today: Date) -> Option<(Option<u32>, u32)> {
    let words = ["다음 달", "다음달", "내달", "이번 달", "이번달", "이달", "다다음 달", "다다음달"];
    let ahead = [1, 1, 1, 0, 0, 0, 2, 2][cursor.any(&words)?];
    let month = today.first_of_month().checked_add(Span::new().months(ahead)).ok()?;
    Some((u32::try_from(month.year()).ok(), u32::try_from(month.month()).ok()?))
}

/// `이번 달 마지막 날`, `12월 말일`
fn last_day(cursor: &mut Cursor, today: Date) -> Option<Date> {
    let start = cursor.at;
    let month = cursor.attempt(|cursor| korean_month(cursor, today)).or_else(|| {
        let month = cursor.fresh_number(2)?;
        cursor.spaces().phrase("월").then_some((None, month))
    })?;
    cursor.spaces().any(&["마지막 날", "마지막날", "말일"])?;
    let (year, month) = month;
    let first = dated(today.first_of_month(), year, month, 1)?;
    cursor.text.starts_word(start).then(|| first.last_of_month())
}

/// `크리스마스 이브 오후 5시`, `on Christmas Eve`: a feast is a day only where an hour or a particle follows, or "on"
/// precedes; else it is a name, as in "크리스마스 파티".
fn feast(cursor: &mut Cursor, today: Date) -> Option<Date> {
    let start = cursor.at;
    let (_, month, day) = FEASTS[cursor.any(&FEASTS.map(|(name, ..)| name))?];
    let mut next = Cursor::new(cursor.text, cursor.at);
    let on = start > 3 && cursor.text.has(start - 3, "on") == Some(start - 1);
    let particle = next.any(&["에는", "에"]).is_some() && !super::text::is_hangul(cursor.text.get(next.at));
    let hour = next.spaces().any(&["오후", "오전", "저녁", "아침", "낮", "밤"]).is_some()
        || next.spaces().number(2).is_some();
    (cursor.text.starts_word(start) && (on || particle || hour))
        .then(|| next_on_or_after(today, month, day))
        .flatten()
}

fn month_name(cursor: &mut Cursor) -> Option<u32> {
    let index = cursor.any(&MONTHS).or_else(|| cursor.phrase("sept").then_some(8))?;
    cursor.one(".");
    u32::try_from(index % 12 + 1).ok()
}

fn ordinal(cursor: &mut Cursor) {
    cursor.attempt(|cursor| {
        let two = [cursor.text.get(cursor.at), cursor.text.get(cursor.at + 1)];
        let ends = !cursor.text.get(cursor.at + 2).is_ascii_alphanumeric();
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|suffix| suffix.chars().eq(two)) && ends;
        cursor.at += if ordinal { 2 } else { 0 };
        ordinal.then_some(())
    });
}

/// A year after an English date: `, 2026` or ` 2026`.
fn english_year(cursor: &mut Cursor) -> Option<u32> {
    cursor.attempt(|cursor| {
        cursor.spaces().one(",");
        let year = cursor.spaces().number(4).filter(|year| (1900..2200).contains(year))?;
        let next = cursor.text.get(cursor.at);
        (next != 'x' && next != ':').then_some(year)
    })
}

/// `November 26`, `Nov. 26th, 2026`
fn month_first(cursor: &mut Cursor, today: Date) -> Option<Date> {
    let month = month_name(cursor)?;
    cursor.spaces().attempt(|cursor| cursor.phrase("the").then_some(()));
    let day = cursor.spaces().number(2)?;
    ordinal(cursor);
    let year = if cursor.text.get(cursor.at) == ':' { return None } else { english_year(cursor) };
    dated(today, year, month, day)
}

/// `26 November`, `the 26th of November 2026`
fn day_first(cursor: &mut Cursor, today: Date) -> Option<Date> {
    cursor.attempt(|cursor| cursor.phrase("the ").then_some(()));
    let day = cursor.fresh_number(2)?;
    ordinal(cursor);
    // "14-16 September": the first of several days.
    cursor.attempt(|cursor| {
        cursor.one("-~")?;
        cursor.number(2)?;
        ordinal(cursor);
        Some(())
    });
    cursor.spaces().attempt(|cursor| cursor.phrase("of").then_some(()));
    let month = month_name(cursor.spaces())?;
    let year = english_year(cursor);
    dated(today, year, month, day)
}

fn near_day(cursor: &mut Cursor, today: Date) -> Option<Date> {
    let words = NEAR_DAYS.map(|(word, _)| word);
    let start = cursor.at;
    let index = cursor.any(&words)?;
    let fresh = cursor.text.starts_word(start);
    // "오늘의 메뉴", "today's specials" are titles, not days.
    let next = cursor.text.get(cursor.at);
    let days = NEAR_DAYS[index].1;
    (fresh && next != '의' && next != '\'').then(|| today.checked_add(days.days()).ok()).flatten()
}

/// `in 3 days`, `in two weeks`, `a week from today`, `3일 뒤`, `2주 후`
fn in_some_days(cursor: &mut Cursor, today: Date) -> Option<Date> {
    let korean = cursor.attempt(|cursor| {
        let many = cursor.fresh_number(3)?;
        let unit = cursor.any(&["일", "주일", "주"])?;
        cursor.spaces().any(&["뒤", "후", "있다가"])?;
        Some(i64::from(many) * if unit == 0 { 1 } else { 7 })
    });
    let days = match korean {
        Some(days) => days,
        None => {
            cursor.phrase("in ").then_some(())?;
            let many = match cursor.spaces().number(3) {
                Some(many) => i64::from(many),
                None => match cursor.any(&["a", "an"]) {
                    Some(_) => 1,
                    None => i64::try_from(cursor.any(&NUMBER_WORDS)? + 1).ok()?,
                },
            };
            let unit = cursor.spaces().any(&["days", "day", "weeks", "week"])?;
            many * if unit < 2 { 1 } else { 7 }
        }
    };
    today.checked_add(days.days()).ok()
}

/// `11/26`, `11.26(목)`: month before day. Not a size, a ratio, a version or a price.
fn numeric(cursor: &mut Cursor, today: Date) -> Option<Date> {
    let before = cursor.text.before(cursor.at);
    let month = cursor.fresh_number(2)?;
    if matches!(before, '.' | '/' | '-' | ':' | '#' | '$' | 'v') || before.is_alphabetic() {
        return None;
    }
    let mark = cursor.one("/.")?;
    // "3. 5" is two things; "11. 26." is a date only with its closing point.
    let spaced = mark == '.' && cursor.text.get(cursor.at) == ' ';
    let day = cursor.spaces().number(2)?;
    let closed = mark == '.' && cursor.one(".").is_some();
    let next = cursor.text.get(cursor.at);
    let year = (mark == '/').then(|| slash_year(cursor)).flatten();
    // "4.5" may be a version or a mark; "11.26", "4.15" and "4.5(월)" are days.
    let bare =
        mark == '.' && !closed && day < 10 && month < 10 && !matches!(next, '(' | '에' | '부' | '까' | '일');
    if bare || (spaced && !closed) || (next == '/' && year.is_none()) || !plain_end(cursor, mark) {
        return None;
    }
    dated(today, year, month, day)
}

fn slash_year(cursor: &mut Cursor) -> Option<u32> {
    cursor.attempt(|cursor| {
        cursor.one("/")?;
        cursor.number(4).filter(|year| (1900..2200).contains(year) || *year < 100)
    })
}

/// "4.5MB", "2.0배" and "1.5시간" are measures; a point needs a weekday, a space or an end after it.
fn plain_end(cursor: &Cursor, mark: char) -> bool {
    let next = cursor.text.get(cursor.at);
    let measure = next == '%' || next.is_ascii_alphanumeric() || next == '배' || next == '시';
    !(measure || mark == '.' && next.is_alphabetic() && !matches!(next, '에' | '부' | '까' | '은' | '일'))
}
