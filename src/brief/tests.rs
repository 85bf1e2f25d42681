//! Prompts and what is understood of them. Today is Monday, 23 November 2026.

use jiff::civil::{Date, date};

use super::{
    Brief, BriefError, Fields, Intent, MAX_PROMPT_CHARS, RequestedSize, Sense, Words, read, read_with,
};

const TODAY: Date = date(2026, 11, 23);

pub(super) fn read_prompt(prompt: &str) -> Brief {
    read(&Words { prompt: prompt.to_owned(), ..Words::default() }, TODAY).expect("a brief")
}

/// One field as it is written in the tables.
pub(super) fn field(brief: &Brief, name: &str) -> String {
    let none = || "-".to_owned();
    match name {
        "intent" => brief.intent.map_or_else(none, |intent| intent.name().to_owned()),
        "language" => brief.language.code().to_owned(),
        "subject" => brief.subject.clone().unwrap_or_else(none),
        "title" => brief.title.clone().unwrap_or_else(none),
        "date" => brief.date.map_or_else(none, |date| date.to_string()),
        "time" => brief.time.map_or_else(none, |time| time.strftime("%H:%M").to_string()),
        "end" => brief.end_time.map_or_else(none, |time| time.strftime("%H:%M").to_string()),
        "place" => brief.place.clone().unwrap_or_else(none),
        "host" => brief.host.clone().unwrap_or_else(none),
        "style" => brief.style.clone().unwrap_or_else(none),
        "count" => brief.count.map_or_else(none, |count| count.to_string()),
        "lines" => brief.lines.join("|"),
        "size" => brief.size.map_or_else(none, |size| match size {
            RequestedSize::Pixels(size) => format!("{}x{}", size.width, size.height),
            RequestedSize::Paper { width_mm, height_mm } => format!("{width_mm}x{height_mm}mm"),
        }),
        _ => panic!("no field {name}"),
    }
}

/// Fields that are not named in an expectation must be unknown, but for the subject and the language.
fn wrong(prompt: &str, expected: &str) -> (usize, Vec<String>) {
    let brief = read_prompt(prompt);
    let mut wrong = Vec::new();
    let names = [
        "intent", "language", "subject", "title", "date", "time", "end", "place", "host", "style", "count",
        "lines", "size",
    ];
    let said: Vec<(&str, &str)> = expected.split("; ").filter_map(|part| part.split_once('=')).collect();
    let mut checked = 0;
    for name in names {
        let want = said.iter().find(|(said, _)| *said == name).map(|(_, value)| *value);
        let default = if name == "lines" { "" } else { "-" };
        let Some(want) = want.or((!matches!(name, "subject" | "language")).then_some(default)) else {
            continue;
        };
        checked += 1;
        let got = field(&brief, name);
        if got != want {
            wrong.push(format!("{prompt}\n    {name}: wanted {want:?}, got {got:?}"));
        }
    }
    (checked, wrong)
}

/// A table: a prompt on a line (`\\n` for a line break), the expected fields indented on the next.
#[track_caller]
fn check(table: &str) {
    let lines: Vec<_> = table.lines().collect();
    let results: Vec<_> =
        lines.chunks(2).map(|case| wrong(&case[0].replace("\\n", "\n"), case[1].trim())).collect();
    let checked: usize = results.iter().map(|(checked, _)| checked).sum();
    let wrong: Vec<_> = results.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "{} of {checked} fields wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_issues_own_examples() {
    check(include_str!("cases/issue.txt"));
}

#[test]
fn pictures() {
    check(include_str!("cases/pictures.txt"));
}

#[test]
fn korean_posters() {
    check(include_str!("cases/korean_posters.txt"));
}

#[test]
fn english_posters() {
    check(include_str!("cases/english_posters.txt"));
}

#[test]
fn more_pictures() {
    check(include_str!("cases/more_pictures.txt"));
}

#[test]
fn days() {
    for (said, expected) in [
        ("11월 26일", "2026-11-26"),
        ("2026년 11월 26일", "2026-11-26"),
        ("11/26", "2026-11-26"),
        ("11.26(목)", "2026-11-26"),
        ("2026-11-26", "2026-11-26"),
        ("2026. 11. 26.", "2026-11-26"),
        ("Nov 26", "2026-11-26"),
        ("26 November 2026", "2026-11-26"),
        ("November 26th", "2026-11-26"),
        ("the 26th of November", "2026-11-26"),
        ("내일", "2026-11-24"),
        ("모레", "2026-11-25"),
        ("글피", "2026-11-26"),
        ("오늘", "2026-11-23"),
        ("이번 주 목요일", "2026-11-26"),
        ("다음 주 수요일", "2026-12-02"),
        ("다음주 수요일", "2026-12-02"),
        ("차주 화요일", "2026-12-01"),
        ("다다음 주 월요일", "2026-12-07"),
        ("다음 달 3일", "2026-12-03"),
        ("tomorrow", "2026-11-24"),
        ("next Wednesday", "2026-12-02"),
        ("this Friday", "2026-11-27"),
        ("in two weeks", "2026-12-07"),
        ("in 3 days", "2026-11-26"),
        ("the day after tomorrow", "2026-11-25"),
        ("Friday", "2026-11-27"),
        ("Monday", "2026-11-23"),
        ("금요일", "2026-11-27"),
        ("1월 5일", "2027-01-05"),
        ("2월 30일", "-"),
        ("13월 1일", "-"),
        ("February 30", "-"),
        ("11월 22일", "2027-11-22"),
        ("next Sunday", "2026-12-06"),
        ("다음 주 일요일", "2026-12-06"),
        ("3일 뒤", "2026-11-26"),
        ("2주 후", "2026-12-07"),
        ("내년 3월 2일", "2027-03-02"),
        ("Thursday, November 26, 2026", "2026-11-26"),
        ("Nov. 26, 2026", "2026-11-26"),
        ("12월 1일~3일", "2026-12-01"),
        ("Dec 1-3", "2026-12-01"),
        ("February 29", "2028-02-29"),
        ("11/26/2026", "2026-11-26"),
        ("26년 12월 1일", "2026-12-01"),
        ("오는 금요일", "2026-11-27"),
        ("Friday next week", "2026-12-04"),
        ("2026.12.24", "2026-12-24"),
        ("이달 30일", "2026-11-30"),
        ("3층", "-"),
        ("4.5", "-"),
    ] {
        let brief = read_prompt(&format!("세미나 포스터, {said}"));
        assert_eq!(field(&brief, "date"), expected, "{said}");
        assert_eq!(field(&brief, "title"), "세미나", "{said}");
        assert_eq!(field(&brief, "time") + &field(&brief, "count"), "--", "{said}");
    }
}

#[test]
fn hours() {
    for (said, expected) in [
        ("오후 3시", "15:00 -"),
        ("오후 3시 30분", "15:30 -"),
        ("오후 3시 반", "15:30 -"),
        ("15:00", "15:00 -"),
        ("3pm", "15:00 -"),
        ("3:30 p.m.", "15:30 -"),
        ("저녁 7시", "19:00 -"),
        ("아침 9시", "09:00 -"),
        ("정오", "12:00 -"),
        ("noon", "12:00 -"),
        ("midnight", "00:00 -"),
        ("3시", "15:00 -"),
        ("10시", "10:00 -"),
        ("오후 2시~4시", "14:00 16:00"),
        ("2-4pm", "14:00 16:00"),
        ("14:00–16:00", "14:00 16:00"),
        ("오전 10시부터 12시까지", "10:00 12:00"),
        ("11am-1pm", "11:00 13:00"),
        ("오전 11시~오후 1시", "11:00 13:00"),
        ("from 9am to 5pm", "09:00 17:00"),
        ("밤 12시", "00:00 -"),
        ("낮 12시", "12:00 -"),
        ("12pm", "12:00 -"),
        ("12:30am", "00:30 -"),
        ("PM 3:00", "15:00 -"),
        ("오후 3:30", "15:30 -"),
        ("9:30 - 11:00", "09:30 11:00"),
        ("새벽 5시", "05:00 -"),
        ("19시 30분", "19:30 -"),
        ("3 o'clock pm", "15:00 -"),
        ("2 to 4 p.m.", "14:00 16:00"),
        ("세 시", "15:00 -"),
        ("열두 시", "12:00 -"),
        ("25:00", "- -"),
        ("오후 6시 이후", "18:00 -"),
        ("at 7 in the evening", "19:00 -"),
        ("10 AM", "10:00 -"),
        ("오후1시", "13:00 -"),
        ("14시~16시", "14:00 16:00"),
        ("7:30 in the evening", "19:30 -"),
    ] {
        let brief = read_prompt(&format!("세미나 포스터, {said}"));
        assert_eq!(field(&brief, "time") + " " + &field(&brief, "end"), expected, "{said}");
        assert_eq!(field(&brief, "date") + &field(&brief, "count"), "--", "{said}");
    }
}

#[test]
fn sizes() {
    for (said, expected) in [
        ("1920x1080", "1920x1080"),
        ("1024×1024", "1024x1024"),
        ("1920 by 1080", "1920x1080"),
        ("16:9", "1920x1080"),
        ("4:3", "1600x1200"),
        ("1:1", "1024x1024"),
        ("9:16", "1080x1920"),
        ("3:4", "1200x1600"),
        ("A4", "210x297mm"),
        ("A0", "841x1189mm"),
        ("A3 가로", "420x297mm"),
        ("B5", "182x257mm"),
        ("letter size", "215.9x279.4mm"),
        ("A4 landscape", "297x210mm"),
        ("정사각형", "1024x1024"),
        ("square", "1024x1024"),
        ("세로", "1080x1920"),
        ("가로형", "1920x1080"),
        ("210x297mm", "210x297mm"),
        ("210mm x 297mm", "210x297mm"),
        ("유튜브 썸네일", "1280x720"),
        ("0x0", "0x0"),
        ("9000x9000", "9000x9000"),
        ("1920*1080", "1920x1080"),
        ("800 x 600 px", "800x600"),
        ("1920px × 1080px", "1920x1080"),
        ("portrait orientation", "1080x1920"),
        ("landscape format", "1920x1080"),
        ("16대9", "1920x1080"),
        ("A4 세로", "210x297mm"),
        ("3층", "-"),
        ("301호", "-"),
        ("15:30", "-"),
        ("가로 1920 세로 1080", "1920x1080"),
        ("가로수", "-"),
        ("US Letter landscape", "279.4x215.9mm"),
        ("1920x1080px", "1920x1080"),
        ("1,920x1,080", "1920x1080"),
    ] {
        let brief = read_prompt(&format!("고양이 배경 이미지, {said}"));
        assert_eq!(field(&brief, "size"), expected, "{said}");
        assert_eq!(field(&brief, "count") + &field(&brief, "date"), "--", "{said}");
    }
}

#[test]
fn invitations() {
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:전사 \r\n 타운홀\\, 2026\r\nDTSTART;TZID=Asia/Seoul:20261126T150000\r\nDTEND;TZID=Asia/Seoul:20261126T163000\r\nLOCATION:본사 3층 대강당\r\nORGANIZER;CN=\"인사팀\":mailto:hr@example.com\r\nDESCRIPTION:개회\\n실적 공유\\n질의응답\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let unix = calendar.replace("\r\n", "\n");
    for invitation in [calendar, &unix] {
        let words = Words { invitation: Some(invitation.to_owned()), ..Words::default() };
        let brief = read(&words, TODAY).expect("a brief");
        let names = ["intent", "language", "title", "date", "time", "end", "place", "host", "lines"];
        let said = names.map(|name| field(&brief, name)).join(" / ");
        let expected = "poster / ko / 전사 타운홀, 2026 / 2026-11-26 / 15:00 / 16:30 / 본사 3층 대강당 / 인사팀 / 개회|실적 공유|질의응답";
        assert_eq!(said, expected);
    }
}

#[test]
fn bad_input_is_refused_in_words() {
    let invited = |invitation: &str| Words { invitation: Some(invitation.to_owned()), ..Words::default() };
    assert_eq!(read(&Words::default(), TODAY), Err(BriefError::Empty));
    assert_eq!(read(&Words { prompt: " \n".to_owned(), ..Words::default() }, TODAY), Err(BriefError::Empty));
    let long = Words { prompt: "가".repeat(MAX_PROMPT_CHARS + 1), ..Words::default() };
    assert_eq!(read(&long, TODAY), Err(BriefError::TooLong { length: MAX_PROMPT_CHARS + 1 }));
    for bad in [
        "",
        "hello",
        "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
    ] {
        assert!(matches!(read(&invited(bad), TODAY), Err(BriefError::BadInvitation { .. })), "{bad:?}");
    }
}

#[test]
fn fields_win_over_the_invitation_and_the_prompt() {
    let words = Words {
        prompt: "전사 타운홀 포스터, 11월 26일 오후 3시~4시".to_owned(),
        fields: Fields {
            title: Some("신년회".to_owned()),
            time: Some(jiff::civil::time(18, 0, 0, 0)),
            ..Fields::default()
        },
        ..Words::default()
    };
    let brief = read(&words, TODAY).expect("a brief");
    assert_eq!(
        ["title", "date", "time", "end"].map(|name| field(&brief, name)),
        ["신년회", "2026-11-26", "18:00", "-"]
    );
}

/// A paste of 40,000 characters becomes a page: what is wanted is read from its beginning, the rest is cut, and said.
#[test]
fn a_long_paste_is_summarised() {
    let agenda: String = (1..=60)
        .map(|number| format!("- {number}. {}\n", "분기 실적과 계획을 나눕니다 ".repeat(8)))
        .collect();
    let body = "회의에서 나눌 내용을 길게 적은 글입니다. ".repeat(1_600);
    let prompt = format!("전사 타운홀 포스터: 11월 26일 오후 3시 대회의실\n{agenda}\n{body}");
    assert!(prompt.chars().count() > 40_000);
    let brief = read_prompt(&prompt);
    let said = ["intent", "title", "date", "time", "place"].map(|name| field(&brief, name));
    assert_eq!(said, ["poster", "전사 타운홀", "2026-11-26", "15:00", "대회의실"]);
    assert_eq!(brief.lines.len(), 12);
    assert!(brief.lines.iter().all(|line| line.chars().count() <= 91), "{:?}", brief.lines);
    assert_eq!(brief.notices.len(), 3, "{:?}", brief.notices);
}

/// A sense is asked only where the rules are silent.
#[test]
fn a_sense_helps_where_rules_are_silent() {
    struct Always;
    impl Sense for Always {
        fn intent(&self, _words: &str) -> Option<Intent> {
            Some(Intent::Cover)
        }
    }
    let check = |prompt: &str, expected: Intent| {
        let words = Words { prompt: prompt.to_owned(), ..Words::default() };
        assert_eq!(read_with(&words, TODAY, &Always).expect("a brief").intent, Some(expected), "{prompt}");
    };
    check("something for the first page of my book", Intent::Cover);
    check("회의 포스터", Intent::Poster);
}

#[test]
fn further_prompts() {
    check(include_str!("cases/further_prompts.txt"));
}

#[test]
fn what_is_said_to_the_readers_is_on_the_page() {
    check(include_str!("cases/said_to_readers.txt"));
}

proptest::proptest! {
    #[test]
    fn never_panics_and_invents_nothing(prompt in "\\PC{0,80}") {
        nothing_invented(&prompt);
    }

    #[test]
    fn never_panics_on_mixed_prompts(parts in proptest::collection::vec(proptest::sample::select(PIECES), 0..14)) {
        nothing_invented(&parts.concat());
    }
}

const PIECES: &[&str] = &[
    "포스터",
    " ",
    " ",
    ", ",
    ": ",
    "\n",
    "11월 26일",
    "오후 3시",
    "~",
    "4시",
    "대회의실",
    "에서",
    "열리는",
    "3",
    "x",
    "1080",
    "16:9",
    "제목: ",
    "장소는 ",
    "\"",
    "'",
    "“",
    "poster",
    " for the ",
    "at ",
    "in ",
    "blue",
    "파란",
    "icon",
    "배경",
    "인사팀",
    " 주최",
    "hosted by ",
    "next ",
    "Friday",
    "다음 주 ",
    "- ",
    "1. ",
    "만들어줘",
    "please",
    "개",
    "장",
    "A4",
    "(",
    ")",
    ".",
];

#[track_caller]
fn nothing_invented(prompt: &str) {
    let words = Words { prompt: prompt.to_owned(), ..Words::default() };
    let Ok(brief) = read(&words, TODAY) else { return };
    let said: String = prompt.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    for text in
        [&brief.title, &brief.subject, &brief.place, &brief.host].into_iter().flatten().chain(&brief.lines)
    {
        let text = text.trim_end_matches('…'); // what a page does not hold is cut
        assert!(said.contains(&text.to_lowercase()), "{text:?} is not in {prompt:?}");
        assert!(!text.trim().is_empty(), "an empty text of {prompt:?}");
    }
}

#[test]
fn more_prompts() {
    check(include_str!("cases/more_prompts.txt"));
}

/// The longest prompts of words that every reader stops at: none may make a reader recurse or loop without bound.
#[test]
fn long_repetitive_prompts_are_read() {
    for piece in [
        "오늘 ",
        "blue and ",
        "icon ",
        "for my slide ",
        "(",
        "대회의실에서 ",
        "poster foo bar ",
        "문의 사람 포스터 ",
    ] {
        let prompt: String = piece.chars().cycle().take(4_000).collect();
        nothing_invented(&prompt);
    }
}
