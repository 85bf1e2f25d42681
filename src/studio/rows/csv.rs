//! Rows as a table (RFC 4180): the first line names the columns, each further record is one row.

use std::io::{BufRead as _, BufReader, Read};

use csv::{ReaderBuilder, StringRecord};
use serde_json::{Number, Value};

use super::text::Guarded;
use super::{LARGEST_ROW, Row, RowsError, Take, Values};

/// Hands out each record that is not empty.
pub(super) fn each(text: impl Read, take: &mut Take<'_>) -> Result<(), RowsError> {
    let mut text = BufReader::new(text);
    let delimiter = delimiter(text.fill_buf()?);
    let guarded = Guarded::new(text, LARGEST_ROW);
    let meter = guarded.meter();
    let mut builder = ReaderBuilder::new();
    let mut table = builder.has_headers(false).flexible(true).delimiter(delimiter).from_reader(guarded);
    let mut record = StringRecord::new();
    if !table.read_record(&mut record).map_err(unreadable)? {
        return Err(RowsError::None);
    }
    let columns = columns(&record)?;
    while table.read_record(&mut record).map_err(unreadable)? {
        meter.next_row();
        if record.iter().all(str::is_empty) {
            continue; // spreadsheets leave such rows at the end
        }
        let line = record.position().map_or(0, csv::Position::line);
        let values = values(&columns, &record).map_err(|reason| RowsError::Row { line, reason });
        if take(Row { line, values }).is_break() {
            break;
        }
    }
    Ok(())
}

/// The character between columns: the most frequent one of the header, outside of quotes.
fn delimiter(head: &[u8]) -> u8 {
    let (mut counts, mut is_quoted) = ([0; 3], false);
    let known = [b',', b';', b'\t'];
    for &byte in head {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            _ if is_quoted => {}
            _ => {
                if let Some(at) = known.iter().position(|&known| known == byte) {
                    counts[at] += 1;
                }
            }
        }
    }
    // The first of equals: a header of one column has none of them.
    let most = counts.iter().copied().max().unwrap_or_default();
    known.into_iter().zip(counts).find(|&(_, count)| count == most).map_or(b',', |(byte, _)| byte)
}

/// The name of each column as a path: `customer.name` stands inside `customer`. `None` for columns without a name.
type Columns = Vec<Option<Vec<String>>>;

fn columns(header: &StringRecord) -> Result<Columns, RowsError> {
    let mut wrong = Vec::new();
    let mut columns: Columns = Vec::new();
    for (at, name) in (1..).zip(header) {
        let name = name.trim();
        let path: Vec<String> = name.split('.').map(|step| step.trim().to_owned()).collect();
        if !name.is_empty() && path.iter().any(String::is_empty) {
            wrong.push(format!("column {at} is named {name:?}"));
        }
        let meets = |other: &Vec<String>| path.starts_with(other) || other.starts_with(&path);
        match columns.iter().flatten().find(|other| meets(other)) {
            _ if name.is_empty() => columns.push(None),
            Some(other) if *other == path => wrong.push(format!("two columns are named {name}")),
            Some(other) => wrong.push(format!("{name} and {} exclude each other", other.join("."))),
            None => columns.push(Some(path)),
        }
    }
    match columns.iter().any(Option::is_some) {
        _ if !wrong.is_empty() => Err(RowsError::Header(wrong)),
        true => Ok(columns),
        false => Err(RowsError::Header(vec!["no column has a name".to_owned()])),
    }
}

fn values(columns: &Columns, record: &StringRecord) -> Result<Values, String> {
    if record.len() != columns.len() {
        return Err(format!("it has {} columns, the header has {}", record.len(), columns.len()));
    }
    let mut values = Values::new();
    for (at, (column, cell)) in (1..).zip(columns.iter().zip(record)) {
        match column {
            Some(path) => put(&mut values, path, value(cell)),
            None if cell.trim().is_empty() => {}
            None => return Err(format!("its column {at} has a value and no name in the header")),
        }
    }
    Ok(values)
}

fn put(values: &mut Values, path: &[String], value: Value) {
    match path {
        [] => {}
        [name] => drop(values.insert(name.clone(), value)),
        [name, rest @ ..] => {
            let inner = values.entry(name.clone()).or_insert_with(|| Value::Object(Values::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

/// What a cell means: yes or no, a number when it is written just as the number prints (`007` and `1.50` stay text),
/// else text.
fn value(cell: &str) -> Value {
    match cell {
        "true" | "TRUE" => return Value::Bool(true),
        "false" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let looks_like_one =
        cell.len() <= 16 && cell.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    let number = looks_like_one.then(|| cell.parse::<Number>().ok()).flatten();
    match number.filter(|number| number.to_string() == cell) {
        Some(number) => Value::Number(number),
        None => Value::String(cell.to_owned()),
    }
}

fn unreadable(error: csv::Error) -> RowsError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => RowsError::Unreadable { reason: format!("{other:?}") },
    }
}
