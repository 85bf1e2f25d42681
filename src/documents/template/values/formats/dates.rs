//! Dates and times, from ISO 8601 to what each language writes, or to a pattern of CLDR letters.

use jiff::civil::{Date, DateTime, Time, Weekday};
use minijinja::Value;

use super::numbers::named;
use crate::scene::Language;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [(&str, &str, &str, &str); 7] = [
    ("월", "Monday", "月", "一"),
    ("화", "Tuesday", "火", "二"),
    ("수", "Wednesday", "水", "三"),
    ("목", "Thursday", "木", "四"),
    ("금", "Friday", "金", "五"),
    ("토", "Saturday", "土", "六"),
    ("일", "Sunday", "日", "日"),
];

/// A date: `short`, `medium` (when `None`), `long`, `full` (with the weekday), or a pattern such as `yyyy-MM-dd`.
///
/// # Errors
/// A sentence for what is no date, and for a pattern that is none.
pub fn date(value: &Value, form: Option<&str>, language: Language) -> Result<String, String> {
    use Language::{Chinese, English, Japanese, Korean};
    let pattern = match (form.unwrap_or("medium"), language) {
        ("short", Korean) => "yy. M. d.",
        ("short", English) => "M/d/yy",
        ("short", Japanese) => "yyyy/MM/dd",
        ("short", Chinese) => "yyyy/M/d",
        ("medium", Korean) => "yyyy. M. d.",
        ("medium", English) => "MMM d, yyyy",
        ("medium", Japanese) => "yyyy/MM/dd",
        ("long", Korean) => "yyyy년 M월 d일",
        ("long", English) => "MMMM d, yyyy",
        ("medium" | "long", Chinese) | ("long", Japanese) => "yyyy年M月d日",
        ("full", Korean) => "yyyy년 M월 d일 EEEE",
        ("full", English) => "EEEE, MMMM d, yyyy",
        ("full", Japanese | Chinese) => "yyyy年M月d日EEEE",
        (pattern, _) => pattern,
    };
    let moment = moment(value).ok_or_else(|| no_date(value, "a date is needed, as in 2026-11-26"))?;
    write(pattern, moment, language)
}

/// A time of day: `short` (when `None`), `long` (with seconds), or a pattern such as `HH:mm`.
///
/// # Errors
/// A sentence for what is no time, and for a pattern that is none.
pub fn time(value: &Value, form: Option<&str>, language: Language) -> Result<String, String> {
    use Language::{Chinese, English, Japanese, Korean};
    let pattern = match (form.unwrap_or("short"), language) {
        ("short", Korean) => "a h:mm",
        ("short", English) => "h:mm a",
        ("short", Japanese) => "H:mm",
        ("short", Chinese) => "HH:mm",
        ("long", Korean) => "a h:mm:ss",
        ("long", English) => "h:mm:ss a",
        ("long", Japanese) => "H:mm:ss",
        ("long", Chinese) => "HH:mm:ss",
        (pattern, _) => pattern,
    };
    let text = value.as_str().unwrap_or_default().trim();
    let alone = text.parse::<Time>().ok().filter(|_| !text.contains('-'));
    let moment =
        alone.map(|time| DateTime::from_parts(Date::constant(2000, 1, 1), time)).or_else(|| moment(value));
    let moment = moment.ok_or_else(|| no_date(value, "a time is needed, as in 15:00 or 2026-11-26T15:00"))?;
    write(pattern, moment, language)
}

/// The wall clock's reading that ISO 8601 says; an offset is not applied: a meeting is at the hour that is written.
fn moment(value: &Value) -> Option<DateTime> {
    let text = value.as_str()?.trim();
    let plain = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    plain.parse().ok().or_else(|| day(plain))
}

/// A day as offices of East Asia write it, the year first: `2026. 11. 26.`, `2026/11/26`, `2026년 11월 26일`.
fn day(text: &str) -> Option<DateTime> {
    let marks = |mark: char| matches!(mark, '.' | '/' | '년' | '월' | '일' | '年' | '月' | '日');
    let mut numbers = text.strip_suffix(marks).unwrap_or(text).split(marks).map(str::trim);
    let year = numbers.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let date = Date::new(year, numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?).ok()?;
    numbers.next().is_none().then(|| DateTime::from_parts(date, Time::midnight()))
}

fn no_date(value: &Value, wanted: &str) -> String {
    format!("{wanted}, not {}", named(value))
}

/// A pattern written out: letters of CLDR (TR 35, part 4, "Date Format Patterns"), `'quoted'` text, and anything else.
fn write(pattern: &str, moment: DateTime, language: Language) -> Result<String, String> {
    let mut written = String::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        if first == '\'' {
            let (quoted, after) = rest[1..].split_once('\'').unwrap_or((&rest[1..], ""));
            written.push_str(if quoted.is_empty() { "'" } else { quoted });
            rest = after;
            continue;
        }
        let length = rest.chars().take_while(|letter| *letter == first).map(char::len_utf8).sum();
        let (field, after) = rest.split_at(length);
        match first.is_ascii_alphabetic() {
            true => written.push_str(&part(field, moment, language).ok_or_else(|| unknown(field, pattern))?),
            false => written.push_str(field),
        }
        rest = after;
    }
    Ok(written)
}

fn unknown(field: &str, pattern: &str) -> String {
    format!(
        "“{field}” in “{pattern}” is no part of a date: use short, medium, long, full, or letters as in yyyy-MM-dd EEE HH:mm"
    )
}

fn part(field: &str, moment: DateTime, language: Language) -> Option<String> {
    let half_day = || match moment.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    let two = |number: i8| format!("{number:02}");
    Some(match field {
        "yyyy" | "y" | "YYYY" => moment.year().to_string(),
        "yy" => format!("{:02}", moment.year().rem_euclid(100)),
        "M" => moment.month().to_string(),
        "MM" => two(moment.month()),
        "MMM" | "MMMM" => month(moment.month(), field.len() == 4, language),
        "d" => moment.day().to_string(),
        "dd" => two(moment.day()),
        "E" | "EE" | "EEE" => weekday(moment.weekday(), false, language),
        "EEEE" => weekday(moment.weekday(), true, language),
        "a" => half(moment.hour() >= 12, language).to_owned(),
        "h" => half_day().to_string(),
        "hh" => two(half_day()),
        "H" => moment.hour().to_string(),
        "HH" => two(moment.hour()),
        "m" => moment.minute().to_string(),
        "mm" => two(moment.minute()),
        "s" => moment.second().to_string(),
        "ss" => two(moment.second()),
        _ => return None,
    })
}

fn month(month: i8, whole: bool, language: Language) -> String {
    let name = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    match language {
        Language::Korean => format!("{month}월"),
        Language::Japanese | Language::Chinese => format!("{month}月"),
        Language::English if whole => name.to_owned(),
        Language::English => name[..3.min(name.len())].to_owned(),
    }
}

fn weekday(day: Weekday, whole: bool, language: Language) -> String {
    let at = usize::try_from(day.to_monday_zero_offset()).unwrap_or(0);
    let (korean, english, japanese, chinese) = WEEKDAYS[at % 7];
    match (language, whole) {
        (Language::Korean, true) => format!("{korean}요일"),
        (Language::Korean, false) => korean.to_owned(),
        (Language::English, true) => english.to_owned(),
        (Language::English, false) => english[..3].to_owned(),
        (Language::Japanese, true) => format!("{japanese}曜日"),
        (Language::Japanese, false) => japanese.to_owned(),
        (Language::Chinese, true) => format!("星期{chinese}"),
        (Language::Chinese, false) => format!("周{chinese}"),
    }
}

fn half(is_afternoon: bool, language: Language) -> &'static str {
    match (language, is_afternoon) {
        (Language::Korean, false) => "오전",
        (Language::Korean, true) => "오후",
        (Language::English, false) => "AM",
        (Language::English, true) => "PM",
        (Language::Japanese, false) => "午前",
        (Language::Japanese, true) => "午後",
        (Language::Chinese, false) => "上午",
        (Language::Chinese, true) => "下午",
    }
}
