//! `tests/requests/refine.jsonl`: sentences and the changes they ask for, of one poster. Today is Monday, 23 November 2026.

use jiff::civil::{date, time};
use serde_json::Value;

use super::{Change, Part, RefineError, apply, read};
use crate::brief::{Brief, Intent, RequestedSize};
use crate::scene::Language;

const SENTENCES: &str = include_str!("../../../tests/requests/refine.jsonl");

fn poster() -> Brief {
    let some = |words: &str| Some(words.to_owned());
    Brief {
        intent: Some(Intent::Poster),
        language: Language::Korean,
        title: some("전사 타운홀"),
        date: Some(date(2026, 11, 26)),
        time: Some(time(15, 0, 0, 0)),
        end_time: Some(time(16, 30, 0, 0)),
        place: some("대회의실"),
        host: some("인사팀"),
        lines: ["개회", "실적 공유", "Open discussion", "질의응답"].map(str::to_owned).to_vec(),
        style: some("flat, red"),
        ..Brief::default()
    }
}

/// A change as it is written in the file.
fn said(change: &Change) -> String {
    let way = |up: bool, name: &str| format!("{name} {}", if up { "larger" } else { "smaller" });
    match change {
        Change::Title(title) => format!("title {title}"),
        Change::Date(date) => format!("date {date}"),
        Change::Time(start, end) => {
            let end = end.map(|end| end.strftime("-%H:%M").to_string()).unwrap_or_default();
            format!("time {}{end}", start.strftime("%H:%M"))
        }
        Change::Place(place) => format!("place {place}"),
        Change::Host(host) => format!("host {host}"),
        Change::Subject(subject) => format!("subject {subject}"),
        Change::Style(style) => format!("style {style}"),
        Change::Colours(colours) => format!("colours {colours}"),
        Change::Size(RequestedSize::Pixels(size)) => format!("size {}x{}", size.width, size.height),
        Change::Size(RequestedSize::Paper { width_mm, height_mm }) => {
            format!("size {width_mm}x{height_mm}mm")
        }
        Change::Language(language) => format!("language {}", language.code()),
        Change::AddLine(line) => format!("add {line}"),
        Change::Remove(Part::Line(line)) => format!("remove line {line}"),
        Change::Remove(part) => format!("remove {}", part.name()),
        Change::LessText => "less text".to_owned(),
        Change::Lightness(step) => if *step > 0.0 { "lighter" } else { "darker" }.to_owned(),
        Change::TitleSize(times) => way(*times > 1.0, "title"),
        Change::TextSize(times) => way(*times > 1.0, "text"),
        Change::AnotherLayout => "another layout".to_owned(),
        Change::AnotherPalette => "another palette".to_owned(),
        Change::AnotherPicture => "another picture".to_owned(),
        Change::Mirror => "mirror".to_owned(),
        Change::Undo => "undo".to_owned(),
        Change::Redo => "redo".to_owned(),
        Change::First => "first".to_owned(),
    }
}

#[test]
fn sentences_are_read_as_they_are_meant() {
    let mut wrong = Vec::new();
    for line in SENTENCES.lines() {
        let case: Value = serde_json::from_str(line).expect("a sentence in JSON");
        let sentence = case["say"].as_str().expect("words");
        let want: Vec<_> =
            case["want"].as_array().expect("changes").iter().filter_map(Value::as_str).collect();
        let got = match read(sentence, &poster(), date(2026, 11, 23)) {
            Ok(changes) => changes.iter().map(said).collect(),
            Err(RefineError::NotUnderstood { .. }) => Vec::new(),
            Err(error) => vec![error.to_string()],
        };
        if got != want {
            wrong.push(format!("{sentence}: wanted {want:?}, got {got:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} wrong:\n{}",
        wrong.len(),
        SENTENCES.lines().count(),
        wrong.join("\n")
    );
}

#[test]
fn a_change_leaves_the_rest_of_the_brief() {
    let check = |change: Change, expected: fn(&mut Brief)| {
        let (mut changed, mut wanted) = (poster(), poster());
        apply(&mut changed, &change).expect("a change");
        expected(&mut wanted);
        assert_eq!(changed, wanted, "{change:?}");
    };
    check(Change::Date(date(2026, 11, 27)), |brief| brief.date = Some(date(2026, 11, 27)));
    check(Change::Title("신년회".into()), |brief| {
        brief.subject = Some("전사 타운홀".into());
        brief.title = Some("신년회".into());
    });
    check(Change::Colours("blue".into()), |brief| brief.style = Some("flat, blue".into()));
    check(Change::Style("watercolor".into()), |brief| brief.style = Some("red, watercolor".into()));
    check(Change::Remove(Part::Lines), |brief| brief.lines.clear());
    check(Change::LessText, |brief| brief.lines.truncate(3));
    check(Change::Remove(Part::Date), |brief| (brief.date, brief.time, brief.end_time) = (None, None, None));
    check(Change::AnotherLayout, |_| {});
}

#[test]
fn what_is_not_there_cannot_go() {
    let mut bare = Brief { title: Some("전사 타운홀".into()), ..Brief::default() };
    for change in [Change::Remove(Part::Lines), Change::Remove(Part::Host), Change::LessText] {
        assert!(matches!(apply(&mut bare, &change), Err(RefineError::Nothing { .. })), "{change:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_sentence_panics(sentence in "\\PC{0,60}") {
        let _ = read(&sentence, &poster(), date(2026, 11, 23));
    }

    #[test]
    fn no_mixture_panics(parts in proptest::collection::vec(proptest::sample::select(PIECES), 0..9)) {
        let _ = read(&parts.concat(), &poster(), date(2026, 11, 23));
    }
}

const PIECES: &[&str] = &[
    "더 ",
    "밝게",
    " 제목을 ",
    "크게",
    "장소를 ",
    "3층",
    "으로",
    " 바꿔줘",
    ", ",
    " and ",
    "the title ",
    "to ",
    "add ",
    "안건에 ",
    "추가",
    "remove ",
    "agenda",
    "\"",
    "'",
    "blue",
    "한 시간 ",
    "늦춰",
    "undo",
    " show ",
    "instead",
    "그림",
    "고 ",
    ":",
    ".",
];
