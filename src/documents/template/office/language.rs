//! The language a document is written in, when it says one: its properties, its default text, its theme; else its words.

use super::part::Part;
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

/// How many characters of a part are looked at for its language.
const LOOKED_AT: usize = 20_000;

/// A syllable says as much as this many Latin letters.
const LATIN_PER_SYLLABLE: usize = 2;

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
    let mut declared = None;
    for (name, element) in DEFAULTS {
        let text = if package.has(name) { package.text(name)? } else { String::new() };
        declared = declared.or_else(|| in_element(&text, element));
    }
    // Not layouts and properties: they are English by default too.
    let written = |part: &&Part| part.name.starts_with("word/") || part.name.starts_with("ppt/slides/");
    let texts = parts.iter().filter(written).map(|part| part.text.as_str());
    Ok(match declared {
        None | Some(Language::English) => in_words(texts).or(declared),
        other => other,
    })
}

/// The language that most letters of a document belong to, unless they are Latin ones. Programs declare English by
/// default whatever is written.
fn in_words<'p>(texts: impl Iterator<Item = &'p str>) -> Option<Language> {
    let (mut hangul, mut kana, mut han, mut latin) = (0, 0, 0, 0);
    for character in texts.flat_map(|text| words(text).take(LOOKED_AT)) {
        match character {
            '가'..='힣' => hangul += 1,
            'ぁ'..='ヿ' => kana += 1,
            '一'..='鿿' => han += 1,
            letter if letter.is_alphabetic() => latin += 1,
            _ => {}
        }
    }
    let outweighs = |letters: usize| letters > 0 && letters * LATIN_PER_SYLLABLE >= latin;
    match () {
        () if hangul > kana + han && outweighs(hangul) => Some(Language::Korean),
        () if kana > 0 && kana > hangul && outweighs(kana + han) => Some(Language::Japanese),
        () if han > hangul && outweighs(han) => Some(Language::Chinese),
        () => None,
    }
}

/// The characters between markup, without tags of templates.
fn words(text: &str) -> impl Iterator<Item = char> {
    let mut is_markup = false;
    let mut braces = 0_usize;
    text.chars().filter(move |character| {
        match character {
            '<' => is_markup = true,
            '>' if is_markup => {
                is_markup = false;
                return false;
            }
            '{' if !is_markup => braces += 1,
            '}' if !is_markup => braces = braces.saturating_sub(1),
            _ => {}
        }
        !is_markup && braces == 0
    })
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
        let check = |text: &str, expected: Option<Language>| {
            assert_eq!(in_words([text].into_iter()), expected, "{text}");
        };
        check("<w:t>금액 {{ amount | currency }} 날짜</w:t>", Some(Language::Korean));
        check("<w:t>日時は {{ day | date }} です</w:t>", Some(Language::Japanese));
        check("<w:t>日期 {{ day | date }}</w:t>", Some(Language::Chinese));
        check("<w:t>A letter to Kim Haneul (김하늘)</w:t>", None);
        check("<w:t w:name=\"이름\">{{ 이름 }}</w:t>", None);
        assert_eq!(in_properties("<dc:title>ko</dc:title>"), None);
    }
}
