//! The words of refining, in Korean and English.

use super::Change;
use crate::brief::text::{Text, is_hangul};

pub(super) const TITLE: &[&str] =
    &["제목", "타이틀", "헤드라인", "title", "headline", "heading", "rename it", "rename this", "rename"];
pub(super) const DATE: &[&str] = &["날짜", "일자", "요일", "date", "day"];
pub(super) const TIME: &[&str] = &["시간", "시각", "time", "hour"];
pub(super) const PLACE: &[&str] = &["장소", "위치", "place", "location", "venue", "room"];
pub(super) const HOST: &[&str] =
    &["주최자", "주최", "주관", "host", "hosted", "organized", "organised", "organizer", "organiser"];
pub(super) const LINES: &[&str] = &[
    "안건",
    "식순",
    "순서",
    "프로그램",
    "일정표",
    "세부 내용",
    "목록",
    "agenda",
    "program",
    "programme",
    "schedule",
    "list",
    "bullets",
    "bullet points",
    "lines",
];
pub(super) const PICTURE: &[&str] = &[
    "배경 그림",
    "배경 이미지",
    "배경사진",
    "배경 사진",
    "배경",
    "그림",
    "사진",
    "이미지",
    "일러스트",
    "삽화",
    "picture",
    "image",
    "photo",
    "illustration",
    "background",
    "drawing",
    "visual",
];
pub(super) const LAYOUT: &[&str] =
    &["레이아웃", "배치", "구도", "구성", "시안", "디자인", "layout", "arrangement", "composition", "design"];
pub(super) const COLOUR: &[&str] = &[
    "색상", "색감", "색깔", "색", "컬러", "배색", "톤", "colours", "colors", "colour", "color", "palette",
    "scheme",
];
pub(super) const TEXT: &[&str] =
    &["글씨", "글자", "텍스트", "본문", "폰트", "text", "font", "fonts", "letters", "type", "body text"];

pub(super) const REMOVE: &[&str] = &[
    "빼",
    "뺴",
    "없애",
    "지워",
    "삭제",
    "제거",
    "치워",
    "remove",
    "delete",
    "drop",
    "take out",
    "take off",
    "get rid of",
    "without",
    "lose",
    "hide",
    "no",
];
pub(super) const ADD: &[&str] = &["추가", "넣어", "더해", "add", "include", "append"];
pub(super) const ANOTHER: &[&str] = &[
    "다른",
    "새로운",
    "새",
    "또 다른",
    "바꿔",
    "바꾸",
    "변경",
    "교체",
    "another",
    "different",
    "new",
    "other",
    "change",
    "switch",
    "swap",
    "replace",
    "something else",
    "다시",
];
/// Those that ask for another one and name none.
pub(super) const OTHER: &[&str] =
    &["다른", "새로운", "another", "different", "something else", "other", "new one"];
pub(super) const LARGER: &[&str] = &[
    "크게",
    "키워",
    "키우",
    "확대",
    "더 큰",
    "커지",
    "커졌",
    "크면",
    "굵고 크게",
    "bigger",
    "larger",
    "big",
    "large",
    "increase",
    "enlarge",
    "huge",
    "too small",
    "작아서",
    "너무 작",
    "prominent",
];
pub(super) const SMALLER: &[&str] = &[
    "작게",
    "줄여",
    "줄이",
    "축소",
    "더 작은",
    "작아지",
    "작으면",
    "smaller",
    "small",
    "decrease",
    "reduce",
    "shrink",
    "too big",
    "too large",
    "너무 크",
    "너무 커",
];
pub(super) const LIGHTER: &[&str] = &[
    "밝게",
    "밝은",
    "밝아",
    "밝았",
    "밝으면",
    "밝기",
    "환하게",
    "환한",
    "화사하게",
    "너무 어두",
    "너무 어둡",
    "어두워서",
    "brighter",
    "lighter",
    "bright",
    "brighten",
    "lighten",
    "too dark",
];
pub(super) const DARKER: &[&str] = &[
    "어둡게",
    "어두운",
    "어두웠",
    "어두우면",
    "진하게",
    "짙게",
    "너무 밝",
    "너무 환",
    "darker",
    "darken",
    "dark",
    "dim",
    "too bright",
    "too light",
    "moodier",
];
pub(super) const MUCH: &[&str] =
    &["훨씬", "많이", "확", "아주", "매우", "much", "a lot", "way", "far", "significantly", "엄청"];
pub(super) const SLIGHTLY: &[&str] =
    &["조금", "살짝", "약간", "좀만", "slightly", "a bit", "a little", "a touch", "a tad", "bit"];
pub(super) const LESS_TEXT: &[&str] = &[
    "less text",
    "fewer words",
    "less words",
    "shorter text",
    "too much text",
    "too many words",
    "cut the text",
    "less copy",
    "shorten the text",
    "글을 줄",
    "글 줄",
    "글자 수",
    "텍스트를 줄",
    "텍스트 줄",
    "텍스트가 너무 많",
    "글이 너무 많",
    "글자가 너무 많",
    "문구를 줄",
    "문구 줄",
    "내용을 줄",
    "내용 줄",
    "내용이 너무 많",
    "말을 줄",
    "간추려",
    "짧게 줄",
    "글자를 적게",
    "글을 적게",
    "텍스트를 적게",
];
pub(super) const MIRROR: &[&str] =
    &["좌우 반전", "좌우반전", "좌우를 바", "좌우 바", "flip", "mirror", "swap left and right", "swap sides"];
const UNDO: &[&str] = &[
    "undo",
    "undo that",
    "undo the last change",
    "go back",
    "take that back",
    "revert",
    "revert that",
    "step back",
    "previous version",
    "되돌려",
    "되돌리기",
    "되돌려줘",
    "되돌려 줘",
    "취소",
    "취소해줘",
    "취소해 줘",
    "실행 취소",
    "방금 거 취소",
    "방금 것 취소",
    "방금 거 취소해줘",
    "이전으로",
    "이전으로 돌려줘",
    "전으로 돌려줘",
    "아까 걸로",
    "방금 전으로",
    "원상복구",
];
const REDO: &[&str] = &[
    "redo",
    "redo that",
    "go forward",
    "step forward",
    "bring it back",
    "next version",
    "다시 실행",
    "다시실행",
    "다시 적용",
    "다시 적용해줘",
    "앞으로",
    "취소한 거 다시",
    "되돌린 거 다시",
];
const FIRST: &[&str] = &[
    "bring back the first one",
    "back to the first one",
    "the first one",
    "the original",
    "back to the original",
    "show the original",
    "start over",
    "first version",
    "go back to the first version",
    "go back to the original",
    "restore the original",
    "처음 걸로",
    "처음으로",
    "처음으로 돌려줘",
    "처음 것으로",
    "처음 거로",
    "첫 번째 걸로",
    "첫번째 걸로",
    "첫 시안으로",
    "원래대로",
    "원래대로 돌려줘",
    "원본으로",
    "맨 처음으로",
    "처음 버전으로",
    "처음 디자인으로",
    "처음 걸로 돌려줘",
    "맨 처음 걸로",
];
/// What may stand around a step of the history.
const COURTESY: [&str; 28] = [
    "방금 거",
    "방금 것",
    "방금",
    "마지막 거",
    "그거",
    "이거",
    "해줘",
    "해 줘",
    "해주세요",
    "해 주세요",
    "돌려줘",
    "돌려주세요",
    "돌아가",
    "돌아가줘",
    "가줘",
    "좀",
    "다시",
    "부탁해",
    "please",
    "can you",
    "could you",
    "let's",
    "now",
    "ok",
    "hmm",
    "아니",
    "그냥",
    "주세요",
];

/// The step of the history that the whole sentence asks for.
pub(super) fn history(text: &Text) -> Option<Change> {
    let whole = |names: &[&str]| {
        (0..text.len()).any(|at| {
            let end = text.longest(at, names).filter(|_| text.starts_word(at)).map(|(_, end)| end);
            end.is_some_and(|end| only_courtesy(text, 0, at) && only_courtesy(text, end, text.len()))
        })
    };
    [(FIRST, Change::First), (REDO, Change::Redo), (UNDO, Change::Undo)]
        .into_iter()
        .find_map(|(names, change)| whole(names).then_some(change))
}

fn only_courtesy(text: &Text, start: usize, end: usize) -> bool {
    let mut at = start;
    while at < end {
        match text.longest(at, &COURTESY).filter(|(_, stop)| *stop <= end) {
            Some((_, stop)) => at = stop,
            None if text.get(at).is_alphanumeric() => return false,
            None => at += 1,
        }
    }
    true
}

/// Where one of `names` is said, as whole words in Latin letters, as the start of a word or a compound's end in Hangul.
pub(super) fn find(text: &Text, names: &[&str]) -> Option<std::ops::Range<usize>> {
    (0..text.len()).find_map(|at| {
        let (_, end) = text.longest(at, names)?;
        let fresh = text.starts_word(at)
            || is_hangul(text.get(at)) && at > 0 && is_hangul(text.before(at)) && end - at > 1;
        fresh.then_some(at..end)
    })
}

/// Whether one of `names` is said.
pub(super) fn says(text: &Text, names: &[&str]) -> bool {
    find(text, names).is_some()
}

/// The sentence cut at commas, full stops and conjunctions.
pub(super) fn clauses(sentence: &str) -> Vec<String> {
    let mut cut = sentence
        .replace(['\n', ';'], ",")
        .replace(" 그리고 ", ",")
        .replace(" and then ", ",")
        .replace(" and ", ",");
    for ending in [
        "바꾸고",
        "키우고",
        "줄이고",
        "하고 ",
        "빼고",
        "없애고",
        "지우고",
        "옮기고",
        "넣고",
        "추가하고",
        "밝게 하고",
    ] {
        let stem = ending.trim_end_matches(' ').trim_end_matches('고');
        cut = cut.replace(&format!("{ending} ").replace("  ", " "), &format!("{stem},"));
    }
    let cut = cut.replace("키우,", "키워,").replace("줄이,", "줄여,").replace("없애,", "없애줘,");
    let quoted = sentence.contains(['"', '“', '\'', '「', '‘']);
    let parts: Vec<String> = cut
        .split(',')
        .flat_map(|part| part.split(". "))
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    if quoted { vec![sentence.to_owned()] } else { parts }
}
