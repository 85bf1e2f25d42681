//! Prompts and what is understood of them. Today is Monday, 23 November 2026.

use jiff::civil::{Date, date};

use super::{Brief, BriefError, Fields, MAX_PROMPT_CHARS, RequestedSize, Words, read};

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

#[test]
fn korean_posters() {
    check(&[
        (
            "전사 타운홀 포스터 만들어줘. 11월 26일 오후 3시, 대강당",
            "intent=poster; title=전사 타운홀; subject=전사 타운홀; date=2026-11-26; time=15:00; place=대강당",
        ),
        (
            "12월 18일 저녁 7시 강남 그랜드호텔에서 열리는 송년회 포스터 부탁해",
            "intent=poster; title=송년회; date=2026-12-18; time=19:00; place=강남 그랜드호텔",
        ),
        (
            "제목: 2027 신년회\n일시: 2027년 1월 4일 오전 10시\n장소: 본관 1층 로비\n주최: 경영지원팀\n포스터로 만들어줘",
            "intent=poster; title=2027 신년회; date=2027-01-04; time=10:00; place=본관 1층 로비; host=경영지원팀",
        ),
        (
            "내일 오후 4시 5층 세미나실에서 하는 보안 교육 안내문 만들어 주세요",
            "intent=poster; title=보안 교육; date=2026-11-24; time=16:00; place=5층 세미나실",
        ),
        (
            "인사팀이 여는 신입사원 환영회 포스터, 이번 주 금요일 오후 6시 반 구내식당",
            "intent=poster; title=신입사원 환영회; date=2026-11-27; time=18:30; place=구내식당; host=인사팀",
        ),
        (
            "“함께 달리는 우리” 사내 마라톤 포스터 12월 5일 아침 8시 한강공원",
            "intent=poster; title=함께 달리는 우리; date=2026-12-05; time=08:00; place=한강공원",
        ),
        (
            "고객 세미나 포스터 A3 가로로, 12월 3일 14:00~16:00, 코엑스",
            "intent=poster; title=고객 세미나; date=2026-12-03; time=14:00; end=16:00; place=코엑스; size=420x297mm",
        ),
        (
            "오후 2시~4시 데이터 분석 워크숍 포스터",
            "intent=poster; title=데이터 분석 워크숍; time=14:00; end=16:00",
        ),
        ("환경 보호 캠페인 포스터 만들어줘", "intent=poster; title=환경 보호 캠페인"),
        (
            "건강검진 안내 포스터 만들어줘. 12월 7일부터, 3층 의무실",
            "intent=poster; title=건강검진 안내; date=2026-12-07; place=3층 의무실",
        ),
        (
            "사내 바자회 전단지: 4월 3일 오전 10시, 1층 로비, 주최: 사회공헌팀",
            "intent=poster; title=사내 바자회; date=2027-04-03; time=10:00; place=1층 로비; host=사회공헌팀",
        ),
        (
            "다음 주 월요일 10시 주간 회의 포스터",
            "intent=poster; title=주간 회의; date=2026-11-30; time=10:00",
        ),
        (
            "모레 정오에 옥상 정원에서 열리는 바비큐 파티 전단 그려줘",
            "intent=poster; title=바비큐 파티; date=2026-11-25; time=12:00; place=옥상 정원",
        ),
        (
            "2026-12-24 18:00 크리스마스 파티 포스터 빨간색으로 해줘",
            "intent=poster; title=크리스마스 파티; date=2026-12-24; time=18:00; style=red",
        ),
        (
            "행사명: 해커톤 2026, 날짜: 12/12, 시간: 오전 9시, 장소: 판교 캠퍼스, 포스터 네 장",
            "intent=poster; title=해커톤 2026; date=2026-12-12; time=09:00; place=판교 캠퍼스; count=4",
        ),
        (
            "개발팀 주최 기술 공유회 포스터. 11.27(금) 오후 5시 301호",
            "intent=poster; title=기술 공유회; date=2026-11-27; time=17:00; place=301호; host=개발팀",
        ),
        (
            "다음 달 3일 오후 1시 대회의실에서 열리는 노사협의회 공고문",
            "intent=poster; title=노사협의회; date=2026-12-03; time=13:00; place=대회의실",
        ),
        ("독서 모임 포스터 만들어줘, 미니멀한 느낌으로", "intent=poster; title=독서 모임; style=minimal"),
        (
            "제목은 가을 음악회, 장소는 아트홀, 시간은 오후 7시 30분으로 포스터 만들어줘",
            "intent=poster; title=가을 음악회; place=아트홀; time=19:30",
        ),
        (
            "차주 목요일 세 시 반에 온라인으로 진행되는 AI 활용 특강 포스터 제작해줘",
            "intent=poster; title=AI 활용 특강; date=2026-12-03; time=15:30; place=온라인",
        ),
        (
            "안전 교육 포스터 만들어줘\n- 소화기 사용법\n- 대피 경로\n- 응급 처치",
            "intent=poster; title=안전 교육; lines=소화기 사용법|대피 경로|응급 처치",
        ),
        (
            "회의 포스터: 전략 회의, 11월 30일 오전 9시 반, 2층 회의실, 안건: 예산, 채용, 일정",
            "intent=poster; title=전략 회의; date=2026-11-30; time=09:30; place=2층 회의실; lines=예산|채용|일정",
        ),
        (
            "글피 밤 8시 영화의 밤 포스터를 빈티지 스타일로",
            "intent=poster; title=영화의 밤; date=2026-11-26; time=20:00; style=vintage",
        ),
        ("세로 포스터로 봄꽃 축제 홍보물 만들어줘", "intent=poster; title=봄꽃 축제; size=210x297mm"),
        ("여름 휴가 안내 현수막 만들어줘", "intent=banner; title=여름 휴가 안내"),
        ("블랙프라이데이 세일 배너 1200x300", "intent=banner; title=블랙프라이데이 세일; size=1200x300"),
        (
            "창립 10주년 기념식 현수막, 12월 1일 오전 11시, 본사 대강당",
            "intent=banner; title=창립 10주년 기념식; date=2026-12-01; time=11:00; place=본사 대강당",
        ),
    ]);
}

#[test]
fn english_posters() {
    check(&[
        (
            "Poster: Spring Bazaar, April 3 10am, Riverside Park",
            "intent=poster; title=Spring Bazaar; date=2027-04-03; time=10:00; place=Riverside Park",
        ),
        (
            "Please create a poster for our quarterly all-hands next Wednesday at 2pm in Conference Room A",
            "intent=poster; title=Quarterly All-hands; date=2026-12-02; time=14:00; place=Conference Room A",
        ),
        (
            "Title: Winter Gala\nDate: December 12, 2026\nTime: 7:30 p.m.\nVenue: Grand Ballroom\nHost: Events Team\nMake a poster",
            "intent=poster; title=Winter Gala; date=2026-12-12; time=19:30; place=Grand Ballroom; host=Events Team",
        ),
        (
            "I need a flyer for the company hackathon on 5 December, 9am to 6pm, at the Innovation Lab",
            "intent=poster; title=Company Hackathon; date=2026-12-05; time=09:00; end=18:00; place=Innovation Lab",
        ),
        (
            "Can you design a minimalist poster for \"Data Day 2026\" tomorrow at noon in the lobby?",
            "intent=poster; title=Data Day 2026; date=2026-11-24; time=12:00; place=lobby; style=minimal",
        ),
        (
            "A3 landscape poster for the jazz concert this Friday 8pm at Blue Note",
            "intent=poster; title=Jazz Concert; date=2026-11-27; time=20:00; place=Blue Note; size=420x297mm",
        ),
        ("Make a meeting poster", "intent=poster; subject=meeting"),
        ("make a poster about recycling", "intent=poster; subject=recycling"),
        (
            "Draw a poster for the book club in two weeks, 6-8pm, library, organized by the Culture Committee",
            "intent=poster; title=Book Club; date=2026-12-07; time=18:00; end=20:00; place=library; host=Culture Committee",
        ),
        (
            "Design three options for a poster announcing the summer sale",
            "intent=poster; title=Summer Sale; count=3",
        ),
        (
            "web banner for the product launch, 1200x628, blue and white",
            "intent=banner; title=Product Launch; size=1200x628; style=blue, white",
        ),
        ("Create a banner promoting Black Friday deals", "intent=banner; title=Black Friday Deals"),
        (
            "Design a poster for the safety training, Nov 30th 2026 at 14:00, Building 3, hosted by the Facilities Team. Agenda: fire drill, first aid, exits",
            "intent=poster; title=Safety Training; date=2026-11-30; time=14:00; place=Building 3; host=Facilities Team; lines=fire drill|first aid|exits",
        ),
        ("Flyer for yoga class every morning", "intent=poster; title=Yoga Class Every Morning"),
        (
            "Town hall poster, 11/26 3pm, auditorium",
            "intent=poster; title=Town Hall; date=2026-11-26; time=15:00; place=auditorium",
        ),
        (
            "Create a retro style poster for Movie Night on Friday at 7:30 PM in the rooftop lounge",
            "intent=poster; title=Movie Night; date=2026-11-27; time=19:30; place=rooftop lounge; style=retro",
        ),
        (
            "poster for the blood drive the day after tomorrow from 10am to 2pm in Hall B",
            "intent=poster; title=Blood Drive; date=2026-11-25; time=10:00; end=14:00; place=Hall B",
        ),
        (
            "Make a poster titled 'Women in Tech' for March 8 at 6pm on Zoom",
            "intent=poster; title=Women in Tech; date=2027-03-08; time=18:00; place=Zoom",
        ),
    ]);
}

#[test]
fn more_pictures() {
    check(&[
        (
            "발표 자료에 넣을 클라우드 보안 일러스트 그려줘",
            "intent=slide_illustration; subject=클라우드 보안",
        ),
        ("보고서에 들어갈 연간 매출 그래프 그림 만들어 주세요", "intent=report_figure; subject=연간 매출"),
        ("플랫 스타일 자전거 아이콘", "intent=icon; subject=자전거; style=flat"),
        ("PPT 배경으로 쓸 파스텔 톤 구름 이미지", "intent=background; subject=구름; style=pastel"),
        (
            "인스타그램 스토리용 가을 세일 이미지 만들어줘",
            "intent=social_post; subject=가을 세일; size=1080x1920",
        ),
        ("카드뉴스로 재택근무 팁 알려주는 이미지 3장", "intent=social_post; count=3"),
        ("연차보고서 표지 디자인해줘. 모던한 스타일로", "intent=cover; subject=연차보고서; style=modern"),
        (
            "웹사이트에 쓸 시원한 바다 배경 1920x1080",
            "intent=background; subject=바다; style=cool; size=1920x1080",
        ),
        ("노트북을 들고 있는 사람 픽토그램", "intent=icon; subject=노트북을 들고 있는 사람"),
        ("회의하는 사람들 그림 그려줘", "subject=회의하는 사람들"),
        ("우주를 나는 고래 바탕화면 4K", "intent=background; subject=우주를 나는 고래; size=3840x2160"),
        (
            "슬라이드용으로 팀워크를 표현한 일러스트, 손그림 느낌",
            "intent=slide_illustration; subject=팀워크; style=hand-drawn",
        ),
        ("거리 풍경 배경 이미지 9:16", "intent=background; subject=거리 풍경; size=1080x1920"),
        (
            "나무 아이콘을 아이소메트릭으로 두 개 그려주세요",
            "intent=icon; subject=나무; style=isometric; count=2",
        ),
        ("재생에너지에 대한 보고서 삽화", "intent=report_figure; subject=재생에너지"),
        ("흰 배경의 커피잔 아이콘", "intent=icon; style=white; subject=커피잔"),
        ("a watercolor illustration of a lighthouse at dawn", "style=watercolor; subject=lighthouse at dawn"),
        ("Generate 4 flat icons of a bicycle", "intent=icon; subject=bicycle; style=flat; count=4"),
        (
            "I need a figure for our annual report showing customer satisfaction",
            "intent=report_figure; subject=customer satisfaction",
        ),
        (
            "A dark background image for a presentation about cybersecurity",
            "intent=background; subject=cybersecurity; style=dark",
        ),
        (
            "Instagram post about our new coffee blend, square",
            "intent=social_post; subject=new coffee blend; size=1024x1024",
        ),
        (
            "LinkedIn post image for women in leadership",
            "intent=social_post; subject=women in leadership; size=1200x627",
        ),
        ("Cover page for the 2026 sustainability report", "intent=cover; subject=2026 sustainability report"),
        ("isometric 3D icon of a server rack", "intent=icon; subject=server rack; style=isometric, 3d"),
        ("a phone wallpaper of a starry night, portrait", "intent=background; size=1080x1920"),
        ("Draw a cat sitting on a chair", "subject=cat sitting on a chair"),
        (
            "Slide illustration: teamwork across time zones",
            "intent=slide_illustration; subject=teamwork across time zones",
        ),
        (
            "Make a picture for my presentation on climate change in a minimal style",
            "intent=slide_illustration; subject=climate change; style=minimal",
        ),
        (
            "two versions of a shopping cart icon in line art",
            "intent=icon; subject=shopping cart; style=line art; count=2",
        ),
        ("An oil painting style cover for our annual report", "intent=cover; style=oil painting"),
        ("mountain landscape wallpaper", "intent=background; subject=mountain landscape"),
        (
            "An illustration for a slide: a bridge connecting two cities",
            "intent=slide_illustration; subject=bridge connecting two cities",
        ),
        (
            "background with soft gradient, 1920 by 1080 pixels",
            "intent=background; size=1920x1080; subject=soft gradient",
        ),
        ("hello", "language=en"),
        ("rocket", "subject=rocket"),
    ]);
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
        assert!(said.contains(&text.to_lowercase()), "{text:?} is not in {prompt:?}");
        assert!(!text.trim().is_empty(), "an empty text of {prompt:?}");
    }
}
