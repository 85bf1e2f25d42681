//! Finds the words of a table in running text, English and Korean.

/// A word of a table: `hir*` stands for every word that begins so, `data?` says little by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub stem: &'static str,
    /// Whether the stem may go on.
    pub is_open: bool,
    /// Whether texts of all kinds use it.
    pub is_weak: bool,
}

/// Two-syllable words that also stand where one word's end meets another: with what must not come before them, and what
/// must not follow.
const MISREAD: &[(&str, &str, &[&str])] = &[
    ("회의", "사기국교", &["적"]),
    ("공정", "", &["거래", "위", "성", "한", "하"]),
    ("인사", "", &["말", "드", "를 드", "이트"]),
    ("시설", "감", &[]),
    ("여행", "", &["자 보험"]),
    ("보험", "", &["료율"]),
    ("지점", "시", &["에서"]),
    ("발표", "", &["된", "한 바"]),
    ("안전", "", &["망"]),
    ("공사", "", &["는", "의"]),
    ("건강", "", &["한 재무", "한 성장"]),
];

impl Word {
    /// Reads a word with its marks.
    pub fn read(written: &'static str) -> Self {
        let (written, is_weak) = written.strip_suffix('?').map_or((written, false), |rest| (rest, true));
        let (stem, is_open) = written.strip_suffix('*').map_or((written, false), |rest| (rest, true));
        Self { stem, is_open, is_weak }
    }

    /// Where it stands in a lower-case text. Latin words stand alone, a plural ending aside; Korean ones may stand
    /// inside a compound and before particles.
    pub fn places<'t>(self, text: &'t str) -> impl Iterator<Item = std::ops::Range<usize>> + 't {
        text.match_indices(self.stem).filter_map(move |(start, _)| {
            let length = self.length(&text[..start], &text[start..])?;
            Some(start..start + length)
        })
    }

    /// How long it is at the beginning of `rest`, if it stands there.
    fn length(self, before: &str, rest: &str) -> Option<usize> {
        let after = &rest[self.stem.len()..];
        if !self.stem.is_ascii() {
            return (!is_misread(self.stem, before, after)).then_some(self.stem.len());
        }
        let is_letter = |letter: char| letter.is_ascii_alphanumeric();
        if before.chars().next_back().is_some_and(is_letter) {
            return None;
        }
        let ending = after.find(|letter: char| !is_letter(letter)).unwrap_or(after.len());
        let stands = self.is_open || matches!(&after[..ending], "" | "s" | "es");
        stands.then_some(self.stem.len() + ending)
    }
}

fn is_misread(stem: &str, before: &str, after: &str) -> bool {
    MISREAD.iter().any(|(word, bar_before, bar_after)| {
        *word == stem
            && (before.chars().next_back().is_some_and(|last| bar_before.contains(last))
                || bar_after.iter().any(|bar| after.starts_with(bar)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_readers_see_them() {
        let check = |text: &str, word: &'static str, expected: &[&str]| {
            let found: Vec<&str> = Word::read(word).places(text).map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{word} in {text}");
        };
        check("we hired two; hiring goes on, hire", "hir*", &["hired", "hiring", "hire"]);
        check("they hired", "hire", &[]);
        check("costs and cost", "cost", &["costs", "cost"]);
        check("accost", "cost", &[]);
        check("processes", "process?", &["processes"]);
        check("전사회의 안내, 회의록", "회의", &["회의"]);
        check("사회의 변화와 기회의 땅", "회의", &[]);
        check("공정거래 정책과 공정 개선", "공정", &["공정"]);
        check("사내시설과 감시설비", "시설", &["시설"]);
        assert!(Word::read("data?").is_weak && Word::read("hir*").is_open);
    }
}
