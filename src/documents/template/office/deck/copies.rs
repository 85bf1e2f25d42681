//! Slides that come more than once: copies of their parts, and of what belongs to them alone.

use std::collections::{HashMap, HashSet};

use crate::documents::DocumentError;
use crate::documents::markup::tree::Node;
use crate::documents::package::{Package, Relationship, relative};

/// What several slides may use together, by how the relationship's type ends. Everything else, as charts with their
/// workbooks, is each slide's own: PowerPoint takes a chart that two slides share for damage.
const SHARED: [&str; 12] = [
    "/slideLayout",
    "/slideMaster",
    "/notesMaster",
    "/handoutMaster",
    "/theme",
    "/slide",
    "/image",
    "/media",
    "/video",
    "/audio",
    "/hyperlink",
    "/customXml",
];

/// What a copy goes without: comments were made on the one slide.
const LEFT_OUT: &str = "/comments";

fn is_own(link: &Relationship) -> bool {
    !link.external
        && !SHARED.iter().any(|ending| link.kind.ends_with(ending))
        && !link.kind.ends_with(LEFT_OUT)
}

/// The slide's part and every part that is copied with it.
///
/// # Errors
/// [`DocumentError::Broken`] when relationships are not well-formed.
pub(super) fn own_parts(package: &Package, slide: &str) -> Result<Vec<String>, DocumentError> {
    let mut own = vec![slide.to_owned()];
    let mut at = 0;
    while let Some(part) = own.get(at).cloned() {
        for link in package.relationships(&part)?.iter().filter(|link| is_own(link)) {
            let target = package.target(&part, link).filter(|target| package.has(target));
            own.extend(target.filter(|target| !own.contains(target)));
        }
        at += 1;
    }
    Ok(own)
}

/// Names that are still free, found without asking the package again and again.
#[derive(Debug)]
pub(in super::super) struct FreeNames {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl FreeNames {
    /// All but the package's own names are free.
    pub fn of(package: &Package) -> Self {
        Self { taken: package.names().map(str::to_ascii_lowercase).collect(), next: HashMap::new() }
    }

    /// A name like this one with another number.
    fn like(&mut self, name: &str) -> String {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let stem = stem.trim_end_matches(|character: char| character.is_ascii_digit());
        let next = self.next.entry(name.to_ascii_lowercase()).or_insert(1);
        loop {
            let candidate = format!("{stem}{next}.{extension}");
            *next += 1;
            if self.taken.insert(candidate.to_ascii_lowercase()) {
                return candidate;
            }
        }
    }
}

/// Copies parts with their relationships, which lead to the copies where there are some. Returns the new names by the
/// old ones.
///
/// # Errors
/// [`DocumentError::Broken`] when a part is missing or its relationships are not well-formed.
pub(in super::super) fn copy(
    package: &mut Package,
    parts: &[String],
    names: &mut FreeNames,
) -> Result<HashMap<String, String>, DocumentError> {
    let new: HashMap<_, _> = parts.iter().map(|name| (name.clone(), names.like(name))).collect();
    for old in parts {
        let copy = &new[old];
        let bytes = package.part(old)?.into_owned();
        let content_type = package.content_type(old).to_owned();
        package.set_part(copy, bytes);
        if package.content_type(copy) != content_type {
            package.set_content_type(copy, &content_type);
        }
        let mut links = package.relationships(old)?;
        if links.is_empty() {
            continue;
        }
        links.retain(|link| !link.kind.ends_with(LEFT_OUT));
        for link in &mut links {
            let target = package.target(old, link).and_then(|target| new.get(&target));
            if let Some(target) = target {
                link.target = relative(copy, target);
            }
        }
        package.set_relationships(copy, &links);
    }
    Ok(new)
}

/// Gives a copy marks of its own where PowerPoint tells slides apart by them, and takes out its comments.
pub(in super::super) fn renew(nodes: &mut [Node<'_>], copy: usize) {
    for element in nodes.iter_mut().filter_map(Node::element_mut) {
        let id = element.attribute("val").and_then(|id| id.parse::<u32>().ok());
        if let Some(id) = id.filter(|_| element.local() == "creationId") {
            element.set_attribute("val", &id.wrapping_add(copy as u32).max(1).to_string());
        }
        element
            .children
            .retain(|node| node.element().is_none_or(|child| child.child("commentRel").is_none()));
        renew(&mut element.children, copy);
    }
}
