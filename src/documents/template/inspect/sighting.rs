//! Looking at a template instead of filling it: the filler goes its ordinary way, takes every branch, goes through
//! every loop once, and notes what it meets.
//!
//! What surrounds a tag travels in its [`Scope`] under a name that no expression can say.

use minijinja::Value;

use super::super::filler::Filler;
use super::super::tags::Statement;
use super::super::values::Scope;
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::template::PicturePlace;

/// The name in a scope under which its frames are kept.
const FRAMES: &str = "{frames}";

/// Something that a filling would meet.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::documents::template) struct Sighting {
    /// The part.
    pub part: String,
    /// The paragraph, counted from 1.
    pub position: usize,
    /// Both for people, as in `text, paragraph 3`.
    pub place: String,
    /// The text around the tag.
    pub around: String,
    /// The tag as it stands there.
    pub tag: String,
    /// What it is for.
    pub purpose: Purpose,
    /// Its expression; for a picture its name.
    pub expression: String,
    /// The loops and choices around it, the outermost first.
    pub frames: Vec<Frame>,
}

/// What an expression is for.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::documents::template) enum Purpose {
    /// Its value is written.
    Value,
    /// It decides.
    Condition,
    /// It is gone through, and each item gets these names.
    Loop(Vec<String>),
    /// A picture hangs there.
    Picture(PicturePlace),
}

/// What stands around a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::documents::template) enum Frame {
    /// A loop over the list, with the names of each item.
    Loop { names: Vec<String>, list: String },
    /// A branch that may not be taken.
    Choice,
}

/// One branch of a choice.
pub(in crate::documents::template) struct Branch<'s> {
    /// Which of the branches.
    pub branch: usize,
    /// What it opens with.
    pub head: &'s Statement,
    /// The same as it stands there.
    pub tag: &'s str,
    /// The paragraph of it.
    pub position: usize,
}

impl Filler<'_> {
    /// Notes an expression when the template is only looked at; `false` when it is filled.
    pub(in crate::documents::template) fn looks(
        &mut self,
        purpose: Purpose,
        expression: &str,
        tag: &str,
        scope: &Scope,
    ) -> bool {
        if !self.values.is_looking() {
            return false;
        }
        // A picture's name is no expression.
        let judged = match purpose {
            Purpose::Picture(_) => Ok(()),
            _ => self.values.judge(expression),
        };
        if let Err(fault) = judged {
            self.problem(tag, fault);
        }
        // Where a tag stands is told as a mistake in it would be.
        let told = Fault::new(FaultCode::MissingValue, "").at(&self.part, self.position, &self.text, tag);
        self.values.see(Sighting {
            place: told.place(),
            part: told.part,
            position: told.position,
            around: told.around,
            tag: told.tag,
            purpose,
            expression: expression.to_owned(),
            frames: frames(scope),
        });
        true
    }

    /// The scope of the one round that a loop gets when the template is only looked at.
    pub(in crate::documents::template) fn looks_into(
        &mut self,
        names: &[String],
        list: &str,
        tag: &str,
        scope: &Scope,
    ) -> Option<Scope> {
        let is_seen = self.looks(Purpose::Loop(names.to_vec()), list, tag, scope);
        is_seen.then(|| within(scope, Frame::Loop { names: names.to_vec(), list: list.to_owned() }))
    }

    /// The branches to take with their scopes: the first that holds, or every one when the template is only looked at.
    pub(in crate::documents::template) fn taken<'s>(
        &mut self,
        branches: impl Iterator<Item = Branch<'s>>,
        scope: &Scope,
    ) -> Vec<(usize, Scope)> {
        let mut taken = Vec::new();
        for Branch { branch, head, tag, position } in branches {
            self.position = position;
            if self.takes(head, tag, scope) {
                taken.push((branch, within(scope, Frame::Choice)));
                if !self.values.is_looking() {
                    return vec![(branch, scope.clone())];
                }
            }
        }
        taken
    }
}

fn within(scope: &Scope, frame: Frame) -> Scope {
    let mut all = items(&scope.hidden(FRAMES).unwrap_or_default());
    all.push(match frame {
        Frame::Choice => Value::from(Vec::<Value>::new()),
        Frame::Loop { names, list } => std::iter::once(list).chain(names).map(Value::from).collect(),
    });
    scope.with([(FRAMES.to_owned(), Value::from(all))])
}

fn frames(scope: &Scope) -> Vec<Frame> {
    let frame = |value: Value| match items(&value).as_slice() {
        [] => Frame::Choice,
        [list, names @ ..] => Frame::Loop {
            names: names.iter().map(|name| name.as_str().unwrap_or_default().to_owned()).collect(),
            list: list.as_str().unwrap_or_default().to_owned(),
        },
    };
    items(&scope.hidden(FRAMES).unwrap_or_default()).into_iter().map(frame).collect()
}

fn items(value: &Value) -> Vec<Value> {
    value.try_iter().map(Iterator::collect).unwrap_or_default()
}
