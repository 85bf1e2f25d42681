//! The words a chart remembers of its workbook: names of series and categories (ECMA-376 part 1, 21.2.2.201).

use crate::documents::markup::tree::Node;
use crate::documents::template::filler::Filler;
use crate::documents::template::values::Scope;

/// Fills what a chart remembers.
pub(super) fn fill_caches(nodes: &mut [Node<'_>], filler: &mut Filler<'_>, scope: &Scope) {
    for element in nodes.iter_mut().filter_map(Node::element_mut) {
        if element.local() != "v" {
            fill_caches(&mut element.children, filler, scope);
        } else if let Some(text) = filler.text(&element.own_text(), scope) {
            element.set_own_text(&text);
        }
    }
}
