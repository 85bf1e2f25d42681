//! One line of text with tags outside of any document, as the name of a file.

use serde_json::Value;

use super::FillOptions;
use super::filler::Filler;
use super::tags::{self, TagKind};
use super::values::{Scope, Values};
use crate::documents::DocumentError;

/// What problems call the line instead of a part.
const PART: &str = "name";

/// The longest line that is written, in bytes.
const LONGEST: u64 = 4_096;

/// The line with its tags filled.
///
/// # Errors
/// [`DocumentError::Tags`] with every tag that cannot be filled.
pub fn fill_line(line: &str, data: &Value, options: &FillOptions) -> Result<String, DocumentError> {
    let values = Values::new(options.language.unwrap_or_default());
    let mut filler = Filler::new(&values, PART, LONGEST);
    let filled = filler.text(line, &Scope::new(data));
    match filler.problems.is_empty() {
        true => Ok(filled.unwrap_or_else(|| line.to_owned())),
        false => Err(DocumentError::Tags(filler.problems)),
    }
}

/// Looks whether the line's tags can be read, whatever the data.
///
/// # Errors
/// [`DocumentError::Tags`] with every tag that cannot be read.
pub fn check_line(line: &str) -> Result<(), DocumentError> {
    let wrong = |tag: tags::Tag| match tag.kind {
        TagKind::Wrong(fault) => Some(fault.at(PART, 1, line, &line[tag.range])),
        _ => None,
    };
    let problems: Vec<_> = tags::scan(line).into_iter().filter_map(wrong).collect();
    if problems.is_empty() { Ok(()) } else { Err(DocumentError::Tags(problems)) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_is_filled_or_refused_with_all_its_tags() {
        let check = |line: &str, expected: Result<&str, usize>| {
            let data = json!({"이름": "김하늘", "number": 7});
            let filled = check_line(line).and_then(|()| fill_line(line, &data, &FillOptions::default()));
            let filled = filled.map_err(|error| match error {
                DocumentError::Tags(problems) => problems.len(),
                _ => 0,
            });
            assert_eq!(filled.as_deref().map_err(|count| *count), expected, "{line}");
        };
        check("{{ 이름 }}-{{ number }}", Ok("김하늘-7"));
        check("plain", Ok("plain"));
        check("{% if number > 5 %}big{% endif %}", Ok("big"));
        check("{{ a }}{{ b }}", Err(2));
        check("{{ a", Err(1));
    }
}
