//! Tags in running text: `{{ value }}`, `{% statement %}`, `{# comment #}`.

use std::ops::Range;

use super::values::nearest;
use crate::documents::problem::{Fault, FaultCode};

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
    /// It cannot be read.
    Wrong(Fault),
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
    while let Some(mut tag) = next_tag(text, at) {
        tag.range.start = tag.range.start.max(at); // the tag before may have taken the white space between
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
        return Tag { range: start..end, kind: TagKind::Wrong(unclosed(close)) };
    };
    let written = &text[inner..inner + length];
    let range = trimmed(text, start..inner + length + close.len(), written);
    let content = plain(written);
    let kind = match close {
        _ if content.len() > LONGEST => {
            TagKind::Wrong(Fault::new(FaultCode::TooMuch, "it is longer than 1000 bytes"))
        }
        "#}" => TagKind::Comment,
        "%}" => statement(&content).map_or_else(TagKind::Wrong, TagKind::Statement),
        _ if content.is_empty() => TagKind::Wrong(Fault::new(FaultCode::UnknownTag, "it is empty")),
        // docxtpl marks formatted values (`{{r name }}`); here the value knows.
        _ => TagKind::Value(
            content
                .strip_prefix("r ")
                .filter(|_| written.starts_with("r "))
                .map(str::to_owned)
                .unwrap_or(content),
        ),
    };
    Tag { range, kind }
}

/// With a dash inside, as in `{{- name -}}`, a tag takes the white space on that side with it.
fn trimmed(text: &str, range: Range<usize>, written: &str) -> Range<usize> {
    let before = text[..range.start].trim_end().len();
    let after = text.len() - text[range.end..].trim_start().len();
    let start = if written.starts_with('-') { before } else { range.start };
    start..if written.ends_with('-') { after } else { range.end }
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

fn unclosed(close: &str) -> Fault {
    Fault::new(FaultCode::UnclosedTag, "it is not closed")
        .hint(format!("end it with {close} in the same paragraph and table cell"))
}

/// The statements there are.
const STATEMENTS: [&str; 6] = ["for", "endfor", "if", "elif", "else", "endif"];

fn statement(content: &str) -> Result<Statement, Fault> {
    // docxtpl marks what carries the tag (`{%tr`, `{%p`); where it stands says the same here.
    let content =
        ["tr ", "tc ", "p ", "r "].iter().find_map(|mark| content.strip_prefix(mark)).unwrap_or(content);
    let (word, rest) = content.trim().split_once(' ').unwrap_or((content.trim(), ""));
    let rest = rest.trim();
    match word {
        "for" => for_statement(rest),
        "if" if !rest.is_empty() => Ok(Statement::If(rest.to_owned())),
        "elif" if !rest.is_empty() => Ok(Statement::ElseIf(rest.to_owned())),
        "if" | "elif" => Err(wrong("its condition is missing", "write {% if name %} or {% if count > 3 %}")),
        "else" if rest.is_empty() => Ok(Statement::Else),
        "endfor" => Ok(Statement::EndFor),
        "endif" if rest.is_empty() => Ok(Statement::EndIf),
        word => Err(no_statement(word)),
    }
}

fn for_statement(rest: &str) -> Result<Statement, Fault> {
    let wrong =
        || wrong("the loop cannot be read", "write {% for item in items %} or {% for key, value in map %}");
    let (names, list) = rest.split_once(" in ").ok_or_else(wrong)?;
    let names: Vec<String> = names.split(',').map(|name| name.trim().to_owned()).collect();
    let is_named = names.len() <= 2 && names.iter().all(|name| is_name(name));
    match is_named && !list.trim().is_empty() {
        true => Ok(Statement::For { names, list: list.trim().to_owned() }),
        false => Err(wrong()),
    }
}

fn no_statement(word: &str) -> Fault {
    match (word, nearest(word, STATEMENTS.into_iter())) {
        ("set" | "with", _) => wrong(
            &format!("`{word}` is not available: a template shows values and makes none"),
            "put the value into the data",
        ),
        (_, Some(known)) => {
            wrong(&format!("there is no statement `{word}`"), &format!("did you mean `{known}`?"))
        }
        _ => wrong(
            &format!("there is no statement `{word}`"),
            "there are `for`, `endfor`, `if`, `elif`, `else` and `endif`",
        ),
    }
}

fn wrong(problem: &str, hint: &str) -> Fault {
    Fault::new(FaultCode::UnknownTag, problem).hint(hint)
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
        let open = || TagKind::Wrong(unclosed("}}"));
        check("{{ a {{ b }}", &[("{{ a ", open()), ("{{ b }}", value("b"))]);
        check("{{ a", &[("{{ a", open())]);
        check("{% a", &[("{% a", TagKind::Wrong(unclosed("%}")))]);
        check("{{ }}", &[("{{ }}", TagKind::Wrong(Fault::new(FaultCode::UnknownTag, "it is empty")))]);
    }

    #[test]
    fn statements_are_read() {
        let each = |names: &[&str], list: &str| {
            let names = names.iter().map(|&name| name.to_owned()).collect();
            Some(TagKind::Statement(Statement::For { names, list: list.to_owned() }))
        };
        assert_eq!(lone(" {% for x in a.b %} "), each(&["x"], "a.b"));
        assert_eq!(lone("{%tr for k, v in a %}"), each(&["k", "v"], "a"));
        assert_eq!(lone("{%- if a > 1 -%}"), Some(TagKind::Statement(Statement::If("a > 1".to_owned()))));
        assert_eq!(lone("{% endfor %}"), Some(TagKind::Statement(Statement::EndFor)));
        assert_eq!(lone("{% if a %} b"), None);
    }

    #[test]
    fn what_is_no_statement_says_what_was_meant() {
        let check = |text: &str, problem: &str, hint: &str| match lone(text) {
            Some(TagKind::Wrong(fault)) => {
                let said = (fault.problem.as_str(), fault.hint.unwrap_or_default());
                assert!(said.0.contains(problem) && said.1.contains(hint), "{text}: {said:?}");
            }
            other => panic!("{text}: {other:?}"),
        };
        check("{% for x %}", "the loop cannot be read", "{% for item in items %}");
        check("{% for 1 in a %}", "the loop cannot be read", "");
        check("{% set a = 1 %}", "`set` is not available", "put the value into the data");
        check("{% if %}", "condition is missing", "");
        check("{% endofr %}", "no statement `endofr`", "did you mean `endfor`?");
        check("{% block a %}", "no statement `block`", "there are `for`");
        check("{% %}", "no statement ``", "");
    }
}
