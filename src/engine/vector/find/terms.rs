//! Text as words that can be looked up: lower case, particles and plurals taken off.

/// Endings that may follow a Korean noun; longer ones first where they end alike.
const PARTICLES: &[&str] = &[
    "입니다",
    "이에요",
    "에서는",
    "에서의",
    "으로서",
    "에게서",
    "이라는",
    "예요",
    "에서",
    "에게",
    "까지",
    "부터",
    "처럼",
    "으로",
    "이랑",
    "하고",
    "하는",
    "하기",
    "에는",
    "에도",
    "와의",
    "과의",
    "보다",
    "라는",
    "이나",
    "이",
    "가",
    "은",
    "는",
    "을",
    "를",
    "에",
    "의",
    "도",
    "과",
    "와",
    "로",
    "랑",
    "만",
    "들",
    "용",
    "나",
    "한",
    "할",
];

/// A word of a text and where it begins, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word.
    pub text: &'a str,
    /// Where it begins.
    pub start: usize,
}

impl Word<'_> {
    /// Where it ends.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words of a lower-case text. Latin and Hangul part: "ai로" is "ai" and "로".
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut last = Script::None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        let script = Script::of(character);
        if script != last {
            if let Some(from) = start.filter(|_| last != Script::None) {
                words.push(Word { text: &text[from..at], start: from });
            }
            start = Some(at);
            last = script;
        }
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    None,
    Hangul,
    Other,
}

impl Script {
    fn of(character: char) -> Self {
        if is_hangul(character) {
            Self::Hangul
        } else if character.is_alphanumeric() || matches!(character, '&' | '\'') {
            Self::Other
        } else {
            Self::None
        }
    }
}

/// What a term is looked up by. Words with Hangul among them are joined, as Korean is written with spaces or without.
pub fn key<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<_> = words.into_iter().collect();
    let korean = words.iter().any(|word| word.chars().any(is_hangul));
    words.join(if korean { "" } else { " " })
}

/// The word as it stands and without its endings, the longest first.
pub fn stems(word: &str) -> Vec<String> {
    let mut stems = vec![word.to_owned()];
    if word.chars().any(is_hangul) {
        let cut = |particle: &&str| word.strip_suffix(*particle).filter(|stem| !stem.is_empty());
        stems.extend(PARTICLES.iter().filter_map(cut).map(str::to_owned));
        return stems;
    }
    let base = word.strip_suffix("'s").unwrap_or(word);
    if base != word {
        stems.push(base.to_owned());
    }
    for (ending, instead) in [("ies", "y"), ("ves", "f"), ("es", ""), ("s", "")] {
        if let Some(stem) = base.strip_suffix(ending).filter(|stem| stem.len() >= 2) {
            stems.push(format!("{stem}{instead}"));
        }
    }
    stems
}

/// How much of a text a term explains: a Hangul syllable carries about as much as two and a half letters.
pub fn weight(term: &str) -> f64 {
    term.chars().map(|character| if is_hangul(character) { 5.0 } else { 2.0 }).sum()
}

/// Whether it is a Hangul syllable.
pub fn is_hangul(character: char) -> bool {
    matches!(character, '가'..='힣')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_words() {
        let check = |text: &str, expected: &[&str]| {
            let words: Vec<_> = words(text).into_iter().map(|word| word.text).collect();
            assert_eq!(words, expected, "{text}");
        };
        check("ai로 업무 혁신!", &["ai", "로", "업무", "혁신"]);
        check("q&a, mother's day", &["q&a", "mother's", "day"]);
        check("work-life  balance", &["work", "life", "balance"]);
        check("3d프린팅", &["3d", "프린팅"]);
        check("", &[]);
    }

    #[test]
    fn endings_come_off() {
        let check =
            |word: &str, stem: &str| assert!(stems(word).iter().any(|one| one == stem), "{word} {stem}");
        check("고래가", "고래");
        check("해변에서", "해변");
        check("berries", "berry");
        check("boxes", "box");
        check("leaves", "leaf");
        check("dogs", "dog");
        check("women's", "women");
    }
}
