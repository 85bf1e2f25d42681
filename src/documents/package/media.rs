//! Pictures in a package: each once, as the bytes it came with.

use std::sync::Arc;

use super::{Body, Package};
use crate::scene::Encoding;

/// Endings of files that are packed already: deflating five 1024x1024 PNGs costs 0.169 s and saves nothing.
const PACKED: [&str; 5] = ["png", "jpg", "jpeg", "gif", "webp"];

/// Whether the part's ending says that deflating it saves nothing.
pub(super) fn is_packed(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    PACKED.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

impl Package {
    /// Stores a picture in the media folder and returns its part name. The same bytes are stored once, however often
    /// they are added, and not at all when the file carried them already.
    pub fn add_media(&mut self, bytes: impl Into<Arc<[u8]>>, encoding: Encoding) -> String {
        self.add_media_file(bytes.into(), encoding.extension(), encoding.media_type())
    }

    /// Stores an SVG file as [`Package::add_media`] stores pictures; readers that cannot draw it need a picture beside it.
    pub fn add_svg(&mut self, bytes: impl Into<Arc<[u8]>>) -> String {
        self.add_media_file(bytes.into(), "svg", "image/svg+xml")
    }

    fn add_media_file(&mut self, bytes: Arc<[u8]>, extension: &str, media_type: &str) -> String {
        let key = (bytes.len(), crc32fast::hash(&bytes));
        let same = |name: &&String| self.part(name).is_ok_and(|known| *known == *bytes);
        if let Some(name) = self.media.get(&key).filter(same) {
            return name.clone();
        }
        if let Some(name) = self.carried(&bytes, key.1, media_type) {
            self.media.insert(key, name.clone());
            return name;
        }
        let name = self.free_media_name(extension);
        self.set_default_type(extension, media_type);
        if self.content_type(&name) != media_type {
            self.set_content_type(&name, media_type);
        }
        self.set_part(&name, bytes);
        self.media.insert(key, name.clone());
        name
    }

    /// The part of the file as it was opened that is this picture. The directory knows sizes and checksums: only a
    /// part that agrees in both is unpacked.
    fn carried(&self, bytes: &[u8], crc: u32, media_type: &str) -> Option<String> {
        let folder = format!("{}/media/", self.kind().folder());
        let is_same = |name: &str| self.part(name).is_ok_and(|known| *known == *bytes);
        let mut names = self.parts.iter().filter_map(|part| match &part.body {
            Body::Packed(entry) if (entry.unpacked, entry.crc) == (bytes.len() as u64, crc) => {
                Some(part.name.as_ref())
            }
            _ => None,
        });
        let is_picture = |name: &&str| {
            name.get(..folder.len()).is_some_and(|start| start.eq_ignore_ascii_case(&folder))
                && self.content_type(name) == media_type
        };
        names.find(|name| is_picture(name) && is_same(name)).map(str::to_owned)
    }

    fn free_media_name(&self, extension: &str) -> String {
        let folder = self.kind().folder();
        let is_free = |number: &usize| {
            let stem = format!("{folder}/media/image{number}.").to_ascii_lowercase();
            !self.names().any(|name| name.to_ascii_lowercase().starts_with(&stem))
        };
        let number = (self.media.len() + 1..).find(is_free).unwrap_or_default();
        format!("{folder}/media/image{number}.{extension}")
    }
}
