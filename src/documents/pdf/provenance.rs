//! What krilla has no place for: IPTC's digital source type in the document's XMP packet, and the absence of a date.
//!
//! krilla writes the packet uncompressed, as PDF/A asks, so that it can be edited in the finished file.

use std::ops::Range;

use krilla::metadata::DateTime;

use super::defect;
use super::splice::{Edit, find, find_last};
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

/// The date krilla insists on before it calls a file PDF/A, although the standard does not; [`edits`] takes it out.
pub(super) fn placeholder_date() -> DateTime {
    DateTime::new(1)
}

/// The edits that take the date out and put the origin into the XMP packet.
pub(super) fn edits(file: &[u8], origin: Origin) -> Result<Vec<Edit>, DocumentError> {
    let packet = packet_range(file).ok_or_else(|| defect("the file has no XMP packet"))?;
    let old = String::from_utf8_lossy(&file[packet.clone()]);
    let new = marked_packet(&old, origin).ok_or_else(|| defect("the XMP packet has an unknown form"))?;
    let length = length_range(&file[..packet.start]).ok_or_else(|| defect("the XMP packet has no length"))?;
    let mut edits = info_dates(&file[..packet.start]);
    edits.push(Edit { place: length, content: new.len().to_string().into_bytes() });
    edits.push(Edit { place: packet, content: new.into_bytes() });
    Ok(edits)
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

/// Where the digits of the stream's length stand, the last ones before its content.
fn length_range(before: &[u8]) -> Option<Range<usize>> {
    let start = find_last(before, b"/Length ")? + 8;
    let digits = before[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    Some(start..start + digits)
}

/// The edits that take the dates out of the information dictionary, which stands before the packet.
fn info_dates(before: &[u8]) -> Vec<Edit> {
    let date = |key: &&[u8]| {
        let start = find_last(before, key)?;
        let end = start + find(&before[start..], b")")? + 1;
        Some(Edit { place: start..end, content: Vec::new() })
    };
    [&b"/ModDate("[..], b"/CreationDate("].iter().filter_map(date).collect()
}
