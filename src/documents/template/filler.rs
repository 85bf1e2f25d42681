//! What filling one part keeps track of: problems, their place, and how much has been written.

use minijinja::Value;

use super::inspect::{Branch, Purpose};
use super::tags::{self, Statement, Tag, TagKind};
use super::values::{Scope, Values};
use super::wall::Wall;
use crate::documents::TagProblem;
use crate::documents::problem::{Fault, FaultCode};

/// Fills texts of one part and collects what cannot be filled.
#[derive(Debug)]
pub(super) struct Filler<'d> {
    pub values: &'d Values,
    pub part: String,
    /// The paragraph at work, counted from 1.
    pub position: usize,
    /// Its text, when it holds a tag.
    pub text: String,
    /// What could not be filled.
    pub problems: Vec<TagProblem>,
    /// How many places were filled.
    pub filled: usize,
    /// The places for pictures, and what hangs there.
    pub wall: Wall,
    budget: u64,
}

/// A range of a text and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// Bytes of the old text.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The new text.
    pub text: String,
}

impl<'d> Filler<'d> {
    /// A filler for a part that may write so many bytes beyond what the template has.
    pub fn new(values: &'d Values, part: &str, budget: u64) -> Self {
        Self {
            values,
            part: part.to_owned(),
            position: 0,
            text: String::new(),
            problems: Vec::new(),
            filled: 0,
            wall: Wall::default(),
            budget,
        }
    }

    /// Notes a tag that cannot be filled, once.
    pub fn problem(&mut self, tag: &str, fault: Fault) {
        let problem = fault.at(&self.part, self.position, &self.text, tag);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// How many more bytes may be written.
    pub fn budget(&self) -> u64 {
        self.budget
    }

    /// Whether so many more bytes may be written; notes a problem with `tag` when not.
    pub fn spend(&mut self, bytes: u64, tag: &str) -> bool {
        let left = self.budget.checked_sub(bytes);
        self.budget = left.unwrap_or(0);
        if left.is_none() {
            let fault = Fault::new(FaultCode::TooMuch, "it fills the document beyond its largest size");
            self.problem(tag, fault.hint("split the data over several documents"));
        }
        left.is_some()
    }

    /// Hangs a picture at the place of that number; the number of the hanging. Notes a problem when there is none.
    pub fn hang(&mut self, place: usize, scope: &Scope) -> usize {
        let Some(place) = self.wall.place(place).cloned() else { return 0 };
        let outer = std::mem::replace(&mut self.position, place.position);
        if self.looks(Purpose::Picture(place.place.clone()), &place.place.name, &place.tag, scope) {
            self.position = outer;
            return 0;
        }
        let prompt = (place.place.prompt.as_deref())
            .map(|prompt| self.text(prompt, scope).unwrap_or_else(|| prompt.to_owned()));
        let hanging = self.wall.hang(&place.place, prompt, scope.look_up(&place.place.name));
        match self.wall.can_hang(hanging) {
            true => self.filled += 1,
            false => self.problem(&place.tag, no_picture(&place.place.name)),
        }
        self.position = outer;
        hanging
    }

    /// Whether a condition holds; a problem counts as no.
    pub fn holds(&mut self, condition: &str, tag: &str, scope: &Scope) -> bool {
        if self.looks(Purpose::Condition, condition, tag, scope) {
            return true;
        }
        let holds = self.values.holds(condition, scope);
        holds.unwrap_or_else(|fault| {
            self.problem(tag, fault);
            false
        })
    }

    /// One scope for each item of a loop; none after a problem.
    pub fn scopes(&mut self, names: &[String], list: &str, tag: &str, scope: &Scope) -> Vec<Scope> {
        if let Some(scope) = self.looks_into(names, list, tag, scope) {
            return vec![scope];
        }
        let items = self.values.items(list, scope).unwrap_or_else(|fault| {
            self.problem(tag, fault);
            Vec::new()
        });
        let length = items.len();
        let each = |(at, item): (usize, Value)| {
            let count = [("index", at + 1), ("index0", at), ("length", length)];
            let ends = [("first", at == 0), ("last", at + 1 == length)];
            let count = count.map(|(name, value)| (name, Value::from(value)));
            let ends = ends.map(|(name, value)| (name, Value::from(value)));
            let counter = ("loop".to_owned(), Value::from_pairs(count.into_iter().chain(ends)));
            let named: Vec<(String, Value)> = match names {
                [name] => vec![(name.clone(), item)],
                names => names
                    .iter()
                    .enumerate()
                    .map(|(at, name)| (name.clone(), item.get_item(&Value::from(at)).unwrap_or_default()))
                    .collect(),
            };
            scope.with(named.into_iter().chain([counter]))
        };
        items.into_iter().enumerate().map(each).collect()
    }

    /// The text with all its tags filled; `None` when it has none.
    pub fn text(&mut self, text: &str, scope: &Scope) -> Option<String> {
        let edits = self.edits(text, scope);
        (!edits.is_empty()).then(|| applied(text, &edits))
    }

    /// What to change in a text to fill its tags, in order and without overlaps.
    pub fn edits(&mut self, text: &str, scope: &Scope) -> Vec<Edit> {
        if !text.contains('{') {
            return Vec::new();
        }
        let tags = tags::scan(text);
        let mut edits = Vec::new();
        text.clone_into(&mut self.text);
        self.tag_edits(text, &tags, scope, &mut edits);
        self.filled += edits.len();
        edits
    }

    fn tag_edits(&mut self, text: &str, tags: &[Tag], scope: &Scope, edits: &mut Vec<Edit>) {
        let statements: Vec<_> = tags.iter().map(Tag::statement).collect();
        let mut at = 0;
        while let Some(tag) = tags.get(at) {
            let source = &text[tag.range.clone()];
            let mut push = |text| edits.push(Edit { start: tag.range.start, end: tag.range.end, text });
            match &tag.kind {
                TagKind::Comment => push(String::new()),
                TagKind::Wrong(fault) => self.problem(source, fault.clone()),
                TagKind::Value(expression) if self.looks(Purpose::Value, expression, source, scope) => {}
                TagKind::Value(expression) => match self.values.text(expression, scope) {
                    Ok(value) if self.spend(value.len() as u64, source) => push(value),
                    Ok(_) => {}
                    Err(fault) => self.problem(source, fault),
                },
                TagKind::Statement(_) => match Block::at(&statements, at) {
                    Some(block) => {
                        self.block_edits(text, tags, &block, scope, edits);
                        at = block.end;
                    }
                    None => self.problem(source, unpaired(tag.statement())),
                },
            }
            at += 1;
        }
    }

    fn block_edits(&mut self, text: &str, tags: &[Tag], block: &Block, scope: &Scope, edits: &mut Vec<Edit>) {
        let (open, close) = (&tags[block.heads[0]], &tags[block.end]);
        let source = &text[open.range.clone()];
        if let TagKind::Statement(Statement::For { names, list }) = &open.kind {
            let body = &text[open.range.end..tags[block.branch_end(0)].range.start];
            let mut repeated = String::new();
            for scope in self.scopes(names, list, source, scope) {
                let item = self.text(body, &scope).unwrap_or_else(|| body.to_owned());
                if !self.spend(item.len() as u64 + 16, source) {
                    break;
                }
                repeated.push_str(&item);
            }
            edits.push(Edit { start: open.range.start, end: close.range.end, text: repeated });
            return;
        }
        let cut = |start, end| Edit { start, end, text: String::new() };
        let position = self.position;
        let branches = block.heads.iter().enumerate().filter_map(|(branch, &at)| {
            let tag = &text[tags[at].range.clone()];
            Some(Branch { branch, head: tags[at].statement()?, tag, position })
        });
        let mut from = open.range.start;
        for (chosen, scope) in self.taken(branches, scope) {
            let (head, end) = (block.heads[chosen], block.branch_end(chosen));
            edits.push(cut(from, tags[head].range.end));
            self.tag_edits(text, &tags[head + 1..end], &scope, edits);
            from = tags[end].range.start;
        }
        edits.push(cut(from, close.range.end));
    }

    /// Whether a branch with this head is the one to take, when none before it was.
    pub fn takes(&mut self, head: &Statement, tag: &str, scope: &Scope) -> bool {
        match head {
            Statement::If(condition) | Statement::ElseIf(condition) => self.holds(condition, tag, scope),
            Statement::Else => true,
            _ => false,
        }
    }
}

fn no_picture(name: &str) -> Fault {
    Fault::new(FaultCode::MissingPicture, format!("there is no picture for {name}"))
        .hint(format!("give the data {{\"{name}\": {{\"prompt\": \"…\"}}}} or a data: URL of a picture"))
}

/// Why a statement stands alone.
pub(super) fn unpaired(statement: Option<&Statement>) -> Fault {
    let other = match statement {
        Some(Statement::For { .. }) => "{% endfor %}",
        Some(Statement::If(_)) => "{% endif %}",
        Some(Statement::EndFor) => "{% for … %}",
        _ => "{% if … %}",
    };
    Fault::new(FaultCode::UnpairedTag, format!("its other half {other} is missing"))
        .hint("put both in one paragraph, or each alone in a paragraph or table row of the same text")
}

/// A statement with its branches and its end, as places in a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Where `for`, or `if` and each `elif` and `else`, stand.
    pub heads: Vec<usize>,
    /// Where the end stands.
    pub end: usize,
}

impl Block {
    /// The block that opens at `at`; `None` when nothing opens there or it does not end.
    pub fn at(statements: &[Option<&Statement>], at: usize) -> Option<Self> {
        let is_loop = match statements.get(at)?.as_ref()? {
            Statement::For { .. } => true,
            Statement::If(_) => false,
            _ => return None,
        };
        let mut heads = vec![at];
        let mut depth = 0_usize;
        for (place, statement) in statements.iter().enumerate().skip(at + 1) {
            match statement {
                Some(Statement::For { .. } | Statement::If(_)) => depth += 1,
                Some(Statement::EndFor) if depth == 0 => {
                    return is_loop.then_some(Self { heads, end: place });
                }
                Some(Statement::EndIf) if depth == 0 => {
                    return (!is_loop).then_some(Self { heads, end: place });
                }
                Some(Statement::EndFor | Statement::EndIf) => depth = depth.checked_sub(1)?,
                Some(Statement::Else | Statement::ElseIf(_)) if depth == 0 => heads.push(place),
                _ => {}
            }
        }
        None
    }

    /// Where a branch ends.
    pub fn branch_end(&self, branch: usize) -> usize {
        self.heads.get(branch + 1).copied().unwrap_or(self.end)
    }
}

/// The text with its edits made.
pub(super) fn applied(text: &str, edits: &[Edit]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        new.push_str(&text[at..edit.start]);
        new.push_str(&edit.text);
        at = edit.end;
    }
    new + &text[at..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Language;
    use serde_json::json;

    fn check(text: &str, expected: &str) {
        let data = json!({"a": "A", "yes": true, "no": false, "list": [1, 2], "none": [], "map": {"k": "v", "a": "w"}});
        let values = Values::new(Language::English);
        let mut filler = Filler::new(&values, "part", 1_000);
        let found = filler.text(text, &Scope::new(&data)).unwrap_or_else(|| text.to_owned());
        let problems: Vec<_> = filler.problems.iter().map(|p| format!("!{}: {}", p.tag, p.problem)).collect();
        assert_eq!(found + &problems.concat(), expected, "{text}");
    }

    #[test]
    fn texts_are_filled() {
        check("x {{ a }} y{# z #}", "x A y");
        check("{% if yes %}1{{ a }}{% else %}2{% endif %}3", "1A3");
        check("{% if no %}1{% elif yes %}2{{ a }}{% else %}3{% endif %}", "2A");
        check("{% if no %}1{% endif %}", "");
        check("{% for x in list %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}.", "1, 2.");
        check(
            "{% for x in list %}{% for y in list %}{{ x }}{{ y }} {% endfor %}{% endfor %}",
            "11 12 21 22 ",
        );
        check(
            "{% for x in list %}{% for a in list %}{{ loop.index }}{{ a }}{% endfor %}{% endfor %}",
            "11221122",
        );
        check("{% for k, v in map %}{{ k }}={{ v }}{% endfor %}{% for x in none %}x{% endfor %}", "k=va=w");
    }

    #[test]
    fn all_problems_are_collected() {
        check(
            "{{ b }}{{ c }}",
            "{{ b }}{{ c }}!{{ b }}: the data has no value for `b`!{{ c }}: the data has no value for `c`",
        );
        check("{% if yes %}", "{% if yes %}!{% if yes %}: its other half {% endif %} is missing");
        check("{% endfor %}", "{% endfor %}!{% endfor %}: its other half {% for … %} is missing");
        check("{% for x in a %}{% endfor %}", "!{% for x in a %}: its value is a string, not a list");
    }

    #[test]
    fn growth_is_bounded() {
        let nested = "{% for x in list %}".repeat(20) + &"{% endfor %}".repeat(20);
        let values = Values::new(Language::English);
        let mut filler = Filler::new(&values, "part", 1_000);
        filler.text(&nested, &Scope::new(&json!({"list": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]})));
        assert!(filler.problems[0].problem.contains("beyond its largest size"));
    }
}
