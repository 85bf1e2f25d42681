//! Runs cut where formatted values begin and end; each piece keeps the run's own properties and adds what the value
//! asks for, in the order the schema wants: Office repairs a run whose properties stand in another order.

use super::inline;
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};
use crate::documents::template::values::rich::Look;

/// Where a new run begins, and how it looks beyond the old one.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    /// The child of the old run it begins with.
    pub at: usize,
    pub look: Option<Look>,
}

/// The properties of a run of Word in their order (ECMA-376 part 1, 17.3.2, EG_RPrBase).
const ORDER: [&str; 40] = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
];

/// Puts a run into `parent` in pieces. What is no run cannot be formatted and stays whole.
pub(super) fn cut<'a>(run: Element<'a>, cuts: &[Cut], parent: &mut Element<'a>) {
    if run.local() != "r" || !matches!(run.space, Space::Word | Space::Drawing) {
        parent.children.push(Node::Element(run));
        return;
    }
    let properties = run.child("rPr").cloned();
    let shell = run.shell();
    let bounds: Vec<_> = cuts.iter().map(|cut| cut.at).chain([run.children.len()]).collect();
    let mut children = run.children.into_iter().enumerate().peekable();
    let mut piece = |end: usize| -> Vec<Node<'a>> {
        let mut nodes = Vec::new();
        while let Some((_, node)) = children.next_if(|(at, _)| *at < end) {
            if node.element().is_none_or(|element| element.local() != "rPr") {
                nodes.push(node);
            }
        }
        nodes
    };
    let first = (None, piece(bounds[0]));
    let rest = cuts.iter().zip(&bounds[1..]).map(|(cut, end)| (cut.look.as_ref(), piece(*end)));
    for (look, nodes) in std::iter::once(first).chain(rest) {
        let picture = look.and_then(|look| look.picture);
        if nodes.is_empty() && picture.is_none() {
            continue;
        }
        let mut run = shell.clone();
        run.children.extend(properties.clone().map(Node::Element));
        run.children.extend(nodes);
        let is_strict = look.is_some_and(|look| look.strict);
        run.children.extend(picture.map(|picture| inline::drawing(&run, picture, is_strict)));
        match look {
            None => parent.children.push(Node::Element(run)),
            Some(look) => {
                let dressed = dressed(run, look, parent);
                parent.children.push(dressed);
            }
        }
    }
}

/// The run with a look.
fn dressed<'a>(mut run: Element<'a>, look: &Look, parent: &Element<'a>) -> Node<'a> {
    if run.child("rPr").is_none() {
        let properties = run.sibling("rPr");
        run.children.insert(0, Node::Element(properties));
    }
    let is_word = run.space == Space::Word;
    if let Some(properties) = run.child_mut("rPr") {
        match is_word {
            true => dress_word(properties, look),
            false => dress_drawing(properties, look),
        }
        if properties.is_bare() {
            run.remove_children("rPr");
        }
    }
    match &look.link {
        Some(id) if is_word && can_hold_links(parent) => {
            let mut link = run.sibling("hyperlink");
            link.set_attribute("xmlns:r", relations(look.strict));
            link.set_attribute("r:id", id);
            link.children = vec![Node::Element(run)];
            Node::Element(link)
        }
        _ => Node::Element(run),
    }
}

/// Where `w:hyperlink` may stand: not in another link, and not in a tracked change.
pub(super) fn can_hold_links(parent: &Element<'_>) -> bool {
    ["p", "sdtContent", "smartTag", "customXml"].contains(&parent.local())
}

fn dress_word(properties: &mut Element<'_>, look: &Look) {
    for (is_wanted, names) in [(look.bold, ["b", "bCs"]), (look.italic, ["i", "iCs"])] {
        for name in names.into_iter().filter(|_| is_wanted) {
            let property = properties.sibling(name);
            put(properties, property);
        }
    }
    if look.link.is_some() {
        let mut colour = properties.sibling("color");
        colour.set_attribute(&properties.prefixed("val"), "0563C1");
        colour.set_attribute(&properties.prefixed("themeColor"), "hyperlink");
        put(properties, colour);
    }
    if look.underline || look.link.is_some() {
        let mut underline = properties.sibling("u");
        underline.set_attribute(&properties.prefixed("val"), "single");
        put(properties, underline);
    }
}

/// Puts a property in its place, instead of an old one of that name.
fn put<'a>(properties: &mut Element<'a>, property: Element<'a>) {
    let rank = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
    let own = rank(property.local());
    properties.remove_children(property.local());
    let is_later = |node: &Node<'_>| node.element().is_some_and(|element| rank(element.local()) > own);
    let at = properties.children.iter().position(is_later).unwrap_or(properties.children.len());
    properties.children.insert(at, Node::Element(property));
}

/// Attributes say how text of DrawingML looks; its link is an element before these (ECMA-376 part 1, 21.1.2.3.9).
fn dress_drawing(properties: &mut Element<'_>, look: &Look) {
    let wanted = [(look.bold, "b", "1"), (look.italic, "i", "1"), (look.underline, "u", "sng")];
    for (_, name, value) in wanted.into_iter().filter(|(is_wanted, ..)| *is_wanted) {
        properties.set_attribute(name, value);
    }
    let Some(id) = &look.link else { return };
    let mut link = properties.sibling("hlinkClick");
    link.set_attribute("xmlns:r", relations(look.strict));
    link.set_attribute("r:id", id);
    properties.remove_children("hlinkClick");
    let is_later = |node: &Node<'_>| {
        node.element().is_some_and(|element| ["hlinkMouseOver", "rtl", "extLst"].contains(&element.local()))
    };
    let at = properties.children.iter().position(is_later).unwrap_or(properties.children.len());
    properties.children.insert(at, Node::Element(link));
}

/// The namespace of relationship ids, as the part around it is transitional or strict.
fn relations(is_strict: bool) -> &'static str {
    match is_strict {
        true => "http://purl.oclc.org/ooxml/officeDocument/relationships",
        false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }
}
