//! Text with formatting: what a tag becomes where formatting can stand. Everywhere else it is its plain text.

use std::fmt::Formatter;
use std::ops::Range;
use std::sync::Arc;

use kurbo::Size;
use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use crate::documents::template::address;

/// Text, and how pieces of it look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rich {
    /// The words; a picture among them is U+FFFC.
    pub text: String,
    /// The pieces that look otherwise than what surrounds them: in order, without overlaps.
    pub marks: Vec<(Range<usize>, Look)>,
}

/// How a piece of text looks: what it has beyond its surroundings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
    /// The address it leads to; in a document the id of its relationship.
    pub link: Option<String>,
    /// It is a picture.
    pub picture: Option<InlinePicture>,
    /// The part it goes into has the namespaces of strict documents.
    pub strict: bool,
}

/// A picture in running text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InlinePicture {
    /// The number of its hanging.
    pub hanging: usize,
    /// The room that was asked for in points; zero on a side that follows from the picture.
    pub room: Size,
}

/// The character that stands for a picture.
pub const PICTURE: &str = "\u{fffc}";

impl From<String> for Rich {
    fn from(text: String) -> Self {
        Self { text, marks: Vec::new() }
    }
}

impl Rich {
    /// A picture.
    pub fn picture(picture: InlinePicture) -> Self {
        Self::from(PICTURE.to_owned()).looking(|look| look.picture = Some(picture))
    }

    /// The whole text with one more change to its look.
    pub fn looking(self, change: impl Fn(&mut Look)) -> Self {
        let mut marks = Vec::new();
        let mut at = 0;
        let end = self.text.len();
        let known = self.marks.into_iter().chain([(end..end, Look::default())]);
        for (range, mut look) in known {
            if at < range.start {
                let mut plain = Look::default();
                change(&mut plain);
                marks.push((at..range.start, plain));
            }
            at = range.end;
            change(&mut look);
            if !range.is_empty() {
                marks.push((range, look));
            }
        }
        Self { text: self.text, marks }
    }

    /// Adds text at the end.
    pub fn push(&mut self, other: &Self) {
        let offset = self.text.len();
        self.text.push_str(&other.text);
        let moved =
            |(range, look): &(Range<usize>, Look)| (range.start + offset..range.end + offset, look.clone());
        self.marks.extend(other.marks.iter().map(moved));
    }

    /// Adds plain text at the end.
    pub fn push_str(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The text in pieces of one look each, in order.
    pub fn pieces(&self) -> Vec<(&str, Option<&Look>)> {
        let mut pieces = Vec::new();
        let mut at = 0;
        for (range, look) in &self.marks {
            pieces.push((&self.text[at..range.start], None));
            pieces.push((&self.text[range.clone()], Some(look)));
            at = range.end;
        }
        pieces.push((&self.text[at..], None));
        pieces.retain(|(text, _)| !text.is_empty());
        pieces
    }
}

/// Formatted text as a value of expressions.
#[derive(Debug)]
struct RichValue(Rich);

impl Object for RichValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    /// The text with its looks in it, so that `~` and `join` keep them; [`read`] takes them out again.
    fn render(self: &Arc<Self>, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        for (text, look) in self.0.pieces() {
            match look {
                None => formatter.write_str(text)?,
                Some(look) => {
                    let switches = [look.bold, look.italic, look.underline];
                    let bits = switches.iter().rev().fold(0, |bits, on| bits * 2 + u8::from(*on));
                    write!(formatter, "{OPEN}{bits}")?;
                    for byte in look.link.iter().flat_map(|link| link.bytes()) {
                        write!(formatter, "{byte:02x}")?;
                    }
                    write!(formatter, "{MIDDLE}{text}{CLOSE}")?;
                }
            }
        }
        Ok(())
    }
}

/// Around a piece of another look in a plain text: three characters that no text has (Unicode 16, 23.7,
/// "Noncharacters"). Before the middle one stand the switches as a digit and the address in hex, which survive
/// `upper` and `lower`.
const OPEN: char = '\u{fdd0}';
const MIDDLE: char = '\u{fdd1}';
const CLOSE: char = '\u{fdd2}';

/// A text with looks in it. What the data itself may hold of such marks is dropped or harmless: an address is checked
/// again.
fn read(text: &str) -> Rich {
    let mut rich = Rich::default();
    let plain = |text: &str| text.replace([OPEN, MIDDLE, CLOSE], "");
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once(OPEN) {
        rich.push_str(&plain(before));
        let Some((head, (inner, after))) = opened
            .split_once(MIDDLE)
            .filter(|(head, _)| !head.contains(OPEN))
            .and_then(|(head, tail)| Some((head, tail.split_once(CLOSE)?)))
        else {
            rest = opened;
            continue;
        };
        let look = look(head).unwrap_or_default();
        rich.push(&Rich::from(plain(inner)).looking(|own| own.clone_from(&look)));
        rest = after;
    }
    rich.push_str(&plain(rest));
    rich
}

fn look(head: &str) -> Option<Look> {
    let (bits, hex) = head.split_at_checked(1)?;
    let bits: u8 = bits.parse().ok()?;
    let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok());
    let link = String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()?;
    let link = Some(link).filter(|link| !link.is_empty() && address::is_allowed(link));
    Some(Look { bold: bits & 1 > 0, italic: bits & 2 > 0, underline: bits & 4 > 0, link, ..Look::default() })
}

/// The value with one more change to its look; other values are taken as their text.
pub(super) fn formatted(value: &Value, change: impl Fn(&mut Look)) -> Value {
    Value::from_object(RichValue(of(value).looking(change)))
}

/// A value as text with formatting.
pub(super) fn of(value: &Value) -> Rich {
    match value.downcast_object_ref::<RichValue>() {
        Some(RichValue(rich)) => rich.clone(),
        None if value.is_none() => Rich::default(),
        None => {
            let text = value.to_string();
            if text.contains(OPEN) { read(&text) } else { Rich::from(text) }
        }
    }
}

/// Whether the value is formatted text.
pub(super) fn is_rich(value: &Value) -> bool {
    value.downcast_object_ref::<RichValue>().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_add_up() {
        let bold = Rich::from("가b".to_owned()).looking(|look| look.bold = true);
        let mut rich = Rich::from("a ".to_owned());
        rich.push(&bold);
        rich.push_str(" c");
        let rich = rich.looking(|look| look.italic = true);
        let look = |bold| Look { bold, italic: true, ..Look::default() };
        let found: Vec<_> = rich.pieces().into_iter().map(|(text, look)| (text, look.cloned())).collect();
        assert_eq!(found, [("a ", Some(look(false))), ("가b", Some(look(true))), (" c", Some(look(false)))]);
        assert_eq!(Rich::from("x".to_owned()).pieces(), [("x", None)]);
        assert!(Rich::default().looking(|look| look.bold = true).pieces().is_empty());
    }
}
