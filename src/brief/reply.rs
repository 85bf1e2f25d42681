//! By when readers have to answer: "register by Nov 30", "11월 30일까지 신청". It is a line of the page, and not the day on
//! which anything happens.

use std::ops::Range;

use jiff::civil::Date;

use super::cursor::Cursor;
use super::date;
use super::text::{Text, is_hangul};

const ASKED: [&str; 13] = [
    "register",
    "rsvp",
    "sign up",
    "apply",
    "please reply",
    "reply",
    "respond",
    "enrol",
    "enroll",
    "submit",
    "book",
    "order",
    "vote",
];
const BY: [&str; 6] = ["by", "before", "until", "no later than", "not later than", "on or before"];
const KOREAN_ASKED: [&str; 9] = ["신청", "접수", "등록", "제출", "모집", "회신", "예약", "응모", "투표"];

/// Takes the first such clause out of the text.
pub(super) fn take(text: &mut Text, today: Date) -> Option<Range<usize>> {
    let free = (0..text.len()).filter(|&at| text.starts_word(at) && !text.is_claimed(at));
    let found = free.into_iter().find_map(|at| {
        let end = english(text, at, today).or_else(|| korean(text, at, today))?;
        Some(at..end)
    })?;
    text.claim(found.clone());
    Some(found)
}

fn english(text: &Text, at: usize, today: Date) -> Option<usize> {
    let mut cursor = Cursor::new(text, at);
    cursor.any(&ASKED)?;
    cursor.spaces().any(&BY)?;
    let day = cursor.spaces().at;
    date::at_position(text, day, today).map(|(_, range)| range.end)
}

fn korean(text: &Text, at: usize, today: Date) -> Option<usize> {
    let (_, day) = date::at_position(text, at, today)?;
    let mut cursor = Cursor::new(text, day.end);
    cursor.phrase("까지").then_some(())?;
    cursor.spaces().any(&KOREAN_ASKED)?;
    // The rest of the word too: "신청하세요".
    let rest = (cursor.at..text.len()).take_while(|&at| is_hangul(text.get(at))).count();
    Some(cursor.at + rest)
}
