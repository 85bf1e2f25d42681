//! A well-formed XML text, element by element.

use std::fmt::Write as _;

/// An XML text that grows; elements that are open are remembered, so that each is closed in turn.
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    pub fn new() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Opens an element; attributes with an empty value are left out.
    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.text.push('>');
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            let _ = write!(self.text, "</{name}>");
        }
    }

    /// An element without content.
    pub fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    /// An element with words only; nothing when there are none.
    pub fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], words: &str) {
        if !words.is_empty() {
            self.open(name, attributes);
            self.words(words);
            self.close();
        }
    }

    /// Words, escaped.
    pub fn words(&mut self, words: &str) {
        escape(words, &mut self.text);
    }

    /// XML that is well-formed already.
    pub fn raw(&mut self, xml: &str) {
        self.text.push_str(xml);
    }

    /// Closes what is open and ends the text.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text.push('\n');
        self.text
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.text, "<{name}");
        for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = write!(self.text, " {key}=\"");
            escape(value, &mut self.text);
            self.text.push('"');
        }
    }
}

/// Escapes what XML reserves and leaves out the control characters it forbids (XML 1.0, 2.2).
fn escape(words: &str, text: &mut String) {
    for character in words.chars() {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\n' | '\t' => text.push(character),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            other => text.push(other),
        }
    }
}

/// A length with at most three decimals: a thousandth of a point is far below what a printer shows.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
