//! Names of kinds with a slip of the finger: "postr", "baner", "포스타", "베너".
//!
//! In Latin letters one letter too few, too many or two exchanged; never another letter, because "posted" and "poster"
//! are two words. In Hangul one vowel for its neighbour, which is how they are confused.

use super::text::is_hangul;

/// Vowels that are taken for each other, by their place among the 21 of a syllable (ㅏ is 0, ㅣ is 20).
const CONFUSED: [(u32, u32); 6] = [(1, 5), (0, 4), (8, 13), (3, 7), (10, 11), (10, 15)];

/// Whether `word` is `name` with one slip.
pub(super) fn slipped(word: &[char], name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    if word == name.as_slice() || word.is_empty() {
        return false;
    }
    if is_hangul(word[0]) { vowel_slip(word, &name) } else { letter_slip(word, &name) }
}

fn vowel_slip(word: &[char], name: &[char]) -> bool {
    let other: Vec<_> = word.iter().zip(name).filter(|(one, two)| one != two).collect();
    word.len() == name.len() && matches!(other.as_slice(), [(one, two)] if neighbours(**one, **two))
}

/// Whether two syllables differ only in a vowel that is easily taken for the other's. A syllable's number counts 28
/// finals to a vowel and 21 vowels to an initial.
fn neighbours(one: char, two: char) -> bool {
    let parts = |c: char| {
        let number = u32::from(c).wrapping_sub(0xac00);
        (number < 11_172).then_some((number / 588, number / 28 % 21, number % 28))
    };
    let (Some(one), Some(two)) = (parts(one), parts(two)) else { return false };
    let pair = (one.1.min(two.1), one.1.max(two.1));
    one.0 == two.0 && one.2 == two.2 && CONFUSED.contains(&pair)
}

fn letter_slip(word: &[char], name: &[char]) -> bool {
    let plain = word.iter().chain(name).all(char::is_ascii_alphabetic);
    if !plain || name.len() < 6 || word[0] != name[0] {
        return false;
    }
    let without = |letters: &[char], at: usize| {
        let mut letters = letters.to_vec();
        letters.remove(at);
        letters
    };
    let exchanged = (0..word.len().saturating_sub(1)).any(|at| {
        let mut letters = word.to_vec();
        letters.swap(at, at + 1);
        letters == name
    });
    let fewer = word.len() + 1 == name.len() && (1..name.len()).any(|at| without(name, at) == word);
    let more = word.len() == name.len() + 1 && (1..word.len()).any(|at| without(word, at) == name);
    exchanged || fewer || more
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_forgiven() {
        let check = |word: &str, name: &str, expected: bool| {
            assert_eq!(slipped(&word.chars().collect::<Vec<_>>(), name), expected, "{word} {name}");
        };
        check("postr", "poster", true);
        check("psoter", "poster", true);
        check("baner", "banner", true);
        check("posted", "poster", false);
        check("icom", "icon", false);
        check("포스타", "포스터", true);
        check("베너", "배너", true);
        check("진단", "전단", false);
        check("포스터", "포스터", false);
    }
}
