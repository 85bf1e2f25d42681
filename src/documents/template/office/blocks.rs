//! Loops and conditions over whole paragraphs and table rows; what lies between is filled by [`super::render`].

use super::columns;
use super::render::fill_node;
use super::text::{self, Stream};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};

use crate::documents::template::filler::{Block, Edit, Filler, unpaired};
use crate::documents::template::inspect::Branch;
use crate::documents::template::tags::{self, Statement, Tag, TagKind};
use crate::documents::template::values::Scope;
use crate::documents::template::values::rich::Rich;

/// Fills a list of nodes in place.
pub(super) fn fill<'a>(nodes: &mut Vec<Node<'a>>, filler: &mut Filler<'_>, scope: &Scope) {
    let is_text = |node: &Node<'_>| node.element().is_some_and(|child| child.is(Space::Drawing, "p"));
    let model = nodes.iter().find(|node| is_text(node)).and_then(Node::element).map(|text| text.sibling("p"));
    fill_all(nodes, filler, scope);
    // A text of a drawing keeps one paragraph, however few its loops leave.
    if !nodes.iter().any(is_text) {
        nodes.extend(model.map(Node::Element));
    }
}

fn fill_all<'a>(nodes: &mut Vec<Node<'a>>, filler: &mut Filler<'_>, scope: &Scope) {
    let controls: Vec<_> = nodes.iter().map(control).collect();
    if controls.iter().all(Option::is_none) {
        for node in nodes {
            fill_node(node, filler, scope);
        }
        return;
    }
    let old = std::mem::take(nodes);
    fill_blocks(&old, &controls, filler, scope, nodes);
}

/// A statement that governs whole paragraphs or table rows, with its tag.
struct Control {
    tag: String,
    position: usize,
    statement: Statement,
    /// Whether it opens and closes in this one row.
    is_whole_row: bool,
}

fn control(node: &Node<'_>) -> Option<Control> {
    let element = node.element()?;
    let text = match element {
        paragraph if paragraph.is_paragraph() => text::text_of(paragraph, Stream::Text),
        row if is_row(row) || is_cell(row) => row_text(row),
        _ => return None,
    };
    let position = first_position(element);
    match tags::lone(&text) {
        Some(TagKind::Statement(statement)) if !holds_more(element) => {
            Some(Control { tag: text, position, statement, is_whole_row: false })
        }
        None if is_row(element) && !columns::is_over_cells(element) => whole_row(&text, position),
        _ => None,
    }
}

fn is_row(element: &Element<'_>) -> bool {
    element.is(Space::Word, "tr") || element.is(Space::Drawing, "tr")
}

/// A cell with nothing but a tag repeats or chooses the cells after it.
fn is_cell(element: &Element<'_>) -> bool {
    element.is(Space::Word, "tc") || element.is(Space::Drawing, "tc")
}

fn is_table(element: &Element<'_>) -> bool {
    element.is(Space::Word, "tbl") || element.is(Space::Drawing, "tbl")
}

/// Whether something that is no text would be lost with the element.
fn holds_more(element: &Element<'_>) -> bool {
    ["drawing", "pict", "object", "sectPr"].contains(&element.local()) || element.elements().any(holds_more)
}

/// A loop within one row: `{% for … %}` opens its text and `{% endfor %}` closes it.
fn whole_row(text: &str, position: usize) -> Option<Control> {
    let tags = tags::scan(text);
    let statements: Vec<_> = tags.iter().map(Tag::statement).collect();
    let block = Block::at(&statements, 0).filter(|block| block.end + 1 == tags.len())?;
    let statement = statements[0].filter(|statement| matches!(statement, Statement::For { .. }))?.clone();
    let (open, close) = (&tags[0].range, &tags[block.end].range);
    let is_whole = text[..open.start].trim().is_empty() && text[close.end..].trim().is_empty();
    is_whole.then(|| Control { tag: text[open.clone()].to_owned(), position, statement, is_whole_row: true })
}

/// The texts of a row's own paragraphs, one after the other; tables within it speak for themselves.
fn row_text(element: &Element<'_>) -> String {
    if element.is_paragraph() {
        return text::text_of(element, Stream::Text);
    }
    element.elements().filter(|child| !is_table(child)).map(row_text).collect()
}

fn first_position(element: &Element<'_>) -> usize {
    match element.is_paragraph() {
        true => element.number,
        false => element.elements().map(first_position).find(|&number| number > 0).unwrap_or(0),
    }
}

fn fill_blocks<'a>(
    old: &[Node<'a>],
    controls: &[Option<Control>],
    filler: &mut Filler<'_>,
    scope: &Scope,
    new: &mut Vec<Node<'a>>,
) {
    let lone = |control: &Option<Control>| control.as_ref().is_some_and(|control| !control.is_whole_row);
    let statement =
        |control| lone(control).then(|| control.as_ref().map(|control| &control.statement)).flatten();
    let statements: Vec<_> = controls.iter().map(statement).collect();
    let mut at = 0;
    while let Some(node) = old.get(at) {
        let Some(control) = &controls[at] else {
            let mut node = node.clone();
            fill_node(&mut node, filler, scope);
            new.push(node);
            at += 1;
            continue;
        };
        filler.position = control.position;
        if control.is_whole_row {
            repeat_row(node, control, filler, scope, new);
            at += 1;
            continue;
        }
        let Some(block) = Block::at(&statements, at) else {
            filler.problem(&control.tag, unpaired(Some(&control.statement)));
            at += 1;
            continue;
        };
        filler.filled += 1;
        fill_block(old, controls, &block, filler, scope, new);
        at = block.end + 1;
    }
}

fn fill_block<'a>(
    old: &[Node<'a>],
    controls: &[Option<Control>],
    block: &Block,
    filler: &mut Filler<'_>,
    scope: &Scope,
    new: &mut Vec<Node<'a>>,
) {
    let head = |branch: usize| controls[block.heads[branch]].as_ref();
    let body = |branch: usize| &old[block.heads[branch] + 1..block.branch_end(branch)];
    let Some(first) = head(0) else { return };
    if let Statement::For { names, list } = &first.statement {
        let scopes = filler.scopes(names, list, &first.tag, scope);
        let is_other = scopes.is_empty() || filler.values.is_looking();
        if is_other && block.heads.len() > 1 {
            new.extend(copy(body(1), 0, filler, scope));
        }
        for (number, scope) in scopes.iter().enumerate() {
            if !filler.spend(body(0).iter().map(Node::weight).sum::<u64>() + 64, &first.tag) {
                return;
            }
            new.extend(copy(body(0), number, filler, scope));
        }
        return;
    }
    let branches = (0..block.heads.len()).filter_map(|branch| {
        let Control { statement, tag, position, .. } = head(branch)?;
        Some(Branch { branch, head: statement, tag, position: *position })
    });
    for (branch, scope) in filler.taken(branches, scope) {
        new.extend(copy(body(branch), 0, filler, &scope));
    }
}

fn repeat_row<'a>(
    row: &Node<'a>,
    control: &Control,
    filler: &mut Filler<'_>,
    scope: &Scope,
    new: &mut Vec<Node<'a>>,
) {
    let mut row = row.clone();
    if let Node::Element(element) = &mut row {
        cut_tag(element, true);
        cut_tag(element, false);
    }
    let Statement::For { names, list } = &control.statement else { return };
    filler.filled += 1;
    for (number, scope) in filler.scopes(names, list, &control.tag, scope).iter().enumerate() {
        if !filler.spend(row.weight() + 64, &control.tag) {
            return;
        }
        new.extend(copy(std::slice::from_ref(&row), number, filler, scope));
    }
}

/// The nodes again, filled. Every copy but the first gives up what may exist only once.
fn copy<'a>(nodes: &[Node<'a>], number: usize, filler: &mut Filler<'_>, scope: &Scope) -> Vec<Node<'a>> {
    let mut nodes = nodes.to_vec();
    if number > 0 {
        nodes.iter_mut().for_each(forget_identity);
    }
    fill(&mut nodes, filler, scope);
    nodes
}

/// Bookmarks, paragraph ids and content control ids must not come twice.
fn forget_identity(node: &mut Node<'_>) {
    let Node::Element(element) = node else { return };
    element.remove_attribute("paraId");
    element.remove_attribute("textId");
    element.remove_children("bookmarkStart");
    element.remove_children("bookmarkEnd");
    if element.is(Space::Word, "sdtPr") {
        element.remove_children("id");
    }
    if element.is(Space::Drawing, "tr") {
        element.remove_children("extLst"); // the row's id
    }
    element.children.iter_mut().for_each(forget_identity);
}

/// Takes out the first or the last tag of a row; whether it is done.
fn cut_tag(element: &mut Element<'_>, first: bool) -> bool {
    if element.is_paragraph() {
        let tags = tags::scan(&text::text_of(element, Stream::Text));
        let Some(tag) = (if first { tags.first() } else { tags.last() }) else { return false };
        let edit = Edit { start: tag.range.start, end: tag.range.end, new: Rich::default() };
        text::edit(element, Stream::Text, &[edit]);
        return true;
    }
    let mut children: Vec<_> = element.elements_mut().filter(|child| !is_table(child)).collect();
    if !first {
        children.reverse();
    }
    children.into_iter().any(|child| cut_tag(child, first))
}
