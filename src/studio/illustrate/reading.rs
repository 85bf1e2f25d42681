//! What a section is about: its words against those of the [`SUBJECTS`].

use super::subjects::{SUBJECTS, Subject};
use crate::documents::illustrate::Section;

/// What a word in the heading weighs against one in the text.
const HEADING: f64 = 8.0;
/// What a word in a heading above weighs.
const ABOVE: f64 = 4.0;
/// One word counts at most so often: a table of one word is no proof.
const MOST: usize = 4;
/// A scene carries a wide picture better than one object.
const SCENE: f64 = 1.2;
/// Below this a section only mentions the subject.
const LEAST: f64 = 2.4;

/// A subject found in a section, and how surely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub subject: &'static Subject,
    pub score: f64,
    /// The word that told most.
    pub word: &'static str,
}

/// The subjects of a section, surest first.
pub(super) fn subjects(section: &Section) -> Vec<Found> {
    let heading = section.heading.to_lowercase();
    let above = section.above.join("\n").to_lowercase();
    let text = section.text.to_lowercase();
    let mut found: Vec<Found> =
        SUBJECTS.iter().filter_map(|subject| score(subject, &heading, &above, &text)).collect();
    found.sort_by(|one, two| two.score.total_cmp(&one.score));
    found
}

fn score(subject: &'static Subject, heading: &str, above: &str, text: &str) -> Option<Found> {
    let (mut score, mut best) = (0.0, (0.0, ""));
    for word in subject.words.split(", ") {
        let in_text = count(text, word).min(MOST) as f64;
        let own = in_text.sqrt()
            + HEADING * count(heading, word).min(1) as f64
            + ABOVE * count(above, word).min(1) as f64;
        score += own;
        if own > best.0 {
            best = (own, word);
        }
    }
    let score = if subject.is_object { score } else { score * SCENE };
    (score >= LEAST).then_some(Found { subject, score, word: best.1 })
}

/// How often a word stands in a lower-case text. Latin words stand alone, a plural ending aside; Korean ones may stand
/// inside a compound and before particles.
pub(super) fn count(text: &str, word: &str) -> usize {
    let is_latin = word.is_ascii();
    let joined = |neighbour: Option<char>| neighbour.is_some_and(|letter| letter.is_ascii_alphanumeric());
    let stands = |start: usize| {
        let rest = &text[start + word.len()..];
        let rest = rest.strip_prefix("es").filter(|rest| !joined(rest.chars().next())).unwrap_or(rest);
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        !joined(text[..start].chars().next_back()) && !joined(rest.chars().next())
    };
    text.match_indices(word).filter(|(start, _)| !is_latin || stands(*start)).count()
}

/// Why a section is none for a picture, whatever it is about.
pub(super) fn unfit(section: &Section) -> Option<&'static str> {
    let headings = std::iter::once(&section.heading).chain(&section.above);
    let headings: Vec<String> = headings.map(|heading| heading.to_lowercase()).collect();
    let says =
        |words: &str| headings.iter().any(|heading| words.split(", ").any(|word| count(heading, word) > 0));
    if section.is_contents {
        return Some(UNFIT[0].0);
    }
    UNFIT
        .iter()
        .find(|(_, words)| says(words))
        .map(|(reason, _)| *reason)
        .or(section.has_picture.then_some("it has a picture already"))
        .or(section.is_table.then_some("a table says it"))
}

/// Why sections with these words in their headings get no picture; words parted by `, `.
const UNFIT: &[(&str, &str)] = &[
    ("it is a table of contents", "목차, 차례, contents, list of figures, list of tables"),
    (
        "it lists references",
        "참고문헌, 참고 문헌, 참고자료, 참고 자료, 출처, references, bibliography, works cited, sources",
    ),
    (
        "it is an appendix",
        "부록, 별첨, 별지, 붙임, 첨부, 용어, 색인, 약어, appendix, appendices, annex, glossary, index",
    ),
    (
        "it is for signatures or the document's history",
        "서명, 결재, 날인, 작성자, 문서 이력, signature, approvals, sign-off, revision history",
    ),
    (
        "it is a legal or formal text",
        "면책, 법적 고지, 약관, 저작권, 개인정보 처리방침, 감사의 글, disclaimer, legal notice, terms and conditions, \
         copyright, confidentiality, acknowledgement, acknowledgment",
    ),
    // Beside these a cheerful picture would hurt.
    (
        "a picture would not suit its subject",
        "부고, 사망, 추모, 징계, 해고, 구조조정, 소송, 성희롱, 괴롭힘, 횡령, 사고 경위, 중대재해, 자살, 참사, obituary, death, \
         fatality, fatalities, dismissal, layoff, redundancies, litigation, lawsuit, harassment, misconduct, suicide, \
         casualty, casualties",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    pub(in crate::studio::illustrate) fn section(heading: &str, text: &str) -> Section {
        Section {
            heading: heading.to_owned(),
            above: Vec::new(),
            part: "word/document.xml".to_owned(),
            text: text.to_owned(),
            weight: text.chars().count() * 5,
            has_picture: false,
            is_table: false,
            is_contents: false,
            places: Vec::new(),
            obstacle: None,
        }
    }

    #[test]
    fn headings_tell_what_a_section_is_about() {
        let check = |heading: &str, text: &str, expected: Option<&str>| {
            let found = subjects(&section(heading, text)).first().map(|found| found.subject.name);
            assert_eq!(found, expected, "{heading}: {text}");
        };
        check("2. 시장 및 매출 현황", "3분기 매출은 전년보다 12% 늘었다.", Some("growth"));
        check("보안 점검 결과", "침해 사고는 없었으며 개인정보 보호 조치를 강화했다.", Some("shield"));
        check("Cloud migration", "We moved the data of four systems to the platform.", Some("network"));
        check("향후 추진 계획", "단계별로 전략을 추진한다.", Some("road"));
        check("Staffing", "Hiring went well and the team grew; new employees joined.", Some("people"));
        check("기타", "위와 같이 보고합니다.", None);
        check("Miscellaneous", "As stated above.", None);
    }

    #[test]
    fn some_sections_want_no_picture() {
        let check = |heading: &str, expected: bool| {
            assert_eq!(unfit(&section(heading, "")).is_some(), expected, "{heading}");
        };
        check("참고문헌", true);
        check("Appendix A: Data", true);
        check("결재", true);
        check("Legal notice", true);
        check("산업 재해 사망 사고", true);
        check("Sustainability and dates", false);
        check("성장 전략", false);
    }
}
