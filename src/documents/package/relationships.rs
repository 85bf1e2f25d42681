//! Relationships: how one part names another, or an address outside (ECMA-376 part 2, 6.5).

use super::xml::{self, Tag};
use super::{DocumentError, Package};

const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
/// The same in strict documents (ECMA-376 part 1, annex A).
const STRICT_OFFICE: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/";

/// One relationship of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// Its id within the part, as in `rId7`.
    pub id: String,
    /// What it is, a URI ending as in `/image`.
    pub kind: String,
    /// A part name relative to the part, or an address.
    pub target: String,
    /// Whether the target lies outside the package.
    pub external: bool,
}

/// The URI of an office relationship, as in `relationship_type("image")`.
pub fn relationship_type(name: &str) -> String {
    format!("{OFFICE}{name}")
}

/// The part that holds a part's relationships; of the package itself for an empty name.
pub fn relationships_part(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

impl Package {
    /// The relationships of a part, none when it has none. An empty name asks for the package's own.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when they are not well-formed.
    pub fn relationships(&self, part: &str) -> Result<Vec<Relationship>, DocumentError> {
        let name = relationships_part(part);
        if !self.has(&name) {
            return Ok(Vec::new());
        }
        let tags = xml::tags(&name, &self.text(&name)?)?;
        Ok(tags.into_iter().filter(|tag| tag.name == "Relationship").map(relationship).collect())
    }

    /// Writes all relationships of a part.
    pub fn set_relationships(&mut self, part: &str, relationships: &[Relationship]) {
        let mut text = format!("{}<Relationships xmlns=\"{NAMESPACE}\">", xml::DECLARATION);
        for Relationship { id, kind, target, external } in relationships {
            let (id, kind, target) = (xml::escape(id), xml::escape(kind), xml::escape(target));
            let mode = if *external { " TargetMode=\"External\"" } else { "" };
            text.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>"));
        }
        text.push_str("</Relationships>");
        self.set_part(&relationships_part(part), text.into_bytes());
    }

    /// Relates `part` to another part of the package and returns the new id, or the id of the same relationship if
    /// it is there already. `kind` is a whole URI; see [`relationship_type`]. In a strict document it becomes the
    /// strict one.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when the part's relationships are not well-formed.
    pub fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, DocumentError> {
        self.add_relationship(part, kind, relative(part, target), false)
    }

    /// Relates `part` to an address outside the package and returns the id.
    ///
    /// # Errors
    /// As for [`Package::relate`].
    pub fn relate_outside(&mut self, part: &str, kind: &str, address: &str) -> Result<String, DocumentError> {
        self.add_relationship(part, kind, address.to_owned(), true)
    }

    /// The part that holds the document itself, as in `word/document.xml`.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when the package does not say which it is.
    pub fn main_part(&self) -> Result<String, DocumentError> {
        self.related("", "officeDocument")?.ok_or_else(|| DocumentError::Broken {
            reason: "the package does not say which part is the document".to_owned(),
        })
    }

    /// The first part that `part` leads to by a relationship of that kind, as in `slideLayout`, if it is there.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when the relationships are not well-formed.
    pub fn related(&self, part: &str, kind: &str) -> Result<Option<String>, DocumentError> {
        let links = self.relationships(part)?;
        let link = links.iter().find(|link| link.kind.rsplit('/').next() == Some(kind));
        Ok(link.and_then(|link| self.target(part, link)).filter(|target| self.has(target)))
    }

    /// The name of the part that a relationship of `part` leads to; `None` when it leads outside.
    pub fn target(&self, part: &str, relationship: &Relationship) -> Option<String> {
        (!relationship.external).then(|| resolve(part, &relationship.target))
    }

    /// Whether any part is related to the part of that name.
    ///
    /// # Errors
    /// As for [`Package::relate`].
    pub fn is_related(&self, target: &str) -> Result<bool, DocumentError> {
        let files: Vec<String> =
            self.names().filter(|name| name.ends_with(".rels")).map(str::to_owned).collect();
        for file in files {
            let part = file.trim_end_matches(".rels").replacen("_rels/", "", 1);
            let links = self.relationships(&part)?;
            if links
                .iter()
                .any(|link| self.target(&part, link).is_some_and(|name| name.eq_ignore_ascii_case(target)))
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A kind of relationship as this package's edition of the standard names it.
    fn own_kind(&self, kind: &str) -> Result<String, DocumentError> {
        let is_strict = self.relationships("")?.iter().any(|link| link.kind.starts_with(STRICT_OFFICE));
        Ok(match kind.strip_prefix(OFFICE).filter(|_| is_strict) {
            Some(name) => format!("{STRICT_OFFICE}{name}"),
            None => kind.to_owned(),
        })
    }

    fn add_relationship(
        &mut self,
        part: &str,
        kind: &str,
        target: String,
        external: bool,
    ) -> Result<String, DocumentError> {
        let mut all = self.relationships(part)?;
        let kind = self.own_kind(kind)?;
        let wanted = resolve(part, &target);
        let leads_there = |known: &&Relationship| match external {
            true => known.external && known.target == target,
            false => self.target(part, known).as_ref() == Some(&wanted),
        };
        if let Some(known) = all.iter().filter(|known| known.kind == kind).find(leads_there) {
            return Ok(known.id.clone());
        }
        let id = free_id(&all);
        all.push(Relationship { id: id.clone(), kind, target, external });
        self.set_relationships(part, &all);
        Ok(id)
    }
}

/// The first `rId` above all that are taken: ids are compared without case by some readers.
fn free_id(taken: &[Relationship]) -> String {
    let number =
        |known: &Relationship| known.id.to_ascii_lowercase().strip_prefix("rid")?.parse::<u32>().ok();
    let highest = taken.iter().filter_map(number).max().unwrap_or(0);
    format!("rId{}", u64::from(highest) + 1)
}

fn relationship(tag: Tag) -> Relationship {
    let mut found =
        Relationship { id: String::new(), kind: String::new(), target: String::new(), external: false };
    for (name, value) in tag.attributes {
        match name.as_str() {
            "Id" => found.id = value,
            "Type" => found.kind = value,
            "Target" => found.target = value,
            "TargetMode" => found.external = value.eq_ignore_ascii_case("External"),
            _ => {}
        }
    }
    found
}

/// The way from `part` to the part `target`, with as few steps as possible.
pub fn relative(part: &str, target: &str) -> String {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let from: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    let to: Vec<&str> = target.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    let steps = std::iter::repeat_n("..", from.len() - shared).chain(to[shared..].iter().copied());
    steps.collect::<Vec<_>>().join("/")
}

/// The part a relative target means, seen from `part`. Steps above the top stay at the top.
fn resolve(part: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => part.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            name => steps.push(name),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_part() {
        let check = |part, target, expected| assert_eq!(resolve(part, target), expected);
        check("word/document.xml", "media/image1.png", "word/media/image1.png");
        check("word/document.xml", "../docProps/app.xml", "docProps/app.xml");
        check("ppt/slides/slide1.xml", "../media/image1.png", "ppt/media/image1.png");
        check("word/document.xml", "/word/media/image1.png", "word/media/image1.png");
        check("", "word/document.xml", "word/document.xml");
        check("word/document.xml", "../../../etc/passwd", "etc/passwd");
    }

    #[test]
    fn relative_targets_lead_back() {
        let check = |part, target, expected| {
            assert_eq!(relative(part, target), expected);
            assert_eq!(resolve(part, expected), target);
        };
        check("word/document.xml", "word/media/image1.png", "media/image1.png");
        check("ppt/slides/slide1.xml", "ppt/media/image1.png", "../media/image1.png");
        check("", "word/document.xml", "word/document.xml");
        check("word/document.xml", "docProps/core.xml", "../docProps/core.xml");
    }

    #[test]
    fn ids_stay_unique_in_any_case() {
        let taken = |id: &str| Relationship {
            id: id.to_owned(),
            kind: String::new(),
            target: String::new(),
            external: false,
        };
        assert_eq!(free_id(&[taken("rId3"), taken("RID9"), taken("logo")]), "rId10");
        assert_eq!(free_id(&[]), "rId1");
    }
}
