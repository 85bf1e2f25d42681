//! Tags in the addresses that a part links to; Word percent-encodes the braces when it saves.

use crate::documents::DocumentError;
use crate::documents::package::{Package, Relationship, relationship_type, relationships_part};
use crate::documents::problem::{Fault, FaultCode};
use crate::documents::template::address::{self, SCHEMES};
use crate::documents::template::filler::{Filler, Holds};
use crate::documents::template::links::Links;
use crate::documents::template::values::Scope;

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
        let plain = with_plain_tags(&link.target);
        let edits = filler.edits(&plain, Holds::Text, scope);
        if edits.is_empty() {
            continue;
        }
        let mut target = String::new();
        let mut done = 0;
        for edit in &edits {
            target.push_str(&plain[done..edit.start]);
            // At the beginning a tag gives the address itself, later one piece of it.
            target.push_str(&address::encoded(&edit.new.text, target.is_empty()));
            done = edit.end;
        }
        target.push_str(&plain[done..]);
        let begins_with_tag = edits.first().is_some_and(|edit| edit.start == 0);
        if begins_with_tag && !address::is_allowed(&target) {
            let fault = Fault::new(FaultCode::BadAddress, "its value is no web, mail or telephone address");
            filler.problem(&plain, fault.hint(format!("addresses begin with {}", SCHEMES.join(", "))));
        }
        link.target = target;
        changed = true;
    }
    if changed {
        package.set_relationships(part, &links);
    }
    Ok(())
}

/// Links for the values of a part, with ids that its relationships leave free.
///
/// # Errors
/// As for [`fill`].
pub(super) fn beside(package: &Package, part: &str) -> Result<Links, DocumentError> {
    let taken = package.relationships(part)?;
    Ok(Links::beside(taken.iter().map(|link| link.id.as_str())))
}

/// Relates a part to the addresses that its values link to.
///
/// # Errors
/// As for [`fill`].
pub(super) fn add(package: &mut Package, part: &str, filler: &Filler<'_>) -> Result<(), DocumentError> {
    let mut new = filler.links.all().peekable();
    if new.peek().is_none() {
        return Ok(());
    }
    let kind = match filler.is_strict {
        true => "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink".to_owned(),
        false => relationship_type("hyperlink"),
    };
    let link = |(id, address): (String, &str)| Relationship {
        id,
        kind: kind.clone(),
        target: address.to_owned(),
        external: true,
    };
    let mut links = package.relationships(part)?;
    links.extend(new.map(link));
    package.set_relationships(part, &links);
    Ok(())
}

/// The part that positions of links count in.
pub(super) fn part_name(part: &str) -> String {
    relationships_part(part)
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
}
