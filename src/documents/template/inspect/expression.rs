//! What an expression takes from the data, and what it does with it, without evaluating it.

/// Words of expressions that are no names of values.
const WORDS: [&str; 13] =
    ["and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None"];

/// One name that an expression takes from the data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    /// Its steps; [`ITEM`] where an item is taken by its number.
    pub path: Vec<String>,
    /// The filters it goes through, in order.
    pub filters: Vec<String>,
    /// What stands beside it says.
    pub hint: Hint,
    /// Whether the expression asks if it is there, or says what stands for it.
    pub is_optional: bool,
}

/// The step to an item of a list.
pub(super) const ITEM: &str = "[]";

/// What the surroundings of a name say about its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hint {
    /// Nothing.
    #[default]
    Nothing,
    /// It is calculated with, or compared with a number.
    Number,
    /// It is compared with a text.
    Text,
    /// Something is looked for in it.
    List,
}

/// Names that are called in an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::documents::template) enum Call<'e> {
    Filter(&'e str),
    Test(&'e str),
    Function(&'e str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'e> {
    Name(&'e str),
    Number,
    Text(&'e str),
    Sign(char),
}

use Token::{Name, Number, Sign, Text};

/// The names that an expression takes from the data, in order.
pub(super) fn uses(expression: &str) -> Vec<Use> {
    let tokens = tokens(expression);
    let mut uses = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match (tokens[at], role(&tokens, at)) {
            (Name(_), Role::Value) => {
                let (found, end) = read_use(&tokens, at);
                uses.push(found);
                at = end;
            }
            _ => at += 1,
        }
    }
    uses
}

/// The filters, tests and functions of an expression, in order.
pub(in crate::documents::template) fn calls(expression: &str) -> Vec<Call<'_>> {
    let tokens = tokens(expression);
    let call = |(at, token): (usize, &Token<'_>)| match (token, role(&tokens, at)) {
        (Name(_), Role::Filter | Role::Test | Role::Function) => Some(at),
        _ => None,
    };
    let places: Vec<usize> = tokens.iter().enumerate().filter_map(call).collect();
    let named = |at: usize| match (tokens[at], role(&tokens, at)) {
        (Name(name), Role::Filter) => Some(Call::Filter(name)),
        (Name(name), Role::Test) => Some(Call::Test(name)),
        (Name(name), _) => Some(Call::Function(name)),
        _ => None,
    };
    places.into_iter().filter_map(named).collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Value,
    Filter,
    Test,
    Function,
    /// A keyword, the name of an argument, a method or an attribute.
    Nothing,
}

fn role(tokens: &[Token<'_>], at: usize) -> Role {
    let token = |at: Option<usize>| at.and_then(|at| tokens.get(at)).copied();
    let (before, next) = (token(at.checked_sub(1)), token(Some(at + 1)));
    let is_test = before == Some(Name("is"))
        || (before == Some(Name("not")) && token(at.checked_sub(2)) == Some(Name("is")));
    let is_argument = matches!(before, Some(Sign('(' | ',')))
        && next == Some(Sign('='))
        && token(Some(at + 2)) != Some(Sign('='));
    match tokens[at] {
        Name("not") if is_test => Role::Nothing,
        Name(_) if before == Some(Sign('|')) => Role::Filter,
        Name(_) if is_test => Role::Test,
        Name(word) if WORDS.contains(&word) => Role::Nothing,
        Name(_) if before == Some(Sign('.')) || is_argument => Role::Nothing,
        Name(_) if next == Some(Sign('(')) => Role::Function,
        _ => Role::Value,
    }
}

/// The use that begins at a name, and where it ends.
fn read_use(tokens: &[Token<'_>], start: usize) -> (Use, usize) {
    let token = |at: usize| tokens.get(at).copied();
    let mut found = Use::default();
    let mut at = start;
    if let Some(Name(name)) = token(at) {
        found.path.push(name.to_owned());
    }
    at += 1;
    loop {
        match (token(at), token(at + 1), token(at + 2)) {
            // A method is none of the data's own names.
            (Some(Sign('.')), Some(Name(_)), Some(Sign('('))) => break,
            (Some(Sign('.')), Some(Name(name)), _) => {
                found.path.push(name.to_owned());
                at += 2;
            }
            (Some(Sign('[')), Some(Text(name)), Some(Sign(']'))) => {
                found.path.push(name.to_owned());
                at += 3;
            }
            (Some(Sign('[')), Some(Number), Some(Sign(']'))) => {
                found.path.push(ITEM.to_owned());
                at += 3;
            }
            (Some(Sign('[')), Some(Sign('-')), Some(Number)) if token(at + 3) == Some(Sign(']')) => {
                found.path.push(ITEM.to_owned());
                at += 4;
            }
            _ => break,
        }
    }
    found.hint = hint(tokens, start, at);
    let asks = |at: usize| matches!(token(at), Some(Name("defined" | "undefined")));
    found.is_optional = token(at) == Some(Name("is"))
        && (asks(at + 1) || (token(at + 1) == Some(Name("not")) && asks(at + 2)));
    let end = at;
    while let (Some(Sign('|')), Some(Name(filter))) = (token(at), token(at + 1)) {
        found.is_optional |= matches!(filter, "default" | "d");
        found.filters.push(filter.to_owned());
        at = after_arguments(tokens, at + 2);
    }
    (found, end)
}

/// The end of the arguments that may begin at `at`.
fn after_arguments(tokens: &[Token<'_>], at: usize) -> usize {
    if tokens.get(at) != Some(&Sign('(')) {
        return at;
    }
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(at) {
        match token {
            Sign('(') => depth += 1,
            Sign(')') if depth == 1 => return place + 1,
            Sign(')') => depth -= 1,
            _ => {}
        }
    }
    tokens.len()
}

fn hint(tokens: &[Token<'_>], start: usize, end: usize) -> Hint {
    let before = |back: usize| start.checked_sub(back).and_then(|at| tokens.get(at)).copied();
    let next = |on: usize| tokens.get(end + on).copied();
    let is_sum = |sign: Option<Token<'_>>| matches!(sign, Some(Sign('+' | '-' | '*' | '/' | '%')));
    let other = match (before(1), next(0)) {
        (Some(Name("in")), _) => return Hint::List,
        (_, Some(Sign('<' | '>' | '=' | '!'))) => {
            if next(1) == Some(Sign('=')) {
                next(2)
            } else {
                next(1)
            }
        }
        (Some(Sign('<' | '>')), _) => before(2),
        (Some(Sign('=')), _) => {
            if matches!(before(2), Some(Sign('=' | '!' | '<' | '>'))) {
                before(3)
            } else {
                None
            }
        }
        (left, right) if is_sum(left) || is_sum(right) => {
            let is_text = matches!(before(2), Some(Text(_))) && is_sum(left)
                || matches!(next(1), Some(Text(_))) && is_sum(right);
            return if is_text { Hint::Text } else { Hint::Number };
        }
        _ => None,
    };
    match other {
        Some(Number) => Hint::Number,
        Some(Text(_)) => Hint::Text,
        Some(Sign('-')) => Hint::Number,
        _ => Hint::Nothing,
    }
}

fn tokens(expression: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = expression;
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '"' | '\'' => {
                let end = rest[1..].find(first).map_or(rest.len(), |end| end + 1);
                (Some(Text(&rest[1..end])), (end + 1).min(rest.len()))
            }
            _ if first.is_ascii_digit() => {
                let is_part = |character: char| character.is_ascii_alphanumeric() || "._".contains(character);
                (Some(Number), rest.find(|character| !is_part(character)).unwrap_or(rest.len()))
            }
            _ if first.is_alphabetic() || first == '_' => {
                let is_part = |character: char| character.is_alphanumeric() || character == '_';
                let length = rest.find(|character| !is_part(character)).unwrap_or(rest.len());
                (Some(Name(&rest[..length])), length)
            }
            _ if first.is_whitespace() => (None, first.len_utf8()),
            _ => (Some(Sign(first)), first.len_utf8()),
        };
        tokens.extend(token);
        rest = &rest[length..];
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str, expected: &[&str]) {
        let shown = |found: &Use| {
            let mut line = found.path.join(".");
            found.filters.iter().for_each(|filter| line += &format!("|{filter}"));
            match found.hint {
                Hint::Nothing => {}
                hint => line += &format!(":{hint:?}"),
            }
            line + if found.is_optional { "?" } else { "" }
        };
        assert_eq!(uses(expression).iter().map(shown).collect::<Vec<_>>(), expected, "{expression}");
    }

    #[test]
    fn names_come_with_what_is_done_to_them() {
        check("a", &["a"]);
        check("a.b | upper", &["a.b|upper"]);
        check("이름['성'].x", &["이름.성.x"]);
        check("list[0].x | number(decimals=2) | trim", &["list.[].x|number|trim"]);
        check("a | default(b)", &["a|default?", "b"]);
        check("a is defined and b is not undefined", &["a?", "b?"]);
        check("price * count + 2", &["price:Number", "count:Number"]);
        check("a > 3 and b == 'x' and 4 <= c", &["a:Number", "b:Text", "c:Number"]);
        check("x in list", &["x", "list:List"]);
        check("'a' ~ b if not c else \"d.e\"", &["b", "c"]);
        check("range(n)", &["n"]);
        check("items | sort(attribute='x', reverse=true)", &["items|sort"]);
        check("a.items()", &["a"]);
        check("1.5e3", &[]);
    }

    #[test]
    fn what_is_called_is_told() {
        use Call::{Filter, Function, Test};
        let check = |expression: &str, expected: &[Call<'_>]| assert_eq!(calls(expression), expected);
        check("a | b | c(d | e)", &[Filter("b"), Filter("c"), Filter("e")]);
        check("a is odd or a is not even", &[Test("odd"), Test("even")]);
        check("range(3) ~ a.keys()", &[Function("range")]);
    }
}
