//! Reading marks back: which pictures in a file say how they came to be (IPTC's digital source type, in an XMP packet).
//!
//! A packet is found by its own beginning and end, wherever the format keeps it: PNG, JPEG, WebP, SVG and PDF all hold it as it is.
//! Of Word and PowerPoint files each picture is looked at.

use super::package::Package;
use super::{DocumentError, Limits};

/// What a file says of one picture, or of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The part of the document the picture lies in; empty when it is the file itself.
    pub place: String,
    /// The last step of the type's address, as in `trainedAlgorithmicMedia`.
    pub source_type: String,
    /// The program that says so, as in `Vignette`; empty when none does.
    pub program: String,
}

/// Packets of one file at most, and bytes of one: a thumbnail inside can make a packet large.
const MOST_PACKETS: usize = 64;
const LARGEST_PACKET: usize = 1 << 20;

const BEGINS: &[u8] = b"<x:xmpmeta";
const ENDS: &[u8] = b"</x:xmpmeta>";
const SOURCE_TYPES: &str = "cv.iptc.org/newscodes/digitalsourcetype/";

/// The marks in a file, in the order they are found. One mark for each picture.
///
/// # Errors
/// [`DocumentError`] for a package that is refused or broken.
pub fn marks(file: &[u8], limits: &Limits) -> Result<Vec<Mark>, DocumentError> {
    if !file.starts_with(b"PK") {
        return Ok(in_bytes(file, ""));
    }
    let package = Package::open(file, limits)?;
    let names: Vec<String> =
        package.names().filter(|name| name.contains("/media/")).map(str::to_owned).collect();
    let mut marks = Vec::new();
    for name in names {
        marks.extend(in_bytes(&package.part(&name)?, &name));
    }
    Ok(marks)
}

fn in_bytes(bytes: &[u8], place: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut rest = bytes;
    for _ in 0..MOST_PACKETS {
        let Some(start) = find(rest, BEGINS) else { break };
        rest = &rest[start..];
        let Some(end) = find(&rest[..rest.len().min(LARGEST_PACKET)], ENDS) else { break };
        marks
            .extend(read(&String::from_utf8_lossy(&rest[..end]), place).filter(|mark| !marks.contains(mark)));
        rest = &rest[end..];
    }
    marks
}

/// What a packet says.
fn read(packet: &str, place: &str) -> Option<Mark> {
    let word = |text: &str| text.chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
    let source_type = packet.split(SOURCE_TYPES).nth(1).map(word).filter(|word| !word.is_empty())?;
    let program = packet.split("CreatorTool").nth(1).unwrap_or_default();
    let program = program.trim_start_matches(['>', '=', '"', '\'', ' ']);
    let program = program.chars().take_while(|letter| !matches!(letter, '<' | '"' | '\'')).take(64).collect();
    Some(Mark { place: place.to_owned(), source_type, program })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::export::{Still, export};
    use crate::documents::raster::write_png;
    use crate::scene::{Origin, PixelSize};

    #[test]
    fn each_picture_file_says_how_it_came_to_be() {
        let png = write_png(&[9, 9, 9, 255], PixelSize::new(1, 1), Origin::Trained).unwrap();
        let mark = Mark {
            place: String::new(),
            source_type: "trainedAlgorithmicMedia".to_owned(),
            program: "Vignette".to_owned(),
        };
        for still in [Still::Png, Still::Jpeg(80), Still::Webp] {
            let file = export(&png, still, true, Origin::Trained).unwrap();
            assert_eq!(marks(&file, &Limits::DEFAULT).unwrap(), std::slice::from_ref(&mark), "{still:?}");
        }
    }

    #[test]
    fn what_carries_no_mark_has_none() {
        let check = |file: &[u8]| assert_eq!(marks(file, &Limits::DEFAULT).unwrap(), []);
        check(b"");
        check(b"a text about http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
        check(b"<x:xmpmeta>digitalsourcetype/trainedAlgorithmicMedia</x:xmpmeta>");
        check(b"<x:xmpmeta>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
        check(b"<x:xmpmeta></x:xmpmeta>");
        assert!(marks(b"PK\x03\x04 broken", &Limits::DEFAULT).is_err());
    }
}
