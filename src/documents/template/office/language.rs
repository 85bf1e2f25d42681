//! The language a document is written in, when it says one: its properties, its default text, its theme.

use super::Part;
use crate::documents::DocumentError;
use crate::documents::markup::tree::attributes;
use crate::documents::package::Package;
use crate::scene::Language;

/// The parts that name a language for all text, with the element that does.
const DEFAULTS: [(&str, &str); 3] = [
    ("word/styles.xml", ":lang "),
    ("word/settings.xml", ":themeFontLang "),
    ("ppt/presentation.xml", ":defRPr "),
];

/// The language of the document; `None` when it says none that we speak.
///
/// # Errors
/// [`DocumentError::Broken`] for a part that cannot be unpacked.
pub(super) fn of(package: &Package, parts: &[Part]) -> Result<Option<Language>, DocumentError> {
    let properties =
        parts.iter().find(|part| package.content_type(&part.name).ends_with("core-properties+xml"));
    if let Some(language) = properties.and_then(|part| in_properties(&part.text)) {
        return Ok(Some(language));
    }
    for (name, element) in DEFAULTS {
        let text = if package.has(name) { package.text(name)? } else { String::new() };
        if let Some(language) = in_element(&text, element) {
            return Ok(Some(language));
        }
    }
    Ok(None)
}

fn in_properties(text: &str) -> Option<Language> {
    let (_, after) = text.split_once(":language>")?;
    language(after.split_once('<')?.0)
}

/// Office names two languages: one for Latin text, which is English in an office in Seoul too, and one for East Asian
/// text, which is the reader's own.
fn in_element(text: &str, element: &str) -> Option<Language> {
    let (_, after) = text.split_once(element)?;
    let tag = format!("x {}", after.split_once('>')?.0);
    let value = |wanted: &str| {
        let (_, value) = attributes(&tag).find(|(name, _)| tag[name.clone()].ends_with(wanted))?;
        language(&tag[value])
    };
    let east = value("eastAsia").filter(|language| *language != Language::English);
    east.or_else(|| value("val")).or_else(|| value("lang"))
}

fn language(tag: &str) -> Option<Language> {
    let code = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    Language::from_code(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readers_language_is_found() {
        let check = |text: &str, element: &str, expected: Option<Language>| {
            assert_eq!(in_element(text, element), expected, "{text}");
        };
        check(
            "<w:rPr><w:lang w:val=\"en-US\" w:eastAsia=\"ko-KR\"/></w:rPr>",
            ":lang ",
            Some(Language::Korean),
        );
        check(
            "<w:lang w:val=\"en-US\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/>",
            ":lang ",
            Some(Language::English),
        );
        check("<w:lang w:val='ja-JP'/>", ":lang ", Some(Language::Japanese));
        check("<a:defRPr lang=\"zh-CN\"/>", ":defRPr ", Some(Language::Chinese));
        check("<w:lang w:val=\"fr-FR\"/>", ":lang ", None);
        check("<w:lang ", ":lang ", None);
        assert_eq!(in_properties("<dc:language>ko</dc:language>"), Some(Language::Korean));
        assert_eq!(in_properties("<dc:title>ko</dc:title>"), None);
    }
}
