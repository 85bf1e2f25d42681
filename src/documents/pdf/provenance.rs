//! What krilla has no place for: IPTC's digital source type in the document's XMP packet, and the absence of a date.
//!
//! krilla writes the packet uncompressed, as PDF/A asks, and a classic cross-reference table, so the packet can be
//! rewritten in the finished file: the offsets behind it move by the difference (ISO 32000-1, 7.5.4).

use std::ops::Range;

use krilla::metadata::DateTime;

use super::defect;
use crate::documents::DocumentError;
use crate::scene::Origin;

/// Declares the one property from outside XMP's predefined schemas, as PDF/A-2 6.6.2.3.3 wants it.
const SCHEMA: &str = "<rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>IPTC Extension schema</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://iptc.org/std/Iptc4xmpExt/2008-02-29/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>Iptc4xmpExt</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:category>external</pdfaProperty:category>\
    <pdfaProperty:description>How the pictures came to be (IPTC NewsCodes)</pdfaProperty:description>\
    <pdfaProperty:name>DigitalSourceType</pdfaProperty:name>\
    <pdfaProperty:valueType>URI</pdfaProperty:valueType>\
    </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>";

/// The date krilla insists on before it calls a file PDF/A, although the standard does not; [`mark`] takes it out.
pub(super) fn placeholder_date() -> DateTime {
    DateTime::new(1)
}

/// The same file without a date and with the origin in its XMP packet.
pub(super) fn mark(file: Vec<u8>, origin: Origin) -> Result<Vec<u8>, DocumentError> {
    let packet = packet_range(&file).ok_or_else(|| defect("the file has no XMP packet"))?;
    let old = String::from_utf8_lossy(&file[packet.clone()]).into_owned();
    let new = marked_packet(&old, origin).ok_or_else(|| defect("the XMP packet has an unknown form"))?;
    let file = without_info_dates(file, packet.start);
    replace(&file, &packet, new.as_bytes()).ok_or_else(|| defect("the file has an unknown form"))
}

/// Where the last XMP packet of the file stands.
fn packet_range(file: &[u8]) -> Option<Range<usize>> {
    let start = find_last(file, b"<?xpacket begin=")?;
    let end = start + find(&file[start..], b"endstream")?;
    Some(start..end - usize::from(file[end - 1] == b'\n'))
}

fn marked_packet(packet: &str, origin: Origin) -> Option<String> {
    let mut packet = packet.to_owned();
    for element in ["xmp:ModifyDate", "xmp:CreateDate", "stEvt:when"] {
        packet = without_element(&packet, element);
    }
    let (schemas, rest) = packet.split_once("</rdf:Bag></pdfaExtension:schemas>")?;
    let (properties, end) = rest.split_once("</rdf:Description></rdf:RDF>")?;
    let source_type = origin.source_type();
    Some(format!(
        "{schemas}{SCHEMA}</rdf:Bag></pdfaExtension:schemas>{properties}\
         <Iptc4xmpExt:DigitalSourceType xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">\
         {source_type}</Iptc4xmpExt:DigitalSourceType></rdf:Description></rdf:RDF>{end}"
    ))
}

/// The packet without any element of that name.
fn without_element(packet: &str, name: &str) -> String {
    let (opening, closing) = (format!("<{name}>"), format!("</{name}>"));
    let mut parts = packet.split(&opening);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once(&closing).map_or(part, |(_, after)| after))
}

/// The file with the dates of its information dictionary, which stands before `end`, turned into spaces.
fn without_info_dates(mut file: Vec<u8>, end: usize) -> Vec<u8> {
    for key in [&b"/ModDate("[..], b"/CreationDate("] {
        let Some(start) = find_last(&file[..end], key) else { continue };
        let Some(length) = find(&file[start..end], b")") else { continue };
        file[start..=start + length].fill(b' ');
    }
    file
}

/// The file with the stream content in `place` exchanged: its length, the cross-reference table behind it and the
/// table's own offset follow.
fn replace(file: &[u8], place: &Range<usize>, content: &[u8]) -> Option<Vec<u8>> {
    let header = find_last(&file[..place.start], b"/Length ")?;
    let table = place.end + find(&file[place.end..], b"\nxref\n")? + 1;
    let trailer = table + find(&file[table..], b"trailer")?;
    let start_mark = trailer + find(&file[trailer..], b"startxref\n")?;

    let length_end = header + 8 + file[header + 8..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut new = [&file[..header], b"/Length ", content.len().to_string().as_bytes()].concat();
    new.extend_from_slice(&file[length_end..place.start]);
    new.extend_from_slice(content);
    let moved = |offset: usize| if offset > place.start { offset + new.len() - place.end } else { offset };
    let entries = moved_entries(std::str::from_utf8(&file[table..trailer]).ok()?, moved)?;
    let new_table = moved(table);
    new.extend_from_slice(&file[place.end..table]);
    new.extend_from_slice(entries.as_bytes());
    new.extend_from_slice(&file[trailer..start_mark]);
    new.extend_from_slice(format!("startxref\n{new_table}\n%%EOF").as_bytes());
    Some(new)
}

/// The cross-reference table with every offset in use moved; entries are 20 bytes, ten of them the offset.
fn moved_entries(table: &str, moved: impl Fn(usize) -> usize) -> Option<String> {
    let entry = |line: &str| match line.split_at_checked(10) {
        Some((offset, rest)) if rest.trim_end().ends_with(" n") => {
            Some(format!("{:010}{rest}", moved(offset.parse().ok()?)))
        }
        _ => Some(line.to_owned()),
    };
    table.split_inclusive('\n').map(entry).collect()
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes.windows(pattern.len()).position(|window| window == pattern)
}

fn find_last(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes.windows(pattern.len()).rposition(|window| window == pattern)
}
