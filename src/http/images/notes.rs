//! What became of fields that mean something else here: nothing that was sent is left out without a word.

/// Notes on fields, for the header `vignette-notes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(Vec<String>);

/// The header.
pub const HEADER: &str = "vignette-notes";

/// Bytes of the header at most: many proxies take 8 KiB of headers in all.
const MOST_BYTES: usize = 1024;

impl Notes {
    /// Adds a note on a field.
    pub fn say(&mut self, field: &str, what: impl std::fmt::Display) {
        self.0.push(format!("{field}: {what}"));
    }

    /// All notes in one line of ASCII; `None` when there are none.
    pub fn line(&self) -> Option<String> {
        let plain = |letter: char| if letter.is_ascii_graphic() || letter == ' ' { letter } else { '?' };
        let line: String = self.0.join("; ").chars().map(plain).take(MOST_BYTES).collect();
        Some(line).filter(|line| !line.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_one_line_that_fits_a_header() {
        let mut notes = Notes::default();
        assert_eq!(notes.line(), None);
        notes.say("quality", "without effect");
        notes.say("model", "그림 is vector-1\r\nx: y");
        assert_eq!(notes.line().unwrap(), "quality: without effect; model: ?? is vector-1??x: y");
        notes.say("size", "x".repeat(5_000));
        assert_eq!(notes.line().unwrap().len(), MOST_BYTES);
    }
}
