//! Which children an element may have, and in which order: `orders.txt` as a table.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::finding::Rule;
use super::walk::{Here, Notes};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::Element;

/// What the short names of the table stand for.
const SHORT: [(&str, &str); 4] = [
    (
        "@marks",
        "bookmarkEnd|bookmarkStart|commentRangeEnd|commentRangeStart|customXmlDelRangeEnd|\
         customXmlDelRangeStart|customXmlInsRangeEnd|customXmlInsRangeStart|customXmlMoveFromRangeEnd|\
         customXmlMoveFromRangeStart|customXmlMoveToRangeEnd|customXmlMoveToRangeStart|moveFromRangeEnd|\
         moveFromRangeStart|moveToRangeEnd|moveToRangeStart",
    ),
    ("@tracked", "del|ins|moveFrom|moveTo|permEnd|permStart|proofErr|contentPart|customXml|sdt|smartTag"),
    ("@fill", "blipFill|gradFill|grpFill|noFill|pattFill|solidFill"),
    ("@a:fill", "a:blipFill|a:gradFill|a:grpFill|a:noFill|a:pattFill|a:solidFill"),
];

type Name = (Space, &'static str);

/// The order of one element's children.
#[derive(Debug, Default)]
struct Order {
    slots: Vec<Slot>,
    rank: HashMap<Name, usize>,
}

#[derive(Debug)]
struct Slot {
    /// As it stands in the table, for reports.
    names: &'static str,
    many: bool,
    needed: bool,
}

static ORDERS: LazyLock<HashMap<Name, usize>> = LazyLock::new(|| {
    let lines = lines().enumerate();
    lines.flat_map(|(at, (names, _))| names.split(' ').map(move |name| (resolve(name, ""), at))).collect()
});

static TABLE: LazyLock<Vec<Order>> =
    LazyLock::new(|| lines().map(|(names, slots)| read(names, slots)).collect());

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("orders.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = "))
}

fn read(names: &'static str, slots: &'static str) -> Order {
    let own = names.split(':').next().unwrap_or_default();
    let mut order = Order::default();
    for (at, slot) in slots.split(' ').enumerate() {
        let names = slot.trim_end_matches(['*', '!']);
        for name in names.split('|') {
            let known = SHORT.iter().find(|(short, _)| *short == name);
            let inner = known.map_or(name, |(_, inner)| inner);
            order.rank.extend(inner.split('|').map(|name| (resolve(name, own), at)));
        }
        let ending = &slot[names.len()..];
        order.slots.push(Slot { names, many: ending.contains('*'), needed: ending.contains('!') });
    }
    order
}

/// `w:p` and, within `w:`, `p`.
fn resolve(name: &'static str, own: &str) -> Name {
    let (prefix, local) = name.split_once(':').unwrap_or((own, name));
    (space(prefix), local)
}

fn space(prefix: &str) -> Space {
    match prefix {
        "w" => Space::Word,
        "a" => Space::Drawing,
        "p" => Space::Presentation,
        "wp" => Space::WordDrawing,
        "pic" => Space::Picture,
        _ => Space::Other,
    }
}

/// Elements of these namespaces are known whole; others may stand among them.
const KNOWN: [Space; 5] =
    [Space::Word, Space::Drawing, Space::Presentation, Space::WordDrawing, Space::Picture];

/// Checks the children of an element that the table knows.
pub(super) fn check(here: &Here<'_, '_, '_>, notes: &mut Notes) {
    let element = here.element;
    let order = ORDERS.get(&(element.space, element.local())).and_then(|&at| TABLE.get(at));
    let Some(order) = order.filter(|_| !is_unordered(here)) else { return };
    let mut last: Option<(usize, &Element<'_>)> = None;
    let mut seen = vec![false; order.slots.len()];
    for child in element.elements().filter(|child| KNOWN.contains(&child.space)) {
        let Some(&rank) = order.rank.get(&(child.space, child.local())) else {
            let sentence = format!("{} may not stand in {}", child.full_name(), element.full_name());
            notes.add(Rule::UnexpectedChild, here, sentence);
            continue;
        };
        match last {
            Some((before, other)) if rank < before => {
                let (name, other) = (child.full_name(), other.full_name());
                let sentence = format!("{name} stands after {other} in {}", element.full_name());
                notes.add(order_rule(element, other), here, sentence);
            }
            _ if seen[rank] && !order.slots[rank].many => {
                let sentence =
                    format!("{} comes once too often in {}", child.full_name(), element.full_name());
                notes.add(Rule::RepeatedChild, here, sentence);
            }
            _ => last = Some((rank, child)),
        }
        seen[rank] = true;
    }
    if element.elements().any(|child| child.space == Space::Compatibility) {
        return; // a choice may bring what seems to be missing
    }
    for (slot, _) in order.slots.iter().zip(&seen).filter(|(slot, seen)| slot.needed && !**seen) {
        let sentence = format!("{} lacks {}", element.full_name(), slot.names.replace('|', " or "));
        notes.add(Rule::MissingChild, here, sentence);
    }
}

/// Word says so in words of its own.
fn order_rule(element: &Element<'_>, last: &str) -> Rule {
    match element.is(Space::Word, "body") && last.ends_with("sectPr") {
        true => Rule::ContentAfterSection,
        false => Rule::ChildOrder,
    }
}

/// What tracked changes remember is in no order.
fn is_unordered(here: &Here<'_, '_, '_>) -> bool {
    here.parent().is_some_and(|parent| parent.local().ends_with("Change"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        assert!(TABLE.len() > 150);
        for order in TABLE.iter() {
            assert!(order.slots.len() <= order.rank.len());
            assert!(order.rank.keys().all(|(space, local)| *space != Space::Other && !local.contains('@')));
        }
        let order = &TABLE[ORDERS[&(Space::Drawing, "lvl3pPr")]];
        assert_eq!(order.rank[&(Space::Drawing, "buNone")], 6);
    }
}
