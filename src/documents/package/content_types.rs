//! `[Content_Types].xml`: what every part is (ECMA-376 part 2, 7.3.7).

use super::xml::{self, Tag};
use crate::documents::DocumentError;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Word: a document or a template, with or without macros.
    Word,
    /// PowerPoint: a presentation, a template or a show.
    PowerPoint,
    /// Excel: a workbook or a template.
    Excel,
}

impl Kind {
    /// The folder of its parts, as in `word`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::PowerPoint => "ppt",
            Self::Excel => "xl",
        }
    }
}

/// The main parts' content types end so, macros or not, template or not.
const MAIN_PARTS: [(&str, Kind); 17] = [
    ("wordprocessingml.document.main+xml", Kind::Word),
    ("wordprocessingml.template.main+xml", Kind::Word),
    ("ms-word.document.macroEnabled.main+xml", Kind::Word),
    ("ms-word.template.macroEnabledTemplate.main+xml", Kind::Word),
    ("presentationml.presentation.main+xml", Kind::PowerPoint),
    ("presentationml.template.main+xml", Kind::PowerPoint),
    ("presentationml.slideshow.main+xml", Kind::PowerPoint),
    ("ms-powerpoint.presentation.macroEnabled.main+xml", Kind::PowerPoint),
    ("ms-powerpoint.template.macroEnabled.main+xml", Kind::PowerPoint),
    ("ms-powerpoint.slideshow.macroEnabled.main+xml", Kind::PowerPoint),
    ("ms-powerpoint.addin.macroEnabled.main+xml", Kind::PowerPoint),
    ("spreadsheetml.sheet.main+xml", Kind::Excel),
    ("spreadsheetml.template.main+xml", Kind::Excel),
    ("ms-excel.sheet.macroEnabled.main+xml", Kind::Excel),
    ("ms-excel.template.macroEnabled.main+xml", Kind::Excel),
    ("ms-excel.addin.macroEnabled.main+xml", Kind::Excel),
    ("ms-excel.sheet.binary.macroEnabled.main", Kind::Excel),
];

/// Whether parts of this type are what a document opens with.
pub(super) fn is_main(content_type: &str) -> bool {
    MAIN_PARTS.iter().any(|(ending, _)| content_type.ends_with(ending))
}

/// The defaults by ending and the overrides by name, in the file's order.
#[derive(Clone, Debug, Default)]
pub(super) struct ContentTypes {
    defaults: Vec<(String, String)>,
    overrides: Vec<(String, String)>,
    changed: bool,
}

impl ContentTypes {
    /// The two that every package has.
    pub(super) fn new() -> Self {
        let mut types = Self::default();
        types.set_default("rels", "application/vnd.openxmlformats-package.relationships+xml");
        types.set_default("xml", "application/xml");
        types
    }

    /// Reads the part.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when it is not well-formed.
    pub(super) fn parse(text: &str) -> Result<Self, DocumentError> {
        let mut types = Self::default();
        for Tag { name, attributes } in xml::tags("[Content_Types].xml", text)? {
            let get = |key| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
            let content_type = get("ContentType").unwrap_or_default();
            match (name.as_str(), get("Extension"), get("PartName")) {
                ("Default", Some(extension), _) => types.defaults.push((extension, content_type)),
                ("Override", _, Some(part)) => {
                    types.overrides.push((part.trim_start_matches('/').to_owned(), content_type));
                }
                _ => {}
            }
        }
        Ok(types)
    }

    /// What the main part says the document is.
    pub(super) fn kind(&self) -> Option<Kind> {
        let types = || self.overrides.iter().chain(&self.defaults).map(|(_, content_type)| content_type);
        MAIN_PARTS
            .iter()
            .find(|(ending, _)| types().any(|found| found.ends_with(ending)))
            .map(|&(_, kind)| kind)
    }

    /// The content type of a part, empty when nothing says it.
    pub(super) fn of(&self, part: &str) -> &str {
        let extension = part.rsplit_once('.').map_or("", |(_, extension)| extension);
        let named = find(&self.overrides, part);
        named.or_else(|| find(&self.defaults, extension)).unwrap_or_default()
    }

    /// Says what one part is.
    pub(super) fn set_override(&mut self, part: &str, content_type: &str) {
        self.remove_override(part);
        self.overrides.push((part.to_owned(), content_type.to_owned()));
        self.changed = true;
    }

    /// Forgets what one part is.
    pub(super) fn remove_override(&mut self, part: &str) {
        let before = self.overrides.len();
        self.overrides.retain(|(name, _)| !name.eq_ignore_ascii_case(part));
        self.changed |= before != self.overrides.len();
    }

    /// Says what parts with this ending are, unless something already does.
    pub(super) fn set_default(&mut self, extension: &str, content_type: &str) {
        if find(&self.defaults, extension).is_none() {
            self.defaults.push((extension.to_owned(), content_type.to_owned()));
            self.changed = true;
        }
    }

    /// Whether it must be written again.
    pub(super) fn changed(&self) -> bool {
        self.changed
    }

    /// The part's text.
    pub(super) fn to_xml(&self) -> String {
        let mut text = format!("{}<Types xmlns=\"{NAMESPACE}\">", xml::DECLARATION);
        for (extension, content_type) in &self.defaults {
            let (extension, content_type) = (xml::escape(extension), xml::escape(content_type));
            text.push_str(&format!("<Default Extension=\"{extension}\" ContentType=\"{content_type}\"/>"));
        }
        for (part, content_type) in &self.overrides {
            let (part, content_type) = (xml::escape(part), xml::escape(content_type));
            text.push_str(&format!("<Override PartName=\"/{part}\" ContentType=\"{content_type}\"/>"));
        }
        text + "</Types>"
    }
}

fn find<'a>(pairs: &'a [(String, String)], key: &str) -> Option<&'a str> {
    pairs.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value.as_str())
}
