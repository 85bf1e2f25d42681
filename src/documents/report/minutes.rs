//! What minutes have that other texts have not: facts about the meeting, and tasks with an owner and a day.

use super::labels::Labels;
use super::model::{Block, Cell, Fact, Head, Item, Kind, List, Report, Side, Span, Table, Words, words};
use crate::scene::Language;

/// One thing to be done.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Action {
    pub task: Cell,
    pub owner: String,
    pub due: String,
    pub state: String,
}

impl Report {
    /// The document as the kind and in the language that are wanted; what is `None` stays as the text says.
    pub fn settled(mut self, kind: Option<Kind>, language: Option<Language>) -> Self {
        self.kind = kind.unwrap_or(self.kind);
        self.head.language = Some(language.unwrap_or_else(|| self.language()));
        if self.kind == Kind::Minutes {
            facts(&mut self.head);
            let labels = Labels::of(self.language());
            for block in &mut self.blocks {
                if let Some(table) = task_table(block, labels) {
                    *block = Block::Table(table);
                }
            }
        }
        self
    }
}

/// The day and the writer stand among the facts.
fn facts(head: &mut Head) {
    let has = |head: &Head, fact| head.facts.iter().any(|(known, _)| *known == fact);
    if !head.date.is_empty() && !has(head, Fact::Date) {
        head.facts.push((Fact::Date, vec![head.date.clone()]));
    }
    if !head.author.is_empty() && !has(head, Fact::Writer) {
        head.facts.push((Fact::Writer, vec![head.author.clone()]));
    }
    head.facts.sort_by_key(|(fact, _)| *fact as u8);
}

/// A task list, when any of its items says who or until when.
fn task_table(block: &Block, labels: &Labels) -> Option<Table> {
    let Block::List(list) = block else { return None };
    let plain_item =
        |item: &Item| item.done.is_some() && matches!(item.blocks.as_slice(), [Block::Paragraph(_)]);
    if !list.items.iter().all(plain_item) {
        return None;
    }
    let actions: Vec<Action> = list.items.iter().map(|item| action(item, labels)).collect();
    let says = |action: &Action| !action.owner.is_empty() || !action.due.is_empty();
    actions.iter().any(says).then(|| table(&actions, labels))
}

fn action(item: &Item, labels: &Labels) -> Action {
    let Some(Block::Paragraph(spans)) = item.blocks.first() else { return Action::default() };
    let state = if item.done == Some(true) { labels.done } else { labels.open };
    let mut action = Action { task: spans.clone(), state: state.to_owned(), ..Action::default() };
    if let Some(Span::Words(Words { text, .. })) = action.task.last_mut()
        && let Some((task, said)) = bracketed(text)
    {
        for part in said.split([',', ';']) {
            match (named(part, &OWNER), named(part, &DUE)) {
                (Some(owner), _) => action.owner = owner,
                (_, Some(due)) => action.due = due,
                _ if action.owner.is_empty() && action.due.is_empty() => {
                    action.owner = part.trim().to_owned();
                }
                _ if action.due.is_empty() => action.due = part.trim().to_owned(),
                _ => action.due = format!("{}, {}", action.due, part.trim()),
            }
        }
        *text = task;
    }
    action
}

const OWNER: [&str; 6] = ["owner", "담당자", "담당", "担当", "负责人", "who"];
const DUE: [&str; 7] = ["due", "by", "until", "기한", "마감", "期限", "까지"];

/// What stands in the last brackets, and what before them.
fn bracketed(text: &str) -> Option<(String, String)> {
    let inner = text.trim_end().strip_suffix(')')?;
    let (task, said) = inner.rsplit_once('(')?;
    let is_empty = said.trim().is_empty() || task.trim().is_empty();
    (!is_empty).then(|| (task.trim_end().to_owned(), said.to_owned()))
}

/// The value of a part such as "owner: Kim", "@Kim" or "~12월 4일".
fn named(part: &str, names: &[&str]) -> Option<String> {
    let part = part.trim();
    let sign = if names.contains(&"owner") { '@' } else { '~' };
    if let Some(value) = part.strip_prefix(sign) {
        return Some(value.trim().to_owned());
    }
    let (name, value) = part.split_once([':', '：'])?;
    let name = name.trim().to_lowercase();
    names.contains(&name.as_str()).then(|| value.trim().to_owned())
}

/// The table of what is to be done.
pub(super) fn table(actions: &[Action], labels: &Labels) -> Table {
    let has_state = actions.iter().any(|action| action.state != labels.open && !action.state.is_empty());
    let mut head = vec![labels.task, labels.owner, labels.due];
    head.extend(has_state.then_some(labels.state));
    let row = |action: &Action| {
        let mut row = vec![action.task.clone(), words(&action.owner), words(&action.due)];
        row.extend(has_state.then(|| words(&action.state)));
        row
    };
    Table {
        sides: vec![Side::Start; head.len()],
        head: head.into_iter().map(words).collect(),
        rows: actions.iter().map(row).collect(),
        caption: Vec::new(),
    }
}

/// What was decided, numbered.
pub(super) fn numbered(lines: impl IntoIterator<Item = Cell>) -> Block {
    let item = |line| Item { done: None, blocks: vec![Block::Paragraph(line)] };
    Block::List(List { start: Some(1), items: lines.into_iter().map(item).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::report::model::plain;

    #[test]
    fn tasks_say_who_and_until_when() {
        let check = |text: &str, expected: [&str; 3]| {
            let item = Item { done: Some(false), blocks: vec![Block::Paragraph(words(text))] };
            let action = action(&item, Labels::of(Language::Korean));
            assert_eq!([plain(&action.task), action.owner, action.due], expected, "{text}");
        };
        check("자료 배포 (담당: 최하은, 기한: 11월 30일)", ["자료 배포", "최하은", "11월 30일"]);
        check("Send slides (owner: Kim; due: 4 December)", ["Send slides", "Kim", "4 December"]);
        check("점검 (@김도윤, ~12월 4일)", ["점검", "김도윤", "12월 4일"]);
        check("점검 (김도윤, 12월 4일)", ["점검", "김도윤", "12월 4일"]);
        check("Ask (maybe) later", ["Ask (maybe) later", "", ""]);
        check("(all of it)", ["(all of it)", "", ""]);
    }
}
