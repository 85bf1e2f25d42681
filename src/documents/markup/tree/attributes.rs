//! Attributes, read from an element's tag when asked for and changed in it.

use std::ops::Range;

use super::Element;
use crate::documents::package::xml::{escape, unescape};

impl Element<'_> {
    /// The prefix that this element declares for one of these namespaces.
    pub fn declared(&self, namespaces: &[&str]) -> Option<&str> {
        let mut known = attributes(&self.tag).map(|(name, value)| (&self.tag[name], &self.tag[value]));
        known.find_map(|(name, value)| name.strip_prefix("xmlns:").filter(|_| namespaces.contains(&value)))
    }

    /// An attribute's name with this element's own prefix.
    pub fn prefixed(&self, local: &str) -> String {
        match self.prefix() {
            "" => local.to_owned(),
            prefix => format!("{prefix}:{local}"),
        }
    }

    /// An attribute by its local name, unescaped.
    pub fn attribute(&self, local: &str) -> Option<String> {
        let (_, value) =
            attributes(&self.tag).find(|(name, _)| local_of(&self.tag[name.clone()]) == local)?;
        Some(unescape(&self.tag[value]).into_owned())
    }

    /// Every attribute: its name with prefix, and its value as it stands, escaped.
    pub fn raw_attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        attributes(&self.tag).map(|(name, value)| (&self.tag[name], &self.tag[value]))
    }

    /// An attribute that has a prefix, by its local name, unescaped: `r:id`, not `id`.
    pub fn qualified_attribute(&self, local: &str) -> Option<String> {
        let named = |name: &str| name.split_once(':').is_some_and(|(_, own)| own == local);
        let (_, value) = attributes(&self.tag).find(|(name, _)| named(&self.tag[name.clone()]))?;
        Some(unescape(&self.tag[value]).into_owned())
    }

    /// Changes the attribute of that local name, or adds it as `name`.
    pub fn set_attribute(&mut self, name: &str, value: &str) {
        let local = local_of(name);
        self.set_where(|known| local_of(known) == local, name, value);
    }

    /// An attribute by its whole name, as `id` beside `r:id`; unescaped.
    pub fn exact(&self, name: &str) -> Option<String> {
        let (_, value) = attributes(&self.tag).find(|(known, _)| self.tag[known.clone()] == *name)?;
        Some(unescape(&self.tag[value]).into_owned())
    }

    /// Changes the attribute of that whole name, or adds it.
    pub fn set_exact(&mut self, name: &str, value: &str) {
        self.set_where(|known| known == name, name, value);
    }

    fn set_where(&mut self, is_meant: impl Fn(&str) -> bool, name: &str, value: &str) {
        let old = attributes(&self.tag).find(|(known, _)| is_meant(&self.tag[known.clone()]));
        let value = escape(value);
        let tag = self.tag.to_mut();
        match old {
            Some((_, range)) => tag.replace_range(range, &value.replace('\'', "&apos;")),
            None => {
                tag.truncate(tag.trim_end().len());
                tag.push_str(&format!(" {name}=\"{value}\""));
            }
        }
    }

    /// The whole name of the attribute that refers to a relationship, as in `r:id` whatever its prefix.
    pub fn relation_name(&self) -> Option<&str> {
        let mut names = attributes(&self.tag).map(|(name, _)| &self.tag[name]);
        names.find(|name| name.split_once(':').is_some_and(|(_, local)| local == "id"))
    }

    /// Takes out the attribute of that local name.
    pub fn remove_attribute(&mut self, local: &str) {
        let old = attributes(&self.tag).find(|(name, _)| local_of(&self.tag[name.clone()]) == local);
        if let Some((name, value)) = old {
            self.tag.to_mut().replace_range(name.start..value.end + 1, "");
        }
    }

    /// Takes out the attribute of that whole name.
    pub fn remove_exact(&mut self, name: &str) {
        let old = attributes(&self.tag).find(|(known, _)| self.tag[known.clone()] == *name);
        if let Some((name, value)) = old {
            let start = self.tag[..name.start].trim_end().len();
            self.tag.to_mut().replace_range(start..value.end + 1, "");
        }
    }
}

fn local_of(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// The places of each attribute's name and raw value in a tag. Stops at the first thing that is no attribute.
pub(in crate::documents) fn attributes(tag: &str) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
    let mut at = tag.find(|character: char| character.is_ascii_whitespace()).unwrap_or(tag.len());
    std::iter::from_fn(move || {
        let start = at + tag[at..].find(|character: char| !character.is_ascii_whitespace())?;
        let equals = start + tag[start..].find('=')?;
        let name = start..start + tag[start..equals].trim_end().len();
        let open = equals + 1 + tag[equals + 1..].find(['"', '\''])?;
        let quote = char::from(*tag.as_bytes().get(open)?);
        let close = open + 1 + tag[open + 1..].find(quote)?;
        at = close + 1;
        Some((name, open + 1..close))
    })
}
