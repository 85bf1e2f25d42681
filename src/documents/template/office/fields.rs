//! Parts that are lists of texts: the document's properties, and the data that content controls are bound to.

use crate::documents::markup::tree::{Element, Node};
use crate::documents::template::filler::Filler;
use crate::documents::template::values::Scope;

/// Fills every element that holds nothing but text. Positions count these elements.
pub(super) fn fill(nodes: &mut [Node<'_>], filler: &mut Filler<'_>, scope: &Scope) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.elements().next().is_none() {
            fill_text(element, filler, scope);
        } else {
            fill(&mut element.children, filler, scope);
        }
    }
}

fn fill_text(element: &mut Element<'_>, filler: &mut Filler<'_>, scope: &Scope) {
    filler.position += 1;
    if let Some(text) = filler.text(&element.own_text(), scope) {
        element.set_own_text(&text);
    }
}
