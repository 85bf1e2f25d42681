//! Lines of text once their words are known: ends, addresses, strong words beside Hangul.

use crate::documents::report::docx::table::is_wide;
use crate::documents::report::model::{self, Block, Marks, Source, Span, Words, plain};

/// Where a picture comes from: `vignette:` words, a `data:` URL, or the name of a picture that is passed in.
pub(in crate::documents::report) fn source(address: &str, words: &str) -> Source {
    let prompt = |text: &str| {
        let words = text.trim_start();
        let begins = words.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("vignette:"));
        begins.then(|| words[9..].trim().to_owned())
    };
    match (prompt(address), prompt(words)) {
        (Some(prompt), _) | (None, Some(prompt)) => Source::Prompt(prompt),
        _ if address.starts_with("data:") => Source::Data(address.to_owned()),
        _ => Source::Named(address.to_owned()),
    }
}

/// Addresses that a reader may follow; a script or a file of this machine is none.
pub(in crate::documents::report) fn address(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let is_known =
        ["http://", "https://", "mailto:", "tel:", "#"].iter().any(|start| lower.starts_with(start));
    (is_known && address.len() <= 2_000).then(|| address.to_owned())
}

/// The text of a footnote in one paragraph, with a new line where it had a new one.
pub(super) fn note_line(blocks: Vec<Block>) -> Vec<Span> {
    let mut line: Vec<Span> = Vec::new();
    for block in blocks {
        let spans = match block {
            Block::Paragraph(spans) | Block::Heading(_, spans) => spans,
            Block::Code(text) => model::words(text),
            Block::List(list) => note_line(list.items.into_iter().flat_map(|item| item.blocks).collect()),
            Block::Quote(blocks) => note_line(blocks),
            _ => continue,
        };
        if !line.is_empty() {
            line.push(Span::Break);
        }
        line.extend(spans);
    }
    line
}

pub(super) fn is_page_break(spans: &[Span]) -> bool {
    matches!(plain(spans).trim(), "\\newpage" | "\\pagebreak" | "[[pagebreak]]")
}

/// `**38%**가` is strong to whoever writes it, but not to CommonMark: its closing sign stands between punctuation and a
/// letter, which in Korean, Japanese and Chinese is no sign of anything (rule 6.2; their specification's issue 650).
pub(super) fn strong_beside_hangul(spans: Vec<Span>) -> Vec<Span> {
    let has_sign =
        |span: &Span| matches!(span, Span::Words(words) if !words.marks.code && words.text.contains("**"));
    if !spans.iter().any(has_sign) {
        return spans;
    }
    let mut mended = Vec::new();
    for span in spans {
        match span {
            Span::Words(words) if !words.marks.code => mended.extend(strong_parts(&words)),
            other => mended.push(other),
        }
    }
    mended
}

fn strong_parts(words: &Words) -> Vec<Span> {
    let part = |text: &str, bold: bool| {
        let marks = Marks { bold: words.marks.bold || bold, ..words.marks };
        (!text.is_empty())
            .then(|| Span::Words(Words { text: text.to_owned(), marks, link: words.link.clone() }))
    };
    let mut parts = Vec::new();
    let mut rest = words.text.as_str();
    while let Some((before, strong, after)) = strong_part(rest) {
        parts.extend(part(before, false));
        parts.extend(part(strong, true));
        rest = after;
    }
    parts.extend(part(rest, false));
    parts
}

/// What stands before the first strong words, they, and what stands after.
fn strong_part(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("**")?;
    let (strong, after) = rest.split_once("**")?;
    let beside = after.chars().next().is_some_and(is_wide);
    let is_tight = !strong.starts_with(char::is_whitespace) && !strong.ends_with(char::is_whitespace);
    (beside && is_tight && !strong.is_empty()).then_some((before, strong, after))
}

/// No spaces at the ends, and nothing at all where there were only spaces.
pub(super) fn trim(spans: &mut Vec<Span>) {
    while let Some(Span::Words(first)) = spans.first_mut() {
        let kept = first.text.trim_start().len();
        first.text.drain(..first.text.len() - kept);
        if kept > 0 {
            break;
        }
        spans.remove(0);
    }
    while let Some(last) = spans.last_mut() {
        match last {
            Span::Words(last) => {
                last.text.truncate(last.text.trim_end().len());
                if !last.text.is_empty() {
                    break;
                }
            }
            Span::Break => {}
            Span::Note(_) => break,
        }
        spans.pop();
    }
}
