//! Days named by their weekday. Weeks start on Monday, in Korea as in ISO 8601, so "다음 주 일요일" and "next Sunday"
//! are the last day of the week after this one.

use jiff::ToSpan;
use jiff::civil::Date;

use super::cursor::Cursor;
use super::text::is_hangul;

#[rustfmt::skip]
const ENGLISH: [&str; 18] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu",
    "fri", "sat", "sun", "tues", "weds", "thur", "thurs",
];
/// What the last four spellings of [`ENGLISH`] stand for.
const ENGLISH_MORE: [i8; 4] = [1, 2, 3, 3];
#[rustfmt::skip]
const KOREAN: [&str; 14] = [
    "월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일", "월욜", "화욜", "수욜", "목욜", "금욜", "토욜", "일욜",
];
const SHORT: &str = "월화수목금토일";
#[rustfmt::skip]
const KOREAN_WEEKS: [(&str, i64); 13] = [
    ("다다음 주", 2), ("다다음주", 2), ("다음 주", 1), ("다음주", 1), ("담 주", 1), ("담주", 1), ("내주", 1),
    ("차주", 1), ("이번 주", 0), ("이번주", 0), ("금주", 0), ("돌아오는", 0), ("오는", 0),
];
const ENGLISH_WEEKS: [(&str, i64); 5] =
    [("the week after next", 2), ("next week", 1), ("next", 1), ("this week", 0), ("this", 0)];

/// `다음 주 수요일`, `next Wednesday`, `Wednesday next week`, `Friday`.
pub(super) fn day(cursor: &mut Cursor, today: Date) -> Option<Date> {
    if !cursor.text.starts_word(cursor.at) || feast(cursor) {
        return None;
    }
    cursor.attempt(|cursor| korean(cursor, today)).or_else(|| cursor.attempt(|cursor| english(cursor, today)))
}

/// "Black Friday" and "Cyber Monday" are names; the weekday in them says no date.
fn feast(cursor: &Cursor) -> bool {
    let names = ["black", "cyber", "good", "casual", "giving", "ash", "palm", "super", "taco", "easter"];
    names.iter().any(|name| {
        let start = cursor.at.checked_sub(name.len() + 1);
        start.is_some_and(|start| cursor.text.has(start, name) == Some(cursor.at - 1))
    })
}

/// A weekday after a date, which repeats it: `(목)`, `(Thu)`, ` 목요일`, `, Thursday`.
pub(super) fn trailing(cursor: &mut Cursor) -> Option<()> {
    if cursor.spaces().one("(").is_some() {
        let named = cursor.one(SHORT).is_some() && cursor.text.get(cursor.at) == ')';
        if !named {
            cursor.any(&KOREAN).or_else(|| english_name(cursor).map(|_| 0))?;
        }
        cursor.one(")")?;
        return Some(());
    }
    cursor.one(",");
    cursor.spaces().any(&KOREAN).map(|_| ()).or_else(|| english_name(cursor).map(|_| ()))
}

fn english_name(cursor: &mut Cursor) -> Option<i8> {
    let plurals = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];
    if let Some(index) = cursor.any(&plurals) {
        return i8::try_from(index).ok();
    }
    let index = cursor.any(&ENGLISH)?;
    cursor.one(".");
    match index {
        0..14 => i8::try_from(index % 7).ok(),
        _ => ENGLISH_MORE.get(index - 14).copied(),
    }
}

fn korean(cursor: &mut Cursor, today: Date) -> Option<Date> {
    let weeks = cursor.any(&KOREAN_WEEKS.map(|(word, _)| word)).map(|index| KOREAN_WEEKS[index]);
    let weekday = korean_weekday(cursor.spaces(), weeks.is_some())?;
    match weeks {
        None | Some(("돌아오는" | "오는", _)) => next(today, weekday),
        Some((_, ahead)) => in_week(today, ahead, weekday),
    }
}

fn korean_weekday(cursor: &mut Cursor, week_said: bool) -> Option<i8> {
    if let Some(index) = cursor.any(&KOREAN) {
        return i8::try_from(index % 7).ok();
    }
    // "다음 주 수 오후 2시": one syllable is a weekday only after a week, and as a word of its own.
    let alone = week_said && !is_hangul(cursor.text.get(cursor.at + 1));
    let c = if alone { cursor.one(SHORT)? } else { return None };
    SHORT.chars().position(|day| day == c).and_then(|index| i8::try_from(index).ok())
}

fn english(cursor: &mut Cursor, today: Date) -> Option<Date> {
    let weeks = cursor.any(&ENGLISH_WEEKS.map(|(word, _)| word)).map(|index| ENGLISH_WEEKS[index]);
    cursor.spaces().attempt(|cursor| cursor.any(&["coming", "on", "'s"]));
    let start = cursor.spaces().at;
    let weekday = english_name(cursor)?;
    let full = cursor.at - start > 4 || cursor.text.before(cursor.at) == '.';
    let later = cursor.spaces().attempt(|cursor| {
        let ahead = cursor.any(&["next week", "the week after next", "this week"])?;
        Some([1, 2, 0][ahead])
    });
    match later.or(weeks.map(|(_, ahead)| ahead)) {
        Some(ahead) => in_week(today, ahead, weekday),
        // "sun" and "sat" alone are words; they name a day only where a date or time follows.
        None if full || cursor.text.get(cursor.text.skip_spaces(cursor.at)).is_ascii_digit() => {
            next(today, weekday)
        }
        // "Sun, 5 Dec" is a day; in "sun, rain and snow" it is the weather.
        None if cursor.spaces().one(",").is_some() && is_dated(cursor) => next(today, weekday),
        None => None,
    }
}

fn is_dated(cursor: &Cursor) -> bool {
    let at = cursor.text.skip_spaces(cursor.at);
    cursor.text.get(at).is_ascii_digit() || cursor.text.longest(at, &super::date::MONTHS).is_some()
}

/// The weekday (0 is Monday) in the week `ahead` of this one.
fn in_week(today: Date, ahead: i64, weekday: i8) -> Option<Date> {
    let since_monday = today.weekday().to_monday_zero_offset();
    let days = ahead * 7 + i64::from(weekday) - i64::from(since_monday);
    today.checked_add(days.days()).ok()
}

/// The next such weekday on or after today.
fn next(today: Date, weekday: i8) -> Option<Date> {
    let ahead = i64::from(weekday - today.weekday().to_monday_zero_offset()).rem_euclid(7);
    today.checked_add(ahead.days()).ok()
}
