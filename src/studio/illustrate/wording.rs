//! The words beside a picture: alternative text and caption, in the document's language.

use super::subjects::Subject;
use crate::scene::Language;

/// A heading is named in at most this many characters.
const LONGEST: usize = 60;

/// What a picture shows, in the language of its prompt.
pub(super) fn prompt(subject: &Subject, language: Language, reads_korean: bool) -> &'static str {
    if language == Language::Korean && reads_korean { subject.korean } else { subject.english }
}

/// What a picture shows and what it is there for, for people who cannot see it.
pub(super) fn alt(korean: &str, english: &str, heading: &str, language: Language) -> String {
    let about = bare(heading);
    match (language, about.is_empty()) {
        (Language::Korean, true) => format!("{korean}{} 그린 삽화", object_particle(korean)),
        (Language::Korean, false) => format!("{korean}{} 그린 삽화. 주제: {about}", object_particle(korean)),
        (Language::English, true) => format!("Illustration of {english}"),
        (Language::English, false) => format!("Illustration of {english}, on the subject of “{about}”"),
        (Language::Japanese, true) => "挿絵".to_owned(),
        (Language::Japanese, false) => format!("「{about}」の挿絵"),
        (Language::Chinese, true) => "插图".to_owned(),
        (Language::Chinese, false) => format!("“{about}”的插图"),
    }
}

/// The caption after its number. It says that the picture is an illustration, so that nobody takes drawn bars for
/// data.
pub(super) fn caption(heading: &str, language: Language) -> String {
    let about = bare(heading);
    let kind = match language {
        Language::Korean => "삽화",
        Language::English if about.is_empty() => "Illustration",
        Language::English => "illustration",
        Language::Japanese => "挿絵",
        Language::Chinese => "插图",
    };
    if about.is_empty() { kind.to_owned() } else { format!("{about} ({kind})") }
}

/// A heading without its number and with an end: `제2장 시장 현황` is `시장 현황`.
pub(super) fn bare(heading: &str) -> String {
    let mut rest = heading.trim();
    while let Some(after) = without_number(rest) {
        rest = after;
    }
    let rest = rest.trim_end_matches([':', '：', '.', ' ']);
    match rest.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", rest[..end].trim_end()),
        None => rest.to_owned(),
    }
}

/// What follows `1.`, `2.3`, `(4)`, `IV.`, `Ⅳ.`, `가.`, `제1장`, `Chapter 2:` at the start.
fn without_number(heading: &str) -> Option<&str> {
    let (first, rest) = heading.split_once(' ')?;
    let rest = rest.trim_start();
    if rest.is_empty() {
        return None;
    }
    if matches!(first.to_lowercase().as_str(), "chapter" | "section" | "part") {
        let (number, rest) = rest.split_once(' ')?;
        return is_number(number).then(|| rest.trim_start());
    }
    is_number(first).then_some(rest)
}

fn is_number(word: &str) -> bool {
    let chapter = word.strip_prefix('제').and_then(|word| word.strip_suffix(['장', '절', '편', '조']));
    if chapter.is_some_and(|number| !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit()))
    {
        return true;
    }
    let marked = word.ends_with(['.', ')', ':', '-']) || word.starts_with('(');
    let inner = word.trim_matches(['(', ')', '.', ':', '-', '[', ']']);
    let digits = !inner.is_empty()
        && inner.chars().all(|digit| digit.is_ascii_digit() || digit == '.' || digit == '-');
    let roman =
        marked && inner.chars().all(|letter| "IVXivx".contains(letter) || ('Ⅰ'..='ⅿ').contains(&letter));
    let letter = marked && inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic);
    let lone = word.chars().count() == 1
        && word.chars().all(|mark| ('Ⅰ'..='ⅿ').contains(&mark) || ('①'..='⑳').contains(&mark));
    // A bare number may be a part of the heading: a year, or "3 risks".
    (digits && (marked || inner.contains('.'))) || (roman && !inner.is_empty()) || letter || lone
}

/// `을` after a final consonant, else `를`.
fn object_particle(word: &str) -> &'static str {
    let last = word.chars().rev().find(|character| character.is_alphanumeric());
    match last {
        Some(last @ '가'..='힣') if (u32::from(last) - 0xAC00) % 28 != 0 => "을",
        _ => "를",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lose_their_numbers() {
        let check = |heading: &str, expected: &str| assert_eq!(bare(heading), expected, "{heading}");
        check("2. 시장 현황", "시장 현황");
        check("2.1 시장 현황", "시장 현황");
        check("제3장 향후 계획", "향후 계획");
        check("Ⅳ. 결론", "결론");
        check("가. 개요:", "개요");
        check("(1) Overview", "Overview");
        check("Chapter 2: Growth", "Growth");
        check("3 risks we see", "3 risks we see");
        check("2026 outlook", "2026 outlook");
        check("A plan", "A plan");
        check("1.", "1");
        check(&"가".repeat(70), &format!("{}…", "가".repeat(60)));
    }

    #[test]
    fn words_are_in_the_documents_language() {
        assert_eq!(
            alt("동전 하나", "a coin", "1. 예산", Language::Korean),
            "동전 하나를 그린 삽화. 주제: 예산"
        );
        assert_eq!(alt("성장 곡선", "a curve", "", Language::Korean), "성장 곡선을 그린 삽화");
        assert_eq!(
            alt("", "a coin", "Budget", Language::English),
            "Illustration of a coin, on the subject of “Budget”"
        );
        assert_eq!(caption("1. 예산", Language::Korean), "예산 (삽화)");
        assert_eq!(caption("", Language::English), "Illustration");
    }
}
