//! A finished document that leads nowhere outside: relationships to addresses and files elsewhere go, and with each
//! whatever names it, so that nothing dangles.
//!
//! Words stay where a link goes. A picture that is only linked gives way to an empty one in its frame, a linked object
//! to the picture of it. Addresses in field codes are text and stay.

use std::collections::BTreeSet;

use super::frames::RELATIONS;
use crate::documents::DocumentError;
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::{self, Element, Node};
use crate::documents::package::{Package, Relationship, relative};
use crate::scene::Encoding;

/// One transparent pixel, for pictures that are only linked.
const EMPTY: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x04\0\0\0\xb5\x1c\x0c\x02\0\0\0\x0b\
    IDATx\xdac``\0\0\0\x03\0\x01+\x09M\x84\0\0\0\0IEND\xaeB`\x82";

/// Elements that are nothing without what they name outside.
const NAMES: [&str; 16] = [
    "hlinkClick",
    "hlinkHover",
    "hlinkMouseOver",
    "attachedTemplate",
    "saveThroughXslt",
    "subDoc",
    "altChunk",
    "sourceFileName",
    "externalData",
    "htmlPubPr",
    "videoFile",
    "audioFile",
    "quickTimeFile",
    "media",
    "svgBlip",
    "OLEObject",
];

/// What starts sound and film at a click.
const PLAY: &str = "ppaction://media";

/// Elements that must not be left empty.
const HOLDERS: [&str; 2] = ["ext", "extLst"];

/// Takes out all that leads outside.
///
/// # Errors
/// [`DocumentError::Broken`] when a part that leads outside is not well-formed.
pub(super) fn strip(package: &mut Package) -> Result<(), DocumentError> {
    for part in parts(package)? {
        let links = package.relationships(&part)?;
        let ids = links.iter().filter(|link| is_outside(link)).map(|link| link.id.clone()).collect();
        let mut stripping = Stripping { ids, ..Stripping::default() };
        if package.has(&part) {
            stripping.strip_part(package, &part)?;
        }
        let kept = stripping.kept(links, &part, package);
        package.set_relationships(&part, &kept);
    }
    Ok(())
}

/// Whether it leads anywhere outside: PowerPoint writes `NULL` beside sound and film that lie in the file.
fn is_outside(link: &Relationship) -> bool {
    link.external && link.target != "NULL"
}

/// The parts that lead outside, the package itself as an empty name.
///
/// # Errors
/// [`DocumentError::Broken`] when relationships are not well-formed.
pub(super) fn parts(package: &Package) -> Result<Vec<String>, DocumentError> {
    let mut parts = Vec::new();
    for file in package.names().filter(|name| name.ends_with(".rels")) {
        let part = file.trim_end_matches(".rels").replacen("_rels/", "", 1);
        if package.relationships(&part)?.iter().any(is_outside) {
            parts.push(part);
        }
    }
    Ok(parts)
}

/// One part on its way.
#[derive(Debug, Default)]
struct Stripping {
    /// What the part calls the namespace of relationships.
    prefixes: BTreeSet<String>,
    /// The relationships that go.
    ids: BTreeSet<String>,
    /// Those of them that become an empty picture.
    emptied: BTreeSet<String>,
    /// The shapes that play nothing any more.
    silent: BTreeSet<String>,
}

impl Stripping {
    fn strip_part(&mut self, package: &mut Package, part: &str) -> Result<(), DocumentError> {
        let before = package.text(part)?;
        let mut nodes = tree::parse(part, &before)?;
        self.strip(&mut nodes);
        if !self.silent.is_empty() {
            self.silence(&mut nodes);
        }
        let mut after = String::with_capacity(before.len());
        tree::write(&nodes, &mut after);
        if after != before {
            package.set_part(part, after.into_bytes());
        }
        Ok(())
    }

    /// The relationships that stay, empty pictures among them.
    fn kept(&self, links: Vec<Relationship>, part: &str, package: &mut Package) -> Vec<Relationship> {
        let mut kept = Vec::with_capacity(links.len());
        for mut link in links {
            if self.emptied.contains(&link.id) {
                let media = package.add_media(EMPTY.to_vec(), Encoding::Png);
                let family = link.kind.rsplit_once('/').map_or("", |(family, _)| family);
                link.kind = format!("{family}/image");
                link.target = relative(part, &media);
                link.external = false;
            }
            if !is_outside(&link) {
                kept.push(link);
            }
        }
        kept
    }

    fn strip<'a>(&mut self, nodes: &mut Vec<Node<'a>>) {
        for node in std::mem::take(nodes) {
            match node {
                Node::Element(element) => self.strip_one(element, nodes),
                node => nodes.push(node),
            }
        }
    }

    /// What becomes of an element, written to `nodes`.
    fn strip_one<'a>(&mut self, element: Element<'a>, nodes: &mut Vec<Node<'a>>) {
        self.prefixes.extend(element.declared(&RELATIONS).map(str::to_owned));
        let Some(mut element) = self.without_links(element) else { return };
        let was_full = element.elements().next().is_some();
        self.strip(&mut element.children);
        let is_hollow = was_full && element.elements().next().is_none();
        if is_hollow && HOLDERS.contains(&element.local()) {
            return;
        }
        if element.is(Space::Word, "hyperlink") && self.leads_out(&element) {
            return nodes.append(&mut element.children);
        }
        self.unlink(&mut element);
        nodes.push(Node::Element(element));
    }

    /// The element as it stays without what it is linked to as a whole; `None` when nothing of it stays.
    fn without_links<'a>(&mut self, mut element: Element<'a>) -> Option<Element<'a>> {
        match element.local() {
            "mailMerge" if self.holds_link(&element, None) => None,
            "graphicFrame" if self.holds_link(&element, Some("oleObj")) => picture_of(&element),
            "object" if self.holds_link(&element, Some("OLEObject")) => {
                let mut drawing = element.sibling("pict"); // what an object without its file is
                drawing.children = element.children;
                Some(drawing)
            }
            "pic" => {
                self.note_media(&mut element);
                Some(element)
            }
            local if NAMES.contains(&local) && self.leads_out(&element) => None,
            _ => Some(element),
        }
    }

    /// Takes the ids that go from an element that stays.
    fn unlink(&mut self, element: &mut Element<'_>) {
        for name in self.names_outside(element) {
            let (Some(id), Some((prefix, local))) = (element.exact(&name), name.split_once(':')) else {
                continue;
            };
            let has_copy = || element.attribute("embed").is_some_and(|id| !id.is_empty());
            match (element.local(), local) {
                ("blip", "embed") | ("imagedata", "id") => drop(self.emptied.insert(id)),
                ("blip", "link") if !has_copy() => {
                    element.remove_exact(&name);
                    element.set_attribute(&format!("{prefix}:embed"), &id);
                    self.emptied.insert(id);
                }
                _ => element.remove_exact(&name),
            }
        }
    }

    /// The attributes of an element that name what lies outside.
    fn names_outside(&self, element: &Element<'_>) -> Vec<String> {
        let is_link =
            |name: &str| name.split_once(':').is_some_and(|(prefix, _)| self.prefixes.contains(prefix));
        let names = element.raw_attributes().map(|(name, _)| name).filter(|name| is_link(name));
        let leads_out = |name: &&str| element.exact(name).is_some_and(|id| self.ids.contains(&id));
        names.filter(leads_out).map(str::to_owned).collect()
    }

    fn leads_out(&self, element: &Element<'_>) -> bool {
        !self.names_outside(element).is_empty()
    }

    /// Whether something within, of that name if one is given, leads outside.
    fn holds_link(&self, element: &Element<'_>, local: Option<&str>) -> bool {
        element.elements().any(|child| {
            local.is_none_or(|local| child.local() == local) && self.leads_out(child)
                || self.holds_link(child, local)
        })
    }

    /// Makes a picture that stood for sound or film outside one that only shows.
    fn note_media(&mut self, picture: &mut Element<'_>) {
        let Some(about) = picture.child_mut("nvPicPr") else { return };
        let Some(played) = about.child("nvPr") else { return };
        let plays = |child: &Element<'_>| child.local().ends_with("File") && self.leads_out(child);
        if !played.elements().any(plays) {
            return;
        }
        let Some(named) = about.child_mut("cNvPr") else { return };
        self.silent.extend(named.exact("id"));
        let starts = |link: &Element<'_>| link.attribute("action").is_some_and(|action| action == PLAY);
        named.children.retain(|node| !node.element().is_some_and(starts));
    }

    /// Takes what plays silent shapes from a slide's timing.
    fn silence(&self, nodes: &mut Vec<Node<'_>>) {
        nodes.retain_mut(|node| {
            let Some(element) = node.element_mut() else { return true };
            if ["video", "audio", "cmd"].contains(&element.local()) && self.plays_silent(element) {
                return false;
            }
            let was_full = element.elements().next().is_some();
            self.silence(&mut element.children);
            !(was_full && element.local() == "childTnLst" && element.elements().next().is_none())
        });
    }

    fn plays_silent(&self, element: &Element<'_>) -> bool {
        element.elements().any(|child| {
            child.exact("spid").is_some_and(|shape| self.silent.contains(&shape)) || self.plays_silent(child)
        })
    }
}

/// The picture of a linked object, with the name and number of its frame.
fn picture_of<'a>(frame: &Element<'a>) -> Option<Element<'a>> {
    let mut picture = first_picture(frame)?.clone();
    let name = frame.child("nvGraphicFramePr").and_then(|about| about.child("cNvPr"));
    let shown = picture.child_mut("nvPicPr").and_then(|about| about.child_mut("cNvPr"));
    if let (Some(name), Some(shown)) = (name, shown) {
        *shown = name.clone();
    }
    Some(picture)
}

fn first_picture<'e, 'a>(element: &'e Element<'a>) -> Option<&'e Element<'a>> {
    let is_picture = |child: &&Element<'_>| child.is(Space::Presentation, "pic");
    element.elements().find(is_picture).or_else(|| element.elements().find_map(first_picture))
}
