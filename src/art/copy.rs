//! The words of a page: what the brief says, cleaned and written out. Nothing is added that it does not say.

use super::wording::{self, Label};
use crate::brief::{Brief, Intent};
use crate::scene::{Language, Role, Shown};

/// The most agenda lines a page is laid out for.
pub(super) const MAX_LINES: usize = 12;
/// A prompt that has to stand in for a title is shortened to about this many characters, at a word's end.
const PROMPT_TITLE: usize = 40;
/// Alternative text names its subject in at most this many characters.
const ALT_SUBJECT: usize = 80;

/// The words of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Copy {
    pub language: Language,
    /// The headline; `None` only when nothing at all is known.
    pub title: Option<String>,
    /// The day as a graphic, as in `11.26`.
    pub numeral: Option<String>,
    /// The number a title is about, as in `32%`.
    pub figure: Option<String>,
    /// When, where and who, in reading order.
    pub facts: Vec<Fact>,
    /// Further lines.
    pub lines: Vec<String>,
    /// Whether facts say what they are; on a cover it is plain.
    pub labelled: bool,
}

/// One thing people need to know to come.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub role: Role,
    pub label: Label,
    /// One or two short lines (the day, the time).
    pub parts: Vec<String>,
}

impl Fact {
    /// The parts in one line, as the language joins a day and a time.
    pub fn line(&self, language: Language) -> String {
        self.parts.join(if language == Language::English { ", " } else { " " })
    }
}

impl Copy {
    /// Writes out the words of a brief.
    pub fn of(brief: &Brief) -> Self {
        let language = brief.language;
        let mut facts = facts(brief);
        let lines = aligned(brief.lines.iter().filter_map(|line| clean(line)).collect());
        let mut title = headline(brief);
        if title.is_none() && !facts.is_empty() {
            title = Some(facts.remove(0).line(language));
        }
        let numeral = brief.date.map(|date| wording::short_date(date, language));
        let labelled = !matches!(brief.intent, Some(Intent::Cover | Intent::Slide));
        let figure = title.as_deref().and_then(figure);
        let (numeral, figure) =
            if brief.intent == Some(Intent::Slide) { (figure.clone(), figure) } else { (numeral, figure) };
        Self { language, title, numeral, figure, facts, lines, labelled }
    }
}

/// The first number of a title that says how much or how many, with its sign and unit: `32%`, `3배`, `$4.2M`, `+18%`.
/// Years, days and times of day are none.
fn figure(title: &str) -> Option<String> {
    const UNITS: [&str; 20] = [
        "%p", "%", "배", "억 원", "억원", "억", "조", "만", "명", "건", "위", "개", "x", "×", "k", "K", "M",
        "m", "B", "bn",
    ];
    title.split_whitespace().find_map(|word| {
        let start = word.find(|letter: char| letter.is_ascii_digit())?;
        let sign =
            word[..start].chars().all(|letter| matches!(letter, '+' | '-' | '−' | '$' | '₩' | '€' | '£'));
        let digits =
            word[start..].find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ','));
        let end = start + digits.unwrap_or(word.len() - start);
        let unit = UNITS.iter().find(|unit| word[end..].starts_with(**unit));
        let money = start > 0 && sign;
        (sign && (unit.is_some() || money))
            .then(|| format!("{}{}", word[..end].trim_end_matches([',', '.']), unit.map_or("", |unit| unit)))
    })
}

/// An agenda's hours under each other: `9:00` gets a figure's space before it where others say `11:00`.
fn aligned(lines: Vec<String>) -> Vec<String> {
    let hour = |line: &str| match line.find(':') {
        Some(end @ 1..=2) if line[..end].bytes().all(|byte| byte.is_ascii_digit()) => end,
        _ => 0,
    };
    if !lines.iter().any(|line| hour(line) == 2) {
        return lines;
    }
    let pad = |line: String| if hour(&line) == 1 { format!("\u{2007}{line}") } else { line };
    lines.into_iter().map(pad).collect()
}

fn facts(brief: &Brief) -> Vec<Fact> {
    let with_year = brief.intent == Some(Intent::Cover);
    let day = brief.date.map(|date| wording::date(date, brief.language, with_year));
    let time = brief.time.map(|time| wording::time(time, brief.end_time, brief.language));
    let when: Vec<_> = day.into_iter().chain(time).collect();
    let one = |words: &Option<String>| words.as_deref().and_then(clean).into_iter().collect::<Vec<_>>();
    [
        Fact { role: Role::Date, label: Label::When, parts: when },
        Fact {
            role: Role::Place,
            label: Label::Where,
            parts: one(&brief.place).iter().map(|place| capitalised(place)).collect(),
        },
        Fact { role: Role::Host, label: Label::Host, parts: one(&brief.host) },
    ]
    .into_iter()
    .filter(|fact| !fact.parts.is_empty())
    .collect()
}

fn headline(brief: &Brief) -> Option<String> {
    let said = |words: &Option<String>| words.as_deref().and_then(clean);
    let words = said(&brief.title)
        .or_else(|| said(&brief.subject))
        .or_else(|| clean(&brief.prompt).map(|prompt| shorten(&prompt, PROMPT_TITLE)))?;
    Some(capitalised(&words))
}

/// What the picture is about, in the words that came: for the engine.
pub(super) fn picture_prompt(brief: &Brief) -> String {
    let subject = [brief.subject.as_deref(), brief.title.as_deref(), Some(brief.prompt.as_str())]
        .into_iter()
        .flatten()
        .find_map(clean)
        .unwrap_or_default();
    match brief.style.as_deref().and_then(clean) {
        Some(style) if subject.is_empty() => style,
        Some(style) => format!("{subject}, {style}"),
        None => subject,
    }
}

/// What the picture shows, for people who cannot see it.
pub(super) fn picture_alt(brief: &Brief) -> String {
    told(brief).map_or_else(
        || wording::plain_alt(brief.language).to_owned(),
        |subject| wording::alt(&subject, brief.language),
    )
}

/// The same once it is known what is in the picture; `None` when nothing more is known.
pub(super) fn alt_shown(brief: &Brief, shown: &[Shown]) -> Option<String> {
    let subject = told(brief).filter(|_| !shown.is_empty())?;
    Some(wording::alt_shown(shown, &subject, brief.language))
}

/// What the brief is about, short enough for alternative text.
fn told(brief: &Brief) -> Option<String> {
    [brief.title.as_deref(), brief.subject.as_deref(), Some(brief.prompt.as_str())]
        .into_iter()
        .flatten()
        .find_map(clean)
        .map(|subject| shorten(&subject, ALT_SUBJECT))
}

/// One line without control and invisible characters; `None` when nothing is left.
fn clean(words: &str) -> Option<String> {
    let invisible = |character: &char| {
        matches!(character, '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
    };
    let spaced: String = words
        .chars()
        .filter(|character| !invisible(character))
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect();
    let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The first whole words of `text`, about `limit` characters; inside a word when the first is longer.
fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    whole.trim_end_matches([',', ':', ';', '-', ' ']).to_owned()
}

/// With a first letter in upper case, as a headline begins.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_is_what_was_said() {
        let check = |brief: Brief, expected: Option<&str>| {
            assert_eq!(Copy::of(&brief).title.as_deref(), expected);
        };
        let some = |words: &str| Some(words.to_owned());
        check(Brief { title: some(" 전사\n타운홀 "), ..Brief::default() }, Some("전사 타운홀"));
        check(Brief { subject: some("quarterly growth"), ..Brief::default() }, Some("Quarterly growth"));
        check(Brief { prompt: "poster please".into(), ..Brief::default() }, Some("Poster please"));
        check(Brief { place: some("대회의실"), ..Brief::default() }, Some("대회의실"));
        check(Brief::default(), None);
    }

    #[test]
    fn the_figure_is_what_the_title_is_about() {
        let check = |title: &str, expected: Option<&str>| {
            assert_eq!(figure(title).as_deref(), expected, "{title}");
        };
        check("재구매율 32% 증가", Some("32%"));
        check("매출이 3배로 늘었습니다", Some("3배"));
        check("Revenue grew to $4.2M", Some("$4.2M"));
        check("+18%, the best year yet", Some("+18%"));
        check("2026년 11월 26일", None);
        check("Plan 2027", None);
    }

    #[test]
    fn hours_stand_under_each_other() {
        let check = |lines: &[&str], expected: &[&str]| {
            assert_eq!(aligned(lines.iter().map(|line| (*line).to_owned()).collect()), expected);
        };
        check(&["9:00 Coffee", "11:00 Workshop"], &["\u{2007}9:00 Coffee", "11:00 Workshop"]);
        check(&["9:00 Coffee", "9:30 Workshop"], &["9:00 Coffee", "9:30 Workshop"]);
        check(&["Coffee: all day", "11:00 Workshop"], &["Coffee: all day", "11:00 Workshop"]);
    }

    #[test]
    fn a_long_prompt_is_cut_at_a_word() {
        assert_eq!(shorten("one two three", 9), "one two");
        assert_eq!(shorten("초대합니다초대합니다", 3), "초대합");
    }

    #[test]
    fn missing_fields_leave_no_fact_behind() {
        let brief =
            Brief { place: Some(" \u{200B} ".into()), host: Some("인사팀".into()), ..Brief::default() };
        let facts = Copy::of(&Brief { prompt: "x".into(), ..brief }).facts;
        assert_eq!(facts.iter().map(|fact| fact.role).collect::<Vec<_>>(), [Role::Host]);
    }
}
