//! Words for a network that reads English: Korean ones are looked up in a small [`lexicon`].
//!
//! CLIP was trained on English captions. Its tokenizer accepts Hangul byte by byte, but the bytes mean nothing to it,
//! so they would only disturb the picture. What the lexicon lacks is therefore left out and counted, never guessed;
//! when nothing is left, the prompt is refused. This is word for word, not translation: order and grammar are lost,
//! which a network that mostly looks for nouns forgives. [`emphasis`] finds the words that count more or less.

mod emphasis;
mod lexicon;

use super::error::DiffusionError;
use emphasis::Found;

/// Words for a network, each with how much it counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Text {
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Words and how much they count; 1 is as usual.
    Words(String, f32),
    /// The next words start a new window.
    Break,
}

impl Text {
    /// The pieces of a prompt as they are, its words read by `read`, which may leave none.
    pub fn of(prompt: &str, mut read: impl FnMut(&str) -> String) -> Self {
        let pieces = emphasis::read(prompt).into_iter().map(|found| match found {
            Found::Words(words, weight) => Piece::Words(read(words), weight),
            Found::Break => Piece::Break,
        });
        let is_there = |piece: &Piece| !matches!(piece, Piece::Words(words, _) if words.is_empty());
        Self { pieces: pieces.filter(is_there).collect() }
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        !self.pieces.iter().any(|piece| matches!(piece, Piece::Words(..)))
    }

    /// Its words alone, for networks that know no emphasis.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            if let Piece::Words(words, _) = piece {
                push(&mut text, words.trim());
            }
        }
        text
    }

    fn add(&mut self, words: &str) {
        self.pieces.push(Piece::Words(words.to_owned(), 1.0));
    }
}

/// A prompt the network can read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    /// English words.
    pub text: Text,
    /// Words left out because nothing here knows them.
    pub unread: usize,
}

/// Reads a prompt and style words.
///
/// # Errors
/// [`DiffusionError::Words`] when there were words and none can be read.
pub(super) fn read(prompt: &str, style: Option<&str>) -> Result<Reading, DiffusionError> {
    let mut reading = english(prompt);
    if reading.text.is_empty() {
        return Err(DiffusionError::Words);
    }
    let (style, unread) = style.map(readable).unwrap_or_default();
    if !style.is_empty() {
        reading.text.add(&format!(", {style}"));
        reading.unread += unread;
    }
    Ok(reading)
}

/// A prompt in the words it has, and style words.
pub(super) fn unchanged(prompt: &str, style: Option<&str>) -> Text {
    let mut text = Text::of(prompt, str::to_owned);
    if let Some(style) = style {
        text.add(&format!(", {style}"));
    }
    text
}

/// The readable words of a prompt, in its order.
pub(super) fn english(prompt: &str) -> Reading {
    let mut unread = 0;
    let text = Text::of(prompt, |words| {
        let (words, left_out) = readable(words);
        unread += left_out;
        words
    });
    Reading { text, unread }
}

/// Readable words, and how many were left out.
fn readable(text: &str) -> (String, usize) {
    let (mut made, mut unread) = (String::new(), 0);
    for word in text.split_whitespace() {
        for part in runs(word) {
            if is_foreign(part) {
                let (words, left_out) = look_up(part);
                words.iter().for_each(|word| push(&mut made, word));
                unread += usize::from(left_out);
            } else {
                push(&mut made, part);
            }
        }
    }
    (made, unread)
}

/// Adds a word with a space before it, punctuation without one.
fn push(text: &mut String, word: &str) {
    if word.is_empty() || (text.is_empty() && !word.contains(char::is_alphanumeric)) {
        return;
    }
    if !text.is_empty() && !word.starts_with([',', '.', ':', ';', '!', '?', ')', '%']) {
        text.push(' ');
    }
    text.push_str(word);
}

/// A word cut where it changes between readable and unreadable script: `AI를` is `AI` and `를`.
fn runs(word: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (index, character) in word.char_indices() {
        let now = is_foreign_character(character);
        if before.is_some_and(|before| before != now) {
            runs.push(&word[start..index]);
            start = index;
        }
        before = Some(now);
    }
    runs.push(&word[start..]);
    runs
}

fn is_foreign(run: &str) -> bool {
    run.chars().next().is_some_and(is_foreign_character)
}

/// Hangul, kana and Chinese characters.
fn is_foreign_character(character: char) -> bool {
    matches!(u32::from(character),
        0x1100..=0x11FF | 0x3040..=0x318F | 0x3400..=0x9FFF | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF
        | 0x2_0000..=0x3_FFFF)
}

/// The English words of a Korean word, and whether a part of it stayed unread.
///
/// The longest known beginning is taken first, then what follows it, so that a compound gives several words; what is
/// left at the end may be a particle (`회의실에서` is `회의실` and `에서`).
fn look_up(word: &str) -> (Vec<&'static str>, bool) {
    let mut words = Vec::new();
    let mut rest = word;
    while let Some((english, length)) =
        longest(rest).filter(|_| words.is_empty() || !lexicon::is_ending(rest))
    {
        words.push(english);
        rest = &rest[length..];
    }
    (words, !rest.is_empty() && !lexicon::is_ending(rest))
}

/// The longest known beginning of a word, in English, and its length in bytes.
fn longest(word: &str) -> Option<(&'static str, usize)> {
    let ends = word.char_indices().map(|(index, character)| index + character.len_utf8());
    ends.collect::<Vec<_>>().into_iter().rev().find_map(|end| Some((lexicon::find(&word[..end])?, end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_words_become_english_ones() {
        let check = |text: &str, expected: &str, unread: usize| {
            let reading = english(text);
            assert_eq!((reading.text.plain().as_str(), reading.unread), (expected, unread), "{text}");
        };
        check("a fox in the snow", "a fox in the snow", 0);
        check("눈 덮인 산", "snow covered mountain", 0);
        check("푸른 바다와 고양이", "blue sea cat", 0);
        check("회의실에서 일하는 사람들", "meeting room working people", 0);
        check("AI를 쓰는 로봇", "AI using robot", 0);
        check("수채화 스타일의 벚꽃, 봄", "watercolor style cherry blossom, spring", 0);
        check("고양이 그려줘", "cat", 0);
        check("꿿쀍 고양이", "cat", 1);
        check("고양이꿿", "cat", 1);
        check("日本の猫", "", 1);
        check("", "", 0);
        check("  ,  ", "", 0);
    }

    #[test]
    fn what_counts_more_is_read_too() {
        let check =
            |prompt: &str, expected: &[Piece]| assert_eq!(english(prompt).text.pieces, expected, "{prompt}");
        let words = |text: &str, weight: f32| Piece::Words(text.to_owned(), weight);
        check("(고양이:1.3) BREAK 눈", &[words("cat", 1.3), Piece::Break, words("snow", 1.0)]);
        check("(꿿쀍:1.3) 눈", &[words("snow", 1.0)]);
        assert_eq!(english("a (cat:1.2), snow").text.plain(), "a cat snow");
    }

    #[test]
    fn nothing_readable_is_refused() {
        let check = |prompt: &str, style: Option<&str>, expected: Option<&str>| {
            let text = read(prompt, style).ok().map(|reading| reading.text.plain());
            assert_eq!(text.as_deref(), expected, "{prompt} {style:?}");
        };
        check("산", Some("수채화"), Some("mountain, watercolor"));
        check("산", Some("꿿쀍"), Some("mountain"));
        check("산", None, Some("mountain"));
        check("꿿쀍", Some("watercolor"), None);
        check("", None, None);
    }
}
