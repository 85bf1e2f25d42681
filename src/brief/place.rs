//! Where it happens.

use std::ops::Range;

use super::text::{CLAUSE, Text};

/// Nouns that close the name of a place in Korean.
#[rustfmt::skip]
const KOREAN: [&str; 92] = [
    "회의실", "강의실", "세미나실", "교육실", "교육장", "대강당", "소강당", "강당", "로비", "카페테리아",
    "구내식당", "식당", "라운지", "광장", "공원", "호텔", "센터", "빌딩", "타워", "캠퍼스", "극장", "체육관",
    "도서관", "미술관", "박물관", "옥상", "층", "룸", "스튜디오", "컨벤션홀", "그랜드홀", "그랜드볼룸",
    "볼룸", "연회장", "운동장", "경기장", "행사장", "전시장", "전시관", "문화관", "회관", "본관", "별관",
    "신관", "사무실", "연수원", "수련원", "수련관", "리조트", "온라인", "줌", "다목적실", "휴게실", "시청", "구청",
    "학교", "마당", "해수욕장", "아트홀", "코엑스", "갤러리", "병원", "백화점", "교회", "성당", "터미널", "공항", "출구", "은행", "서점", "모금함", "펍", "공방", "매장", "전당", "공간", "캠핑장", "수영장", "볼링장", "스키장", "골프장", "농장", "루프탑", "바닷가",
    "정문", "후문", "컨벤션", "아카데미하우스", "휴게소", "강의장", "대연회장", "무대",
];
#[rustfmt::skip]
const MORE_KOREAN: [&str; 12] = [
    "호", "호실", "컨퍼런스홀", "홀", "교실", "오디토리움", "테라스", "정원", "주차장", "카페", "킨텍스",
    "벡스코",
];
/// Endings that look like a place and are not.
#[rustfmt::skip]
const NOT_KOREAN: [&str; 12] = [
    "타운홀", "번호", "신호", "계층", "보호", "알코홀", "현실", "사실", "확실", "손실", "부실", "내실",
];
/// Nouns that name a kind of place in English.
#[rustfmt::skip]
const ENGLISH: [&str; 85] = [
    "room", "hall", "auditorium", "park", "center", "centre", "lobby", "cafeteria", "cafe", "café", "lounge",
    "building", "tower", "hotel", "campus", "theater", "theatre", "gym", "gymnasium", "library", "museum",
    "gallery", "rooftop", "roof", "floor", "studio", "garden", "plaza", "square", "ballroom", "office",
    "headquarters", "hq", "boardroom", "kitchen", "courtyard", "church", "school", "university", "stadium",
    "arena", "beach", "atrium", "canteen", "terrace", "restaurant", "classroom", "pavilion", "street",
    "avenue", "zoom", "teams", "online", "patio", "lab", "amphitheater", "amphitheatre", "field", "court",
    "warehouse", "suite", "lawn", "bar", "pub", "loft", "barn", "basement", "farm", "cinema", "lodge", "pantry", "inn", "resort", "cabin", "pool", "rink", "yard", "pier",
    "parking lot", "car park", "clubhouse", "wing", "annex", "annexe", "stage",
];
/// Events: a place does not reach back over one, and a phrase that ends in one is no place.
#[rustfmt::skip]
pub(super) const EVENTS: [&str; 54] = [
    "발표회", "설명회", "송년회", "신년회", "간담회", "보고회", "총회", "회의", "미팅", "세미나", "워크숍",
    "워크샵", "컨퍼런스", "콘퍼런스", "포럼", "심포지엄", "콘서트", "축제", "페스티벌", "바자회", "타운홀",
    "교육", "강연", "특강", "파티", "대회", "행사", "캠페인", "공모전", "전시회", "세일", "야유회", "해커톤",
    "밋업", "음악회", "연주회", "강연회", "토론회", "운동회", "체육대회", "시상식", "졸업식", "입학식",
    "개업식", "결혼식", "기념식", "창립기념일", "모임", "발표", "박람회", "데이", "사내벤처", "출범식",
    "환영회",
];
#[rustfmt::skip]
const STOPS: [&str; 26] = [
    "on", "at", "for", "with", "from", "hosted", "by", "about", "and", "to", "next", "this", "tomorrow",
    "starting", "in", "organized", "presented", "is", "featuring", "where", "please", "between", "until",
    "will", "organised", "during",
];
#[rustfmt::skip]
const NOT_ENGLISH: [&str; 18] = [
    "scale", "work", "home", "least", "large", "first", "last", "once", "english", "korean", "color",
    "colour", "style", "blue", "mind", "action", "progress", "town hall",
];

/// Words that stand behind the name of a place and belong to it.
pub(super) const BESIDE: [&str; 9] = ["전체", "일대", "앞", "입구", "내부", "옆", "뒤편", "맞은편", "인근"];

/// Nouns that close the name of a place in Japanese and Chinese.
#[rustfmt::skip]
const IN_CHARACTERS: [&str; 40] = [
    "会議室", "会议室", "會議室", "教室", "講堂", "礼堂", "公園", "公园", "広場", "广场", "廣場", "ホール", "ロビー", "ラウンジ",
    "センター", "ホテル", "カフェ", "スタジオ", "体育館", "体育馆", "図書館", "图书馆", "美術館", "博物館", "博物馆", "会館", "会場",
    "大厅", "大堂", "大楼", "中心", "酒店", "餐厅", "食堂", "号館", "階", "層", "楼", "室", "厅",
];

/// The first piece between spaces or commas that is the name of a place in Japanese or Chinese, and nobody's yet.
pub(super) fn in_characters(text: &Text) -> Option<Range<usize>> {
    let parts = |c: char| c.is_whitespace() || "、，,。.：:\n".contains(c);
    let mut start = 0;
    (0..=text.len()).find_map(|at| {
        if at < text.len() && !parts(text.get(at)) && !text.is_claimed(at) {
            return None;
        }
        let from = std::mem::replace(&mut start, at + 1);
        // "3階ホールで": a particle of place closes it in a sentence.
        let particle = at > from + 2 && (text.get(at - 1) == 'で' || text.get(at - 1) == 'に');
        let piece = from..at - usize::from(particle);
        let ends = |noun: &&str| {
            let length = noun.chars().count();
            piece.len() > length && noun.chars().zip(piece.end - length..).all(|(c, at)| text.get(at) == c)
                || piece.len() == length
                    && length > 1
                    && noun.chars().zip(piece.clone()).all(|(c, at)| text.get(at) == c)
        };
        (text.is_free(piece.clone()) && (2..=20).contains(&piece.len()) && IN_CHARACTERS.iter().any(ends))
            .then_some(piece)
    })
}

/// Whether a phrase is the name of a place by its last words.
pub(super) fn named(text: &Text, span: &Range<usize>) -> bool {
    let words = text.words(span.clone());
    let beside = words
        .last()
        .is_some_and(|word| BESIDE.iter().any(|name| text.has(word.start, name) == Some(word.end)));
    let head = if beside { words.iter().rev().nth(1) } else { words.last() };
    let korean = head.is_some_and(|word| korean_noun(text, word));
    let english = (0..words.len()).any(|at| is_english_noun(text, &words, at));
    korean
        || on_a_floor(text, &words)
        || numbered(text, &words)
        || (english && text.get(span.start).is_ascii())
}

/// Whether the word there names a kind of place and the phrase ends with it, or goes on with its number or side: "Room 4B",
/// "hall of mirrors", and not "Kitchen rules", "Parking lot closed".
fn is_english_noun(text: &Text, words: &[Range<usize>], at: usize) -> bool {
    let start = words[at].start;
    let Some((index, end)) = text.longest(start, &ENGLISH) else { return false };
    let whole = words.iter().any(|word| word.end == end);
    let town_hall = ENGLISH[index] == "hall" && text.has(start.saturating_sub(5), "town hall").is_some();
    let next = words.iter().find(|word| word.start >= end);
    let goes_on = next.is_none_or(|word| {
        let sides = [
            "of", "on", "in", "at", "by", "near", "next", "behind", "and", "floor", "level", "entrance",
            "north", "south", "east", "west", "side", "area", "stage", "bus", "corner", "wing",
        ];
        word.len() <= 2
            || text.get(word.start).is_ascii_digit()
            || text.get(word.end - 1).is_ascii_digit()
            || text.written(word.clone()).starts_with(char::is_uppercase)
            || sides.iter().any(|side| text.has(word.start, side) == Some(word.end))
    });
    whole && goes_on && !town_hall
}

/// "9F 타운홀", "3층 라운지": whatever stands behind a floor is on it.
fn on_a_floor(text: &Text, words: &[Range<usize>]) -> bool {
    let [floor, _, ..] = words else { return false };
    let figures = floor.clone().take_while(|&at| text.get(at).is_ascii_digit()).count();
    (1..=2).contains(&figures)
        && words.len() <= 3
        && matches!(text.get(floor.end - 1), 'f' | '층')
        && figures + 1 == floor.len()
}

/// "Plant 2", "Gate B": a part of a site with its number or letter.
fn numbered(text: &Text, words: &[Range<usize>]) -> bool {
    let [.., name, number] = words else { return false };
    let sites = [
        "point",
        "plant",
        "gate",
        "level",
        "bay",
        "dock",
        "booth",
        "zone",
        "block",
        "unit",
        "warehouse",
        "track",
        "ward",
    ];
    let site = sites.iter().any(|site| text.has(name.start, site) == Some(name.end));
    words.len() <= 3
        && site
        && number.len() <= 3
        && number.clone().all(|at| text.get(at).is_ascii_alphanumeric())
}

fn korean_noun(text: &Text, word: &Range<usize>) -> bool {
    let ends = |names: &[&str]| {
        names.iter().any(|name| {
            let length = name.chars().count();
            word.end - word.start >= length && text.has(word.end - length, name) == Some(word.end)
        })
    };
    let number = text.get(word.start).is_ascii_digit();
    let more = (ends(&MORE_KOREAN) && word.end - word.start >= 2) && (number || !ends(&["호"]));
    let room = ends(&["실"]) && word.end - word.start > 2;
    (ends(&KOREAN) || more || room) && !ends(&NOT_KOREAN)
}

/// "저희 팀에서": people, who are no place.
fn is_group(text: &Text, word: &Range<usize>) -> bool {
    ["팀", "부서", "동아리", "동호회", "위원회", "학과", "회사"].iter().any(|name| {
        let length = name.chars().count();
        word.len() >= length && text.has(word.end - length, name) == Some(word.end)
    })
}

fn is_event(text: &Text, word: &Range<usize>) -> bool {
    EVENTS.iter().any(|name| {
        let length = name.chars().count();
        word.end - word.start >= length && text.has(word.end - length, name) == Some(word.end)
    })
}

/// The place in running text, claimed.
pub(super) fn take(text: &mut Text) -> Option<Range<usize>> {
    let (name, span) = (0..text.len())
        .filter(|&at| !text.is_claimed(at))
        .find_map(|at| korean(text, at).or_else(|| remote(text, at)).or_else(|| english(text, at)))?;
    text.claim(span);
    Some(name)
}

/// `온라인으로`, `줌으로`: places that are no room.
fn remote(text: &Text, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let names = ["온라인", "비대면", "줌", "zoom", "팀즈", "유튜브 라이브", "웹엑스", "구글 미트"];
    let (_, end) = text.longest(at, &names).filter(|_| text.starts_word(at))?;
    let (_, stop) = text.longest(end, &["으로", "로"])?;
    let whole = !super::text::is_hangul(text.get(stop));
    whole.then_some((at..end, at..stop))
}

/// `3층 대회의실에서`: back from the particle to the start of the phrase.
fn korean(text: &Text, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let end = text.has(at, "에서")?;
    let next = text.get(end);
    let from =
        super::text::is_word(text.before(at)) && matches!(next, ' ' | '\n' | ',' | '.' | '의' | '는' | '요');
    if !from {
        return None;
    }
    let start = phrase_start(text, at);
    // "회의에서 나눌 이야기": at an event, which is no place.
    let last = text.words(start..at).last().cloned();
    if last.is_some_and(|word| is_event(text, &word) || is_group(text, &word)) {
        return None;
    }
    let mut stop = end;
    stop += usize::from(matches!(next, '의' | '는' | '요'));
    (start < at).then_some((start..at, start..stop))
}

/// Back over at most four words to where a place's name starts.
pub(super) fn phrase_start(text: &Text, end: usize) -> usize {
    let clause = (end.saturating_sub(CLAUSE)..end).rev().find(|&at| {
        text.is_claimed(at)
            || ",;:\n(".contains(text.get(at))
            || text.get(at) == '.' && text.get(at + 1) == ' '
    });
    let words = text.words(clause.map_or(end.saturating_sub(CLAUSE), |at| at + 1)..end);
    let mut start = end;
    for word in words.iter().rev().take(4) {
        let last = text.before(word.end);
        let particle = start < end
            && word.end - word.start > 1
            && "은는을를에의이가".contains(last)
            && !korean_noun(text, word);
        if (start < end && is_event(text, word)) || particle {
            break;
        }
        start = word.start;
    }
    start
}

/// `at Riverside Park`, `in the main auditorium`, `on Zoom`
fn english(text: &Text, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    if !text.starts_word(at) {
        return None;
    }
    let names = ["at", "in", "on", "via", "over", "@"];
    let (index, after) = text.longest(at, &names)?;
    let mut start = text.skip_spaces(after);
    let article = text.has(start, "the").or_else(|| text.has(start, "our")).or_else(|| text.has(start, "a"));
    // "at The Loft": an article with a capital is part of the name.
    let capital_article = text.written(start..start + 1) == "T";
    start = article.filter(|_| !capital_article).map_or(start, |end| text.skip_spaces(end));
    let end = english_end(text, start);
    if end <= start || NOT_ENGLISH.iter().any(|word| text.has(start, word) == Some(end)) {
        return None;
    }
    let noun = named(text, &(start..end));
    let capital = text.written(start..start + 1).starts_with(char::is_uppercase);
    let fits = match names[index] {
        "at" | "@" => noun || capital || article.is_some(),
        "in" => {
            noun || (capital
                && text.words(at..text.len().min(at + CLAUSE)).len() < 9
                && at > 0
                && text.is_claimed(at - 1))
        }
        _ => {
            [
                "zoom",
                "teams",
                "microsoft teams",
                "google meet",
                "webex",
                "campus",
                "floor",
                "slack",
                "youtube",
                "rooftop",
            ]
            .iter()
            .any(|name| text.has(start, name).is_some())
                || (names[index] == "on" && noun && article.is_some())
        }
    };
    fits.then_some((start..end, at..end))
}

fn english_end(text: &Text, start: usize) -> usize {
    let mut end = start;
    while end < text.len() && !text.is_claimed(end) && !",;:\n!?(".contains(text.get(end)) {
        let sentence = text.get(end) == '.'
            && (text.get(end + 1).is_whitespace() || end + 1 == text.len())
            && !super::rest::is_abbreviated(text, end);
        let dash = text.get(end) == '~' || text.get(end) == '-' && text.before(end) == ' ';
        if sentence || dash || (text.starts_word(end) && text.longest(end, &STOPS).is_some()) {
            break;
        }
        end += 1;
    }
    text.back_spaces(end)
}
