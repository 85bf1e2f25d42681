//! What is said to those who will come, beside title, day and place: "bring a friend", "moderated by Ana Silva",
//! "플라스틱은 씻어서". Each such clause is a line of the page, so that nothing typed for the page is lost.

use std::ops::Range;

use super::rest::{self, Run};
use super::text::{CLAUSE, Text, is_hangul};

/// The most remarks one page takes: more are an article, not a notice.
const MOST: usize = 6;
/// The longest, in characters.
const LONGEST: usize = 80;
/// Who is meant when a clause holds one of these is the maker of the page, or the reader of the mail around it.
#[rustfmt::skip]
const TO_THE_MAKER: [&str; 82] = [
    "느낌", "분위기", "스타일", "배경", "색", "색상", "색으로", "톤", "글씨", "글자", "폰트", "로고", "디자인", "예쁘", "이쁘", "깔끔",
    "세련", "귀여", "귀엽", "화려", "심플", "눈에 띄", "크게", "작게", "밝게", "어둡게", "포스터", "현수막", "배너", "이미지", "그림", "좋겠", "으면",
    "부탁", "주실", "급해", "급합", "인쇄", "사이즈", "버전", "시안", "레이아웃", "모던", "미니멀", "감성", "컨셉", "파일", "넣어", "없이", "말고",
    "style", "look and feel", "feel", "vibe", "vibes", "mood", "color", "colors", "colour", "colours", "font", "fonts", "layout", "design",
    "modern", "minimal", "a clean", "theme", "themed", "tone", "logo", "background", "poster", "banner", "regards", "wishes", "sincerely",
    "use our", "make it", "something", "print", "image",
];
/// Words with which a remark begins, be it beside what was understood.
const INTRODUCES: [&str; 8] =
    ["with", "featuring", "moderated by", "with guest", "led by", "feat", "presented by", "guest"];
const OFTEN: [&str; 8] = ["매주", "매월", "매달", "격주", "매일", "every", "each", "every other"];

/// The remarks in reading order: free phrases that are not `taken` for the title, the subject or the place.
pub(super) fn left(text: &Text, taken: &[Range<usize>]) -> Vec<String> {
    let runs = rest::runs(text);
    let apart =
        |span: &Range<usize>| taken.iter().all(|other| other.end <= span.start || span.end <= other.start);
    let mut lines: Vec<String> = Vec::new();
    let mut read_to = 0;
    for run in runs.iter().filter(|run| apart(&run.span)) {
        if run.span.start < read_to {
            continue;
        }
        let found = often(text, run)
            .or_else(|| titled(text, run))
            .or_else(|| introduced(text, run))
            .or_else(|| sentence(text, run))
            .or_else(|| whole(text, run));
        if let Some(span) =
            found.filter(|span| span.len() <= LONGEST && apart(span) && !to_the_maker(text, span))
        {
            read_to = span.end;
            lines.push(super::text::capitalised(&text.written(span)));
        }
        if lines.len() == MOST {
            break;
        }
    }
    lines
}

/// "매주 화요일", "every Monday": the day alone would be the next one only.
fn often(text: &Text, run: &Run) -> Option<Range<usize>> {
    let (_, end) = text.longest(run.span.start, &OFTEN)?;
    let day = text.skip_spaces(end);
    let stop = (day..text.len()).find(|&at| !super::text::is_word(text.get(at))).unwrap_or(text.len());
    // "매일" tells all; the others want their day.
    let alone = text.has(run.span.start, "매일") == Some(run.span.end);
    let letter = stop == day + 1 && "월화수목금토일".contains(text.get(day));
    let weekday = letter || stop > day && text.is_claimed(stop - 1) && text.get(day).is_alphabetic();
    match (alone, weekday) {
        (true, _) => Some(run.span.clone()),
        (false, true) => Some(run.span.start..stop),
        (false, false) => None,
    }
}

/// "퍼실리테이터: 한유진": a label that no list knows, within the line of the details.
fn titled(text: &Text, run: &Run) -> Option<Range<usize>> {
    let colon = text.skip_spaces(run.span.end);
    let within = !opens_line(text, run.span.start) && text.words(run.span.clone()).len() <= 3;
    let value = text.skip_spaces(colon + 1);
    let far = text.len().min(value + CLAUSE);
    let end = (value..far).find(|&at| ",;.\n|".contains(text.get(at))).unwrap_or(far);
    let said = text.get(colon) == ':' && within && end > value && text.is_free(value..end);
    (said && stands_apart(text, run.span.start)).then_some(run.span.start..end)
}

/// "with Dana Kim", "moderated by Ana Silva": people, whose names begin with capitals.
fn introduced(text: &Text, run: &Run) -> Option<Range<usize>> {
    let clause = text.clause(run.span.start);
    let start = match run.opener {
        Some(opener) => {
            let before = text.back_spaces(run.span.start);
            let start = before.checked_sub(opener.chars().count())?;
            INTRODUCES.contains(&opener).then_some(start)?
        }
        None => run.span.start,
    };
    let (_, after) = text.longest(start, &INTRODUCES).filter(|_| start >= clause.start)?;
    let name = text.words(after..run.span.end);
    let capital =
        |word: &Range<usize>| text.written(word.start..word.start + 1).starts_with(char::is_uppercase);
    let named = name.iter().filter(|word| capital(word)).count();
    (!name.is_empty() && named * 2 > name.len()).then_some(start..run.span.end)
}

/// A Korean sentence to the readers, whatever of it was understood: "엘리베이터 운행이 중단됩니다".
fn sentence(text: &Text, run: &Run) -> Option<Range<usize>> {
    let end = run.span.end;
    // The verb may have been cut off as a closer: "많은 참석 바랍니다".
    let far = text.len().min(end + CLAUSE);
    let stop = (end..far).find(|&at| ".!\n,".contains(text.get(at))).unwrap_or(far);
    let span = run.span.start..if text.is_free(end..stop) { text.back_spaces(stop) } else { end };
    let told = ["니다", "하세요", "오세요", "십시오"].iter().any(|ending| {
        span.end.checked_sub(ending.chars().count()).is_some_and(|at| text.has(at, ending) == Some(span.end))
    });
    (told && text.words(span.clone()).len() >= 3).then_some(span)
}

/// A clause that nobody has read a word of, of two words or more, or a price.
fn whole(text: &Text, run: &Run) -> Option<Range<usize>> {
    let clause = around(text, run.span.start);
    let end = text.back_spaces(clause.end);
    let span = text.skip_spaces(clause.start).min(end)..end;
    let words = text.words(span.clone());
    let price = text.written(run.span.clone()).starts_with(['$', '€', '£', '₩']);
    let asks = text.get(clause.end) == '?';
    let speaker = text.get(clause.end) == ':' && opens_line(text, clause.start);
    let telling = price || words.len() >= 2;
    (!span.is_empty() && text.is_free(span.clone()) && telling && !asks && !speaker && !shows(run))
        .then_some(span)
}

/// "showing a sunrise": what the picture shows is no remark.
fn shows(run: &Run) -> bool {
    let openers = ["showing", "shows", "depicting", "illustrating", "with", "of", "about", "which", "using"];
    run.opener.is_some_and(|opener| openers.contains(&opener)) || run.closer.is_some()
}

/// The piece of the line around `at` that commas, dashes or understood words part from the rest.
fn around(text: &Text, at: usize) -> Range<usize> {
    let parts = |at: usize| {
        let dash = "-~/".contains(text.get(at)) && text.before(at) == ' ' && text.get(at + 1) == ' ';
        let full_stop =
            text.get(at) == '.' && !text.get(at + 1).is_alphanumeric() && !rest::is_abbreviated(text, at);
        let quote = text.get(at) == '\''
            && !(text.before(at).is_alphanumeric() && text.get(at + 1).is_alphanumeric());
        ",;:\n()|!?\"".contains(text.get(at)) || dash || full_stop || quote
    };
    let (near, far) = (at.saturating_sub(CLAUSE), text.len().min(at + CLAUSE));
    let start = (near..at).rev().find(|&at| parts(at)).map_or(near, |at| at + 1);
    let end = (at..far).find(|&at| parts(at)).unwrap_or(far);
    // What asks for the page ends what comes before it: "포스터 만들어주세요 플라스틱은 씻어서".
    let asked = (start..at).rev().find(|&at| text.is_claimed(at));
    asked.filter(|&claimed| is_request_end(text, claimed)).map_or(start, |claimed| claimed + 1)..end
}

/// Whether a claimed Korean verb ends there, with a space behind it.
fn is_request_end(text: &Text, at: usize) -> bool {
    matches!(text.get(at), '요' | '줘' | '오' | '다') && text.get(at + 1) == ' '
}

fn stands_apart(text: &Text, at: usize) -> bool {
    let before = text.back_spaces(at);
    before > 0 && ",;-~.".contains(text.before(before))
}

fn opens_line(text: &Text, at: usize) -> bool {
    text.before(text.back_spaces(at)) == '\n'
}

fn to_the_maker(text: &Text, span: &Range<usize>) -> bool {
    let meant = |at: usize| {
        let found = TO_THE_MAKER.iter().any(|word| text.has(at, word).is_some());
        found && (is_hangul(text.get(at)) || text.starts_word(at))
    };
    span.clone().any(meant)
}
