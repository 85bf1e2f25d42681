//! Words that count more or less, `(a red hat:1.3)`, and `BREAK` between windows of text.
//!
//! The notation is that of the AUTOMATIC1111 web interface, which people copy prompts from, but for brackets without a number:
//! offices write those for other reasons than emphasis, so they stay text.

/// Weights beyond these only burn out; what the notation's own users take is 0.5 to 1.5.
const RANGE: (f32, f32) = (0.0, 2.0);

/// How deep brackets may lie in each other; deeper ones are text.
const DEEPEST: usize = 8;

/// Characters a bracket holds at most, so that a prompt of a thousand open ones is read quickly.
const LONGEST: usize = 500;

/// A piece of a prompt.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Found<'p> {
    /// Words and how much they count; 1 is as usual.
    Words(&'p str, f32),
    /// The next words start a new window.
    Break,
}

/// The pieces of a prompt, in order. Brackets that do not close, and numbers that are none, are text.
pub(super) fn read(prompt: &str) -> Vec<Found<'_>> {
    let mut pieces = Vec::new();
    read_into(&mut pieces, prompt, 1.0, 0);
    pieces
}

fn read_into<'p>(pieces: &mut Vec<Found<'p>>, text: &'p str, weight: f32, depth: usize) {
    let mut rest = text;
    let mut from = 0;
    while let Some(open) = rest[from..].find('(').map(|at| at + from) {
        let found = if depth < DEEPEST { bracket(&rest[open..]) } else { None };
        let Some((inner, factor, length)) = found else {
            from = open + 1;
            continue;
        };
        words(pieces, &rest[..open], weight);
        read_into(pieces, inner, (weight * factor).clamp(RANGE.0, RANGE.1), depth + 1);
        rest = &rest[open + length..];
        from = 0;
    }
    words(pieces, rest, weight);
}

/// Text without emphasis of its own, cut at each `BREAK`.
fn words<'p>(pieces: &mut Vec<Found<'p>>, text: &'p str, weight: f32) {
    let mut start = 0;
    let is_edge = |at: Option<char>| at.is_none_or(|character| !character.is_alphanumeric());
    for (at, found) in text.match_indices("BREAK") {
        let end = at + found.len();
        if is_edge(text[..at].chars().next_back()) && is_edge(text[end..].chars().next()) {
            push(pieces, &text[start..at], weight);
            pieces.push(Found::Break);
            start = end;
        }
    }
    push(pieces, &text[start..], weight);
}

fn push<'p>(pieces: &mut Vec<Found<'p>>, text: &'p str, weight: f32) {
    if !text.trim().is_empty() {
        pieces.push(Found::Words(text, weight));
    }
}

/// What stands in the bracket that `text` starts with, how much it counts, and the bracket's length.
fn bracket(text: &str) -> Option<(&str, f32, usize)> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices().take(LONGEST) {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return weighted(&text[1..at]).map(|(inner, factor)| (inner, factor, at + 1));
        }
    }
    None
}

/// `a red hat:1.3` as words and number.
fn weighted(inner: &str) -> Option<(&str, f32)> {
    let (words, number) = inner.rsplit_once(':')?;
    // 12:30 is a time: a weight is written with words before it, and is small.
    let factor: f32 = number.trim().parse().ok().filter(|factor| (RANGE.0..=RANGE.1).contains(factor))?;
    words.chars().any(char::is_alphabetic).then_some((words, factor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn emphasis_is_read() {
        let check = |prompt: &str, expected: &[Found]| assert_eq!(read(prompt), expected, "{prompt}");
        let words = |text: &'static str, weight: f32| Found::Words(text, weight);
        check("a cat", &[words("a cat", 1.0)]);
        check("a (red hat:1.3), snow", &[words("a ", 1.0), words("red hat", 1.3), words(", snow", 1.0)]);
        check("((deep:1.2) sea:1.5)", &[words("deep", 1.2 * 1.5), words(" sea", 1.5)]);
        check("sea BREAK sky", &[words("sea ", 1.0), Found::Break, words(" sky", 1.0)]);
        check("BREAKFAST", &[words("BREAKFAST", 1.0)]);
        check("the (Q3) report [draft]", &[words("the (Q3) report [draft]", 1.0)]);
        check("at (12:30)", &[words("at (12:30)", 1.0)]);
        check("(room at 12:30)", &[words("(room at 12:30)", 1.0)]);
        check("(a:9)", &[words("(a:9)", 1.0)]);
        check("(a:NaN)", &[words("(a:NaN)", 1.0)]);
        check("(a:1.3", &[words("(a:1.3", 1.0)]);
        check("", &[]);
        check("(고양이:1.3)", &[words("고양이", 1.3)]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_in_pieces_of_itself(prompt in "[a( ):1.3BREAK한]{0,40}") {
            for piece in read(&prompt) {
                if let Found::Words(words, weight) = piece {
                    prop_assert!(prompt.contains(words) && (0.0..=2.0).contains(&weight));
                }
            }
        }
    }
}
