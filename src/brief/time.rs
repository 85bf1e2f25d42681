//! Times of day and their ranges, on the wall clock.

use std::ops::Range;

use jiff::civil::Time;

use super::cursor::Cursor;
use super::text::Text;

/// A start, perhaps an end, and where they are said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) start: Time,
    pub(super) end: Option<Time>,
    pub(super) span: Range<usize>,
}

/// Which half of the day a word puts an hour in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    /// 저녁, 밤: afternoon, but 12 is midnight.
    Evening,
}

/// One end of a range, before it is known which half of the day it is in.
#[derive(Clone, Copy, Debug)]
struct Clock {
    hour: u32,
    minute: u32,
    half: Option<Half>,
    /// Written as 24 hours ("15:00"), or a bare number that only makes sense beside another end.
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Colon,
    Hangul,
    English,
    Named,
    Bare,
}

#[rustfmt::skip]
const KOREAN_HALVES: [(&str, Half); 19] = [
    ("오전", Half::Morning), ("아침", Half::Morning), ("새벽", Half::Morning), ("오후", Half::Afternoon),
    ("낮", Half::Afternoon), ("점심", Half::Afternoon), ("저녁", Half::Evening), ("밤", Half::Evening),
    ("am", Half::Morning), ("pm", Half::Afternoon), ("午前", Half::Morning), ("午後", Half::Afternoon),
    ("上午", Half::Morning), ("下午", Half::Afternoon), ("早上", Half::Morning), ("中午", Half::Afternoon),
    ("晚上", Half::Evening), ("夜", Half::Evening), ("夕方", Half::Evening),
];
const ENGLISH_HALVES: [&str; 8] =
    ["a.m.", "am", "a.m", "in the morning", "p.m.", "pm", "p.m", "in the afternoon"];
const NAMED: [(&str, u32); 5] = [("정오", 12), ("자정", 0), ("noon", 12), ("midday", 12), ("midnight", 0)];
#[rustfmt::skip]
const KOREAN_HOURS: [&str; 12] = [
    "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두",
];

/// The first time that is said at or after `from`.
pub(super) fn find(text: &Text, from: usize) -> Option<Found> {
    (from..text.len()).filter(|&at| !text.is_claimed(at)).find_map(|at| at_position(text, at))
}

pub(super) fn at_position(text: &Text, at: usize) -> Option<Found> {
    if text.before(at).is_ascii_digit()
        || (text.before(at) == ':' && text.get(at).is_ascii_digit() && text.before(at - 1).is_ascii_digit())
    {
        return None;
    }
    let mut cursor = Cursor::new(text, at);
    let first = clock(&mut cursor)?;
    let second = cursor.attempt(|cursor| range_end(cursor));
    let (start, end) = settle(first, second)
        .or_else(|| after_the_day(text, at, &cursor, first).map(|start| (start, None)))?;
    Some(Found { start, end, span: at..cursor.at })
}

/// "next Thursday at 5": a bare hour is one right after a day, where the clause ends.
fn after_the_day(text: &Text, at: usize, cursor: &Cursor, clock: Clock) -> Option<Time> {
    let before = text.back_spaces(at);
    let start = before.checked_sub(2).filter(|start| text.has(*start, "at") == Some(before))?;
    let day = text.is_claimed(text.back_spaces(start).saturating_sub(1));
    let ends = "\n.,!?".contains(text.get(cursor.at)) && !text.get(cursor.at + 1).is_ascii_digit();
    let hour = clock.form == Form::Bare && (1..=12).contains(&clock.hour);
    (day && ends && hour).then(|| wall(Clock { form: Form::English, ..clock })).flatten()
}

/// `~ 4시`, `-4pm`, `to 4 p.m.`, `부터 5시까지`
fn range_end(cursor: &mut Cursor) -> Option<Clock> {
    let word = cursor.attempt(|cursor| {
        cursor.spaces().any(&["부터", "에서", "to", "until", "till", "through"])?;
        Some(())
    });
    let dash = cursor.spaces().one("~-").is_some();
    if word.is_none() && !dash {
        return None;
    }
    clock(cursor.spaces())
}

fn clock(cursor: &mut Cursor) -> Option<Clock> {
    if let Some(named) = cursor.attempt(named) {
        return Some(named);
    }
    cursor.attempt(|cursor| {
        let half = cursor.attempt(half_before);
        let start = cursor.spaces().at;
        let mut clock = cursor
            .attempt(korean_hour)
            .or_else(|| cursor.attempt(hour_in_characters))
            .or_else(|| cursor.attempt(colon_hour))
            .or_else(|| cursor.attempt(bare_hour))?;
        // "am 12. Juli" is the twelfth of July.
        let is_day = clock.form == Form::Bare
            && cursor.text.get(cursor.at) == '.'
            && cursor.text.get(cursor.at + 1) == ' ';
        if is_day && half.is_some() && cursor.text.get(cursor.at + 2).is_alphabetic() {
            return None;
        }
        let after = cursor.attempt(half_after);
        if clock.form != Form::Hangul && after.is_some() {
            clock.form = Form::English;
        }
        clock.half = half.or(after);
        // 9:16 is a tall screen unless it is said to be in the morning.
        if (clock.hour, clock.minute, clock.form, clock.half) == (9, 16, Form::Colon, None) {
            return None;
        }
        let glued = cursor.text.before(start).is_alphabetic() && half.is_none();
        (!glued).then_some(clock)
    })
}

fn named(cursor: &mut Cursor) -> Option<Clock> {
    let start = cursor.at;
    let index = cursor.any(&NAMED.map(|(word, _)| word))?;
    let (hour, half) = (NAMED[index].1, None);
    cursor.text.starts_word(start).then_some(Clock { hour, minute: 0, half, form: Form::Named })
}

fn half_before(cursor: &mut Cursor) -> Option<Half> {
    let start = cursor.at;
    let index = cursor.any(&KOREAN_HALVES.map(|(word, _)| word))?;
    // Written without spaces, as in `1月15日晚上7点`.
    let in_characters = matches!(KOREAN_HALVES[index].0.chars().next(), Some('\u{4E00}'..='\u{9FFF}'));
    (in_characters || cursor.text.starts_word(start)).then_some(KOREAN_HALVES[index].1)
}

fn half_after(cursor: &mut Cursor) -> Option<Half> {
    // "3pm": the letters follow a digit, which `any` takes for the middle of a word only before letters.
    let start = cursor.spaces().at;
    let rest: String = (start..start + 4).map(|at| cursor.text.get(at)).collect();
    let glued = [("a.m.", 4), ("p.m.", 4), ("am", 2), ("pm", 2)].into_iter().find(|(word, length)| {
        rest.starts_with(word) && !cursor.text.get(start + length).is_ascii_alphanumeric()
    });
    if let Some((word, length)) = glued {
        cursor.at += length;
        return Some(if word.starts_with('a') { Half::Morning } else { Half::Afternoon });
    }
    cursor.phrase("o'clock");
    let words = ["in the morning", "in the afternoon", "in the evening", "at night"];
    let index = cursor.spaces().any(&words).or_else(|| cursor.any(&ENGLISH_HALVES).map(|i| i / 4))?;
    Some(if index == 0 { Half::Morning } else { Half::Afternoon })
}

/// `5時`, `5時半`, `10点`, `10点30分`
fn hour_in_characters(cursor: &mut Cursor) -> Option<Clock> {
    let hour = cursor.number(2)?;
    cursor.spaces().one("時时点點")?;
    if cursor.text.get(cursor.at) == '間' {
        return None;
    }
    let minute = cursor.attempt(|cursor| {
        if cursor.one("半").is_some() {
            return Some(30);
        }
        let minute = cursor.spaces().number(2).filter(|minute| *minute < 60)?;
        cursor.one("分").map(|_| minute)
    });
    Some(Clock { hour, minute: minute.unwrap_or(0), half: None, form: Form::Hangul })
}

/// `3시`, `3시 30분`, `세 시 반`
fn korean_hour(cursor: &mut Cursor) -> Option<Clock> {
    let hour = match cursor.number(2) {
        Some(hour) => hour,
        None => u32::try_from(cursor.any(&KOREAN_HOURS)? + 1).ok()?,
    };
    cursor.spaces().phrase("시").then_some(())?;
    if matches!(cursor.text.get(cursor.at), '간' | '즌' | '리' | '장' | '대') {
        return None;
    }
    let minute = cursor.attempt(|cursor| {
        if cursor.spaces().phrase("반") {
            let next = cursor.text.get(cursor.at);
            return (!next.is_alphabetic() || "에부까으쯤~이요입예".contains(next)).then_some(30);
        }
        let minute = cursor.number(2)?;
        cursor.spaces().phrase("분").then_some(minute)
    });
    Some(Clock { hour, minute: minute.unwrap_or(0), half: None, form: Form::Hangul })
}

/// `15:00`; not `16:9`, which is a shape
fn colon_hour(cursor: &mut Cursor) -> Option<Clock> {
    let hour = cursor.number(2)?;
    let mark = cursor.one(":.")?;
    let start = cursor.at;
    let minute = cursor.number(2)?;
    let whole = cursor.at - start == 2
        && !(cursor.text.get(cursor.at) == ':'
            || cursor.text.get(cursor.at) == '.' && cursor.text.get(cursor.at + 1).is_ascii_digit());
    // "3.30pm" is a time only with its half of the day.
    let dotted = mark == '.' && Cursor::new(cursor.text, cursor.at).attempt(half_after).is_none();
    (whole && !dotted).then_some(Clock { hour, minute, half: None, form: Form::Colon })
}

/// `3`, to be made a time by what stands beside it; `17h` is one already.
fn bare_hour(cursor: &mut Cursor) -> Option<Clock> {
    let hour = cursor.number(2)?;
    let marked = cursor.text.get(cursor.at) == 'h' && !cursor.text.get(cursor.at + 1).is_alphanumeric();
    cursor.at += usize::from(marked);
    let form = if marked { Form::Colon } else { Form::Bare };
    Some(Clock { hour, minute: 0, half: None, form })
}

/// Puts both ends in their half of the day.
fn settle(first: Clock, second: Option<Clock>) -> Option<(Time, Option<Time>)> {
    let second = second.filter(|end| !(first.form == Form::Bare && end.form == Form::Bare));
    let mut first = first;
    let mut second = second;
    if let Some(end) = &mut second {
        // "2-4pm", "11-1pm": the end's half holds for the start when the start comes before it.
        if first.form == Form::Bare
            || (first.half.is_none() && end.half.is_some() && first.form != Form::Named)
        {
            let before = first.hour % 12 <= end.hour % 12;
            first.half = if before { end.half } else { Some(Half::Morning) };
            first.form = end.form;
        } else if end.half.is_none() && first.half.is_some() && end.hour < 12 {
            end.half = if end.hour % 12 >= first.hour % 12 { first.half } else { Some(Half::Afternoon) };
        } else if end.form == Form::Bare {
            end.form = first.form;
        }
    }
    if first.form == Form::Bare && first.half.is_none() {
        return None;
    }
    Some((wall(first)?, second.and_then(wall)))
}

/// The time on a 24-hour clock. A bare Korean or English hour from 1 to 6 is in the afternoon: that is when offices
/// meet ("3시 회의" at 3 in the morning would say 새벽); from 7 to 12 it is taken as it stands.
fn wall(clock: Clock) -> Option<Time> {
    let hour = match clock.half {
        Some(Half::Morning) if clock.hour == 12 => 0,
        Some(Half::Evening) if clock.hour == 12 => 0,
        Some(Half::Afternoon | Half::Evening) if clock.hour < 12 => clock.hour + 12,
        None if clock.form == Form::Hangul && (1..=6).contains(&clock.hour) => clock.hour + 12,
        None if clock.form == Form::English && (1..=6).contains(&clock.hour) => clock.hour + 12,
        _ => clock.hour,
    };
    // "24:00" and "24시" are the midnight that ends the day.
    let hour = if hour == 24 && clock.minute == 0 { 0 } else { hour };
    Time::new(i8::try_from(hour).ok()?, i8::try_from(clock.minute).ok()?, 0, 0).ok()
}
