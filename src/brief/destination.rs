//! Where a picture will be used, when that names no kind: "웹사이트에 쓸", "발표 첫 장에 넣을", "유튜브용", "for my
//! newsletter". It says nothing of what the picture shows.

use super::cursor::Cursor;
use super::text::{Text, is_hangul};

/// Verbs of use after "…에".
#[rustfmt::skip]
const USES: [&str; 20] = [
    "쓸", "넣을", "너을", "들어갈", "사용할", "올릴", "붙일", "걸", "게시할", "쓰일", "들어가는", "띄울", "보낼", "실을", "활용할",
    "삽입할", "첨부할", "놓을", "배치할", "깔",
];
/// Words before such a place that belong to it.
#[rustfmt::skip]
const MODIFIERS: [&str; 23] = [
    "첫", "첫번째", "마지막", "맨", "다음", "우리", "회사", "사내", "발표", "로그인", "웹", "앱", "모바일", "사무실", "메인", "번째", "줌",
    "화상", "팀즈", "landing", "zoom", "웹사이트", "회사",
];
/// Words that end in 용 and are no use: "채용", "비용".
#[rustfmt::skip]
const NO_USE: [&str; 24] = [
    "이용", "사용", "채용", "고용", "비용", "내용", "활용", "적용", "인용", "포용", "허용", "운용", "미용", "관용", "등용", "수용", "응용",
    "애용", "차용", "임용", "남용", "전용", "공용", "겸용",
];
#[rustfmt::skip]
const PLACES: [&str; 12] = [
    "홈페이지", "웹사이트", "블로그", "인트라넷", "게시판", "뉴스레터", "메일", "이메일", "쇼핑몰", "앱", "문서", "사이트",
];
#[rustfmt::skip]
pub(super) const ENGLISH: [&str; 19] = [
    "website", "page", "site", "newsletter", "blog", "app", "email", "document", "homepage", "web page", "intranet", "landing page",
    "home page", "notice board", "bulletin board", "portal", "shop", "store page", "social media",
];

/// Claims where it will be used.
pub(super) fn claim(text: &mut Text) {
    let mut words = text.words(0..text.len());
    for word in &mut words {
        while word.len() > 1 && ",.!?:)".contains(text.before(word.end)) {
            word.end -= 1;
        }
    }
    for (index, word) in words.iter().enumerate() {
        let found = calls(text, word)
            .or_else(|| used(text, word))
            .or_else(|| purpose(text, word))
            .or_else(|| part_of_a_place(text, word));
        let Some(end) = found else { continue };
        let mut start = word.start;
        for before in words[..index].iter().rev().take(2) {
            if text.skip_spaces(before.end) != start || !modifies(text, before) {
                break;
            }
            start = before.start;
        }
        text.claim(start..end);
    }
    english(text);
}

/// "사내 인트라넷 배너", "팀즈 배경": a place named right before the kind.
fn calls(text: &Text, word: &std::ops::Range<usize>) -> Option<usize> {
    let names = ["줌", "팀즈", "zoom", "teams", "윈도우"];
    let named = PLACES.iter().chain(&names).any(|name| text.has(word.start, name) == Some(word.end));
    let next = text.skip_spaces(word.end);
    (named && next > word.end && next < text.len() && text.is_claimed(next)).then_some(word.end)
}

/// "장에 넣을": where the verb ends.
fn used(text: &Text, word: &std::ops::Range<usize>) -> Option<usize> {
    let place = word.len() > 1 && "에로".contains(text.before(word.end)) && is_hangul(text.before(word.end));
    let mut cursor = Cursor::new(text, word.end);
    cursor.spaces().any(&USES).filter(|_| place)?;
    (!is_hangul(text.get(cursor.at))).then_some(cursor.at)
}

/// "유튜브용", "landing page용", "회의용으로"
fn purpose(text: &Text, word: &std::ops::Range<usize>) -> Option<usize> {
    let end = ["용으로", "용"].iter().find_map(|ending| {
        let start = word.end.checked_sub(ending.chars().count()).filter(|start| *start > word.start + 1)?;
        (text.has(start, ending) == Some(word.end)).then_some(word.end)
    })?;
    (!ends_in_yong(text, word.end)).then_some(end)
}

/// Whether the word that ends there is a noun of its own that ends in 용.
pub(super) fn ends_in_yong(text: &Text, end: usize) -> bool {
    end.checked_sub(2).is_some_and(|start| NO_USE.iter().any(|name| text.has(start, name) == Some(end)))
}

/// "홈페이지 상단", "인트라넷 메인"
fn part_of_a_place(text: &Text, word: &std::ops::Range<usize>) -> Option<usize> {
    let named = PLACES.iter().any(|name| text.has(word.start, name) == Some(word.end));
    let mut cursor = Cursor::new(text, word.end);
    cursor.spaces().any(&["상단", "하단", "메인", "첫 화면", "본문"]).filter(|_| named)?;
    cursor.any(&["의", "에"]);
    (!is_hangul(text.get(cursor.at))).then_some(cursor.at)
}

fn modifies(text: &Text, word: &std::ops::Range<usize>) -> bool {
    let named = MODIFIERS.iter().any(|name| text.has(word.start, name) == Some(word.end));
    let numbered = text.get(word.start).is_ascii_digit() && "층장쪽번".contains(text.before(word.end));
    named || numbered
}

/// "for our company newsletter"
fn english(text: &mut Text) {
    for at in 0..text.len() {
        if text.is_claimed(at) || !text.starts_word(at) {
            continue;
        }
        let mut cursor = Cursor::new(text, at);
        let opens = cursor
            .any(&["for my", "for our", "for the", "for a", "for", "on our", "on my", "on the"])
            .is_some();
        if opens && cursor.spaces().any(&ENGLISH).is_some() {
            let end = cursor.at;
            text.claim(at..end);
        }
    }
}
