//! Ids of drawings and shapes: Word and PowerPoint call a file damaged when two share one.

use crate::documents::markup::tree::{Element, Node};
use crate::documents::package::ids::Ids;

/// Gives every drawing of a Word part that is written anew an id of its own.
pub(super) fn drawings(nodes: &mut [Node<'_>], ids: &mut Ids) {
    for element in nodes.iter_mut().filter_map(Node::element_mut) {
        if element.local() == "docPr" {
            let wanted = element.attribute("id");
            let given = ids.take(wanted.as_deref().and_then(|id| id.parse().ok())).to_string();
            if wanted.as_deref() != Some(&given) {
                element.set_attribute("id", &given);
            }
        }
        drawings(&mut element.children, ids);
    }
}

/// Gives every shape of a slide an id of its own. The first of several with one id keeps it, and with it what connects
/// to it or moves it: connectors and animations name shapes by their ids.
pub(super) fn shapes(nodes: &mut [Node<'_>]) {
    let slide = nodes.iter_mut().find_map(Node::element_mut).and_then(|root| root.child_mut("cSld"));
    let Some(tree) = slide.and_then(|slide| slide.child_mut("spTree")) else { return };
    let mut repeated = Vec::new();
    let mut ids = Ids::default();
    collect(tree, &mut ids, &mut repeated, 0);
    if !repeated.is_empty() {
        renumber(tree, &mut ids, &repeated, &mut 0);
    }
}

fn own_id(element: &Element<'_>) -> Option<u32> {
    element.attribute("id").and_then(|id| id.parse().ok())
}

/// Takes every id once; `repeated` gets which of the properties have one that was taken. Returns how many there are.
fn collect(element: &Element<'_>, ids: &mut Ids, repeated: &mut Vec<usize>, mut count: usize) -> usize {
    for child in element.elements() {
        if child.local() == "cNvPr" {
            let wanted = own_id(child);
            match ids.is_free(wanted) {
                true => drop(ids.take(wanted)),
                false => repeated.push(count),
            }
            count += 1;
        } else {
            count = collect(child, ids, repeated, count);
        }
    }
    count
}

fn renumber(element: &mut Element<'_>, ids: &mut Ids, repeated: &[usize], count: &mut usize) {
    for child in element.elements_mut() {
        if child.local() == "cNvPr" {
            if repeated.binary_search(count).is_ok() {
                child.set_attribute("id", &ids.take(None).to_string());
            }
            *count += 1;
        } else {
            renumber(child, ids, repeated, count);
        }
    }
}
