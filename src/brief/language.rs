//! The language of the words, from the scripts they are written in.

use super::text::is_hangul;
use crate::scene::Language;

/// Hangul is Korean, kana Japanese, Han alone Chinese, all else English. A few words of Hangul in a long English
/// prompt (a quoted title) do not make it Korean: English words must not outnumber them four to one.
pub(super) fn of(prompt: &str) -> Option<Language> {
    let hangul = prompt.chars().filter(|&c| is_hangul(c)).count();
    let kana = prompt.chars().filter(|c| matches!(c, '\u{3041}'..='\u{30ff}')).count();
    let han = prompt.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count();
    let latin_words =
        prompt.split_whitespace().filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic())).count();
    let hangul_words = prompt.split_whitespace().filter(|word| word.contains(is_hangul)).count();
    if hangul_words > 0 && latin_words <= hangul_words * 4 {
        return Some(Language::Korean);
    }
    if kana > 0 && kana >= hangul {
        return Some(Language::Japanese);
    }
    if han > 0 && latin_words <= han {
        return Some(Language::Chinese);
    }
    (latin_words > 0 || hangul > 0).then_some(Language::English)
}
