//! Text of XML parts, in and out.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::DocumentError;

/// How every part we write begins.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Tags in one flat part: more than anybody's links and parts.
const MOST_TAGS: usize = 100_000;

/// Attributes of one of its tags; a relationship has four.
const MOST_ATTRIBUTES: usize = 1_000;

/// `&#x10FFFF;` with a few zeros to spare; no semicolon is looked for beyond.
const LONGEST_REFERENCE: usize = 16;

/// One tag of a flat part, its attributes unescaped.
#[derive(Clone, Debug)]
pub(in crate::documents) struct Tag {
    /// The name without its prefix.
    pub name: String,
    /// Names with prefix, and values.
    pub attributes: Vec<(String, String)>,
}

/// Every tag of a small part in order, whatever their nesting.
///
/// # Errors
/// [`DocumentError::Broken`] when it is not well-formed; [`DocumentError::Refused`] when it has more tags or attributes
/// than any document needs.
pub(in crate::documents) fn tags(part: &str, text: &str) -> Result<Vec<Tag>, DocumentError> {
    let wrong = || DocumentError::Broken { reason: format!("{part} is not well-formed") };
    let too_many = || DocumentError::Refused { reason: format!("{part} has too many tags or attributes") };
    let mut reader = Reader::from_str(text);
    let mut tags = Vec::new();
    loop {
        match reader.read_event().map_err(|_| wrong())? {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
                let mut attributes = Vec::new();
                for attribute in tag.attributes().with_checks(false) {
                    let attribute = attribute.map_err(|_| wrong())?;
                    let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
                    let value = std::str::from_utf8(&attribute.value).map_err(|_| wrong())?;
                    attributes.push((key, unescape(value).into_owned()));
                    if attributes.len() > MOST_ATTRIBUTES {
                        return Err(too_many());
                    }
                }
                if tags.len() == MOST_TAGS {
                    return Err(too_many());
                }
                tags.push(Tag { name, attributes });
            }
            Event::DocType(_) => {
                return Err(DocumentError::Refused { reason: format!("{part} has a DOCTYPE") });
            }
            Event::Eof => return Ok(tags),
            _ => {}
        }
    }
}

/// A part's bytes as text: UTF-8, or UTF-16 by its byte order mark or its first character. Text that was not UTF-8
/// gets a declaration that says it is now.
///
/// # Errors
/// [`DocumentError::Broken`] when it is neither.
pub fn decode(part: &str, bytes: &[u8]) -> Result<String, DocumentError> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [b'<', 0, ..] => wide(bytes, u16::from_le_bytes),
        [0, b'<', ..] => wide(bytes, u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    };
    text.ok_or_else(|| DocumentError::Broken { reason: format!("{part} is not Unicode text") })
}

fn wide(bytes: &[u8], number: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| number(pair));
    let text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
    if !rest.is_empty() {
        return None;
    }
    let body = match text.strip_prefix("<?xml").and_then(|declared| declared.split_once("?>")) {
        Some((_, body)) => body.trim_start(),
        None => &text,
    };
    Some(format!("{DECLARATION}{body}"))
}

/// Text as it stands in XML, fit for elements and attributes. Characters that XML 1.0 cannot hold are left out.
pub fn escape(text: &str) -> Cow<'_, str> {
    let plain = |character: char| is_legal(character) && !"<>&\"\n\r\t".contains(character);
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars().filter(|&character| is_legal(character)) {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

/// Text out of XML: the five named entities and character references; anything else stays as it stands.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
        match end.and_then(|end| Some((reference(&rest[1..end])?, end))) {
            Some((character, end)) => {
                plain.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The character that a reference names, without its `&` and `;`.
pub(in crate::documents) fn reference(name: &str) -> Option<char> {
    let number = name.strip_prefix('#');
    match (name, number.map(|number| (number.strip_prefix(['x', 'X']), number))) {
        ("lt", _) => Some('<'),
        ("gt", _) => Some('>'),
        ("amp", _) => Some('&'),
        ("quot", _) => Some('"'),
        ("apos", _) => Some('\''),
        (_, Some((Some(hex), _))) => u32::from_str_radix(hex, 16).ok().and_then(char::from_u32),
        (_, Some((None, decimal))) => decimal.parse().ok().and_then(char::from_u32),
        _ => None,
    }
}

/// Whether XML 1.0 can hold the character (production 2).
pub(in crate::documents) fn is_legal(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_survives_the_way_there_and_back() {
        for text in ["", "a", "<a & \"b\">", "한글\n\t\r", "&amp;", "']]>"] {
            assert_eq!(unescape(&escape(text)), text);
        }
        assert_eq!(escape("a\u{0}\u{b}\u{fffe}b"), "ab");
        assert_eq!(unescape("&#xac00;&#44032;&bogus;&;&#xffffffff;&"), "가가&bogus;&;&#xffffffff;&");
    }

    #[test]
    fn utf_16_reads_like_utf_8() {
        let text = "<a>가</a>";
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut little = vec![0xff, 0xfe];
        little.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode("a.xml", text.as_bytes()).unwrap(), text);
        for bytes in [big, little] {
            assert_eq!(decode("a.xml", &bytes).unwrap(), format!("{DECLARATION}{text}"));
        }
        assert!(matches!(decode("a.xml", &[0xff, 0xfe, 0x3c]), Err(DocumentError::Broken { .. })));
        assert!(matches!(decode("a.xml", b"\xc3("), Err(DocumentError::Broken { .. })));
    }
}
