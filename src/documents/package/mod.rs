//! The package: the zip that a DOCX or PPTX is, with its content types and relationships (ECMA-376 part 2).
//!
//! [`Package`] opens a file under [`Limits`], hands out parts, takes changed parts and media, and saves: parts that
//! nobody touched are copied as they lie. Read on in this order: [`directory`] (what is in the zip, believed in
//! nothing), [`foreign`] (other kinds of file, named), [`prolog`] (no DOCTYPE), [`inflate`], [`content_types`], [`relationships`], [`media`], [`ids`],
//! [`xml`] (text in and out), [`writer`] (the zip written, as [`pieces`]);
//! [`archive`] is the zip of many finished documents.
//!
//! Nothing here knows Word or PowerPoint beyond their folder names.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::{DocumentError, Limits};
use content_types::ContentTypes;
use directory::Entry;
use prolog::Prolog;
use writer::Writer;

mod archive;
mod bytes;
mod content_types;
mod directory;
mod foreign;
pub mod ids;
mod inflate;
mod media;
mod pieces;
mod prolog;
mod relationships;
mod signatures;
mod writer;
pub mod xml;

pub use archive::Archive;
pub use content_types::Kind;
pub use pieces::Pieces;
pub use relationships::{Relationship, relationship_type, relationships_part, relative};

/// The name of the part that says what every part is.
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// A document's parts. Part names carry no leading slash, as in `word/document.xml`, and are found in any case.
#[derive(Clone, Debug)]
pub struct Package {
    kind: Kind,
    source: Arc<[u8]>,
    parts: Vec<Part>,
    index: Arc<HashMap<String, usize>>,
    types: ContentTypes,
    media: HashMap<(usize, u32), String>,
}

#[derive(Clone, Debug)]
struct Part {
    name: Arc<str>,
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    /// As it lies in the source.
    Packed(Arc<Entry>),
    /// New or changed.
    Fresh(Arc<[u8]>),
    /// Taken out.
    Gone,
}

impl Package {
    /// An empty package for a writer to fill. It has content types for XML and relationships, nothing else.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            source: Arc::default(),
            parts: Vec::new(),
            index: Arc::default(),
            types: ContentTypes::new(),
            media: HashMap::new(),
        }
    }

    /// Opens a document and checks every part of it: size, checksum, no DOCTYPE. Copies the file's bytes; unpacks
    /// one piece of 32 KiB at a time.
    ///
    /// # Errors
    /// [`DocumentError::NotADocument`] when it is no zip or has no content types, [`DocumentError::Unsupported`] and
    /// [`DocumentError::Encrypted`] when it is known what it is instead; [`DocumentError::Broken`] when it is
    /// damaged; [`DocumentError::Refused`] for what breaks a limit or could do harm.
    pub fn open(file: &[u8], limits: &Limits) -> Result<Self, DocumentError> {
        let entries = directory::read(file, limits)?;
        let types =
            entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(CONTENT_TYPES)).ok_or_else(|| {
                foreign::no_content_types(file, entries.iter().map(|entry| entry.name.as_str()))
            })?;
        look_through(file, types, true)?;
        let text = xml::decode(CONTENT_TYPES, &inflate::unpack(file, types)?)?;
        let types = ContentTypes::parse(&text)?;
        let kind = types.kind().ok_or_else(|| foreign::other_package(&text))?;
        let mut package = Self { types, source: file.into(), ..Self::new(kind) };
        package.take(entries, limits)?;
        let has_main = package.names().any(|name| content_types::is_main(package.content_type(name)));
        match has_main {
            true => Ok(package),
            false => Err(DocumentError::Broken { reason: "its main part is missing".to_owned() }),
        }
    }

    /// Takes in every entry of the source after a look through it.
    fn take(&mut self, entries: Vec<Entry>, limits: &Limits) -> Result<(), DocumentError> {
        let mut tags = 0;
        for entry in entries {
            tags += look_through(&self.source, &entry, self.is_xml(&entry.name))?;
            if tags > limits.tags {
                let reason = format!("its parts have more than {} tags", limits.tags);
                return Err(DocumentError::Refused { reason });
            }
            self.push(&entry.name.clone(), Body::Packed(Arc::new(entry)));
        }
        Ok(())
    }

    /// What the document is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The file as it was opened; empty for a new package.
    pub fn source(&self) -> &Arc<[u8]> {
        &self.source
    }

    /// The names of all parts, in the file's order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts
            .iter()
            .filter(|part| !matches!(part.body, Body::Gone) && !part.name.ends_with('/'))
            .map(|part| part.name.as_ref())
    }

    /// Whether the part exists.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The part's content type, empty when nothing says it.
    pub fn content_type(&self, name: &str) -> &str {
        self.types.of(name)
    }

    /// The bytes of a part, unpacked now.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when there is no such part.
    pub fn part(&self, name: &str) -> Result<Cow<'_, [u8]>, DocumentError> {
        match self.find(name).map(|part| &part.body) {
            Some(Body::Packed(entry)) => inflate::unpack(&self.source, entry).map(Cow::Owned),
            Some(Body::Fresh(bytes)) => Ok(Cow::Borrowed(bytes)),
            _ => Err(DocumentError::Broken { reason: format!("the part {name} is missing") }),
        }
    }

    /// The text of an XML part, from UTF-8 or UTF-16, without a byte order mark.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when there is no such part or it is no text.
    pub fn text(&self, name: &str) -> Result<String, DocumentError> {
        xml::decode(name, &self.part(name)?)
    }

    /// Writes a part, new or in place of the old one. Its content type must be known by its name's ending; otherwise
    /// call [`Package::set_content_type`] too.
    pub fn set_part(&mut self, name: &str, bytes: impl Into<Arc<[u8]>>) {
        let body = Body::Fresh(bytes.into());
        match self.index.get(&name.to_ascii_lowercase()) {
            Some(&at) => self.parts[at].body = body,
            None => self.push(name, body),
        }
    }

    /// Takes a part out, with its own content type.
    pub fn remove_part(&mut self, name: &str) {
        if let Some(&at) = self.index.get(&name.to_ascii_lowercase()) {
            self.parts[at].body = Body::Gone;
            self.types.remove_override(name);
        }
    }

    /// Says what one part is.
    pub fn set_content_type(&mut self, name: &str, content_type: &str) {
        self.types.set_override(name, content_type);
    }

    /// Says what all parts with this ending are, unless that is already said otherwise.
    pub fn set_default_type(&mut self, extension: &str, content_type: &str) {
        self.types.set_default(extension, content_type);
    }

    /// The finished file. Untouched parts are copied as they lie, new XML is deflated, PNG and JPEG are stored. The
    /// same parts always give the same bytes.
    ///
    /// # Errors
    /// [`DocumentError::Writer`] beyond 4 GiB.
    pub fn save(&self) -> Result<Vec<u8>, DocumentError> {
        self.save_in_pieces().map(Pieces::into_vec)
    }

    /// The finished file as [`Package::save`] makes it, in pieces: what lies in the source and in pictures is shared,
    /// not copied.
    ///
    /// # Errors
    /// As for [`Package::save`].
    pub fn save_in_pieces(&self) -> Result<Pieces, DocumentError> {
        let mut writer = Writer::default();
        let types = self.types.changed().then(|| self.types.to_xml());
        if let Some(types) = &types {
            writer.add(CONTENT_TYPES, &types.as_bytes().into(), true)?;
        }
        for part in &self.parts {
            match &part.body {
                _ if types.is_some() && part.name.eq_ignore_ascii_case(CONTENT_TYPES) => {}
                Body::Packed(entry) => writer.copy(entry, &self.source)?,
                Body::Fresh(bytes) => writer.add(&part.name, bytes, !media::is_packed(&part.name))?,
                Body::Gone => {}
            }
        }
        writer.finish()
    }

    fn find(&self, name: &str) -> Option<&Part> {
        let at = *self.index.get(&name.to_ascii_lowercase())?;
        self.parts.get(at).filter(|part| !matches!(part.body, Body::Gone))
    }

    fn push(&mut self, name: &str, body: Body) {
        Arc::make_mut(&mut self.index).insert(name.to_ascii_lowercase(), self.parts.len());
        self.parts.push(Part { name: name.into(), body });
    }

    fn is_xml(&self, name: &str) -> bool {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let content_type = self.types.of(name);
        ["xml", "rels", "vml", "svg"].iter().any(|known| extension.eq_ignore_ascii_case(known))
            || content_type.ends_with("+xml")
            || content_type.ends_with("/xml")
    }
}

/// Unpacks a part without keeping it: it must be whole and, as XML, have no DOCTYPE. How many tags it has then.
fn look_through(file: &[u8], entry: &Entry, is_xml: bool) -> Result<u64, DocumentError> {
    let mut prolog = Prolog::default();
    let mut tags = 0;
    inflate::stream(file, entry, |chunk| {
        if is_xml && prolog.has_doctype(chunk) {
            return Err(DocumentError::Refused { reason: format!("{} has a DOCTYPE", entry.name) });
        }
        tags += chunk.iter().filter(|&&byte| byte == b'<').count() as u64;
        Ok(())
    })?;
    Ok(if is_xml { tags } else { 0 })
}

#[cfg(test)]
mod tests;
