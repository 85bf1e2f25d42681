//! The prompt as characters, with a mark on those that some reader has understood.

use std::ops::Range;

/// How far a reader looks around a word for what belongs to it: longer than any clause people write, and a bound on
/// the work a long prompt can make.
pub(super) const CLAUSE: usize = 240;

/// A prompt while it is being read. Positions count characters.
#[derive(Debug)]
pub(super) struct Text {
    /// As written.
    chars: Vec<char>,
    /// Lower case, with full-width and typographic forms folded to ASCII; same length as `chars`.
    folded: Vec<char>,
    /// Which characters some reader has understood.
    claimed: Vec<bool>,
}

impl Text {
    pub(super) fn new(prompt: &str) -> Self {
        let chars: Vec<char> = prompt.chars().collect();
        let folded = chars.iter().map(|&c| fold(c)).collect();
        let claimed = vec![false; chars.len()];
        Self { chars, folded, claimed }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The folded character at `at`; a line break outside the text, so that ends need no special case.
    pub(super) fn get(&self, at: usize) -> char {
        self.folded.get(at).copied().unwrap_or('\n')
    }

    /// The folded character before `at`.
    pub(super) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\n', |previous| self.get(previous))
    }

    pub(super) fn is_claimed(&self, at: usize) -> bool {
        self.claimed.get(at).copied().unwrap_or(true)
    }

    /// Whether nothing in `range` is understood yet.
    pub(super) fn is_free(&self, range: Range<usize>) -> bool {
        range.into_iter().all(|at| !self.is_claimed(at))
    }

    pub(super) fn claim(&mut self, range: Range<usize>) {
        for at in range {
            if let Some(mark) = self.claimed.get_mut(at) {
                *mark = true;
            }
        }
    }

    /// The words in `range` as written, trimmed, with inner white space made single spaces.
    pub(super) fn written(&self, range: Range<usize>) -> String {
        let end = range.end.min(self.len());
        let start = range.start.min(end);
        let text: String = self.chars[start..end].iter().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether the folded text at `at` starts with `phrase`; an ASCII letter or digit at either end of the
    /// phrase must also end a word there.
    pub(super) fn has(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut end = at;
        for c in phrase.chars() {
            let same = self.get(end) == c || (c == ' ' && self.get(end) == '-');
            if end >= self.len() || !same {
                return None;
            }
            end += 1;
        }
        let opens = phrase.starts_with(|c: char| c.is_ascii_alphanumeric());
        let closes = phrase.ends_with(|c: char| c.is_ascii_alphanumeric());
        let clipped = (opens && self.before(at).is_ascii_alphanumeric())
            || (closes && self.get(end).is_ascii_alphanumeric());
        (!clipped).then_some(end)
    }

    /// The longest of `phrases` at `at`, by index, and where it ends.
    pub(super) fn longest(&self, at: usize, phrases: &[&str]) -> Option<(usize, usize)> {
        phrases
            .iter()
            .enumerate()
            .filter_map(|(index, phrase)| Some((index, self.has(at, phrase)?)))
            .max_by_key(|&(index, end)| (end, usize::MAX - index))
    }

    /// Whether a word starts at `at`.
    pub(super) fn starts_word(&self, at: usize) -> bool {
        !is_word(self.before(at))
    }

    /// The first position at or after `at` that is not a space (line breaks count as text).
    pub(super) fn skip_spaces(&self, mut at: usize) -> usize {
        while self.get(at) == ' ' {
            at += 1;
        }
        at
    }

    /// The position after the last non-space character before `at`.
    pub(super) fn back_spaces(&self, mut at: usize) -> usize {
        while at > 0 && self.before(at) == ' ' {
            at -= 1;
        }
        at
    }

    /// The clause around `at` as far as its sentence marks, at most [`CLAUSE`] characters to either side.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        let near = at.saturating_sub(CLAUSE);
        let far = self.len().min(at + CLAUSE);
        let mark = |at: &usize| ",.;:\n(".contains(self.get(*at));
        let start = (near..at.min(self.len())).rev().find(mark).map_or(near, |at| at + 1);
        let end = (at..far).find(mark).unwrap_or(far);
        start..end.max(start)
    }

    /// The words in `range`, as ranges of characters that are neither white space nor claimed.
    pub(super) fn words(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        let mut start = None;
        for at in range.start..=range.end {
            let inside = at < range.end && !self.get(at).is_whitespace() && !self.is_claimed(at);
            match (inside, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(from..at);
                    start = None;
                }
                _ => {}
            }
        }
        words
    }
}

/// With its first letter in capitals.
pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Letters, digits and the marks inside words.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Hangul syllables and letters.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}')
}

/// Whether a syllable closes with a consonant (받침), which chooses between 이/가, 은/는, 을/를.
/// Hangul syllables are laid out 28 to a vowel, the first of each without a final consonant.
pub(super) fn closes(c: char) -> bool {
    match c {
        '\u{ac00}'..='\u{d7a3}' => !(u32::from(c) - 0xac00).is_multiple_of(28),
        _ => false,
    }
}

fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = u32::from(c) - 0xff01 + 0x21;
            char::from_u32(ascii).unwrap_or(c).to_ascii_lowercase()
        }
        '×' | '✕' | '✖' | '╳' => 'x',
        '–' | '—' | '−' | '〜' | '∼' => '~',
        '\u{a0}' | '\u{3000}' | '\t' | '\u{2009}' | '\u{202f}' => ' ',
        '\r' => '\n',
        // "ㅎㅎ", "ㅋㅋ", "ㄱㄱ": laughter and shorthand, no words.
        '\u{3131}'..='\u{3163}' => ' ',
        '’' | '‘' => '\'',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_respect_english_word_ends() {
        let text = Text::new("A Poster，posters 1920×1080");
        assert_eq!(text.has(2, "poster"), Some(8));
        assert_eq!(text.has(9, "poster"), None);
        assert_eq!(text.get(8), ',');
        assert_eq!(text.get(21), 'x');
    }

    #[test]
    fn final_consonants_are_seen() {
        assert!(closes('팀') && !closes('이') && !closes('a'));
    }
}
