//! What filling one part keeps track of: problems, their place, and how much has been written; [`edits`] fills its texts.

use std::collections::HashSet;

use minijinja::Value;

pub(super) use super::block::{Block, unpaired};
use super::inspect::Purpose;
use super::links::Links;
use super::tags::Statement;
use super::values::{Scope, Values};
use super::wall::Wall;
use crate::documents::TagProblem;
use crate::documents::problem::{Fault, FaultCode};

pub(super) mod edits;
#[cfg(test)]
mod tests;

pub(super) use edits::{Edit, Holds};

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
