//! What is wrong with an expression, in a sentence, with the name that was probably meant.

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};

use super::Scope;
use super::filters::OURS;
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::template::tags::is_name;

/// Filters, tests and functions that are suggested for a misspelt one.
const KNOWN: [&str; 43] = [
    "abs",
    "batch",
    "bool",
    "capitalize",
    "count",
    "default",
    "dictsort",
    "first",
    "float",
    "format",
    "groupby",
    "int",
    "items",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "range",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "select",
    "selectattr",
    "slice",
    "sort",
    "split",
    "string",
    "sum",
    "title",
    "trim",
    "unique",
    "upper",
    "zip",
    "defined",
    "even",
    "none",
    "odd",
];

/// What a placeholder picture's tag may say of how the picture meets its place.
const OF_PICTURES: [&str; 4] = ["cover", "contain", "stretch", "background"];

/// Words of expressions that are no names of values.
const WORDS: [&str; 12] =
    ["and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False"];

/// How many of the data's names a hint lists.
const LISTED: usize = 8;

/// The mistake behind minijinja's error.
pub(super) fn of(error: &Error, expression: &str, scope: &Scope) -> Fault {
    let detail = error.detail().unwrap_or_default();
    match error.kind() {
        ErrorKind::UndefinedError => missing(expression, scope),
        ErrorKind::SyntaxError => unreadable(error),
        ErrorKind::UnknownFilter => unknown("filter", detail),
        ErrorKind::UnknownTest => unknown("test", detail),
        ErrorKind::UnknownFunction => unknown("function", detail),
        ErrorKind::OutOfFuel => out_of_fuel(),
        kind if detail.is_empty() => Fault::new(FaultCode::WrongValue, kind.to_string()),
        _ => Fault::new(FaultCode::WrongValue, detail.to_owned()),
    }
}

/// An expression that is none.
pub(super) fn unreadable(error: &Error) -> Fault {
    let detail = error.detail().unwrap_or("it is no expression");
    let sentence = match detail.split(',').next().unwrap_or_default() {
        "unexpected end of input" => "something is missing at its end",
        "unexpected input after expression" => "two names or words stand side by side",
        _ => return unreadable_as(&format!("it cannot be read: {detail}")),
    };
    unreadable_as(sentence)
}

fn unreadable_as(sentence: &str) -> Fault {
    Fault::new(FaultCode::UnreadableExpression, sentence)
        .hint("a tag holds a name, as in {{ title }}, or a name with filters, as in {{ title | upper }}")
}

/// Work without an end.
pub(super) fn out_of_fuel() -> Fault {
    Fault::new(FaultCode::TooMuch, "evaluating it takes too long")
        .hint("work it out in the data, and let the template only show it")
}

/// A value that is no text.
pub(super) fn no_text(value: &Value) -> Fault {
    let kind = value.kind();
    let has = |key| value.get_attr(key).is_ok_and(|value| !value.is_undefined());
    let hint = match kind {
        ValueKind::Map if has("prompt") || has("data") || has("file") => {
            "a picture in the text needs a size, as in {{ picture | width(\"12cm\") }}"
        }
        ValueKind::Map => "name one of its values, as in {{ person.name }}",
        _ => "loop over it with {% for item in … %}, or write {{ … | join(\", \") }}",
    };
    let kind = named(kind);
    Fault::new(FaultCode::WrongValue, format!("its value is {kind}, not text or a number")).hint(hint)
}

/// What people call a kind of value.
pub(super) fn named(kind: ValueKind) -> String {
    match kind {
        ValueKind::Seq | ValueKind::Iterable => "a list".to_owned(),
        ValueKind::Map => "a group of values".to_owned(),
        ValueKind::String => "text".to_owned(),
        ValueKind::Bool => "a yes or no".to_owned(),
        kind => format!("a {kind}"),
    }
}

/// A value that is not there: says which name of the expression it is, and which was probably meant.
pub(super) fn missing(expression: &str, scope: &Scope) -> Fault {
    let lost = paths(expression).into_iter().find_map(|path| lost_step(&path, scope));
    let Some(Lost { path, step, parent }) = lost else {
        return Fault::new(FaultCode::MissingValue, "the data has no value for it")
            .hint("add it to the data");
    };
    let names: Vec<String> = names_in(&parent);
    let problem = match path.as_str() {
        "" => format!("the data has no value for `{step}`"),
        path => format!("`{path}` in the data has no `{step}`"),
    };
    let hint = match nearest(&step, names.iter().map(String::as_str)) {
        Some(name) => format!("did you mean `{name}`?"),
        None if names.is_empty() => "add it to the data".to_owned(),
        None => format!("add it to the data; there is {}", listed(&names)),
    };
    Fault::new(FaultCode::MissingValue, problem).hint(hint)
}

fn unknown(what: &str, detail: &str) -> Fault {
    let name = detail.split_whitespace().find(|word| *word != what && is_name(word)).unwrap_or_default();
    let fault = Fault::new(FaultCode::UnknownFilter, format!("there is no {what} `{name}`"));
    match nearest(name, KNOWN.into_iter().chain(OURS).chain(OF_PICTURES)) {
        Some(known) => fault.hint(format!("did you mean `{known}`?")),
        None if what == "filter" => {
            fault.hint(format!("there are {}, and for a picture {}", OURS.join(", "), OF_PICTURES.join(", ")))
        }
        None => fault,
    }
}

/// The name that differs least, when it differs by no more than a third of its letters.
pub(in crate::documents::template) fn nearest<'n>(
    name: &str,
    known: impl Iterator<Item = &'n str>,
) -> Option<&'n str> {
    let wanted = name.to_lowercase();
    let most = (wanted.chars().count() / 3).max(1);
    let distance = |known: &str| strsim::osa_distance(&wanted, &known.to_lowercase());
    let near = known.filter(|known| known.len() < 200).map(|known| (distance(known), known));
    near.filter(|(distance, _)| *distance <= most).min().map(|(_, known)| known)
}

/// The first step of a path that leads nowhere.
struct Lost {
    /// The steps before it, joined by dots.
    path: String,
    step: String,
    /// What has no such value.
    parent: Value,
}

fn lost_step(path: &[String], scope: &Scope) -> Option<Lost> {
    let mut parent = scope.0.clone();
    for (at, step) in path.iter().enumerate() {
        let value = parent.get_attr(step).unwrap_or_default();
        if value.is_undefined() {
            return Some(Lost { path: path[..at].join("."), step: step.clone(), parent });
        }
        parent = value;
    }
    None
}

fn names_in(parent: &Value) -> Vec<String> {
    let keys = (parent.kind() == ValueKind::Map).then(|| parent.try_iter().ok()).flatten();
    let names = keys.into_iter().flatten().filter_map(|key| key.as_str().map(str::to_owned));
    names.filter(|name| name != "loop").take(1_000).collect()
}

fn listed(names: &[String]) -> String {
    let shown: Vec<_> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > LISTED { ", …" } else { "" };
    shown.join(", ") + more
}

/// The names with dots that an expression takes from the data, in order. Quoted texts, filters, tests, functions and
/// names of arguments are none.
pub(super) fn paths(expression: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let mut rest = expression;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        if let '"' | '\'' = first {
            let end = rest[1..].find(first).map_or(rest.len(), |end| end + 2);
            (rest, before) = (&rest[end..], first);
            continue;
        }
        let length = name_length(rest);
        if length == 0 {
            rest = &rest[first.len_utf8()..];
            before = if first.is_whitespace() { before } else { first };
            continue;
        }
        let (path, after) = rest.split_at(length);
        rest = after;
        let next = after.trim_start();
        let is_argument = next.starts_with('=') && !next.starts_with("==");
        let is_taken = before != '|' && before != '.' && !next.starts_with('(') && !is_argument;
        let is_test = std::mem::replace(&mut before, 'a') == '?';
        match path {
            "is" => before = '?',
            "not" if is_test => before = '?',
            word if WORDS.contains(&word) || is_test || !is_taken => {}
            path if path.starts_with(|first: char| first.is_ascii_digit()) => {}
            path => paths.push(path.split('.').map(str::to_owned).collect()),
        }
    }
    paths
}

/// How long the name with dots is that the text begins with; numbers count as such here.
fn name_length(text: &str) -> usize {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    let length = |text: &str| text.find(|character| !is_part(character)).unwrap_or(text.len());
    let mut end = length(text);
    while end > 0 && text[end..].starts_with('.') && length(&text[end + 1..]) > 0 {
        end += 1 + length(&text[end + 1..]);
    }
    end
}
