//! The language of a document, by its letters: what Word says of a text's language is mostly the language of the
//! machine it was typed on.

use crate::scene::Language;

/// The language most of the text is in. A Hangul syllable or Han character counts like three Latin letters: Korean
/// office text is full of Latin names.
pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Language {
    let (mut hangul, mut kana, mut han, mut latin) = (0_usize, 0_usize, 0_usize, 0_usize);
    for character in texts.flat_map(str::chars) {
        match character {
            '가'..='힣' => hangul += 3,
            '\u{3041}'..='\u{30FF}' => kana += 3,
            '\u{4E00}'..='\u{9FFF}' => han += 3,
            _ if character.is_alphabetic() => latin += 1,
            _ => {}
        }
    }
    match (hangul, kana) {
        _ if hangul > 0 && hangul >= kana && hangul * 2 > latin => Language::Korean,
        _ if kana > 0 && (kana + han) * 2 > latin => Language::Japanese,
        _ if han * 2 > latin => Language::Chinese,
        _ => Language::English,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_the_text_decides() {
        let check = |text: &str, expected| assert_eq!(of([text].into_iter()), expected, "{text}");
        check("클라우드 전환 결과 보고", Language::Korean);
        check("AWS EC2 instance 비용을 줄였다", Language::Korean);
        check("Quarterly report of the Seoul office (서울)", Language::English);
        check("売上の報告について", Language::Japanese);
        check("季度报告", Language::Chinese);
        check("", Language::English);
    }
}
