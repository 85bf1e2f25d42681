//! Dates, times and the few words of our own, written as each language writes them.

use jiff::civil::{Date, Time, Weekday};

use crate::scene::{Language, Shown};

/// A day in full, as in `11월 26일(목)` and `Thursday, November 26`; with the year when asked.
pub(super) fn date(date: Date, language: Language, with_year: bool) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let weekday = weekday(date.weekday(), language);
    match (language, with_year) {
        (Language::Korean, false) => format!("{month}월 {day}일({weekday})"),
        (Language::Korean, true) => format!("{year}년 {month}월 {day}일({weekday})"),
        (Language::English, false) => format!("{weekday}, {} {day}", month_name(month)),
        (Language::English, true) => format!("{weekday}, {} {day}, {year}", month_name(month)),
        (Language::Japanese, false) => format!("{month}月{day}日（{weekday}）"),
        (Language::Japanese, true) => format!("{year}年{month}月{day}日（{weekday}）"),
        (Language::Chinese, false) => format!("{month}月{day}日（周{weekday}）"),
        (Language::Chinese, true) => format!("{year}年{month}月{day}日（周{weekday}）"),
    }
}

/// A day as a graphic: `11.26` and `Nov 26`.
pub(super) fn short_date(date: Date, language: Language) -> String {
    match language {
        Language::English => {
            format!("{} {}", month_name(date.month()).chars().take(3).collect::<String>(), date.day())
        }
        _ => format!("{}.{}", date.month(), date.day()),
    }
}

/// A time or a range, as in `오후 3시`, `오후 3:30–5:00` and `3:00 PM`.
pub(super) fn time(start: Time, end: Option<Time>, language: Language) -> String {
    match language {
        Language::Korean => korean_time(start, end),
        Language::English => english_time(start, end),
        Language::Japanese | Language::Chinese => {
            let clock = |time: Time| format!("{}:{:02}", time.hour(), time.minute());
            end.map_or_else(|| clock(start), |end| format!("{}–{}", clock(start), clock(end)))
        }
    }
}

fn korean_time(start: Time, end: Option<Time>) -> String {
    let with_minutes = start.minute() != 0 || end.is_some_and(|end| end.minute() != 0);
    let half = |time: Time| if time.hour() < 12 { "오전" } else { "오후" };
    let clock = |time: Time| {
        let hour = if time.hour() == 0 { 0 } else { twelve(time) };
        if with_minutes { format!("{hour}:{:02}", time.minute()) } else { format!("{hour}시") }
    };
    match end {
        None => format!("{} {}", half(start), clock(start)),
        Some(end) if half(end) == half(start) => {
            format!("{} {}–{}", half(start), clock(start), clock(end))
        }
        Some(end) => format!("{} {}–{} {}", half(start), clock(start), half(end), clock(end)),
    }
}

fn english_time(start: Time, end: Option<Time>) -> String {
    let half = |time: Time| if time.hour() < 12 { "AM" } else { "PM" };
    let clock = |time: Time| format!("{}:{:02}", twelve(time), time.minute());
    match end {
        None => format!("{} {}", clock(start), half(start)),
        Some(end) if half(end) == half(start) => {
            format!("{}–{} {}", clock(start), clock(end), half(end))
        }
        Some(end) => format!("{} {}–{} {}", clock(start), half(start), clock(end), half(end)),
    }
}

/// The hour on a twelve-hour clock, 1 to 12.
fn twelve(time: Time) -> i8 {
    match time.hour() % 12 {
        0 => 12,
        hour => hour,
    }
}

/// The words that a design adds to what it was given: what a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Above the day and time.
    When,
    /// Above the place.
    Where,
    /// Above the host.
    Host,
}

/// A label in a language.
pub(super) fn label(label: Label, language: Language) -> &'static str {
    match (language, label) {
        (Language::Korean, Label::When) => "일시",
        (Language::Korean, Label::Where) => "장소",
        (Language::Korean, Label::Host) => "주최",
        (Language::English, Label::When) => "When",
        (Language::English, Label::Where) => "Where",
        (Language::English, Label::Host) => "Host",
        (Language::Japanese, Label::When) => "日時",
        (Language::Japanese, Label::Where) => "場所",
        (Language::Japanese, Label::Host) => "主催",
        (Language::Chinese, Label::When) => "时间",
        (Language::Chinese, Label::Where) => "地点",
        (Language::Chinese, Label::Host) => "主办",
    }
}

/// Who invites, as one line.
pub(super) fn hosted(host: &str, language: Language) -> String {
    match language {
        Language::English => format!("Hosted by {host}"),
        other => format!("{} {host}", label(Label::Host, other)),
    }
}

/// What a picture shows, for people who cannot see it. The engine's picture is not known yet, so this says what it
/// was made for and no more.
pub(super) fn alt(subject: &str, language: Language) -> String {
    match language {
        Language::Korean => match final_consonant(subject) {
            Some(true) => format!("{subject}을 표현한 그림"),
            Some(false) => format!("{subject}를 표현한 그림"),
            None => format!("‘{subject}’ 주제의 그림"),
        },
        Language::English => format!("Illustration for “{subject}”"),
        Language::Japanese => format!("「{subject}」を表現した絵"),
        Language::Chinese => format!("表现“{subject}”的插画"),
    }
}

/// What a picture shows, by what is known to be in it and what it was made for. Languages without names for what is
/// shown say what it was made for.
pub(super) fn alt_shown(shown: &[Shown], subject: &str, language: Language) -> String {
    let names = |name: fn(&Shown) -> &str, and: &str, last: &str| {
        let names: Vec<_> = shown.iter().map(name).collect();
        match names.split_last() {
            Some((only, [])) => (*only).to_owned(),
            Some((end, first)) => format!("{}{last}{end}", first.join(and)),
            None => String::new(),
        }
    };
    match language {
        Language::Korean => {
            format!("{}: ‘{subject}’ 그림", names(|shown| shown.korean.as_str(), ", ", ", "))
        }
        Language::English => {
            let names = names(|shown| shown.english.as_str(), ", ", " and ");
            let mut letters = names.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            format!("{}, for “{subject}”", first.chain(letters).collect::<String>())
        }
        Language::Japanese | Language::Chinese => alt(subject, language),
    }
}

/// What a picture shows when nothing at all is known of it.
pub(super) fn plain_alt(language: Language) -> &'static str {
    match language {
        Language::Korean => "추상적인 그림",
        Language::English => "Abstract illustration",
        Language::Japanese => "抽象的な絵",
        Language::Chinese => "抽象插画",
    }
}

/// Whether the last syllable ends in a consonant; `None` when the last character is no Hangul syllable.
fn final_consonant(words: &str) -> Option<bool> {
    let last = u32::from(words.chars().last()?);
    (0xAC00..=0xD7A3).contains(&last).then(|| (last - 0xAC00) % 28 != 0)
}

fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
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
    NAMES[usize::try_from(month - 1).unwrap_or(0).min(11)]
}

fn weekday(weekday: Weekday, language: Language) -> &'static str {
    let index = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0).min(6);
    match language {
        Language::Korean => ["월", "화", "수", "목", "금", "토", "일"][index],
        Language::English => {
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][index]
        }
        Language::Japanese => ["月", "火", "水", "木", "金", "土", "日"][index],
        Language::Chinese => ["一", "二", "三", "四", "五", "六", "日"][index],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Chinese, English, Japanese, Korean};

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        let thursday = Date::constant(2026, 11, 26);
        for (language, with_year, expected) in [
            (Korean, false, "11월 26일(목)"),
            (Korean, true, "2026년 11월 26일(목)"),
            (English, false, "Thursday, November 26"),
            (English, true, "Thursday, November 26, 2026"),
            (Japanese, false, "11月26日（木）"),
            (Chinese, false, "11月26日（周四）"),
        ] {
            assert_eq!(date(thursday, language, with_year), expected);
        }
        assert_eq!(short_date(thursday, Korean), "11.26");
        assert_eq!(short_date(thursday, English), "Nov 26");
    }

    fn check_time(language: Language, start: (i8, i8), end: Option<(i8, i8)>, expected: &str) {
        let clock = |(hour, minute)| Time::constant(hour, minute, 0, 0);
        assert_eq!(time(clock(start), end.map(clock), language), expected);
    }

    #[test]
    fn times_are_written_as_the_language_writes_them() {
        check_time(Korean, (15, 0), None, "오후 3시");
        check_time(Korean, (15, 30), None, "오후 3:30");
        check_time(Korean, (0, 0), None, "오전 0시");
        check_time(Korean, (12, 0), None, "오후 12시");
        check_time(Korean, (15, 0), Some((17, 0)), "오후 3시–5시");
        check_time(Korean, (15, 0), Some((16, 30)), "오후 3:00–4:30");
        check_time(Korean, (10, 0), Some((14, 0)), "오전 10시–오후 2시");
        check_time(English, (15, 0), None, "3:00 PM");
        check_time(English, (0, 5), None, "12:05 AM");
        check_time(English, (15, 0), Some((17, 0)), "3:00–5:00 PM");
        check_time(English, (9, 30), Some((12, 0)), "9:30 AM–12:00 PM");
        check_time(Japanese, (9, 5), Some((12, 0)), "9:05–12:00");
    }

    #[test]
    fn alt_text_says_what_is_shown_and_what_for() {
        let shown = |korean: &str, english: &str| Shown {
            korean: korean.to_owned(),
            english: english.to_owned(),
            work: None,
        };
        let things = [shown("청진기", "stethoscope"), shown("의료인", "health worker")];
        assert_eq!(alt_shown(&things, "건강 검진", Korean), "청진기, 의료인: ‘건강 검진’ 그림");
        assert_eq!(
            alt_shown(&things, "Health check", English),
            "Stethoscope and health worker, for “Health check”"
        );
        assert_eq!(alt_shown(&things[..1], "Health check", English), "Stethoscope, for “Health check”");
        assert_eq!(alt_shown(&things, "健康", Japanese), alt("健康", Japanese));
    }

    #[test]
    fn alt_text_has_the_right_particle() {
        assert_eq!(alt("전사 타운홀", Korean), "전사 타운홀을 표현한 그림");
        assert_eq!(alt("바다", Korean), "바다를 표현한 그림");
        assert_eq!(alt("Q4", Korean), "‘Q4’ 주제의 그림");
        assert_eq!(alt("Annual Town Hall", English), "Illustration for “Annual Town Hall”");
    }
}
