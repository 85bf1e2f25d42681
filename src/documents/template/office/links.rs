//! Tags in the addresses that a part links to; Word percent-encodes the braces when it saves.

use crate::documents::DocumentError;
use crate::documents::package::{Package, relationships_part};
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::template::filler::Filler;
use crate::documents::template::values::Scope;

/// What an address may begin with when a tag gives its beginning. No scripts, no files of the reader's machine.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Fills the outside addresses of a part. Positions count its relationships.
///
/// # Errors
/// [`DocumentError::Broken`] when the relationships are not well-formed.
pub(super) fn fill(
    package: &mut Package,
    part: &str,
    filler: &mut Filler<'_>,
    scope: &Scope,
) -> Result<(), DocumentError> {
    let mut links = package.relationships(part)?;
    let mut changed = false;
    for (at, link) in links.iter_mut().enumerate().filter(|(_, link)| link.external) {
        filler.position = at + 1;
        let address = with_plain_tags(&link.target);
        let edits = filler.edits(&address, scope);
        if edits.is_empty() {
            continue;
        }
        let mut target = String::new();
        let mut done = 0;
        for edit in &edits {
            target.push_str(&address[done..edit.start]);
            // At the beginning a tag gives the address itself, later one piece of it.
            target.push_str(&encoded(&edit.text, target.is_empty()));
            done = edit.end;
        }
        target.push_str(&address[done..]);
        let begins_with_tag = edits.first().is_some_and(|edit| edit.start == 0);
        if begins_with_tag && !is_allowed(&target) {
            let fault = Fault::new(FaultCode::BadAddress, "its value is no web, mail or telephone address");
            filler.problem(&address, fault.hint(format!("addresses begin with {}", SCHEMES.join(", "))));
        }
        link.target = target;
        changed = true;
    }
    if changed {
        package.set_relationships(part, &links);
    }
    Ok(())
}

/// The part that positions of links count in.
pub(super) fn part_name(part: &str) -> String {
    relationships_part(part)
}

fn is_allowed(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    address.is_empty() || address.starts_with('#') || SCHEMES.iter().any(|scheme| lower.starts_with(scheme))
}

/// The address with its tags readable: `%7B%7B%20name%20%7D%7D` is `{{ name }}`. The rest stays encoded.
fn with_plain_tags(address: &str) -> String {
    let mut plain = String::with_capacity(address.len());
    let mut rest = address;
    while let Some((start, open)) = find_brace(rest, "{{", "%7b%7b") {
        let inner = &rest[start + open..];
        let Some((length, close)) = find_brace(inner, "}}", "%7d%7d") else { break };
        plain.push_str(&rest[..start]);
        plain.push_str(&format!("{{{{{}}}}}", decoded(&inner[..length])));
        rest = &inner[length + close..];
    }
    plain + rest
}

/// Where the braces stand, plain or encoded, and how long they are there.
fn find_brace(text: &str, plain: &str, encoded: &str) -> Option<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let found = [(lower.find(plain), plain.len()), (lower.find(encoded), encoded.len())];
    found.into_iter().filter_map(|(at, length)| Some((at?, length))).min()
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = (byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                at += 3;
            }
            None => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

/// Text as a piece of an address (RFC 3986): a whole address keeps its own punctuation.
fn encoded(text: &str, is_whole: bool) -> String {
    let keeps = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || b"-._~".contains(&byte)
            || (is_whole && b":/?#[]@!$&'()*+,;=%".contains(&byte))
    };
    text.bytes()
        .map(|byte| if keeps(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_however_they_are_encoded() {
        let check = |address, expected| assert_eq!(with_plain_tags(address), expected);
        check("https://a.b/{{%20c%20}}?d=%20", "https://a.b/{{ c }}?d=%20");
        check("%7B%7B%20c%20%7d%7D", "{{ c }}");
        check("https://a.b/%7B%7Bc", "https://a.b/%7B%7Bc");
        check("%7B%7B%ED%95%9C%7D%7D/{{b}}", "{{한}}/{{b}}");
    }

    #[test]
    fn values_cannot_leave_their_piece() {
        assert_eq!(encoded("a b/c?한", false), "a%20b%2Fc%3F%ED%95%9C");
        assert_eq!(encoded("https://a.b/c d?e=1", true), "https://a.b/c%20d?e=1");
        assert!(is_allowed("HTTPS://a") && is_allowed("mailto:a@b") && !is_allowed("javascript:x"));
        assert!(!is_allowed("file:///etc/passwd") && !is_allowed("\\\\host\\share"));
    }
}
