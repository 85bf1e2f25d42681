//! The filters that write for people: formatting, numbers and dates.

#![allow(clippy::needless_pass_by_value)] // minijinja hands filters their arguments by value

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Value};

use super::formats::{dates, numbers};
use super::rich;
use crate::documents::template::address;
use crate::scene::Language;

/// Their names, for whoever lists what templates can say.
pub(super) const OURS: [&str; 12] = [
    "bold",
    "italic",
    "underline",
    "link",
    "number",
    "percent",
    "currency",
    "date",
    "time",
    "width",
    "height",
    "fit",
];

/// Adds the filters; numbers and dates are written in `language`.
pub(super) fn add(environment: &mut Environment<'static>, language: Language) {
    environment.add_filter("bold", |value: Value| looking(&value, |look| look.bold = true));
    environment.add_filter("italic", |value: Value| looking(&value, |look| look.italic = true));
    environment.add_filter("underline", |value: Value| looking(&value, |look| look.underline = true));
    environment.add_filter("link", link);
    environment.add_filter("number", number);
    environment.add_filter("percent", percent);
    environment.add_filter("currency", move |value: Value, code: Option<String>, options: Kwargs| {
        let decimals = decimals(&options)?;
        answer(&value, || numbers::currency(&value, code.as_deref(), decimals, language))
    });
    environment.add_filter("date", move |value: Value, form: Option<String>| {
        answer(&value, || dates::date(&value, form.as_deref(), language))
    });
    environment.add_filter("time", move |value: Value, form: Option<String>| {
        answer(&value, || dates::time(&value, form.as_deref(), language))
    });
    for name in ["width", "height", "fit"] {
        environment.add_filter(name, |_: Value, _: Option<Value>| -> Result<Value, Error> {
            Err(wrong("a picture stands alone in its tag, as in {{ picture | width(\"12cm\") }}"))
        });
    }
}

fn link(value: Value, address: String) -> Result<Value, Error> {
    let address = address.trim().to_owned();
    if address.is_empty() || !address::is_allowed(&address) {
        return Err(wrong(format!("“{address}” is no web, mail or telephone address")));
    }
    let address = address::whole(&address);
    looking(&value, |look| look.link = Some(address.clone()))
}

fn number(value: Value, options: Kwargs) -> Result<String, Error> {
    let decimals = decimals(&options)?;
    answer(&value, || numbers::number(&value, decimals))
}

fn percent(value: Value, options: Kwargs) -> Result<String, Error> {
    let decimals = decimals(&options)?.unwrap_or(0);
    answer(&value, || numbers::percent(&value, decimals))
}

fn decimals(options: &Kwargs) -> Result<Option<usize>, Error> {
    let decimals = options.get("decimals")?;
    options.assert_all_used()?;
    Ok(decimals)
}

fn looking(value: &Value, change: impl Fn(&mut rich::Look)) -> Result<Value, Error> {
    match value.kind() {
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::None | ValueKind::Bool | ValueKind::Number | ValueKind::String => {
            Ok(rich::formatted(value, change))
        }
        _ if rich::is_rich(value) => Ok(rich::formatted(value, change)),
        kind => Err(wrong(format!("a {kind} is no text that could be formatted"))),
    }
}

/// What is written for a value; nothing for an empty one, as a table's empty cell is.
fn answer(value: &Value, write: impl FnOnce() -> Result<String, String>) -> Result<String, Error> {
    let is_empty = value.is_none() || value.as_str().is_some_and(|text| text.trim().is_empty());
    if is_empty { Ok(String::new()) } else { write().map_err(wrong) }
}

fn wrong(sentence: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidOperation, sentence.into())
}
