//! What a picture says to people who cannot see it: its alternative text, or that it is only decoration.

use super::frames::{Prefixes, drop_extension};
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{Element, Node};
use crate::documents::template::tags::lone;

/// The extension of a drawing's properties that says it is only decoration.
const DECORATIVE: &str = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}";
const DECORATIVE_SPACE: &str = "http://schemas.microsoft.com/office/drawing/2017/decorative";

/// Describes a picture in its properties; without words it is decoration, which screen readers pass over. A title or a
/// name that was only a tag goes.
pub(super) fn describe(properties: &mut Element<'_>, alt: Option<&str>, prefixes: &Prefixes) {
    properties.set_attribute("descr", alt.unwrap_or_default());
    let is_tag = |text: String| lone(&text).is_some();
    if properties.attribute("title").is_some_and(is_tag) {
        properties.remove_attribute("title");
    }
    if properties.attribute("name").is_some_and(is_tag) {
        let id = properties.attribute("id").unwrap_or_default();
        properties.set_attribute("name", &format!("Picture {id}"));
    }
    drop_extension(properties, "decorative");
    if alt.is_none() {
        add_decorative(properties, prefixes);
    }
}

fn add_decorative(properties: &mut Element<'_>, prefixes: &Prefixes) {
    let mark = format!("adec:decorative xmlns:adec=\"{DECORATIVE_SPACE}\" val=\"1\"");
    let mut extension = prefixes.element("ext");
    extension.set_attribute("uri", DECORATIVE);
    let extension = extension.holding(Element::new(Space::Other, mark));
    match properties.child_mut("extLst") {
        Some(list) => list.children.push(Node::Element(extension)),
        None => properties.children.push(Node::Element(prefixes.element("extLst").holding(extension))),
    }
}
