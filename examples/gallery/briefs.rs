//! The 48 briefs of the gallery: 24 in Korean, 22 in English, one in Japanese and one in Chinese; every kind of page,
//! long and short, full and nearly empty.

use jiff::civil::{Date, date};
use vignette::brief::{Fields, Intent, Words};
use vignette::scene::Language;

/// The day the requests are made, so that the gallery never changes by itself.
pub const TODAY: Date = date(2026, 11, 23);

/// Requests in people's own words.
const WORDS: [&str; 36] = [
    "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀",
    "‘가을 독서 모임’ 포스터. 일시: 10월 14일 오후 7시, 장소: 3층 라운지, 주최: 인사문화팀",
    "신입사원을 위한 정보보안 교육 포스터 만들어 주세요. 3월 9일 오전 10시, 본관 2층 교육장",
    "제목: 송년의 밤\n일시: 12월 18일 오후 6시 30분\n장소: 그랜드볼룸\n고급스러운 포스터",
    "회의 포스터 만들어줘\n제목: 하반기 경영 전략 회의\n일시: 11월 26일 15:00\n장소: 대회의실\n일정:\n- 15:00 개회 및 인사말\n- 15:10 올해 성과 돌아보기\n- 15:40 내년 전략 발표\n- 16:20 질의응답\n- 16:50 마무리",
    "제목: 봄 산행, 4월 11일. 산뜻한 포스터",
    "‘여름 음악 축제’ 세로 포스터 1080x1920, 7월 25일 오후 5시, 중앙 잔디광장",
    "사내 카페 오픈 인스타그램 게시물, 5월 4일, 1층 로비",
    "배너 만들어줘: ‘디지털 전환 컨퍼런스’ 9월 17일 오전 9시 30분 컨벤션홀",
    "‘지속가능경영 보고서’ 표지 디자인",
    "‘인공지능 해커톤’ 포스터 1920x1080, 8월 21일 오후 1시, 이노베이션 센터",
    "분기 성장에 대한 슬라이드 그림 그려줘",
    "제목: 2026년 하반기 신입사원 환영 행사와 멘토링 프로그램 안내\n일시: 9월 2일 오전 9시 30분\n장소: 본사 대강당\n주최: 인재개발팀\n포스터",
    "포스터\n제목: 연구 발표회\n일시: 6월 5일\n장소: 대강당\n일정:\n- 09:00 등록\n- 09:30 개회사\n- 09:40 기조 강연\n- 10:30 1부 발표\n- 11:30 질의응답\n- 12:00 점심\n- 13:30 2부 발표\n- 14:30 포스터 세션\n- 15:30 토론\n- 16:30 시상\n- 17:00 폐회\n- 17:30 만찬",
    "‘봄’ 포스터",
    "인스타그램 스토리: ‘헌혈의 날’ 6월 14일 오전 10시 본관 앞",
    "A3 가로 포스터: ‘안전한 일터 만들기’ 4월 28일, 안전보건팀",
    "유튜브 썸네일: ‘엑셀 자동화 10분 완성’",
    "Design a poster: Annual Town Hall, November 26 at 3 pm, Main Auditorium",
    "Poster for “Spring Garden Day”, April 18, 11 am, on the roof terrace",
    "Title: Cloud Security Fundamentals for Engineers\nDate: February 12, 2 pm\nPlace: Room 4.12\nHost: Platform Team\nposter",
    "A dark, elegant poster for the “Winter Concert” on December 10 at 7:30 pm in the Atrium",
    "Design a poster\nTitle: Design Day\nWhen: June 5, 9 am\nWhere: Studio 1\nAgenda:\n- 9:00 Welcome and coffee\n- 9:30 Designing for everyone\n- 11:00 Workshop: from brief to page\n- 13:30 Portfolio reviews\n- 16:00 Closing",
    "Poster “Blood drive” March 3",
    "Poster 1080x1920 for “Summer Party”, July 10 at 6 pm, Riverside Lawn",
    "Instagram post: “We are hiring product designers”",
    "Banner for “Data & AI Summit”, October 8, 9 am, Hall B",
    "Report cover: “Annual Report”, blue",
    "Poster 1600x1200 “Research Colloquium: Oceans in a Warming World”, May 21, 4 pm, Lecture Hall 2",
    "Make an image for my slide about teamwork and growth",
    "A4 landscape poster: “Bike to Work Week”, May 11",
    "Square poster 1080x1080 “Hello”",
    "Poster\nTitle: Volunteer Fair\nDate: September 19, 10 am\nPlace: Community Centre\nHost: People & Culture\nAgenda:\n- Meet forty local charities\n- Sign up on the spot\n- Coffee and cake all day",
    "A warm report figure about customer satisfaction",
    "ポスターを作って: 「夏祭り」 8月8日 午後5時 中央公園",
    "海报：“新员工培训” 3月9日 上午10点 会议室",
];

/// Slides: title, lines, who said it.
const SLIDES: [(&str, &[&str], &str, Language); 12] = [
    ("재구매율 32% 증가", &["신규 고객보다 재방문 고객이 더 많이 샀습니다"], "", Language::Korean),
    (
        "내년 일정",
        &["1분기 설계 확정", "2분기 시범 운영", "3분기 전사 확대", "4분기 성과 점검"],
        "",
        Language::Korean,
    ),
    (
        "고객 불만을 줄이는 세 단계",
        &["기록을 한곳에 모은다", "하루 안에 답한다", "원인을 매주 고친다"],
        "",
        Language::Korean,
    ),
    ("2부. 시장과 경쟁", &[], "", Language::Korean),
    ("작은 개선이 쌓여 큰 신뢰가 됩니다", &[], "김하늘 대표", Language::Korean),
    (
        "핵심 요약",
        &[
            "매출은 계획을 7% 웃돌았습니다",
            "해외 비중이 절반을 넘었습니다",
            "재고 회전이 빨라졌습니다",
            "인력은 그대로입니다",
        ],
        "",
        Language::Korean,
    ),
    ("Revenue grew to $4.2M", &["Two thirds came from existing customers"], "", Language::English),
    (
        "Launch plan",
        &["09:00 Freeze", "11:00 Final checks", "13:00 Release", "15:00 Watch and fix"],
        "",
        Language::English,
    ),
    (
        "How a request becomes a page",
        &["Read the words", "Choose a layout", "Paint the picture", "Place it in the document"],
        "",
        Language::English,
    ),
    ("Part two: what we learned", &[], "", Language::English),
    (
        "Simplicity is the result of long, hard work, not the starting point",
        &[],
        "Frederick Maitland",
        Language::English,
    ),
    (
        "Three decisions for today",
        &["Which markets first", "How much to invest", "Who leads"],
        "",
        Language::English,
    ),
];

/// How many there are.
pub const COUNT: usize = WORDS.len() + SLIDES.len();

/// The words of the request at `index`.
pub fn words(index: usize) -> Words {
    let Some(prompt) = WORDS.get(index) else { return slide(index - WORDS.len()) };
    Words { prompt: (*prompt).to_owned(), ..Words::default() }
}

fn slide(index: usize) -> Words {
    let (title, lines, host, language) = SLIDES[index % SLIDES.len()];
    let fields = Fields {
        intent: Some(Intent::Slide),
        title: Some(title.to_owned()),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        host: (!host.is_empty()).then(|| host.to_owned()),
        language: Some(language),
        ..Fields::default()
    };
    Words { fields, ..Words::default() }
}
