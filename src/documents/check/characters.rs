//! Characters and references that XML 1.0 cannot hold, which a lenient parser passes over.

use crate::documents::package::xml;

/// What is wrong with a piece of text or an attribute's value as it stands in the part.
pub(super) fn problem(raw: &str) -> Option<(Kind, String)> {
    if let Some(character) = raw.chars().find(|&character| !xml::is_legal(character)) {
        return Some((Kind::Character, format!("the character U+{:04X} stands in it", u32::from(character))));
    }
    raw.match_indices('&').find_map(|(at, _)| {
        let end = raw[at..].find(';').map_or(raw.len(), |length| at + length);
        let name = raw.get(at + 1..end).unwrap_or_default();
        let shown: String = name.chars().take(12).collect();
        match xml::reference(name).filter(|_| end < raw.len()) {
            None => Some((Kind::Reference, format!("&{shown} is no reference that XML knows"))),
            Some(character) if !xml::is_legal(character) => {
                Some((Kind::Character, format!("&{shown}; is a character that XML cannot hold")))
            }
            Some(_) => None,
        }
    })
}

/// Whether the text is not well-formed, or holds what it may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Character,
    Reference,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_xml_cannot_hold_is_found() {
        let check = |raw: &str, expected: Option<Kind>| {
            assert_eq!(problem(raw).map(|(kind, _)| kind), expected, "{raw}");
        };
        check("a &amp; b &#10; &#xAC00; 가\t\r\n", None);
        check("a\u{b}", Some(Kind::Character));
        check("&#x0;", Some(Kind::Character));
        check("&#xFFFF;", Some(Kind::Character));
        check("&nbsp;", Some(Kind::Reference));
        check("a & b", Some(Kind::Reference));
        check("&#xD800;", Some(Kind::Reference));
    }
}
