//! What the paragraph styles say: headings, lists, captions, contents, whatever language Word was in.

use std::collections::HashMap;

use crate::documents::DocumentError;
use crate::documents::markup::tree::{self, Element, Node};

/// Word writes `heading 1` in every language; other programs write what their menus say.
const HEADINGS: [&str; 14] = [
    "heading ",
    "제목 ",
    "개요 ",
    "見出し ",
    "标题 ",
    "標題 ",
    "überschrift ",
    "titre ",
    "título ",
    "titolo ",
    "kop ",
    "rubrik ",
    "nagłówek ",
    "заголовок ",
];
const TITLES: [&str; 6] = ["title", "제목", "문서 제목", "表題", "标题", "標題"];
const CAPTIONS: [&str; 9] =
    ["caption", "캡션", "図表番号", "题注", "標號", "beschriftung", "légende", "descripción", "didascalia"];
const CONTENTS: [&str; 8] =
    ["toc ", "table of figures", "table of authorities", "index ", "목차 ", "차례 ", "목차", "contents"];

/// Styles based on styles: Word stops at ten or so; a ring of them must stop too.
const LONGEST_CHAIN: usize = 20;

/// The paragraph styles of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The id of the style of paragraphs that name none.
    pub default: Option<String>,
    /// The id of the style for captions.
    pub caption: Option<String>,
    /// The ids of all styles, of whatever type.
    ids: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    is_list: Option<bool>,
    keeps_next: Option<bool>,
    is_framed: bool,
    is_bold: Option<bool>,
}

/// What a paragraph's style makes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    /// Its level as a heading, from 0.
    pub heading: Option<u8>,
    pub is_title: bool,
    pub is_caption: bool,
    pub is_contents: bool,
    pub is_list: bool,
    pub keeps_next: bool,
    pub is_framed: bool,
    pub is_bold: bool,
}

impl Styles {
    /// Reads the part with the styles.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when it is not well-formed.
    pub fn read(part: &str, text: &str) -> Result<Self, DocumentError> {
        let nodes = tree::parse(part, text)?;
        let mut styles = Self::default();
        let all = nodes.iter().filter_map(Node::element).flat_map(Element::elements);
        for element in all.filter(|element| element.local() == "style") {
            let Some(id) = element.attribute("styleId") else { continue };
            styles.ids.push(id.clone());
            if element.attribute("type").is_some_and(|kind| kind != "paragraph") {
                continue;
            }
            let style = Style::read(element);
            if is_on(element.attribute("default")) {
                styles.default = Some(id.clone());
            }
            if is_named(&style.name, &CAPTIONS) {
                styles.caption.get_or_insert_with(|| id.clone());
            }
            styles.styles.insert(id, style);
        }
        Ok(styles)
    }

    /// What the style of that id, or the default one, makes of a paragraph.
    pub fn role(&self, id: Option<&str>) -> Role {
        let chain: Vec<&Style> = self.chain(id.or(self.default.as_deref())).collect();
        let named = |names: &[&str]| chain.first().is_some_and(|style| is_named(&style.name, names));
        Role {
            heading: chain.iter().find_map(|style| style.level()).filter(|level| *level < 9),
            is_title: named(&TITLES),
            is_caption: chain.iter().any(|style| is_named(&style.name, &CAPTIONS)),
            is_contents: chain.iter().any(|style| starts_with(&style.name, &CONTENTS).is_some()),
            is_list: chain.iter().find_map(|style| style.is_list).unwrap_or(false),
            keeps_next: chain.iter().find_map(|style| style.keeps_next).unwrap_or(false),
            is_framed: chain.iter().any(|style| style.is_framed),
            is_bold: chain.iter().find_map(|style| style.is_bold).unwrap_or(false),
        }
    }

    /// An id that no style has.
    pub fn free_id(&self, wanted: &str) -> String {
        let numbered = (1..).map(|number| format!("{wanted}{number}"));
        let is_free = |id: &String| !self.ids.iter().any(|known| known.eq_ignore_ascii_case(id));
        std::iter::once(wanted.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }

    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let first = id.and_then(|id| self.styles.get(id));
        let base = |style: &&'s Style| self.styles.get(style.based_on.as_deref()?);
        std::iter::successors(first, base).take(LONGEST_CHAIN)
    }
}

impl Style {
    fn read(element: &Element<'_>) -> Self {
        let value = |name| element.child(name)?.attribute("val");
        let properties = element.child("pPr");
        let runs = element.child("rPr");
        let outline = properties.and_then(|properties| properties.child("outlineLvl")?.attribute("val"));
        Self {
            name: value("name").unwrap_or_default().trim().to_lowercase(),
            based_on: value("basedOn"),
            outline: outline.and_then(|level| level.parse().ok()),
            is_list: properties.and_then(is_list),
            keeps_next: properties.and_then(|properties| switch(properties, "keepNext")),
            is_framed: properties.is_some_and(|properties| properties.child("framePr").is_some()),
            is_bold: runs.and_then(|runs| switch(runs, "b")),
        }
    }

    /// Its level as a heading, from 0; 9 means body text.
    fn level(&self) -> Option<u8> {
        let named = || {
            let number = starts_with(&self.name, &HEADINGS)?.trim().parse::<u8>().ok()?;
            (1..=9).contains(&number).then(|| number - 1)
        };
        self.outline.or_else(named)
    }
}

/// Whether paragraph properties make it a list's item; number 0 takes it out of one.
pub(super) fn is_list(properties: &Element<'_>) -> Option<bool> {
    let number = properties.child("numPr")?;
    Some(number.child("numId").and_then(|id| id.attribute("val")).is_none_or(|id| id != "0"))
}

/// A property that is on when it is there, unless it says otherwise.
pub(super) fn switch(properties: &Element<'_>, name: &str) -> Option<bool> {
    let element = properties.child(name)?;
    Some(element.attribute("val").is_none_or(|value| is_on(Some(value))))
}

/// `1`, `true` or `on` (ECMA-376 part 1, 22.9.2.7).
pub(super) fn is_on(value: Option<String>) -> bool {
    value.is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

fn is_named(name: &str, names: &[&str]) -> bool {
    names.contains(&name)
}

fn starts_with<'n>(name: &'n str, names: &[&str]) -> Option<&'n str> {
    names.iter().find_map(|known| name.strip_prefix(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(inner: &str) -> Styles {
        let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        Styles::read("word/styles.xml", &format!("<w:styles xmlns:w=\"{space}\">{inner}</w:styles>")).unwrap()
    }

    fn style(id: &str, inner: &str) -> String {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\">{inner}</w:style>")
    }

    #[test]
    fn headings_are_found_by_level_name_or_base() {
        let check = |inner: &str, expected: Option<u8>| {
            let styles = styles(&(style("base", "<w:name w:val=\"heading 2\"/>") + &style("x", inner)));
            assert_eq!(styles.role(Some("x")).heading, expected, "{inner}");
        };
        check("<w:name w:val=\"heading 1\"/>", Some(0));
        check("<w:name w:val=\"제목 3\"/>", Some(2));
        check("<w:name w:val=\"Überschrift 1\"/>", Some(0));
        check("<w:name w:val=\"Chapter\"/><w:basedOn w:val=\"base\"/>", Some(1));
        check("<w:name w:val=\"Mine\"/><w:pPr><w:outlineLvl w:val=\"3\"/></w:pPr>", Some(3));
        check(
            "<w:name w:val=\"Lead\"/><w:basedOn w:val=\"base\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr>",
            None,
        );
        check("<w:name w:val=\"Normal\"/>", None);
        check("<w:name w:val=\"loop\"/><w:basedOn w:val=\"x\"/>", None);
    }

    #[test]
    fn lists_captions_and_contents_are_known() {
        let caption = style("a5", "<w:name w:val=\"caption\"/><w:pPr><w:keepNext/></w:pPr>");
        let bullet = "<w:name w:val=\"b\"/><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr>";
        let none = "<w:name w:val=\"n\"/><w:basedOn w:val=\"b\"/><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>";
        let toc = style("T", "<w:name w:val=\"toc 1\"/>");
        let styles = styles(&(caption + &style("b", bullet) + &style("n", none) + &toc));
        assert_eq!(styles.caption.as_deref(), Some("a5"));
        let caption = styles.role(Some("a5"));
        assert!(caption.is_caption && caption.keeps_next);
        assert!(styles.role(Some("b")).is_list && !styles.role(Some("n")).is_list);
        assert!(styles.role(Some("T")).is_contents);
        assert_eq!(styles.role(Some("unknown")), Role::default());
        assert_eq!(styles.free_id("A5"), "A51");
    }
}
