//! What a page's content leaves behind: graphics states, text objects and marked content it does not close.
//!
//! What is drawn after it must not inherit a clip, a turned page or a colour. Readers are lenient about operators
//! that do not pair up; here they are counted (ISO 32000-1, 8.4.2).

/// Operators to put before and after a page's own content, so that what follows starts from a clean state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Balance {
    /// How often it restores a state that it did not save.
    pub restored: usize,
    /// How many saved states it leaves.
    pub saved: usize,
    /// Whether it ends within a text object.
    pub in_text: bool,
    /// How many marked-content sequences it leaves open.
    pub marked: usize,
}

impl Balance {
    /// Counts the operators of `content`.
    pub fn of(content: &[u8]) -> Self {
        let mut balance = Self::default();
        let mut words = Words { content, at: 0 };
        while let Some(word) = words.next_operator() {
            match word {
                b"q" => balance.saved += 1,
                b"Q" if balance.saved == 0 => balance.restored += 1,
                b"Q" => balance.saved -= 1,
                b"BT" => balance.in_text = true,
                b"ET" => balance.in_text = false,
                b"BMC" | b"BDC" => balance.marked += 1,
                b"EMC" => balance.marked = balance.marked.saturating_sub(1),
                b"ID" => words.skip_image(),
                _ => {}
            }
        }
        balance
    }

    /// What goes before the content.
    pub fn before(&self) -> String {
        "q\n".repeat(1 + self.restored)
    }

    /// What goes after it.
    pub fn after(&self) -> String {
        let text = if self.in_text { "ET\n" } else { "" };
        format!("\n{text}{}{}", "EMC\n".repeat(self.marked), "Q\n".repeat(1 + self.saved))
    }
}

/// The words of a content stream.
struct Words<'a> {
    content: &'a [u8],
    at: usize,
}

impl<'a> Words<'a> {
    /// The next word that is no operand.
    fn next_operator(&mut self) -> Option<&'a [u8]> {
        loop {
            match *self.content.get(self.at)? {
                b'(' => self.skip_text(),
                b'%' => self.skip_until(|byte| matches!(byte, b'\n' | b'\r')),
                // A name, whatever it says, is no operator.
                b'/' => {
                    self.at += 1;
                    self.word();
                }
                byte if is_regular(byte) => {
                    let word = self.word();
                    if !word[0].is_ascii_digit() && !matches!(word[0], b'+' | b'-' | b'.') {
                        return Some(word);
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        self.skip_until(|byte| !is_regular(byte));
        &self.content[start..self.at]
    }

    fn skip_until(&mut self, stop: impl Fn(u8) -> bool) {
        let rest = &self.content[self.at..];
        self.at += rest.iter().position(|byte| stop(*byte)).unwrap_or(rest.len());
    }

    /// A text in brackets, which may hold brackets.
    fn skip_text(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.content.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// The data of an inline image, up to `EI` as a word of its own.
    fn skip_image(&mut self) {
        let is_end = |window: &[u8]| {
            is_space(window[0])
                && &window[1..3] == b"EI"
                && window.get(3).is_none_or(|after| is_space(*after))
        };
        let rest = self.content.get(self.at..).unwrap_or_default();
        let end = (0..rest.len().saturating_sub(2)).find(|at| is_end(&rest[*at..rest.len().min(at + 4)]));
        self.at += end.map_or(rest.len(), |end| end + 3);
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_open_is_counted() {
        let check = |content: &str, restored, saved, in_text, marked| {
            let expected = Balance { restored, saved, in_text, marked };
            assert_eq!(Balance::of(content.as_bytes()), expected, "{content}");
        };
        check("q 1 0 0 1 0 0 cm Q", 0, 0, false, 0);
        check("q q 0 g", 0, 2, false, 0);
        check("Q Q q", 2, 1, false, 0);
        check("BT (q \\) Q (q)) Tj", 0, 0, true, 0);
        check("/q /Q gs % q Q\nq <71> Tj [(q)1(Q)] TJ /P <</MCID 0>> BDC", 0, 1, false, 1);
        check("BI /W 1 ID q Q q EI Q", 1, 0, false, 0);
        check("BI /W 1 ID q Q q EIx", 0, 0, false, 0);
        check("(never closed q", 0, 0, false, 0);
        check("", 0, 0, false, 0);
    }
}
