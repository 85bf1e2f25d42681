//! Quoted text.

use std::ops::Range;

use super::text::{Text, is_word};

/// A quotation: its words, and its words with their marks.
#[derive(Clone, Debug)]
pub(super) struct Quote {
    pub(super) inner: Range<usize>,
    pub(super) span: Range<usize>,
}

#[rustfmt::skip]
const PAIRS: [(char, char); 9] = [
    ('"', '"'), ('“', '”'), ('\'', '\''), ('「', '」'), ('『', '』'), ('《', '》'), ('〈', '〉'),
    ('«', '»'), ('„', '“'),
];
/// Longer quotations are prose, not a headline.
const LONGEST: usize = 120;

/// The quotation that opens at `at`. A single mark inside a word is an apostrophe; folded text has only straight ones.
pub(super) fn at(text: &Text, at: usize) -> Option<Quote> {
    let (_, close) = PAIRS.into_iter().find(|(open, _)| *open == text.get(at))?;
    let single = close == '\'';
    if at >= text.len() || (single && is_word(text.before(at))) {
        return None;
    }
    let closing = (at + 1..text.len().min(at + LONGEST))
        .take_while(|&end| text.get(end) != '\n')
        .find(|&end| text.get(end) == close && !(single && text.get(end + 1).is_ascii_alphanumeric()))?;
    let blank = text.written(at + 1..closing).is_empty();
    (!blank).then_some(Quote { inner: at + 1..closing, span: at..closing + 1 })
}

/// Every quotation in free text, in order, claimed.
pub(super) fn take(text: &mut Text) -> Vec<Range<usize>> {
    let mut inner = Vec::new();
    let mut position = 0;
    while position < text.len() {
        match at(text, position).filter(|quote| text.is_free(quote.span.clone())) {
            Some(quote) => {
                text.claim(quote.span.clone());
                position = quote.span.end;
                inner.push(quote.inner);
            }
            None => position += 1,
        }
    }
    inner
}
