//! What filling one part keeps track of: problems, their place, and how much has been written.

use std::collections::HashSet;

use minijinja::Value;

use super::PicturePlace;
pub(super) use super::block::{Block, unpaired};
use super::inline::{self, Asked};
use super::inspect::{Branch, Purpose};
use super::links::Links;
use super::tags::{self, Statement, Tag, TagKind};
use super::values::rich::{InlinePicture, Rich};
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
    /// Its text, when it holds a tag, and what that text can hold.
    pub text: String,
    holds: Holds,
    /// The expressions that cannot be evaluated, with their paragraphs.
    failed: HashSet<(usize, String)>,
    /// The addresses that values link to.
    pub links: Links,
    /// The part has the namespaces of strict documents.
    pub is_strict: bool,
    /// What could not be filled.
    pub problems: Vec<TagProblem>,
    /// How many places were filled.
    pub filled: usize,
    /// The places for pictures, and what hangs there.
    pub wall: Wall,
    budget: u64,
}

/// What a text can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Text alone, as attributes do.
    Text,
    /// Text with formatting and links.
    Formatting,
    /// That, and pictures.
    Pictures,
}

/// A range of a text and what stands there instead.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
    /// Bytes of the old text.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The new text.
    pub new: Rich,
}

impl<'d> Filler<'d> {
    /// A filler for a part that may write so many bytes beyond what the template has.
    pub fn new(values: &'d Values, part: &str, budget: u64) -> Self {
        Self {
            values,
            part: part.to_owned(),
            position: 0,
            text: String::new(),
            holds: Holds::Text,
            failed: HashSet::new(),
            links: Links::default(),
            is_strict: false,
            problems: Vec::new(),
            filled: 0,
            wall: Wall::default(),
            budget,
        }
    }

    /// Notes a tag that cannot be filled, once.
    pub fn problem(&mut self, tag: &str, fault: Fault) {
        let problem = fault.at(&self.part, self.position, &self.text, tag);
        if self.problems.len() < MOST_PROBLEMS && !self.problems.contains(&problem) {
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
        if items.len() > MOST_ROUNDS {
            self.problem(tag, too_many_rounds(items.len()));
            return Vec::new();
        }
        let length = items.len();
        let each = |(at, item)| scope.with(in_round(names, item, at, length));
        items.into_iter().enumerate().map(each).collect()
    }

    /// The text with all its tags filled; `None` when it has none.
    pub fn text(&mut self, text: &str, scope: &Scope) -> Option<String> {
        let edits = self.edits(text, Holds::Text, scope);
        (!edits.is_empty()).then(|| applied(text, &edits).text)
    }

    /// What to change in a text to fill its tags, in order and without overlaps.
    pub fn edits(&mut self, text: &str, holds: Holds, scope: &Scope) -> Vec<Edit> {
        if !text.contains('{') {
            return Vec::new();
        }
        self.holds = holds;
        text.clone_into(&mut self.text);
        let mut edits = Vec::new();
        self.tag_edits(text, &tags::scan(text), scope, &mut edits);
        self.filled += edits.len();
        edits
    }

    fn tag_edits(&mut self, text: &str, tags: &[Tag], scope: &Scope, edits: &mut Vec<Edit>) {
        let statements: Vec<_> = tags.iter().map(Tag::statement).collect();
        let mut at = 0;
        while let Some(tag) = tags.get(at) {
            let source = &text[tag.range.clone()];
            let mut push = |new| edits.push(Edit { start: tag.range.start, end: tag.range.end, new });
            match &tag.kind {
                TagKind::Comment => push(Rich::default()),
                TagKind::Wrong(fault) => self.problem(source, fault.clone()),
                TagKind::Value(expression) => {
                    if let Some(value) = self.value(expression, source, scope) {
                        push(value);
                    }
                }
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

    /// What a tag becomes; `None` after a problem.
    fn value(&mut self, expression: &str, tag: &str, scope: &Scope) -> Option<Rich> {
        if self.failed.contains(&(self.position, expression.to_owned())) {
            return None; // in a loop it would fail once more for each round
        }
        let value = match inline::asked(expression) {
            Some(asked) => asked.and_then(|asked| self.picture(&asked, tag, scope)),
            None if self.looks(Purpose::Value, expression, tag, scope) => return None,
            None => self.values.text(expression, scope),
        };
        match value {
            Ok(value) if self.spend(value.text.len() as u64, tag) => Some(self.held(value)),
            Ok(_) => None,
            Err(fault) => {
                self.failed.insert((self.position, expression.to_owned()));
                self.problem(tag, fault);
                None
            }
        }
    }

    /// The value as it can stand in the text at work: plain, or with its links known to the part.
    fn held(&mut self, mut value: Rich) -> Rich {
        if self.holds == Holds::Text {
            value.marks.clear();
        }
        for (_, look) in &mut value.marks {
            look.strict = self.is_strict;
            look.link = look.link.take().map(|address| self.links.id(&address));
        }
        value
    }

    fn picture(&mut self, asked: &Asked, tag: &str, scope: &Scope) -> Result<Rich, Fault> {
        if self.holds != Holds::Pictures {
            return Err(Fault::new(FaultCode::WrongPlace, "a picture cannot stand here")
                .hint("put the tag into running text of Word, or into the alternative text of a placeholder picture"));
        }
        let value = scope.look_up(&asked.name);
        let size = asked.size(value.as_ref());
        let place = PicturePlace { name: asked.name.clone(), size, fit: asked.fit, prompt: None, alt: None };
        if self.looks(Purpose::Picture(place.clone()), &asked.name, tag, scope) {
            return Ok(Rich::default());
        }
        let is_absent = value == Some(serde_json::Value::Null);
        let hanging = self.wall.hang(&place, None, value);
        match self.wall.can_hang(hanging) {
            true if is_absent => Ok(Rich::default()),
            true => Ok(Rich::picture(InlinePicture { hanging, room: asked.room })),
            false => Err(no_picture(&asked.name)),
        }
    }

    fn block_edits(&mut self, text: &str, tags: &[Tag], block: &Block, scope: &Scope, edits: &mut Vec<Edit>) {
        let cut = |start, end| Edit { start, end, new: Rich::default() };
        let position = self.position;
        let branches = block.heads.iter().enumerate().filter_map(|(branch, &at)| {
            let tag = &text[tags[at].range.clone()];
            Some(Branch { branch, head: tags[at].statement()?, tag, position })
        });
        let taken = match tags[block.heads[0]].statement() {
            Some(Statement::For { names, list }) => {
                let Some(taken) = self.loop_edits((text, tags), block, (names, list), scope, edits) else {
                    return;
                };
                taken
            }
            _ => self.taken(branches, scope),
        };
        let (start, end) = (tags[block.heads[0]].range.start, tags[block.end].range.end);
        let mut from = start;
        for (chosen, scope) in taken {
            let (head, end) = (block.heads[chosen], block.branch_end(chosen));
            edits.push(cut(from, tags[head].range.end));
            self.tag_edits(text, &tags[head + 1..end], &scope, edits);
            from = tags[end].range.start;
        }
        edits.push(cut(from, end));
    }

    /// Writes a loop out; the branch to take instead when there was nothing to go through.
    fn loop_edits(
        &mut self,
        (text, tags): (&str, &[Tag]),
        block: &Block,
        (names, list): (&[String], &str),
        scope: &Scope,
        edits: &mut Vec<Edit>,
    ) -> Option<Vec<(usize, Scope)>> {
        let (open, close) = (&tags[block.heads[0]], &tags[block.end]);
        let tag = &text[open.range.clone()];
        let scopes = self.scopes(names, list, tag, scope);
        let other = block.heads.get(1).map(|_| (1, scope.clone()));
        if scopes.is_empty() {
            return Some(other.into_iter().collect());
        }
        let body = open.range.end..tags[block.branch_end(0)].range.start;
        let new = self.repeated(&text[body], &scopes, tag);
        if let (true, Some((_, scope))) = (self.values.is_looking(), other) {
            let rest = &tags[block.heads[1] + 1..block.end];
            self.tag_edits(text, rest, &scope, &mut Vec::new());
        }
        edits.push(Edit { start: open.range.start, end: close.range.end, new });
        None
    }

    /// A piece of text, once for each scope.
    fn repeated(&mut self, body: &str, scopes: &[Scope], tag: &str) -> Rich {
        let mut repeated = Rich::default();
        let tags = tags::scan(body);
        for scope in scopes {
            let mut edits = Vec::new();
            self.tag_edits(body, &tags, scope, &mut edits);
            let item = applied(body, &edits);
            if !self.spend(item.text.len() as u64 + 16, tag) {
                break;
            }
            repeated.push(&item);
        }
        repeated
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

/// What the names of a loop mean in one round.
fn in_round(names: &[String], item: Value, at: usize, length: usize) -> Vec<(String, Value)> {
    let count = [("index", at + 1), ("index0", at), ("length", length)];
    let left = [("revindex", length - at), ("revindex0", length - at - 1)];
    let ends = [("first", at == 0), ("last", at + 1 == length)];
    let count = count.into_iter().chain(left).map(|(name, value)| (name, Value::from(value)));
    let counter = Value::from_pairs(count.chain(ends.map(|(name, value)| (name, Value::from(value)))));
    let part = |at: usize| item.get_item(&Value::from(at)).unwrap_or_default();
    let mut named: Vec<(String, Value)> = match names {
        [name] => vec![(name.clone(), item)],
        names => names.iter().enumerate().map(|(at, name)| (name.clone(), part(at))).collect(),
    };
    named.push(("loop".to_owned(), counter));
    named
}

/// The most problems that one part reports.
const MOST_PROBLEMS: usize = 200;

/// The most rounds of one loop: Word opens a table of 20,000 rows in minutes.
const MOST_ROUNDS: usize = 100_000;

fn too_many_rounds(rounds: usize) -> Fault {
    Fault::new(FaultCode::TooMuch, format!("the loop has {rounds} rounds; at most {MOST_ROUNDS} are written"))
        .hint("split the data over several documents")
}

fn no_picture(name: &str) -> Fault {
    Fault::new(FaultCode::MissingPicture, format!("there is no picture for {name}")).hint(format!(
        "give the data {{\"{name}\": {{\"file\": \"…\"}}}}, or \"prompt\" for one that is made"
    ))
}

/// The text with its edits made.
pub(super) fn applied(text: &str, edits: &[Edit]) -> Rich {
    let mut new = Rich::default();
    let mut at = 0;
    for edit in edits {
        new.push_str(&text[at..edit.start]);
        new.push(&edit.new);
        at = edit.end;
    }
    new.push_str(&text[at..]);
    new
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
    fn loops_over_nothing_have_an_else() {
        check("{% for x in none %}{{ x }}{% else %}no {{ a }}{% endfor %}.", "no A.");
        check("{% for x in list %}{{ x }}{% else %}no{% endfor %}.", "12.");
        check("{% for x in list %}{{ loop.revindex }}{{ loop.last }} {% endfor %}", "2false 1true ");
    }

    #[test]
    fn dashes_take_the_white_space_away() {
        check("a  {{- a -}}\n b", "aAb");
        check("a {%- if yes %} b{% endif -%}  c", "a bc");
        check("{% for x in list -%}\n {{ x }}, {%- endfor %}", "1,2,");
    }

    #[test]
    fn marks_of_docxtpl_are_understood() {
        check("{{r a }}{%r if yes %}1{%r endif %}{%p for x in list %}{{ x }}{%p endfor %}", "A112");
    }

    #[test]
    fn a_failing_tag_is_reported_once_for_all_rounds() {
        check(
            "{% for x in list %}{{ x.y }}{% endfor %}",
            "{{ x.y }}{{ x.y }}!{{ x.y }}: `x` in the data has no `y`",
        );
        let values = Values::new(Language::English);
        let mut filler = Filler::new(&values, "part", 1_000);
        let rows: Vec<u32> = (0..1_000_000).collect();
        filler.text("{% for x in l %}{{ x }}{% endfor %}", &Scope::new(&json!({"l": rows})));
        assert_eq!(filler.problems[0].problem, "the loop has 1000000 rounds; at most 100000 are written");
    }

    #[test]
    fn all_problems_are_collected() {
        check(
            "{{ b }}{{ c }}",
            "{{ b }}{{ c }}!{{ b }}: the data has no value for `b`!{{ c }}: the data has no value for `c`",
        );
        check("{% if yes %}", "{% if yes %}!{% if yes %}: its other half {% endif %} is missing");
        check("{% endfor %}", "{% endfor %}!{% endfor %}: its other half {% for … %} is missing");
        check("{% for x in a %}{% endfor %}", "!{% for x in a %}: its value is text, not a list");
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
