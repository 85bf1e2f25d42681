//! The settings and font table parts.

use super::styles::LATIN;
use super::{Look, root};
use crate::documents::drawing::element::Element;
use crate::documents::drawing::typography::{Family, east_asian, windows_family};
use crate::scene::{Language, Typeface};

/// What a document is, as far as the settings differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::documents) enum Layout {
    /// One designed page, shown whole.
    Page,
    /// Running text.
    Text,
    /// Running text with footnotes.
    TextWithNotes,
}

/// The settings: Word 2013 and later's own layout, theme languages, and which theme colours are page and text.
pub(in crate::documents) fn part(look: &Look<'_>, layout: Layout) -> Vec<u8> {
    let languages = Element::new("w:themeFontLang")
        .with("w:val", LATIN)
        .with("w:eastAsia", east_asian(look.language).tag());
    let whole_page = (layout == Layout::Page).then_some("fullPage");
    let separators = (layout == Layout::TextWithNotes).then(|| {
        let separator = |id: i64| Element::new("w:footnote").with("w:id", id);
        Element::new("w:footnotePr").children([-1, 0].map(separator))
    });
    root("w:settings")
        .child(Element::new("w:zoom").with_some("w:val", whole_page).with("w:percent", 100))
        .child(Element::new("w:defaultTabStop").with("w:val", 720))
        .child(Element::new("w:characterSpacingControl").with("w:val", "doNotCompress"))
        .children(separators)
        .child(Element::new("w:compat").children(compatibility()))
        .child(languages)
        .child(mapping(look.ink.is_some() && look.scheme.dark))
        .into_part()
}

fn compatibility() -> [Element; 4] {
    [
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
    ]
    .map(|(name, value)| {
        Element::new("w:compatSetting")
            .with("w:name", name)
            .with("w:uri", "http://schemas.microsoft.com/office/word")
            .with("w:val", value)
    })
}

/// `w:clrSchemeMapping`: on a dark page the light slots are the text.
fn mapping(dark: bool) -> Element {
    let [page, text, page_2, text_2] = match dark {
        true => ["dark1", "light1", "dark2", "light2"],
        false => ["light1", "dark1", "light2", "dark2"],
    };
    Element::new("w:clrSchemeMapping")
        .with("w:bg1", page)
        .with("w:t1", text)
        .with("w:bg2", page_2)
        .with("w:t2", text_2)
        .with("w:accent1", "accent1")
        .with("w:accent2", "accent2")
        .with("w:accent3", "accent3")
        .with("w:accent4", "accent4")
        .with("w:accent5", "accent5")
        .with("w:accent6", "accent6")
        .with("w:hyperlink", "hyperlink")
        .with("w:followedHyperlink", "followedHyperlink")
}

/// The font table: what to show instead of a family that is not installed.
pub(in crate::documents) fn fonts(look: &Look<'_>) -> Vec<u8> {
    let mut named: Vec<(String, Element)> = Vec::new();
    for typeface in [look.typography.body, look.typography.heading] {
        let family = look.typography.family(typeface);
        for name in [&family.east_asian, &family.latin] {
            if named.iter().all(|(known, _)| known != name) {
                named.push((name.clone(), font(name, family, look.language)));
            }
        }
    }
    root("w:fonts").children(named.into_iter().map(|(_, font)| font)).into_part()
}

fn font(name: &str, family: &Family, language: Language) -> Element {
    let valued = |name: &'static str, value: &str| Element::new(name).with("w:val", value);
    let substitute = match (name == family.east_asian, family.typeface) {
        (true, typeface) => windows_family(typeface, language),
        (false, Typeface::Sans | Typeface::Mono) => "Arial",
        (false, Typeface::Serif) => "Times New Roman",
    };
    // Windows' character set numbers: Hangul, Shift JIS, GB 2312, Western.
    let charset = match (name == family.east_asian, east_asian(language)) {
        (false, _) => "00",
        (true, Language::Japanese) => "80",
        (true, Language::Chinese) => "86",
        (true, _) => "81",
    };
    let kind = if family.typeface == Typeface::Serif { "roman" } else { "swiss" };
    Element::new("w:font")
        .with("w:name", name)
        .child(valued("w:altName", substitute))
        .child(valued("w:panose1", family.panose()))
        .child(valued("w:charset", charset))
        .child(valued("w:family", kind))
        .child(valued("w:pitch", "variable"))
}
