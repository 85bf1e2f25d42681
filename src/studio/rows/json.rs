//! Rows as JSON: one object a line, or one array of objects.

use std::fmt;
use std::io::{BufRead as _, BufReader, Read};

use serde::Deserializer as _;
use serde::de::{Error as _, SeqAccess, Visitor};
use serde_json::Value;

use super::text::{Guarded, Meter};
use super::{LARGEST_ROW, Row, RowsError, Take, Values};

/// Hands out each line that is not empty. A line that is no object is a row that cannot be used; the others can.
pub(super) fn each_line(text: impl Read, take: &mut Take<'_>) -> Result<(), RowsError> {
    let guarded = Guarded::new(text, LARGEST_ROW);
    let meter = guarded.meter();
    let mut lines = BufReader::new(guarded);
    let mut line = String::new();
    for number in 1.. {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            break;
        }
        meter.next_row();
        if line.trim().is_empty() {
            continue;
        }
        let values = match serde_json::from_str(&line) {
            Ok(value) => object(value, number),
            Err(error) => {
                let column = error.column() as u64;
                Err(RowsError::Syntax { line: number, column, reason: plain(&error) })
            }
        };
        if take(Row { line: number, values }).is_break() {
            break;
        }
    }
    Ok(())
}

/// Hands out each item of an array. What follows a mistake in the array cannot be read any more.
pub(super) fn each_item(text: impl Read, take: &mut Take<'_>) -> Result<(), RowsError> {
    // The parser takes one byte at a time from the outer reader, so that the lines counted are the item's own.
    let guarded = Guarded::new(BufReader::new(text), LARGEST_ROW);
    let meter = guarded.meter();
    let mut deserializer = serde_json::Deserializer::from_reader(guarded);
    let mut is_stopped = false;
    let items = Items { take, meter, is_stopped: &mut is_stopped };
    let read = deserializer.deserialize_seq(items).and_then(|()| deserializer.end());
    match read {
        _ if is_stopped => Ok(()),
        Err(error) if error.is_io() => Err(RowsError::Unreadable { reason: error.to_string() }),
        Err(error) => {
            let (line, column) = (error.line() as u64, error.column() as u64);
            Err(RowsError::Syntax { line, column, reason: plain(&error) })
        }
        Ok(()) => Ok(()),
    }
}

struct Items<'t, 'f> {
    take: &'t mut Take<'f>,
    meter: Meter,
    is_stopped: &'t mut bool,
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<Value>()? {
            let line = self.meter.line();
            self.meter.next_row();
            if (self.take)(Row { line, values: object(item, line) }).is_break() {
                *self.is_stopped = true;
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

fn object(value: Value, line: u64) -> Result<Values, RowsError> {
    match value {
        Value::Object(values) => Ok(values),
        _ => Err(RowsError::Row { line, reason: "it is no JSON object".to_owned() }),
    }
}

/// The parser's sentence without its place, which is said before it.
fn plain(error: &serde_json::Error) -> String {
    let sentence = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    sentence.strip_suffix(&place).unwrap_or(&sentence).to_owned()
}
