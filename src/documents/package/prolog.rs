//! Finds a DOCTYPE before the root element, without a parser and without keeping the text.
//!
//! A DOCTYPE may stand only there (XML 1.0, production 22), after a declaration, comments and processing
//! instructions of any length. Documents never have one; entity expansion and external entities need one.

/// Follows the bytes of one XML part up to its root element. UTF-16 reads the same: its zero bytes are passed over.
#[derive(Debug, Default)]
pub(super) struct Prolog {
    state: State,
    recent: [u8; 9],
    filled: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Between constructs.
    #[default]
    Outside,
    /// After `<`, not yet known what it opens.
    Opened,
    /// In `<!-- … -->`.
    Comment,
    /// In `<? … ?>`.
    Instruction,
    /// The root element or text has begun, or a DOCTYPE was found.
    Done,
}

impl Prolog {
    /// Whether the bytes so far, continued by `chunk`, hold a DOCTYPE.
    pub(super) fn has_doctype(&mut self, chunk: &[u8]) -> bool {
        for &byte in chunk {
            if self.state == State::Done {
                return false;
            }
            if !matches!(byte, 0 | 0xfe | 0xff) && self.step(byte.to_ascii_lowercase()) {
                return true;
            }
        }
        false
    }

    fn step(&mut self, byte: u8) -> bool {
        self.recent.rotate_left(1);
        self.recent[8] = byte;
        self.filled += 1;
        match self.state {
            State::Outside if byte == b'<' => self.enter(State::Opened),
            State::Opened if byte == b'?' && self.filled == 1 => self.enter(State::Instruction),
            State::Opened if self.filled == 3 && self.ends(b"!--") => self.enter(State::Comment),
            State::Opened if self.filled == 8 && self.ends(b"!doctype") => {
                self.state = State::Done;
                return true;
            }
            State::Opened if self.filled == 1 && byte != b'!' => self.state = State::Done,
            State::Opened if self.filled >= 8 => self.state = State::Done,
            State::Comment if self.filled >= 3 && self.ends(b"-->") => self.enter(State::Outside),
            State::Instruction if self.filled >= 2 && self.ends(b"?>") => self.enter(State::Outside),
            _ => {}
        }
        false
    }

    fn enter(&mut self, state: State) {
        self.state = state;
        self.filled = 0;
    }

    fn ends(&self, with: &[u8]) -> bool {
        self.recent.ends_with(with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut marked = vec![0xff, 0xfe];
        marked.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        for bytes in [text.as_bytes().to_vec(), wide, marked] {
            assert_eq!(Prolog::default().has_doctype(&bytes), expected, "{text}");
            let mut piecewise = Prolog::default();
            assert_eq!(
                bytes.iter().any(|byte| piecewise.has_doctype(&[*byte])),
                expected,
                "{text}, bytewise"
            );
        }
    }

    #[test]
    fn a_doctype_is_found_wherever_it_may_stand() {
        check("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", true);
        check("<?xml version=\"1.0\"?><!DOCTYPE a><a/>", true);
        check("<?xml version=\"1.0\"?>\n <!-- <a> -- --><?pi <a ?>\n<!doctype a><a/>", true);
        check("<!----><!DOCTYPE a>", true);
        check(&format!("<!--{}--><!DOCTYPE a>", "x".repeat(100_000)), true);
        check("<?xml version=\"1.0\"?><a><![CDATA[<!DOCTYPE html>]]></a>", false);
        check("<!-- <!DOCTYPE a> --><a/>", false);
        check("<?pi <!DOCTYPE a> ?><a/>", false);
        check("<a/>", false);
        check("", false);
    }
}
