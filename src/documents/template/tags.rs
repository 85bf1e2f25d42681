//! Tags in running text: `{{ value }}`, `{% statement %}`, `{# comment #}`.

use std::ops::Range;

/// The longest expression that is read; one that is longer is a mistake or an attack.
const LONGEST: usize = 1_000;

/// A tag and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its bytes in the text, delimiters included.
    pub range: Range<usize>,
    /// What it asks for.
    pub kind: TagKind,
}

impl Tag {
    /// The statement, when it is one.
    pub fn statement(&self) -> Option<&Statement> {
        match &self.kind {
            TagKind::Statement(statement) => Some(statement),
            _ => None,
        }
    }
}

/// What a tag asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// The value of an expression.
    Value(String),
    /// Repeating or choosing what follows.
    Statement(Statement),
    /// Nothing: it is taken out.
    Comment,
    /// It cannot be read; the sentence says why.
    Wrong(&'static str),
}

/// A statement of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// `for name in list`; two names take a map apart.
    For {
        /// The names of each item.
        names: Vec<String>,
        /// The expression of the list.
        list: String,
    },
    /// `if condition`.
    If(String),
    /// `elif condition`.
    ElseIf(String),
    /// `else`.
    Else,
    /// `endfor`.
    EndFor,
    /// `endif`.
    EndIf,
}

/// Every tag of a text, in order.
pub fn scan(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(tag) = next_tag(text, at) {
        at = tag.range.end;
        tags.push(tag);
    }
    tags
}

/// The text's only tag when nothing but white space stands around it.
pub fn lone(text: &str) -> Option<TagKind> {
    let text = text.trim();
    let tag = next_tag(text, 0)?;
    (tag.range == (0..text.len())).then_some(tag.kind)
}

fn next_tag(text: &str, from: usize) -> Option<Tag> {
    let mut at = from;
    loop {
        at += text[at..].find('{')?;
        let close = match text.as_bytes().get(at + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at += 1;
                continue;
            }
        };
        return Some(tag_at(text, at, close));
    }
}

fn tag_at(text: &str, start: usize, close: &str) -> Tag {
    let inner = start + 2;
    let Some(length) = closing(&text[inner..], close) else {
        // What follows may hold good tags: only the opening is the wrong one.
        let next = text[inner..].find("{{").map_or(text.len(), |next| inner + next);
        let end = if next == inner { text.len() } else { next };
        return Tag { range: start..end, kind: TagKind::Wrong("it is not closed") };
    };
    let range = start..inner + length + close.len();
    let content = plain(&text[inner..inner + length]);
    let kind = match close {
        _ if content.len() > LONGEST => TagKind::Wrong("it is longer than 1000 bytes"),
        "#}" => TagKind::Comment,
        "%}" => statement(&content).map_or(TagKind::Wrong("it is no statement of ours"), TagKind::Statement),
        _ if content.is_empty() => TagKind::Wrong("it is empty"),
        _ => TagKind::Value(content),
    };
    Tag { range, kind }
}

/// Where the closing delimiter stands: not in a quoted text, and before any next opening.
fn closing(text: &str, close: &str) -> Option<usize> {
    let quote_aware = find_close(text, close, true);
    quote_aware.or_else(|| find_close(text, close, false))
}

fn find_close(text: &str, close: &str, quotes: bool) -> Option<usize> {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), _) if straight(character) == open => quote = None,
            (Some(_), _) => {}
            (None, _) if text[at..].starts_with(close) => return Some(at),
            (None, '{') if close != "#}" && text[at + 1..].starts_with(['{', '%', '#']) => return None,
            (None, _) if quotes && matches!(straight(character), '"' | '\'') => {
                quote = Some(straight(character));
            }
            _ => {}
        }
    }
    None
}

/// Word turns quotes into curly ones and spaces into fixed ones while one types: back to what was meant.
fn plain(content: &str) -> String {
    let content: String = content.chars().map(straight).collect();
    content.trim_start_matches('-').trim_end_matches('-').trim().to_owned()
}

fn straight(character: char) -> char {
    match character {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' => '"',
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' => '\'',
        '\u{a0}' | '\t' | '\n' => ' ',
        other => other,
    }
}

fn statement(content: &str) -> Option<Statement> {
    // docxtpl marks what carries the tag (`{%tr`, `{%p`); where it stands says the same here.
    let content =
        ["tr ", "tc ", "p ", "r "].iter().find_map(|mark| content.strip_prefix(mark)).unwrap_or(content);
    let (word, rest) = content.trim().split_once(' ').unwrap_or((content.trim(), ""));
    let rest = rest.trim();
    match word {
        "for" => {
            let (names, list) = rest.split_once(" in ")?;
            let names: Vec<String> = names.split(',').map(|name| name.trim().to_owned()).collect();
            let named = names.len() <= 2 && names.iter().all(|name| is_name(name));
            (named && !list.trim().is_empty()).then(|| Statement::For { names, list: list.trim().to_owned() })
        }
        "if" if !rest.is_empty() => Some(Statement::If(rest.to_owned())),
        "elif" if !rest.is_empty() => Some(Statement::ElseIf(rest.to_owned())),
        "else" if rest.is_empty() => Some(Statement::Else),
        "endfor" => Some(Statement::EndFor),
        "endif" if rest.is_empty() => Some(Statement::EndIf),
        _ => None,
    }
}

/// Whether the text is one name, as in `item` or `항목`.
pub fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && characters.all(|other| other.is_alphanumeric() || other == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, TagKind)]) {
        let found: Vec<_> = scan(text).into_iter().map(|tag| (&text[tag.range], tag.kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn value(expression: &str) -> TagKind {
        TagKind::Value(expression.to_owned())
    }

    #[test]
    fn values_are_found_anywhere() {
        check("no tag { } {a} %} }}", &[]);
        check("a {{ b }}{{c.d}} e", &[("{{ b }}", value("b")), ("{{c.d}}", value("c.d"))]);
        check(
            "{{ 이름 | default(“}}”) }}",
            &[("{{ 이름 | default(“}}”) }}", value("이름 | default(\"}}\")"))],
        );
        check("{{ it's }} b", &[("{{ it's }}", value("it's"))]);
        check("{# {{ a }} #}{{ b }}", &[("{# {{ a }} #}", TagKind::Comment), ("{{ b }}", value("b"))]);
    }

    #[test]
    fn what_is_not_closed_hides_nothing_after_it() {
        let open = TagKind::Wrong("it is not closed");
        check("{{ a {{ b }}", &[("{{ a ", open.clone()), ("{{ b }}", value("b"))]);
        check("{{ a", &[("{{ a", open.clone())]);
        check("{% a", &[("{% a", open)]);
        check("{{ }}", &[("{{ }}", TagKind::Wrong("it is empty"))]);
    }

    #[test]
    fn statements_are_read() {
        let each = |names: &[&str], list: &str| {
            let names = names.iter().map(|&name| name.to_owned()).collect();
            Some(TagKind::Statement(Statement::For { names, list: list.to_owned() }))
        };
        let wrong = Some(TagKind::Wrong("it is no statement of ours"));
        assert_eq!(lone(" {% for x in a.b %} "), each(&["x"], "a.b"));
        assert_eq!(lone("{%tr for k, v in a %}"), each(&["k", "v"], "a"));
        assert_eq!(lone("{%- if a > 1 -%}"), Some(TagKind::Statement(Statement::If("a > 1".to_owned()))));
        assert_eq!(lone("{% endfor %}"), Some(TagKind::Statement(Statement::EndFor)));
        for text in ["{% for x %}", "{% for 1 in a %}", "{% set a = 1 %}", "{% if %}", "{% %}"] {
            assert_eq!(lone(text), wrong, "{text}");
        }
        assert_eq!(lone("{% if a %} b"), None);
    }
}
