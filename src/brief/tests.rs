//! Prompts and what is understood of them. Today is Monday, 23 November 2026.

use jiff::civil::{Date, date};

use super::{Brief, RequestedSize, Words, read};

const TODAY: Date = date(2026, 11, 23);

fn read_prompt(prompt: &str) -> Brief {
    read(&Words { prompt: prompt.to_owned(), ..Words::default() }, TODAY).expect("a brief")
}

/// One field as it is written in the tables.
fn field(brief: &Brief, name: &str) -> String {
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

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let results: Vec<_> = cases.iter().map(|(prompt, expected)| wrong(prompt, expected)).collect();
    let checked: usize = results.iter().map(|(checked, _)| checked).sum();
    let wrong: Vec<_> = results.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "{} of {checked} fields wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_issues_own_examples() {
    check(&[
        (
            "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀",
            "intent=poster; language=ko; title=전사 타운홀; date=2026-11-26; time=15:00; place=대회의실",
        ),
        (
            "make an image for my slide about quarterly growth",
            "intent=slide_illustration; language=en; subject=quarterly growth",
        ),
        ("회의 포스터 디자인해줘", "intent=poster; language=ko; subject=회의"),
        (
            "다음 주 수요일 오후 2시에 3층 대회의실에서 열리는 신제품 발표회 포스터 만들어줘",
            "intent=poster; title=신제품 발표회; date=2026-12-02; time=14:00; place=3층 대회의실",
        ),
        (
            "Design a poster for the annual town hall on November 26 at 3pm in the main auditorium",
            "intent=poster; title=Annual Town Hall; date=2026-11-26; time=15:00; place=main auditorium",
        ),
        (
            "make a flyer for our summer picnic at Riverside Park, Saturday 10am, hosted by HR",
            "intent=poster; title=Summer Picnic; date=2026-11-28; time=10:00; place=Riverside Park; host=HR",
        ),
    ]);
}

#[test]
fn pictures() {
    check(&[
        ("분기 성장을 보여주는 슬라이드 그림", "intent=slide_illustration; language=ko; subject=분기 성장"),
        ("고양이 아이콘 4개", "intent=icon; subject=고양이; count=4"),
        ("an icon of a rocket", "intent=icon; language=en; subject=rocket"),
        ("바다 위로 해가 뜨는 배경 이미지", "intent=background; subject=바다 위로 해가 뜨는"),
        (
            "A minimalist 16:9 background with mountains",
            "intent=background; subject=mountains; style=minimal; size=1920x1080",
        ),
        ("icon for my slide", "intent=icon"),
        ("slide background", "intent=background"),
        ("report cover about safety", "intent=cover; subject=safety"),
        ("LinkedIn banner", "intent=banner"),
        (
            "수채화 스타일로 가을 산 그림 그려줘, 정사각형",
            "subject=가을 산; style=watercolor; size=1024x1024",
        ),
        ("파란색 로켓 아이콘 세 개 그려줘", "intent=icon; subject=로켓; style=blue; count=3"),
    ]);
}
