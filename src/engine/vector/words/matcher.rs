//! Finds the words of a table in free text, in Korean and English.

/// Endings that may follow a Korean noun of one syllable; longer ones first where they begin alike.
const PARTICLES: &[&str] = &[
    "으로", "에서", "에게", "까지", "부터", "처럼", "이랑", "하고", "이", "가", "은", "는", "을", "를", "에",
    "의", "도", "과", "와", "로", "랑", "만", "들", "위", "속", "옆",
];

/// How long a match is: Hangul syllables carry about as much as two and a half letters.
fn weight(word: &str) -> usize {
    word.chars().map(|character| if is_hangul(character) { 5 } else { 2 }).sum()
}

/// One word of a table found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// What the word means.
    pub meaning: T,
    /// How much text it explains; more is surer.
    pub weight: usize,
    /// Where it begins, in bytes of the lower-case text.
    pub start: usize,
}

/// Every word of `table` (words parted by `, `) in `text` that no longer word covers, surest first.
pub fn find<T: Copy>(text: &str, table: &[(T, &str)]) -> Vec<Found<T>> {
    let text = text.to_lowercase();
    let mut spans = Vec::new();
    for (meaning, words) in table {
        for word in words.split(", ") {
            for start in places(&text, word) {
                spans.push((
                    start..start + word.len(),
                    Found { meaning: *meaning, weight: weight(word), start },
                ));
            }
        }
    }
    let covered = |one: &std::ops::Range<usize>| {
        spans
            .iter()
            .any(|(other, _)| other.len() > one.len() && other.start < one.end && one.start < other.end)
    };
    let mut found: Vec<_> =
        spans.iter().filter(|(span, _)| !covered(span)).map(|(_, found)| *found).collect();
    found.sort_by_key(|found| (std::cmp::Reverse(found.weight), found.start));
    found
}

/// Whether any of the words stands in the text.
pub fn has(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| places(&text, word).next().is_some())
}

/// Where `word` stands in the lower-case `text` as a word of its own.
fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(word).map(|(start, _)| start).filter(move |start| stands(text, *start, word))
}

/// English words stand alone, an ending "s" aside. Korean ones may stand inside a compound, as in "전사회의",
/// but those of one syllable ("산" in "예산", "책" in "정책") only alone, with a particle at most.
fn stands(text: &str, start: usize, word: &str) -> bool {
    let before = text[..start].chars().next_back();
    let after = &text[start + word.len()..];
    if !word.chars().any(is_hangul) {
        let rest = after.strip_prefix("es").filter(|rest| ends(rest)).unwrap_or(after);
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        let starts = before.is_none_or(|character| !character.is_ascii_alphanumeric());
        return starts && ends(rest);
    }
    if word.chars().count() > 1 {
        return true;
    }
    let tail: String = after.chars().take_while(|character| is_hangul(*character)).collect();
    before.is_none_or(|character| !is_hangul(character))
        && (tail.is_empty() || PARTICLES.contains(&tail.as_str()))
}

fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|character| !character.is_ascii_alphanumeric())
}

fn is_hangul(character: char) -> bool {
    matches!(character, '가'..='힣')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_readers_see_them() {
        let check = |text: &str, word: &str, expected: bool| {
            assert_eq!(has(text, &[word]), expected, "{word} in {text}");
        };
        check("The Sea at dawn", "sea", true);
        check("seasonal offer", "sea", false);
        check("research", "sea", false);
        check("two rockets, one bus", "rocket", true);
        check("boats at sea", "boat", true);
        check("boatswain", "boat", false);
        check("AI로 업무 혁신", "ai", true);
        check("email", "ai", false);
        check("산을 오르다", "산", true);
        check("북한산", "산", false);
        check("예산 회의", "산", false);
        check("산업 동향", "산", false);
        check("전사회의 안내", "회의", true);
    }

    #[test]
    fn a_longer_word_covers_the_shorter_one_inside_it() {
        let table: &[(u8, &str)] = &[(1, "도시"), (2, "도시락, 점심"), (3, "sea")];
        let meanings = |text| find(text, table).iter().map(|found| found.meaning).collect::<Vec<_>>();
        assert_eq!(meanings("도시락 먹는 날"), [2]);
        assert_eq!(meanings("도시의 밤, sea"), [1, 3]);
        assert_eq!(meanings("sea breeze"), [3]);
        assert!(meanings("nothing here").is_empty());
    }
}
