//! The tags of one text and what stands there instead.

use super::{Filler, no_picture};
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::template::PicturePlace;
use crate::documents::template::block::{Block, unpaired};
use crate::documents::template::inline::{self, Asked};
use crate::documents::template::inspect::{Branch, Purpose};
use crate::documents::template::tags::{self, Statement, Tag, TagKind};
use crate::documents::template::values::Scope;
use crate::documents::template::values::rich::{InlinePicture, Rich};

/// What a text can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::documents::template) enum Holds {
    /// Text alone, as attributes do.
    Text,
    /// Text with formatting and links.
    Formatting,
    /// That, and pictures.
    Pictures,
}

/// A range of a text and what stands there instead.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::documents::template) struct Edit {
    /// Bytes of the old text.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The new text.
    pub new: Rich,
}

impl Filler<'_> {
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
}

/// The text with its edits made.
pub(in crate::documents::template) fn applied(text: &str, edits: &[Edit]) -> Rich {
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
